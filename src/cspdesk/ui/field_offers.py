"""What a brace typed in a text brings: live figures are offered, narrowed and put in by keys or mouse."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from cspdesk.analysis.live_fields import Offer
from cspdesk.desk.field_edits import begun_at
from cspdesk.ui.editor_fields import EditorFields
from cspdesk.ui.offer_list import OfferList
from cspdesk.ui.text_positions import in_python

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_KEYS = (*_STEPS, *_TAKES, Qt.Key.Key_Escape)


class FieldOffers(QObject):
    """The list of live figures of one editor: there from a brace typed until it is taken, left or refused."""

    # An error that leaves one of Qt's own events upsets the binding; from a signal it is told as any other.
    _pressed = Signal(int)
    _left = Signal()

    def __init__(self, editor: QPlainTextEdit, fields: EditorFields) -> None:
        super().__init__(editor)
        self._editor = editor
        self._fields = fields
        self._begun: QTextCursor | None = None
        """Stands at the brace that was typed, while a figure is chosen for it."""
        self._letters = editor.document().characterCount()
        self._list: OfferList | None = None
        editor.textChanged.connect(self._typed)
        editor.cursorPositionChanged.connect(self._look)
        editor.verticalScrollBar().valueChanged.connect(lambda _value: self.leave())
        self._pressed.connect(self._act)
        self._left.connect(self.leave)

    @property
    def list(self) -> OfferList | None:
        """The list, while it is shown."""
        return self._list if self._list is not None and self._list.isVisible() else None

    def leave(self) -> None:
        """Put the list away; what was typed stays as it is."""
        self._begun = None
        self._hide()

    # ------------------------------------------------------------------ following the typing

    def _typed(self) -> None:
        before, self._letters = self._letters, self._editor.document().characterCount()
        if self._begun is None:
            # A redo in store says that this came back by an undo; nobody typed it.
            is_typed = self._letters == before + 1 and not self._editor.document().isRedoAvailable()
            cursor = self._editor.textCursor()
            at = cursor.position() - 1
            if not is_typed or at < 0 or self._editor.document().characterAt(at) != "{":
                return
            if not self._editor.hasFocus() or not self._fields.can_say:
                return
            self._begun = QTextCursor(self._editor.document())
            self._begun.setPosition(at)
            self._begun.setKeepPositionOnInsert(True)
        self._look()

    def _look(self) -> None:
        """Offer what goes with what is typed; leave where the caret has left it."""
        if self._begun is None:
            return
        typed = self._typed_words()
        if typed is None:
            self.leave()
            return
        offers = self._fields.offers(typed)
        if not offers:
            # A letter taken back may bring some again.
            self._hide()
            return
        if self._list is None or self._list.parentWidget() is not self._editor.window():
            self._list = OfferList(self._editor.window())
            self._list.taken.connect(self._take)
        if not self._list.isVisible():
            # Moved to the front of all that listen to the keys of the text.
            self._editor.installEventFilter(self)
        self._list.show_offers(offers, self._caret())

    def _typed_words(self) -> str | None:
        """What was typed behind the brace; None where the caret does not stand behind it any more."""
        cursor, begun = self._editor.textCursor(), self._begun
        if begun is None or cursor.hasSelection() or cursor.position() <= begun.position():
            return None
        block = cursor.block()
        if block.position() > begun.position():
            return None
        text = block.text()
        at = in_python(text, cursor.positionInBlock())
        brace = in_python(text, begun.position() - block.position())
        return text[brace + 1 : at] if begun_at(text, at) == brace else None

    def _caret(self) -> QRect:
        inside = self._editor.cursorRect()
        corner = self._editor.viewport().mapTo(self._editor.window(), inside.topLeft())
        return QRect(corner, inside.size())

    def _hide(self) -> None:
        if self._list is not None:
            self._list.hide()
        self._editor.removeEventFilter(self)

    # ------------------------------------------------------------------ keys and taking

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that belong to the list, and put it away when the text is left."""
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in _KEYS and held == Qt.KeyboardModifier.NoModifier:
                if kind is QEvent.Type.KeyPress:
                    self._pressed.emit(event.key())
                # Accepted, so that no shortcut of the page takes it.
                event.accept()
                return True
        elif kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            QTimer.singleShot(0, self, self._left.emit)
        return super().eventFilter(watched, event)

    def _act(self, key: int) -> None:
        shown = self.list
        if shown is None:
            return
        steps = _STEPS.get(Qt.Key(key))
        if steps is not None:
            shown.step(steps)
        elif Qt.Key(key) in _TAKES:
            shown.take()
        else:
            self.leave()

    def _take(self, offer: Offer) -> None:
        begun, cursor = self._begun, self._editor.textCursor()
        if begun is None:
            return
        end = cursor.position()
        if self._editor.document().characterAt(end) == "}":
            # Somebody closed the field already.
            end += 1
        start = begun.position()
        self.leave()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(f"{{{offer.field}}}")
        self._editor.setTextCursor(cursor)
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
