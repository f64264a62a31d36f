"""What is asked or told beside a cell of the grid: doubts with mends, odd figures, what the board saw."""

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import QAbstractItemView

from cspdesk.analysis.revisions import is_revised, revision_words
from cspdesk.desk.entry_cell import CellKind, GridCell
from cspdesk.desk.entry_model import EntryModel
from cspdesk.desk.entry_rows import SeriesRow
from cspdesk.desk.entry_table import GridPlace
from cspdesk.domain.figure_text import shown
from cspdesk.domain.mending import mends
from cspdesk.domain.reading import State, read
from cspdesk.domain.target_reading import TargetKind, read_target
from cspdesk.domain.unit import Unit
from cspdesk.ui.cell_card import CardContent, CellCard
from cspdesk.ui.entry_parts import EntryTable

_KEEP = "Keep as text"
_WHY = "Why has it changed?"


class Asking(QObject):
    """Shows one card at most: of the current cell where it holds a question, else of the one typed last.

    The latter stays until it is answered or one has moved on. A figure that merely looks odd has its mark and
    its tip, and brings a card by itself only when it was just typed; Ctrl+. brings it at any time.
    """

    def __init__(self, model: EntryModel, view: EntryTable) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self._last: GridPlace | None = None
        self._stays = False
        """Whether the next move is still part of entering the cell typed last."""
        self._left: set[tuple[GridPlace, str]] = set()
        """Cells, with what is typed there, about which nothing more is to be asked."""
        self.card = CellCard(view)
        self.card.chosen.connect(self._enter)
        self.card.kept.connect(self._leave)
        self.card.answered.connect(self._give_reason)
        self.card.closed.connect(lambda: self._leave(self.card.content.key))
        # Enter moves on after a figure is saved: the card waits until it is known where one stands.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show)
        model.entered.connect(self._typed)
        model.modelReset.connect(self.settle)
        model.dataChanged.connect(self.settle)
        view.selectionModel().currentChanged.connect(self._moved)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self.settle)

    def settle(self) -> None:
        """Show what there is to ask once the grid has come to rest."""
        self._soon.start()

    def hide(self) -> None:
        """Ask nothing while something else stands beside the cell."""
        self.card.dismiss()

    def enter_by_keys(self) -> bool:
        """Put the keys into the card of the current cell, asked before or not; False where there is none."""
        place = self._model.place(self._view.currentIndex())
        if place is not None and not self.card.isVisible():
            self._left = {left for left in self._left if left[0] != place}
            self._last, self._stays = place, True
            self._show_about(place)
        if not self.card.isVisible():
            return False
        self.card.enter_by_keys()
        return True

    def dismiss(self) -> None:
        """Leave what is asked unanswered; what was typed stays."""
        if self.card.isVisible():
            self._leave(self.card.content.key)

    def _typed(self, place: GridPlace) -> None:
        self._last, self._stays = place, True
        self.settle()

    def _moved(self) -> None:
        """Let the card be while Enter or Tab leads on from its cell; put it away with the move after that."""
        here = self._model.place(self._view.currentIndex())
        if not self._stays and here != self._last:
            self._last = None
        self._stays = False
        self.settle()

    def _show(self) -> None:
        if self._view.state() is QAbstractItemView.State.EditingState or not self._view.isVisible():
            self.card.dismiss()
            return
        here = self._model.place(self._view.currentIndex())
        if here is not None and here != self._last and self._show_about(here, asks_only=True):
            return
        if self._last is None or not self._show_about(self._last):
            self.card.dismiss()

    def _show_about(self, place: GridPlace, *, asks_only: bool = False) -> bool:
        """Show the card of a cell; False where there is nothing to ask or the cell is out of sight."""
        index = self._model.find(place)
        if self._model.place(index) != place:
            return False
        cell = self._model.painted(index.row(), index.column())
        content = self._content(place, cell)
        rect = self._view.visualRect(index)
        if content is None or (place, cell.typed) in self._left:
            return False
        if asks_only and not (content.offers or content.keep or content.ask):
            return False
        if not self._view.viewport().rect().intersects(rect):
            return False
        current = self._view.currentIndex()
        clear = self._view.visualRect(current) if current.isValid() else QRect()
        return self.card.show_beside(content, rect, clear)

    def _content(self, place: GridPlace, cell: GridCell) -> CardContent | None:
        row = self._model.row(self._model.find(place).row())
        if not isinstance(row, SeriesRow):
            return None
        lines = [line for line in (cell.doubt, *cell.odd) if line]
        offers: tuple[str, ...] = ()
        is_text = False
        unit = row.measure.unit
        if cell.kind is CellKind.FIGURE and cell.typed and unit is not Unit.TEXT:
            is_text = read(cell.typed, unit, cell.period).state is State.TEXT_ONLY
            offers = mends(cell.typed, unit, cell.period)
            if is_text and not cell.doubt:
                lines.insert(0, f"{shown(cell.typed)} is no figure and was kept as text.")
            elif offers and not lines:
                lines.append(f"{shown(cell.typed)} was read as {cell.text}.")
        if cell.kind is CellKind.TARGET and cell.typed and not cell.doubt:
            is_text = read_target(cell.typed, unit).kind is TargetKind.TEXT
            if is_text:
                lines.append(f"{shown(cell.typed)} is a target in words: no status is judged against it.")
        ask = ""
        revision, snapshot = cell.revision, self._model.snapshot
        if revision is not None and snapshot is not None and not revision.reason:
            lines.append(revision_words(snapshot, revision))
            ask = _WHY if is_revised(revision) else "Why was it late?"
        if not lines:
            return None
        return CardContent(
            lines=tuple(lines),
            offers=offers,
            keep=_KEEP if is_text else "",
            ask=ask,
            key=place,
            is_doubt=bool(offers or is_text or cell.doubt or cell.odd) and cell.kind is not CellKind.TARGET,
        )

    def _enter(self, place: GridPlace, text: str) -> None:
        self._view.setFocus()
        self._model.enter([(self._model.find(place), text)])

    def _give_reason(self, place: GridPlace, reason: str) -> None:
        self._view.setFocus()
        if reason.strip() and self._model.give_reason(place, reason):
            self._leave(place)

    def _leave(self, place: object) -> None:
        """Ask nothing more about a cell until something else is typed into it."""
        if isinstance(place, GridPlace):
            index = self._model.find(place)
            if index.isValid():
                self._left.add((place, self._model.cell(index.row(), index.column()).typed))
            if self._last == place:
                self._last = None
        self.card.dismiss()
