"""The quarter's figures and what they are judged by: observations, targets, baselines, breaks and peers."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, NewType

from cspdesk.domain.catalogue import Column, Row, table
from cspdesk.domain.choices import Judges, OutlookWord, Span, Status
from cspdesk.domain.period import Period
from cspdesk.domain.reading import Qualifier, State
from cspdesk.domain.tables.kept import PackIssueId
from cspdesk.domain.tables.plan import IDENTITY, POSITION, MeasureId, SeriesId
from cspdesk.domain.target_reading import TargetKind

BaselineId = NewType("BaselineId", str)
PeerValueId = NewType("PeerValueId", str)

_SERIES = Column("Series", "The series, by its measure and its name.", key=True)
_MEASURE = Column("Measure", "The measure: its number, else its title.", key=True)
_PERIOD = Column("Period", "The quarter, year or month.", key=True)


def _derived(heading: str, about: str) -> Column:
    return Column(heading, about, derived=True)


@table("observation", "Observations", about="One cell: what was typed for a series in a period.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Row):
    """One cell: what was typed, and its reading."""

    series: Annotated[SeriesId, _SERIES]
    period: Annotated[Period, _PERIOD]
    typed: Annotated[str, Column("Value", "What was typed, kept to the letter.")] = ""
    state: Annotated[State, _derived("State", "What kind of cell this is.")] = State.TEXT_ONLY
    value: Annotated[Decimal | None, _derived("Number", "The number read.")] = None
    numerator: Annotated[Decimal | None, _derived("Numerator", "The part, where counts were typed.")] = None
    denominator: Annotated[Decimal | None, _derived("Denominator", "The whole, where counts were typed.")] = (
        None
    )
    qualifier: Annotated[Qualifier | None, _derived("Qualifier", "Provisional, revised and so on.")] = None
    due_on: Annotated[date | None, _derived("Due on", "When a late figure is due.")] = None
    note: Annotated[str, Column("Note", "A note printed with the figure.")] = ""
    source: Annotated[str, Column("Source", "Where this figure came from.")] = ""
    private_note: Annotated[str, Column("Private note", "A note for the officer alone; never printed.")] = ""


@table("revision", about="A figure that an issued pack showed otherwise, or did not have yet.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Revision(Row):
    """A cell that no longer holds what the board saw in a pack; gone when it holds that again."""

    series: Annotated[SeriesId, _SERIES]
    period: Annotated[Period, _PERIOD]
    issue: Annotated[PackIssueId, Column("Issue", "The newest pack that the board has of it.", key=True)]
    seen: Annotated[str, Column("Seen", "The figure as it stood typed then; blank where none stood.")] = ""
    reason: Annotated[str, Column("Reason", "Why it was revised or came late, in one line.")] = ""


@table("target", "Targets", about="What a series should reach in a period.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Row):
    """What a series should reach in a period, as typed and as read."""

    series: Annotated[SeriesId, _SERIES]
    period: Annotated[Period, _PERIOD]
    typed: Annotated[str, Column("Target", "What was typed, kept to the letter.")] = ""
    kind: Annotated[TargetKind, _derived("Kind", "What kind of target this is.")] = TargetKind.NONE
    low: Annotated[Decimal | None, _derived("Low", "The lower end of the range, or the number.")] = None
    high: Annotated[Decimal | None, _derived("High", "The upper end of the range, or the number.")] = None
    judges: Annotated[Judges, Column("Judges", "What it judges.")] = Judges.QUARTER
    read_as: Annotated[str, Column("Read as", "A confirmed number for a target in words.")] = ""


@table("baseline", "Baselines", about="A value to compare with, and the time it covers.", identity=BaselineId)
@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline(Row):
    """A value to compare with; several may stand side by side."""

    id: Annotated[BaselineId, IDENTITY]
    series: Annotated[SeriesId, Column("Series", "The series, by its measure and its name.")]
    position: Annotated[int, POSITION] = 0
    label: Annotated[str, Column("Label", "What it is: 3 year average 2012 to 2014.")] = ""
    typed: Annotated[str, Column("Value", "What was typed, kept to the letter.")] = ""
    value: Annotated[Decimal | None, _derived("Number", "The number read.")] = None
    from_period: Annotated[Period | None, Column("From period", "The period from which it holds.")] = None
    span: Annotated[Span, Column("Span", "The stretch of time that its value covers.")] = Span.YEAR


@table("series_break", "Breaks", about="From this period on, figures are counted differently.")
@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesBreak(Row):
    """From this period the figures are, or are not, comparable with those before."""

    series: Annotated[SeriesId, _SERIES]
    from_period: Annotated[Period, Column("From period", "The first period counted the new way.", key=True)]
    comparable: Annotated[bool, Column("Comparable", "Whether both sides may be compared.")] = False
    note: Annotated[str, Column("Note", "What changed.")] = ""


@table("rebase", "Rebases", about="From this period a control chart's limits are worked out afresh.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Rebase(Row):
    """From this period a control chart's limits are worked out afresh."""

    series: Annotated[SeriesId, _SERIES]
    from_period: Annotated[Period, Column("From period", "The first period of the new limits.", key=True)]
    note: Annotated[str, Column("Note", "Why.")] = ""


