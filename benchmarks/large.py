"""The large document of the benchmarks: 500 measures, 48 quarters, figures as people type them."""

import random
from pathlib import Path

from cspdesk.commands.rows import PutRows
from cspdesk.domain.catalogue import Row
from cspdesk.domain.period import Period, quarters_between
from cspdesk.domain.read_rows import observed
from cspdesk.domain.tables import Measure, MeasureId, Observation, Series, SeriesId
from cspdesk.domain.unit import Unit
from cspdesk.store.store import Editor, Store

MEASURES, QUARTERS = 500, quarters_between(Period.quarter(2004, 1), Period.quarter(2015, 4))
EDITOR = Editor("Benchmark", "here")


def large(path: Path, quarters: tuple[Period, ...] = QUARTERS) -> Store:
    """Make the document, with figures in these quarters, and return it open for writing."""
    store = Store.create(path, EDITOR)
    rows: list[Row] = []
    for number in range(MEASURES):
        measure = Measure(
            id=MeasureId(str(number)), title=f"Measure {number}", position=number, unit=unit_of(number)
        )
        rows += [measure, Series(id=SeriesId(str(number)), measure=measure.id, headline=True)]
    rows += sheet(quarters, seed=0)
    store.run(PutRows("A large document", tuple(rows)))
    return store


def unit_of(measure: int) -> Unit:
    """Every third measure is a percentage, the others are counts."""
    return Unit.COUNT if measure % 3 else Unit.PERCENT


def sheet(quarters: tuple[Period, ...], seed: int) -> list[Observation]:
    """A figure for every measure and quarter, read; another seed below 10 gives another in every cell."""
    chance = random.Random(seed)
    return [
        observed(
            Observation(
                series=SeriesId(str(measure)),
                period=quarter,
                typed=_figure(chance, unit_of(measure), seed),
            ),
            unit_of(measure),
        )
        for measure in range(MEASURES)
        for quarter in quarters
    ]


def _figure(chance: random.Random, unit: Unit, seed: int) -> str:
    """ "1,204", "417 [p]", "55% (12 of 22)", now and then words; a number's last digit is the seed."""
    if chance.random() < 0.05:
        return f"late: police, {seed + 1} May" if chance.random() < 0.2 else ("na", "TBC", "no return")[seed]
    count = 10 * chance.randrange(2_000) + seed
    if unit is Unit.COUNT:
        return f"{count:,}" if chance.random() < 0.8 else f"{count} [p]"
    whole = count + chance.randrange(400) + 1
    return f"{(200 * count + whole) // (2 * whole)}% ({count} of {whole})"
