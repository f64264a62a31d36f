"""The entry page, off-screen at 1280 x 640 with all years, beside bare tables and bare SQLite."""

import itertools
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import apsw
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from benchmarks import paste
from benchmarks.large import EDITOR, MEASURES, QUARTERS, large, sheet
from benchmarks.measure import Pair
from cspdesk.app.desktop import make_application
from cspdesk.commands.rows import PutRows
from cspdesk.desk.document import Document
from cspdesk.desk.entry_columns import ALL_YEARS, FROZEN, Kind
from cspdesk.desk.entry_table import Index
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.catalogue import Row
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    MeasureId,
    Observation,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
)
from cspdesk.store.store import Store
from cspdesk.ui.enter_page import EnterPage
from cspdesk.ui.style import apply_style

_PRIORITIES = 10
_EDGE = 4
"""So many quarters at either end hold figures where the middle is to be pasted into."""


def opened() -> Pair:
    """The document opened and its grid painted, against reading its rows and painting ready strings."""
    folder, path = _kept(QUARTERS)
    shown: list[_Shown] = []
    texts = [[text.typed for text in sheet(QUARTERS[at : at + 1], 0)] for at in range(len(QUARTERS))]

    def floor() -> None:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        for table in ("measure", "series", "observation"):
            list(connection.execute(f"SELECT * FROM {table}"))
        connection.close()
        _bare_table(texts).close()

    def ours() -> None:
        shown.append(_Shown(path))

    def reset() -> None:
        shown.pop().close()

    return Pair(ours, floor, "reading the rows and painting ready strings", reset=reset, close=folder.cleanup)


def pasted_into_empty() -> Pair:
    """20,000 copied cells pasted into empty ones, until saved, undoable and told to the grid.

    The floor is the same insert, recorded by a session with one log row, its rows made ready beforehand.
    The painting that follows is timed by itself.
    """
    return _pasted(is_over=False)


def pasted_over() -> Pair:
    """The same over other figures, against an update of the same rows."""
    return _pasted(is_over=True)


def painted_after_paste() -> Pair:
    """The painting after such a paste and the sum of what is selected, against a bare table painted."""
    setting = _Setting(is_over=True)
    bare = _bare_table([[str(row * 41) for row in range(MEASURES)] for _ in range(60)])
    setting.shown.paste(next(setting.texts))

    def floor() -> None:
        bare.viewport().repaint()

    def reset() -> None:
        setting.shown.paste(next(setting.texts))

    def close() -> None:
        bare.close()
        setting.close()

    return Pair(QApplication.processEvents, floor, "a bare table painted", runs=7, reset=reset, close=close)


def scrolled() -> Pair:
    """One step down the grid until painted, a third of a page of rows not seen before."""
    folder, path = _kept(QUARTERS)
    shown = _Shown(path)
    bare = _bare_table([[str(row * 41) for row in range(MEASURES)] for _ in range(60)])

    def step(table: QTableView) -> Callable[[], None]:
        bar = table.verticalScrollBar()

        def down() -> None:
            bar.setValue(bar.value() + 3 * bar.singleStep())
            QApplication.processEvents()

        return down

    def close() -> None:
        bare.close()
        shown.close()
        folder.cleanup()

    return Pair(step(shown.page.grid.figures), step(bare), "a bare table scrolled", runs=100, close=close)


def typed() -> Pair:
    """A figure typed over another: from its key to saved and painted, against a bare durable update."""
    folder, path = _kept(QUARTERS)
    shown = _Shown(path)
    grid, model = shown.page.grid, shown.page.model
    bare = paste.made_bare(Path(folder.name) / "bare.cspdesk")
    numbers = itertools.count(1)
    grid.pick(model.index(5, model.chosen_column))

    def floor() -> None:
        number = next(numbers)
        with bare:
            bare.execute(
                "UPDATE observation SET typed = ?, value = ? WHERE series = '1' AND period = ?",
                (f"{number:,}", str(number), QUARTERS[-1].key),
            )
            paste.log_row(bare)

    def ours() -> None:
        QTest.keyClick(grid.figures, Qt.Key.Key_7)
        editor = grid.delegate.editor
        assert editor is not None
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()

    def close() -> None:
        bare.close()
        shown.close()
        folder.cleanup()

    return Pair(ours, floor, "a bare durable update", runs=30, close=close)


