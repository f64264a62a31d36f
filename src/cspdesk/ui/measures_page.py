"""Measures: the plan on a page as tiles, and the page of the measure that was opened from them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cspdesk.desk.jobs import jobs_of
from cspdesk.desk.plan_board import Band, Filters, PlanBoard, Tile, advanced, passing, plan_board
from cspdesk.desk.plan_moves import SeenByBoard, last_pack, moved, no_pack, reading_of, summary
from cspdesk.desk.plan_words import counts, troubles
from cspdesk.desk.workspace import Place, Selection, Workspace
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.errors import DeskError
from cspdesk.domain.plan_view import headline
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import MeasureId, PackIssue, PackIssueId
from cspdesk.ui import chart_keys, show_keys
from cspdesk.ui.page import Page
from cspdesk.ui.parts import EmptyNote, button, label
from cspdesk.ui.plan_filters import PlanFilters
from cspdesk.ui.plan_tiles import PlanTiles
from cspdesk.ui.theme import Role, space

if TYPE_CHECKING:
    from cspdesk.ui.measure_page import MeasureView

_LOOKING = "Looking up what the board saw\u2026"


class MeasuresPage(Page):
    """Every measure of the quarter's plan under its priority; Enter or a click opens one."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Plan: Arrows, Page Up, Page Down", "Go from measure to measure"),
        ("Plan: Home, End", "Go to the first measure, or the last"),
        ("Plan: Enter", "Open the measure; so does a click"),
        ("Plan: Letters and digits", "Find a measure by its number or a word of its title"),
        ("Measure: Ctrl+Page Up, Ctrl+Page Down", "Go to the measure before, or to the next"),
        ("Measure: Escape", "Go back to the plan; what was typed is saved"),
        ("Measure: Page Up, Page Down, Home, End", "Move the page up or down, to its top or its end"),
        *chart_keys.KEYS,
        *show_keys.KEYS,
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.board: PlanBoard | None = None
        self._snapshot: Snapshot | None = None
        self._view: MeasureView | None = None
        self._opened: MeasureId | None = None
        self._seen_by_board: dict[PackIssueId, SeenByBoard] = {}
        self._looking_up: PackIssueId | None = None
        self._trouble = ""
        self._is_filling = False
        self._was_away = True
        self.title = label("", Role.HEADING, wraps=True)
        self.troubles = label("", wraps=True)
        self.filters = PlanFilters()
        self.said = label("", Role.QUIET, wraps=True)
        self.tiles = PlanTiles()
        self._none_pass = EmptyNote(
            "No measure is as these filters ask.",
            button("Show all measures", self.filters.clear, primary=True),
        )
        self._no_measures = EmptyNote(
            "The plan's measures stand here, but this quarter's plan has none: choose another quarter, or "
            "bring a plan in from a workbook with the command 'cspdesk import'."
        )
        self._below = QStackedWidget()
        for part in (self.tiles, self._none_pass, self._no_measures):
            self._below.addWidget(part)
        self._overview = QWidget()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._overview)
        self._lay_out()
        self._set_least_height()
        self.filters.changed.connect(self._fill)
        self.filters.moves_asked.connect(self._ask_moves)
        self.tiles.opened.connect(self.open)
        self.tiles.passed.connect(self._passed)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._overview)
        column.setContentsMargins(space(2), space(1.25), space(0.5), 0)
        column.setSpacing(space(0.75))
        for part in (self.title, self.troubles, self.said):
            part.setContentsMargins(0, 0, space(1.5), 0)
        column.addWidget(self.title)
        column.addWidget(self.filters)
        column.addWidget(self.troubles)
        column.addWidget(self.said)
        column.addWidget(self._below, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _set_least_height(self) -> None:
        """Say what height is enough: sentences that wrap ask for theirs in the narrowest window there is."""
        self._below.setMinimumHeight(space(16))
        self._stack.setMinimumHeight(space(36))

    # ------------------------------------------------------------------ what others ask of it

    @property
    def opened(self) -> MeasureId | None:
        """The measure whose page is in front; None where the tiles are."""
        return self._opened

    @property
    def shown(self) -> tuple[Band, ...]:
        """The tiles that the filters let pass, by priority."""
        return passing(self.board, self._wanted()[0]) if self.board else ()

    def go(self, place: Place) -> None:
        """Open the measure that a place names; the page's own key, pressed on it, leads back to the tiles."""
        super().go(place)
        if place.selection is not None:
            self.open(place.selection.measure)
        elif not self._was_away:
            self.back()
        self._was_away = False

    def open(self, measure: str) -> None:
        """Show a measure's own page."""
        from cspdesk.ui.measure_page import MeasureView

        if self._view is None:
            self._view = MeasureView(self.workspace)
            self._view.left.connect(self.back)
            self._view.stepped.connect(self._step)
            self._stack.addWidget(self._view)
        self._opened = MeasureId(measure)
        self._view.show_measure(self._opened)
        self._stack.setCurrentWidget(self._view)
        self.tiles.set_current(measure, only_there=True)
        self._select(self._opened)
        self.take_focus()

    def back(self) -> None:
        """Show the tiles again, with the keys on that of the measure that was open."""
        if self._opened is None:
            return
        self.flush()
        self._opened = None
        self._stack.setCurrentWidget(self._overview)
        self.take_focus()

    def flush(self) -> None:
        """Save what is being written on a measure's page."""
        if self._view is not None:
            self._view.flush()

    def unsaved(self) -> str:
        """Return what the file refused of what is being typed on a measure's page, in a sentence."""
        return self._view.unsaved() if self._view is not None else ""

    def take_focus(self) -> None:
        """Put the keys on the tiles, or where they were on a measure's page."""
        if self._opened is not None and self._view is not None:
            part = _first(self._view)
        else:
            part = self.tiles if self._below.currentWidget() is self.tiles else _first(self._overview)
        if part is not None:
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ following the document

    def refresh(self) -> None:
        """Show the plan of another document or quarter."""
        self._snapshot = self.document.snapshot
        self.board = plan_board(self._snapshot, self.workspace.quarter)
        self._show_board()

    def take(self, change_set: ChangeSet) -> None:
        """Show an edit: only the tiles that it concerns are made anew."""
        if self.board is None or self._snapshot is None:
            self.refresh()
            return
        before, self._snapshot = self._snapshot, self.document.snapshot
        board = advanced(self.board, change_set, before, self._snapshot)
        if board is not self.board or PackIssue.TABLE.name in change_set.tables:
            self.board = board
            self._show_board()

    def clear(self) -> None:
        """Let go of what belongs to the document that was closed."""
        self.board = self._snapshot = None
        self._seen_by_board.clear()
        self._looking_up = None
        self._trouble = ""
        self._opened = None
        if hasattr(self, "_stack"):
            self._stack.setCurrentWidget(self._overview)
            self.filters.clear()

    def changeEvent(self, event: QEvent) -> None:
        """Take on another size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_stack"):
            self._set_least_height()

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember that another page was in front."""
        if not event.spontaneous():
            self._was_away = True
        super().hideEvent(event)

    # ------------------------------------------------------------------ the tiles

    def _show_board(self) -> None:
        if self.board is None:
            return
        self.filters.show_board(self.board)
        self.filters.setAccessibleName(counts(self.board))
        self.title.setText(self.board.title or "No plan covers this quarter")
        said = troubles(self.board)
        self.troubles.setText(said)
        self.troubles.setVisible(bool(said))
        self.filters.setVisible(bool(self.board.tiles))
        self._fill()

    def _fill(self) -> None:
        """Show the tiles that the filters let pass."""
        if self.board is None:
            return
        filters, was, said = self._wanted()
        bands = passing(self.board, filters)
        has_any = any(band.tiles for band in bands)
        self._is_filling = True
        self.tiles.show_bands(self.board, bands, was)
        selection = self.workspace.selection
        if selection is not None:
            self.tiles.set_current(selection.measure, only_there=True)
        self._is_filling = False
        if selection is None and self.tiles.current is not None:
            self._select(self.tiles.current)
        self.said.setText(said)
        self.said.setVisible(bool(said))
        shown = self.tiles if has_any else self._none_pass if self.board.tiles else self._no_measures
        self._below.setCurrentWidget(shown)

    def _wanted(self) -> tuple[Filters, Mapping[MeasureId, str], str]:
        """The filters, and where it is asked for what each measure was in the last pack, with a sentence."""
        filters = self.filters.filters
        if not self.filters.moves.isChecked() or self.board is None:
            return filters, {}, ""
        issue = last_pack(self.document.snapshot, self.board.quarter)
        if issue is None:
            return filters, {}, no_pack(self.document.snapshot, self.board.quarter)
        before = self._seen_by_board.get(issue.id)
        if before is None:
            self._look_up(issue)
            return filters, {}, self._trouble or _LOOKING
        was = moved(self.board, issue, before)
        return replace(filters, measures=frozenset(was)), was, summary(self.board, issue, len(was))

    # ------------------------------------------------------------------ what the board saw

    def _ask_moves(self) -> None:
        if self._trouble:
            # Asked once more: perhaps the file can be read now.
            self._looking_up, self._trouble = None, ""
        self._fill()

    def _look_up(self, issue: PackIssue) -> None:
        """Read how the measures stood in a pack; an issued pack never changes, so once is enough."""
        if self._looking_up == issue.id:
            return
        self._looking_up, self._trouble = issue.id, ""
        document = self.document

        def done(seen: SeenByBoard) -> None:
            if document is self.workspace.document:
                self._looking_up = None
                self._seen_by_board[issue.id] = seen
                self._fill()

        def failed(error: BaseException) -> None:
            if not isinstance(error, DeskError):
                raise error
            if document is self.workspace.document:
                self._trouble = str(error)
                self._fill()

        work = reading_of(document.store.path, issue)
        jobs_of(self.workspace).run("Looking up what the board saw", work, done, failed)

    # ------------------------------------------------------------------ from tile to tile

    def _passed(self, measure: str) -> None:
        if not self._is_filling:
            self._select(MeasureId(measure))

    def _select(self, measure: MeasureId) -> None:
        """Make a measure the one selected, unless one of its series is already."""
        selection, line = self.workspace.selection, headline(self.document.snapshot, measure)
        if line is not None and (selection is None or selection.measure != measure):
            self.workspace.select(Selection(measure, line.id, self.workspace.quarter))

    def _step(self, steps: int) -> None:
        """Open the next measure, of those that the filters let pass where this one is among them."""
        if self._opened is None or self.board is None:
            return
        for tiles in (self._tiles_shown(), self.board.tiles):
            ids = [tile.measure.id for tile in tiles]
            if self._opened in ids:
                at = ids.index(self._opened) + steps
                if 0 <= at < len(ids):
                    self.flush()
                    self.open(ids[at])
                else:
                    which = "last" if steps > 0 else "first"
                    self.workspace.told.emit(f"This is the {which} of the {len(ids)} measures shown.")
                return

    def _tiles_shown(self) -> list[Tile]:
        return [tile for band in self.shown for tile in band.tiles]


def _first(within: QWidget) -> QWidget | None:
    """The part that had the keys, else the first that takes them."""
    return within.focusWidget() or next(
        (
            part
            for part in within.findChildren(QWidget)
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisibleTo(within) and part.isEnabled()
        ),
        None,
    )
