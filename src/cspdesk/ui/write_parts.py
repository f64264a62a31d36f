"""One measure on the Write page: its head, figures and chart, last quarter's words, and the text."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cspdesk.desk.write_queue import COMPARED, SERIES, WriteSheet, Writing
from cspdesk.domain.period import Period
from cspdesk.ui.chart_painter import ChartView
from cspdesk.ui.chart_parts import is_drawn
from cspdesk.ui.draft_box import DraftBox
from cspdesk.ui.inspector_parts import PROMPT
from cspdesk.ui.kept import KeptText
from cspdesk.ui.measure_parts import StatusMark
from cspdesk.ui.measure_table import FigureTable
from cspdesk.ui.parts import button, label
from cspdesk.ui.theme import Role, space

_BESIDE = 120
"""Half lines from which the chart stands beside the figures."""
_CHART, _TALL = 17, 26
"""The height of the chart in half lines, under the figures and where it has room beside them."""


class WriteBody(QWidget):
    """One measure from its title to its words."""

    next_asked = Signal()
    forward_asked = Signal()
    review_asked = Signal()

    _widened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", Role.TITLE, wraps=True)
        self.status = StatusMark()
        self.reading = label("", wraps=True)
        self.figures = FigureTable("Figures of the measure")
        self.chart = ChartView()
        self.said_when = label("", Role.QUIET)
        self.said = label("", Role.QUIET, wraps=True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.forward = button("Bring forward", self.forward_asked.emit)
        self.unread = label("", Role.WARNING, wraps=True)
        self.read = button("Mark as reviewed", self.review_asked.emit)
        self.words = KeptText("Commentary", PROMPT, lines=6)
        self.drafts = DraftBox(self.words.editor, suggests=True)
        self.on = button("Keep and go on", self.next_asked.emit, primary=True)
        self.end = QWidget()
        """From the words to the buttons: what must be in sight while somebody writes."""
        self._lay_out()
        self._widened.connect(self._arrange)

    def show_sheet(self, item: Writing, sheet: WriteSheet) -> None:
        """Show another measure, or other figures of it."""
        self.title.setText(item.placed.name or "A measure without a title")
        self.title.setAccessibleName(f"{item.placed.name}, heading")
        self.status.show_status(sheet.judgement.status)
        self.status.setToolTip(sheet.judgement.reason)
        self.status.setAccessibleDescription(sheet.judgement.reason)
        self.reading.setText(sheet.reading)
        self.figures.show_table(sheet.figures, (SERIES, "Figure", COMPARED))
        self.figures.setVisible(bool(sheet.figures))
        self.chart.show_spec(sheet.chart)
        # Under three points the figures instead of a chart.
        self.chart.setVisible(is_drawn(sheet.chart))

    def show_words(self, item: Writing, quarter: Period) -> None:
        """Show what was said the quarter before, and whether the words wait for a review."""
        before = quarter.previous
        self.said_when.setText(f"{before.label} said" if item.before else f"{before.label} has no words.")
        self.said.setText(item.before)
        self.said.setVisible(bool(item.before))
        self.forward.setVisible(bool(item.before) and not item.text)
        self.unread.setText(
            f"Brought forward from {before.label} and not reviewed: change it, or mark it reviewed if it "
            "still holds."
        )
        for part in (self.unread, self.read):
            part.setVisible(item.is_unread)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the chart beside the figures, or under them where there is no room."""
        super().resizeEvent(event)
        self._widened.emit()

    def _lay_out(self) -> None:
        self.forward.setToolTip("Bring last quarter's words forward, to be reviewed (Alt+B)")
        self.read.setToolTip("Mark the words as reviewed (Alt+R)")
        self.on.setToolTip("Keep the words and go to the next measure not written (Ctrl+Enter)")
        head = QHBoxLayout()
        head.setSpacing(space(1))
        head.addWidget(self.status, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.reading, 1)
        self.chart.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._known = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._known.setSpacing(space(2))
        self._known.addWidget(self.figures, 1, Qt.AlignmentFlag.AlignTop)
        self._known.addWidget(self.chart, 1)
        earlier = QHBoxLayout()
        earlier.setSpacing(space(1))
        earlier.addWidget(self.said_when)
        earlier.addWidget(self.forward)
        earlier.addStretch(1)
        waits = QHBoxLayout()
        waits.setSpacing(space(1))
        waits.addWidget(self.unread, 1)
        waits.addWidget(self.read)
        below = QHBoxLayout()
        below.setSpacing(space(1))
        below.addWidget(self.on)
        below.addWidget(self.drafts.button)
        below.addStretch(1)
        end = QVBoxLayout(self.end)
        end.setContentsMargins(0, 0, 0, 0)
        end.setSpacing(space(0.5))
        end.addLayout(waits)
        end.addWidget(self.words, 1)
        end.addWidget(self.drafts)
        end.addLayout(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(1.5), 0, space(1.25), space(0.5))
        column.setSpacing(space(0.75))
        column.addWidget(self.title)
        column.addLayout(head)
        column.addLayout(self._known)
        column.addLayout(earlier)
        column.addWidget(self.said)
        column.addWidget(self.end, 1)
        self.setTabOrder(self.on, self.drafts.button)
        self._arrange()

    def _arrange(self) -> None:
        is_wide = self.width() >= space(_BESIDE)
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if self._known.direction() != way:
            self._known.setDirection(way)
        self.chart.setFixedHeight(space(_TALL if is_wide else _CHART))
