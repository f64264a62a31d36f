"""The status of a measure: each council's convention by its settings alone, and every reason for grey."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import hypothesis
import pytest

from cspdesk.analysis.beside import At, pair
from cspdesk.analysis.figures import like_baseline, line_figures, measure_figures
from cspdesk.analysis.line import Line
from cspdesk.analysis.status import Judgement, judged
from cspdesk.domain.choices import (
    AddsUp,
    Comparator,
    EnteredAs,
    Frequency,
    Judges,
    Polarity,
    Span,
    Stage,
    Status,
    StatusAgainst,
    ToleranceKind,
)
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import placed_in, plan_in_force
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Series, SeriesId, StatusOverride
from cspdesk.domain.unit import Unit
from tests.support.generated import documents
from tests.support.judging import MEASURE, Q1, Q2, Q3, Q4, baseline, document, target, year

GREEN, AMBER, RED, GREY = Status.GREEN, Status.AMBER, Status.RED, Status.GREY
HIGHER, LOWER, INSIDE = Polarity.HIGHER, Polarity.LOWER, Polarity.INSIDE
BASELINE, LAST_YEAR = StatusAgainst.BASELINE, StatusAgainst.LAST_YEAR


def status(typed: dict[str, str], quarter: Period = Q4, **about: Any) -> Judgement:
    return judged(*document(typed, **about), quarter)


def said(typed: dict[str, str], quarter: Period = Q4, **about: Any) -> tuple[Status, str]:
    found = status(typed, quarter, **about)
    return found.status, found.reason


DERBYSHIRE: dict[str, Any] = {"tolerance_amber": Decimal(5)}
"""Green: meets the target. Amber: misses it by up to 5%. Red: by more."""
HAVERING_2013: dict[str, Any] = {"tolerance_green": Decimal(10), "amber_if_improved": True}
"""Green: on or within 10%. Beyond, amber where improved or kept on last year, else red."""
REIGATE: dict[str, Any] = {"tolerance_kind": ToleranceKind.POINTS, "tolerance_amber": Decimal(2)}
"""Green: on or above the target. Amber: within the tolerance agreed. Red: below."""
CAMMS: dict[str, Any] = {"tolerance_green": Decimal(10), "tolerance_amber": Decimal(30)}
"""Green: at least 90% of the target. Amber: 70 to 90%. Red: less."""


def havering_2015(kind: ToleranceKind, allowed: int) -> dict[str, Any]:
    """Green within the indicator's own tolerance; beyond it as two years before."""
    return {"tolerance_kind": kind, "tolerance_green": Decimal(allowed), "amber_if_improved": True}


