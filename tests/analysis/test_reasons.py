"""Why a figure is not there, and figures that a series break keeps apart."""

from dataclasses import replace
from typing import Any

import pytest

from cspdesk.analysis.figures import SeriesFigures, line_figures
from cspdesk.analysis.line import Line
from cspdesk.analysis.reasons import WHATS, why_none
from cspdesk.analysis.statements import reading_line
from cspdesk.domain.choices import AddsUp, EnteredAs, Frequency, Span, Stage
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import observed
from cspdesk.domain.tables import (
    Measure,
    Observation,
    Placement,
    PlacementId,
    PlanId,
    PriorityId,
    Series,
    SeriesId,
)
from cspdesk.domain.unit import Unit
from tests.support.judging import MEASURE, Q1, Q2, Q3, Q4, SERIES, baseline, document, year

TWO_YEARS = year(2014, "260", "303", "303", "280") | year(2015, "326", "347", "355", "412")


def line(typed: dict[str, str], **about: Any) -> Line:
    snapshot, placed = document(typed, **about)
    (series,) = snapshot.of(Series)
    return Line(snapshot, placed.measure, series)


def without(key: str) -> dict[str, str]:
    return {each: text for each, text in TWO_YEARS.items() if each != key}


def test_figures_that_are_there_need_no_reason() -> None:
    found = line(TWO_YEARS)
    assert {what: why_none(found, what, Q4) for what in WHATS} == dict.fromkeys(WHATS, "")


@pytest.mark.parametrize(
    ("typed", "what", "reason"),
    [
        (without("2015-16Q2"), "year_to_date", "Quarter 2 2015/16 is missing"),
        (without("2015-16Q2"), "change_pct", "Quarter 2 2015/16 is missing"),
        (without("2015-16Q2"), "rolling_12", "Quarter 2 2015/16 is missing"),
        (without("2014-15Q3"), "last_year_to_date", "Quarter 3 2014/15 is missing"),
        (without("2014-15Q3"), "change", "Quarter 3 2014/15 is missing"),
        (without("2015-16Q4"), "value", "Quarter 4 2015/16 is missing"),
        (without("2015-16Q4"), "entered", "Quarter 4 2015/16 is missing"),
        (TWO_YEARS | {"2015-16Q3": "na"}, "year_to_date", "Quarter 3 2015/16 is not available"),
        (TWO_YEARS | {"2015-16Q3": "late: police"}, "year_to_date", "Quarter 3 2015/16 is late"),
        (TWO_YEARS | {"2015-16Q3": "no return"}, "year_to_date", "Quarter 3 2015/16 has no return"),
        (
            TWO_YEARS | {"2015-16Q3": "rising"},
            "year_to_date",
            "Quarter 3 2015/16 holds words, not a figure",
        ),
        (TWO_YEARS | {"2014-15Q4": "0"}, "quarter_change_pct", "last year was zero"),
    ],
)
def test_what_is_lacking_is_named(typed: dict[str, str], what: str, reason: str) -> None:
    assert why_none(line(typed), what, Q4) == reason


@pytest.mark.parametrize(
    ("about", "what", "quarter", "reason"),
    [
        ({"entered_as": EnteredAs.ROLLING}, "value", Q4, "only the last twelve months are given"),
        ({"entered_as": EnteredAs.ROLLING}, "year_to_date", Q4, "only the last twelve months are given"),
        ({"adds_up": AddsUp.NONE}, "year_to_date", Q4, "the quarters of this measure do not make a year"),
        ({"entered_as": EnteredAs.SNAPSHOT}, "rolling_12", Q4, "the last figure stands for the year"),
        (
            {"entered_as": EnteredAs.SNAPSHOT},
            "quarter_change_pct",
            Q4,
            "the change is in the figure's own unit",
        ),
        ({"frequency": Frequency.YEAR}, "year_to_date", Q3, "there is one figure a year"),
        ({"frequency": Frequency.YEAR}, "year_to_date", Q4, "2015/16 is missing"),
        (
            {"unit": Unit.RATE},
            "year_to_date",
            Q4,
            "there are no counts behind every figure that Quarter 4 2015/16 needs",
        ),
    ],
)
def test_ways_of_entry_have_reasons_of_their_own(
    about: dict[str, Any], what: str, quarter: Period, reason: str
) -> None:
    assert why_none(line(TWO_YEARS, **about), what, quarter) == reason


def test_to_date_entry_needs_the_quarter_before() -> None:
    found = line({"2015-16Q3": "90"}, entered_as=EnteredAs.YEAR_TO_DATE)
    assert why_none(found, "value", Q3) == "Quarter 2 2015/16 is missing"
    assert why_none(found, "rolling_12", Q3) == "Quarter 3 2014/15 is missing"


def test_a_year_to_date_that_falls_is_said_to() -> None:
    found = line(year(2015, "100", "90"), entered_as=EnteredAs.YEAR_TO_DATE)
    assert why_none(found, "value", Q2) == "the year to date falls from 100 to 90, which cannot be"
    assert why_none(found, "year_to_date", Q2) == ""
    assert reading_line(found.measure, line_figures(found, Q2)) == "90 so far", "not −10 this quarter"


def test_a_measure_discontinued_mid_year() -> None:
    found = line(year(2015, "326", "347"), stage=Stage.DISCONTINUED)
    ended = "the measure is discontinued, and its last figure is that of Quarter 2 2015/16"
    assert why_none(found, "value", Q3) == f"Quarter 3 2015/16 is missing: {ended}"
    assert line_figures(found, Q3).year_to_date.now is None
    assert line_figures(found, Q2).year_to_date.now == 673


