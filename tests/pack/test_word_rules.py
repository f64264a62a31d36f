"""Every sample's pack in every layout, as a Word file, before our own rules and two foreign judges."""

import zipfile
from pathlib import Path

import pytest

from cspdesk.app.samples import Sample, new_from_book, samples
from cspdesk.domain.snapshot import Snapshot
from cspdesk.pack.compose import compose
from cspdesk.pack.layouts import layout, shipped_names
from cspdesk.pack.word import render
from tests.pack.rules_docx import docx_faults
from tests.support.documents import EDITOR
from tests.support.ooxml import assert_valid_ooxml
from tests.support.packs import board_pack, hostile_pack

BREAKS = (
    ("word/document.xml", b"<w:tblHeader/>", b"", "must be flagged as its heading"),
    ("word/document.xml", b' descr="Line chart', b' title="Line chart', "has no alternative text"),
    (
        "word/document.xml",
        b'w:pStyle w:val="Heading1"',
        b'w:pStyle w:val="Heading3"',
        "follows one of level 0",
    ),
    ("word/document.xml", b">Green<", b"> <", "by its colour alone"),
    ("word/document.xml", b'w:name="heading_3"', b'w:name="heading 3"', "a name that Word does not take"),
    ("word/document.xml", b'w:name="heading_3"', b'w:name="HEADING_4"', "the same name"),
    ("word/document.xml", b'w:anchor="heading_3"', b'w:anchor="heading_x"', "which is not there"),
    ("word/document.xml", b">Year so far<", b">quarter 4<", "are not all there and different"),
    ("word/styles.xml", b'w:lang w:val="en-GB"', b'w:lang w:val="en-US"', "British English"),
    (
        "docProps/core.xml",
        b"<dc:title>Riverbourne CSP board pack, Quarter 4 2015/16",
        b"<dc:title>",
        "no title",
    ),
    ("word/settings.xml", b"<w:zoom", b"<w:updateFields/><w:zoom", "ask its reader"),
    ("word/charts/chart1.xml", b"<c:v>412</c:v>", b"<c:v>413</c:v>", "where Figures!"),
)
"""A part, what is changed in it and how, and what the rule then says."""


@pytest.fixture(scope="module", params=samples(), ids=lambda sample: sample.name)
def sample(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Sample, Snapshot]:
    given: Sample = request.param
    path = tmp_path_factory.mktemp("sample") / "sample.cspdesk"
    store, _ = new_from_book(path, given.folder, EDITOR)
    with store:
        return given, store.load()


@pytest.mark.parametrize("name", shipped_names())
def test_every_sample_in_every_layout_keeps_all_rules(
    sample: tuple[Sample, Snapshot], name: str, tmp_path: Path
) -> None:
    given, snapshot = sample
    path = tmp_path / f"{given.name}-{name}.docx"
    path.write_bytes(render(compose(snapshot, given.quarter, layout(name))))
    assert docx_faults(path) == []
    assert_valid_ooxml(path)


def test_the_example_pack_keeps_all_rules(tmp_path: Path) -> None:
    path = tmp_path / "pack.docx"
    path.write_bytes(render(board_pack()))
    assert docx_faults(path) == []


def test_text_of_any_kind_breaks_no_rule_but_those_on_headings(tmp_path: Path) -> None:
    """Its table has the headings "Same", "same" and "" on their dark ground, which no layout lets through."""
    path = tmp_path / "pack.docx"
    path.write_bytes(render(hostile_pack()))
    different, colour = docx_faults(path)
    assert "are not all there and different" in different
    assert "by its colour alone" in colour


@pytest.mark.parametrize(("part", "old", "new", "said"), BREAKS, ids=[each[3] for each in BREAKS])
def test_each_rule_sees_what_breaks_it(part: str, old: bytes, new: bytes, said: str, tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole.docx", tmp_path / "broken.docx"
    whole.write_bytes(render(board_pack()))
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new)
            target.writestr(name, content)
    assert any(said in fault for fault in docx_faults(broken)), docx_faults(broken)