@pytest.mark.parametrize(
    ("convention", "polarity", "aim", "figure", "last_year", "expected"),
    [
        # 5% of 200 is 10.
        (DERBYSHIRE, HIGHER, "200", "200.1", "", GREEN),
        (DERBYSHIRE, HIGHER, "200", "200", "", GREEN),
        (DERBYSHIRE, HIGHER, "200", "199.9", "", AMBER),
        (DERBYSHIRE, HIGHER, "200", "190.1", "", AMBER),
        (DERBYSHIRE, HIGHER, "200", "190", "", AMBER),
        (DERBYSHIRE, HIGHER, "200", "189.9", "", RED),
        (DERBYSHIRE, LOWER, "200", "199.9", "", GREEN),
        (DERBYSHIRE, LOWER, "200", "200", "", GREEN),
        (DERBYSHIRE, LOWER, "200", "200.1", "", AMBER),
        (DERBYSHIRE, LOWER, "200", "209.9", "", AMBER),
        (DERBYSHIRE, LOWER, "200", "210", "", AMBER),
        (DERBYSHIRE, LOWER, "200", "210.1", "", RED),
        # 10% of 200 is 20; beyond it the same quarter a year before decides.
        (HAVERING_2013, HIGHER, "200", "200", "", GREEN),
        (HAVERING_2013, HIGHER, "200", "180.1", "190", GREEN),
        (HAVERING_2013, HIGHER, "200", "180", "190", GREEN),
        (HAVERING_2013, HIGHER, "200", "179.9", "179.8", AMBER),
        (HAVERING_2013, HIGHER, "200", "179.9", "179.9", AMBER),
        (HAVERING_2013, HIGHER, "200", "179.9", "180", RED),
        (HAVERING_2013, HIGHER, "200", "179.9", "", RED),
        (HAVERING_2013, LOWER, "200", "219.9", "210", GREEN),
        (HAVERING_2013, LOWER, "200", "220", "210", GREEN),
        (HAVERING_2013, LOWER, "200", "220.1", "220.2", AMBER),
        (HAVERING_2013, LOWER, "200", "220.1", "220.1", AMBER),
        (HAVERING_2013, LOWER, "200", "220.1", "220", RED),
        # Each indicator has a tolerance of its own.
        (havering_2015(ToleranceKind.PERCENT, 5), HIGHER, "200", "190", "195", GREEN),
        (havering_2015(ToleranceKind.PERCENT, 5), HIGHER, "200", "189.9", "180", AMBER),
        (havering_2015(ToleranceKind.PERCENT, 5), HIGHER, "200", "189.9", "190", RED),
        (havering_2015(ToleranceKind.POINTS, 2), HIGHER, "90", "88", "89", GREEN),
        (havering_2015(ToleranceKind.POINTS, 2), HIGHER, "90", "87.9", "87.9", AMBER),
        (havering_2015(ToleranceKind.POINTS, 2), HIGHER, "90", "87.9", "88", RED),
        (havering_2015(ToleranceKind.UNITS, 10), LOWER, "400", "410", "405", GREEN),
        (havering_2015(ToleranceKind.UNITS, 10), LOWER, "400", "410.1", "420", AMBER),
        (havering_2015(ToleranceKind.UNITS, 10), LOWER, "400", "410.1", "410", RED),
        (REIGATE, HIGHER, "90", "90.1", "", GREEN),
        (REIGATE, HIGHER, "90", "90", "", GREEN),
        (REIGATE, HIGHER, "90", "89.9", "", AMBER),
        (REIGATE, HIGHER, "90", "88", "", AMBER),
        (REIGATE, HIGHER, "90", "87.9", "", RED),
        (REIGATE, LOWER, "90", "90", "", GREEN),
        (REIGATE, LOWER, "90", "90.1", "", AMBER),
        (REIGATE, LOWER, "90", "92", "", AMBER),
        (REIGATE, LOWER, "90", "92.1", "", RED),
        # 90% of 200 is 180, 70% is 140; where lower is better the same shares above it.
        (CAMMS, HIGHER, "200", "180.1", "", GREEN),
        (CAMMS, HIGHER, "200", "180", "", GREEN),
        (CAMMS, HIGHER, "200", "179.9", "", AMBER),
        (CAMMS, HIGHER, "200", "140", "", AMBER),
        (CAMMS, HIGHER, "200", "139.9", "", RED),
        (CAMMS, LOWER, "200", "220", "", GREEN),
        (CAMMS, LOWER, "200", "220.1", "", AMBER),
        (CAMMS, LOWER, "200", "260", "", AMBER),
        (CAMMS, LOWER, "200", "260.1", "", RED),
    ],
)
def test_conventions_by_settings_alone(
    convention: dict[str, Any], polarity: Polarity, aim: str, figure: str, last_year: str, expected: Status
) -> None:
    typed = {"2015-16Q4": figure} | ({"2014-15Q4": last_year} if last_year else {})
    assert status(typed, polarity=polarity, targets=[target(aim)], **convention).status is expected


PERCENT: dict[str, Any] = {"unit": Unit.PERCENT, "polarity": HIGHER, "tolerance_kind": ToleranceKind.POINTS}
RANGE = target("46% - 53%", unit=Unit.PERCENT)


@pytest.mark.parametrize(
    ("polarity", "figure", "expected"),
    [
        (HIGHER, "46%", GREEN),
        (HIGHER, "53%", GREEN),
        (HIGHER, "60%", GREEN),
        (HIGHER, "45%", AMBER),
        (HIGHER, "44%", AMBER),
        (HIGHER, "43.9%", RED),
        (INSIDE, "53%", GREEN),
        (INSIDE, "53.1%", AMBER),
        (INSIDE, "55%", AMBER),
        (INSIDE, "55.1%", RED),
        (INSIDE, "43.9%", RED),
        (LOWER, "40%", GREEN),
        (LOWER, "54%", AMBER),
    ],
)
def test_range_is_met_inside_and_on_its_good_side(polarity: Polarity, figure: str, expected: Status) -> None:
    about = PERCENT | {"polarity": polarity, "tolerance_amber": Decimal(2)}
    assert status({"2015-16Q4": figure}, targets=[RANGE], **about).status is expected


