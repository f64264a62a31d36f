"""Small parts of the measure page: sections that fold when empty, rows of facts, a status."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cspdesk.domain.choices import Status
from cspdesk.ui.parts import button, label
from cspdesk.ui.status_mark import paint_status, status_width
from cspdesk.ui.theme import Role, row_height, set_role, space, theme


class Section(QWidget):
    """A heading with what belongs under it; where there is nothing, one quiet sentence instead."""

    def __init__(self, title: str, *parts: QWidget) -> None:
        super().__init__()
        self.title = title
        self.setAccessibleName(title)
        self.heading = label(title, Role.STRONG)
        self.heading.setAccessibleName(f"{title}, heading")
        self.empty = label("", Role.QUIET, wraps=True)
        self.parts = parts
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.5))
        for part in (self.heading, *parts, self.empty):
            layout.addWidget(part)

    def fill(self, *, is_filled: bool, sentence: str = "") -> None:
        """Show the parts, or the sentence in their place."""
        self.heading.setVisible(is_filled)
        for part in self.parts:
            part.setVisible(is_filled)
        self.empty.setText("" if is_filled else sentence)
        self.empty.setVisible(not is_filled and bool(sentence))
        self.setVisible(is_filled or bool(sentence))


class Lines(QWidget):
    """Paragraphs under one another, each wrapped; made anew only when they change."""

    def __init__(self, role: Role = Role.BODY) -> None:
        super().__init__()
        self._role = role
        self._shown: tuple[str, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(space(0.35))

    @property
    def text(self) -> str:
        """What is shown, a line for each paragraph."""
        return "\n".join(self._shown)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show other paragraphs."""
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        clear_layout(self._layout)
        for words in lines:
            self._layout.addWidget(label(words, self._role, wraps=True))


class Rows(QWidget):
    """Rows of a quiet name, a word with weight and a sentence; made anew only when they change."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space(1.5))
        self._grid.setVerticalSpacing(space(0.5))
        self._grid.setColumnStretch(1, 1)

    @property
    def text(self) -> str:
        """What is shown, a line for each row."""
        return "\n".join(" | ".join(part for part in row if part) for row in self._shown)

    def show_rows(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show other rows."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        clear_layout(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for line, (name, word, sentence) in enumerate(rows):
            self._grid.addWidget(label(name, Role.QUIET, wraps=True), line, 0, top)
            said = QVBoxLayout()
            said.setSpacing(0)
            if word:
                said.addWidget(label(word, Role.STRONG, wraps=True))
            if sentence:
                said.addWidget(label(sentence, wraps=True))
            self._grid.addLayout(said, line, 1)
        self._grid.setColumnMinimumWidth(0, space(13) if rows else 0)


class StatusMark(QLabel):
    """A status as it is shown everywhere; a reader hears its word."""

    def __init__(self) -> None:
        super().__init__()
        self._status = Status.GREY
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_status(self, status: Status) -> None:
        """Show another status."""
        self._status = status
        self.setText(status.value.capitalize())
        self.setAccessibleName(f"Status: {status.value.capitalize()}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the mark with its word."""
        face = QFont(self.font())
        face.setWeight(QFont.Weight.DemiBold)
        return QSize(ceil(status_width(QFontMetricsF(face), self._status)), row_height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: a status is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole is painted
        """Paint shape and word."""
        painter = QPainter(self)
        paint_status(painter, self.rect(), self._status, self.font())
        painter.end()


class Rule(QWidget):
    """A thin line across the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole is painted
        """Paint it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().line)
        painter.end()


class QuietCombo(QComboBox):
    """A list to choose from that leaves the wheel to the page: turning it must change nothing."""

    left = Signal()
    """The keys went elsewhere."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(16)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the keys went elsewhere; its own open list is no elsewhere."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class Fold(QWidget):
    """A button that shows what is under it, and hides it again."""

    opened = Signal()
    """It was opened: time to fetch what belongs there."""

    def __init__(self, words: str, inside: QWidget) -> None:
        super().__init__()
        self.inside = inside
        self._words = words
        self.toggle = button(words, self._turn, flat=True)
        self.toggle.setCheckable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.5))
        layout.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(inside)
        inside.hide()
        self._say()

    @property
    def is_open(self) -> bool:
        """Whether what is under it is shown."""
        return self.toggle.isChecked()

    def close_it(self) -> None:
        """Fold it."""
        self.toggle.setChecked(False)
        self.inside.hide()
        self._say()

    def _turn(self) -> None:
        self.inside.setVisible(self.is_open)
        self._say()
        if self.is_open:
            self.opened.emit()

    def _say(self) -> None:
        self.toggle.setText(f"{'▾' if self.is_open else '▸'}  {self._words}")
        self.toggle.setAccessibleName(f"{self._words}, {'shown' if self.is_open else 'hidden'}")


def problem_label() -> QLabel:
    """Return the line under a control that says what stands in the way; hidden while it is empty."""
    made = label("", Role.WARNING, wraps=True)
    made.hide()
    return made


def say_problem(line: QLabel, words: str) -> None:
    """Say what stands in the way, or nothing."""
    line.setText(words)
    line.setVisible(bool(words))


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            clear_layout(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def show_figure(line: QLabel, words: str, longest: int) -> None:
    """Show a figure large; words in its place, and longer figures, are set smaller."""
    has_figure = any(letter.isdecimal() for letter in words)
    set_role(line, Role.FIGURE if has_figure and len(words) <= longest else Role.HEADING)
    line.setText(words)