def test_a_plan_that_starts_mid_year() -> None:
    plan, priority = PlanId("plan"), PriorityId("p")
    place = Placement(
        id=PlacementId("at"), plan=plan, priority=priority, measure=MEASURE, number="1.1", from_period=Q3
    )
    found = line(year(2015, "", "", "355", "412"), rows=[place])
    begins = "Quarter 1 2015/16 is missing: the measure begins in Quarter 3 2015/16"
    assert why_none(found, "year_to_date", Q4) == begins
    assert line_figures(found, Q4).quarter.now == 412
    # In another plan it has been there all along, so its beginning is not known.
    again = replace(place, id=PlacementId("old"), from_period=None)
    both = line(year(2015, "", "", "355", "412"), rows=[place, again])
    assert why_none(both, "year_to_date", Q4) == "Quarter 1 2015/16 is missing"


def test_the_part_that_a_total_lacks_is_named() -> None:
    snapshot, placed = document({})
    total = Series(id=SeriesId("t"), measure=MEASURE, label="All", total_of="the others")
    police = Series(id=SERIES, measure=MEASURE, label="Police")
    del snapshot
    full, _ = document(year(2015, "5"), rows=[police, total])
    assert why_none(Line(full, placed.measure, total), "value", Q1) == ""
    assert (
        why_none(Line(full, placed.measure, total), "value", Q2) == "Quarter 2 2015/16 is missing for Police"
    )


def test_only_known_figures_can_be_asked_about() -> None:
    with pytest.raises(ValueError, match="status"):
        why_none(line(TWO_YEARS), "status", Q4)


class TestBreaks:
    def figures(self, quarter: Period, key: str, *, comparable: bool = False, **about: Any) -> SeriesFigures:
        breaks = [(key, comparable, "Counted by victim.")]
        return line_figures(line(TWO_YEARS, breaks=breaks, **about), quarter)

    REASON = "figures from Quarter 1 2015/16 on are not comparable with those before: Counted by victim"

    def test_nothing_is_compared_across_a_break(self) -> None:
        found = self.figures(Q4, "2015-16Q1")
        for change in (found.quarter, found.year_to_date, found.rolling):
            assert (change.difference, change.percent, change.broken) == (None, None, self.REASON)
        assert (found.year_to_date.now, found.year_to_date.before) == (1440, 1146)
        assert found.previous.difference == 57, "the quarter before is on the same side"
        broken = line(TWO_YEARS, breaks=[("2015-16Q1", False, "Counted by victim.")])
        assert why_none(broken, "change", Q4) == why_none(broken, "change_pct", Q4) == self.REASON

    def test_first_quarter_counted_the_new_way_stands_apart_from_the_one_before(self) -> None:
        assert self.figures(Q1, "2015-16Q1").previous.broken == self.REASON

    def test_a_comparable_break_changes_nothing(self) -> None:
        found = self.figures(Q4, "2015-16Q1", comparable=True)
        assert (found.year_to_date.difference, found.year_to_date.broken) == (294, "")

    def test_an_old_or_a_coming_break_changes_nothing(self) -> None:
        assert self.figures(Q4, "2014-15Q1").year_to_date.difference == 294
        assert self.figures(Q2, "2015-16Q3").year_to_date.difference == 110

    def test_a_break_in_last_year_parts_the_years_but_not_the_later_quarters(self) -> None:
        found = self.figures(Q4, "2014-15Q3")
        assert found.year_to_date.difference is None
        assert found.quarter.difference == 132, "412 less 280, both counted the new way"

    def test_a_baseline_of_before_the_break(self) -> None:
        old = baseline("1,146", label="2013/14", span=Span.YEAR)
        new = replace(old, id=type(old.id)("new"), from_period=Q1)
        found = self.figures(Q4, "2015-16Q1", baselines=[old, new])
        assert [each.change.difference for each in found.baselines] == [None, 294]
        assert found.baselines[0].change.broken == self.REASON


def test_the_quarter_before_of_rolling_years_is_the_year_that_ended_with_it() -> None:
    found = line_figures(line({"2015-16Q1": "442", "2015-16Q2": "423"}, entered_as=EnteredAs.ROLLING), Q2)
    assert (found.previous.now, found.previous.before, found.previous.difference) == (423, 442, -19)


@pytest.mark.parametrize("typed", ["9" * 400, "1" + "0" * 400, "0." + "0" * 399 + "1"])
def test_figures_of_four_hundred_digits_are_a_gap_with_its_reason(typed: str) -> None:
    found = line(TWO_YEARS | {"2015-16Q4": typed})
    assert line_figures(found, Q4).year_to_date.now is None
    assert why_none(found, "year_to_date", Q4) == "Quarter 4 2015/16 holds words, not a figure"


def test_a_figure_of_four_hundred_digits_that_got_in_otherwise() -> None:
    measure = Measure(id=MEASURE)
    row = observed(Observation(series=SERIES, period=Q4, typed="412"), measure.unit)
    assert row.value is not None
    found = line(without("2015-16Q4"), rows=[replace(row, value=row.value.scaleb(400))])
    assert line_figures(found, Q4).year_to_date.now is None
    assert why_none(found, "value", Q4) == "Quarter 4 2015/16 holds a figure too long to work with"