@pytest.mark.parametrize(
    ("typed", "about", "reason"),
    [
        ("45%", PERCENT | {"targets": [RANGE]}, "45% is 1 point below the range 46% to 53%"),
        (
            "45%",
            PERCENT | {"targets": [RANGE], "tolerance_amber": Decimal(2)},
            "45% is 1 point below the range 46% to 53%, within 2 points",
        ),
        ("50%", PERCENT | {"targets": [RANGE]}, "50% is inside the range 46% to 53%"),
        (
            "412",
            {"targets": [target("400")], "tolerance_amber": Decimal(5)},
            "412 is 12 above the target of 400, within 5%",
        ),
        (
            "450",
            {"targets": [target("400")], "tolerance_amber": Decimal(5)},
            "450 is 50 above the target of 400, more than 5%",
        ),
        ("400", {"targets": [target("400")]}, "400 is the same as the target of 400"),
        (
            "5,600",
            {
                "unit": Unit.MONEY,
                "targets": [target("£5,000", unit=Unit.MONEY)],
                "tolerance_kind": ToleranceKind.UNITS,
                "tolerance_amber": Decimal("1000"),
            },
            "£5,600 is £600 above the target of £5,000, within £1,000",
        ),
    ],
)
def test_reason_prints_as_the_measure_does(typed: str, about: dict[str, Any], reason: str) -> None:
    assert status({"2015-16Q4": typed}, **about).reason == reason


@pytest.mark.parametrize(
    ("typed", "about", "reason"),
    [
        # Rounded, both would be 46 and 0 points apart.
        ("45.7%", {"targets": [RANGE]}, "45.7% is 0.3 points below the range 46% to 53%"),
        # Rounded, 46 less 45 would be said to be 0 points (45.5 rounds up).
        ("45.5%", {"targets": [RANGE]}, "45.5% is 0.5 points below the range 46% to 53%"),
        ("45.96%", {"targets": [RANGE]}, "45.96% is 0.04 points below the range 46% to 53%"),
        # Rounded, 2 points off would be said to be more than 2 points off.
        (
            "43.9%",
            {"targets": [RANGE], "tolerance_amber": Decimal(2)},
            "43.9% is 2.1 points below the range 46% to 53%, more than 2 points",
        ),
        ("45.2%", {"targets": [RANGE], "decimals": 1}, "45.2% is 0.8 points below the range 46.0% to 53.0%"),
    ],
)
def test_rounding_never_contradicts_the_sentence(typed: str, about: dict[str, Any], reason: str) -> None:
    assert status({"2015-16Q4": typed}, **(PERCENT | about)).reason == reason


def test_pooled_share_is_compared_exactly() -> None:
    # 1 of 3 and 1 of 3: a third, which 33.3% and 33.4% stand on either side of.
    typed = year(2015, "33% (1 of 3)", "33% (1 of 3)")
    for aim, expected in (("33.3%", GREEN), ("33.4%", RED)):
        held = target(aim, Q2, Unit.PERCENT, judges=Judges.YEAR_TO_DATE)
        assert status(typed, Q2, targets=[held], unit=Unit.PERCENT, polarity=HIGHER).status is expected


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ({}, "No target is set for Quarter 4 2015/16"),
        ({"targets": [target("-")]}, "No target is set for Quarter 4 2015/16"),
        ({"targets": [target("N/A")]}, "No target applies to Quarter 4 2015/16"),
        ({"targets": [target("TBC")]}, "The target for Quarter 4 2015/16 is to be confirmed"),
        (
            {"targets": [target("40 over 4 years")]},
            "The target is in words ('40 over 4 years') and no figure for it has been confirmed",
        ),
        (
            {"targets": [target("40 over 4 years", read_as="forty")]},
            "The target '40 over 4 years' is no figure, nor is 'forty'",
        ),
        ({"status_against": BASELINE}, "No baseline is set for Quarter 4 2015/16"),
        (
            {"status_against": BASELINE, "baselines": [baseline("To be confirmed")]},
            "The baseline has no figure yet",
        ),
        ({"status_against": LAST_YEAR}, "There is no figure for 2014/15"),
        ({"status_against": StatusAgainst.NONE}, "The measure is monitored only"),
        ({"polarity": Polarity.MONITOR, "targets": [target("400")]}, "The measure is monitored only"),
        ({"stage": Stage.FORMULATED, "targets": [target("400")]}, "The measure is still being formulated"),
        (
            {"stage": Stage.DISCONTINUED, "replaced_by": "Robbery"},
            "The measure is discontinued, replaced by Robbery",
        ),
        ({"unit": Unit.TEXT}, "The measure is in words, which are not judged"),
    ],
)
def test_grey_says_why(about: dict[str, Any], reason: str) -> None:
    typed = year(2015, "100", "100", "100", "112")
    found = status(typed, **about)
    assert (found.status, found.reason, found.word) == (GREY, reason, "Grey")


