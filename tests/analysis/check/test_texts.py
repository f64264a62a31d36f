"""The texts that the check reads: which fields, in which pack, what they are about, and their order."""

from typing import Any

import pytest

from cspdesk.analysis.check.finding import Where
from cspdesk.analysis.check.texts import text_at, texts
from cspdesk.domain.catalogue import Row
from cspdesk.domain.choices import ActionState
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import observed
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Commentary,
    CountywideId,
    CountywideRow,
    Measure,
    MeasureId,
    Observation,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Project,
    ProjectId,
    ProjectUpdate,
    ReportItem,
    ReportItemId,
    Series,
    SeriesId,
    UpdateId,
)
from cspdesk.domain.unit import Unit

Q1, Q2, Q3, Q4 = Period.financial_year(2015).quarters
FIRST, SECOND, OLD = PriorityId("p1"), PriorityId("p2"), PriorityId("old")


def plan(key: str, first: int, last: int, position: int) -> Plan:
    years = Period.financial_year(first), Period.financial_year(last)
    return Plan(id=PlanId(key), position=position, first_year=years[0], last_year=years[1])


def placed(plan: str, priority: PriorityId, measure: str, position: int) -> Placement:
    return Placement(
        id=PlacementId(f"{plan}-{measure}"),
        plan=PlanId(plan),
        priority=priority,
        measure=MeasureId(measure),
        position=position,
    )


PLANS: list[Row] = [
    plan("before", 2011, 2013, 0),
    plan("now", 2014, 2016, 1),
    Priority(id=OLD, plan=PlanId("before"), title="Safer streets"),
    Priority(id=FIRST, plan=PlanId("now"), position=0, title="Violence"),
    Priority(id=SECOND, plan=PlanId("now"), position=1, title="Drugs"),
    *(Measure(id=MeasureId(key), title=key) for key in ("robbery", "assault", "treatment", "unplaced")),
    *(
        Series(id=SeriesId(key), measure=MeasureId(key))
        for key in ("robbery", "assault", "treatment", "unplaced")
    ),
    placed("before", OLD, "robbery", 0),
    placed("now", FIRST, "assault", 0),
    placed("now", FIRST, "robbery", 1),
    placed("now", SECOND, "treatment", 0),
    Project(id=ProjectId("cafe"), priority=SECOND, title="Recovery cafe"),
]


def commentary(measure: str, period: Period, text: str) -> Commentary:
    return Commentary(measure=MeasureId(measure), period=period, text=text)


def cell(typed: str, period: Period = Q4, *, unit: Unit = Unit.COUNT, **words: Any) -> Observation:
    row = Observation(series=SeriesId("assault"), period=period, typed=typed, **words)
    return observed(row, unit)


def item(key: str, priority: PriorityId | None, period: Period, **words: Any) -> ReportItem:
    return ReportItem(id=ReportItemId(key), priority=priority, period=period, **words)


def update(key: str, period: Period | None, text: str) -> ProjectUpdate:
    return ProjectUpdate(id=UpdateId(key), project=ProjectId("cafe"), period=period, text=text)


def said(rows: list[Any], quarter: Period | None = None) -> list[str]:
    return [kept.text for kept in texts(Snapshot.of_rows([*PLANS, *rows]), quarter)]


def test_they_come_in_the_order_of_a_pack() -> None:
    rows = [
        CountywideRow(id=CountywideId("c"), priority=FIRST, period=Q4, comments="County"),
        Action(id=ActionId("a"), project=ProjectId("cafe"), text="Action", progress="Progress"),
        update("u", Q4, "Update"),
        item("i2", FIRST, Q4, text="Item", outcome="Outcome"),
        item("i1", None, Q4, text="Whole pack"),
        cell("None of the offences was solved"),
        commentary("treatment", Q4, "Treatment"),
        commentary("robbery", Q4, "Robbery"),
        commentary("assault", Q4, "Assault, quarter 4"),
        commentary("assault", Q1, "Assault, quarter 1"),
    ]
    expected = [
        *("Whole pack", "Assault, quarter 1", "Assault, quarter 4", "None of the offences was solved"),
        *("Robbery", "Item", "Outcome", "County"),
        *("Treatment", "Update", "Action", "Progress"),
    ]
    assert said(rows, Q4) == expected
    assert said(rows) == expected


def test_with_a_quarter_they_are_of_its_year_up_to_it() -> None:
    rows = [
        commentary("assault", period, period.key)
        for period in (Q4.year_before, Q1, Q2, Q3, Q4, Q1.year_after)
    ]
    assert said(rows, Q3) == ["2015-16Q1", "2015-16Q2", "2015-16Q3"]
    assert len(said(rows)) == 6


