"""The sheet on which a measure is edited: its place in the plan, all its fields, its end, and its series."""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cspdesk.commands.plan_edits import (
    BringBack,
    Discontinue,
    MoveMeasure,
    PlaceMeasure,
    SetField,
)
from cspdesk.desk.plan_fields import field_name, groups, reads
from cspdesk.desk.plan_tree import Node, same_number
from cspdesk.domain.catalogue import Field, Row
from cspdesk.domain.choices import FootnoteUse, Stage
from cspdesk.domain.errors import PeriodError
from cspdesk.domain.ids import new_id
from cspdesk.domain.period import Period
from cspdesk.domain.period_text import parse_period
from cspdesk.domain.plan_view import plan_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Footnote,
    FootnoteMark,
    Measure,
    MeasureId,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
)
from cspdesk.ui.kept import KeptChoice
from cspdesk.ui.measure_parts import Fold, Lines, QuietCombo, Section, problem_label, say_problem
from cspdesk.ui.measure_paste import Do
from cspdesk.ui.parts import button, label
from cspdesk.ui.plan_edit_fields import FieldEdit
from cspdesk.ui.plan_edit_form import FieldForm, widen_names
from cspdesk.ui.plan_edit_line import DraftLine
from cspdesk.ui.plan_edit_series import SeriesPart
from cspdesk.ui.theme import Role, space

_NO_PRIORITY = "Under no priority of this plan"
_IN_WORDS = "Something else, in words"


class EndPanel(QWidget):
    """Discontinuing a measure: what takes its place, and its last quarter."""

    def __init__(self, do: Do) -> None:
        super().__init__()
        self._do = do
        self._about: tuple[Measure, PlanId] | None = None
        self._proposed = ""
        """The last quarter that is proposed: the chosen one."""
        self._drafts: dict[MeasureId, tuple[str, tuple[str, str, str]]] = {}
        """What stands half given for measures left: their title, and successor, words, last quarter."""
        self.successor = QuietCombo("What takes its place")
        self.words = DraftLine("What takes its place, in words")
        self.words.setPlaceholderText("Which measure, or what else, takes its place?")
        self.last = DraftLine("Last quarter in the plan")
        self.said = label("", Role.QUIET)
        self.problem = problem_label()
        self.end = button("Discontinue this measure", self._end)
        self.successor.currentTextChanged.connect(self._offer_words)
        self.last.textChanged.connect(self._read)
        grid = self.grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(1))
        grid.setVerticalSpacing(space(0.5))
        widen_names(grid)
        grid.addWidget(label("Replaced by"), 0, 0)
        grid.addWidget(self.successor, 0, 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.words, 1, 1)
        grid.addWidget(label("Last quarter"), 2, 0)
        grid.addWidget(self.last, 2, 1)
        grid.addWidget(self.said, 3, 1)
        grid.addWidget(self.problem, 4, 0, 1, 2)
        grid.addWidget(self.end, 5, 1, Qt.AlignmentFlag.AlignLeft)

    def show_measure(self, snapshot: Snapshot, measure: Measure, plan: PlanId, quarter: Period) -> None:
        """Offer the plan's other measures in its place, and the chosen quarter as its last."""
        is_same = self._about is not None and self._about[0].id == measure.id
        if self._about is not None and not is_same and self._is_given():
            self._drafts[self._about[0].id] = (self._about[0].title, self._given())
        if is_same and self.last.text() == self._proposed:
            self.last.begin_with(quarter.label)
        self._about, self._proposed = (measure, plan), quarter.label
        others = {place.measure: place for place in snapshot.of(Placement).where("plan", plan)}
        titles = [
            row.title
            for key in others
            if key != measure.id and (row := snapshot.of(Measure).get(key)) is not None and row.title
        ]
        offered = ["Nothing", *dict.fromkeys(titles), _IN_WORDS]
        if [self.successor.itemText(at) for at in range(self.successor.count())] != offered:
            before = self.successor.currentText()
            self.successor.clear()
            self.successor.addItems(offered)
            if is_same and before in offered:
                self.successor.setCurrentText(before)
        if not is_same:
            _, given = self._drafts.pop(measure.id, ("", ("Nothing", "", quarter.label)))
            self._begin_with(*given)
        self._offer_words()

    def unsaved(self) -> str:
        """Return of which measures an end stands here that was not asked for; "" where of none."""
        titles = [title for title, _ in self._drafts.values()]
        if self._about is not None and self._is_given():
            titles.append(self._about[0].title)
        return " ".join(
            f"The end of {title or 'a measure'} is not entered: discontinue it." for title in titles
        )

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self._about = None
        self._begin_with("Nothing", "", self._proposed)
        self._drafts.clear()

    def _given(self) -> tuple[str, str, str]:
        return (self.successor.currentText(), self.words.text(), self.last.text())

    def _is_given(self) -> bool:
        return self._given() != ("Nothing", "", self._proposed)

    def _begin_with(self, successor: str, words: str, last: str) -> None:
        offered = self.successor.findText(successor) >= 0
        self.successor.setCurrentText(successor if offered else "Nothing")
        self.words.begin_with(words)
        self.last.begin_with(last)
        say_problem(self.problem, "")

    def _offer_words(self) -> None:
        self.words.setVisible(self.successor.currentText() == _IN_WORDS)

    def _read(self, typed: str) -> None:
        self.said.setText(reads(Placement.TABLE.field("to_period"), typed))

    def _end(self) -> None:
        if self._about is None:
            return
        measure, plan = self._about
        chosen = self.successor.currentText()
        after = self.words.text() if chosen == _IN_WORDS else "" if chosen == "Nothing" else chosen
        try:
            last = parse_period(self.last.text()) if self.last.text().strip() else None
        except PeriodError as error:
            say_problem(self.problem, str(error))
            return
        what = f"Discontinue {measure.title or 'the measure'}"
        refused = self._do(Discontinue(what, measure.id, plan, after, last))
        if refused:
            say_problem(self.problem, refused)
        else:
            self._begin_with("Nothing", "", self._proposed)


