"""The reading of a cell: what state and figure the text typed into it stands for."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cspdesk.domain.figure_text import NotAFigureError, Qualifier, read_figure, shown
from cspdesk.domain.numerals import latin, tidy
from cspdesk.domain.period import Period
from cspdesk.domain.unit import Unit
from cspdesk.domain.vague_date import Precision, read_date

__all__ = ["Qualifier", "Reading", "State", "read"]


class State(StrEnum):
    """What a cell that is not empty says."""

    VALUE = "value"
    NOT_AVAILABLE = "not available"
    NOT_APPLICABLE = "not applicable"
    TO_BE_CONFIRMED = "to be confirmed"
    LATE = "late"
    NO_RETURN = "no return"
    BLOCKED = "blocked"
    TOO_SMALL = "too small"
    SUPPRESSED = "suppressed"
    TEXT_ONLY = "text only"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell's text stands for."""

    state: State
    value: Decimal | None = None
    """The figure, in the measure's unit (62 of a percentage means 62%)."""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    qualifier: Qualifier | None = None
    due_on: date | None = None
    """When a late figure is due."""
    reason: str = ""
    """The words given for the state ("police" of "late: police, 24 May")."""
    doubt: str = ""
    """One plain sentence where something was not understood or looks odd."""


# With a slash it does not apply; without one, in either case, it is not available: so the reports use them.
_STATE_WORDS = {
    State.NOT_AVAILABLE: r"n\.?a\.?|not available|data not available|\[x\]",
    State.NOT_APPLICABLE: r"n ?/ ?a|not applicable|\[z\]",
    State.TO_BE_CONFIRMED: r"tbc|t\.b\.c\.?|to be confirmed",
    State.LATE: r"late",
    State.NO_RETURN: r"no return|no update(?: provided| received)?|no data provided",
    State.BLOCKED: r"blocked",
    State.TOO_SMALL: r"too small|cohort too small|\[u\]",
    State.SUPPRESSED: r"suppressed|\[c\]",
}
_STATES = tuple(
    (state, re.compile(rf"(?:{words})(?: ?[:;,-] ?(?P<reason>.+)| \((?P<inside>.+)\))?\.?", re.IGNORECASE))
    for state, words in _STATE_WORDS.items()
)


def read(typed: str, unit: Unit, period: Period | None = None) -> Reading:
    """The state and figure that a typed text stands for; never raises.

    `na` is not available and `N/A` not applicable: the slash decides. A text that is not understood is
    text only, with a doubt where it holds a figure. A day without a year ("late: police, 24 May") is the
    first from the start of `period`. An empty text is text only: nobody keeps an empty cell.
    """
    # The grid, its paste and the command that enters it read the same texts one after the other.
    known = _KNOWN[unit]
    reading = known.get(typed)
    if reading is None:
        reading = _read(typed, unit, period)
        # The day on which a late figure is due may lie in the year of its own period.
        if reading.state is not State.LATE and len(typed) <= _LONGEST_KNOWN:
            if len(known) >= _MOST_KNOWN:
                known.clear()
            known[typed] = reading
    return reading


_MOST_KNOWN, _LONGEST_KNOWN = 30_000, 60
"""So many short texts of each unit are read only once, a few megabytes at most."""

_KNOWN: dict[Unit, dict[str, Reading]] = {unit: {} for unit in Unit}


def _read(typed: str, unit: Unit, period: Period | None) -> Reading:
    text = tidy(typed)
    # The words of a state begin with a letter, a bracket or a dash: most cells are spared the search.
    found = None if text[:1].isdigit() else _state(text, period) or _look_alike_state(text, period)
    if found is not None:
        return found
    if unit is Unit.TEXT or not text:
        return Reading(State.TEXT_ONLY)
    if text.lower() == "[low]":
        return Reading(State.TEXT_ONLY, reason="more than 0, but rounds to 0")
    try:
        figure = read_figure(text, unit)
    except NotAFigureError as doubt:
        return Reading(State.TEXT_ONLY, doubt=str(doubt))
    return Reading(
        State.VALUE,
        figure.value,
        figure.numerator,
        figure.denominator,
        figure.qualifier,
        reason=figure.reason,
        doubt=figure.doubt,
    )


def _state(text: str, period: Period | None) -> Reading | None:
    if text in {"-", "--"}:
        return Reading(State.NOT_AVAILABLE, doubt="A dash was read as 'not available'.")
    for state, words in _STATES:
        if found := words.fullmatch(text):
            reason = (found["reason"] or found["inside"] or "").rstrip(" .")
            if state is State.LATE:
                return _late(reason, period)
            return Reading(state, reason=reason)
    return None


def _look_alike_state(text: str, period: Period | None) -> Reading | None:
    letters = latin(text)
    if letters == text:
        return None
    found = Reading(State.TO_BE_CONFIRMED) if letters == "T" else _state(letters, period)
    if found is None:
        return None
    doubt = f"{shown(text)} holds letters of another alphabet and was read as '{found.state}'."
    return replace(found, doubt=doubt)


def _late(words: str, period: Period | None) -> Reading:
    """Who or what it waits for, and the day after the last comma on which it is due."""
    reason, _, tail = words.rpartition(",")
    due = read_date(
        re.sub(r"^(?:due|by|expected|on)(?: on| by)? ", "", tail.strip(), flags=re.IGNORECASE), period
    )
    if due.precision is not Precision.DAY:
        return Reading(State.LATE, reason=words, doubt=due.doubt)
    return Reading(State.LATE, due_on=due.start, reason=reason.strip())
