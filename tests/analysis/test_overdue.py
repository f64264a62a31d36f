"""Overdue actions by the last day their due text may mean, and updates in the order of their dates."""

from datetime import date

import pytest

from cspdesk.analysis.overdue import last_day, oldest_first, overdue
from cspdesk.domain.choices import ActionState
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Action, ActionId, ProjectId, ProjectUpdate, UpdateId

Q2, Q3 = Period.quarter(2011, 2), Period.quarter(2011, 3)


def action(due: str, state: ActionState = ActionState.OPEN, raised: Period | None = Q2) -> Action:
    return Action(id=ActionId("a"), due=due, state=state, raised_period=raised)


@pytest.mark.parametrize(
    ("due", "day"),
    [
        ("23/11/11", date(2011, 11, 23)),
        ("Oct 2011", date(2011, 10, 31)),
        ("Apr - Sept 2011", date(2011, 9, 30)),
        ("2012", date(2012, 12, 31)),
        ("05/12/11 TBC", date(2011, 12, 5)),
        # Raised in the quarter that begins on 1 July 2011, so the first 7 October from then on.
        ("7 October", date(2011, 10, 7)),
        ("30 June", date(2012, 6, 30)),
    ],
)
def test_an_action_is_overdue_from_the_day_after_the_last_one_it_may_mean(due: str, day: date) -> None:
    assert last_day(action(due)) == day
    assert not overdue(action(due), day)
    assert overdue(action(due), date.fromordinal(day.toordinal() + 1))


@pytest.mark.parametrize("due", ["", "ongoing", "31/02/16", "at the next meeting"])
def test_what_names_no_day_is_never_overdue(due: str) -> None:
    assert not overdue(action(due), date(2099, 1, 1))


def test_a_day_without_a_year_needs_the_quarter_in_which_it_was_raised() -> None:
    assert not overdue(action("7 October", raised=None), date(2099, 1, 1))


@pytest.mark.parametrize("state", [ActionState.DONE, ActionState.DROPPED])
def test_what_is_closed_is_not_overdue(state: ActionState) -> None:
    assert not overdue(action("2012", state), date(2013, 1, 1))


def update(key: str, when: str, period: Period | None = Q2) -> ProjectUpdate:
    return ProjectUpdate(id=UpdateId(key), project=ProjectId("p"), period=period, when=when)


def order(*updates: ProjectUpdate) -> list[str]:
    return [each.id for each in oldest_first(updates)]


def test_updates_stand_by_quarter_and_then_by_date() -> None:
    given = (
        update("nov", "23/11/11", Q3),
        update("aug", "24th August"),
        update("jul", "July 2011"),
        update("no quarter", "2010", None),
    )
    assert order(*given) == ["jul", "aug", "nov", "no quarter"]


def test_an_update_without_a_date_stays_behind_the_one_it_was_written_after() -> None:
    given = (
        update("oct", "Oct 2011"),
        update("pilot", ""),
        update("sep", "Sept 2011"),
        update("more", "TBC"),
    )
    assert order(*given) == ["sep", "more", "oct", "pilot"]


def test_updates_of_one_date_stay_as_they_were_written() -> None:
    assert order(update("b", "Oct 2011"), update("a", "31/10/11"), update("c", "Oct 2011")) == ["b", "a", "c"]
