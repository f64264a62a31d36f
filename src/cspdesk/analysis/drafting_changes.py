"""Drafted sentences about a figure and how far it has come: from last year, and from the quarter before."""

from collections.abc import Iterator
from decimal import Decimal

from cspdesk.analysis.drafting_parts import (
    Against,
    Asked,
    Made,
    Part,
    Sentence,
    Teller,
    amount_parts,
    change_part,
    is_told,
    percent_words,
    words_of,
)
from cspdesk.analysis.drafting_words import a, capital
from cspdesk.analysis.edges import year_ago
from cspdesk.analysis.reasons import why_none
from cspdesk.analysis.tolerance import improvement
from cspdesk.domain.choices import Polarity
from cspdesk.domain.reading import Qualifier

_MOST = 3
"""Sentences of a draft."""

_QUALIFIED = {
    Qualifier.PROVISIONAL: "The figure is provisional",
    Qualifier.REVISED: "The figure has been revised",
    Qualifier.ESTIMATED: "The figure is an estimate",
    Qualifier.FORECAST: "The figure is a forecast",
}


def fullest(teller: Teller) -> Iterator[Made]:
    """The figure, what the year comes to, and the change on last year, in as many sentences as it takes."""
    to_date = teller.year_to_date
    if teller.own is not None and to_date is not None and not teller.line.is_yearly:
        about = f"The quarter, and {to_date.about}"
        gives, note = _gives(teller, to_date), _lacking(teller, to_date)
        if to_date.change.before is None:
            about = "The quarter and the year"
            yield Made(about, (_since_before(teller), gives, *_qualified(teller)))
        else:
            yield Made(about, (_value_sentence(teller), gives, *note, *_qualified(teller))[:_MOST])
        if to_date.change.before is None and note:
            yield Made(f"{about}, without last year's", (_value_sentence(teller), gives, *note))
        return
    against = to_date or teller.same_quarter or teller.rolling
    if against is None:
        return
    note = _lacking(teller, against)
    if against.change.before is None:
        yield Made("The figure", (_since_before(teller, against), *_qualified(teller)))
        about = "The figure, without last year's"
    else:
        about = capital(against.about)
    if against.change.before is not None or note:
        yield Made(about, (figure_and_change(teller, against), *note, *_qualified(teller)))


def changes(teller: Teller) -> Iterator[Made]:
    """The same comparisons in other words, then the shorter ones."""
    against_last_year = (teller.year_to_date, teller.same_quarter, teller.rolling)
    known = [each for each in against_last_year if each is not None]
    for against in known:
        yield from _better(teller, against)
    for against in known:
        yield from _compared(teller, against)
    if teller.previous is not None:
        yield from _compared(teller, teller.previous)
        yield from _better(teller, teller.previous)
    if teller.own is not None:
        yield Made("The quarter's figure", (plain_sentence(teller),))


def plain_sentence(teller: Teller) -> Sentence:
    """Return "347 offences in Quarter 2 2015/16"."""
    value = teller.own if teller.own is not None else teller.figures.entered
    return (teller.counted(value or Decimal(0), "value", "figure"), " ", *teller.in_quarter)


def _value_sentence(teller: Teller) -> Sentence:
    """The figure alone: "347 offences"."""
    said = teller.counted(teller.own or Decimal(0), "value", "figure")
    # A bare "347." would begin a numbered line.
    return plain_sentence(teller) if said.words.isdigit() else (said,)


def _qualified(teller: Teller) -> tuple[Sentence, ...]:
    """ "The figure is provisional" and the like, where the quarter's cell says so."""
    cell = teller.line.observed(teller.line.cell(teller.quarter))
    if cell is None or cell.qualifier is None:
        return ()
    return ((_QUALIFIED[cell.qualifier],),)


def _gives(teller: Teller, against: Against) -> Sentence:
    """What the year comes to: "This gives a year to date total of 673, an increase of …"."""
    return (*gives_words(teller, against), *tail_words(teller, against))


def gives_words(teller: Teller, against: Against) -> Sentence:
    """Return "This gives a year to date total of 673"."""
    word = "total" if teller.is_sum else "figure"
    span = "year end" if teller.quarter.index == 4 else "year to date"
    now = against.change.now or Decimal(0)
    return (f"This gives a {span} {word} of ", teller.bare(now, against.now_ask))


def figure_and_change(teller: Teller, against: Against) -> Sentence:
    """Return "326 offences, an increase of 66 offences (25.4%) on the same quarter last year"."""
    now = against.change.now or Decimal(0)
    tail = tail_words(teller, against)
    # The quarter that a text stands with needs no name, where a change follows.
    is_quarter = against.ask in ("quarter ", "previous ") and not teller.is_rolling
    when: Sentence = () if tail and is_quarter else (" ", *_when(teller, against))
    return (teller.counted(now, "value", against.now_ask), *when, *tail)


