"""Random measures whose figures are known apart from the program, for drafting sentences about them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from cspdesk.domain.catalogue import Row
from cspdesk.domain.choices import AddsUp, EnteredAs, Frequency, Judges, Polarity, Span, StatusAgainst
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed
from cspdesk.domain.read_rows import based, new_target, observed
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Baseline,
    BaselineId,
    Measure,
    MeasureId,
    Observation,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Series,
    SeriesBreak,
    SeriesId,
    Target,
)
from cspdesk.domain.unit import Unit
from tests.support.alter import Known, Quarter, rounded

FIRST_YEAR, YEARS = 2012, 4
_COUNTED = (
    ("Violence with injury", "offences"),
    ("Robbery", "offences"),
    ("Anti-social behaviour", "incidents"),
    ("Repeat callers", "repeat callers"),
    ("Criminal damage", "crimes"),
    ("Service requests to the team", "requests"),
    ("Domestic burglary", "burglaries"),
    ("People in treatment", "people"),
    ("Repeat cases", "cases"),
    ("Community orders", "orders"),
    ("Deliberate fires", ""),
)
_SHARES = ("Successful completions", "Client satisfaction", "Victims who take up support", "Re-offending")
_SERIES = (("Hotline", "Police"), ("Commencements", "Completions", "Revoked"), ("Opiate", "Non-opiate"))


@dataclass(frozen=True)
class RandomMeasure:
    """A document of one measure, and what is true of each of its series."""

    snapshot: Snapshot
    placed: Placed
    quarter: Period
    known: Mapping[SeriesId, Known]
    """The first is the one that speaks for the measure."""
    labels: Mapping[SeriesId, str]


@dataclass
class _Line:
    """The figures of a series by quarter: a part and what it is taken of, or a count of 1."""

    parts: dict[Quarter, Fraction]
    wholes: dict[Quarter, Fraction]


def random_measure(random: Random) -> RandomMeasure:
    """Return a measure of any unit, polarity and way of entry, in the middle of a random quarter."""
    unit = random.choice((Unit.COUNT,) * 6 + (Unit.PERCENT,) * 3 + (Unit.RATE, Unit.MONEY, Unit.DAYS))
    measure = _measure(random, unit)
    labels: tuple[str, ...] = ("",)
    if unit in (Unit.COUNT, Unit.PERCENT) and random.random() < 0.3:
        labels = random.choice(_SERIES)
    start, last = FIRST_YEAR * 4, random.randrange(FIRST_YEAR * 4 + 1, (FIRST_YEAR + YEARS) * 4)
    if measure.frequency is Frequency.YEAR:
        last |= 3
    first = random.choice((start, start, start, last - random.randrange(6)))
    lines = [_line(random, measure, range(max(first, start), last + 1)) for _ in labels]
    rows: list[Row] = [measure, *_plan(measure)]
    known: dict[SeriesId, Known] = {}
    named: dict[SeriesId, str] = {}
    for place, (label, line) in enumerate(zip(labels, lines, strict=True)):
        series = Series(
            id=SeriesId(f"s{place}"), measure=measure.id, position=place, label=label, headline=not place
        )
        rows.append(series)
        rows += _cells(measure, series, line)
        judges, truth = _judges(random, measure, series, _known(measure, line, last, labels))
        rows += judges
        known[series.id], named[series.id] = truth, label
    if len(labels) == 2 and unit is Unit.COUNT and random.random() < 0.5:
        rows.append(
            Series(id=SeriesId("all"), measure=measure.id, position=9, label="All", total_of="the others")
        )
    if random.random() < 0.08:
        split = Period.quarter(last // 4 - random.randrange(2), 1)
        rows.append(SeriesBreak(series=SeriesId("s0"), from_period=split, note="New counting rules"))
    priority = Priority(id=PriorityId("p"), plan=PlanId("plan"), number="2", title="Safer streets")
    placed = Placed(measure, "2.1", priority)
    return RandomMeasure(Snapshot.of_rows(rows), placed, _period(last), known, named)


def _measure(random: Random, unit: Unit) -> Measure:
    title, label = random.choice(_COUNTED)
    made = Measure(
        id=MeasureId("m"),
        title=title,
        unit=unit,
        unit_label=label,
        polarity=random.choice(tuple(Polarity)),
        status_against=random.choice(tuple(StatusAgainst)),
    )
    entered_as = random.choice(
        (EnteredAs.QUARTER,) * 4 + (EnteredAs.YEAR_TO_DATE, EnteredAs.ROLLING, EnteredAs.SNAPSHOT)
    )
    match unit:
        case Unit.PERCENT:
            ways = (EnteredAs.QUARTER, EnteredAs.QUARTER, EnteredAs.SNAPSHOT)
            return replace(
                made,
                title=random.choice(_SHARES),
                unit_label="",
                decimals=random.choice((0, 0, 1)),
                entered_as=random.choice(ways),
                adds_up=random.choice((AddsUp.DEFAULT, AddsUp.NONE)),
            )
        case Unit.RATE:
            return replace(
                made,
                title="First time entrants",
                unit_label="per 100,000",
                rate_per=100_000,
                decimals=1,
                entered_as=EnteredAs.SNAPSHOT,
                frequency=random.choice((Frequency.YEAR, Frequency.QUARTER)),
            )
        case Unit.MONEY:
            return replace(made, title="Money seized", unit_label="", entered_as=EnteredAs.QUARTER)
        case Unit.DAYS:
            return replace(made, title="Days to a first visit", unit_label="days", adds_up=AddsUp.LAST)
    return replace(made, entered_as=entered_as)


def _plan(measure: Measure) -> Iterator[Row]:
    plan = Plan(id=PlanId("plan"), title="Community Safety Plan")
    yield plan
    yield Priority(id=PriorityId("p"), plan=plan.id, number="2", title="Safer streets")
    yield Placement(
        id=PlacementId("at"), plan=plan.id, priority=PriorityId("p"), measure=measure.id, number="2.1"
    )


def _line(random: Random, measure: Measure, quarters: range) -> _Line:
    scale = random.choice((8, 40, 40, 300, 300, 3000)) * (100 if measure.unit is Unit.MONEY else 1)
    line = _Line({}, {})
    drift = random.uniform(0.93, 1.07)
    for quarter in quarters:
        if random.random() < 0.02 and quarter != quarters[-1]:
            continue
        scale = max(2, int(scale * drift))
        value = max(0, int(random.gauss(scale, scale**0.5 * 1.5)))
        if measure.unit is Unit.PERCENT:
            whole = max(1, value)
            line.wholes[quarter] = Fraction(whole)
            line.parts[quarter] = Fraction(random.randint(whole // 3, whole))
        elif measure.unit is Unit.RATE:
            line.parts[quarter] = Fraction(value * 10 + random.randrange(10), 10)
        else:
            line.parts[quarter] = Fraction(value)
    return line


def _cells(measure: Measure, series: Series, line: _Line) -> Iterator[Observation]:
    for quarter, part in line.parts.items():
        value, period = part, _period(quarter)
        if measure.frequency is Frequency.YEAR:
            if quarter % 4 < 3:
                continue
            period = period.of_year
        if measure.entered_as is EnteredAs.YEAR_TO_DATE:
            found = [line.parts.get(each) for each in range(quarter - quarter % 4, quarter + 1)]
            if None in found:
                continue
            value = sum((each for each in found if each is not None), Fraction(0))
        if measure.unit is Unit.PERCENT:
            whole = line.wholes[quarter]
            typed = f"{rounded(100 * part / whole, 1)}% ({part} of {whole})"
        else:
            typed = rounded(value, 1 if measure.unit is Unit.RATE else 0)
        yield observed(Observation(series=series.id, period=period, typed=typed), measure.unit)


def _known(measure: Measure, line: _Line, quarter: Quarter, names: tuple[str, ...]) -> Known:
    """What is true of the figures, summed here by hand."""
    own, to_date, rolling = dict(line.parts), {}, {}
    is_share = measure.unit is Unit.PERCENT
    if is_share:
        # A cell says its percentage to one decimal.
        shares = {at: 100 * part / line.wholes[at] for at, part in line.parts.items()}
        own = {at: Fraction(rounded(share, 1)) for at, share in shares.items()}
    is_summed = measure.unit in (Unit.COUNT, Unit.MONEY) and measure.entered_as is not EnteredAs.SNAPSHOT
    is_pooled = is_share and measure.entered_as is EnteredAs.QUARTER and measure.adds_up is not AddsUp.NONE
    if measure.entered_as is EnteredAs.ROLLING:
        own, rolling = {}, dict(line.parts)
    elif measure.frequency is Frequency.YEAR:
        own, to_date = {}, {at: value for at, value in line.parts.items() if at % 4 == 3}
    elif is_summed or is_pooled:
        for at in line.parts:
            for found, length in ((to_date, at % 4 + 1), (rolling, 4)):
                span = range(at - length + 1, at + 1)
                if not all(each in line.parts for each in span):
                    continue
                total = sum((line.parts[each] for each in span), Fraction(0))
                whole = sum((line.wholes.get(each, Fraction(0)) for each in span), Fraction(0))
                found[at] = 100 * total / whole if is_pooled else total
    return Known(
        quarter=quarter,
        own=own,
        to_date=to_date,
        rolling=rolling,
        decimals=measure.decimals,
        opening="£" if measure.unit is Unit.MONEY else "",
        closing="%" if is_share else "",
        is_sum=is_summed,
        names=(*(name for name in names if name), "2012 to 2014", "2013/14)", "3 year average"),
    )


def _judges(
    random: Random, measure: Measure, series: Series, known: Known
) -> tuple[list[Target | Baseline], Known]:
    """Sometimes a target, sometimes a baseline, near to the figure."""
    rows: list[Target | Baseline] = []
    newest = known.own.get(known.quarter) or known.rolling.get(known.quarter)
    if newest is None or measure.frequency is Frequency.YEAR:
        return rows, known
    near = max(1, round(newest * Fraction(random.randint(80, 120), 100)))
    sign = "%" if measure.unit is Unit.PERCENT else ""
    if random.random() < 0.5:
        typed = f"{near}{sign}" if random.random() < 0.7 else f"{near}{sign} - {near + 7}{sign}"
        judges = Judges.LATEST if measure.entered_as is EnteredAs.ROLLING else Judges.QUARTER
        rows.append(new_target(series.id, _period(known.quarter), typed, measure.unit, judges))
    if random.random() < 0.5:
        of_year = bool(known.to_date) and known.is_sum
        level = max(1, round(newest * Fraction(random.randint(60, 140), 100))) * (4 if of_year else 1)
        span = Span.ROLLING if known.rolling and not known.own else Span.YEAR if of_year else Span.QUARTER
        row = Baseline(
            id=BaselineId(f"b-{series.id}"),
            series=series.id,
            label=random.choice(("", "Baseline", "3 year average 2012 to 2014")),
            typed=f"{level}{sign}",
            span=span,
        )
        rows.append(based(row, measure.unit))
        known = replace(known, baseline=Fraction(level))
    return rows, known


def _period(quarter: Quarter) -> Period:
    return Period.quarter(quarter // 4, quarter % 4 + 1)
