"""Show: the plan, or one measure, over the whole screen, for a projector at the back of a room."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from cspdesk.desk.plan_board import Band, PlanBoard, Tile, plan_board, spoken
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.plan_view import partnership
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import MeasureId
from cspdesk.ui.measures_page import MeasuresPage
from cspdesk.ui.page import Page
from cspdesk.ui.show_keys import STEPS
from cspdesk.ui.show_measure import paint_measure
from cspdesk.ui.theme import theme
from cspdesk.ui.tile_painter import Face, face, paint_tile, wrapped

SHARE = 36
"""No text is smaller than this part of the screen's height."""

_LEAST_WIDTH = 31
"""The least width of a tile, in half lines."""
_MARGIN, _HEADING, _FOOT, _BETWEEN = 2.0, 2.8, 2.8, 1.25
"""Around everything, a priority's heading, the line at the bottom and between tiles, in half lines."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a heading or a tile stands on a page of tiles."""

    rect: QRectF
    words: str = ""
    tile: Tile | None = None


class ShowScreen(QWidget):
    """A window without anything around it. Arrows lead on and back, Home and End to the ends, Escape out."""

    # An error that leaves one of Qt's own events upsets the binding; from a signal it is told as any other.
    _pressed = Signal(int)
    _resized = Signal()

    def __init__(
        self,
        parent: QWidget,
        snapshot: Snapshot,
        board: PlanBoard,
        bands: tuple[Band, ...],
        *,
        measure: MeasureId | None = None,
        first: MeasureId | None = None,
    ) -> None:
        """Show a measure of the bands, or with none the bands' tiles from the page that holds `first`."""
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWindowTitle("Show")
        self._snapshot, self._board, self._bands = snapshot, board, bands
        self._tiles = [tile for band in bands for tile in band.tiles]
        ids = [tile.measure.id for tile in self._tiles]
        self._shows_plan = measure is None
        self._first = first if measure is None else measure
        self.at = ids.index(measure) if measure in ids else 0
        """Which measure, or which page of tiles, is shown; the first is 0."""
        self._name = partnership(snapshot).name
        self.window_behind = parent
        self.pages: list[list[Spot]] = []
        """The pages of tiles, as they fit the screen."""
        self._pressed.connect(self._press)
        self._resized.connect(self._fit)
        self._fit()

    # ------------------------------------------------------------------ what is shown

    @property
    def count(self) -> int:
        """How many measures, or pages of tiles, there are."""
        return len(self.pages) if self._shows_plan else len(self._tiles)

    @property
    def measure(self) -> MeasureId | None:
        """The measure shown; None where tiles are."""
        return None if self._shows_plan else self._tiles[self.at].measure.id

    @property
    def foot(self) -> str:
        """The line at the bottom: whose plan, which quarter, and how far one is."""
        where = f"{self.at + 1} of {self.count}"
        return "   ".join(part for part in (self._name, self._board.quarter.label, where) if part)

    @property
    def ink(self) -> Face:
        """The fonts for the window's height."""
        font = QFont(QApplication.font())
        font.setPixelSize(max(8, ceil(self.height() / SHARE)))
        return face(font)

    @property
    def foot_room(self) -> QRectF:
        """Where the line at the bottom stands."""
        half = self.ink.half
        return QRectF(_MARGIN * half, self.height() - _FOOT * half, self._room_width(half), _FOOT * half)

    def step_to(self, at: int) -> None:
        """Show another measure or page; beyond the ends nothing happens."""
        if 0 <= at < self.count and at != self.at:
            self.at = at
            # The window may get another size, and the page with it.
            self._first = self._first_here()
            self._name_it()
            self.update()

    # ------------------------------------------------------------------ places

    def _room_width(self, half: float) -> float:
        return self.width() - 2 * _MARGIN * half

    def _fit(self) -> None:
        """Lay the tiles out for the window's size, and stay on the page of the same measure."""
        self.pages = list(self._paged()) if self._shows_plan else []
        if self._shows_plan:
            self.at = next(
                (
                    place
                    for place, page in enumerate(self.pages)
                    if any(spot.tile and spot.tile.measure.id == self._first for spot in page)
                ),
                0,
            )
        self._name_it()
        self.update()

    def _paged(self) -> list[list[Spot]]:
        ink = self.ink
        half, gap = ink.half, _BETWEEN * ink.half
        room = self._room_width(half)
        across = max(1, int((room + gap) // (_LEAST_WIDTH * half + gap)))
        width = (room - (across - 1) * gap) / across
        height = ink.height(width)
        bottom = self.height() - _FOOT * half
        pages: list[list[Spot]] = []
        y = bottom + 1
        for band in self._bands:
            for start in range(0, len(band.tiles), across):
                taken = height + (0 if start else _HEADING * half)
                if y + taken > bottom:
                    pages.append([])
                    y = half
                if not start or not pages[-1]:
                    pages[-1].append(Spot(QRectF(_MARGIN * half, y, room, _HEADING * half), band.name))
                    y += _HEADING * half
                for column, tile in enumerate(band.tiles[start : start + across]):
                    left = _MARGIN * half + column * (width + gap)
                    pages[-1].append(Spot(QRectF(left, y, width, height), tile=tile))
                y += height + gap
        return pages

    def _first_here(self) -> MeasureId | None:
        if not self._shows_plan:
            return self.measure
        tiles = (spot.tile for spot in self.pages[self.at] if spot.tile) if self.pages else iter(())
        return next((tile.measure.id for tile in tiles), None)

    def _name_it(self) -> None:
        """Say to a screen reader what the screen shows."""
        if self._shows_plan:
            page = self.pages[self.at] if self.pages else []
            said = [spoken(spot.tile, self._board.quarter) if spot.tile else spot.words for spot in page]
        else:
            said = [spoken(self._tiles[self.at], self._board.quarter)]
        self.setAccessibleName(self.foot)
        self.setAccessibleDescription(". ".join(said))

    def _paint(self, painter: QPainter, ink: Face) -> None:
        colours, quarter = theme(), self._board.quarter
        if self._shows_plan:
            for spot in self.pages[self.at] if self.pages else ():
                if spot.tile is not None:
                    paint_tile(painter, spot.rect, spot.tile, quarter, ink)
                    continue
                painter.setFont(ink.strong)
                painter.setPen(colours.text)
                words = wrapped(ink.strong_metrics, spot.words, spot.rect.width(), 1)
                painter.drawText(spot.rect, int(Qt.AlignmentFlag.AlignVCenter), " ".join(words))
        else:
            margin = _MARGIN * ink.half
            room = QRectF(self.rect()).adjusted(margin, ink.half, -margin, -(_FOOT + 0.5) * ink.half)
            paint_measure(painter, room, self._snapshot, self._tiles[self.at], quarter, ink)
        painter.setFont(ink.body)
        painter.setPen(colours.quiet)
        painter.drawText(
            self.foot_room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self.foot
        )

    # ------------------------------------------------------------------ Qt's own

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page of tiles, or the measure, and the line at the bottom."""
        painter = QPainter(self)
        try:
            painter.fillRect(event.rect(), theme().surface)
            self._paint(painter, self.ink)
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead on, back or out."""
        self._pressed.emit(event.key())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lead on, as a presenter's button does."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed.emit(Qt.Key.Key_Right.value)

    def _press(self, key: int) -> None:
        if key in (Qt.Key.Key_Escape.value, Qt.Key.Key_F5.value):
            self.close()
            # Not every desktop gives the keys back to the window behind by itself.
            self.window_behind.activateWindow()
        elif key == Qt.Key.Key_Home.value:
            self.step_to(0)
        elif key == Qt.Key.Key_End.value:
            self.step_to(self.count - 1)
        else:
            step = next((by for each, by in STEPS.items() if each.value == key), 0)
            self.step_to(self.at + step)


def begin(window: QWidget, workspace: Workspace, page: Page | None) -> ShowScreen | None:
    """Show what a page has in front: the plan, or one measure; from other pages the measure selected.

    None where there is no measure to show, which is said in the status bar.
    """
    document = workspace.document
    if document is None:
        return None
    if page is not None:
        page.flush()
    selection = workspace.selection
    measure, first = selection.measure if selection else None, None
    board = plan_board(document.snapshot, workspace.quarter)
    bands = board.bands
    if isinstance(page, MeasuresPage):
        measure, first, bands = page.opened, page.tiles.current, page.shown
    placed = {tile.measure.id for tile in board.tiles}
    if measure is not None and measure not in {tile.measure.id for band in bands for tile in band.tiles}:
        bands, measure = board.bands, measure if measure in placed else None
    if not any(band.tiles for band in bands):
        workspace.told.emit("There is no measure to show: choose another quarter, or other filters.")
        return None
    screen = ShowScreen(window, document.snapshot, board, bands, measure=measure, first=first)
    screen.setGeometry(window.screen().geometry())
    screen.showFullScreen()
    screen.setFocus(Qt.FocusReason.OtherFocusReason)
    return screen
