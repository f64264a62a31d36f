"""The points of a control chart that say something, as a pack draws them."""

from cspdesk.analysis.charts import ChartLine, Mark

MARKS = {
    Mark.IMPROVEMENT: ("diamond", "28A197"),
    Mark.CONCERN: ("square", "F46A25"),
    Mark.NEUTRAL: ("triangle", "801650"),
}
"""Shape and fill of each mark; its word stands beside the first of a run."""


def first_marks(line: ChartLine) -> tuple[tuple[int, Mark], ...]:
    """Return the first of each run of points that are marked alike: one word is enough for all of them."""
    marks = dict(line.marks)
    return tuple((at, mark) for at, mark in line.marks if marks.get(at - 1) is not mark)
