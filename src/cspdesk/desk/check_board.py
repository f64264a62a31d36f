"""What the Check page shows, without widgets: findings by how much they matter, and all that was read."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from cspdesk.analysis.check.finding import CheckReport, Finding, Severity, Statement, TextRef, Verdict
from cspdesk.analysis.check.places import name_of, part_of
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot

_WORKED_OUT = re.compile("[=÷×+−]")


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
    nth: int = 0
    """How many lines of the same kind about the same words of the same text stand before it."""

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
        return said_once(self.about)[0] if isinstance(self.about, Finding) else self.about.said

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What stays the same from one run of the check to the next."""
        kind = self.about.kind.value if isinstance(self.about, Finding) else ""
        return (self.ref.place, kind, self.about.said, self.nth)


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
    met: Counter[tuple[Group, tuple[str, str, str, int]]] = Counter()
    for group, about in _sorted(report):
        line = names.line(about)
        alike = (group, line.key)
        found[group].append(replace(line, nth=met[alike]) if met[alike] else line)
        met[alike] += 1
    return CheckBoard({group: tuple(lines) for group, lines in found.items()}, report.reach)


def said_once(finding: Finding) -> tuple[str, str]:
    """Return a finding's message and its working, neither of which repeats the other.

    A working that the message gives in brackets is taken out of it; one that it has in its own words is "".
    """
    message, working = finding.message, finding.working.strip()
    if not working:
        return message, ""
    in_brackets = f" ({working})"
    if in_brackets in message:
        return message.replace(in_brackets, "", 1), working
    if working.rstrip(".").casefold() in message.casefold():
        return message, ""
    is_repeated = not _WORKED_OUT.search(working) and _words(working) <= _words(message)
    return message, "" if is_repeated else working


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


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
