"""The choice of what an action belongs to: a project, a decision, a meeting, or nothing else."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox

from cspdesk.desk.action_owners import Belonging
from cspdesk.ui.kept import PAUSE_MS, KeptChoice

_LETTERS = 24
"""Room for the first words; the open list has them whole."""


class BelongsChoice(KeptChoice):
    """A long list, walked by keys: it is saved after a pause, and when it is left.

    What the keys pass on their way would otherwise be an act of its own each, to be undone one by one.
    """

    def __init__(self) -> None:
        super().__init__("Belongs to", ())
        self._offered: tuple[Belonging, ...] = ()
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(_LETTERS)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        self.combo.left.connect(self.flush)

    def show_belonging(
        self, place: str, offered: Sequence[Belonging], now: Belonging, save: Callable[[Belonging], str]
    ) -> None:
        """Show what an action belongs to; what was chosen for another is saved first, and nothing lost."""
        if place != self._place:
            self.flush()
        pending = self._offered[self.combo.currentIndex()] if self._is_pending else None
        self._offered = found = tuple(offered)
        self.offer([each.words for each in found])
        self.keep(place, found.index(now), lambda at: save(found[at]))
        for at, each in enumerate(found):
            self.combo.setItemData(at, each.words, Qt.ItemDataRole.ToolTipRole)
        if pending in found:
            self.combo.setCurrentIndex(found.index(pending))

    def flush(self) -> None:
        """Save what was chosen, if it is not saved yet."""
        self._timer.stop()
        if self._is_pending:
            super()._chosen(self.combo.currentIndex())

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self._timer.stop()
        self._place = self._save = None
        self._offered = ()
        self.offer(())

    @property
    def _is_pending(self) -> bool:
        return self._save is not None and self.combo.currentIndex() != self._stored

    def _chosen(self, index: int) -> None:  # noqa: ARG002 - what stands in the list when it is saved counts
        self._timer.start()
