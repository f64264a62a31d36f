"""Which texts an edit concerns: those whose claims may come out otherwise after it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from cspdesk.analysis.check.claims_subject import stems, title_stems
from cspdesk.analysis.check.stale import plain_words
from cspdesk.analysis.check.subject_words import subjects_in
from cspdesk.analysis.check.texts import KeptText
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Abbreviation,
    Action,
    Attachment,
    Baseline,
    Commentary,
    CountywideRow,
    Excuse,
    Layout,
    Measure,
    MeasureId,
    Meeting,
    Observation,
    Outlook,
    PackIssue,
    Partner,
    Picture,
    Placement,
    ProjectUpdate,
    Rebase,
    Report,
    ReportItem,
    Revision,
    Series,
    SeriesBreak,
    SeriesId,
    Setting,
    StatusOverride,
    Target,
)

_OF_NO_TEXT = frozenset(
    each.TABLE.name
    for each in (
        *(Abbreviation, Attachment, Excuse, Layout, Meeting, PackIssue),
        *(Partner, Picture, Report, Revision, Setting),
    )
)
"""Tables on which no claim rests; excuses are looked up in each report anew."""
_OF_A_SERIES = (Observation, Target, SeriesBreak, Rebase)
_OF_A_MEASURE = (Commentary, StatusOverride, Outlook)
_TEXTS = (Action, CountywideRow, ProjectUpdate, ReportItem)
_HANDLED = _OF_NO_TEXT | {each.TABLE.name for each in (*_OF_A_SERIES, *_OF_A_MEASURE, *_TEXTS, Baseline)}

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)+|\{")


@dataclass(frozen=True, slots=True)
class Concern:
    """What an edit touched, as far as texts can rest on it."""

    everything: bool = False
    measures: frozenset[MeasureId] = frozenset()
    names: frozenset[str] = frozenset()
    """The words by which a text of another measure may speak of those."""
    twins: frozenset[str] = frozenset()
    """What was written about those measures: a text of the same words may be the copy or its source."""
    summaries: bool = False
    """Whether texts that stand with no measure may speak of it."""

    def touches(self, kept: KeptText) -> bool:
        """Whether a text's claims may come out otherwise."""
        if self.everything or kept.ref.measure in self.measures:
            return True
        if kept.ref.measure is None:
            return self.summaries
        return not self.names.isdisjoint(_words(kept.text)) or plain_words(kept.text) in self.twins


def concern_of(before: Snapshot, after: Snapshot, change_set: ChangeSet) -> Concern:
    """Return what an edit concerns, between the document before it and after it."""
    touched = change_set.tables
    if not touched - _OF_NO_TEXT:
        return Concern()
    if touched - _HANDLED:
        # Plans, measures and series say what everything else is about.
        return Concern(everything=True)
    lines = {SeriesId(str(change.key[0])) for row_type in _OF_A_SERIES for change in change_set.of(row_type)}
    for change in change_set.of(Baseline):
        rows = (each.of(Baseline).get(change.key[0]) for each in (before, after))
        lines.update(row.series for row in rows if row is not None)
    found = (after.of(Series).get(line) for line in lines)
    measures = {line.measure for line in found if line is not None}
    names = frozenset(name for measure in measures for name in _names(after, measure))
    # No other measure's text gives figures of what was only written about one, but summaries speak of it.
    measures |= {
        MeasureId(str(change.key[0])) for row_type in _OF_A_MEASURE for change in change_set.of(row_type)
    }
    twins = frozenset(
        plain_words(row.text)
        for each in (before, after)
        for measure in measures
        for row in each.of(Commentary).where("measure", measure)
    )
    return Concern(measures=frozenset(measures), names=names, twins=twins, summaries=True)


def _names(snapshot: Snapshot, measure: MeasureId) -> set[str]:
    row = snapshot.of(Measure).get(measure)
    said = [row.title if row else "", *(line.label for line in snapshot.of(Series).where("measure", measure))]
    found = {word for words in said for word in (*title_stems(words), *subjects_in(words))}
    numbers = (place.number.strip() for place in snapshot.of(Placement).where("measure", measure))
    # A brace opens a live field, which may be of any measure.
    return {"{", *numbers, *found}


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    """The words of a text as each of the detectors cuts them, so that none finds a name that is not here."""
    single = (stem for word in _WORD.findall(text) for stem in stems(word))
    return frozenset((*_NUMBER.findall(text), *single, *stems(text), *subjects_in(text)))
