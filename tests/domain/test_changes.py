"""Change sets: what a recorded change says when it is asked."""

from cspdesk.domain.changes import ChangeSet, RowChange, row_change
from cspdesk.domain.tables import Commentary, Observation, Project

SAME = object()
_PROJECT = [field.name for field in Project.TABLE.fields]


def test_an_edited_row_says_only_what_changed() -> None:
    old = tuple("p1" if name == "id" else "Old" if name == "title" else SAME for name in _PROJECT)
    new = tuple("New" if name == "title" else SAME for name in _PROJECT)
    change = RowChange("project", old, new, SAME)
    assert (change.key, change.before, change.after) == (("p1",), {"title": "Old"}, {"title": "New"})


def test_a_row_that_came_or_went_is_said_whole() -> None:
    whole = tuple(f"{name} of it" for name in _PROJECT)
    named = dict(zip(_PROJECT, whole, strict=True))
    came, went = RowChange("project", None, whole, SAME), RowChange("project", whole, None, SAME)
    assert (came.key, came.before, came.after) == (("id of it",), None, named)
    assert (went.key, went.before, went.after) == (("id of it",), named, None)


def test_a_change_by_names_says_the_same_names() -> None:
    change = row_change(
        "observation", ("s", "2015-16Q4"), {"note": "", "typed": "1"}, {"note": "x", "typed": "2"}
    )
    assert change.key == ("s", "2015-16Q4")
    assert change.before == {"typed": "1", "note": ""}
    assert change.after == {"typed": "2", "note": "x"}


def test_keys_are_gathered_by_table() -> None:
    cells = [("a", "2015-16Q4"), ("a", "2015-16Q3"), ("b", "2015-16Q4")]
    changes = tuple(row_change("observation", key, {"typed": "1"}, {"typed": "2"}) for key in cells)
    edit = ChangeSet(1, "", "desk", changes, b"")
    assert edit.tables == {"observation"}
    assert edit.values(Observation, "series") == {"a", "b"}
    assert edit.values(Observation, "period") == {"2015-16Q3", "2015-16Q4"}
    assert edit.values(Commentary, "measure") == set()
    assert [change.key for change in edit.of(Observation)] == cells
