"""Reading HTML from Word, Outlook and the web as lines of our own text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

MOST_DEEP = 20
"""The most lists within lists and tables within tables; what is deeper is read as if it were not there."""

_SILENT = frozenset(
    {"script", "style", "xml", "del", "title", "template", "noscript", "svg", "select", "object", "iframe"}
)
"""Elements whose words are none of the text's; "del" is what a tracked change has struck out."""
_VOID = frozenset({"br", "img", "col", "hr", "input", "link", "meta", "wbr", "base", "area", "source"})
_BLOCKS = frozenset(
    {"p", "div", "pre", "blockquote", "section", "article", "header", "footer", "main", "aside", "nav", "dl"}
    | {"dt", "dd", "figure", "figcaption", "address", "form", "fieldset", "hr", "body", "caption"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS = frozenset({"td", "th"})
_NEVER_HIDDEN = _VOID | _CELLS | {"table", "tr", "body"}
_HIDDEN = re.compile(r"(?:display\s*:\s*none|mso-hide\s*:\s*all)", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s*:\s*([a-z]+|[0-9]{1,4})", re.IGNORECASE)
_LIST_ITEM = re.compile(r"mso-list\s*:\s*l?[0-9]", re.IGNORECASE)
_LIST_MARK = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_SPACE = re.compile("[ \t\r\n\f\xa0]+")
_NUMBER = re.compile(r"\(?([0-9]{1,3})[.)]?")
_LETTER = re.compile(r"\(?[A-Za-z]{1,4}[.)]")
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words set alike."""

    text: str
    bold: bool
    address: str


@dataclass(slots=True)
class _Element:
    """An element that is open, and what it changed."""

    tag: str
    bold: bool
    address: str


@dataclass(slots=True)
class _Table:
    """A table while it is read: the lines of each cell of the open row."""

    outer: list[str]
    """Where the lines went before the table began."""
    cells: list[list[str]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Gathers lines; every element is looked at once, whatever stands open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        """Where finished lines go: the text, or the open cell."""
        self._runs: list[_Run] = []
        self._prefix = ""
        """The mark of the list item whose first line is open."""
        self._open: list[_Element] = []
        self._counts: dict[str, int] = {}
        """How many elements of each name stand open."""
        self._lists: list[int | None] = []
        """The next number of each open list; None for bullets."""
        self._tables: list[_Table] = []
        self._deep_lists = self._deep_tables = 0
        self._skipped, self._depth = "", 0
        self._mark: list[str] | None = None
        """The pieces of a Word list item's own mark while it is read."""
        self._mark_depth = 0

    # ------------------------------------------------------------------ what the parser tells

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipped:
            self._depth += tag == self._skipped
            return
        given = {name: value or "" for name, value in attrs}
        style = given.get("style", "")
        if tag in _SILENT or (
            _HIDDEN.search(style) and tag not in (_VOID | _CELLS | {"table", "tr", "body"})
        ):
            self._skipped, self._depth = tag, 1
            return
        self._begin(tag, given, style)
        if tag not in _VOID:
            self._push(tag, given, style)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # "<script/>" and its like hold nothing that could be skipped.
        if not self._skipped and (tag in _VOID or tag == "p"):
            self._begin(tag, {name: value or "" for name, value in attrs}, "")

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            self._depth -= tag == self._skipped
            if self._depth > 0:
                return
            self._skipped = ""
            return
        self._pop(tag)
        self._end(tag)

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        if self._mark is not None:
            self._mark.append(data)
        elif self._counts.get("pre"):
            for place, piece in enumerate(data.split("\n")):
                if place:
                    self._break()
                self._add(piece)
        else:
            self._add(_SPACE.sub(" ", data))

    def text(self) -> str:
        """Return the lines read; what the text left open is ended."""
        self._break()
        while self._tables:
            self._end_table()
        return "\n".join(self._lines)

    # ------------------------------------------------------------------ elements

    def _begin(self, tag: str, given: dict[str, str], style: str) -> None:
        if tag == "br":
            self._break()
        elif tag in ("ul", "ol"):
            self._break()
            if len(self._lists) < MOST_DEEP:
                self._lists.append(_start(given.get("start", "")) if tag == "ol" else None)
            else:
                self._deep_lists += 1
        elif tag == "li":
            self._break()
            self._begin_item(given.get("value", ""))
        elif tag == "table":
            self._begin_table()
        elif tag == "tr":
            self._end_row()
        elif tag in _CELLS:
            self._begin_cell()
        elif tag in _BLOCKS or tag in _HEADINGS:
            self._break()
            if tag == "p" and _LIST_ITEM.search(style) and not self._prefix:
                # Its own mark follows in a piece of its own; where there is none, a bullet it is.
                self._prefix = "- "
        elif _LIST_MARK.search(style) and self._mark is None:
            self._mark, self._mark_depth = [], len(self._open)

    def _end(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._break()
            if self._deep_lists:
                self._deep_lists -= 1
            elif self._lists:
                self._lists.pop()
        elif tag == "table":
            self._end_table()
        elif tag == "tr":
            self._end_row()
        elif tag in _CELLS:
            self._break()
        elif tag in _BLOCKS or tag in _HEADINGS or tag == "li":
            # A list item's paragraph ends the line, an empty one leaves the mark for the next.
            self._break(drops_mark=tag in ("li", "p") and not self._lists)

    def _push(self, tag: str, given: dict[str, str], style: str) -> None:
        bold, address = (self._open[-1].bold, self._open[-1].address) if self._open else (False, "")
        if tag in ("b", "strong") or tag in _HEADINGS:
            bold = True
        if weight := _WEIGHT.search(style):
            said = weight[1].casefold()
            bold = int(said) >= 600 if said.isdigit() else said in ("bold", "bolder")
        if tag == "a" and "href" in given:
            address = _address(given["href"])
        self._open.append(_Element(tag, bold, address))
        self._counts[tag] = self._counts.get(tag, 0) + 1

    def _pop(self, tag: str) -> None:
        """Close the innermost element of that name and all within it; nothing where none is open."""
        if not self._counts.get(tag):
            return
        while self._open:
            ended = self._open.pop()
            self._counts[ended.tag] -= 1
            if self._mark is not None and len(self._open) <= self._mark_depth:
                self._end_mark()
            if ended.tag == tag:
                return

    def _begin_item(self, value: str) -> None:
        number = self._lists[-1] if self._lists else None
        if number is None:
            self._prefix = "- "
            return
        number = _start(value) if value else number
        self._prefix = f"{number}. "
        self._lists[-1] = min(number + 1, 999)

    def _end_mark(self) -> None:
        """Word writes the mark of a list item as words: "·", "o", "1.", "a)"."""
        mark = _SPACE.sub(" ", "".join(self._mark or ())).strip()
        self._mark = None
        if number := _NUMBER.fullmatch(mark):
            self._prefix = f"{int(number[1])}. "
        elif _LETTER.fullmatch(mark):
            self._prefix = ""
            self._add(f"{mark} ")
        else:
            self._prefix = "- "

    # ------------------------------------------------------------------ tables

    def _begin_table(self) -> None:
        self._break()
        if len(self._tables) >= MOST_DEEP:
            self._deep_tables += 1
            return
        self._tables.append(_Table(self._lines))

    def _begin_cell(self) -> None:
        self._break()
        if self._tables and not self._deep_tables:
            cell: list[str] = []
            self._tables[-1].cells.append(cell)
            self._lines = cell

    def _end_row(self) -> None:
        self._break()
        if not self._tables or self._deep_tables:
            return
        table = self._tables[-1]
        cells, table.cells, self._lines = table.cells, [], table.outer
        self._lines += _row(cells)

    def _end_table(self) -> None:
        self._break()
        if self._deep_tables:
            self._deep_tables -= 1
        elif self._tables:
            self._end_row()
            self._tables.pop()

    # ------------------------------------------------------------------ lines

    def _add(self, words: str) -> None:
        if words:
            top = self._open[-1] if self._open else None
            self._runs.append(_Run(words, bool(top and top.bold), top.address if top else ""))

    def _break(self, *, drops_mark: bool = False) -> None:
        """End the open line; one without words is none, and leaves the list item's mark for the next."""
        if self._runs:
            runs, self._runs = self._runs, []
            if line := _line(runs):
                self._lines.append(self._prefix + line)
                self._prefix = ""
        if drops_mark:
            self._prefix = ""


def read_html(html: str) -> str:
    """Return the lines of a text of HTML, "" where it cannot be read; in one pass, whatever it holds."""
    reader = _Reader()
    try:
        # Not closed afterwards: the parser would go over an unfinished tail again and again.
        reader.feed(html)
    except AssertionError:
        # The standard library's parser asserts that every "<![...]" is one it knows.
        return ""
    return reader.text()


def _row(cells: list[list[str]]) -> Iterable[str]:
    filled = [cell for cell in cells if cell]
    if len(filled) > 1 and all(len(cell) == 1 for cell in filled):
        return [" | ".join("".join(cell) for cell in cells).strip()]
    # Tables that lay out a page, and cells of several paragraphs: one cell's lines after the other's.
    return [line for cell in filled for line in cell]


def _line(runs: list[_Run]) -> str:
    """Return the line of words with their marks; what is set alike is joined."""
    joined: list[tuple[_Run, list[str]]] = []
    ends_in_space = True
    for run in runs:
        # A space before a space, also across runs, is one.
        words = run.text.lstrip(" ") if ends_in_space else run.text
        if not words:
            continue
        ends_in_space = words.endswith(" ")
        if joined and (joined[-1][0].bold, joined[-1][0].address) == (run.bold, run.address):
            joined[-1][1].append(words)
        else:
            joined.append((run, [words]))
    found: list[str] = []
    at = 0
    while at < len(joined):
        bold, pieces = joined[at][0].bold, []
        while at < len(joined) and joined[at][0].bold == bold:
            run, parts = joined[at]
            pieces.append(_linked("".join(parts), run.address))
            at += 1
        found.append(_bold("".join(pieces)) if bold else "".join(pieces))
    return "".join(found).strip()


def _bold(words: str) -> str:
    inner = words.strip()
    # Marks within would pair wrongly, and only letters can be bold.
    if not any(letter.isalnum() for letter in inner) or "**" in inner:
        return words
    ahead = words[: len(words) - len(words.lstrip())]
    return f"{ahead}**{inner}**{words[len(words.rstrip()) :]}"


def _linked(words: str, address: str) -> str:
    inner = words.strip()
    if not address or not inner:
        return words
    named = inner.replace("[", "(").replace("]", ")")
    ahead = words[: len(words) - len(words.lstrip())]
    return f"{ahead}[{named}]({address}){words[len(words.rstrip()) :]}"


def _address(href: str) -> str:
    """The address of a link that our texts can hold, else ""."""
    tidy = href.strip().replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    return tidy if _ADDRESS.fullmatch(tidy) else ""


def _start(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,3}", text) else 1
