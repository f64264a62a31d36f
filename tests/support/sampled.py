"""The sample partnerships as snapshots, each loaded once."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cspdesk.app.samples import new_from_book, sample
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.plan_view import Placed, placed_in, plan_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Observation
from tests.support.documents import EDITOR

SAMPLES = ("quarter-narrative", "rolling-year", "target-actual", "highlight")


@cache
def loaded(name: str) -> Snapshot:
    """A sample by its name."""
    with TemporaryDirectory() as folder:
        opened, _ = new_from_book(Path(folder, "sample.cspdesk"), sample(name).folder, EDITOR)
        with opened:
            return opened.load()


def placed_as(snapshot: Snapshot, name: str, quarter: Period) -> Placed:
    """The measure with a number or a title in a quarter's plan."""
    found = placed_in(snapshot, plan_for(snapshot, quarter), quarter)
    return next(each for each in found if name in (each.number, each.measure.title))


def quarters_of(snapshot: Snapshot) -> list[Period]:
    """The quarters for which anything was typed."""
    return sorted({row.period for row in snapshot.of(Observation) if row.period.grain is Grain.QUARTER})
