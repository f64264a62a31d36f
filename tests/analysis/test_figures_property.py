"""What holds of any figures: identities of the sums, and that nothing raises or is endless."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cspdesk.analysis.figures import Change, SeriesFigures, line_figures
from cspdesk.analysis.line import Line
from cspdesk.analysis.reasons import WHATS, why_none
from cspdesk.analysis.statements import reading_line
from cspdesk.domain.choices import AddsUp, EnteredAs, Frequency, Span
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Series
from cspdesk.domain.text import clean
from cspdesk.domain.unit import Unit
from tests.support.judging import baseline, document
from tests.support.odd_texts import TEXTS, TYPED

QUARTERS = [quarter for year in (2013, 2014, 2015) for quarter in Period.financial_year(year).quarters]
KEYS = [*(quarter.key for quarter in QUARTERS), "2013-14", "2014-15", "2015-16"]
COUNTS = st.lists(st.integers(0, 10**14), min_size=12, max_size=12)
# A decimal point anywhere among 15 digits: a sum of them has up to 30.
NUMBERS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(0, 10**15 - 1), st.integers(0, 14)
)
TYPED_TEXTS = st.one_of(
    st.sampled_from(TEXTS + TYPED),
    NUMBERS.map(lambda number: f"{number:f}"),
    st.builds(lambda part, whole: f"{part} of {whole}", st.integers(0, 99), st.integers(0, 99)),
    st.integers(-(10**15), 10**15).map(str),
    st.text(max_size=12).map(lambda text: clean(text).text),
    st.just("9" * 400),
)


def line(typed: dict[str, str], **about: Any) -> Line:
    snapshot, placed = document(typed, **about)
    (series,) = snapshot.of(Series)
    return Line(snapshot, placed.measure, series)


def texts(values: list[Any]) -> dict[str, str]:
    return {quarter.key: f"{value:f}" for quarter, value in zip(QUARTERS, map(Decimal, values), strict=True)}


@given(st.lists(NUMBERS, min_size=12, max_size=12))
def test_rolling_years_differ_by_the_quarter_that_comes_and_the_one_that_goes(values: list[Decimal]) -> None:
    found = line(texts(values))
    for place in range(4, 12):
        now, before = found.rolling(QUARTERS[place]), found.rolling(QUARTERS[place - 1])
        assert now is not None
        assert before is not None
        exact = [int(each.scaleb(14)) for each in (now, before, values[place], values[place - 4])]
        assert exact[0] - exact[1] == exact[2] - exact[3]


@given(COUNTS)
def test_quarters_of_figures_entered_to_date_sum_to_them(quarters: list[int]) -> None:
    to_date = [sum(quarters[place - place % 4 : place + 1]) for place in range(12)]
    typed = {quarter.key: str(value) for quarter, value in zip(QUARTERS, to_date, strict=True)}
    found = line(typed, entered_as=EnteredAs.YEAR_TO_DATE)
    assert [found.own(quarter) for quarter in QUARTERS] == quarters
    plain = line(texts(quarters))
    for quarter in QUARTERS:
        assert found.to_date(quarter) == plain.to_date(quarter)
        assert found.rolling(quarter) == plain.rolling(quarter)


@given(COUNTS, st.sets(st.integers(0, 11)))
def test_a_sum_is_there_exactly_where_no_quarter_is_missing(values: list[int], missing: set[int]) -> None:
    typed = texts(values)
    for place in missing:
        del typed[QUARTERS[place].key]
    found = line(typed)
    for place, quarter in enumerate(QUARTERS):
        first = place - place % 4
        for start, what, value in (
            (first, "year_to_date", found.to_date(quarter)),
            (place - 3, "rolling_12", found.rolling(quarter)),
        ):
            lacking = [each for each in range(start, place + 1) if each < 0 or each in missing]
            assert value == (None if lacking else sum(values[start : place + 1]))
            lacks = QUARTERS[0].shift(lacking[0]).label if lacking else ""
            assert why_none(found, what, quarter) == (f"{lacks} is missing" if lacking else "")


@given(
    st.dictionaries(st.sampled_from(KEYS), TYPED_TEXTS),
    TYPED_TEXTS,
    st.sampled_from(Span),
    st.sampled_from(Unit),
    st.sampled_from(EnteredAs),
    st.sampled_from(AddsUp),
    st.sampled_from(Frequency),
    st.sampled_from(["2014-15Q2", "2015-16Q1", "2015-16"]),
)
def test_anything_typed_gives_a_figure_or_a_reason(
    typed: dict[str, str],
    level: str,
    span: Span,
    unit: Unit,
    entered_as: EnteredAs,
    adds_up: AddsUp,
    frequency: Frequency,
    since: str,
) -> None:
    about = {"unit": unit, "entered_as": entered_as, "adds_up": adds_up, "frequency": frequency}
    breaks, held = [(since, False, "")], [baseline(level, unit, span=span)]
    found = line(typed, breaks=breaks, baselines=held, **about)
    for quarter in QUARTERS[3:]:
        figures = line_figures(found, quarter)
        assert all(value.is_finite() for value in _numbers(figures))
        assert reading_line(found.measure, figures)
        parts = (figures.quarter, figures.year_to_date, figures.rolling)
        names = ("value", "year_to_date", "rolling_12"), ("quarter_change", "change", "rolling_change")
        for part, name, change in zip(parts, *names, strict=True):
            is_fall = name == "value" and part.now is not None and part.now < 0
            assert bool(why_none(found, name, quarter)) is (part.now is None) or is_fall
            assert bool(why_none(found, change, quarter)) is (part.difference is None) or is_fall
            assert part.percent is not None or why_none(found, f"{change}_pct", quarter)
        assert all(isinstance(why_none(found, what, quarter), str) for what in WHATS)


def _numbers(figures: SeriesFigures) -> list[Decimal]:
    changes = [figures.quarter, figures.year_to_date, figures.rolling, figures.previous]
    changes += [each.change for each in figures.baselines]
    found = [figures.entered, figures.newest.value if figures.newest else None]
    return [
        value for value in found + [part for each in changes for part in _parts(each)] if value is not None
    ]


def _parts(change: Change) -> list[Decimal | None]:
    return [change.now, change.before, change.difference, change.percent]
