"""Projects with their updates, and actions: adding, writing, moving and closing them."""

from dataclasses import dataclass, replace
from typing import Any, TypeVar

from cspdesk.commands.arrange import next_position
from cspdesk.domain.catalogue import Row
from cspdesk.domain.changes import Edits
from cspdesk.domain.choices import ActionState
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Meeting,
    MeetingId,
    Priority,
    PriorityId,
    Project,
    ProjectId,
    ProjectUpdate,
    ReportItem,
    ReportItemId,
    UpdateId,
)
from cspdesk.domain.text import MAX_TEXT, clean

MAX_LINE = 500
"""The most characters of a title, a name or a date."""

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class AddProject:
    """Add a project behind the others of a priority."""

    label: str
    project: ProjectId
    priority: PriorityId
    title: str = ""

    def apply(self, edits: Edits) -> None:
        """Add it. Raises RefusedError for a priority that is gone or retired, and for too long a title."""
        _check_priority(edits, self.priority)
        at = next_position(edits, Project, priority=self.priority)
        title = _line(self.title, "title")
        edits.put(Project(id=self.project, priority=self.priority, position=at, title=title))


@dataclass(frozen=True, slots=True)
class SetProject:
    """Write what is given of a project; None leaves a field as it is."""

    label: str
    project: ProjectId
    title: str | None = None
    leads: str | None = None
    closed: bool | None = None

    def apply(self, edits: Edits) -> None:
        """Write it. Raises RefusedError for a project that is gone and for too long a line."""
        row = _there(edits, Project, self.project)
        given: dict[str, Any] = {}
        if self.title is not None:
            given["title"] = _line(self.title, "title")
        if self.leads is not None:
            given["leads"] = _line(self.leads, "line of leads")
        if self.closed is not None:
            given["closed"] = self.closed
        edits.put(replace(row, **given))


@dataclass(frozen=True, slots=True)
class MoveProject:
    """Move a project behind the others of another priority."""

    label: str
    project: ProjectId
    priority: PriorityId

    def apply(self, edits: Edits) -> None:
        """Move it. Raises RefusedError for a priority that is gone or retired."""
        row = _there(edits, Project, self.project)
        if row.priority == self.priority:
            return
        _check_priority(edits, self.priority)
        at = next_position(edits, Project, priority=self.priority)
        edits.put(replace(row, priority=self.priority, position=at))


@dataclass(frozen=True, slots=True)
class AddUpdate:
    """Add an update to a project, reported in a quarter."""

    label: str
    update: UpdateId
    project: ProjectId
    period: Period | None
    when: str = ""
    text: str = ""

    def apply(self, edits: Edits) -> None:
        """Add it. Raises RefusedError for a project that is gone and for too long a text."""
        _there(edits, Project, self.project)
        edits.put(
            ProjectUpdate(
                id=self.update,
                project=self.project,
                period=self.period,
                position=next_position(edits, ProjectUpdate, project=self.project),
                when=_line(self.when, "date"),
                text=_text(self.text),
            )
        )


@dataclass(frozen=True, slots=True)
class WriteUpdate:
    """Write an update's date, as typed, or its text; None leaves a field as it is."""

    label: str
    update: UpdateId
    when: str | None = None
    text: str | None = None

    def apply(self, edits: Edits) -> None:
        """Write it. Raises RefusedError for an update that is gone and for too long a text."""
        row = _there(edits, ProjectUpdate, self.update)
        given: dict[str, Any] = {}
        if self.when is not None:
            given["when"] = _line(self.when, "date")
        if self.text is not None:
            given["text"] = _text(self.text)
        edits.put(replace(row, **given))


@dataclass(frozen=True, slots=True)
class SetUpdateQuarter:
    """Report an update in another quarter; None reports it in every pack."""

    label: str
    update: UpdateId
    period: Period | None

    def apply(self, edits: Edits) -> None:
        """Keep the quarter. Raises RefusedError for an update that is gone."""
        edits.put(replace(_there(edits, ProjectUpdate, self.update), period=self.period))


@dataclass(frozen=True, slots=True)
class AddAction:
    """Add an action to a project, a decision or a meeting, or to none of them."""

    label: str
    action: ActionId
    raised: Period | None
    project: ProjectId | None = None
    decision: ReportItemId | None = None
    meeting: MeetingId | None = None
    text: str = ""

    def apply(self, edits: Edits) -> None:
        """Add it behind the others there.

        Raises RefusedError where what it belongs to is gone, and for too long a text.
        """
        at = _place_in(edits, self.project, self.decision, self.meeting)
        edits.put(
            Action(
                id=self.action,
                project=self.project,
                decision=self.decision,
                meeting=self.meeting,
                position=at,
                text=_text(self.text),
                raised_period=self.raised,
            )
        )


