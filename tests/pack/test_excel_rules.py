"""Every sample in every layout, as a workbook: by the publishing rules, and rebuilt by a foreign builder."""

import warnings
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook

from cspdesk.app.samples import Sample, new_from_book, samples
from cspdesk.domain.snapshot import Snapshot
from cspdesk.pack.blocks import Chart, Pack
from cspdesk.pack.compose import compose
from cspdesk.pack.excel import render
from cspdesk.pack.layouts import shipped, shipped_names
from tests.pack.rules_xlsx import data_sheets, table_of, xlsx_faults
from tests.support.documents import EDITOR
from tests.support.ooxml import assert_valid_ooxml
from tests.support.packs import board_pack, hostile_pack
from tests.support.workbooks import opened


@pytest.fixture(scope="module")
def snapshot_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sample], Snapshot]:
    @cache
    def loaded(name: str) -> Snapshot:
        path = tmp_path_factory.mktemp("samples") / f"{name}.cspdesk"
        store, _ = new_from_book(path, next(s.folder for s in samples() if s.name == name), EDITOR)
        with store:
            return store.load()

    return lambda sample: loaded(sample.name)


def written(pack: Pack, folder: Path) -> Path:
    path = folder / "pack.xlsx"
    path.write_bytes(render(pack))
    return path


def rebuilt(book: Workbook, folder: Path) -> None:
    """Have gptables build every data sheet anew; it raises for what its own rules forbid."""
    with warnings.catch_warnings():
        # It leaves a file of its own open, and is written for an older pandas.
        for kind in (ResourceWarning, DeprecationWarning, FutureWarning, PendingDeprecationWarning):
            warnings.simplefilter("ignore", kind)
        # Our notes stand above their tables, as long notes should; it would want a sheet for them.
        warnings.filterwarnings("ignore", "No note text provided", UserWarning)
        import pandas as pd
        from gptables import GPTable, write_workbook

        sheets = {}
        for at, sheet in enumerate(data_sheets(book), 1):
            head, *rows = [[cell.value for cell in row] for row in table_of(sheet)]
            (table,) = sheet.tables.values()
            sheets[f"Sheet {at}"] = GPTable(
                pd.DataFrame(rows, columns=head),
                table_name=table.name,
                title=str(sheet["A1"].value),
                instructions=str(sheet["A2"].value),
            )
        if sheets:
            write_workbook(str(folder / "rebuilt.xlsx"), sheets)


@pytest.mark.parametrize("layout", shipped_names())
@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_a_sample_in_a_layout_may_be_published(
    sample: Sample, layout: str, snapshot_of: Callable[[Sample], Snapshot], tmp_path: Path
) -> None:
    path = written(compose(snapshot_of(sample), sample.quarter, shipped(layout)), tmp_path)
    assert xlsx_faults(path) == []
    assert_valid_ooxml(path)
    rebuilt(opened(path, values=True), tmp_path)


@pytest.mark.parametrize("pack", [board_pack(), hostile_pack()], ids=["board", "hostile"])
def test_ordinary_and_hostile_blocks_may_be_published(pack: Pack, tmp_path: Path) -> None:
    path = written(pack, tmp_path)
    assert xlsx_faults(path) == []


def test_the_samples_have_sums(snapshot_of: Callable[[Sample], Snapshot], tmp_path: Path) -> None:
    """Years to date of the real report are sums of their quarters, so the rules have something to judge."""
    sample = next(each for each in samples() if each.name == "quarter-narrative")
    path = written(compose(snapshot_of(sample), sample.quarter, shipped("board")), tmp_path)
    cells = [cell for sheet in data_sheets(opened(path)) for row in table_of(sheet) for cell in row]
    assert sum(cell.data_type == "f" for cell in cells) >= 5


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda book: book["Measures at a glance"].merge_cells("A7:A8"), "cells are merged"),
        (lambda book: setattr(book["Measures at a glance"], "freeze_panes", "A7"), "panes are frozen"),
        (lambda book: setattr(book["Text"], "sheet_state", "hidden"), "the sheet is hidden"),
        (lambda book: setattr(book["Measures at a glance"]["B7"], "value", None), "B7 is empty"),
        (lambda book: setattr(book["Measures at a glance"]["B7"], "value", "–"), "B7 holds signs alone"),
        (lambda book: setattr(book["Measures at a glance"]["B7"], "value", "[c]"), "[c] is not explained"),
        (lambda book: setattr(book["Measures at a glance"]["B6"], "value", "Else"), "not those of its cells"),
        (lambda book: setattr(book["Measures at a glance"]["A30"], "value", "Below"), "not the last thing"),
        (lambda book: setattr(book["Measures at a glance"]["D7"], "value", "=NOW()"), "another formula"),
        (lambda book: setattr(book["Measures at a glance"]["D7"], "value", "=SUM(A8:C8)"), "of its own row"),
        (lambda book: setattr(book.properties, "title", None), "no title"),
        (lambda book: setattr(book.properties, "language", None), "language"),
        (lambda book: book.remove(book["Trends"]), "'Trends', which is not there"),
    ],
)
def test_the_rules_find_what_is_spoilt(
    spoil: Callable[[Workbook], object], fault: str, tmp_path: Path
) -> None:
    path = written(board_pack(), tmp_path)
    book = opened(path)
    spoil(book)
    book.save(path)
    assert any(fault in found for found in xlsx_faults(path)), xlsx_faults(path)


def test_a_drawing_without_words_is_a_fault(tmp_path: Path) -> None:
    blocks = tuple(
        replace(block, spec=replace(block.spec, description=" ", subject=" "))
        if isinstance(block, Chart)
        else block
        for block in board_pack().blocks
    )
    assert any(
        "no alternative text" in fault
        for fault in xlsx_faults(written(replace(board_pack(), blocks=blocks), tmp_path))
    )


def test_the_foreign_builder_refuses_what_may_not_be_published(tmp_path: Path) -> None:
    book = opened(written(board_pack(), tmp_path), values=True)
    rebuilt(book, tmp_path)
    book["Measures at a glance"]["B7"].value = "–"
    with pytest.raises(ValueError, match="special characters"):
        rebuilt(book, tmp_path)
