"""The figures that a live field can ask for, each with the words that it is said in."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from cspdesk.analysis.beside import At, pair
from cspdesk.analysis.direction import Way, directions, first_known
from cspdesk.analysis.edges import year_ago
from cspdesk.analysis.figures import MISSING, NOT_DUE
from cspdesk.analysis.line import in_points
from cspdesk.analysis.live_field_names import CannotSayError
from cspdesk.analysis.live_field_words import amount_figure, amount_said, as_set, change_said, with_unit
from cspdesk.analysis.status import judged
from cspdesk.analysis.tolerance import improvement
from cspdesk.analysis.yardstick import baseline_yardstick, before_yardstick, no_figure
from cspdesk.domain import printing
from cspdesk.domain.choices import Comparator, EnteredAs
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.plan_view import Placed, headline
from cspdesk.domain.printing import percent_change
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, Outlook
from cspdesk.domain.target_reading import TargetKind
from cspdesk.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about: a series in a quarter, or in the year that ends with it."""

    snapshot: Snapshot
    placed: Placed
    at: At
    period: Period
    """The quarter or the year as it was asked for."""

    @property
    def measure(self) -> Measure:
        """The measure."""
        return self.placed.measure

    @property
    def is_year(self) -> bool:
        """Whether a year as a whole is asked for."""
        return self.period.grain is Grain.YEAR

    @property
    def is_headline(self) -> bool:
        """Whether the series speaks for its measure."""
        return headline(self.snapshot, self.measure.id) == self.at.line.series


@dataclass(frozen=True, slots=True)
class Ask:
    """A figure that can be asked for."""

    say: Callable[[Subject], str]
    """Returns the words; raises CannotSayError, saying why, where there are none."""
    about: str
    """What it is, in a few words, for a list of what can be asked for."""
    is_of_figures: bool = True
    """Whether it is a figure, that words elsewhere may repeat; not a name or a judgement."""


_NAMES = {
    Comparator.SAME_QUARTER: "the same quarter last year",
    Comparator.YEAR_TO_DATE: "last year",
    Comparator.ROLLING: "the twelve months before",
    Comparator.PREVIOUS: "the quarter before",
    Comparator.BASELINE: "the baseline",
}


def _value(of: Subject) -> Decimal:
    """The quarter's own figure; a year's, and that of a yearly measure or a rolling year, as a whole."""
    if of.measure.entered_as is EnteredAs.ROLLING:
        return _now(of, Comparator.ROLLING)
    if of.is_year or of.at.line.is_yearly:
        return _now(of, Comparator.YEAR_TO_DATE)
    found = _now(of, Comparator.SAME_QUARTER)
    is_summed = of.measure.entered_as is EnteredAs.YEAR_TO_DATE and of.measure.unit is not Unit.MONEY
    if is_summed and found < 0:
        raise CannotSayError(
            f"the year to date falls in {of.period.label}, so the quarter has no figure of its own"
        )
    return found


def _now(of: Subject, comparator: Comparator) -> Decimal:
    found = pair(of.at, comparator).now
    if found is None:
        raise CannotSayError(_lacking(of, comparator))
    return found


def _before(of: Subject, comparator: Comparator) -> Decimal:
    found = pair(of.at, comparator)
    if found.before is None:
        raise CannotSayError(f"there is no figure for {found.before_name}")
    return found.before


def _lacking(of: Subject, comparator: Comparator) -> str:
    """Why a figure is not there; one that was never typed is only awaited."""
    if of.at.figures.entered is None and of.at.figures.state in (MISSING, NOT_DUE):
        return f"there is no figure for {of.period.label} yet"
    return no_figure(of.at, comparator)


def _of_year(of: Subject) -> Comparator:
    """By what a measure stands beside its last year: its year, or the quarter where quarters make no year."""
    if of.measure.entered_as is EnteredAs.ROLLING:
        return Comparator.ROLLING
    is_whole = of.is_year or of.at.line.is_yearly
    if in_points(of.measure) and not is_whole and pair(of.at, Comparator.YEAR_TO_DATE).now is None:
        return Comparator.SAME_QUARTER
    return Comparator.YEAR_TO_DATE


