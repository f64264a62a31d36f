"""What is said of a revision: against which pack, in which words, and when no more."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cspdesk.analysis.revisions import is_revised, mark, newest_issue, pack_name, revision_of, revision_words
from cspdesk.commands.revisions import SetRevisionReason
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import PackIssue, PackIssueId, Revision, SeriesId
from cspdesk.store.store import Store
from tests.support.documents import small_store
from tests.support.issues import AUGUST, enter, issue

Q3, Q4 = Period.quarter(2015, 3), Period.quarter(2015, 4)
NEXT = Period.quarter(2016, 1)
VIOLENCE, SATISFACTION = SeriesId("m21"), SeriesId("m12")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "board.cspdesk") as opened:
        issue(opened, "may", Q4)
        yield opened


def said(store: Store, series: SeriesId, period: Period) -> str:
    snapshot = store.load()
    found = revision_of(snapshot, series, period)
    return revision_words(snapshot, found) if found else ""


def test_a_changed_figure_says_what_the_board_saw(store: Store) -> None:
    enter(store, "m21", Q4, "415")
    assert said(store, VIOLENCE, Q4) == "Revised since the pack of 12 May 2016, which showed 412."
    assert said(store, VIOLENCE, Q3) == ""
    found = revision_of(store.load(), VIOLENCE, Q4)
    assert found is not None
    assert (is_revised(found), mark(found)) == (True, "r")


def test_a_late_figure_is_reported_since(store: Store) -> None:
    enter(store, "m12", Q4, "91%")
    assert said(store, SATISFACTION, Q4) == "Reported since the pack of 12 May 2016, which had no figure."
    found = revision_of(store.load(), SATISFACTION, Q4)
    assert found is not None
    assert (is_revised(found), mark(found)) == (False, "")


@pytest.mark.parametrize(
    ("reason", "ending"),
    [("Recounted", " Reason: Recounted."), ("Recounted.", " Reason: Recounted."), ("Why?", " Reason: Why?")],
)
def test_the_reason_follows(store: Store, reason: str, ending: str) -> None:
    enter(store, "m21", Q4, "415")
    store.run(SetRevisionReason("Reason", VIOLENCE, Q4, reason))
    assert said(store, VIOLENCE, Q4) == f"Revised since the pack of 12 May 2016, which showed 412.{ending}"


def test_the_next_pack_tells_the_board_and_only_changes_after_it_are_new(store: Store) -> None:
    enter(store, "m21", Q4, "415")
    issue(store, "august", NEXT, AUGUST)
    assert said(store, VIOLENCE, Q4) == ""
    enter(store, "m21", Q4, "412")
    assert said(store, VIOLENCE, Q4) == "Revised since the pack of 11 August 2016, which showed 415."


def test_a_pack_of_an_earlier_quarter_tells_nothing_of_a_later_cell(store: Store) -> None:
    enter(store, "m21", Q4, "415")
    issue(store, "third again", Q3, AUGUST)
    assert said(store, VIOLENCE, Q4) == "Revised since the pack of 12 May 2016, which showed 412."


def test_history_filled_in_is_not_reported_since_and_was_never_seen(store: Store) -> None:
    """No pack of 2012/13 went out; the first reading of a quarter of it is mended later."""
    long_ago = Period.quarter(2012, 2)
    enter(store, "m22", long_ago, "20")
    assert said(store, SeriesId("m22"), long_ago) == ""
    enter(store, "m22", long_ago, "21")
    assert said(store, SeriesId("m22"), long_ago) == "", "the board never saw 20"


def test_last_years_late_figure_counts_from_the_newest_pack(store: Store) -> None:
    """The year's pack went out without it, and so did the first of the next year."""
    issue(store, "august", NEXT, AUGUST)
    year = Period.financial_year(2015)
    enter(store, "m31", year, "1,300")
    assert said(store, SeriesId("m31"), year) == (
        "Reported since the pack of 11 August 2016, which had no figure."
    )


def pack(key: str, period: Period, position: int, at: str = "") -> PackIssue:
    return PackIssue(id=PackIssueId(key), period=period, issued_at=at, log_position=position)


class TestNewestIssue:
    def test_it_is_the_last_issued_that_reaches_the_end_of_the_period(self) -> None:
        issues = [pack("a", Q4, 10), pack("b", NEXT, 20), pack("c", Q3, 30)]
        found = {
            period.key: getattr(newest_issue(issues, period), "id", None)
            for period in (Q3, Q4, NEXT, NEXT.next, Period.financial_year(2015), Period.financial_year(2016))
        }
        assert found == {
            "2015-16Q3": "c",
            "2015-16Q4": "b",
            "2016-17Q1": "b",
            "2016-17Q2": None,
            "2015-16": "b",
            "2016-17": None,
        }

    def test_a_month_belongs_to_its_quarter(self) -> None:
        assert newest_issue([pack("a", Q4, 10)], Period.month(2016, 3)) is not None
        assert newest_issue([pack("a", Q4, 10)], Period.month(2016, 4)) is None

    def test_of_two_from_the_same_figures_it_is_the_later(self) -> None:
        first, second = pack("b", Q4, 10, "2016-05-12T14:03:00+01:00"), pack("a", Q4, 10, AUGUST)
        assert newest_issue([first, second], Q4) == newest_issue([second, first], Q4) == second


def test_a_pack_is_called_by_the_day_where_it_was_issued() -> None:
    late = pack("a", Q4, 1, "2016-05-12T23:30:00-05:00")
    assert pack_name(late) == "the pack of 12 May 2016", "in Greenwich it was the 13th"
    assert pack_name(replace(late, issued_at="")) == "the pack of Quarter 4 2015/16"


def test_nothing_is_revised_where_no_pack_went_out() -> None:
    row = Revision(series=VIOLENCE, period=Q4, issue=PackIssueId("gone"), seen="412")
    assert revision_of(Snapshot.of_rows([row]), VIOLENCE, Q4) is None