def test_a_measure_that_ended_is_judged_up_to_its_last_quarter() -> None:
    about: dict[str, Any] = {"stage": Stage.DISCONTINUED, "targets": [target("100")]}
    snapshot, placed = document(year(2015, "100", "100", "100", "112"), **about)
    assert judged(snapshot, placed, Q4).status is GREY
    # A quarter's target of 100, 112 against it, and fewer is better.
    assert judged(snapshot, replace(placed, until=Q4), Q4).status is RED


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ({}, "missing"),
        ({"2015-16Q4": "na"}, "not available"),
        ({"2015-16Q4": "late: police, 24 May"}, "late"),
        ({"2015-16Q4": "no return"}, "no return"),
        ({"2015-16Q4": "Work continues."}, "text only"),
        # An older figure does not stand in for one that is withheld or does not apply.
        ({"2015-16Q4": "[c]", "2015-16Q3": "390"}, "suppressed"),
        ({"2015-16Q4": "too small", "2015-16Q3": "390"}, "too small"),
        ({"2015-16Q4": "N/A", "2015-16Q3": "390"}, "not applicable"),
        # Nor does one of more than a year ago.
        ({"2014-15Q3": "390"}, "missing"),
    ],
)
def test_no_figure_says_which_state(typed: dict[str, str], state: str) -> None:
    targets = [target("400", quarter) for quarter in (Q3, Q4)]
    assert said(typed, targets=targets) == (GREY, f"There is no figure for Quarter 4 2015/16 ({state})")


def test_newest_figure_is_judged_by_its_own_target() -> None:
    targets = [target("400", Q3), target("300", Q4)]
    found = status({"2015-16Q3": "390", "2015-16Q4": "late: police"}, targets=targets)
    reason = "390 in Quarter 3 2015/16, one quarter behind, is 10 below the target of 400"
    assert (found.status, found.reason, found.quarter) == (GREEN, reason, Q3)
    latest = target("300", Q4, judges=Judges.LATEST)
    assert said({"2015-16Q2": "312"}, targets=[latest]) == (
        RED,
        "312 in Quarter 2 2015/16, 2 quarters behind, is 12 above the target of 300",
    )
    assert said({"2015-16Q2": "312"}, targets=[target("300", Q4)])[0] is GREY


YEARS = Period.financial_year(2015)


def test_years_target_is_judged_at_year_end() -> None:
    typed = year(2015, "326", "347", "355", "412")
    held = target("1,400", YEARS)
    for quarter in (Q1, Q2, Q3):
        assert said(typed, quarter, targets=[held]) == (
            GREY,
            "The target for 2015/16 is judged at year end",
        )
    assert said(typed, targets=[held], tolerance_amber=Decimal(5)) == (
        AMBER,
        "1,440 in 2015/16 is 40 above the year's target of 1,400, within 5%",
    )
    del typed["2015-16Q2"]
    assert said(typed, targets=[held]) == (
        GREY,
        "The year to date cannot be worked out without the figure for Quarter 2 2015/16",
    )


