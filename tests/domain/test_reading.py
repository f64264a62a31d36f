import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.period import Period
from cspdesk.domain.reading import Qualifier, Reading, State, read
from cspdesk.domain.unit import Unit

QUARTER = Period.quarter(2015, 4)


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("442", Unit.COUNT, "442"),
        ("0", Unit.COUNT, "0"),
        ("12,043", Unit.COUNT, "12043"),
        ("12, 469", Unit.COUNT, "12469"),
        ("1 204", Unit.COUNT, "1204"),
        ("1\u00a0204", Unit.COUNT, "1204"),
        (" 442\u200b", Unit.COUNT, "442"),
        ("12*", Unit.COUNT, "12"),
        ("531 offences", Unit.COUNT, "531"),
        ("517 crimes", Unit.COUNT, "517"),
        ("12,043 incidents", Unit.COUNT, "12043"),
        ("3109 incidents during Q1", Unit.COUNT, "3109"),
        ("7 PPOs", Unit.COUNT, "7"),
        ("123456789012345", Unit.COUNT, "123456789012345"),
        ("62%", Unit.PERCENT, "62"),
        ("62", Unit.PERCENT, "62"),
        ("62 per cent", Unit.PERCENT, "62"),
        ("11.1%", Unit.PERCENT, "11.1"),
        ("0.5", Unit.PERCENT, "0.5"),
        ("-0.9%", Unit.PERCENT, "-0.9"),
        ("1.4% ¹", Unit.PERCENT, "1.4"),
        ("40% engaging in Harbour services", Unit.PERCENT, "40"),
        ("4.8% of opiate clients", Unit.PERCENT, "4.8"),
        ("31.3%completed", Unit.PERCENT, "31.3"),
        ("5.3 per 1,000", Unit.RATE, "5.3"),
        ("£5,000", Unit.MONEY, "5000"),
        ("£5,000 DAAT funding", Unit.MONEY, "5000"),
        ("-£5,000", Unit.MONEY, "-5000"),
        ("£1.2m", Unit.MONEY, "1200000"),
        ("5000", Unit.MONEY, "5000"),
        ("14 days", Unit.DAYS, "14"),
    ],
)
def test_figures(typed: str, unit: Unit, value: str) -> None:
    assert read(typed, unit) == Reading(State.VALUE, Decimal(value))


@pytest.mark.parametrize("typed", ["-5", "−5", "–5"])
def test_a_count_below_nought_is_read_and_doubted(typed: str) -> None:
    found = read(typed, Unit.COUNT)
    assert (found.state, found.value) == (State.VALUE, Decimal(-5))
    assert found.doubt == "'-5' is below 0, which is odd for a count."


@pytest.mark.parametrize(
    ("typed", "value", "part", "whole"),
    [
        ("55% (12 of 22)", "55", "12", "22"),
        ("55%, 12 of 22", "55", "12", "22"),
        ("12 of 22 (54.5%)", "54.5", "12", "22"),
        ("12 of 22", "54.5454545454545", "12", "22"),
        ("12/22", "54.5454545454545", "12", "22"),
        ("20 out of 20 men", "100", "20", "20"),
        ("9 of 9", "100", "9", "9"),
        ("62.5% (5 of 8)", "62.5", "5", "8"),
        ("63% (5 of 8)", "63", "5", "8"),
        ("25% (3,000 of 12,000)", "25", "3000", "12000"),
    ],
)
def test_percentages_with_counts(typed: str, value: str, part: str, whole: str) -> None:
    assert read(typed, Unit.PERCENT) == Reading(State.VALUE, Decimal(value), Decimal(part), Decimal(whole))


def test_counts_that_do_not_give_the_percentage_are_doubted() -> None:
    found = read("60% (12 of 22)", Unit.PERCENT)
    assert (found.value, found.numerator) == (Decimal(60), Decimal(12))
    assert found.doubt == "12 of 22 is 55%, not 60%."
    assert read("5 of 4", Unit.PERCENT).doubt == "'5 of 4' is more than the whole."
    assert read("5 of 0", Unit.PERCENT).state is State.TEXT_ONLY


def test_a_rate_keeps_its_counts() -> None:
    found = read("12.3 (45 of 3,660)", Unit.RATE)
    assert (found.value, found.numerator, found.denominator) == (Decimal("12.3"), Decimal(45), Decimal(3660))
    assert read("45 of 3,660", Unit.RATE).state is State.TEXT_ONLY