class MeasureSheet(QWidget):
    """Everything of a measure that is not a figure or the quarter's words."""

    told = Signal(str)

    def __init__(self, do: Do) -> None:
        super().__init__()
        self._do = do
        self._measure: Measure | None = None
        self._placement: Placement | None = None
        self._plan: Plan | None = None
        self._name = ""
        self._offered: list[PriorityId | None] = []
        self.title = label("", Role.TITLE, wraps=True)
        self.about = label("", Role.QUIET, wraps=True)
        self.priority = KeptChoice("Priority", ())
        self.priority.told.connect(self.told)
        self.place = FieldForm(Placement.TABLE, groups(Placement.TABLE))
        self.form = FieldForm(Measure.TABLE, groups(Measure.TABLE))
        self.end = EndPanel(do)
        self.ending = Fold("Discontinue this measure", self.end)
        self.back = button("Bring this measure back", self._bring_back)
        self.series = SeriesPart(do)
        self.footnotes = Lines()
        self.notes = Section("Footnotes", self.footnotes)
        for part in (self.place, self.form, self.series):
            part.told.connect(self.told)
        row = self._row = QGridLayout()
        row.setHorizontalSpacing(space(1))
        widen_names(row)
        row.addWidget(label("Priority"), 0, 0)
        row.addWidget(self.priority, 0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(1))
        layout.addWidget(self.title)
        layout.addWidget(self.about)
        layout.addLayout(row)
        for part in (self.place, self.form):
            layout.addWidget(part)
        layout.addWidget(self.ending)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.series)
        layout.addWidget(self.notes)
        layout.addStretch(1)

    def show_measure(self, snapshot: Snapshot, node: Node, quarter: Period) -> None:
        """Show a measure in its place; what was typed for another is saved first."""
        measure = snapshot.of(Measure).get(MeasureId(node.row[1]))
        if measure is None:
            return
        if self._measure is not None and self._measure.id != measure.id:
            self.flush()
            self.ending.close_it()
        place = snapshot.of(Placement).get(node.placement) if node.placement else None
        self._measure, self._placement = measure, place
        self._plan = plan = plan_for(snapshot, quarter)
        number = place.number if place else ""
        self._name = f"{number} {measure.title}".strip() or "a measure without a title"
        self.title.setText(self._name[:1].upper() + self._name[1:])
        self.about.setText(node.quiet[:1].upper() + node.quiet[1:])
        self.about.setVisible(bool(node.quiet))
        self._show_place(snapshot, plan, place)
        self.form.show_row(measure.id, measure, partial(self._save, Measure, measure.id, self._name))
        is_ended = measure.stage is Stage.DISCONTINUED
        self.ending.setVisible(plan is not None and not is_ended)
        self.back.setVisible(plan is not None and is_ended)
        if plan is not None:
            self.end.show_measure(snapshot, measure, plan.id, quarter)
        self.series.show_measure(snapshot, measure, self._name)
        lines = list(_footnotes(snapshot, measure.id))
        self.footnotes.show_lines(lines)
        self.notes.fill(is_filled=bool(lines))

    @property
    def first(self) -> QWidget:
        """The field that takes the keys first: its title."""
        return self.form.edits["title"].editor

    def flush(self) -> None:
        """Save what is being typed."""
        for part in self._parts():
            part.flush()

    def unsaved(self) -> str:
        """Return what is not saved, in sentences; "" where all is."""
        return " ".join(filter(None, (part.unsaved() for part in (*self._parts(), self.end))))

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self._measure = self._placement = self._plan = None
        self.end.forget()
        for part in self._parts():
            part.forget()

    def changeEvent(self, event: QEvent) -> None:
        """Take on another size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_row"):
            for grid in (self._row, self.end.grid):
                widen_names(grid)

    def _parts(self) -> list[FieldEdit | SeriesPart]:
        return [*self.place.parts(), *self.form.parts(), self.series]

    def _show_place(self, snapshot: Snapshot, plan: Plan | None, place: Placement | None) -> None:
        there = snapshot.of(Priority).where("plan", plan.id) if plan else ()
        self._offered = [each.id for each in there]
        words = [_offer(each) for each in there]
        if place is None:
            self._offered.insert(0, None)
            words.insert(0, _NO_PRIORITY)
        self.priority.offer(words)
        chosen = place.priority if place else None
        at = self._offered.index(chosen) if chosen in self._offered else 0
        measure = self._measure.id if self._measure else ""
        self.priority.keep((measure, place.id if place else ""), at, self._move)
        self.place.setVisible(place is not None)
        if place is not None:
            self.place.show_row(place.id, place, partial(self._save, Placement, place.id, self._name))
            self.place.note("number", _shared(same_number(snapshot, place, place.number)))

    def _save(self, row_type: type[Row], key: str, name: str, field: Field, value: Any) -> str:
        # The row is the one shown when it was typed: another may be chosen by the time it is saved.
        what = f"{field_name(row_type.TABLE, field)} of {name}"
        return self._do(SetField(what, row_type, (key,), field.name, value))

    def _move(self, at: int) -> str:
        priority, measure = self._offered[at], self._measure
        if priority is None or measure is None:
            return ""
        what = f"Move {self._name}"
        if self._placement is None:
            return self._do(PlaceMeasure(what, PlacementId(new_id()), measure.id, priority))
        return self._do(MoveMeasure(what, self._placement.id, priority))

    def _bring_back(self) -> None:
        if self._measure is not None and self._plan is not None:
            name = self._name
            if not self._do(BringBack(f"Bring {name} back", self._measure.id, self._plan.id)):
                self.told.emit(f"{name} is reported again.")
                self.first.setFocus(Qt.FocusReason.OtherFocusReason)


def _offer(priority: Priority) -> str:
    name = f"{priority.number} {priority.title}".strip() or "A priority without a title"
    return f"{name} (retired)" if priority.retired else name


def _shared(titles: tuple[str, ...]) -> str:
    if not titles:
        return ""
    return f"Also the number of {', '.join(titles)}: live fields then name both by their titles."


def _footnotes(snapshot: Snapshot, measure: MeasureId) -> list[str]:
    """The footnotes of a measure itself; they are written on the Text page."""
    marks = snapshot.of(FootnoteMark).where("measure", measure)
    keys = dict.fromkeys(mark.footnote for mark in marks if mark.used_by is FootnoteUse.MEASURE)
    rows = (snapshot.of(Footnote).get(key) for key in keys)
    return [f"{row.marker} {row.text}".strip() for row in rows if row is not None]
