"""Strong words about small changes; when a change may be chance is tested with the test of chance itself."""

import pytest

from cspdesk.analysis.check.chance_words import chance_words
from cspdesk.analysis.check.finding import Kind, Severity
from cspdesk.domain.choices import Comparator, Polarity
from tests.support.told import document, measure, text, told

# 13 against 19 happens often by chance; 489 against 280 does not.
SMALL = measure(
    "2.2",
    "Robbery",
    {"2014-15Q4": "19", "2015-16Q3": "15", "2015-16Q4": "13"},
    polarity=Polarity.LOWER,
    comparators=(Comparator.SAME_QUARTER,),
    unit_label="robberies",
)
LARGE = measure(
    "2.1",
    "Violence",
    {"2014-15Q4": "280", "2015-16Q3": "480", "2015-16Q4": "489"},
    comparators=(Comparator.SAME_QUARTER,),
)
DOCUMENT = document(SMALL, LARGE)


@pytest.mark.parametrize(
    ("key", "words", "said"),
    [
        (
            "2.2",
            "13 robberies compared with 19 last year, a significant reduction.",
            "a significant reduction",
        ),
        ("2.2", "There has been a sharp fall in robbery.", "a sharp fall"),
        ("2.2", "Robbery has fallen sharply.", "fallen sharply"),
        ("2.2", "Robbery is significantly lower than last year.", "significantly lower"),
        ("2.2", "Robbery has fallen significantly on the same quarter last year.", "fallen significantly"),
        ("2.2", "A dramatic fall in robberies since Q4 last year.", "A dramatic fall"),
        ("2.2", "A clear downward trend.", "A clear downward trend"),
        ("2.1", "A marked increase on the previous quarter.", "A marked increase"),
    ],
)
def test_strong_words_about_what_may_be_chance(key: str, words: str, said: str) -> None:
    (found,) = told(chance_words, DOCUMENT, text(key, "2015-16Q4", words))
    assert (found.kind, found.severity, found.said) == (Kind.WITHIN_CHANCE, Severity.WARNING, said)
    assert "often happens by chance" in found.message


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("2.2", "13 robberies, a reduction of 6 on last year."),
        ("2.2", "There was no significant reduction."),
        ("2.2", "The change is not significantly lower."),
        ("2.2", "A significant increase in demand for places was met."),
        ("2.1", "A significant increase of 209 on last year (280)."),
        ("2.1", "Violence has risen sharply compared with the same quarter last year."),
        ("2.2", "Numbers this small rise and fall by chance."),
    ],
)
def test_plain_words_and_large_changes(key: str, words: str) -> None:
    assert told(chance_words, DOCUMENT, text(key, "2015-16Q4", words)) == []
