"""The plan edited in place: by keys alone from an empty file, nothing lost, each act told and undone."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cspdesk.commands.figures import SetTargets, TypedCell
from cspdesk.commands.plan_edits import SetField
from cspdesk.commands.words import SetCommentary
from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.choices import Comparator, Judges, Polarity, Span, Stage
from cspdesk.domain.period import Period
from cspdesk.domain.period_text import parse_period
from cspdesk.domain.tables import (
    Baseline,
    Commentary,
    Measure,
    MeasureId,
    Observation,
    Partnership,
    Placement,
    PlacementId,
    Plan,
    Population,
    Priority,
    PriorityId,
    Series,
    SeriesBreak,
    SeriesId,
    Target,
)
from cspdesk.domain.unit import Unit
from cspdesk.store.store import Store
from cspdesk.ui.kept import KeptChoice, KeptLine
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.page import PageSpec
from cspdesk.ui.plan_page import PlanPage
from tests.support.documents import EDITOR, LAST_QUARTER
from tests.support.windows import window_of
from tests.ui.conftest import Press
from tests.ui.test_accessibility import nameless

VIOLENCE = MeasureId("m21")


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with this page alone, in Quarter 4 2015/16."""
    with window_of(qtbot, tmp_path, PageSpec("plan", "Plan", "measures", PlanPage)) as made:
        made.workspace.choose_quarter(LAST_QUARTER)
        yield made


@pytest.fixture
def page(window: MainWindow, small: Path) -> PlanPage:
    return page_of(window)


@pytest.fixture
def empty(window: MainWindow, tmp_path: Path) -> PlanPage:
    path = tmp_path / "empty.cspdesk"
    Store.create(path, EDITOR).close()
    window.open_path(path)
    return page_of(window)


def page_of(window: MainWindow) -> PlanPage:
    found = window.findChild(PlanPage)
    assert found is not None
    return found


def choose(page: PlanPage, key: str, table: str = "measure") -> None:
    page.go(Place("plan", None, (table, key)))


def type_in(editor: QWidget, text: str, *, leave: bool = True) -> None:
    """Type a text in place of what stands in a field, and go on."""
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    QTest.keyClicks(editor, text)
    if leave:
        QTest.keyClick(editor, Qt.Key.Key_Tab)
        QApplication.processEvents()


def field(page: PlanPage, name: str) -> QWidget:
    return page.measure.form.edits[name].editor


def measure(page: PlanPage, key: str = "m21") -> Measure:
    row = page.document.snapshot.of(Measure).get(MeasureId(key))
    assert row is not None
    return row


def focused(window: MainWindow) -> str:
    part = window.focusWidget()
    return part.accessibleName() if part is not None else ""


