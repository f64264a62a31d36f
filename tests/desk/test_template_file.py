"""A council's Word document: tried before it is kept, and then what the packs are written in."""

import io
import zipfile
from pathlib import Path

import pytest

from cspdesk.app.main import main
from cspdesk.commands.pack_template import MAX_TEMPLATE, RemovePackTemplate
from cspdesk.desk.template_file import template_of
from cspdesk.domain.errors import DeskError
from cspdesk.pack.issue import PackRequest, make_pack
from tests.pack.test_word_house import council
from tests.support.documents import LAST_QUARTER, small_store


def words(document: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))


def test_packs_are_written_in_it_from_then_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, file, out = tmp_path / "council.docx", tmp_path / "small.cspdesk", tmp_path / "out"
    path.write_bytes(council())
    request = PackRequest(LAST_QUARTER)
    with small_store(file) as store:
        own = make_pack(store.load(), request)
        store.run(template_of(path))
        docx, xlsx, html = make_pack(store.load(), request)
        assert "Rivershire Council, Town Hall" in words(docx.content)
        assert "Georgia" in words(docx.content)
        assert "Violence with injury" in words(docx.content)
        assert (xlsx, html) == own[1:], "it is Word's alone"
    assert main(["pack", str(file), "--quarter", "2015-16Q4", "--out", str(out)]) == 0
    written = Path(capsys.readouterr().out.splitlines()[0])
    assert written.read_bytes() == docx.content
    with small_store(tmp_path / "again.cspdesk") as store:
        store.run(template_of(path))
        store.run(RemovePackTemplate("Back"))
        assert make_pack(store.load(), request) == own


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"not a document", "council.docx was not taken. The template is not a Word document"),
        (council()[:2000], "council.docx was not taken. The template is not a Word document"),
        (bytes(MAX_TEMPLATE + 1), "council.docx has 8.0 MB; a template of 8 MB can be kept."),
        (None, "council.docx could not be read (No such file or directory)."),
    ],
    ids=["no document", "cut off", "too large", "gone"],
)
def test_what_cannot_be_filled_is_said_in_a_sentence(
    tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    path = tmp_path / "council.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DeskError) as caught:
        template_of(path)
    assert str(caught.value).startswith(sentence)
