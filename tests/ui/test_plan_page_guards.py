"""What half-typed, refused and undone edits of the plan must never do: go elsewhere, or be lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from cspdesk.app.desktop import make_window
from cspdesk.commands.figures import SetTargets, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.desk.workspace import Place
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Measure,
    MeasureId,
    Partnership,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Series,
    SeriesId,
    Target,
)
from cspdesk.store.store import Store
from cspdesk.ui.kept import KeptLine
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.plan_edit_records import Records
from cspdesk.ui.plan_page import PlanPage
from cspdesk.ui.preferences import Preferences
from tests.support.documents import EDITOR, LAST_QUARTER
from tests.ui.conftest import Press
from tests.ui.test_plan_page import choose, told, type_in

VIOLENCE = MeasureId("m21")
BEFORE = Period.quarter(2012, 1)


@pytest.fixture
def page(window: MainWindow, small: Path, qtbot: QtBot) -> PlanPage:
    """The page in the whole window, in Quarter 4 2015/16."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.workspace.choose_quarter(LAST_QUARTER)
    return shown(window)


@pytest.fixture
def old_plan(page: PlanPage) -> None:
    """A plan before the one in force, which numbers Violence with injury 9.9."""
    old = PlanId("old")
    first, last = Period.financial_year(2008), Period.financial_year(2013)
    rows = (
        Plan(id=old, position=-1, title="Plan 2008-2014", first_year=first, last_year=last),
        Priority(id=PriorityId("po"), plan=old, number="9", title="Violence"),
        Placement(
            id=PlacementId("then"), plan=old, priority=PriorityId("po"), measure=VIOLENCE, number="9.9"
        ),
    )
    page.document.do(PutRows("The plan before", rows))


def shown(window: MainWindow) -> PlanPage:
    window.workspace.going.emit(Place("plan"))
    found = window.findChild(PlanPage)
    assert found is not None
    return found


def numbers(page: PlanPage) -> dict[str, str]:
    return {row.plan: row.number for row in page.document.snapshot.of(Placement).where("measure", VIOLENCE)}


def labels(page: PlanPage) -> list[str]:
    return [row.label for row in page.document.snapshot.of(Series).where("measure", MeasureId("m11"))]


def aims(page: PlanPage) -> set[tuple[int, str]]:
    return {(row.period.index, row.typed) for row in page.document.snapshot.of(Target)}


def targets(page: PlanPage, *quarters: int) -> Records:
    """The targets of Violence with injury: 101 for quarter 1, 102 for quarter 2, and so on."""
    choose(page, "m21")
    cells = tuple(TypedCell(SeriesId("m21"), Period.quarter(2015, n), f"10{n}") for n in quarters)
    page.document.do(SetTargets("Targets", cells))
    QTest.qWait(10)
    return page.measure.series.records["Targets"]


def click_line(lines: QListWidget, row: int) -> None:
    place = lines.visualItemRect(lines.item(row)).center()
    QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=place)


