from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.desk.jobs import jobs_of
from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import partnership
from cspdesk.domain.tables import MeasureId, Observation, SeriesId
from cspdesk.store.store import Editor, Store
from cspdesk.ui.main_window import MainWindow
from tests.support.documents import LAST_QUARTER, small_store
from tests.ui.conftest import Press

COLLEAGUE = Editor("analyst", "desk 2")


def shown_words(window: MainWindow) -> str:
    """Every word in front of the person."""
    parts: list[QLabel | QPushButton] = [*window.findChildren(QLabel), *window.findChildren(QPushButton)]
    return " | ".join(part.text() for part in parts if part.isVisible() and part.text())


def figure(window: MainWindow, text: str, series: str = "m12") -> None:
    assert window.workspace.document is not None
    label = "Figure for 1.2 Client satisfaction, Quarter 4 2015/16"
    window.workspace.document.do(SetFigures(label, (TypedCell(SeriesId(series), LAST_QUARTER, text),)))


def test_it_starts_with_samples_and_no_page(window: MainWindow) -> None:
    words = shown_words(window)
    assert "Open a file" in words
    assert "Start from a sample" in words
    assert "Issue pack" not in words
    assert window.windowTitle() == "CSPdesk"
    assert not window.actions_["undo"].isEnabled()


def test_a_sample_is_chosen_by_keys_and_its_quarter_named(
    window: MainWindow, press: Press, qtbot: QtBot
) -> None:
    press("Tab", "Tab", "Home", "Down", "Return")
    qtbot.waitUntil(lambda: window.workspace.document is not None)
    document = window.workspace.document
    assert document is not None
    assert partnership(document.snapshot).name == "Riverbourne Community Safety Partnership"
    words = shown_words(window)
    assert "Quarter 4 2015/16" in words
    assert "Jan to Mar 2016" in words
    assert "11 of 16 measures are in; waiting for: CRC 2, Police 1, " in words
    assert "14 figures missing" in words
    assert window.files.path is not None
    assert window.files.path.parent.name == "documents"


def test_pages_are_reached_by_keys_and_marked(window: MainWindow, small: Path, press: Press) -> None:
    assert window.page_key == "home"
    press("Ctrl+2")
    assert window.page_key == "enter"
    assert window.actions_["page enter"].isChecked()
    assert not window.actions_["page home"].isChecked()
    press("Ctrl+1")
    assert window.page_key == "home"


def test_a_place_is_gone_to_with_its_selection(window: MainWindow, small: Path) -> None:
    chosen = Selection(MeasureId("m21"), SeriesId("m21"), Period.quarter(2015, 2))
    window.workspace.going.emit(Place("enter", chosen))
    assert window.page_key == "enter"
    assert window.workspace.selection == chosen


def test_undo_names_the_act_and_takes_it_back(window: MainWindow, small: Path, press: Press) -> None:
    figure(window, "91%")
    undo = window.actions_["undo"]
    assert undo.text() == "&Undo figure for 1.2 Client satisfaction, Quarter 4 2015/16"
    assert "1 figure missing" in shown_words(window)
    press("Ctrl+Z")
    assert window.workspace.document is not None
    rows = window.workspace.document.snapshot.of(Observation)
    assert rows.get(SeriesId("m12"), LAST_QUARTER) is None
    assert not undo.isEnabled()
    assert window.actions_["redo"].text().startswith("&Redo figure for 1.2")
    words = shown_words(window)
    assert "2 figures missing" in words
    assert "Taken back: figure for 1.2 Client satisfaction, Quarter 4 2015/16." in words
    press("Ctrl+Y")
    assert window.workspace.document.snapshot.of(Observation).get(SeriesId("m12"), LAST_QUARTER) is not None


def test_quarters_step_by_keys(window: MainWindow, small: Path, press: Press) -> None:
    press("Alt+Left")
    assert window.workspace.quarter == Period.quarter(2015, 3)
    assert "Oct to Dec 2015" in shown_words(window)
    press("Alt+Right", "Alt+Right")
    assert window.workspace.quarter == Period.quarter(2016, 1)
    press("Alt+Home")
    assert window.workspace.quarter == Period.quarter(2015, 4)


def test_a_file_held_elsewhere_says_so_and_offers_a_copy(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "held.cspdesk"
    small_store(path).close()
    copy = tmp_path / "mine.cspdesk"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(copy), ""))
    with Store.open(path, COLLEAGUE):
        window.open_path(path)
        words = shown_words(window)
        assert "held.cspdesk is open for writing by analyst on desk 2 since" in words
        assert "Open to read only" in words
        assert "(read only)" in window.windowTitle()
        save = next(
            b for b in window.findChildren(QPushButton) if b.text() == "Save a copy\u2026" and b.isVisible()
        )
        QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    assert window.files.path == copy
    assert "open for writing by" not in shown_words(window)
    figure(window, "91%")
    assert "All changes saved" in shown_words(window)


