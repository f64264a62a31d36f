"""Parts of a total over time: a column for each quarter, its stretches the parts, the total on top."""

from dataclasses import replace
from decimal import Decimal

from cspdesk.analysis.chart_titles import title_key, title_of
from cspdesk.analysis.chart_words import describe
from cspdesk.analysis.charts import ChartKind, ChartLine, ChartSpec, LineRole
from cspdesk.analysis.line import SUMMED_UNITS, Line
from cspdesk.analysis.statements import number
from cspdesk.analysis.trend import breaks_among, own_line, spanned, unit_words, what
from cspdesk.domain.choices import EnteredAs
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, series_of
from cspdesk.domain.printing import half_up
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure

LENGTH = 8
"""Quarters shown: two years of columns can be told apart in a panel."""


def total_line(snapshot: Snapshot, measure: Measure) -> Line | None:
    """Return the series that totals two others or more; None where no parts make a total."""
    if measure.unit not in SUMMED_UNITS:
        return None
    lines = (Line(snapshot, measure, series) for series in series_of(snapshot, measure.id) if series.total_of)
    return next((line for line in lines if len(line.parts()) > 1), None)


def stacked_chart(snapshot: Snapshot, placed: Placed, quarter: Period) -> ChartSpec:
    """Return the parts of a measure's total, quarter by quarter up to one; refused where none make one.

    A quarter in which a part has no figure has no column, because a shorter one would look like a fall.
    """
    measure = placed.measure
    total = total_line(snapshot, measure)
    if total is None:
        return _refused(placed, quarter, "None of this measure's series are parts of a total that is given.")
    lines = [Line(snapshot, measure, part) for part in total.parts()]
    periods = spanned(measure, quarter, LENGTH)
    whole = own_line(total, periods, LineRole.TOTAL)
    parts = [own_line(line, periods, LineRole.PART) for line in lines]
    filled = [at for at in range(len(periods)) if all(part.values[at] is not None for part in parts)]
    first = filled[0] if filled else len(periods) - 1
    below = next((periods[at] for at in filled for part in parts if (part.values[at] or 0) < 0), None)
    if below is not None:
        return _refused(placed, quarter, f"A part is below 0 in {below.label}, so the parts make no column.")
    drawn = tuple(_only(line, filled, first) for line in (*parts, whole))
    breaks, break_notes, notes = breaks_among([*lines, total], periods[first:])
    labels = tuple(period.short_label for period in periods[first:])
    found = ChartSpec(
        title=title_of(
            snapshot, measure.id, ChartKind.STACKED, quarter, _title(measure, periods, parts, whole, filled)
        ),
        subject=f"{placed.name}, {what(measure)}, by part",
        labels=labels,
        lines=drawn,
        unit_label=unit_words(measure),
        decimals=measure.decimals,
        is_percent=False,
        from_zero=True,
        breaks=breaks,
        source=measure.source,
        kind=ChartKind.STACKED,
        break_notes=break_notes,
        notes=(*notes, *_notes(drawn[:-1], drawn[-1], labels)),
        title_key=title_key(measure.id, ChartKind.STACKED, quarter),
    )
    return replace(found, description=describe(found))


def _refused(placed: Placed, quarter: Period, why: str) -> ChartSpec:
    measure = placed.measure
    made = ChartSpec(
        title=f"{measure.title}: no parts to stack",
        subject=f"{placed.name}, {what(measure)}, by part",
        labels=(quarter.short_label,),
        lines=(),
        unit_label=unit_words(measure),
        decimals=measure.decimals,
        is_percent=False,
        from_zero=True,
        kind=ChartKind.STACKED,
        refused=why,
    )
    return replace(made, description=describe(made))


def _only(line: ChartLine, filled: list[int], first: int) -> ChartLine:
    """A line with its figures in whole columns alone, from the first of those on."""
    kept = set(filled)
    values = tuple(value if at in kept else None for at, value in enumerate(line.values))
    hollow, forecasts = (
        frozenset(at - first for at in places if at in kept) for places in (line.provisional, line.forecasts)
    )
    return replace(line, values=values[first:], provisional=hollow, forecasts=forecasts)


def _notes(parts: tuple[ChartLine, ...], whole: ChartLine, labels: tuple[str, ...]) -> list[str]:
    found = []
    sums = [_sum(parts, at) for at in range(len(labels))]
    if any(each is None for each in sums):
        found.append("A quarter in which a part has no figure has no column.")
    apart = [
        labels[at]
        for at, made in enumerate(sums)
        if made is not None and (given := whole.values[at]) is not None and given != made
    ]
    if apart:
        found.append(f"The parts do not make the total given in {', '.join(apart)}; the figure is the total.")
    return found


def _sum(parts: tuple[ChartLine, ...], at: int) -> Decimal | None:
    values = [part.values[at] for part in parts]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _title(
    measure: Measure,
    periods: tuple[Period, ...],
    parts: list[ChartLine],
    whole: ChartLine,
    filled: list[int],
) -> str:
    """The newest total and its largest part."""
    if not filled or (total := whole.values[filled[-1]]) is None:
        return f"{measure.title}: no quarter with all its parts yet"
    at = filled[-1]
    sizes = {part.label: half_up(part.values[at] or Decimal(0), measure.decimals) for part in parts}
    largest = max(sizes.values())
    named = [label for label, size in sizes.items() if size == largest]
    when = f"in {periods[at].label}"
    if measure.entered_as is EnteredAs.ROLLING:
        when = f"in the year to {periods[at].end.strftime('%B %Y')}"
    said = f"{number(measure, total)} {measure.unit_label}".strip()
    if not largest or len(named) == len(sizes):
        each = number(measure, largest)
        return f"{said} {when}; all parts stood at {each}"
    if len(named) > 1:
        together = f"{', '.join(named[:-1])} and {named[-1]}"
        return f"{said} {when}; the largest parts were {together}, {number(measure, largest)} each"
    return f"{said} {when}; the largest part was {named[0]}, {number(measure, largest)}"
