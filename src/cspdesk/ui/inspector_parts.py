"""The commentary in the inspector: a plain text that is saved by itself and never lost."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from cspdesk.commands.words import SetCommentary
from cspdesk.desk.document import Document
from cspdesk.domain.errors import DeskError
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Commentary, MeasureId
from cspdesk.ui.parts import label
from cspdesk.ui.theme import Role, space

PAUSE_MS = 1000
"""After so long without a key the text is saved."""

_Place = tuple[MeasureId, Period]


class CommentaryBox(QWidget):
    """The quarter's words on a measure, under those of the quarter before.

    A text is saved when the focus leaves, after a pause and before another takes its place. One that the
    document refuses stays in the box, and comes back with its measure and quarter.
    """

    told = Signal(str)
    """One plain sentence: why a text was not saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._place: _Place | None = None
        self._name = ""
        self._stored = ""
        """The text as the document holds it."""
        self._saved = ""
        """The text in the box when it was last loaded or saved."""
        self._refused: dict[_Place, tuple[str, str]] = {}
        """Texts that could not be saved, with the reason."""
        self._heading = label("", Role.STRONG, wraps=True)
        self.before = label("", Role.QUIET, wraps=True)
        self.problem = label("", Role.WARNING, wraps=True)
        self.editor = QPlainTextEdit()
        self.editor.setTabChangesFocus(True)
        self.editor.setPlaceholderText("What should the board know about this?")
        self.editor.setMinimumHeight(space(9))
        self.editor.setMaximumHeight(space(18))
        self.editor.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        self.editor.textChanged.connect(self._timer.start)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.5))
        for part in (self._heading, self.before, self.editor, self.problem):
            layout.addWidget(part)

    def show_place(self, document: Document, measure: MeasureId, name: str, quarter: Period) -> None:
        """Show the text for a measure and quarter; what was typed for another one is saved first."""
        place = (measure, quarter)
        if place != self._place or document is not self._document:
            self.flush()
            self._document, self._place = document, place
            self._load()
        elif self._text_there() != self._stored and not self._is_typing():
            self._load()
        self._name = name
        self._heading.setText(f"Commentary, {quarter.label}")
        self.editor.setAccessibleName(f"Commentary on {name}, {quarter.label}")
        before = document.snapshot.of(Commentary).get(measure, quarter.previous)
        said = f"Quarter {quarter.previous.index} said: {before.text}" if before and before.text else ""
        self.before.setText(said)
        self.before.setVisible(bool(said))
        self.problem.setVisible(bool(self.problem.text()))

    def flush(self) -> None:
        """Save what was typed, if it is not saved yet."""
        self._timer.stop()
        if self._document is None or self._place is None or not self._is_typing():
            return
        text, (measure, quarter) = self.editor.toPlainText(), self._place
        number = self._name.partition(" ")[0] if self._name[:1].isdigit() else self._name
        try:
            self._document.do(
                SetCommentary(f"Commentary on {number}, {quarter.label}", measure, quarter, text)
            )
        except DeskError as error:
            self._refused[self._place] = (text, str(error))
            self._say(str(error))
            self.told.emit(f"The commentary on {number} was not saved. {error}")
            return
        self._refused.pop(self._place, None)
        self._say("")
        self._saved, self._stored = text, self._text_there()

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self._timer.stop()
        self._document = self._place = None
        self._refused.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save when the focus leaves."""
        if watched is self.editor and event.type() is QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(watched, event)

    def _is_typing(self) -> bool:
        return self.editor.toPlainText() != self._saved

    def _text_there(self) -> str:
        if self._document is None or self._place is None:
            return ""
        row = self._document.snapshot.of(Commentary).get(*self._place)
        return row.text if row else ""

    def _load(self) -> None:
        """Put the document's text into the box, or the one that it refused."""
        self._stored = self._text_there()
        text, problem = self._refused.get(self._place, (self._stored, "")) if self._place else ("", "")
        self.editor.setPlainText(text)
        self._timer.stop()
        # A refused text counts as being typed, so that it is tried again.
        self._saved = self._stored
        self._say(problem)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
