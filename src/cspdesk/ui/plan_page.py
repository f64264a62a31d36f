"""Plan: the plan edited in place; its lines at the left, the fields of the chosen one beside them."""

from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cspdesk.analysis.live_fields import FieldPlace
from cspdesk.desk.document import Document
from cspdesk.desk.plan_acts import (
    Added,
    deleting,
    deletion_told,
    moving,
    new_measure,
    new_priority,
    start_plan,
)
from cspdesk.desk.plan_tree import Node, RowKey, is_copy, plan_tree, row_of, why_not_here
from cspdesk.desk.workspace import Place, Selection, Workspace
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.errors import DeskError
from cspdesk.domain.plan_view import headline, plan_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    THE_PARTNERSHIP,
    Baseline,
    Footnote,
    FootnoteMark,
    Measure,
    MeasureId,
    Partnership,
    Placement,
    Plan,
    Population,
    Priority,
    Rebase,
    Series,
    SeriesBreak,
    SeriesId,
    Target,
)
from cspdesk.ui.measure_paste import do_in
from cspdesk.ui.page import Page
from cspdesk.ui.parts import button, label
from cspdesk.ui.plan_edit_measure import MeasureSheet
from cspdesk.ui.plan_edit_sheets import RowSheet
from cspdesk.ui.plan_edit_tree import PlanTree
from cspdesk.ui.theme import space

_SHOWN = frozenset(
    row.TABLE.name
    for row in (
        *(Partnership, Population, Plan, Priority, Placement, Measure, Series, Target, Baseline),
        *(SeriesBreak, Rebase, Footnote, FootnoteMark),
    )
)
"""The tables of which the page shows something."""
_WIDEST = 76
"""The most half lines that the fields are wide: longer lines are hard to read."""
_NO_PLAN = "This file has no plan yet. Start one here, then give it priorities and measures."


