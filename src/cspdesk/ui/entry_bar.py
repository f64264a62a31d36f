"""The strip above the entry grid: what its cells show, for which years, and which columns beside them."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QPushButton, QWidget

from cspdesk.desk.entry_columns import ALL_YEARS, GridView, Kind, Shows, shown_with
from cspdesk.domain.period import Period
from cspdesk.ui.theme import space

_SHOWS = (
    (Shows.FIGURES, "F&igures"),
    (Shows.TARGETS, "&Targets"),
    (Shows.BOTH, "Figure &over target"),
)
_YEARS = (
    (1, "This year"),
    (2, "This year and the one before"),
    (3, "3 years"),
    (5, "5 years"),
    (ALL_YEARS, "All years with figures"),
)
_COLUMNS = (
    (Kind.YEAR_TO_DATE, "Figures worked out"),
    (Kind.STATUS, "Status"),
    (Kind.COMMENTARY, "Commentary"),
)


class EntryBar(QFrame):
    """Tells what was chosen; the grid's view itself belongs to the model."""

    chosen = Signal(object)
    """The GridView wanted."""
    folding = Signal(bool)
    """All priorities are to be put away, or brought back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entryBar")
        self._view = GridView()
        self._years: tuple[Period, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(space(0.75), space(0.3), space(0.75), space(0.3))
        row.setSpacing(space(0.5))
        group = QButtonGroup(self)
        self.shows: dict[Shows, QPushButton] = {}
        for shows, words in _SHOWS:
            made = QPushButton(words)
            made.setCheckable(True)
            made.setProperty("flat", True)
            # A key of its own leaves the focus in the grid.
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setAccessibleName(f"Show {shows.value}")
            made.setToolTip(f"Show {shows.value} in the cells")
            # Its key holds a button down for a tenth of a second, and the next key is typed sooner.
            made.pressed.connect(lambda shows=shows: self._choose(shows=shows))
            group.addButton(made)
            row.addWidget(made)
            self.shows[shows] = made
        row.addStretch(1)
        self.years = self._menu_button("&Years", "Years shown", row)
        self.columns = self._menu_button("&Columns", "Columns shown", row)
        for button in (self.years, self.columns):
            button.menu().aboutToShow.connect(self._fill)
        self.show_view(self._view, ())

    def show_view(self, view: GridView, years: tuple[Period, ...]) -> None:
        """Show what the grid shows."""
        self._view, self._years = view, years
        self.shows[view.shows].setChecked(True)
        if years:
            first, last = years[0].label, years[-1].label
            self.years.setText(f"&Years: {first} to {last}" if len(years) > 1 else f"&Years: {last}")

    def _menu_button(self, words: str, name: str, row: QHBoxLayout) -> QPushButton:
        made = QPushButton(words)
        made.setProperty("flat", True)
        made.setAccessibleName(name)
        made.setMenu(QMenu(made))
        row.addWidget(made)
        return made

    def _fill(self) -> None:
        """Fill both menus as things stand."""
        years, columns = self.years.menu(), self.columns.menu()
        years.clear()
        columns.clear()
        for count, words in _YEARS:
            action = _checkable(years, words, self._view.years == count)
            action.triggered.connect(lambda _checked=False, count=count: self._choose(years=count))
        years.addSeparator()
        for year in self._years:
            is_folded = year in self._view.folded_years
            action = _checkable(years, f"Only the year of {year.label}", is_folded)
            folded = self._view.folded_years ^ {year}
            action.triggered.connect(lambda _checked=False, folded=folded: self._choose(folded_years=folded))
        for kind, words in _COLUMNS:
            action = _checkable(columns, words, kind in self._view.optional)
            view = shown_with(self._view, kind, kind not in self._view.optional)
            action.triggered.connect(lambda _checked=False, view=view: self.chosen.emit(view))
        columns.addSeparator()
        for words, is_folded in (
            ("Put the rows of all priorities away", True),
            ("Bring all rows back", False),
        ):
            action = columns.addAction(words)
            action.triggered.connect(lambda _checked=False, folds=is_folded: self.folding.emit(folds))

    def _choose(self, **parts: object) -> None:
        self.chosen.emit(replace(self._view, **parts))  # type: ignore[arg-type]  # the fields by name


def _checkable(menu: QMenu, words: str, is_checked: bool) -> QAction:
    action = menu.addAction(words)
    action.setCheckable(True)
    action.setChecked(is_checked)
    return action
