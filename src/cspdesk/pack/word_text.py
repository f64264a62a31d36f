"""Paragraphs, lists, links and headings as Word XML, and what they need from the document they stand in."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cspdesk.domain.text import Line, LineKind, Span
from cspdesk.pack.blocks import list_numbers
from cspdesk.pack.opc import is_link, xml_text
from cspdesk.pack.word_notes import footnote, reference
from cspdesk.pack.word_styles import Lists

_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


@dataclass(slots=True)
class Draft:
    """The document being written: its part, and the ids given out so far."""

    part: Any
    """python-docx's document part, which holds the relationships."""
    bookmarks: dict[str, str] = field(default_factory=dict)
    """The bookmark of each heading, by the heading's anchor."""
    lists: Lists = field(default_factory=Lists)
    list_starts: list[int] = field(default_factory=list)
    """The first number of each numbered list made so far."""
    footnotes: list[str] = field(default_factory=list)
    first_footnote: int = 1
    drawings: int = 0
    type_width: float = 1.0
    """How wide the type of tables runs against Arial's."""
    marks: set[str] = field(default_factory=set)
    """The names of bookmarks given out, in lower case, as Word tells no others apart."""
    mark_count: int = 0
    part_names: set[str] = field(default_factory=set)
    """The names of the package's parts, filled when the first is asked for."""
    part_counts: dict[str, int] = field(default_factory=dict)

    def link(self, address: str) -> str:
        """The relationship id of a web or mail address."""
        return str(self.part.relate_to(address, _HYPERLINK, is_external=True))

    def new_list(self, start: int) -> int:
        """The id of a new numbered list."""
        self.list_starts.append(start)
        return self.lists.next_list + len(self.list_starts) - 1

    def new_drawing(self) -> int:
        """A drawing id, unique in the document."""
        self.drawings += 1
        return self.drawings

    def new_mark(self, name: str) -> tuple[str, str, str]:
        """Return a bookmark's name, changed where it is taken, and the elements that begin and end it."""
        given, count = name, 1
        while given.lower() in self.marks:
            count += 1
            given = f"{name[: 38 - len(str(count))]}_{count}"
        self.marks.add(given.lower())
        self.mark_count += 1
        number = self.mark_count
        return (
            given,
            f'<w:bookmarkStart w:id="{number}" w:name="{given}"/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
        )

    def new_footnote(self, marker: str, words: str) -> str:
        """Add a footnote and return the run that refers to it."""
        number = self.first_footnote + len(self.footnotes)
        self.footnotes.append(footnote(number, marker, words))
        return reference(number, marker)

    def part_name(self, template: str) -> Any:
        """Return a part's name that is not taken: "/word/charts/chart%d.xml" with the next number.

        python-docx looks through all parts for each, which takes a second for a few hundred charts.
        """
        from docx.opc.packuri import PackURI

        if not self.part_names:
            self.part_names = {str(part.partname) for part in self.part.package.iter_parts()}
        while True:
            count = self.part_counts[template] = self.part_counts.get(template, 0) + 1
            if (name := template % count) not in self.part_names:
                self.part_names.add(name)
                return PackURI(name)


def mark_name(row: str) -> str:
    """Return the bookmark of a row: "cd_", its table, "_" and 20 hexadecimal digits of the row's SHA-256.

    So whoever holds the rows can tell which a text of the pack came from; Word allows 40 characters.
    """
    table = re.sub(r"[^a-z0-9_]", "", row.partition("/")[0].lower())[:16]
    return f"cd_{table}_{hashlib.sha256(row.encode()).hexdigest()[:20]}"


def paragraph(style: str, content: str, extra: str = "") -> str:
    """A paragraph; `extra` holds further properties, in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{content}</w:p>'


def run(words: str, bold: bool = False, style: str = "") -> str:
    """A run of words; line breaks stay, tabs become spaces."""
    marks = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:b/><w:bCs/>" if bold else "")
    pieces = xml_text(words).replace("\t", " ").split("\n")
    text = "<w:br/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' for piece in pieces)
    return f"<w:r><w:rPr>{marks}</w:rPr>{text}</w:r>" if marks else f"<w:r>{text}</w:r>"


def prose(
    lines: Sequence[Line],
    draft: Draft,
    rows: Sequence[str] = (),
    notes: Sequence[tuple[str, str]] = (),
    in_table: bool = False,
    extra: str = "",
) -> str:
    """The paragraphs of a text; a numbered list goes on while its numbers do, else a new one starts.

    `rows` tells the row that each line is kept in; lines of one row in a run share a bookmark. `notes` are
    markers with what explains them: each becomes a footnote where the marker stands.
    """
    found = []
    list_id, expected = 0, 0
    waiting = list(notes)
    rows = rows or [""] * len(lines)
    end = ""
    for at, (line, number) in enumerate(zip(lines, list_numbers(lines), strict=True)):
        content = "".join(_span(span, draft, waiting) for span in line.spans)
        if rows[at]:
            if not at or rows[at - 1] != rows[at]:
                _, start, end = draft.new_mark(mark_name(rows[at]))
                content = start + content
            if at == len(lines) - 1 or rows[at + 1] != rows[at]:
                content += end
        style, listed = "TableText" if in_table else "Normal", ""
        if line.kind is LineKind.NUMBERED:
            if not list_id or number != expected:
                list_id = draft.new_list(number)
            expected = number + 1
            style, listed = "TableText" if in_table else "ListNumber", _in_list(list_id, in_table)
        elif line.kind is LineKind.BULLET:
            style = "TableText" if in_table else "ListBullet"
            if in_table or not draft.lists.is_bullet_styled:
                listed = _in_list(draft.lists.bullets, in_table)
        found.append(paragraph(style, content, extra + listed))
    return "".join(found)


def heading(level: int, words: str, mark: tuple[str, str], new_page: bool) -> str:
    """A heading between the two ends of its bookmark, on a new page if asked."""
    return paragraph(
        f"Heading{level}",
        f"{mark[0]}{run(words)}{mark[1]}",
        "<w:keepNext/><w:keepLines/>" + ("<w:pageBreakBefore/>" if new_page else ""),
    )


def _span(span: Span, draft: Draft, waiting: list[tuple[str, str]]) -> str:
    for at, (marker, words) in enumerate(waiting):
        if span.text == marker:
            del waiting[at]
            return draft.new_footnote(marker, words)
    if not span.address:
        return run(span.text, span.bold)
    if span.address.removeprefix("#") in draft.bookmarks:
        words = run(span.text, span.bold, "Hyperlink")
        bookmark = draft.bookmarks[span.address.removeprefix("#")]
        return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{words}</w:hyperlink>'
    if not is_link(span.address):
        return run(f"{span.text} ({span.address})", span.bold)
    words = run(span.text, span.bold, "Hyperlink")
    return f'<w:hyperlink r:id="{draft.link(span.address)}">{words}</w:hyperlink>'


def _in_list(list_id: int, in_table: bool) -> str:
    indent = '<w:ind w:left="283" w:hanging="283"/>' if in_table else ""
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_id}"/></w:numPr>{indent}'
