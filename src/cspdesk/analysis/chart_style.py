"""How every chart is set, on the screen and in a pack: colours, scale, labels and the words round it."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from cspdesk.analysis.charts import OF_FIGURES, ChartKind, ChartLine, ChartSpec, LineRole, break_note
from cspdesk.domain.printing import figure
from cspdesk.domain.unit import Unit

FEWEST_POINTS = 3
"""With fewer points than this the figures are listed in words and no chart is drawn."""

GRID = "D9D9D9"
INK = "14171A"
QUIET = "4A5560"

# Analysis Function main palette, then the two colours that its six-colour palette adds.
_PALETTE = ("12436D", "28A197", "801650", "F46A25", "3D3D3D", "A285D1")
_LAST_YEAR, _OLDER = "767676", "A6A6A6"
_LEGIBLE = {"12436D", "801650", "3D3D3D", "767676"}
"""The colours that reach 4.5:1 on white and so may colour words."""
_MARKERS = ("circle", "square", "triangle", "diamond")
_NAMES = {
    LineRole.OWN: "",
    LineRole.OTHER: "Other",
    LineRole.LAST_YEAR: "Last year",
    LineRole.OLDER: "Earlier year",
    LineRole.TARGET: "Target",
    LineRole.TARGET_LOW: "Target from",
    LineRole.TARGET_HIGH: "Target to",
    LineRole.BASELINE: "Baseline",
    LineRole.MEAN: "Mean",
    LineRole.LIMIT: "Limit",
    LineRole.PART: "Part",
    LineRole.TOTAL: "Total",
}


@dataclass(frozen=True, slots=True)
class Stroke:
    """How one line is drawn; colours are RRGGBB."""

    colour: str
    text_colour: str
    dash: str = ""
    """ "", "dash" or "dot"."""
    marker: str = ""
    """ "", "circle", "square", "triangle" or "diamond"."""
    width_pt: float = 2.0


@dataclass(frozen=True, slots=True)
class Scale:
    """The value axis: from `low` to `high` in whole steps."""

    low: Decimal
    high: Decimal
    step: Decimal

    @property
    def ticks(self) -> tuple[Decimal, ...]:
        """The values that bear a label, lowest first."""
        count = int((self.high - self.low) / self.step)
        return tuple(self.low + self.step * i for i in range(count + 1))

    @property
    def decimals(self) -> int:
        """Decimal places that tell the steps apart."""
        return _places(self.step)


def strokes(spec: ChartSpec) -> tuple[Stroke, ...]:
    """How each line of the chart is drawn, in the order of its lines."""
    found: list[Stroke] = []
    further, parts = 0, 0
    for line in spec.lines:
        match line.role:
            case LineRole.OWN | LineRole.TOTAL:
                stroke = _in_palette(0)
            case LineRole.OTHER:
                further += 1
                stroke = _in_palette(further)
            case LineRole.PART:
                stroke = _in_palette(parts)
                parts += 1
            case LineRole.LAST_YEAR:
                stroke = Stroke(_LAST_YEAR, _LAST_YEAR, width_pt=1.5)
            case LineRole.OLDER:
                stroke = Stroke(_OLDER, QUIET, width_pt=1.0)
            case LineRole.TARGET | LineRole.TARGET_LOW | LineRole.TARGET_HIGH:
                stroke = Stroke("3D3D3D", "3D3D3D", dash="dash", width_pt=1.5)
            case LineRole.BASELINE | LineRole.LIMIT:
                stroke = Stroke("3D3D3D", "3D3D3D", dash="dot", width_pt=1.5)
            case LineRole.MEAN:
                stroke = Stroke("3D3D3D", "3D3D3D", width_pt=1.0)
        found.append(stroke)
    return tuple(found)


def _in_palette(place: int) -> Stroke:
    colour = _PALETTE[place % len(_PALETTE)]
    text = colour if colour in _LEGIBLE else INK
    return Stroke(colour, text, marker=_MARKERS[place % len(_MARKERS)])


def name(line: ChartLine) -> str:
    """The line's name; a line without one takes the name of its role, the series itself none."""
    return line.label or _NAMES[line.role]


def printed(value: Decimal, decimals: int, is_percent: bool) -> str:
    """A figure as the pack prints it: half up, thousands with commas, a real minus sign, its percent sign."""
    return figure(value, Unit.PERCENT if is_percent else Unit.COUNT, decimals)


def number_format(decimals: int, is_percent: bool) -> str:
    """Excel's code for such a figure; a percentage is then kept as a fraction."""
    core = "#,##0" + ("." + "0" * decimals if decimals else "") + ("%" if is_percent else "")
    return f'{core};"−"{core}'


def plotted(value: Decimal, is_percent: bool) -> Decimal:
    """The number that Excel keeps for a figure: 62% is 0.62."""
    return value.scaleb(-2) if is_percent else value


