"""Revisions noted as figures are written: against the newest pack, once, and gone when nothing differs."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cspdesk.commands.revisions import Revisions, SetRevisionReason
from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import observed
from cspdesk.domain.tables import Measure, Observation, Revision, Series, SeriesId
from cspdesk.domain.unit import Unit
from cspdesk.store import log
from cspdesk.store.edits import ConnectionEdits
from cspdesk.store.store import Store
from tests.support.documents import small_store
from tests.support.issues import AUGUST, enter, issue

Q3, Q4 = Period.quarter(2015, 3), Period.quarter(2015, 4)
NEXT = Period.quarter(2016, 1)
VIOLENCE = SeriesId("m21")
SATISFACTION = "m12"
"""Has figures for Quarters 1 to 3 of 2015/16 and none for Quarter 4."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "board.cspdesk") as opened:
        yield opened


@pytest.fixture
def issued(store: Store) -> Store:
    issue(store, "may", Q4)
    return store


def noted(store: Store) -> list[tuple[str, str, str, str]]:
    """Every revision of the file: series, period, issue and what the board saw."""
    return [(r.series, r.period.key, r.issue, r.seen) for r in store.load().of(Revision)]


class TestRevised:
    def test_without_an_issue_nothing_is_noted(self, store: Store) -> None:
        enter(store, "m21", Q4, "415")
        enter(store, "m21", Q3, "")
        assert noted(store) == []

    def test_what_the_board_saw_stays_however_often_the_cell_changes(self, issued: Store) -> None:
        enter(issued, "m21", Q4, "415")
        assert noted(issued) == [("m21", "2015-16Q4", "may", "412")]
        enter(issued, "m21", Q4, "420 [p]")
        assert noted(issued) == [("m21", "2015-16Q4", "may", "412")]

    @pytest.mark.parametrize("typed", ["", "na", "late: police, 24 May"])
    def test_a_figure_withdrawn_is_revised(self, issued: Store, typed: str) -> None:
        enter(issued, "m21", Q4, typed)
        assert noted(issued) == [("m21", "2015-16Q4", "may", "412")]

    @pytest.mark.parametrize("again", ["412", "412 "])
    def test_going_back_to_what_the_board_saw_takes_it_away(self, issued: Store, again: str) -> None:
        for typed in ("415", "", "na", "420", again):
            enter(issued, "m21", Q4, typed)
        assert noted(issued) == []

    def test_the_same_figure_spelt_otherwise_is_no_revision(self, issued: Store) -> None:
        """A pack prints 12,469 for either."""
        year_end = Period.quarter(2014, 4)
        enter(issued, "m13", year_end, "12469")
        assert noted(issued) == []
        enter(issued, "m13", year_end, "12500")
        enter(issued, "m13", year_end, "12,469")
        assert noted(issued) == []

    def test_a_qualifier_that_the_board_did_not_see_is_told(self, issued: Store) -> None:
        enter(issued, "m21", Q4, "412 [p]")
        assert noted(issued) == [("m21", "2015-16Q4", "may", "412")]

    def test_a_note_alone_is_no_revision(self, issued: Store) -> None:
        row = issued.load().of(Observation).get("m21", Q4)
        assert row is not None
        issued.run(PutRows("Note", (replace(row, note="Counted anew."),)))
        assert noted(issued) == []

    def test_earlier_quarters_and_years_are_covered_and_later_ones_not(self, issued: Store) -> None:
        enter(issued, "m21", Period.quarter(2014, 1), "261")
        enter(issued, "m31", Period.financial_year(2014), "1,205")
        enter(issued, "m21", NEXT, "500")
        enter(issued, "m21", NEXT, "501")
        assert noted(issued) == [("m21", "2014-15Q1", "may", "260"), ("m31", "2014-15", "may", "1,204")]

    def test_a_years_figure_counts_as_its_quarter_4(self, store: Store) -> None:
        year = Period.financial_year(2015)
        enter(store, "m31", year, "1,300")
        issue(store, "third", Q3)
        enter(store, "m31", year, "1,310")
        assert noted(store) == [], "no pack has shown the whole year"
        issue(store, "fourth", Q4)
        enter(store, "m31", year, "1,320")
        assert noted(store) == [("m31", "2015-16", "fourth", "1,310")]

    def test_a_later_pack_starts_afresh(self, issued: Store) -> None:
        enter(issued, "m21", Q4, "415")
        issue(issued, "august", NEXT, AUGUST)
        enter(issued, "m21", Q4, "420")
        assert noted(issued) == [
            ("m21", "2015-16Q4", "august", "415"),
            ("m21", "2015-16Q4", "may", "412"),
        ]
        enter(issued, "m21", Q4, "415")
        assert noted(issued) == [("m21", "2015-16Q4", "may", "412")]

    def test_an_earlier_quarter_issued_again_is_the_newest_for_its_own_cells(self, issued: Store) -> None:
        issue(issued, "third again", Q3, AUGUST)
        enter(issued, "m21", Q3, "356")
        enter(issued, "m21", Q4, "415")
        assert noted(issued) == [
            ("m21", "2015-16Q3", "third again", "355"),
            ("m21", "2015-16Q4", "may", "412"),
        ]

    def test_a_unit_changed_since_does_not_hide_a_figure_withdrawn(self, issued: Store) -> None:
        """What the board saw, "412", reads as no figure once the measure is in words."""
        enter(issued, "m21", Q4, "415")
        measure = issued.load().of(Measure).get("m21")
        assert measure is not None
        issued.run(PutRows("Unit", (replace(measure, unit=Unit.TEXT),)))
        enter(issued, "m21", Q4, "")
        assert noted(issued) == [("m21", "2015-16Q4", "may", "412")]


