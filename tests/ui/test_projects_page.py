"""The projects page as a person meets it: a report's projects typed by keys, all actions, and bad input."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cspdesk.commands.projects import SetActionState
from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.desk.document import Document
from cspdesk.desk.workspace import Place
from cspdesk.domain.choices import ActionState
from cspdesk.domain.period import Period
from cspdesk.domain.resources import resource
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Plan,
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
from cspdesk.pack.parts import project_table
from cspdesk.store.store import Store
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.page import PageSpec
from cspdesk.ui.projects_page import ProjectsPage
from tests.support.documents import EDITOR
from tests.support.entry import told_by
from tests.support.windows import make_active, window_of
from tests.ui.conftest import Press
from tests.ui.test_accessibility import nameless
from tests.ui.test_main_window import shown_words

Q2 = Period.quarter(2011, 2)
AS_OF = date(2011, 12, 1)
OFFENDING = "Reducing re-offending and restorative justice"


def spec() -> PageSpec:
    return PageSpec("projects", "Projects", "projects", lambda w: ProjectsPage(w, lambda: AS_OF))


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with this page alone, on 1 December 2011, open on a plan without projects."""
    with window_of(qtbot, tmp_path, spec()) as made:
        path = tmp_path / "plan.cspdesk"
        with Store.create(path, EDITOR) as store:
            store.run(PutRows("Set up a plan", tuple(plan_rows())))
        made.open_path(path)
        made.workspace.choose_quarter(Q2)
        make_active(made, qtbot)
        yield made


def plan_rows() -> list[Plan | Priority]:
    plan = PlanId("plan")
    return [
        Plan(
            id=plan,
            title="Plan 2011-2014",
            first_year=Period.financial_year(2011),
            last_year=Period.financial_year(2013),
        ),
        Priority(id=PriorityId("r"), plan=plan, position=0, title=OFFENDING),
        Priority(id=PriorityId("d"), plan=plan, position=1, title="Drugs"),
        Priority(id=PriorityId("x"), plan=plan, position=2, title="Fire", retired=True),
    ]


@pytest.fixture
def page(window: MainWindow) -> ProjectsPage:
    found = window.findChild(ProjectsPage)
    assert found is not None
    return found


@pytest.fixture
def filled(page: ProjectsPage) -> ProjectsPage:
    """The page with two projects, of which the first has two updates and three actions."""
    iom = ProjectId("iom")
    page.document.do(
        PutRows(
            "Projects",
            (
                Project(id=iom, priority=PriorityId("r"), position=0, title="Offender management"),
                Project(id=ProjectId("iba"), priority=PriorityId("r"), position=1, title="Brief advice"),
                ProjectUpdate(id=UpdateId("u0"), project=iom, period=Q2, when="Oct 2011", text="Begun."),
                ProjectUpdate(
                    id=UpdateId("u1"), project=iom, position=1, period=Q2, when="01/11/11", text="Live."
                ),
                Action(id=ActionId("a0"), project=iom, text="Talk", due="23/11/11", raised_period=Q2),
                Action(
                    id=ActionId("a1"),
                    project=iom,
                    position=1,
                    text="Workshop",
                    due="05/12/11 TBC",
                    owner="Police",
                    raised_period=Q2,
                ),
                Action(id=ActionId("own"), text="Write to the county", due="Oct 2011", raised_period=Q2),
            ),
        )
    )
    page.projects.list.setFocus()
    return page


def type_in(window: MainWindow, text: str) -> None:
    """Type a text, of any letters, where the keys are."""
    for letter in text:
        target = window.focusWidget()
        assert target is not None
        if letter == "\n":
            QTest.keyClick(target, Qt.Key.Key_Return)
            continue
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(target, event)


def titles(page: ProjectsPage) -> list[str]:
    return [project.title for project in page.document.snapshot.of(Project).where("priority", "r")]


def focus_name(window: MainWindow) -> str:
    focused = window.focusWidget()
    return focused.accessibleName() if focused is not None else ""


