"""The small document with a red, an amber and a green measure, for tests of what shows statuses."""

from cspdesk.commands.rows import PutRows
from cspdesk.domain.choices import Status
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import new_target
from cspdesk.domain.tables import MeasureId, SeriesId, StatusOverride
from cspdesk.domain.unit import Unit
from tests.support.documents import LAST_QUARTER

THIRD = Period.quarter(2015, 3)


def judging() -> PutRows:
    """2.1 misses its target of 400 by 12 and 2.2 meets its of 30; the officer gives 1.3 amber.

    In Quarter 3 the officer gave 2.1 amber.
    """
    return PutRows(
        "Targets and statuses",
        (
            new_target(SeriesId("m21"), LAST_QUARTER, "400", Unit.COUNT),
            new_target(SeriesId("m22"), LAST_QUARTER, "30", Unit.COUNT),
            StatusOverride(
                measure=MeasureId("m13"),
                period=LAST_QUARTER,
                status=Status.AMBER,
                reason="Two beats were counted twice",
            ),
            StatusOverride(
                measure=MeasureId("m21"), period=THIRD, status=Status.AMBER, reason="A busy Christmas"
            ),
        ),
    )