class TestReportedSince:
    @pytest.mark.parametrize("before", ["", "na", "late: police, 24 May", "about the same"])
    def test_a_first_figure_is_noted_with_nothing_seen(self, store: Store, before: str) -> None:
        if before:
            enter(store, SATISFACTION, Q4, before)
        issue(store, "may", Q4)
        enter(store, SATISFACTION, Q4, "91%")
        enter(store, SATISFACTION, Q4, "92%")
        assert noted(store) == [(SATISFACTION, "2015-16Q4", "may", "")]

    @pytest.mark.parametrize("typed", ["", "TBC"])
    def test_it_goes_with_the_figure(self, issued: Store, typed: str) -> None:
        enter(issued, SATISFACTION, Q4, "91%")
        enter(issued, SATISFACTION, Q4, typed)
        assert noted(issued) == []

    def test_words_for_words_are_no_report(self, issued: Store) -> None:
        for typed in ("na", "TBC", "late: police", ""):
            enter(issued, SATISFACTION, Q4, typed)
        assert noted(issued) == []


class TestTheWaysIn:
    def test_a_deleted_row_is_noted(self, issued: Store) -> None:
        issued.run(DeleteRow("Delete", Observation, (VIOLENCE, Q4)))
        assert noted(issued) == [("m21", "2015-16Q4", "may", "412")]

    def test_there_and_back_in_one_act_leaves_no_trace(self, issued: Store) -> None:
        there = Observation(series=VIOLENCE, period=Q4, typed="9")
        both = tuple(observed(replace(there, typed=typed), Unit.COUNT) for typed in ("9", "412"))
        assert issued.run(PutRows("Both", both)) is None

    def test_undo_takes_the_revision_back_and_redo_makes_it_again(self, issued: Store) -> None:
        before = issued.load()
        edit = enter(issued, "m21", Q4, "415")
        assert edit is not None
        undone = issued.take_back(edit.recording, "Undo")
        assert undone is not None
        assert issued.load() == before
        issued.take_back(undone.recording, "Redo", "redo")
        assert noted(issued) == [("m21", "2015-16Q4", "may", "412")]
        assert log.rebuilt(issued.history()) == issued.load()

    def test_a_deleted_measure_takes_its_revisions_along_and_brings_them_back(self, issued: Store) -> None:
        enter(issued, "m21", Q4, "415")
        before = issued.load()
        deletion = issued.run(DeleteRow("Delete measure", Measure, ("m21",)))
        assert deletion is not None
        assert noted(issued) == []
        assert issued.troubles() == []
        issued.take_back(deletion.recording, "Undo")
        assert issued.load() == before

    def test_figures_may_come_with_their_measure(self, issued: Store) -> None:
        measure = Measure(id="new", title="New")  # type: ignore[arg-type]  # any key will do
        row = observed(Observation(series=SeriesId("new"), period=Q4, typed="7"), Unit.COUNT)
        issued.run(PutRows("Import", (measure, row, Series(id=SeriesId("new"), measure=measure.id))))
        assert noted(issued) == [("new", "2015-16Q4", "may", "")]

    def test_the_change_set_advances_a_snapshot_to_what_the_file_holds(self, issued: Store) -> None:
        before = issued.load()
        edit = enter(issued, "m21", Q4, "415")
        assert edit is not None
        assert before.advanced(edit) == issued.load()


