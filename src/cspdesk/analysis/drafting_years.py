"""Drafted sentences about the year: beside last year and the baseline, its mean of a month and its pace."""

from collections.abc import Iterator
from decimal import Decimal

from cspdesk.analysis.drafting_changes import (
    figure_and_change,
    gives_words,
    in_words,
    plain_sentence,
    tail_words,
)
from cspdesk.analysis.drafting_parts import (
    Against,
    Made,
    Sentence,
    Teller,
    amount_parts,
    change_part,
    is_told,
)
from cspdesk.analysis.means import monthly_mean, pace_of
from cspdesk.domain.choices import EnteredAs


def years(teller: Teller) -> Iterator[Made]:
    """What a year, or as much as there is of it, comes to."""
    yield from _each_beside_last_year(teller)
    yield from _with_baseline(teller)
    yield from _total_to_date(teller)
    yield from _average(teller)
    yield from _at_this_pace(teller)
    yield from _extreme(teller)


def _each_beside_last_year(teller: Teller) -> Iterator[Made]:
    """The quarter beside last year's, then the year beside last year's."""
    own, to_date = teller.same_quarter, teller.year_to_date
    if own is None or to_date is None or not is_told(teller.measure, to_date.change):
        return
    if not is_told(teller.measure, own.change) or not to_date.change.difference:
        return
    before, year_before = own.change.before or Decimal(0), to_date.change.before or Decimal(0)
    opening: Sentence = (teller.counted(own.change.now or Decimal(0), "value"), " compared to ")
    span = "year" if teller.quarter.index == 4 else "year to date"
    beside: Sentence = (*opening, teller.bare(before, own.before_ask), f" {in_words(own)}")
    gives: Sentence = (*gives_words(teller, to_date), ", which compares to ")
    year: Sentence = (teller.bare(year_before, to_date.before_ask), f" {in_words(to_date)}, ")
    yield Made(
        f"The quarter and the {span}, each beside last year's",
        (beside, (*gives, *year, change_part(teller, to_date))),
    )


def _with_baseline(teller: Teller) -> Iterator[Made]:
    """The year's change on last year and on the baseline, where both are of the same figure."""
    to_date, baseline = teller.year_to_date, teller.figures.baseline
    if to_date is None or baseline is None or baseline.change.now != to_date.change.now:
        return
    known = is_told(teller.measure, to_date.change) and is_told(teller.measure, baseline.change)
    if not known or not to_date.change.difference or not baseline.change.difference:
        return
    against = Against(baseline.change, "baseline ", "", "baseline", "", "the baseline", "")
    word = "increase" if baseline.change.difference > 0 else "reduction"
    level = teller.bare(baseline.change.before or Decimal(0), "baseline")
    opening: Sentence = ("Against the baseline of ", level, f", the {word} is ")
    closing = (*opening, *amount_parts(teller, against))
    yield Made("The year against last year and the baseline", (figure_and_change(teller, to_date), closing))


def _total_to_date(teller: Teller) -> Iterator[Made]:
    """Return "Total to date (Q1 to Q3) of 9,450 incidents"."""
    against, index = teller.year_to_date, teller.quarter.index
    if against is None or against.change.now is None or teller.line.is_yearly or not teller.is_sum:
        return
    quarters = "Q1 and Q2" if index == 2 else f"Q1 to Q{index}"
    total = teller.counted(against.change.now, against.now_ask)
    yield Made(
        "The total to date", ((f"Total to date ({quarters}) of ", total, *tail_words(teller, against)),)
    )


def _at_this_pace(teller: Teller) -> Iterator[Made]:
    """What the year comes to if its months so far are typical."""
    pace, against = pace_of(teller.line, teller.quarter), teller.year_to_date or teller.same_quarter
    if isinstance(pace, str) or pace.months == 12 or against is None or against.change.now is None:
        return
    if pace.value <= 0 or teller.measure.entered_as is EnteredAs.ROLLING:
        return
    so_far = teller.counted(against.change.now, against.now_ask)
    closing: Sentence = (f"If these {pace.months} months are typical, the year would come to ",)
    yield Made(
        "The year at this pace", ((so_far, f" {against.when}"), (*closing, teller.counted(pace.value)))
    )


def _average(teller: Teller) -> Iterator[Made]:
    """The year's mean of a month."""
    against = teller.year_to_date
    if against is None or against.change.now is None or not teller.is_sum:
        return
    total = against.change.now
    mean = monthly_mean(total, 12 if teller.line.is_yearly else 3 * teller.quarter.index)
    if total <= 0:
        return
    opening: Sentence = (teller.counted(total, against.now_ask), f" {against.when}, an average of ")
    yield Made("The average of a month", ((*opening, teller.bare(mean), " a month"),))


def _extreme(teller: Teller) -> Iterator[Made]:
    """Whether the quarter is the highest or the lowest of its year."""
    if teller.own is None or teller.quarter.index == 1 or teller.line.is_yearly:
        return
    year = teller.quarter.of_year
    before = [teller.line.own(each) for each in year.quarters[: teller.quarter.index - 1]]
    known = [each for each in before if each is not None]
    if len(known) < len(before) or teller.line.columns.break_between(year.start, teller.quarter):
        return
    span = "of the year" if teller.quarter.index == 4 else "of the year so far"
    for word, is_so in (("highest", teller.own > max(known)), ("lowest", teller.own < min(known))):
        if is_so:
            said: Sentence = (*plain_sentence(teller), f", the {word} quarter {span}")
            yield Made(f"The {word} quarter of the year", (said,))
