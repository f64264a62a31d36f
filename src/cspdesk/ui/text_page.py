"""Text: what the board should read, section by section, typed in place beside last quarter's words."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from cspdesk.desk.said_texts import RESTS_ON
from cspdesk.desk.text_board import TextPlace, entries
from cspdesk.desk.text_pictures import picture_file, picture_of
from cspdesk.desk.workspace import Place, Workspace
from cspdesk.domain.changes import ChangeSet
from cspdesk.domain.errors import DeskError
from cspdesk.domain.tables import (
    Action,
    Commentary,
    CountywideId,
    CountywideRow,
    Footnote,
    FootnoteMark,
    Picture,
    PictureId,
    Priority,
    PriorityId,
    Report,
    ReportItem,
    ReportItemId,
    Section,
)
from cspdesk.ui.flow import FlowLayout
from cspdesk.ui.measure_paste import do_in
from cspdesk.ui.page import Page
from cspdesk.ui.parts import button
from cspdesk.ui.row_list import Item, RowList
from cspdesk.ui.text_drafts import has_room, put_drafted
from cspdesk.ui.text_footnotes import FootnotesPanel
from cspdesk.ui.text_own import OwnSections
from cspdesk.ui.text_sheet import TextSheet
from cspdesk.ui.theme import space

_PACK, _NOTES, _SECTIONS = "pack", "footnotes", "sections"
_PICTURES = "Pictures (*.png *.jpg *.jpeg)"

Panel = TextSheet | FootnotesPanel | OwnSections


class TextPage(Page):
    """The sections of the whole pack and of each priority; footnotes; the partnership's own sections."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Ctrl+Enter", "Keep a text of the report and go to the next one, behind the last to a new one"),
        ("Alt+Up, Alt+Down", "Move a text of the report"),
        ("Ctrl+Delete", "Delete a text of the report"),
        ("Alt+B", "Bring the section's texts of the quarter before forward"),
        ("Alt+D", "Put the drafted sentences in what the board needs to know, where nothing is written"),
        ("Alt+R", "Mark a text that was brought forward as reviewed"),
        ("Alt+I", "Add a picture to the section"),
        ("Ctrl+V", "In a text, adds a copied picture to its section"),
        ("Ctrl+PageUp, Ctrl+PageDown", "Go to the section before or after"),
        ("Escape", "From a text back to the list of priorities"),
    )

    # Qt's own events only say what happened: an error that leaves one of them upsets the binding.
    _hidden = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._do = do_in(lambda: self.document, workspace.told.emit)
        self._sheet: TextSheet | None = None
        self._held: dict[TextPlace, TextSheet] = {}
        """Sheets with a text that the file refused, until it is mended."""
        self.places = RowList("Where text is written", can_move=False, can_delete=False)
        self.footnotes = FootnotesPanel(lambda: self.document.snapshot, self._do)
        self.sections = OwnSections(lambda: self.document.snapshot, self._do)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.footnotes)
        self._stack.addWidget(self.sections)
        self._tools = QWidget()
        workspace.document_changed.connect(self.leave_other_file)
        self._lay_out()
        self.places.chosen.connect(lambda _key: self._show_chosen())
        self.places.opened.connect(lambda _key: self._panel.begin())
        for panel in (self.footnotes, self.sections):
            panel.told.connect(workspace.told)
            panel.left.connect(self._to_list)
        for keys, act in (
            ("Alt+B", self._bring_forward),
            ("Alt+R", self._review),
            ("Alt+D", self._put_drafted),
            ("Alt+I", self.ask_picture),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._hidden.connect(self.flush)

    def _lay_out(self) -> None:
        self.places.setMaximumWidth(space(34))
        self.places.setMinimumWidth(space(16))
        tools = FlowLayout(self._tools)
        self.drafts = button("Put the drafted sentences here", self._put_drafted)
        self.drafts.setToolTip("Alt+D")
        tools.addWidget(self.drafts)
        for words, tip, act in self._acts():
            made = button(words, act)
            made.setToolTip(tip)
            tools.addWidget(made)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        beside = QVBoxLayout()
        beside.setContentsMargins(space(1.5), space(0.5), space(1.5), space(0.75))
        beside.addWidget(self._tools)
        right.addLayout(beside)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(space(1), space(1), 0, 0)
        whole.setSpacing(space(0.5))
        whole.addWidget(self.places, 2)
        whole.addLayout(right, 7)

    def _acts(self) -> tuple[tuple[str, str, Callable[[], object]], ...]:
        return (
            ("Bring last quarter's forward", "Alt+B", self._bring_forward),
            ("Mark as reviewed", "Alt+R", self._review),
            ("Add a picture\u2026", "Alt+I", self.ask_picture),
            (
                "Paste a picture",
                "A picture copied in another program; Ctrl+V in a text does so too",
                self.paste_picture,
            ),
            ("Up", "Alt+Up", lambda: self._act("up")),
            ("Down", "Alt+Down", lambda: self._act("down")),
            ("Delete", "Ctrl+Delete", lambda: self._act("delete")),
        )

    # ------------------------------------------------------------------ what others ask of it

    @property
    def sheet(self) -> TextSheet | None:
        """The text in front; None where footnotes or sections are, or no file is open."""
        return self._sheet if self._stack.currentWidget() is self._sheet else None

    @property
    def _panel(self) -> Panel:
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, TextSheet | FootnotesPanel | OwnSections) else self.footnotes

    def go(self, place: Place) -> None:
        """Show the row that a place names, in its own quarter."""
        super().go(place)
        if place.row is not None and self.workspace.document is not None:
            self._go_to(*place.row)

    def flush(self) -> None:
        """Save what is being typed."""
        if self.workspace.document is not None:
            self._panel.flush()

    def unsaved(self) -> str:
        """Return what the file refused, in a sentence."""
        sheets = [sheet for sheet in (self._sheet, *self._held.values()) if sheet is not None]
        panels: tuple[Panel, ...] = (*sheets, self.footnotes, self.sections)
        return next((said for panel in panels if (said := panel.unsaved())), "")

    def take_focus(self) -> None:
        """Put the keys back into the text, or on the list of places."""
        if self.focusWidget() is None or self._sheet is None or self._sheet.current is None:
            self._to_list()
        else:
            self._panel.begin()

    # ------------------------------------------------------------------ following the document

    def refresh(self) -> None:
        """Show everything anew."""
        self.leave_other_file()
        self._show_places()
        self._show_chosen()

    def take(self, change_set: ChangeSet) -> None:
        """Show an edit."""
        if change_set.tables & _TABLES:
            self._show_places()
            self._show_chosen()

    def clear(self) -> None:
        """Let go of what belongs to the document that was closed."""
        if not hasattr(self, "_held"):
            return
        for sheet in (self._sheet, *self._held.values()):
            if sheet is not None:
                # Before it is hidden, which would save what stands in it.
                sheet.forget()
                self._let_go(sheet)
        self._sheet = None
        self._held.clear()
        self.footnotes.forget()
        self.sections.forget()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save what is being typed when another page comes to the front."""
        super().hideEvent(event)
        self._hidden.emit()

    # ------------------------------------------------------------------ the list of places

    def _show_places(self) -> None:
        items = [Item("", "Report text", heading=True)]
        for entry in entries(self.document.snapshot, self.workspace.quarter):
            items.append(Item(_key_of(entry.priority), entry.words, entry.said))
        items.append(Item("", "For every quarter", heading=True))
        items += [Item(_NOTES, "Footnotes"), Item(_SECTIONS, "Sections of the report")]
        self.places.show_items(items, "" if self.places.current else _PACK)

    def _show_chosen(self) -> None:
        """Show what is chosen in the list."""
        if self.workspace.document is None:
            return
        key = self.places.current
        is_text = key not in (_NOTES, _SECTIONS)
        self._tools.setVisible(is_text)
        if key == _NOTES:
            self.footnotes.show_quarter(self.workspace.quarter)
            self._show_panel(self.footnotes)
        elif key == _SECTIONS:
            self.sections.show_text()
            self._show_panel(self.sections)
        else:
            priority = None if key in (_PACK, "") else PriorityId(key.removeprefix("priority:"))
            self._show_sheet(TextPlace(priority, self.workspace.quarter))

    def _show_panel(self, panel: Panel) -> None:
        before = self._panel
        if before is not panel:
            before.flush()
            self._stack.setCurrentWidget(panel)

    def _show_sheet(self, place: TextPlace) -> None:
        sheet = self._sheet
        had_keys = ""
        if sheet is None or sheet.place != place:
            if sheet is not None:
                # What is saved now is told to this page, which must find no sheet to save again.
                self._sheet = None
                had_keys = sheet.part_with_keys
                sheet.flush()
                if sheet.unsaved():
                    self._held[sheet.place] = sheet
                else:
                    self._let_go(sheet)
            sheet = self._sheet or self._held.pop(place, None) or self._made(place)
            self._sheet = sheet
        sheet.show_text()
        self.drafts.setVisible(place.priority is None)
        self.drafts.setEnabled(has_room(self.document.snapshot, place))
        self._show_panel(sheet)
        if had_keys:
            # Another quarter came under the cursor: whoever types on does so in the same section.
            sheet.begin_in(had_keys)

    def _made(self, place: TextPlace) -> TextSheet:
        sheet = TextSheet(place, lambda: self.document.snapshot, self._do)
        sheet.told.connect(self.workspace.told)
        sheet.left.connect(self._to_list)
        sheet.pictured.connect(self._take_picture)
        sheet.tools = tuple(self._tools.findChildren(QPushButton))
        self._stack.addWidget(sheet)
        return sheet

    def _let_go(self, sheet: TextSheet) -> None:
        self._stack.removeWidget(sheet)
        sheet.hide()
        sheet.deleteLater()

    def _to_list(self) -> None:
        self.places.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, key: str) -> bool:
        """Choose a place in the list; return whether it is there."""
        rows = self.places.list
        keys = [rows.item(row).data(Qt.ItemDataRole.UserRole) for row in range(rows.count())]
        if key in keys:
            rows.setCurrentRow(keys.index(key))
        return key in keys

    def _go_to(self, table: str, key: str) -> None:
        """Show a row of one of the page's tables."""
        snapshot = self.document.snapshot
        row: ReportItem | CountywideRow | Picture | None = None
        if table == ReportItem.TABLE.name:
            row = snapshot.of(ReportItem).get(ReportItemId(key))
        elif table == CountywideRow.TABLE.name:
            row = snapshot.of(CountywideRow).get(CountywideId(key))
        elif table == Picture.TABLE.name:
            row = snapshot.of(Picture).get(PictureId(key))
        if row is not None:
            self.flush()
            self.workspace.choose_quarter(row.period)
            if not self._choose(_key_of(row.priority)):
                self.workspace.told.emit(
                    f"That text stands under a priority of another plan than that of {row.period.label}. "
                    "Choose years of the plans in which the quarter belongs to it."
                )
            elif self.sheet is not None:
                self.sheet.show_row(key)
        elif table in _DELETED:
            self.workspace.told.emit("That has been deleted since.")
        elif table == Priority.TABLE.name:
            self._choose(_key_of(PriorityId(key)))
        elif table == Footnote.TABLE.name:
            self._choose(_NOTES)
            self.footnotes.show_row(key)
        elif table == Section.TABLE.name:
            self._choose(_SECTIONS)
            self.sections.show_row(key)

    # ------------------------------------------------------------------ what can be done with a text

    def _act(self, what: str) -> None:
        if self.sheet is not None:
            self.sheet.act(what)

    def _bring_forward(self) -> None:
        if self.sheet is not None:
            self.sheet.bring_forward()

    def _review(self) -> None:
        if self.sheet is not None:
            self.sheet.review()

    def _put_drafted(self) -> None:
        if self.sheet is not None and self.sheet.place.priority is None:
            # What is being typed there is written first, so that nothing is put beside it.
            self.flush()
            if said := put_drafted(self.sheet, self.document.snapshot, self._do):
                self.workspace.told.emit(said)

    def ask_picture(self) -> None:
        """Ask for a picture's file and add it to the section at hand."""
        if self.sheet is None:
            return
        chosen, _ = QFileDialog.getOpenFileName(self, "Add a picture", "", _PICTURES)
        if chosen:
            self.add_picture(lambda: picture_file(Path(chosen)))

    def paste_picture(self) -> None:
        """Add the picture on the clipboard to the section at hand."""
        self._take_picture(QGuiApplication.clipboard().image())

    def _take_picture(self, image: object) -> None:
        self.add_picture(lambda: picture_of(image if isinstance(image, QImage) else QImage()))

    def add_picture(self, fetch: Callable[[], bytes]) -> None:
        """Add a picture to the section at hand, or say why it is not taken."""
        if self.sheet is None:
            return
        try:
            image = fetch()
        except DeskError as error:
            self.workspace.told.emit(str(error))
        else:
            self.sheet.add_picture(image)


_TABLES = (
    frozenset(
        row_type.TABLE.name
        for row_type in (
            *(ReportItem, CountywideRow, Picture, Section, Report, Footnote, FootnoteMark, Action),
            Commentary,
        )
    )
    | RESTS_ON
)
"""What the page shows something of."""
_DELETED = frozenset(row_type.TABLE.name for row_type in (ReportItem, CountywideRow, Picture))
"""The texts that are gone to by their row."""


def _key_of(priority: PriorityId | None) -> str:
    return _PACK if priority is None else f"priority:{priority}"
