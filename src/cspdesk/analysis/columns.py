"""A series read once into columns: its figures by quarter, however they are entered."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from cspdesk.domain.choices import AddsUp, EnteredAs, Frequency
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.plan_view import series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Baseline, Measure, Observation, Series, SeriesBreak, Target
from cspdesk.domain.unit import Unit

SUMMED_UNITS = frozenset({Unit.COUNT, Unit.MONEY, Unit.DAYS})
"""The units whose figures can be added and subtracted."""

_MOST_DIGITS, _FINEST = 18, -30

# Sums are exact: figures as typed have 15 digits, wherever their decimal point stands.
_EXACT = Context(prec=100, rounding=ROUND_HALF_UP)
_SHARES = Context(prec=28, rounding=ROUND_HALF_UP)

_ByPlace = dict[int, Decimal]


def adds_up(measure: Measure) -> AddsUp:
    """Return how a measure's quarters make a year, the default being that of its unit and entry."""
    if measure.adds_up is not AddsUp.DEFAULT:
        return measure.adds_up
    if measure.unit is Unit.TEXT:
        return AddsUp.NONE
    if measure.entered_as is EnteredAs.SNAPSHOT:
        return AddsUp.LAST
    return AddsUp.SUM if measure.unit in SUMMED_UNITS else AddsUp.POOLED


def in_points(measure: Measure) -> bool:
    """Whether changes are differences in points, to which no percentage belongs."""
    return measure.unit not in SUMMED_UNITS or adds_up(measure) is AddsUp.LAST


def usable(value: Decimal | None) -> Decimal | None:
    """The number, unless it is longer or finer than any reading gives and than can be worked with."""
    if value is not None and _FINEST < value.adjusted() < _MOST_DIGITS and value.is_finite():
        return value
    return None


def place_of(period: Period) -> int:
    """Return where a quarter stands in the columns: quarters since the year 0; a year stands at its last."""
    return period.year * 4 + (period.index or 4) - 1


def quarter_at(place: int) -> Period:
    """Return the quarter that stands at a place."""
    return Period.quarter(place // 4, place % 4 + 1)


@dataclass(frozen=True, slots=True)
class Columns:
    """What one series and its document say, by the place of the quarter; a place that is not there is a gap.

    It keeps rows of the series alone, not the snapshot, so it may outlive edits that do not concern it.
    """

    measure: Measure
    series: Series
    entered: Mapping[int, Decimal]
    """As typed: cumulative or rolling where the measure is; of a yearly measure at quarter 4 only."""
    states: Mapping[int, str]
    """The states of cells that were typed and give their quarter no figure of its own."""
    own: Mapping[int, Decimal]
    to_date: Mapping[int, Decimal]
    rolling: Mapping[int, Decimal]
    targets: Mapping[Period, Target]
    baselines: tuple[Baseline, ...]
    broken: tuple[SeriesBreak, ...]
    """The breaks across which nothing may be compared, in order of time."""
    is_yearly: bool
    is_rolling: bool
    is_points: bool
    places: tuple[int, ...]
    """Where figures were entered, in order."""

    def break_between(self, since: date, quarter: Period) -> str:
        """Return why a quarter's figures cannot stand beside those since a day: a break after it; else ""."""
        for row in reversed(self.broken):
            if since < row.from_period.start <= quarter.end:
                said = f"figures from {row.from_period.label} on are not comparable with those before"
                return f"{said}: {row.note.strip().rstrip('.')}" if row.note.strip() else said
        return ""


def columns_of(snapshot: Snapshot, measure: Measure, series: Series) -> Columns:
    """Read a series.

    A series that totals others is their sum where nothing was typed for it. A year's own figure serves at
    quarter 4 where the year cannot be worked out from its quarters.
    """
    typed = _typed(snapshot, measure, series)
    with localcontext(_EXACT):
        parts = parts_of(snapshot, measure, series) if measure.unit in SUMMED_UNITS else []
        if parts:
            read = [_typed(snapshot, measure, part) for part in parts]
            _fill(typed.entered, typed.words, [part.entered for part in read])
            _fill(typed.years, typed.year_words, [part.years for part in read])
        own, to_date, rolling = _worked_out(measure, typed)
    entered, states = (
        (typed.years, _year_states(typed)) if _is_yearly(measure) else (typed.entered, typed.words)
    )
    return Columns(
        measure=measure,
        series=series,
        entered=entered,
        states=states,
        own=own,
        to_date=to_date,
        rolling=rolling,
        targets={row.period: row for row in snapshot.of(Target).where("series", series.id)},
        baselines=snapshot.of(Baseline).where("series", series.id),
        broken=tuple(
            sorted(
                (row for row in snapshot.of(SeriesBreak).where("series", series.id) if not row.comparable),
                key=lambda row: row.from_period,
            )
        ),
        is_yearly=_is_yearly(measure),
        is_rolling=measure.entered_as is EnteredAs.ROLLING,
        is_points=in_points(measure),
        places=tuple(sorted(entered)),
    )


def parts_of(snapshot: Snapshot, measure: Measure, series: Series) -> list[Series]:
    """Return the series that one totals, in order; none where it totals nothing."""
    if not series.total_of:
        return []
    others = [s for s in series_of(snapshot, measure.id) if s != series and not s.total_of]
    named = series.total_of.strip()
    if named.casefold() in ("the others", "all others"):
        return others
    # A series' own name may hold a comma, so each is looked for whole.
    return [s for s in others if re.search(rf"(?:^|[,;])\s*{re.escape(s.label)}\s*(?:[,;]|$)", named)]


@dataclass(slots=True)
class _Typed:
    """The cells of a series by place, in order; a year's stand at its quarter 4, apart from the quarters'."""

    entered: _ByPlace = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)
    """The states of cells typed without a figure."""
    years: _ByPlace = field(default_factory=dict)
    year_words: dict[int, str] = field(default_factory=dict)
    parts: _ByPlace = field(default_factory=dict)
    wholes: _ByPlace = field(default_factory=dict)


