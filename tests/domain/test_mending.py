import time
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain import mending
from cspdesk.domain.mending import mends
from cspdesk.domain.period import Period
from cspdesk.domain.reading import Qualifier, State, read
from cspdesk.domain.unit import Unit

QUARTER = Period.quarter(2015, 4)


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ("4l2", ("412",)),
        ("4O2", ("402",)),
        ("4l2 offences", ("412 offences",)),
        ("O", ("0",)),
        ("О", ("0",)),
        ("l", ("1",)),
        ("I", ("1",)),
        ("I0", ("10",)),
        ("١٢", ("12",)),
        ("４４２", ("442",)),
        ("1.204", ("1,204",)),
        ("12.345.678", ("12,345,678",)),
        ("1'204", ("1,204",)),
        ("1_204", ("1,204",)),
        ("1,20,4", ("1,204",)),
        ("1,,204", ("1,204",)),
        ("12;5", ("125", "12.5")),
        ("12,34", ("1,234", "12.34")),
        ("4 12", ("412",)),
        ("412.", ("412",)),
        ("=412", ("412",)),
        ("'412", ("412",)),
        ("412 😀", ("412",)),
        ("412pp", ("412",)),
        ("412offences", ("412",)),
        ("£5,000", ("5,000",)),
        ("£1,2O4", ("1,204",)),
        ("12 of 22", ("12",)),
        ("5k", ("5,000",)),
        ("1.2M", ("1,200,000",)),
        ("5 million", ("5,000,000",)),
        ("(412)", ("412",)),
        ("-5", ("5",)),
        ("two", ("2",)),
    ],
)
def test_counts(typed: str, offers: tuple[str, ...]) -> None:
    assert mends(typed, Unit.COUNT) == offers


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ("0.62", ("62%", "0.62%")),
        ("0.05", ("5%", "0.05%")),
        ("0.999", ("99.9%", "0.999%")),
        ("62 %%", ("62%",)),
        ("%62", ("62%",)),
        ("62 p.c.", ("62%",)),
        ("6l%", ("61%",)),
        ("62,5%", ("62.5%",)),
        ("62,5", ("62.5",)),
        ("12½%", ("12.5%",)),
        ("٦٢٪", ("62%",)),
        ("12 o 22", ("12 of 22",)),
        ("12 0f 22", ("12 of 22",)),
        ("12\\22", ("12 of 22",)),
        ("55%(12of22)", ("55% (12 of 22)",)),
        # 12 of 22 is 54.54...%
        ("60% (12 of 22)", ("55% (12 of 22)", "60%")),
        ("60.0% (12 of 22)", ("54.5% (12 of 22)", "60.0%")),
        ("5 of 4", ("4 of 5",)),
        ("5 of 0", ("N/A",)),
        ("~62%", ("62% [e]",)),
        ("(4)", ("4", "-4")),
    ],
)
def test_percentages(typed: str, offers: tuple[str, ...]) -> None:
    assert mends(typed, Unit.PERCENT) == offers


@pytest.mark.parametrize(
    ("typed", "unit", "offers"),
    [
        ("£1,2O4", Unit.MONEY, ("£1,204", "1,204")),
        ("GBP 5000", Unit.MONEY, ("5000",)),
        ("5 million", Unit.MONEY, ("5,000,000",)),
        ("1,204p", Unit.MONEY, ("1,204 [p]",)),
        ("50p", Unit.MONEY, ("50 [p]", "£0.50")),
        ("12;5", Unit.MONEY, ("12.5", "125")),
        ("5 d", Unit.DAYS, ("5 days",)),
        ("5,3", Unit.RATE, ("5.3",)),
    ],
)
def test_other_units(typed: str, unit: Unit, offers: tuple[str, ...]) -> None:
    assert mends(typed, unit) == offers


