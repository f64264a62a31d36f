"""Texts of another measure, and texts about another measure's subject."""

import pytest

from cspdesk.analysis.check.finding import Kind, Severity
from cspdesk.analysis.check.subject_words import stem, subjects_in
from cspdesk.analysis.check.subjects import copied, strange_subjects
from tests.support.told import document, measure, text, told

Q4 = "2015-16Q4"
ROBBERY = measure(
    "2.3", "Robbery", {Q4: "30"}, unit_label="offences", definition="Robbery of people and shops."
)
BURGLARY = measure("4.1", "Residential burglary", {Q4: "122"}, unit_label="offences")
DAMAGE = measure("4.2", "Criminal damage", {Q4: "300"}, unit_label="offences")
DRUGS = measure("3.1", "Drug Rehabilitation Requirements", {})
ALCOHOL = measure("5.1", "Alcohol Treatment Requirements", {})
PLAN = (ROBBERY, BURGLARY, DAMAGE, DRUGS, ALCOHOL)


def findings_of_a_copy(words: str, first: str, second: str) -> tuple[bool, bool]:
    one, other = text(first, Q4, words), text(second, Q4, words)
    snapshot = document(*PLAN, one, other)
    return bool(told(copied, snapshot, one)), bool(told(copied, snapshot, other))


def test_the_text_whose_figures_are_the_others_is_the_copy() -> None:
    assert findings_of_a_copy("30 offences, as many as in the autumn.", "2.3", "4.1") == (False, True)
    assert findings_of_a_copy("122 offences, as many as in the autumn.", "2.3", "4.1") == (True, False)


def test_two_measures_may_have_the_same_figures() -> None:
    one, other = text("2.3", Q4, "There were 30 offences."), text("4.3", Q4, "There were 30 offences.")
    snapshot = document(*PLAN, measure("4.3", "Fires", {Q4: "30"}), one, other)
    assert told(copied, snapshot, one) == []
    assert told(copied, snapshot, other) == []


def test_the_text_that_names_the_others_subject_is_the_copy() -> None:
    words = "Patrols against robbery run on Friday and Saturday nights until spring."
    assert findings_of_a_copy(words, "2.3", "4.1") == (False, True)


def test_where_nothing_tells_which_is_the_copy_one_of_them_is() -> None:
    words = "Partners have agreed a joint plan for the town centre with patrols on Friday nights."
    assert sorted(findings_of_a_copy(words, "2.3", "4.1")) == [False, True]


@pytest.mark.parametrize(
    "words",
    [
        "The retirement of key people at the probation service has upset the arrangements for now.",
        "No update provided by any of the partners at this time of the year.",
    ],
)
def test_a_shared_reason_for_having_no_figures_stands(words: str) -> None:
    assert findings_of_a_copy(words, "3.1", "5.1") == (False, False)


def test_a_stock_phrase_stands() -> None:
    assert findings_of_a_copy("No update provided", "2.3", "4.1") == (False, False)


@pytest.mark.parametrize(
    ("key", "words", "said"),
    [
        ("2.3", "Residential burglary offences are down on last year.", "Residential burglary"),
        ("2.3", "Criminal damage has reduced thanks to the graffiti team.", "Criminal damage"),
        ("2.3", "122 burglaries were recorded.", "burglaries"),
        ("4.1", "Robberies rose in the town centre.", "Robberies"),
    ],
)
def test_a_text_about_anothers_subject(key: str, words: str, said: str) -> None:
    (found,) = told(strange_subjects, document(*PLAN), text(key, Q4, words))
    assert (found.kind, found.severity, found.said) == (Kind.WRONG_SUBJECT, Severity.WARNING, said)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("2.3", "Robbery is down, and so is residential burglary."),
        ("2.3", "Residential burglary is up, but robbery fell."),
        ("2.3", "Residential burglary teams have helped: 30 offences were recorded."),
        ("2.3", "The team that works on criminal damage, which has grown, now helps here."),
        ("2.3", "Shops were visited and criminal damage is down."),
        ("2.3", "Criminal damage is being looked into by this team too."),
        ("2.3", "Patrols continue on Friday nights."),
        ("3.1", "Alcohol is still a cause for many."),
        ("4.2", "Damage to cars has reduced."),
    ],
)
def test_a_text_that_may_stand(key: str, words: str) -> None:
    assert told(strange_subjects, document(*PLAN), text(key, Q4, words)) == []


def test_words_that_tell_what_a_text_is_about() -> None:
    assert [stem(word) for word in ("robberies", "Offences", "breaches", "access")] == [
        "robbery",
        "offence",
        "breach",
        "access",
    ]
    assert subjects_in("Number of robberies and the new Drug service") == {"robbery", "drug"}
