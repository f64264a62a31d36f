"""What a pack may say under a measure where its layout asks for it: chance, and how other areas stand."""

from collections.abc import Iterator

from cspdesk.analysis.line import Line
from cspdesk.analysis.measure_peers import peers_shown, verdicts_shown
from cspdesk.analysis.measure_sheet import measure_chance
from cspdesk.domain.plan_view import Placed, headline
from cspdesk.pack.layouts import Part
from cspdesk.pack.making import Making


def asked_for(making: Making, part: Part, item: Placed) -> Iterator[str]:
    """The sentences under a measure for which a part is asked; both options are off unless switched on.

    `chance`: the one sentence on what chance may explain. `peers`: where the area stands among others, with
    the rule behind that, and what was said elsewhere, as a quotation.
    """
    if part.option("chance", False) and (said := chance_words(making, item)):
        yield said
    if part.option("peers", False):
        yield from peer_words(making, item)


def chance_words(making: Making, item: Placed) -> str:
    """Return the one sentence on chance in a measure's change; "" for a measure without figures."""
    series = headline(making.snapshot, item.measure.id)
    if series is None:
        return ""
    return measure_chance(Line(making.snapshot, item.measure, series), making.quarter).words


def peer_words(making: Making, item: Placed) -> Iterator[str]:
    """Where the own area stands among others, and verdicts given elsewhere."""
    shown = peers_shown(making.snapshot, item.measure, making.quarter)
    if shown is not None:
        yield " ".join((*shown.sentences, shown.rule)).strip()
    yield from verdicts_shown(making.snapshot, item.measure, making.quarter)
