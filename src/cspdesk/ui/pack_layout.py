"""The parts of a pack's layout: which are shown, in which order, under which headings; and copies of it."""

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cspdesk.commands.layouts import LONGEST_NAME, DeleteLayout, SaveLayout, layout_name
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.changes import Command
from cspdesk.domain.errors import DeskError
from cspdesk.domain.sections import sections
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Layout
from cspdesk.pack.layouts import (
    AREAS,
    PackLayout,
    Part,
    layout,
    layout_text,
    names,
    shipped,
    shipped_names,
    with_parts,
)
from cspdesk.ui.kept import KeptLine
from cspdesk.ui.pack_ticks import PartTicks
from cspdesk.ui.parts import button, label
from cspdesk.ui.row_list import Item, RowList
from cspdesk.ui.theme import Role, space

_AREAS = dict(zip(AREAS, ("Before the priorities", "For each priority", "After the priorities"), strict=True))
_ROWS = 12
"""Lines of the list that are seen at once."""


def layout_title(snapshot: Snapshot | None, name: str) -> str:
    """Return how a layout is named where one is chosen: the program's title, or the file's own name."""
    if name not in shipped_names():
        return name
    title = shipped(name).title
    return f"{title} (changed)" if snapshot and snapshot.of(Layout).get(name) else title


def offer_layouts(box: QComboBox, snapshot: Snapshot | None, chosen: str) -> None:
    """Offer the program's layouts and the file's own; of a chosen one that is gone the default stands in."""
    wanted = [(layout_title(snapshot, name), name) for name in names(snapshot)]
    there = [(box.itemText(at), box.itemData(at)) for at in range(box.count())]
    with QSignalBlocker(box):
        if wanted != there:
            box.clear()
            for title, name in wanted:
                box.addItem(title, name)
        box.setCurrentIndex(max(box.findData(chosen), 0))


def part_title(part: Part, snapshot: Snapshot) -> str:
    """Return how a part is named in a list: its heading, its section's title, or what it shows."""
    if part.heading and part.heading.strip():
        return part.heading.strip()
    titles = {kind.key: kind.title for kind in sections(snapshot)}
    return titles.get(part.show, part.show.capitalize())