@pytest.mark.parametrize(
    ("typed", "qualifier"),
    [
        ("1,204p", Qualifier.PROVISIONAL),
        ("1,204 p", Qualifier.PROVISIONAL),
        ("1,204 [p]", Qualifier.PROVISIONAL),
        ("1,204 [P]", Qualifier.PROVISIONAL),
        ("1,204 (provisional)", Qualifier.PROVISIONAL),
        ("1,204 [r]", Qualifier.REVISED),
        ("1,204 [e]", Qualifier.ESTIMATED),
        ("1,204 offences [f]", Qualifier.FORECAST),
    ],
)
def test_qualifiers(typed: str, qualifier: Qualifier) -> None:
    assert read(typed, Unit.COUNT) == Reading(State.VALUE, Decimal(1204), qualifier=qualifier)


def test_a_qualifier_after_counts() -> None:
    found = read("55% (12 of 22) [p]", Unit.PERCENT)
    assert found == Reading(State.VALUE, Decimal(55), Decimal(12), Decimal(22), Qualifier.PROVISIONAL)


def test_low_reliability_is_a_reason() -> None:
    assert read("12 [u]", Unit.COUNT) == Reading(State.VALUE, Decimal(12), reason="low reliability")


def test_fifty_pence_is_not_a_provisional_fifty_pounds() -> None:
    assert read("50p", Unit.MONEY).state is State.TEXT_ONLY
    assert read("£50 [p]", Unit.MONEY).qualifier is Qualifier.PROVISIONAL


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("na", State.NOT_AVAILABLE),
        ("NA", State.NOT_AVAILABLE),
        ("[x]", State.NOT_AVAILABLE),
        ("not available", State.NOT_AVAILABLE),
        ("N/A", State.NOT_APPLICABLE),
        ("n/a", State.NOT_APPLICABLE),
        ("[z]", State.NOT_APPLICABLE),
        ("TBC", State.TO_BE_CONFIRMED),
        ("tbc", State.TO_BE_CONFIRMED),
        ("to be confirmed", State.TO_BE_CONFIRMED),
        ("late", State.LATE),
        ("no return", State.NO_RETURN),
        ("No update provided", State.NO_RETURN),
        ("blocked", State.BLOCKED),
        ("too small", State.TOO_SMALL),
        ("[u]", State.TOO_SMALL),
        ("suppressed", State.SUPPRESSED),
        ("[c]", State.SUPPRESSED),
    ],
)
def test_states(typed: str, state: State) -> None:
    for unit in Unit:
        assert read(typed, unit) == Reading(state)


def test_states_with_a_reason() -> None:
    assert read("blocked: police data", Unit.COUNT) == Reading(State.BLOCKED, reason="police data")
    assert read("not available (no survey)", Unit.COUNT) == Reading(State.NOT_AVAILABLE, reason="no survey")
    assert read("N/A – no target set.", Unit.COUNT).reason == "no target set"


def test_late_figures() -> None:
    late = read("late: police, 24 May", Unit.COUNT, QUARTER)
    assert late == Reading(State.LATE, due_on=date(2016, 5, 24), reason="police")
    assert read("late: health, audit, 24/05/16", Unit.COUNT).reason == "health, audit"
    assert read("late: 24th May", Unit.COUNT, QUARTER) == Reading(State.LATE, due_on=date(2016, 5, 24))
    assert read("late: police, 24 May", Unit.COUNT).reason == "police, 24 May"
    impossible = read("late: police, 31/02/16", Unit.COUNT, QUARTER)
    assert (impossible.due_on, impossible.reason) == (None, "police, 31/02/16")
    assert impossible.doubt == "'31/02/16' is not a day of the calendar."


def test_a_dash_alone_is_not_available_and_says_so() -> None:
    for dash in ("-", "–", "—"):
        assert read(dash, Unit.COUNT).state is State.NOT_AVAILABLE
        assert read(dash, Unit.COUNT).doubt == "A dash was read as 'not available'."


@pytest.mark.parametrize("typed", ["ТВС", "Т"])
def test_cyrillic_letters_that_look_latin(typed: str) -> None:
    found = read(typed, Unit.COUNT)
    assert found.state is State.TO_BE_CONFIRMED
    assert "another alphabet" in found.doubt