@pytest.mark.parametrize(
    ("judges", "aim", "expected", "reason"),
    [
        (Judges.QUARTER, "350", GREEN, "347 is 3 below the target of 350"),
        # 326 + 347.
        (Judges.YEAR_TO_DATE, "670", RED, "673 in the year to date is 3 above the target of 670"),
        # 303 + 280 + 326 + 347.
        (
            Judges.ROLLING,
            "1,256",
            GREEN,
            "1,256 in the twelve months to September 2015 is the same as the target of 1,256",
        ),
        (Judges.LATEST, "340", RED, "347 is 7 above the target of 340"),
    ],
)
def test_target_is_held_against_what_it_judges(
    judges: Judges, aim: str, expected: Status, reason: str
) -> None:
    typed = year(2014, "260", "303", "303", "280") | year(2015, "326", "347")
    assert said(typed, Q2, targets=[target(aim, Q2, judges=judges)]) == (expected, reason)
    if judges is not Judges.YEAR_TO_DATE:
        # A year's target that judges anything but the year to date holds in each of its quarters.
        assert said(typed, Q2, targets=[target(aim, YEARS, judges=judges)]) == (expected, reason)


def test_figures_entered_as_rolling_years_are_judged_as_they_are() -> None:
    typed = {"2015-16Q3": "410", "2015-16Q4": "390"}
    about: dict[str, Any] = {"entered_as": EnteredAs.ROLLING}
    reason = "390 in the twelve months to March 2016 is 10 below the {} of 400"
    assert said(typed, targets=[target("400")], **about) == (GREEN, reason.format("target"))
    assert said(typed, targets=[target("400", YEARS)], **about) == (GREEN, reason.format("year's target"))
    assert said(typed, Q3, targets=[target("400", YEARS)], **about)[0] is GREY


def test_yearly_measure_is_judged_at_quarter_4_else_by_its_last_year() -> None:
    about: dict[str, Any] = {"frequency": Frequency.YEAR, "polarity": HIGHER}
    held = [target("1,200", YEARS), target("1,100", YEARS.previous)]
    reason = "1,204 in 2015/16 is 4 above the year's target of 1,200"
    assert said({"2015-16": "1,204"}, targets=held, **about) == (GREEN, reason)
    assert said({"2014-15": "1,080"}, targets=held, **about) == (
        RED,
        "1,080 in 2014/15, the newest figure, is 20 below the year's target of 1,100",
    )
    assert said({"2014-15": "1,080"}, Q2, targets=held, **about)[0] is GREY
    against = {"status_against": LAST_YEAR} | about
    assert said({"2014-15": "1,000", "2015-16": "1,204"}, **against) == (
        GREEN,
        "1,204 in 2015/16 is 204 above 1,000 in 2014/15",
    )


def test_baseline_is_held_against_a_figure_of_its_own_span() -> None:
    typed = {"2014-15": "1,146"} | year(2015, "326", "347", "355", "412")
    about: dict[str, Any] = {"status_against": BASELINE, "tolerance_amber": Decimal(5)}
    held = [baseline("1,146", label="2014/15", from_period=Q1)]
    assert said(typed, baselines=held, **about) == (
        RED,
        "1,440 in 2015/16 is 294 above the baseline of 1,146 (2014/15), more than 5%",
    )
    alone = [baseline("400", span=Span.QUARTER, label="Baseline")]
    assert said(typed, baselines=alone, **about) == (
        AMBER,
        "412 is 12 above the baseline of 400, within 5%",
    )
    assert said(typed, baselines=alone, entered_as=EnteredAs.ROLLING, **about)[1] == (
        "The baseline is one quarter's and the figures are rolling years"
    )


@pytest.mark.parametrize("entered_as", EnteredAs)
@pytest.mark.parametrize("span", Span)
@pytest.mark.parametrize("adds_up", AddsUp)
@pytest.mark.parametrize("frequency", Frequency)
def test_figure_beside_a_baseline_is_that_of_the_figures(
    entered_as: EnteredAs, span: Span, adds_up: AddsUp, frequency: Frequency
) -> None:
    """What the figures hold beside a baseline is what judges it."""
    typed = year(2014, "11", "25", "39", "54") | year(2015, "12", "26", "43", "61") | {"2015-16": "61"}
    about: dict[str, Any] = {"entered_as": entered_as, "adds_up": adds_up, "frequency": frequency}
    snapshot, placed = document(typed, baselines=[baseline("50", span=span)], **about)
    (series,) = snapshot.of(Series)
    line = Line(snapshot, placed.measure, series)
    for quarter in (Q1, Q4):
        figures = line_figures(line, quarter)
        at = At(line, quarter, figures)
        comparator = like_baseline(placed.measure, span, quarter)
        assert figures.baseline is not None
        assert figures.baseline.change.now == (pair(at, comparator).now if comparator else None)


