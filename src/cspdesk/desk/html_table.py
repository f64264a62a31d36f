"""Tables in HTML as Word, Outlook and spreadsheets put it on the clipboard."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

from cspdesk.desk.entry_block import MOST_CELLS, Block, fit_cell

MOST_SPREAD = 1_000
"""The most columns or rows that one cell may span; browsers stop there too."""
MOST_DEEP = 20
"""The most tables within tables; more is nobody's letter."""

_BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "br", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"}
)
"""Elements that begin and end a line within a cell."""
_SILENT = frozenset({"script", "style", "xml", "del"})
"""Elements whose words are none of the table's; "del" is what a tracked change has struck out."""
_VOID = frozenset({"br", "img", "col", "hr", "input", "link", "meta", "wbr"})
_HIDDEN = re.compile(r"(?:display\s*:\s*none|mso-hide\s*:\s*all)", re.IGNORECASE)
_CELL_TAGS = frozenset({"td", "th"})
_SPACE = re.compile(r"[ \t\r\n\f]+")


class _FullError(Exception):
    """As many cells were read as there may be."""


class _NoTableError(Exception):
    """What was copied is no table that anybody drew."""


class _Table:
    """A table while it is read; `take` is told of each cell made and raises where there are too many."""

    def __init__(self, take: Callable[[int], None]) -> None:
        self._take = take
        self.rows: list[tuple[str, ...]] = []
        self.inner: list[_Table] = []
        self.words: list[str] | None = None
        """The pieces of the open cell; None between cells."""
        self._row: list[str] | None = None
        self._below: dict[int, int] = {}
        """How many more rows a cell above reaches down, by its columns."""
        self._span = (1, 1)

    def begin_row(self) -> None:
        self.end_row()
        self._row = []

    def begin_cell(self, columns: int, rows: int) -> None:
        self.end_cell()
        if self._row is None:
            self._row = []
        self._span = (columns, rows)
        self.words = []

    def end_cell(self) -> None:
        """A cell stands at its own top left; the rest of what it spans is blank, as in the plain text."""
        if self.words is None or self._row is None:
            return
        self._fill()
        columns, rows = self._span
        for column in range(len(self._row), len(self._row) + columns):
            if rows > 1:
                self._below[column] = rows - 1
        self._take(columns)
        self._row += [fit_cell("".join(self.words)), *[""] * (columns - 1)]
        self.words = None

    def end_row(self) -> None:
        self.end_cell()
        if self._row is not None:
            self._fill()
            self.rows.append(tuple(self._row))
            self._row = None

    def stop(self) -> None:
        """Keep the cells read so far."""
        if self._row:
            self.rows.append(tuple(self._row))
        self._row = self.words = None

    def leaves(self) -> list[tuple[str, ...]]:
        """The rows, or those of the tables within where this one only lays them out on a page."""
        if self.inner and all(sum(map(bool, row)) <= 1 for row in self.rows):
            return [row for table in self.inner for row in table.leaves()]
        return self.rows

    def _fill(self) -> None:
        row = self._row if self._row is not None else []
        while left := self._below.pop(len(row), 0):
            if left > 1:
                self._below[len(row)] = left - 1
            self._take(1)
            row.append("")


class _Reader(HTMLParser):
    """Reads every table; what stands outside of tables is passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._ending: _Table | None = None
        """The table whose last cell is being taken, which may be one too many."""
        self._skipped, self._depth = "", 0
        self._count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipped:
            self._depth += tag == self._skipped
            return
        given = {name: value or "" for name, value in attrs}
        hidden = _HIDDEN.search(given.get("style", "")) and tag not in (_VOID | _CELL_TAGS | {"table"})
        if tag in _SILENT or hidden:
            self._skipped, self._depth = tag, 1
        elif tag == "table":
            if len(self._open) == MOST_DEEP:
                raise _NoTableError
            self._open.append(_Table(self._take))
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1].begin_row()
        elif tag in _CELL_TAGS:
            self._open[-1].begin_cell(_span(given.get("colspan", "")), _span(given.get("rowspan", "")))
        elif tag in _BLOCKS:
            self._add("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            self._depth -= tag == self._skipped
            # A hidden paragraph is not always closed: it ends with its cell at the latest.
            outer = {"tr", "table"} if self._skipped == "tr" else {"td", "th", "tr", "table"}
            if self._depth > 0 and tag not in outer:
                return
            ended, self._skipped = self._skipped, ""
            if tag == ended:
                return
        if not self._open:
            return
        if tag == "table":
            self._end_table()
        elif tag == "tr":
            self._open[-1].end_row()
        elif tag in _CELL_TAGS:
            self._open[-1].end_cell()
        elif tag in _BLOCKS:
            self._add("\n")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            # Line breaks of the source are mere spaces; those that are meant come as tags.
            self._add(_SPACE.sub(" ", data))

    def finish(self) -> None:
        """End what the text left open."""
        while self._open:
            self._end_table()

    def stop(self) -> None:
        """Leave out the cell that was one too many, and end the rest."""
        if self._ending is not None:
            self._open.append(self._ending)
        for table in self._open:
            table.stop()
        self.finish()

    def _take(self, cells: int) -> None:
        self._count += cells
        if self._count > MOST_CELLS:
            raise _FullError

    def _add(self, words: str) -> None:
        if self._open and (parts := self._open[-1].words) is not None:
            parts.append(words)

    def _end_table(self) -> None:
        table = self._ending = self._open.pop()
        table.end_row()
        self._ending = None
        if not self._open:
            self.tables.append(table)
            return
        self._open[-1].inner.append(table)
        for row in table.rows:
            self._add("\n" + " ".join(row) + "\n")


def read_tables(html: str) -> Block | None:
    """Return the cells of the tables in a text of HTML, one table under the other; None where it has none.

    A cell's paragraphs are lines of it. What a cell spans beside and below it is blank. Hidden parts, scripts
    and styles are passed over, and at MOST_CELLS it stops.
    """
    reader = _Reader()
    is_cut = False
    try:
        # Not closed afterwards: the parser would go over an unfinished tail again and again.
        reader.feed(html)
        reader.finish()
    except _FullError:
        is_cut = True
        reader.stop()
    except (_NoTableError, AssertionError):
        # The standard library's parser asserts that every "<![...]" is one it knows.
        return None
    rows = tuple(row for table in reader.tables for row in table.leaves() if row)
    return Block(rows, is_cut) if rows else None


def _span(text: str) -> int:
    return max(1, min(int(text), MOST_SPREAD)) if re.fullmatch("[0-9]{1,9}", text) else 1
