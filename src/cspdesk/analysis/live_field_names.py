"""What a live field's words name: a measure of the quarter's plan, a series, a figure and a period."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from cspdesk.domain.errors import DeskError, PeriodError
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.period_text import parse_period
from cspdesk.domain.plan_view import plan_for, series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, MeasureId, Placement, Series
from cspdesk.domain.text import shortened

_LONGEST_REST = 120
"""The words behind a measure's name are never longer."""
_LONGEST_SHOWN = 40


class CannotSayError(DeskError):
    """A live field that names no figure; its text says why."""


@dataclass(frozen=True, slots=True)
class PlanNames:
    """By what the measures of a plan can be named; those that two share name neither."""

    measures: Mapping[str, MeasureId]
    """By number and by title."""
    shared: frozenset[str]
    """Numbers and titles that more than one measure has."""
    longest: int
    """The characters of the longest name."""
    best: Mapping[MeasureId, str]
    """What a field names each measure by: its number, else its title; "" where it can be named by neither."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a live field's words ask for."""

    measure: MeasureId | None
    series: Series | None
    """None where no series is named."""
    ask: str
    """The figure asked for, in small letters."""
    period: Period | None
    """A quarter or a year; None for that of the text."""
    is_capital: bool
    """Whether the ask begins with a capital, as its words then do."""


def plan_names(snapshot: Snapshot, quarter: Period) -> PlanNames:
    """Return by what the measures of a quarter's plan can be named, as renumbering keeps them named.

    A title is a name where no other measure of the plan has it, it is not in small letters only (it could
    pass for the figure asked for) and it is nobody's number.
    """
    plan = plan_for(snapshot, quarter)
    places = snapshot.of(Placement).where("plan", plan.id) if plan else ()
    numbers = Counter(number for number, _ in {(place.number.strip(), place.measure) for place in places})
    titles = {
        place.measure: row.title.strip()
        for place in places
        if (row := snapshot.of(Measure).get(place.measure)) is not None
    }
    named = Counter(titles.values())
    found: dict[str, MeasureId] = {}
    best: dict[MeasureId, str] = {}
    for place in places:
        title, number = titles.get(place.measure, ""), place.number.strip()
        is_title = named[title] == 1 and title not in numbers and _may_name(title)
        is_number = bool(number) and numbers[number] == 1
        if is_title:
            found[title] = place.measure
        if is_number:
            found[number] = place.measure
        if not best.get(place.measure):
            best[place.measure] = number if is_number else title if is_title else ""
    shared = frozenset(name for name in (*numbers, *named) if name and name not in found)
    return PlanNames(found, shared, max(map(len, (*found, *shared)), default=0), best)


def asked_for(
    snapshot: Snapshot, names: PlanNames, words: str, measure: MeasureId | None, asks: Mapping[str, object]
) -> Asked:
    """Return what a field's words ask for; `measure` is that of the text, whose figures need no name.

    Raises CannotSayError, in plain words, where they ask for nothing that there is.
    """
    words = words.strip()
    end = _name_end(words, names)
    name, rest = words[:end], words[end:]
    if name in names.shared:
        raise CannotSayError(f"'{name}' names more than one measure of this plan: give each its own number.")
    owner = names.measures[name] if name else measure
    series = None
    if rest.startswith("/"):
        if owner is None:
            raise CannotSayError(f"{{{_shown(words)}}} names a series without its measure: {_EXAMPLE}")
        series, rest = _series(snapshot, owner, name, rest[1:], asks)
    ask, period = _ask(rest.strip(), asks, is_named=bool(name) or series is not None)
    return Asked(owner, series, ask.lower(), period, is_capital=ask[:1].isupper())


_EXAMPLE = "write the measure's number first, such as {2.1 change}."


def _shown(words: str) -> str:
    return shortened(words, _LONGEST_SHOWN)


def _name_end(words: str, names: PlanNames) -> int:
    """Where the measure's name ends: before a stroke or a space, the longest counts; 0 without a name."""
    for end in range(min(len(words), names.longest), 0, -1):
        if end == len(words) or words[end] == "/" or words[end].isspace():
            name = words[:end]
            if name in names.measures or name in names.shared:
                return end
    return 0


def _series(
    snapshot: Snapshot, measure: MeasureId, name: str, words: str, asks: Mapping[str, object]
) -> tuple[Series, str]:
    """The series that words begin with, and the rest of them."""
    named = series_of(snapshot, measure)
    for series in sorted(named, key=lambda each: len(each.label), reverse=True):
        label = series.label.strip()
        if label and words.startswith(label) and (len(words) == len(label) or words[len(label)].isspace()):
            return series, words[len(label) :]
    labels = [series.label for series in named if series.label]
    has = f"it has {', '.join(labels)}" if labels else "it has one line of figures only"
    # The words as far as they are not what is asked of it.
    ask = max((each for each in asks if words.lower().endswith(f" {each}")), key=len, default="")
    raise CannotSayError(f"{name or 'The measure'} has no series '{_shown(words.removesuffix(ask))}': {has}.")


def _ask(rest: str, asks: Mapping[str, object], *, is_named: bool) -> tuple[str, Period | None]:
    """The figure asked for and its period; without words it is the value."""
    if not rest:
        return "value", None
    parts = rest[:_LONGEST_REST].split()
    if len(rest) <= _LONGEST_REST:
        for count in range(len(parts), -1, -1):
            ask = " ".join(parts[:count])
            if count and ask.lower() not in asks:
                continue
            if count == len(parts):
                return ask, None
            if count == 0 and not any(letter.isdigit() for letter in rest):
                break
            period = _period(" ".join(parts[count:]))
            if period is not None:
                return ask or "value", period
            if count:
                told = _shown(" ".join(parts[count:]))
                raise CannotSayError(f"'{told}' behind '{ask}' is no quarter or year: write 2015-16Q3.")
    raise CannotSayError(_not_an_ask(parts, rest, asks, is_named=is_named))


def _period(words: str) -> Period | None:
    try:
        return Period.from_key(words)
    except PeriodError:
        pass
    try:
        found = parse_period(words)
    except PeriodError:
        return None
    return None if found.grain is Grain.MONTH else found


def _not_an_ask(parts: list[str], rest: str, asks: Mapping[str, object], *, is_named: bool) -> str:
    first = parts[0]
    if not is_named and first[:1].isdigit():
        return f"There is no measure {_shown(first.partition('/')[0])} in this plan."
    like = _like(" ".join(parts).lower(), asks) or _like(first.lower(), asks)
    if like:
        return f"'{_shown(rest)}' is not a figure: did you mean {like}?"
    if is_named:
        return f"'{_shown(rest)}' is not a figure: ask for value, change, year to date, last year or target."
    return f"'{_shown(rest)}' is neither a figure nor a measure of this plan."


def _like(words: str, asks: Mapping[str, object]) -> str:
    """The figure whose name is nearest to words that name none, or ""."""
    # Only those that begin alike, so that a text of nothing but wrong fields stays quick.
    near = [ask for ask in asks if ask[0] == words[0] and abs(len(ask) - len(words)) <= 2]
    if not near:
        return ""
    from difflib import get_close_matches

    return next(iter(get_close_matches(words, near, 1, 0.7)), "")


def _may_name(title: str) -> bool:
    return title != title.lower() and not set(title) & set("{}\n")
