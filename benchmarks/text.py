"""Typing in a text of 5,000 words with spelling on, beside a bare text box."""

import itertools
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout

from benchmarks.large import EDITOR
from benchmarks.measure import Pair
from cspdesk.analysis.check.finding import TextRef, Where
from cspdesk.app.desktop import make_application
from cspdesk.desk.document import Document
from cspdesk.desk.jobs import jobs_of
from cspdesk.desk.spelling import spelling_of
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.period import Period
from cspdesk.store.store import Store
from cspdesk.ui.kept import KeptText
from cspdesk.ui.page import LiveView
from cspdesk.ui.style import apply_style

_SENTENCE = (
    "Recorded offences of violence with injury rose by 294 in the year to date, and the behavour of repeat "
    "offenders in Kelford was discussed with probation and housing at the October meeting. "
)
"""27 words, one misspelled and one a name."""
_WORDS = 5_000
_LETTERS = "the partnership agreed to recieve a report "


def typed_in_paragraphs() -> Pair:
    """A key in the middle of 5,000 words in 60 paragraphs, until painted, against a bare text box."""
    return _typed(paragraphs=60)


def typed_in_one_paragraph() -> Pair:
    """The same where all 5,000 words are one paragraph, so that each key has all of them looked through."""
    return _typed(paragraphs=1)


def typed_among_fields() -> Pair:
    """The same in 60 paragraphs where each sentence has two live fields of a measure without figures."""
    return _typed(
        paragraphs=60, sentence=_SENTENCE.replace("294", "{change}").replace("year to date", "{year}")
    )


class _Shown(LiveView):
    """A text in a window of its own, with the dictionary loaded."""

    def __init__(self, workspace: Workspace, text: str) -> None:
        super().__init__(workspace)
        self.kept = KeptText("A text")
        QVBoxLayout(self).addWidget(self.kept)
        ref = TextRef(Where.REPORT_ITEM, ("text",), "text", Period.quarter(2015, 4))
        self.kept.keep("text", text, lambda _: "", ref)

    def refresh(self) -> None:
        """Nothing here follows the document."""


def _typed(paragraphs: int, sentence: str = _SENTENCE) -> Pair:
    folder = tempfile.TemporaryDirectory()
    application = QApplication.instance() or make_application()
    if isinstance(application, QApplication):
        apply_style(application)
    workspace = Workspace()
    workspace.open(Document(Store.create(Path(folder.name) / "text.cspdesk", EDITOR)))
    text = _text(paragraphs, sentence)
    shown, bare = _Shown(workspace, text), QPlainTextEdit(text)
    for view in (shown, bare):
        view.resize(900, 600)
        view.show()
    while not spelling_of(workspace).is_ready:
        QTest.qWait(10)
    editor = shown.kept.editor
    editor.marks.catch_up()
    assert sum(1 for _ in editor.marks.marks()) > 300

    def close() -> None:
        jobs_of(workspace).close()
        shown.close()
        bare.close()
        workspace.open(None)
        folder.cleanup()

    return Pair(_key(editor), _key(bare), "a bare text box", runs=200, close=close)


def _key(editor: QPlainTextEdit) -> Callable[[], None]:
    """What presses the next key in the middle of a text, until it is painted."""
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().characterCount() // 2)
    editor.setTextCursor(cursor)
    letters = itertools.cycle(_LETTERS)

    def press() -> None:
        QTest.keyClicks(editor, next(letters))
        editor.viewport().repaint()

    return press


def _text(paragraphs: int, sentence: str) -> str:
    sentences = -(-_WORDS // len(_SENTENCE.split()))
    each = -(-sentences // paragraphs)
    return "\n".join([(sentence * each).strip()] * paragraphs)[: len(sentence) * sentences]
