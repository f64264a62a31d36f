"""One finding in full: where it stands, its sentence, what the figures give, and what can be done."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from cspdesk.analysis.check.finding import Finding, Severity
from cspdesk.commands.findings import NOT_EXCUSED
from cspdesk.desk.check_board import CheckLine, said_once
from cspdesk.desk.check_places import Quote, quote
from cspdesk.domain.snapshot import Snapshot
from cspdesk.ui.finding_line import ExcuseForm, offer_words
from cspdesk.ui.finding_marks import selected, wave
from cspdesk.ui.flow import FlowLayout
from cspdesk.ui.measure_parts import problem_label, say_problem
from cspdesk.ui.parts import button, label
from cspdesk.ui.text_positions import qt_places
from cspdesk.ui.theme import Role, set_role, space

_ROLES = {Severity.ERROR: Role.ERROR, Severity.WARNING: Role.WARNING, Severity.INFO: Role.QUIET}
_NO_WORKING = "How it was worked out is not told."


class QuotedSentence(QPlainTextEdit):
    """A sentence to read, as high as it needs, with the words that are meant marked."""

    _width_changed = Signal()
    _dressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._quote = Quote("", 0, 0)
        self._severity: Severity | None = None
        self.setObjectName("quoted")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("The sentence")
        self._width_changed.connect(self._fit)
        self._dressed.connect(self._mark)

    def show_quote(self, said: Quote, severity: Severity | None) -> None:
        """Show another sentence; without a severity its words are underlined, but not as wrong."""
        self._quote, self._severity = said, severity
        self.setPlainText(said.text)
        words = said.text[said.start : said.end]
        self.setAccessibleDescription(f"The words meant: {words}" if words else "")
        self._mark()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the sentence needs at another width."""
        super().resizeEvent(event)
        self._width_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Mark in the colours of another theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._dressed.emit()

    def _mark(self) -> None:
        said = self._quote
        marks: list[QTextEdit.ExtraSelection] = []
        if said.end > said.start:
            place = qt_places(said.text)
            words = selected(self.document(), place(said.start), place(said.end))
            marks.append(wave(words, self._severity) if self._severity is not None else _line(words))
        self.setExtraSelections(marks)

    def _fit(self) -> None:
        # A plain text counts its height in lines of text.
        lines = max(1, round(self.document().size().height()))
        margins = 2 * self.document().documentMargin() + 2 * space(0.25)
        self.setFixedHeight(round(lines * self.fontMetrics().lineSpacing() + margins))


def _line(words: QTextCursor) -> QTextEdit.ExtraSelection:
    """Return the mark of words about which nothing is wrong."""
    form = QTextCharFormat()
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    mark = QTextEdit.ExtraSelection()
    mark.format = form
    mark.cursor = words
    return mark


