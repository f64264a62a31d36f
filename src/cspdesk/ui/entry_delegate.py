"""Painting and editing the cells of the entry grid, straight from the model's cells."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cspdesk.desk.entry_model import EntryModel
from cspdesk.desk.entry_rows import FIRST_QUARTER, YEAR_TO_DATE, BandRow, CellKind, GridCell, SeriesRow
from cspdesk.ui.entry_keys import IN_EDITOR, act_of
from cspdesk.ui.theme import Theme, row_height, space, theme

Index = QModelIndex | QPersistentModelIndex

RULED = frozenset({FIRST_QUARTER, FIRST_QUARTER + 4, YEAR_TO_DATE})
"""Columns with a vertical rule before them: where the frozen part, last year and this year end."""

_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_LEFT, _RIGHT = (int(_ONE_LINE | side) for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight))

_STEPS = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}
"""Keys that end the typing in a cell, and where they lead."""


@dataclass(frozen=True, slots=True)
class _Fonts:
    """The fonts of the grid with their metrics, made once for each size."""

    plain: QFont
    strong: QFont
    metrics: QFontMetrics
    strong_metrics: QFontMetrics
    pad: int
    """Between a cell's edge and its words, in pixels."""
    indent: int
    """How far in titles stand, after their numbers, in pixels."""

    @classmethod
    def of(cls, font: QFont) -> "_Fonts":
        """Return the fonts that go with a view's own."""
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        indent = metrics.horizontalAdvance("88.88 ")
        return cls(font, strong, metrics, QFontMetrics(strong), space(0.75), indent)