def test_trying_again_takes_the_file_once_it_is_free(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "held.cspdesk"
    small_store(path).close()
    with Store.open(path, COLLEAGUE):
        window.open_path(path)
    again = next(b for b in window.findChildren(QPushButton) if b.text() == "Try again" and b.isVisible())
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    assert window.files.why_read_only == ""
    assert "All changes saved" in shown_words(window)


def test_a_file_that_cannot_be_opened_is_told_in_place(window: MainWindow, tmp_path: Path) -> None:
    window.open_path(tmp_path / "gone.cspdesk")
    assert "gone.cspdesk does not exist" in shown_words(window)
    assert window.workspace.document is None


def test_a_file_dropped_is_opened(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "dropped.cspdesk"
    small_store(path).close()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    entered = QDragEnterEvent(QPointF(9, 9).toPoint(), copy, data, left, none)
    window.dragEnterEvent(entered)
    assert entered.isAccepted()
    window.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))
    qtbot.waitUntil(lambda: window.files.path == path)


def test_new_files_and_recent_ones(
    window: MainWindow, tmp_path: Path, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "first"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(made), ""))
    press("Ctrl+N")
    assert window.files.path == tmp_path / "first.cspdesk"
    assert "This file has no measures in this quarter yet" in shown_words(window)
    press("Ctrl+W")
    assert window.workspace.document is None
    assert "Recent files" in shown_words(window)
    press("Ctrl+N")
    assert "first.cspdesk exists already" in shown_words(window)
    # The keys stand on the newest recent file, so that Enter opens what was open last.
    press("Return")
    assert window.files.path == tmp_path / "first.cspdesk"


def test_the_zoom_enlarges_text_and_stays_in_bounds(window: MainWindow, small: Path, press: Press) -> None:
    before = window.fontMetrics().height()
    press("Ctrl+Equal", "Ctrl+Equal")
    assert "125 %" in shown_words(window)
    assert window.fontMetrics().height() > before
    for _ in range(9):
        press("Ctrl+Equal")
    assert window.preferences.zoom == 200
    press("Ctrl+0")
    assert window.fontMetrics().height() == before


def test_the_status_bar_adds_up_what_is_selected(window: MainWindow, small: Path) -> None:
    from decimal import Decimal

    window.workspace.numbers_changed.emit(tuple(Decimal(n) for n in (326, 347, 355, 412)))
    assert "Sum 1,440   Mean 360   Count 4" in shown_words(window)
    window.workspace.numbers_changed.emit((Decimal(1),))
    assert "Sum" not in shown_words(window)


def test_dialogs_are_freed_when_closed(window: MainWindow, press: Press, qtbot: QtBot) -> None:
    press("F1")
    dialog = window.findChild(QDialog)
    assert dialog is not None
    table = dialog.findChild(QTableWidget)
    assert table is not None
    model = table.model()
    rows = {model.index(row, 0).data(): model.index(row, 1).data() for row in range(table.rowCount())}
    assert rows["Ctrl+K, Ctrl+F, Ctrl+G"] == "Find or do"
    assert rows["Ctrl+I"] == "Inspector"
    assert rows["Ctrl+1"] == "Home"
    dialog.close()
    qtbot.waitUntil(lambda: not window.findChildren(QDialog))
    window.actions_["about"].trigger()
    about = window.findChild(QDialog)
    assert about is not None
    about.close()
    qtbot.waitUntil(lambda: not window.findChildren(QDialog))


def test_closing_the_window_closes_the_file_and_remembers(window: MainWindow, small: Path) -> None:
    figure(window, "91%")
    window.close()
    assert window.workspace.document is None
    assert not Path(f"{small}.lock").exists()
    assert window.preferences.geometry
    assert window.preferences.recent == (small,)
    with Store.read(small) as store:
        row = store.load().of(Observation).get(SeriesId("m12"), LAST_QUARTER)
    assert row is not None
    assert row.typed == "91%"


def test_the_pack_is_issued_from_anywhere_by_keys(
    window: MainWindow, small: Path, press: Press, qtbot: QtBot
) -> None:
    press("Ctrl+Shift+P")
    assert window.page_key == "pack"
    qtbot.waitUntil(lambda: not jobs_of(window.workspace).running, timeout=20_000)
    suffixes = sorted(path.suffix for path in small.parent.iterdir() if " Q4 2015-16 v1" in path.name)
    assert suffixes == [".docx", ".html", ".xlsx"]
    assert "The pack is written: 3 documents in " in shown_words(window)
