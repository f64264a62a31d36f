"""A Word pack as a reader finds it: its tables and its paragraphs, read by python-docx."""

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from docx import Document

from cspdesk.app.samples import new_from_book, samples
from cspdesk.domain.snapshot import Snapshot
from tests.support.documents import EDITOR


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table of a Word document: its headings and its rows, as text."""

    headings: list[str]
    rows: list[list[str]]


def tables_of(content: bytes) -> list[WordTable]:
    """The tables of a Word document, in order."""
    found = []
    for table in Document(io.BytesIO(content)).tables:
        headings, *rows = [[cell.text for cell in row.cells] for row in table.rows]
        found.append(WordTable(headings, rows))
    return found


def paragraphs_of(content: bytes) -> list[tuple[str, str]]:
    """The paragraphs outside tables that say something: style and words, in order."""
    found = [(p.style.name if p.style else "", p.text) for p in Document(io.BytesIO(content)).paragraphs]
    return [(style or "", words) for style, words in found if words]


@cache
def sample_snapshot(name: str) -> Snapshot:
    """A sample partnership's document."""
    sample = next(each for each in samples() if each.name == name)
    with TemporaryDirectory() as folder:
        store, _ = new_from_book(Path(folder) / "sample.cspdesk", sample.folder, EDITOR)
        with store:
            return store.load()
