"""The editor of every text: spelling, live fields, paste from Word and Outlook, bold."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHideEvent,
    QImage,
    QKeySequence,
    QShortcut,
    QShowEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from cspdesk.analysis.check.finding import TextRef
from cspdesk.analysis.live_fields import FieldPlace
from cspdesk.desk.paste_text import pasted_text
from cspdesk.desk.spelling import Spelling, spelling_of
from cspdesk.desk.workspace import Workspace
from cspdesk.ui.editor_fields import EditorFields
from cspdesk.ui.field_offers import FieldOffers
from cspdesk.ui.page import LiveView
from cspdesk.ui.spell_marks import Mark, SpellMarks

COUNTED_AFTER_MS = 400
"""After so long without a key the marked words are counted for a screen reader."""

EDITOR_KEYS = (
    ("Ctrl+B", "Makes the words selected in a text bold, or plain again"),
    ("F7", "Goes to the next word of a text that is not in the dictionary"),
    ("F8, Shift+F8", "Go to the next words of a text that the figures contradict, or to those before"),
    ("Ctrl+.", "Offers the right words for what is marked, or what may have been meant by a word"),
    ("{", "In a text, offers live figures: type to narrow, Enter or Tab takes one, Escape leaves the brace"),
    ("Ctrl+L", "Turns a live figure of a text into plain words, or a figure typed there into a live one"),
    ("Ctrl+Shift+L", "Turns all live figures of a text into plain words"),
)
"""The keys that work in every text, for the table that F1 shows."""


class TextEditor(QPlainTextEdit):
    """Several lines of text with the program's few marks, in which wrong words are marked.

    It finds the dictionary of the window that it stands in by itself, when it first comes to sight.
    """

    picture_pasted = Signal(object)
    """A QImage was pasted that has no words beside it; only where `takes_pictures`."""
    ref_changed = Signal()
    """The editor now holds another text of the document; its words may be the same."""

    # An error that leaves one of Qt's own events upsets the binding; from a signal it is told as any other.
    _came_to_sight = Signal()
    _went_out_of_sight = Signal()
    _menu_asked = Signal(QPoint, QPoint)
    _pasted = Signal(str, str, object)
    _dressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.takes_pictures = False
        """Whether somebody takes a picture that is pasted here."""
        self._ref: TextRef | None = None
        self.offerers: list[Callable[[QMenu, int], object]] = []
        """What fills a menu with offers for a position of the text, ahead of those of spelling."""
        self.describers: list[Callable[[], str]] = []
        """What says more about the text to a screen reader, ahead of the count of marked words."""
        self.marks = SpellMarks(self.document())
        self.marks.is_seen = False
        self.fields = EditorFields(self, self.marks, lambda menu: self.pop_up(menu, self.below_cursor()))
        """The live fields of the text."""
        self.marks.problem_of = self.fields.problem
        self.describers.append(self.fields.in_words)
        self.field_offers = FieldOffers(self, self.fields)
        """The list that a brace opens."""
        self._spelling: Spelling | None = None
        self.workspace: Workspace | None = None
        """The workspace of the window that the text stands in, once it came to sight."""
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(COUNTED_AFTER_MS)
        self._count.timeout.connect(self._say_count)
        self._came_to_sight.connect(self._find_spelling)
        self._went_out_of_sight.connect(self._leave_sight)
        self._menu_asked.connect(self._show_menu)
        self._pasted.connect(self._paste)
        self._dressed.connect(self.marks.dress)
        self.textChanged.connect(self._count.start)
        self.marks.renewed.connect(self._count.start)
        self.fields.changed.connect(self._count.start)
        self.cursorPositionChanged.connect(self._leave_word)
        for keys, act in (
            ("Ctrl+B", self.toggle_bold),
            ("F7", self.go_to_next_mark),
            ("Ctrl+.", self._offer_here),
            ("Ctrl+L", self.fields.turn),
            ("Ctrl+Shift+L", self.fields.turn_all),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    @property
    def ref(self) -> TextRef | None:
        """Which text of the document stands in the editor; None for one that is not checked."""
        return self._ref

    @ref.setter
    def ref(self, ref: TextRef | None) -> None:
        if ref != self._ref:
            self._ref = ref
            self.fields.stand_at(FieldPlace.of(ref) if ref is not None else None)
            self.ref_changed.emit()

    # ------------------------------------------------------------------ spelling

    def go_to_next_mark(self) -> None:
        """Select the next marked word after the cursor, from the top again after the last."""
        marks = tuple(self.marks.marks())
        at = self.textCursor().selectionEnd()
        found = next((mark for mark in marks if mark.start >= at), marks[0] if marks else None)
        if found is not None:
            self.setTextCursor(found.cursor(self.document()))
        elif self._spelling is not None:
            self._spelling.tell("Every word of this text is in the dictionary.")

    def _find_spelling(self) -> None:
        self.marks.is_seen = True
        if self._spelling is None:
            around = self.parentWidget()
            while around is not None and not isinstance(around, LiveView):
                around = around.parentWidget()
            if around is None:
                return
            self.workspace = around.workspace
            self._spelling = spelling_of(around.workspace)
            self._spelling.begin()
            self.marks.follow(self._spelling)
        if self.workspace is not None:
            self.fields.follow(self.workspace)
        self.marks.catch_up()

    def _leave_sight(self) -> None:
        self.marks.is_seen = False

    def _leave_word(self) -> None:
        self.marks.leave_word(self.textCursor().position())

    def describe_soon(self) -> None:
        """Tell a screen reader anew what is marked, once the keys rest."""
        self._count.start()

    def _say_count(self) -> None:
        count = sum(1 for _ in self.marks.marks())
        words = "1 word is" if count == 1 else f"{count:,} words are"
        spelled = f"{words} not in the dictionary. F7 goes to the next." if count else ""
        said = " ".join(filter(None, (*(describe() for describe in self.describers), spelled)))
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)

    def _offer_here(self) -> None:
        """Offer what may have been meant at the cursor, else at the next marked word."""
        cursor = self.textCursor()
        first = QMenu(self)
        for fill in self.offerers:
            fill(first, cursor.selectionStart())
        if first.actions():
            here = self.marks.mark_at(cursor.selectionStart())
            if here is not None:
                first.addSeparator()
                self._offer(first, here)
            first.setActiveAction(first.actions()[0])
            self.pop_up(first, self.below_cursor())
            return
        first.deleteLater()
        if self.marks.mark_at(cursor.selectionStart()) is None:
            self.go_to_next_mark()
        mark = self.marks.mark_at(self.textCursor().selectionStart())
        if mark is not None:
            menu = QMenu(self)
            self._offer(menu, mark)
            self.pop_up(menu, self.below_cursor())

    def _offer(self, menu: QMenu, mark: Mark) -> None:
        """Fill a menu with what may have been meant, and the way to keep the word."""
        spelling = self._spelling
        if spelling is None:
            return
        suggestions = spelling.suggestions(mark.word)
        for each in suggestions:
            menu.addAction(each.replace("&", "&&")).triggered.connect(
                lambda _checked=False, words=each: self._replace(mark, words)
            )
        if not suggestions:
            menu.addAction("Nothing like it is in the dictionary").setEnabled(False)
        menu.addSeparator()
        add = menu.addAction(f"Add '{mark.word}' to own words")
        add.triggered.connect(lambda _checked=False: spelling.add(mark.word))
        if menu.actions()[0].isEnabled():
            menu.setActiveAction(menu.actions()[0])

    def _replace(self, mark: Mark, words: str) -> None:
        cursor = mark.cursor(self.document())
        # The text may have changed while the menu was open.
        if cursor.selectedText() == mark.word:
            cursor.insertText(words)
            self.setTextCursor(cursor)

    # ------------------------------------------------------------------ menu

    def _show_menu(self, within: QPoint, on_screen: QPoint) -> None:
        cursor = self.textCursor() if within.isNull() else self.cursorForPosition(within)
        mark = self.marks.mark_at(cursor.selectionStart())
        menu = self.createStandardContextMenu(within)
        offers = QMenu(menu)
        for fill in self.offerers:
            fill(offers, cursor.selectionStart())
        if mark is not None:
            self._offer(offers, mark)
        self.fields.fill_menu(offers, cursor.position())
        if offers.actions():
            usual = menu.actions()[0]
            for action in (*offers.actions(), offers.addSeparator()):
                menu.insertAction(usual, action)
        self.pop_up(menu, self.below_cursor() if within.isNull() else on_screen)

    def pop_up(self, menu: QMenu, at: QPoint) -> None:
        """Show a menu, which goes when it is closed."""
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def below_cursor(self) -> QPoint:
        """Return the point on the screen under the caret."""
        return self.viewport().mapToGlobal(self.cursorRect().bottomLeft())

    # ------------------------------------------------------------------ bold and paste

    def toggle_bold(self) -> None:
        """Put ** around each line of what is selected, or take them away; else around the cursor."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.insertText("****")
            cursor.setPosition(cursor.position() - 2)
            self.setTextCursor(cursor)
            return
        lines = cursor.selectedText().split("\u2029")
        filled = [line for line in lines if line.strip()]
        is_bold = bool(filled) and all(_is_bold(line) for line in filled)
        start = cursor.selectionStart()
        cursor.insertText("\n".join(_plain(line) if is_bold else _bold(line) for line in lines))
        end = cursor.position()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the text as it stands, without the form that Qt would add: it is pasted back unchanged."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Whether there are words in what was copied, or a picture where one is taken."""
        return source.hasText() or source.hasHtml() or (self.takes_pictures and source.hasImage())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take what was copied, as our own text; a picture is told of."""
        self._pasted.emit(
            source.text() if source.hasText() else "",
            source.html() if source.hasHtml() else "",
            source.imageData() if self.takes_pictures and source.hasImage() else None,
        )

    def _paste(self, text: str, html: str, image: object) -> None:
        words = pasted_text(text, html)
        if isinstance(image, QImage) and not words.strip():
            # A picture copied from a browser comes in a form of its own without a word; a table copied from
            # Excel comes as a picture too, but its words are what is meant.
            self.picture_pasted.emit(image)
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        ahead = cursor.block().text()[: cursor.positionInBlock()]
        if words.startswith("- ") and ahead.strip() == "-":
            # The bullet is there already.
            words = words[2:]
        elif words.startswith("- ") and "\n" in words and ahead.strip():
            # A list begins on a line of its own.
            words = f"\n{words}"
        cursor.insertText(words)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # ------------------------------------------------------------------ Qt's own events

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu once the event is over; the menu key asks at the cursor."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        self._menu_asked.emit(QPoint() if by_key else event.pos(), event.globalPos())
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Find the dictionary and catch up with what was missed."""
        super().showEvent(event)
        self._came_to_sight.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look through the text no more until it is seen again."""
        super().hideEvent(event)
        self._went_out_of_sight.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Mark in the colour of another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._dressed.emit()


def _is_bold(line: str) -> bool:
    inner = line.strip()
    return len(inner) > 4 and inner.startswith("**") and inner.endswith("**")


def _plain(line: str) -> str:
    return line.replace("**", "")


def _bold(line: str) -> str:
    inner = line.strip()
    if not inner or _is_bold(line):
        return line
    ahead, after = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
    # The mark of a bullet or number stays in front.
    mark, space, rest = inner.partition(" ")
    if rest and (mark == "-" or (mark.endswith(".") and mark[:-1].isdigit())):
        return f"{ahead}{mark}{space}**{rest.replace('**', '')}**{after}"
    return f"{ahead}**{inner.replace('**', '')}**{after}"
