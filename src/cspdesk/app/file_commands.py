"""Commands on the file: new, samples, import, export, verify, history."""

import argparse
import sys
from collections.abc import Iterator

from cspdesk.app.history_words import cell_in_words, revisions_in_words
from cspdesk.app.places import LARGE_IMPORT, editor, keep_backup, writing
from cspdesk.app.samples import new_from_book, sample, samples
from cspdesk.domain.catalogue import Stored
from cspdesk.domain.errors import InputError
from cspdesk.domain.months import long_date
from cspdesk.domain.period_text import parse_period
from cspdesk.domain.plan_view import measure_name, series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, MeasureId, Observation, Placement
from cspdesk.store.log import Logged
from cspdesk.store.store import Store

KINDS = ("workbook", "table", "return", "report", "home-office", "police-uk")
_READY = ("workbook",)

_CELL = "Write --cell 'MEASURE|SERIES|PERIOD', such as '2.1||2015-16Q4'."


def new(options: argparse.Namespace) -> int:
    """Make a file: empty, from a sample, or from a book."""
    book = sample(options.sample).folder if options.sample else options.book
    notes: tuple[str, ...] = ()
    if book is None:
        store = Store.create(options.file, editor())
    else:
        store, notes = new_from_book(options.file, book, editor())
    with store:
        for note in notes:
            print(note, file=sys.stderr)
        print(f"Made {options.file}.")
    return 0


def list_samples(_: argparse.Namespace) -> int:
    """List the samples."""
    width = max(len(each.name) for each in samples())
    for each in samples():
        print(f"{each.name:<{width}}  {each.title}. {each.description} Newest quarter: {each.quarter.key}.")
    return 0


def bring_in(options: argparse.Namespace) -> int:
    """Add figures and changes from a workbook, or say what would change."""
    from cspdesk.exchange.book_read import read_book
    from cspdesk.exchange.workbook import plan_import

    if options.kind not in _READY:
        raise InputError(f"Importing --as {options.kind} is not yet possible. Use --as workbook.")
    book = read_book(options.source)
    if options.dry_run:
        with Store.read(options.file) as copy:
            planned = plan_import(book, copy.load())
        for line in (*planned.notes, *planned.lines):
            print(line)
        print(f"{_count(len(planned.lines))} would be made; nothing was changed.")
        return 0
    with writing(options.file) as store:
        planned = plan_import(book, store.load())
        if len(planned.lines) >= LARGE_IMPORT:
            keep_backup(store)
        store.run(planned.command(f"Import {options.source.name}"), "import")
        for note in planned.notes:
            print(note, file=sys.stderr)
        print(f"{_count(len(planned.lines))} made in {options.file}.")
    return 0


def export(options: argparse.Namespace) -> int:
    """Write the whole document as a workbook."""
    from cspdesk.exchange.workbook import export_document

    with Store.read(options.file) as copy:
        export_document(copy.load(), options.book)
    print(f"Wrote {options.book}.")
    return 0


def verify(options: argparse.Namespace) -> int:
    """Check the file itself."""
    with Store.read(options.file, must_be_sound=False) as copy:
        troubles = copy.troubles()
    for trouble in troubles:
        print(trouble)
    if not troubles:
        print(f"{options.file} is sound.")
    return 1 if troubles else 0


def history(options: argparse.Namespace) -> int:
    """List what was changed, or what one cell has held."""
    with Store.read(options.file) as copy:
        entries = copy.history()
        snapshot = copy.load()
        if options.cell:
            lines = _cell_lines(snapshot, entries, options.cell)
        else:
            lines = (_line(entry) + revisions_in_words(snapshot, entry) for entry in entries)
        for line in lines:
            print(line)
    return 0


def _line(entry: Logged) -> str:
    when = f"{long_date(entry.at.date())} {entry.at:%H:%M}"
    return f"{entry.sequence:>5}  {when}  {entry.actor} on {entry.device}  {entry.label}"


def _cell_lines(snapshot: Snapshot, entries: list[Logged], cell: str) -> Iterator[str]:
    """What a cell held, edit by edit; raises InputError where there is no such cell."""
    parts = [part.strip() for part in cell.split("|")]
    if len(parts) != 3:
        raise InputError(f"'{cell}' names no cell. {_CELL}")
    measure = _measure(snapshot, parts[0])
    lines = [line for line in series_of(snapshot, measure) if line.label == parts[1]]
    if not lines:
        labels = ", ".join(f"'{line.label}'" for line in series_of(snapshot, measure))
        raise InputError(f"Measure {parts[0]} has no series '{parts[1]}'; it has {labels}.")
    key = (lines[0].id, parse_period(parts[2]).key)
    found = False
    for entry in entries:
        said = cell_in_words(snapshot, entry, key)
        for change in entry.changes:
            before, after = change.before or {}, change.after or {}
            if change.table == Observation.TABLE.name and change.key == key and _of(before) != _of(after):
                said = f": {_of(before) or 'empty'} became {_of(after) or 'empty'}{said}"
        if said:
            found = True
            yield _line(entry) + said
    if not found:
        where = f"{measure_name(snapshot, measure)}, {parse_period(parts[2]).label}"
        yield f"Nothing was ever entered for {where}."


def _of(values: "dict[str, Stored] | object") -> str:
    return str(values.get("typed", "")) if isinstance(values, dict) else ""


def _measure(snapshot: Snapshot, words: str) -> MeasureId:
    """The measure of that number in any plan, or of that title."""
    numbered = {place.measure for place in snapshot.of(Placement).where("number", words)} if words else set()
    found = numbered or {row.id for row in snapshot.of(Measure).where("title", words)}
    if len(found) != 1:
        trouble = "names no measure" if not found else "names more than one measure"
        raise InputError(f"'{words}' {trouble}. Give its number or its whole title. {_CELL}")
    return next(iter(found))


def _count(changes: int) -> str:
    return "1 change" if changes == 1 else f"{changes} changes"
