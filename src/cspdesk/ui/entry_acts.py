"""What the entry grid's keys enter: clearing, filling, the date, the cell above, and repeats of these."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex

from cspdesk.desk.entry_columns import Kind
from cspdesk.desk.entry_model import EntryModel
from cspdesk.desk.entry_rows import SeriesRow
from cspdesk.domain.months import long_date
from cspdesk.ui.entry_cursor import Cursor

Wanted = list[tuple[QModelIndex, str]]


class EntryActs:
    """Each act is one step of undo and leaves cells alone that cannot be typed into."""

    def __init__(self, model: EntryModel, cursor: Cursor) -> None:
        self._model = model
        self._cursor = cursor
        self._again: Callable[[], object] | None = None

    def typed(self, text: str) -> None:
        """Remember what was typed last, for `repeat`."""
        self._again = lambda: self.fill(text)

    def remembered(self, act: Callable[[], object]) -> None:
        """Do an act of another place, and remember it for `repeat`."""
        self._again = act
        act()

    def repeat(self) -> None:
        """Do the last act again on the cells selected now."""
        if self._again is None:
            self._model.told.emit("Nothing has been entered yet that could be repeated.")
        else:
            self._again()

    def clear(self, label: str = "Clearing of {}") -> None:
        """Empty the selected figures; commentary only where nothing else is selected."""
        self._again = self.clear
        chosen = self._cursor.chosen()
        figures = [index for index in chosen if self._kind(index.column()) is not Kind.COMMENTARY]
        self._enter([(index, "") for index in figures or chosen], label)

    def fill(self, text: str | None = None) -> bool:
        """Enter one text in all selected cells, by default that of the current one; False where refused."""
        here = self._cursor.here
        if text is None:
            text = self._typed(here.row(), here.column()) if here.isValid() else None
        if text is None:
            self._model.told.emit("The current cell holds no figure of its own to fill with.")
            return True
        kept = text
        self._again = lambda: self.fill(kept)
        chosen = self._cursor.chosen() or [here]
        alike = [index for index in chosen if self._kind(index.column()) is self._kind(here.column())]
        return self._enter([(index, kept) for index in alike], "Fill {}")

    def fill_down(self) -> None:
        """Copy the top cell of the selection down each column, or the cell above of a single row."""
        self._again = self.fill_down
        chosen = self._cursor.chosen()
        rows = sorted({index.row() for index in chosen})
        if not rows:
            return
        source = rows[0] if len(rows) > 1 else self._row_above(rows[0])
        if source is None:
            self._model.told.emit("There is no row above this one to fill from.")
            return
        pairs = [((source, each.column()), each) for each in chosen if each.row() != source]
        self._copy(pairs, "Fill {} down")

    def fill_right(self) -> None:
        """Copy the left cell of the selection along each row, or the cell before where one is selected."""
        self._again = self.fill_right
        chosen = self._cursor.chosen()
        columns = sorted({index.column() for index in chosen})
        if not columns:
            return
        source = columns[0] if len(columns) > 1 else columns[0] - 1
        pairs = [((each.row(), source), each) for each in chosen if each.column() != source]
        self._copy(pairs, "Fill {} right")

    def today(self) -> None:
        """Enter today's date in words."""
        self._again = self.today
        self._enter([(self._cursor.here, self.today_text())], "Date in {}")

    def today_text(self) -> str:
        """Return today's date as it is written in a letter."""
        return long_date(date.today())

    def above(self) -> None:
        """Enter what stands in the cell above."""
        self._again = self.above
        text = self.above_text()
        if text is None:
            self._model.told.emit("There is no figure above this one to copy.")
        else:
            self._enter([(self._cursor.here, text)], "Copy of the cell above in {}")

    def above_text(self) -> str | None:
        """Return what was typed in the cell above the current one; None where none can be typed in."""
        here = self._cursor.here
        row = self._row_above(here.row()) if here.isValid() else None
        return None if row is None else self._typed(row, here.column())

    def spread(self, source: Sequence[QModelIndex], rows: int, columns: int) -> None:
        """Copy a block over the cells beside it, over and over, so many rows or columns on; one is 0.

        Negative numbers go up or left. Headings of priorities take no part. Selects what was filled.
        """
        lines = sorted({index.row() for index in source})
        stretch = sorted({index.column() for index in source})
        pairs: list[tuple[tuple[int, int], QModelIndex]] = []
        if rows:
            onward = self._rows_on(lines[-1] if rows > 0 else lines[0], rows)
            pattern = lines if rows > 0 else lines[::-1]
            for place, row in enumerate(onward):
                origin = pattern[place % len(pattern)]
                pairs += [((origin, column), self._model.index(row, column)) for column in stretch]
        else:
            pattern = stretch if columns > 0 else stretch[::-1]
            edge = stretch[-1] if columns > 0 else stretch[0]
            for place in range(abs(columns)):
                column = edge + (place + 1 if columns > 0 else -place - 1)
                origin = pattern[place % len(pattern)]
                pairs += [((row, origin), self._model.index(row, column)) for row in lines]
        way = ("down" if rows > 0 else "up") if rows else ("right" if columns > 0 else "left")
        self._copy(pairs, f"Fill {{}} {way}")
        self._cursor.choose_block([*source, *(index for _, index in pairs)])

    def _copy(self, pairs: Sequence[tuple[tuple[int, int], QModelIndex]], label: str) -> None:
        """Enter what was typed elsewhere in a column of the same kind: a quarter's figure is no year's.

        Cells that cannot be typed in, or that show what is worked out, are no source.
        """
        alike = [(o, i) for o, i in pairs if self._kind(o[1]) is self._kind(i.column())]
        found = [(index, self._typed(*origin)) for origin, index in alike]
        if found and all(text is None for _, text in found):
            self._model.told.emit("There is no figure of its own to fill with.")
        self._enter([(index, text) for index, text in found if text is not None], label)

    def _enter(self, wanted: Wanted, label: str) -> bool:
        """Enter what differs from what stands there; the label's braces take the cell or the number."""
        cells = [
            (index, text)
            for index, text in wanted
            if self._model.is_open(index)
            and text.strip() != self._model.cell(index.row(), index.column()).typed
        ]
        if not cells:
            return True
        what = self._model.cell_name(cells[0][0]) if len(cells) == 1 else f"{len(cells)} figures"
        return self._model.enter(cells, label.format(what))

    def _typed(self, row: int, column: int) -> str | None:
        cell = self._model.cell(row, column)
        return None if cell.period is None or cell.is_derived else cell.typed

    def _kind(self, column: int) -> Kind:
        return self._model.columns[column].kind

    def _row_above(self, row: int) -> int | None:
        return next(iter(self._rows_on(row, -row)), None)

    def _rows_on(self, row: int, rows: int) -> list[int]:
        """The rows of figures among so many that follow on, or come before where the number is negative."""
        step = 1 if rows > 0 else -1
        return [
            each
            for each in range(row + step, row + rows + step, step)
            if 0 <= each < self._model.rowCount() and isinstance(self._model.row(each), SeriesRow)
        ]
