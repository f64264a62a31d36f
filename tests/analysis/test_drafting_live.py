"""What holds of every draft: its live form says its text, and it is one to three whole sentences."""

import re

import pytest
from hypothesis import HealthCheck, given, settings

from cspdesk.analysis.drafting import Draft, drafts
from cspdesk.analysis.live_fields import FieldPlace, expanded
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, placed_in, plan_for
from cspdesk.domain.read_rows import observed
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Measure,
    MeasureId,
    Observation,
    PlanId,
    Priority,
    PriorityId,
    Series,
    SeriesId,
)
from cspdesk.domain.unit import Unit
from tests.support.generated import documents
from tests.support.judging import Q2, Q4, document, year
from tests.support.read_back import sample_snapshot
from tests.support.sampled import SAMPLES, placed_as, quarters_of


@pytest.mark.parametrize("name", SAMPLES)
def test_live_drafts_say_their_text(name: str) -> None:
    snapshot = sample_snapshot(name)
    live = 0
    for quarter in quarters_of(snapshot):
        for placed in placed_in(snapshot, plan_for(snapshot, quarter), quarter):
            place = FieldPlace(quarter, placed.measure.id)
            for draft in drafts(snapshot, placed, quarter):
                said = expanded(snapshot, draft.live, place)
                assert (said.text, said.problems) == (draft.text, ())
                live += len(said.pieces)
                assert_well_formed(draft)
    assert live > 20


def test_the_figures_of_a_real_sentence_are_live() -> None:
    snapshot, quarter = sample_snapshot("quarter-narrative"), Period.from_key("2015-16Q2")
    placed = placed_as(snapshot, "2.1", quarter)
    assert drafts(snapshot, placed, quarter)[0].live == (
        "{value}. This gives a year to date total of {year to date}, {change} on the same period last year."
    )


def test_another_series_is_named_in_its_fields() -> None:
    snapshot, quarter = sample_snapshot("quarter-narrative"), Period.from_key("2015-16Q4")
    placed = placed_as(snapshot, "1.1", quarter)
    live = {draft.about: draft.live for draft in drafts(snapshot, placed, quarter)}
    assert live["The series, line by line"] == "ASB Hotline – {figure}\nPolice – {/Police figure}"


def test_a_bare_number_does_not_begin_a_numbered_line() -> None:
    """ "47. This gives" at the beginning of a text would be the 47th of a list."""
    found = drafts(*document(year(2015, "40", "47")), Q2)
    assert found[1].text.startswith("47 in Quarter 2 2015/16. ")


def test_braces_in_a_name_open_no_field() -> None:
    measure = Measure(id=MeasureId("m"), title="Measure", unit_label="{change}")
    series = Series(id=SeriesId("s"), measure=measure.id)
    cell = observed(Observation(series=series.id, period=Q4, typed="12"), Unit.COUNT)
    priority = Priority(id=PriorityId("p"), plan=PlanId("plan"))
    snapshot = Snapshot.of_rows([measure, series, cell, priority])
    found = drafts(snapshot, Placed(measure, "1.1", priority), Q4)
    assert found[0].text == "12 {{change} in Quarter 4 2015/16."


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(snapshot=documents())
def test_any_document_has_sound_drafts(snapshot: Snapshot) -> None:
    for quarter in quarters_of(snapshot)[:4]:
        for placed in placed_in(snapshot, plan_for(snapshot, quarter), quarter):
            found = drafts(snapshot, placed, quarter)
            assert len({draft.text for draft in found}) == len(found)
            for draft in found:
                assert draft.text.strip() == draft.text != ""
                assert draft.about
                assert not re.search(r"[.!?]\.|  |Decimal|None", draft.text.replace("...", ""))
                said = expanded(snapshot, draft.live, FieldPlace(quarter, placed.measure.id))
                assert said.text == draft.text


def assert_well_formed(draft: Draft) -> None:
    """One to three sentences, begun and ended as such; lines of series have no full stop."""
    text = draft.text
    assert not re.search(r"\.\.|  | ,|\( |None", text)
    assert text[0].isupper() or text[0].isdigit() or text[0] == "£", text
    if "\n" in text:
        return
    assert text.endswith(".")
    assert 1 <= len(re.findall(r"\.(?= [A-Z]|$)", text)) <= 3, text
