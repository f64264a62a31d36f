"""The plan's tiles, sixty of them in one window, beside the bare painter drawing the charts alone."""

import itertools
import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from benchmarks.large import EDITOR, QUARTERS, sheet
from benchmarks.measure import Pair
from cspdesk.app.desktop import make_application
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.desk.document import Document
from cspdesk.desk.plan_board import Tile, advanced, plan_board
from cspdesk.domain.catalogue import Row
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.choices import StatusAgainst
from cspdesk.domain.tables import (
    Measure,
    MeasureId,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Series,
    SeriesId,
)
from cspdesk.store.store import Store
from cspdesk.ui.chart_painter import paint_chart
from cspdesk.ui.plan_tiles import PlanTiles
from cspdesk.ui.style import apply_style

TILES, PRIORITIES = 60, 6
_EDITED = 7
_QUARTER = QUARTERS[-1]
_WINDOW = QSize(2560, 2000)
"""Large enough for all of them at once."""


def first_painted() -> Pair:
    """Every tile painted for the first time, against the painter drawing 60 charts of a tile's size."""
    shown = _Shown()
    shown.forget()
    rooms = _rooms(shown.size)

    def floor() -> None:
        with _Canvas() as painter:
            for tile, room in zip(shown.tiles, rooms, strict=True):
                paint_chart(painter, room, tile.chart, shown.view.font())

    return Pair(shown.paint, floor, "60 charts of a tile's size", reset=shown.forget, close=shown.close)


def repainted() -> Pair:
    """Every tile painted again, against 60 ready pictures put on a window; to take less than 16 ms."""
    shown = _Shown()
    rooms = _rooms(shown.size)
    picture = QPixmap(shown.size)
    picture.fill(shown.view.palette().base().color())

    def floor() -> None:
        with _Canvas() as painter:
            for room in rooms:
                painter.drawPixmap(room.topLeft(), picture)

    return Pair(shown.paint, floor, "60 ready pictures", close=shown.close)


def one_changed() -> Pair:
    """One tile worked out and painted after an edit, against one chart; to take less than 5 ms."""
    shown = _Shown()
    room = QRectF(0, 0, shown.size.width(), shown.size.height())

    def floor() -> None:
        with _Canvas() as painter:
            paint_chart(painter, room, shown.tiles[0].chart, shown.view.font())

    shown.edit()
    return Pair(shown.follow, floor, "one chart", runs=60, reset=shown.edit, close=shown.close)


class _Canvas:
    """A painter on a picture of the window's size."""

    def __enter__(self) -> QPainter:
        self._picture = QPixmap(_WINDOW)
        self._painter = QPainter(self._picture)
        return self._painter

    def __exit__(self, *_: object) -> None:
        self._painter.end()


class _Shown:
    """A plan of sixty measures with its tiles in a window."""

    def __init__(self) -> None:
        application = QApplication.instance() or make_application()
        if isinstance(application, QApplication):
            apply_style(application)
        self._folder = tempfile.TemporaryDirectory()
        store = Store.create(Path(self._folder.name) / "tiles.cspdesk", EDITOR)
        store.run(PutRows("Sixty measures", tuple(_rows())))
        self.document = Document(store)
        self._before = self.document.snapshot
        self._heard: list[ChangeSet] = []
        self.document.changed.connect(self._heard.append)
        self._typed = ""
        self._numbers = itertools.count(1_000)
        self.board = plan_board(self.document.snapshot, _QUARTER)
        self.view = PlanTiles()
        self.view.resize(_WINDOW)
        self.view.show_bands(self.board, self.board.bands, {})
        self.view.show()
        self._application = application
        application.processEvents()
        last = self.view.plan.index(self.view.plan.rowCount() - 1)
        if self.view.visualRect(last).bottom() > self.view.viewport().height():
            raise RuntimeError("Not every tile is in the window.")

    @property
    def tiles(self) -> tuple[Tile, ...]:
        return self.board.tiles

    @property
    def size(self) -> QSize:
        return self.view.tile_size

    def paint(self) -> None:
        """Paint the whole window at once."""
        self.view.viewport().repaint()

    def forget(self) -> None:
        self.view.forget_pictures()

    def edit(self) -> None:
        """Type one figure; the one before has reached its tile."""
        if self._typed and self.tiles[_EDITED].figure != self._typed:
            raise RuntimeError("The edit did not reach the tile.")
        self._typed = f"{next(self._numbers):,}"
        self._before = self.document.snapshot
        cell = TypedCell(SeriesId(str(_EDITED)), _QUARTER, self._typed)
        self.document.do(SetFigures("Figure", (cell,)))

    def follow(self) -> None:
        """Show the edit, as the page does, and let the window paint what that touched."""
        self.board = advanced(self.board, self._heard[-1], self._before, self.document.snapshot)
        self.view.show_bands(self.board, self.board.bands, {})
        self._application.processEvents()

    def close(self) -> None:
        self.view.close()
        self.document.close()
        self._folder.cleanup()


def _rooms(size: QSize) -> list[QRectF]:
    across = _WINDOW.width() // size.width()
    return [
        QRectF(
            size.width() * (place % across), size.height() * (place // across), size.width(), size.height()
        )
        for place in range(TILES)
    ]


def _rows() -> list[Row]:
    """Sixty measures judged against last year, ten to a priority, with twelve years of figures."""
    plan = PlanId("plan")
    rows: list[Row] = [Plan(id=plan, title="A plan")]
    rows += [
        Priority(id=PriorityId(str(each)), plan=plan, position=each, number=str(each + 1), title="A priority")
        for each in range(PRIORITIES)
    ]
    for number in range(TILES):
        measure = MeasureId(str(number))
        rows += [
            Measure(
                id=measure,
                title=f"Offences of kind {number} in the town centre",
                unit_label="offences",
                status_against=StatusAgainst.LAST_YEAR,
            ),
            Series(id=SeriesId(str(number)), measure=measure, headline=True),
            Placement(
                id=PlacementId(str(number)),
                plan=plan,
                priority=PriorityId(str(number * PRIORITIES // TILES)),
                measure=measure,
                position=number,
                number=f"{number * PRIORITIES // TILES + 1}.{number % 10 + 1}",
            ),
        ]
    known = {str(number) for number in range(TILES)}
    rows += [row for row in sheet(QUARTERS, seed=0) if row.series in known]
    return rows
