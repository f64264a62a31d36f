"""Versions of a pack: their numbers, what they replace, and the figures that changed in between."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.analysis.editions import Edition, edition_of, next_edition
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.domain.period import Period
from cspdesk.domain.tables import PackIssue, PackIssueId, SeriesId
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store

MAY, JUNE = "2016-05-10T23:30:00+01:00", "2016-06-07T09:00:00+01:00"
FIGURE = "2.1 Violence with injury, Quarter 4 2015/16"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "small.cspdesk") as made:
        yield made


def issue(
    store: Store, key: str, at: str = MAY, layout: str = "board", quarter: Period = LAST_QUARTER
) -> PackIssue:
    position = store.load().sequence
    made = PackIssue(id=PackIssueId(key), period=quarter, layout=layout, issued_at=at, log_position=position)
    store.keep_issue(made, ())
    return made


def enter(store: Store, typed: str, series: str = "m21", period: Period = LAST_QUARTER) -> None:
    store.run(SetFigures("Figure", (TypedCell(SeriesId(series), period, typed),)))


def following(store: Store) -> Edition:
    return next_edition(store.load(), LAST_QUARTER, "board")


def test_the_first_issue_replaces_nothing(store: Store) -> None:
    assert following(store) == Edition(1)
    assert following(store).words == "Version 1"


def test_versions_count_the_issues_of_that_quarter_and_layout(store: Store) -> None:
    issue(store, "other", layout="highlight")
    issue(store, "earlier", quarter=LAST_QUARTER.previous or LAST_QUARTER)
    assert following(store).version == 1
    issue(store, "one", MAY)
    issue(store, "two", JUNE)
    assert following(store).words == "Version 3, replaces version 2 of 7 June 2016; no figures changed"


def test_figures_that_printed_otherwise_are_listed(store: Store) -> None:
    # The small document has 412 for 2.1 and nothing for 1.2 in Quarter 4.
    issue(store, "one")
    enter(store, "415")
    assert following(store).words == ("Version 2, replaces version 1 of 10 May 2016; 1 figure changed")
    assert following(store).changes == (f"{FIGURE}: 415, was 412",)
    enter(store, "94%", "m12")
    first, second = following(store).changes
    assert first.startswith("1.2 ")
    assert first.endswith(", Quarter 4 2015/16: 94%, had no figure")
    assert second == f"{FIGURE}: 415, was 412"
    assert following(store).words.endswith("; 2 figures changed")
    enter(store, "")
    assert following(store).changes[1] == f"{FIGURE}: taken out, was 412"


def test_a_figure_that_prints_the_same_has_not_changed(store: Store) -> None:
    issue(store, "one")
    enter(store, "415")
    enter(store, " 412")
    assert following(store).changes == ()


def test_a_later_pack_in_between_does_not_hide_what_changed(store: Store) -> None:
    issue(store, "one", MAY)
    enter(store, "415")
    issue(store, "two", JUNE, layout="highlight")
    enter(store, "420")
    # The board pack had 412; the highlight report, issued in between, had 415.
    assert following(store).changes == (f"{FIGURE}: 420, was 412",)
    enter(store, "412")
    assert following(store).changes == ()


def test_what_changed_only_since_the_other_pack_is_held_against_the_same_figure(store: Store) -> None:
    issue(store, "one", MAY)
    issue(store, "two", JUNE, layout="highlight")
    enter(store, "420")
    assert following(store).changes == (f"{FIGURE}: 420, was 412",)


def test_an_issue_made_anew_is_what_it_was_until_a_figure_changes(store: Store) -> None:
    issue(store, "one")
    enter(store, "415")
    before = following(store)
    second = issue(store, "two", JUNE)
    store.run(PutRows("A row that is no figure", ()))
    assert edition_of(store.load(), second) == before
    enter(store, "420")
    assert edition_of(store.load(), second).changes == (f"{FIGURE}: 420, was 412",)
    assert following(store).changes == (f"{FIGURE}: 420, was 415",)


def test_figures_after_the_quarter_are_none_of_its_pack(store: Store) -> None:
    quarter = LAST_QUARTER.previous
    assert quarter is not None
    issue(store, "one", quarter=quarter)
    issue(store, "two", JUNE)
    enter(store, "415")
    assert next_edition(store.load(), quarter, "board").changes == ()
