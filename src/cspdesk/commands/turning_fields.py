"""Renumbering inside texts: a live field that names a measure by its number follows the measure."""

import re
from collections.abc import Iterable, Mapping

from cspdesk.domain.tables import MeasureId

# "{{" is a brace and opens no field.
_FIELD = re.compile(r"\{\{|\{(?P<before>\s*)(?P<inside>[^{}\s][^{}]*)\}")


def moved_numbers(before: Iterable[tuple[str, MeasureId]], after: Mapping[MeasureId, str]) -> dict[str, str]:
    """Return what each number of one plan is in the next, for texts that go on there.

    A measure that is left behind, or has no number any more, "was 2.1": no field finds that, so the checker
    asks, where "2.1" itself could be another measure's by now.
    """
    found: dict[str, set[str]] = {}
    for number, measure in before:
        if number.strip():
            found.setdefault(number.strip(), set()).add(after.get(measure, "").strip())
    sole = {old: next(iter(new)) if len(new) == 1 else "" for old, new in found.items()}
    return {old: new or f"was {old}" for old, new in sole.items() if new != old}


def renumbered(text: str, numbers: Mapping[str, str]) -> str:
    """Return a text whose live fields name measures by their new numbers; all else stays to the letter.

    `numbers` gives the new number of each old one; `{change}`, which names no measure, stays as it is.
    """
    if not numbers or "{" not in text:
        return text

    def follow(found: re.Match[str]) -> str:
        inside = found["inside"] or ""
        # A number may hold a blank, so the longest that fits is meant: "V 2" before "V".
        fits = [
            old for old in numbers if inside.startswith(old) and inside[len(old) : len(old) + 1] in " /\t"
        ]
        old = max(fits, key=len, default="")
        if not old or inside == old:
            return found[0]
        return f"{{{found['before']}{numbers[old]}{inside[len(old) :]}}}"

    return _FIELD.sub(follow, text)
