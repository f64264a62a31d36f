"""Which quarters the header lets one choose, and how its list is chosen from."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from cspdesk.commands.rows import PutRows
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Plan,
    PlanId,
    ProjectId,
    ProjectUpdate,
    ReportItem,
    ReportItemId,
    UpdateId,
)
from cspdesk.ui.header import Header, quarters_offered
from cspdesk.ui.main_window import MainWindow

NOW = Period.quarter(2025, 1)
TODAY = date(2025, 5, 1)


def years(snapshot: Snapshot, chosen: Period = NOW, today: date = TODAY) -> list[str]:
    offered = quarters_offered(snapshot, chosen, today)
    assert len(offered) == 4 * len({quarter.year for quarter in offered})
    assert list(offered) == sorted(offered, reverse=True)
    return list(dict.fromkeys(quarter.year_label for quarter in offered))


def test_the_quarters_around_today_are_always_there() -> None:
    # In May the quarter before lies in another financial year.
    assert years(Snapshot.of_rows([])) == ["2025/26", "2024/25"]
    assert years(Snapshot.of_rows([]), today=date(2025, 8, 1)) == ["2025/26"]


def test_years_of_texts_and_plans_are_there_however_long_past() -> None:
    rows = [
        Plan(id=PlanId("p"), first_year=Period.financial_year(2011), last_year=Period.financial_year(2013)),
        Plan(id=PlanId("open"), first_year=Period.financial_year(2020)),
        ReportItem(id=ReportItemId("r"), period=Period.quarter(2008, 2), text="Long ago."),
        ProjectUpdate(id=UpdateId("every"), project=ProjectId("x"), text="In every pack."),
    ]
    assert years(Snapshot.of_rows(rows), today=date(2025, 8, 1)) == [
        "2025/26",
        "2020/21",
        "2013/14",
        "2012/13",
        "2011/12",
        "2008/09",
    ]


def entries(menu: QMenu) -> list[QAction]:
    return [action for action in menu.actions() if not action.isSeparator()]


def opened(window: MainWindow) -> QMenu:
    header = window.findChild(Header)
    assert header is not None
    button = next(b for b in header.findChildren(QPushButton) if "another quarter" in b.accessibleName())
    button.click()
    menu = header.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
    assert menu.isVisible()
    return menu


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_quarter_long_past_is_chosen_behind_its_year(window: MainWindow, small: Path, qtbot: QtBot) -> None:
    document = window.workspace.document
    assert document is not None
    old = Period.quarter(2003, 3)
    rows = tuple(
        ReportItem(id=ReportItemId(f"r{year}"), period=Period.quarter(year, 1), text="Kept.")
        for year in range(2003, 2015)
    )
    document.do(PutRows("Texts", rows))
    menu = opened(window)
    assert menu.activeAction().text().startswith("Quarter 4 2015/16")
    assert menu.activeAction().isChecked()
    (year,) = [each for each in entries(menu) if each.text().startswith("2003/04")]
    inside = year.menu()
    assert isinstance(inside, QMenu)
    assert [each.text().partition("\t")[0] for each in entries(inside)] == [
        f"Quarter {number} 2003/04" for number in (4, 3, 2, 1)
    ]
    entries(inside)[1].trigger()
    assert window.workspace.quarter == old
    menu.close()
    qtbot.wait(1)
    again = opened(window)
    assert again.activeAction().text().startswith("Quarter 3 2003/04")
    again.close()
    qtbot.wait(1)
