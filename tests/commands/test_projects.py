"""What can be done with projects, updates and actions, and what is refused with its mend."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.commands.projects import (
    AddAction,
    AddProject,
    AddUpdate,
    MoveAction,
    MoveProject,
    SetActionQuarters,
    SetActionState,
    SetProject,
    SetUpdateQuarter,
    WriteAction,
    WriteUpdate,
)
from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.domain.changes import Command
from cspdesk.domain.choices import ActionState
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Meeting,
    MeetingId,
    PlanId,
    Priority,
    PriorityId,
    Project,
    ProjectId,
    ProjectUpdate,
    ReportItem,
    ReportItemId,
    UpdateId,
)
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store

NIGHTS, DOORS = ProjectId("nights"), ProjectId("doors")
VIOLENCE, DRUGS = PriorityId("p2"), PriorityId("p3")
UPDATE, ACTION = UpdateId("u"), ActionId("a")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "projects.cspdesk") as opened:
        opened.run(AddProject("Add a project", NIGHTS, VIOLENCE, "Safer nights"))
        opened.run(AddUpdate("Add an update", UPDATE, NIGHTS, LAST_QUARTER))
        opened.run(AddAction("Add an action", ACTION, LAST_QUARTER, project=NIGHTS))
        yield opened


def project(store: Store, key: ProjectId = NIGHTS) -> Project:
    found = store.load().of(Project).get(key)
    assert found is not None
    return found


def update(store: Store) -> ProjectUpdate:
    found = store.load().of(ProjectUpdate).get(UPDATE)
    assert found is not None
    return found


def action(store: Store) -> Action:
    found = store.load().of(Action).get(ACTION)
    assert found is not None
    return found


def refusal(store: Store, command: Command) -> str:
    before = store.load()
    with pytest.raises(RefusedError) as caught:
        store.run(command)
    assert store.load() == before
    return str(caught.value)


class TestProject:
    def test_stands_behind_the_others_of_its_priority(self, store: Store) -> None:
        store.run(AddProject("Add", DOORS, VIOLENCE))
        assert [row.id for row in store.load().of(Project)] == [NIGHTS, DOORS]

    def test_keeps_what_is_given_and_leaves_the_rest(self, store: Store) -> None:
        store.run(SetProject("Leads", NIGHTS, leads=" Police,\nprobation "))
        store.run(SetProject("Close", NIGHTS, closed=True))
        found = project(store)
        assert (found.title, found.leads, found.closed) == ("Safer nights", "Police, probation", True)

    def test_moves_behind_those_of_another_priority(self, store: Store) -> None:
        store.run(AddProject("Add", DOORS, DRUGS, "Doors"))
        store.run(MoveProject("Move", NIGHTS, DRUGS))
        assert [row.id for row in store.load().of(Project).where("priority", DRUGS)] == [DOORS, NIGHTS]

    def test_is_not_moved_to_a_retired_priority(self, store: Store) -> None:
        retired = Priority(id=PriorityId("old"), plan=PlanId("plan"), number="9", title="Fire", retired=True)
        store.run(PutRows("Retire", (retired,)))
        assert refusal(store, MoveProject("Move", NIGHTS, retired.id)) == (
            "The priority '9 Fire' is retired, so it takes no projects. Choose another priority, "
            "or take this one back into the plan first."
        )
        assert "is retired" in refusal(store, AddProject("Add", DOORS, retired.id))

    def test_is_not_moved_to_a_priority_that_is_gone(self, store: Store) -> None:
        assert "Choose another" in refusal(store, MoveProject("Move", NIGHTS, PriorityId("gone")))

    def test_refuses_a_title_of_more_than_a_line(self, store: Store) -> None:
        store.run(SetProject("Title", NIGHTS, title="a" * 500))
        said = refusal(store, SetProject("Title", NIGHTS, title="a" * 501))
        assert said == "The title has 501 characters; 500 are kept. Shorten it."

    def test_takes_its_updates_and_actions_with_it(self, store: Store) -> None:
        store.run(DeleteRow("Delete", Project, (NIGHTS,)))
        after = store.load()
        assert (len(after.of(ProjectUpdate)), len(after.of(Action))) == (0, 0)
        for command in (
            SetProject("Title", NIGHTS, title="x"),
            AddUpdate("Add", UPDATE, NIGHTS, LAST_QUARTER),
            AddAction("Add", ACTION, LAST_QUARTER, project=NIGHTS),
        ):
            assert "project has been deleted since" in refusal(store, command)


class TestUpdate:
    def test_keeps_an_impossible_date_as_it_was_typed(self, store: Store) -> None:
        store.run(WriteUpdate("Date", UPDATE, when="31/02/16"))
        store.run(WriteUpdate("Text", UPDATE, text="- **Patrols** ran.\r\n- Doors shut. "))
        found = update(store)
        assert (found.when, found.text) == ("31/02/16", "- **Patrols** ran.\n- Doors shut.")

    def test_refuses_a_text_that_no_file_of_excel_holds(self, store: Store) -> None:
        said = refusal(store, WriteUpdate("Text", UPDATE, text="x" * 100_000))
        assert said == "The text has 100,000 characters; 32,000 are kept. Shorten it."

    def test_is_reported_in_another_quarter_or_in_every_pack(self, store: Store) -> None:
        store.run(SetUpdateQuarter("Quarter", UPDATE, LAST_QUARTER.next))
        assert update(store).period == LAST_QUARTER.next
        store.run(SetUpdateQuarter("Quarter", UPDATE, None))
        assert update(store).period is None

    def test_is_refused_once_it_is_gone(self, store: Store) -> None:
        store.run(DeleteRow("Delete", ProjectUpdate, (UPDATE,)))
        assert "update has been deleted since" in refusal(store, WriteUpdate("Date", UPDATE, when="2012"))
        assert "update has been deleted since" in refusal(store, SetUpdateQuarter("Quarter", UPDATE, None))


class TestAction:
    def test_keeps_what_is_given_and_leaves_the_rest(self, store: Store) -> None:
        store.run(WriteAction("Due", ACTION, due="05/12/11 TBC", owner="IOM  coordinator", number="A3"))
        store.run(WriteAction("Text", ACTION, text="Hold a workshop.", progress="Room booked."))
        found = action(store)
        assert (found.number, found.due, found.owner) == ("A3", "05/12/11 TBC", "IOM coordinator")
        assert (found.text, found.progress) == ("Hold a workshop.", "Room booked.")
        assert found.raised_period == LAST_QUARTER

    @pytest.mark.parametrize("state", [ActionState.DONE, ActionState.DROPPED])
    def test_closing_notes_the_quarter_and_opening_clears_it(self, store: Store, state: ActionState) -> None:
        store.run(SetActionState("Close", ACTION, state, LAST_QUARTER.next))
        assert (action(store).state, action(store).closed_period) == (state, LAST_QUARTER.next)
        store.run(SetActionState("Open", ACTION, ActionState.OPEN, LAST_QUARTER.next))
        assert (action(store).state, action(store).closed_period) == (ActionState.OPEN, None)

    def test_changing_done_to_dropped_keeps_the_quarter(self, store: Store) -> None:
        store.run(SetActionState("Close", ACTION, ActionState.DONE, LAST_QUARTER))
        store.run(SetActionState("Drop", ACTION, ActionState.DROPPED, LAST_QUARTER.next))
        assert action(store).closed_period == LAST_QUARTER

    def test_is_not_closed_before_it_was_raised(self, store: Store) -> None:
        said = refusal(store, SetActionState("Close", ACTION, ActionState.DONE, LAST_QUARTER.previous))
        assert said == (
            "The action was raised in Quarter 4 2015/16, so it cannot be closed in Quarter 3 2015/16. "
            "Choose that quarter or a later one."
        )

    def test_quarters_can_be_corrected(self, store: Store) -> None:
        raised = LAST_QUARTER.previous
        said = refusal(store, SetActionQuarters("Quarters", ACTION, raised, LAST_QUARTER))
        assert said == "The action is still open. Choose Done or Dropped to close it."
        store.run(SetActionState("Close", ACTION, ActionState.DONE, LAST_QUARTER))
        store.run(SetActionQuarters("Quarters", ACTION, raised, raised))
        assert (action(store).raised_period, action(store).closed_period) == (raised, raised)
        assert "cannot be closed" in refusal(
            store, SetActionQuarters("Quarters", ACTION, LAST_QUARTER, raised)
        )

    def test_may_belong_to_nothing(self, store: Store) -> None:
        store.run(AddAction("Add", ActionId("own"), None, text="Write to the county"))
        found = store.load().of(Action).get(ActionId("own"))
        assert found is not None
        assert (found.project, found.decision, found.meeting, found.text) == (
            None,
            None,
            None,
            "Write to the county",
        )

    def test_is_moved_to_a_decision_and_a_meeting_behind_those_there(self, store: Store) -> None:
        decision, meeting = ReportItemId("d"), MeetingId("m")
        store.run(
            PutRows(
                "Set up",
                (
                    ReportItem(id=decision, period=LAST_QUARTER, section="decision", text="Fill the post."),
                    Meeting(id=meeting, title="Board"),
                ),
            )
        )
        store.run(AddAction("Add", ActionId("first"), LAST_QUARTER, decision=decision))
        store.run(MoveAction("Move", ACTION, decision=decision))
        found = action(store)
        assert (found.project, found.decision, found.meeting) == (None, decision, None)
        assert [row.id for row in store.load().of(Action).where("decision", decision)] == ["first", ACTION]
        store.run(MoveAction("Move", ACTION, meeting=meeting))
        assert (action(store).decision, action(store).meeting) == (None, meeting)
        store.run(MoveAction("Move", ACTION))
        assert (action(store).project, action(store).meeting) == (None, None)
        assert store.run(MoveAction("Move", ACTION)) is None

    def test_is_not_moved_to_what_is_gone_or_to_two_at_once(self, store: Store) -> None:
        assert refusal(store, MoveAction("Move", ACTION, decision=ReportItemId("gone"))) == (
            "That decision has been deleted since. Nothing was changed."
        )
        assert "That meeting has been deleted" in refusal(
            store, AddAction("Add", ActionId("other"), None, meeting=MeetingId("gone"))
        )
        both = MoveAction("Move", ACTION, NIGHTS, ReportItemId("gone"))
        assert "Choose one of them" in refusal(store, both)

    def test_refuses_too_long_a_line_or_text(self, store: Store) -> None:
        assert "The owner's name has 501" in refusal(store, WriteAction("Owner", ACTION, owner="x" * 501))
        assert "32,000 are kept" in refusal(store, WriteAction("Progress", ACTION, progress="x" * 32_001))