def test_with_a_quarter_they_are_of_its_plan() -> None:
    rows = [
        commentary("robbery", Period.quarter(2013, 4), "Then"),
        commentary("assault", Period.quarter(2013, 4), "Not placed then"),
        commentary("unplaced", Q4, "Not placed"),
        item("old", OLD, Q4, text="On a priority of the plan before"),
        commentary("robbery", Q4, "Now"),
    ]
    assert said(rows, Q4) == ["Now"]
    assert said(rows, Period.quarter(2013, 4)) == ["Then"]
    assert sorted(said(rows)) == [
        *("Not placed", "Not placed then", "Now", "On a priority of the plan before", "Then"),
    ]


def test_a_retired_priority_is_printed_by_no_pack() -> None:
    retired = Priority(id=PriorityId("p3"), plan=PlanId("now"), retired=True)
    rows = [retired, item("r", PriorityId("p3"), Q4, text="Retired")]
    assert said(rows, Q4) == []
    assert said(rows) == ["Retired"]


@pytest.mark.parametrize(
    ("typed", "is_read"),
    [
        ("442", False),
        ("517 crimes", False),
        ("55% (12 of 22)", False),
        ("1,204 [p]", False),
        ("late: police, some day in May", False),
        ("na", False),
        ("20 out of 20 men", True),
        ("No update provided", False),
        ("Discontinued - replaced by another rate", True),
    ],
)
def test_a_cell_is_read_where_it_says_more_than_a_figure(typed: str, is_read: bool) -> None:
    unit = Unit.PERCENT if "%" in typed else Unit.COUNT
    assert said([cell(typed, unit=unit)]) == ([typed] if is_read else [])


def test_notes_are_read_and_private_ones_never() -> None:
    assert said([cell("442", note="Revised in May.", private_note="Ask again.")]) == ["Revised in May."]


def test_a_years_figure_is_reported_with_its_last_quarter() -> None:
    (kept,) = texts(Snapshot.of_rows([*PLANS, cell("442", Period.financial_year(2015), note="Late.")]), Q4)
    assert (kept.ref.period, kept.ref.key) == (Q4, ("assault", "2015-16"))
    assert kept.ref.place == "observation/assault/2015-16/note"


def test_an_update_without_a_quarter_is_of_the_quarter_asked_for_else_of_the_newest() -> None:
    rows = [update("u", None, "Always"), cell("442", Q2)]
    snapshot = Snapshot.of_rows([*PLANS, *rows])
    assert [kept.ref.period for kept in texts(snapshot, Q4)] == [Q4]
    assert [kept.ref.period for kept in texts(snapshot)] == [Q2]


def test_without_figures_the_plan_says_when() -> None:
    snapshot = Snapshot.of_rows([*PLANS, update("u", None, "Always")])
    assert [kept.ref.period for kept in texts(snapshot)] == [Period.quarter(2014, 1)]


@pytest.mark.parametrize(
    ("raised", "closed", "state", "is_read"),
    [
        (None, None, ActionState.OPEN, True),
        (Q4, None, ActionState.OPEN, False),
        (Q1, Q3, ActionState.DONE, True),
        (Q1, Q2, ActionState.DONE, False),
        (Q1, Q4, ActionState.DROPPED, True),
    ],
)
def test_actions_are_those_that_stood_open_in_the_quarter(
    raised: Period | None, closed: Period | None, state: ActionState, is_read: bool
) -> None:
    row = Action(id=ActionId("a"), text="Agree it.", raised_period=raised, closed_period=closed, state=state)
    assert said([row], Q3) == (["Agree it."] if is_read else [])


def test_what_a_text_is_about() -> None:
    snapshot = Snapshot.of_rows(
        [*PLANS, commentary("assault", Q4, "Fewer."), update("u", Q4, "Opened."), cell("None at all", Q3)]
    )
    found = {kept.ref.where: kept.ref for kept in texts(snapshot, Q4)}
    words, project, figure = (
        found[where] for where in (Where.COMMENTARY, Where.PROJECT_UPDATE, Where.OBSERVATION)
    )
    assert (words.key, words.field, words.period) == (("assault", "2015-16Q4"), "text", Q4)
    assert (words.priority, words.measure, words.series) == (FIRST, "assault", None)
    assert (project.priority, project.measure) == (SECOND, None)
    assert (figure.measure, figure.series, figure.period) == ("assault", "assault", Q3)


def test_the_text_of_a_place_is_found_again() -> None:
    found = Snapshot.of_rows([*PLANS, commentary("assault", Q4, "Fewer."), update("u", None, "Opened.")])
    assert [text_at(found, kept.ref) for kept in texts(found)] == ["Fewer.", "Opened."]


def test_a_row_that_is_gone_has_no_text() -> None:
    (kept,) = texts(Snapshot.of_rows([*PLANS, commentary("assault", Q3, "Gone.")]))
    assert text_at(Snapshot.of_rows(PLANS), kept.ref) is None
