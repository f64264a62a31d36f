"""What the Check page shows, without widgets: findings by how much they matter, and all that was read."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from cspdesk.analysis.check.finding import CheckReport, Finding, Severity, Statement, TextRef, Verdict
from cspdesk.analysis.check.places import name_of, part_of
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot


class Group(Enum):
    """The heading under which a line stands, in order."""

    ERRORS = "Errors"
    WARNINGS = "Warnings"
    UNCHECKED = "Could not be checked"
    EXCUSED = "Excused"
    AGREE = "Agree with the figures"

    @property
    def is_folded(self) -> bool:
        """Whether its lines are shown only when they are asked for."""
        return self not in (Group.ERRORS, Group.WARNINGS)


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A finding, or a statement that agrees, with the name of where it stands."""

    about: Finding | Statement
    name: str
    """What the text is about: "1.3 Anti-social behaviour incidents"."""
    part: str
    """Which text, and of when: "Commentary, Quarter 4 2015/16"."""

    @property
    def ref(self) -> TextRef:
        """The text in which it stands."""
        return self.about.ref

    @property
    def finding(self) -> Finding | None:
        """The finding; None of a statement that agrees."""
        return self.about if isinstance(self.about, Finding) else None

    @property
    def says(self) -> str:
        """What is the matter; of a statement that agrees, its words."""
        return self.about.message if isinstance(self.about, Finding) else self.about.said

    @property
    def key(self) -> tuple[str, str, str]:
        """What stays the same from one run of the check to the next."""
        kind = self.about.kind.value if isinstance(self.about, Finding) else ""
        return (self.ref.place, kind, self.about.said)


@dataclass(frozen=True, slots=True)
class CheckBoard:
    """The lines of each group, and how far the check reached."""

    groups: dict[Group, tuple[CheckLine, ...]]
    reach: str
    """ "83 statements read: 71 agree, 9 do not, 3 could not be checked."."""

    @property
    def is_clean(self) -> bool:
        """Whether there is neither an error nor a warning to mend."""
        return not self.groups[Group.ERRORS] and not self.groups[Group.WARNINGS]


def check_board(snapshot: Snapshot, report: CheckReport, quarter: Period | None = None) -> CheckBoard:
    """Return a report under its headings; with a quarter only what stands in that quarter's texts."""
    if quarter is not None:
        report = CheckReport(
            tuple(each for each in report.statements if each.ref.period == quarter),
            tuple(each for each in report.findings if each.ref.period == quarter),
        )
    names = _Names(snapshot)
    found: dict[Group, list[CheckLine]] = {group: [] for group in Group}
    for group, about in _sorted(report):
        found[group].append(names.line(about))
    return CheckBoard({group: tuple(lines) for group, lines in found.items()}, report.reach)


def _sorted(report: CheckReport) -> Iterator[tuple[Group, Finding | Statement]]:
    for finding in report.findings:
        if finding.severity is Severity.INFO:
            yield Group.UNCHECKED, finding
        elif finding.excuse is not None:
            yield Group.EXCUSED, finding
        else:
            is_error = finding.severity is Severity.ERROR
            yield (Group.ERRORS if is_error else Group.WARNINGS), finding
    for statement in report.statements:
        if statement.verdict is Verdict.AGREES:
            yield Group.AGREE, statement


class _Names:
    """Names places once each: many statements stand in one text."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known: dict[str, tuple[str, str]] = {}

    def line(self, about: Finding | Statement) -> CheckLine:
        ref = about.ref
        known = self._known.get(ref.place)
        if known is None:
            part = f"{part_of(self._snapshot, ref)}, {ref.period.label}"
            known = self._known[ref.place] = (name_of(self._snapshot, ref), part)
        return CheckLine(about, *known)
