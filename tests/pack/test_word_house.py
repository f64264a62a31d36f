"""A pack in a council's own Word document: what the council gave stays, what the pack needs is added."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Cm, Pt, RGBColor

from cspdesk.domain.errors import InputError
from cspdesk.domain.text import lines
from cspdesk.pack.blocks import Block, Chart, Contents, Heading, Prose
from cspdesk.pack.word import render
from tests.pack.rules_docx import DRAWING, VML, W, docx_faults, words
from tests.support.ooxml import assert_valid_ooxml
from tests.support.packs import board_pack, violence_chart
from tests.support.pictures import PNG

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def council(marker: bool = False) -> bytes:
    """A council's document as Word's own blank one makes it: US English, its fonts, a logo, a footer."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Normal"].font.size = Pt(12)
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x5B, 0x2C, 0x6F)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(3)
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(PNG), width=Cm(3))
    section.footer.paragraphs[0].text = "Rivershire Council, Town Hall"
    document.add_paragraph("Published by the council")
    if marker:
        document.add_paragraph("{pack}")
        document.add_paragraph("Contact the council in other languages")
    return saved(document)


def parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(package: bytes, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(parts(package)[name])


def changed(package: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The package after something was done to its parts."""
    found = parts(package)
    change(found)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return out.getvalue()


def paragraphs(package: bytes) -> list[str]:
    body = part(package, "word/document.xml").find(f"{W}body")
    assert body is not None
    return [words(p) for p in body.iter(f"{W}p") if words(p)]


def judged(package: bytes, path: Path) -> None:
    path.write_bytes(package)
    assert docx_faults(path) == []
    assert_valid_ooxml(path)


@pytest.mark.parametrize("marker", [False, True], ids=["behind", "in its place"])
def test_a_pack_in_a_councils_document_keeps_all_rules(marker: bool, tmp_path: Path) -> None:
    judged(render(board_pack(), council(marker)), tmp_path / "council.docx")


def test_equal_templates_give_equal_bytes() -> None:
    template = council()
    assert render(board_pack(), template) == render(board_pack(), template)


def test_the_councils_fonts_logo_header_and_footer_stay() -> None:
    package = render(board_pack(), council())
    found = parts(package)
    assert words(part(package, "word/footer1.xml")) == "Rivershire Council, Town Hall"
    logos = list(part(package, "word/header1.xml").iter(DRAWING))
    assert [logo.get("descr") for logo in logos] == ["Picture of the template"]
    assert any(name.startswith("word/media/") for name in found)
    styles = found["word/styles.xml"].decode()
    assert "Georgia" in styles
    assert "5B2C6F" in styles
    sections = list(part(package, "word/document.xml").iter(f"{W}sectPr"))
    # What the council wrote; then the pack, which lies down for its first table and again for its last.
    assert len(sections) == 5
    for section in sections:
        assert len(section.findall(f"{W}headerReference")) == 1
        assert len(section.findall(f"{W}footerReference")) == 1
        margins = section.find(f"{W}pgMar")
        assert margins is not None
        assert margins.get(f"{W}left") == margins.get(f"{W}right") == "1701"


def test_the_councils_words_stand_before_the_pack_or_round_it() -> None:
    behind = paragraphs(render(board_pack(), council()))
    assert behind[0] == "Published by the council"
    assert behind[1] == "Riverbourne Community Safety Partnership"
    assert behind[-1] == "Figures are those held on 12 May 2016."
    round_it = paragraphs(render(board_pack(), council(marker=True)))
    assert round_it[0] == "Published by the council"
    assert round_it[-1] == "Contact the council in other languages"
    assert "{pack}" not in round_it
    assert round_it[1:-1] == behind[1:]


def test_an_empty_template_begins_with_the_cover() -> None:
    package = render(board_pack(), saved(docx.Document()))
    assert paragraphs(package)[0] == "Riverbourne Community Safety Partnership"
    assert words(part(package, "word/header1.xml")) == (
        "Riverbourne Community Safety Partnership, Quarter 4 2015/16"
    )
    assert words(part(package, "word/footer1.xml")).startswith("Issued 12 May 2016")


def test_a_style_of_the_same_name_is_used_whatever_its_id() -> None:
    def rename(found: dict[str, bytes]) -> None:
        for name in ("word/styles.xml", "word/document.xml"):
            found[name] = found[name].replace(b'"Heading1"', b'"berschrift1"')

    package = render(board_pack(), changed(council(), rename))
    body = part(package, "word/document.xml")
    styled = [p for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle[@{W}val='berschrift1']") is not None]
    assert [words(p) for p in styled] == [
        "Summary",
        "Priority 2: Violent crime and robbery",
        "Projects",
        "Notes",
    ]
    assert b'w:styleId="Heading1"' not in parts(package)["word/styles.xml"]


def test_a_template_with_no_styles_of_ours_gets_them_all(tmp_path: Path) -> None:
    """A document that knows the style "Normal" alone, and a style of another sort under a name of ours."""

    def bare(found: dict[str, bytes]) -> None:
        found["word/styles.xml"] = (
            f'<w:styles xmlns:w="{W[1:-1]}"><w:style w:type="paragraph" w:default="1" w:styleId="Standard">'
            '<w:name w:val="Normal"/></w:style><w:style w:type="character" w:styleId="Caption">'
            '<w:name w:val="caption"/></w:style></w:styles>'
        ).encode()
        for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
            found[name] = re.sub(rb"<w:pStyle [^>]*/>", b"", found[name])

    package = render(board_pack(), changed(council(), bare))
    judged(package, tmp_path / "bare.docx")
    styles = {
        style.get(f"{W}styleId"): style.get(f"{W}type")
        for style in part(package, "word/styles.xml").iter(f"{W}style")
    }
    assert styles["Standard"] == styles["PackCaption"] == styles["Heading1"] == "paragraph"
    assert styles["Caption"] == "character"
    assert "Normal" not in styles
    used = {s.get(f"{W}val") for s in part(package, "word/document.xml").iter(f"{W}pStyle")}
    assert used <= set(styles)


def test_a_template_with_charts_of_its_own_keeps_them_beside_the_packs(tmp_path: Path) -> None:
    """A pack is a document with charts, headings' bookmarks, lists and footnotes of its own."""
    text = Prose((*lines("1. first\n- bullet"),))
    blocks: tuple[Block, ...] = (
        Contents(),
        Heading(1, "Council's own", "own"),
        text,
        Chart(violence_chart()),
    )
    theirs = render(replace(board_pack(), blocks=blocks))
    package = render(board_pack(), theirs)
    judged(package, tmp_path / "twice.docx")
    found = parts(package)
    charts = [name for name in found if re.fullmatch(r"word/charts/chart\d+\.xml", name)]
    assert len(charts) == 3
    assert len([name for name in found if name.startswith("word/embeddings/")]) == 3
    assert found["word/charts/chart1.xml"] == parts(theirs)["word/charts/chart1.xml"]
    printed = paragraphs(package)
    assert printed.index("Council's own") < printed.index("Summary")


def test_a_template_document_is_filled_as_a_document() -> None:
    def as_template(found: dict[str, bytes]) -> None:
        kinds = found["[Content_Types].xml"]
        found["[Content_Types].xml"] = kinds.replace(b"document.main+xml", b"template.main+xml")

    package = render(board_pack(), changed(council(), as_template))
    assert b"template.main+xml" not in parts(package)["[Content_Types].xml"]


def test_what_would_make_word_ask_or_look_elsewhere_is_taken_out() -> None:
    def nosy(found: dict[str, bytes]) -> None:
        found["word/settings.xml"] = re.sub(
            rb"(<w:settings[^>]*>)",
            rb'\1<w:attachedTemplate r:id="rId99"/><w:updateFields w:val="true"/>',
            found["word/settings.xml"],
            count=1,
        )
        found["word/_rels/settings.xml.rels"] = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="rId99" TargetMode="External" Target="file:///x/house.dotm" Type="http://'
            b'schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
        )

    found = parts(render(board_pack(), changed(council(), nosy)))
    assert b"attachedTemplate" not in found["word/settings.xml"]
    assert b"updateFields" not in found["word/settings.xml"]
    assert b"house.dotm" not in found.get("word/_rels/settings.xml.rels", b"")
    assert not any("thumbnail" in name for name in found)


def test_pages_that_lie_down_from_the_start_are_turned_as_the_pack_needs() -> None:
    document = docx.Document(io.BytesIO(council()))
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    package = render(board_pack(), saved(document))
    sizes = [size.get(f"{W}orient") for size in part(package, "word/document.xml").iter(f"{W}pgSz")]
    assert sizes == ["landscape", None, "landscape", None, "landscape"]


def test_charts_and_tables_are_no_wider_than_the_councils_page() -> None:
    """Margins of 3 cm leave 15 cm upright, 5,400,000 units of a drawing; and 23.7 cm lying, 13,436 twips."""
    document = part(render(board_pack(), council()), "word/document.xml")
    widths = [int(size.get("cx", "0")) for size in document.iter(f"{DRAWING.removesuffix('docPr')}extent")]
    assert len(widths) == 2
    assert all(5_399_000 < width <= 5_400_675 for width in widths)
    assert {table.get(f"{W}w") for table in document.iter(f"{W}tblW")} == {"13436"}


def test_an_old_picture_gets_words_too(tmp_path: Path) -> None:
    def old(found: dict[str, bytes]) -> None:
        shape = (
            f'<w:r><w:pict xmlns:v="{VML[1:-1]}"><v:shape style="width:50pt;height:20pt">'
            '<v:imagedata r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships"/></v:shape></w:pict></w:r></w:p>'
        )
        found["word/header1.xml"] = found["word/header1.xml"].replace(b"</w:p>", shape.encode(), 1)

    package = render(board_pack(), changed(council(), old))
    shapes = list(part(package, "word/header1.xml").iter(f"{VML}shape"))
    assert [shape.get("alt") for shape in shapes] == ["Picture of the template"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a document",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old or a locked one",
        changed(council(), lambda found: found.__delitem__("word/document.xml")),
        changed(council(), lambda found: found.update({"word/document.xml": b"<w:document"})),
        changed(
            council(),
            lambda found: found.update(
                {
                    "[Content_Types].xml": found["[Content_Types].xml"].replace(
                        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                        b"vnd.ms-word.document.macroEnabled.main+xml",
                    )
                }
            ),
        ),
    ],
    ids=["nothing", "words", "old or locked", "no text", "broken", "macros"],
)
def test_what_is_not_a_word_document_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(InputError) as refused:
        render(board_pack(), content)
    assert str(refused.value) == (
        "The template is not a Word document that can be filled: open it in Word, save it as a Word document "
        "(.docx) without a password or macros, and choose that file."
    )


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("word/numbering.xml", b'w:numId="1"', b'w:numId="one"'),
        ("word/document.xml", b"<wp:docPr", b"<wp:docPr\x00"),
        ("word/styles.xml", b"</w:styles>", b""),
        ("word/settings.xml", b"<w:settings", b"<settings"),
    ],
)
def test_a_template_broken_within_is_refused_too(name: str, old: bytes, new: bytes) -> None:
    theirs = render(board_pack(), council())
    assert old in parts(theirs)[name]
    broken = changed(theirs, lambda found: found.update({name: found[name].replace(old, new, 1)}))
    with pytest.raises(InputError, match="The template is not a Word document"):
        render(board_pack(), broken)


def test_a_package_that_unpacks_to_too_much_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a", "b", "c"):
            archive.writestr(name, bytes(70_000_000))
    with pytest.raises(InputError, match="not a Word document"):
        render(board_pack(), out.getvalue())
