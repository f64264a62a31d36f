"""Pictures of the measure pages: every kind of chart, the page of a measure, the plan over a whole screen."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cspdesk.ui.main_window import MainWindow

Keep = Callable[[str], None]


def shoot_measures(window: "MainWindow", keep: Keep) -> None:
    """The page of the measure with the most to show, from its top to its end."""
    from PySide6.QtTest import QTest

    from cspdesk.desk.workspace import Place
    from cspdesk.domain.tables import Measure
    from cspdesk.ui.measure_page import MeasureView
    from cspdesk.ui.measures_page import MeasuresPage

    document = window.workspace.document
    page = window.findChild(MeasuresPage)
    assert document is not None
    assert page is not None
    window.workspace.going.emit(Place("measures"))
    shown = next(m for m in document.snapshot.of(Measure) if "injury" in m.title.casefold())
    page.open(shown.id)
    QTest.qWait(1200)
    keep("measure")
    view = window.findChild(MeasureView)
    assert view is not None
    bar = view.scroller.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    keep("measure-middle")
    bar.setValue(bar.maximum())
    keep("measure-end")
    page.back()


def shoot_charts(folder: Path, name: str) -> None:
    """Each kind of chart as the window shows it, and as it is printed by a printer without colours."""
    from PySide6.QtGui import QImage
    from PySide6.QtTest import QTest

    from cspdesk.ui.trend_view import TrendView
    from tests.support.charts import every_chart

    for kind, spec in every_chart().items():
        view = TrendView()
        view.setObjectName("page")
        view.resize(760, 460)
        view.show()
        view.show_spec(spec)
        QTest.qWait(600)
        picture = view.grab()
        picture.save(str(folder / f"chart-{kind.name.lower()}-{name}.png"))
        if name.startswith("light"):
            grey = picture.toImage().convertToFormat(QImage.Format.Format_Grayscale8)
            grey.save(str(folder / f"chart-{kind.name.lower()}-grey-{name.partition('-')[2]}.png"))
        view.close()


def shoot_shown(window: "MainWindow", folder: Path, name: str) -> None:
    """The plan and one measure over a screen of 1024 x 768, as a projector shows them, and in grey."""
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

    from cspdesk.desk.workspace import Place
    from cspdesk.ui.measures_page import MeasuresPage
    from cspdesk.ui.show_screen import begin

    page = window.findChild(MeasuresPage)
    window.workspace.going.emit(Place("measures"))
    screen = begin(window, window.workspace, page)
    assert screen is not None
    screen.showNormal()
    screen.resize(1024, 768)
    for at in range(min(screen.count, 2)):
        screen.step_to(at)
        QApplication.processEvents()
        screen.grab().save(str(folder / f"show-{at + 1}-{name}.png"))
    grey = screen.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    grey.save(str(folder / f"show-grey-{name}.png"))
    screen.close()
