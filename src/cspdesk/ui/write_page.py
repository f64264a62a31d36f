"""Write: one measure after another at full width, its figures above and the sentence below."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout

from cspdesk.commands.words import BringCommentaryForward, ReviewCommentary
from cspdesk.desk.measure_scope import concerns
from cspdesk.desk.workspace import Place, Selection, Workspace
from cspdesk.desk.write_queue import WriteQueue, Writing, write_queue, write_sheet
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.plan_view import headline, measure_name
from cspdesk.domain.tables import Commentary, Measure, MeasureId, Observation, Placement, Plan, Priority
from cspdesk.ui.inspector_parts import commentary_label, keep_commentary
from cspdesk.ui.measure_paste import do_in
from cspdesk.ui.page import Page
from cspdesk.ui.parts import EmptyNote, button, label
from cspdesk.ui.theme import Role, space
from cspdesk.ui.write_list import WriteList
from cspdesk.ui.write_parts import WriteBody

_QUEUED = frozenset(row.TABLE.name for row in (Commentary, Measure, Observation, Placement, Plan, Priority))
"""The tables that make the queue."""
_NEXT = ("Ctrl+Return", "Ctrl+Enter")
_BEFORE = ("Ctrl+Shift+Return", "Ctrl+Shift+Enter")


class WritePage(Page):
    """Every measure of the quarter in turn, and how many are written."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Ctrl+Enter", "Keep the words on a measure and go to the next that is not written"),
        ("Ctrl+Shift+Enter", "Keep them and go to the measure before"),
        ("Alt+B", "Bring last quarter's words forward, to be reviewed"),
        ("Alt+R", "Mark words that were brought forward as reviewed"),
        ("Alt+D", "Offer sentences drafted from the measure's figures, here and in other commentary"),
        ("Escape", "From the words to the list of measures"),
    )

    # Qt's own events only say what happened: an error that leaves one of them upsets the binding.
    _hidden = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.queue: WriteQueue | None = None
        self._measure: MeasureId | None = None
        self._shown: tuple[MeasureId, Period] | None = None
        """Of what the words stand in the field."""
        self.do = do_in(lambda: self.document, workspace.told.emit)
        self.list = WriteList()
        self.count = label("", Role.STRONG)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Measures written")
        self.bar.setMaximumWidth(space(24))
        self.to_pack = button("Go to the pack", lambda: self._leave_for("pack"), primary=True)
        self.before = button("Before", self.go_before, flat=True)
        self.after = button("Next not written", self.go_on, flat=True)
        self.no_figures = label("", Role.QUIET, wraps=True)
        self.body = WriteBody()
        self.words = self.body.words
        self._nothing = EmptyNote(
            "What the board should know about each measure is written here, one after the other, but this "
            "quarter's plan has no measure to report.",
            button("Go to the plan", lambda: self._leave_for("plan"), primary=True),
        )
        workspace.document_changed.connect(self.leave_other_file)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self.before.setToolTip("Keep the words and go to the measure before (Ctrl+Shift+Enter)")
        self.after.setToolTip("Keep the words and go to the next measure not written (Ctrl+Enter)")
        self.before.setAccessibleName("The measure before")
        top = QHBoxLayout()
        top.setSpacing(space(1))
        for part in (self.count, self.bar, self.to_pack):
            top.addWidget(part)
        top.addStretch(1)
        top.addWidget(self.before)
        top.addWidget(self.after)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(self.body)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(self.list)
        split.addWidget(self.scroller)
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setSizes([space(34), space(120)])
        self._there = split
        self._below = QStackedWidget()
        self._below.addWidget(split)
        self._below.addWidget(self._nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(space(2), space(1), space(0.75), space(0.75))
        whole.setSpacing(space(0.75))
        whole.addLayout(top)
        whole.addWidget(self.no_figures)
        whole.addWidget(self._below, 1)

    def _wire(self) -> None:
        self.list.chosen.connect(self._pick)
        self.list.opened.connect(lambda _key: self._write())
        self.words.told.connect(self.workspace.told)
        self.body.next_asked.connect(self.go_on)
        self.body.forward_asked.connect(self.bring_forward)
        self.body.review_asked.connect(self.review)
        self._hidden.connect(self.flush)
        acts: tuple[tuple[tuple[str, ...], Callable[[], None]], ...] = (
            (_NEXT, self.go_on),
            (_BEFORE, self.go_before),
            (("Alt+B",), self.bring_forward),
            (("Alt+R",), self.review),
            (("Alt+D",), self.body.drafts.open),
        )
        for keys, act in acts:
            for each in keys:
                made = QShortcut(QKeySequence(each), self)
                made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                made.activated.connect(act)
        # Of the editor alone: the line under it has an Escape of its own.
        out = QShortcut(QKeySequence("Escape"), self.words.editor)
        out.setContext(Qt.ShortcutContext.WidgetShortcut)
        out.activated.connect(self._to_list)

    # ------------------------------------------------------------------ what others ask of it

    @property
    def item(self) -> Writing | None:
        """The measure that is written about."""
        return self.queue.at(self._measure) if self.queue is not None and self._measure else None

    def go(self, place: Place) -> None:
        """Show the measure that a place names, in the quarter that it names."""
        selection = place.selection
        if selection is not None:
            period = selection.period
            if period.grain is Grain.QUARTER and period != self.workspace.quarter:
                self.flush()
                self.workspace.choose_quarter(period)
            self._find(selection.measure)
        elif place.row is not None and place.row[0] == Measure.TABLE.name:
            self._find(MeasureId(place.row[1]))

    def flush(self) -> None:
        """Save what is being written."""
        self.words.flush()

    def unsaved(self) -> str:
        """Return why something written here was not saved, in a sentence; "" where all of it was."""
        return self.words.unsaved()

    def take_focus(self) -> None:
        """Put the keys into the words."""
        if self.item is not None:
            self._write()
        else:
            super().take_focus()

    # ------------------------------------------------------------------ following the document

    def refresh(self) -> None:
        """Show the measures of another document or quarter."""
        self.leave_other_file()
        self.queue = write_queue(self.document.snapshot, self.workspace.quarter)
        if self.item is None:
            first = self.queue.next_open() or next(iter(self.queue.items), None)
            self._measure = first.measure if first else None
        self._show_queue()
        self._show_measure()

    def take(self, change_set: ChangeSet) -> None:
        """Show an edit: of the measure in front only what concerns it."""
        if self.queue is None:
            return
        if change_set.tables & _QUEUED:
            self.queue = write_queue(self.document.snapshot, self.workspace.quarter)
            if self.item is None:
                self.refresh()
                return
            self._show_queue()
        if self._measure is not None and concerns(self.document.snapshot, change_set, self._measure):
            self._show_measure(is_known=change_set.tables <= {Commentary.TABLE.name})

    def clear(self) -> None:
        """Let go of what belongs to the document that was closed."""
        if hasattr(self, "words"):
            self.queue = self._measure = self._shown = None
            self.words.forget()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save what is being written."""
        self._hidden.emit()
        super().hideEvent(event)

    # ------------------------------------------------------------------ what the keys do

    def go_on(self) -> None:
        """Keep the words and go to the next measure that is not written."""
        if self.queue is None or self.item is None or not self._keep():
            return
        following = self.queue.next_open(self.item.measure)
        if following is not None:
            self._move(following)
        elif self.item.is_unread:
            self.workspace.told.emit(
                "This is the last one, and it is not reviewed: change it, or press Alt+R if it still holds."
            )
        elif not self.item.is_written:
            self.workspace.told.emit("This is the last one that is not written.")
        else:
            self.workspace.told.emit(f"{self.count.text()} The pack can be issued.")
            self.to_pack.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_before(self) -> None:
        """Keep the words and go to the measure before."""
        if self.queue is None or self.item is None or not self._keep():
            return
        earlier = self.queue.stepped(self.item.measure, -1)
        if earlier is not None:
            self._move(earlier)
        else:
            self.workspace.told.emit("This is the first measure.")

    def bring_forward(self) -> None:
        """Bring last quarter's words forward, not yet reviewed."""
        if self.item is None or not self._keep():
            return
        quarter = self.workspace.quarter
        what = f"Bring forward: {_named(commentary_label(self.item.placed.name, quarter))}"
        if not self.do(BringCommentaryForward(what, self.item.measure, quarter, quarter.previous)):
            self.words.editor.moveCursor(QTextCursor.MoveOperation.End)
        self._write()

    def review(self) -> None:
        """Mark words that were brought forward as reviewed."""
        if self.item is None or not self._keep():
            return
        if not self.item.is_unread:
            self.workspace.told.emit("Nothing here waits for a review: only words brought forward do.")
            return
        quarter = self.workspace.quarter
        what = f"Review: {_named(commentary_label(self.item.placed.name, quarter))}"
        self.do(ReviewCommentary(what, self.item.measure, quarter))
        self._write()

    # ------------------------------------------------------------------ parts

    def _keep(self) -> bool:
        """Save the words; False where the file refused them, which the field says."""
        self.words.flush()
        return not self.words.is_typing

    def _pick(self, measure: str) -> None:
        """Another measure was chosen in the list."""
        self._measure = MeasureId(measure)
        self._show_measure()

    def _move(self, item: Writing) -> None:
        self._measure = item.measure
        self._show_queue()
        self._show_measure()
        self._write()

    def _find(self, measure: MeasureId) -> None:
        if self.queue is None:
            return
        item = self.queue.at(measure)
        if item is not None:
            self._move(item)
        else:
            name = measure_name(self.document.snapshot, measure, self.workspace.quarter)
            self.workspace.told.emit(
                f"{name} is not reported in {self.workspace.quarter.label}: choose a quarter in which it is."
            )

    def _show_queue(self) -> None:
        if self.queue is None:
            return
        total, written = len(self.queue.items), self.queue.written
        is_done = bool(total) and written == total
        self._below.setCurrentWidget(self._there if total else self._nothing)
        self.list.show_queue(self.queue, self._measure or "")
        self.count.setText(f"All {total} are written." if is_done else self.queue.words)
        self.bar.setMaximum(max(total, 1))
        self.bar.setValue(written)
        self.to_pack.setVisible(is_done)
        self.bar.setVisible(bool(total) and not is_done)
        for part in (self.count, self.before, self.after):
            part.setVisible(bool(total))
        self.no_figures.setText(
            f"No figure of {self.workspace.quarter.label} is in yet, so what is written now may need another "
            "look."
        )
        self.no_figures.setVisible(bool(total) and not self.queue.has_figures)

    def _show_measure(self, *, is_known: bool = False) -> None:
        """Show the measure written about; where only its words changed, nothing else is worked out anew."""
        item, snapshot, quarter = self.item, self.document.snapshot, self.workspace.quarter
        if item is None:
            self.words.flush()
            return
        keep_commentary(self.words, self.document, item.measure, item.placed.name, quarter)
        if (item.measure, quarter) != self._shown:
            self._shown = (item.measure, quarter)
            self.words.editor.moveCursor(QTextCursor.MoveOperation.End)
        self.body.show_words(item, quarter)
        if is_known:
            return
        self.body.show_sheet(item, write_sheet(snapshot, item.placed, quarter))
        self.scroller.verticalScrollBar().setValue(0)
        line, selection = headline(snapshot, item.measure), self.workspace.selection
        if line is not None and (selection is None or selection.measure != item.measure):
            self.workspace.select(Selection(item.measure, line.id, quarter))

    def _write(self) -> None:
        """Put the keys behind the words, and bring them to sight."""
        if not self.words.editor.hasFocus():
            self.words.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        # Once the layout has made room for what is above.
        QTimer.singleShot(0, self, lambda: self.scroller.ensureWidgetVisible(self.body.end, 0, space(0.5)))

    def _to_list(self) -> None:
        self.flush()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_for(self, page: str) -> None:
        self.flush()
        self.workspace.going.emit(Place(page))


def _named(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
