"""Wavy marks under words that the figures contradict, while somebody types and wherever a text is shown."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QHelpEvent,
    QKeySequence,
    QShortcut,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip

from cspdesk.analysis.check.finding import Finding, Severity, Statement, to_mend
from cspdesk.desk.check_desk import CheckDesk, check_desk_of
from cspdesk.ui.kept_editor import TextEditor
from cspdesk.ui.text_positions import qt_places
from cspdesk.ui.theme import theme

PAUSE_MS = 60
"""After so long without a key a text is checked: its marks are there within a tenth of a second."""

_MOST_MARKS = 200
"""So many findings of one text are marked, the worst first: no page of words can be mended from more."""
_OURS = QTextFormat.Property.UserProperty + 7
"""Marks a selection as a finding's, for an editor may show others beside it."""


class FindingMarks(QObject):
    """Looks through the text of one editor, marks what is wrong in it, and knows what the caret stands in."""

    changed = Signal()
    """Other findings, or another one in front."""

    # An error that leaves one of Qt's own events upsets the binding; from a signal it is told as any other.
    _came_to_sight = Signal()
    _dressed = Signal()
    _tip_asked = Signal(QPoint, QPoint)

    def __init__(self, editor: TextEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._desk: CheckDesk | None = None
        self._spots: tuple[_Spot, ...] = ()
        self._turn = 0
        """Counts the looks, so that what an earlier one brings late is not shown."""
        self._typed_at = -1
        """The end of the letters just typed: a word or number still being written is let alone."""
        self._is_pointed = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        editor.document().contentsChange.connect(self._note_typing)
        editor.textChanged.connect(self._change)
        editor.ref_changed.connect(self._wait)
        editor.cursorPositionChanged.connect(self._moved)
        self._came_to_sight.connect(self._find_desk)
        self._dressed.connect(self._paint)
        self._tip_asked.connect(self._show_tip)
        self.changed.connect(editor.describe_soon)
        editor.describers.append(lambda: self.summary)
        editor.offerers.append(self._offer)
        editor.installEventFilter(self)
        editor.viewport().installEventFilter(self)
        for keys, act in (("F8", self.go_to_next), ("Shift+F8", self.go_to_previous)):
            shortcut = QShortcut(QKeySequence(keys), editor)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    # ------------------------------------------------------------------ what others ask of it

    @property
    def desk(self) -> CheckDesk | None:
        """The check of the window that the text stands in, once it came to sight."""
        return self._desk

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The errors and warnings marked in the text, in its order."""
        return tuple(spot.finding for spot in self._spots)

    @property
    def in_front(self) -> Finding | None:
        """The finding in whose words the caret stands, else the first of the text."""
        here = self.at(self._editor.textCursor().selectionStart())
        return here or next((spot.finding for spot in self._spots), None)

    def at(self, position: int) -> Finding | None:
        """Return the finding whose words stand at a position of the editor; of several the worst."""
        here = [each.finding for each in self._spots if each.start <= position <= each.end]
        # "436" within a longer stretch of words is what somebody at "436" means.
        return min(here, key=lambda f: (f.severity is not Severity.ERROR, f.end - f.start), default=None)

    @property
    def summary(self) -> str:
        """ "1 error and 2 warnings. F8 goes to the next."; "" where nothing is marked."""
        said = counted(self.findings)
        return f"{said}. F8 goes to the next." if said else ""

    def accept(self, finding: Finding) -> bool:
        """Put the right words in place of a finding's, as one step of the editor's own undo."""
        spot = self._spot(finding)
        if spot is None:
            # The text was tidied when it was saved: the same words are looked for anew.
            self._look()
            spot = next((each for each in self._spots if _is_alike(each.finding, finding)), None)
        if spot is None or not finding.correction:
            return False
        cursor = QTextCursor(spot.cursor)
        cursor.insertText(finding.correction)
        self._editor.setTextCursor(cursor)
        return True

    def renew(self) -> None:
        """Look through the text at once: something was done about a finding."""
        self._pause.stop()
        self._look()

    def go_to_next(self) -> None:
        """Select the words of the next finding, from the top again after the last."""
        at = self._editor.textCursor().selectionEnd()
        after = [spot for spot in self._spots if spot.start >= at]
        self._go(next(iter(after or self._spots), None))

    def go_to_previous(self) -> None:
        """Select the words of the finding before, from the end again before the first."""
        at = self._editor.textCursor().selectionStart()
        before = [spot for spot in self._spots if spot.end <= at]
        self._go(next(reversed(before or self._spots), None))

    # ------------------------------------------------------------------ looking

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice when the text comes to sight, is dressed otherwise, or is asked about by the mouse."""
        kind = event.type()
        if kind is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._spots:
            if watched is not self._editor:
                self._tip_asked.emit(event.pos(), event.globalPos())
                return True
        elif kind is QEvent.Type.Show and watched is self._editor:
            QTimer.singleShot(0, self, self._came_to_sight.emit)
        elif kind is QEvent.Type.PaletteChange and watched is self._editor:
            QTimer.singleShot(0, self, self._dressed.emit)
        return super().eventFilter(watched, event)

    def _find_desk(self) -> None:
        workspace = self._editor.workspace
        if self._desk is None and workspace is not None:
            self._desk = check_desk_of(workspace)
            self._desk.changed.connect(self._wait)
            self._desk.pointed.connect(self._show_pointed)
        self._wait()

    def _note_typing(self, position: int, _removed: int, added: int) -> None:
        # What is pasted or loaded is no typing.
        self._typed_at = position + added if added <= 1 and self._editor.hasFocus() else -1

    def _change(self) -> None:
        # What is still being read is of another text by now.
        self._turn += 1
        self._wait()

    def _wait(self) -> None:
        if self._editor.isVisible():
            self._pause.start()

    def _moved(self) -> None:
        if self._typed_at not in (-1, self._editor.textCursor().position()):
            self._typed_at = -1
            self._wait()
        if self._spots:
            self.changed.emit()

    def _look(self) -> None:
        self._turn += 1
        turn, ref, desk = self._turn, self._editor.ref, self._desk
        text = self._editor.toPlainText()
        if ref is None or desk is None or not text.strip():
            self._take(text, ())
            return

        def take(found: tuple[Finding, ...]) -> None:
            if turn == self._turn and self._editor.ref == ref:
                self._take(text, found)

        desk.look(ref, text, take)

    def _take(self, text: str, found: tuple[Finding, ...]) -> None:
        document, place = self._editor.document(), qt_places(text)
        spots = (
            _Spot(each, selected(document, place(each.start), place(each.end)))
            for each in sorted(to_mend(found)[:_MOST_MARKS], key=lambda f: (f.start, f.end))
        )
        now = tuple(spot for spot in spots if not self._is_being_typed(spot))
        if now or self._spots:
            self._spots = now
            self._paint()
            self.changed.emit()

    def _is_being_typed(self, spot: "_Spot") -> bool:
        at = self._editor.textCursor().position()
        return spot.end == self._typed_at == at and spot.words[-1:].isalnum()

    # ------------------------------------------------------------------ showing

    def _paint(self) -> None:
        others = [each for each in self._editor.extraSelections() if not _is_ours(each)]
        # An error's mark lies over a warning's.
        spots = sorted(self._spots, key=lambda spot: spot.finding.severity is Severity.ERROR)
        self._editor.setExtraSelections(others + [wave(s.cursor, s.finding.severity) for s in spots])

    def _spot(self, finding: Finding) -> "_Spot | None":
        """Where a finding's words stand; None where they have been changed meanwhile."""
        return next((s for s in self._spots if s.finding == finding and s.words == finding.said), None)

    def _go(self, spot: "_Spot | None") -> None:
        if spot is not None:
            self._editor.setTextCursor(QTextCursor(spot.cursor))
            self._editor.ensureCursorVisible()
            said = QAccessibleAnnouncementEvent(self._editor, in_words(spot.finding))
            QAccessible.updateAccessibility(said)
        elif self._desk is not None:
            self._desk.tell("Nothing in this text contradicts the figures.")

    def _show_pointed(self, finding: Finding | Statement) -> None:
        """Select the words that the Check page leads to, where they stand in this text."""
        ref, editor = self._editor.ref, self._editor
        if ref is None or ref.place != finding.ref.place or not editor.isVisible():
            return
        text = editor.toPlainText()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if text[finding.start : finding.end].strip():
            place = qt_places(text)
            editor.setTextCursor(selected(editor.document(), place(finding.start), place(finding.end)))
            editor.ensureCursorVisible()

    def _offer(self, menu: QMenu, position: int) -> None:
        """Offer the right words for the finding at a position."""
        finding = self.at(position)
        if finding is not None and finding.correction:
            words = finding.correction.replace("&", "&&")
            offered = menu.addAction(f"{words}   (in place of {finding.said.replace('&', '&&')})")
            offered.triggered.connect(lambda _checked=False: self.accept(finding))

    def _show_tip(self, within: QPoint, on_screen: QPoint) -> None:
        found = self.at(self._editor.cursorForPosition(within).position())
        QToolTip.showText(on_screen, in_words(found) if found is not None else "", self._editor)


class _Spot(NamedTuple):
    """A finding and its words in the editor, which the cursor follows through edits."""

    finding: Finding
    cursor: QTextCursor

    @property
    def start(self) -> int:
        return self.cursor.selectionStart()

    @property
    def end(self) -> int:
        return self.cursor.selectionEnd()

    @property
    def words(self) -> str:
        return self.cursor.selectedText().replace("\u2029", "\n")


def wave(words: QTextCursor, severity: Severity) -> QTextEdit.ExtraSelection:
    """Return the mark of the words that a cursor has selected."""
    form = QTextCharFormat()
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    form.setUnderlineColor(ink(severity))
    form.setProperty(_OURS, True)
    mark = QTextEdit.ExtraSelection()
    mark.format = form
    mark.cursor = words
    return mark


def selected(document: QTextDocument, start: int, end: int) -> QTextCursor:
    """Return a cursor that has what stands from one of Qt's positions to another selected."""
    made = QTextCursor(document)
    made.setPosition(start)
    made.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return made


def ink(severity: Severity) -> QColor:
    """Return the colour of a finding's mark."""
    return {Severity.ERROR: theme().error, Severity.WARNING: theme().warning}.get(severity, theme().quiet)


def in_words(finding: Finding) -> str:
    """Return a finding in a sentence or two that begin with how much it matters."""
    return f"{finding.severity.value.capitalize()}: {finding.message}"


def counted(findings: Sequence[Finding]) -> str:
    """Return "2 errors and 1 warning"; "" where there are neither."""
    parts = []
    for severity in (Severity.ERROR, Severity.WARNING):
        count = sum(f.severity is severity for f in findings)
        if count:
            parts.append(f"{count:,} {severity.value}{'' if count == 1 else 's'}")
    return " and ".join(parts)


def _is_alike(one: Finding, other: Finding) -> bool:
    """Whether two findings say the same, wherever their words stand."""
    return (one.kind, one.said, one.correction) == (other.kind, other.said, other.correction)


def _is_ours(selection: QTextEdit.ExtraSelection) -> bool:
    return bool(selection.format.hasProperty(_OURS))
