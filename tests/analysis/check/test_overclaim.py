"""Summaries against the measures, updates and texts below them."""

import pytest

from cspdesk.analysis.check.finding import Kind, Verdict
from cspdesk.analysis.check.overclaim import rosy, sweeping
from cspdesk.domain.choices import Polarity, Stage
from cspdesk.domain.tables import Placement
from tests.support.told import document, item, measure, statements, text, told, update

Q4 = "2015-16Q4"
GREEN = measure("4.1", "Cohort", {Q4: "136"}, target="125", polarity=Polarity.HIGHER)
ALSO_GREEN = measure("4.2", "Referrals", {Q4: "90"}, target="90", polarity=Polarity.HIGHER)
RED = measure("4.3", "Burglary", {Q4: "130", "2014-15Q4": "110"}, target="110", polarity=Polarity.LOWER)
NO_TARGET = measure("4.4", "Women in custody", {Q4: "3"}, target="TBC", polarity=Polarity.LOWER)
NO_FIGURE = measure("4.5", "Robbery", {}, polarity=Polarity.LOWER)
OVER = measure("4.6", "Old rate", {}, polarity=Polarity.LOWER, stage=Stage.DISCONTINUED)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("All indicators were close to target or exceeded target.", "All indicators"),
        ("Every measure in the plan is on or ahead of target.", "Every measure"),
        ("Each of the measures met its target.", "Each of the measures"),
        ("All targets were met.", "All targets"),
        ("All measures are green.", "All measures"),
        ("No measures are red.", "No measures"),
        ("None of our indicators is red.", "None of our indicators"),
        ("All performance indicators have improved.", "All performance indicators"),
    ],
)
@pytest.mark.parametrize("section", ["overview", "note"])
def test_what_does_not_hold_of_all(words: str, said: str, section: str) -> None:
    row = item(words, section=section)
    (found,) = told(sweeping, document(GREEN, ALSO_GREEN, RED, row), row)
    assert (found.kind, found.said) == (Kind.OVERCLAIM, said)
    assert "'4.3 Burglary' is " in found.message


@pytest.mark.parametrize("other", [NO_TARGET, NO_FIGURE], ids=["no target", "no figure"])
def test_a_measure_without_a_target_or_a_figure_met_none(other: list[Placement]) -> None:
    row = item("All indicators were close to target or exceeded target.")
    (found,) = told(sweeping, document(GREEN, other, row), row)
    assert found.said == "All indicators"
    # The discontinued one is named with it, but does not make the claim wrong by itself.
    (found,) = told(sweeping, document(GREEN, other, OVER, row), row)
    assert "Old rate" in found.working
    assert told(sweeping, document(GREEN, OVER, row), row) == []


@pytest.mark.parametrize(
    "words",
    [
        "All indicators were close to target or exceeded it.",
        "Both measures are green.",
        "No measures are red.",
    ],
)
def test_what_holds_of_all_agrees(words: str) -> None:
    row = item(words)
    (read,) = statements(sweeping, document(GREEN, ALSO_GREEN, row), row)
    assert read.verdict is Verdict.AGREES


@pytest.mark.parametrize(
    "words",
    [
        "All measures will be reviewed in May.",
        "All measures should be green by the year end.",
        "All indicators except burglary are on target.",
        "Nearly all indicators are on target.",
        "All partners met at the target venue.",
        "All measures are reported quarterly.",
        "Each measure has an owner.",
        "Each measure is shown with its target in the table below.",
        "Every indicator has a named lead and target owner.",
    ],
)
def test_what_claims_nothing_of_figures(words: str) -> None:
    row = item(words)
    assert told(sweeping, document(GREEN, RED, row), row) == []
    assert statements(sweeping, document(GREEN, RED, row), row) == []


SERVICE = "Implementation of a recovery focused, integrated drug and alcohol service"
SLOW = "240 individuals are in treatment. Embedding of new service slower than expected."


@pytest.mark.parametrize(
    ("words", "below", "said"),
    [
        ("Drug and alcohol recovery service – substantial progress.", SLOW, "substantial progress"),
        ("The drug and alcohol service is going well.", "The move has been delayed.", "going well"),
        ("Alcohol recovery service on schedule.", "Premises are three months late.", "on schedule"),
    ],
)
def test_praise_above_a_setback(words: str, below: str, said: str) -> None:
    row = item(words)
    (found,) = told(rosy, document(row, update(SERVICE, below)), row)
    assert (found.kind, found.said) == (Kind.OVERCLAIM, said)


@pytest.mark.parametrize(
    ("words", "title", "below", "period"),
    [
        ("Drug and alcohol recovery service – substantial progress.", SERVICE, "It is well attended.", Q4),
        ("Drug and alcohol recovery service – substantial progress.", SERVICE, SLOW, "2015-16Q3"),
        ("Green space project – substantial progress.", SERVICE, SLOW, Q4),
        ("Drug and alcohol service: not much progress, despite good results.", SERVICE, SLOW, Q4),
        ("Drug and alcohol recovery service – launched.", SERVICE, SLOW, Q4),
    ],
)
def test_praise_that_may_stand(words: str, title: str, below: str, period: str) -> None:
    row = item(words)
    assert told(rosy, document(row, update(title, below, period)), row) == []


def test_praise_of_a_red_measure() -> None:
    row = item("Excellent progress on burglary.", section="overview")
    (found,) = told(rosy, document(RED, row), row)
    assert found.said == "Excellent progress"
    assert "'Burglary' is red" in found.message
    assert told(rosy, document(GREEN, row), row) == []
    row = item("All measures are on track except burglary.", section="overview")
    assert told(rosy, document(RED, row), row) == []


def test_fewer_offences_than_expected_are_no_setback() -> None:
    good = measure("4.7", "Robbery", {Q4: "5"}, target="9", polarity=Polarity.LOWER)
    row = item("Good progress on robbery.")
    assert told(rosy, document(good, row, text("4.7", Q4, "Fewer offences than expected.")), row) == []
    assert told(rosy, document(good, row, text("4.7", Q4, "The work is behind schedule.")), row) != []