def tail_words(teller: Teller, against: Against) -> Sentence:
    """Return ", an increase of 110 offences (19.5%) on the same period last year", or "the same as"."""
    change = against.change
    if not is_told(teller.measure, change):
        return ()
    if not change.difference:
        return (f", the same as {in_words(against)}",)
    return (", ", change_part(teller, against), f" on {against.named}")


def _since_before(teller: Teller, against: Against | None = None) -> Sentence:
    """The figure with its change on the quarter before, where there is none of a year before."""
    previous = teller.previous
    if previous is not None and is_told(teller.measure, previous.change):
        return figure_and_change(teller, previous)
    return figure_and_change(teller, against) if against else _value_sentence(teller)


def _lacking(teller: Teller, against: Against) -> tuple[Sentence, ...]:
    """Why nothing is compared: a break between the figures, or no figure of a year before."""
    change = against.change
    if change.broken:
        return ((capital(change.broken),),)
    if change.before is not None or not teller.is_headline or year_ago(teller.quarter) is None:
        return ()
    asked = {"": "last_year_to_date", "quarter ": "last_year_quarter", "rolling ": "rolling_12_last_year"}
    why = why_none(teller.line, asked[against.ask], teller.quarter)
    return ((f"There is nothing to compare it with a year before: {why}",),) if why else ()


def in_words(against: Against) -> str:
    """The time before, said after a figure: "in the same quarter last year", "last year"."""
    return against.named if against.named == "last year" else f"in {against.named}"


def _compared(teller: Teller, against: Against) -> Iterator[Made]:
    """The figure beside the one before: in two sentences, from one to the other, and as a rise or fall."""
    change = against.change
    if not is_told(teller.measure, change) or change.now is None or change.before is None:
        return
    about = capital(against.about)
    now_asks = ("value", against.now_ask) if against.ask in ("quarter ", "previous ") else (against.now_ask,)
    now, before = teller.counted(change.now, *now_asks), teller.bare(change.before, against.before_ask)
    stated: Sentence = (now, " ", *_when(teller, against))
    if not change.difference:
        yield Made(f"{about}: no change", ((*stated, f", the same as {in_words(against)}"),))
        yield Made(f"{about}: no change, in short", (("No change on ", against.named, ": ", now),))
        return
    beside: Sentence = ("This compares to ", before, f" {in_words(against)}, ")
    rise = (*beside, change_part(teller, against, has_unit=False))
    yield Made(f"{about}, in two sentences", (stated, rise))
    rose = "rose" if change.difference > 0 else "fell"
    percent = percent_words(change)
    said = Asked(percent, (f"{against.ask}per cent",), owner=teller.owner)
    closing: Sentence = (" (", said, ")") if percent else ()
    subject = capital(teller.label) or "The figure"
    bare = teller.bare(change.now, *now_asks)
    yield Made(
        f"{about}, from one to the other",
        (
            (
                f"{subject} {rose} from ",
                before,
                f" {in_words(against)} to ",
                bare,
                " ",
                *_when(teller, against),
                *closing,
            ),
        ),
    )
    if percent:
        # The article belongs to the figure behind it, so the two stay plain words.
        kind = a(f"{percent} {'rise' if change.difference > 0 else 'fall'}")
        words: Sentence = (f"{capital(kind)} on {against.named}, from ", before, " to ", now)
        yield Made(f"{about}, in per cent", (words,))


def _when(teller: Teller, against: Against) -> tuple[Part, ...]:
    return teller.in_quarter if against.when == f"in {teller.quarter.label}" else (against.when,)


def _better(teller: Teller, against: Against) -> Iterator[Made]:
    """Return "Better than last year, by 12 offences (6.1%)", where one way is better."""
    change, measure = against.change, teller.measure
    if not is_told(measure, change) or not change.difference:
        return
    if measure.polarity not in (Polarity.LOWER, Polarity.HIGHER):
        return
    way = improvement(change.now or Decimal(0), change.before or Decimal(0), measure.polarity)
    word = "Better" if way and way > 0 else "Worse"
    named = "last year" if against.ask == "" else against.named
    parts: Sentence = (f"{word} than {named}, by ", *amount_parts(teller, against))
    whole = Asked(words_of(parts), ("Comparison",), 0, parts, teller.owner)
    yield Made(f"{word} than {named}", ((whole,),))
