"""The direction of a measure: polarity applied, each comparator named, nothing compared across a break."""

from typing import Any

import hypothesis
import pytest

from cspdesk.analysis.direction import Direction, Way, directions, first_known
from cspdesk.analysis.figures import measure_figures
from cspdesk.domain.choices import AddsUp, Comparator, EnteredAs, Frequency, Polarity, Span
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import placed_in, plan_in_force
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.unit import Unit
from tests.support.generated import documents
from tests.support.judging import Q1, Q2, Q3, Q4, baseline, document, target, year

BETTER, WORSE, SAME, NOT = Way.BETTER, Way.WORSE, Way.NO_CHANGE, Way.NOT_COMPARABLE
LOWER, HIGHER, INSIDE, MONITOR = Polarity.LOWER, Polarity.HIGHER, Polarity.INSIDE, Polarity.MONITOR
VIOLENCE = year(2014, "260", "303", "303", "280") | year(2015, "326", "347", "355", "412")


def found(
    typed: dict[str, str], comparator: Comparator, quarter: Period = Q4, **about: Any
) -> tuple[Way, str]:
    snapshot, placed = document(typed, comparators=(comparator,), **about)
    (first, *_) = directions(snapshot, placed, quarter)
    assert first.comparator is comparator
    return first.way, first.reason


@pytest.mark.parametrize(
    ("comparator", "reason"),
    [
        (Comparator.SAME_QUARTER, "412 is 132 above 280 in the same quarter last year"),
        (Comparator.YEAR_TO_DATE, "1,440 in 2015/16 is 294 above 1,146 in 2014/15"),
        (
            Comparator.ROLLING,
            "1,440 in the twelve months to March 2016 is 294 above 1,146 in the twelve months before",
        ),
        (Comparator.PREVIOUS, "412 is 57 above 355 in the quarter before"),
        (Comparator.BASELINE, "1,440 in 2015/16 is 40 above the baseline of 1,400 (3 year average)"),
        (Comparator.TARGET, "412 is 12 above the target of 400"),
    ],
)
def test_each_comparator_is_named(comparator: Comparator, reason: str) -> None:
    about: dict[str, Any] = {
        "baselines": [baseline("1,400", label="3 year average")],
        "targets": [target("400")],
    }
    assert found(VIOLENCE, comparator, polarity=LOWER, **about) == (WORSE, reason)
    assert found(VIOLENCE, comparator, polarity=HIGHER, **about) == (BETTER, reason)


@pytest.mark.parametrize(
    ("polarity", "before", "now", "way"),
    [
        (LOWER, "10", "9", BETTER),
        (LOWER, "10", "10", SAME),
        (LOWER, "10", "11", WORSE),
        (HIGHER, "10", "9", WORSE),
        (HIGHER, "10", "10", SAME),
        (HIGHER, "10", "11", BETTER),
        (MONITOR, "10", "9", NOT),
        (MONITOR, "10", "10", SAME),
        (MONITOR, "10", "11", NOT),
        # The range is 20 to 30.
        (INSIDE, "10", "19", BETTER),
        (INSIDE, "10", "25", BETTER),
        (INSIDE, "22", "28", SAME),
        (INSIDE, "25", "30", SAME),
        (INSIDE, "25", "31", WORSE),
        (INSIDE, "15", "36", WORSE),
        (INSIDE, "15", "35", SAME),
        (INSIDE, "15", "34", BETTER),
        (HIGHER, "-5", "-4", BETTER),
    ],
)
def test_polarity_decides_which_way_is_better(polarity: Polarity, before: str, now: str, way: Way) -> None:
    typed = {"2014-15Q4": before, "2015-16Q4": now}
    held = [target("20 to 30")]
    assert found(typed, Comparator.SAME_QUARTER, polarity=polarity, targets=held)[0] is way


@pytest.mark.parametrize(
    ("polarity", "now", "way"),
    [
        (LOWER, "19", BETTER),
        (LOWER, "20", SAME),
        (LOWER, "30", SAME),
        (LOWER, "31", WORSE),
        (HIGHER, "19", WORSE),
        (HIGHER, "31", BETTER),
        (INSIDE, "19", WORSE),
        (INSIDE, "25", SAME),
        (INSIDE, "31", WORSE),
        (MONITOR, "25", NOT),
    ],
)
def test_target_is_passed_met_or_missed(polarity: Polarity, now: str, way: Way) -> None:
    held = [target("20 to 30")]
    assert found({"2015-16Q4": now}, Comparator.TARGET, polarity=polarity, targets=held)[0] is way


def test_only_monitored_says_so_and_is_known() -> None:
    snapshot, placed = document(VIOLENCE, polarity=MONITOR, comparators=(Comparator.PREVIOUS,))
    (first, *_) = directions(snapshot, placed, Q4)
    reason = "412 is 57 above 355 in the quarter before; the measure is monitored only"
    assert (first.way, first.reason, first.is_known, first.word) == (NOT, reason, True, "Not comparable")


