import builtins
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.desk.document import Document
from cspdesk.desk.workspace import Selection, Workspace
from cspdesk.domain.tables import Commentary, Measure, MeasureId, Partner, PartnerId, SeriesId
from cspdesk.ui.inspector import Inspector
from tests.support.documents import LAST_QUARTER, small_store

VIOLENCE = Selection(MeasureId("m21"), SeriesId("m21"), LAST_QUARTER)
ROBBERY = Selection(MeasureId("m22"), SeriesId("m22"), LAST_QUARTER)
TREATMENT = Selection(MeasureId("m31"), SeriesId("m31"), LAST_QUARTER)


@pytest.fixture
def workspace(tmp_path: Path, qtbot: QtBot) -> Iterator[Workspace]:
    made = Workspace()
    made.open(Document(small_store(tmp_path / "small.cspdesk")))
    yield made
    made.open(None)


@pytest.fixture
def inspector(workspace: Workspace, qtbot: QtBot) -> Iterator[Inspector]:
    window = QWidget()
    made = Inspector(workspace)
    window.other = QLineEdit()  # type: ignore[attr-defined]  # kept for the tests of focus
    layout = QHBoxLayout(window)
    layout.addWidget(window.other)  # type: ignore[attr-defined]  # likewise
    layout.addWidget(made)
    qtbot.addWidget(window)
    window.resize(700, 700)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield made
    window.close()


def document(workspace: Workspace) -> Document:
    assert workspace.document is not None
    return workspace.document


def said(workspace: Workspace, measure: str = "m21", back: int = 0) -> str | None:
    row = document(workspace).snapshot.of(Commentary).get(MeasureId(measure), LAST_QUARTER.shift(-back))
    return row.text if row else None


def write(qtbot: QtBot, inspector: Inspector, words: str) -> None:
    editor = inspector.commentary.editor
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    QTest.keyClicks(editor, words)


def graph(qtbot: QtBot, inspector: Inspector) -> Any:
    qtbot.waitUntil(lambda: inspector.trend.graph is not None, timeout=10_000)
    return inspector.trend.graph


def test_nothing_selected_says_what_to_do(inspector: Inspector) -> None:
    assert inspector.nothing.isVisible()
    assert inspector.nothing.text() == "Select a figure to see its trend and to write about it."


def test_measure_has_its_parts_in_words(inspector: Inspector, workspace: Workspace) -> None:
    workspace.select(VIOLENCE)
    assert inspector.title.text() == "2.1 Violence with injury"
    assert inspector.figure.text() == "412"
    assert inspector.reading.text() == "412 this quarter; 1,440 so far, 294 more than last year, 25.7%"


def test_chart_shows_the_figures_and_follows_an_edit(
    inspector: Inspector, workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.select(VIOLENCE)
    drawn = graph(qtbot, inspector)
    assert list(drawn.curves[0].getData()[1]) == [260, 303, 303, 280, 326, 347, 355, 412]
    document(workspace).do(SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, "430"),)))
    assert list(drawn.curves[0].getData()[1])[-1] == 430
    assert inspector.figure.text() == "430"
    document(workspace).undo()
    assert list(drawn.curves[0].getData()[1])[-1] == 412


