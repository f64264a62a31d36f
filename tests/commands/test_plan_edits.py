"""Editing the plan: what each act writes, what goes with it, what is refused, what undo brings back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cspdesk.commands.plan_edits import (
    AddMeasure,
    AddPriority,
    BringBack,
    DeleteFromPlan,
    Discontinue,
    MoveMeasure,
    PlaceMeasure,
    SetField,
)
from cspdesk.commands.plan_words import MAX_LINE
from cspdesk.commands.rows import PutRows
from cspdesk.domain.changes import Command
from cspdesk.domain.choices import Stage
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Measure,
    MeasureId,
    Observation,
    Partnership,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Series,
    SeriesId,
)
from cspdesk.domain.unit import Unit
from cspdesk.store.store import Store
from tests.support.documents import EDITOR, LAST_QUARTER, small_store

PLAN = PlanId("plan")
VIOLENCE, ROBBERY = MeasureId("m21"), MeasureId("m22")
AT_VIOLENCE = PlacementId("at-m21")
Y2015 = Period.financial_year(2015)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "plan.cspdesk") as opened:
        yield opened


def refusal(store: Store, command: Command) -> str:
    before = store.load()
    with pytest.raises(RefusedError) as caught:
        store.run(command)
    assert store.load() == before
    return str(caught.value)


def field(row_type: Any, key: str, name: str, value: Any) -> SetField:
    return SetField("Field", row_type, (key,), name, value)


class TestField:
    def test_only_the_one_field_changes_and_a_line_stays_a_line(self, store: Store) -> None:
        before = store.load().of(Measure).get(VIOLENCE)
        store.run(field(Measure, "m21", "owner", "  Police\nperformance team "))
        after = store.load().of(Measure).get(VIOLENCE)
        assert before is not None
        assert after is not None
        assert (after.owner, after.title, after.definition) == (
            "Police performance team",
            before.title,
            before.definition,
        )

    def test_a_text_keeps_its_lines(self, store: Store) -> None:
        store.run(field(Priority, "p2", "outcomes", "Fewer assaults\r\nFewer victims\n"))
        row = store.load().of(Priority).get(PriorityId("p2"))
        assert row is not None
        assert row.outcomes == "Fewer assaults\nFewer victims"

    def test_another_unit_reads_the_figures_again(self, store: Store) -> None:
        store.run(field(Measure, "m12", "unit", Unit.COUNT))
        row = store.load().of(Observation).get(SeriesId("m12"), Period.quarter(2015, 1))
        assert row is not None
        # A percentage is no count: "94%" is kept as it was typed and is no figure any more.
        assert (row.typed, row.value) == ("94%", None)

    @pytest.mark.parametrize(
        ("command", "said"),
        [
            (
                field(Measure, "m21", "title", "x" * (MAX_LINE + 1)),
                "Title has 501 characters; 500 are kept. Shorten it.",
            ),
            (
                field(Measure, "m21", "definition", "x" * 32_001),
                "Definition has 32,001 characters; 32,000 are kept. Shorten it.",
            ),
            (
                field(Plan, "plan", "last_year", Period.financial_year(2013)),
                "The plan would end in 2013/14, before it begins in 2014/15. Correct one of the two years.",
            ),
            (
                field(Plan, "plan", "first_year", LAST_QUARTER),
                "First year cannot be Quarter 4 2015/16; give a year.",
            ),
            (
                field(Measure, "m21", "decimals", 7),
                "Decimals cannot be 7; give a whole number from 0 to 6.",
            ),
            (field(Measure, "gone", "title", "x"), "It has been deleted since. Nothing was changed."),
            (
                field(Series, "m11-Police", "label", "asb hotline"),
                "The measure has a series 'asb hotline' already. Give this one another name.",
            ),
            (
                field(Series, "m11-Police", "label", " "),
                "A measure with several series needs a name for each. Give this one a name.",
            ),
        ],
    )
    def test_is_refused_with_the_mend(self, store: Store, command: Command, said: str) -> None:
        assert refusal(store, command) == said

    def test_a_place_cannot_end_before_it_begins(self, store: Store) -> None:
        store.run(field(Placement, "at-m21", "from_period", LAST_QUARTER))
        assert refusal(store, field(Placement, "at-m21", "to_period", LAST_QUARTER.previous)) == (
            "It would end in Quarter 3 2015/16, before it begins in Quarter 4 2015/16. "
            "Correct one of the two periods."
        )

    def test_a_new_file_gets_its_partnership(self, tmp_path: Path) -> None:
        with Store.create(tmp_path / "new.cspdesk", EDITOR) as empty:
            empty.run(field(Partnership, "partnership", "name", "Riverbourne CSP"))
            assert [row.name for row in empty.load().of(Partnership)] == ["Riverbourne CSP"]

    def test_one_series_is_the_headline(self, store: Store) -> None:
        store.run(field(Series, "m11-Police", "headline", True))
        lines = store.load().of(Series).where("measure", MeasureId("m11"))
        assert [(line.label, line.headline) for line in lines] == [("ASB Hotline", False), ("Police", True)]


class TestAdding:
    def test_a_priority_goes_last(self, store: Store) -> None:
        store.run(AddPriority("Add", PriorityId("p4"), PLAN, "4", "Alcohol"))
        assert [p.title for p in store.load().of(Priority)][-1] == "Alcohol"

    def test_a_measure_comes_with_a_series_and_its_place(self, store: Store) -> None:
        ids = (MeasureId("m23"), PlacementId("at-m23"), SeriesId("m23"), PriorityId("p2"))
        store.run(AddMeasure("Add", *ids, "2.3", "Knife crime"))
        after = store.load()
        places = after.of(Placement).where("priority", PriorityId("p2"))
        assert [place.number for place in places] == ["2.1", "2.2", "2.3"]
        (line,) = after.of(Series).where("measure", MeasureId("m23"))
        assert line.headline

    def test_a_retired_priority_takes_none(self, store: Store) -> None:
        store.run(field(Priority, "p3", "retired", True))
        said = "3 Drugs is retired. Bring it back first, or choose another."
        ids = (MeasureId("m"), PlacementId("at-m"), SeriesId("m"), PriorityId("p3"))
        assert refusal(store, AddMeasure("Add", *ids)) == said
        assert refusal(store, MoveMeasure("Move", AT_VIOLENCE, PriorityId("p3"))) == said

    def test_a_measure_moves_behind_the_others_and_keeps_its_number(self, store: Store) -> None:
        store.run(MoveMeasure("Move", AT_VIOLENCE, PriorityId("p3")))
        after = store.load()
        assert [p.number for p in after.of(Placement).where("priority", PriorityId("p3"))] == [
            "3.1",
            "3.2",
            "2.1",
        ]
        assert [p.number for p in after.of(Placement).where("priority", PriorityId("p2"))] == ["2.2"]

    def test_it_does_not_move_to_another_plan(self, store: Store) -> None:
        store.run(PutRows("Old", (old_plan(), old_priority())))
        assert refusal(store, MoveMeasure("Move", AT_VIOLENCE, PriorityId("old-p"))) == (
            "1 Old theme belongs to another plan. Choose one of this plan."
        )

    def test_a_measure_without_a_place_gets_one(self, store: Store) -> None:
        store.run(PutRows("Loose", (Measure(id=MeasureId("loose"), title="Loose"),)))
        store.run(PlaceMeasure("Place", PlacementId("at-l"), MeasureId("loose"), PriorityId("p1")))
        assert [p.measure for p in store.load().of(Placement).where("priority", PriorityId("p1"))][
            -1
        ] == "loose"


class TestEnding:
    def test_it_says_what_took_its_place_and_when_it_ended(self, store: Store) -> None:
        store.run(Discontinue("End", VIOLENCE, PLAN, "Robbery", LAST_QUARTER))
        after = store.load()
        measure, place = after.of(Measure).get(VIOLENCE), after.of(Placement).get(AT_VIOLENCE)
        assert measure is not None
        assert place is not None
        assert (measure.stage, measure.replaced_by, place.to_period) == (
            Stage.DISCONTINUED,
            "Robbery",
            LAST_QUARTER,
        )
        store.run(BringBack("Back", VIOLENCE, PLAN))
        after = store.load()
        measure, place = after.of(Measure).get(VIOLENCE), after.of(Placement).get(AT_VIOLENCE)
        assert measure is not None
        assert place is not None
        assert (measure.stage, measure.replaced_by, place.to_period) == (Stage.ACTIVE, "", None)

    def test_it_is_refused_where_it_cannot_be(self, store: Store) -> None:
        assert refusal(store, Discontinue("End", VIOLENCE, PLAN, "Violence with injury")) == (
            "A measure cannot take its own place. Choose another, or leave it blank."
        )
        assert refusal(store, Discontinue("End", VIOLENCE, PLAN, "", Y2015)) == (
            "2015/16 is no quarter. Give the last quarter it is reported in."
        )
        store.run(field(Placement, "at-m21", "from_period", LAST_QUARTER))
        assert refusal(store, Discontinue("End", VIOLENCE, PLAN, "", LAST_QUARTER.previous)) == (
            "It has not begun by Quarter 3 2015/16. Give a later quarter, or delete it."
        )


class TestDeleting:
    def test_a_priority_takes_its_measures_and_one_undo_brings_all_back(self, store: Store) -> None:
        before = store.load()
        gone = store.run(DeleteFromPlan("Delete", Priority, ("p2",)))
        after = store.load()
        assert {m.id for m in after.of(Measure)} == {"m11", "m12", "m13", "m31", "m32"}
        assert not after.of(Observation).where("series", SeriesId("m21"))
        assert gone is not None
        store.take_back(gone.recording, "Undo")
        assert store.load() == before

    def test_a_measure_with_a_place_in_another_plan_stays(self, store: Store) -> None:
        elsewhere = Placement(
            id=PlacementId("old-at"), plan=PlanId("old"), priority=PriorityId("old-p"), measure=VIOLENCE
        )
        store.run(PutRows("Old", (old_plan(), old_priority(), elsewhere)))
        store.run(DeleteFromPlan("Delete", Placement, ("at-m21",)))
        after = store.load()
        assert after.of(Measure).get(VIOLENCE) is not None
        assert len(after.of(Observation).where("series", SeriesId("m21"))) == 8
        assert refusal(store, DeleteFromPlan("Delete", Measure, ("m21",))) == (
            "It stands in another plan. Choose a quarter of that plan and delete it there."
        )


def old_plan() -> Plan:
    return Plan(
        id=PlanId("old"),
        position=-1,
        title="Plan 2011-2014",
        first_year=Period.financial_year(2011),
        last_year=Period.financial_year(2013),
    )


def old_priority() -> Priority:
    return Priority(id=PriorityId("old-p"), plan=PlanId("old"), number="1", title="Old theme")
