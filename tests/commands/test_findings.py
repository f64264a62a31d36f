"""Taking up a finding's words in every kind of text, and excusing one with a reason."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cspdesk.analysis.check.finding import Finding, Kind
from cspdesk.analysis.check.texts import text_at, texts
from cspdesk.commands.findings import (
    AcceptFinding,
    accepting,
    excusing,
    withdrawing,
)
from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.domain.catalogue import Row
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Commentary,
    CountywideId,
    CountywideRow,
    Excuse,
    MeasureId,
    Observation,
    PriorityId,
    Project,
    ProjectId,
    ProjectUpdate,
    ReportItem,
    ReportItemId,
    SeriesId,
    UpdateId,
)
from cspdesk.domain.text import MAX_TEXT
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store

SAID = "12,043 incidents, a reduction of 436 incidents on last year."
VIOLENCE = MeasureId("m21")
PRIORITY = PriorityId("p1")
WORDS = Commentary(measure=VIOLENCE, period=LAST_QUARTER, text=SAID, reviewed=False)
ITEM = ReportItemId("i")


def countywide(field: str) -> CountywideRow:
    said: Any = {field: SAID}
    return CountywideRow(id=CountywideId("c"), priority=PRIORITY, period=LAST_QUARTER, **said)


ROWS: list[tuple[Row, str]] = [
    (WORDS, "text"),
    (ReportItem(id=ITEM, priority=PRIORITY, period=LAST_QUARTER, text=SAID), "text"),
    (ReportItem(id=ITEM, priority=PRIORITY, period=LAST_QUARTER, outcome=SAID), "outcome"),
    (ProjectUpdate(id=UpdateId("u"), project=ProjectId("cafe"), period=LAST_QUARTER, text=SAID), "text"),
    (Action(id=ActionId("a"), project=ProjectId("cafe"), text=SAID), "text"),
    (Action(id=ActionId("a"), project=ProjectId("cafe"), progress=SAID), "progress"),
    *(
        (countywide(field), field)
        for field in ("baseline_target", "county_performance", "local_performance", "comments")
    ),
    (Observation(series=SeriesId("m22"), period=LAST_QUARTER, typed="26", note=SAID), "note"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "small.cspdesk") as opened:
        opened.run(PutRows("Project", (Project(id=ProjectId("cafe"), priority=PRIORITY, title="Cafe"),)))
        yield opened


def found(store: Store, row: Row = WORDS, field: str = "text") -> Finding:
    """The finding that 436 should be 426, in a row that is written first."""
    store.run(PutRows("Row", (row,)))
    (ref,) = [kept.ref for kept in texts(store.load()) if (kept.text, kept.ref.field) == (SAID, field)]
    start = SAID.index("436")
    return Finding(
        Kind.WRONG_NUMBER, ref, start, start + 3, "436", "426", "The text says 436.", correction="426"
    )


class TestAccept:
    @pytest.mark.parametrize(
        ("row", "field"), ROWS, ids=[f"{type(row).__name__} {field}" for row, field in ROWS]
    )
    def test_the_words_are_put_in_place_as_one_edit(self, store: Store, row: Row, field: str) -> None:
        finding = found(store, row, field)
        before = store.load()
        change_set = store.run(accepting(finding))
        assert change_set is not None
        assert text_at(store.load(), finding.ref) == SAID.replace("436", "426")
        store.take_back(change_set.recording, "Undo")
        assert store.load() == before

    def test_what_was_not_reviewed_stays_so(self, store: Store) -> None:
        store.run(accepting(found(store)))
        row = store.load().of(Commentary).get(VIOLENCE, LAST_QUARTER)
        assert row is not None
        assert not row.reviewed

    def test_a_cell_is_read_anew(self, store: Store) -> None:
        row = Observation(series=SeriesId("m22"), period=LAST_QUARTER, typed="Of the 14 men 15 completed")
        store.run(PutRows("Cell", (row,)))
        (ref,) = [kept.ref for kept in texts(store.load()) if kept.text == row.typed]
        store.run(AcceptFinding("Accept", ref, 0, len(row.typed), row.typed, "14"))
        after = store.load().of(Observation).get(SeriesId("m22"), LAST_QUARTER)
        assert after is not None
        assert (after.typed, after.value) == ("14", 14)

    def test_it_says_what_it_does(self, store: Store) -> None:
        assert accepting(found(store)).label == "Correct '436' to '426'"
        long = replace(found(store), said="so many " * 20)
        assert len(accepting(long).label) < 80

    def test_it_is_refused_where_the_text_says_something_else_by_now(self, store: Store) -> None:
        finding = found(store)
        store.run(PutRows("Words", (replace(WORDS, text=f"In all {SAID}"),)))
        with pytest.raises(RefusedError, match=r"changed since, and no longer says '436' there"):
            store.run(accepting(finding))
        store.run(DeleteRow("Gone", Commentary, (VIOLENCE, LAST_QUARTER)))
        with pytest.raises(RefusedError, match="deleted since"):
            store.run(accepting(finding))

    def test_it_is_refused_where_the_text_becomes_too_long(self, store: Store) -> None:
        finding = replace(found(store), correction="4" * MAX_TEXT)
        with pytest.raises(RefusedError, match="32,057 characters; 32,000 are kept"):
            store.run(accepting(finding))


class TestExcuse:
    def excuses(self, store: Store) -> list[tuple[str, str]]:
        return [(row.kind, row.reason) for row in store.load().of(Excuse)]

    def test_it_is_kept_with_its_reason_and_taken_back(self, store: Store) -> None:
        finding = found(store)
        store.run(excusing(finding, " The police\ncounted ten twice. "))
        assert self.excuses(store) == [("wrong_number", "The police counted ten twice.")]
        store.run(withdrawing(finding))
        assert self.excuses(store) == []
        assert store.run(withdrawing(finding)) is None

    def test_another_reason_takes_the_place_of_the_first(self, store: Store) -> None:
        finding = found(store)
        store.run(excusing(finding, "A first reason."))
        store.run(excusing(finding, "A better one."))
        assert self.excuses(store) == [("wrong_number", "A better one.")]

    def test_a_reason_is_needed(self, store: Store) -> None:
        with pytest.raises(RefusedError, match="needs a reason"):
            store.run(excusing(found(store), " \n"))
        with pytest.raises(RefusedError, match="501 characters; 500 are kept"):
            store.run(excusing(found(store), "x" * 501))
        assert self.excuses(store) == []

    def test_a_live_field_without_a_figure_is_not_excused(self, store: Store) -> None:
        finding = replace(found(store), kind=Kind.UNRESOLVED, said="{9.9 value}")
        with pytest.raises(RefusedError, match="cannot be excused"):
            store.run(excusing(finding, "It will come."))

    def test_a_finding_is_known_by_its_words_and_its_working(self, store: Store) -> None:
        finding = found(store)
        others = [
            replace(finding, sentence="Another."),
            replace(finding, said="437"),
            replace(finding, should_be="427"),
            replace(finding, working="12,469 − 12,043 = 426"),
        ]
        words = {excusing(each, "Why").words for each in (finding, *others)}
        assert len(words) == 5