class TestWhatIsTypedGoesWhereItWasTyped:
    def test_half_a_series_name(self, page: PlanPage, qtbot: QtBot) -> None:
        choose(page, "m11")
        part = page.measure.series
        type_in(part.form.edits["label"].editor, "Hotline", leave=False)
        click_line(part.list.list, 1)
        qtbot.wait(5)
        assert labels(page) == ["Hotline", "Police"]
        assert part.chosen is not None
        assert part.chosen.label == "Police"

    def test_a_refused_series_name_stays_with_its_series(self, page: PlanPage, qtbot: QtBot) -> None:
        choose(page, "m11")
        part = page.measure.series
        # The other series has that name: refused here, and no change there.
        type_in(part.form.edits["label"].editor, "police")
        click_line(part.list.list, 1)
        qtbot.wait(5)
        assert labels(page) == ["ASB Hotline", "Police"]
        part.choose(SeriesId("m11-ASB Hotline"))
        name = part.form.edits["label"].part
        assert isinstance(name, KeptLine)
        assert name.text == "police"

    @pytest.mark.usefixtures("old_plan")
    def test_half_a_number_when_a_quarter_of_another_plan_is_chosen(
        self, page: PlanPage, window: MainWindow
    ) -> None:
        choose(page, "m21")
        type_in(page.measure.place.edits["number"].editor, "7.7", leave=False)
        window.workspace.choose_quarter(BEFORE)
        assert numbers(page) == {"plan": "7.7", "old": "9.9"}
        assert page.measure.title.text() == "9.9 Violence with injury"

    @pytest.mark.usefixtures("old_plan")
    def test_a_period_refused_by_one_plan_is_not_saved_in_another(
        self, page: PlanPage, window: MainWindow
    ) -> None:
        choose(page, "m21")
        type_in(page.measure.place.edits["from_period"].editor, "Q1 2015/16")
        type_in(page.measure.place.edits["to_period"].editor, "Q1 2009/10")
        assert "before it begins in Quarter 1 2015/16" in page.unsaved()
        window.workspace.choose_quarter(BEFORE)
        then = page.document.snapshot.of(Placement).get(PlacementId("then"))
        assert then is not None
        assert then.to_period is None

    @pytest.mark.usefixtures("old_plan")
    def test_a_year_refused_by_one_plan_is_not_saved_in_another(self, page: PlanPage) -> None:
        choose(page, "plan", "plan")
        type_in(page.sheets["plan"].form.edits["last_year"].editor, "2010/11")
        assert "before it begins in 2014/15" in page.unsaved()
        choose(page, "old", "plan")
        old = page.document.snapshot.of(Plan).get(PlanId("old"))
        assert old is not None
        assert old.last_year == Period.financial_year(2013)

    def test_another_period_moves_no_other_record_under_the_keys(
        self, page: PlanPage, press: Press, qtbot: QtBot
    ) -> None:
        records = targets(page, 2, 3)
        type_in(records.lines[1]["period"].editor, "Q1 2015/16", leave=False)
        press("Tab")
        qtbot.wait(5)
        press("Ctrl+A", "55", "Tab")
        qtbot.wait(5)
        assert aims(page) == {(2, "102"), (1, "55")}
        page.tree.setFocus()
        choose(page, "m22")
        choose(page, "m21")
        # Shown again they stand in the order of their periods.
        periods = [line["period"].part for line in records.lines]
        assert [part.text for part in periods if isinstance(part, KeptLine)] == [
            "Quarter 1 2015/16",
            "Quarter 2 2015/16",
        ]

    def test_a_refused_target_stays_where_its_period_becomes_another(
        self, page: PlanPage, qtbot: QtBot
    ) -> None:
        records = targets(page, 2)
        type_in(records.lines[0]["typed"].editor, "")
        type_in(records.lines[0]["period"].editor, "Q1 2015/16")
        qtbot.wait(5)
        typed = records.lines[0]["typed"].part
        assert isinstance(typed, KeptLine)
        assert (typed.text, aims(page)) == ("", {(1, "102")})
        assert "may not be empty" in typed.problem.text()
        type_in(records.lines[0]["typed"].editor, "99")
        assert (aims(page), page.unsaved()) == ({(1, "99")}, "")

    def test_a_name_refused_in_one_file_is_not_saved_in_another(
        self, page: PlanPage, window: MainWindow, tmp_path: Path
    ) -> None:
        choose(page, "partnership", "partnership")
        type_in(page.sheets["partnership"].form.edits["name"].editor, "n" * 501)
        assert "501 characters" in page.unsaved()
        other = tmp_path / "other.cspdesk"
        Store.create(other, EDITOR).close()
        window.open_path(other)
        assert "501 characters" in window._trouble.sentence
        window.open_path(other)
        assert page.unsaved() == ""
        name = page.sheets["partnership"].form.edits["name"].part
        assert isinstance(name, KeptLine)
        assert name.text == ""
        assert [row.name for row in page.document.snapshot.of(Partnership)] == [""]