class LayoutPanel(QWidget):
    """The parts of the chosen layout as a list with ticks; every change is kept in the file's own copy."""

    told = Signal(str)
    """One plain sentence: why something was not done, or "" once something was."""
    chosen = Signal(str)
    """Another layout is to be shown, by its name."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._name = ""
        self._layout: PackLayout | None = None
        self.parts = RowList("Parts of the pack", can_delete=False)
        self.heading = KeptLine("Heading of the part", "The usual heading", most=200)
        self.ticks = PartTicks()
        self.about = label("", Role.QUIET, wraps=True)
        self.copy_name = QLineEdit()
        self.copy_name.setMaxLength(LONGEST_NAME)
        self.copy_name.setAccessibleName("Name of the copy")
        self.copy_name.setPlaceholderText("For example: Our board pack")
        self.copy = button("Make a copy", self._copy)
        self.back = button("Back to the program's own", self._go_back)
        self.parts.chosen.connect(self._show_part)
        self.parts.move_asked.connect(self._move)
        self.parts.opened.connect(lambda _key: self.heading.setFocus(Qt.FocusReason.OtherFocusReason))
        self.parts.list.itemChanged.connect(self._ticked)
        self.ticks.ticked.connect(self._change)
        self.setFocusProxy(self.parts)
        self.copy_name.returnPressed.connect(self._copy)
        self.heading.told.connect(self.told)
        self._lay_out()

    def show_layout(self, name: str) -> None:
        """Show a layout's parts; none where it cannot be read."""
        document = self._workspace.document
        if document is None:
            return
        if name != self._name:
            self.heading.flush()
        snapshot, self._name = document.snapshot, name
        try:
            self._layout = layout(name, snapshot)
        except DeskError:
            self._layout = None
        is_own = snapshot.of(Layout).get(name) is not None
        self.back.setEnabled(is_own)
        self.back.setText("Back to the program's own" if name in shipped_names() else "Delete this layout")
        self.copy.setEnabled(self._layout is not None)
        self._show_parts(self.parts.current)

    def flush(self) -> None:
        """Keep a heading that is still being typed."""
        self.heading.flush()

    def unsaved(self) -> str:
        """Return why a heading was not kept; "" where it was."""
        return self.heading.unsaved()

    def forget(self) -> None:
        """Let go of the document that was closed."""
        self.heading.forget()
        self._name, self._layout = "", None

    def _lay_out(self) -> None:
        form = QGridLayout()
        form.setHorizontalSpacing(space(1.5))
        form.setVerticalSpacing(space(0.75))
        form.setColumnStretch(1, 1)
        copies = QHBoxLayout()
        copies.setSpacing(space(1))
        copies.addWidget(self.copy_name, 1)
        copies.addWidget(self.copy)
        self._shows = label("It shows")
        self._shows.setContentsMargins(0, space(0.5), 0, 0)
        form.addWidget(self._shows, 1, 0, Qt.AlignmentFlag.AlignTop)
        form.addWidget(self.ticks, 1, 1)
        fields: tuple[tuple[str, QWidget | QHBoxLayout], ...] = (
            ("Its heading", self.heading),
            ("As a copy", copies),
        )
        for row, (words, field) in zip((0, 2), fields, strict=True):
            named = label(words)
            named.setContentsMargins(0, space(0.5), 0, 0)
            form.addWidget(named, row, 0, Qt.AlignmentFlag.AlignTop)
            if isinstance(field, QWidget):
                named.setBuddy(field)
                form.addWidget(field, row, 1)
            else:
                named.setBuddy(self.copy_name)
                form.addLayout(field, row, 1)
        form.addWidget(self.back, 3, 1, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(0.75))
        column.addWidget(self.about)
        column.addWidget(self.parts)
        column.addLayout(form)
        self.parts.list.setMinimumHeight(self.fontMetrics().lineSpacing() * _ROWS)
        self.about.setText(
            "Tick what the pack shows. A part with nothing to show in the quarter is left out by itself."
        )

    def _show_parts(self, current: str) -> None:
        document, arrangement = self._workspace.document, self._layout
        items: list[Item] = []
        ticks: dict[str, bool] = {}
        if document is not None and arrangement is not None:
            for area, words in _AREAS.items():
                parts: tuple[Part, ...] = getattr(arrangement, area)
                items += [Item("", words, heading=True)] if parts else []
                for place, part in enumerate(parts):
                    key = f"{area} {place}"
                    usual = part_title(replace(part, heading=None), document.snapshot)
                    title = part_title(part, document.snapshot)
                    items.append(Item(key, title, "" if title == usual else usual))
                    ticks[key] = part.on
        with QSignalBlocker(self.parts.list):
            # Ticks are no part of what the list compares, so it is filled anew where only they differ.
            self.parts.show_items(items, current)
            for row in range(self.parts.list.count()):
                self._tick(self.parts.list.item(row), ticks)
        self._show_part(self.parts.current)

    def _tick(self, item: QListWidgetItem, ticks: dict[str, bool]) -> None:
        key = item.data(Qt.ItemDataRole.UserRole)
        if key in ticks:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if ticks[key] else Qt.CheckState.Unchecked)

    def _show_part(self, key: str) -> None:
        part = self._part(key)
        self.heading.setEnabled(part is not None)
        self.ticks.show_part(part)
        for shown in (self._shows, self.ticks):
            shown.setVisible(bool(self.ticks.boxes))
        # Ticks made anew would else come last of all by the Tab key.
        for one, after in pairwise((self.heading.editor, *self.ticks.boxes, self.copy_name)):
            self.setTabOrder(one, after)
        if part is None:
            self.heading.forget()
            return
        name, stored = self._name, part.heading or ""
        self.heading.keep((name, key), stored, lambda words: self._rename(name, key, words))

    def _part(self, key: str) -> Part | None:
        area, _, place = key.partition(" ")
        parts: tuple[Part, ...] = getattr(self._layout, area, ()) if area in AREAS else ()
        return parts[int(place)] if place and int(place) < len(parts) else None

    def _ticked(self, item: QListWidgetItem) -> None:
        key = str(item.data(Qt.ItemDataRole.UserRole))
        part, is_on = self._part(key), item.checkState() is Qt.CheckState.Checked
        if part is None or part.on == is_on:
            # Another size of text changes the items as well.
            return
        verb = "Show" if is_on else "Leave out"
        self._save(verb, key, replace(part, on=is_on))

    def _change(self, part: Part) -> None:
        """Keep the chosen part with another option."""
        self._save("Change", self.parts.current, part)

    def _rename(self, name: str, key: str, words: str) -> str:
        """Keep a part's heading, which may be of a layout that is no longer the one shown."""
        document = self._workspace.document
        if document is None:
            return "No file is open."
        try:
            arrangement = layout(name, document.snapshot)
            area, _, place = key.partition(" ")
            parts = list(getattr(arrangement, area))
            parts[int(place)] = replace(parts[int(place)], heading=" ".join(words.split()) or None)
            body = layout_text(with_parts(arrangement, area, tuple(parts)))
            document.do(SaveLayout("Rename a part of the pack", name, body))
        except DeskError as error:
            return str(error)
        self.told.emit("")
        return ""

    def _move(self, key: str, steps: int) -> None:
        self.heading.flush()
        part, document = self._part(key), self._workspace.document
        if part is None or document is None or self._layout is None:
            return
        area, _, place = key.partition(" ")
        parts = list(getattr(self._layout, area))
        to = min(max(int(place) + steps, 0), len(parts) - 1)
        if to == int(place):
            return
        parts.insert(to, parts.pop(int(place)))
        way = "up" if steps < 0 else "down"
        words = f"Move {part_title(part, document.snapshot)} {way}"
        if self._do(SaveLayout(words, self._name, layout_text(with_parts(self._layout, area, tuple(parts))))):
            # The part is followed to its new place.
            self._show_parts(f"{area} {to}")

    def _save(self, verb: str, key: str, part: Part) -> None:
        document = self._workspace.document
        if self._layout is None or document is None:
            return
        area, _, place = key.partition(" ")
        parts = list(getattr(self._layout, area))
        parts[int(place)] = part
        body = layout_text(with_parts(self._layout, area, tuple(parts)))
        if not self._do(SaveLayout(f"{verb} {part_title(part, document.snapshot)}", self._name, body)):
            self._show_parts(key)

    def _copy(self) -> None:
        self.heading.flush()
        name, document = layout_name(self.copy_name.text()), self._workspace.document
        if self._layout is None or document is None:
            return
        if name.casefold() in {each.casefold() for each in names(document.snapshot)}:
            self.told.emit(f"There is a layout '{name}' already. Give the copy another name.")
            return
        if self._do(SaveLayout(f"Copy the layout as {name}", name, layout_text(self._layout))):
            self.copy_name.clear()
            self.chosen.emit(name)

    def _go_back(self) -> None:
        self.heading.forget()
        name = self._name
        is_the_programs = name in shipped_names()
        words = "Go back to the program's own layout" if is_the_programs else f"Delete the layout {name}"
        if self._do(DeleteLayout(words, name)):
            self.chosen.emit(name if is_the_programs else shipped_names()[0])

    def _do(self, command: Command) -> bool:
        """Do a command; whether it was done, for why not is told."""
        document = self._workspace.document
        if document is None:
            return False
        try:
            document.do(command)
        except DeskError as error:
            self.told.emit(str(error))
            return False
        self.told.emit("")
        return True
