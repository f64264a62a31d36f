"""The note or the commentary of a cell, written beside it: Enter saves, Escape gives up."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QAbstractScrollArea

from cspdesk.analysis.check.finding import TextRef
from cspdesk.desk.entry_columns import Kind
from cspdesk.desk.entry_model import EntryModel
from cspdesk.desk.entry_table import GridPlace
from cspdesk.desk.text_refs import commentary_ref, note_ref
from cspdesk.domain.tables import Series
from cspdesk.ui.kept_editor import TextEditor
from cspdesk.ui.theme import space, theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BREAKS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class NoteEditor(TextEditor):
    """A small sheet over the grid in which a cell's note, or its commentary, is written."""

    _ending = Signal(bool)

    def __init__(self, model: EntryModel, view: QAbstractScrollArea) -> None:
        super().__init__(view.viewport())
        self._model = model
        self._view = view
        self._place: GridPlace | None = None
        self._before = ""
        self.setObjectName("cellNote")
        self.setTabChangesFocus(True)
        self._ending.connect(self._end)
        self.hide()

    def write(self, place: GridPlace, name: str, note: str, cell: QRect, first: str = "") -> None:
        """Open on a cell, beside the rectangle it has in the parent; `first` replaces what is there."""
        self.save()
        self._place, self._before = place, note
        colours = theme()
        self.setStyleSheet(
            f"#cellNote {{ border: 2px solid {colours.accent.name()}; background: {colours.surface.name()};"
            f" color: {colours.text.name()}; }}"
        )
        what = "Commentary" if place.kind is Kind.COMMENTARY else "Note"
        self.setAccessibleName(f"{what} on {name}")
        self.setPlaceholderText(f"{what}. Enter saves it, Alt+Enter begins another line.")
        self.ref = self._ref_of(place)
        self.setPlainText(first or note)
        if first or place.kind is Kind.COMMENTARY:
            self.moveCursor(QTextCursor.MoveOperation.End)
        else:
            self.selectAll()
        room = self._view.viewport().rect()
        sheet = QRect(0, 0, min(space(36), room.width()), min(space(12), room.height()))
        sheet.moveTopRight(cell.bottomRight())
        if sheet.bottom() > room.bottom():
            sheet.moveBottom(max(cell.top(), sheet.height()))
        sheet.moveLeft(max(0, min(sheet.left(), room.right() - sheet.width())))
        self.setGeometry(sheet)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_open(self) -> bool:
        """Whether something is being written."""
        return self._place is not None

    def save(self) -> None:
        """Save the note being written, if there is one."""
        if self._place is not None:
            self._end(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End by Enter and Escape; Alt or Shift with Enter begins another line."""
        if event.key() == Qt.Key.Key_Escape:
            self._ending.emit(False)
        elif event.key() in _ENTER and not event.modifiers() & _BREAKS:
            self._ending.emit(True)
        elif event.key() in _ENTER:
            self.insertPlainText("\n")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save when the keys go elsewhere, but not to the note's own menu."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._ending.emit(True)

    def _ref_of(self, place: GridPlace) -> TextRef | None:
        snapshot, quarter = self._model.snapshot, self._model.quarter
        if snapshot is None or quarter is None:
            return None
        if place.kind is not Kind.COMMENTARY:
            return note_ref(snapshot, place.series, place.period or quarter, quarter)
        line = snapshot.of(Series).get(place.series)
        return commentary_ref(snapshot, line.measure, quarter) if line is not None else None

    def _end(self, keeps: bool) -> None:
        place, self._place = self._place, None
        if place is None:
            return
        text = self.toPlainText()
        if keeps and text.strip() != self._before and not self._model.set_note(place, text):
            # Refused: the words stay where they were written.
            self._place = place
            return
        # Before it is hidden: Qt would hand the keys on as Tab does, which moves the current cell.
        if self.hasFocus():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
