"""A list of entries that is typed into: the last is blank, and becomes another entry once written in."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cspdesk.domain.ids import new_id
from cspdesk.ui.text_item import EntryBox
from cspdesk.ui.theme import space


class EntryList(QWidget):
    """The entries of a section in their order."""

    acted = Signal(object, str)
    """An entry, and what is to be done with it."""
    entered = Signal(object)
    pictured = Signal(object, object)
    """An entry, and a picture pasted in it."""
    told = Signal(str)

    def __init__(self, make: Callable[[str], EntryBox], *, has_blank: bool = True) -> None:
        super().__init__()
        self._make = make
        self._has_blank = has_blank
        self.boxes: list[EntryBox] = []
        self.blank: EntryBox | None = None
        self._laid: list[EntryBox] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(0.5))

    @property
    def all_boxes(self) -> list[EntryBox]:
        """The entries, and the blank one behind them."""
        return [*self.boxes, self.blank] if self.blank is not None else list(self.boxes)

    def show_keys(self, keys: Sequence[str]) -> bool:
        """Have an entry for each row, and a blank one; return whether any came, went or moved."""
        there = {box.key: box for box in self.all_boxes}
        boxes = [there.pop(key) if key in there else self._made(key) for key in keys]
        if self._has_blank:
            spare = self.blank if self.blank is not None and self.blank.key in there else None
            if spare is not None:
                there.pop(spare.key)
            self.blank = spare or self._made(new_id())
        for box in there.values():
            if box.unsaved():
                # Its row is gone, but not what the file refused: once shortened it is written again.
                boxes.append(box)
            else:
                self._column.removeWidget(box)
                box.hide()
                box.deleteLater()
        self.boxes = boxes
        if self.all_boxes == self._laid:
            return False
        for box in self._laid:
            self._column.removeWidget(box)
        for box in self.all_boxes:
            self._column.addWidget(box)
            box.show()
        self._laid = self.all_boxes
        self.setVisible(bool(self._laid))
        return True

    def flush(self) -> None:
        """Save what is being typed."""
        for box in self.all_boxes:
            box.flush()

    def unsaved(self) -> str:
        """Return why something here was not saved; "" where all was."""
        return next((said for box in self.all_boxes if (said := box.unsaved())), "")

    def after(self, box: EntryBox) -> EntryBox | None:
        """Return the entry behind another; None behind the last, or where the last is still blank."""
        boxes = self.all_boxes
        place = boxes.index(box) + 1 if box in boxes else len(boxes)
        return boxes[place] if place < len(boxes) else None

    def _made(self, key: str) -> EntryBox:
        box = self._make(key)
        box.acted.connect(self.acted)
        box.entered.connect(self.entered)
        box.pictured.connect(self.pictured)
        box.told.connect(self.told)
        return box
