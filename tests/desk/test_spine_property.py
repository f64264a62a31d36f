"""Random edits, undo, redo, reopening and edits from elsewhere: what is shown equals a fresh load."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cspdesk.commands.figures import PutMeasure, SetFigures, SetTargets, TypedCell
from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.desk.document import Document
from cspdesk.desk.entry_model import EntryModel
from cspdesk.domain.catalogue import R, Row, recorded_tables
from cspdesk.domain.changes import Command
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import new_id
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    Commentary,
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
    Series,
    SeriesId,
)
from cspdesk.domain.unit import Unit
from cspdesk.store import log
from cspdesk.store.store import Store
from tests.support.documents import EDITOR, small_store

QUARTER = Period.quarter(2015, 4)
TYPED = ["412", "12,043", "62%", "55% (12 of 22)", "na", "TBC", "late: police, 24 May", "", "=1+1", "4l2"]
QUARTERS = [Period.quarter(year, number) for year in (2014, 2015) for number in (1, 2, 3, 4)]
DELETABLE: list[type[Row]] = [Plan, Priority, Measure, Placement, Series, Observation, Commentary, Project]

picks = st.integers(min_value=0, max_value=10_000)


def fresh_contents(document: Document) -> tuple[tuple[str, ...], ...]:
    """What a grid made this minute shows."""
    model = EntryModel()
    model.show(document, QUARTER)
    return model.contents()


class Spine(RuleBasedStateMachine):
    """One document under random edits, with a grid that has watched all of them."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        small_store(self.folder / "spine.cspdesk").close()
        self.open()

    def open(self) -> None:
        self.document = Document(Store.open(self.folder / "spine.cspdesk", EDITOR))
        self.model = EntryModel()
        self.model.show(self.document, QUARTER)
        self.document.changed.connect(self.model.take)
        self.at_open = self.document.snapshot
        self.was_edited_elsewhere = False

    def close(self) -> None:
        self.document.changed.disconnect(self.model.take)
        self.document.close()
        self.document.deleteLater()

    def teardown(self) -> None:
        if hasattr(self, "document"):
            if not self.was_edited_elsewhere:
                self.undo_all()
            self.close()
            shutil.rmtree(self.folder)

    # What a person or another device may do.

    @rule(pick=picks, quarter=st.sampled_from(QUARTERS), typed=st.sampled_from(TYPED), away=st.booleans())
    def type_figure(self, pick: int, quarter: Period, typed: str, away: bool) -> None:
        if series := self.some(Series, pick):
            self.edit(SetFigures("Figure", (TypedCell(series.id, quarter, typed),)), away)

    @rule(pick=picks, quarter=st.sampled_from(QUARTERS), typed=st.sampled_from(["125", "9-15%", "TBC", ""]))
    def type_target(self, pick: int, quarter: Period, typed: str) -> None:
        if series := self.some(Series, pick):
            self.edit(SetTargets("Target", (TypedCell(series.id, quarter, typed),)), False)

    @rule(pick=picks, quarter=st.sampled_from(QUARTERS), text=st.text(max_size=40), away=st.booleans())
    def write(self, pick: int, quarter: Period, text: str, away: bool) -> None:
        if measure := self.some(Measure, pick):
            self.edit(SetCommentary("Commentary", measure.id, quarter, text), away)

    @rule(pick=picks, position=st.integers(0, 5), away=st.booleans())
    def add_measure(self, pick: int, position: int, away: bool) -> None:
        if not (priority := self.some(Priority, pick)):
            return
        measure = Measure(id=MeasureId(new_id()), title=f"Measure {pick}", position=position)
        series = Series(id=SeriesId(new_id()), measure=measure.id, headline=True)
        place = Placement(
            id=PlacementId(new_id()),
            plan=priority.plan,
            priority=priority.id,
            measure=measure.id,
            position=position,
        )
        self.edit(PutRows("Add measure", (measure, series, place)), away)

    @rule(position=st.integers(0, 5))
    def add_plan(self, position: int) -> None:
        plan = Plan(id=PlanId(new_id()), position=position, title="Another plan")
        priority = Priority(id=PriorityId(new_id()), plan=plan.id, title="Another priority")
        self.edit(PutRows("Add plan", (plan, priority)), False)

    @rule(pick=picks, text=st.text(alphabet="ab \n", max_size=9))
    def add_project(self, pick: int, text: str) -> None:
        if priority := self.some(Priority, pick):
            project = Project(id=ProjectId(new_id()), priority=priority.id, title=f"Project {pick}")
            action = Action(id=new_id(), project=project.id, text=text)  # type: ignore[arg-type]  # any key
            self.edit(PutRows("Add project", (project, action)), False)

    @rule(pick=picks, unit=st.sampled_from(Unit), away=st.booleans())
    def change_unit(self, pick: int, unit: Unit, away: bool) -> None:
        if measure := self.some(Measure, pick):
            self.edit(PutMeasure("Unit", replace(measure, unit=unit)), away)

    @rule(pick=picks, position=st.integers(0, 9))
    def move(self, pick: int, position: int) -> None:
        if place := self.some(Placement, pick):
            self.edit(PutRows("Move", (replace(place, position=position),)), False)

    @rule(kind=st.sampled_from(DELETABLE), pick=picks, away=st.booleans())
    def delete(self, kind: type[Row], pick: int, away: bool) -> None:
        if row := self.some(kind, pick):
            key = tuple(getattr(row, field.name) for field in kind.TABLE.key)
            self.edit(DeleteRow("Delete", kind, key), away)

    @precondition(lambda self: self.document.undo_label)
    @rule()
    def undo(self) -> None:
        before, label = self.document.snapshot, self.document.undo_label
        if not self.allowed(self.document.undo):
            assert (self.document.snapshot, self.document.undo_label) == (before, label)

    @precondition(lambda self: self.document.redo_label)
    @rule()
    def redo(self) -> None:
        before, label = self.document.snapshot, self.document.redo_label
        if not self.allowed(self.document.redo):
            assert (self.document.snapshot, self.document.redo_label) == (before, label)

    @rule()
    def reopen(self) -> None:
        before = self.document.snapshot
        self.close()
        self.open()
        assert self.document.snapshot == before
        assert not self.document.undo_label

    @precondition(lambda self: not self.was_edited_elsewhere)
    @rule()
    def undo_and_redo_all(self) -> None:
        before = self.document.snapshot
        done = self.undo_all()
        for _ in range(done):
            self.document.redo()
        assert self.document.snapshot == before

    # What must hold after each of these.

    @invariant()
    def snapshot_equals_a_fresh_load(self) -> None:
        if not hasattr(self, "document"):
            return
        loaded = self.document.store.load()
        assert self.document.snapshot == loaded
        assert_same_groups(self.document.snapshot, loaded)

    @invariant()
    def grid_equals_a_fresh_one(self) -> None:
        if hasattr(self, "document"):
            assert self.model.contents() == fresh_contents(self.document)

    @invariant()
    def log_rebuilds_the_document(self) -> None:
        if hasattr(self, "document"):
            assert log.rebuilt(self.document.store.history()) == self.document.snapshot

    def undo_all(self) -> int:
        done = 0
        while self.document.undo_label:
            self.document.undo()
            done += 1
        assert self.document.snapshot == self.at_open
        return done

    def edit(self, command: Command, away: bool) -> None:
        try:
            if away:
                self.was_edited_elsewhere |= self.document.receive(command, "another desk") is not None
            else:
                self.document.do(command)
        except RefusedError:
            # Only what a rule of the file forbids; the invariants see to it that nothing was altered.
            pass

    def allowed(self, step: Callable[[], object]) -> bool:
        """Undo or redo; it may be refused only where something was edited elsewhere."""
        try:
            step()
        except RefusedError:
            if not self.was_edited_elsewhere:
                raise
            return False
        return True

    def some(self, kind: type[R], pick: int) -> R | None:
        rows = list(self.document.snapshot.of(kind))
        return rows[pick % len(rows)] if rows else None


def assert_same_groups(advanced: Snapshot, loaded: Snapshot) -> None:
    """Rows found through a reference are the same, in the same order, as in a fresh load."""
    for table in recorded_tables():
        for field in table.fields:
            if field.reference or field.column.key:
                values = {getattr(row, field.name) for row in loaded.of(table.row)}
                for value in values:
                    found = advanced.of(table.row).where(field.name, value)
                    assert found == loaded.of(table.row).where(field.name, value)


TestSpine = Spine.TestCase
