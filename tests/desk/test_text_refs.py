"""Every field of the window says which text of the document it holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.analysis.check.texts import texts
from cspdesk.commands.rows import PutRows
from cspdesk.desk.document import Document
from cspdesk.desk.text_refs import action_ref, commentary_ref, countywide_ref, item_ref, note_ref, update_ref
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Commentary,
    CountywideId,
    MeasureId,
    PriorityId,
    Project,
    ProjectId,
    ProjectUpdate,
    ReportItem,
    ReportItemId,
    SeriesId,
    UpdateId,
)
from tests.support.documents import LAST_QUARTER, small_store

VIOLENCE = MeasureId("m21")
SECOND = PriorityId("p2")
Q3 = Period.quarter(2015, 3)
ROWS = (
    Project(id=ProjectId("project"), priority=SECOND),
    ProjectUpdate(id=UpdateId("dated"), project=ProjectId("project"), period=Q3, text="Done."),
    ProjectUpdate(id=UpdateId("always"), project=ProjectId("project"), text="Done."),
    ReportItem(id=ReportItemId("decision"), priority=SECOND, period=Q3, section="decision", text="Decided."),
    Action(id=ActionId("next"), project=ProjectId("project"), text="To do"),
    Action(id=ActionId("decided"), decision=ReportItemId("decision"), text="To do"),
    Action(id=ActionId("alone"), text="To do"),
)


@pytest.fixture
def snapshot(tmp_path: Path) -> Iterator[Snapshot]:
    document = Document(small_store(tmp_path / "small.cspdesk"))
    document.do(PutRows("Rows", ROWS))
    yield document.snapshot
    document.close()


def test_commentary_stands_under_the_priority_that_the_quarters_plan_gives_it(snapshot: Snapshot) -> None:
    ref = commentary_ref(snapshot, VIOLENCE, LAST_QUARTER)
    assert (ref.place, ref.priority, ref.measure) == ("commentary/m21/2015-16Q4/text", SECOND, VIOLENCE)


def test_commentary_on_a_measure_that_is_gone_has_no_priority(snapshot: Snapshot) -> None:
    assert commentary_ref(snapshot, MeasureId("gone"), LAST_QUARTER).priority is None


def test_a_note_knows_its_series_and_its_own_period(snapshot: Snapshot) -> None:
    ref = note_ref(snapshot, SeriesId("m21"), Q3, LAST_QUARTER)
    assert ref is not None
    assert (ref.place, ref.period, ref.series) == ("observation/m21/2015-16Q3/note", Q3, SeriesId("m21"))
    assert (ref.priority, ref.measure) == (SECOND, VIOLENCE)
    of_year = note_ref(snapshot, SeriesId("m21"), Period.financial_year(2014), LAST_QUARTER)
    assert of_year is not None
    assert (of_year.place, of_year.period) == ("observation/m21/2014-15/note", Period.quarter(2014, 4))
    assert note_ref(snapshot, SeriesId("gone"), Q3, LAST_QUARTER) is None


def test_report_text_and_countywide_rows_are_named_by_their_key_and_field() -> None:
    assert item_ref(ReportItemId("i"), "outcome", Q3, None).place == "report_item/i/outcome"
    row = countywide_ref(CountywideId("c"), "local_performance", Q3, SECOND)
    assert (row.place, row.priority) == ("countywide_row/c/local_performance", SECOND)


@pytest.mark.parametrize(("key", "quarter"), [("dated", Q3), ("always", LAST_QUARTER)])
def test_an_update_is_read_in_its_own_quarter_else_in_the_one_shown(
    snapshot: Snapshot, key: str, quarter: Period
) -> None:
    update = snapshot.of(ProjectUpdate).get(UpdateId(key))
    assert update is not None
    ref = update_ref(snapshot, update, LAST_QUARTER)
    assert (ref.place, ref.period, ref.priority) == (f"project_update/{key}/text", quarter, SECOND)


@pytest.mark.parametrize(("key", "priority"), [("next", SECOND), ("decided", SECOND), ("alone", None)])
def test_an_action_stands_under_the_priority_of_what_it_belongs_to(
    snapshot: Snapshot, key: str, priority: PriorityId | None
) -> None:
    action = snapshot.of(Action).get(ActionId(key))
    assert action is not None
    ref = action_ref(snapshot, action, "progress", LAST_QUARTER)
    assert (ref.place, ref.priority) == (f"action/{key}/progress", priority)


def test_they_are_the_places_under_which_the_check_reads_the_same_texts(snapshot: Snapshot) -> None:
    read = {kept.ref for kept in texts(snapshot, LAST_QUARTER)}
    updates = {update_ref(snapshot, row, LAST_QUARTER) for row in snapshot.of(ProjectUpdate)}
    actions = {action_ref(snapshot, row, "text", LAST_QUARTER) for row in snapshot.of(Action)}
    item = item_ref(ReportItemId("decision"), "text", Q3, SECOND)
    words = {
        commentary_ref(snapshot, row.measure, row.period)
        for row in snapshot.of(Commentary)
        if row.text and row.period <= LAST_QUARTER and row.period.of_year == LAST_QUARTER.of_year
    }
    assert words
    assert read == {*updates, *actions, item, *words}
