"""Where a finding is mended, and the sentence that it is about."""

from pathlib import Path

import pytest

from cspdesk.analysis.check.finding import TextRef, Where
from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.desk.check_places import place_of, quote
from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, MeasureId, SeriesId
from tests.support.documents import LAST_QUARTER, small_store

REF = TextRef(Where.COMMENTARY, ("m21", "2015-16Q4"), "text", LAST_QUARTER, measure=MeasureId("m21"))


def snapshot(folder: Path, text: str = "") -> Snapshot:
    with_text = small_store(folder / "small.cspdesk")
    with_text.run(SetCommentary("Commentary", MeasureId("m21"), LAST_QUARTER, text))
    made = with_text.load()
    with_text.close()
    return made


def quoted(folder: Path, text: str, words: str) -> tuple[str, str]:
    """The sentence around words, and the words as they stand in it."""
    start = text.index(words)
    said = quote(snapshot(folder, text), REF, start, start + len(words))
    return said.text, said.text[said.start : said.end]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("There were 436 offences.", "436", "There were 436 offences."),
        ("First one. There were 436 offences. Then more.", "436", "There were 436 offences."),
        ("It rose by 25.4% (436). Then more.", "436", "It rose by 25.4% (436)."),
        ("A line\n- 436 offences\nanother", "436", "- 436 offences"),
        ("Was it 436? No.", "436?", "Was it 436?"),
        ("\U0001f600 So 436. Yes.", "436", "\U0001f600 So 436."),
        ("436", "436", "436"),
    ],
)
def test_a_sentence_is_quoted_alone(tmp_path: Path, text: str, words: str, expected: str) -> None:
    assert quoted(tmp_path, text, words) == (expected, words)


def test_a_long_sentence_is_cut_around_the_words(tmp_path: Path) -> None:
    text = f"{'ahead ' * 200}436 offences{' behind' * 200}"
    said, words = quoted(tmp_path, text, "436")
    assert words == "436"
    assert said.startswith("…")
    assert said.endswith("…")
    assert len(said) < 450


def test_a_text_that_is_gone_or_shorter_is_quoted_as_far_as_it_stands(tmp_path: Path) -> None:
    assert quote(snapshot(tmp_path), REF, 10, 13).text == ""


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        (REF, Place("write", Selection(MeasureId("m21"), SeriesId("m21"), LAST_QUARTER))),
        (
            TextRef(
                Where.OBSERVATION,
                ("m11-Police", "2015-16Q4"),
                "note",
                LAST_QUARTER,
                measure=MeasureId("m11"),
                series=SeriesId("m11-Police"),
            ),
            Place("enter", Selection(MeasureId("m11"), SeriesId("m11-Police"), LAST_QUARTER)),
        ),
        (
            TextRef(Where.REPORT_ITEM, ("item",), "outcome", LAST_QUARTER),
            Place("text", row=("report_item", "item")),
        ),
        (
            TextRef(Where.COUNTYWIDE_ROW, ("row",), "comments", LAST_QUARTER),
            Place("text", row=("countywide_row", "row")),
        ),
        (
            TextRef(Where.PROJECT_UPDATE, ("update",), "text", LAST_QUARTER),
            Place("projects", row=("project_update", "update")),
        ),
        (
            TextRef(Where.ACTION, ("action",), "progress", LAST_QUARTER),
            Place("projects", row=("action", "action")),
        ),
    ],
)
def test_every_kind_of_text_has_its_page(tmp_path: Path, ref: TextRef, expected: Place) -> None:
    assert place_of(snapshot(tmp_path), ref) == expected


def test_a_measure_without_a_series_is_found_by_itself(tmp_path: Path) -> None:
    store = small_store(tmp_path / "small.cspdesk")
    store.run(PutRows("A measure", (Measure(id=MeasureId("bare"), title="Bare"),)))
    ref = TextRef(Where.COMMENTARY, ("bare", "2015-16Q4"), "text", LAST_QUARTER, measure=MeasureId("bare"))
    assert place_of(store.load(), ref) == Place("write", row=("measure", "bare"))
    store.close()
