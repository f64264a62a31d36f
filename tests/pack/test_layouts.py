"""Layouts as readable text: those of the program, and the file's own copies."""

from pathlib import Path

import pytest

from cspdesk.commands.rows import PutRows
from cspdesk.domain.errors import InputError
from cspdesk.domain.sections import BUILT_IN
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    CountywideId,
    CountywideRow,
    Layout,
    Partnership,
    PriorityId,
    Project,
    ProjectId,
    ProjectUpdate,
    ReportItem,
    ReportItemId,
    UpdateId,
)
from cspdesk.pack.blocks import Prose, Table
from cspdesk.pack.compose import compose
from cspdesk.pack.layouts import (
    LayoutColumn,
    PackLayout,
    Part,
    layout,
    layout_text,
    names,
    read_layout,
    shipped_names,
    with_parts,
)
from tests.support.documents import LAST_QUARTER, small_store


@pytest.mark.parametrize("name", shipped_names())
def test_a_layout_written_and_read_is_the_same(name: str) -> None:
    assert read_layout(name, layout_text(layout(name))) == layout(name)


def test_no_two_layouts_bear_the_same_title_in_a_list() -> None:
    titles = [layout(name).title for name in shipped_names()]
    assert len(titles) == 6
    assert len(set(titles)) == len(titles)


def test_words_of_any_kind_are_kept() -> None:
    odd = 'A "quoted" heading\twith \\ and \x7f, é and\nlines'
    part = Part(odd, odd, (LayoutColumn(odd, odd, 3, optional=True),), {"rows": 3, "wide": True}, on=False)
    made = PackLayout("own", odd, odd, (part,), (), (Part("notes", ""),))
    assert read_layout("own", layout_text(made)) == made


def test_the_files_own_layout_comes_first() -> None:
    own = with_parts(layout("board"), "front", ())
    rows = [
        Partnership(),
        Layout(name="board", body=layout_text(own)),
        Layout(name="ours", body=layout_text(own)),
    ]
    snapshot = Snapshot.of_rows(rows)
    assert layout("board", snapshot).front == ()
    assert layout("board").front != ()
    assert names(snapshot) == (*shipped_names(), "ours")


def test_what_cannot_be_read_is_told() -> None:
    with pytest.raises(InputError, match="The layout 'own' cannot be read"):
        read_layout("own", "title = ")
    with pytest.raises(InputError, match="The layout 'own' cannot be read: 'title'"):
        read_layout("own", "about = ''")
    with pytest.raises(InputError, match=r"There is no layout 'none'\. Choose one of: board"):
        layout("none")


# The board pack tells its decisions twice by intent, and measure-pages is of measures alone.
@pytest.mark.parametrize("name", ["highlight", "quarter-narrative", "rolling-year", "target-actual"])
def test_every_text_of_a_quarter_stands_once_in_the_layout_of_a_report(name: str, tmp_path: Path) -> None:
    texts = [
        ReportItem(
            id=ReportItemId(f"{home}{place}"),
            priority=PriorityId(home) if home else None,
            period=LAST_QUARTER,
            section=kind.key,
            text=f"Told of {home or 'everything'}: {kind.key}.",
        )
        for home in ("", "p1", "p3")
        for place, kind in enumerate(BUILT_IN)
    ]
    county = CountywideRow(
        id=CountywideId("c"), priority=PriorityId("p1"), period=LAST_QUARTER, title="County", comments="Ours."
    )
    project = Project(id=ProjectId("j"), priority=PriorityId("p1"), title="Night patrols")
    update = ProjectUpdate(
        id=UpdateId("u"), project=ProjectId("j"), period=LAST_QUARTER, text="Went out twice."
    )
    with small_store(tmp_path / "texts.cspdesk") as store:
        store.run(PutRows("Texts", (*texts, county, project, update)))
        pack = compose(store.load(), LAST_QUARTER, layout(name))
    prose = [line.text for block in pack.blocks if isinstance(block, Prose) for line in block.lines]
    cells = [
        cell.text for block in pack.blocks if isinstance(block, Table) for row in block.rows for cell in row
    ]
    said = prose + cells
    wanted = [text.text for text in texts] + ["Ours.", "Night patrols", "Went out twice."]
    assert {words: sum(words in each for each in said) for words in wanted} == dict.fromkeys(wanted, 1)
