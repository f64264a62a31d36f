"""Clauses that speak of something else than the measure are told from its own."""

import pytest

from cspdesk.analysis.check.claims_foreign import strays
from cspdesk.analysis.check.claims_subject import Subject
from cspdesk.analysis.check.facts import facts_of
from cspdesk.analysis.check.lexer import sentences
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, Observation, Partnership, Priority, Series
from tests.support.claims import found, violence
from tests.support.judging import MEASURE, Q4


@pytest.fixture(scope="module")
def document() -> Snapshot:
    """Violence with injury: 412 offences in the quarter, 280 a year before, 355 in the quarter before."""
    return violence()


OWN = (
    "412 offences",
    "There were 412 offences",
    "The total for the quarter was 412",
    "VWI offences: 412",
    "Violence with injury rose to 412",
    "Following patrols in the park, there were 412",
    "Nationally it rose; locally there were 412",
)
OTHERS = (
    "Vehicle crime rose to 412",
    "Calls to the helpline: 412",
    "412 vehicles were stopped",
    "In Eastgate there were 412 offences",
    "In the town centre, 412 offences",
    "Nationally, violence with injury rose by 412",
    "Violence with injury in licensed premises rose to 412",
    "Under-18s were 412",
    "Most of the rise (412 offences)",
    "In May there were 412 offences",
    "The leaflets, which reached 412 people",
)


@pytest.mark.parametrize(("text", "is_own"), [*((t, True) for t in OWN), *((t, False) for t in OTHERS)])
def test_a_number_is_of_the_subject_of_its_clause(document: Snapshot, text: str, is_own: bool) -> None:
    subject = Subject(document, facts_of(document, MEASURE, Q4))
    assert (text.index("412") not in strays(sentences(text), subject)) is is_own


@pytest.mark.parametrize(
    "text",
    [
        # What follows without a subject of its own goes on about the other thing.
        "Robberies in shops fell by 17%. This is 30 fewer than last year.",
        "Thefts fell. There was a reduction of 9%.",
        "Public order rose by 5% to 77 offences, the highest quarter this year.",
        "Detections were 31% (28%), up 3%.",
        "Calls for service reduced by 250 (4%) in the quarter.",
        "The increase of 5% in public order offences is down to better recording.",
        "Our group's average is 5 per 1,000 people, up 2% on last year.",
        "August to September saw a 21% reduction in offences.",
    ],
)
def test_what_is_said_of_something_else_is_nobodys_fault(document: Snapshot, text: str) -> None:
    assert found(document, text) == []


@pytest.mark.parametrize(
    ("text", "said", "right"),
    [
        ("Robberies in shops fell by 17%. There were 421 offences.", "421", "412"),
        ("Elsewhere robberies fell by 17%, but locally there were 421 offences.", "421", "412"),
        ("There were 421 offences (38 of them in parks).", "421", "412"),
    ],
)
def test_the_subject_comes_back(document: Snapshot, text: str, said: str, right: str) -> None:
    assert [each[1:] for each in found(document, text)] == [(said, right)]


def test_numbers_of_other_things_are_held_against_each_other_still(document: Snapshot) -> None:
    # (60 − 50) ÷ 50 = 20%
    text = "Visits to licensed premises rose from 50 to 60 (30%)."
    assert [each[1:] for each in found(document, text)] == [("30%", "20%")]


@pytest.mark.parametrize(
    ("name", "county", "text", "is_foreign"),
    [
        ("Safer Eastgate Partnership", "Marlshire", "In Eastgate there were 412", False),
        ("Safer Eastgate Partnership", "Marlshire", "In Marlshire there were 412", True),
        ("Safer Marlshire Partnership", "Marlshire", "In Marlshire there were 412", False),
        ("London Borough of Eastgate", "", "London rose by 412", True),
    ],
)
def test_the_county_around_a_partnership_is_somewhere_else(
    document: Snapshot, name: str, county: str, text: str, is_foreign: bool
) -> None:
    rows = [row for kind in (Measure, Series, Observation, Priority) for row in document.of(kind)]
    named = Snapshot.of_rows([*rows, Partnership(name=name, county_name=county)])
    subject = Subject(named, facts_of(named, MEASURE, Q4))
    (sentence,) = found_sentences = sentences(text)
    (place,) = [token.start for token in sentence.tokens if token.word == "412"]
    assert (place in strays(found_sentences, subject)) is is_foreign
