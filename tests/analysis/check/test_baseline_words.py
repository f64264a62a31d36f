"""Baselines that a text changes without saying so; the figures are those of the real report."""

import pytest

from cspdesk.analysis.check.baseline_words import baseline_words
from cspdesk.analysis.check.finding import Kind, Severity
from cspdesk.domain.tables import Rebase, SeriesId
from cspdesk.domain.unit import Unit
from tests.support.told import Q, document, measure, text, told

GRID = {"Opiate": {"2015-16Q3": "4.6%"}, "Non-opiate": {"2015-16Q3": "40.1%"}}
KNOWN = measure(
    "3.3",
    "Completions",
    GRID,
    baseline={"Opiate": "5.1%", "Non-opiate": "40.8%"},
    unit=Unit.PERCENT,
    decimals=1,
)
UNKNOWN = measure("3.3", "Completions", GRID, unit=Unit.PERCENT, decimals=1)
BEFORE = text(
    "3.3",
    "2015-16Q2",
    "In Q2, 5.5% of opiate clients completed treatment compared to a baseline of 5.1%. "
    "35.9% of non-opiate clients completed against a baseline of 40.8%.",
)
NOW = (
    "In Q3. 4.6% of opiate clients completed treatment compared to a baseline of 5.1% 40.1% of non-opiate "
    "clients completed against a baseline of 29.9%"
)


@pytest.mark.parametrize(
    "rows", [KNOWN, [*UNKNOWN, BEFORE]], ids=["against the grid", "against the text before"]
)
def test_a_baseline_that_became_another(rows: list[object]) -> None:
    (found,) = told(baseline_words, document(*rows), text("3.3", "2015-16Q3", NOW))  # type: ignore[arg-type]
    assert (found.kind, found.severity) == (Kind.CHANGED_BASELINE, Severity.WARNING)
    assert (found.said, found.should_be) == ("29.9%", "40.8%")


def test_one_that_stayed() -> None:
    words = NOW.replace("29.9", "40.8")
    assert told(baseline_words, document(KNOWN), text("3.3", "2015-16Q3", words)) == []
    assert told(baseline_words, document(UNKNOWN, BEFORE), text("3.3", "2015-16Q3", words)) == []


def test_one_that_changed_with_a_note() -> None:
    words = NOW + ". The baseline has been revised."
    assert told(baseline_words, document(KNOWN), text("3.3", "2015-16Q3", words)) == []
    rebased = Rebase(series=SeriesId("3.3/Non-opiate"), from_period=Q("2015-16Q3"))
    assert told(baseline_words, document(UNKNOWN, BEFORE, rebased), text("3.3", "2015-16Q3", NOW)) == []


@pytest.mark.parametrize(
    "words",
    [
        "4.6% against the baseline.",
        "The baseline is to be confirmed in 2016.",
        "Against the baseline, the reduction is 10.2%.",
        "4.6% of opiate clients, 0.5 points below the baseline of 5.1%.",
    ],
)
def test_what_states_no_other(words: str) -> None:
    assert told(baseline_words, document(KNOWN), text("3.3", "2015-16Q3", words)) == []


def test_the_only_baseline_of_a_measure() -> None:
    grid = measure("1.3", "Incidents", {"2015-16Q3": "9450"}, baseline="13,425")
    (found,) = told(baseline_words, document(grid), text("1.3", "2015-16Q3", "Baseline: 13,245 incidents."))
    assert (found.said, found.should_be) == ("13,245", "13,425")
