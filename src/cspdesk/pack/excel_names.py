"""What Excel accepts: names of sheets, tables and headings, and codes that print a cell's very digits."""

import re
from collections.abc import Iterable
from decimal import Context, Decimal

from cspdesk.analysis.chart_style import plotted
from cspdesk.domain.printing import half_up
from cspdesk.pack.blocks import Cell
from cspdesk.pack.opc import cell_text

_SHEET_LENGTH = 31
_RESERVED = {"", "history"}
_SIGNS = "+−-"

LONGEST_QUOTED = 1000
"""Of a longer text a workbook holds so many characters; it is read in the Word pack, not in a cell."""
_GOES_ON = "… (this text goes on in the Word pack)"


def sheet_names(titles: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """A legal sheet name for each title: at most 31 characters, none forbidden, unique whatever the case."""
    used = {name.lower() for name in taken}
    found = []
    for title in titles:
        words = " ".join(re.sub(r"[\[\]:*?/\\]", " ", cell_text(title)).split()).strip("' ")
        name = _cut(words, _SHEET_LENGTH)
        number = 1
        while name.lower() in used | _RESERVED:
            number += 1
            tail = f" {number}" if words else f"Table {number - 1}"
            name = _cut(words, _SHEET_LENGTH - len(tail)) + tail
        used.add(name.lower())
        found.append(name)
    return found


def table_name(key: str, used: set[str]) -> str:
    """A legal name for an Excel table, never like a cell's address; `used` grows by it, in lower case."""
    stem = "Table_" + re.sub(r"\W", "_", key, flags=re.ASCII)[:200]
    name, number = stem, 1
    while name.lower() in used:
        number += 1
        name = f"{stem}_{number}"
    used.add(name.lower())
    return name


def unique_headings(headings: Iterable[str]) -> list[str]:
    """The headings as an Excel table can bear them: on one line, never empty, unique and not too long."""
    used: set[str] = set()
    found = []
    for at, heading in enumerate(headings, 1):
        stem = " ".join(cell_text(heading).split())[:240] or f"Column {at}"
        name, number = stem, 1
        while name.lower() in used:
            number += 1
            name = f"{stem} ({number})"
        used.add(name.lower())
        found.append(name)
    return found


def quoted(text: str) -> str:
    """A text as a cell quotes it: whole, or up to the last word within its first 1,000 characters."""
    if len(text) <= LONGEST_QUOTED:
        return text
    head = text[:LONGEST_QUOTED]
    broken = max(head.rfind(" "), head.rfind("\n"))
    return head[: broken if broken > LONGEST_QUOTED // 2 else None].rstrip() + _GOES_ON


def printing_code(cell: Cell) -> str:
    """The code under which Excel prints the cell's number exactly as its text, or "" if none does.

    The digits of the number, rounded half up, must stand in the text; what is round them is kept as words.
    """
    if cell.number is None or not cell.number.is_finite():
        return ""
    rounded = abs(half_up(cell.number, cell.decimals))
    places = "." + "0" * cell.decimals if cell.decimals else ""
    for digits, code in ((f"{rounded:,f}", "#,##0"), (f"{rounded:f}", "0")):
        if found := re.fullmatch(rf"([^\d,.]*){re.escape(digits)}((?![\d,.]*\d).*)", cell.text):
            return _code(found[1], f"{code}{places}", found[2], cell)
    return ""


def kept_number(cell: Cell) -> Decimal | None:
    """The number for Excel to keep: exact, unless it would then print otherwise; percentages as fractions.

    Excel rounds what it shows from 15 digits; LibreOffice from the binary number, a percentage's times 100,
    so that 331.35% kept as 3.3135 would show 331.3%. Such a number is kept as it is printed.
    """
    if cell.number is None:
        return None
    rounded = half_up(cell.number, cell.decimals)
    seen = [Context(prec=15).create_decimal(cell.number)]
    if cell.is_percent:
        seen.append(Decimal(float(plotted(cell.number, True)) * 100))
    agree = all(half_up(number, cell.decimals) == rounded for number in seen)
    return plotted(cell.number if agree else rounded, cell.is_percent)


def _code(before: str, core: str, after: str, cell: Cell) -> str:
    """The code of two parts, for numbers from nought up and for those below, with the words round them."""
    if cell.is_percent != after.startswith("%") or '"' in before + after or len(before + after) > 60:
        return ""
    if cell.is_percent:
        core, after = f"{core}%", after[1:]
    bare = before.strip().lstrip(_SIGNS)
    is_below = cell.number is not None and cell.number < 0
    upper, lower = (bare, before) if is_below else (before, f"−{bare}")
    return f"{_quoted(upper)}{core}{_quoted(after)};{_quoted(lower)}{core}{_quoted(after)}"


def _quoted(words: str) -> str:
    """Words within a number code."""
    return f'"{words}"' if words else ""


def _cut(words: str, length: int) -> str:
    """The words cut at a space where that leaves most of them."""
    if _units(words) <= length:
        return words
    while _units(words) > length:
        words = words[:-1]
    space = words.rfind(" ")
    return (words[:space] if space > length // 2 else words).strip("' ")


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2
