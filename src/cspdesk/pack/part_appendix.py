"""The appendix: every figure of two years, what changed since the board saw it, short forms and methods."""

from collections.abc import Iterable, Iterator

from cspdesk.analysis.abbreviations import abbreviation_table
from cspdesk.analysis.changed_figures import ChangedFigure, changed_figures
from cspdesk.analysis.edges import year_ago
from cspdesk.analysis.line import Line
from cspdesk.commands.own_words import gives_full_words
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, placed_in, series_of
from cspdesk.domain.tables import PackIssue, Priority
from cspdesk.domain.text import Line as TextLine
from cspdesk.domain.text import LineKind, Span
from cspdesk.pack.abbreviations import listed
from cspdesk.pack.blocks import Block, Cell, CellKind, Column, Note, Prose, Table
from cspdesk.pack.cells import Remarks, quarter_cell, row_name
from cspdesk.pack.layouts import Part
from cspdesk.pack.making import Maker, Making

METHODS = (
    (
        "Year to date",
        "the quarters from Quarter 1 to the quarter of this pack, added up. Percentages and rates are worked "
        "out anew from the counts behind them and never averaged; where a measure is a level, such as a "
        "caseload, its last figure stands for the year. Where a quarter is missing there is no year to date.",
    ),
    (
        "Change",
        "the figure less the figure it is compared with, which is always named. The percentage beside it is "
        "one of the earlier figure, to one decimal, halves rounded up. Two percentages are compared in "
        "points. Figures on either side of a change in counting are not compared.",
    ),
    (
        "Status",
        "green, amber or red against the measure's own target, baseline or last year, whichever is set for "
        "it, within the tolerances set for it. Grey is not judged: the measure is only monitored, or there "
        "is nothing to judge it by. Where the quarter has no figure, the newest one is judged and its "
        "quarter named. An officer may give another status with a reason.",
    ),
    (
        "Direction",
        "better or worse, not up or down: it takes into account whether more or less is wanted, and names "
        "what the figure is compared with.",
    ),
    (
        "Outlook",
        "where the measure is expected to end, in the judgement of the officer; it is not worked out.",
    ),
)
"""What each word of the pack's tables stands for, and how it is worked out."""
CHANCE = (
    "Chance",
    "two counts are called different only where chance alone would make so large a difference in fewer than "
    "one of twenty cases (an exact test); two percentages where the 95% interval of their difference leaves "
    "out 0.",
)
LIMITS = (
    "Limits",
    "the limits of a control chart are the mean and 2.66 times the mean difference of neighbouring figures "
    "above and below it; a figure outside them is not explained by chance.",
)


def _appendix(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    yield making.heading(1, part.heading or "Appendix", new_page=True)


def _data(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    """All series by the quarters of last year and this."""
    found = placed_in(making.snapshot, making.plan, making.quarter)
    if not found:
        return
    last = year_ago(making.quarter.of_year)
    years = [year for year in (last, making.quarter.of_year) if year]
    quarters = [quarter for year in years for quarter in year.quarters if quarter <= making.quarter]
    remarks = Remarks()
    rows = list(_rows(making, found, quarters, remarks))
    columns = (
        Column("No", weight=6),
        Column("Measure", weight=44),
        *(Column(each.short_label, CellKind.FIGURE, 8) for each in quarters),
    )
    # A year that the file does not hold, and numbers that no measure has, would only take room.
    kept = [at for at in range(len(columns)) if any(row[at].text for row in rows)]
    yield from making.titled(part, "Figures by quarter")
    yield Table(
        title=f"Every figure, {' and '.join(year.year_label for year in years)}",
        columns=tuple(columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in rows),
        key=making.anchors.key("figures by quarter"),
        notes=remarks.lines(),
        wide=bool(part.option("landscape", True)),
        description="One row for each series of each measure, one column for each quarter.",
    )


def _rows(
    making: Making, found: Iterable[Placed], quarters: list[Period], remarks: Remarks
) -> Iterator[tuple[Cell, ...]]:
    for item in found:
        for series in series_of(making.snapshot, item.measure.id):
            line = Line(making.snapshot, item.measure, series)
            cells = []
            for quarter in quarters:
                place = f"{item.number or item.measure.title}, {quarter.short_label}"
                typed = line.observed(line.cell(quarter))
                cells.append(remarks.shortened(quarter_cell(line, quarter, making.quarter), typed, place))
            yield (Cell(item.number), Cell(row_name(item, line)), *cells)


def _revisions(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    """What was revised since the board saw it, and what is reported since; that nothing was, if so."""
    found = changed_figures(making.snapshot, making.quarter)
    # A quarter's own pack is none of the earlier ones, or issuing it would change it.
    has_issues = any(issue.period < making.quarter for issue in making.snapshot.of(PackIssue))
    if not found and not has_issues:
        return
    yield from making.titled(part, "Revised and late figures")
    if not found:
        yield Note("No figure that an earlier pack printed has changed since, and none has come in late.")
    revised = [figure for figure in found if figure.is_revised]
    reported = [figure for figure in found if not figure.is_revised]
    if revised:
        yield _changes(making, "Revised since the board saw them", revised)
    if reported:
        yield _changes(making, "Reported since last time", reported)


def _changes(making: Making, title: str, figures: list[ChangedFigure]) -> Table:
    is_revised = figures[0].is_revised
    seen = (Column("Was", CellKind.FIGURE, 12),) if is_revised else ()
    return Table(
        title=title,
        columns=(
            Column("Measure", weight=28),
            Column("Period", weight=16),
            *seen,
            Column("Is now", CellKind.FIGURE, 12),
            Column("Since", weight=18),
            Column("Reason", weight=24),
        ),
        rows=tuple(
            (
                Cell(figure.name),
                Cell(figure.period.label),
                *((Cell(figure.seen),) if is_revised else ()),
                Cell(figure.now or "Taken out"),
                Cell(figure.pack[:1].upper() + figure.pack[1:]),
                Cell(figure.reason or "No reason is recorded."),
            )
            for figure in figures
        ),
        key=making.anchors.key(title),
        description=f"{title}: one row for each figure with its period, what it was and the reason.",
    )


def _methods(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    """How the figures are worked out, in plain words; of chance and limits only where the layout says so."""
    told = [*METHODS]
    told += [CHANCE] if part.option("chance", False) else []
    told += [LIMITS] if part.option("limits", False) else []
    yield from making.titled(part, "How the figures are worked out")
    yield Prose(
        tuple(TextLine(LineKind.BULLET, (Span(f"{name}: ", bold=True), Span(words))) for name, words in told)
    )


def _abbreviations(making: Making, part: Part, priority: Priority | None) -> Iterator[Block]:
    """The short forms of the file, unless the pack gives them in full and lists them at its end.

    Once all of the pack is made, `abbreviations.only_used` leaves those that its texts use.
    """
    table = abbreviation_table(making.snapshot)
    if not table or gives_full_words(making.snapshot):
        return
    yield from making.titled(part, "Abbreviations")
    yield listed(table, making.anchors)


PARTS: dict[str, Maker] = {
    "appendix": _appendix,
    "data": _data,
    "revisions": _revisions,
    "abbreviations": _abbreviations,
    "methods": _methods,
}