class CheckDetail(QScrollArea):
    """The chosen line in full; it only asks, and the page does what is asked."""

    accept_asked = Signal(object)
    excuse_asked = Signal(object, str)
    withdraw_asked = Signal(object)
    go_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._line: CheckLine | None = None
        self.severity = label("", Role.ERROR)
        self.name = label("", Role.HEADING, wraps=True)
        self.part = label("", Role.QUIET, wraps=True)
        self.sentence = QuotedSentence()
        self.message = label("", wraps=True)
        self.working = label("", Role.QUIET, wraps=True)
        self.excused = label("", wraps=True)
        self.accept = button("Accept", self.ask_accept, primary=True)
        self.excuse = button("Excuse…", self.ask_excuse)
        self.withdraw = button("Take the excuse back", self.ask_excuse)
        self.there = button("Go there", self.ask_go)
        self.form = ExcuseForm()
        self.problem = problem_label()
        for part, tip in (
            (self.accept, "Put the right words in the text (Alt+A)"),
            (self.excuse, "Give a reason why it is right as it stands (Alt+X)"),
            (self.withdraw, "Let it count again (Alt+X)"),
            (self.there, "Go to the text (Enter in the list)"),
        ):
            part.setToolTip(tip)
        self.form.given.connect(self._give_excuse)
        self._lay_out()

    @property
    def line(self) -> CheckLine | None:
        """The line that is shown."""
        return self._line

    def show_line(self, snapshot: Snapshot, line: CheckLine | None) -> None:
        """Show another line, or nothing."""
        if line is None or self._line is None or not _is_same(line, self._line):
            self.form.hide()
            say_problem(self.problem, "")
        self._line = line
        self._inside.setVisible(line is not None)
        if line is None:
            return
        finding, about = line.finding, line.about
        self.severity.setText(_heading(finding))
        set_role(self.severity, _ROLES[finding.severity] if finding else Role.QUIET)
        self.name.setText(line.name)
        self.part.setText(line.part)
        said = quote(snapshot, line.ref, about.start, about.end)
        is_wrong = finding is not None and finding.severity is not Severity.INFO
        self.sentence.show_quote(said, finding.severity if finding and is_wrong else None)
        message, working = (
            said_once(finding) if finding else ("The figures give the same.", about.working or _NO_WORKING)
        )
        self.message.setText(message)
        self.working.setText(working)
        self.working.setVisible(bool(working))
        reason = finding.excuse if finding else None
        self.excused.setText(f"Excused: {reason}" if reason is not None else "")
        self.excused.setVisible(reason is not None)
        self._offer(finding, is_wrong=is_wrong, is_excused=reason is not None)

    def ask_accept(self) -> None:
        """Ask that the right words be put in place, where there are any."""
        finding = self._line.finding if self._line else None
        if finding is not None and not self.accept.isHidden():
            self.accept_asked.emit(finding)

    def ask_excuse(self) -> None:
        """Ask for the reason of an excuse; of what is excused, ask that this be taken back."""
        finding = self._line.finding if self._line else None
        if finding is None or finding.severity is Severity.INFO:
            return
        if finding.excuse is not None:
            self.withdraw_asked.emit(finding)
        elif not finding.kind.may_be_excused:
            self.refuse(NOT_EXCUSED)
        else:
            self.refuse("")
            self.form.begin()

    def ask_go(self) -> None:
        """Ask for the text in which the line stands."""
        if self._line is not None:
            self.go_asked.emit(self._line)

    def refuse(self, problem: str) -> None:
        """Say why an act was refused; "" where none was."""
        say_problem(self.problem, problem)

    def _give_excuse(self, reason: str) -> None:
        finding = self._line.finding if self._line else None
        if finding is not None:
            self.excuse_asked.emit(finding, reason)

    def _offer(self, finding: Finding | None, *, is_wrong: bool, is_excused: bool) -> None:
        can_accept = finding is not None and bool(finding.correction) and is_wrong and not is_excused
        self.accept.setVisible(can_accept)
        if finding is not None and can_accept:
            self.accept.setText(offer_words(finding))
            self.accept.setAccessibleName(f"Accept: put {finding.correction} in place of {finding.said}")
        can_excuse = finding is not None and finding.kind.may_be_excused
        self.excuse.setVisible(is_wrong and not is_excused and can_excuse)
        self.withdraw.setVisible(is_excused)

    def _lay_out(self) -> None:
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(space(1.5), 0, space(1), space(1))
        column.setSpacing(space(0.75))
        for part in (self.severity, self.name, self.part, self.sentence, self.message, self.working):
            column.addWidget(part)
        column.addWidget(self.excused)
        acts = FlowLayout()
        for each in (self.accept, self.excuse, self.withdraw, self.there):
            acts.addWidget(each)
        column.addSpacing(space(0.5))
        column.addLayout(acts)
        column.addWidget(self.form)
        column.addWidget(self.problem)
        column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(self._inside)
        self._inside.hide()


def _is_same(line: CheckLine, other: CheckLine) -> bool:
    """Whether two lines are about the same words of the same sentence."""
    one, two = line.finding, other.finding
    return line.key == other.key and (one.sentence if one else "") == (two.sentence if two else "")


def _heading(finding: Finding | None) -> str:
    if finding is None:
        return "Agrees"
    if finding.severity is Severity.INFO:
        return "Could not be checked"
    return finding.severity.value.capitalize()
