"""Where live fields stand in a text that is being written, and what could become one."""

import pytest

from cspdesk.analysis.live_fields import FieldPlace
from cspdesk.desk.field_edits import (
    begun_at,
    field_at,
    fields_in,
    figures_around,
    opens_sentence,
    printed,
)
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import MeasureId
from tests.support.documents import LAST_QUARTER, small_snapshot

HERE = FieldPlace(LAST_QUARTER, MeasureId("m21"))


@pytest.fixture
def snapshot() -> Snapshot:
    return small_snapshot()


def test_a_doubled_brace_is_no_field() -> None:
    assert [tuple(field) for field in fields_in("{{value} and {2.1 change}.")] == [(13, 25, "2.1 change")]


@pytest.mark.parametrize(
    ("start", "end", "is_in"), [(3, 3, True), (10, 10, True), (3, 10, True), (2, 5, False)]
)
def test_a_field_holds_what_stands_between_its_braces_and_at_them(start: int, end: int, is_in: bool) -> None:
    assert (field_at("So {value}.", start, end) is not None) is is_in


@pytest.mark.parametrize(
    ("text", "brace"),
    [
        ("{", 0),
        ("So {2.1 ch", 3),
        ("So {{", None),
        ("So {{{", 5),
        ("{value} and", None),
        ("{value} and {", 12),
        ("{\nvalue", None),
        ("no brace", None),
        ("{" + "x" * 200, None),
    ],
)
def test_a_field_is_begun_behind_an_open_brace_of_the_same_line(text: str, brace: int | None) -> None:
    assert begun_at(text, len(text)) == brace


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("", True),
        ("- ", True),
        ("2. ", True),
        ("Said. ", True),
        ("Said.", False),
        ("of ", False),
        ("\n", True),
    ],
)
def test_what_opens_a_sentence(text: str, opens: bool) -> None:
    assert opens_sentence(text, len(text)) is opens


@pytest.mark.parametrize(
    ("text", "at", "found"),
    [
        ("There were 1,440 offences this year.", 13, ["1,440 offences this", "1,440 offences", "1,440"]),
        ("rose by 25.7%.", 9, ["25.7%"]),
        ("rose by 25.7%.", 2, []),
        ("to 347, all", 4, ["347"]),
        ("{2.1 change} now", 3, []),
        ("", 0, []),
    ],
)
def test_the_figure_at_the_caret_could_be_live(text: str, at: int, found: list[str]) -> None:
    assert [text[s.start : s.end] for s in figures_around(text, at, at)] == found


def test_selected_words_could_be_live_without_the_spaces_around_them() -> None:
    text = "so 412 offences now"
    assert [text[s.start : s.end] for s in figures_around(text, 2, 16)] == ["412 offences"]
    assert figures_around(text, 2, 3) == ()


def test_the_sentences_with_fields_are_told_as_they_print(snapshot: Snapshot) -> None:
    text = "Nothing here. **Up**: {value}, {change}. Nor here.\n- {per cent} more. {{value}\n{chnage}"
    said = "Up: 412 offences, an increase of 294 offences (25.7%). 25.7% more."
    assert printed(snapshot, text, HERE) == said
    assert printed(snapshot, "Nothing {{here}. {chnage}", HERE) == ""


def test_long_sentences_are_cut(snapshot: Snapshot) -> None:
    said = printed(snapshot, f"{'word ' * 300}{{figure}}", HERE)
    assert len(said) <= 600
    assert said.endswith("…")