def test_range_of_a_quarter_says_nothing_of_a_years_sum() -> None:
    about: dict[str, Any] = {"polarity": INSIDE, "targets": [target("300 to 350")]}
    assert found(VIOLENCE, Comparator.SAME_QUARTER, **about)[0] is WORSE
    assert found(VIOLENCE, Comparator.YEAR_TO_DATE, **about) == (
        NOT,
        "1,440 in 2015/16 is 294 above 1,146 in 2014/15; no range is set that it could be nearer to",
    )
    # Shares are alike whatever they cover: 62 is 3 outside 40 to 59, and 38 was 2.
    shares = year(2014, "", "", "", "38% (38 of 100)") | {"2015-16Q4": "62% (62 of 100)"}
    held = [target("40-59%", Period.financial_year(2015), Unit.PERCENT)]
    about = {"polarity": INSIDE, "unit": Unit.PERCENT, "targets": held}
    assert found(shares, Comparator.SAME_QUARTER, **about) == (
        WORSE,
        "62% is 24 points above 38% in the same quarter last year",
    )


@pytest.mark.parametrize(
    ("typed", "comparator", "reason"),
    [
        ({}, Comparator.PREVIOUS, "There is no figure for Quarter 4 2015/16 (missing)"),
        (
            {"2015-16Q4": "late: police", "2015-16Q3": "4"},
            Comparator.PREVIOUS,
            "There is no figure for Quarter 4 2015/16 (late)",
        ),
        ({"2015-16Q4": "4"}, Comparator.PREVIOUS, "There is no figure for the quarter before"),
        ({"2015-16Q4": "4"}, Comparator.SAME_QUARTER, "There is no figure for the same quarter last year"),
        ({"2015-16Q4": "4"}, Comparator.BASELINE, "No baseline is set for Quarter 4 2015/16"),
        ({"2015-16Q4": "4"}, Comparator.TARGET, "No target is set for Quarter 4 2015/16"),
        (
            {"2015-16Q4": "4", "2015-16Q1": "4"},
            Comparator.YEAR_TO_DATE,
            "The year to date cannot be worked out without the figure for Quarter 2 2015/16",
        ),
        (
            {"2015-16Q4": "4"},
            Comparator.ROLLING,
            "The rolling year cannot be worked out without the figure for Quarter 1 2015/16",
        ),
    ],
)
def test_what_cannot_be_compared_says_why(typed: dict[str, str], comparator: Comparator, reason: str) -> None:
    assert found(typed, comparator) == (NOT, reason)


def ways(typed: dict[str, str], quarter: Period = Q4, **about: Any) -> dict[Comparator, Direction]:
    snapshot, placed = document(typed, **about)
    return {each.comparator: each for each in directions(snapshot, placed, quarter)}


def test_short_and_long_trend_follow_the_comparators() -> None:
    seen = ways(VIOLENCE | {"2015-16Q4": "290"}, comparators=(Comparator.BASELINE, Comparator.SAME_QUARTER))
    assert list(seen) == [Comparator.BASELINE, Comparator.SAME_QUARTER, Comparator.PREVIOUS]
    short = [each for each in seen.values() if each.is_short]
    long = [each for each in seen.values() if each.is_long]
    # 355 before, 280 a year before.
    assert [(each.comparator, each.way) for each in short] == [(Comparator.PREVIOUS, BETTER)]
    assert [(each.comparator, each.way) for each in long] == [(Comparator.SAME_QUARTER, WORSE)]


def test_trends_of_rolling_years_and_of_yearly_figures() -> None:
    rolling = {"2014-15Q4": "442", "2015-16Q3": "423", "2015-16Q4": "430"}
    seen = ways(rolling, entered_as=EnteredAs.ROLLING, comparators=())
    assert [(each.way, each.reason, each.is_short, each.is_long) for each in seen.values()] == [
        (
            WORSE,
            "430 in the twelve months to March 2016 is 7 above 423"
            " in the twelve months to the quarter before",
            True,
            False,
        ),
        (
            BETTER,
            "430 in the twelve months to March 2016 is 12 below 442 in the twelve months before",
            False,
            True,
        ),
    ]
    seen = ways({"2014-15": "90", "2015-16": "100"}, frequency=Frequency.YEAR, comparators=())
    assert [(each.way, each.is_long) for each in seen.values()] == [(NOT, False), (WORSE, True)]
    assert seen[Comparator.YEAR_TO_DATE].reason == "100 in 2015/16 is 10 above 90 in 2014/15"


def test_two_comparators_may_disagree() -> None:
    typed = {"2014-15": "2,111"} | year(2015, "550", "551", "551", "551")
    seen = ways(
        typed,
        comparators=(Comparator.YEAR_TO_DATE, Comparator.BASELINE),
        baselines=[baseline("2,318", label="3 year average 2012 to 2014")],
    )
    assert [each.way for each in seen.values()][:2] == [WORSE, BETTER]
    assert [each.reason for each in seen.values()][:2] == [
        "2,203 in 2015/16 is 92 above 2,111 in 2014/15",
        "2,203 in 2015/16 is 115 below the baseline of 2,318 (3 year average 2012 to 2014)",
    ]


