"""Sentences written by hand in the manner of board reports, half of them wrong, and what is found in each.

`sentences/book` is a document; each row of `sentences/sentences.csv` is put into it alone, or with the other
rows of its group where the kind needs neighbours. A wrong row names what must be found, several findings
parted by " | " and equally good answers by " / "; nothing under `should_be` stands for whatever is offered.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path

import pytest

from cspdesk.analysis.check.checker import check
from cspdesk.analysis.check.finding import Finding, Kind, Severity
from cspdesk.domain.snapshot import Snapshot
from cspdesk.exchange.book import Book, Cell, Line, Sheet
from cspdesk.exchange.book_read import read_book
from cspdesk.exchange.workbook import plan_import
from tests.exchange.books import EMPTY, put

FOLDER = Path(__file__).parent / "sentences"
FOUND = 0.90
"""The least share of the wrong sentences in which everything expected is found."""
FALSE = 0.02
"""The largest share of the right sentences with an error or a warning."""
BESIDE = 0.05
"""The largest share of the wrong sentences with an error that is not what is wrong with them."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be found: any of the kinds, with any of the words said and of those that should be."""

    kinds: tuple[Kind, ...]
    said: tuple[str, ...]
    should_be: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: a text, its place, and what is wrong with it."""

    ident: str
    group: str
    where: str
    about: str
    period: str
    section: str
    verdict: str
    text: str
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the check had to say of a row's document."""

    row: Row
    findings: tuple[Finding, ...]
    missed: tuple[Expected, ...]
    beside: tuple[Finding, ...]
    """Errors and warnings that the table does not expect."""

    def __str__(self) -> str:
        findings = "; ".join(f"{f.kind} {f.said!r} -> {f.should_be!r} ({f.message})" for f in self.findings)
        row = self.row
        return f"{row.ident} {row.about} {row.period}: {row.text!r}\n    {findings or 'nothing found'}"


def read_rows(folder: Path) -> tuple[Row, ...]:
    """Return the rows of a folder's table."""
    with (folder / "sentences.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_row(fields) for fields in csv.DictReader(file))


def _row(fields: dict[str, str]) -> Row:
    columns = (_parts(fields[name], " | ") for name in ("kind", "said", "should_be"))
    expected = tuple(
        Expected(tuple(Kind(kind) for kind in _parts(kinds, " / ")), _parts(said, " / "), _parts(be, " / "))
        for kinds, said, be in zip_longest(*columns, fillvalue="")
    )
    places = {
        name: fields[name] for name in ("group", "where", "about", "period", "section", "verdict", "text")
    }
    return Row(ident=fields["id"], expected=expected, **places)


def _parts(text: str, by: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(by)) if text.strip() else ()


@cache
def document(folder: Path) -> Snapshot:
    """Return the folder's document, without any of the table's texts."""
    return put(EMPTY, plan_import(read_book(folder / "book"), EMPTY))


def with_texts(base: Snapshot, rows: Sequence[Row]) -> Snapshot:
    """Return the document with the rows' texts in their places."""
    tables: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in rows:
        match row.where:
            case "commentary":
                tables["Commentary"].append((row.about, row.period, row.text))
            case "report_item":
                tables["Report text"].append((row.about, row.period, row.section, row.text))
            case "project_update":
                tables["Project updates"].append((row.about, row.period, row.text))
            case _:
                local, comments = ("", row.text) if row.section == "comments" else (row.text, "")
                tables["Countywide"].append((row.about, row.period, "County priority", local, comments))
    book = Book("texts", tuple(_sheet(name, lines) for name, lines in tables.items()))
    return put(base, plan_import(book, base))


_HEADINGS = {
    "Commentary": ("Measure", "Period", "Text"),
    "Report text": ("Priority", "Period", "Section", "Text"),
    "Project updates": ("Project", "Period", "Text"),
    "Countywide": ("Priority", "Period", "Title", "Local performance", "Comments"),
}


def _sheet(name: str, rows: Sequence[tuple[str, ...]]) -> Sheet:
    lines = (_HEADINGS[name], *rows)
    cells = (tuple(Cell(text) for text in line) for line in lines)
    return Sheet(name, name, tuple(Line(number, line) for number, line in enumerate(cells, 1)))


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Check each row of a folder's table in its own document, or with its group."""
    base, rows = document(folder), read_rows(folder)
    for row in rows:
        if row.verdict == "context":
            continue
        company = [other for other in rows if other.group == row.group] if row.group else [row]
        findings = check(with_texts(base, company)).open
        missed = tuple(each for each in row.expected if not any(_is(each, f, row) for f in findings))
        beside = tuple(f for f in findings if not any(_is(each, f, row) for each in row.expected))
        yield Outcome(row, findings, missed, beside)


def _is(expected: Expected, finding: Finding, row: Row) -> bool:
    """Whether a finding is what was expected: its kind, its words, and what it would put there."""
    if finding.kind not in expected.kinds:
        return False
    # Which of the parts is the wrong one cannot be told where they do not add up, so any words may be marked.
    if not expected.said or finding.kind is Kind.UNRECONCILED:
        return True
    if not expected.should_be:
        return any(_alike(said, finding.said) for said in expected.said) or bool(row.group)
    offered = row.text[: finding.start] + (finding.correction or finding.should_be) + row.text[finding.end :]
    wanted = {
        _plain(should_be.join(re.split(rf"(?<![\w.,]){re.escape(said)}(?!\w)", row.text, maxsplit=1)))
        for said in expected.said
        for should_be in expected.should_be
    }
    return _plain(offered) in wanted


def _alike(one: str, other: str) -> bool:
    one, other = _plain(one), _plain(other)
    return bool(one and other) and (one in other or other in one)


def _plain(text: str) -> str:
    """Without what does not matter: case, spacing, and "an" where another word calls for "a"."""
    return re.sub(r"\ban\b", "a", " ".join(text.lower().split()))


@pytest.fixture(scope="module")
def checked() -> tuple[Outcome, ...]:
    return tuple(outcomes(FOLDER))


def test_what_is_wrong_is_found(checked: tuple[Outcome, ...]) -> None:
    wrong = [each for each in checked if each.row.expected]
    missed = [each for each in wrong if each.missed]
    assert len(wrong) >= 100
    assert len(missed) <= (1 - FOUND) * len(wrong), _listed(missed, len(wrong))


def test_what_is_right_raises_nothing(checked: tuple[Outcome, ...]) -> None:
    right = [each for each in checked if not each.row.expected]
    false = [each for each in right if each.findings]
    assert len(right) >= 100
    assert len(false) <= FALSE * len(right), _listed(false, len(right))


def test_nothing_else_in_a_wrong_sentence_is_called_an_error(checked: tuple[Outcome, ...]) -> None:
    wrong = [each for each in checked if each.row.expected]
    beside = [each for each in wrong if any(f.severity is Severity.ERROR for f in each.beside)]
    assert len(beside) <= BESIDE * len(wrong), _listed(beside, len(wrong))


def _listed(outcomes: Sequence[Outcome], of: int) -> str:
    return f"{len(outcomes)} of {of}:\n" + "\n".join(str(each) for each in outcomes)


def test_the_table_is_sound() -> None:
    rows = read_rows(FOLDER)
    assert len({row.ident for row in rows}) == len(rows)
    for row in rows:
        assert bool(row.expected) == (row.verdict == "wrong"), row.ident
        for expected in row.expected:
            assert expected.kinds, row.ident
            assert any(said in row.text for said in expected.said or ("",)), row.ident
    with_texts(document(FOLDER), [row for row in rows if row.where == "report_item"])
