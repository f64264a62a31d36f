"""Documents put in place: all of them or none, with no half-written file left behind."""

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document as docx_document

from cspdesk.analysis.editions import Edition
from cspdesk.domain.errors import FileError
from cspdesk.domain.period import Period
from cspdesk.pack.issue import PackDocument, PackRequest, is_untouched, make_pack, placing, put_in_place
from cspdesk.pack.layouts import PackLayout, layout
from cspdesk.pack.naming import file_stem
from tests.support.documents import LAST_QUARTER, small_store

OLD = PackDocument("pack.docx", b"old").sha256
Q4 = Period.quarter(2015, 4)
DOCUMENTS = (PackDocument("pack.docx", b"new words"), PackDocument("pack.xlsx", b"new figures"))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def hold_open(monkeypatch: pytest.MonkeyPatch, name: str, *, after: int = 0) -> None:
    """Refuse to open a file for changing it, as Windows does while Word has it open."""
    real, asked = Path.open, [0]

    def refuse(path: Path, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if path.name == name and "+" in mode:
            asked[0] += 1
            if asked[0] > after:
                raise PermissionError(13, "Permission denied", str(path))
        return real(path, mode, *rest, **named)

    monkeypatch.setattr(Path, "open", refuse)


def test_documents_replace_those_there(tmp_path: Path) -> None:
    (tmp_path / "pack.docx").write_bytes(b"old")
    assert put_in_place(DOCUMENTS, tmp_path, {OLD}) == (
        tmp_path / "pack.docx",
        tmp_path / "pack.xlsx",
    )
    assert files(tmp_path) == {"pack.docx": b"new words", "pack.xlsx": b"new figures"}


@pytest.mark.parametrize("after", [0, 1], ids=["open before", "opened meanwhile"])
def test_a_document_open_in_another_program_is_named_and_none_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    for name in ("pack.docx", "pack.xlsx"):
        (tmp_path / name).write_bytes(b"old")
    hold_open(monkeypatch, "pack.xlsx", after=after)
    with pytest.raises(FileError) as caught:
        put_in_place(DOCUMENTS, tmp_path, {OLD})
    assert str(caught.value) == (
        f"The pack was not written: pack.xlsx in {tmp_path} is open in another program, or may not be "
        "changed. Close it there, or choose another folder, and issue the pack again."
    )
    assert files(tmp_path) == {"pack.docx": b"old", "pack.xlsx": b"old"}


def test_what_fails_within_the_block_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "pack.docx").write_bytes(b"old")
    with pytest.raises(RuntimeError, match="stopped"), placing(DOCUMENTS, tmp_path, {OLD}):
        raise RuntimeError("stopped")
    assert files(tmp_path) == {"pack.docx": b"old"}


def test_a_disk_that_fills_up_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.write_bytes

    def fill_up(path: Path, content: bytes) -> int:
        if path.name.startswith("pack.xlsx"):
            real(path, content[:3])
            raise OSError(28, "No space left on device", str(path))
        return real(path, content)

    monkeypatch.setattr(Path, "write_bytes", fill_up)
    with pytest.raises(FileError, match="No space left on device"):
        put_in_place(DOCUMENTS, tmp_path)
    assert files(tmp_path) == {}


def test_a_folder_that_is_a_file_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "folder").write_bytes(b"a file")
    with pytest.raises(FileError, match=r"was not written to .*folder.*Choose another folder"):
        put_in_place(DOCUMENTS, tmp_path / "folder")


def test_a_document_as_it_was_issued_may_lie_there(tmp_path: Path) -> None:
    (tmp_path / "pack.docx").write_bytes(b"new words")
    put_in_place(DOCUMENTS, tmp_path)
    assert files(tmp_path) == {"pack.docx": b"new words", "pack.xlsx": b"new figures"}


def test_a_file_that_somebody_changed_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "pack.docx").write_bytes(b"old")
    (tmp_path / "pack.xlsx").write_bytes(b"old, with a remark of the chair")
    with pytest.raises(FileError) as caught:
        put_in_place(DOCUMENTS, tmp_path, {OLD})
    assert str(caught.value) == (
        f"The pack was not written: pack.xlsx in {tmp_path} is not as this file issued it, so it is not "
        "overwritten. Move or rename it, or choose another folder, and make the pack again."
    )
    assert files(tmp_path) == {"pack.docx": b"old", "pack.xlsx": b"old, with a remark of the chair"}


def test_a_file_that_comes_while_the_pack_is_recorded_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"pack\.docx in .* is not as"), placing(DOCUMENTS, tmp_path):
        (tmp_path / "pack.docx").write_bytes(b"somebody's")
    assert files(tmp_path) == {"pack.docx": b"somebody's"}


@pytest.mark.parametrize(
    ("partnership", "title", "name", "stem"),
    [
        (
            "Riverbourne Community Safety Partnership",
            "Board pack",
            "board",
            "Riverbourne CSP board pack Q4 2015-16 v2",
        ),
        ("Riverbourne CSP", "RBC report", "report", "Riverbourne CSP RBC report Q4 2015-16 v2"),
        # Two layouts may share a title: then each name tells its layout.
        (
            "Riverbourne CSP",
            "Performance report",
            "target-actual",
            "Riverbourne CSP performance report (target-actual) Q4 2015-16 v2",
        ),
        ('A/B: "C" <D> | E? *\\', "Board\npack", "board", "A B C D E board pack Q4 2015-16 v2"),
        ("NUL.txt", "Board pack", "board", "NUL txt board pack Q4 2015-16 v2"),
        ("St. Mary's", "Board pack", "board", "St Mary's board pack Q4 2015-16 v2"),
    ],
)
def test_names_are_what_windows_can_bear(partnership: str, title: str, name: str, stem: str) -> None:
    assert file_stem(partnership, PackLayout(name, title, "", (), (), ()), Q4, Edition(2)) == stem


def test_a_draft_has_no_version_and_a_long_name_keeps_its_quarter() -> None:
    assert file_stem("Dale CSP", layout("board"), Q4, None) == "Dale CSP board pack Q4 2015-16"
    stem = file_stem("\u00e9" * 300, layout("board"), Q4, Edition(12))
    # 120 bytes are 60 letters of two bytes each.
    assert stem == "\u00e9" * 60 + " Q4 2015-16 v12"


def test_a_draft_is_known_as_untouched_until_a_program_saves_it_anew(tmp_path: Path) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        made = make_pack(store.load(), PackRequest(LAST_QUARTER))
    for document in made:
        assert is_untouched(document.name, document.content), document.name
    docx, _, html = made
    assert not is_untouched(html.name, html.content.replace(b"</title>", b"!</title>"))
    edited = docx_document(io.BytesIO(docx.content))
    edited.core_properties.modified = datetime(2026, 5, 1, 10, 0)
    edited.save(saved := io.BytesIO())
    assert not is_untouched(docx.name, saved.getvalue())
    assert not is_untouched(docx.name, b"no document")
