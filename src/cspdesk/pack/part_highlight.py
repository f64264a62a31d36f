"""The part of areas compared as charts: those of measures, and those under a title of their own."""

from collections.abc import Iterator

from cspdesk.analysis.area_chart import area_chart, areas_spec
from cspdesk.analysis.measure_charts import compared_in
from cspdesk.analysis.peers import chart_peers
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import placed
from cspdesk.domain.tables import PeerValue, Priority
from cspdesk.pack.blocks import Block, Chart
from cspdesk.pack.layouts import Part
from cspdesk.pack.making import Maker, Making


def _area_charts(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    """The newest comparison of each measure of a priority; outside them those with titles of their own."""
    charts = list(_of_measures(making, priority) if priority else _with_titles(making))
    if charts:
        yield from making.titled(part, "Areas compared", level=2 if priority else 1)
        yield from charts


def _of_measures(making: Making, priority: Priority) -> Iterator[Chart]:
    for item in placed(making.snapshot, priority, making.quarter):
        period = compared_in(making.snapshot, item, making.quarter)
        if period is not None:
            yield Chart(area_chart(making.snapshot, item, period))


def _with_titles(making: Making) -> Iterator[Chart]:
    """Comparisons that belong to no measure, each by its newest period up to the pack's quarter."""
    newest: dict[str, Period | None] = {}
    for row in making.snapshot.of(PeerValue):
        if row.measure is not None or not row.chart.strip():
            continue
        if row.period is not None and row.period.start > making.quarter.start:
            continue
        known = newest.get(row.chart)
        if row.chart not in newest or (
            row.period is not None and (known is None or row.period.end > known.end)
        ):
            newest[row.chart] = row.period
    for title, period in newest.items():
        yield Chart(areas_spec(chart_peers(making.snapshot, title, period)))


PARTS: dict[str, Maker] = {"area charts": _area_charts}
