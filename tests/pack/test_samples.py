"""Every sample's pack and workbook, as the program writes them, before two foreign judges."""

import re
import zipfile
from pathlib import Path

import pytest

from cspdesk.app.samples import Sample, new_from_book, samples
from cspdesk.exchange.workbook import export_document
from cspdesk.pack.issue import PackRequest, make_pack, put_in_place
from tests.support.documents import EDITOR
from tests.support.ooxml import assert_valid_ooxml


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_documents_are_valid_and_say_which_quarter_they_are(sample: Sample, tmp_path: Path) -> None:
    store, notes = new_from_book(tmp_path / "sample.cspdesk", sample.folder, EDITOR)
    with store:
        snapshot = store.load()
    assert notes == (), "a sample has nothing that needs a remark"
    docx, xlsx, html = put_in_place(make_pack(snapshot, PackRequest(sample.quarter)), tmp_path / "pack")
    book = tmp_path / "book.xlsx"
    export_document(snapshot, book)
    for path in (docx, xlsx, book):
        assert_valid_ooxml(path)
    assert sample.quarter.label in html.read_text(encoding="utf-8")
    with zipfile.ZipFile(docx) as package:
        words = package.read("word/document.xml").decode()
        charts = [name for name in package.namelist() if re.fullmatch(r"word/charts/chart\d+\.xml", name)]
    assert sample.quarter.label in words
    assert words.count("<c:chart ") == len(charts)