@pytest.mark.parametrize(
    ("begins", "cut"),
    [
        # The break is the first day counted the new way; in the order of the four comparators below.
        ("2015-16Q4", (True, True, True, True)),
        ("2015-16Q3", (False, True, True, True)),
        ("2015-16Q1", (False, True, True, True)),
        ("2014-15Q4", (False, False, True, True)),
        ("2014-15Q2", (False, False, True, True)),
        ("2014-15Q1", (False, False, False, False)),
        ("2016-17Q1", (False, False, False, False)),
    ],
)
def test_nothing_is_compared_across_a_break(begins: str, cut: tuple[bool, ...]) -> None:
    asked = (Comparator.PREVIOUS, Comparator.SAME_QUARTER, Comparator.YEAR_TO_DATE, Comparator.ROLLING)
    broken = ways(VIOLENCE, comparators=asked, breaks=[(begins, False, "A new system.")])
    assert tuple(not broken[each].is_known for each in asked) == cut
    label = Period.from_key(begins).label
    said = f"Figures from {label} on are not comparable with those before: A new system"
    assert {each.reason for each in broken.values() if not each.is_known} <= {said}
    whole = ways(VIOLENCE, comparators=asked, breaks=[(begins, True, "A new system.")])
    assert all(each.is_known for each in whole.values())


def test_rolling_year_is_not_cut_by_a_break_before_it() -> None:
    broken = ways(VIOLENCE, comparators=(Comparator.ROLLING,), breaks=[("2013-14Q4", False, "")])
    assert broken[Comparator.ROLLING].is_known


def test_first_comparator_that_can_be_worked_out() -> None:
    asked = (Comparator.BASELINE, Comparator.SAME_QUARTER, Comparator.PREVIOUS)
    snapshot, placed = document(VIOLENCE, comparators=asked)
    first = first_known(placed, directions(snapshot, placed, Q4))
    assert first is not None
    assert (first.comparator, first.way) == (Comparator.SAME_QUARTER, WORSE)
    snapshot, placed = document({}, comparators=asked)
    first = first_known(placed, directions(snapshot, placed, Q4))
    assert first is not None
    assert (first.comparator, first.way) == (Comparator.BASELINE, NOT)
    snapshot, placed = document(VIOLENCE, comparators=())
    assert first_known(placed, directions(snapshot, placed, Q4)) is None


def test_points_and_small_differences_print_as_they_are() -> None:
    typed = {"2014-15Q4": "45.6%", "2015-16Q4": "46%"}
    assert found(typed, Comparator.SAME_QUARTER, unit=Unit.PERCENT, polarity=HIGHER) == (
        BETTER,
        "46% is 0.4 points above 45.6% in the same quarter last year",
    )
    same = {"2014-15Q4": "46%", "2015-16Q4": "46%"}
    assert found(same, Comparator.SAME_QUARTER, unit=Unit.PERCENT) == (
        SAME,
        "46% is the same as 46% in the same quarter last year",
    )


def test_snapshot_has_no_sum_of_the_year() -> None:
    typed = {"2014-15Q4": "70", "2015-16Q4": "136"}
    assert found(typed, Comparator.YEAR_TO_DATE, entered_as=EnteredAs.SNAPSHOT, polarity=HIGHER) == (
        BETTER,
        "136 is 66 above 70 in the same quarter last year",
    )
    assert found(typed, Comparator.YEAR_TO_DATE, adds_up=AddsUp.NONE)[1] == (
        "The quarters of this measure do not make a year"
    )


def test_figures_given_are_those_worked_out() -> None:
    snapshot, placed = document(VIOLENCE, baselines=[baseline("400", span=Span.QUARTER)])
    given = measure_figures(snapshot, placed, Q4)
    assert directions(snapshot, placed, Q4, given) == directions(snapshot, placed, Q4)


def test_decimals_are_never_lost() -> None:
    # A third and a third: pooled shares of endless digits are the same.
    typed = year(2014, "33% (1 of 3)", "33% (2 of 6)") | year(2015, "33% (3 of 9)", "33% (4 of 12)")
    assert found(typed, Comparator.YEAR_TO_DATE, Q2, unit=Unit.PERCENT)[0] is SAME
    # A third and two thirds, 33.33 points apart: at no number of digits do these subtract.
    pooled = year(2014, "67% (2 of 3)") | year(2015, "33% (1 of 3)")
    assert found(pooled, Comparator.YEAR_TO_DATE, Q1, unit=Unit.PERCENT)[1] == (
        "33% in the year to date is 33 points below 67% in the year to date last year"
    )
    far = {"2014-15Q4": "999999999.999999", "2015-16Q4": "999999999.999998"}
    assert found(far, Comparator.SAME_QUARTER)[0] is BETTER


@hypothesis.settings(max_examples=60)
@hypothesis.given(documents())
def test_any_document_has_directions_in_sentences(snapshot: Snapshot) -> None:
    for placed in placed_in(snapshot, plan_in_force(snapshot)):
        for quarter in (Q1, Q3):
            for each in directions(snapshot, placed, quarter):
                assert each.reason
                assert "None" not in each.reason
                assert each.is_known or each.way is NOT