class TestFromAnEmptyFile:
    def test_a_whole_plan_is_typed_by_keys_alone(
        self, empty: PlanPage, window: MainWindow, press: Press, qtbot: QtBot
    ) -> None:
        def keys(*sequence: str) -> None:
            for each in sequence:
                press(each)
                # The plan's own keys act once their event is over.
                qtbot.wait(1)

        def tab_to(name: str) -> None:
            for _ in range(60):
                if focused(window) == name:
                    return
                press("Tab")
            pytest.fail(f"Tab does not lead to {name}; it leads to {focused(window)}")

        # The partnership is there; Enter leads to its name, Escape back.
        keys("Return")
        tab_to("Name")
        keys("Riverbourne CSP", "Escape")
        keys("Shift+Insert")
        assert focused(window) == "Title"
        keys("Community Safety Plan 2014-2017", "Tab", "2014-15", "Tab", "2016-17", "Tab")
        keys("Ctrl+A", "Partnership Priority", "Escape")
        for title, measures in (
            ("Violent crime", ("Violence with injury", "Robbery")),
            ("Drugs", ("People in treatment",)),
        ):
            keys("Shift+Insert", title, "Escape")
            for each in measures:
                keys("Insert", each, "Escape")
        keys("Up", "Up", "Up", "Return")
        assert page_of(window).measure.title.text() == "1.1 Violence with injury"
        tab_to("Owner")
        keys("Police")
        tab_to("Unit label")
        keys("offences")
        tab_to("Polarity")
        keys("Down", "Up")
        tab_to("Compared with: Year to date last year")
        # The ticked comes first: untick the year to date, tick the one after it.
        keys("Space", "Down", "Space")
        tab_to("Tolerance amber")
        keys("5")
        tab_to("New target of 1.1 Violence with injury: period")
        keys("2015/16", "Tab", "1,400", "Return")
        tab_to("New baseline of 1.1 Violence with injury: label")
        keys("2013/14", "Tab", "1,057", "Return")
        tab_to("New break of 1.1 Violence with injury: from period")
        keys("Q1 2014/15", "Tab", "New counting rules", "Return", "Escape")

        snapshot = empty.document.snapshot
        assert [row.name for row in snapshot.of(Partnership)] == ["Riverbourne CSP"]
        (plan,) = snapshot.of(Plan)
        assert (plan.title, plan.first_year, plan.last_year, plan.priority_word) == (
            "Community Safety Plan 2014-2017",
            Period.financial_year(2014),
            Period.financial_year(2016),
            "Partnership Priority",
        )
        assert [(p.number, p.title) for p in snapshot.of(Priority)] == [
            ("1", "Violent crime"),
            ("2", "Drugs"),
        ]
        placed = [
            (place.number, row.title)
            for p in snapshot.of(Priority)
            for place in snapshot.of(Placement).where("priority", p.id)
            if (row := snapshot.of(Measure).get(place.measure))
        ]
        assert placed == [("1.1", "Violence with injury"), ("1.2", "Robbery"), ("2.1", "People in treatment")]
        first = next(row for row in snapshot.of(Measure) if row.title == "Violence with injury")
        assert (first.owner, first.unit_label, first.tolerance_amber) == ("Police", "offences", 5)
        assert first.comparators == (Comparator.SAME_QUARTER,)
        (line,) = snapshot.of(Series).where("measure", first.id)
        (target,) = snapshot.of(Target).where("series", line.id)
        assert (target.period, target.low, target.judges) == (
            Period.financial_year(2015),
            1400,
            Judges.YEAR_TO_DATE,
        )
        (baseline,) = snapshot.of(Baseline).where("series", line.id)
        assert (baseline.label, baseline.value, baseline.span) == ("2013/14", 1057, Span.YEAR)
        (split,) = snapshot.of(SeriesBreak).where("series", line.id)
        assert (split.from_period, split.note) == (Period.quarter(2014, 1), "New counting rules")
        assert empty.unsaved() == ""

    def test_it_says_what_belongs_there_and_starts_a_plan(self, empty: PlanPage) -> None:
        assert empty.no_plan.isVisible()
        assert empty.no_plan.text().startswith("This file has no plan yet.")
        empty.start.click()
        (plan,) = empty.document.snapshot.of(Plan)
        assert plan.first_year == Period.financial_year(2015)
        assert not empty.no_plan.isVisible()

    def test_populations_are_typed_in_a_line(self, empty: PlanPage) -> None:
        records = empty.sheets["partnership"].populations
        assert records is not None
        for name, text in (("year", "2015"), ("group", "all"), ("people", "98,768")):
            type_in(records.new[name], text)
        QTest.keyClick(records.new["people"], Qt.Key.Key_Return)
        QApplication.processEvents()
        (row,) = empty.document.snapshot.of(Population)
        assert (row.year, row.group, row.people) == (2015, "all", 98_768)