def scale(spec: ChartSpec) -> Scale:
    """The value axis for a chart: at most 5 steps of 1, 2, 2.5 or 5 times a power of ten."""
    values = _reached(spec) or [Decimal(0)]
    low, high = min(values), max(values)
    if spec.from_zero:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    least = Decimal(1).scaleb(-spec.decimals)
    span = max(high - low, least)
    step = _step(span / 5, least)
    while True:
        bottom = (low / step).to_integral_value(ROUND_FLOOR) * step
        top = (high / step).to_integral_value(ROUND_CEILING) * step
        top = max(top, bottom + step)
        if (top - bottom) / step <= 5:
            return Scale(bottom, top, step)
        step = _step(step + least, least)


def label_step(count: int, most: int = 5) -> int:
    """Every how many periods bear a label, so that at most `most` do; whole years where there are many."""
    step = -(-count // most)
    if step <= 2:
        return step
    return -(-step // 4) * 4


def last_point(line: ChartLine) -> int:
    """The position of the line's last value, or -1."""
    return max((i for i, value in enumerate(line.values) if value is not None), default=-1)


def extremes(line: ChartLine) -> tuple[tuple[int, bool], ...]:
    """The positions of the highest (True) and lowest value, where they stand out and are not the last."""
    values = [(v, i) for i, v in enumerate(line.values) if v is not None]
    if len({v for v, _ in values}) < 2:
        return ()
    last = last_point(line)
    found = ((max(values)[1], True), (min(values)[1], False))
    return tuple(point for point in found if point[0] != last)


def spread(wanted: list[float], heights: list[float], top: float, bottom: float) -> list[float]:
    """Move the middles of labels up or down as little as need be, so that none covers another."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = dict.fromkeys(order, 0.0)
    edge = top
    for i in order:
        placed[i] = max(wanted[i], edge + heights[i] / 2)
        edge = placed[i] + heights[i] / 2
    edge = bottom
    for i in reversed(order):
        placed[i] = min(placed[i], edge - heights[i] / 2)
        edge = placed[i] - heights[i] / 2
    return [placed[i] for i in range(len(wanted))]


def remarks(spec: ChartSpec) -> tuple[str, ...]:
    """What a reader must be told beside the chart: hollow points, gaps, breaks, an axis not from nought."""
    found = []
    own = [line for line in spec.lines if line.role in OF_FIGURES]
    kinds = [
        word
        for word, is_there in (
            ("provisional", any(line.provisional - line.forecasts for line in own)),
            ("forecasts", any(line.forecasts for line in own)),
        )
        if is_there
    ]
    if kinds:
        found.append(f"Hollow points are {' or '.join(kinds)}.")
    if any(_has_gap(line) for line in own if line.role is not LineRole.PART):
        found.append("A gap in a line is a period without a figure.")
    for place, at in enumerate(spec.breaks):
        if 0 < at < len(spec.labels):
            why = break_note(spec, place).rstrip(".")
            said = f"Figures before {spec.labels[at]} are not comparable with those from then on"
            found.append(f"{said}: {why}." if why else f"{said}.")
    found += spec.notes
    if not spec.from_zero and not spec.refused and scale(spec).low != 0:
        found.append("The value axis does not start at nought.")
    return tuple(found)


def in_words(spec: ChartSpec) -> tuple[str, ...]:
    """The figures of a chart with too few points to draw, a sentence for each line; or why there is none."""
    if spec.refused:
        return (f"{spec.subject}.", spec.refused)
    found = []
    for line in spec.lines:
        points = [
            f"{printed(value, spec.decimals + line.finer, spec.is_percent)} in {label}"
            for label, value in zip(spec.labels, line.values, strict=True)
            if value is not None
        ]
        if points:
            start = f"{name(line)}: " if name(line) else ""
            found.append(f"{start}{', '.join(points)}.")
    return (f"{spec.subject}.", *found) if found else (f"{spec.subject}: no figures yet.",)


def _reached(spec: ChartSpec) -> list[Decimal]:
    """The values that the axis must reach: of parts that stand on one another, what they make."""
    is_stacked = spec.kind is ChartKind.STACKED
    alone = [line for line in spec.lines if not (is_stacked and line.role is LineRole.PART)]
    values = [v for line in alone for v in line.values if v is not None]
    if is_stacked:
        parts = [line.values for line in spec.lines if line.role is LineRole.PART]
        values += [
            sum((v for v in column if v is not None), Decimal(0)) for column in zip(*parts, strict=True)
        ]
    return [*values, *(spec.interval or ())]


def _has_gap(line: ChartLine) -> bool:
    given = [i for i, value in enumerate(line.values) if value is not None]
    return bool(given) and len(given) <= given[-1] - given[0]


def _step(least_step: Decimal, least: Decimal) -> Decimal:
    """The smallest round number not below either argument."""
    wanted = max(least_step, least)
    power = wanted.adjusted()
    for exponent in (power, power + 1):
        for factor in ("1", "2", "2.5", "5"):
            step = Decimal(factor).scaleb(exponent)
            if step >= wanted and _places(step) <= max(0, -least.adjusted()):
                return step.normalize()
    raise AssertionError("ten times a number is above it")


def _places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
