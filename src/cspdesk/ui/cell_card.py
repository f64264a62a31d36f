"""The card beside a cell: what is odd or unknown about its figure, and what can be done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QBoxLayout,
    QFrame,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cspdesk.ui.parts import button, label
from cspdesk.ui.theme import Role, space, theme

_LETTERS_A_LINE = 40
_MOST_LINES = (6, 3, 1)
"""How much of the sentences is shown: less where the viewport has no room."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LONGEST = 1_000
"""More letters of a sentence than any card shows."""
_LEFT_TO_RIGHT_MARK = "\u200e"


@dataclass(frozen=True, slots=True)
class CardContent:
    """What a card says and asks."""

    lines: tuple[str, ...] = ()
    """Plain sentences."""
    offers: tuple[str, ...] = ()
    """Texts that can be put into the cell, the likeliest first."""
    keep: str = ""
    """The words of the button that leaves the cell as it is; none where empty."""
    ask: str = ""
    """What the line to write in asks for; none where empty."""
    answer: str = ""
    """What that line says now."""
    key: object = None
    """What the card is about; handed back with every answer."""
    is_doubt: bool = True
    """Whether something is in doubt: a bar in the colour of warnings says so."""


class CellCard(QFrame):
    """A callout in a grid's viewport; it never takes the focus by itself and never covers its cell."""

    chosen = Signal(object, str)
    """The key, and the text to put into the cell; the card is gone already."""
    kept = Signal(object)
    """The key of a cell that is to stay as it is; the card is gone already."""
    answered = Signal(object, str)
    """The key and the answer, where it changed: by Enter, or when the focus goes elsewhere."""
    closed = Signal()
    """Escape put it away."""
    # Qt's own events only say what happened: an error that leaves one upsets the binding, one from a slot
    # is told as any other.
    _pressed = Signal(int)

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._content = CardContent()
        self._sent = ""
        self.setObjectName("cellCard")
        self.setAccessibleName("About this cell")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        # What is clicked on the card is not meant for the cells under it.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._said = label()
        self._offers: list[QPushButton] = []
        self._keep = self._button(self._keep_it)
        self._ask = label("", Role.QUIET)
        self._answer = QLineEdit()
        self._answer.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._answer.editingFinished.connect(self.save)
        self._answer.returnPressed.connect(self._return_focus)
        self._offer_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._button_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._button_row.addLayout(self._offer_row)
        self._button_row.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignLeft)
        self._button_row.addStretch(1)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._said)
        self._layout.addLayout(self._button_row)
        self._layout.addWidget(self._ask)
        self._layout.addWidget(self._answer)
        self._pressed.connect(self._press)
        self.hide()

    @property
    def content(self) -> CardContent:
        """What it shows, or showed last."""
        return self._content

    def show_beside(self, content: CardContent, cell: QRect, keep_clear: QRect) -> bool:
        """Show a card beside a cell, both rectangles in the viewport; whether there was room for it.

        An answer still being typed about another cell is sent first; one about the same cell is left
        as it is, with the focus. Call it again whenever the cell moved.
        """
        if content != self._content or self.isHidden():
            self._take(content)
        room = self._view.viewport().rect()
        for most_lines in _MOST_LINES if room.intersects(cell) else ():
            self._fill(room.width(), most_lines)
            place = placed(self.size(), room, cell, keep_clear, space(0.5))
            if place is not None:
                self.move(place)
                self.show()
                self.raise_()
                return True
        self.dismiss()
        return False

    def enter_by_keys(self) -> bool:
        """Put the focus on the first control; whether there is one."""
        controls = self._controls() if self.isVisible() else []
        if controls:
            controls[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(controls)

    def save(self) -> None:
        """Send the answer that is being typed, if it changed."""
        text = self._answer.text().strip()
        if self._content.ask and text != self._sent:
            self._sent = text
            self.answered.emit(self._content.key, text)

    def dismiss(self) -> None:
        """Put the card away, its answer sent; the grid has the focus back if the card had it."""
        self.save()
        self._return_focus()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear what its controls have no use for; none of it is meant for the grid."""
        self._pressed.emit(event.key())
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside; Escape is the way out."""
        controls = self._controls()
        held = QApplication.focusWidget()
        if held not in controls:
            return False
        step = 1 if forward else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        controls[(controls.index(held) + step) % len(controls)].setFocus(reason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet, its outline, and the bar that marks a doubt."""
        colours = theme()
        painter = QPainter(self)
        painter.fillRect(event.rect(), colours.surface)
        if self._content.is_doubt:
            painter.fillRect(QRect(0, 0, _bar(), self.height()), colours.warning)
        painter.setPen(colours.control)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _button(self, act: Callable[[], object]) -> QPushButton:
        made = button("", act)
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        return made

    def _controls(self) -> list[QWidget]:
        """What can have the focus now, in the order of Tab."""
        every = (*self._offers, self._keep, self._answer)
        return [control for control in every if control.isVisibleTo(self)]

    def _press(self, key: int) -> None:
        held = QApplication.focusWidget()
        if key == Qt.Key.Key_Escape:
            self._answer.setText(self._sent)
            self.dismiss()
            self.closed.emit()
        elif key in _ENTER and isinstance(held, QPushButton):
            # Outside of dialogs a button hears the space bar alone.
            held.click()

    def _choose(self, place: int) -> None:
        content = self._content
        self.dismiss()
        self.chosen.emit(content.key, content.offers[place])

    def _keep_it(self) -> None:
        key = self._content.key
        self.dismiss()
        self.kept.emit(key)

    def _return_focus(self) -> None:
        # Before anything is hidden: Qt would hand the keys on as Tab does, which moves the current cell.
        if self.isAncestorOf(QApplication.focusWidget() or self.window()):
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, content: CardContent) -> None:
        """Take other words and controls."""
        is_same = self.isVisible() and content.key == self._content.key and bool(content.ask)
        if not is_same:
            self.save()
            self._return_focus()
        self._content = content
        whole = " ".join(content.lines)
        self.setAccessibleDescription(whole)
        self._said.setAccessibleName(whole)
        while len(self._offers) < len(content.offers):
            place = len(self._offers)
            self._offers.append(self._button(partial(self._choose, place)))
            self._offer_row.addWidget(self._offers[-1], 0, Qt.AlignmentFlag.AlignLeft)
        # Read out in the order in which they are seen: a new button would come last.
        for each in (self._keep, self._ask, self._answer):
            each.raise_()
        for place, made in enumerate(self._offers):
            made.setVisible(place < len(content.offers))
        self._keep.setVisible(bool(content.keep))
        if not is_same or self._answer.text().strip() == self._sent:
            self._answer.setText(content.answer)
        self._sent = content.answer
        self._answer.setAccessibleName(content.ask)
        self._answer.setVisible(bool(content.ask))
        self._ask.setVisible(bool(content.ask))
        if QAccessible.isActive() and whole:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, whole))

    def _fill(self, room_width: int, most_lines: int) -> None:
        """Fit words and buttons to the width that there is, and take the size they need."""
        margin, gap = space(1), space(0.75)
        self._layout.setContentsMargins(margin + _bar(), gap, margin, gap)
        for layout in (self._layout, self._button_row, self._offer_row):
            layout.setSpacing(gap)
        for each in (self._said, self._ask):
            each.ensurePolished()
        metrics = QFontMetrics(self._said.font())
        width = min(_LETTERS_A_LINE * metrics.averageCharWidth(), room_width - 2 * margin - _bar())
        width = max(1, width)
        content = self._content
        self._said.setText("\n".join(wrapped(content.lines, self._said.font(), width, most_lines)))
        self._said.setVisible(bool(content.lines))
        self._ask.setText("\n".join(wrapped((content.ask,), self._ask.font(), width, 2)))
        self._answer.setMinimumWidth(width if content.ask else 0)
        offers = self._offers[: len(content.offers)]
        for made, words in zip(offers, content.offers, strict=True):
            _entitle(made, f"Use {words}", width)
        _entitle(self._keep, content.keep, width)
        self._offer_row.setDirection(_direction(offers, gap, width))
        every = [*offers, self._keep] if content.keep else offers
        self._button_row.setDirection(_direction(every, gap, width))
        self._layout.activate()
        self.resize(self._layout.sizeHint())


def placed(size: QSize, room: QRect, cell: QRect, keep_clear: QRect, gap: int) -> QPoint | None:
    """Where a card stands: right, left, below or above its cell, inside the room and clear of both; else as
    far right as it goes without covering the cell; None where there is no such place.
    """
    inside = QRect(room.topLeft(), room.size() - size).adjusted(0, 0, 1, 1)
    if inside.isEmpty():
        return None
    across = max(inside.left(), min(cell.left(), inside.right()))
    down = max(inside.top(), min(cell.top(), inside.bottom()))
    right, left = cell.right() + 1 + gap, cell.left() - gap - size.width()
    below, above = cell.bottom() + 1 + gap, cell.top() - gap - size.height()
    beside = [QPoint(right, down), QPoint(left, down), QPoint(across, below), QPoint(across, above)]
    for place in beside:
        card = QRect(place, size)
        if inside.contains(place) and not card.intersects(cell) and not card.intersects(keep_clear):
            return place
    for top in (down, below, above):
        place = QPoint(inside.right(), top)
        if inside.contains(place) and not QRect(place, size).intersects(cell):
            return place
    return None


def wrapped(sentences: tuple[str, ...], font: QFont, width: int, most: int) -> list[str]:
    """The lines of sentences in a width in pixels, a long word broken; the last one cut where there are more.

    Each reads from the left, also where it begins with words of another direction.
    """
    lines: list[str] = []
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    for sentence in sentences:
        text = " ".join(sentence[:_LONGEST].split())
        layout = QTextLayout(text, font)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            if len(lines) == most:
                layout.endLayout()
                return [*lines[:-1], _cut(lines[-1], font, width)]
            line.setLineWidth(width)
            part = text[line.textStart() : line.textStart() + line.textLength()].rstrip()
            lines.append(part if part.isascii() else _LEFT_TO_RIGHT_MARK + part)
        layout.endLayout()
    return lines


def _cut(line: str, font: QFont, width: int) -> str:
    return QFontMetrics(font).elidedText(f"{line}…", Qt.TextElideMode.ElideRight, width)


def _entitle(made: QPushButton, words: str, width: int) -> None:
    """Give a button its words, cut where they are wider than the card; a reader hears them whole."""
    made.setAccessibleName(words)
    room = width - made.sizeHint().width() + made.fontMetrics().horizontalAdvance(made.text())
    shown = made.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
    made.setText(shown.replace("&", "&&"))
    made.setToolTip("" if shown == words else words)


def _direction(buttons: list[QPushButton], gap: int, width: int) -> QBoxLayout.Direction:
    """Side by side where they fit, else one under the other."""
    wanted = sum(each.sizeHint().width() for each in buttons) + gap * (len(buttons) - 1)
    return QBoxLayout.Direction.LeftToRight if wanted <= width else QBoxLayout.Direction.TopToBottom


def _bar() -> int:
    return max(3, space(0.4))
