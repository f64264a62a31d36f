"""Parts of a priority's page that are words: report text, projects, countywide rows and areas."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from cspdesk.analysis.overdue import oldest_first
from cspdesk.domain.choices import ActionState
from cspdesk.domain.period import Period
from cspdesk.domain.pictures import picture_size
from cspdesk.domain.sections import SectionKind
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    CountywideRow,
    PackIssue,
    PeerValue,
    Priority,
    PriorityId,
    Project,
    ProjectUpdate,
    ReportItem,
)
from cspdesk.domain.tables import Picture as PictureRow
from cspdesk.domain.text import Line, LineKind, Span, lines
from cspdesk.pack.blocks import Block, Cell, CellKind, Column, Heading, Picture, Prose, Table
from cspdesk.pack.cells import Remarks, text_cell
from cspdesk.pack.fields import Fields, cell_of
from cspdesk.pack.layouts import Part
from cspdesk.pack.naming import Anchors
from cspdesk.pack.own_columns import arranged, told_once


def section_blocks(
    kind: SectionKind,
    snapshot: Snapshot,
    priority: PriorityId | None,
    quarter: Period,
    anchors: Anchors,
    fields: Fields,
    level: int = 2,
    first: int = 1,
) -> Iterator[Block]:
    """A section of report text: one text runs as prose, several as bullets, decisions with numbers.

    Its pictures follow its texts. A numbered section counts from `first`.
    """
    items = [
        item
        for item in snapshot.of(ReportItem).where("priority", priority)
        if item.period == quarter and item.section == kind.key and lines(item.text)
    ]
    pictures = section_pictures(kind, snapshot, priority, quarter)
    if items or pictures:
        yield Heading(level, kind.title, anchors.new(kind.title))
    if items:
        written = [
            (f"report_item/{item.id}", line)
            for place, item in enumerate(items, first)
            for line in _written(kind, item, place, fields, _home(snapshot, priority), is_one=len(items) == 1)
        ]
        yield Prose(tuple(line for _, line in written), rows=tuple(row for row, _ in written))
    yield from pictures


def section_pictures(
    kind: SectionKind, snapshot: Snapshot, priority: PriorityId | None, quarter: Period
) -> tuple[Picture, ...]:
    """Return the pictures of a section of report text."""
    return tuple(
        _picture(row, size)
        for row in snapshot.of(PictureRow).where("priority", priority)
        if row.period == quarter and row.section == kind.key and (size := picture_size(row.image))
    )


def _written(
    kind: SectionKind, item: ReportItem, place: int, fields: Fields, about: str, *, is_one: bool
) -> Iterator[Line]:
    opening, *rest = fields.lines(item.text, kind.title, about=about)
    when = item.when.strip()
    spans = (Span(f"{when}: ", bold=True), *opening.spans) if when else opening.spans
    if kind.numbered:
        yield Line(LineKind.NUMBERED, spans, place)
    elif when or not is_one:
        yield Line(LineKind.BULLET, spans)
    else:
        yield Line(opening.kind, spans, opening.number)
    yield from rest
    if outcome := fields.lines(item.outcome, f"{kind.title}, outcome", about=about):
        said = outcome[0]
        yield Line(LineKind.PARAGRAPH, (Span("Outcome: ", bold=True), *said.spans))
        yield from outcome[1:]


def _home(snapshot: Snapshot, priority: PriorityId | None) -> str:
    """What a priority is called in a message; a text of none is one of the whole pack."""
    row = snapshot.of(Priority).get(priority) if priority else None
    return f"{row.number} {row.title}".strip() if row else "Whole pack"


def _picture(row: PictureRow, size: tuple[int, int]) -> Picture:
    return Picture(
        row.image,
        *size,
        caption=row.caption.strip(),
        source=row.source.strip(),
        # A reader must hear that there is something, even where nobody has said what.
        description=" ".join(row.alt_text.split()) or row.caption.strip() or "Picture without a description",
    )


PROJECT_COLUMNS = {
    "project": Column("Project", weight=18),
    "performance": Column("Performance", weight=38),
    "further action": Column("Further action", weight=26),
    "lead": Column("Lead", weight=12),
}
COUNTYWIDE_COLUMNS = {
    "county priority": Column("County priority", weight=16),
    "baseline and target": Column("Baseline and target", weight=16),
    "county performance": Column("County performance", weight=16),
    "local performance": Column("Local performance", weight=16),
    "comments": Column("Comments", weight=34),
}


def project_table(
    snapshot: Snapshot,
    priority: Priority,
    quarter: Period,
    key: str,
    part: Part | None = None,
    fields: Fields | None = None,
) -> Table | None:
    """The projects with what they did in the quarter, what comes next, and who leads.

    The columns are the part's, of PROJECT_COLUMNS; InputError is raised for one that there is not.
    """
    fields = fields or Fields(snapshot, quarter)
    rows: list[dict[str, Cell]] = []
    told_since = last_pack(snapshot, quarter)
    for project in snapshot.of(Project).where("priority", priority.id):
        updates = [
            update
            for update in oldest_first(snapshot.of(ProjectUpdate).where("project", project.id))
            if _is_told(update, told_since, quarter) and (update.text.strip() or update.when.strip())
        ]
        actions = [
            action
            for action in snapshot.of(Action).where("project", project.id)
            if is_open_in(action, quarter) and (action.text.strip() or action.due.strip())
        ]
        if project.closed and not updates and not actions:
            continue
        name = project.title.strip()
        did = [
            (
                f"project_update/{each.id}",
                fields.lines(_dated(each.when, each.text), "Update", about=name, period=each.period),
            )
            for each in updates
        ]
        to_do = [
            (f"action/{each.id}", fields.lines(_to_do(each, quarter), "Action", about=name))
            for each in actions
        ]
        rows.append(
            {
                "project": text_cell(project.title or "Project without a title"),
                "performance": _several(did) or text_cell("No update was given for this quarter."),
                "further action": _several(to_do) or text_cell("None open."),
                "lead": text_cell(project.leads or "Not named."),
            }
        )
    if not rows:
        return None
    columns, cells = arranged(part, PROJECT_COLUMNS, rows)
    return Table(
        title=f"What each project did, {quarter.label}",
        columns=columns,
        rows=cells,
        key=key,
        wide=part is not None and bool(part.option("landscape", False)),
        description="Each project with what it did, what comes next and who leads.",
    )


def countywide_table(
    snapshot: Snapshot,
    priority: Priority,
    quarter: Period,
    key: str,
    part: Part | None = None,
    fields: Fields | None = None,
) -> Table | None:
    """The county's priorities beside the local work; a comment on several of them stands under the table.

    The columns are the part's, of COUNTYWIDE_COLUMNS; InputError is raised for one that there is not.
    """
    found = [
        row for row in snapshot.of(CountywideRow).where("priority", priority.id) if row.period == quarter
    ]
    if not found:
        return None
    fields = fields or Fields(snapshot, quarter)
    remarks = Remarks()
    cell = partial(fields.cell, part="Countywide row")
    said = [
        replace(cell(row.comments or "None", about=row.title), row=f"countywide_row/{row.id}")
        for row in found
    ]
    comments = told_once(said, [row.title for row in found], remarks)
    columns, cells = arranged(
        part,
        COUNTYWIDE_COLUMNS,
        [
            {
                "county priority": text_cell(row.title),
                "baseline and target": cell(row.baseline_target or "Not given", about=row.title),
                "county performance": cell(row.county_performance or "Not given", about=row.title),
                "local performance": cell(row.local_performance or "Not given", about=row.title),
                "comments": comment,
            }
            for row, comment in zip(found, comments, strict=True)
        ],
    )
    return Table(
        title=f"County priorities beside the local work, {quarter.label}",
        columns=columns,
        rows=cells,
        key=key,
        notes=remarks.lines(),
        wide=part is not None and bool(part.option("landscape", False)),
        description="Each county priority with its target, the county's and the local performance.",
    )


def area_table(title: str, values: Iterable[PeerValue], key: str) -> Table:
    """Areas side by side, as they were given; columns that no area fills are left out."""
    rows = list(values)
    sources = dict.fromkeys(row.source for row in rows if row.source)
    given = {
        "Count": [row.count for row in rows],
        "Population": [row.population for row in rows],
        "Rate as published": [row.value for row in rows],
    }
    filled = {heading: numbers for heading, numbers in given.items() if any(n is not None for n in numbers)}
    areas = [Cell(f"{row.area} (this area)" if row.own else row.area) for row in rows]
    return Table(
        title=title,
        columns=(Column("Area", weight=40), *(Column(heading, CellKind.FIGURE, 16) for heading in filled)),
        rows=tuple(
            (area, *map(_as_given, numbers)) for area, *numbers in zip(areas, *filled.values(), strict=True)
        ),
        key=key,
        source="; ".join(sources),
        description=f"{title}: one row for each area.",
    )


def _as_given(number: Decimal | None) -> Cell:
    """A published figure with as many decimals as it came with."""
    if number is None:
        return Cell()
    return Cell(f"{number:,f}", number, max(0, -int(number.as_tuple().exponent)))


def _several(texts: Sequence[tuple[str, tuple[Line, ...]]]) -> Cell | None:
    """The texts of several rows in one cell, each line knowing its row; None where there are no words."""
    told = [(row, line) for row, found in texts for line in found]
    if not told:
        return None
    return replace(cell_of(tuple(line for _, line in told)), rows=tuple(row for row, _ in told))


def _dated(when: str, text: str) -> str:
    """A text behind its date; bullets and numbered lines begin under it."""
    if not when:
        return text
    head = f"**{when.rstrip(' :')}:**"
    first = next(iter(lines(text)), None)
    is_list = first is not None and first.kind is not LineKind.PARAGRAPH
    return f"{head}\n{text}" if is_list else f"{head} {text}".rstrip()


def _to_do(action: Action, quarter: Period) -> str:
    """An action with its number and date, who does it, that it is closed by then, and how it stands."""
    said = f"{action.text} ({action.owner})" if action.owner else action.text
    closed = action.closed_period
    is_closed = action.state is not ActionState.OPEN and closed is not None and closed <= quarter
    more = [f"{action.state.value.capitalize()}." if is_closed else "", action.progress.strip()]
    told = " ".join(part for part in more if part)
    if told and said and not said.endswith((".", "!", "?", ":")):
        said += "."
    return _dated(", ".join(part for part in (action.number, action.due) if part), f"{said} {told}".strip())


def last_pack(snapshot: Snapshot, quarter: Period) -> Period | None:
    """Return the newest quarter before this one whose pack was issued, or None."""
    issued = (issue.period for issue in snapshot.of(PackIssue))
    return max((period for period in issued if period < quarter), default=None)


def _is_told(update: ProjectUpdate, since: Period | None, quarter: Period) -> bool:
    """Whether an update is of the quarter or, after an issued pack, of one since that pack."""
    if update.period is None or update.period == quarter:
        return True
    return since is not None and since < update.period < quarter


def is_open_in(action: Action, quarter: Period) -> bool:
    """Whether an action stood open at some time in the quarter."""
    raised, closed = action.raised_period, action.closed_period
    if raised is not None and raised > quarter:
        return False
    if closed is not None:
        return closed >= quarter
    return action.state is ActionState.OPEN
