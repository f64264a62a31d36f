"""The pages of a Word pack: how much stands on them, and the properties of its sections."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from cspdesk.pack.paper import LONG_SIDE, MARGIN, SHORT_SIDE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_ORDER = (
    *("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc"),
    *("pgBorders", "lnNumType", "pgNumType", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection"),
    *("bidi", "rtlGutter", "docGrid", "printerSettings"),
)
"""What a section may say, in the schema's order; columns are left out, as tables need the whole width."""
_FEWEST = 5000
"""A page that leaves less room than this, in twentieths of a point, is taken for a mistake."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a document; all measures in twentieths of a point."""

    base: Any
    """The `w:sectPr` element that those of all sections are made from."""
    short: int
    long: int
    sides: int
    """The margins at left and right together."""
    ends: int
    """The margins at top and bottom together."""

    def width(self, wide: bool) -> int:
        """Return how wide the text stands."""
        return (self.long if wide else self.short) - self.sides

    def height(self, wide: bool) -> int:
        """Return how high the text stands."""
        return (self.short if wide else self.long) - self.ends

    def given(self) -> str:
        """Return the properties as the document has them."""
        from lxml import etree

        return str(etree.tostring(self.base, encoding="unicode"))

    def section(self, wide: bool, first: bool) -> str:
        """Return the properties of a section; only the `first` may have a first page of its own."""
        from lxml import etree

        made = deepcopy(self.base)
        size = made.find(f"{W}pgSz")
        size.attrib.clear()
        width, height = (self.long, self.short) if wide else (self.short, self.long)
        size.set(f"{W}w", str(width))
        size.set(f"{W}h", str(height))
        if wide:
            size.set(f"{W}orient", "landscape")
        if not first:
            for tag in ("titlePg", "pgNumType"):
                for found in made.findall(f"{W}{tag}"):
                    made.remove(found)
        return str(etree.tostring(made, encoding="unicode"))


def pages_of(sections: Sequence[Any]) -> Pages:
    """Return the pages of the last of some `w:sectPr` elements, which takes over what those before it say."""
    given = sections[-1]
    references: dict[tuple[str, str], Any] = {}
    for section in sections:
        for tag in ("headerReference", "footerReference"):
            for found in section.findall(f"{W}{tag}"):
                references[tag, found.get(f"{W}type", "default")] = found
    children = {tag: given.findall(f"{W}{tag}") for tag in _ORDER}
    for tag in ("headerReference", "footerReference"):
        children[tag] = [found for (kind, _), found in references.items() if kind == tag]
    size, margin = _sizes(given.find(f"{W}pgSz")), _margins(given.find(f"{W}pgMar"))
    sides, ends = margin["left"] + margin["right"] + margin["gutter"], margin["top"] + margin["bottom"]
    if min(size) - max(sides, ends) < _FEWEST:
        size = (SHORT_SIDE, LONG_SIDE)
        margin = dict.fromkeys(margin, MARGIN) | {"gutter": 0, "header": 567, "footer": 567}
        sides = ends = 2 * MARGIN
    base = given.makeelement(f"{W}sectPr")
    for tag in _ORDER:
        for found in children[tag]:
            base.append(deepcopy(found))
        if tag == "type":
            _only(base, "type").set(f"{W}val", "nextPage")
        elif tag == "pgSz":
            _only(base, "pgSz")
        elif tag == "pgMar":
            element = _only(base, "pgMar")
            for side, width in margin.items():
                element.set(f"{W}{side}", str(width))
    return Pages(base, min(size), max(size), sides, ends)


def _only(base: Any, tag: str) -> Any:
    """Return the one child of that name, added where there is none."""
    found = base.find(f"{W}{tag}")
    if found is None:
        found = base.makeelement(f"{W}{tag}")
        base.append(found)
    return found


def _sizes(element: Any) -> tuple[int, int]:
    return _number(element, "w", SHORT_SIDE), _number(element, "h", LONG_SIDE)


def _margins(element: Any) -> dict[str, int]:
    usual = {"top": MARGIN, "right": MARGIN, "bottom": MARGIN, "left": MARGIN}
    usual |= {"header": 567, "footer": 567, "gutter": 0}
    # A margin below nought says that text may run into the header; as a measure it is as good without.
    return {side: abs(_number(element, side, width)) for side, width in usual.items()}


def _number(element: Any, name: str, usual: int) -> int:
    """Return a measure in twentieths of a point, the usual one where it is missing or in another unit."""
    try:
        return int(element.get(f"{W}{name}", usual)) if element is not None else usual
    except ValueError:
        return usual