@pytest.mark.parametrize(
    ("comparators", "reason"),
    [
        ((), "1,440 in 2015/16 is 294 above 1,146 in 2014/15"),
        ((Comparator.SAME_QUARTER,), "412 is 132 above 280 in the same quarter last year"),
        (
            (Comparator.BASELINE, Comparator.ROLLING),
            "1,440 in the twelve months to March 2016 is 294 above 1,146 in the twelve months before",
        ),
    ],
)
def test_last_year_is_that_of_the_measures_own_comparator(
    comparators: tuple[Comparator, ...], reason: str
) -> None:
    typed = year(2014, "260", "303", "303", "280") | year(2015, "326", "347", "355", "412")
    found = said(typed, comparators=comparators, status_against=LAST_YEAR)
    assert found == (RED, reason)


def test_relative_targets_are_resolved() -> None:
    typed = year(2014, "100", "100", "100", "100") | year(2015, "95", "95", "95", "96")
    # 5% below 400 is 380; 381 is 1 above.
    year_long = target("5% below baseline", YEARS)
    assert said(typed, targets=[year_long], baselines=[baseline("400")]) == (
        RED,
        "381 in 2015/16 is 1 above the year's target of 380 ('5% below baseline')",
    )
    assert said(typed, targets=[target("no more than last year")]) == (
        GREEN,
        "96 is 4 below the target of 100 ('no more than last year')",
    )
    # A year's baseline is not held against one quarter, whatever quarter the target stands in.
    in_quarter = target("5% below baseline")
    assert said(typed, targets=[in_quarter], baselines=[baseline("400")])[1].startswith("381 in 2015/16 is 1")
    held = [baseline("110", span=Span.QUARTER)]
    # 5% below 110 is 104.5, from which 96 is 8.5: whole figures round both up and still agree.
    assert said(typed, targets=[in_quarter], baselines=held) == (
        GREEN,
        "96 is 9 below the target of 105 ('5% below baseline')",
    )
    assert said(typed, targets=[year_long], baselines=held)[1] == (
        "The target '5% below baseline' cannot be worked out: the baseline is a quarter's"
    )


def test_relative_target_without_what_it_leans_on_is_grey() -> None:
    typed = {"2015-16Q4": "96"}
    assert said(typed, targets=[target("no more than last year")]) == (
        GREY,
        "The target 'no more than last year' cannot be worked out:"
        " there is no figure for the same quarter last year",
    )
    assert said(typed, targets=[target("5% below baseline")]) == (
        GREY,
        "The target '5% below baseline' cannot be worked out: no baseline is set for Quarter 4 2015/16",
    )


def test_words_are_judged_through_their_confirmed_reading() -> None:
    held = target("40% over 4 years", unit=Unit.PERCENT, read_as="40%")
    about: dict[str, Any] = {"unit": Unit.PERCENT, "polarity": HIGHER, "targets": [held]}
    assert said({"2015-16Q4": "62%"}, **about) == (
        GREEN,
        "62% is 22 points above the target of 40% ('40% over 4 years')",
    )


def test_target_of_nought_and_below() -> None:
    about: dict[str, Any] = {"tolerance_amber": Decimal(5)}
    assert said({"2015-16Q4": "0"}, targets=[target("0")], **about)[0] is GREEN
    assert said({"2015-16Q4": "1"}, targets=[target("0")], **about) == (
        RED,
        "1 is 1 above the target of 0, and a percentage of 0 allows nothing",
    )
    # 5% of −200 is 10, wherever nought lies.
    for typed, expected in (("-190", AMBER), ("-189", RED), ("-200", GREEN)):
        found = status({"2015-16Q4": typed}, targets=[target("-200")], **about)
        assert found.status is expected
    assert found.reason == "\u2212200 is the same as the target of \u2212200"


def test_without_tolerances_any_miss_is_red() -> None:
    assert said({"2015-16Q4": "401"}, targets=[target("400")]) == (RED, "401 is 1 above the target of 400")


