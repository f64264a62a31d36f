"""Every sample in every layout, as a web page: well formed, told in order, and in need of nothing else."""

import itertools
import re
from collections.abc import Callable, Iterator
from functools import cache
from xml.etree import ElementTree

import pytest

from cspdesk.app.samples import Sample, new_from_book, samples
from cspdesk.domain.snapshot import Snapshot
from cspdesk.pack.blocks import Contents, Heading, Pack, Table
from cspdesk.pack.compose import compose
from cspdesk.pack.layouts import shipped, shipped_names
from cspdesk.pack.web import render
from tests.pack.test_web import VOID, words
from tests.support.documents import EDITOR
from tests.support.packs import board_pack, hostile_pack

PHRASING = {"a", "br", "strong", "svg", "span", "img"}
"""What may stand in a paragraph, a heading or a link."""
WITHIN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd"},
    "table": {"caption", "colgroup", "thead", "tbody"},
    "colgroup": {"col"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
    **dict.fromkeys(("p", "h1", "h2", "h3", "h4", "summary", "strong", "caption", "title"), PHRASING),
}
OUTSIDE = ("script", "link", "iframe", "object", "embed", "base", "form", "audio", "video", "source")


def page_of(html: str) -> ElementTree.Element:
    """The page read strictly as XML, once its void elements are closed."""
    text = html.removeprefix("<!DOCTYPE html>\n").replace("&nbsp;", " ")
    text = re.sub(rf"<({'|'.join((*VOID, 'img'))})\b([^>]*)>", r"<\1\2/>", text)
    text = text.replace(" hidden>", ' hidden="">').replace('xmlns="http://www.w3.org/2000/svg" ', "")
    return ElementTree.fromstring(text)


def html_faults(html: bytes) -> list[str]:
    """Every rule that the page breaks; none where it may be published as it is."""
    page = page_of(html.decode())
    return [*_structure(page), *_names(page), *_self_contained(page), *_headings(page)]


def _structure(page: ElementTree.Element) -> Iterator[str]:
    for element in page.iter():
        allowed = WITHIN.get(element.tag)
        for child in element:
            if allowed is not None and child.tag not in allowed:
                yield f"<{child.tag}> stands in <{element.tag}>"
        if element.tag in ("ul", "ol", "table", "tr") and len(element) == 0:
            yield f"<{element.tag}> is empty"
    for table in page.iter("table"):
        widths = {len(row) for row in table.iter("tr")}
        if len(widths) != 1:
            yield "a table's rows differ in length"
        caption = table.find("caption")
        if caption is None or not words(caption):
            yield "a table has no caption"


def _names(page: ElementTree.Element) -> Iterator[str]:
    ids = [element.attrib["id"] for element in page.iter() if "id" in element.attrib]
    if len(ids) != len(set(ids)):
        yield "two elements have one id"
    for element in page.iter():
        for name in ("aria-labelledby", "aria-describedby"):
            if missing := set(element.get(name, "").split()) - set(ids):
                yield f"{name} names {missing}, which is not there"
        address = element.get("href", "")
        if address.startswith("#") and address[1:] not in ids:
            yield f"a link leads to {address}, which is not there"
        if element.tag == "a" and not words(element):
            yield f"the link to {address} has no words"
        if element.tag == "img" and not element.get("alt", "").strip():
            yield "a picture has no alternative text"
        if element.tag == "svg" and element.get("role") == "img" and not element.get("aria-labelledby"):
            yield "a chart has no name"
    title = page.find("head/title")
    if page.get("lang") != "en-GB" or title is None or not words(title):
        yield "it does not say its language or title"


def _self_contained(page: ElementTree.Element) -> Iterator[str]:
    for element in page.iter():
        if element.tag in OUTSIDE:
            yield f"it has a <{element.tag}>"
        for name, value in element.attrib.items():
            if name.startswith("on") or value.lower().lstrip().startswith("javascript:"):
                yield f"<{element.tag}> runs a script"
            if name in ("src", "srcset", "data", "poster", "action") and not value.startswith("data:image/"):
                yield f"<{element.tag}> takes something from elsewhere"
    for style in page.iter("style"):
        if re.search(r"url\(|@import|//", words(style)):
            yield "its style takes something from elsewhere"


def _headings(page: ElementTree.Element) -> Iterator[str]:
    levels = [int(element.tag[1]) for element in page.iter() if re.fullmatch("h[1-6]", element.tag)]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield "it has not one first heading"
    if any(below > above + 1 for above, below in itertools.pairwise(levels)):
        yield "a level of heading is skipped"


@pytest.fixture(scope="module")
def snapshot_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sample], Snapshot]:
    @cache
    def loaded(name: str) -> Snapshot:
        path = tmp_path_factory.mktemp("samples") / f"{name}.cspdesk"
        store, _ = new_from_book(path, next(s.folder for s in samples() if s.name == name), EDITOR)
        with store:
            return store.load()

    return lambda sample: loaded(sample.name)


@pytest.mark.parametrize("layout", shipped_names())
@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_a_sample_in_a_layout_may_be_published(
    sample: Sample, layout: str, snapshot_of: Callable[[Sample], Snapshot]
) -> None:
    pack = compose(snapshot_of(sample), sample.quarter, shipped(layout))
    html = render(pack)
    assert html_faults(html) == []
    page = page_of(html.decode())
    headings = [words(e) for e in page.iter() if e.tag in ("h2", "h3", "h4")]
    assert headings == [block.text for block in pack.blocks if isinstance(block, Heading)]
    # The tables within a chart's figures have no columns of their own width.
    tables = [table for table in page.iter("table") if table.find("colgroup") is not None]
    captions = [words(caption) for table in tables for caption in table.iter("caption")]
    assert captions == [block.title for block in pack.blocks if isinstance(block, Table)]


@pytest.mark.parametrize("pack", [board_pack(), hostile_pack()], ids=["board", "hostile"])
def test_ordinary_and_hostile_blocks_may_be_published(pack: Pack) -> None:
    assert html_faults(render(pack)) == []


def test_the_contents_stay_in_sight_beside_the_pack_and_print_on_a_page_of_their_own() -> None:
    page = page_of(render(board_pack()).decode())
    style = next(words(element) for element in page.iter("style"))
    assert any(isinstance(block, Contents) for block in board_pack().blocks)
    on_screen, in_print = style.split("@media print")
    assert re.search(r"nav \{ position: sticky; top: 0;", on_screen)
    assert re.search(r"nav \{ position: static;[^}]*break-before: page", in_print)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<main ", "<script></script><main ", "it has a <script>"),
        ("<main ", '<main onclick="x" ', "<main> runs a script"),
        ("<p>", "<p><ul></ul>", "<ul> stands in <p>"),
        ('id="summary"', 'id="elsewhere"', "a link leads to #summary, which is not there"),
        ('lang="en-GB"', "", "it does not say its language or title"),
        ("</style>", "a { background: url(x) }</style>", "its style takes something from elsewhere"),
    ],
)
def test_the_rules_find_what_is_spoilt(old: str, new: str, fault: str) -> None:
    spoilt = render(board_pack()).decode().replace(old, new, 1).encode()
    assert fault in html_faults(spoilt)