def _change(of: Subject, comparator: Comparator) -> tuple[Decimal, Decimal | None]:
    """The difference and the percentage that it is of the figure before; None in points and from nought."""
    is_baseline = comparator is Comparator.BASELINE
    if not is_baseline and pair(of.at, comparator).now is None:
        raise CannotSayError(_lacking(of, comparator))
    found = baseline_yardstick(of.at) if is_baseline else before_yardstick(of.at, comparator)
    if isinstance(found, str):
        raise CannotSayError(found)
    before = found.level.low
    percent = None if in_points(of.measure) else percent_change(found.value, before)
    return found.value - before, percent


def _figure(of: Subject, value: Decimal) -> str:
    return printing.figure(value, of.measure.unit, of.measure.decimals)


def _changed(comparator: Comparator | None = None) -> Callable[[Subject], str]:
    def say(of: Subject) -> str:
        return change_said(of.measure, *_change(of, comparator or _of_year(of)))

    return say


def _changed_by(comparator: Comparator | None = None) -> Callable[[Subject], str]:
    def say(of: Subject) -> str:
        return amount_figure(of.measure, _change(of, comparator or _of_year(of))[0])

    return say


def _per_cent(comparator: Comparator | None = None) -> Callable[[Subject], str]:
    def say(of: Subject) -> str:
        found = _change(of, comparator or _of_year(of))[1]
        if found is not None:
            return printing.percent(abs(found))
        if in_points(of.measure):
            raise CannotSayError("its changes are in points, to which no percentage belongs: ask for change")
        raise CannotSayError("a change from 0 has no percentage")

    return say


def _compared(of: Subject) -> str:
    """Better or worse than last year and by how much; higher or lower where neither way is better."""
    comparator = _of_year(of)
    difference, percent = _change(of, comparator)
    name = _NAMES[comparator]
    if not difference:
        return f"the same as {name}"
    way = improvement(difference, Decimal(0), of.measure.polarity)
    word = ("better" if way > 0 else "worse") if way else ("higher" if difference > 0 else "lower")
    return f"{word} than {name}, by {amount_said(of.measure, difference, percent)}"


def _direction(of: Subject) -> str:
    """The direction as the pack gives it; of a series that does not speak for its measure, on last year."""
    if of.is_headline and not of.is_year:
        found = first_known(of.placed, directions(of.snapshot, of.placed, of.at.quarter))
        if found is not None and found.way is not Way.NOT_COMPARABLE:
            return found.way.value
        if found is not None:
            raise CannotSayError(f"{found.reason[:1].lower()}{found.reason[1:]}")
    difference, _ = _change(of, _of_year(of))
    way = improvement(difference, Decimal(0), of.measure.polarity)
    if way is None:
        raise CannotSayError("neither way is better of this measure: ask for change")
    return (Way.BETTER if way > 0 else Way.WORSE if way < 0 else Way.NO_CHANGE).value


def _baseline(of: Subject) -> str:
    found = of.at.figures.baseline
    if found is None:
        raise CannotSayError(f"no baseline is set for {of.period.label}")
    if found.value is None:
        raise CannotSayError("the baseline has no figure yet")
    return _figure(of, found.value)


def _baseline_label(of: Subject) -> str:
    found = of.at.figures.baseline
    if found is None or not found.label.strip():
        raise CannotSayError("its baseline has no name")
    return found.label.strip()


def _target(of: Subject) -> str:
    target = of.at.figures.target
    if target is None or target.kind is TargetKind.NONE:
        raise CannotSayError(f"no target is set for {of.period.label}")
    if target.kind is TargetKind.TO_BE_CONFIRMED:
        raise CannotSayError(f"the target for {target.period.label} is still to be confirmed")
    if target.kind is TargetKind.NOT_APPLICABLE:
        raise CannotSayError(f"no target applies to {target.period.label}")
    if target.kind in (TargetKind.NUMBER, TargetKind.RANGE) and target.low is not None:
        low = as_set(of.measure, target.low)
        high = low if target.high is None else as_set(of.measure, target.high)
        return low if low == high else f"{low} to {high}"
    return " ".join(target.typed.split())


def _status(of: Subject) -> str:
    if not of.is_headline:
        raise CannotSayError("the status is that of the measure, not of this series: ask without its name")
    return judged(of.snapshot, of.placed, of.at.quarter).status.value


def _outlook(of: Subject) -> str:
    found = of.snapshot.of(Outlook).get(of.measure.id, of.at.quarter)
    if found is None:
        raise CannotSayError(f"no outlook is given for {of.at.quarter.label}")
    return found.word.value