def action(page: ProjectsPage, key: str) -> Action:
    found = page.document.snapshot.of(Action).get(ActionId(key))
    assert found is not None
    return found


# ---------------------------------------------------------------------- a report's projects by keys


def sample_rows(sheet: str) -> list[dict[str, str]]:
    path = resource("samples", "rolling-year", f"{sheet}.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_projects_of_a_report_are_typed_by_keys_and_come_out_in_the_same_order(
    window: MainWindow, page: ProjectsPage, press: Press, qtbot: QtBot
) -> None:
    updates, actions = sample_rows("Project updates"), sample_rows("Actions")
    wanted = []
    for project in sample_rows("Projects"):
        press("Alt+J")
        assert focus_name(window) == "Title of the project"
        type_in(window, project["Title"])
        press("Tab", "Tab")
        assert focus_name(window) == "Leads"
        type_in(window, project["Leads"])
        for row in updates:
            if row["Project"] == project["Title"]:
                press("Alt+U")
                assert focus_name(window) == "Date of the update"
                type_in(window, row["When"])
                press("Tab", "Tab")
                type_in(window, row["Text"])
        for row in actions:
            if row["Project"] == project["Title"]:
                press("Alt+T")
                assert focus_name(window) == "What is to be done"
                type_in(window, row["Text"])
                press("Tab")
                type_in(window, row["Owner"])
                press("Tab")
                type_in(window, row["When"])
        did = [f"{r['When']}: {r['Text']}" for r in updates if r["Project"] == project["Title"]]
        to_do = [
            (f"{r['When']}: " if r["When"] else "") + f"{r['Text']} ({r['Owner']})"
            for r in actions
            if r["Project"] == project["Title"]
        ]
        wanted.append((project["Title"], "\n".join(did), "\n".join(to_do) or "None open.", project["Leads"]))
    page.flush()
    snapshot = page.document.snapshot
    priority = snapshot.of(Priority).get(PriorityId("r"))
    assert priority is not None
    table = project_table(snapshot, priority, Q2, "projects")
    assert table is not None
    assert [tuple(cell.text for cell in row) for row in table.rows] == wanted
    # Nothing is left over: each row of the sample is one of the file.
    assert (len(snapshot.of(Project)), len(snapshot.of(ProjectUpdate)), len(snapshot.of(Action))) == (4, 5, 4)
    qtbot.wait(1)


# ---------------------------------------------------------------------- the page's work by keys