def test_a_cell_that_comes_twice_among_rows_is_noted_as_it_ends(issued: Store) -> None:
    cell = Observation(series=VIOLENCE, period=Q4)
    ends = {"9": ["412"], "412": []}
    for end, seen in ends.items():
        rows = [observed(replace(cell, typed=typed), Unit.COUNT) for typed in ("7", end)]
        issued.run(PutRows("Import", tuple(rows)))
        assert [row.seen for row in issued.load().of(Revision)] == seen


@pytest.mark.parametrize(("period", "is_covered"), [(Q4, True), (NEXT, False)])
def test_a_cell_that_no_pack_covers_costs_no_query(issued: Store, period: Period, is_covered: bool) -> None:
    connection = issued._connection
    revisions = Revisions(ConnectionEdits(connection))
    cell = Observation(series=VIOLENCE, period=period)
    rows = [observed(replace(cell, typed=typed), Unit.COUNT) for typed in ("412", "9")]
    queries: list[str] = []

    def watch(_: object, sql: str, __: object) -> bool:
        queries.append(sql)
        return True

    connection.execute("BEGIN")
    connection.exec_trace = watch
    try:
        concern = revisions.concern(period)
        revisions.note(*rows)
    finally:
        connection.exec_trace = None
        connection.execute("ROLLBACK")
    assert (concern, bool(queries)) == (is_covered, is_covered)


class TestReason:
    def test_it_is_one_line_beside_what_the_board_saw(self, issued: Store) -> None:
        enter(issued, "m21", Q4, "415")
        issued.run(SetRevisionReason("Reason", VIOLENCE, Q4, "  Recounted\nby the police.\x07 "))
        (row,) = issued.load().of(Revision)
        assert (row.seen, row.reason) == ("412", "Recounted by the police.")
        enter(issued, "m21", Q4, "420")
        (row,) = issued.load().of(Revision)
        assert (row.seen, row.reason) == ("412", ""), "the reason of one change does not vouch for the next"
        issued.run(SetRevisionReason("Reason", VIOLENCE, Q4, "Counted twice"))
        issued.run(SetRevisionReason("Reason", VIOLENCE, Q4, ""))
        (row,) = issued.load().of(Revision)
        assert row.reason == ""

    def test_it_goes_to_the_newest_pack(self, issued: Store) -> None:
        enter(issued, "m21", Q4, "415")
        issue(issued, "august", NEXT, AUGUST)
        enter(issued, "m21", Q4, "420")
        issued.run(SetRevisionReason("Reason", VIOLENCE, Q4, "Recounted"))
        assert {row.issue: row.reason for row in issued.load().of(Revision)} == {
            "august": "Recounted",
            "may": "",
        }

    def test_it_is_refused_where_nothing_was_revised(self, issued: Store) -> None:
        with pytest.raises(RefusedError, match="stands as the board last saw it"):
            issued.run(SetRevisionReason("Reason", VIOLENCE, Q4, "Why not"))

    def test_it_is_refused_for_history_filled_in(self, issued: Store) -> None:
        enter(issued, "m22", Period.quarter(2012, 1), "20")
        with pytest.raises(RefusedError, match="stands as the board last saw it"):
            issued.run(SetRevisionReason("Reason", SeriesId("m22"), Period.quarter(2012, 1), "Found"))

    def test_one_too_long_is_refused_whole(self, issued: Store) -> None:
        enter(issued, "m21", Q4, "415")
        issued.run(SetRevisionReason("Reason", VIOLENCE, Q4, "x" * 500))
        with pytest.raises(RefusedError, match="has 501 characters; 500 are kept"):
            issued.run(SetRevisionReason("Reason", VIOLENCE, Q4, "x" * 501))
