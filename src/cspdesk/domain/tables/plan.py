"""The partnership, its plans, their priorities, the measures and where each measure stands in each plan."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, NewType

from cspdesk.domain.catalogue import Column, Row, table
from cspdesk.domain.choices import (
    AddsUp,
    Comparator,
    EnteredAs,
    Frequency,
    Polarity,
    Stage,
    StatusAgainst,
    ToleranceKind,
)
from cspdesk.domain.period import FIRST_YEAR, LAST_YEAR, Grain, Period
from cspdesk.domain.unit import Unit

PlanId = NewType("PlanId", str)
PriorityId = NewType("PriorityId", str)
MeasureId = NewType("MeasureId", str)
PlacementId = NewType("PlacementId", str)
SeriesId = NewType("SeriesId", str)

THE_PARTNERSHIP = "partnership"
"""The key of the one partnership of a file."""

POSITION = Column("Position", "Where the row stands among its neighbours.", file_only=True)
IDENTITY = Column("Key", "A random key, never reused.", key=True, file_only=True)


@table("partnership", "Partnership", about="The Community Safety Partnership; one per file.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Partnership(Row):
    """The Community Safety Partnership; one per file."""

    id: Annotated[str, IDENTITY] = THE_PARTNERSHIP
    name: Annotated[str, Column("Name", "The partnership's name as the board knows it.")] = ""
    area_code: Annotated[str, Column("Area code", "The area's nine-character statistical code.")] = ""
    county_name: Annotated[
        str, Column("County", "The county or city region whose priorities are reported.")
    ] = ""


@table("population", "Population", about="How many people or households a year's rates are taken over.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Population(Row):
    """How many people or households a year's rates are taken over."""

    year: Annotated[
        int,
        Column(
            "Year", "The calendar year of the mid-year estimate.", key=True, least=FIRST_YEAR, most=LAST_YEAR
        ),
    ]
    group: Annotated[str, Column("Group", "Who is counted: all, aged 10 to 17, households.", key=True)] = (
        "all"
    )
    people: Annotated[int, Column("People", "The number of people or households.", least=0)] = 0
    vintage: Annotated[str, Column("Vintage", "Which release of the estimate this is.")] = ""


@table("plan", "Plan", about="A multi-year community safety plan; the last is in force.", identity=PlanId)
@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Row):
    """A multi-year community safety plan; a file holds the one in force and those before it."""

    id: Annotated[PlanId, IDENTITY]
    position: Annotated[int, POSITION] = 0
    title: Annotated[str, Column("Title", "The plan's title.")] = ""
    first_year: Annotated[
        Period | None, Column("First year", "The plan's first financial year.", grain=Grain.YEAR)
    ] = None
    last_year: Annotated[
        Period | None, Column("Last year", "The plan's last financial year.", grain=Grain.YEAR)
    ] = None
    revised_on: Annotated[str, Column("Revised on", "When the plan was last revised, as typed.")] = ""
    note: Annotated[str, Column("Note", "A note printed with the plan.")] = ""
    priority_word: Annotated[str, Column("Priority word", "What this plan calls a priority.")] = "Priority"


