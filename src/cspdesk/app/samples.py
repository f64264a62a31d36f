"""The sample partnerships that come with the program, and new files made from books of tables."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from cspdesk.domain.errors import InputError
from cspdesk.domain.period import Period
from cspdesk.domain.resources import resource
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Partnership
from cspdesk.store.store import Editor, Store


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample partnership: its name on the command line and what it shows."""

    name: str
    title: str
    description: str
    quarter: Period
    notes: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Its tables as .csv."""
        return resource("samples", self.name)


def samples() -> tuple[Sample, ...]:
    """Return the samples by name."""
    return tuple(_about(path) for path in sorted(resource("samples").glob("*/about.toml")))


def sample(name: str) -> Sample:
    """Return a sample; raises InputError naming those there are."""
    found = samples()
    for each in found:
        if each.name == name:
            return each
    raise InputError(f"There is no sample '{name}'. Choose one of: {', '.join(s.name for s in found)}.")


def new_from_book(path: Path, book: Path, who: Editor) -> tuple[Store, tuple[str, ...]]:
    """Make a new file from a workbook or a folder of .csv; returns it open, and what was noticed.

    Raises InputError for what cannot be read and FileError for the file; then there is no file.
    """
    from cspdesk.exchange.book_read import read_book
    from cspdesk.exchange.workbook import plan_import

    planned = plan_import(read_book(book), Snapshot.of_rows([Partnership()]))
    start = planned.command(f"Start from {book.name}")
    return Store.create(path, who, start), planned.notes


def _about(path: Path) -> Sample:
    text = tomllib.loads(path.read_text(encoding="utf-8"))
    return Sample(
        path.parent.name,
        text["title"],
        text["description"],
        Period.from_key(text["quarter"]),
        tuple(text["notes"]),
    )
