"""The words by which measures and projects are known apart: "robbery", "opiate", "MARAC"."""

import re
from functools import lru_cache

from cspdesk.analysis.check.word_sets import words_of
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import placed_in, plan_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, MeasureId, Series

_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = words_of(
    """
    the and for with who per not are was were has have had its their from into out more less all any
    this that than under over number numbers percentage proportion rate rates share level levels total
    average count figure figures measure measures people person persons individual individuals service
    services case cases incident incidents offence offences crime crimes offender offenders offending
    victim victims client clients report reports reported recorded increase reduce reduction reducing
    increasing improve improving improvement maintain support supported supporting accept accepted take
    receive receiving work working year years quarter month months first time new other local community
    safety police council county borough district area areas partnership group project projects team
    programme program scheme pilot implementation delivery development progress substantial significant
    good great excellent strong very been being which them they our will also one two three early
    estimate cohort aged age high low access accessing completed completions complete successful
    successfully handled how when where while before after during end monitor monitored update issue
    issues key main
    """
)


def stem(word: str) -> str:
    """Return a word without the endings that make it many: "robberies" and "robbery" are one."""
    small = word.casefold()
    if len(small) > 4 and small.endswith("ies"):
        return small[:-3] + "y"
    if len(small) > 4 and small.endswith("es") and small[-3] in "sxzh":
        return small[:-2]
    return small[:-1] if len(small) > 3 and small.endswith("s") and not small.endswith("ss") else small


@lru_cache(maxsize=4096)
def subjects_in(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that tell what it is about."""
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(stem(word) for word in words if word not in _COMMON and stem(word) not in _COMMON)


def title_words(snapshot: Snapshot, measure: Measure) -> frozenset[str]:
    """Return the stems by which a measure is known: of its title and its series."""
    labels = (line.label for line in snapshot.of(Series).where("measure", measure.id))
    return subjects_in(measure.title).union(*map(subjects_in, labels))


def all_words(snapshot: Snapshot, measure: Measure) -> frozenset[str]:
    """Return the stems of everything that is said about a measure in the plan."""
    about = (
        *(measure.definition, measure.unit_label, measure.source, measure.owner),
        *(measure.good_looks_like, measure.why_it_matters, measure.issues_to_consider),
    )
    return title_words(snapshot, measure) | subjects_in(" ".join(about))


def other_measures(snapshot: Snapshot, own: MeasureId, quarter: Period) -> tuple[Measure, ...]:
    """Return the other measures of a quarter's plan, each once."""
    found = {
        item.measure.id: item.measure for item in placed_in(snapshot, plan_for(snapshot, quarter), quarter)
    }
    found.pop(own, None)
    return tuple(found.values())
