"""Small parts of the projects page: a field under its name, two halves, and fields kept together."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from cspdesk.domain.period import Period
from cspdesk.ui.kept import KeptChoice, KeptLine, KeptText
from cspdesk.ui.parts import label
from cspdesk.ui.row_list import RowList
from cspdesk.ui.theme import Role, row_height, space

NOT_GIVEN = "Not given"


class Named(QWidget):
    """A field with its name over it."""

    def __init__(self, words: str, part: QWidget) -> None:
        super().__init__()
        self.caption: QLabel = label(words, Role.QUIET)
        self.caption.setBuddy(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.15))
        layout.addWidget(self.caption)
        layout.addWidget(part)
        layout.addStretch(1)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Maximum)
        self.setSizePolicy(policy)


class Halves(QWidget):
    """Two parts beside each other where there is room, else under each other."""

    # An error that leaves one of Qt's own events upsets the binding; from a signal it is told as any other.
    _resized = Signal(int)

    def __init__(self, first: QWidget, second: QWidget, *, shares: tuple[int, int] = (2, 3)) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(space(1.5))
        self._row.addWidget(first, shares[0])
        self._row.addWidget(second, shares[1])
        self._resized.connect(self._turn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the parts where the room has changed."""
        super().resizeEvent(event)
        self._resized.emit(event.size().width())

    def _turn(self, width: int) -> None:
        is_wide = width >= space(80)
        wanted = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not wanted:
            self._row.setDirection(wanted)


class QuarterChoice(KeptChoice):
    """One of some quarters, or none of them."""

    def __init__(self, name: str, none: str = NOT_GIVEN) -> None:
        super().__init__(name, ())
        self._none = none

    def show_quarter(
        self,
        place: str,
        offered: Sequence[Period],
        chosen: Period | None,
        save: Callable[[Period | None], str],
    ) -> None:
        """Show which quarter holds; `save` is given another that is chosen."""
        quarters = tuple(offered)
        self.offer([self._none, *(quarter.label for quarter in quarters)])
        at = quarters.index(chosen) + 1 if chosen is not None else 0
        self.keep(place, at, lambda index: save(quarters[index - 1] if index else None))


Kept = KeptText | KeptLine
"""A field that holds what the file has refused."""


def settled(field: KeptText) -> KeptText:
    """Return a text that is as high as it asks to be and takes no room that is left over."""
    field.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    return field


def narrow(rows: RowList, *, least: int) -> RowList:
    """Return a list that cuts what is too long with dots, and shows so many rows at the least."""
    rows.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    rows.list.setTextElideMode(Qt.TextElideMode.ElideRight)
    rows.list.setMinimumHeight(least * row_height())
    rows.list.setMinimumWidth(space(16))
    rows.list.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
    return rows


def flush_all(fields: Sequence[Kept]) -> None:
    """Save what is being typed in any of the fields."""
    for field in fields:
        field.flush()


def forget_all(fields: Sequence[Kept]) -> None:
    """Let go of a document that was closed."""
    for field in fields:
        field.forget()


def unsaved_in(fields: Sequence[Kept]) -> str:
    """Return why something typed in one of the fields was not saved; "" where all was."""
    return next((said for field in fields if (said := field.unsaved())), "")


def read_again(line: KeptLine) -> None:
    """Say anew what is understood of a line, whose text stands in another quarter now."""
    line.editor.textChanged.emit(line.text)


def from_start(*lines: KeptLine) -> None:
    """Show lines from their first letter, but where somebody is typing."""
    for line in lines:
        if not line.editor.hasFocus():
            line.editor.setCursorPosition(0)


def row_of(*parts: tuple[QWidget, int]) -> QLayout:
    """Return parts in a row, each with its share of the width, their tops level."""
    row = QHBoxLayout()
    row.setSpacing(space(1))
    for part, share in parts:
        row.addWidget(part, share, Qt.AlignmentFlag.AlignTop)
    return row


def lay_beside(owner: QWidget, title: str, rows: QWidget, *shown: QWidget) -> None:
    """Lay out a list under its title, and beside it what is shown of the chosen row."""
    side = QWidget()
    beside = QVBoxLayout(side)
    beside.setContentsMargins(0, 0, 0, 0)
    for part in shown:
        beside.addWidget(part)
    layout = QVBoxLayout(owner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(space(0.5))
    layout.addWidget(label(title, Role.STRONG))
    layout.addWidget(Halves(rows, side))
