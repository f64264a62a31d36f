"""Commentary drafted from the figures, in the voice of quarterly reports: offered and never forced."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cspdesk.analysis.drafting_chance import by_chance, on_the_control_chart
from cspdesk.analysis.drafting_changes import changes, fullest
from cspdesk.analysis.drafting_levels import against_baseline, against_target
from cspdesk.analysis.drafting_missing import missing
from cspdesk.analysis.drafting_parts import Made, Part, Teller, words_of
from cspdesk.analysis.drafting_series import series_by_series, shares
from cspdesk.analysis.drafting_words import capital, ended
from cspdesk.analysis.drafting_years import years
from cspdesk.analysis.figures import line_figures
from cspdesk.analysis.line import Line
from cspdesk.analysis.live_fields import FieldPlace, say
from cspdesk.domain.choices import Comparator
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, headline, series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.text import escaped
from cspdesk.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class Draft:
    """One to three sentences that stand alone."""

    text: str
    """The sentences in plain words, as a text keeps them: a brace in the name of a series is doubled."""
    live: str
    """The same with live fields, which say `text` in the quarter that it was drafted for."""
    about: str
    """What they tell, in a few words for a menu: "The year to date against last year"."""


def drafts(snapshot: Snapshot, placed: Placed, quarter: Period) -> tuple[Draft, ...]:
    """Return sentences about a measure in a quarter, the fullest first, none twice.

    They tell no more than the figures do: nothing across a series break, no better or worse of what is only
    monitored, and no change that the printed figures do not bear out. None for a measure in words or
    without series.
    """
    measure = placed.measure
    if measure.unit is Unit.TEXT:
        return ()
    speaks = headline(snapshot, measure.id)
    rows = series_of(snapshot, measure.id)
    tellers = []
    for series in rows:
        line = Line(snapshot, measure, series)
        name = " ".join(series.label.split()) if len(rows) > 1 else ""
        figures = line_figures(line, quarter)
        others = tuple(each.label for each in rows if each != series)
        tellers.append(Teller(snapshot, placed, quarter, line, figures, name, series == speaks, others))
    tellers.sort(key=lambda each: not each.is_headline)
    found: dict[str, Draft] = {}
    for teller, made in _made(tellers):
        draft = _written(teller, made)
        found.setdefault(draft.text, draft)
    return tuple(found.values())


def _made(tellers: Sequence[Teller]) -> Iterator[tuple[Teller, Made]]:
    """What can be said, in order; a draft of a named series begins with its name."""
    in_order = sorted(tellers, key=lambda each: each.line.series.position)
    for made in series_by_series(in_order):
        yield tellers[0], made
    for teller in tellers:
        for made in _of_series(teller):
            yield teller, _named(teller, made)


def _of_series(teller: Teller) -> Iterator[Made]:
    yield from fullest(teller)
    yield from missing(teller)
    if not _has_figure(teller):
        return
    yield from shares(teller)
    # What the measure is judged by comes before what it is not.
    asked = teller.measure.comparators
    levels = {Comparator.TARGET: against_target, Comparator.BASELINE: against_baseline}
    for comparator in dict.fromkeys((*(each for each in asked if each in levels), *levels)):
        yield from levels[comparator](teller)
    if not teller.is_headline:
        return
    yield from by_chance(teller)
    yield from on_the_control_chart(teller)
    yield from changes(teller)
    yield from years(teller)


def _has_figure(teller: Teller) -> bool:
    figures = teller.figures
    known = (figures.entered, figures.quarter.now, figures.year_to_date.now, figures.rolling.now)
    return any(each is not None for each in known)


def _named(teller: Teller, made: Made) -> Made:
    if not teller.name or not made.sentences:
        return made
    first, *rest = made.sentences
    return Made(f"{teller.name}: {made.about}", ((f"{teller.name}: ", *first), *rest))


def _written(teller: Teller, made: Made) -> Draft:
    said, live = [], []
    for sentence in filter(None, made.sentences):
        words = words_of(sentence).rstrip()
        # Lines are no sentence and end with no full stop.
        stop = "" if "\n" in words else ended(words)[len(words) :]
        said.append(capital(escaped(words)) + stop)
        live.append(capital("".join(_live(teller, part) for part in sentence)).rstrip() + stop)
    return Draft(" ".join(said), " ".join(live), made.about)


def _live(teller: Teller, part: Part) -> str:
    """The part with the first of its fields that says exactly its words, else in plain words."""
    if isinstance(part, str):
        return escaped(part)
    place = FieldPlace(teller.quarter, teller.measure.id)
    for ask in part.asks:
        field = part.owner + ask
        # A series without a name cannot be asked for, nor one with a brace in it.
        if part.owner == "/ " or "{" in field or "}" in field:
            break
        said = say(teller.snapshot, field, place).words
        if said and said in (part.words, part.words[: part.head]):
            return f"{{{field}}}{escaped(part.words[len(said) :])}"
    if part.otherwise:
        return "".join(_live(teller, each) for each in part.otherwise)
    return escaped(part.words)