class PlanPage(Page):
    """The plan that covers the chosen quarter, edited without a dialog."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Insert", "Add a measure under the chosen priority"),
        ("Shift+Insert", "Add a priority"),
        ("Alt+Up, Alt+Down", "Move the chosen priority, measure or series among its neighbours"),
        ("Delete", "Delete the chosen line of the plan with what belongs to it"),
        ("Enter or F2", "From a line of the plan to its fields"),
        ("Escape", "From the fields back to the plan"),
        ("Ctrl+Page Up, Ctrl+Page Down", "The line before or after, in the same field"),
    )

    _hidden = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        do = do_in(lambda: self.document, workspace.told.emit)
        self._do = do
        self._nodes: tuple[Node, ...] = ()
        self.tree = PlanTree()
        self.no_plan = label(_NO_PLAN, wraps=True)
        self.start = button("Start a plan", self._start_plan, primary=True)
        self.add_measure = button("Add measure", self._add_measure)
        self.add_priority = button("Add priority", self._add_priority)
        self.up = button("Up", lambda: self._move(-1))
        self.down = button("Down", lambda: self._move(1))
        self.delete = button("Delete", self._delete)
        self.sheets: dict[str, RowSheet] = {
            table.name: RowSheet(table, do) for table in (Partnership.TABLE, Plan.TABLE, Priority.TABLE)
        }
        self.measure = MeasureSheet(do)
        self._sheets: tuple[RowSheet | MeasureSheet, ...] = (*self.sheets.values(), self.measure)
        self._sheet: RowSheet | MeasureSheet | None = None
        self._shown: tuple[RowKey, str | None] | None = None
        """The row whose fields are shown and, of a measure, its place in the plan."""
        self._of: tuple[Document, Snapshot] | None = None
        """The document shown, as it was when another quarter or document was chosen."""
        self.scroller = QScrollArea()
        self._inside = QWidget()
        self._inside.setMaximumWidth(space(_WIDEST))
        self._lay_out()
        self._wire()

    # ------------------------------------------------------------------ what others ask of it

    def go(self, place: Place) -> None:
        """Choose the line of the row or measure that a place names."""
        super().go(place)
        row: RowKey | None = place.row
        if row is None and place.selection is not None:
            row = (Measure.TABLE.name, place.selection.measure)
        if row is None:
            return
        series = self.document.snapshot.of(Series).get(SeriesId(row[1])) if row[0] == "series" else None
        if series is not None:
            row = (Measure.TABLE.name, series.measure)
        if not self._choose(row):
            self.workspace.told.emit(why_not_here(self.document.snapshot, row))
        elif series is not None:
            self.measure.series.choose(series.id)

    def flush(self) -> None:
        """Save what is being typed."""
        for sheet in self._sheets:
            sheet.flush()

    def unsaved(self) -> str:
        """Return what the file refused of what is being typed, in a sentence."""
        return " ".join(filter(None, (sheet.unsaved() for sheet in self._sheets)))

    def take_focus(self) -> None:
        """Put the keys where they were, else on the plan's lines."""
        (self.focusWidget() or self.tree).setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ following the document

    def refresh(self) -> None:
        """Show the plan of another document or quarter."""
        document, before = self.document, self._of
        if before is not None and before[0] is not document and not is_copy(before[1], document.snapshot):
            # What could not be saved in another file is not to be saved in this one.
            self._forget()
        self._of = (document, document.snapshot)
        self.flush()
        self._show()

    def take(self, change_set: ChangeSet) -> None:
        """Show an edit, if it touches what stands here."""
        if change_set.tables & _SHOWN:
            self._show()

    def clear(self) -> None:
        """Let go of what belongs to the document that was closed."""
        if hasattr(self, "_sheets"):
            self._forget()
            self._nodes = ()
            self._of = None

    def changeEvent(self, event: QEvent) -> None:
        """Take on another size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_inside"):
            self._inside.setMaximumWidth(space(_WIDEST))

    def hideEvent(self, event: QHideEvent) -> None:
        """Save what is being typed."""
        self._hidden.emit()
        super().hideEvent(event)

    def _forget(self) -> None:
        self._shown = None
        for sheet in self._sheets:
            sheet.forget()

    def _show(self, current: RowKey | None = None) -> None:
        snapshot, quarter = self.document.snapshot, self.workspace.quarter
        self._nodes = plan_tree(snapshot, quarter)
        before = self.tree.current
        keys = self.window().focusWidget()
        had_keys = keys is not None and self.scroller.isAncestorOf(keys)
        if before is None and current is None:
            plan = plan_for(snapshot, quarter)
            current = (Plan.TABLE.name, plan.id) if plan else (Partnership.TABLE.name, THE_PARTNERSHIP)
        self.tree.show_nodes(self._nodes, current)
        has_plan = plan_for(snapshot, quarter) is not None
        self.no_plan.setVisible(not has_plan)
        self.start.setVisible(not has_plan)
        self.add_measure.setVisible(has_plan)
        self.add_priority.setVisible(has_plan)
        if self.tree.current == before:
            self._show_chosen()
        if had_keys and current is None and before and not any(n.row == before.row for n in self._nodes):
            # The row went, by undo say: the keys must not be left in the same field of its neighbour.
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chosen(self) -> None:
        node = self.tree.current
        if node is None or self.workspace.document is None:
            return
        if (node.row, node.placement) != self._shown:
            # Saving what is typed shows the page anew, so it comes before anything is read.
            self._shown = (node.row, node.placement)
            self.flush()
            node = self.tree.current or node
        snapshot = self.document.snapshot
        sheet: RowSheet | MeasureSheet
        if node.row[0] == Measure.TABLE.name:
            sheet = self.measure
            sheet.show_measure(snapshot, node, self.workspace.quarter)
        else:
            sheet = self.sheets[node.row[0]]
            row = row_of(snapshot, node)
            if row is None:
                return
            sheet.show_row(snapshot, row)
        measure = MeasureId(node.row[1]) if sheet is self.measure else None
        sheet.form.stand_at(FieldPlace(self.workspace.quarter, measure))
        if self._sheet is not sheet:
            self.flush()
            self._sheet = sheet
            for each in self._sheets:
                # Not a stack, which would be as high as its highest sheet.
                each.setVisible(each is sheet)
        self.delete.setEnabled(node.row[0] != Partnership.TABLE.name)

    # ------------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        for part, keys in (
            (self.add_measure, "Insert"),
            (self.add_priority, "Shift+Insert"),
            (self.up, "Alt+Up"),
            (self.down, "Alt+Down"),
            (self.delete, "Delete"),
        ):
            part.setToolTip(keys)
        for part, words in ((self.up, "Move up"), (self.down, "Move down"), (self.delete, "Delete")):
            part.setAccessibleName(f"{words} in the plan")
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(space(1), space(1), space(1), space(1))
        column.setSpacing(space(0.5))
        column.addWidget(self.no_plan)
        column.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.tree, 1)
        for parts in ((self.add_measure, self.add_priority), (self.up, self.down, self.delete)):
            row = QHBoxLayout()
            row.setSpacing(space(0.5))
            for part in parts:
                row.addWidget(part)
            row.addStretch(1)
            column.addLayout(row)
        body = QWidget()
        around = QHBoxLayout(body)
        around.setContentsMargins(space(2), space(1.25), space(2), space(2))
        around.addWidget(self._inside, 1)
        around.addStretch(0)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        for sheet in self._sheets:
            inside.addWidget(sheet)
            sheet.hide()
            sheet.told.connect(self.workspace.told)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidgetResizable(True)
        self.scroller.setWidget(body)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(left)
        split.addWidget(self.scroller)
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setSizes([space(46), space(80)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    def _wire(self) -> None:
        self.tree.chosen.connect(self._chosen)
        self.tree.add_measure_asked.connect(self._add_measure)
        self.tree.add_priority_asked.connect(self._add_priority)
        self.tree.move_asked.connect(self._move)
        self.tree.delete_asked.connect(self._delete)
        self.tree.opened.connect(self._to_fields)
        self._hidden.connect(self.flush)
        for keys, act in (
            ("Escape", lambda: self.tree.setFocus(Qt.FocusReason.OtherFocusReason)),
            ("Ctrl+PgUp", lambda: self._step(-1)),
            ("Ctrl+PgDown", lambda: self._step(1)),
        ):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(act)

    # ------------------------------------------------------------------ from line to line

    def _chosen(self) -> None:
        self._show_chosen()
        if self.tree.hasFocus():
            self.scroller.verticalScrollBar().setValue(0)
        node = self.tree.current
        if node is not None and node.row[0] == Measure.TABLE.name:
            measure, selection = MeasureId(node.row[1]), self.workspace.selection
            line = headline(self.document.snapshot, measure)
            if line is not None and (selection is None or selection.measure != measure):
                self.workspace.select(Selection(measure, line.id, self.workspace.quarter))

    def _choose(self, row: RowKey) -> bool:
        self.flush()
        self._show()
        return self.tree.choose(row)

    def _step(self, steps: int) -> None:
        self.flush()
        self.tree.step(steps)

    def _to_fields(self) -> None:
        sheet = self._sheet
        if sheet is not None:
            sheet.first.setFocus(Qt.FocusReason.OtherFocusReason)
            # Once the layout has made room for it.
            QTimer.singleShot(0, self, lambda: self.scroller.ensureWidgetVisible(sheet.first))

    # ------------------------------------------------------------------ what is done to the plan

    def _start_plan(self) -> None:
        self._add(start_plan(self.workspace.quarter))

    def _add_priority(self) -> None:
        self._add(new_priority(self.document.snapshot, self.workspace.quarter))

    def _add_measure(self) -> None:
        self.flush()
        added = new_measure(self.document.snapshot, self.workspace.quarter, self.tree.current)
        if added is None:
            self.workspace.told.emit("A measure needs a priority: choose one, or add one with Shift+Insert.")
        else:
            self._add(added)

    def _add(self, added: Added) -> None:
        """Add something and choose it, with the keys on its title."""
        self.flush()
        if not self._do(added.command):
            self._choose(added.row)
            self._to_fields()

    def _move(self, steps: int) -> None:
        self.flush()
        node = self.tree.current
        if node is None:
            return
        command = moving(self.document.snapshot, self._nodes, node, steps)
        if command is None:
            end = "end" if steps > 0 else "top"
            self.workspace.told.emit(f"{' '.join(node.words.split())} stands at the {end} already.")
        else:
            self._do(command)

    def _delete(self) -> None:
        self.flush()
        node = self.tree.current
        if node is None:
            return
        if node.row[0] == Partnership.TABLE.name:
            self.workspace.told.emit("A file has one partnership, which stays. Change its name instead.")
            return
        try:
            gone = self.document.do(deleting(node))
        except DeskError as error:
            self.workspace.told.emit(f"Nothing was deleted. {error}")
            return
        if gone is not None:
            self.workspace.told.emit(deletion_told(node, gone))
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
