"""Live fields said in the sample that tells a published report."""

from cspdesk.analysis.live_fields import FieldPlace, say
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, MeasureId
from tests.support.read_back import sample_snapshot


def report() -> Snapshot:
    """The published report that the sample tells, with its figures typed in."""
    return sample_snapshot("quarter-narrative")


def place(quarter: int, title: str = "") -> FieldPlace:
    """A quarter of 2015/16, of the measure with a title or of none."""
    return FieldPlace(Period.quarter(2015, quarter), _measure_called(title) if title else None)


def _measure_called(title: str) -> MeasureId:
    return next(row.id for row in report().of(Measure) if row.title == title)


def words(field: str, quarter: int = 4, title: str = "") -> str:
    """What a field says, which it can."""
    said = say(report(), field, place(quarter, title))
    assert not said.problem, said.problem
    return said.words


def problem(field: str, quarter: int = 4, title: str = "") -> str:
    """Why a field cannot be said."""
    said = say(report(), field, place(quarter, title))
    assert not said.words
    return said.problem
