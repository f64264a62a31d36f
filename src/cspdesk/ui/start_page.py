"""The start: what the window shows while no file is open."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from cspdesk.desk.files import Sample
from cspdesk.ui.choice_delegate import HINT, ChoiceDelegate
from cspdesk.ui.icons import icon
from cspdesk.ui.parts import button, label
from cspdesk.ui.theme import Role, space

_MEASURE = 104
"""How wide the page's column is, in half lines."""


class StartPage(QScrollArea):
    """Start from a sample, an empty file or one there is; recent files below."""

    new_asked = Signal()
    open_asked = Signal()
    sample_asked = Signal(object)
    """A Sample."""
    path_asked = Signal(object)
    """The path of a recent file."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        super().__init__()
        self._samples = _choices("Samples to start from", hint_below=True)
        self._recent = _choices("Recent files")
        for each in samples:
            item = QListWidgetItem(each.title)
            item.setData(HINT, each.description)
            item.setToolTip(each.description)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{each.title}. {each.description}")
            item.setData(Qt.ItemDataRole.UserRole, each)
            self._samples.addItem(item)
        self._samples.itemActivated.connect(lambda item: self.sample_asked.emit(_kept(item)))
        self._recent.itemActivated.connect(lambda item: self.path_asked.emit(_kept(item)))
        self._open = button("Open a file\u2026", self.open_asked.emit, primary=True)
        self._new = button("New empty file\u2026", self.new_asked.emit)
        self._recent_title = label("Recent files", Role.HEADING)

        column = QVBoxLayout()
        column.setSpacing(space(1))
        column.addStretch(2)
        column.addWidget(label("CSPdesk", Role.TITLE))
        column.addWidget(
            label(
                "Open your partnership's file, or try one of the samples. A file can also be dropped here.",
                Role.QUIET,
                wraps=True,
            )
        )
        column.addSpacing(space(1))
        acts = QHBoxLayout()
        acts.setSpacing(space(1))
        acts.addWidget(self._open)
        acts.addWidget(self._new)
        acts.addStretch(1)
        column.addLayout(acts)
        column.addSpacing(space(2))
        column.addWidget(label("Start from a sample", Role.HEADING))
        column.addWidget(self._samples)
        column.addSpacing(space(1))
        column.addWidget(self._recent_title)
        column.addWidget(self._recent)
        column.addStretch(3)
        middle = QWidget()
        middle.setLayout(column)
        middle.setMaximumWidth(space(_MEASURE))
        page = QWidget()
        outer = QHBoxLayout(page)
        outer.addStretch(1)
        outer.addWidget(middle, 20)
        outer.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.show_recent(())
        self._fit()

    def show_recent(self, recent: Sequence[Path]) -> None:
        """List the recent files that are still there."""
        self._recent.clear()
        for path in recent:
            item = QListWidgetItem(path.stem)
            item.setData(HINT, str(path.parent))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{path.stem} in {path.parent}")
            item.setData(Qt.ItemDataRole.UserRole, path)
            self._recent.addItem(item)
        self._recent_title.setVisible(bool(recent))
        self._recent.setVisible(bool(recent))
        self._fit()

    def focus(self) -> None:
        """Put the keys where most people go on: the newest file, else opening one."""
        (self._recent if self._recent.count() else self._open).setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Take on another theme and size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_new"):
            self._fit()

    def _fit(self) -> None:
        self._open.setIcon(icon("open", self._open.palette().buttonText().color()))
        self._new.setIcon(icon("new"))
        for listed, name, most in ((self._samples, "sample", 4), (self._recent, "file", 5)):
            for row in range(listed.count()):
                listed.item(row).setIcon(icon(name))
            rows = min(listed.count(), most)
            listed.setFixedHeight(max(1, rows * listed.sizeHintForRow(0)) + 2)


def _choices(name: str, *, hint_below: bool = False) -> QListWidget:
    made = QListWidget()
    made.setObjectName("choices")
    made.setAccessibleName(name)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setItemDelegate(ChoiceDelegate(made, hint_below=hint_below))
    made.setMouseTracking(True)
    return made


def _kept(item: QListWidgetItem) -> object:
    kept: object = item.data(Qt.ItemDataRole.UserRole)
    return kept