class TestActs:
    def test_moving_in_the_order_and_its_end(self, page: PlanPage, press: Press, qtbot: QtBot) -> None:
        heard = told(page)
        choose(page, "m21")
        page.tree.setFocus()
        press("Alt+Down")
        qtbot.wait(1)
        places = page.document.snapshot.of(Placement).where("priority", PriorityId("p2"))
        assert [place.number for place in places] == ["2.2", "2.1"]
        assert page.tree.current is not None
        assert page.tree.current.row == ("measure", "m21")
        press("Alt+Down")
        qtbot.wait(1)
        assert heard[-1] == "2.1 Violence with injury stands at the end already."

    def test_moving_to_another_priority_and_not_to_a_retired_one(self, page: PlanPage) -> None:
        heard = told(page)
        page.document.do(SetField("Retire", Priority, (PriorityId("p3"),), "retired", True))
        choose(page, "m21")
        combo = page.measure.priority.combo
        assert [combo.itemText(at) for at in range(combo.count())] == [
            "1 Anti-social behaviour",
            "2 Violent crime and robbery",
            "3 Drugs (retired)",
        ]
        pick(page.measure.priority, 2)
        said = "3 Drugs is retired. Bring it back first, or choose another."
        assert page.measure.priority.problem.text() == said
        assert heard[-1].endswith(said)
        assert combo.currentText() == "2 Violent crime and robbery"
        pick(page.measure.priority, 0)
        place = page.document.snapshot.of(Placement).get(PlacementId("at-m21"))
        assert place is not None
        assert place.priority == "p1"
        assert page.tree.current is not None
        assert page.tree.current.row == ("measure", "m21")

    def test_deleting_says_what_went_and_is_undone_whole(
        self, page: PlanPage, window: MainWindow, press: Press, qtbot: QtBot
    ) -> None:
        heard = told(page)
        before = page.document.snapshot
        choose(page, "p2", "priority")
        page.tree.setFocus()
        press("Delete")
        qtbot.waitUntil(lambda: page.document.snapshot.of(Priority).get(PriorityId("p2")) is None)
        assert heard[-1] == (
            "Deleted the priority 2 Violent crime and robbery with 2 measures, 16 figures, 1 baseline and "
            "1 commentary. Ctrl+Z brings it back."
        )
        assert page.tree.hasFocus()
        press("Ctrl+Z")
        assert page.document.snapshot.of(Observation) == before.of(Observation)
        assert page.document.snapshot == before

    def test_the_partnership_stays(self, page: PlanPage) -> None:
        heard = told(page)
        choose(page, "partnership", "partnership")
        assert not page.delete.isEnabled()
        page.tree.delete_asked.emit()
        assert heard[-1] == "A file has one partnership, which stays. Change its name instead."

    def test_discontinuing_with_a_successor_and_bringing_back(self, page: PlanPage) -> None:
        choose(page, "m21")
        sheet = page.measure
        sheet.ending.toggle.click()
        sheet.end.successor.setCurrentText("Robbery")
        sheet.end.end.click()
        assert (measure(page).stage, measure(page).replaced_by) == (Stage.DISCONTINUED, "Robbery")
        assert page.tree.current is not None
        assert page.tree.current.quiet == "discontinued, replaced by Robbery"
        assert page.tree.current.is_ended
        assert not sheet.ending.isVisible()
        sheet.back.click()
        assert (measure(page).stage, measure(page).replaced_by) == (Stage.ACTIVE, "")
        assert not page.tree.current.is_ended

    def test_an_impossible_last_quarter_is_refused_and_stays(self, page: PlanPage) -> None:
        choose(page, "m21")
        end = page.measure.end
        page.measure.ending.toggle.click()
        type_in(end.last, "31 February")
        end.end.click()
        assert end.problem.text().startswith("'31 February' is not a period")
        assert end.last.text() == "31 February"
        choose(page, "m22")
        assert end.last.text() == "Quarter 4 2015/16"
        choose(page, "m21")
        assert end.last.text() == "31 February"
        assert measure(page).stage is Stage.ACTIVE

    def test_the_last_quarter_proposed_is_the_chosen_one(self, page: PlanPage) -> None:
        end = page.measure.end
        for key, quarter in (("m21", 4), ("m22", 3), ("m21", 2)):
            page.workspace.choose_quarter(Period.quarter(2015, quarter))
            choose(page, key)
            assert end.last.text() == f"Quarter {quarter} 2015/16"
        page.workspace.choose_quarter(LAST_QUARTER)
        assert end.last.text() == "Quarter 4 2015/16"

    def test_retiring_says_what_is_no_longer_reported(self, page: PlanPage) -> None:
        heard = told(page)
        choose(page, "p2", "priority")
        box = page.sheets["priority"].form.edits["retired"].editor
        QTest.keyClick(box, Qt.Key.Key_Space)
        assert heard[-1] == ("2 Violent crime and robbery is no longer reported, nor are its 2 measures.")
        assert page.tree.current is not None
        assert page.tree.current.quiet == "retired"
        QTest.keyClick(box, Qt.Key.Key_Space)
        assert heard[-1] == "2 Violent crime and robbery is reported again with its 2 measures."

    def test_two_measures_with_one_number_are_marked_and_fields_follow(self, page: PlanPage) -> None:
        text = "{2.1 change}; {2.2 change}"
        page.document.do(SetCommentary("Commentary", VIOLENCE, LAST_QUARTER, text))
        choose(page, "m21")
        type_in(page.measure.place.edits["number"].editor, "2.2")
        assert page.measure.place.notes["number"].text() == (
            "Also the number of Robbery: live fields then name both by their titles."
        )
        row = page.document.snapshot.of(Commentary).get(VIOLENCE, LAST_QUARTER)
        assert row is not None
        assert row.text == "{Violence with injury change}; {Robbery change}"
        page.document.undo()
        assert not page.measure.place.notes["number"].isVisible()


