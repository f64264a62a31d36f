"""Saying what an import would change, one sentence per row, before it is applied."""

from collections.abc import Iterable

from cspdesk.domain.catalogue import Row
from cspdesk.domain.tables import Footnote, FootnoteMark, Measure
from cspdesk.exchange.cells import shortened
from cspdesk.exchange.draft import Put
from cspdesk.exchange.exporting import row_cells
from cspdesk.exchange.names import Names
from cspdesk.exchange.sheets import carried, headings_of

_LONGEST = 40
_TOLD = 4


def change_lines(puts: Iterable[Put], names: Names) -> tuple[str, ...]:
    """Return a sentence for each row added or changed; a row that only makes room for another has none."""
    lines = []
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
            lines.append(f"{place}: {_called(put.before, names)}read again by the measure's new unit.")
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


def _read_anew(put: Put) -> bool:
    derived = [field.name for field in put.row.TABLE.fields if field.column.derived]
    return any(getattr(put.row, name) != getattr(put.before, name) for name in derived)
