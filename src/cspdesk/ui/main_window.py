"""The main window: menus, header, rail, page, inspector and status bar around one workspace."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cspdesk.desk.desk_index import Entry
from cspdesk.desk.desk_shelves import make_ready
from cspdesk.desk.files import Files
from cspdesk.desk.jobs import jobs_of
from cspdesk.desk.workspace import Place, Workspace
from cspdesk.domain.errors import DeskError
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import newest_quarter
from cspdesk.ui.actions import Actions
from cspdesk.ui.file_acts import FileActs, dropped_file, fill_menu
from cspdesk.ui.find_box import FindBox
from cspdesk.ui.findable import findable, keys_of, quarters_asked
from cspdesk.ui.header import Header
from cspdesk.ui.help_dialogs import show_about, show_keys
from cspdesk.ui.icons import program_icon
from cspdesk.ui.notice import JobLine, Notice
from cspdesk.ui.page import Page, PageSpec
from cspdesk.ui.pages import PAGES, make_inspector, show_full_screen
from cspdesk.ui.parts import button
from cspdesk.ui.preferences import Preferences
from cspdesk.ui.rail import Rail
from cspdesk.ui.start_page import StartPage
from cspdesk.ui.status_bar import StatusBar
from cspdesk.ui.style import ZOOMS, apply_style
from cspdesk.ui.theme import space
from cspdesk.ui.where_from import WhereFrom
from cspdesk.ui.window_words import why_read_only, window_title


class MainWindow(QMainWindow):
    """The one window of the desk."""

    # An error that leaves one of Qt's own events upsets the binding; from a signal it is told as any other.
    _closing = Signal()

    def __init__(
        self,
        workspace: Workspace,
        files: Files,
        preferences: Preferences,
        pages: tuple[PageSpec, ...] = PAGES,
        inspector: Callable[[Workspace], QWidget] = make_inspector,
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self.files = files
        self.preferences = preferences
        workspace.habits = preferences.habits
        self.specs = pages
        self._specs = {spec.key: spec for spec in pages}
        self._pages: dict[str, Page] = {}
        self._make_inspector = inspector
        self._inspector: QWidget | None = None
        self._is_put_away = False
        self._find = FindBox(self._findable, partial(quarters_asked, choose=self._choose_quarter))
        self._file_acts = FileActs(self, files, preferences, self._attempt, self._leave)
        self.actions_ = Actions(self, self._acts())
        in_rail = tuple(spec for spec in pages if spec.in_rail)
        for place, spec in enumerate(in_rail, start=1):
            go = partial(self._go, Place(spec.key))
            self.actions_.add_page(spec.key, spec.title, place, go)
        self._lay_out(in_rail)
        self._wire()
        self.setWindowIcon(program_icon())
        self.setAcceptDrops(True)
        self.actions_["inspector"].setChecked(preferences.shows_inspector)
        self.resize(1280, 720)
        if preferences.geometry:
            self.restoreGeometry(QByteArray.fromBase64(preferences.geometry.encode()))
        self._follow()

    # ------------------------------------------------------------------ what others ask of it

    @property
    def page_key(self) -> str:
        """The page in front, or "" on the start page."""
        shown = self._stack.currentWidget()
        return next((key for key, page in self._pages.items() if page is shown), "")

    def open_path(self, path: Path) -> None:
        """Open a file, or say why it cannot be opened."""
        self._file_acts.open(path)

    def tell(self, sentence: str) -> None:
        """Say one sentence in the status bar."""
        self.workspace.told.emit(sentence)

    # ------------------------------------------------------------------ layout and signals

    def _lay_out(self, pages: tuple[PageSpec, ...]) -> None:
        acts = self.actions_
        self._start = StartPage(self.files.outside.samples)
        self._header = Header(self.workspace, self._find, acts["previous"], acts["next"], acts["issue"])
        self._rail = Rail(pages)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._start)
        self._side = QFrame()
        self._side.setObjectName("inspectorPanel")
        QVBoxLayout(self._side).setContentsMargins(0, 0, 0, 0)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(self._stack)
        self._split.addWidget(self._side)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self._read_only = Notice(
            button("Save a copy\u2026", self._file_acts.save_copy),
            button("Try again", self._file_acts.open_again),
        )
        self._trouble = Notice(button("Dismiss", lambda: self._trouble.say("")))
        self._job_line = JobLine(jobs_of(self.workspace))
        self._where_from = WhereFrom(self.workspace)
        self._status = StatusBar(self.workspace)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._rail)
        middle.addWidget(self._split, 1)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._read_only)
        column.addWidget(self._trouble)
        column.addLayout(middle, 1)
        column.addWidget(self._where_from)
        column.addWidget(self._job_line)
        column.addWidget(self._status)
        self.setCentralWidget(body)
        self._status.show_zoom(self.preferences.zoom)

    def _wire(self) -> None:
        self.workspace.document_changed.connect(self._follow)
        self.workspace.going.connect(self._go)
        self.workspace.zooming.connect(self._zoom_by)
        self.files.opened.connect(self._file_acts.remember)
        self._file_acts.recent_changed.connect(self._show_recent)
        self._start.new_asked.connect(self._file_acts.new)
        self._start.open_asked.connect(self._file_acts.ask_open)
        self._start.sample_asked.connect(self._file_acts.new_from_sample)
        self._start.path_asked.connect(self.open_path)
        self._rail.chosen.connect(lambda key: self._go(Place(key)))
        self._closing.connect(self._put_away)
        self._find.chosen.connect(self._choose_found)
        self._header.quarter_asked.connect(self.workspace.choose_quarter)
        self._status.missing_asked.connect(lambda: self._go(Place("home")))
        self._status.zoom_asked.connect(lambda: self._zoom_to(100))
        hints = QApplication.styleHints()
        hints.colorSchemeChanged.connect(self._dress)
        hints.accessibility().contrastPreferenceChanged.connect(self._dress)
        samples = [(sample.title, sample) for sample in self.files.outside.samples]
        fill_menu(self.actions_.menu("samples"), samples, self._file_acts.new_from_sample)
        self._show_recent()

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {
            "new": self._file_acts.new,
            "open": self._file_acts.ask_open,
            "copy": self._file_acts.save_copy,
            "close": self._file_acts.close,
            "quit": self.close,
            "undo": lambda: self._take_back(redo=False),
            "redo": lambda: self._take_back(redo=True),
            "find": self._find.begin,
            "where from": lambda: self._attempt(self._where_from.ask),
            "inspector": self._toggle_inspector,
            "show": lambda: show_full_screen(self, self.workspace, self._pages.get(self.page_key)),
            "larger": lambda: self._zoom_by(1),
            "smaller": lambda: self._zoom_by(-1),
            "normal": lambda: self._zoom_to(100),
            "previous": lambda: self._step_quarter(-1),
            "next": lambda: self._step_quarter(1),
            "newest": self._newest_quarter,
            "new quarter": lambda: self._go(Place("new quarter")),
            "new year": lambda: self._go(Place("new year")),
            "new plan": lambda: self._go(Place("new plan")),
            "issue": self._issue,
            "keys": lambda: show_keys(self, keys_of(self.actions_, self._pages.values())),
            "about": lambda: show_about(self),
        }

    # ------------------------------------------------------------------ files

    def _attempt(self, act: Callable[[], object]) -> None:
        """Do something with files; where it fails, say why in the line under the header."""
        self._settle()
        self._trouble.say("")
        try:
            act()
        except DeskError as error:
            self._trouble.say(str(error))

    def _leave(self, act: Callable[[], object]) -> None:
        """Do something that closes the open file, unless that would lose what the file has refused."""
        self._settle()
        if self._may_leave():
            self._attempt(act)

    def _may_leave(self) -> bool:
        """Tell of what is typed and not saved; said once, for who asks again means it."""
        unsaved = next(filter(None, (page.unsaved() for page in self._pages.values())), "")
        if not unsaved or unsaved == self._trouble.sentence:
            return True
        self._trouble.say(unsaved)
        return False

    def _settle(self) -> None:
        """Let an editor that is still open hand over what was typed."""
        page = self._pages.get(self.page_key)
        if page is not None:
            page.flush()

    def _show_recent(self) -> None:
        there = self._file_acts.recent()
        fill_menu(self.actions_.menu("recent"), [(str(path), path) for path in there], self.open_path)
        self._start.show_recent(there)

    def _put_away(self) -> None:
        self._settle()
        if not self._may_leave():
            return
        self._is_put_away = True
        jobs_of(self.workspace).close()
        self.preferences.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.files.close()

    # ------------------------------------------------------------------ following the document

    def _follow(self) -> None:
        document = self.workspace.document
        has_file = document is not None
        for part in (self._header, self._rail):
            part.setVisible(has_file)
        self.actions_.allow(has_file)
        self._read_only.say(why_read_only(self.workspace, self.files))
        if document is None:
            self._stack.setCurrentWidget(self._start)
            self._side.hide()
            self._start.focus()
        else:
            document.undo_changed.connect(self._name_undo)
            make_ready(self.workspace)
            if not self.page_key:
                self._go(Place(next(iter(self._specs))))
        self._name_undo()
        self.setWindowTitle(window_title(self.workspace, self.files))

    def _name_undo(self) -> None:
        document = self.workspace.document
        for key, verb, words in (
            ("undo", "&Undo", document.undo_label if document else ""),
            ("redo", "&Redo", document.redo_label if document else ""),
        ):
            self.actions_[key].setText(f"{verb} {words[:1].lower()}{words[1:]}".strip())
            self.actions_[key].setEnabled(bool(words))

    def _take_back(self, *, redo: bool) -> None:
        document = self.workspace.document
        if document is None:
            return
        self._settle()
        label = document.redo_label if redo else document.undo_label
        try:
            if redo:
                document.redo()
            else:
                document.undo()
        except DeskError as error:
            self.tell(str(error))
        else:
            self.tell(f"{'Done again' if redo else 'Taken back'}: {label[:1].lower()}{label[1:]}.")

    # ------------------------------------------------------------------ pages and inspector

    def _go(self, place: Place) -> None:
        spec = self._specs.get(place.page)
        if spec is None or self.workspace.document is None:
            return
        page = self._pages.get(spec.key)
        if page is None:
            page = spec.make(self.workspace)
            page.setAccessibleName(spec.title)
            self._pages[spec.key] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._rail.mark(spec.key)
        for each in self._specs.values():
            if each.in_rail:
                self.actions_[f"page {each.key}"].setChecked(each is spec)
        self._show_inspector()
        page.go(place)
        page.take_focus()

    def _toggle_inspector(self) -> None:
        self.preferences.shows_inspector = self.actions_["inspector"].isChecked()
        self._show_inspector()

    def _show_inspector(self) -> None:
        spec = self._specs.get(self.page_key)
        shown = spec is not None and spec.has_inspector and self.preferences.shows_inspector
        if shown and self._inspector is None:
            self._inspector = self._make_inspector(self.workspace)
            layout = self._side.layout()
            if layout is not None:
                layout.addWidget(self._inspector)
            width = space(40)
            self._split.setSizes([max(1, self._split.width() - width), width])
        self._side.setVisible(shown)

    def _issue(self) -> None:
        self._settle()
        self._go(Place("pack"))
        page = self._pages.get("pack")
        if page is not None:
            page.issue()

    # ------------------------------------------------------------------ quarter, zoom, find, help

    def _step_quarter(self, steps: int) -> None:
        self._choose_quarter(self.workspace.quarter.shift(steps))

    def _newest_quarter(self) -> None:
        document = self.workspace.document
        newest = newest_quarter(document.snapshot) if document else None
        if newest is not None:
            self._choose_quarter(newest)

    def _zoom_by(self, steps: int) -> None:
        nearest = min(ZOOMS, key=lambda zoom: abs(zoom - self.preferences.zoom))
        place = min(max(ZOOMS.index(nearest) + steps, 0), len(ZOOMS) - 1)
        self._zoom_to(ZOOMS[place])

    def _zoom_to(self, per_cent: int) -> None:
        self.preferences.zoom = per_cent
        self._status.show_zoom(per_cent)
        self._dress()

    def _dress(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_style(application, self.preferences.zoom)

    def _findable(self) -> Iterator[Entry]:
        yield from findable(self.workspace, self.specs, self.actions_)
        for path in self.preferences.recent:
            if path != self.files.path and path.exists():
                yield Entry(path.stem, "Recent file", partial(self.open_path, path), str(path.parent))

    def _choose_quarter(self, quarter: Period) -> None:
        self._settle()
        self.workspace.choose_quarter(quarter)

    def _choose_found(self, entry: Entry) -> None:
        if isinstance(entry.act, Place):
            self._go(entry.act)
        else:
            entry.act()

    # ------------------------------------------------------------------ Qt's own events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take partnership files."""
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file dropped, once the drop itself is over."""
        path = dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.open_path(path))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop all work, remember how the window stood, and close the file, unless a text is refused."""
        self._closing.emit()
        if self._is_put_away:
            super().closeEvent(event)
        else:
            event.ignore()
