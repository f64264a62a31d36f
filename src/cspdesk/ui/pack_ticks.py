"""What else the chosen part of a pack shows: a tick for each of its options."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from cspdesk.pack.layouts import Part
from cspdesk.pack.part_options import Tick, ticks_of
from cspdesk.ui.theme import space


class PartTicks(QWidget):
    """The ticks of one part."""

    ticked = Signal(object)
    """The part as it is to be."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[QCheckBox] = []
        self._ticks: tuple[Tick, ...] = ()
        self._part: Part | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, space(0.5), 0, 0)
        self._column.setSpacing(space(0.5))

    def show_part(self, part: Part | None) -> None:
        """Show what can be ticked of a part, and what is."""
        self._part = part
        ticks = ticks_of(part)
        if ticks != self._ticks:
            # One that has the keys stays where the part stays, as when it was just ticked.
            self._ticks = ticks
            for box in self.boxes:
                box.hide()
                box.deleteLater()
            self.boxes = [self._box(tick) for tick in ticks]
        for tick, box in zip(ticks, self.boxes, strict=True):
            with QSignalBlocker(box):
                box.setChecked(part is not None and tick.is_on(part))

    def _box(self, tick: Tick) -> QCheckBox:
        made = QCheckBox(tick.words)
        made.toggled.connect(lambda is_on: self._switch(tick, is_on=is_on))
        self._column.addWidget(made)
        # Where others stood it would else be seen, and reached by keys, only after the next event.
        made.show()
        return made

    def _switch(self, tick: Tick, *, is_on: bool) -> None:
        if self._part is not None:
            self.ticked.emit(tick.switched(self._part, on=is_on))
