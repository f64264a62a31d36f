"""The detectors of words: of one text each, in the order in which they are asked."""

from cspdesk.analysis.check.baseline_words import baseline_words
from cspdesk.analysis.check.chance_words import chance_words
from cspdesk.analysis.check.overclaim import rosy, sweeping
from cspdesk.analysis.check.period_labels import period_labels
from cspdesk.analysis.check.period_notes import period_notes
from cspdesk.analysis.check.reading import Detector
from cspdesk.analysis.check.stale import past_futures, unchanged
from cspdesk.analysis.check.status_words import status_words
from cspdesk.analysis.check.subjects import copied, strange_subjects

DETECTORS: tuple[Detector, ...] = (
    period_labels,
    period_notes,
    status_words,
    sweeping,
    rosy,
    past_futures,
    unchanged,
    copied,
    strange_subjects,
    chance_words,
    baseline_words,
)
"""Each reads one text; those that compare texts look up the other in the document."""
