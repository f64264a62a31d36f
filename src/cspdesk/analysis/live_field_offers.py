"""What can be offered where somebody opens a brace, and which fields print the words that stand there."""

from collections.abc import Iterator
from dataclasses import dataclass

from cspdesk.analysis.live_field_asks import ASKS, PERIOD_ASKS
from cspdesk.analysis.live_field_saying import FieldPlace, book_of
from cspdesk.domain.plan_view import series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, MeasureId

_MOST = 60
"""So many offers are made at most."""
_FEW = ("value", "change", "year to date")
"""What is offered of a measure that the words typed so far only look for."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A field that could stand in a text."""

    field: str
    """What stands between its braces: "2.1 change"."""
    words: str
    """What it says now; "" where it cannot be said, for which `about` then tells why."""
    about: str
    """What it is: "the year to date against last year's"."""


def offers(
    snapshot: Snapshot, place: FieldPlace, typed: str, *, is_opening: bool = False
) -> tuple[Offer, ...]:
    """Return the fields that words typed behind a brace may become, the likeliest first.

    Where they open a sentence (`is_opening`), or what was typed begins with a capital, so do the words said.
    """
    found: list[Offer] = []
    wanted = typed.strip()
    is_capital = is_opening or (wanted[:1].isupper() and wanted.lower() in _beginnings())
    for offer in _candidates(snapshot, place, wanted):
        if offer.words:
            found.append(_capital(offer) if is_capital else offer)
        elif wanted:
            # Asked for by name, it is worth saying why there is none.
            found.append(offer)
        if len(found) >= _MOST * 2:
            break
    found.sort(key=lambda offer: not offer.words)
    return tuple(found[:_MOST])


def matching(snapshot: Snapshot, words: str, place: FieldPlace) -> tuple[Offer, ...]:
    """Return the fields that print exactly these words, those of the text's own measure first."""
    wanted = " ".join(words.split())
    if not wanted:
        return ()
    found: list[Offer] = []
    for is_said in (wanted, wanted[:1].lower() + wanted[1:]):
        for offer in _own(snapshot, place):
            if offer.words == is_said:
                found.append(offer if is_said == wanted else _capital(offer))
        for measure in _others(snapshot, place):
            for offer in _of(snapshot, place, measure, tuple(n for n, a in ASKS.items() if a.is_of_figures)):
                if offer.words == is_said:
                    found.append(offer if is_said == wanted else _capital(offer))
        if found or is_said[:1] == wanted[:1].lower():
            break
    return tuple(dict.fromkeys(found))[:_MOST]


def _candidates(snapshot: Snapshot, place: FieldPlace, wanted: str) -> Iterator[Offer]:
    """The fields that begin as the words do, those that hold them, and those of measures they look for."""
    small = wanted.lower()
    own = tuple(_own_fields(snapshot, place))
    begin = [each for each in own if each[0].lower().startswith(small)]
    hold = [each for each in own if small and each not in begin and small in each[0].lower()]
    for field, about in (*begin, *hold):
        yield _offer(snapshot, place, field, about)
    names = book_of(snapshot).names(place.period)
    for measure, name in names.best.items():
        if not name:
            continue
        row = snapshot.of(Measure).get(measure)
        title = row.title.strip() if row else ""
        rest = _rest_behind(small, (name.lower(), title.lower()))
        if rest is not None:
            for field, about in _named_fields(snapshot, measure, name, title):
                if rest in field[len(name) :].lower():
                    yield _offer(snapshot, place, field, about)
        elif not small or name.lower().startswith(small) or small in title.lower():
            for ask in _FEW:
                yield _offer(snapshot, place, f"{name} {ask}", f"{title}: {ASKS[ask].about}")
        elif place.measure is None:
            # In a text of no measure a figure is asked for first, and whose it is chosen from the list.
            for ask, found in ASKS.items():
                if ask.startswith(small):
                    yield _offer(snapshot, place, f"{name} {ask}", f"{title}: {found.about}")


def _rest_behind(small: str, names: tuple[str, str]) -> str | None:
    """What was typed behind a measure's name; None where it does not begin with one."""
    for name in names:
        if name and (small == name or small.startswith((f"{name} ", f"{name}/"))):
            return small[len(name) :].strip()
    return None


def _own_fields(snapshot: Snapshot, place: FieldPlace) -> Iterator[tuple[str, str]]:
    """The fields of the text's own measure and quarter, with what each is."""
    if place.measure is not None:
        yield from ((ask, found.about) for ask, found in ASKS.items())
    yield from ((ask, about) for ask, (_, about) in PERIOD_ASKS.items())
    if place.measure is not None:
        yield from _series_fields(snapshot, place.measure, "")


def _named_fields(snapshot: Snapshot, measure: MeasureId, name: str, title: str) -> Iterator[tuple[str, str]]:
    yield from ((f"{name} {ask}", f"{title}: {found.about}") for ask, found in ASKS.items())
    yield from _series_fields(snapshot, measure, name)


def _series_fields(snapshot: Snapshot, measure: MeasureId, name: str) -> Iterator[tuple[str, str]]:
    labels = [series.label.strip() for series in series_of(snapshot, measure)]
    for label in labels if len(labels) > 1 else []:
        if label:
            yield from ((f"{name}/{label} {ask}", f"{label}: {ASKS[ask].about}") for ask in _SERIES_ASKS)


_SERIES_ASKS = tuple(name for name, ask in ASKS.items() if ask.is_of_figures)


def _own(snapshot: Snapshot, place: FieldPlace) -> Iterator[Offer]:
    for field, about in _own_fields(snapshot, place):
        yield _offer(snapshot, place, field, about)


def _others(snapshot: Snapshot, place: FieldPlace) -> Iterator[tuple[MeasureId, str]]:
    names = book_of(snapshot).names(place.period)
    return ((measure, name) for measure, name in names.best.items() if name and measure != place.measure)


def _of(
    snapshot: Snapshot, place: FieldPlace, named: tuple[MeasureId, str], asks: tuple[str, ...]
) -> Iterator[Offer]:
    measure, name = named
    row = snapshot.of(Measure).get(measure)
    title = row.title.strip() if row else name
    for ask in asks:
        yield _offer(snapshot, place, f"{name} {ask}", f"{title}: {ASKS[ask].about}")
    for field, about in _series_fields(snapshot, measure, name):
        yield _offer(snapshot, place, field, about)


def _offer(snapshot: Snapshot, place: FieldPlace, field: str, about: str) -> Offer:
    said = book_of(snapshot).said(field, place)
    return Offer(field, said.words, said.problem or about)


def _capital(offer: Offer) -> Offer:
    """The same field with its words beginning with a capital: "{Change}"."""
    if not offer.words[:1].islower():
        return offer
    ask = next((each for each in _LONGEST_FIRST if f" {offer.field}".endswith(f" {each}")), "")
    field = offer.field.removesuffix(ask) + ask[:1].upper() + ask[1:]
    return Offer(field, offer.words[:1].upper() + offer.words[1:], offer.about)


_LONGEST_FIRST = sorted((*ASKS, *PERIOD_ASKS), key=len, reverse=True)


def _beginnings() -> frozenset[str]:
    return frozenset(ask[:end] for ask in (*ASKS, *PERIOD_ASKS) for end in range(1, len(ask) + 1))