@table("status_override", "Status", about="A status given by the officer, with the reason.")
@dataclass(frozen=True, slots=True, kw_only=True)
class StatusOverride(Row):
    """A status given by the officer instead of the one worked out."""

    measure: Annotated[MeasureId, _MEASURE]
    period: Annotated[Period, _PERIOD]
    status: Annotated[Status, Column("Status", "Green, amber, red or grey.")] = Status.GREY
    reason: Annotated[str, Column("Reason", "Why it differs from the one worked out.")] = ""


@table("outlook", "Outlook", about="The officer's judgement of where a measure will end.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook(Row):
    """The officer's judgement of where a measure will end."""

    measure: Annotated[MeasureId, _MEASURE]
    period: Annotated[Period, _PERIOD]
    word: Annotated[OutlookWord, Column("Outlook", "On target, at risk, will miss, too early to say.")] = (
        OutlookWord.TOO_EARLY
    )
    reason: Annotated[str, Column("Reason", "Why.")] = ""


@table("peer_value", "Peers", about="Another area's figure, to compare with.", identity=PeerValueId)
@dataclass(frozen=True, slots=True, kw_only=True)
class PeerValue(Row):
    """An area's figure in a comparison: of a measure, or of a chart with a title of its own."""

    id: Annotated[PeerValueId, IDENTITY]
    position: Annotated[int, POSITION] = 0
    measure: Annotated[
        MeasureId | None, Column("Measure", "The measure compared; blank for a chart's own.")
    ] = None
    chart: Annotated[str, Column("Chart", "The chart's title where there is no measure.")] = ""
    period: Annotated[Period | None, Column("Period", "The quarter or year.")] = None
    area: Annotated[str, Column("Area", "The area.")] = ""
    own: Annotated[bool, Column("Own", "Whether it is this partnership's area.")] = False
    count: Annotated[Decimal | None, Column("Count", "The count.")] = None
    population: Annotated[Decimal | None, Column("Population", "The population behind a rate.", least=0)] = (
        None
    )
    value: Annotated[Decimal | None, Column("Value", "The rate as published, where no count is given.")] = (
        None
    )
    source: Annotated[str, Column("Source", "Where the figure came from.")] = ""


@table("peer_verdict", "Peer verdicts", about="A rank or verdict copied from elsewhere, kept as a quotation.")
@dataclass(frozen=True, slots=True, kw_only=True)
class PeerVerdict(Row):
    """A rank or verdict copied from elsewhere, kept as a quotation with its source and date."""

    measure: Annotated[MeasureId, _MEASURE]
    period: Annotated[Period, _PERIOD]
    rank: Annotated[int | None, Column("Rank", "The rank given.", least=1)] = None
    group_size: Annotated[int | None, Column("Group size", "Of how many areas.", least=1)] = None
    words: Annotated[str, Column("Words", "The verdict in its source's words.")] = ""
    source: Annotated[str, Column("Source", "Who said so.")] = ""
    dated: Annotated[str, Column("Dated", "When, as typed.")] = ""
