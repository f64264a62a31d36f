"""The window's commands and their menus: every act with its words and its keys in one place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

Keys = str | QKeySequence.StandardKey | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """A command: its words in the menu, its keys, and whether it needs an open file."""

    key: str
    words: str
    keys: Keys = ""
    needs_file: bool = True
    is_toggle: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Submenu:
    """A menu within a menu, filled by the window."""

    key: str
    words: str


_LINE = None
_Entries = tuple[Act | Submenu | None, ...]

MENUS: tuple[tuple[str, _Entries], ...] = (
    (
        "&File",
        (
            Act("new", "&New empty file\u2026", QKeySequence.StandardKey.New, needs_file=False),
            Submenu("samples", "New from &sample"),
            Act("open", "&Open\u2026", QKeySequence.StandardKey.Open, needs_file=False),
            Submenu("recent", "&Recent"),
            _LINE,
            Act("copy", "Save a &copy as\u2026", "Ctrl+Shift+S"),
            Act("close", "C&lose file", "Ctrl+W"),
            _LINE,
            Act("quit", "&Quit", "Ctrl+Q", needs_file=False),
        ),
    ),
    (
        "&Edit",
        (
            Act("undo", "&Undo", QKeySequence.StandardKey.Undo),
            Act("redo", "&Redo", ("Ctrl+Y", "Ctrl+Shift+Z")),
            _LINE,
            Act("find", "&Find or do\u2026", ("Ctrl+K", "Ctrl+F", "Ctrl+G")),
            Act(
                "where from",
                "&Where from?",
                "Ctrl+Shift+E",
                hint="How a figure comes about, and who typed it",
            ),
        ),
    ),
    (
        "&View",
        (
            Submenu("pages", "&Pages"),
            Act("inspector", "&Inspector", "Ctrl+I", is_toggle=True),
            Act("show", "&Show", "F5", hint="The plan, or one measure, over the whole screen"),
            _LINE,
            Act("larger", "&Larger text", ("Ctrl++", "Ctrl+="), needs_file=False),
            Act("smaller", "&Smaller text", "Ctrl+-", needs_file=False),
            Act("normal", "&Normal text", "Ctrl+0", needs_file=False),
        ),
    ),
    (
        "P&lan",
        (Act("new plan", "New &plan", hint="Priorities, and which measures are carried to it"),),
    ),
    (
        "&Quarter",
        (
            Act("previous", "&Previous quarter", "Alt+Left"),
            Act("next", "&Next quarter", "Alt+Right"),
            Act("newest", "Ne&west quarter with figures", "Alt+Home"),
            _LINE,
            Act("new quarter", "New &quarter", hint="What must be entered, and texts to bring forward"),
            Act("new year", "New &year", hint="Targets, baselines and what becomes of each measure"),
        ),
    ),
    ("&Pack", (Act("issue", "&Issue pack", "Ctrl+Shift+P", hint="Go to the pack and issue it"),)),
    (
        "&Help",
        (
            Act("keys", "&Keys", QKeySequence.StandardKey.HelpContents, needs_file=False),
            Act("about", "&About CSPdesk", needs_file=False),
        ),
    ),
)


class Actions:
    """The QActions by key, in the window's menu bar."""

    def __init__(self, window: QMainWindow, acts: dict[str, Callable[[], object]]) -> None:
        self._window = window
        self._all: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._file_bound: list[QAction] = []
        for words, entries in MENUS:
            menu = window.menuBar().addMenu(words)
            for entry in entries:
                if entry is None:
                    menu.addSeparator()
                elif isinstance(entry, Submenu):
                    self._menus[entry.key] = menu.addMenu(entry.words)
                else:
                    self._add(menu, entry, acts[entry.key])

    def __getitem__(self, key: str) -> QAction:
        return self._all[key]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._all.values())

    def menu(self, key: str) -> QMenu:
        """Return a menu that the window fills."""
        return self._menus[key]

    def add_page(self, key: str, words: str, place: int, act: Callable[[], object]) -> None:
        """Add a page to the pages' menu, reached by Ctrl and its place."""
        entry = Act(f"page {key}", words, f"Ctrl+{place}", is_toggle=True)
        self._add(self._menus["pages"], entry, act)

    def allow(self, has_file: bool) -> None:
        """Allow the commands that need an open file, or not."""
        for action in self._file_bound:
            action.setEnabled(has_file)

    def _add(self, menu: QMenu, entry: Act, act: Callable[[], object]) -> None:
        action = QAction(entry.words, self._window)
        if isinstance(entry.keys, tuple):
            action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
        elif entry.keys:
            action.setShortcut(QKeySequence(entry.keys))
        if entry.hint:
            action.setToolTip(entry.hint)
        action.setCheckable(entry.is_toggle)
        # The signal's own argument is of no use to the acts.
        action.triggered.connect(lambda _checked=False: act())
        menu.addAction(action)
        self._all[entry.key] = action
        if entry.needs_file:
            self._file_bound.append(action)


def plain(action: QAction) -> str:
    """Return an action's words without the mark of its menu key or the dots of a question to come."""
    return action.text().replace("&", "").removesuffix("\u2026")
