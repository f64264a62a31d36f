"""Saying what an import would change, one sentence per row, before it is applied."""

from collections.abc import Iterable, Sequence

from cspdesk.domain.catalogue import Row
from cspdesk.domain.tables import Footnote, FootnoteMark, Measure
from cspdesk.domain.text import shortened
from cspdesk.exchange.draft import Put
from cspdesk.exchange.exporting import row_cells
from cspdesk.exchange.names import Names
from cspdesk.exchange.sheets import carried, headings_of

_LONGEST = 40
_TOLD = 4


def change_lines(puts: Sequence[Put], names: Names) -> tuple[str, ...]:
    """Return a sentence for each row added or changed; a row that only makes room for another has none."""
    lines = []
    with_new_unit = {put.row.id for put in puts if isinstance(put.row, Measure) and _has_new_unit(put)}
    measures: dict[str, str] = {line.id: line.measure for line in names.series}
    for put in puts:
        place = put.place or put.row.TABLE.sheet
        after = row_cells(put.row, names)
        if put.before is None:
            lines.append(f"{place}: add {_told(after.values()) or 'a row'}.")
            continue
        before = row_cells(put.before, names)
        changed = [
            f"{_was(heading, before.get(heading, ''))} becomes "
            f"'{shortened(after.get(heading, ''), _LONGEST)}'"
            for heading in dict.fromkeys([*before, *after])
            if before.get(heading, "") != after.get(heading, "")
        ]
        if changed:
            lines.append(f"{place}: {_called(put.before, names)}{'; '.join(changed)}.")
        elif _read_anew(put):
            by_unit = measures.get(getattr(put.row, "series", "")) in with_new_unit
            how = "again by the measure's new unit" if by_unit else "afresh"
            lines.append(f"{place}: {_called(put.before, names)}read {how}.")
    return tuple(lines)


def _told(texts: Iterable[str]) -> str:
    words = [shortened(text, _LONGEST) for text in texts if text]
    return ", ".join(words[:_TOLD]) + (", …" if len(words) > _TOLD else "")


def _called(row: Row, names: Names) -> str:
    """What tells a row from its neighbours: its references and its key, else its first words."""
    if isinstance(row, Measure):
        return f"{names.name_measure(row.id)}: "
    cells = row_cells(row, names)
    if isinstance(row, Footnote | FootnoteMark):
        key = [*cells]
    else:
        key = [h for f in carried(row.TABLE) if f.column.key or f.reference for h in headings_of(f)]
    told = [cells[heading] for heading in key if cells.get(heading)] or list(cells.values())
    words = _told(told)
    return f"{words}: " if words else ""


def _was(heading: str, text: str) -> str:
    return f"{heading} '{shortened(text, _LONGEST)}'" if text else f"{heading} (blank)"


def _has_new_unit(put: Put) -> bool:
    there, now = put.before, put.row
    return isinstance(there, Measure) and isinstance(now, Measure) and there.unit is not now.unit


def _read_anew(put: Put) -> bool:
    derived = [field.name for field in put.row.TABLE.fields if field.column.derived]
    return any(getattr(put.row, name) != getattr(put.before, name) for name in derived)