class TestUndo:
    def test_a_target_added_by_keys_is_taken_back_by_keys(
        self, page: PlanPage, press: Press, qtbot: QtBot
    ) -> None:
        choose(page, "m21")
        before = page.document.snapshot
        page.measure.series.records["Targets"].new["period"].setFocus()
        press("2015/16", "Tab", "1,400", "Return")
        qtbot.wait(5)
        assert aims(page) == {(0, "1,400")}
        press("Ctrl+Z")
        assert page.document.snapshot == before

    def test_a_target_deleted_comes_back_as_is_said(
        self, page: PlanPage, window: MainWindow, press: Press, qtbot: QtBot
    ) -> None:
        heard = told(page)
        targets(page, 2)
        delete = named(page, "Delete the target for Quarter 2 2015/16 of 2.1 Violence with injury")
        delete.setFocus()
        press("Space")
        assert heard[-1].endswith("Ctrl+Z brings it back.")
        assert aims(page) == set()
        press("Ctrl+Z")
        assert aims(page) == {(2, "102")}

    def test_letters_of_a_line_that_adds_are_taken_back_first(
        self, page: PlanPage, press: Press, qtbot: QtBot
    ) -> None:
        records = targets(page, 2)
        records.new["period"].setFocus()
        press("2015", "Ctrl+Z")
        assert records.new["period"].text() == ""
        assert aims(page) == {(2, "102")}
        press("Ctrl+Z")
        assert aims(page) == set()

    def test_the_keys_leave_the_fields_of_a_measure_that_undo_takes_away(
        self, page: PlanPage, window: MainWindow, press: Press, qtbot: QtBot
    ) -> None:
        choose(page, "p2", "priority")
        page.tree.setFocus()
        press("Insert")
        qtbot.wait(5)
        press("Burglary")
        page.flush()
        press("Ctrl+Z", "Ctrl+Z")
        assert page.document.undo_label == ""
        # Not in the title of the measure that stands there now.
        assert page.tree.hasFocus()


class TestNothingIsLostUnseen:
    def test_a_long_paste_into_a_line_is_refused_whole(
        self, page: PlanPage, press: Press, qtbot: QtBot
    ) -> None:
        choose(page, "m21")
        QApplication.clipboard().setText("x" * 100_000)
        title = page.measure.form.edits["title"]
        title.editor.setFocus()
        press("Ctrl+A", "Ctrl+V")
        page.flush()
        assert page.unsaved() == "Title: not saved. Title has 100,000 characters; 500 are kept. Shorten it."
        assert isinstance(title.part, KeptLine)
        assert len(title.part.text) == 100_000
        records = page.measure.series.records["Targets"]
        records.new["period"].setFocus()
        press("2015/16", "Tab", "Ctrl+V", "Return")
        qtbot.wait(5)
        assert records.problem.text() == "Target has 100,000 characters; 500 are kept. Shorten it."
        assert len(records.new["typed"].text()) == 100_000

    def test_an_end_that_was_not_asked_for_is_told(self, page: PlanPage) -> None:
        said = "The end of Violence with injury is not entered: discontinue it."
        choose(page, "m21")
        page.measure.ending.toggle.click()
        end = page.measure.end
        end.successor.setCurrentText("Something else, in words")
        type_in(end.words, "Knife crime", leave=False)
        assert page.unsaved() == said
        choose(page, "m22")
        assert page.unsaved() == said
        choose(page, "m21")
        assert end.words.text() == "Knife crime"
        end.end.click()
        assert page.unsaved() == ""

    @pytest.mark.usefixtures("page")
    def test_a_file_to_read_only_says_so_and_keeps_what_was_typed(
        self, small: Path, tmp_path: Path, qtbot: QtBot
    ) -> None:
        said = "small.cspdesk is open to read only. Save a copy to change it."
        reader = make_window(Preferences(), tmp_path)
        reader.open_path(small)
        reader.show()
        page = shown(reader)
        heard = told(page)
        choose(page, "m21")
        owner = page.measure.form.edits["owner"]
        type_in(owner.editor, "Council", leave=False)
        page.flush()
        assert page.unsaved() == f"Owner: not saved. {said}"
        box = page.measure.form.edits["sensitive"].editor
        QTest.keyClick(box, Qt.Key.Key_Space)
        assert heard[-1] == f"Sensitive: not changed. {said}"
        for act, label in (
            (page.add_measure, "Add measure 2.3: not done."),
            (page.delete, "Nothing was deleted."),
            (page.down, "Order of the plan: 2.1 Violence with injury: not done."),
        ):
            act.click()
            assert heard[-1] == f"{label} {said}"
        # In the copy it is not lost, but saved.
        reader.files.save_copy(tmp_path / "copy.cspdesk")
        reader.workspace.going.emit(Place("plan"))
        page.flush()
        row = page.document.snapshot.of(Measure).get(VIOLENCE)
        assert row is not None
        assert row.owner == "Council"
        assert page.unsaved() == ""
        reader.close()
        reader.deleteLater()
        qtbot.wait(1)


def named(page: PlanPage, name: str) -> QWidget:
    found = [part for part in page.findChildren(QWidget) if part.accessibleName() == name]
    assert len(found) == 1
    return found[0]
