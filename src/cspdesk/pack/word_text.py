"""Paragraphs, lists, links and headings as Word XML, and what they need from the document they stand in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cspdesk.domain.text import Line, LineKind, Span
from cspdesk.pack.blocks import list_numbers
from cspdesk.pack.opc import is_link, xml_text
from cspdesk.pack.word_template import BULLET_LIST, NUMBER_LIST

_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


@dataclass(slots=True)
class Draft:
    """The document being written: its part, and the ids given out so far."""

    part: Any
    """python-docx's document part, which holds the relationships."""
    bookmarks: dict[str, str] = field(default_factory=dict)
    """The bookmark of each heading, by the heading's anchor."""
    list_starts: list[int] = field(default_factory=list)
    """The first number of each numbered list made so far."""
    drawings: int = 0

    def link(self, address: str) -> str:
        """The relationship id of a web or mail address."""
        return str(self.part.relate_to(address, _HYPERLINK, is_external=True))

    def new_list(self, start: int) -> int:
        """The id of a new numbered list."""
        self.list_starts.append(start)
        return NUMBER_LIST + len(self.list_starts)

    def new_drawing(self) -> int:
        """A drawing id, unique in the document."""
        self.drawings += 1
        return self.drawings


def paragraph(style: str, content: str, extra: str = "") -> str:
    """A paragraph; `extra` holds further properties, in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{content}</w:p>'


def run(words: str, bold: bool = False, style: str = "") -> str:
    """A run of words; line breaks stay, tabs become spaces."""
    marks = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:b/><w:bCs/>" if bold else "")
    pieces = xml_text(words).replace("\t", " ").split("\n")
    text = "<w:br/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' for piece in pieces)
    return f"<w:r><w:rPr>{marks}</w:rPr>{text}</w:r>" if marks else f"<w:r>{text}</w:r>"


def prose(lines: Sequence[Line], draft: Draft, in_table: bool = False, extra: str = "") -> str:
    """The paragraphs of a text; a numbered list goes on while its numbers do, else a new one starts."""
    found = []
    list_id, expected = 0, 0
    for line, number in zip(lines, list_numbers(lines), strict=True):
        content = "".join(_span(span, draft) for span in line.spans)
        style, listed = "TableText" if in_table else "Normal", ""
        if line.kind is LineKind.NUMBERED:
            if not list_id or number != expected:
                list_id = draft.new_list(number)
            expected = number + 1
            style, listed = "TableText" if in_table else "ListNumber", _in_list(list_id, in_table)
        elif line.kind is LineKind.BULLET:
            style, listed = ("TableText", _in_list(BULLET_LIST, True)) if in_table else ("ListBullet", "")
        found.append(paragraph(style, content, extra + listed))
    return "".join(found)


def heading(level: int, words: str, bookmark: str, bookmark_id: int, new_page: bool) -> str:
    """A heading with its bookmark, on a new page if asked."""
    return paragraph(
        f"Heading{level}",
        f'<w:bookmarkStart w:id="{bookmark_id}" w:name="{bookmark}"/>{run(words)}'
        f'<w:bookmarkEnd w:id="{bookmark_id}"/>',
        "<w:pageBreakBefore/>" if new_page else "",
    )


def list_definitions(draft: Draft) -> list[str]:
    """The `w:num` elements for the numbered lists made, each starting where it should."""
    return [
        '<w:num xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        f'w:numId="{NUMBER_LIST + at}"><w:abstractNumId w:val="{NUMBER_LIST}"/>'
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for at, start in enumerate(draft.list_starts, 1)
    ]


def _span(span: Span, draft: Draft) -> str:
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
