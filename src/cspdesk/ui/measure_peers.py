"""Other areas beside a measure: the comparison with them, and what others said of it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cspdesk.analysis.measure_peers import PeersShown, peers_shown, verdicts_shown
from cspdesk.commands.judgements import PutPeers
from cspdesk.desk.document import Document
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed
from cspdesk.ui.measure_parts import Fold, Lines, Section, problem_label, say_problem
from cspdesk.ui.measure_paste import Do, PastePanel, VerdictForm, copied_areas
from cspdesk.ui.measure_table import FigureTable
from cspdesk.ui.parts import button, label
from cspdesk.ui.theme import Role, space


class PeersPart(QWidget):
    """The comparison with other areas, what others said of it, and the ways to enter both."""

    def __init__(self, document: Callable[[], Document], do: Do) -> None:
        super().__init__()
        self._document = document
        self._do = do
        self._place: tuple[Placed, Period] | None = None
        self._shown: PeersShown | None = None
        self.verdicts = Lines()
        self.said = Lines()
        self.table = FigureTable("Other areas")
        self.rule = label("", Role.QUIET, wraps=True)
        self.section = Section("Other areas", self.verdicts, self.said, self.table, self.rule)
        self.paste_button = button("Paste a table of areas", self._paste)
        self.remove = button("Remove these areas", self._remove, flat=True)
        self.problem = problem_label()
        self.paste = PastePanel(do)
        self.verdict = VerdictForm(do)
        self.quote = Fold("Quote a verdict from elsewhere", self.verdict)
        self.paste.closed.connect(self._closed)
        buttons = QHBoxLayout()
        buttons.setSpacing(space(0.75))
        buttons.addWidget(self.paste_button)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.5))
        layout.addWidget(self.section)
        layout.addLayout(buttons)
        layout.addWidget(self.problem)
        layout.addWidget(self.paste)
        layout.addWidget(self.quote)

    @property
    def is_pasting(self) -> bool:
        """Whether a copied table is shown that is not entered yet."""
        return not self.paste.isHidden()

    def show_place(self, document: Document, placed: Placed, quarter: Period) -> None:
        """Show a measure's comparison up to a quarter."""
        before = self._place
        if before is not None and (before[0].measure.id, before[1]) != (placed.measure.id, quarter):
            self.paste.dismiss()
            say_problem(self.problem, "")
        self._place = (placed, quarter)
        snapshot, measure = document.snapshot, placed.measure
        self.verdicts.show_lines(verdicts_shown(snapshot, measure, quarter))
        self._shown = peers_shown(snapshot, measure, quarter)
        found = self._shown
        self.said.show_lines(found.sentences if found else ())
        self.table.show_table(found.table if found else (), ("Area", "Against the mean"))
        self.rule.setText(found.rule if found else "")
        self.section.fill(
            is_filled=found is not None or bool(self.verdicts.text),
            sentence="No other areas to compare with: copy a table with Area, Count and Population, or Rate.",
        )
        self.table.setVisible(found is not None)
        self.rule.setVisible(bool(self.rule.text()))
        self.remove.setVisible(found is not None)
        self.verdict.show_place(document, placed, quarter)

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self._place = None
        self.paste.dismiss()
        self.quote.close_it()
        self.verdict.forget()

    def _paste(self) -> None:
        if self._place is None:
            return
        copied = copied_areas(QGuiApplication.clipboard().mimeData(), self._document())
        if not copied.areas:
            say_problem(self.problem, copied.trouble)
            return
        say_problem(self.problem, "")
        self.paste.show_copied(copied, *self._place)

    def _remove(self) -> None:
        if self._place is None or self._shown is None:
            return
        measure, period = self._place[0].measure, self._shown.period
        what = f"Remove the areas beside {self._place[0].number or measure.title}, {period.label}"
        say_problem(self.problem, self._do(PutPeers(what, measure.id, period, ())))
        self.paste_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _closed(self) -> None:
        if self.isVisible():
            self.paste_button.setFocus(Qt.FocusReason.OtherFocusReason)
