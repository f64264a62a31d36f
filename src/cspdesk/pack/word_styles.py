"""The styles and lists of a Word document: its own where it has them, ours added where it has not."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from cspdesk.pack.word_page import W
from cspdesk.pack.word_template import BULLET_LIST, NUMBER_LIST, numbering_xml, styles_xml

_NUMBERING = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
_NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a document: what bullets and numbers are made from."""

    bullets: int = 1
    """The `w:num` of all bullets."""
    is_bullet_styled: bool = True
    """Whether the style of bullets brings them along."""
    numbers: int = 2
    """The `w:abstractNum` of numbered lists."""
    next_list: int = 3
    """The first free number of a `w:num`."""


def house_styles(document: Any) -> dict[str, str]:
    """Return our style ids, each with that of the style that stands for it; missing ones are added."""
    from docx.oxml import parse_xml

    theirs = document.styles.element
    by_name = {
        (s.get(f"{W}type", "paragraph"), _name(s).lower()): s.get(f"{W}styleId")
        for s in theirs.iter(f"{W}style")
    }
    usual = {
        s.get(f"{W}type", "paragraph"): s.get(f"{W}styleId")
        for s in theirs.iter(f"{W}style")
        if s.get(f"{W}default") in ("1", "true", "on")
    }
    taken_ids, taken_names = set(by_name.values()), {name for _, name in by_name}
    found: dict[str, str] = {}
    missing = []
    own_styles: Any = parse_xml(styles_xml())
    for style in own_styles.iter(f"{W}style"):
        own, kind = style.get(f"{W}styleId"), style.get(f"{W}type")
        known = by_name.get((kind, _name(style).lower()))
        if known is None and style.get(f"{W}default"):
            known = usual.get(kind)
        if known is None:
            missing.append(style)
            known = _fresh(own, taken_ids)
            taken_ids.add(known)
        found[own] = known
    for style in missing:
        added = deepcopy(style)
        added.set(f"{W}styleId", found[style.get(f"{W}styleId")])
        name = added.find(f"{W}name")
        name.set(f"{W}val", _fresh(name.get(f"{W}val"), taken_names, lower=True))
        if usual.get(added.get(f"{W}type")):
            added.attrib.pop(f"{W}default", None)
        for tag in ("basedOn", "next"):
            for link in added.findall(f"{W}{tag}"):
                link.set(f"{W}val", found[link.get(f"{W}val")])
        # Our list's number means another list here: the paragraphs name theirs themselves.
        for numbered in list(added.iter(f"{W}numPr")):
            numbered.getparent().remove(numbered)
        theirs.append(added)
    return found


def restyle(element: Any, styles: dict[str, str]) -> None:
    """Let what was written with our style ids name those that stand for them."""
    if all(own == theirs for own, theirs in styles.items()):
        return
    for named in element.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"):
        own = named.get(f"{W}val")
        named.set(f"{W}val", styles.get(own, own))


def house_lists(document: Any, styles: dict[str, str]) -> Lists:
    """Return the lists of a document; those that its list styles do not bring are added."""
    numbering = _numbering(document)
    nums = {_value(num, "numId"): num for num in numbering.findall(f"{W}num")}
    abstracts = {_value(each, "abstractNumId"): each for each in numbering.findall(f"{W}abstractNum")}
    next_list = max((int(number) for number in nums), default=0) + 1
    bullets = _list_of(document, styles["ListBullet"], nums, abstracts, "bullet")
    numbers = _list_of(document, styles["ListNumber"], nums, abstracts, "decimal")
    abstract = int(_abstract_of(nums[numbers])) if numbers else _add_abstract(numbering, NUMBER_LIST)
    if bullets:
        return Lists(int(bullets), True, abstract, next_list)
    add_list(numbering, next_list, _add_abstract(numbering, BULLET_LIST))
    return Lists(next_list, False, abstract, next_list + 1)


def add_list(numbering: Any, number: int, abstract: int, start: int | None = None) -> None:
    """Add a `w:num`, starting at a number of its own if asked."""
    from docx.oxml import parse_xml

    starts = (
        ""
        if start is None
        else f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    )
    made = parse_xml(
        f'<w:num xmlns:w="{W[1:-1]}" w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{starts}</w:num>'
    )
    last = numbering.find(f"{W}numIdMacAtCleanup")
    if last is None:
        numbering.append(made)
    else:
        last.addprevious(made)


def _add_abstract(numbering: Any, ours: int) -> int:
    """Add one of our list definitions, tied to no style, and return its number."""
    from docx.oxml import parse_xml

    given = numbering.findall(f"{W}abstractNum")
    number = max((int(_value(each, "abstractNumId")) for each in given), default=0) + 1
    lists: Any = parse_xml(numbering_xml())
    added = lists.findall(f"{W}abstractNum")[ours - 1]
    added.set(f"{W}abstractNumId", str(number))
    for link in list(added.iter(f"{W}pStyle")):
        link.getparent().remove(link)
    first = numbering.find(f"{W}num")
    if first is not None:
        first.addprevious(added)
    else:
        numbering.append(added)
    return number


def _abstract_of(num: Any) -> str:
    return _value(num.find(f"{W}abstractNumId"), "val")


def _numbering(document: Any) -> Any:
    """Return the numbering of a document, which not every one has."""
    from docx.opc.packuri import PackURI
    from docx.parts.numbering import NumberingPart

    if not any(relation.reltype == _NUMBERING for relation in document.part.rels.values()):
        empty = f'<w:numbering xmlns:w="{W[1:-1]}"/>'.encode()
        name = PackURI("/word/numbering.xml")
        part = NumberingPart.load(name, _NUMBERING_TYPE, empty, document.part.package)
        document.part.relate_to(part, _NUMBERING)
    return document.part.numbering_part.element


def _list_of(document: Any, style_id: str, nums: dict[str, Any], abstracts: dict[str, Any], kind: str) -> str:
    """Return the number of the list that a style brings along, if it is of the kind; else ""."""
    for style in _ancestors(document, style_id):
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is None:
            continue
        found = str(number.get(f"{W}val"))
        if found not in nums:
            return ""
        abstract = abstracts.get(_abstract_of(nums[found]))
        level = None if abstract is None else abstract.find(f"{W}lvl[@{W}ilvl='0']/{W}numFmt")
        return found if level is not None and level.get(f"{W}val") == kind else ""
    return ""


def _ancestors(document: Any, style_id: str) -> Iterator[Any]:
    """A style and those that it is based on; a circle of them ends where it began."""
    by_id = {style.get(f"{W}styleId"): style for style in document.styles.element.iter(f"{W}style")}
    seen: set[str] = set()
    while style_id in by_id and style_id not in seen:
        seen.add(style_id)
        yield by_id[style_id]
        based = by_id[style_id].find(f"{W}basedOn")
        style_id = "" if based is None else based.get(f"{W}val")


def _name(style: Any) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else str(name.get(f"{W}val", ""))


def _value(element: Any, name: str) -> str:
    return str(element.get(f"{W}{name}"))


def _fresh(wanted: str, taken: set[str], lower: bool = False) -> str:
    """Return a name that is not taken."""
    while (wanted.lower() if lower else wanted) in taken:
        wanted = f"Pack {wanted}" if lower else f"Pack{wanted}"
    return wanted