@pytest.mark.parametrize(
    ("typed", "offer"),
    [
        ("c. 412", "412 [e]"),
        ("c412", "412 [e]"),
        ("c. 4l2", "412 [e]"),
        ("circa 412", "412 [e]"),
        ("~412", "412 [e]"),
        ("approx. 412", "412 [e]"),
        ("about 1,204", "1,204 [e]"),
        ("412 (est.)", "412 [e]"),
        ("412ish", "412 [e]"),
        ("412 (prov.)", "412 [p]"),
        ("412 - provisional", "412 [p]"),
        ("Provisional: 412", "412 [p]"),
        ("[p] 412", "412 [p]"),
        ("412 [p", "412 [p]"),
        ("412 {p}", "412 [p]"),
        ("412 TBC", "412 [p]"),
        ("412 [rev]", "412 [r]"),
        ("expected 412", "412 [f]"),
    ],
)
def test_hedges_become_the_printed_letter(typed: str, offer: str) -> None:
    assert mends(typed, Unit.COUNT)[0] == offer


@pytest.mark.parametrize(
    ("typed", "qualifier"),
    [
        ("412 offences approx", Qualifier.ESTIMATED),
        ("531 offences (approx)", Qualifier.ESTIMATED),
        ("412 est", Qualifier.ESTIMATED),
        ("412 prov", Qualifier.PROVISIONAL),
    ],
)
def test_a_hedge_behind_a_figure_is_understood_and_not_asked_about(typed: str, qualifier: Qualifier) -> None:
    assert read(typed, Unit.COUNT).qualifier is qualifier
    assert mends(typed, Unit.COUNT) == ()


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ("-", ("na", "0", "N/A")),
        ("–", ("na", "0", "N/A")),
        ("nil", ("0",)),
        ("Nil.", ("0",)),
        ("zero", ("0",)),
        ("none", ("0",)),
        ("nil return", ("0", "no return")),
        ("ТВС", ("TBC",)),
        ("Т", ("TBC",)),
        ("tbc?", ("TBC",)),
        ("TBC?", ("TBC",)),
        ("?", ("TBC",)),
        ("TBA", ("TBC",)),
        ("TBC 24 May", ("TBC: 24 May",)),
        ("not avail", ("na",)),
        ("Not avail.", ("na",)),
        ("not yet available", ("na",)),
        ("n a", ("na",)),
        ("no data", ("na", "no return")),
        ("Not available until May", ("Not available: until May",)),
        ("n\\a", ("N/A",)),
        ("not app", ("N/A",)),
        ("No return from the police", ("No return: police",)),
        ("nothing received", ("no return",)),
        ("numbers too small", ("too small",)),
        ("supressed", ("[c]",)),
        ("<5", ("[c]",)),
        ("fewer than 5", ("[c]",)),
        ("*", ("[c]",)),
        ("(c)", ("[c]",)),
        ("[x", ("[x]",)),
        ("awaiting police", ("late: police",)),
        ("Awaiting the police.", ("late: police",)),
        ("waiting for probation", ("late: probation",)),
        ("police late", ("late: police",)),
        ("late police", ("late: police",)),
        ("police to follow", ("late: police",)),
        ("awaited", ("late",)),
        ("not received", ("late", "no return")),
        ("due 24 May", ("late: 24 May",)),
        ("awaiting police, due 24 May", ("late: police, due 24 May",)),
        ("late: police, 31/02/16", ("late: police",)),
    ],
)
def test_words_for_a_state(typed: str, offers: tuple[str, ...]) -> None:
    for unit in (Unit.COUNT, Unit.PERCENT, Unit.MONEY):
        assert mends(typed, unit, QUARTER) == offers


UNDERSTOOD = (
    ("442", Unit.COUNT),
    ("12,043", Unit.COUNT),
    ("12, 469", Unit.COUNT),
    ("62%", Unit.PERCENT),
    ("62 percent", Unit.PERCENT),
    ("0.5%", Unit.PERCENT),
    ("55% (12 of 22)", Unit.PERCENT),
    ("12 of 22", Unit.PERCENT),
    ("1.204", Unit.PERCENT),
    ("1.204", Unit.RATE),
    ("0.62", Unit.RATE),
    ("412*", Unit.COUNT),
    ("412 (provisional)", Unit.COUNT),
    ("1,204p", Unit.COUNT),
    ("na", Unit.COUNT),
    ("n.a", Unit.COUNT),
    ("N/A", Unit.COUNT),
    ("TBC", Unit.COUNT),
    ("[c]", Unit.COUNT),
    ("late: police, 24 May", Unit.COUNT),
    ("no return", Unit.COUNT),
)


