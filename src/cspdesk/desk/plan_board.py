"""The plan on a page, without widgets: each priority's measures as tiles, counted, filtered and kept true."""

from dataclasses import dataclass, replace

from cspdesk.analysis.charts import ChartSpec
from cspdesk.analysis.direction import Way, directions, first_known
from cspdesk.analysis.figures import NOT_DUE, SeriesFigures, measure_figures
from cspdesk.analysis.line import Line
from cspdesk.analysis.statements import number, reading_line
from cspdesk.analysis.status import Judgement, judged
from cspdesk.analysis.trend import spark_chart
from cspdesk.analysis.waiting import NOBODY, waiting_of
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.choices import Stage, Status
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, placed, plan_for, priorities
from cspdesk.domain.reading import State
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Baseline,
    Measure,
    MeasureId,
    Observation,
    Placement,
    Plan,
    Priority,
    Series,
    SeriesBreak,
    SeriesId,
    StatusOverride,
    Target,
)

_SHAPE = frozenset(row.TABLE.name for row in (Plan, Priority, Placement, Measure, Series))
"""Tables in which any change may concern any tile."""
_LONGEST_WORDS = 24
"""Longer words typed in a figure's place stand beside the state's own word."""
_SHORT_FORM = 4
"""What is no longer only says the state's word once more: "na", "N/A", "TBC"."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A measure in its one shape: what its tile says, in the order in which it says it."""

    placed: Placed
    figure: str
    """The figure as printed, else the word for why there is none: "412", "Missing"."""
    is_figure: bool
    beside: str
    """Beside the figure: its unit, or what was typed in its place."""
    reading: str
    judgement: Judgement
    way: Way | None
    """None where the measure has no comparator."""
    way_reason: str
    awaited: tuple[str, ...]
    """For each cell that is waited for, its state: "missing", "late" or "no return"."""
    chart: ChartSpec

    @property
    def measure(self) -> Measure:
        """The measure itself."""
        return self.placed.measure

    @property
    def owner(self) -> str:
        """Who returns its figures."""
        return self.measure.owner.strip() or NOBODY

    @property
    def status(self) -> Status:
        """Its status."""
        return self.judgement.status

    @property
    def direction(self) -> str:
        """The direction as a word, "Worse", or ""."""
        return self.way.value.capitalize() if self.way else ""

    def judged_earlier(self, quarter: Period) -> str:
        """Return the quarter that the status is of where that is an earlier one, "Quarter 3", else ""."""
        return "" if self.judgement.quarter == quarter else quarter_words(self.judgement.quarter, quarter)


@dataclass(frozen=True, slots=True)
class Band:
    """A priority with its tiles in the plan's order."""

    priority: Priority
    tiles: tuple[Tile, ...]

    @property
    def name(self) -> str:
        """Number and title."""
        return f"{self.priority.number} {self.priority.title}".strip() or "Priority without a title"


@dataclass(frozen=True, slots=True)
class PlanBoard:
    """The plan in a quarter."""

    title: str
    """The plan's title; "" where there is no plan."""
    priority_word: str
    quarter: Period
    bands: tuple[Band, ...]

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """Every tile in the plan's order."""
        return tuple([tile for band in self.bands for tile in band.tiles])

    @property
    def owners(self) -> tuple[str, ...]:
        """Who returns figures, each once, in the plan's order."""
        return tuple(dict.fromkeys(tile.owner for tile in self.tiles))

    def having(self, status: Status) -> tuple[Tile, ...]:
        """Return the tiles of a status."""
        return tuple([tile for tile in self.tiles if tile.status is status])

    @property
    def waiting(self) -> tuple[Tile, ...]:
        """The tiles of measures whose figures are not all in."""
        return tuple([tile for tile in self.tiles if tile.awaited])


@dataclass(frozen=True, slots=True)
class Filters:
    """Which tiles are wanted; as made, all of them."""

    owner: str = ""
    status: Status | None = None
    way: Way | None = None
    is_waiting: bool = False
    """Only measures whose figures are not all in."""
    measures: frozenset[MeasureId] | None = None
    """Only these measures: those that moved since a pack."""

    def lets_pass(self, tile: Tile) -> bool:
        """Whether a tile is wanted."""
        return (
            (not self.owner or tile.owner == self.owner)
            and (self.status is None or tile.status is self.status)
            and (self.way is None or tile.way is self.way)
            and (not self.is_waiting or bool(tile.awaited))
            and (self.measures is None or tile.measure.id in self.measures)
        )


ALL = Filters()


def plan_board(snapshot: Snapshot, quarter: Period) -> PlanBoard:
    """Return the plan of a quarter as tiles."""
    plan = plan_for(snapshot, quarter)
    bands = [
        Band(
            priority,
            tuple([_tile(snapshot, item, quarter) for item in placed(snapshot, priority, quarter)]),
        )
        for priority in priorities(snapshot, plan)
    ]
    if plan is None:
        return PlanBoard("", "Priority", quarter, ())
    return PlanBoard(plan.title, plan.priority_word.strip() or "Priority", quarter, tuple(bands))


