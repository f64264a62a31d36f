"""Words about targets and colours: a target of 90% where higher is better, one of 300 where lower is."""

from decimal import Decimal

import pytest

from cspdesk.analysis.check.finding import Kind, Verdict
from cspdesk.analysis.check.status_words import status_words
from cspdesk.domain.choices import AddsUp, OutlookWord, Polarity, ToleranceKind
from cspdesk.domain.tables import MeasureId, Outlook
from cspdesk.domain.unit import Unit
from tests.support.told import Q, document, measure, statements, text, told

SATISFACTION = {"2015-16Q1": "94%", "2015-16Q2": "90%", "2015-16Q3": "89%", "2015-16Q4": "80%"}
HIGHER = measure(
    "1.2",
    "Satisfaction",
    SATISFACTION,
    target="90%",
    unit=Unit.PERCENT,
    polarity=Polarity.HIGHER,
    adds_up=AddsUp.NONE,
    tolerance_kind=ToleranceKind.POINTS,
    tolerance_amber=Decimal(2),
)
LOWER = measure(
    "1.4", "Damage", {"2015-16Q1": "280", "2015-16Q2": "312"}, target="300", polarity=Polarity.LOWER
)
MONITORED = measure("1.1", "Callers", {"2015-16Q1": "47"}, polarity=Polarity.MONITOR)
DOCUMENT = document(HIGHER, LOWER, MONITORED)


@pytest.mark.parametrize(
    ("key", "period", "words", "kind", "said"),
    [
        ("1.2", "2015-16Q4", "80%, which is on target.", Kind.OVERCLAIM, "on target"),
        ("1.2", "2015-16Q4", "The target has been met.", Kind.OVERCLAIM, "target has been met"),
        ("1.2", "2015-16Q4", "Satisfaction exceeded target again.", Kind.OVERCLAIM, "exceeded target"),
        ("1.2", "2015-16Q2", "This exceeds the 90% target.", Kind.OVERCLAIM, "exceeds the 90% target"),
        ("1.2", "2015-16Q3", "89%: on target.", Kind.OVERCLAIM, "on target"),
        ("1.2", "2015-16Q4", "Performance is above target.", Kind.WRONG_DIRECTION, "above"),
        ("1.2", "2015-16Q1", "Performance is below the target.", Kind.WRONG_DIRECTION, "below"),
        ("1.2", "2015-16Q1", "We missed our target.", Kind.WRONG_DIRECTION, "missed our target"),
        ("1.2", "2015-16Q4", "The measure is rated green.", Kind.OVERCLAIM, "rated green"),
        ("1.2", "2015-16Q1", "RAG status red", Kind.WRONG_DIRECTION, "RAG status red"),
        ("1.1", "2015-16Q1", "Callers are green.", Kind.OVERCLAIM, "are green"),
        ("1.2", "2015-16Q4", "RAG: Green", Kind.OVERCLAIM, "RAG: Green"),
        ("1.2", "2015-16Q1", "94%, worse than target.", Kind.WRONG_DIRECTION, "worse than target"),
        ("1.4", "2015-16Q2", "312 offences, better than target.", Kind.OVERCLAIM, "better than target"),
        ("1.4", "2015-16Q2", "312 is under the target of 300.", Kind.WRONG_DIRECTION, "under"),
    ],
)
def test_what_the_figures_do_not_bear_out(key: str, period: str, words: str, kind: Kind, said: str) -> None:
    (found,) = told(status_words, DOCUMENT, text(key, period, words))
    assert (found.kind, found.said) == (kind, said)


@pytest.mark.parametrize(
    ("key", "period", "words"),
    [
        ("1.2", "2015-16Q1", "94%, which is on target and exceeds the 90% target."),
        ("1.2", "2015-16Q2", "90%, which is on target."),
        ("1.2", "2015-16Q1", "Above target, rated green."),
        ("1.2", "2015-16Q4", "80%, below the 90% target; the target was missed. Status red."),
        ("1.4", "2015-16Q1", "280, better than the target of 300 and under target."),
        ("1.4", "2015-16Q2", "312 offences, exceeding the target of 300."),
    ],
)
def test_what_they_do(key: str, period: str, words: str) -> None:
    row = text(key, period, words)
    assert told(status_words, DOCUMENT, row) == []
    assert all(each.verdict is Verdict.AGREES for each in statements(status_words, DOCUMENT, row))


def test_what_agrees_is_read() -> None:
    row = text("1.2", "2015-16Q1", "94%, which is on target.")
    (read,) = statements(status_words, DOCUMENT, row)
    assert (read.said, read.verdict) == ("on target", Verdict.AGREES)
    assert read.working == "94% is 4 points above the target of 90%"


@pytest.mark.parametrize(
    "words",
    [
        "Performance is not on target.",
        "We are not yet meeting our target.",
        "It is predicted to exceed its target.",
        "The aim is to be on target.",
        "This was on target in Q2.",
        "In 2014/15 the measure was on target.",
        "Last year it was on target.",
        "We expect the target to be met.",
        "Close to target.",
        "If the trend holds, the measure is on target by 2017.",
        "We remain on track to relaunch the survey in May.",
        "Calls were answered within target times.",
        "The target group has met with success.",
        "Green spaces were cleaned and a red car was removed.",
    ],
)
def test_words_that_put_it_off_or_take_it_back(words: str) -> None:
    assert told(status_words, DOCUMENT, text("1.2", "2015-16Q4", words)) == []


def test_an_outlook_that_the_officer_gave_stands() -> None:
    outlook = Outlook(measure=MeasureId("1.2"), period=Q("2015-16Q4"), word=OutlookWord.ON_TARGET)
    row = text("1.2", "2015-16Q4", "On target to achieve.")
    assert told(status_words, document(HIGHER, outlook), row) == []
    assert told(status_words, document(HIGHER), row) != []


def test_the_other_word_is_offered() -> None:
    (found,) = told(status_words, DOCUMENT, text("1.2", "2015-16Q1", "Below target."))
    assert (found.said, found.should_be, found.correction) == ("Below", "Above", "Above")
    (found,) = told(status_words, DOCUMENT, text("1.2", "2015-16Q4", "Now rated Green."))
    assert (found.said, found.should_be) == ("rated Green", "rated Red")
