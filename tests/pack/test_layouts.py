"""Layouts as readable text: those of the program, and the file's own copies."""

import pytest

from cspdesk.domain.errors import InputError
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Layout, Partnership
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


@pytest.mark.parametrize("name", shipped_names())
def test_a_layout_written_and_read_is_the_same(name: str) -> None:
    assert read_layout(name, layout_text(layout(name))) == layout(name)


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
