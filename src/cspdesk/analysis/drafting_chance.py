"""Drafted sentences that say what chance may explain: of one change, and of the figures over the years."""

from collections.abc import Iterator

from cspdesk.analysis.chance import series_chance
from cspdesk.analysis.control_rules import Rule
from cspdesk.analysis.control_series import series_control
from cspdesk.analysis.drafting_changes import plain_sentence
from cspdesk.analysis.drafting_parts import Against, Made, Sentence, Teller, change_part, is_told
from cspdesk.analysis.drafting_words import capital
from cspdesk.domain.choices import Comparator


def by_chance(teller: Teller) -> Iterator[Made]:
    """The change on last year, and whether one of its size often happens by chance."""
    for comparator, against in (
        (Comparator.YEAR_TO_DATE, teller.year_to_date),
        (Comparator.SAME_QUARTER, teller.same_quarter),
        (Comparator.ROLLING, teller.rolling),
    ):
        if against is None or not is_told(teller.measure, against.change) or not against.change.difference:
            continue
        chance = series_chance(teller.line, teller.quarter, comparator)
        if chance.is_often_chance is None:
            continue
        verdict = "often happens by chance" if chance.is_often_chance else "is unlikely to be chance alone"
        yield Made(
            f"{capital(against.about)}, and what chance explains",
            (_change(teller, against), (f"A change of this size {verdict}",)),
        )


def on_the_control_chart(teller: Teller) -> Iterator[Made]:
    """What the control chart says of the newest figure, where it is this quarter's."""
    if teller.own is None and not teller.line.is_yearly:
        return
    chart = series_control(teller.snapshot, teller.measure, teller.line.series, teller.quarter)
    last = chart.last
    if last is None or last.period != teller.line.cell(teller.quarter):
        return
    high = last.variation.value.endswith("high")
    side = "above" if high else "below"
    span = "years" if teller.line.is_yearly else "quarters"
    said = {
        Rule.OUTSIDE: f"That is {side} the limits within which it usually varies",
        Rule.TREND: f"It is one of seven or more {span} in a row that all {'rise' if high else 'fall'}",
        Rule.TWO_IN_THREE: f"With the {span} before it stands unusually far {side} the mean",
        Rule.SHIFT: f"It is one of seven or more {span} in a row {side} the mean",
        Rule.NONE: "It varies as it usually does",
    }[last.rule]
    closing = "" if last.rule is Rule.NONE else ", which chance alone would seldom bring about"
    target: tuple[Sentence, ...] = ((chart.assurance.words,),) if chart.assurance else ()
    about = "The control chart"
    yield Made(about, (plain_sentence(teller), (said + closing,), *target))


def _change(teller: Teller, against: Against) -> Sentence:
    value = against.change.now
    if value is None:
        return ()
    asks = ("value", against.now_ask) if against.ask == "quarter " else (against.now_ask,)
    closing: Sentence = (", ", change_part(teller, against), f" on {against.named}")
    return (teller.counted(value, *asks), " ", against.when, *closing)
