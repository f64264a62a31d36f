"""Summaries that say more than the figures and words below them: "all indicators", "substantial progress"."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cspdesk.analysis.check.finding import Finding, Kind, Statement, TextRef, Verdict, Where
from cspdesk.analysis.check.reading import Outcome, Reading, contradicted
from cspdesk.analysis.check.subject_words import subjects_in, title_words
from cspdesk.analysis.check.word_figures import readable
from cspdesk.analysis.direction import Way, directions, first_known
from cspdesk.analysis.provenance_words import listed
from cspdesk.analysis.status import judged
from cspdesk.domain.choices import Polarity, Stage, Status, StatusAgainst
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.plan_view import Placed, is_reported, placed, placed_in, plan_for, series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Commentary,
    Priority,
    PriorityId,
    Project,
    ProjectUpdate,
    ReportItem,
    Target,
)
from cspdesk.domain.target_reading import TargetKind

_FLAGS = re.IGNORECASE
_NAMED = r"(?:measures?|indicators?|targets?|kpis?|pis?|performance (?:measures?|indicators?))"
_ALL = re.compile(
    rf"\b(?:(?:all|every|each|both)(?: (?:of|the|our|its|these|those|one|single|"
    rf"[0-9]{{1,2}}|two|three|four|five|six|seven|eight|nine|ten)){{0,4}}+ {_NAMED}\b)",
    _FLAGS,
)
_NONE = re.compile(rf"\b(?:none of (?:the|our|its|these) {_NAMED}|no {_NAMED})\b", _FLAGS)
_LIMITED = re.compile(
    r"\b(?:except|apart from|but one|other than|bar|with data|with targets?|where|nearly|almost|not)\b",
    _FLAGS,
)
_FORWARD = re.compile(r"\b(?:will|should|would|aim|expected|to be|must|can|could|need)\b", _FLAGS)
_CLOSE = re.compile(r"\b(?:close to|near(?:ly|er)?(?: to)?|within reach of)\b", _FLAGS)
_AT_TARGET = re.compile(
    r"\b(?:on|at) (?:or (?:above|ahead of|near|close to|beyond|better than) )?(?:its |their |the )?"
    r"targets?\b"
    r"|\b(?:above|ahead of|beyond|near|close to|meets?|meeting|met|exceed(?:s|ed|ing)?|achiev(?:e|es|ed|ing)|"
    r"hit|within|better than|surpass(?:es|ed)?)\b[^.;\n]{0,25}?\btargets?\b"
    r"|\bon track\b(?! to )|\b(?:rated|are|is|now|at|all|were) (?:rated )?green\b",
    _FLAGS,
)
_IMPROVED = re.compile(r"\b(?:improv(?:ed|ing)|(?:are |is |were |was )?better (?:than|on))\b", _FLAGS)
_BAD_COLOUR = re.compile(r"\b(?:is|are|was|were|rated) (?P<colour>red|amber)\b", _FLAGS)

_PROGRESS = re.compile(
    r"\b(?:substantial|significant|good|great|excellent|strong|very good|considerable|steady|real|major|"
    r"positive|outstanding|impressive) (?:progress|success|improvements?|results?)\b"
    r"|\b(?:progressing|performing|going|working) (?:very )?well\b"
    r"|\b(?:ahead of|on) schedule\b|\bon track\b|\bhighly successful\b|\bgreat success\b",
    _FLAGS,
)
_SETBACK = re.compile(
    r"\b(?:slower|later|longer|lower|fewer|less|worse|poorer|weaker)\b[^.;\n]{0,60}?"
    r"\bthan (?:was |were |had been |originally )?(?:expected|anticipated|planned|hoped|intended|forecast)\b"
    r"|\b(?:is|are|was|were|has been|have been|been|significantly|badly|further) delayed\b"
    r"|\b(?:delays? (?:in|to|with)|months? late|weeks? late|behind schedule|running late|late running|"
    r"on hold|"
    r"stalled|has slipped|have slipped|set ?backs?|not yet (?:started|begun|in place)|failed to|"
    r"under-?performing|little progress|no progress)\b",
    _FLAGS,
)
_FEWER = re.compile(r"lower|fewer|less|slower", _FLAGS)
_SUMMARIES = frozenset({"highlight", "overview", "improver", "activity"})
_MOST_NAMED = 3


def sweeping(reading: Reading) -> Iterator[Outcome]:
    """Tell of claims about all measures that do not hold of all of them."""
    ref = reading.ref
    if ref.measure is not None or ref.where is not Where.REPORT_ITEM or ref.period.grain is not Grain.QUARTER:
        return
    for sentence in readable(reading):
        text = reading.text[sentence.start : sentence.end]
        found = _ALL.search(text) or _NONE.search(text)
        if found is None or _LIMITED.search(text[: found.start()]) or _LIMITED.search(text[found.end() :]):
            continue
        exception = _exception(text, found)
        if exception is None:
            continue
        start, end = sentence.start + found.start(), sentence.start + found.end()
        said = reading.text[start:end]
        measures = _measures(reading.snapshot, ref)
        faults = [(item, why) for item in measures if (why := exception(reading.snapshot, item, ref.period))]
        if not measures:
            continue
        if not any(item.measure.stage is not Stage.DISCONTINUED for item, _ in faults):
            yield Statement(ref, start, end, said, Verdict.AGREES, f"{len(measures)} measures")
            continue
        working = "; ".join(f"{item.name}: {why}" for item, why in faults)
        message = f"The text says '{said}', but {_listed(faults)}."
        yield from contradicted(reading, Kind.OVERCLAIM, (start, end), message, working)


_Exception = Callable[[Snapshot, Placed, Period], str]


def _exception(text: str, found: re.Match[str]) -> _Exception | None:
    """What keeps a measure out of a claim about all; None where the claim is not one about figures."""
    rest = text[found.end() :]
    if _FORWARD.search(rest[:40]):
        return None
    if found.re is _NONE:
        colour = _BAD_COLOUR.search(rest)
        if colour is None:
            return None
        bad = Status(colour["colour"].lower())
        return lambda snapshot, item, quarter: _coloured(snapshot, item, quarter, bad)
    if _AT_TARGET.search(rest) or (
        _names_targets(found[0]) and re.search(r"\b(?:met|achieved|hit|exceeded)\b", rest)
    ):
        return _not_close if _CLOSE.search(rest) else _not_at_target
    return _not_better if _IMPROVED.search(rest) else None


def _names_targets(words: str) -> bool:
    return "target" in words.casefold()


def _coloured(snapshot: Snapshot, item: Placed, quarter: Period, bad: Status) -> str:
    found = judged(snapshot, item, quarter)
    return f"is {bad.value}" if found.status is bad else ""


def _not_at_target(snapshot: Snapshot, item: Placed, quarter: Period) -> str:
    found = judged(snapshot, item, quarter)
    return _no_target(snapshot, item) or (
        f"is {found.status.value}" if found.status in _OFF else _grey(found.status)
    )


def _not_close(snapshot: Snapshot, item: Placed, quarter: Period) -> str:
    found = judged(snapshot, item, quarter)
    return _no_target(snapshot, item) or ("is red" if found.status is Status.RED else _grey(found.status))


_OFF = (Status.RED, Status.AMBER)


def _grey(status: Status) -> str:
    return "has no figure that could be judged" if status is Status.GREY else ""


def _no_target(snapshot: Snapshot, item: Placed) -> str:
    """Why a measure cannot be at its target: it has none."""
    if item.measure.status_against is not StatusAgainst.TARGET:
        return ""
    lines = series_of(snapshot, item.measure.id)
    targets = [row for line in lines for row in snapshot.of(Target).where("series", line.id)]
    none = {TargetKind.NONE, TargetKind.TO_BE_CONFIRMED, TargetKind.NOT_APPLICABLE}
    return "" if any(row.kind not in none for row in targets) else "has no target"


def _not_better(snapshot: Snapshot, item: Placed, quarter: Period) -> str:
    if not is_reported(item):
        return ""
    ways = directions(snapshot, item, quarter)
    found = first_known(item, ways)
    if found is None or not found.is_known:
        found = next((each for each in ways if each.is_long), None)
    return "is worse" if found is not None and found.way is Way.WORSE else ""


def _measures(snapshot: Snapshot, ref: TextRef) -> tuple[Placed, ...]:
    """The measures of which a summary speaks: those of its priority, or of the whole plan."""
    if ref.priority is None:
        return placed_in(snapshot, plan_for(snapshot, ref.period), ref.period)
    priority = snapshot.of(Priority).get(ref.priority)
    return placed(snapshot, priority, ref.period) if priority else ()


def _listed(faults: Sequence[tuple[Placed, str]]) -> str:
    shown = [f"'{item.name}' {why}" for item, why in faults[:_MOST_NAMED]]
    more = len(faults) - len(shown)
    if more:
        shown.append(f"{more} more do not bear it out")
    return listed(shown)


@dataclass(frozen=True, slots=True)
class _Below:
    """Words below a summary that tell of a setback."""

    about: frozenset[str]
    words: str
    where: str


def rosy(reading: Reading) -> Iterator[Outcome]:
    """Tell of a summary that praises what the words or statuses below it do not."""
    ref = reading.ref
    if ref.where is not Where.REPORT_ITEM or ref.field != "text" or ref.priority is None:
        return
    row = reading.snapshot.of(ReportItem).get(*ref.key)
    if row is None or row.section not in _SUMMARIES:
        return
    for sentence in readable(reading):
        text = reading.text[sentence.start : sentence.end]
        found = _PROGRESS.search(text)
        if found is None or re.search(
            r"\b(?:not|no|without|although|however|but|despite|except|apart from|other than)\b", text, _FLAGS
        ):
            continue
        about = subjects_in(text[: found.start()] + " " + text[found.end() :])
        below = _setback(reading.snapshot, ref.priority, ref.period, about)
        if below is None:
            continue
        start, end = sentence.start + found.start(), sentence.start + found.end()
        said = reading.text[start:end]
        message = f"The summary says '{said}', but {below.where} says '{below.words}'."
        if not below.words:
            message = f"The summary says '{said}', but {below.where}."
        yield Finding(Kind.OVERCLAIM, ref, start, end, said, "", message, below.where)


def _setback(snapshot: Snapshot, key: PriorityId, quarter: Period, about: frozenset[str]) -> _Below | None:
    """What stands below a summary and tells of the same subject that it did not go well."""
    return next((each for each in _below(snapshot, key, quarter) if _is_alike(about, each.about)), None)


def _is_alike(about: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts speak of the same: of two words that tell what, or of all that one of them has."""
    both = about & other
    return len(both) >= 2 or bool(both and both in (other, about))


def _below(snapshot: Snapshot, key: PriorityId, quarter: Period) -> Iterator[_Below]:
    priority = snapshot.of(Priority).get(key)
    for project in snapshot.of(Project).where("priority", key):
        for update in snapshot.of(ProjectUpdate).where("project", project.id):
            if update.period in (quarter, None) and (found := _SETBACK.search(update.text)):
                yield _Below(subjects_in(project.title), found[0], f"an update of '{project.title}'")
    for item in placed(snapshot, priority, quarter) if priority else ():
        about = title_words(snapshot, item.measure)
        row = snapshot.of(Commentary).get(item.measure.id, quarter)
        found = _SETBACK.search(row.text) if row is not None else None
        # Fewer offences than expected are no setback.
        is_good = found is not None and item.measure.polarity is Polarity.LOWER and _FEWER.match(found[0])
        if found is not None and not is_good:
            yield _Below(about, found[0], f"the text of '{item.measure.title}'")
        if judged(snapshot, item, quarter).status is Status.RED:
            yield _Below(subjects_in(item.measure.title), "", f"'{item.measure.title}' is red")