def _typed(snapshot: Snapshot, measure: Measure, series: Series) -> _Typed:
    found = _Typed()
    entered, month, has_counts = found.entered, Grain.MONTH, measure.unit not in SUMMED_UNITS
    for row in snapshot.of(Observation).where("series", series.id):
        period = row.period
        if not row.typed or period.grain is month:
            continue
        place = period.year * 4 + (period.index or 4) - 1
        if not period.index:
            if (number := usable(row.value)) is not None:
                found.years[place] = number
            else:
                found.year_words[place] = row.state.value
        elif (number := usable(row.value)) is not None:
            entered[place] = number
            if has_counts and row.numerator is not None:
                part, whole = usable(row.numerator), usable(row.denominator)
                if part is not None and whole is not None:
                    found.parts[place], found.wholes[place] = part, whole
        else:
            found.words[place] = row.state.value
    return found


def _fill(total: _ByPlace, words: Mapping[int, str], parts: list[_ByPlace]) -> None:
    """Add what the parts make wherever all of them are there and nothing was typed for the total."""
    for place in set(parts[0]).intersection(*parts[1:]).difference(total, words):
        total[place] = sum((part[place] for part in parts), Decimal(0))
    in_order = sorted(total.items())
    total.clear()
    total.update(in_order)


def _is_yearly(measure: Measure) -> bool:
    return measure.frequency is Frequency.YEAR


def _year_states(typed: _Typed) -> dict[int, str]:
    """A year's cell says its state in each of its quarters; a figure stands at quarter 4 itself."""
    states = {place - back: "value" for place in typed.years for back in (1, 2, 3)}
    return states | {place - back: word for place, word in typed.year_words.items() for back in range(4)}


