"""Pictures in a pack: after their section's texts, with caption, source and words for who cannot see them."""

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cspdesk.commands.report_parts import AddPicture, PicturePart, WritePicture
from cspdesk.commands.report_text import ItemPart, SectionPlace, WriteItem
from cspdesk.domain.tables import PictureId, PriorityId, ReportItemId
from cspdesk.pack import excel, web, word
from cspdesk.pack.blocks import Heading, Note, Pack, Picture, Prose
from cspdesk.pack.compose import compose
from cspdesk.pack.layouts import layout
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store
from tests.support.ooxml import assert_valid_ooxml
from tests.support.packs import HOSTILE, board_pack
from tests.support.pictures import JPEG, PNG

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
PLACE = SectionPlace(PriorityId("p2"), LAST_QUARTER, "highlight")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "pictures.cspdesk") as opened:
        yield opened


def pack_with(*pictures: Picture) -> Pack:
    pack = board_pack()
    return replace(pack, blocks=(*pack.blocks, Heading(2, "Pictures", "pictures"), *pictures))


def shown(image: bytes = PNG, words: str = "A green field") -> Picture:
    return Picture(image, 3, 2, caption="Fields", source="Ministry of Justice", description=words)


def part(package: bytes, pattern: str) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return [archive.read(name) for name in archive.namelist() if re.fullmatch(pattern, name)]


def test_stand_after_the_texts_of_their_section(store: Store) -> None:
    store.run(AddPicture("Picture", PictureId("p"), PLACE, PNG))
    for kind, words in zip(PicturePart, ("Fields ", "Ministry", " A green\nfield"), strict=True):
        store.run(WritePicture("Words", PictureId("p"), kind, words))
    store.run(WriteItem("Text", ReportItemId("a"), PLACE, ItemPart.TEXT, "Said."))
    blocks = compose(store.load(), LAST_QUARTER, layout("board")).blocks
    at = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.text.startswith("Highlights"))
    assert isinstance(blocks[at + 1], Prose)
    picture = Picture(PNG, 3, 2, caption="Fields", source="Ministry", description="A green field")
    assert blocks[at + 2] == picture


def test_one_alone_has_its_heading_and_one_without_words_says_that_it_is_there(store: Store) -> None:
    store.run(AddPicture("Picture", PictureId("p"), replace(PLACE, priority=None), PNG))
    blocks = compose(store.load(), LAST_QUARTER, layout("board")).blocks
    at = next(n for n, b in enumerate(blocks) if isinstance(b, Picture))
    before = [b.text for b in blocks[:at] if isinstance(b, Heading)]
    assert [before[0], before[-1]] == ["What the board needs to know", "Highlights and issues to raise"]
    assert getattr(blocks[at], "description", "") == "Picture without a description"


def test_word_shows_them_with_alternative_text_no_wider_than_the_page(tmp_path: Path) -> None:
    wide = replace(shown(), width=4000, height=1000)
    package = word.render(pack_with(shown(), shown(JPEG), wide))
    path = tmp_path / "pack.docx"
    path.write_bytes(package)
    assert_valid_ooxml(path)
    document = ElementTree.fromstring(part(package, "word/document.xml")[0])
    drawn = [each for each in document.iter(f"{WP}inline") if "Picture" in each[1].attrib["name"]]
    assert [each[1].attrib["descr"] for each in drawn] == ["A green field"] * 3
    # A4 less 2 cm on either side is 17 cm; a pixel is 1/96 inch, an inch 914,400 units.
    sizes = [(int(each[0].attrib["cx"]), int(each[0].attrib["cy"])) for each in drawn]
    assert sizes[0] == (3 * 9525, 2 * 9525)
    assert sizes[2][0] == pytest.approx(17 / 2.54 * 914_400, rel=0.001)
    assert sizes[2][1] == pytest.approx(sizes[2][0] / 4, rel=0.001)
    assert set(part(package, r"word/media/.*")) == {PNG, JPEG}
    assert "Source: Ministry of Justice" in "".join(document.itertext())


def test_excel_shows_them_on_a_sheet_of_their_own(tmp_path: Path) -> None:
    package = excel.render(pack_with(shown(), shown(JPEG)))
    path = tmp_path / "pack.xlsx"
    path.write_bytes(package)
    assert_valid_ooxml(path)
    drawings = [ElementTree.fromstring(xml) for xml in part(package, r"xl/drawings/drawing\d+\.xml")]
    told = [each.attrib.get("descr") for drawing in drawings for each in drawing.iter(f"{XDR}cNvPr")]
    assert told.count("A green field") == 2
    strings = part(package, "xl/sharedStrings.xml")[0].decode()
    assert "Picture: Fields" in strings
    assert "Source: Ministry of Justice" in strings


def test_the_web_page_holds_them_within_itself() -> None:
    page = web.render(pack_with(shown(), shown(JPEG))).decode()
    for image, kind in ((PNG, "png"), (JPEG, "jpeg")):
        address = f"data:image/{kind};base64,{base64.b64encode(image).decode()}"
        assert f'<img src="{address}" alt="A green field" width="3" height="2">' in page
    assert page.count("<figcaption>Fields</figcaption>") == 2


@pytest.mark.parametrize("render", [word.render, excel.render, web.render], ids=["docx", "xlsx", "html"])
def test_are_the_same_each_time_and_unharmed_by_any_words(render: object, tmp_path: Path) -> None:
    assert callable(render)
    pack = pack_with(*(Picture(PNG, 3, 2, words, words, words) for words in HOSTILE))
    package = render(pack)
    assert package == render(pack)
    if package.startswith(b"PK"):
        path = tmp_path / ("pack.docx" if render is word.render else "pack.xlsx")
        path.write_bytes(package)
        assert_valid_ooxml(path)


def test_a_section_without_either_is_left_out(store: Store) -> None:
    blocks = compose(store.load(), LAST_QUARTER, layout("board")).blocks
    assert not any(isinstance(b, Heading) and b.text.startswith("Highlights") for b in blocks)
    assert not any(isinstance(b, Note) and "Picture" in b.text for b in blocks)
