"""The line at the bottom: what is saved, what is missing, the sum of what is selected, and the zoom."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from cspdesk.analysis.waiting import waiting
from cspdesk.desk.check_desk import check_desk_of
from cspdesk.desk.workspace import Place, Workspace
from cspdesk.domain.printing import figure, half_up
from cspdesk.domain.unit import Unit
from cspdesk.ui.page import LiveView
from cspdesk.ui.parts import ElidedLabel, label
from cspdesk.ui.theme import space

_MOST_PLACES = 2
"""So many decimal places of a sum or a mean are shown."""

TOLD_MS = 12_000
"""How long a sentence stands before the line says again what is saved."""


class StatusBar(QFrame):
    """Follows the workspace; a told sentence stands at the left for a while."""

    missing_asked = Signal()
    """Somebody wants to see what is missing."""
    zoom_asked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("statusBar")
        self._workspace = workspace
        self._left = ElidedLabel()
        self._numbers = label("")
        self._zoom = QPushButton("100 %")
        self._zoom.setProperty("flat", True)
        self._zoom.setToolTip("Size of text: Ctrl+Plus, Ctrl+Minus, Ctrl+0")
        self._zoom.clicked.connect(self.zoom_asked)
        self._missing = _Missing(workspace)
        self._missing.asked.connect(self.missing_asked)
        self._until = QTimer(self)
        self._until.setSingleShot(True)
        self._until.timeout.connect(self._show_saved)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(space(1.5), 0, space(0.75), 0)
        layout.setSpacing(space(2))
        layout.addWidget(self._left, 1)
        layout.addWidget(self._numbers)
        layout.addWidget(_Findings(workspace))
        layout.addWidget(self._missing)
        layout.addWidget(self._zoom)
        workspace.told.connect(self.tell)
        workspace.numbers_changed.connect(self._show_numbers)
        workspace.document_changed.connect(self._follow)
        self._follow()

    def tell(self, sentence: str) -> None:
        """Show one sentence for a while, and have it read out."""
        self._left.say(sentence)
        self._until.start(TOLD_MS)
        if sentence:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def show_zoom(self, per_cent: int) -> None:
        """Show the size of text."""
        self._zoom.setText(f"{per_cent} %")
        self._zoom.setAccessibleName(f"Size of text {per_cent} %")

    def _follow(self) -> None:
        document = self._workspace.document
        if document is not None:
            document.changed.connect(self._show_saved)
        self._show_numbers(())
        if not self._until.isActive():
            self._show_saved()

    def _show_saved(self) -> None:
        self._until.stop()
        document = self._workspace.document
        if document is None:
            self._left.say("")
        elif not document.store.is_writer:
            self._left.say("Open to read only")
        else:
            self._left.say(f"All changes saved {document.saved_at:%H:%M}")

    def _show_numbers(self, numbers: Sequence[Decimal]) -> None:
        self._numbers.setText(sums(numbers))
        self._numbers.setAccessibleName(f"Selected figures: {sums(numbers) or 'none'}")


class _Missing(LiveView):
    """How many figures of the quarter are missing; a press goes to them."""

    asked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        self._count = QPushButton("")
        super().__init__(workspace)
        self._count.setProperty("flat", True)
        self._count.hide()
        self._count.setToolTip("Show what is missing on Home")
        self._count.clicked.connect(self.asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._count)

    def refresh(self) -> None:
        """Count anew."""
        found = len(waiting(self.document.snapshot, self.workspace.quarter).cells)
        self._count.setVisible(bool(found))
        self._count.setText("1 figure missing" if found == 1 else f"{found} figures missing")

    def clear(self) -> None:
        """Say nothing while no file is open."""
        self._count.hide()


class _Findings(QPushButton):
    """How many errors and warnings the check found in the texts; a press goes to them. Silent without any."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__("")
        self._desk = check_desk_of(workspace)
        self.setProperty("flat", True)
        self.setToolTip("Show on Check what the figures contradict in the texts")
        self.clicked.connect(lambda _checked=False: workspace.going.emit(Place("check")))
        self._desk.changed.connect(self._count)
        self.hide()

    def _count(self) -> None:
        report = self._desk.report
        found = len(report.open) if report is not None else 0
        self.setVisible(bool(found))
        self.setText("1 finding" if found == 1 else f"{found:,} findings")


def sums(numbers: Sequence[Decimal]) -> str:
    """Return "Sum 1,440  Mean 360  Count 4" for two numbers or more; nothing for fewer."""
    if len(numbers) < 2:
        return ""
    total = sum(numbers, Decimal(0))
    # What is worked out may have more places than anybody reads.
    decimals = min(_MOST_PLACES, max(max(0, -int(number.as_tuple().exponent)) for number in numbers))
    mean = total / len(numbers)
    is_round = half_up(mean, decimals) == mean
    shown = figure(mean, Unit.COUNT, decimals if is_round else min(_MOST_PLACES, decimals + 1))
    return f"Sum {figure(total, Unit.COUNT, decimals)}   Mean {shown}   Count {len(numbers)}"
