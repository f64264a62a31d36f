"""Where one stands in the entry grid and what is selected: the moves of a spreadsheet."""

from collections.abc import Iterable
from enum import Enum

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt

from cspdesk.desk.entry_columns import FROZEN
from cspdesk.ui.entry_keys import Do
from cspdesk.ui.entry_parts import EntryTable

_Flag = QItemSelectionModel.SelectionFlag
_STEPS = {Do.UP: (-1, 0), Do.DOWN: (1, 0), Do.LEFT: (0, -1), Do.RIGHT: (0, 1)}
_EDGES = {Do.EDGE_UP: (-1, 0), Do.EDGE_DOWN: (1, 0), Do.EDGE_LEFT: (0, -1), Do.EDGE_RIGHT: (0, 1)}


class Span(Enum):
    """How wide a selection grows."""

    CELLS = "cells"
    ROWS = "rows"
    COLUMNS = "columns"


class Cursor:
    """The current cell, which stays, and the far corner of the selection, which Shift moves."""

    def __init__(self, view: EntryTable) -> None:
        self._view = view
        self._corners: tuple[tuple[int, int], tuple[int, int]] | None = None
        self._span = Span.CELLS

    @property
    def here(self) -> QModelIndex:
        """The current cell."""
        return self._view.currentIndex()

    @property
    def _last(self) -> int:
        return self._view.model().columnCount() - 1

    @property
    def reach(self) -> QModelIndex:
        """The selection's corner across from the current cell; the cell itself where nothing has grown."""
        here = self.here
        if self._corners is None or self._corners[0] != (here.row(), here.column()):
            return here
        return self._view.model().index(*self._corners[1])

    def chosen(self) -> list[QModelIndex]:
        """The selected cells, row by row."""
        return sorted(self._view.selectedIndexes(), key=lambda each: (each.row(), each.column()))

    def stand(self, index: QModelIndex) -> None:
        """Make a cell the current and only selected one."""
        self._corners, self._span = None, Span.CELLS
        self._view.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)

    def add(self, index: QModelIndex) -> None:
        """Make a cell the current one beside those selected already."""
        self._corners, self._span = None, Span.CELLS
        self._view.selectionModel().setCurrentIndex(index, _Flag.Select)

    def grow(self, index: QModelIndex, span: Span | None = None) -> None:
        """Select from the current cell to another, as whole rows or columns where such are selected."""
        here = self.here
        if not here.isValid() or not index.isValid():
            return
        if span is not None:
            self._span = span
        elif self._corners is None or self._corners[0] != (here.row(), here.column()):
            self._span = Span.CELLS
        self._corners = (here.row(), here.column()), (index.row(), index.column())
        rows, columns = sorted((here.row(), index.row())), sorted((here.column(), index.column()))
        if self._span is Span.ROWS:
            columns = [FROZEN, self._last]
        elif self._span is Span.COLUMNS:
            rows = [0, self._view.model().rowCount() - 1]
        self._select(rows, columns)

    def widen(self, span: Span) -> None:
        """Select the whole rows, or columns, of the selection; rows of whole columns are the whole grid."""
        corner = self.reach
        other = {Span.ROWS: Span.COLUMNS, Span.COLUMNS: Span.ROWS}.get(span)
        if self._corners is not None and self._span is other:
            self.choose_all()
        else:
            self.grow(corner, span)

    def choose_all(self) -> None:
        """Select every figure; the current cell stays."""
        self._corners = None
        self._select([0, self._view.model().rowCount() - 1], [FROZEN, self._last])

    def choose(self, indexes: Iterable[QModelIndex]) -> None:
        """Select just these cells; the current one stays."""
        picked = QItemSelection()
        for index in indexes:
            picked.select(index, index)
        self._corners = None
        self._view.selectionModel().select(picked, _Flag.ClearAndSelect)

    def choose_block(self, indexes: Iterable[QModelIndex]) -> None:
        """Select the block that holds all of these; the current cell stays."""
        places = [(index.row(), index.column()) for index in indexes]
        rows, columns = [row for row, _ in places], [column for _, column in places]
        self._corners = None
        self._select([min(rows), max(rows)], [min(columns), max(columns)])

    def move(self, do: Do, *, grows: bool) -> None:
        """Move the current cell, or with Shift the selection's far corner."""
        start = self.reach if grows else self.here
        if not start.isValid():
            return
        target = self._target(do, start)
        if not target.isValid():
            return
        if grows:
            self.grow(target)
            self._view.scrollTo(target)
        else:
            self.stand(target)

    def step(self, rows: int, columns: int) -> bool:
        """Go on to the next cell that can be stood in; False where there is none."""
        found = self._next(self.here, rows, columns)
        if found.isValid():
            self.stand(found)
        return found.isValid()

    def go_on(self, rows: int, columns: int) -> bool:
        """Go on as Enter and Tab do: round the selected cells where there are several, else to the next."""
        chosen = self.chosen()
        here = self.here
        if len(chosen) < 2 or here not in chosen:
            return self.step(rows, columns)
        if rows:
            chosen.sort(key=lambda each: (each.column(), each.row()))
        place = (chosen.index(here) + rows + columns) % len(chosen)
        self._view.selectionModel().setCurrentIndex(chosen[place], _Flag.NoUpdate)
        return True

    def first_in(self, column: int) -> QModelIndex:
        """The topmost cell of a column."""
        return self._next(self._view.model().index(0, column), 1, 0, counts_start=True)

    def _target(self, do: Do, start: QModelIndex) -> QModelIndex:
        model = self._view.model()
        match do:
            case Do.UP | Do.DOWN | Do.LEFT | Do.RIGHT:
                found = self._next(start, *_STEPS[do])
            case Do.EDGE_UP | Do.EDGE_DOWN | Do.EDGE_LEFT | Do.EDGE_RIGHT:
                found = self._edge(start, *_EDGES[do])
            case Do.ROW_START:
                found = model.index(start.row(), FROZEN)
            case Do.ROW_END:
                found = model.index(start.row(), self._last)
            case Do.GRID_START:
                found = self.first_in(FROZEN)
            case Do.GRID_END:
                found = self._next(model.index(model.rowCount() - 1, self._last), -1, 0, counts_start=True)
            case _:
                found = self._page(start, down=do is Do.PAGE_DOWN)
        return found

    def _page(self, start: QModelIndex, *, down: bool) -> QModelIndex:
        model = self._view.model()
        bottom = model.rowCount() - 1
        page = max(1, self._view.viewport().height() // max(1, self._view.rowHeight(start.row())) - 1)
        row = min(bottom, start.row() + page) if down else max(0, start.row() - page)
        # Where a page ends on a heading, the row behind it is meant, or at the grid's end the one before.
        landed = model.index(row, start.column())
        onward = self._next(landed, 1 if down else -1, 0, counts_start=True)
        return onward if onward.isValid() else self._next(landed, -1 if down else 1, 0, counts_start=True)

    def _next(
        self, start: QModelIndex, rows: int, columns: int, *, counts_start: bool = False
    ) -> QModelIndex:
        """The next cell in a direction that can be stood in."""
        row, column = start.row(), start.column()
        if not counts_start:
            row, column = row + rows, column + columns
        while 0 <= row < self._view.model().rowCount() and FROZEN <= column <= self._last:
            index = self._view.model().index(row, column)
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                return index
            row, column = row + rows, column + columns
        return QModelIndex()

    def _edge(self, start: QModelIndex, rows: int, columns: int) -> QModelIndex:
        """The last of the filled cells that follow on, else the next filled one, else the last of all."""
        following = self._next(start, rows, columns)
        found = start
        runs = self._is_filled(start) and following.isValid() and self._is_filled(following)
        while following.isValid():
            filled = self._is_filled(following)
            if runs and not filled:
                break
            found = following
            if filled and not runs:
                break
            following = self._next(following, rows, columns)
        return found

    def _is_filled(self, index: QModelIndex) -> bool:
        return bool(self._view.entry_model.cell(index.row(), index.column()).text)

    def _select(self, rows: list[int], columns: list[int]) -> None:
        model = self._view.model()
        block = QItemSelection(model.index(rows[0], columns[0]), model.index(rows[1], columns[1]))
        self._view.selectionModel().select(block, _Flag.ClearAndSelect)