def test_edit_of_another_measure_redraws_nothing(
    inspector: Inspector, workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.select(VIOLENCE)
    curve = graph(qtbot, inspector).curves[0]
    document(workspace).do(SetFigures("Figure", (TypedCell(SeriesId("m22"), LAST_QUARTER, "31"),)))
    document(workspace).do(PutRows("Add partner", (Partner(id=PartnerId("x"), name="Police"),)))
    assert graph(qtbot, inspector).curves[0] is curve


def test_chart_has_its_words_and_its_table(inspector: Inspector, workspace: Workspace, qtbot: QtBot) -> None:
    workspace.select(VIOLENCE)
    drawn = graph(qtbot, inspector)
    assert drawn.accessibleDescription().startswith("Line chart of 2.1 Violence with injury")
    assert "Q4 15/16 412" in drawn.accessibleDescription()
    QTest.mouseClick(inspector.trend.toggle, Qt.MouseButton.LeftButton)
    table = inspector.trend.table
    assert table.isVisible()
    first = [item.text() for column in (0, 1) if (item := table.item(0, column))]
    assert first == ["Q4 15/16", "412"]
    assert table.rowCount() == 8
    assert inspector.trend.toggle.text() == "Show chart"


def test_arrow_keys_read_the_points_out(inspector: Inspector, workspace: Workspace, qtbot: QtBot) -> None:
    workspace.select(VIOLENCE)
    graph(qtbot, inspector)
    QTest.keyClick(inspector.trend.area, Qt.Key.Key_Left)
    assert inspector.trend.said == "Q4 15/16: 412 offences"
    QTest.keyClick(inspector.trend.area, Qt.Key.Key_Left)
    assert inspector.trend.said == "Q3 15/16: 355 offences"


def test_pointing_at_the_chart_says_period_and_figure(
    inspector: Inspector, workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.select(VIOLENCE)
    drawn = graph(qtbot, inspector)
    qtbot.wait(50)
    box = drawn.plot.getPlotItem().vb
    spot = box.mapViewToScene(QPointF(5, 347))
    drawn.plot.scene().sigMouseMoved.emit(spot)
    assert inspector.trend.said == "Q2 15/16: 347 offences"


def test_too_few_points_are_given_in_words(inspector: Inspector, workspace: Workspace) -> None:
    workspace.select(TREATMENT)
    assert inspector.trend.figures.isVisible()
    assert "1,204 in 2014/15" in inspector.trend.figures.text()
    assert not inspector.trend.toggle.isVisible()


def test_painted_chart_stands_where_the_library_cannot_be_loaded(
    inspector: Inspector, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **named: Any) -> Any:
        if name.endswith("trend_graph"):
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", refuse)
    workspace.select(VIOLENCE)
    qtbot.wait(100)
    assert inspector.trend.graph is None
    assert inspector.trend.painted.isVisible()
    assert "Q4 15/16 412" in inspector.trend.painted.accessibleDescription()


def test_last_quarters_words_stand_above(inspector: Inspector, workspace: Workspace) -> None:
    workspace.select(VIOLENCE)
    words = "Quarter 3 said: 355 offences, 162 more than last year (18.7%)."
    assert inspector.commentary.before.text() == words
    workspace.select(ROBBERY)
    assert not inspector.commentary.before.isVisible()


def test_commentary_is_saved_when_the_focus_leaves(
    inspector: Inspector, workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.select(VIOLENCE)
    write(qtbot, inspector, "412 offences.")
    assert said(workspace) is None
    inspector.window().other.setFocus()  # type: ignore[attr-defined]  # the fixture's own
    qtbot.waitUntil(lambda: said(workspace) == "412 offences.")
    assert document(workspace).undo_label == "Commentary on 2.1, Quarter 4 2015/16"


def test_commentary_is_saved_after_a_pause(inspector: Inspector, workspace: Workspace, qtbot: QtBot) -> None:
    workspace.select(VIOLENCE)
    write(qtbot, inspector, "A pause ")
    qtbot.waitUntil(lambda: said(workspace) == "A pause", timeout=3_000)
    # What is being typed stays as it is, the space at its end included.
    assert inspector.commentary.editor.toPlainText() == "A pause "


def test_another_quarter_saves_the_words_for_the_one_before(
    inspector: Inspector, workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.select(VIOLENCE)
    write(qtbot, inspector, "412 offences.")
    workspace.choose_quarter(LAST_QUARTER.next)
    assert said(workspace) == "412 offences."
    assert said(workspace, back=-1) is None
    assert inspector.commentary.editor.toPlainText() == ""
    assert inspector.commentary.before.text() == "Quarter 4 said: 412 offences."


def test_another_selection_saves_the_words(inspector: Inspector, workspace: Workspace, qtbot: QtBot) -> None:
    workspace.select(VIOLENCE)
    write(qtbot, inspector, "412 offences.")
    workspace.select(ROBBERY)
    assert (said(workspace), said(workspace, "m22")) == ("412 offences.", None)


def test_hiding_the_panel_saves_the_words(inspector: Inspector, workspace: Workspace, qtbot: QtBot) -> None:
    workspace.select(VIOLENCE)
    write(qtbot, inspector, "Hidden.")
    inspector.hide()
    assert said(workspace) == "Hidden."


def test_unchanged_words_are_not_saved_again(
    inspector: Inspector, workspace: Workspace, qtbot: QtBot
) -> None:
    document(workspace).do(SetCommentary("Words", MeasureId("m21"), LAST_QUARTER, "412 offences."))
    before = document(workspace).snapshot.sequence
    workspace.select(VIOLENCE)
    inspector.commentary.editor.setFocus()
    inspector.window().other.setFocus()  # type: ignore[attr-defined]  # the fixture's own
    workspace.select(ROBBERY)
    assert document(workspace).snapshot.sequence == before


def test_undo_brings_the_words_back(inspector: Inspector, workspace: Workspace, qtbot: QtBot) -> None:
    document(workspace).do(SetCommentary("Words", MeasureId("m21"), LAST_QUARTER, "Before."))
    workspace.select(VIOLENCE)
    inspector.commentary.editor.selectAll()
    write(qtbot, inspector, "After.")
    inspector.flush()
    assert said(workspace) == "After."
    document(workspace).undo()
    assert inspector.commentary.editor.toPlainText() == "Before."


def test_refused_words_stay_and_come_back(inspector: Inspector, workspace: Workspace, qtbot: QtBot) -> None:
    told: list[str] = []
    workspace.told.connect(told.append)
    workspace.select(VIOLENCE)
    long = "x" * 32_001
    inspector.commentary.editor.setPlainText(long)
    inspector.flush()
    assert said(workspace) is None
    assert "32,001 characters" in inspector.commentary.problem.text()
    assert told[-1].startswith(
        "Commentary on 2.1 Violence with injury, Quarter 4 2015/16: not saved. The text has 32,001 characters"
    )
    workspace.select(ROBBERY)
    assert inspector.commentary.editor.toPlainText() == ""
    assert not inspector.commentary.problem.isVisible()
    workspace.select(VIOLENCE)
    assert inspector.commentary.editor.toPlainText() == long
    inspector.commentary.editor.setPlainText("Short.")
    inspector.flush()
    assert said(workspace) == "Short."
    assert not inspector.commentary.problem.isVisible()


def test_deleted_measure_leaves_the_sentence(inspector: Inspector, workspace: Workspace) -> None:
    workspace.select(VIOLENCE)
    document(workspace).do(DeleteRow("Delete 2.1", Measure, ("m21",)))
    assert inspector.nothing.isVisible()


def test_chart_library_is_loaded_only_after_the_paint_that_shows_a_chart(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
application = QApplication([])
from tests.support.documents import small_store
from tests.ui.test_inspector import VIOLENCE, Document, Inspector, Workspace
workspace = Workspace()
workspace.open(Document(small_store(Path(sys.argv[1]))))
inspector = Inspector(workspace)
inspector.show()
application.processEvents()
workspace.select(VIOLENCE)
assert not {"pyqtgraph", "numpy"} & set(sys.modules), "loaded before the chart is shown"
while inspector.trend.graph is None:
    application.processEvents()
assert "pyqtgraph" in sys.modules
print("loaded late")
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "late.cspdesk")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    assert done.stdout.strip() == "loaded late", done.stderr
