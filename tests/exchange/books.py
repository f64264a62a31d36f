"""Workbooks made by hand for tests, cell by cell, by another library than the exporter's."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook

from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Partnership
from cspdesk.exchange.book_read import read_book
from cspdesk.exchange.workbook import ImportPlan, plan_import

Rows = list[list[Any]]

EMPTY = Snapshot.of_rows([Partnership()])


def small_book() -> dict[str, Rows]:
    """The sheets of a small plan, with a heading row each."""
    return {
        "Plan": [["Title", "First year", "Last year"], ["Safer Streets 2014-2017", "2014-15", "2016-17"]],
        "Priorities": [["Number", "Title"], ["1", "Violence"], ["2", "Burglary"]],
        "Measures": [
            ["Priority", "Number", "Title", "Unit"],
            ["1", "1.1", "Violence with injury", "count"],
            ["2", "2.1", "Dwelling burglary", "count"],
            ["2", None, "Victims satisfied", "percent"],
        ],
        "Observations": [
            ["Measure", "Series", "Period", "Value"],
            ["1.1", None, "2015-16Q3", "355"],
            ["1.1", None, "2015-16Q4", "412"],
            ["Victims satisfied", None, "2015-16Q4", "55% (12 of 22)"],
        ],
    }


def write(path: Path, sheets: dict[str, Rows]) -> Path:
    """Write the sheets as a workbook of that name and return it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def planned(folder: Path, sheets: dict[str, Rows], into: Snapshot = EMPTY) -> ImportPlan:
    """Write the sheets as `plan.xlsx` and plan their import."""
    return plan_import(read_book(write(folder / "plan.xlsx", sheets)), into)


def loaded(folder: Path, sheets: dict[str, Rows]) -> Snapshot:
    """Return the document that the sheets make of an empty one."""
    return put(EMPTY, planned(folder, sheets))


def put(snapshot: Snapshot, plan: ImportPlan) -> Snapshot:
    """Return the document after an import."""
    rows: dict[Any, Any] = {}
    for table in snapshot._tables.values():
        rows |= {(row.TABLE.name, row.TABLE.key_of(row)): row for row in table}
    rows |= {(row.TABLE.name, row.TABLE.key_of(row)): row for row in plan.rows}
    return Snapshot.of_rows(rows.values())
