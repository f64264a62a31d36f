"""The line under a text that says what is wrong in it, with the right words and the way to excuse it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from cspdesk.analysis.check.finding import Finding, Severity
from cspdesk.commands.findings import MAX_REASON
from cspdesk.ui.finding_marks import FindingMarks, in_words
from cspdesk.ui.flow import FlowLayout
from cspdesk.ui.kept_editor import TextEditor
from cspdesk.ui.measure_parts import problem_label, say_problem
from cspdesk.ui.parts import button, label, scroll_area_around
from cspdesk.ui.theme import Role, set_role, space

_WIDE = 72
"""Half lines from which the offers stand beside the message."""
_MOST_LETTERS = 28
"""Words of more letters than a button holds are told in its tip."""


class ExcuseForm(QWidget):
    """Asks for the reason why a finding is right as it stands. Enter gives it, Escape leaves."""

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.reason = QLineEdit()
        self.reason.setMaxLength(MAX_REASON)
        self.reason.setPlaceholderText("Why is it right as it stands? Enter excuses it, Esc leaves it.")
        self.reason.setAccessibleName("Reason for excusing what was found")
        self.problem = problem_label()
        self.give = button("Excuse", self._give)
        row = QHBoxLayout()
        row.setSpacing(space(0.5))
        row.addWidget(self.reason, 1)
        row.addWidget(self.give)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.25))
        layout.addLayout(row)
        layout.addWidget(self.problem)
        self.reason.returnPressed.connect(self._give)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.leave)
        self._around: QScrollArea | None = None
        self.hide()

    def begin(self) -> None:
        """Ask."""
        self.reason.clear()
        say_problem(self.problem, "")
        self.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        # Once the layout has made room for it.
        QTimer.singleShot(0, self, self._bring_to_sight)

    def refuse(self, problem: str) -> None:
        """Say why the reason was not taken; the words stay."""
        say_problem(self.problem, problem)

    def leave(self) -> None:
        """Ask no more."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def _bring_to_sight(self) -> None:
        if self._around is None:
            self._around = scroll_area_around(self)
            if self._around is None:
                return
            # What stands around it may take on its new height later still.
            self._around.verticalScrollBar().rangeChanged.connect(lambda *_range: self._bring_to_sight())
        if self.isVisible() and self.reason.hasFocus():
            self._around.ensureWidgetVisible(self, 0, space(1))

    def _give(self) -> None:
        words = self.reason.text().strip()
        if words:
            self.given.emit(words)
        else:
            say_problem(self.problem, "Say in a few words why it is right; the reason is kept with it.")


