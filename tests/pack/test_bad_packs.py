"""Whole packs made of bad input: the right documents in every format, or one plain sentence and no file."""

import errno
import html
import io
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.domain.catalogue import Row
from cspdesk.domain.errors import FileError
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Commentary,
    Measure,
    MeasureId,
    Partnership,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    ReportItem,
    ReportItemId,
    Series,
    SeriesId,
)
from cspdesk.pack import excel, web, word
from cspdesk.pack.blocks import Pack
from cspdesk.pack.issue import PackDocument, PackRequest, make_pack, placing, put_in_place
from cspdesk.pack.layouts import names
from cspdesk.store.store import Store
from tests.pack.rules_docx import docx_faults
from tests.pack.rules_xlsx import xlsx_faults
from tests.support.documents import EDITOR
from tests.support.ooxml import assert_valid_ooxml
from tests.support.packs import board_pack
from tests.support.read_back import paragraphs_of, tables_of

Q4 = Period.quarter(2015, 4)
LAYOUTS = names()
DC = "http://purl.org/dc/elements/1.1/"

ODD = "Theft <b>&amp; \"burglary\" & 'arson' ]]>"
"""A title with every character that XML minds; a file refuses those that XML does not allow."""
CONTROLS = "\x00\x07\x1f\ud800\ufffe"
FORMULAS = ('=HYPERLINK("https://example.org","click")', "+1", "@x", "-1+2", "=1+1")


def snapshot_of(path: Path, *rows: Row, figures: tuple[TypedCell, ...] = ()) -> Snapshot:
    """A partnership with one plan and the rows given."""
    with Store.create(path / "bad.cspdesk", EDITOR) as store:
        plan = Plan(id=PlanId("plan"), title="Plan", first_year=Period.financial_year(2015))
        store.run(PutRows("Set up", (Partnership(name="Riverbourne CSP"), plan, *rows)))
        if figures:
            store.run(SetFigures("Figures", figures))
        return store.load()


def priority(title: str, number: str = "1") -> Priority:
    return Priority(id=PriorityId(f"p{number}"), plan=PlanId("plan"), number=number, title=title)


def measure(number: int, title: str) -> tuple[Row, ...]:
    """A measure of the first priority, with its place and its series."""
    own = MeasureId(f"m{number}")
    return (
        Measure(id=own, position=number, title=title),
        Placement(
            id=PlacementId(f"at{number}"),
            plan=PlanId("plan"),
            priority=PriorityId("p1"),
            measure=own,
            position=number,
            number=f"1.{number}",
        ),
        Series(id=SeriesId(f"s{number}"), measure=own, headline=True),
    )


def sound(documents: tuple[PackDocument, ...], folder: Path) -> tuple[str, str, str]:
    """All words of the three documents, once they are in place and judged sound."""
    docx, xlsx, page = put_in_place(documents, folder)
    for path in (docx, xlsx):
        assert_valid_ooxml(path)
    assert docx_faults(docx) == []
    assert xlsx_faults(xlsx) == []
    written = "\n".join(
        [words for _, words in paragraphs_of(docx.read_bytes())]
        + [cell for table in tables_of(docx.read_bytes()) for row in table.rows for cell in row]
    )
    book = openpyxl.load_workbook(xlsx)
    cells = [str(c.value) for s in book for row in s.iter_rows() for c in row if c.value is not None]
    shown = html.unescape(re.sub(r"<[^>]*>", "", page.read_text(encoding="utf-8").partition("</style>")[2]))
    return written, "\n".join(cells), shown


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_priority_without_measures_has_its_page_and_a_sentence(layout: str, tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, priority("Violence"))
    for words in sound(make_pack(snapshot, PackRequest(Q4, layout)), tmp_path / "out"):
        assert "Priority 1: Violence" in words
        assert "Nothing was reported under this heading for the quarter." in words