class _Shown:
    """A document open on the entry page, painted."""

    def __init__(self, path: Path) -> None:
        _application()
        self.workspace = Workspace()
        self.workspace.habits.years = ALL_YEARS
        self.page = EnterPage(self.workspace)
        self.page.resize(1280, 640)
        self.document = Document(Store.open(path, EDITOR))
        self.workspace.open(self.document)
        self.page.show()
        QApplication.processEvents()

    def paste(self, text: str) -> None:
        """Paste from the clipboard at the first cell of the second year shown."""
        page = self.page
        QGuiApplication.clipboard().setText(text)
        column = page.model.column(Kind.QUARTER, QUARTERS[_EDGE])
        page.grid.figures.cursor_.stand(page.model.index(1, column or FROZEN))
        page.grid.figures.paste()

    def close(self) -> None:
        """Close the page and the file."""
        self.page.hide()
        self.workspace.open(None)
        self.document.close()
        self.page.deleteLater()
        QApplication.processEvents()


class _Setting:
    """The page and the bare file for a paste of eight years with the years' own figures: 40 columns."""

    def __init__(self, *, is_over: bool) -> None:
        quarters = QUARTERS if is_over else QUARTERS[:_EDGE] + QUARTERS[-_EDGE:]
        self.folder, path = _kept(quarters)
        self.bare = paste.made_bare(Path(self.folder.name) / "bare.cspdesk")
        years = [QUARTERS[at].of_year for at in range(_EDGE, len(QUARTERS) - 3 * _EDGE, 4)]
        columns = tuple(column for year in years for column in (*year.quarters, year))
        sheets = [sheet(columns, seed) for seed in (1, 2)]
        if is_over:
            # The years' cells too hold figures already.
            store = Store.open(path, EDITOR)
            store.run(PutRows("Years", tuple(row for row in sheets[1] if not row.period.index)))
            store.close()
        self.bare.execute("DELETE FROM observation")
        self.shown = _Shown(path)
        self.texts = itertools.cycle([_as_text(rows, len(columns)) for rows in sheets])
        self.rows = itertools.cycle([paste.stored(rows) for rows in sheets])
        if is_over:
            self.bare.executemany(paste.INSERT, paste.stored([replace(row, typed="") for row in sheets[1]]))

    def close(self) -> None:
        self.bare.close()
        self.shown.close()
        self.folder.cleanup()


def _pasted(*, is_over: bool) -> Pair:
    setting = _Setting(is_over=is_over)
    shown, bare = setting.shown, setting.bare
    sql = paste.UPDATE if is_over else paste.INSERT

    def floor() -> None:
        paste.write_bare(bare, sql, next(setting.rows))

    def ours() -> None:
        shown.paste(next(setting.texts))

    def reset() -> None:
        QApplication.processEvents()
        before = len(shown.document.snapshot.of(Observation))
        if not is_over:
            shown.document.undo()
            bare.execute("DELETE FROM observation")
            QApplication.processEvents()
            if before - len(shown.document.snapshot.of(Observation)) != paste.PASTED:
                raise RuntimeError("The paste did not fill every cell.")

    return Pair(
        ours, floor, "the same rows, recorded and logged bare", runs=9, reset=reset, close=setting.close
    )


def _as_text(rows: list[Observation], columns: int) -> str:
    texts = [row.typed for row in rows]
    lines = ("\t".join(texts[at : at + columns]) for at in range(0, len(texts), columns))
    return "\n".join(lines) + "\n"


def _kept(quarters: tuple[Period, ...]) -> tuple[tempfile.TemporaryDirectory[str], Path]:
    """The large document with a plan of ten priorities, closed, with figures in these quarters alone."""
    folder = tempfile.TemporaryDirectory()
    path = Path(folder.name) / "large.cspdesk"
    with large(path, quarters) as store:
        store.run(PutRows("Plan", tuple(_plan())))
    return folder, path


def _plan() -> list[Row]:
    plan = PlanId("plan")
    rows: list[Row] = [Plan(id=plan, title="Plan")]
    each = MEASURES // _PRIORITIES
    for number in range(_PRIORITIES):
        rows.append(
            Priority(
                id=PriorityId(str(number)),
                plan=plan,
                position=number,
                number=str(number + 1),
                title="Priority",
            )
        )
    for measure in range(MEASURES):
        rows.append(
            Placement(
                id=PlacementId(str(measure)),
                plan=plan,
                priority=PriorityId(str(measure // each)),
                measure=MeasureId(str(measure)),
                position=measure,
                number=f"{measure // each + 1}.{measure % each + 1}",
            )
        )
    return rows


class _Ready(QAbstractTableModel):
    """Strings that need no work."""

    def __init__(self, columns: list[list[str]]) -> None:
        super().__init__()
        self._columns = columns

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._columns[0])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self._columns[index.column()][index.row()] if role == Qt.ItemDataRole.DisplayRole else None


def _bare_table(columns: list[list[str]]) -> QTableView:
    _application()
    table = QTableView()
    model = _Ready(columns)
    model.setParent(table)
    table.setModel(model)
    table.resize(1280, 640)
    table.show()
    QApplication.processEvents()
    return table


def _application() -> None:
    if QApplication.instance() is None:
        apply_style(make_application())