@table(
    "priority", "Priorities", about="A theme of a plan, holding measures and projects.", identity=PriorityId
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Priority(Row):
    """A theme, objective or outcome of a plan."""

    id: Annotated[PriorityId, IDENTITY]
    plan: Annotated[PlanId, Column("Plan", "The plan it belongs to; blank means the one in force.")]
    position: Annotated[int, POSITION] = 0
    number: Annotated[str, Column("Number", "Its number in the plan, as printed.")] = ""
    title: Annotated[str, Column("Title", "Its title.")] = ""
    outcomes: Annotated[str, Column("Outcomes", "The outcomes sought, one per line.")] = ""
    lead: Annotated[str, Column("Lead", "Who leads on it: a job title or an organisation.")] = ""
    description: Annotated[str, Column("Description", "A sentence or two about it.")] = ""
    retired: Annotated[bool, Column("Retired", "Whether it is no longer reported.")] = False


@table("measure", "Measures", about="What is monitored; it outlives plans.", identity=MeasureId)
@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Row):
    """What is monitored; it outlives plans, so its number and priority stand in its placements."""

    id: Annotated[MeasureId, IDENTITY]
    position: Annotated[int, POSITION] = 0
    title: Annotated[str, Column("Title", "What is monitored, in one line.")] = ""
    definition: Annotated[str, Column("Definition", "What exactly is counted.")] = ""
    unit: Annotated[Unit, Column("Unit", "What kind of number a figure is.")] = Unit.COUNT
    unit_label: Annotated[str, Column("Unit label", "The word behind the number: offences, incidents.")] = ""
    decimals: Annotated[int, Column("Decimals", "How many decimal places are printed.", least=0, most=6)] = 0
    polarity: Annotated[Polarity, Column("Polarity", "Which way is better.")] = Polarity.LOWER
    entered_as: Annotated[EnteredAs, Column("Entered as", "How its figures arrive.")] = EnteredAs.QUARTER
    frequency: Annotated[Frequency, Column("Frequency", "How often a figure is due.")] = Frequency.QUARTER
    comparators: Annotated[
        tuple[Comparator, ...], Column("Comparator", "What changes are measured against, the first first.")
    ] = (Comparator.YEAR_TO_DATE,)
    owner: Annotated[str, Column("Owner", "Who returns the figures: a partner or a job title.")] = ""
    source: Annotated[str, Column("Source", "Where the figures come from.")] = ""
    stage: Annotated[Stage, Column("Status", "Being formulated, active or discontinued.")] = Stage.ACTIVE
    replaced_by: Annotated[str, Column("Replaced by", "What took its place when it was discontinued.")] = ""
    tolerance_kind: Annotated[ToleranceKind, Column("Tolerance kind", "The unit of the tolerances.")] = (
        ToleranceKind.PERCENT
    )
    tolerance_amber: Annotated[
        Decimal | None, Column("Tolerance amber", "How far off still counts as amber.", least=0)
    ] = None
    sensitive: Annotated[bool, Column("Sensitive", "Whether small counts could point at people.")] = False
    adds_up: Annotated[AddsUp, Column("Adds up", "How quarters make a year; blank follows the unit.")] = (
        AddsUp.DEFAULT
    )
    lag: Annotated[int, Column("Lag", "How many quarters behind it normally is.", least=0, most=12)] = 0
    status_against: Annotated[
        StatusAgainst, Column("Status against", "What its status is judged against.")
    ] = StatusAgainst.TARGET
    tolerance_green: Annotated[
        Decimal | None, Column("Tolerance green", "How far off still counts as green.", least=0)
    ] = None
    amber_if_improved: Annotated[
        bool, Column("Amber if improved", "Whether a miss is amber when it is better than last year.")
    ] = False
    good_looks_like: Annotated[str, Column("Good looks like", "What good looks like, in a sentence.")] = ""
    why_it_matters: Annotated[str, Column("Why it matters", "Why the board watches it.")] = ""
    issues_to_consider: Annotated[str, Column("Issues to consider", "What to know before reading it.")] = ""
    rate_per: Annotated[
        int | None, Column("Rate per", "For a rate: per how many people, such as 1,000.", least=1)
    ] = None
    population_group: Annotated[
        str,
        Column("Population group", "Whom its rate is taken over: all, aged 10 to 17, households."),
    ] = "all"


@table("placement", "Placements", about="A measure's place and number in a plan.", identity=PlacementId)
@dataclass(frozen=True, slots=True, kw_only=True)
class Placement(Row):
    """A measure's place in a plan: under which priority, with which number, from when to when."""

    id: Annotated[PlacementId, IDENTITY]
    plan: Annotated[
        PlanId, Column("Plan", "The plan; those of the plan in force stand on the Measures sheet.")
    ]
    priority: Annotated[PriorityId, Column("Priority", "The priority of that plan.")]
    measure: Annotated[MeasureId, Column("Measure", "The measure placed.")]
    position: Annotated[int, POSITION] = 0
    number: Annotated[str, Column("Number", "Its number in that plan; may be blank.")] = ""
    from_period: Annotated[Period | None, Column("From period", "Its first quarter there.")] = None
    to_period: Annotated[Period | None, Column("To period", "Its last quarter there.")] = None


@table("series", "Series", about="One line of figures in a measure.", identity=SeriesId)
@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Row):
    """One line of figures in a measure; most measures have one unnamed series."""

    id: Annotated[SeriesId, IDENTITY]
    measure: Annotated[MeasureId, Column("Measure", "The measure it belongs to.")]
    position: Annotated[int, POSITION] = 0
    label: Annotated[str, Column("Series", "Its name; blank for a measure's only line.")] = ""
    headline: Annotated[bool, Column("Headline", "Whether it decides the measure's status.")] = False
    total_of: Annotated[str, Column("Total of", "The series it totals: their names, or 'the others'.")] = ""
