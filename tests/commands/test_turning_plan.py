"""Rolling a plan of three years to the next: old packs keep theirs, charts run through, one undo."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cspdesk.analysis.trend import trend_chart
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.commands.turning_plan import BeginPlan, Carried, CarriedProject, LeftBehind, PriorityOfPlan
from cspdesk.desk.document import Document
from cspdesk.domain.catalogue import Row
from cspdesk.domain.choices import ActionState, Stage
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import measure_name, placed_in, plan_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Commentary,
    CountywideId,
    CountywideRow,
    Measure,
    MeasureId,
    Placement,
    Plan,
    PlanId,
    PriorityId,
    Project,
    ProjectId,
    ProjectUpdate,
    ReportItem,
    ReportItemId,
    SeriesId,
    UpdateId,
)
from cspdesk.pack.blocks import Chart, Heading, Pack, Table
from cspdesk.pack.compose import compose
from cspdesk.pack.layouts import layout
from tests.support.documents import small_store

OLD = [Period.quarter(2014, 2), Period.quarter(2015, 3), Period.quarter(2015, 4), Period.quarter(2016, 4)]
FIRST = Period.quarter(2017, 1)
VIOLENCE, YOUNG = PriorityId("new-violence"), PriorityId("new-young")

ROLLED = BeginPlan(
    label="Begin the plan 'Community Safety Plan 2017-2020'",
    plan=PlanId("next"),
    title="Community Safety Plan 2017-2020",
    first_year=Period.financial_year(2017),
    last_year=Period.financial_year(2019),
    priority_word="Priority",
    before=PlanId("plan"),
    priorities=(
        PriorityOfPlan(VIOLENCE, "1", "Violence and robbery", PriorityId("p2")),
        PriorityOfPlan(YOUNG, "2", "Young people"),
    ),
    # Robbery and violence change places, so that 2.1 and 2.2 mean others than before.
    carried=(
        Carried(MeasureId("m22"), VIOLENCE, "1.1"),
        Carried(MeasureId("m21"), VIOLENCE, "1.2"),
        Carried(MeasureId("m13"), YOUNG, "2.1"),
        Carried(MeasureId("m31"), YOUNG, "2.2"),
    ),
    left=(
        LeftBehind(MeasureId("m11"), "Anti-social behaviour incidents"),
        LeftBehind(MeasureId("m12"), "a survey of the county"),
        LeftBehind(MeasureId("m32"), ""),
    ),
    projects=(CarriedProject(ProjectId("wardens"), VIOLENCE),),
)


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    made = Document(small_store(tmp_path / "three-years.cspdesk"))
    made.do(PutRows("Words", tuple(_words())))
    yield made
    made.close()


def _words() -> Iterator[Row]:
    q4 = Period.quarter(2015, 4)
    yield Commentary(
        measure=MeasureId("m22"), period=q4, text="{2.1 change}, {{2.1}} and {1.1/Police change}"
    )
    # Written ahead for the new plan's first quarter, under the old plan's numbers.
    yield Commentary(
        measure=MeasureId("m21"),
        period=FIRST,
        text="{2.1 change}, {2.2 change 2016-17Q4}, {1.3 value}, {change}",
    )
    yield ReportItem(
        id=ReportItemId("ahead"), priority=PriorityId("p2"), period=FIRST, text="{1.1/Police change}"
    )
    yield ReportItem(id=ReportItemId("past"), priority=PriorityId("p2"), period=q4, text="{2.1 change}")
    yield CountywideRow(id=CountywideId("county"), priority=PriorityId("p2"), period=FIRST, title="Guns")
    yield Project(id=ProjectId("wardens"), priority=PriorityId("p2"), title="Street wardens", leads="Council")
    yield ProjectUpdate(
        id=UpdateId("u1"), project=ProjectId("wardens"), period=q4, when="Feb 2016", text="Hired."
    )
    yield ProjectUpdate(id=UpdateId("u2"), project=ProjectId("wardens"), period=FIRST, text="Trained.")
    yield Action(
        id=ActionId("a1"),
        project=ProjectId("wardens"),
        text="Buy radios",
        raised_period=Period.quarter(2015, 3),
        progress="Ordered.",
    )
    yield Action(
        id=ActionId("a2"),
        project=ProjectId("wardens"),
        text="Find a room",
        state=ActionState.DONE,
        raised_period=Period.quarter(2015, 2),
        closed_period=Period.quarter(2015, 3),
    )


def pack(snapshot: Snapshot, quarter: Period) -> Pack:
    return compose(snapshot, quarter, layout("board"))


def rows(found: Pack, words: str) -> list[list[str]]:
    (table,) = [block for block in found.blocks if isinstance(block, Table) and words in block.title]
    return [[cell.text for cell in row] for row in table.rows]


def headings(found: Pack) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Heading)]


def test_packs_of_old_quarters_are_as_they_were_to_the_last_block(document: Document) -> None:
    before = [pack(document.snapshot, quarter) for quarter in OLD]
    document.do(ROLLED)
    assert [pack(document.snapshot, quarter) for quarter in OLD] == before
    old = pack(document.snapshot, Period.quarter(2015, 4))
    assert "Partnership Priority 2: Violent crime and robbery" in headings(old)
    assert [row[:2] for row in rows(old, "Violent crime and robbery: measures")] == [
        ["2.1", "Violence with injury"],
        ["2.2", "Robbery"],
    ]
    assert rows(old, "What each project did")[0][:3] == [
        "Street wardens",
        "Feb 2016: Hired.",
        "Buy radios. Ordered.",
    ]


def test_packs_of_new_quarters_have_the_new_priorities_and_numbers(document: Document) -> None:
    document.do(ROLLED)
    new = pack(document.snapshot, FIRST)
    found = headings(new)
    assert "Priority 1: Violence and robbery" in found
    assert "Priority 2: Young people" in found
    assert len([each for each in found if each.startswith("Priority")]) == 2
    assert [row[:2] for row in rows(new, "Violence and robbery: measures")] == [
        ["1.1", "Robbery"],
        ["1.2", "Violence with injury"],
    ]
    assert [row[0] for row in rows(new, "Young people: measures")] == ["2.1", "2.2"]
    # The project goes on with its open action; what is done stays behind.
    assert rows(new, "What each project did") == [
        ["Street wardens", "Trained.", "Buy radios. Ordered.", "Council"]
    ]
    assert rows(new, "County priorities")[0][0] == "Guns"


def test_charts_run_through_both_plans(document: Document) -> None:
    document.do(ROLLED)
    document.do(SetFigures("Figure", (TypedCell(SeriesId("m21"), FIRST, "300"),)))
    snapshot = document.snapshot
    placed = next(
        item for item in placed_in(snapshot, plan_for(snapshot, FIRST), FIRST) if item.measure.id == "m21"
    )
    chart = trend_chart(snapshot, placed, FIRST)
    assert chart.subject.startswith("1.2 Violence with injury")
    # From Quarter 2 2014/15; nothing was entered in 2016/17.
    old = [303, 303, 280, 326, 347, 355, 412]
    assert list(chart.lines[0].values) == [*old, None, None, None, None, 300]
    in_pack = [block.spec for block in pack(snapshot, FIRST).blocks if isinstance(block, Chart)]
    assert chart in in_pack


def test_measures_left_behind_are_discontinued_with_their_successor(document: Document) -> None:
    document.do(ROLLED)
    measures = document.snapshot.of(Measure)
    found = {str(row.id): (row.stage, row.replaced_by) for row in measures}
    assert found["m11"] == (Stage.DISCONTINUED, "Anti-social behaviour incidents")
    assert found["m12"] == (Stage.DISCONTINUED, "a survey of the county")
    assert found["m32"] == (Stage.DISCONTINUED, "")
    assert {key for key, (stage, _) in found.items() if stage is Stage.ACTIVE} == {"m13", "m21", "m22", "m31"}


def test_places_in_the_old_plan_end_and_those_in_the_new_begin(document: Document) -> None:
    document.do(ROLLED)
    places = list(document.snapshot.of(Placement))
    assert {(row.plan, row.from_period, row.to_period) for row in places} == {
        ("plan", None, Period.quarter(2016, 4)),
        ("next", FIRST, None),
    }
    assert len([row for row in places if row.plan == "next"]) == 4
    assert measure_name(document.snapshot, MeasureId("m21"), FIRST) == "1.2 Violence with injury"
    assert measure_name(document.snapshot, MeasureId("m21"), FIRST.previous) == "2.1 Violence with injury"


def test_live_fields_follow_where_the_new_plan_reads_them_and_only_there(document: Document) -> None:
    document.do(ROLLED)
    texts = document.snapshot.of(Commentary)
    old = texts.get(MeasureId("m22"), Period.quarter(2015, 4))
    assert old is not None
    assert old.text == "{2.1 change}, {{2.1}} and {1.1/Police change}"
    ahead = texts.get(MeasureId("m21"), FIRST)
    assert ahead is not None
    assert ahead.text == "{1.2 change}, {1.1 change 2016-17Q4}, {2.1 value}, {change}"
    items = document.snapshot.of(ReportItem)
    # 1.1 is another measure in the new plan, so the one left behind is named by its title.
    assert [(row.id, row.priority, row.text) for row in items] == [
        ("ahead", VIOLENCE, "{Repeat callers/Police change}"),
        ("past", "p2", "{2.1 change}"),
    ]


def test_open_action_goes_on_with_its_quarter_and_the_old_plans_ends(document: Document) -> None:
    document.do(ROLLED)
    (project,) = document.snapshot.of(Project).where("priority", VIOLENCE)
    (action,) = document.snapshot.of(Action).where("project", project.id)
    assert (action.text, action.state, action.raised_period, action.progress) == (
        "Buy radios",
        ActionState.OPEN,
        Period.quarter(2015, 3),
        "Ordered.",
    )
    old = document.snapshot.of(Action).get(ActionId("a1"))
    assert old is not None
    assert (old.state, old.closed_period, old.progress) == (ActionState.DROPPED, FIRST, "Ordered.")


def test_one_undo_takes_all_of_it_back_and_redo_brings_it(document: Document) -> None:
    before = document.snapshot
    document.do(ROLLED)
    after = document.snapshot
    document.undo()
    assert document.snapshot == before
    assert document.undo_label == "Words"
    document.redo()
    assert document.snapshot == after


def test_plan_that_was_to_last_longer_ends_where_the_next_begins(document: Document) -> None:
    earlier = replace(ROLLED, first_year=Period.financial_year(2016), last_year=Period.financial_year(2018))
    document.do(earlier)
    old, new = document.snapshot.of(Plan)
    assert (old.last_year, new.first_year) == (Period.financial_year(2015), Period.financial_year(2016))
    assert plan_for(document.snapshot, Period.quarter(2015, 4)) == old
    assert plan_for(document.snapshot, Period.quarter(2016, 1)) == new


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": " "}, "no title"),
        ({"last_year": Period.financial_year(2016)}, "would end in 2016/17, before it begins in 2017/18"),
        ({"first_year": Period.financial_year(2014)}, "itself begins in 2014/15"),
        ({"first_year": FIRST}, "begins and ends with a financial year"),
        ({"priorities": ()}, "no priorities"),
        ({"priorities": (PriorityOfPlan(VIOLENCE, "1", " "),)}, "has no title"),
        ({"priorities": ROLLED.priorities[:1]}, "a priority that the new plan does not have"),
        ({"before": PlanId("gone")}, "has been deleted since"),
        ({"left": (LeftBehind(MeasureId("gone"), ""),)}, "measure has been deleted since"),
        ({"projects": (CarriedProject(ProjectId("gone"), VIOLENCE),)}, "project has been deleted since"),
        ({"title": "x" * 501}, "501 characters; 500 are kept"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    change: dict[str, object], words: str, document: Document
) -> None:
    before = document.snapshot
    with pytest.raises(RefusedError, match=words):
        document.do(replace(ROLLED, **change))  # type: ignore[arg-type]  # one wrong field at a time
    assert document.snapshot == before


def test_first_plan_of_a_file_needs_none_before_it(document: Document) -> None:
    alone = replace(ROLLED, before=None, priorities=(PriorityOfPlan(YOUNG, "", "Young people"),), left=())
    document.do(replace(alone, carried=(), projects=()))
    assert [row.title for row in document.snapshot.of(Plan)] == [
        "Community Safety Plan 2014-2017",
        "Community Safety Plan 2017-2020",
    ]
