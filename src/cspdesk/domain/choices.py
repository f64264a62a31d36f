"""The closed lists of words that a field may hold; the words are stored and shown as they stand."""

from enum import StrEnum


class Polarity(StrEnum):
    """Which way is better."""

    LOWER = "lower is better"
    HIGHER = "higher is better"
    INSIDE = "inside a range"
    MONITOR = "monitor only"


class EnteredAs(StrEnum):
    """How a measure's figures arrive."""

    QUARTER = "quarter counts"
    YEAR_TO_DATE = "year to date"
    ROLLING = "rolling 12 months"
    SNAPSHOT = "snapshot"


class AddsUp(StrEnum):
    """How quarters make a year; DEFAULT follows the unit and the way figures are entered."""

    DEFAULT = ""
    SUM = "sum"
    POOLED = "pooled"
    LAST = "last"
    NONE = "none"


class Frequency(StrEnum):
    """How often a figure is due."""

    QUARTER = "quarter"
    YEAR = "year"


class Stage(StrEnum):
    """Where a measure stands in its life."""

    FORMULATED = "being formulated"
    ACTIVE = "active"
    DISCONTINUED = "discontinued"


class Comparator(StrEnum):
    """What a change is measured against; always named beside the figure."""

    SAME_QUARTER = "same quarter last year"
    YEAR_TO_DATE = "year to date last year"
    ROLLING = "rolling year before"
    BASELINE = "baseline"
    TARGET = "target"
    PREVIOUS = "previous quarter"


class StatusAgainst(StrEnum):
    """What a status is judged against."""

    TARGET = "target"
    BASELINE = "baseline"
    LAST_YEAR = "last year"
    NONE = "none"


class ToleranceKind(StrEnum):
    """The unit of a measure's tolerances."""

    PERCENT = "percent"
    POINTS = "points"
    UNITS = "units"


class Judges(StrEnum):
    """What a target judges."""

    QUARTER = "quarter"
    YEAR_TO_DATE = "year to date"
    ROLLING = "rolling year"
    LATEST = "latest"


class Span(StrEnum):
    """The stretch of time that a baseline's value covers."""

    YEAR = "year"
    QUARTER = "quarter"
    ROLLING = "rolling"


class Status(StrEnum):
    """RAG: always printed with its word and its reason."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


class OutlookWord(StrEnum):
    """The officer's judgement of where a measure will end."""

    ON_TARGET = "on target"
    AT_RISK = "at risk"
    WILL_MISS = "will miss"
    TOO_EARLY = "too early to say"


class ActionState(StrEnum):
    """Where a further action stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class FootnoteUse(StrEnum):
    """What carries a footnote's marker."""

    PLAN = "plan"
    MEASURE = "measure"
    FIGURE = "figure"
    COMMENTARY = "commentary"