def _counts(of: Subject) -> str:
    row = of.at.line.observed(of.at.line.cell(of.at.quarter))
    if row is None or row.numerator is None or row.denominator is None:
        raise CannotSayError(f"no counts were typed for {of.period.label}")
    return f"{row.numerator:,f} of {row.denominator:,f}"


def _period_before(period: Period) -> str:
    found = year_ago(period)
    if found is None:
        raise CannotSayError(f"there is no year before {period.label}")
    return found.label


ASKS: dict[str, Ask] = {
    "value": Ask(lambda of: with_unit(of.measure, _value(of)), "the figure with what it counts"),
    "figure": Ask(lambda of: _figure(of, _value(of)), "the figure alone"),
    "year to date": Ask(
        lambda of: _figure(of, _now(of, Comparator.YEAR_TO_DATE)), "the year's quarters together"
    ),
    "last year": Ask(lambda of: _figure(of, _before(of, _of_year(of))), "the year to date last year"),
    "change": Ask(_changed(), "the year to date against last year's"),
    "change figure": Ask(_changed_by(), "how large that change is"),
    "per cent": Ask(_per_cent(), "that change in per cent"),
    "comparison": Ask(_compared, "better or worse than last year, and by how much"),
    "direction": Ask(_direction, "better, worse or no change", is_of_figures=False),
    "status": Ask(_status, "green, amber, red or grey", is_of_figures=False),
    "target": Ask(_target, "what it should reach"),
    "baseline": Ask(_baseline, "the baseline in force"),
    "baseline change": Ask(_changed(Comparator.BASELINE), "the change on the baseline"),
    "baseline change figure": Ask(_changed_by(Comparator.BASELINE), "how large that change is"),
    "baseline per cent": Ask(_per_cent(Comparator.BASELINE), "that change in per cent"),
    "baseline label": Ask(_baseline_label, "what the baseline is called", is_of_figures=False),
    "quarter last year": Ask(
        lambda of: _figure(of, _before(of, Comparator.SAME_QUARTER)), "the same quarter last year"
    ),
    "quarter change": Ask(_changed(Comparator.SAME_QUARTER), "the quarter against the same one last year"),
    "quarter change figure": Ask(_changed_by(Comparator.SAME_QUARTER), "how large that change is"),
    "quarter per cent": Ask(_per_cent(Comparator.SAME_QUARTER), "that change in per cent"),
    "previous quarter": Ask(
        lambda of: _figure(of, _before(of, Comparator.PREVIOUS)), "the figure of the quarter before"
    ),
    "previous change": Ask(_changed(Comparator.PREVIOUS), "the change on the quarter before"),
    "previous change figure": Ask(_changed_by(Comparator.PREVIOUS), "how large that change is"),
    "previous per cent": Ask(_per_cent(Comparator.PREVIOUS), "that change in per cent"),
    "rolling year": Ask(
        lambda of: _figure(of, _now(of, Comparator.ROLLING)), "the twelve months up to the quarter's end"
    ),
    "rolling year before": Ask(
        lambda of: _figure(of, _before(of, Comparator.ROLLING)), "the twelve months before those"
    ),
    "rolling change": Ask(_changed(Comparator.ROLLING), "the rolling year against the one before"),
    "rolling change figure": Ask(_changed_by(Comparator.ROLLING), "how large that change is"),
    "rolling per cent": Ask(_per_cent(Comparator.ROLLING), "that change in per cent"),
    "counts": Ask(_counts, "the counts behind a percentage"),
    "outlook": Ask(_outlook, "where it will end", is_of_figures=False),
    "title": Ask(lambda of: " ".join(of.measure.title.split()), "the measure's title", is_of_figures=False),
    "number": Ask(lambda of: of.placed.number, "the measure's number", is_of_figures=False),
    "unit": Ask(lambda of: of.measure.unit_label.strip(), "what the measure counts", is_of_figures=False),
}
"""By the name under which each is asked for, those wanted most often first."""

PERIOD_ASKS: dict[str, tuple[Callable[[Period], str], str]] = {
    "period": (lambda period: period.label, "the quarter's name"),
    "year": (lambda period: period.year_label, "the financial year"),
    "months": (lambda period: period.span_label, "the months of the quarter"),
    "period last year": (_period_before, "the same quarter of the year before"),
}
"""What needs no measure."""

ALL_ASKS: dict[str, object] = {**ASKS, **PERIOD_ASKS}
