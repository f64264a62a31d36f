"""The page of one measure as a person meets it: its parts, its keys, and what is typed in it kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.judgements import SetOutlook, SetStatusOverride
from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.desk.document import Document
from cspdesk.desk.jobs import jobs_of
from cspdesk.desk.workspace import Place, Workspace
from cspdesk.domain.choices import OutlookWord, Status
from cspdesk.domain.tables import (
    Commentary,
    Measure,
    MeasureId,
    Outlook,
    Partner,
    PartnerId,
    PeerValue,
    PeerVerdict,
    SeriesId,
    StatusOverride,
)
from cspdesk.ui.measure_judging import JudgementLine
from cspdesk.ui.measure_page import MeasureView
from tests.support.documents import LAST_QUARTER, small_store
from tests.ui.test_accessibility import NAMED, walk

VIOLENCE, ROBBERY = MeasureId("m21"), MeasureId("m22")
AREAS = "Area\tOffences\tPopulation\nRiverbourne\t1,440\t100,000\nMilton\t1,000\t100,000\nTotal\t1\t1\n"


@pytest.fixture
def workspace(tmp_path: Path, qtbot: QtBot) -> Iterator[Workspace]:
    made = Workspace()
    made.open(Document(small_store(tmp_path / "small.cspdesk")))
    yield made
    jobs_of(made).close()
    made.open(None)


@pytest.fixture
def page(dressed: QApplication, workspace: Workspace, qtbot: QtBot) -> Iterator[MeasureView]:
    made = MeasureView(workspace)
    qtbot.addWidget(made)
    made.resize(1190, 640)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.show_measure(VIOLENCE)
    yield made
    made.close()


def document(workspace: Workspace) -> Document:
    assert workspace.document is not None
    return workspace.document


def given(workspace: Workspace, measure: MeasureId = VIOLENCE) -> tuple[str, str] | None:
    row = document(workspace).snapshot.of(StatusOverride).get(measure, LAST_QUARTER)
    return (row.status.value, row.reason) if row else None


def press(widget: QWidget | None, *keys: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    assert widget is not None
    for key in keys:
        QTest.keyClick(widget, key, held or Qt.KeyboardModifier.NoModifier)


def choose(line: JudgementLine, words: str, qtbot: QtBot) -> None:
    """Choose from the list as keys do: by its first letters."""
    line.combo.setFocus()
    qtbot.waitUntil(line.combo.hasFocus)
    QTest.keyClicks(line.combo, words)


def write(line: JudgementLine, words: str, qtbot: QtBot) -> None:
    line.reason.setFocus()
    qtbot.waitUntil(line.reason.hasFocus)
    QTest.keyClicks(line.reason, words)


class TestParts:
    def test_the_measure_as_it_is_published(self, page: MeasureView) -> None:
        head, details = page.head, page.details
        assert head.title.text() == "2.1 Violence with injury"
        assert head.figure.text() == "412"
        assert head.reading.text() == "412 this quarter; 1,440 so far, 294 more than last year, 25.7%"
        assert page.place.accessibleName() == "2 Violent crime and robbery, Community Safety Plan 2014-2017"
        assert details.lines["Definition"].text == "Recorded offences of violence with injury."
        # 257 is a year's baseline: 1,440 less 257 is 1,183, 460.3% of it.
        assert details.lines["Baseline"].text == "2013/14: 257 for a year; now 1,440, +1,183 (460.3%)"
        assert "Owner | Police" in details.facts.text

    def test_the_years_are_a_table(self, page: MeasureView) -> None:
        table = page.details.years
        texts = []
        for row in range(table.rowCount()):
            items = [table.item(row, column) for column in range(table.columnCount())]
            texts.append([item.text() for item in items if item is not None])
        assert texts == [["2015/16", "1,440", "+294", "25.7%"], ["2014/15", "1,146", "", ""]]
        assert table.verticalScrollBar().maximum() == 0

    def test_what_is_not_written_is_one_quiet_line(self, page: MeasureView) -> None:
        assert page.details.unwritten.text() == (
            "Not written yet: what good looks like, why it matters and issues to consider."
        )
        assert not page.details.sections["Why it matters"].isVisible()
        target = page.details.sections["Target"]
        assert (target.heading.isVisible(), target.empty.text()) == (
            False,
            "No target is set for Quarter 4 2015/16: type it on the Enter page.",
        )

    def test_a_button_leads_to_where_it_is_edited(self, page: MeasureView, workspace: Workspace) -> None:
        going: list[Place] = []
        workspace.going.connect(going.append)
        page.details.edit.click()
        assert going == [Place("plan", row=("measure", VIOLENCE))]

    def test_a_measure_with_nothing_is_shown_in_sentences(
        self, page: MeasureView, workspace: Workspace
    ) -> None:
        document(workspace).do(PutRows("Measure", (Measure(id=MeasureId("new"), title="New"),)))
        page.show_measure(MeasureId("new"))
        assert page.head.figure.text() == "No figures"
        section = page.details.sections["History by year"]
        assert section.empty.text() == "No history yet: figures are typed on the Enter page."
        assert not page.compare.isVisible()

    def test_chance_says_one_sentence_and_opens_on_what_is_behind(self, page: MeasureView) -> None:
        assert page.chance.text.startswith("Up by 294 on last year;")
        assert not page.how_sure.isVisible()
        page.sure.toggle.click()
        assert page.how_sure.isVisible()
        assert "exact test" in page.how_sure.text

    def test_two_times_are_compared(self, page: MeasureView) -> None:
        # 412 beside 280, and then two years.
        assert page.compare.said.text() == "Quarter 4 2015/16 beside Quarter 4 2014/15: +132 (47.1%)."
        for chooser in (page.compare.one, page.compare.other):
            chooser.covers.setFocus()
            QTest.keyClicks(chooser.covers, "year")
            press(chooser.covers, Qt.Key.Key_Down)
        assert [figure.text() for figure in page.compare.figures] == ["1,440", "1,146"]
        assert page.compare.said.text() == "2015/16 beside 2014/15: +294 (25.7%)."

    def test_unlike_times_are_refused_with_the_reason(self, page: MeasureView) -> None:
        page.compare.other.covers.setFocus()
        press(page.compare.other.covers, Qt.Key.Key_End)
        assert page.compare.said.text() == "One quarter cannot be compared with a rolling year."


class TestFollows:
    def test_an_edit_of_the_measure(self, page: MeasureView, workspace: Workspace) -> None:
        cell = TypedCell(SeriesId("m21"), LAST_QUARTER, "415")
        document(workspace).do(SetFigures("Figure", (cell,)))
        assert page.head.figure.text() == "415"

    def test_not_an_edit_of_another(
        self, page: MeasureView, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told: list[str] = []
        monkeypatch.setattr(page, "refresh", lambda: told.append("refreshed"))
        document(workspace).do(SetOutlook("Outlook", ROBBERY, LAST_QUARTER, OutlookWord.AT_RISK))
        document(workspace).do(PutRows("Partner", (Partner(id=PartnerId("x"), name="Police"),)))
        assert told == []

    def test_the_quarter(self, page: MeasureView, workspace: Workspace) -> None:
        workspace.choose_quarter(LAST_QUARTER.previous)
        assert page.head.figure.text() == "355"
        assert page.commentary.editor.toPlainText() == "355 offences, 162 more than last year (18.7%)."

    def test_a_measure_that_is_deleted_says_so(self, page: MeasureView, workspace: Workspace) -> None:
        document(workspace).do(DeleteRow("Delete", Measure, (VIOLENCE,)))
        assert page.gone.isVisible()
        assert not page.scroller.isVisible()
        document(workspace).undo()
        assert not page.gone.isVisible()
        assert page.head.figure.text() == "412"

    def test_hidden_it_shows_the_measure_when_it_is_seen(self, page: MeasureView) -> None:
        page.hide()
        page.show_measure(ROBBERY)
        assert page.head.title.text() == "2.1 Violence with injury"
        page.show()
        assert page.head.title.text() == "2.2 Robbery"

    def test_a_document_that_is_closed_is_let_go(self, page: MeasureView, workspace: Workspace) -> None:
        page.show()
        workspace.open(None)
        assert page.sheet is None
        page.flush()


class TestStatus:
    def test_one_is_given_by_keys_with_its_reason(
        self, page: MeasureView, workspace: Workspace, qtbot: QtBot
    ) -> None:
        line = page.head.judgements.status
        choose(line, "amb", qtbot)
        press(line.combo, Qt.Key.Key_Tab)
        # Without a reason nothing is entered, and the keys are where it is to be written.
        assert given(workspace) is None
        assert line.problem.text() == "Write why in one line; until then the status stays as it was."
        assert line.reason.hasFocus()
        QTest.keyClicks(line.reason, "A recount is under way")
        press(line.reason, Qt.Key.Key_Return)
        assert given(workspace) == ("amber", "A recount is under way")
        assert page.head.judgements.mark.text() == "Amber"
        assert line.problem.text() == ""
        assert document(workspace).undo_label == "Status of 2.1, Quarter 4 2015/16"

    def test_as_worked_out_takes_it_back(self, page: MeasureView, workspace: Workspace, qtbot: QtBot) -> None:
        document(workspace).do(SetStatusOverride("Status", VIOLENCE, LAST_QUARTER, Status.RED, "Why"))
        line = page.head.judgements.status
        assert (line.combo.currentText(), line.reason.text()) == ("Red", "Why")
        choose(line, "as", qtbot)
        qtbot.waitUntil(lambda: given(workspace) is None)
        assert (line.reason.text(), line.reason.isEnabled()) == ("", False)

    def test_taking_the_reason_away_is_refused_and_stays(
        self, page: MeasureView, workspace: Workspace, qtbot: QtBot
    ) -> None:
        document(workspace).do(SetStatusOverride("Status", VIOLENCE, LAST_QUARTER, Status.RED, "Why"))
        line = page.head.judgements.status
        line.reason.clear()
        page.flush()
        assert given(workspace) == ("red", "Why")
        assert page.unsaved() == (
            "Status of 2.1, Quarter 4 2015/16: not saved. Write why in one line; until then the status "
            "stays as it was."
        )
        # It is not forgotten for the sake of another measure.
        page.show_measure(ROBBERY)
        assert page.unsaved().startswith("Status of 2.1, Quarter 4 2015/16: not saved.")

    def test_what_is_typed_is_saved_for_its_own_measure(
        self, page: MeasureView, workspace: Workspace, qtbot: QtBot
    ) -> None:
        document(workspace).do(SetStatusOverride("Status", VIOLENCE, LAST_QUARTER, Status.RED, "Why"))
        write(page.head.judgements.status, " indeed", qtbot)
        page.show_measure(ROBBERY)
        assert (given(workspace), given(workspace, ROBBERY)) == (("red", "Why indeed"), None)
        assert page.head.judgements.status.combo.currentText() == "As worked out"

    def test_and_for_its_own_quarter(self, page: MeasureView, workspace: Workspace, qtbot: QtBot) -> None:
        document(workspace).do(SetStatusOverride("Status", VIOLENCE, LAST_QUARTER, Status.RED, "Why"))
        write(page.head.judgements.status, " indeed", qtbot)
        workspace.choose_quarter(LAST_QUARTER.previous)
        assert given(workspace) == ("red", "Why indeed")
        assert len(document(workspace).snapshot.of(StatusOverride)) == 1
        assert page.head.judgements.status.combo.currentText() == "As worked out"

    def test_one_without_a_reason_comes_back_with_its_measure(
        self, page: MeasureView, workspace: Workspace, qtbot: QtBot
    ) -> None:
        line = page.head.judgements.status
        choose(line, "green", qtbot)
        page.show_measure(ROBBERY)
        assert (line.combo.currentText(), line.problem.isVisible()) == ("As worked out", False)
        page.show_measure(VIOLENCE)
        assert (line.combo.currentText(), line.problem.isVisible()) == ("Green", True)
        assert given(workspace) is None

    def test_the_wheel_changes_nothing(self, page: MeasureView) -> None:
        combo = page.head.judgements.status.combo
        at = QPointF(5, 5)
        event = QWheelEvent(
            at,
            combo.mapToGlobal(at),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(combo, event)
        assert combo.currentText() == "As worked out"


class TestOutlook:
    def test_is_kept_at_once_and_its_reason_after(
        self, page: MeasureView, workspace: Workspace, qtbot: QtBot
    ) -> None:
        line = page.head.judgements.outlook
        choose(line, "at", qtbot)
        write(line, "Two quarters above", qtbot)
        press(line.reason, Qt.Key.Key_Tab)
        row = document(workspace).snapshot.of(Outlook).get(VIOLENCE, LAST_QUARTER)
        assert row is not None
        assert (row.word, row.reason) == (OutlookWord.AT_RISK, "Two quarters above")
        line.combo.setFocus()
        press(line.combo, Qt.Key.Key_Home)
        qtbot.waitUntil(lambda: len(document(workspace).snapshot.of(Outlook)) == 0)

    def test_words_passed_by_the_arrow_keys_are_not_kept(
        self, page: MeasureView, workspace: Workspace, qtbot: QtBot
    ) -> None:
        line = page.head.judgements.outlook
        line.combo.setFocus()
        qtbot.waitUntil(line.combo.hasFocus)
        press(line.combo, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
        before = len(document(workspace).store.history())
        press(line.combo, Qt.Key.Key_Tab)
        row = document(workspace).snapshot.of(Outlook).get(VIOLENCE, LAST_QUARTER)
        assert row is not None
        assert row.word is OutlookWord.WILL_MISS
        assert len(document(workspace).store.history()) == before + 1


class TestKeys:
    @pytest.mark.habit("Measure: Escape")
    def test_escape_leaves_with_what_was_typed_saved(
        self, page: MeasureView, workspace: Workspace, qtbot: QtBot
    ) -> None:
        editor = page.commentary.editor
        editor.setFocus()
        QTest.keyClicks(editor, "412 offences.")
        with qtbot.waitSignal(page.left):
            press(editor, Qt.Key.Key_Escape)
        row = document(workspace).snapshot.of(Commentary).get(VIOLENCE, LAST_QUARTER)
        assert row is not None
        assert row.text == "412 offences."

    @pytest.mark.parametrize(("key", "step"), [(Qt.Key.Key_PageUp, -1), (Qt.Key.Key_PageDown, 1)])
    @pytest.mark.parametrize("where", ["back", "editor", "combo", "years"])
    def test_control_and_page_keys_step_from_anywhere(
        self, page: MeasureView, qtbot: QtBot, key: Qt.Key, step: int, where: str
    ) -> None:
        part = {
            "back": page.back,
            "editor": page.commentary.editor,
            "combo": page.head.judgements.status.combo,
            "years": page.details.years,
        }[where]
        part.setFocus()
        qtbot.waitUntil(part.hasFocus)
        with qtbot.waitSignal(page.stepped) as signal:
            press(part, key, held=Qt.KeyboardModifier.ControlModifier)
        assert signal.args == [step]

    @pytest.mark.habit("Measure: Page Up, Page Down, Home, End")
    def test_page_keys_scroll_from_the_bar(self, page: MeasureView) -> None:
        bar = page.scroller.verticalScrollBar()
        assert bar.maximum() > 0
        page.back.setFocus()
        press(page.back, Qt.Key.Key_PageDown)
        assert bar.value() > 0
        press(page.back, Qt.Key.Key_Home)
        assert bar.value() == 0
        press(page.back, Qt.Key.Key_End)
        assert bar.value() == bar.maximum()
        press(page.back, Qt.Key.Key_PageUp)
        assert bar.value() < bar.maximum()

    def test_tab_goes_through_the_page_in_reading_order(self, page: MeasureView) -> None:
        page.back.setFocus()
        met = []
        for _ in range(21):
            focused = QApplication.focusWidget()
            met.append(focused)
            press(focused, Qt.Key.Key_Tab)
        wanted: list[QWidget] = [
            page.back,
            page.before,
            page.after,
            page.head.judgements.status.combo,
            page.head.judgements.outlook.combo,
            page.trend.area,
            page.commentary.editor,
            page.commentary.drafts.button,
            page.sure.toggle,
            page.peers.paste_button,
            page.compare.one.which,
            page.details.edit,
            page.details.years,
            page.history.toggle,
        ]
        assert [part for part in met if part in wanted] == wanted
        assert QApplication.focusWidget() is page.back

    def test_another_measure_begins_at_its_top(self, page: MeasureView) -> None:
        bar = page.scroller.verticalScrollBar()
        bar.setValue(bar.maximum())
        page.show_measure(ROBBERY)
        assert bar.value() == 0


class TestReader:
    def test_every_control_has_a_name(self, page: MeasureView) -> None:
        page.peers.quote.toggle.click()
        root = QAccessible.queryAccessibleInterface(page)
        nameless = [
            path for path, node in walk(root) if node.role() in NAMED and not node.text(QAccessible.Text.Name)
        ]
        assert nameless == []

    def test_headings_and_sections_are_named(self, page: MeasureView) -> None:
        assert page.head.title.accessibleName() == "2.1 Violence with injury, heading"
        assert page.details.sections["Baseline"].accessibleName() == "Baseline"
        assert page.head.judgements.mark.accessibleName().startswith("Status: ")

    def test_narrow_the_chart_stands_between_words_and_details(self, page: MeasureView, qtbot: QtBot) -> None:
        def top(part: QWidget) -> int:
            return part.mapTo(page.scroller, part.rect().topLeft()).y()

        assert abs(top(page.head) - top(page.trend)) < 5
        page.resize(600, 640)
        qtbot.waitUntil(lambda: top(page.head) + page.head.height() <= top(page.trend))
        assert top(page.trend) < top(page.details)


class TestAreas:
    def paste(self, page: MeasureView, text: str) -> None:
        QApplication.clipboard().setText(text)
        page.peers.paste_button.setFocus()
        press(page.peers.paste_button, Qt.Key.Key_Space)

    def rows(self, workspace: Workspace) -> list[tuple[str, bool]]:
        return [(row.area, row.own) for row in document(workspace).snapshot.of(PeerValue)]

    def test_are_shown_before_they_are_entered(self, page: MeasureView, workspace: Workspace) -> None:
        self.paste(page, AREAS)
        panel = page.peers.paste
        assert panel.isVisible()
        assert self.rows(workspace) == []
        assert panel.said.text() == "2 areas were read, and none is entered yet."
        # The partnership is called Riverbourne CSP.
        assert panel.own.currentText() == "Riverbourne"
        assert panel.own.hasFocus()

    def test_come_into_view(self, page: MeasureView, qtbot: QtBot) -> None:
        page.resize(1190, 400)
        page.scroller.verticalScrollBar().setValue(0)
        self.paste(page, AREAS)
        qtbot.waitUntil(lambda: not page.peers.paste.enter.visibleRegion().isEmpty())
        assert not page.peers.paste.own.visibleRegion().isEmpty()

    def test_are_entered_as_one_act(self, page: MeasureView, workspace: Workspace) -> None:
        self.paste(page, AREAS)
        panel = page.peers.paste
        QTest.keyClicks(panel.source, "Home Office")
        press(panel.enter, Qt.Key.Key_Space)
        assert sorted(self.rows(workspace)) == [("Milton", False), ("Riverbourne", True)]
        assert not panel.isVisible()
        assert page.peers.paste_button.hasFocus()
        assert page.peers.said.text.startswith(
            "Riverbourne, Quarter 4 2015/16: 2nd lowest of 2; significantly higher than the mean"
        )
        assert page.peers.table.rowCount() == 2
        document(workspace).undo()
        assert self.rows(workspace) == []
        assert not page.peers.table.isVisible()

    def test_can_be_removed_again(self, page: MeasureView, workspace: Workspace) -> None:
        self.paste(page, AREAS)
        page.peers.paste.enter.click()
        page.peers.remove.click()
        assert self.rows(workspace) == []

    def test_escape_puts_the_table_away_first(self, page: MeasureView, qtbot: QtBot) -> None:
        self.paste(page, AREAS)
        with qtbot.assertNotEmitted(page.left):
            press(page.peers.paste.own, Qt.Key.Key_Escape)
        assert not page.peers.paste.isVisible()
        with qtbot.waitSignal(page.left):
            press(page.peers.paste_button, Qt.Key.Key_Escape)

    def test_what_is_no_table_is_told_in_place(self, page: MeasureView, workspace: Workspace) -> None:
        self.paste(page, "Milton and Lee")
        assert not page.peers.paste.isVisible()
        assert page.peers.problem.text() == (
            "The copied cells have no headings such as Area, Count and Population, or Area and Rate."
        )

    def test_a_refusal_keeps_the_table(self, page: MeasureView, workspace: Workspace) -> None:
        self.paste(page, "Area\tCount\nMilton\t1\nMilton\t2\n")
        page.peers.paste.enter.click()
        assert page.peers.paste.isVisible()
        assert "Milton stands in the table twice" in page.peers.paste.problem.text()
        assert self.rows(workspace) == []

    def test_a_verdict_is_quoted(self, page: MeasureView, workspace: Workspace) -> None:
        page.peers.quote.toggle.click()
        form = page.peers.verdict
        for part, text in ((form.rank, "14"), (form.group_size, "15"), (form.words, "High")):
            QTest.keyClicks(part, text)
        form.keep.click()
        assert form.problem.text() == "A verdict from elsewhere is a quotation. Say where it was found."
        QTest.keyClicks(form.source, "iQuanta")
        form.keep.click()
        assert page.peers.verdicts.text == "Quarter 4 2015/16: Rank 14 of 15: “High” (iQuanta)"
        form.rank.setText("a few")
        form.keep.click()
        assert form.problem.text() == "The rank 'a few' is not a whole number. Type one such as 14."
        row = document(workspace).snapshot.of(PeerVerdict).get(VIOLENCE, LAST_QUARTER)
        assert row is not None
        assert row.rank == 14

    def test_a_verdict_being_typed_is_kept_or_comes_back(
        self, page: MeasureView, workspace: Workspace
    ) -> None:
        page.peers.quote.toggle.click()
        form = page.peers.verdict
        QTest.keyClicks(form.words, "High")
        page.show_measure(ROBBERY)
        assert form.words.text() == ""
        page.show_measure(VIOLENCE)
        assert (form.words.text(), page.unsaved()) == (
            "High",
            "Verdict on 2.1, Quarter 4 2015/16: not saved. A verdict from elsewhere is a quotation. "
            "Say where it was found.",
        )
        QTest.keyClicks(form.source, "iQuanta")
        page.show_measure(ROBBERY)
        assert page.unsaved() == ""
        row = document(workspace).snapshot.of(PeerVerdict).get(VIOLENCE, LAST_QUARTER)
        assert row is not None
        assert (row.words, row.source) == ("High", "iQuanta")
        document(workspace).undo()
        page.show_measure(VIOLENCE)
        assert form.words.text() == ""


class TestEdits:
    def cells(self, page: MeasureView) -> list[str]:
        table = page.edits.table
        items = [table.item(row, 2) for row in range(table.rowCount())]
        return [item.text() for item in items if item is not None]

    def test_are_read_when_they_are_asked_for(
        self, page: MeasureView, workspace: Workspace, qtbot: QtBot
    ) -> None:
        assert not page.edits.isVisible()
        page.history.toggle.click()
        qtbot.waitUntil(page.edits.table.isVisible, timeout=10_000)
        assert self.cells(page)[0].startswith("Commentary, Quarter 3 2015/16")
        cell = TypedCell(SeriesId("m21"), LAST_QUARTER, "415")
        document(workspace).do(SetFigures("Figure", (cell,)))
        qtbot.waitUntil(lambda: self.cells(page)[0] == "Quarter 4 2015/16: 415, was 412", timeout=10_000)

    def test_fold_again_with_another_measure(self, page: MeasureView, qtbot: QtBot) -> None:
        page.history.toggle.click()
        page.show_measure(ROBBERY)
        assert not page.history.is_open
        assert not page.edits.isVisible()
