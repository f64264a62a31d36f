"""What officers write: commentary, footnotes, projects, actions, report text and meetings."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, NewType

from cspdesk.domain.catalogue import Column, Row, table
from cspdesk.domain.choices import ActionState, FootnoteUse
from cspdesk.domain.period import Period
from cspdesk.domain.tables.plan import IDENTITY, POSITION, MeasureId, PlanId, PriorityId, SeriesId

FootnoteId = NewType("FootnoteId", str)
FootnoteUseId = NewType("FootnoteUseId", str)
CountywideId = NewType("CountywideId", str)
ProjectId = NewType("ProjectId", str)
UpdateId = NewType("UpdateId", str)
ReportItemId = NewType("ReportItemId", str)
MeetingId = NewType("MeetingId", str)
PartnerId = NewType("PartnerId", str)
ActionId = NewType("ActionId", str)


@table("commentary", "Commentary", about="The text for a measure in a quarter.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Commentary(Row):
    """The text for a measure in a quarter."""

    measure: Annotated[MeasureId, Column("Measure", "The measure: its number, else its title.", key=True)]
    period: Annotated[Period, Column("Period", "The quarter.", key=True)]
    text: Annotated[str, Column("Text", "What the board should know about it.")] = ""
    reviewed: Annotated[bool, Column("Reviewed", "No where it was brought forward and not yet read.")] = True


@table("footnote", "Footnotes", about="A note with its marker, printed once.", identity=FootnoteId)
@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote(Row):
    """A note with its marker; several things may carry it, and it is printed once."""

    id: Annotated[FootnoteId, IDENTITY]
    position: Annotated[int, POSITION] = 0
    marker: Annotated[str, Column("Marker", "What stands beside the words it explains: * or 1.")] = ""
    text: Annotated[str, Column("Text", "The note.")] = ""


@table("footnote_use", "Footnotes", about="What carries a footnote's marker.", identity=FootnoteUseId)
@dataclass(frozen=True, slots=True, kw_only=True)
class FootnoteMark(Row):
    """One place that carries a footnote's marker."""

    id: Annotated[FootnoteUseId, IDENTITY]
    footnote: Annotated[FootnoteId, Column("Marker", "The footnote, by its marker and text.")]
    position: Annotated[int, POSITION] = 0
    used_by: Annotated[FootnoteUse, Column("Used by", "Plan, measure, figure or commentary.")] = (
        FootnoteUse.MEASURE
    )
    plan: Annotated[PlanId | None, Column("Plan", "The plan that carries it.")] = None
    measure: Annotated[MeasureId | None, Column("Measure", "The measure that carries it.")] = None
    series: Annotated[SeriesId | None, Column("Series", "The series of the figure that carries it.")] = None
    period: Annotated[Period | None, Column("Period", "The period of the figure or commentary.")] = None


@table(
    "countywide_row", "Countywide", about="A county priority beside the local work.", identity=CountywideId
)
@dataclass(frozen=True, slots=True, kw_only=True)
class CountywideRow(Row):
    """A county priority: its target, the county's performance and the local one."""

    id: Annotated[CountywideId, IDENTITY]
    priority: Annotated[PriorityId, Column("Priority", "The priority it is reported under.")]
    period: Annotated[Period, Column("Period", "The quarter.")]
    position: Annotated[int, POSITION] = 0
    title: Annotated[str, Column("Title", "The county priority.")] = ""
    baseline_target: Annotated[str, Column("Baseline and target", "As the county gives them.")] = ""
    county_performance: Annotated[str, Column("County performance", "How the county does.")] = ""
    local_performance: Annotated[str, Column("Local performance", "How this partnership does.")] = ""
    comments: Annotated[str, Column("Comments", "Comments.")] = ""
    reviewed: Annotated[bool, Column("Reviewed", "No where it was brought forward and not yet read.")] = True


@table("project", "Projects", about="A piece of work under a priority.", identity=ProjectId)
@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Row):
    """An associated project."""

    id: Annotated[ProjectId, IDENTITY]
    priority: Annotated[PriorityId, Column("Priority", "The priority it serves.")]
    position: Annotated[int, POSITION] = 0
    title: Annotated[str, Column("Title", "Its title.")] = ""
    leads: Annotated[str, Column("Leads", "Who leads: organisations or job titles.")] = ""
    closed: Annotated[bool, Column("Closed", "Whether it is put away.")] = False


@table("project_update", "Project updates", about="What a project did, dated.", identity=UpdateId)
@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectUpdate(Row):
    """What a project did; its date keeps the precision typed."""

    id: Annotated[UpdateId, IDENTITY]
    project: Annotated[ProjectId, Column("Project", "The project: its title.")]
    period: Annotated[Period | None, Column("Period", "The quarter in which it is reported.")] = None
    position: Annotated[int, POSITION] = 0
    when: Annotated[str, Column("When", "The date or month as typed.")] = ""
    text: Annotated[str, Column("Text", "What happened.")] = ""