@pytest.mark.parametrize(("typed", "unit"), UNDERSTOOD)
def test_nothing_is_offered_for_what_was_understood(typed: str, unit: Unit) -> None:
    assert mends(typed, unit, QUARTER) == ()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "see note",
        "See note 3",
        "👮",
        "12 fewer offences",
        "around 12 fewer offences",
        "5 on last year",
        "ASB Hotline – 47 Police – 37",
        "47 37",
        "9-15",
        "24 May",
        "31/02/16",
        "1e5",
        "x",
        "1234567890123456",
        "late submissions rose",
        "The police were late",
        "expected to rise",
        "due to staff sickness",
        "about right",
        "none of them",
        "blocked drains rose",
        "Police data provision has yet to be resolved.",
        "Discontinued – Replaced by re- offending rate of DIP IOM Cohort",
        "Q4 data will be available 24th May. Q3 data has been updated.",
        "Total to date (Q1 and Q2) of 6496 incidents.",
        "326 offences Increase of 66 offences compared to last year (25.4%)",
        "4l2 " * 100,
    ],
)
def test_nothing_is_offered_for_sentences_and_what_may_mean_anything(typed: str) -> None:
    for unit in Unit:
        assert mends(typed, unit, QUARTER) == ()


def test_a_percentage_is_never_offered_as_a_count() -> None:
    for typed in ("62%", "6l%", "62 %%", "%62", "62 p.c."):
        assert mends(typed, Unit.COUNT) == ()


def test_nothing_is_offered_where_the_unit_is_words() -> None:
    for typed in ("4l2", "tbc?", "nil", "-"):
        assert mends(typed, Unit.TEXT) == ()


PIECES = (
    "4l2|1,204|0|9999999999999999|.|,|-|£|%|(|)|[p]|c.|approx|of|½| |tbc|late|police|24 May|31/02/16|١٢|О"
    "|k|?|*|ish|nil|\u200f|\0"
)
SCRAPS = st.lists(
    st.sampled_from(PIECES.split("|")),
    max_size=8,
).map("".join)


@given(SCRAPS | st.text(max_size=70), st.sampled_from(Unit))
def test_every_offer_reads_without_a_doubt_and_is_not_asked_about_again(typed: str, unit: Unit) -> None:
    offers = mends(typed, unit, QUARTER)
    assert len(offers) <= 3
    assert len({offer.lower() for offer in offers}) == len(offers)
    for offer in offers:
        found = read(offer, unit, QUARTER)
        assert found.state is not State.TEXT_ONLY
        assert found.doubt == ""
        assert mends(offer, unit, QUARTER) == ()


@pytest.mark.parametrize(
    "typed", ["1" * 32_000, "a " * 16_000, "é" * 32_000, "\u200f" * 32_000, "1,204 " * 5_000, "=" * 32_000]
)
def test_a_long_text_is_not_even_read(typed: str) -> None:
    with patch.object(mending, "read", side_effect=AssertionError):
        assert mends(typed, Unit.COUNT) == ()


@pytest.mark.parametrize(
    "typed",
    [
        "1," * 30,
        "l" * 60,
        "1.," * 20,
        "(1" * 30,
        "~" * 60,
        "1of" * 20,
        "%" * 60,
        "1 a " * 7,
        "1a" * 30,
        "1 ½" * 20,
    ],
)
def test_a_knotted_text_takes_no_time(typed: str) -> None:
    # Meant to take under 1 ms; a pattern that tries every split would take minutes.
    start = time.perf_counter()
    for unit in Unit:
        mends(typed, unit, QUARTER)
    assert time.perf_counter() - start < 0.5
