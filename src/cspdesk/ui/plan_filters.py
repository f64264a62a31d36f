"""What stands above the tiles: how many measures have each status, and the filters."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QPushButton, QSizePolicy, QWidget

from cspdesk.analysis.direction import Way
from cspdesk.desk.plan_board import ALL, Filters, PlanBoard
from cspdesk.desk.plan_words import WITHOUT_STATUS, waiting_words
from cspdesk.domain.choices import Status
from cspdesk.ui.flow import FlowLayout
from cspdesk.ui.parts import button
from cspdesk.ui.status_mark import paint_status, status_width
from cspdesk.ui.theme import Role, role_font, space, theme

_STATUSES = (Status.RED, Status.AMBER, Status.GREEN, Status.GREY)


class Toggle(QPushButton):
    """A button that stays down, and is filled and framed while it does."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setCheckable(True)
        self.setAutoDefault(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button; down, its frame is the accent's and its ground that of a selection."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        colours = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.accent, 2))
        painter.setBrush(colours.selection)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
        if self.hasFocus():
            painter.setPen(QPen(colours.text, 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5))
        painter.setPen(colours.text)
        painter.setFont(self.font())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()


class CountToggle(Toggle):
    """So many measures of a status; pressed, only those are shown. The status stands as its painted mark."""

    def __init__(self, status: Status | None) -> None:
        super().__init__()
        self.status = status
        """None counts the measures that wait for figures."""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.count = 0

    def show_count(self, count: int) -> None:
        """Show another count; with none there is nothing to filter by."""
        self.count = count
        words = self._words()
        self.setAccessibleName(words)
        self.setToolTip(f"Show only the measures {self._which()}")
        # A mark is painted over the button in place of its words.
        self.setText("" if self._has_mark() else words)
        self.setEnabled(bool(count) or self.isChecked())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the count and the mark."""
        hint = super().sizeHint()
        if not self._has_mark() or self.status is None:
            return hint
        mark = status_width(QFontMetricsF(role_font(Role.STRONG)), self.status)
        return QSize(round(self._number_width() + mark) + 2 * space(1.25), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, then the count and the mark on it."""
        super().paintEvent(event)
        if not self._has_mark() or self.status is None:
            return
        painter = QPainter(self)
        painter.setFont(role_font(Role.STRONG))
        painter.setPen(self.palette().buttonText().color())
        room = self.rect().adjusted(space(1), 0, 0, 0)
        painter.drawText(
            room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), str(self.count)
        )
        left = room.left() + round(self._number_width())
        paint_status(painter, QRect(left, 0, self.width() - left, self.height()), self.status, self.font())
        painter.end()

    def _has_mark(self) -> bool:
        # A mark catches the eye, so it stands only where there is something to see.
        return bool(self.count) and self.status is not None and self.status is not Status.GREY

    def _number_width(self) -> float:
        return QFontMetricsF(role_font(Role.STRONG)).horizontalAdvance(str(self.count)) + space(0.75)

    def _words(self) -> str:
        if self.status is None:
            return waiting_words(self.count)
        return f"{self.count} {WITHOUT_STATUS if self.status is Status.GREY else self.status.value}"

    def _which(self) -> str:
        if self.status is None:
            return "whose figures are not all in"
        return WITHOUT_STATUS if self.status is Status.GREY else f"that are {self.status.value}"


class PlanFilters(QWidget):
    """The counts and the filters; what is chosen stands in `filters`."""

    changed = Signal()
    moves_asked = Signal(bool)
    """Whether only what moved since the last pack is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.filters: Filters = ALL
        self.toggles = tuple(CountToggle(status) for status in (*_STATUSES, None))
        self.owner, self.status, self.way = (
            _combo("Owner", "Any owner"),
            _combo("Status", "Any status"),
            _combo("Direction", "Any direction"),
        )
        for status in _STATUSES:
            words = WITHOUT_STATUS if status is Status.GREY else status.value
            self.status.addItem(words.capitalize(), status)
        for way in Way:
            self.way.addItem(way.value.capitalize(), way)
        self.moves = Toggle("What changed since the last pack")
        self.clearer = button("Clear", self.clear)
        self.clearer.setToolTip("Show all measures")
        layout = FlowLayout(self)
        for part in (*self.toggles, self.owner, self.status, self.way, self.moves, self.clearer):
            layout.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for toggle in self.toggles:
            toggle.clicked.connect(lambda on, chosen=toggle: self._toggled(chosen, on))
        for combo in (self.owner, self.status, self.way):
            combo.currentIndexChanged.connect(self._chosen)
        self.moves.toggled.connect(self._asked)
        self._mark()

    def show_board(self, board: PlanBoard) -> None:
        """Show the counts and owners of a plan; an owner whom it does not name is filtered by no more."""
        for toggle in self.toggles:
            tiles = board.waiting if toggle.status is None else board.having(toggle.status)
            toggle.show_count(len(tiles))
        with QSignalBlocker(self.owner):
            while self.owner.count() > 1:
                self.owner.removeItem(1)
            for owner in board.owners:
                self.owner.addItem(owner, owner)
        if self.filters.owner not in board.owners:
            self.filters = replace(self.filters, owner="")
        self._mark()

    def clear(self) -> None:
        """Want everything again."""
        self.moves.setChecked(False)
        self._take(ALL)

    def changeEvent(self, event: QEvent) -> None:
        """Take on another size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "toggles"):
            for toggle in self.toggles:
                toggle.updateGeometry()

    def _toggled(self, toggle: CountToggle, on: bool) -> None:
        if toggle.status is None:
            self._take(replace(self.filters, is_waiting=on))
        else:
            self._take(replace(self.filters, status=toggle.status if on else None))

    def _chosen(self) -> None:
        self._take(
            replace(
                self.filters,
                owner=self.owner.currentData() or "",
                status=Status(status) if (status := self.status.currentData()) else None,
                way=Way(way) if (way := self.way.currentData()) else None,
            )
        )

    def _asked(self, on: bool) -> None:
        self._mark()
        self.moves_asked.emit(on)

    def _take(self, filters: Filters) -> None:
        is_other = filters != self.filters
        self.filters = filters
        self._mark()
        if is_other:
            self.changed.emit()

    def _mark(self) -> None:
        """Show on every control what is chosen."""
        for toggle in self.toggles:
            chosen = (
                self.filters.is_waiting if toggle.status is None else self.filters.status is toggle.status
            )
            toggle.setChecked(chosen)
            toggle.show_count(toggle.count)
        for combo, value in (
            (self.owner, self.filters.owner),
            (self.status, self.filters.status),
            (self.way, self.filters.way),
        ):
            with QSignalBlocker(combo):
                combo.setCurrentIndex(max(0, combo.findData(value)) if value else 0)
        self.clearer.setVisible(self.filters != ALL or self.moves.isChecked())


def _combo(name: str, everything: str) -> QComboBox:
    """Return a list whose first choice filters nothing."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(f"Show only the measures of one {name.lower()}")
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    made.addItem(everything, "")
    return made
