"""Footnotes of Word: what explains a marker in a text stands at the foot of the marker's page."""

from typing import Any

from cspdesk.pack.opc import xml_text
from cspdesk.pack.word_page import W
from cspdesk.pack.word_styles import restyle

_SPACE = f'xmlns:w="{W[1:-1]}"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_MARK = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
_AFTER = ("endnotePr", "compat", "docVars", "rsids", "themeFontLang", "decimalSymbol", "listSeparator")
"""Settings that stand behind the one that names the lines above footnotes."""


def reference(number: int, marker: str) -> str:
    """Return the run that shows a footnote's marker in the text."""
    return (
        f'<w:r>{_MARK}<w:footnoteReference w:customMarkFollows="1" w:id="{number}"/>'
        f"<w:t>{xml_text(marker)}</w:t></w:r>"
    )


def footnote(number: int, marker: str, words: str) -> str:
    """Return a footnote: its marker and what it explains."""
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        f"<w:r>{_MARK}<w:t>{xml_text(marker)}</w:t></w:r>"
        f'<w:r><w:t xml:space="preserve"> {xml_text(words)}</w:t></w:r></w:p></w:footnote>'
    )


def highest(document: Any) -> int:
    """Return the highest number of a footnote in a document."""
    part = _part(document)
    return max((int(n.get(f"{W}id")) for n in _element(part).iter(f"{W}footnote")), default=0) if part else 0


def add_footnotes(document: Any, notes: list[str], styles: dict[str, str]) -> None:
    """Add footnotes to a document; one that has none gets the part that holds them."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from lxml import etree

    if not notes:
        return
    part = _part(document)
    if part is None:
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, _EMPTY.encode(), document.part.package)
        document.part.relate_to(part, _RELATION)
        _name_separators(document.settings.element)
    element = _element(part)
    added = etree.fromstring(f"<w:footnotes {_SPACE}>{''.join(notes)}</w:footnotes>")
    restyle(added, styles)
    element.extend(list(added))
    part._blob = etree.tostring(element, encoding="UTF-8", standalone=True, xml_declaration=True)


_LINES = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    f'w:lineRule="auto"/></w:pPr><w:r><w:{mark}/></w:r></w:p></w:footnote>'
    for number, kind, mark in (
        (-1, "separator", "separator"),
        (0, "continuationSeparator", "continuationSeparator"),
    )
)
_EMPTY = f"<w:footnotes {_SPACE}>{_LINES}</w:footnotes>"


def _part(document: Any) -> Any:
    relations = document.part.rels.values()
    return next((each.target_part for each in relations if each.reltype == _RELATION), None)


def _element(part: Any) -> Any:
    from lxml import etree

    return etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))


def _name_separators(settings: Any) -> None:
    from docx.oxml import parse_xml

    if settings.find(f"{W}footnotePr") is not None:
        return
    named = parse_xml(f'<w:footnotePr {_SPACE}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>')
    for tag in _AFTER:
        later = settings.find(f"{W}{tag}")
        if later is not None:
            later.addprevious(named)
            return