def _worked_out(measure: Measure, typed: _Typed) -> tuple[_ByPlace, _ByPlace, _ByPlace]:
    """The quarters' own figures, the years to date and the rolling years."""
    is_rolling = measure.entered_as is EnteredAs.ROLLING
    if _is_yearly(measure):
        is_sum = adds_up(measure) is not AddsUp.NONE and not is_rolling
        return {}, typed.years if is_sum else {}, typed.years if is_rolling else {}
    match measure.entered_as:
        case EnteredAs.ROLLING:
            return {}, {}, typed.entered
        case EnteredAs.YEAR_TO_DATE:
            own, to_date, rolling = _from_to_date(measure, typed)
        case _:
            own, to_date, rolling = _from_quarters(measure, typed)
    way = adds_up(measure)
    if way is AddsUp.NONE:
        return own, {}, {}
    if typed.years:
        to_date = typed.years | to_date
    if way is AddsUp.LAST:
        return own, to_date, {}
    # At quarter 4 the twelve months are the year.
    rolling |= {place: value for place, value in to_date.items() if place % 4 == 3}
    return own, to_date, rolling


def _from_quarters(measure: Measure, typed: _Typed) -> tuple[_ByPlace, _ByPlace, _ByPlace]:
    own = typed.entered
    match adds_up(measure):
        case AddsUp.SUM:
            return own, _running(own), _of_four(own)
        case AddsUp.POOLED:
            to_date = _shares(measure, _running(typed.parts), _running(typed.wholes))
            return own, to_date, _shares(measure, _of_four(typed.parts), _of_four(typed.wholes))
    return own, own, {}


def _from_to_date(measure: Measure, typed: _Typed) -> tuple[_ByPlace, _ByPlace, _ByPlace]:
    """A quarter's own figure is the growth: of the figure where it is a sum, of its counts where a share."""
    to_date = typed.entered
    parts, wholes = typed.parts, typed.wholes
    if measure.unit in SUMMED_UNITS:
        own = _growth(to_date)
    else:
        grown = _shares(measure, _growth(parts), _growth(wholes))
        own = {place: value for place, value in grown.items() if place % 4}
        own |= {place: value for place, value in to_date.items() if place % 4 == 0}
    if adds_up(measure) is AddsUp.POOLED:
        return own, to_date, _shares(measure, _year_up_to(parts), _year_up_to(wholes))
    return own, to_date, _year_up_to(typed.years | to_date) if measure.unit in SUMMED_UNITS else _of_four(own)


def _running(own: _ByPlace) -> _ByPlace:
    """The sum of a year's quarters up to each, where none is missing."""
    sums: _ByPlace = {}
    for place, value in own.items():
        if place % 4 == 0:
            sums[place] = value
        elif (before := sums.get(place - 1)) is not None:
            sums[place] = before + value
    return sums


def _of_four(own: _ByPlace) -> _ByPlace:
    """The sum of four quarters that end with each, where none is missing."""
    places, values = list(own), list(own.values())
    fours = zip(places, places[3:], values, values[1:], values[2:], values[3:], strict=False)
    return {
        last: one + two + three + four for first, last, one, two, three, four in fours if last - first == 3
    }


def _growth(to_date: _ByPlace) -> _ByPlace:
    return {
        place: value if place % 4 == 0 else value - to_date[place - 1]
        for place, value in to_date.items()
        if place % 4 == 0 or place - 1 in to_date
    }


def _year_up_to(to_date: _ByPlace) -> _ByPlace:
    """The twelve months up to each quarter: the year to date and what last year had still to come."""
    sums: _ByPlace = {}
    for place, value in to_date.items():
        index = place % 4
        if index == 3:
            sums[place] = value
            continue
        whole, before = to_date.get(place - index - 1), to_date.get(place - 4)
        if whole is not None and before is not None:
            sums[place] = value + whole - before
    return sums


def _shares(measure: Measure, parts: _ByPlace, wholes: _ByPlace) -> _ByPlace:
    """Part over whole, per hundred or as the rate says, to 28 digits; a gap where there is no whole."""
    per = Decimal(measure.rate_per or 1000) if measure.unit is Unit.RATE else Decimal(100)
    return dict(_divided(parts.items(), wholes, per))


def _divided(
    parts: Iterable[tuple[int, Decimal]], wholes: _ByPlace, per: Decimal
) -> Iterable[tuple[int, Decimal]]:
    for place, part in parts:
        whole = wholes[place]
        if whole > 0 and part >= 0:
            yield place, _SHARES.divide(part * per, whole)
