"""The web page: well formed, self-contained, accessible, and unharmed by any text."""

import itertools
import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from cspdesk.domain.text import lines
from cspdesk.pack.blocks import Block, Cell, CellKind, Column, Cover, Heading, Prose, Table
from cspdesk.pack.web import render
from tests.support.packs import board_pack, hostile_pack

VOID = ("meta", "br", "col")


def page_of(html: bytes) -> ElementTree.Element:
    """The page read strictly as XML, once its void elements are closed."""
    text = html.decode().removeprefix("<!DOCTYPE html>\n").replace("&nbsp;", " ")
    text = re.sub(rf"<({'|'.join(VOID)})\b([^>]*)>", r"<\1\2/>", text)
    text = text.replace(" hidden>", ' hidden="">').replace('xmlns="http://www.w3.org/2000/svg" ', "")
    return ElementTree.fromstring(text)


def words(element: ElementTree.Element) -> str:
    return "".join(element.itertext()).replace("\u00a0", " ").strip()


def at(element: ElementTree.Element, path: str) -> ElementTree.Element:
    found = element.find(path)
    assert found is not None, path
    return found


def only(*blocks: Block) -> ElementTree.Element:
    return page_of(render(replace(board_pack(), blocks=blocks)))


@pytest.fixture(scope="module")
def page() -> ElementTree.Element:
    return page_of(render(board_pack()))


def test_equal_packs_give_equal_bytes() -> None:
    assert render(board_pack()) == render(board_pack())


def test_the_page_says_its_language_and_title(page: ElementTree.Element) -> None:
    assert page.attrib["lang"] == "en-GB"
    assert words(at(page, "head/title")) == "Riverbourne CSP board pack, Quarter 4 2015/16"
    assert [words(h) for h in page.iter("h1")] == ["Board pack"]


def test_the_page_needs_nothing_else(page: ElementTree.Element) -> None:
    assert not [e.tag for e in page.iter() if e.tag in ("script", "link", "img", "iframe", "object")]
    outside = [a for e in page.iter() for name, a in e.attrib.items() if "//" in a and name != "xmlns"]
    assert outside == ["https://www.example.org/survey?a=1&b=2"]
    assert "url(" not in words(at(page, "head/style"))
    assert "@import" not in words(at(page, "head/style"))


def test_a_pack_without_a_cover_still_has_one_first_heading() -> None:
    page = only(Heading(1, "Summary", "summary"))
    assert [words(h) for h in page.iter("h1")] == ["Riverbourne CSP board pack, Quarter 4 2015/16"]


def test_headings_keep_their_order_and_skip_no_level(page: ElementTree.Element) -> None:
    found = [(e.tag, words(e), e.get("id")) for e in page.iter() if e.tag in ("h2", "h3", "h4")]
    expected = [(f"h{b.level + 1}", b.text, b.anchor) for b in board_pack().blocks if isinstance(b, Heading)]
    assert found == expected
    levels = [int(e.tag[1]) for e in page.iter() if re.fullmatch("h[1-6]", e.tag)]
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))


def test_contents_and_skip_link_lead_somewhere(page: ElementTree.Element) -> None:
    ids = [e.attrib["id"] for e in page.iter() if "id" in e.attrib]
    assert len(ids) == len(set(ids))
    inner = [e.attrib["href"][1:] for e in page.iter("a") if e.attrib["href"].startswith("#")]
    assert inner[0] == "content"
    assert len(inner) == 8
    assert set(inner) <= set(ids)
    for element in page.iter():
        for name in ("aria-labelledby", "aria-describedby"):
            assert set(element.get(name, "").split()) <= set(ids)


def test_tables_have_captions_and_header_cells(page: ElementTree.Element) -> None:
    tables = [table for table in page.iter("table") if table.find("colgroup") is not None]
    assert [words(at(table, "caption")) for table in tables] == [
        "Measures at a glance",
        "Associated projects and their updates",
    ]
    for table in page.iter("table"):
        head = list(at(table, "thead/tr"))
        assert {(cell.tag, cell.attrib["scope"]) for cell in head} == {("th", "col")}
        for row in at(table, "tbody"):
            assert len(row) == len(head)
            assert [cell.get("scope") for cell in row if cell.tag == "th"] == ["row"]


def test_a_status_has_word_shape_and_bar(page: ElementTree.Element) -> None:
    cells = [e for e in page.iter("td") if "status" in e.get("class", "").split()]
    assert [(words(c), c.attrib["class"], at(c, "svg").attrib["aria-hidden"]) for c in cells] == [
        ("Green", "status green", "true"),
        ("Amber", "status amber", "true"),
        ("Red", "status red", "true"),
        ("Grey", "status grey", "true"),
    ]
    shapes = {ElementTree.tostring(at(cell, "svg/path"), "unicode").split('"')[1] for cell in cells}
    assert len(shapes) == 4


def test_charts_are_images_with_title_and_description(page: ElementTree.Element) -> None:
    charts = [e for e in page.iter("svg") if e.get("role") == "img"]
    assert [words(at(chart, "title")) for chart in charts] == [
        "2.1 Violence with injury, offences per quarter",
        "3.3 Successful completions of treatment",
    ]
    assert words(at(charts[0], "desc")).startswith("Line chart of 16 quarters.")
    figures = [words(cell) for cell in next(page.iter("details")).iter("td")]
    assert figures[:4] == ["412 [p]", "280", "275", "287"], "the newest first, as on the screen"
    assert figures[-4:] == ["231", "no figure", "no figure", "287"]


def test_wide_tables_lie_down_in_print(page: ElementTree.Element) -> None:
    wide = [e for e in page.iter("div") if e.get("class") == "wide"]
    assert [words(h) for e in wide for h in e.iter("h2")] == ["Projects", "Notes"]


def test_numbered_lines_keep_their_numbers() -> None:
    page = only(Prose(lines("1. one\n2. two\nbetween\n3. three\n- point")))
    main = next(page.iter("main"))
    assert [item.get("value") for item in main.iter("li")] == ["1", "2", "3", None]


def test_hostile_text_is_shown_and_never_becomes_markup() -> None:
    html = render(hostile_pack())
    page = page_of(html)
    text = words(next(page.iter("main")))
    for hostile in (
        "<b>&amp; \"quotes\" & 'single' ]]>",
        "=1+1",
        "👩‍🚒 emoji 🚒",
        "مرحبا بالعالم",
        "x" * 32_000,
    ):
        assert hostile in text
    assert not list(page.iter("b"))
    assert b"\x00" not in html


def test_an_undated_pack_is_not_said_to_be_issued() -> None:
    cover = next(block for block in board_pack().blocks if isinstance(block, Cover))
    assert "Issued" not in words(only(replace(cover, dated="")))


def test_words_in_place_of_a_figure_may_wrap_and_a_figure_may_not() -> None:
    columns = (Column("Description"), Column("Quarter 1 target", CellKind.FIGURE))
    rows = (
        (Cell("Re-offending"), Cell("40% over 4 years")),
        (Cell("Cohort"), Cell("125", Decimal(125))),
        (Cell("Rate"), Cell("No return")),
    )
    page = render(replace(board_pack(), blocks=(Table("Targets", columns, rows, "t"),))).decode()
    assert '<td class="figure words">40% over 4 years</td>' in page
    assert '<td class="figure">125</td>' in page
    assert '<td class="figure">No return</td>' in page
    assert ">Quarter\u00a01 target</th>" in page
