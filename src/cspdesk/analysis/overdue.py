"""When an action is overdue, and in which order a project's updates happened."""

from collections.abc import Iterable
from datetime import date

from cspdesk.domain.choices import ActionState
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Action, ProjectUpdate
from cspdesk.domain.vague_date import read_date


def last_day(action: Action) -> date | None:
    """Return the last day that an action's due text may mean, or None where it names no day.

    A day without a year is the first such day from the start of the quarter in which it was raised.
    """
    return read_date(action.due, action.raised_period).end


def overdue(action: Action, as_of: date) -> bool:
    """Whether an action is still open after the last day on which it may have been due."""
    if action.state is not ActionState.OPEN:
        return False
    end = last_day(action)
    return end is not None and end < as_of


def standing(action: Action, quarter: Period, as_of: date) -> str:
    """Return how an action stood in a quarter's pack: "Done", "Dropped", "Overdue" or "Open".

    What was closed in a later quarter was still open then.
    """
    closed = action.closed_period
    if action.state is not ActionState.OPEN and (closed is None or closed <= quarter):
        return action.state.value.capitalize()
    end = last_day(action)
    return "Overdue" if end is not None and end < as_of else "Open"


def oldest_first(updates: Iterable[ProjectUpdate]) -> tuple[ProjectUpdate, ...]:
    """Return a project's updates, given in their own order, by what they tell of: quarter, then date.

    What names no date stays behind the one it was written after, and what no quarter reports comes last.
    """
    keyed = []
    after: dict[int, date] = {}
    for place, update in enumerate(updates):
        quarter = update.period.start.toordinal() if update.period else date.max.toordinal()
        end = read_date(update.when, update.period).end or after.get(quarter, date.min)
        after[quarter] = end
        keyed.append((quarter, end, place, update))
    return tuple(update for *_, update in sorted(keyed, key=lambda each: each[:3]))
