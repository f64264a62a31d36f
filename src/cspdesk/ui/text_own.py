"""The sections of the report: the partnership's own ones, and the headings of those that everybody has."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from cspdesk.commands.report_parts import DeleteSection, MoveSection, PutSection, section_key
from cspdesk.desk.text_board import gone_with_section, own_sections
from cspdesk.domain.sections import BUILT_IN, SectionKind, sections
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Section
from cspdesk.ui.kept import KeptChoice, KeptLine
from cspdesk.ui.measure_paste import Do
from cspdesk.ui.parts import label
from cspdesk.ui.row_list import Item, RowList
from cspdesk.ui.text_panel import SidePanel
from cspdesk.ui.theme import Role, space

_BUILT_IN = {kind.key: kind for kind in BUILT_IN}


class OwnSections(SidePanel):
    """Every section in the pack's order; one's own are added, renamed, moved and deleted here."""

    def __init__(self, snapshot: Callable[[], Snapshot], do: Do) -> None:
        super().__init__()
        self._snapshot = snapshot
        self._do = do
        self.list = RowList("Sections", adds="Add a section")
        self.title = KeptLine("Title of the section", "As it stands in the pack")
        self.numbered = KeptChoice("How its texts are set", ("One after the other", "Numbered"))
        self.about = label("", Role.QUIET, wraps=True)
        fields = QWidget()
        form = QGridLayout(fields)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(space(1.5))
        form.setVerticalSpacing(space(0.75))
        form.setColumnStretch(1, 1)
        for row, (words, part) in enumerate((("Title", self.title), ("Its texts", self.numbered))):
            named = label(words)
            named.setContentsMargins(0, space(0.75), 0, 0)
            form.addWidget(named, row, 0, Qt.AlignmentFlag.AlignTop)
            form.addWidget(part, row, 1)
        form.addWidget(self.about, 2, 1)
        form.setRowStretch(3, 1)
        self.lay_out((label("Sections of the report", Role.HEADING),), self.list, fields)
        self.watch(self.title)
        self.list.add_asked.connect(self._add)
        self.list.chosen.connect(self._show)
        self.list.opened.connect(lambda _key: self.title.editor.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.move_asked.connect(self._move)
        self.list.delete_asked.connect(self._delete)
        for part in (self.title, self.numbered):
            part.told.connect(self.told)

    def show_text(self) -> None:
        """Show the sections as they are now."""
        own = {row.key for row in own_sections(self._snapshot())}
        items = [
            Item(kind.key, kind.title, "your own" if kind.key in own else "")
            for kind in sections(self._snapshot())
        ]
        self.list.show_items(items)
        self._show(self.list.current)

    def flush(self) -> None:
        """Save what is being typed."""
        self.title.flush()

    def unsaved(self) -> str:
        """Return why what is typed was not saved; "" where it was."""
        return self.title.unsaved()

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self.title.forget()

    def show_row(self, key: str) -> bool:
        """Choose a section; return whether there is one of that key."""
        if key not in {kind.key for kind in sections(self._snapshot())}:
            return False
        self.show_text()
        keys = [
            self.list.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.list.count())
        ]
        self.list.list.setCurrentRow(keys.index(key))
        return True

    def begin(self) -> None:
        """Put the keys on the list."""
        self.list.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _kind(self, key: str) -> SectionKind | None:
        return next((kind for kind in sections(self._snapshot()) if kind.key == key), None)

    def _show(self, key: str) -> None:
        kind = self._kind(key)
        if kind is None:
            return
        self.title.keep(key, kind.title, partial(self._rename, key))
        self.numbered.keep(key, int(kind.numbered), partial(self._number, key))
        is_own = key not in _BUILT_IN
        said = "Your own section: it stands before the notes that close a page."
        if not is_own:
            usual = _BUILT_IN[key].title
            said = "Every partnership has this section."
            if kind.title != usual:
                said = f"Every partnership has this section, as '{usual}'. Delete gives it that heading back."
        self.about.setText(said)

    def _add(self) -> None:
        own = self._snapshot().of(Section)
        titles = {kind.title.casefold() for kind in sections(self._snapshot())}
        title, number = "New section", 2
        while title.casefold() in titles:
            title, number = f"New section {number}", number + 1
        key = section_key(title, frozenset(row.key for row in own))
        if not self._do(PutSection("Adding a section", key, title)):
            self.show_row(key)
            self.title.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.title.editor.selectAll()

    def _rename(self, key: str, words: str) -> str:
        kind = self._kind(key)
        return self._do(PutSection("Naming a section", key, words, bool(kind and kind.numbered)))

    def _number(self, key: str, chosen: int) -> str:
        kind = self._kind(key)
        title = kind.title if kind else ""
        return self._do(PutSection(f"Numbering of '{title}'", key, title, bool(chosen)))

    def _move(self, key: str, steps: int) -> None:
        self.flush()
        if key in _BUILT_IN:
            self.told.emit("Only your own sections can be moved; the pack's layout orders the others.")
        else:
            self._do(MoveSection("Moving a section", key, steps))

    def _delete(self, key: str) -> None:
        kind, there = self._kind(key), self._snapshot().of(Section).get(key)
        if kind is None:
            return
        if there is None:
            self.told.emit(
                f"'{kind.title}' is a section that every partnership has; an empty one is not printed."
            )
            return
        gone = "" if key in _BUILT_IN else gone_with_section(self._snapshot(), key)
        self.title.forget_place(key)
        if not self._do(DeleteSection(f"Deleting the section '{kind.title}'", key)):
            what = f"Deleted the section '{kind.title}'{gone}."
            if key in _BUILT_IN:
                what = f"The section has its usual heading '{_BUILT_IN[key].title}' again."
            self.told.emit(f"{what} Ctrl+Z brings it back.")
        self.show_text()
