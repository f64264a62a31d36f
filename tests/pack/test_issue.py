"""Documents put in place: all of them or none, with no half-written file left behind."""

from pathlib import Path
from typing import Any

import pytest

from cspdesk.domain.errors import FileError
from cspdesk.pack.issue import PackDocument, placing, put_in_place

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
    assert put_in_place(DOCUMENTS, tmp_path) == (tmp_path / "pack.docx", tmp_path / "pack.xlsx")
    assert files(tmp_path) == {"pack.docx": b"new words", "pack.xlsx": b"new figures"}


@pytest.mark.parametrize("after", [0, 1], ids=["open before", "opened meanwhile"])
def test_a_document_open_in_another_program_is_named_and_none_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    for name in ("pack.docx", "pack.xlsx"):
        (tmp_path / name).write_bytes(b"old")
    hold_open(monkeypatch, "pack.xlsx", after=after)
    with pytest.raises(FileError) as caught:
        put_in_place(DOCUMENTS, tmp_path)
    assert str(caught.value) == (
        f"The pack was not written: pack.xlsx in {tmp_path} is open in another program, or may not be "
        "changed. Close it there, or choose another folder, and issue the pack again."
    )
    assert files(tmp_path) == {"pack.docx": b"old", "pack.xlsx": b"old"}


def test_what_fails_within_the_block_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "pack.docx").write_bytes(b"old")
    with pytest.raises(RuntimeError, match="stopped"), placing(DOCUMENTS, tmp_path):
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
