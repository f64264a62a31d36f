"""The rail: the pages by icon and word, at the window's left edge."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from cspdesk.ui.icons import icon
from cspdesk.ui.page import PageSpec
from cspdesk.ui.theme import icon_side, space, theme


class Rail(QFrame):
    """One button per page; the one shown is marked."""

    chosen = Signal(str)
    """The key of a page."""

    def __init__(self, pages: tuple[PageSpec, ...]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName("Pages")
        self._buttons: dict[str, QToolButton] = {}
        self._pages = pages
        self._group = QButtonGroup(self)
        # In a low window with large text there is not room for all pages at once.
        inside = QWidget()
        self._scroller = QScrollArea()
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroller.setWidgetResizable(True)
        self._scroller.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroller)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(space(0.5), space(1), space(0.5), space(1))
        layout.setSpacing(space(0.5))
        for place, page in enumerate(pages, start=1):
            made = QToolButton()
            made.setText(page.title)
            made.setAccessibleName(page.title)
            made.setToolTip(f"{page.title} (Ctrl+{place})")
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            made.setCheckable(True)
            made.clicked.connect(lambda _=False, key=page.key: self.chosen.emit(key))
            self._group.addButton(made)
            layout.addWidget(made)
            self._buttons[page.key] = made
        layout.addStretch(1)
        self._tint()

    def mark(self, key: str) -> None:
        """Mark the page that is shown; one that stands in no rail leaves none marked."""
        self._group.setExclusive(False)
        for each, made in self._buttons.items():
            made.setChecked(each == key)
        self._group.setExclusive(True)
        if key in self._buttons:
            self._scroller.ensureWidgetVisible(self._buttons[key], 0, space(1))
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Take on another theme and size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_pages"):
            self._tint()

    def _tint(self) -> None:
        for page in self._pages:
            made = self._buttons.get(page.key)
            if made is not None:
                made.setIconSize(QSize(icon_side(2.6), icon_side(2.6)))
                made.setFixedWidth(space(9.5))
                made.setMinimumHeight(made.sizeHint().height())
                made.setIcon(icon(page.icon, theme().accent if made.isChecked() else theme().quiet))
        bar = self._scroller.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(space(9.5) + 2 * round(space(0.5)) + bar // 2)
