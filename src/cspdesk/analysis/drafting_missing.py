"""Drafted sentences for a quarter without a figure: why there is none, and the newest that there is."""

from collections.abc import Iterator

from cspdesk.analysis.drafting_parts import Made, Sentence, Teller
from cspdesk.analysis.figures import MISSING, NOT_DUE
from cspdesk.analysis.statements import quarters_behind
from cspdesk.domain.period import Period
from cspdesk.domain.printing import long_date
from cspdesk.domain.reading import State, read

_SAID = {
    NOT_DUE: "The figure for {} is not due yet",
    State.NOT_AVAILABLE.value: "The figure for {} is not available",
    State.NOT_APPLICABLE.value: "No figure applies to {}",
    State.TO_BE_CONFIRMED.value: "The figure for {} is to be confirmed",
    State.NO_RETURN.value: "There has been no return for {}",
    State.BLOCKED.value: "The figure for {} is blocked",
    State.TOO_SMALL.value: "The number for {} is too small to be reported",
    State.SUPPRESSED.value: "The figure for {} is withheld",
}
_MOST_QUOTED = 200


def missing(teller: Teller) -> Iterator[Made]:
    """Return why the quarter has no figure, with the newest that there is, then without."""
    state = teller.figures.state
    if teller.figures.entered is not None:
        return
    cell = teller.line.cell(teller.quarter)
    said = _late(teller, cell) if state == State.LATE.value else _of_state(teller, state, cell)
    newest = _newest(teller)
    if newest:
        yield Made("Why there is no figure, and the newest", (said, newest))
    yield Made("Why there is no figure", (said,))


def _of_state(teller: Teller, state: str, cell: Period) -> Sentence:
    row = teller.line.observed(cell)
    reason = _reason(read(row.typed, teller.measure.unit, cell).reason) if row is not None else ""
    opening = _SAID.get(
        state, "There is no figure for {} yet" if state == MISSING else "There is no figure for {}"
    )
    return (opening.format(cell.label) + (f": {reason}" if reason else ""),)


def _late(teller: Teller, cell: Period) -> Sentence:
    """Return "No figure for Quarter 4 2015/16 yet: the police return is late, due 24 May 2016"."""
    row = teller.line.observed(cell)
    reading = read(row.typed, teller.measure.unit, cell) if row is not None else None
    reason = _reason(reading.reason) if reading else ""
    due = f", due {long_date(reading.due_on)}" if reading and reading.due_on else ""
    # One word names who is waited for; more of them tell why.
    whose = f"the {reason} return is late" if reason and " " not in reason else "the return is late"
    why = f" ({reason})" if " " in reason else ""
    return (f"No figure for {cell.label} yet: {whose}{why}{due}",)


def _reason(words: str) -> str:
    return " ".join(words.split())[:_MOST_QUOTED].rstrip(" .")


def _newest(teller: Teller) -> Sentence:
    newest = teller.figures.newest
    if newest is None or not newest.behind:
        return ()
    figure = teller.counted(newest.value)
    behind = quarters_behind(newest.behind)
    return ("The newest is ", figure, f" for {newest.period.label}, {behind}")
