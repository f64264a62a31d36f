"""The Word pack: valid, accessible, the same each time, and unharmed by any text."""

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from cspdesk.domain.text import Line, LineKind, Span, lines
from cspdesk.pack.blocks import (
    Block,
    Cell,
    CellKind,
    Column,
    Contents,
    Cover,
    Heading,
    Note,
    Pack,
    Prose,
    Table,
)
from cspdesk.pack.word import render
from tests.support.ooxml import assert_valid_ooxml
from tests.support.packs import HOSTILE, board_pack, hostile_pack

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@pytest.fixture(scope="module")
def board() -> bytes:
    return render(board_pack())


def part(package: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return ElementTree.fromstring(archive.read(name))


def words(element: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def style_of(paragraph: ElementTree.Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.attrib[f"{W}val"]


def at(element: ElementTree.Element, path: str) -> ElementTree.Element:
    found = element.find(path)
    assert found is not None, path
    return found


def only(pack: Pack, *blocks: Block) -> bytes:
    return render(replace(pack, blocks=blocks))


@pytest.mark.parametrize("pack", [board_pack(), hostile_pack()], ids=["board", "hostile"])
def test_two_foreign_judges_find_no_fault(pack: Pack, tmp_path: Path) -> None:
    path = tmp_path / "pack.docx"
    path.write_bytes(render(pack))
    assert_valid_ooxml(path)


def test_a_pack_of_no_blocks_is_valid(tmp_path: Path) -> None:
    path = tmp_path / "empty.docx"
    path.write_bytes(only(board_pack()))
    assert_valid_ooxml(path)


def test_equal_packs_give_equal_bytes(board: bytes) -> None:
    assert render(board_pack()) == board
    with zipfile.ZipFile(io.BytesIO(board)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_say_what_it_is_and_in_which_language(board: bytes) -> None:
    core = {element.tag.split("}")[1]: element.text for element in part(board, "docProps/core.xml")}
    assert core["title"] == "Riverbourne CSP board pack, Quarter 4 2015/16"
    assert core["language"] == "en-GB"
    assert core["created"] == core["modified"] == "2016-05-12T12:00:00Z"
    lang = part(board, "word/styles.xml").find(f".//{W}rPrDefault/{W}rPr/{W}lang")
    assert lang is not None
    assert lang.attrib[f"{W}val"] == "en-GB"


def test_nothing_of_a_foreign_template_is_left(board: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(board)) as archive:
        names = set(archive.namelist())
    assert not any("thumbnail" in name or "stylesWithEffects" in name for name in names)
    assert len(names) == len({name.lower() for name in names})


def test_headings_keep_their_order_and_levels(board: bytes) -> None:
    found = [
        (style_of(p), words(p))
        for p in part(board, "word/document.xml").iter(f"{W}p")
        if style_of(p).startswith("Heading")
    ]
    expected = [
        (f"Heading{block.level}", block.text) for block in board_pack().blocks if isinstance(block, Heading)
    ]
    assert found == expected


def test_contents_lead_to_bookmarks_that_stand_at_the_headings(board: bytes) -> None:
    document = part(board, "word/document.xml")
    entries = [
        p for p in document.iter(f"{W}p") if style_of(p).startswith("TOC") and style_of(p) != "TOCHeading"
    ]
    assert [words(p) for p in entries] == [
        "Summary",
        "Priority 2: Violent crime and robbery",
        "2.1 Violence with injury",
        "3.3 Successful treatment",
        "Projects",
        "Associated projects",
        "Notes",
    ]
    marks = {}
    for paragraph in document.iter(f"{W}p"):
        for mark in paragraph.iter(f"{W}bookmarkStart"):
            marks[mark.attrib[f"{W}name"]] = words(paragraph)
    for entry in entries:
        link = entry.find(f"{W}hyperlink")
        assert link is not None
        target = link.attrib[f"{W}anchor"]
        assert marks[target] == words(entry)
        assert any(f"PAGEREF {target} " in (code.text or "") for code in entry.iter(f"{W}instrText"))


def test_the_reader_is_asked_nothing_at_opening(board: bytes) -> None:
    """A document told to update its fields, or a field marked stale, makes Word ask."""
    with zipfile.ZipFile(io.BytesIO(board)) as archive:
        assert b"updateFields" not in archive.read("word/settings.xml")
        assert b"w:dirty" not in archive.read("word/document.xml")


def test_every_drawing_has_words_and_an_id_of_its_own(board: bytes) -> None:
    drawings = list(part(board, "word/document.xml").iter(f"{WP}docPr"))
    assert [drawing.attrib["descr"] for drawing in drawings] == [
        "Line chart of 16 quarters. The last stands at 412 offences, 132 more than last year.",
        "Line chart of two series over eight quarters.",
    ]
    assert len({drawing.attrib["id"] for drawing in drawings}) == 2


def test_each_table_is_marked_up_for_people_who_cannot_see_it(board: bytes) -> None:
    tables = list(part(board, "word/document.xml").iter(f"{W}tbl"))
    assert len(tables) == 2
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (
            len(rows) - 1
        )
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert {len(row.findall(f"{W}tc")) for row in rows} == {7}
        assert not list(table.iter(f"{W}gridSpan"))
        assert not list(table.iter(f"{W}vMerge"))
        caption, described = table.find(f"{W}tblPr/{W}tblCaption"), table.find(f"{W}tblPr/{W}tblDescription")
        assert caption is not None
        assert described is not None
        assert described.attrib[f"{W}val"].startswith("One row for each")
        fills = {shade.attrib[f"{W}fill"] for shade in rows[0].iter(f"{W}shd")}
        assert fills == {"12436D"}


def test_a_status_has_its_word_and_its_bar(board: bytes) -> None:
    table = next(part(board, "word/document.xml").iter(f"{W}tbl"))
    found = []
    for row in table.findall(f"{W}tr")[1:]:
        cell = row.findall(f"{W}tc")[-1]
        bar = cell.find(f"{W}tcPr/{W}tcBorders/{W}left")
        assert bar is not None
        found.append((words(cell), bar.attrib[f"{W}color"]))
    assert found == [("Green", "00703C"), ("Amber", "FFC83D"), ("Red", "B3201A"), ("Grey", "6F7A86")]


def test_figures_stand_to_the_right_and_words_to_the_left(board: bytes) -> None:
    table = next(part(board, "word/document.xml").iter(f"{W}tbl"))
    for row in table.findall(f"{W}tr"):
        sides = [cell.find(f"{W}p/{W}pPr/{W}jc") is not None for cell in row.findall(f"{W}tc")]
        assert sides == [False, False, True, True, True, True, False]


def test_a_wide_table_lies_down_with_its_headings(board: bytes) -> None:
    """Upright up to the projects, then lying down: the last short heading does not turn the page again."""
    body = part(board, "word/document.xml").find(f"{W}body")
    assert body is not None
    sections = list(body.iter(f"{W}sectPr"))
    assert [at(s, f"{W}pgSz").attrib.get(f"{W}orient", "") for s in sections] == ["", "landscape"]
    upright = []
    for element in body:
        if element.find(f"{W}pPr/{W}sectPr") is not None:
            break
        upright.append(words(element))
    assert "Projects" not in upright[-6:]
    assert "No update was provided for 5.2." in upright


def test_a_table_that_would_break_its_words_lies_down_unasked() -> None:
    columns = tuple(Column(f"Considerations{n}") for n in range(8))
    table = Table("Many columns", columns, (tuple(Cell("x") for _ in columns),), "many")
    document = part(only(board_pack(), table), "word/document.xml")
    sizes = [size.attrib.get(f"{W}orient") for size in document.iter(f"{W}pgSz")]
    assert sizes == ["landscape"]


def test_header_and_footer_say_whose_and_when(board: bytes) -> None:
    header, footer = part(board, "word/header1.xml"), part(board, "word/footer1.xml")
    assert words(header) == "Riverbourne Community Safety Partnership, Quarter 4 2015/16"
    assert words(footer).startswith("Issued 12 May 2016")
    assert [code.text for code in footer.iter(f"{W}instrText")] == [" PAGE ", " NUMPAGES "]


def test_an_undated_pack_is_not_said_to_be_issued() -> None:
    pack = board_pack()
    undated = tuple(replace(b, dated="") if isinstance(b, Cover) else b for b in pack.blocks)
    package = render(replace(pack, blocks=undated))
    assert "Issued" not in words(part(package, "word/footer1.xml"))
    assert "Issued" not in words(part(package, "word/document.xml"))


def test_nothing_is_smaller_than_nine_points(board: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(board)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8", "ignore") if name.endswith(".xml") else ""
            assert all(int(half) >= 18 for half in re.findall(r'w:sz w:val="(\d+)"', text)), name
            assert all(int(hundredth) >= 900 for hundredth in re.findall(r'<a:defRPr sz="(\d+)"', text)), name


def test_each_numbered_list_starts_at_its_own_number() -> None:
    text = "1. one\n2. two\nbetween\n3. three\nbetween\n1. again"
    package = only(board_pack(), Prose(lines(text)))
    listed = {}
    for paragraph in part(package, "word/document.xml").iter(f"{W}p"):
        number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            listed[words(paragraph)] = number.attrib[f"{W}val"]
    assert listed["one"] == listed["two"] == listed["three"]
    assert listed["again"] != listed["one"]
    starts = {
        num.attrib[f"{W}numId"]: start.attrib[f"{W}val"]
        for num in part(package, "word/numbering.xml").iter(f"{W}num")
        for start in num.iter(f"{W}startOverride")
    }
    assert starts[listed["one"]] == starts[listed["again"]] == "1"


def test_links_are_real_and_only_to_the_web_or_mail() -> None:
    text = "See [the survey](https://www.example.org/a?b=1&c=2) or [write](mailto:csp@example.org)."
    package = only(board_pack(), Prose(lines(text)))
    relations = part(package, "word/_rels/document.xml.rels")
    targets = {
        r.attrib["Id"]: r.attrib["Target"] for r in relations if r.attrib.get("TargetMode") == "External"
    }
    links = list(part(package, "word/document.xml").iter(f"{W}hyperlink"))
    assert {words(link): targets[link.attrib[f"{R}id"]] for link in links} == {
        "the survey": "https://www.example.org/a?b=1&c=2",
        "write": "mailto:csp@example.org",
    }


def test_the_chart_holds_its_figures_and_so_does_its_workbook(board: bytes) -> None:
    chart = part(board, "word/charts/chart1.xml")
    series = list(chart.iter(f"{C}ser"))
    names = [at(s, f"{C}tx/{C}strRef/{C}strCache/{C}pt/{C}v").text for s in series]
    assert names == ["Offences", "Last year", "Target", "Baseline 2014/15"]
    points = {
        p.attrib["idx"]: p[0].text for p in series[0].iter(f"{C}pt") if p[0].text and p[0].text.isdigit()
    }
    assert (points["0"], points["15"]) == ("231", "412")
    assert "5" not in points  # a gap, not nought
    assert at(chart, f"{C}chart/{C}dispBlanksAs").attrib["val"] == "gap"
    with zipfile.ZipFile(io.BytesIO(board)) as archive:
        sheet = load_workbook(io.BytesIO(archive.read("word/embeddings/chart1.xlsx")))["Figures"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["Period", "On the axis", "Offences", "Last year", "Target", "Baseline 2014/15"]
    assert rows[1] == ["Q1 12/13", "Q1 12/13", 231, None, None, 286.5]
    assert rows[6] == ["Q2 13/14", None, None, 248, None, 286.5]
    assert rows[16] == ["Q4 15/16", None, 412, 280, 275, 286.5]


def test_a_provisional_point_is_hollow_and_a_break_opens_the_line(board: bytes) -> None:
    own = next(part(board, "word/charts/chart1.xml").iter(f"{C}ser"))
    set_apart = {
        at(point, f"{C}idx").attrib["val"]: ElementTree.tostring(point, "unicode")
        for point in own.findall(f"{C}dPt")
    }
    assert set(set_apart) == {"3", "15"}
    assert "noFill" in set_apart["3"]
    assert "FFFFFF" in set_apart["15"]


def test_too_few_points_are_told_in_words(board: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(board)) as archive:
        charts = [name for name in archive.namelist() if name.startswith("word/charts/chart")]
    assert len(charts) == 2
    assert (
        "5.1 Alcohol treatment requirements, commencements. 14 in Q2 15/16, 10 in Q3 15/16. "
        "Target: 12 in Q2 15/16, 12 in Q3 15/16."
    ) in words(part(board, "word/document.xml"))


def test_every_hostile_text_is_printed_as_it_is() -> None:
    printed = words(part(render(hostile_pack()), "word/document.xml"))
    for text in ("<b>&amp; \"quotes\" & 'single' ]]>", "=1+1", "_x0041_", "👩‍🚒 emoji 🚒", "مرحبا بالعالم"):
        assert text in printed
    assert "x" * 32_000 in printed
    assert "\x00" not in printed
    assert len(HOSTILE) == 15


def test_a_contents_list_without_headings_and_a_table_without_rows_are_harmless(tmp_path: Path) -> None:
    path = tmp_path / "bare.docx"
    path.write_bytes(only(board_pack(), Contents(), Table("Nothing yet", (Column("Measure"),), (), "none")))
    assert_valid_ooxml(path)


def test_a_row_may_break_where_it_needs_more_than_a_third_of_its_page() -> None:
    """A page of text is 728 points high upright and 482 lying, a line of a table 13: a third is 18 or 12."""
    for wide, most in ((False, 18), (True, 12)):
        columns = (Column("Text"), Column("More"))
        rows = tuple((Cell("\n".join(["line"] * count)), Cell("short")) for count in (2, most - 4, most + 1))
        table = Table("Long", columns, rows, "long", wide=wide)
        found = list(part(only(board_pack(), table), "word/document.xml").iter(f"{W}tr"))
        kept = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in found]
        assert kept == [True, True, True, False]


def test_a_heading_goes_with_its_table_and_the_last_row_with_what_is_told_below() -> None:
    few = Table("Few", (Column("A"),), tuple((Cell(str(n)),) for n in range(3)), "few", source="Police")
    many = Table("Many", (Column("A"),), tuple((Cell(str(n)),) for n in range(90)), "many", source="Police")
    document = part(only(board_pack(), Heading(1, "One", "one"), few, many), "word/document.xml")

    def keeps(element: ElementTree.Element) -> bool:
        return all(p.find(f"{W}pPr/{W}keepNext") is not None for p in element.iter(f"{W}p"))

    for paragraph in document.iter(f"{W}p"):
        if style_of(paragraph) in ("Heading1", "Caption"):
            assert keeps(paragraph)
    small, large = (table.findall(f"{W}tr")[1:] for table in document.iter(f"{W}tbl"))
    assert [keeps(row) for row in small] == [True, True, True]
    assert [keeps(row) for row in large] == [True, *[False] * 88, True]


def bookmarked(document: ElementTree.Element) -> dict[str, str]:
    """The words in each bookmark of a row, by its name."""
    found: dict[str, str] = {}
    opened: dict[str, str] = {}
    for element in document.iter():
        if element.tag == f"{W}bookmarkStart" and element.attrib[f"{W}name"].startswith("cd_"):
            opened[element.attrib[f"{W}id"]] = element.attrib[f"{W}name"]
        elif element.tag == f"{W}bookmarkEnd":
            opened.pop(element.attrib[f"{W}id"], None)
        elif element.tag == f"{W}t":
            for name in opened.values():
                found[name] = found.get(name, "") + (element.text or "")
    return found


def test_each_text_stands_in_a_bookmark_that_names_its_row() -> None:
    """The digits are those that `printf commentary/m21/2015-16Q4 | sha256sum` begins with."""
    told = Prose(lines("One.\n- two"), row="commentary/m21/2015-16Q4")
    several = Prose(lines("a\nb\nc"), rows=("report_item/1", "report_item/1", "report_item/2"))
    again = Cell("One.", lines=lines("One."), row="commentary/m21/2015-16Q4")
    plain = Cell("here", row="countywide_row/9")
    table = Table("Cells", (Column("A"), Column("B")), ((again, plain),), "cells")
    found = bookmarked(part(only(board_pack(), told, several, table), "word/document.xml"))
    assert list(found.values()) == ["One.two", "ab", "c", "One.", "here"]
    first, _, _, fourth, last = found
    assert first == "cd_commentary_6b3ee88fb2c7271736a6"
    assert fourth.startswith("cd_commentary_6b3ee88fb2c7271736a")
    assert fourth.endswith("_2")
    assert last.startswith("cd_countywide_row_")
    assert all(len(name) <= 40 for name in found)


def test_a_note_on_a_marker_above_it_is_a_footnote_of_word(tmp_path: Path) -> None:
    text = Prose(marked_text("It rose.", " ", "*", " ", "[note 1]"))
    notes = (Note("* Revised April 2015.", marker="*"), Note("[note 1] Police & courts.", marker="[note 1]"))
    path = tmp_path / "notes.docx"
    path.write_bytes(only(board_pack(), Heading(1, "One", "one"), text, *notes, Note("A quiet line.")))
    assert_valid_ooxml(path)
    document, footnotes = (
        part(path.read_bytes(), "word/document.xml"),
        part(path.read_bytes(), "word/footnotes.xml"),
    )
    numbers = [mark.attrib[f"{W}id"] for mark in document.iter(f"{W}footnoteReference")]
    told = {note.attrib[f"{W}id"]: words(note) for note in footnotes.iter(f"{W}footnote")}
    assert [told[number] for number in numbers] == ["* Revised April 2015.", "[note 1] Police & courts."]
    assert [words(p) for p in document.iter(f"{W}p")][1:3] == ["It rose. * [note 1]", "A quiet line."]


def test_a_note_on_a_marker_that_stands_elsewhere_stays_a_line() -> None:
    package = only(board_pack(), Prose(lines("It rose.")), Note("* Revised.", marker="*"))
    assert [words(p) for p in part(package, "word/document.xml").iter(f"{W}p")] == ["It rose.", "* Revised."]
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert "word/footnotes.xml" not in archive.namelist()


def marked_text(*pieces: str) -> tuple[Line, ...]:
    return (Line(LineKind.PARAGRAPH, tuple(Span(piece) for piece in pieces)),)


def test_two_hundred_measures_of_one_priority_are_two_hundred_rows(tmp_path: Path) -> None:
    columns = (
        Column("No"),
        Column("Measure"),
        Column("Q4", CellKind.FIGURE),
        Column("Status", CellKind.STATUS),
    )
    odd = '=HYPERLINK("x") <b>&amp;\x07\x0b@x'
    rows = tuple(
        (Cell(f"1.{n}"), Cell(f"{odd} {n}"), Cell(str(n), Decimal(n)), Cell("Red", status="red"))
        for n in range(200)
    )
    path = tmp_path / "many.docx"
    path.write_bytes(only(board_pack(), Heading(1, "Priority", "p"), Table("All", columns, rows, "all")))
    assert_valid_ooxml(path)
    found = list(part(path.read_bytes(), "word/document.xml").iter(f"{W}tr"))
    assert len(found) == 201
    last = [words(cell) for cell in found[-1].findall(f"{W}tc")]
    assert last == ["1.199", '=HYPERLINK("x") <b>&amp;@x 199', "199", "Red"]
