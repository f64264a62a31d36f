"""The officer's main job by keys: open a sample, type a figure, see it, take it back, issue the pack."""

from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from cspdesk.desk.jobs import jobs_of
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Observation, PackIssue
from cspdesk.ui.enter_page import EnterPage
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.trend_graph import TrendGraph
from tests.ui.conftest import Press
from tests.ui.test_main_window import shown_words

Q4 = Period.quarter(2015, 4)


def drawn(window: MainWindow) -> list[float]:
    """The figures that the interactive chart draws for the series' own line."""
    graph = window.findChild(TrendGraph)
    assert graph is not None
    values: Any = graph.curves[0].getData()[1]
    return [float(value) for value in values]


def typed(window: MainWindow) -> str:
    """What the document holds for the cell that is selected."""
    document, selection = window.workspace.document, window.workspace.selection
    assert document is not None
    assert selection is not None
    row = document.snapshot.of(Observation).get(selection.series, selection.period)
    return row.typed if row else ""


def test_from_a_sample_to_an_issued_pack_without_a_mouse(
    window: MainWindow, press: Press, qtbot: QtBot, tmp_path: Path
) -> None:
    # The second sample of the start page is the report that has 2.1 with 326, 347, 355 and 412.
    press("Tab", "Tab", "Home", "Down", "Return")
    qtbot.waitUntil(lambda: window.workspace.document is not None)

    # Find 2.1 by part of its name; the grid stands on it.
    press("Ctrl+K")
    press(*"violence with i")
    press("Return")
    page = window.findChild(EnterPage)
    assert page is not None
    qtbot.waitUntil(page.grid.figures.hasFocus)
    selection = window.workspace.selection
    assert selection is not None
    assert selection.period == Q4
    assert typed(window) == "412"
    qtbot.waitUntil(lambda: window.findChild(TrendGraph) is not None, timeout=20_000)
    assert drawn(window)[-2:] == [355, 412]

    # The year's four quarters stand in the status bar.
    press("Shift+Left", "Shift+Left", "Shift+Left")
    assert "Sum 1,440   Mean 360   Count 4" in shown_words(window)
    press("Left", "Right")
    assert window.workspace.selection == selection

    press("5", "0", "0", "Return", "Up")
    assert window.workspace.selection == selection
    assert typed(window) == "500"
    qtbot.waitUntil(lambda: drawn(window)[-2:] == [355, 500])
    press("Shift+Left", "Shift+Left", "Shift+Left")
    # 326 + 347 + 355 + 500.
    assert "Sum 1,528   Mean 382   Count 4" in shown_words(window)

    press("Left", "Right")
    press("Ctrl+Z")
    assert typed(window) == "412"
    qtbot.waitUntil(lambda: drawn(window)[-2:] == [355, 412])

    # The report says 436 where its figures give 426, so it is asked once whether it is to go out as it is.
    press("Ctrl+Shift+P")
    assert "errors in the texts that the board would read" in shown_words(window)
    press("Ctrl+Shift+P")
    qtbot.waitUntil(lambda: not jobs_of(window.workspace).running, timeout=30_000)
    document = window.workspace.document
    assert document is not None
    qtbot.waitUntil(lambda: len(document.snapshot.of(PackIssue)) == 1)
    assert "The pack is written: 3 documents in " in shown_words(window)
    (page_html,) = tmp_path.rglob("*.html")
    text = page_html.read_text(encoding="utf-8")
    assert all(figure in text for figure in ("326", "347", "355", "412"))
