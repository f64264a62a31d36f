"""Report texts, which stand with no measure: which they speak of, and what is told of their figures.

Violence: 412 offences in the quarter, 1,440 in the year and 1,146 in the year before, 294 more (25.7%).
Street robbery: 16 in the quarter, 61 in the year and 75 in the year before, 14 fewer (18.7%). The scheme
has 312 cases.
"""

from typing import Any

import pytest

from cspdesk.analysis.check.claims_joined import joined
from cspdesk.analysis.check.claims_read import claims_in
from cspdesk.analysis.check.claims_subject import Subject
from cspdesk.analysis.check.facts import facts_of
from cspdesk.analysis.check.figures_told import is_slip
from cspdesk.analysis.check.finding import Kind
from cspdesk.analysis.check.lexer import sentences
from cspdesk.domain.choices import AddsUp
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import observed
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, MeasureId, Observation, Priority, Series, SeriesId
from tests.support.claims import found, violence
from tests.support.judging import MEASURE, Q4, year

ROBBERY = {**year(2014, "20", "18", "15", "22"), **year(2015, "15", "14", "16", "16")}
CASES = {**year(2014, "250", "260", "270", "280"), **year(2015, "290", "300", "305", "312")}
NUMBER, PERCENT = Kind.WRONG_NUMBER, Kind.WRONG_PERCENT


@pytest.fixture(scope="module")
def document() -> Snapshot:
    base = violence()
    rows: list[Any] = [row for kind in (Measure, Series, Observation, Priority) for row in base.of(kind)]
    rows += measure("r", "Street robbery", "offences", ROBBERY)
    rows += measure("i", "Integrated offender scheme", "cases", CASES, adds_up=AddsUp.LAST)
    return Snapshot.of_rows(rows)


def measure(key: str, title: str, label: str, typed: dict[str, str], **about: Any) -> list[Any]:
    row = Measure(id=MeasureId(key), title=title, unit_label=label, **about)
    series = Series(id=SeriesId(key), measure=row.id, headline=True)
    figures = [
        observed(Observation(series=series.id, period=Period.from_key(at), typed=text), row.unit)
        for at, text in typed.items()
    ]
    return [row, series, *figures]


@pytest.mark.parametrize(
    "text",
    [
        "Violence with injury rose by 25.7% to 1,440 offences, while street robbery fell to 61 in the year.",
        "Street robbery and violence with injury changed by 12%.",
        "Street robbery patrols: 60 shifts, 14 arrests and 3 charged.",
        "Street robbery: 4 offences at the station led to 3 arrests.",
        "Two offenders were charged with 22 street robbery offences.",
        "IOS: 312 cases.",
        "Robbery fell by 14 offences on last year.",
        "Street robbery fell by 14 on last year (61 against 75).",
        "Violence with injury: the target is 300 for next year.",
        "Nationally, street robbery rose by 8%.",
    ],
)
def test_what_is_right_or_cannot_be_told_is_left_alone(document: Snapshot, text: str) -> None:
    assert found(document, text, measure=None) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Violence with injury rose by 27.5% to 1,440 offences over the year.",
            [(PERCENT, "27.5%", "25.7%")],
        ),
        (
            "Violence with injury rose to 1,440 offences in the year, while street robbery fell by 81.7% to"
            " 61 offences in the year.",
            [(PERCENT, "81.7%", "18.7%")],
        ),
        # A scheme known by its initials; 321 is 312 with two digits changed about.
        ("IOS: 321 cases.", [(NUMBER, "321", "312")]),
        (
            "Street robbery fell by 41 offences on last year (61 against 75).",
            [(NUMBER, "41", "14")],
        ),
    ],
)
def test_a_measure_that_is_named_is_checked(
    document: Snapshot, text: str, expected: list[tuple[Kind, str, str]]
) -> None:
    assert found(document, text, measure=None) == expected


@pytest.mark.parametrize(
    ("said", "right", "expected"),
    [
        ("668", "688", True),
        ("321", "312", True),
        ("1,553", "1,535", True),
        ("61", "16", False),
        ("668", "686", True),
        ("600", "688", False),
        ("6,680", "668", False),
    ],
)
def test_a_slip_of_the_pen(said: str, right: str, expected: bool) -> None:
    assert is_slip(said, right) is expected


def test_a_change_is_put_to_the_figures_behind_it() -> None:
    text = sentences("Violence rose by 294 offences on last year (1,440 against 1,146).")
    base = violence()
    claims, _ = claims_in(text, Subject(base, facts_of(base, MEASURE, Q4)), Q4)
    (claim,) = joined(claims, Q4)
    (comparison,) = claim.comparisons
    assert claim.level is not None
    assert claim.level.token.value == 1440
    assert comparison.change is not None
    assert comparison.change.token.value == 294


def test_a_series_names_its_measure(document: Snapshot) -> None:
    """Thefts from vehicles are 138 of the quarter; the other series and the total are not meant."""
    vehicle = Measure(id=MeasureId("v"), title="Vehicle crime", unit_label="offences")
    rows: list[Any] = [row for kind in (Measure, Series, Observation) for row in document.of(kind)]
    rows.append(vehicle)
    for label, typed in (("Theft of vehicles", "77"), ("Theft from vehicles", "138")):
        series = Series(id=SeriesId(label), measure=vehicle.id, label=label)
        rows += [series, observed(Observation(series=series.id, period=Q4, typed=typed), vehicle.unit)]
    held = Snapshot.of_rows(rows)
    assert found(held, "Theft from vehicles: 138 offences in the quarter.", measure=None) == []
    assert found(held, "Theft from vehicles: 183 offences in the quarter.", measure=None) == [
        (NUMBER, "183", "138")
    ]
