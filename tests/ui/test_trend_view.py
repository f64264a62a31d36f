"""The panel of a measure's charts, by its keys, its mouse, its menu and its words."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cspdesk.analysis.charts import ChartKind
from cspdesk.desk.document import Document
from cspdesk.domain.plan_view import Placed, placed_in, plan_in_force
from cspdesk.domain.tables import Setting
from cspdesk.store.store import Store
from cspdesk.ui.chart_look import Look
from cspdesk.ui.trend_view import TrendView
from tests.support.charts import every_chart
from tests.support.documents import LAST_QUARTER, small_store

CHARTS = every_chart()
KEY = "chart title m21 trend 2015-16Q4"
Key = Qt.Key


@pytest.fixture
def view(qtbot: QtBot, dressed: QApplication) -> Iterator[TrendView]:
    window = QWidget()
    made = TrendView()
    layout = QVBoxLayout(window)
    layout.addWidget(made)
    qtbot.addWidget(window)
    window.resize(420, 520)
    made.show_spec(CHARTS[ChartKind.TREND])
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    made.area.setFocus()
    qtbot.waitUntil(made.area.hasFocus)
    qtbot.waitUntil(lambda: made.graph is not None, timeout=10_000)
    yield made
    window.close()


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    made = Document(small_store(tmp_path / "small.cspdesk"))
    yield made
    made.close()


def placed(document: Document, number: str) -> Placed:
    found = placed_in(document.snapshot, plan_in_force(document.snapshot))
    return next(each for each in found if each.number == number)


def show(view: TrendView, document: Document, number: str = "2.1") -> None:
    view.show_measure(document, placed(document, number), LAST_QUARTER)


def press(view: TrendView, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(view.area, key, held)


def graphed(view: TrendView) -> list[float]:
    """The figures of the first line that the interactive chart draws."""
    graph: Any = view.graph
    return [float(value) for value in graph.curves[0].getData()[1] if value == value]


def title_kept(document: Document) -> str | None:
    row = document.snapshot.of(Setting).get(KEY)
    return row.value if row else None


class TestWalking:
    @pytest.mark.habit("Chart: Left, Right, Home, End")
    def test_home_and_end_reach_the_ends(self, view: TrendView) -> None:
        press(view, Key.Key_Home)
        assert view.said.startswith("Q1 13/14: 262 offences")
        press(view, Key.Key_End)
        assert view.said.startswith("Q4 15/16: 412 offences")
        press(view, Key.Key_Right)
        assert view.said.startswith("Q4 15/16")
        press(view, Key.Key_Left)
        assert view.said.startswith("Q3 15/16: 355 offences")

    @pytest.mark.parametrize("kind", ChartKind)
    def test_every_kind_is_walked(self, view: TrendView, kind: ChartKind) -> None:
        view.show_spec(CHARTS[kind])
        press(view, Key.Key_Home)
        assert view.said.startswith(CHARTS[kind].labels[0])

    def test_remarks_come_back(self, view: TrendView) -> None:
        press(view, Key.Key_Left)
        view.point_at(-1)
        assert "counting rules changed in October" in view.said


class TestLooking:
    @pytest.mark.habit("Chart: +, \u2212, 0")
    def test_plus_looks_closer_minus_and_nought_go_back(self, view: TrendView) -> None:
        assert len(graphed(view)) == 12
        press(view, Key.Key_Plus)
        # Two thirds of 12 positions, the last kept in its place.
        assert graphed(view) == [260, 303, 303, 280, 326, 347, 355, 412]
        assert view.said.startswith("Q1 14/15 to Q4 15/16 (8 of 12); 0 shows all.")
        press(view, Key.Key_Plus)
        assert graphed(view) == [280, 326, 347, 355, 412]
        press(view, Key.Key_Minus)
        assert len(graphed(view)) == 8
        press(view, Key.Key_0)
        assert len(graphed(view)) == 12

    def test_never_fewer_than_three(self, view: TrendView) -> None:
        press(view, *[Key.Key_Plus] * 9)
        assert graphed(view) == [347, 355, 412]

    def test_walking_beyond_the_stretch_moves_it_along(self, view: TrendView) -> None:
        press(view, *[Key.Key_Plus] * 9, Key.Key_Home)
        assert view.said.startswith("Q1 13/14")
        assert graphed(view) == [262, 249, 258]

    @pytest.mark.habit("Mouse: drag across a chart")
    def test_dragging_across_shows_a_stretch(self, view: TrendView) -> None:
        view.show_spec(CHARTS[ChartKind.STACKED])
        painted = view.painted
        spots = [x for x in range(painted.width()) if painted.position_at(QPointF(x, 60)) in (2, 5)]
        start, end = QPoint(spots[0], 60), QPoint(spots[-1], 60)
        QTest.mousePress(painted, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(painted, (start + end) / 2)
        QTest.mouseRelease(painted, Qt.MouseButton.LeftButton, pos=end)
        assert view.said.startswith("Q3 14/15 to Q2 15/16 (4 of 8)")

    def test_wheel_looks_closer_with_the_focus_and_else_scrolls(self, view: TrendView) -> None:
        def turn() -> bool:
            spot = QPointF(view.area.rect().center())
            event = QWheelEvent(
                spot,
                view.area.mapToGlobal(spot),
                QPoint(),
                QPoint(0, 120),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(view.area, event)
            return len(graphed(view)) < 12

        view.toggle.setFocus()
        assert not turn()
        view.area.setFocus()
        assert turn()

    def test_years_and_areas_are_always_whole(self, view: TrendView) -> None:
        for kind in (ChartKind.YEARS, ChartKind.AREAS):
            view.show_spec(CHARTS[kind])
            press(view, Key.Key_Plus)
            assert "shows all" not in view.said

    def test_another_chart_is_whole_again(self, view: TrendView) -> None:
        press(view, Key.Key_Plus)
        view.show_spec(CHARTS[ChartKind.CONTROL])
        assert len(graphed(view)) == 24

    def test_axis_is_freed_from_nought_and_says_so(self, view: TrendView) -> None:
        view.unlock()
        assert "The value axis does not start at nought." in view.said
        view.unlock()
        assert "nought" not in view.said


class TestExtremes:
    def words(self, view: TrendView, values: tuple[int, ...]) -> list[tuple[str, bool]]:
        """The words seen at the highest figure and the lowest, and whether they stand within the plot."""
        spec = CHARTS[ChartKind.TREND]
        figures = tuple(Decimal(value) for value in values)
        own = replace(spec.lines[0], values=figures, provisional=frozenset(), marks=(), cuts=())
        labels = spec.labels[: len(values)]
        view.show_spec(replace(spec, lines=(own,), labels=labels, breaks=(), break_notes=()))
        # Where words stand on the screen is known once they are painted.
        view.grab()
        graph: Any = view.graph
        plot = graph.plot.getPlotItem().vb.sceneBoundingRect().adjusted(0, -1, 0, 1)
        return [
            (text.toPlainText(), plot.contains(text.sceneBoundingRect()))
            for text, _, _ in graph._extreme_words
            if text.isVisible()
        ]

    # 500 and 1,000 are the axis's own ends, so their words stand over all its lines.
    @pytest.mark.parametrize(
        ("values", "said"),
        [
            ((300, 500, 260, 280), ["500", "260"]),
            ((1000, 400, 500, 700), ["1,000", "400"]),
            ((30, 50, 0, 20), ["50"]),
        ],
    )
    def test_the_highest_and_lowest_figure_are_never_cut(
        self, view: TrendView, values: tuple[int, ...], said: list[str]
    ) -> None:
        assert self.words(view, values) == [(words, True) for words in said]


class TestLook:
    def test_it_never_leaves_the_chart(self) -> None:
        look = Look(10)
        assert look.to(-5, 2)
        assert (look.first, look.last) == (0, 7)
        assert look.to(8, 9)
        assert (look.first, look.last) == (7, 9)
        assert look.to(8, 20)
        assert look.is_whole

    @pytest.mark.parametrize("count", [0, 1, 2, 3])
    def test_short_charts_stay_whole(self, count: int) -> None:
        look = Look(count)
        look.zoom(0, closer=True)
        look.to(0, 0)
        assert look.is_whole

    def test_the_middle_keeps_its_place(self) -> None:
        look = Look(12)
        look.zoom(6, closer=True)
        assert (look.first, look.last) == (2, 9)


class TestLines:
    @pytest.mark.habit("Chart: Tab, Space")
    def test_a_line_is_switched_off_by_keyboard_and_the_others_keep_their_colours(
        self, view: TrendView
    ) -> None:
        graph: Any = view.graph
        box = view.legend.boxes[3]
        assert box.text() == "Baseline"
        before = [curve.opts["pen"].color().name() for curve in graph.curves]
        box.setFocus()
        QTest.keyClick(box, Key.Key_Space)
        assert view.legend.hidden_lines == {3}
        after = [curve.opts["pen"].color().name() for curve in graph.curves]
        assert after == before
        assert not [value for value in graph.curves[3].getData()[1] if value == value]
        press(view, Key.Key_End)
        assert "Baseline" not in view.said

    @pytest.mark.habit("Chart: Tab, Space")
    def test_tab_reaches_every_box(self, view: TrendView) -> None:
        view.area.setFocus()
        met = []
        for _ in range(8):
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, Key.Key_Tab)
            met.append(QApplication.focusWidget())
        assert [part for part in met if part in view.legend.boxes] == view.legend.boxes
        assert view.more in met
        assert view.toggle in met

    def test_one_line_needs_no_boxes(self, view: TrendView, document: Document) -> None:
        show(view, document, "2.1")
        assert not view.legend.isVisible()


class TestCopying:
    @pytest.mark.habit("Chart: Ctrl+C")
    def test_ctrl_c_copies_picture_and_figures(self, view: TrendView) -> None:
        press(view, Key.Key_C, held=Qt.KeyboardModifier.ControlModifier)
        data = QGuiApplication.clipboard().mimeData()
        assert data.hasImage()
        assert data.text().splitlines()[1].startswith("Q4 15/16\t412")

    def test_menu_names_the_acts_with_their_keys(self, view: TrendView, document: Document) -> None:
        show(view, document)
        acts = {act.text().replace("&", "") for act in view.menu().actions()}
        assert {
            "Copy picture and figures\tCtrl+C",
            "Copy as a picture",
            "Copy as a table",
            "Look closer\t+",
            "Show all\t0",
            "Edit the title\tF2",
        } <= acts
        table = next(act for act in view.menu().actions() if "table" in act.text())
        table.trigger()
        data = QGuiApplication.clipboard().mimeData()
        assert not data.hasImage()
        assert len(data.text().splitlines()) == 9


class TestKinds:
    def test_only_what_makes_sense_is_offered(self, view: TrendView, document: Document) -> None:
        show(view, document, "2.1")
        assert list(view.kinds.buttons) == [ChartKind.TREND, ChartKind.CONTROL, ChartKind.YEARS]
        show(view, document, "3.1")
        assert list(view.kinds.buttons) == [ChartKind.TREND, ChartKind.CONTROL]

    def test_kind_is_chosen_and_stays_for_the_next_measure(self, view: TrendView, document: Document) -> None:
        show(view, document, "2.1")
        button = view.kinds.buttons[ChartKind.YEARS]
        button.setFocus()
        QTest.keyClick(button, Key.Key_Space)
        assert (
            view.title.shown.text()
            == "Violence with injury was above 2014/15 in all four quarters of 2015/16"
        )
        show(view, document, "2.2")
        assert view.title.shown.text() == "Robbery was above 2014/15 in all four quarters of 2015/16"
        assert view.kinds.buttons[ChartKind.YEARS].isChecked()
        # It has no quarters to lay over one another, so its trend is shown, and the choice is kept.
        show(view, document, "3.1")
        assert view.kinds.buttons[ChartKind.TREND].isChecked()
        show(view, document, "2.1")
        assert view.kinds.buttons[ChartKind.YEARS].isChecked()

    def test_refused_chart_says_why(self, view: TrendView, document: Document) -> None:
        show(view, document, "2.1")
        view.show_kind(ChartKind.CONTROL)
        assert view.figures.isVisible()
        assert "Not enough figures: 8 of the 12 needed." in view.figures.text()

    @pytest.mark.parametrize("kind", ChartKind)
    def test_every_kind_has_its_figures_beside_it(self, view: TrendView, kind: ChartKind) -> None:
        view.show_spec(CHARTS[kind])
        assert view.area.accessibleDescription() == CHARTS[kind].description
        QTest.mouseClick(view.toggle, Qt.MouseButton.LeftButton)
        assert view.table.isVisible()
        assert view.table.rowCount() == len(CHARTS[kind].labels)
        assert view.toggle.text() == "Show chart"

    def test_years_are_painted_and_trends_graphed(self, view: TrendView) -> None:
        view.show_spec(CHARTS[ChartKind.YEARS])
        assert view.painted.isVisible()
        view.show_spec(CHARTS[ChartKind.CONTROL])
        assert view.graph is not None
        assert view.graph.isVisible()


class TestTitle:
    @pytest.mark.habit("Chart: F2")
    def test_f2_edits_and_enter_saves(self, view: TrendView, document: Document) -> None:
        show(view, document)
        press(view, Key.Key_F2)
        assert view.title.line.isVisible()
        view.title.line.clear()
        QTest.keyClicks(view.title.line, "Violence is the one to watch")
        QTest.keyClick(view.title.line, Key.Key_Return)
        assert title_kept(document) == "Violence is the one to watch"
        assert view.title.shown.text() == "Violence is the one to watch"
        assert document.undo_label == "Chart title of 2.1, Quarter 4 2015/16"
        document.undo()
        assert view.title.shown.text().startswith("Violence with injury rose in each quarter")

    def test_empty_restores_the_drafted_title(self, view: TrendView, document: Document) -> None:
        show(view, document)
        view.title.given.emit("Our own")
        assert view.title.shown.text() == "Our own"
        press(view, Key.Key_F2)
        view.title.line.clear()
        QTest.keyClick(view.title.line, Key.Key_Return)
        assert title_kept(document) is None
        assert view.title.shown.text().startswith("Violence with injury rose in each quarter")

    @pytest.mark.habit("Chart: F2")
    def test_escape_leaves_it_as_it_was(self, view: TrendView, document: Document) -> None:
        show(view, document)
        QTest.mouseDClick(view.title.shown, Qt.MouseButton.LeftButton)
        QTest.keyClicks(view.title.line, "x")
        QTest.keyClick(view.title.line, Key.Key_Escape)
        assert title_kept(document) is None
        assert view.title.shown.isVisible()

    def test_what_is_typed_is_saved_for_its_own_measure(self, view: TrendView, document: Document) -> None:
        show(view, document, "2.1")
        press(view, Key.Key_F2)
        view.title.line.setText("Kept")
        show(view, document, "2.2")
        assert title_kept(document) == "Kept"
        assert view.title.shown.text().startswith("30 offences")

    def test_leaving_the_line_saves(self, view: TrendView, document: Document, qtbot: QtBot) -> None:
        show(view, document)
        press(view, Key.Key_F2)
        view.title.line.setText("Kept")
        view.toggle.setFocus()
        qtbot.waitUntil(lambda: title_kept(document) == "Kept")

    def test_control_characters_and_lines_are_taken_out(self, view: TrendView, document: Document) -> None:
        show(view, document)
        view.title.given.emit("One\x00 line\n of  words")
        assert title_kept(document) == "One line of words"

    def test_title_of_a_bare_chart_stays(self, view: TrendView) -> None:
        press(view, Key.Key_F2)
        assert not view.title.line.isVisible()

    def test_a_refusal_is_told(self, view: TrendView, tmp_path: Path, qtbot: QtBot) -> None:
        path = tmp_path / "held.cspdesk"
        small_store(path).close()
        document = Document(Store.read(path))
        show(view, document)
        with qtbot.waitSignal(view.told) as signal:
            view.title.given.emit("Our own")
        assert signal.args[0].startswith("The title of the chart was not saved.")
        assert signal.args[0].endswith("You typed: Our own")
        assert view.unsaved == signal.args[0]
        document.close()
