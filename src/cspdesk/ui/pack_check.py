"""What the pack page says of the check: errors and warnings in the texts, and the way to them."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cspdesk.analysis.check.finding import Finding, Kind, Severity
from cspdesk.desk.check_desk import check_desk_of
from cspdesk.desk.workspace import Place, Workspace
from cspdesk.ui.finding_marks import counted
from cspdesk.ui.parts import button, label
from cspdesk.ui.theme import Role, set_role, space


class TextsLine(QWidget):
    """ "2 errors and 1 warning in the texts." with the way to them; hidden where there are none."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._desk = check_desk_of(workspace)
        self._told: tuple[Finding, ...] = ()
        """The errors that were told of when the pack was to be issued: who asks again means it."""
        self.words = label("")
        self.there = button("Show on Check", lambda: workspace.going.emit(Place("check")))
        self.there.setToolTip("Each with what the figures give, and the way to mend it")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(1))
        row.addWidget(self.words)
        row.addWidget(self.there)
        row.addStretch(1)
        self._desk.changed.connect(self.show_known)
        self.hide()

    def hold(self) -> str:
        """Return what is asked before a pack with errors in its texts goes out; "" where it may go.

        It is asked once: the same errors do not hold the pack a second time.
        """
        report = self._desk.settle()
        found = [f for f in report.open if f.severity is Severity.ERROR] if report else []
        # A live field that cannot be said stops the pack that prints it by itself, with the reason.
        errors = tuple(f for f in found if f.kind is not Kind.UNRESOLVED)
        unsaid = len(found) - len(errors)
        if not errors or errors == self._told:
            return ""
        self._told = errors
        are, them = ("is 1 error", "it") if len(errors) == 1 else (f"are {len(errors):,} errors", "them")
        fields = "a live field has" if unsaid == 1 else f"{unsaid:,} live fields have"
        stops = f" Besides, {fields} no figure, which stops a pack that prints it." if unsaid else ""
        return (
            f"Nothing was issued yet: there {are} in the texts that the board would read. Look at {them} on "
            f"Check, or press Issue pack again to issue it as it is.{stops}"
        )

    def show_known(self) -> None:
        """Say what the check knows by now."""
        report = self._desk.report
        found = report.open if report is not None else ()
        self.setVisible(bool(found))
        is_wrong = any(f.severity is Severity.ERROR for f in found)
        set_role(self.words, Role.ERROR if is_wrong else Role.WARNING)
        self.words.setText(f"{counted(found)} in the texts.")
