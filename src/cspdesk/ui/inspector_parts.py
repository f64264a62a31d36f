"""The quarter's words on a measure, as several panels show them under those of the quarter before."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cspdesk.commands.words import SetCommentary
from cspdesk.desk.document import Document
from cspdesk.desk.said_texts import said_with_marks
from cspdesk.desk.text_refs import commentary_ref
from cspdesk.domain.errors import DeskError
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Commentary, MeasureId
from cspdesk.ui.draft_box import DraftBox
from cspdesk.ui.kept import KeptText
from cspdesk.ui.parts import label
from cspdesk.ui.theme import Role, space

PROMPT = "What should the board know about this?"


class CommentaryBox(QWidget):
    """The quarter's words on a measure, under those of the quarter before."""

    told = Signal(str)
    """One plain sentence: why a text was not saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = label("", Role.STRONG, wraps=True)
        self.before = label("", Role.QUIET, wraps=True)
        self.words = KeptText("Commentary", PROMPT)
        self.editor, self.problem = self.words.editor, self.words.problem
        self.editor.setMaximumHeight(space(18))
        self.words.told.connect(self.told)
        self.drafts = DraftBox(self.editor)
        draft = QShortcut(QKeySequence("Alt+D"), self)
        draft.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        draft.activated.connect(self.drafts.open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.5))
        for part in (self._heading, self.before, self.words, self.drafts):
            layout.addWidget(part)
        layout.addWidget(self.drafts.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_place(self, document: Document, measure: MeasureId, name: str, quarter: Period) -> None:
        """Show the text for a measure and quarter; what was typed for another one is saved first."""
        keep_commentary(self.words, document, measure, name, quarter)
        self._heading.setText(f"Commentary, {quarter.label}")
        before = document.snapshot.of(Commentary).get(measure, quarter.previous)
        words = said_with_marks(document.snapshot, before, before.text, quarter) if before else ""
        said = f"Quarter {quarter.previous.index} said: {words}" if words else ""
        self.before.setText(said)
        self.before.setVisible(bool(said))

    def flush(self) -> None:
        """Save what was typed, if it is not saved yet."""
        self.words.flush()

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self.words.forget()


def keep_commentary(
    words: KeptText, document: Document, measure: MeasureId, name: str, quarter: Period
) -> None:
    """Show in a field the commentary on a measure for a quarter, and save it there."""
    row = document.snapshot.of(Commentary).get(measure, quarter)
    save = _saving(document, measure, commentary_label(name, quarter), quarter)
    # What a file refused that could only be read is tried again once that file is open to write.
    ref = commentary_ref(document.snapshot, measure, quarter)
    words.keep((document.store.path, measure, quarter), row.text if row else "", save, ref)
    # Not before what was typed elsewhere was saved, or refused under its own name.
    words.rename(f"Commentary on {name}, {quarter.label}")


def commentary_label(name: str, quarter: Period) -> str:
    """Return what writing it is called for undo: "Commentary on 2.1, Quarter 4 2015/16"."""
    number = name.partition(" ")[0] if name[:1].isdigit() else name
    return f"Commentary on {number}, {quarter.label}"


def _saving(document: Document, measure: MeasureId, what: str, quarter: Period) -> Callable[[str], str]:
    def save(text: str) -> str:
        try:
            document.do(SetCommentary(what, measure, quarter, text))
        except DeskError as error:
            return str(error)
        return ""

    return save