IF_IMPROVED: dict[str, Any] = {"tolerance_green": Decimal(10), "amber_if_improved": True}


@pytest.mark.parametrize(
    ("before", "breaks", "expected", "tail"),
    [
        ("500", [], AMBER, "but better than 500 in the same quarter last year"),
        ("480", [], AMBER, "but no worse than 480 in the same quarter last year"),
        ("470", [], RED, "and worse than 470 in the same quarter last year"),
        ("", [], RED, "and there is no figure for the same quarter last year to improve on"),
        (
            "500",
            [("2015-16Q2", False, "New recording rules.")],
            RED,
            "and figures from Quarter 2 2015/16 on are not comparable with those before: New recording rules",
        ),
        (
            "500",
            [("2015-16Q2", True, "")],
            AMBER,
            "but better than 500 in the same quarter last year",
        ),
        # Both figures lie on the new side.
        (
            "500",
            [("2014-15Q4", False, "")],
            AMBER,
            "but better than 500 in the same quarter last year",
        ),
    ],
)
def test_miss_that_improved_is_amber(
    before: str, breaks: list[tuple[str, bool, str]], expected: Status, tail: str
) -> None:
    typed = {"2015-16Q4": "480"} | ({"2014-15Q4": before} if before else {})
    assert said(typed, targets=[target("400")], breaks=breaks, **IF_IMPROVED) == (
        expected,
        f"480 is 80 above the target of 400, more than 10%, {tail}",
    )


def test_break_stands_between_last_year_and_a_baseline() -> None:
    typed = {"2014-15Q4": "500", "2015-16Q4": "480"}
    cut = [("2015-16Q1", False, "")]
    reason = "Figures from Quarter 1 2015/16 on are not comparable with those before"
    assert said(typed, status_against=LAST_YEAR, breaks=cut) == (GREY, reason)
    old = baseline("500", span=Span.QUARTER, from_period=Period.from_key("2014-15Q1"))
    new = baseline("470", span=Span.QUARTER, from_period=Q1)
    assert said(typed, status_against=BASELINE, breaks=cut, baselines=[old]) == (GREY, reason)
    assert said(typed, status_against=BASELINE, breaks=cut, baselines=[old, new])[0] is RED
    # A target stands on its own.
    assert said(typed, targets=[target("480")], breaks=cut)[0] is GREEN


def test_override_wins_and_keeps_what_was_worked_out() -> None:
    given = StatusOverride(
        measure=MEASURE, period=Q4, status=AMBER, reason="A recording backlog was cleared."
    )
    found = status({"2015-16Q4": "450"}, targets=[target("400")], rows=[given])
    assert (found.status, found.word, found.is_override) == (AMBER, "Amber", True)
    assert found.reason == (
        "A recording backlog was cleared (worked out as red: 450 is 50 above the target of 400)"
    )
    other = status({"2015-16Q3": "450"}, Q3, targets=[target("400", Q3)], rows=[given])
    assert (other.status, other.is_override) == (RED, False)


def test_headline_series_decides() -> None:
    snapshot, placed = document({"2015-16Q4": "390"}, targets=[target("400")])
    other = Series(id=SeriesId("a"), measure=MEASURE, position=-1, label="Other")
    rows = [row for name in (type(placed.measure), Series) for row in snapshot.of(name)]
    both = Snapshot.of_rows([*rows, other])
    assert judged(both, placed, Q4).reason == "No target is set for Quarter 4 2015/16"
    assert judged(Snapshot.of_rows([placed.measure]), placed, Q4).reason == "The measure has no figures"


def test_figures_given_are_those_worked_out() -> None:
    snapshot, placed = document({"2015-16Q4": "412"}, targets=[target("400")])
    given = measure_figures(snapshot, placed, Q4)
    assert judged(snapshot, placed, Q4, given) == judged(snapshot, placed, Q4)


@hypothesis.settings(max_examples=60)
@hypothesis.given(documents())
def test_any_document_is_judged_in_a_sentence(snapshot: Snapshot) -> None:
    for placed in placed_in(snapshot, plan_in_force(snapshot)):
        for quarter in (Q1, Q4):
            found = judged(snapshot, placed, quarter)
            assert found.reason
            assert not found.reason.endswith(".") or found.is_override
            assert "None" not in found.reason
            assert found.quarter <= quarter
