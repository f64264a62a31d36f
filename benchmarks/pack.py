"""A board pack in Word, Excel and as a web page, beside bare libraries writing the same from ready data."""

import io
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import docx
import xlsxwriter

from benchmarks.large import EDITOR
from benchmarks.measure import Pair
from cspdesk.analysis.chart_style import FEWEST_POINTS
from cspdesk.analysis.charts import ChartSpec
from cspdesk.commands.rows import PutRows
from cspdesk.domain.catalogue import Row
from cspdesk.domain.choices import Polarity
from cspdesk.domain.period import Period, quarters_between
from cspdesk.domain.read_rows import observed
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Commentary,
    Measure,
    MeasureId,
    Observation,
    Partnership,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Series,
    SeriesId,
)
from cspdesk.domain.unit import Unit
from cspdesk.pack.blocks import Block, Chart, Heading, Note, Prose, Table
from cspdesk.pack.compose import compose
from cspdesk.pack.issue import PackRequest, make_pack
from cspdesk.pack.layouts import layout
from cspdesk.store.store import Store

PRIORITIES, MEASURES, MANY = 8, 60, 300
QUARTERS = quarters_between(Period.quarter(2013, 1), Period.quarter(2015, 4))
MOST_MB = 300


def three_formats() -> Pair:
    """60 measures with 60 charts, from the snapshot to three documents; the floor is given the blocks."""
    snapshot = _snapshot(MEASURES)
    blocks = compose(snapshot, QUARTERS[-1], layout("board")).blocks
    charts = [block.spec for block in blocks if isinstance(block, Chart)]
    if len(charts) != MEASURES:
        raise RuntimeError(f"The pack has {len(charts)} charts and not {MEASURES}.")

    def floor() -> None:
        _bare_word(blocks)
        _bare_excel(blocks, charts)

    what = f"bare python-docx and XlsxWriter; {_peak_mb(MEASURES)} MB of {MOST_MB} at the most"
    return Pair(lambda: _ours(snapshot), floor, what, runs=7)


def five_times_as_many() -> Pair:
    """300 measures beside five packs of 60: once the floor where the work grows as the measures do."""
    few, many = _snapshot(MEASURES), _snapshot(MANY)

    def floor() -> None:
        for _ in range(MANY // MEASURES):
            _ours(few)

    what = f"{MANY // MEASURES} packs of {MEASURES} measures; {_peak_mb(MANY)} MB at the most"
    return Pair(lambda: _ours(many), floor, what, runs=3)


def _ours(snapshot: Snapshot) -> None:
    make_pack(snapshot, PackRequest(QUARTERS[-1]))


def _bare_word(blocks: tuple[Block, ...]) -> None:
    """The same words and tables by python-docx, which has no charts: a figure's place is a line of words."""
    document = docx.Document()
    for block in blocks:
        match block:
            case Heading():
                document.add_heading(block.text, block.level)
            case Prose():
                for line in block.lines:
                    document.add_paragraph(line.text)
            case Note():
                document.add_paragraph(block.text)
            case Chart():
                document.add_paragraph(block.spec.title)
            case Table():
                table = document.add_table(len(block.rows) + 1, len(block.columns))
                texts = [[column.heading for column in block.columns]]
                texts += [[cell.text for cell in row] for row in block.rows]
                for row, words in zip(table.rows, texts, strict=True):
                    for cell, text in zip(row.cells, words, strict=True):
                        cell.text = text
            case _:
                pass
    document.save(io.BytesIO())


def _bare_excel(blocks: tuple[Block, ...], charts: list[ChartSpec]) -> None:
    """The same tables and charts by XlsxWriter; each chart once more, in a workbook as Word embeds one."""
    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
    for table in (block for block in blocks if isinstance(block, Table)):
        sheet = book.add_worksheet()
        for at, column in enumerate(table.columns):
            sheet.write_string(0, at, column.heading)
        for row, cells in enumerate(table.rows, 1):
            for at, cell in enumerate(cells):
                if cell.number is None:
                    sheet.write_string(row, at, cell.text)
                else:
                    sheet.write_number(row, at, cell.number)
    _bare_charts(book, charts)
    book.close()
    for spec in charts:
        embedded = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
        _bare_charts(embedded, [spec])
        embedded.close()


def _bare_charts(book: xlsxwriter.Workbook, charts: list[ChartSpec]) -> None:
    sheet = book.add_worksheet("Charts")
    top = 0
    for spec in charts:
        if spec.point_count < FEWEST_POINTS:
            continue
        drawn = book.add_chart({"type": "line"})
        last = top + len(spec.labels)
        for at, label in enumerate(spec.labels, top + 1):
            sheet.write_string(at, 0, label)
        for column, line in enumerate(spec.lines, 1):
            for at, value in enumerate(line.values, top + 1):
                if value is not None:
                    sheet.write_number(at, column, value)
            drawn.add_series(
                {
                    "name": line.label,
                    "categories": ["Charts", top + 1, 0, last, 0],
                    "values": ["Charts", top + 1, column, last, column],
                }
            )
        sheet.insert_chart(top, len(spec.lines) + 2, drawn)
        top = last + 2


@cache
def _snapshot(measures: int) -> Snapshot:
    """A plan of 8 priorities, three years of figures for each measure, and words for the newest quarter."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "pack.cspdesk", EDITOR)
        with store:
            store.run(PutRows("A plan with figures and words", tuple(_rows(measures))))
            return store.load()


def _rows(measures: int) -> Iterator[Row]:
    chance = random.Random(0)
    plan = PlanId("plan")
    yield Partnership(name="Riverbourne CSP")
    yield Plan(id=plan, title="Community Safety Plan")
    for place in range(PRIORITIES):
        yield Priority(
            id=PriorityId(str(place)),
            plan=plan,
            position=place,
            number=str(place + 1),
            title=f"Priority {place}",
        )
    for place in range(measures):
        key, series = MeasureId(str(place)), SeriesId(str(place))
        within, under = divmod(place, PRIORITIES)
        yield Measure(
            id=key, title=f"Measure {place}", position=place, unit=Unit.COUNT, polarity=Polarity.LOWER
        )
        yield Series(id=series, measure=key, headline=True)
        yield Placement(
            id=PlacementId(str(place)),
            plan=plan,
            priority=PriorityId(str(under)),
            measure=key,
            position=place,
            number=f"{under + 1}.{within + 1}",
        )
        for quarter in QUARTERS:
            typed = f"{chance.randrange(200, 500):,}"
            yield observed(Observation(series=series, period=quarter, typed=typed), Unit.COUNT)
        words = f"Patrols were kept up in area {place}, and the figure is watched. " * 4
        yield Commentary(measure=key, period=QUARTERS[-1], text=words.strip())


def _peak_mb(measures: int) -> int:
    """The most memory that a process needs which does nothing but write such a pack once, in megabytes."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.pack", str(measures)], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def _main(measures: int) -> None:
    import resource

    _ours(_snapshot(measures))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


if __name__ == "__main__":
    _main(int(sys.argv[1]))
