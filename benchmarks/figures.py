"""Every figure of a long document beside a bare loop over nested lists, and one edit beside all of them."""

import itertools
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from benchmarks.large import MEASURES, QUARTERS, large, unit_of
from benchmarks.measure import Pair
from cspdesk.analysis.figure_book import FigureBook
from cspdesk.analysis.figures import MeasureFigures
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.desk.document import Document
from cspdesk.domain.catalogue import Row
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    MeasureId,
    Observation,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    SeriesId,
)
from cspdesk.domain.unit import Unit

_PLAN, _PRIORITY = PlanId("plan"), PriorityId("priority")
_YEARS = range(QUARTERS[0].year, QUARTERS[-1].year + 1)


def everything() -> Pair:
    """All figures of 500 measures in each of 48 quarters, from the rows; the floor only adds up."""
    with tempfile.TemporaryDirectory() as folder, large(Path(folder) / "ours.cspdesk") as store:
        store.run(PutRows("A plan", tuple(_plan())))
        snapshot = store.load()
    nested = _nested(snapshot)
    # The rows of each series, as the open document has them ready.
    snapshot.of(Observation).where("series", SeriesId("0"))

    def floor() -> list[Decimal | None]:
        return list(_years_to_date(nested))

    def each_quarter() -> Iterator[tuple[MeasureFigures, ...]]:
        book = FigureBook(snapshot, QUARTERS[0])
        return (book.at(quarter).all() for quarter in QUARTERS)

    def ours() -> None:
        for _ in each_quarter():
            pass

    _must_agree(list(each_quarter()), floor())
    return Pair(ours, floor, "a Decimal loop for the years to date alone")


def one_cell() -> Pair:
    """All figures of a quarter after one figure was typed, against working all of them out."""
    folder = tempfile.TemporaryDirectory()
    document = Document(large(Path(folder.name) / "ours.cspdesk"))
    document.do(PutRows("A plan", tuple(_plan())))
    heard: list[ChangeSet] = []
    document.changed.connect(heard.append)
    quarter = QUARTERS[-1]
    books = [FigureBook(document.snapshot, quarter)]
    books[0].all()
    numbers = itertools.count(1_000_000)

    def edit() -> None:
        document.do(SetFigures("Figure", (TypedCell(SeriesId("1"), quarter, f"{next(numbers):,}"),)))

    def floor() -> object:
        return FigureBook(document.snapshot, quarter).all()

    def ours() -> None:
        books.append(books.pop().advanced(heard[-1], document.snapshot))
        books[0].all()

    def reset() -> None:
        row = document.snapshot.of(Observation).get(SeriesId("1"), quarter)
        if row is None or books[0].all()[1].series[0].entered != row.value:
            raise RuntimeError("The edit did not reach the figures.")
        edit()

    def close() -> None:
        document.close()
        folder.cleanup()

    edit()
    return Pair(ours, floor, "all 500 measures worked out", runs=60, reset=reset, close=close)


def _years_to_date(nested: list[list[list[Decimal | None]]]) -> Iterator[Decimal | None]:
    for years in nested:
        for year in years:
            for count in (1, 2, 3, 4):
                total = Decimal(0)
                for value in year[:count]:
                    if value is None:
                        yield None
                        break
                    total += value
                else:
                    yield total


def _must_agree(figures: list[tuple[MeasureFigures, ...]], sums: list[Decimal | None]) -> None:
    """Both work on the same figures: the counts' years to date are those of the loop."""
    for place, added in enumerate(sums):
        measure, quarter = divmod(place, len(QUARTERS))
        now = figures[quarter][measure].series[0].year_to_date.now
        if unit_of(measure) is Unit.COUNT and now != added:
            raise RuntimeError("The figures and the loop do not agree.")


def _plan() -> list[Row]:
    """One plan without years that places every measure."""
    rows: list[Row] = [Plan(id=_PLAN), Priority(id=_PRIORITY, plan=_PLAN)]
    for number in range(MEASURES):
        measure, place = MeasureId(str(number)), PlacementId(str(number))
        rows.append(Placement(id=place, plan=_PLAN, priority=_PRIORITY, measure=measure, position=number))
    return rows


def _nested(snapshot: Snapshot) -> list[list[list[Decimal | None]]]:
    """The figures by measure, year and quarter."""
    rows = snapshot.of(Observation)

    def value(measure: int, quarter: Period) -> Decimal | None:
        row = rows.get(SeriesId(str(measure)), quarter)
        return row.value if row else None

    years = [Period.financial_year(year).quarters for year in _YEARS]
    return [[[value(measure, quarter) for quarter in year] for year in years] for measure in range(MEASURES)]