class TestFields:
    def test_choices_are_saved_at_once(self, page: PlanPage) -> None:
        choose(page, "m21")
        pick(page.measure.form.edits["unit"].part, list(Unit).index(Unit.RATE))
        pick(page.measure.form.edits["polarity"].part, list(Polarity).index(Polarity.HIGHER))
        assert (measure(page).unit, measure(page).polarity) == (Unit.RATE, Polarity.HIGHER)
        assert page.document.undo_label == "Polarity of 2.1 Violence with injury"

    def test_the_order_of_comparators_is_changed_by_keys(
        self, page: PlanPage, window: MainWindow, qtbot: QtBot
    ) -> None:
        choose(page, "m21")
        first = field(page, "comparators")
        first.setFocus()
        QTest.keyClick(first, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda: focused(window) == "Compared with: Same quarter last year")
        second = window.focusWidget()
        assert second is not None
        QTest.keyClick(second, Qt.Key.Key_Space)
        assert measure(page).comparators == (Comparator.YEAR_TO_DATE, Comparator.SAME_QUARTER)
        QTest.keyClick(second, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        wanted = (Comparator.SAME_QUARTER, Comparator.YEAR_TO_DATE)
        qtbot.waitUntil(lambda: measure(page).comparators == wanted)
        assert first.hasFocus()
        page.document.undo()
        assert focused(window) == "Compared with: Year to date last year"

    def test_what_is_refused_stays_with_its_measure_and_comes_back(self, page: PlanPage) -> None:
        choose(page, "m21")
        type_in(field(page, "decimals"), "2.5")
        said = "'2.5' is no whole number for Decimals. Type a whole number from 0 to 6."
        assert page.unsaved() == f"Decimals: not saved. {said}"
        choose(page, "m22")
        assert page.measure.form.edits["decimals"].part.problem.text() == ""
        choose(page, "m21")
        assert (line(page, "decimals").text(), measure(page).decimals) == ("2.5", 0)
        assert page.measure.form.edits["decimals"].part.problem.text() == said

    def test_a_text_of_100_000_characters_stays_in_its_box(self, page: PlanPage) -> None:
        choose(page, "m21")
        part = page.measure.form.edits["definition"].part
        QApplication.clipboard().setText("x" * 100_000)
        part.setFocus()
        QTest.keyClick(field(page, "definition"), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(field(page, "definition"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        page.flush()
        assert "100,000 characters; 32,000 are kept" in page.unsaved()
        assert len(getattr(part, "text", "")) == 100_000
        assert measure(page).definition == "Recorded offences of violence with injury."

    def test_a_long_title_is_not_cut(self, page: PlanPage) -> None:
        choose(page, "m21")
        type_in(field(page, "title"), "t" * 501)
        assert len(line(page, "title").text()) == 501
        assert page.unsaved() == "Title: not saved. Title has 501 characters; 500 are kept. Shorten it."

    def test_saving_while_somebody_types_moves_nothing(self, page: PlanPage) -> None:
        choose(page, "m21")
        editor = line(page, "owner")
        type_in(editor, "Police ", leave=False)
        page.flush()
        QTest.keyClicks(editor, "team")
        assert editor.text() == "Police team"
        page.flush()
        assert measure(page).owner == "Police team"

    def test_another_measure_quarter_or_page_saves_what_is_typed(self, page: PlanPage) -> None:
        choose(page, "m21")
        type_in(field(page, "owner"), "Council", leave=False)
        page.tree.setFocus()
        choose(page, "m22")
        assert (measure(page).owner, measure(page, "m22").owner) == ("Council", "Police")
        type_in(field(page, "owner"), "Probation", leave=False)
        page.hide()
        assert measure(page, "m22").owner == "Probation"
        page.show()

    def test_undo_shows_what_stood_there(self, page: PlanPage) -> None:
        choose(page, "m21")
        type_in(field(page, "owner"), "Council")
        page.document.undo()
        assert line(page, "owner").text() == "Police"


class TestSeriesAndRecords:
    def test_series_are_added_named_moved_and_deleted_by_keys(
        self, page: PlanPage, press: Press, window: MainWindow, qtbot: QtBot
    ) -> None:
        heard = told(page)
        choose(page, "m11")
        part = page.measure.series
        part.list.list.setFocus()
        press("Insert")
        qtbot.waitUntil(lambda: focused(window) == "Name")
        press("Council")
        page.flush()
        type_in(part.form.edits["total_of"].editor, "the others", leave=False)
        total = part.form.edits["total_of"].part
        assert isinstance(total, KeptLine)
        assert total.said.text() == "Totals ASB Hotline, Police"
        page.flush()
        labels = [(row.label, row.total_of) for row in lines_of(page, "m11")]
        assert labels == [("ASB Hotline", ""), ("Police", ""), ("Council", "the others")]
        part.list.list.setFocus()
        press("Alt+Up")
        qtbot.waitUntil(lambda: lines_of(page, "m11")[1].label == "Council")
        press("Delete")
        qtbot.waitUntil(lambda: len(lines_of(page, "m11")) == 2)
        assert heard[-1] == "Deleted the series Council of 1.1 Repeat callers. Ctrl+Z brings it back."

    def test_the_only_series_is_not_deleted(self, page: PlanPage, press: Press, qtbot: QtBot) -> None:
        heard = told(page)
        choose(page, "m21")
        page.measure.series.list.list.setFocus()
        press("Delete")
        qtbot.wait(1)
        assert heard[-1].endswith("It is the only series, and figures need one. Delete the measure instead.")

    def test_a_target_is_added_read_back_changed_and_deleted(self, page: PlanPage, qtbot: QtBot) -> None:
        choose(page, "m21")
        records = page.measure.series.records["Targets"]
        for period, typed in (("2015/16", "1,400"), ("Q4 2015/16", "9-15")):
            type_in(records.new["period"], period)
            type_in(records.new["typed"], typed, leave=False)
            QTest.keyClick(records.new["typed"], Qt.Key.Key_Return)
            qtbot.wait(1)
        assert records.new["period"].hasFocus()
        # In the order of their first days.
        shown = [(text(each["period"]), text(each["typed"])) for each in records.lines]
        assert shown == [("2015/16", "1,400"), ("Quarter 4 2015/16", "9-15")]
        type_in(records.lines[1]["typed"].editor, "no more than last year")
        (first, second) = page.document.snapshot.of(Target).where("series", SeriesId("m21"))
        assert {first.typed, second.typed} == {"1,400", "no more than last year"}
        type_in(records.lines[1]["typed"].editor, "")
        assert page.unsaved().endswith("A target may not be empty. Type one, or press Delete beside it.")
        delete = next(
            part
            for part in records.findChildren(QWidget)
            if part.accessibleName().startswith("Delete the target for Q")
        )
        QTest.keyClick(delete, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: len(records.lines) == 1)

    def test_tab_follows_the_page_also_after_lines_were_added(self, page: PlanPage, qtbot: QtBot) -> None:
        choose(page, "m11")
        for period in ("2014/15", "2015/16"):
            page.document.do(SetTargets("Target", (aim("m11-ASB Hotline", period),)))
        qtbot.wait(10)
        first = field(page, "title")
        met, at = [], first.nextInFocusChain()
        # All the way round: what comes behind the last part of the page must not be one of its own.
        while at is not None and at is not first:
            is_met = at.isVisible() and at.focusPolicy() & Qt.FocusPolicy.TabFocus
            if is_met and page.measure.isAncestorOf(at) and not page.measure.place.isAncestorOf(at):
                met.append((at.mapTo(page.measure, at.rect().bottomLeft()).y(), at.accessibleName()))
            at = at.nextInFocusChain()
        # The list of priorities stands above the title, where the way round ends.
        assert met.pop()[1] == "Priority"
        assert len(met) > 50
        # On one line a list may stand a few pixels lower than a box.
        assert [(one, other) for one, other in pairwise(met) if other[0] < one[0] - 12] == []

    def test_half_a_target_is_kept_with_its_measure_and_told(self, page: PlanPage) -> None:
        choose(page, "m21")
        records = page.measure.series.records["Targets"]
        type_in(records.new["period"], "2015/16", leave=False)
        page.flush()
        said = "A target of 2.1 Violence with injury is not added. Give its target."
        assert page.unsaved() == said
        choose(page, "m22")
        assert (records.new["period"].text(), page.unsaved()) == ("", said)
        choose(page, "m21")
        assert (records.new["period"].text(), page.unsaved()) == ("2015/16", said)
        type_in(records.new["typed"], "1,400", leave=False)
        page.flush()
        assert [row.typed for row in page.document.snapshot.of(Target)] == ["1,400"]

    def test_an_impossible_or_second_period_is_refused_in_the_line(
        self, page: PlanPage, qtbot: QtBot
    ) -> None:
        choose(page, "m21")
        records = page.measure.series.records["Targets"]
        for period, said in (
            ("2015/16", ""),
            ("2015/16", "A target for 2015/16 is there already. Change that one, or choose another."),
            (
                "Q5 2015/16",
                "'Q5 2015/16' is not a period: write 2015-16 Q4, Q4 2015/16, Jan to Mar 2016 or 2015/16.",
            ),
        ):
            type_in(records.new["period"], period)
            type_in(records.new["typed"], "1,400", leave=False)
            QTest.keyClick(records.new["typed"], Qt.Key.Key_Return)
            qtbot.wait(1)
            assert records.problem.text() == said
        assert (records.new["period"].text(), records.new["typed"].text()) == ("Q5 2015/16", "1,400")


class TestPlaces:
    def test_a_selection_a_row_and_a_series_lead_to_their_measure(self, page: PlanPage) -> None:
        page.go(Place("plan", Selection(VIOLENCE, SeriesId("m21"), LAST_QUARTER)))
        assert page.measure.title.text() == "2.1 Violence with injury"
        choose(page, "m11-Police", "series")
        assert page.measure.title.text() == "1.1 Repeat callers"
        assert page.measure.series.chosen is not None
        assert page.measure.series.chosen.label == "Police"
        assert page.workspace.selection is not None
        assert page.workspace.selection.measure == "m11"

    def test_a_row_that_is_not_there_is_told(self, page: PlanPage) -> None:
        heard = told(page)
        choose(page, "gone", "priority")
        assert heard[-1] == (
            "That is not in the plan any more. Choose another line, or bring it back with Ctrl+Z."
        )

    def test_keys_lead_from_line_to_line_in_the_same_field(
        self, page: PlanPage, window: MainWindow, press: Press
    ) -> None:
        choose(page, "m21")
        field(page, "owner").setFocus()
        press("Ctrl+PageDown")
        assert page.measure.title.text() == "2.2 Robbery"
        assert field(page, "owner").hasFocus()
        press("Escape")
        assert page.tree.hasFocus()

    @pytest.mark.parametrize(("table", "key"), [("measure", "m11"), ("priority", "p2"), ("plan", "plan")])
    def test_every_control_has_a_name_and_room(
        self, page: PlanPage, window: MainWindow, table: str, key: str
    ) -> None:
        choose(page, key, table)
        if table == "measure":
            page.measure.ending.toggle.click()
        assert nameless(window) == []
        small_ones = [
            (part.accessibleName(), part.width(), part.height())
            for part in page.findChildren(QLineEdit)
            if part.isVisible() and min(part.width(), part.height()) < 24
        ]
        assert small_ones == []

    def test_the_narrow_window_scrolls_down_only(
        self, page: PlanPage, window: MainWindow, qtbot: QtBot
    ) -> None:
        window.resize(1024, 640)
        choose(page, "m21")
        qtbot.wait(10)
        assert page.scroller.verticalScrollBar().maximum() > 0
        assert page.scroller.horizontalScrollBar().maximum() == 0


def told(page: PlanPage) -> list[str]:
    """The list to which every sentence told from now on is added."""
    heard: list[str] = []
    page.workspace.told.connect(heard.append)
    return heard


def aim(series: str, period: str) -> TypedCell:
    return TypedCell(SeriesId(series), parse_period(period), "50")


def pick(part: QWidget, at: int) -> None:
    """Choose a word of a list as a person does: the signal comes of choosing alone."""
    assert isinstance(part, KeptChoice)
    part.combo.setCurrentIndex(at)
    part.combo.activated.emit(at)


def line(page: PlanPage, name: str) -> QLineEdit:
    editor = field(page, name)
    assert isinstance(editor, QLineEdit)
    return editor


def text(edit: object) -> str:
    return str(getattr(getattr(edit, "part", None), "text", ""))


def lines_of(page: PlanPage, key: str) -> tuple[Series, ...]:
    return page.document.snapshot.of(Series).where("measure", MeasureId(key))