@pytest.mark.parametrize("layout", LAYOUTS)
def test_odd_titles_and_formulas_are_words_in_every_format(layout: str, tmp_path: Path) -> None:
    rows = [each for at, title in enumerate((ODD, *FORMULAS), 1) for each in measure(at, title)]
    words = (
        Commentary(measure=MeasureId(f"m{at}"), period=Q4, text=f"{formula} as it was said")
        for at, formula in enumerate(FORMULAS, 1)
    )
    sections = ("decision", "highlight", "improver", "activity", "note")
    items = (
        ReportItem(id=ReportItemId(key), priority=PriorityId("p1"), period=Q4, section=key, text=f"@x {key}")
        for key in sections
    )
    typed = tuple(TypedCell(SeriesId(f"s{at}"), Q4, formula) for at, formula in enumerate(FORMULAS, 1))
    snapshot = snapshot_of(tmp_path, priority(ODD), *rows, *words, *items, figures=typed)
    documents = make_pack(snapshot, PackRequest(Q4, layout))
    for shown in sound(documents, tmp_path / "out"):
        assert f"Priority 1: {ODD}" in shown
        # The highlight report has no measures.
        assert "@x activity" in shown if layout == "highlight" else all(each in shown for each in FORMULAS)
    with zipfile.ZipFile(io.BytesIO(documents[1].content)) as package:
        sheets = [package.read(name).decode() for name in package.namelist() if "/sheet" in name]
    assert not [each for each in sheets if "HYPERLINK" in each], (
        "no formula and no address was made of a text"
    )
    formulas = {cell for sheet in sheets for cell in re.findall(r"<f>([^<]*)</f>", sheet)}
    assert all(each.startswith("SUBTOTAL") for each in formulas)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_text_of_32000_characters_is_whole_in_word_and_on_the_web(layout: str, tmp_path: Path) -> None:
    long = "Nothing that is typed is lost. " * 1032 + "12345678"
    assert len(long) == 32_000
    rows = (
        *measure(1, "Robbery"),
        Commentary(measure=MeasureId("m1"), period=Q4, text=long),
        *(
            ReportItem(id=ReportItemId(key), priority=PriorityId("p1"), period=Q4, section=key, text=long)
            for key in ("highlight", "overview", "activity")
        ),
    )
    snapshot = snapshot_of(tmp_path, priority("Robbery"), *rows)
    written, book, page = sound(make_pack(snapshot, PackRequest(Q4, layout)), tmp_path / "out")
    assert long in written
    assert long in page
    assert "Nothing that is typed is lost. Nothing" in book
    assert max(map(len, book.splitlines())) <= 32_767


@pytest.mark.parametrize("layout", LAYOUTS)
def test_two_hundred_measures_of_one_priority_are_all_there(layout: str, tmp_path: Path) -> None:
    rows = [each for at in range(1, 201) for each in measure(at, f"Indicator {at} of many")]
    figures = tuple(TypedCell(SeriesId(f"s{at}"), Q4, str(1000 + at)) for at in range(1, 201))
    snapshot = snapshot_of(tmp_path, priority("Many"), *rows, figures=figures)
    for words in sound(make_pack(snapshot, PackRequest(Q4, layout)), tmp_path / "out"):
        if layout != "highlight":
            assert [at for at in range(1, 201) if f"Indicator {at} of many" not in words] == []


@pytest.mark.parametrize("render", [word.render, excel.render, web.render], ids=["Word", "Excel", "web"])
def test_control_characters_that_a_pack_should_not_hold_are_left_out(
    render: Callable[[Pack], bytes], tmp_path: Path
) -> None:
    name = f"{ODD}{CONTROLS}!"
    pack = replace(board_pack(), title=name, partnership=name, author=name, quarter=name)
    content = render(pack)
    if render is web.render:
        shown = html.unescape(content.decode())
        assert f"<title>{ODD}!</title>" in shown
        assert not set(CONTROLS) & set(shown)
        return
    path = tmp_path / f"odd.{'docx' if render is word.render else 'xlsx'}"
    path.write_bytes(content)
    assert_valid_ooxml(path)
    with zipfile.ZipFile(path) as package:
        title = ElementTree.fromstring(package.read("docProps/core.xml")).findtext(f"{{{DC}}}title")
    assert title == f"{ODD}!"


def refused(documents: tuple[PackDocument, ...], folder: Path, ours: Collection[str] = ()) -> str:
    """What is said where a folder does not take the documents."""
    with pytest.raises(FileError) as caught:
        put_in_place(documents, folder, ours)
    said = str(caught.value)
    assert str(folder) in said
    assert "\n" not in said
    assert "Errno" not in said
    return said


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> tuple[PackDocument, ...]:
    snapshot = snapshot_of(tmp_path_factory.mktemp("made"), priority("Robbery"), *measure(1, "Robbery"))
    return make_pack(snapshot, PackRequest(Q4))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "Permission denied"),
        (errno.EROFS, "Read-only file system"),
        (errno.ENOSPC, "No space left on device"),
        (errno.ENOENT, "No such file or directory"),
    ],
)
@pytest.mark.parametrize("taken", [0, 1, 2])
def test_a_folder_that_takes_no_more_keeps_what_it_had(
    documents: tuple[PackDocument, ...],
    number: int,
    words: str,
    taken: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = PackDocument("old", b"last quarter's")
    before = {document.name: old.content for document in documents}
    for name, content in before.items():
        (tmp_path / name).write_bytes(content)
    real, count = Path.write_bytes, iter(range(9))

    def write(path: Path, content: bytes) -> int:
        if next(count) < taken:
            return real(path, content)
        real(path, content[:100])
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(Path, "write_bytes", write)
    assert words in refused(documents, tmp_path, {old.sha256})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_that_may_not_be_made_is_told(
    documents: tuple[PackDocument, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert "Permission denied" in refused(documents, tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_vanishes_meanwhile_is_told(
    documents: tuple[PackDocument, ...], tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    with pytest.raises(FileError, match=r"stick: No such file or directory\."), placing(documents, folder):
        shutil.rmtree(folder)
    assert list(tmp_path.iterdir()) == []