@dataclass(frozen=True, slots=True)
class WriteAction:
    """Write what is given of an action; None leaves a field as it is."""

    label: str
    action: ActionId
    number: str | None = None
    text: str | None = None
    owner: str | None = None
    due: str | None = None
    progress: str | None = None

    def apply(self, edits: Edits) -> None:
        """Write it. Raises RefusedError for an action that is gone and for too long a text."""
        row = _there(edits, Action, self.action)
        given: dict[str, Any] = {}
        for name, what in (("number", "number"), ("owner", "owner's name"), ("due", "date")):
            typed = getattr(self, name)
            if typed is not None:
                given[name] = _line(typed, what)
        for name in ("text", "progress"):
            typed = getattr(self, name)
            if typed is not None:
                given[name] = _text(typed)
        edits.put(replace(row, **given))


@dataclass(frozen=True, slots=True)
class MoveAction:
    """Have an action belong to a project, a decision or a meeting, or to none of them."""

    label: str
    action: ActionId
    project: ProjectId | None = None
    decision: ReportItemId | None = None
    meeting: MeetingId | None = None

    def apply(self, edits: Edits) -> None:
        """Put it behind the others there.

        Raises RefusedError where it is gone, or what it is to belong to.
        """
        row = _there(edits, Action, self.action)
        if (row.project, row.decision, row.meeting) == (self.project, self.decision, self.meeting):
            return
        at = _place_in(edits, self.project, self.decision, self.meeting)
        edits.put(
            replace(row, project=self.project, decision=self.decision, meeting=self.meeting, position=at)
        )


@dataclass(frozen=True, slots=True)
class SetActionState:
    """Say where an action stands; closing it is noted in a quarter."""

    label: str
    action: ActionId
    state: ActionState
    quarter: Period

    def apply(self, edits: Edits) -> None:
        """Keep the state; opening an action again clears the quarter in which it was closed.

        One that was closed already keeps its quarter. Raises RefusedError for an action that is gone, and
        for a quarter before the one in which it was raised.
        """
        row = _there(edits, Action, self.action)
        if self.state is ActionState.OPEN:
            edits.put(replace(row, state=self.state, closed_period=None))
            return
        closed = row.closed_period if row.state is not ActionState.OPEN else None
        closed = closed or self.quarter
        _check_span(row.raised_period, closed)
        edits.put(replace(row, state=self.state, closed_period=closed))


@dataclass(frozen=True, slots=True)
class SetActionQuarters:
    """Say in which quarters an action was raised and closed."""

    label: str
    action: ActionId
    raised: Period | None
    closed: Period | None

    def apply(self, edits: Edits) -> None:
        """Keep both.

        Raises RefusedError for an action that is gone, for one closed before it was raised, and for an open
        one that is given a quarter in which it was closed.
        """
        row = _there(edits, Action, self.action)
        if self.closed is not None and row.state is ActionState.OPEN:
            raise RefusedError("The action is still open. Choose Done or Dropped to close it.")
        _check_span(self.raised, self.closed)
        edits.put(replace(row, raised_period=self.raised, closed_period=self.closed))


_NAMES: dict[type[Row], str] = {
    Project: "project",
    ProjectUpdate: "update",
    Action: "action",
    ReportItem: "decision",
    Meeting: "meeting",
}


def _there(edits: Edits, row_type: type[R], key: str) -> R:
    row = edits.get(row_type, key)
    if row is None:
        raise RefusedError(f"That {_NAMES[row_type]} has been deleted since. Nothing was changed.")
    return row


def _place_in(
    edits: Edits, project: ProjectId | None, decision: ReportItemId | None, meeting: MeetingId | None
) -> int:
    """The position behind the other actions of what one is to belong to, which must be there, and one."""
    owners: tuple[tuple[type[Row], str | None], ...] = (
        (Project, project),
        (ReportItem, decision),
        (Meeting, meeting),
    )
    given = [(row_type, key) for row_type, key in owners if key is not None]
    if len(given) > 1:
        raise RefusedError("An action belongs to one project, decision or meeting. Choose one of them.")
    for row_type, key in given:
        _there(edits, row_type, key)
    return next_position(edits, Action, project=project, decision=decision, meeting=meeting)


def _check_priority(edits: Edits, key: PriorityId) -> None:
    priority = edits.get(Priority, key)
    if priority is None:
        raise RefusedError("That priority has been deleted since. Choose another.")
    if priority.retired:
        name = f"{priority.number} {priority.title}".strip()
        raise RefusedError(
            f"The priority '{name}' is retired, so it takes no projects. Choose another priority, "
            "or take this one back into the plan first."
        )


def _check_span(raised: Period | None, closed: Period | None) -> None:
    if raised is not None and closed is not None and closed < raised:
        raise RefusedError(
            f"The action was raised in {raised.label}, so it cannot be closed in {closed.label}. "
            "Choose that quarter or a later one."
        )


def _line(typed: str, what: str) -> str:
    """A text on one line; raises RefusedError where it is longer than is kept."""
    line = " ".join(clean(typed).text.split())
    if len(line) > MAX_LINE:
        raise RefusedError(f"The {what} has {len(line):,} characters; {MAX_LINE} are kept. Shorten it.")
    return line


def _text(typed: str) -> str:
    text = clean(typed).text.strip()
    if len(text) > MAX_TEXT:
        raise RefusedError(f"The text has {len(text):,} characters; {MAX_TEXT:,} are kept. Shorten it.")
    return text
