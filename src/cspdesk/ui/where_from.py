"""Where from? A sheet under the page: a figure's sum in words, the cells behind it, and their story."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from cspdesk.analysis.provenance import where_from
from cspdesk.analysis.provenance_words import Provenance, SourceCell
from cspdesk.desk.jobs import Job, jobs_of
from cspdesk.desk.provenance_story import CellStory, Stories, cell_facts, paragraph, reading_of
from cspdesk.desk.workspace import FigureKey, Workspace
from cspdesk.domain.errors import DeskError
from cspdesk.domain.figure_text import shown
from cspdesk.domain.printing import long_date
from cspdesk.ui.page import LiveView
from cspdesk.ui.parts import button, label
from cspdesk.ui.theme import Role, row_height, space, theme

PAUSE_MS = 400
"""After an edit the log is read again once no other has come for so long."""
_COLUMNS = ("Cell", "Figure", "Typed", "Typed by", "When", "Source", "Note")
_FIGURE = 1
_WIDEST = 26
"""The most half lines that a column takes of itself."""
_ROWS_HIGH = 5


class WhereFrom(LiveView):
    """Answers for one figure until it is asked about another or closed; follows edits meanwhile."""

    _closing = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        # Before any colour is set, which is told as a change of colours.
        self._rule = QFrame()
        self.story = QPlainTextEdit()
        self.setObjectName("whereFrom")
        # By its palette, which follows light and dark by itself.
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self._key: FigureKey | None = None
        self._found: Provenance | None = None
        self._told: Stories = {}
        self._job: Job | None = None
        self._turn = 0
        """Counts the readings of the log, so that one given up is not heard."""
        self._back_to: QWidget | None = None
        self.heading = label("", Role.HEADING, wraps=True)
        self.sums = label("", wraps=True)
        self.table = QTableWidget(0, len(_COLUMNS))
        self.state = label("", Role.QUIET, wraps=True)
        self.copy = button("Copy as a para&graph", self._copy)
        self.shut = button("Close", self.leave)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._read)
        self._closing.connect(self.leave)
        self._lay_out()
        self._dress()
        self.table.currentCellChanged.connect(self._show_story)
        self.hide()

    # ------------------------------------------------------------------ what others ask of it

    def ask(self) -> None:
        """Answer for the figure looked at; say so where there is none."""
        if self.workspace.document is None:
            return
        key = self.workspace.asked_figure
        if key is None:
            self.workspace.told.emit("Select a figure first, then ask where it is from.")
            return
        focus = QApplication.focusWidget()
        if focus is not None and not self.isAncestorOf(focus):
            self._back_to = focus
        self._key, self._told = key, {}
        self._stop()
        # Shown before, it would answer for the figure asked about the last time.
        self._seen = self._now()
        self.refresh()
        if self._found is None:
            return
        self.show()
        (self.table if self.table.rowCount() else self.copy).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close the sheet and give the keys back to where they were."""
        focus, back = QApplication.focusWidget(), self._back_to
        self._back_to = None
        # Before it is hidden: Qt would hand the keys to whatever comes next.
        # What had them may have gone since with its page's list.
        if focus is not None and self.isAncestorOf(focus) and back and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.clear()

    # ------------------------------------------------------------------ following the document

    def refresh(self) -> None:
        """Show the words at once; the story comes when the log has been read."""
        if self._key is None:
            return
        key = self._key
        self._found = where_from(self.document.snapshot, key.kind, key.series, key.period)
        if self._found is None:
            self.workspace.told.emit("That figure's measure has been deleted.")
            self.leave()
            return
        self.heading.setText(f"Where from? {self._found.heading}")
        self.sums.setText("\n".join(f"{sentence}." for sentence in self._found.sentences))
        self._fill()
        if self.isVisible():
            self._pause.start()
        else:
            self._read()

    def clear(self) -> None:
        """Let go of the figure, and of what was under way for it."""
        self._stop()
        self._key = self._found = None
        self._told = {}
        self.hide()

    # ------------------------------------------------------------------ the story

    def _read(self) -> None:
        """Have the log read off the window's thread."""
        self._stop()
        if self._found is None or not self._found.cells:
            self.state.hide()
            return
        self._say("Looking up who typed these figures\u2026")
        work = reading_of(self.document, self._found.cells)
        turn = self._turn
        self._job = jobs_of(self.workspace).run(
            "Reading the history", work, partial(self._heard, turn), partial(self._failed, turn)
        )
        self._job.cancelled.connect(partial(self._stopped, turn))

    def _heard(self, turn: int, told: Stories) -> None:
        if turn == self._turn and self._found is not None:
            self._job = None
            self._told = told
            self.state.hide()
            self._fill()

    def _failed(self, turn: int, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        if turn == self._turn:
            self._job = None
            self._say(f"Who typed these figures cannot be told. {error}")

    def _stopped(self, turn: int) -> None:
        if turn == self._turn:
            self._job = None
            self._say("Looking up who typed these figures was stopped. Ask again to start afresh.")

    def _stop(self) -> None:
        self._pause.stop()
        self._turn += 1
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _say(self, words: str) -> None:
        self.state.setText(words)
        self.state.show()

    # ------------------------------------------------------------------ showing

    def _fill(self) -> None:
        found = self._found
        if found is None:
            return
        cells, table = found.cells, self.table
        here = max(0, table.currentRow())
        table.setRowCount(len(cells))
        texts = [self._words(cell) for cell in cells]
        for row in range(len(cells)):
            for column, words in enumerate(texts[row]):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                if column == _FIGURE:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                table.setItem(row, column, item)
        for column, heading in enumerate(_COLUMNS):
            filled = any(words[column] for words in texts)
            table.setColumnHidden(column, not filled and heading in ("Typed", "Source", "Note"))
        table.resizeColumnsToContents()
        for column in range(len(_COLUMNS)):
            table.setColumnWidth(column, min(table.columnWidth(column), space(_WIDEST)))
        table.setVisible(bool(cells))
        height = table.horizontalHeader().sizeHint().height() + 4
        table.setMinimumHeight(height + min(2, len(cells)) * row_height())
        table.setMaximumHeight(height + min(_ROWS_HIGH, len(cells)) * row_height())
        # The page above stays the larger part, also at twice the size of text.
        self.setMaximumHeight(max(self.minimumSizeHint().height(), self.window().height() * 9 // 20))
        if cells:
            table.setCurrentCell(min(here, len(cells) - 1), 0)
        self._show_story()

    def _words(self, cell: SourceCell) -> tuple[str, ...]:
        """The cell's columns; what was typed only where it is not what is printed."""
        story = self._told.get(cell)
        now = story.now if story else None
        typed = cell.typed.strip() if cell.typed.strip() != cell.printed else ""
        who = now.who if now and now.typed else ""
        how = f"{who} ({now.way})" if who and now and now.way != "typed" else who
        when = _moment(now.at) if now and now.typed else ""
        return cell.label, cell.printed, typed, how, when, cell.source, " ".join(cell.note.split())

    def _show_story(self) -> None:
        found, row = self._found, self.table.currentRow()
        if found is None or not 0 <= row < len(found.cells):
            self.story.setPlainText("")
            return
        cell = found.cells[row]
        story = self._told.get(cell)
        self.story.setPlainText("\n".join((f"{cell.label}: {cell.printed}", *_story_lines(cell, story))))

    def _copy(self) -> None:
        if self._found is not None:
            QGuiApplication.clipboard().setText(paragraph(self._found, self._told))
            self.workspace.told.emit("The paragraph is on the clipboard.")

    # ------------------------------------------------------------------ keys, colours and layout

    def changeEvent(self, event: QEvent) -> None:
        """Take other colours when the window does."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        """Draw the edges, which are those of a panel: nothing is typed here."""
        line, accent = theme().line.name(), theme().accent.name()
        self._rule.setStyleSheet(f"background: {line};")
        self.story.setStyleSheet(
            f"QPlainTextEdit {{ border: 1px solid {line}; }}"
            f"QPlainTextEdit:focus {{ border: 1px solid {accent}; }}"
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close on Escape, wherever in the sheet the keys are."""
        is_press = event.type() is QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._closing.emit()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.setAccessibleName("Where from")
        self._set_up_table()
        # Read only, but a place for the keys all the same: a long story is scrolled by the arrows.
        self.story.setReadOnly(True)
        self.story.setTabChangesFocus(True)
        self.story.setAccessibleName("What is known of the cell")
        self.story.setMinimumHeight(2 * row_height())
        # It takes the height that the sums and the table make.
        self.story.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.sums.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top = QHBoxLayout()
        top.setSpacing(space(1))
        top.addWidget(self.heading, 1)
        top.addWidget(self.copy)
        top.addWidget(self.shut)
        left = QVBoxLayout()
        left.setSpacing(space(0.5))
        left.addWidget(self.sums)
        left.addWidget(self.table)
        left.addWidget(self.state)
        left.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(space(2))
        body.addLayout(left, 3)
        body.addWidget(self.story, 2)
        self._rule.setFixedHeight(1)
        inner = QVBoxLayout()
        inner.setContentsMargins(space(1.5), space(0.5), space(1.5), space(0.5))
        inner.setSpacing(space(0.25))
        inner.addLayout(top)
        inner.addLayout(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._rule)
        column.addLayout(inner)
        for part in (self.table, self.story, self.copy, self.shut):
            part.installEventFilter(self)

    def _set_up_table(self) -> None:
        self.table.setObjectName("choices")
        self.table.setAccessibleName("The cells that the figure comes from")
        self.table.setHorizontalHeaderLabels(list(_COLUMNS))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        rows = self.table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height())
        heads = self.table.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setStretchLastSection(True)
        heads.setHighlightSections(False)
        figure = self.table.horizontalHeaderItem(_FIGURE)
        if figure is not None:
            figure.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def _story_lines(cell: SourceCell, story: CellStory | None) -> list[str]:
    """What is known of a cell, a line each."""
    lines = [f"Typed: {shown(cell.typed.strip())}"] if cell.typed.strip() not in ("", cell.printed) else []
    lines += [f"{fact[:1].upper()}{fact[1:]}" for fact in cell_facts(cell, story)]
    if story is not None and not story.packs:
        lines.append("No pack issued so far covers it")
    return lines


def _moment(at: datetime) -> str:
    return f"{long_date(at.date())}, {at:%H:%M}"
