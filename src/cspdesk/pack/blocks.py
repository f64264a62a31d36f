"""What a pack says, in order: Word, Excel and the web page are all three written from these blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cspdesk.analysis.charts import ChartSpec
from cspdesk.domain.text import Line, LineKind


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: whose pack, for which quarter, of which date."""

    partnership: str
    title: str
    """"Board pack", or the layout's own words."""
    quarter: str
    """"Quarter 4 2015/16"."""
    span: str
    """"January to March 2016"."""
    dated: str
    """"12 May 2016", or "" where the pack bears no date."""
    facts: tuple[tuple[str, str], ...] = ()
    """Further lines: a label and its words ("Plan", "Community Safety Plan 2014-2017")."""
    version: str = ""
    """"Version 2, replaces version 1 of 10 May 2016; 3 figures changed", or "" for a draft."""
    changes: tuple[str, ...] = ()
    """Each of those figures, with what it was and is."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: every heading of level 1 and 2, linked."""

    title: str = "Contents"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; levels run 1 to 3 and never skip one."""

    level: int
    text: str
    anchor: str
    """Unique in the pack: lower-case letters, digits and hyphens."""
    new_page: bool = False
    wide: bool = False
    """Whether the page lies down for what stands under it, up to the next heading."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs, bullets and numbered lines."""

    lines: tuple[Line, ...]
    row: str = ""
    """The row that the text is kept in: "commentary/MEASURE/2015-16Q4", the table first; "" where none."""
    rows: tuple[str, ...] = ()
    """The row of each line, where the lines come from several; as many as there are lines."""


class CellKind(StrEnum):
    """How the cells of a column are set."""

    TEXT = "text"
    FIGURE = "figure"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: one heading, how its cells are set, and its share of the width."""

    heading: str
    kind: CellKind = CellKind.TEXT
    weight: int = 10
    shows: str = ""
    """What a layout calls it, whatever its heading: "quarter 1", "year to date"; "" for no such name."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the printed words, and the number behind them where there is one."""

    text: str = ""
    number: Decimal | None = None
    """The exact number for Excel; `text` is how it prints everywhere."""
    decimals: int = 0
    """Decimal places that `text` shows."""
    is_percent: bool = False
    """Whether `number` is a percentage (62 means 62%)."""
    status: str = ""
    """"green", "amber", "red" or "grey" in a status cell; `text` then holds the word to print."""
    lines: tuple[Line, ...] = ()
    """Text with its marks; `text` then holds the same without marks."""
    row: str = ""
    """The row that the text is kept in, as in `Prose`."""
    rows: tuple[str, ...] = ()
    """The row of each line, as in `Prose`."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one heading row; rows have as many cells as there are columns."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: str
    """Unique in the pack; letters, digits and underscores, starting with a letter: names the Excel table."""
    source: str = ""
    """Where it comes from, without the word "Source"."""
    notes: tuple[str, ...] = ()
    wide: bool = False
    """Whether the page must lie down for it."""
    description: str = ""
    """Alternative text: what the table holds, for people who cannot see it."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its caption (the spec's title) and its source line (the spec's source)."""

    spec: ChartSpec
    is_low: bool = False
    """Whether it is drawn less high on paper, so that a page has room for more."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its caption above it and its source below."""

    image: bytes
    """A PNG or JPEG."""
    width: int
    """In pixels, as is the height."""
    height: int
    caption: str = ""
    source: str = ""
    """Where it comes from, without the word "Source"."""
    description: str = ""
    """Alternative text: what it shows, for people who cannot see it."""


@dataclass(frozen=True, slots=True)
class Note:
    """A quiet line: a source, a footnote, "No update was provided"."""

    text: str
    marker: str = ""
    """The marker that this explains, which stands in the text right above: "[note 1]".

    `text` begins with it.
    """


Block = Cover | Contents | Heading | Prose | Table | Chart | Picture | Note


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole pack, ready to be written."""

    title: str
    """The document's title property: "Riverbourne CSP board pack, Quarter 4 2015/16"."""
    partnership: str
    quarter: str
    author: str
    dated: str
    """ISO date used as the documents' creation date, so that equal packs give equal bytes."""
    file_stem: str
    """"Riverbourne CSP board pack Q4 2015-16 v2"; no version in the name of a draft."""
    blocks: tuple[Block, ...]
    unsaid: tuple[str, ...] = ()
    """A sentence for each live field that names no figure: its place and why. Such a pack is not issued."""


def list_numbers(lines: Sequence[Line]) -> list[int]:
    """The number to print before each line: as typed, else one more than the last one; 0 for none."""
    found = []
    last = 0
    for line in lines:
        if line.kind is LineKind.NUMBERED:
            last = line.number or last + 1
            found.append(last)
        else:
            found.append(0)
    return found
