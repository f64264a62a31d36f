"""What the check has to say: findings, the statements that it read, and where in the document they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cspdesk.domain.period import Period
from cspdesk.domain.tables import MeasureId, PriorityId, SeriesId


class Kind(StrEnum):
    """What is the matter; the words are those of `check --json`."""

    WRONG_NUMBER = "wrong_number"
    WRONG_PERCENT = "wrong_percent"
    WRONG_DIRECTION = "wrong_direction"
    WRONG_PERIOD = "wrong_period"
    UNRECONCILED = "unreconciled"
    """Parts do not add up to their whole."""
    UNRESOLVED = "unresolved"
    """A live field that names no figure: it stops issuing."""
    TRUNCATED = "truncated"
    """Cut off instead of rounded: 10.2 for 10.29."""
    OVERCLAIM = "overclaim"
    STALE = "stale"
    WRONG_SUBJECT = "wrong_subject"
    CHANGED_BASELINE = "changed_baseline"
    WITHIN_CHANCE = "within_chance"
    UNVERIFIED = "unverified"
    """Read, but nothing is known that it could be held against: never anybody's fault."""

    @property
    def severity(self) -> "Severity":
        """How much it matters."""
        if self in _ERRORS:
            return Severity.ERROR
        return Severity.INFO if self is Kind.UNVERIFIED else Severity.WARNING

    @property
    def may_be_excused(self) -> bool:
        """Whether a reason helps: none gives a live field without a figure words that a pack could print."""
        return self is not Kind.UNRESOLVED


class Severity(StrEnum):
    """How much a finding matters, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_ERRORS = frozenset(
    {
        Kind.WRONG_NUMBER,
        Kind.WRONG_PERCENT,
        Kind.WRONG_DIRECTION,
        Kind.WRONG_PERIOD,
        Kind.UNRECONCILED,
        Kind.UNRESOLVED,
    }
)


class Where(StrEnum):
    """The kind of place in which a text stands; the words are those of `check --json`."""

    COMMENTARY = "commentary"
    OBSERVATION = "observation"
    REPORT_ITEM = "report_item"
    PROJECT_UPDATE = "project_update"
    ACTION = "action"
    COUNTYWIDE_ROW = "countywide_row"


@dataclass(frozen=True, slots=True)
class TextRef:
    """Where a text stands: a field of a row, and what the text is about."""

    where: Where
    key: tuple[str, ...]
    """The row's key as it is stored: a measure's id and a period's key, or one id."""
    field: str
    """The field's name: "text"."""
    period: Period
    """The quarter in which it is reported."""
    priority: PriorityId | None = None
    """None where it is about the whole pack."""
    measure: MeasureId | None = None
    """The measure that it is about, where it stands with one."""
    series: SeriesId | None = None
    """The series, where it stands with one figure."""

    @property
    def place(self) -> str:
        """The place in one word, under which an excuse is kept: "commentary/<measure>/2015-16Q4/text"."""
        return "/".join((self.where.value, *self.key, self.field))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the check has to say about words of a text."""

    kind: Kind
    ref: TextRef
    start: int
    end: int
    """The words are `text[start:end]` of the text as it is kept."""
    said: str
    """The words that are wrong: "436"."""
    should_be: str
    """What the figures give, printed alike: "426"; "" where nothing can be offered."""
    message: str
    """One or two plain sentences: what was said, what the figures give, and what to do."""
    working: str = ""
    """How it was worked out: "12,469 − 12,043 = 426"."""
    correction: str = ""
    """The words to put in place of `text[start:end]`; "" where accepting is not offered."""
    excuse: str | None = None
    """The reason why it was excused; None where it was not."""
    sentence: str = ""
    """The sentence in which the words stand, with its live fields said; the checker fills it in."""

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.kind.severity


class Verdict(StrEnum):
    """What became of a statement."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim that was read in a text, and what became of it.

    One that differs comes with a finding at its place; one that was not checked tells why in its working.
    """

    ref: TextRef
    start: int
    end: int
    said: str
    verdict: Verdict
    working: str
    """Which figures it was held against: "1,440 − 1,146 = 294 (year to date against last year's)"."""


def to_mend(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the errors and warnings that nobody has excused."""
    return tuple(f for f in findings if f.severity is not Severity.INFO and f.excuse is None)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a run of the check read and what it found."""

    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    """By severity, then in the order of the pack."""

    def count(self, verdict: Verdict) -> int:
        """Return how many statements came out so."""
        return sum(each.verdict is verdict for each in self.statements)

    @property
    def open(self) -> tuple[Finding, ...]:
        """The errors and warnings that nobody has excused."""
        return to_mend(self.findings)

    @property
    def reach(self) -> str:
        """ "83 statements read: 71 agree, 9 do not, 3 could not be checked."."""
        read = len(self.statements)
        if not read:
            return "No statement about figures was read."
        agree, differ, unchecked = (self.count(verdict) for verdict in Verdict)
        statements = "1 statement" if read == 1 else f"{read:,} statements"
        agrees = "agrees" if agree == 1 else "agree"
        do_not = "does not" if differ == 1 else "do not"
        return (
            f"{statements} read: {agree:,} {agrees}, {differ:,} {do_not}, {unchecked:,} could not be checked."
        )