def advanced(board: PlanBoard, change_set: ChangeSet, before: Snapshot, after: Snapshot) -> PlanBoard:
    """Return the board after an edit; tiles that it does not concern are the very same objects."""
    touched = _touched(change_set, before, after)
    if touched is None:
        return plan_board(after, board.quarter)
    if not touched:
        return board
    bands = [
        Band(
            band.priority,
            tuple(
                [
                    _tile(after, tile.placed, board.quarter) if tile.measure.id in touched else tile
                    for tile in band.tiles
                ]
            ),
        )
        for band in board.bands
    ]
    return replace(board, bands=tuple(bands))


def passing(board: PlanBoard, filters: Filters) -> tuple[Band, ...]:
    """Return the bands with the tiles wanted; priorities without any fall away once something is filtered."""
    if filters == ALL:
        return board.bands
    kept = (Band(band.priority, tuple(filter(filters.lets_pass, band.tiles))) for band in board.bands)
    return tuple([band for band in kept if band.tiles])


def standing(snapshot: Snapshot, item: Placed, quarter: Period) -> tuple[str, Judgement]:
    """Return a measure's figure in words and its status, as a tile or a pack of that quarter has them."""
    figures = measure_figures(snapshot, item, quarter)
    words, _, _ = _figure(snapshot, item.measure, figures.headline, quarter)
    return words, judged(snapshot, item, quarter, figures)


def quarter_words(period: Period, beside: Period) -> str:
    """Return a quarter's name beside another: "Quarter 3", with its year where that differs."""
    is_near = period.index and period.of_year == beside.of_year
    return f"Quarter {period.index}" if is_near else period.label


def spoken(tile: Tile, quarter: Period, was: str = "") -> str:
    """Return all that a tile says, in its order, as one line for a screen reader."""
    figure = f"{tile.figure} {tile.beside}".strip()
    earlier = tile.judged_earlier(quarter)
    status = f"{tile.judgement.word}, {earlier}" if earlier else tile.judgement.word
    return ". ".join(
        part for part in (tile.placed.name, figure, tile.reading, status, tile.direction, was) if part
    )


def tip(tile: Tile, was: str = "") -> str:
    """Return why a tile says what it says, a sentence a line."""
    given = " Given by the officer." if tile.judgement.is_override else ""
    lines = [tile.placed.name, f"{tile.reading}.", f"{tile.judgement.word}: {tile.judgement.reason}.{given}"]
    if tile.direction:
        lines.append(f"{tile.direction}: {tile.way_reason}.")
    return "\n".join([*lines, f"{was}."] if was else lines)


def _tile(snapshot: Snapshot, item: Placed, quarter: Period) -> Tile:
    figures = measure_figures(snapshot, item, quarter)
    line, measure = figures.headline, item.measure
    words, beside, is_figure = _figure(snapshot, measure, line, quarter)
    _, missing = waiting_of(snapshot, item, quarter)
    # What the figure's own place does not say: which other series are waited for.
    others = [f"{cell.series.label} {cell.state}" for cell in missing if line and cell.series != line.series]
    direction = first_known(item, directions(snapshot, item, quarter, figures))
    return Tile(
        placed=item,
        figure=words,
        is_figure=is_figure,
        beside="; ".join(filter(None, (beside, *others))),
        reading=reading_line(measure, line) if line else "No series is set up for it",
        judgement=judged(snapshot, item, quarter, figures),
        way=direction.way if direction else None,
        way_reason=direction.reason if direction else "",
        awaited=tuple([cell.state for cell in missing]),
        chart=spark_chart(snapshot, item, quarter),
    )


def _figure(
    snapshot: Snapshot, measure: Measure, figures: SeriesFigures | None, quarter: Period
) -> tuple[str, str, bool]:
    """The figure's words, what stands beside them, and whether they are a figure."""
    if figures is None:
        return "No figures", "", False
    value = figures.quarter.now if figures.quarter.now is not None else figures.entered
    if value is not None:
        return number(measure, value), measure.unit_label, True
    newest = figures.newest
    if figures.state == NOT_DUE and newest is not None:
        named = ", ".join(filter(None, (measure.unit_label, newest.period.label)))
        return number(measure, newest.value), named, True
    if measure.stage is Stage.FORMULATED:
        return "Being formulated", "", False
    line = Line(snapshot, measure, figures.series)
    row = line.observed(line.cell(quarter))
    typed = " ".join(row.typed.split()) if row else ""
    if figures.state == State.TEXT_ONLY.value:
        short = len(typed) <= _LONGEST_WORDS
        return (typed, "", False) if short else ("In words", typed, False)
    # "late: police, 24 May" stands as "Late", and beside it who and when.
    more = typed[len(figures.state) :].lstrip(" :,;-") if typed.lower().startswith(figures.state) else typed
    return figures.state.capitalize(), more if len(more) > _SHORT_FORM else "", False


def _touched(change_set: ChangeSet, before: Snapshot, after: Snapshot) -> set[MeasureId] | None:
    """The measures whose tiles an edit may alter; None where it may be any."""
    if change_set.tables & _SHAPE:
        return None
    lines = {
        SeriesId(str(change.key[0]))
        for row_type in (Observation, Target, SeriesBreak)
        for change in change_set.of(row_type)
    }
    for change in change_set.of(Baseline):
        rows = (each.of(Baseline).get(change.key[0]) for each in (before, after))
        lines.update(row.series for row in rows if row is not None)
    measures = {MeasureId(str(change.key[0])) for change in change_set.of(StatusOverride)}
    found = (after.of(Series).get(line) for line in lines)
    return measures.union(row.measure for row in found if row is not None)