class FindingLine(QWidget):
    """Tells of the finding at the caret of a text, else of the first in it; hidden where nothing is found."""

    # An error that leaves one of Qt's own events upsets the binding; from a signal it is told as any other.
    _widened = Signal()

    def __init__(self, editor: TextEditor, save: Callable[[], object]) -> None:
        super().__init__()
        self._editor = editor
        self._save = save
        """Saves what is being typed: only what is kept can be excused."""
        self.marks = FindingMarks(editor)
        self._shown: Finding | None = None
        self._asked: Finding | None = None
        """The finding that the form is about."""
        self.severity = label("", Role.ERROR)
        self.severity.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.message = label("", wraps=True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.count = label("", Role.QUIET)
        self.put = button("", self._put)
        self.excuse = button("Excuse…", self._ask)
        self.excuse.setToolTip("Give a reason why it is right as it stands")
        self.form = ExcuseForm()
        self.form.given.connect(self._excuse)
        self.form.left.connect(self._left)
        self._lay_out()
        self.marks.changed.connect(self._show)
        self._widened.connect(self._arrange)
        for part in (self.put, self.excuse):
            escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), part)
            escape.setContext(Qt.ShortcutContext.WidgetShortcut)
            escape.activated.connect(self._left)
        self.hide()

    @property
    def shown(self) -> Finding | None:
        """The finding that the line tells of."""
        return self._shown

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self._asked = None
        self.form.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the offers beside the message, or below it."""
        super().resizeEvent(event)
        self._widened.emit()

    def _lay_out(self) -> None:
        self._said = said = QHBoxLayout()
        said.setSpacing(space(0.75))
        said.addWidget(self.severity)
        said.addWidget(self.message, 1)
        self._offers = QWidget()
        offers = FlowLayout(self._offers)
        for part in (self.put, self.excuse, self.count):
            offers.addWidget(part)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(space(0.35))
        self._row.addLayout(said, 1)
        self._row.addWidget(self._offers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.25))
        layout.addLayout(self._row)
        layout.addWidget(self.form)

    def _arrange(self) -> None:
        ways = QBoxLayout.Direction
        wanted = ways.LeftToRight if self.width() >= space(_WIDE) else ways.TopToBottom
        if self._row.direction() is not wanted:
            self._row.setDirection(wanted)
        # Beside the message they stand in one line; below it they go on in the next where there is no room.
        parts = [part for part in (self.put, self.excuse, self.count) if not part.isHidden()]
        in_one = sum(part.sizeHint().width() + space(0.75) for part in parts)
        high = self.excuse.sizeHint().height()
        self.count.setMinimumHeight(high)
        # The message begins level with the words on the offers; aligned, it would lose its last lines.
        above = max(0, high - self.message.fontMetrics().lineSpacing()) // 2
        self._said.setContentsMargins(0, above if wanted is ways.LeftToRight else 0, 0, 0)
        self._offers.setMinimumWidth(in_one if wanted is ways.LeftToRight else 0)

    def _show(self) -> None:
        if self._asked is not None and self._asked not in self.marks.findings:
            # What the form is about was mended meanwhile.
            self._asked = None
            self.form.hide()
        finding = self._asked or self.marks.in_front
        every = self.marks.findings
        place = f"{every.index(finding) + 1} of {len(every)}, F8" if finding and len(every) > 1 else ""
        if finding == self._shown and place == self.count.text():
            # The caret moved on within the same words, as it does with every key.
            return
        self._shown = finding
        self.count.setText(place)
        self.setVisible(finding is not None)
        if finding is None:
            return
        set_role(self.severity, Role.ERROR if finding.severity is Severity.ERROR else Role.WARNING)
        self.severity.setText(finding.severity.value.capitalize())
        self.message.setText(finding.message)
        self.message.setToolTip("" if finding.working in finding.message else finding.working)
        self.message.setAccessibleName(in_words(finding))
        self.put.setVisible(bool(finding.correction))
        self.put.setText(offer_words(finding))
        self.put.setAccessibleName(f"Put {finding.correction} in place of {finding.said}")
        self.excuse.setVisible(finding.kind.may_be_excused)
        self.put.setToolTip(f"Put “{finding.correction}” in place of “{finding.said}” (Ctrl+. in the text)")
        self.excuse.setAccessibleName(f"Excuse {finding.said}, with a reason")
        self._arrange()

    def _put(self) -> None:
        if self._shown is not None and self.marks.accept(self._shown):
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        self._asked = self._shown
        self.form.begin()

    def _excuse(self, reason: str) -> None:
        finding, desk = self._asked, self.marks.desk
        if finding is None or desk is None:
            return
        self._save()
        problem = desk.excuse(finding, reason)
        if problem:
            self.form.refuse(problem)
            return
        self._asked = None
        self.form.leave()
        self.marks.renew()
        desk.tell(f"Excused: {finding.said[:60]}. It stays so until the words or the figures change.")

    def _left(self) -> None:
        self._asked = None
        self.form.hide()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)


def offer_words(finding: Finding) -> str:
    """Return what the button says that puts the right words in place: "Put 426"."""
    words = finding.correction
    return f"Put {words.replace('&', '&&')}" if len(words) <= _MOST_LETTERS else "Put the right words"
