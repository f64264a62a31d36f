"""A list that lies under the caret of a text and offers live figures, while the keys stay in the text."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from cspdesk.analysis.live_fields import Offer
from cspdesk.ui.choice_delegate import HINT, ChoiceDelegate
from cspdesk.ui.theme import row_height, space, theme

_ROWS = 8
_WIDE = 76
"""The width in half lines, where the window has room for it."""
_OFFER = HINT + 1


class OfferList(QFrame):
    """Each live field with the words that it prints; the first is chosen, Enter takes it."""

    taken = Signal(object)
    """The Offer that was chosen."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("offers")
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setAccessibleName("Live figures to put into the text")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(ChoiceDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _item: self.take())
        self.list.currentRowChanged.connect(self._announce)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.list)
        self.hide()

    @property
    def offer(self) -> Offer | None:
        """The one that is chosen."""
        item = self.list.currentItem()
        found = item.data(_OFFER) if item is not None else None
        return found if isinstance(found, Offer) else None

    def show_offers(self, offers: Sequence[Offer], caret: QRect) -> None:
        """Show offers under the caret, whose rectangle is the window's; above it where there is no room."""
        self.list.clear()
        for offer in offers:
            item = QListWidgetItem(offer.field)
            item.setData(HINT, offer.words)
            item.setData(_OFFER, offer)
            item.setToolTip(offer.about)
            said = ", ".join(part for part in (offer.field, offer.words, offer.about) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            self.list.addItem(item)
        colours = theme()
        self.setStyleSheet(
            f"#offers {{ border: 1px solid {colours.control.name()}; background: {colours.surface.name()}; }}"
        )
        self._put_at(caret, len(offers))
        self.show()
        self.raise_()
        self.list.setCurrentRow(0)

    def step(self, steps: int) -> None:
        """Choose another one; at either end the list stays there."""
        self.list.setCurrentRow(min(max(self.list.currentRow() + steps, 0), self.list.count() - 1))

    def take(self) -> None:
        """Take the one that is chosen."""
        found = self.offer
        if found is not None:
            self.taken.emit(found)

    def sizeHint(self) -> QSize:
        """Return the room that the whole list takes."""
        return QSize(space(_WIDE), row_height() * _ROWS)

    def _put_at(self, caret: QRect, count: int) -> None:
        around = self.parentWidget()
        if around is None:
            return
        room = around.rect().adjusted(space(0.5), space(0.5), -space(0.5), -space(0.5))
        wide = min(space(_WIDE), room.width())
        high = min(count, _ROWS) * row_height() + 4
        left = max(room.left(), min(caret.left(), room.right() - wide))
        top = caret.bottom() + 3
        if top + high > room.bottom():
            top = max(room.top(), caret.top() - 3 - high)
        self.setGeometry(QRect(QPoint(left, top), QSize(wide, high)))

    def _announce(self, row: int) -> None:
        if row >= 0 and QAccessible.isActive():
            said = str(self.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole))
            place = f"{said}, {row + 1} of {self.list.count()}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, place))