class CellEditor(QLineEdit):
    """Where a figure is typed: as wide as its cell, and wider when the words need it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cellEditor")
        self.setAccessibleName("Figure")
        self.setFrame(False)
        pad = space(0.5)
        colours = theme()
        self.setStyleSheet(
            f"#cellEditor {{ border: 2px solid {colours.accent.name()}; border-radius: 0; min-height: 0;"
            f" padding: 0 {pad}px; background: {colours.surface.name()}; color: {colours.text.name()}; }}"
        )
        self.cell = QRect()
        self.textChanged.connect(self.fit)

    def fit(self) -> None:
        """Take the room that the text needs, to the right, or to the left where the view ends."""
        wanted = self.fontMetrics().horizontalAdvance(self.text()) + 2 * space(1.5)
        place = QRect(self.cell)
        if wanted > place.width():
            parent = self.parentWidget()
            room = parent.width() if parent else wanted
            place.setWidth(min(wanted, room))
            place.moveLeft(min(place.left(), room - place.width()))
        # A figure stays at the right where it will stand; words that do not fit are read from the left.
        is_wide = place.width() > self.cell.width()
        self.setAlignment(Qt.AlignmentFlag.AlignLeft if is_wide else Qt.AlignmentFlag.AlignRight)
        self.setGeometry(place)


class EntryDelegate(QStyledItemDelegate):
    """Paints cells without going through styles or roles, and ends an editor by the keys of a spreadsheet."""

    left_editor = Signal(int, int)
    """Typing ended with a key that leads on by so many rows and columns."""

    asked = Signal(str)
    """A key of the grid was pressed that also does something while a figure is being typed."""
    typed = Signal(str)
    """A figure was typed and entered."""

    def __init__(self, model: EntryModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._fonts: dict[float, _Fonts] = {}
        self.was_refused = False
        self.editor: CellEditor | None = None
        self.frozen_width = 0
        """How wide the frozen half is: the words of a band run on from there."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        row, column = index.row(), index.column()
        cell = self._model.cell(row, column)
        colours = theme()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        fonts = self._fonts_for(option.font)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, _background(colours, cell, is_selected))
        painter.setPen(colours.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if column in RULED and cell.kind is not CellKind.BAND:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        room = rect.adjusted(fonts.pad, 0, -fonts.pad, -1)
        match cell.kind:
            case CellKind.BAND:
                self._band(painter, rect, fonts, row, column)
            case CellKind.NAME:
                self._name(painter, room, fonts, row)
                if row == self._current_row():
                    painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), colours.accent)
            case CellKind.UNIT:
                painter.setFont(fonts.plain)
                _text(painter, room, cell.text, fonts.metrics, colours.quiet, right=False)
            case CellKind.FIGURE | CellKind.DERIVED:
                painter.setFont(fonts.plain)
                quiet = cell.kind is CellKind.DERIVED
                _text(painter, room, cell.text, fonts.metrics, colours.quiet if quiet else colours.text)
        if cell.missing:
            _missing(painter, rect, colours)
        if cell.note:
            _noted(painter, rect, colours)
        if cell.doubt:
            _doubt(painter, room, min(room.width(), fonts.metrics.horizontalAdvance(cell.text)), colours)
        if state & QStyle.StateFlag.State_HasFocus and column >= FIRST_QUARTER:
            painter.setPen(QPen(colours.accent, 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002 - Qt's own signature
        """Return the line in which a cell is typed."""
        self.editor = CellEditor(parent)
        self.was_refused = False
        return self.editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: ARG002 - Qt's own signature
        """Put the editor over its cell."""
        if isinstance(editor, CellEditor):
            editor.cell = QRect(option.rect)
            editor.fit()

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Offer what was typed, to the letter, unless something is being typed already."""
        # Asked again whenever the row changes: by another figure, or by one the document has refused.
        if isinstance(editor, CellEditor) and not editor.isModified():
            editor.setText(self._model.cell(index.row(), index.column()).typed)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:  # noqa: ARG002 - Qt's own signature
        """Enter what was typed."""
        if isinstance(editor, CellEditor):
            is_new = editor.text().strip() != self._model.cell(index.row(), index.column()).typed
            self.was_refused = not self._model.setData(index, editor.text())
            if is_new and not self.was_refused:
                self.typed.emit(editor.text())

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Forget an editor that is over."""
        if editor is self.editor:
            self.editor = None
        super().destroyEditor(editor, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """End typing by Enter, Tab and the vertical arrows; keep the editor where its text was refused."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            found = act_of(event)
            if found is not None and found[0] in IN_EDITOR:
                self.asked.emit(found[0])
                return True
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and isinstance(editor, QWidget):
                self.commitData.emit(editor)
                if not self.was_refused:
                    self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and step == (1, 0)
                    self.left_editor.emit(-step[0] if back else step[0], step[1])
                return True
        return super().eventFilter(editor, event)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> object:  # type: ignore[override]  # never asked for: sections are fixed
        """Rows are of one height."""
        size = super().sizeHint(option, index)
        size.setHeight(row_height())
        return size

    def _fonts_for(self, font: QFont) -> _Fonts:
        size = font.pointSizeF()
        fonts = self._fonts.get(size)
        if fonts is None:
            fonts = self._fonts[size] = _Fonts.of(QFont(font))
        return fonts

    def _current_row(self) -> int:
        parent = self.parent()
        figures = getattr(parent, "figures", None)
        return figures.currentIndex().row() if figures is not None else -1

    def _band(self, painter: QPainter, rect: QRect, fonts: _Fonts, row: int, column: int) -> None:
        """Paint this cell's stretch of the band's words, which run through all columns."""
        item = self._model.row(row)
        if not isinstance(item, BandRow):
            return
        start = fonts.pad - (0 if column < FIRST_QUARTER else self.frozen_width)
        width = fonts.strong_metrics.horizontalAdvance(item.text) + 1
        if start + width <= rect.left():
            return
        painter.save()
        painter.setClipRect(rect)
        painter.setFont(fonts.strong)
        words = QRect(start, rect.top(), width, rect.height() - 1)
        _text(painter, words, item.text, fonts.strong_metrics, theme().text, right=False)
        painter.restore()

    def _name(self, painter: QPainter, room: QRect, fonts: _Fonts, row: int) -> None:
        """The number in a column of its own, the title, and the series' name in quiet text."""
        item = self._model.row(row)
        if not isinstance(item, SeriesRow):
            return
        colours = theme()
        painter.setFont(fonts.plain)
        rest = room.adjusted(fonts.indent, 0, 0, 0)
        label = item.series.label
        if not item.is_first:
            _text(painter, rest, label, fonts.metrics, colours.quiet, right=False)
            return
        _text(painter, room, item.placed.number, fonts.metrics, colours.quiet, right=False)
        if label:
            gap = fonts.metrics.horizontalAdvance("  ")
            width = min(fonts.metrics.horizontalAdvance(label), rest.width() // 2)
            title = min(fonts.metrics.horizontalAdvance(item.measure.title), rest.width() - width - gap)
            place = QRect(rest.left() + title + gap, rest.top(), width + 1, rest.height())
            _text(painter, place, label, fonts.metrics, colours.quiet, right=False)
            rest.setWidth(title + 1)
        _text(painter, rest, item.measure.title, fonts.metrics, colours.text, right=False)


def _background(colours: Theme, cell: GridCell, is_selected: bool) -> QColor:
    if cell.kind is CellKind.BAND:
        return colours.raised
    if is_selected:
        return colours.selection
    return colours.derived if cell.kind is CellKind.DERIVED else colours.surface


def _text(
    painter: QPainter, room: QRect, words: str, metrics: QFontMetrics, colour: QColor, *, right: bool = True
) -> None:
    if not words:
        return
    side = _RIGHT if right else _LEFT
    if metrics.horizontalAdvance(words) > room.width():
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        side = _LEFT
    painter.setPen(colour)
    painter.drawText(room, side, words)


def _missing(painter: QPainter, rect: QRect, colours: Theme) -> None:
    """A dotted outline: a figure belongs here."""
    painter.setPen(QPen(colours.control, 1, Qt.PenStyle.DotLine))
    inset = max(3, space(0.4))
    painter.drawRect(rect.adjusted(inset, inset, -inset - 1, -inset - 2))


def _noted(painter: QPainter, rect: QRect, colours: Theme) -> None:
    """A filled corner at the top right: there is a note."""
    side = space(0.75)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.accent)
    corner = rect.topRight() + QPoint(1, 0)
    painter.drawPolygon([corner, corner - QPoint(side, 0), corner + QPoint(0, side)])
    painter.restore()


def _doubt(painter: QPainter, room: QRect, width: int, colours: Theme) -> None:
    """A wave under words that may not mean what was meant."""
    base = room.center().y() + painter.fontMetrics().ascent() / 2 + 2.5
    left = room.right() - width
    points = [QPointF(left + step * 2, base + (step % 2) * 2) for step in range(width // 2 + 1)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(QRectF(room))
    painter.setPen(QPen(colours.warning, 1.2))
    painter.drawPolyline(QPolygonF(points))
    painter.restore()