@table("section", "Sections", about="A section of report text of the partnership's own.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Row):
    """A section of report text of the partnership's own."""

    key: Annotated[str, Column("Key", "One word by which texts name it.", key=True)]
    position: Annotated[int, POSITION] = 0
    title: Annotated[str, Column("Title", "Its heading in the pack.")] = ""
    numbered: Annotated[bool, Column("Numbered", "Whether its items are numbered.")] = False


@table("report_item", "Report text", about="A text of a section for a quarter.", identity=ReportItemId)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportItem(Row):
    """A text for a priority, or the whole pack, in a quarter and a section."""

    id: Annotated[ReportItemId, IDENTITY]
    priority: Annotated[PriorityId | None, Column("Priority", "Blank for the whole pack.")] = None
    period: Annotated[Period, Column("Period", "The quarter.")]
    section: Annotated[str, Column("Section", "The section's key.")] = "highlight"
    position: Annotated[int, POSITION] = 0
    when: Annotated[str, Column("When", "A milestone's date as typed.")] = ""
    text: Annotated[str, Column("Text", "The text.")] = ""
    outcome: Annotated[str, Column("Outcome", "What was decided.")] = ""
    reviewed: Annotated[bool, Column("Reviewed", "No where it was brought forward and not yet read.")] = True


@table("meeting", "Meetings", about="A meeting of the board.", identity=MeetingId)
@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Row):
    """A meeting of the board, the quarter it takes and what is due when."""

    id: Annotated[MeetingId, IDENTITY]
    position: Annotated[int, POSITION] = 0
    title: Annotated[str, Column("Title", "Its title.")] = ""
    dated: Annotated[date | None, Column("Date", "Its date.")] = None
    quarter: Annotated[Period | None, Column("Quarter", "The quarter it takes.")] = None
    figures_due: Annotated[date | None, Column("Figures due", "When partners' figures are due.")] = None
    papers_due: Annotated[date | None, Column("Papers due", "When papers go out.")] = None


@table("action", "Actions", about="Something to be done, by whom and when.", identity=ActionId)
@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Row):
    """Something to be done; it belongs to a project, a decision, a meeting or to none of them."""

    id: Annotated[ActionId, IDENTITY]
    project: Annotated[ProjectId | None, Column("Project", "The project it belongs to.")] = None
    decision: Annotated[
        ReportItemId | None,
        Column("Decision", "The decision: priority > period > which one, counted from 1."),
    ] = None
    meeting: Annotated[MeetingId | None, Column("Meeting", "The meeting: its title.")] = None
    position: Annotated[int, POSITION] = 0
    number: Annotated[str, Column("Number", "Its number in the action log.")] = ""
    text: Annotated[str, Column("Text", "What is to be done.")] = ""
    owner: Annotated[str, Column("Owner", "Who does it.")] = ""
    due: Annotated[str, Column("When", "When it is due, as typed.")] = ""
    state: Annotated[ActionState, Column("State", "Open, done or dropped.")] = ActionState.OPEN
    progress: Annotated[str, Column("Progress", "How it stands.")] = ""
    raised_period: Annotated[Period | None, Column("Raised", "The quarter in which it was raised.")] = None
    closed_period: Annotated[Period | None, Column("Closed", "The quarter in which it was closed.")] = None


@table("partner", "Partners", about="An organisation that returns figures.", identity=PartnerId)
@dataclass(frozen=True, slots=True, kw_only=True)
class Partner(Row):
    """An organisation that returns figures."""

    id: Annotated[PartnerId, IDENTITY]
    position: Annotated[int, POSITION] = 0
    name: Annotated[str, Column("Name", "Its name.")] = ""
    short_name: Annotated[str, Column("Short name", "What everyone calls it.")] = ""
    contact_role: Annotated[str, Column("Contact role", "Who is asked: a job title.")] = ""
    email: Annotated[str, Column("E-mail", "Where reminders go.")] = ""


@table("report", "Reports", about="A pack's own title and date for a quarter.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Row):
    """A quarter's pack: its own title and date."""

    period: Annotated[Period, Column("Period", "The quarter.", key=True)]
    title: Annotated[str, Column("Title", "The pack's title.")] = ""
    dated: Annotated[str, Column("Dated", "The date it bears, as typed.")] = ""


@table("abbreviation", "Abbreviations", about="A short form and its full words.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation(Row):
    """A short form and its full words."""

    short: Annotated[str, Column("Short", "The short form.", key=True)]
    long: Annotated[str, Column("Long", "Its full words.")] = ""