@pytest.mark.parametrize(
    "typed",
    [
        "Discontinued – Replaced by re- offending rate of DIP IOM Cohort",
        "Yearend data not yet available. The retirement of key personnel ...",
        "Q4 data will be available 24th May. Q3 data has been updated.",
        "Police data provision has yet to be resolved.",
        "late submissions rose",
        "👮",
        "",
    ],
)
def test_prose_is_text_only(typed: str) -> None:
    assert read(typed, Unit.COUNT, QUARTER) == Reading(State.TEXT_ONLY)


@pytest.mark.parametrize(
    "typed",
    [
        "Total to date (Q1 and Q2) of 6496 incidents.",
        "ASB Hotline – 47 Police – 37",
        "12 fewer offences",
        "5 on last year",
        "12 to be confirmed",
        "12 months",
        "1440 year to date",
        "24 May",
        "9-15",
        "1,20,4",
        "1e5",
        "5--3",
        "[p]",
        "62%",
        "£5,000",
        "(5)",
        "12 of 22",
        "9" * 400,
        "1" + "0" * 400,
        "1234567890123456",
        "0.1234567890123456",
        "326 offences Increase of 66 offences compared to last year (25.4%)",
    ],
)
def test_a_figure_that_is_not_understood_is_kept_with_a_doubt(typed: str) -> None:
    found = read(typed, Unit.COUNT, QUARTER)
    assert (found.state, found.value) == (State.TEXT_ONLY, None)
    assert "kept as text" in found.doubt
    assert len(found.doubt) < 200


@pytest.mark.parametrize(
    ("typed", "mend"), [("4l2", "412"), ("4O2", "402"), ("4О2", "402"), ("١٢", "12"), ("４４２", "442")]
)
def test_an_obvious_mend_is_offered(typed: str, mend: str) -> None:
    found = read(typed, Unit.COUNT)
    assert found.state is State.TEXT_ONLY
    assert found.doubt.endswith(f"It was kept as text; type {mend} to use it as a figure.")


def test_the_doubt_says_what_happened_and_the_mend() -> None:
    expected = "'4l2' is not a number. It was kept as text; type 412 to use it as a figure."
    assert read("4l2", Unit.COUNT).doubt == expected


def test_nothing_is_a_figure_where_the_unit_is_text() -> None:
    assert read("442", Unit.TEXT) == Reading(State.TEXT_ONLY)
    assert read("55% (12 of 22)", Unit.TEXT) == Reading(State.TEXT_ONLY)


def test_nil_is_nought_and_says_so() -> None:
    assert read("nil", Unit.COUNT) == Reading(State.VALUE, Decimal(0), doubt="'nil' was read as 0.")


near_figures = st.text(st.sampled_from("0123456789,. %£-−()[]/pofТl١kmn"), max_size=30)


@given(st.text(st.characters(), max_size=60) | near_figures, st.sampled_from(Unit))
def test_any_text_is_read(typed: str, unit: Unit) -> None:
    found = read(typed, unit, QUARTER)
    assert (found.state is State.VALUE) == (found.value is not None)
    if found.value is not None:
        assert unit is not Unit.TEXT
        assert found.value.is_finite()
        assert len(found.value.normalize().as_tuple().digits) <= 15


@pytest.mark.parametrize(
    "unit", ["5 ", "1 ", "1,", "(", "a ", "5 a-", "late,", "[p]", "1/1/1", "n/a:", "٣", "5 a in ", "-", "."]
)
def test_hostile_cells_are_read_in_one_pass(unit: str) -> None:
    began = time.perf_counter()
    for length in (190, 100_000):
        for measured in (Unit.COUNT, Unit.PERCENT):
            read(unit * (length // len(unit)), measured, QUARTER)
    assert time.perf_counter() - began < 5


def test_a_text_read_before_is_read_by_its_own_period_and_unit() -> None:
    dues = [
        read("late: police, 24 May", Unit.COUNT, period).due_on for period in (QUARTER, QUARTER.year_after)
    ]
    assert dues == [date(2016, 5, 24), date(2017, 5, 24)]
    states = [read("12 of 22", unit).state for unit in (Unit.PERCENT, Unit.COUNT, Unit.PERCENT)]
    assert states == [State.VALUE, State.TEXT_ONLY, State.VALUE]
