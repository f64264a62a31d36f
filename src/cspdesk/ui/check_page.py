"""Check: what the figures say against the texts, each finding with its working and the way to mend it."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout

from cspdesk.analysis.check.finding import Finding
from cspdesk.desk.check_board import CheckBoard, CheckLine, check_board
from cspdesk.desk.check_desk import check_desk_of
from cspdesk.desk.workspace import Place, Workspace
from cspdesk.domain.changes import ChangeSet
from cspdesk.ui.check_detail import CheckDetail
from cspdesk.ui.check_list import CheckList
from cspdesk.ui.home_parts import Beside
from cspdesk.ui.page import Page
from cspdesk.ui.parts import EmptyNote, button, label
from cspdesk.ui.plan_filters import Toggle
from cspdesk.ui.theme import Role, space

_READING = "The texts are being read."


class CheckPage(Page):
    """Findings by how much they matter, the chosen one in full, and how far the check reached."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Enter", "On Check: go to the text of the chosen line"),
        ("Alt+A", "On Check: accept, which puts the right words in the text"),
        ("Alt+X", "On Check: excuse with a reason, or take the excuse back"),
        ("Alt+W", "On Check: from this quarter's texts to the year's, and back"),
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.desk = check_desk_of(workspace)
        self.board: CheckBoard | None = None
        self._first = Toggle("This quarter")
        self._second = Toggle("The year so far")
        for part, is_year in ((self._first, False), (self._second, True)):
            part.setToolTip("Alt+W")
            part.clicked.connect(lambda _checked=False, year=is_year: self.show_year(is_wanted=year))
        self._is_year = True
        self._waits = False
        """Whether the keys are to go into the list as soon as the texts are read."""
        self.reach = label("", Role.TITLE, wraps=True)
        self.about = label("", Role.QUIET, wraps=True)
        self.list = CheckList()
        self.detail = CheckDetail()
        self.nothing = EmptyNote(
            "No text says anything about figures yet; what the check reads in commentary and report text, "
            "and what it finds there, will stand here.",
            button("Go to Write", lambda: workspace.going.emit(Place("write")), primary=True),
        )
        self._reading: QLabel = label(_READING, Role.QUIET)
        self._reading.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self._wire()

    # ------------------------------------------------------------------ following the document

    def refresh(self) -> None:
        """Show what is known of the document and quarter."""
        report, snapshot, quarter = self.desk.report, self.document.snapshot, self.workspace.quarter
        self._first.setChecked(not self._is_year)
        self._second.setChecked(self._is_year)
        self._first.setText(quarter.label)
        self._second.setText(f"{quarter.year_label} so far")
        if report is None:
            self.board = None
            self.reach.setText(_READING)
            self.about.clear()
            self._below.setCurrentWidget(self._reading)
            return
        self.board = check_board(snapshot, report, None if self._is_year else quarter)
        self.reach.setText(self.board.reach)
        self.about.setText(self._about())
        self.about.setVisible(bool(self.about.text()))
        has_lines = any(self.board.groups.values())
        self._below.setCurrentWidget(self._there if has_lines else self.nothing)
        self.list.show_board(self.board)
        if self._waits and self.focusWidget() is self._second:
            self.take_focus()

    def take(self, change_set: ChangeSet) -> None:
        """Wait for the check, which reads anew what an edit concerns and then says so."""

    def clear(self) -> None:
        """Let go of the lines of a document that was closed."""
        self.board = None
        if hasattr(self, "list"):
            self.list.clear()

    def take_focus(self) -> None:
        """Put the keys into the list, or on what the empty page offers."""
        if self._below.currentWidget() is self._there:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._second.setFocus(Qt.FocusReason.OtherFocusReason)
        self._waits = self._below.currentWidget() is self._reading

    # ------------------------------------------------------------------ what is done

    def show_year(self, *, is_wanted: bool) -> None:
        """Show all texts of the financial year up to the quarter, or the quarter's own alone."""
        self._is_year = is_wanted
        if self.workspace.document is not None:
            self.refresh()

    def accept(self, finding: Finding) -> None:
        """Put the right words in the text."""
        problem = self.desk.accept(finding)
        self._done(problem, f"“{finding.said}” is now “{finding.correction}”. Ctrl+Z takes it back.")

    def excuse(self, finding: Finding, reason: str) -> None:
        """Excuse a finding for a reason."""
        problem = self.desk.excuse(finding, reason)
        if problem:
            self.detail.form.refuse(problem)
            return
        self.detail.form.hide()
        self._done("", f"Excused: {finding.said[:60]}. It stays so until the words or the figures change.")

    def withdraw(self, finding: Finding) -> None:
        """Let a finding that was excused count again."""
        self._done(self.desk.withdraw(finding), f"{finding.said[:60]} counts again.")

    def _done(self, problem: str, said: str) -> None:
        if problem:
            self.detail.refuse(problem)
            return
        # At once, so that the next key meets the next finding.
        self.desk.settle()
        self.workspace.told.emit(said)
        self.take_focus()

    def _go_to(self, line: CheckLine) -> None:
        self.desk.show(line.about)

    def _show_line(self, line: CheckLine | None) -> None:
        if self.workspace.document is not None:
            self.detail.show_line(self.document.snapshot, line)

    def _checked(self) -> None:
        if self.workspace.document is not None and self.isVisible():
            self.refresh()
        else:
            # Shown anew when the page comes to sight.
            self._seen = None

    def _about(self) -> str:
        """What stands under the reach: that nothing is to be mended, where that is so."""
        if self.board is None or not self.board.is_clean or not any(self.board.groups.values()):
            return ""
        return "Nothing in these texts contradicts the figures."

    # ------------------------------------------------------------------ parts

    def _lay_out(self) -> None:
        views = QHBoxLayout()
        views.setSpacing(space(0.5))
        for each in (self._first, self._second):
            views.addWidget(each)
        views.addStretch(1)
        self._there = Beside(self.list, self.detail, shares=(1, 1), least=100)
        self._below = QStackedWidget()
        for part in (self._there, self.nothing, self._reading):
            self._below.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(space(2.5), space(1.25), space(1.25), space(1))
        whole.setSpacing(space(1))
        whole.addLayout(views)
        whole.addWidget(self.reach)
        whole.addWidget(self.about)
        whole.addWidget(self._below, 1)

    def _wire(self) -> None:
        self.list.chosen.connect(self._show_line)
        self.list.opened.connect(self._go_to)
        self.detail.accept_asked.connect(self.accept)
        self.detail.excuse_asked.connect(self.excuse)
        self.detail.withdraw_asked.connect(self.withdraw)
        self.detail.go_asked.connect(self._go_to)
        self.detail.form.left.connect(self.take_focus)
        self.desk.changed.connect(self._checked)
        for keys, act in (
            ("Alt+A", self.detail.ask_accept),
            ("Alt+X", self.detail.ask_excuse),
            ("Alt+W", lambda: self.show_year(is_wanted=not self._is_year)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
