"""How wide a Word document's type runs, so that no word is broken in a council's own font."""

from collections.abc import Iterator
from typing import Any

from cspdesk.pack.word_page import W

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_THEME = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
_WIDTHS = {
    "aptos": 1.0,
    "calibri": 0.92,
    "cambria": 1.0,
    "candara": 0.95,
    "century gothic": 1.14,
    "corbel": 0.95,
    "dejavu sans": 1.2,
    "dejavu serif": 1.22,
    "garamond": 0.86,
    "georgia": 1.1,
    "gill sans mt": 0.94,
    "lucida sans": 1.12,
    "segoe ui": 1.04,
    "tahoma": 1.03,
    "times new roman": 0.9,
    "trebuchet ms": 1.02,
    "verdana": 1.2,
}
"""Widths of bold words against Arial's, rounded up: what matters is that nothing is broken."""


def type_width(document: Any, styles: dict[str, str]) -> float:
    """Return how wide the type of a document's tables runs against Arial's; 1 where nobody knows."""
    name = next(_names(document, styles["TableText"]), "")
    return _WIDTHS.get(name.lower(), 1.0)


def _names(document: Any, style_id: str) -> Iterator[str]:
    """The fonts that a style asks for, its own first, then those that it takes over."""
    root = document.styles.element
    by_id = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}
    seen: set[str] = set()
    while style_id in by_id and style_id not in seen:
        seen.add(style_id)
        yield from _font(document, by_id[style_id].find(f"{W}rPr/{W}rFonts"))
        based = by_id[style_id].find(f"{W}basedOn")
        style_id = "" if based is None else based.get(f"{W}val")
    yield from _font(document, root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts"))


def _font(document: Any, fonts: Any) -> Iterator[str]:
    if fonts is None:
        return
    themed = fonts.get(f"{W}asciiTheme", "")
    if themed:
        yield from _themed(document, "majorFont" if themed.startswith("major") else "minorFont")
    elif fonts.get(f"{W}ascii"):
        yield fonts.get(f"{W}ascii")


def _themed(document: Any, kind: str) -> Iterator[str]:
    from lxml import etree

    for relation in document.part.rels.values():
        if relation.reltype == _THEME and not relation.is_external:
            try:
                theme = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
            except etree.XMLSyntaxError:
                return
            latin = theme.find(f".//{_A}{kind}/{_A}latin")
            if latin is not None and latin.get("typeface"):
                yield str(latin.get("typeface"))