def test_a_project_is_moved_closed_deleted_and_brought_back_by_keys(
    filled: ProjectsPage, window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    told = told_by(window)
    assert filled.projects.current == "iom"
    press("Alt+Down")
    qtbot.waitUntil(lambda: titles(filled) == ["Brief advice", "Offender management"])
    press("Alt+Down")
    qtbot.waitUntil(lambda: any("the last of its priority" in said for said in told))
    press("Return")
    assert focus_name(window) == "Title of the project"
    press("Tab", "Tab", "Tab")
    assert focus_name(window) == "The project is closed"
    press("Space")
    project = filled.document.snapshot.of(Project).get(ProjectId("iom"))
    assert project is not None
    assert project.closed
    assert told[-1] == (
        "Closed 'Offender management'; 2 of its actions are still open and stay in the list of all actions."
    )
    press("Escape")
    assert focus_name(window) == "Projects by priority"
    press("Delete")
    qtbot.waitUntil(lambda: filled.document.snapshot.of(Project).get(ProjectId("iom")) is None)
    assert told[-1] == (
        "Deleted the project 'Offender management' with 2 updates and 2 actions. Ctrl+Z brings it back."
    )
    assert len(filled.document.snapshot.of(Action)) == 1
    press("Ctrl+Z")
    after = filled.document.snapshot
    assert (len(after.of(ProjectUpdate)), len(after.of(Action))) == (2, 3)


def test_updates_stand_newest_first_and_one_is_deleted_by_a_key(
    filled: ProjectsPage, window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    words = [filled.updates.list.list.item(row).text() for row in range(2)]
    assert words == ["Q2 11/12  01/11/11: Live.", "Q2 11/12  Oct 2011: Begun."]
    assert filled.updates.when.said.text() == "1 November 2011"
    told = told_by(window)
    filled.updates.list.list.setFocus()
    press("Alt+Down")
    qtbot.waitUntil(lambda: any("stand by their quarter and date" in said for said in told))
    press("Down")
    assert filled.updates.when.text == "Oct 2011"
    assert filled.updates.when.said.text() == "Oct 2011: 1 October 2011 to 31 October 2011"
    press("Delete")
    qtbot.waitUntil(lambda: len(filled.document.snapshot.of(ProjectUpdate)) == 1)
    assert told[-1] == "Deleted the update 'Oct 2011: Begun.'. Ctrl+Z brings it back."


def test_an_update_is_reported_in_another_quarter_by_keys(
    filled: ProjectsPage, window: MainWindow, press: Press
) -> None:
    press("Alt+U")
    key = UpdateId(filled.updates.list.current)
    press("Tab", "Down")
    update = filled.document.snapshot.of(ProjectUpdate).get(key)
    assert update is not None
    assert update.period == Q2.next


def test_all_actions_are_filtered_and_closed_by_keys(
    filled: ProjectsPage, window: MainWindow, press: Press
) -> None:
    press("Alt+W")
    table = filled.pane.table
    assert table.hasFocus()
    assert [table.topLevelItem(row).text(0) for row in range(3)] == ["▲ Overdue", "▲ Overdue", "Open"]  # type: ignore[union-attr]  # there are three
    assert filled.pane.counts.text() == "2 overdue, 1 more open"
    assert filled.pane.form.words.text == "Write to the county"
    press("Down")
    belongs = filled.pane.form.belongs
    assert belongs is not None
    assert belongs.combo.currentText() == "Project: Offender management"
    press("Return", "Tab", "Tab", "Tab", "Tab")
    assert focus_name(window) == "State of the action"
    press("Down")
    assert (action(filled, "a0").state, action(filled, "a0").closed_period) == (ActionState.DONE, Q2)
    # It stays under the hands of who closed it, until the filter is asked again.
    assert table.current == "a0"
    press("Up")
    assert (action(filled, "a0").state, action(filled, "a0").closed_period) == (ActionState.OPEN, None)
    press("Down", "Escape")
    assert table.hasFocus()
    filled.pane.wanted.setFocus()
    press("Down")
    assert filled.pane.wanted.currentText() == "Overdue"
    assert [table.topLevelItem(row).text(1) for row in range(table.topLevelItemCount())] == [  # type: ignore[union-attr]  # there
        "Write to the county"
    ]
    press("Up", "Tab", "Down", "Down")
    assert filled.pane.owner.currentText() == "Nobody named"
    assert table.topLevelItemCount() == 1
    press("Up")
    assert filled.pane.owner.currentText() == "Police"
    assert filled.pane.form.words.text == "Workshop"


def test_an_action_of_its_own_is_added_and_deleted_by_keys(
    filled: ProjectsPage, window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    told = told_by(window)
    press("Alt+W", "Insert")
    qtbot.waitUntil(lambda: focus_name(window) == "What is to be done")
    type_in(window, "Ask the fire service")
    press("Escape")
    qtbot.waitUntil(lambda: action(filled, filled.pane.table.current).text != "")
    made = action(filled, filled.pane.table.current)
    assert (made.text, made.project, made.raised_period) == ("Ask the fire service", None, Q2)
    press("Delete")
    qtbot.waitUntil(lambda: len(filled.document.snapshot.of(Action)) == 3)
    assert told[-1] == "Deleted the action 'Ask the fire service'. Ctrl+Z brings it back."


def test_an_action_is_given_to_a_decision_by_keys_and_taken_back_at_once(
    filled: ProjectsPage, window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    decided = ReportItem(
        id=ReportItemId("d"),
        priority=PriorityId("r"),
        period=Q2,
        section="decision",
        text="That a post be filled.",
    )
    filled.document.do(PutRows("A decision", (decided,)))
    press("Alt+W", "Insert")
    qtbot.waitUntil(lambda: focus_name(window) == "What is to be done")
    type_in(window, "Advertise the post")
    press(*["Tab"] * 6)
    assert focus_name(window) == "Belongs to"
    belongs = filled.pane.form.belongs
    assert belongs is not None
    key = filled.pane.table.current
    qtbot.waitUntil(lambda: action(filled, key).text != "")
    # The projects are passed on the way.
    press("Down", "Down", "Down")
    assert belongs.combo.currentText() == "Decision 1, Quarter 2 2011/12: That a post be filled."
    assert action(filled, key).decision is None
    press("Tab")
    qtbot.waitUntil(lambda: action(filled, key).decision == "d")
    assert action(filled, key).project is None
    assert filled.document.undo_label == (
        "Move 'Advertise the post' to decision 1, Quarter 2 2011/12: That a post be filled."
    )
    press("Escape", "Ctrl+Z")
    assert (action(filled, key).decision, action(filled, key).text) == (None, "Advertise the post")
    assert belongs.combo.currentText() == "Nothing else"


def test_a_choice_that_is_not_saved_yet_is_saved_with_its_own_action(
    filled: ProjectsPage, window: MainWindow, press: Press
) -> None:
    press("Alt+W")
    belongs = filled.pane.form.belongs
    assert belongs is not None
    assert filled.pane.table.current == "own"
    belongs.setFocus()
    press("Down", "Escape", "Down")
    assert filled.pane.table.current == "a0"
    assert (action(filled, "own").project, action(filled, "a0").project) == ("iom", "iom")
    assert belongs.combo.currentText() == "Project: Offender management"


def test_an_act_is_named_after_the_words_just_typed(
    filled: ProjectsPage, window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    press("Alt+T")
    type_in(window, "Talk again")
    press("Tab")
    qtbot.waitUntil(lambda: filled.document.undo_label == "Words of the action 'Talk again'")
    type_in(window, "Police")
    press("Tab")
    qtbot.waitUntil(lambda: filled.document.undo_label == "Owner of 'Talk again'")
    type_in(window, "30/11/11")
    press("Tab")
    qtbot.waitUntil(lambda: filled.document.undo_label == "Date of 'Talk again'")


def test_actions_of_a_project_change_places_by_keys(filled: ProjectsPage, press: Press, qtbot: QtBot) -> None:
    filled.actions_.list.list.setFocus()
    assert filled.actions_.list.list.item(0).text() == "▲ Overdue: Talk   23/11/11"
    press("Alt+Down")
    qtbot.waitUntil(
        lambda: (
            [row.id for row in filled.document.snapshot.of(Action).where("project", "iom")] == ["a1", "a0"]
        )
    )


def test_an_action_says_that_it_is_overdue_once_its_date_is_typed(
    filled: ProjectsPage, window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    press("Alt+T", "Tab", "Tab")
    assert focus_name(window) == "Due"
    type_in(window, "30/11/11")
    assert filled.actions_.form.due.said.text() == "30 November 2011"
    press("Tab")
    qtbot.waitUntil(lambda: filled.actions_.form.due.said.text() == "▲ Overdue. 30 November 2011")
    assert filled.actions_.list.list.item(2).text() == "▲ Overdue: Action without words   30/11/11"


# ---------------------------------------------------------------------- nothing typed is lost


def test_typing_goes_on_over_a_save(
    filled: ProjectsPage, window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    press("Alt+U", "Tab", "Tab")
    type_in(window, "Further ")
    key = UpdateId(filled.updates.list.current)

    def saved() -> str:
        row = filled.document.snapshot.of(ProjectUpdate).get(key)
        return row.text if row else ""

    qtbot.waitUntil(lambda: saved() == "Further", timeout=3000)
    assert focus_name(window) == "Words of the update"
    type_in(window, "talks.")
    filled.flush()
    assert saved() == "Further talks."


def test_a_text_that_is_too_long_stays_with_its_reason_and_comes_back(
    filled: ProjectsPage, window: MainWindow, press: Press
) -> None:
    press("Alt+U", "Tab", "Tab")
    filled.updates.text.editor.setPlainText("x" * 100_000)
    filled.flush()
    assert "100,000 characters; 32,000 are kept" in filled.unsaved()
    filled.projects.list.setFocus()
    press("Down")
    assert filled.chosen is not None
    assert filled.chosen.id == "iba"
    press("Up")
    assert len(filled.updates.text.text) == 100_000
    assert "32,000 are kept" in shown_words(window)


def test_what_is_typed_is_saved_before_another_view_or_place(
    filled: ProjectsPage, window: MainWindow, press: Press
) -> None:
    press("Return", "End")
    type_in(window, "!")
    press("Alt+W")
    assert titles(filled)[0] == "Offender management!"


# ---------------------------------------------------------------------- bad input, places, names


def test_a_retired_priority_takes_no_project_and_says_why(
    filled: ProjectsPage, window: MainWindow, press: Press
) -> None:
    press("Return", "Tab")
    assert focus_name(window) == "Priority of the project"
    press("End")
    assert filled.chosen is not None
    assert filled.chosen.priority == "r"
    assert filled.form.priority.combo.currentText() == OFFENDING
    assert "The priority 'Fire' is retired, so it takes no projects." in shown_words(window)
    press("Down")
    assert filled.chosen.priority == "d"
    assert filled.projects.current == "iom"


def test_an_impossible_date_is_kept_and_marked(
    filled: ProjectsPage, window: MainWindow, press: Press
) -> None:
    press("Alt+U")
    type_in(window, "31/02/16")
    assert "'31/02/16' is not a day of the calendar." in shown_words(window)
    filled.flush()
    update = filled.document.snapshot.of(ProjectUpdate).get(UpdateId(filled.updates.list.current))
    assert update is not None
    assert update.when == "31/02/16"


@pytest.mark.parametrize(
    ("table", "key", "shown"),
    [
        ("project", "iba", "Brief advice"),
        ("project_update", "u0", "Oct 2011"),
        ("action", "a1", "Workshop"),
        ("action", "own", "Write to the county"),
    ],
)
def test_a_place_leads_to_its_row(
    filled: ProjectsPage, window: MainWindow, table: str, key: str, shown: str
) -> None:
    window.workspace.going.emit(Place("projects", row=(table, key)))
    fields = (
        filled.form.title,
        filled.updates.when,
        filled.actions_.form.words if filled.view == 0 else filled.pane.form.words,
    )
    assert shown in [field.text for field in fields]
    assert filled.view == (1 if key == "own" else 0)


def test_a_place_that_is_gone_says_so(filled: ProjectsPage, window: MainWindow) -> None:
    told = told_by(window)
    window.workspace.going.emit(Place("projects", row=("project", "gone")))
    assert told == ["That has been deleted since."]


def test_an_empty_page_says_what_belongs_there(page: ProjectsPage, window: MainWindow, press: Press) -> None:
    assert "What the partnership does under each priority stands here" in shown_words(window)
    press("Alt+W")
    assert "What was agreed, by whom and by when stands here" in shown_words(window)
    press("Alt+W")
    for priority in tuple(page.document.snapshot.of(Priority)):
        page.document.do(DeleteRow("Delete", Priority, (priority.id,)))
    assert "Projects stand under the priorities of the plan" in shown_words(window)


def test_every_control_has_a_name(filled: ProjectsPage, window: MainWindow, press: Press) -> None:
    assert nameless(window) == []
    press("Alt+W")
    assert nameless(window) == []


def test_it_follows_an_edit_from_elsewhere_and_lets_go_of_a_closed_file(
    filled: ProjectsPage, window: MainWindow, press: Press
) -> None:
    document: Document = filled.document
    document.do(SetActionState("Done", ActionId("a0"), ActionState.DONE, Q2))
    assert filled.actions_.list.list.item(0).text() == "Talk   23/11/11 (done)"
    assert filled.actions_.form.state.combo.currentText() == "Done"
    press("Ctrl+W")
    assert filled.workspace.document is None
    assert filled.projects.current == ""
