"""All the report text of one place, section below section, and what its keys do."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from cspdesk.commands.arrange import MoveRow
from cspdesk.commands.report_parts import AddPicture
from cspdesk.commands.report_text import (
    BringCountywideForward,
    BringItemsForward,
    ReportPart,
    ReviewCountywide,
    ReviewItem,
    SetReport,
)
from cspdesk.commands.rows import DeleteRow
from cspdesk.desk.text_board import TextBoard, TextPlace, date_back, gone_with_item, text_board
from cspdesk.domain.changes import Command
from cspdesk.domain.ids import new_id
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    CountywideId,
    CountywideRow,
    PictureId,
    Report,
    ReportItemId,
)
from cspdesk.ui.kept import KeptLine
from cspdesk.ui.measure_paste import Do
from cspdesk.ui.parts import label
from cspdesk.ui.text_item import EntryBox, EntryKeys, set_tab_order
from cspdesk.ui.text_section import COUNTY, CountyBox, CountyPart, SectionPart, TextPart, row_of
from cspdesk.ui.theme import Role, space

_WIDE = 100
"""Half lines from which last quarter's texts stand at the side."""


class TextSheet(QScrollArea):
    """What is written on a priority, or on the whole pack, in a quarter."""

    told = Signal(str)
    left = Signal()
    """The list of places is wanted."""
    pictured = Signal(object)
    """A picture was pasted in a text of the section that is now the one at hand."""
    # Qt's own events only say what happened: an error that leaves one of them upsets the binding.
    _widened = Signal()

    def __init__(self, place: TextPlace, snapshot: Callable[[], Snapshot], do: Do) -> None:
        super().__init__()
        self.place = place
        self._snapshot = snapshot
        self._do = do
        self.current: tuple[TextPart, EntryBox] | None = None
        """The entry that has the keys, or had them last."""
        self.tools: tuple[QWidget, ...] = ()
        """What stands below the texts, to which the Tab key comes behind the last of them."""
        self.heading = label("", Role.HEADING, wraps=True)
        self.parts: dict[str, TextPart] = {}
        self.report_lines: dict[ReportPart, KeptLine] = {}
        self._keys = EntryKeys(self)
        self._keys.acted.connect(self._act_on_report)
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(space(1.5), space(1), space(1.5), space(2))
        self._column.setSpacing(space(1.25))
        self._column.addWidget(self.heading)
        if place.priority is None:
            self._column.addLayout(self._report())
        self._column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(self._body)
        self._widened.connect(self._arrange)

    # ------------------------------------------------------------------ following the document

    def show_text(self) -> None:
        """Show what stands in the place now; what is being typed stays."""
        board = text_board(self._snapshot(), self.place)
        had_keys = self.current is not None and self.current[1].has_keys
        self.heading.setText(f"{board.name}, {self.place.period.label}")
        has_moved = False
        for section in board.sections:
            part = self.parts.get(section.kind.key)
            if not isinstance(part, SectionPart):
                part = SectionPart(section, self.place, self._do)
                self._take(part)
                has_moved = True
            has_moved |= part.show_section(section)
        if self.place.priority is not None:
            county = self.parts.get(COUNTY)
            if not isinstance(county, CountyPart):
                county = CountyPart(self.place, self._do)
                self._take(county)
                has_moved = True
            has_moved |= county.show_board(board)
        self._show_report()
        self._forget_gone(board)
        self._put_in_order(board)
        if has_moved:
            self._set_tab_order()
        self._leave_gone(had_keys=had_keys)

    def flush(self) -> None:
        """Save what is being typed."""
        for kept in self.report_lines.values():
            kept.flush()
        for part in self.parts.values():
            for each in part.lists:
                each.flush()

    def unsaved(self) -> str:
        """Return why something here was not saved; "" where all was."""
        lines = (kept.unsaved() for kept in self.report_lines.values())
        entries = (each.unsaved() for part in self.parts.values() for each in part.lists)
        return next((said for said in (*lines, *entries) if said), "")

    def forget(self) -> None:
        """Let go of a document that was closed."""
        for kept in self.report_lines.values():
            kept.forget()
        for part in self.parts.values():
            for box in part.boxes:
                box.forget()

    # ------------------------------------------------------------------ what can be done

    def act(self, what: str) -> None:
        """Do something with the entry that has the keys, or had them last."""
        if self.current is not None:
            self._act(*self.current, what)
        else:
            self.told.emit("Choose a text first: press Tab until it has the keys.")

    def bring_forward(self) -> None:
        """Bring the texts of the quarter before into the section at hand, marked as not yet reviewed."""
        if self.current is None:
            self.told.emit("Choose a section first: press Tab until one of its texts has the keys.")
            return
        part, box = self.current
        before = self.place.period.previous
        self.flush()
        command: Command
        if part.key == COUNTY and self.place.priority is not None:
            name = f"Bringing countywide priorities forward from {before.label}"
            command = BringCountywideForward(name, self.place.priority, self.place.period, before)
        else:
            name = f"Bringing '{part.title}' forward from {before.label}"
            command = BringItemsForward(name, self.place.section(part.key), before)
        if not self._do(command):
            self.told.emit(
                f"'{part.title}' was brought forward from {before.label}. Read it and press Alt+R."
            )
            self._focus(part, next((b for b in part.boxes if not b.is_reviewed), box))

    def review(self) -> None:
        """Mark the entry at hand as reviewed, and go to the next one that is not."""
        if self.current is None or self.current[1].is_reviewed:
            self.told.emit("This text was not brought forward: there is nothing to review.")
            return
        part, box = self.current
        command: Command = ReviewItem("Marking a text as reviewed", ReportItemId(box.key))
        if isinstance(box, CountyBox):
            command = ReviewCountywide("Marking a countywide row as reviewed", CountywideId(box.key))
        if not self._do(command):
            left = [b for b in part.boxes if not b.is_reviewed]
            if left:
                self._focus(part, left[0])

    def add_picture(self, image: bytes) -> None:
        """Add a picture to the section at hand, the first one where none is."""
        part = self.current[0] if self.current else next(iter(self.parts.values()))
        if part.key == COUNTY:
            self.told.emit("A picture stands in a section of texts. Choose one and add it again.")
            return
        key = PictureId(new_id())
        name = f"Picture in '{part.title}'"
        if not self._do(AddPicture(name, key, self.place.section(part.key), image)):
            self.show_row(key)
            self.told.emit(f"The picture stands in '{part.title}'. Say in words what it shows.")

    def show_row(self, key: str) -> bool:
        """Put the keys on the entry of a row; return whether there is one."""
        for part in self.parts.values():
            for box in part.boxes:
                if box.key == key:
                    self._focus(part, box)
                    return True
        return False

    def begin(self) -> None:
        """Put the keys where they were, else in the first field."""
        if self.current is not None and self.current[1] in self.current[0].boxes:
            self._focus(*self.current)
        elif self.report_lines:
            self.report_lines[ReportPart.TITLE].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            first = next(iter(self.parts.values()))
            self._focus(first, first.boxes[0])

    @property
    def part_with_keys(self) -> str:
        """The key of the section in which somebody types, or ""."""
        return self.current[0].key if self.current is not None and self.current[1].has_keys else ""

    def begin_in(self, key: str) -> None:
        """Put the keys behind the last text of a section, else where they would begin."""
        part = self.parts.get(key)
        if part is None:
            self.begin()
        else:
            self._focus(part, part.lists[0].blank or part.boxes[-1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay last quarter's texts beside or below."""
        super().resizeEvent(event)
        self._widened.emit()

    # ------------------------------------------------------------------ inside

    def _report(self) -> QGridLayout:
        reads = partial(date_back, quarter=self.place.period)
        self.report_lines = {
            ReportPart.TITLE: KeptLine("Title of the quarter's pack", "As the layout has it"),
            ReportPart.DATED: KeptLine("Date on the pack", "For example 12 May 2016", reads=reads),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(1.5))
        grid.setVerticalSpacing(space(0.5))
        grid.setColumnStretch(1, 6)
        grid.setColumnStretch(2, 1)
        for row, kept in enumerate(self.report_lines.values()):
            named = label(kept.name)
            named.setContentsMargins(0, space(0.75), 0, 0)
            grid.addWidget(named, row, 0, Qt.AlignmentFlag.AlignTop)
            kept.setMaximumWidth(space(60))
            grid.addWidget(kept, row, 1)
            kept.told.connect(self.told)
            self._keys.watch(kept)
        return grid

    def _show_report(self) -> None:
        period = self.place.period
        row = self._snapshot().of(Report).get(period) or Report(period=period)
        for part, kept in self.report_lines.items():
            kept.keep(part, getattr(row, part.value), partial(self._save_report, part))

    def _save_report(self, part: ReportPart, words: str) -> str:
        name = f"{self.report_lines[part].name}, {self.place.period.label}"
        return self._do(SetReport(name, self.place.period, part, words))

    def _act_on_report(self, what: str) -> None:
        first = next(iter(self.parts.values()))
        if what == "leave":
            self.left.emit()
        elif what in ("next", "section after"):
            self._focus(first, first.boxes[0])

    def _take(self, part: TextPart) -> None:
        self.parts[part.key] = part
        self._column.insertWidget(self._column.count() - 1, part)
        part.acted.connect(self._act)
        part.entered.connect(self._enter)
        part.pictured.connect(self._pass_picture)
        part.told.connect(self.told)
        part.lay_beside(is_wide=self._is_wide)

    def _forget_gone(self, board: TextBoard) -> None:
        """Take out a section that was deleted while it was shown."""
        there = {section.kind.key for section in board.sections} | {COUNTY}
        for key in self.parts.keys() - there:
            part = self.parts.pop(key)
            part.hide()
            part.deleteLater()
            if self.current is not None and self.current[0] is part:
                self.current = None

    def _leave_gone(self, *, had_keys: bool) -> None:
        """Pass from an entry that went, as one does whose typing was taken back, to the blank one there."""
        if self.current is None or self.current[1] in self.current[0].boxes:
            return
        part = self.current[0]
        self.current = (part, part.lists[0].blank or part.boxes[-1])
        if had_keys:
            self._focus(*self.current)

    def _put_in_order(self, board: TextBoard) -> None:
        wanted = [section.kind.key for section in board.sections] + [COUNTY] * (COUNTY in self.parts)
        if list(self.parts) != wanted:
            self.parts = {key: self.parts[key] for key in wanted}
            for part in self.parts.values():
                self._column.insertWidget(self._column.count() - 1, part)

    @property
    def _is_wide(self) -> bool:
        return self.viewport().width() >= space(_WIDE)

    def _arrange(self) -> None:
        for part in self.parts.values():
            part.lay_beside(is_wide=self._is_wide)

    def _set_tab_order(self) -> None:
        fields: list[QWidget] = list(self.report_lines.values())
        for part in self.parts.values():
            fields += [kept for box in part.boxes for kept in box.fields]
        for kept in fields:
            # Its editor takes the keys itself. A field that stood for its editor would keep its old place in
            # the order, and from there Tab would lead back into the texts without end.
            kept.setFocusProxy(None)  # type: ignore[arg-type]  # the stubs do not know of none
        set_tab_order(fields, self.tools)

    def _enter(self, part: TextPart, box: EntryBox) -> None:
        self.current = (part, box)
        self.ensureWidgetVisible(box, 0, space(2))

    def _pass_picture(self, part: TextPart, box: EntryBox, image: object) -> None:
        box.flush()
        self.current = (part, box)
        self.pictured.emit(image)

    def _focus(self, part: TextPart, box: EntryBox) -> None:
        self.current = (part, box)
        # The layout first makes room for an entry that has just come.
        self._body.adjustSize()
        box.begin()
        self.ensureWidgetVisible(box, 0, space(2))

    def _act(self, part: TextPart, box: EntryBox, what: str) -> None:
        entries = part.list_of(box)
        if entries is None:
            return
        if what == "leave":
            self.left.emit()
        elif what == "next":
            self._next(part, box)
        elif what in ("section after", "section before"):
            self._section(part, 1 if what == "section after" else -1)
        else:
            # What was typed in a blank entry becomes a row first.
            box.flush()
            if what == "delete":
                self._delete(part, box)
            elif box is not entries.blank:
                self._move(box, -1 if what == "up" else 1)
                self._focus(part, box)

    def _next(self, part: TextPart, box: EntryBox) -> None:
        """Go to the next entry; from a blank one, or behind the last picture, to the next section."""
        box.flush()
        if box.unsaved():
            return
        entries = part.list_of(box)
        after = entries.after(box) if entries is not None else None
        if after is not None:
            self._focus(part, after)
        else:
            self._section(part, 1)

    def _section(self, part: TextPart, steps: int) -> None:
        parts = list(self.parts.values())
        place = parts.index(part) + steps
        if 0 <= place < len(parts):
            self._focus(parts[place], parts[place].boxes[0])
        else:
            which = "last" if steps > 0 else "first"
            self.told.emit(f"'{part.title}' is the {which} section.")

    def _move(self, box: EntryBox, steps: int) -> None:
        row_type, what = row_of(box)
        within = ("priority", "period") if row_type is CountywideRow else ("priority", "period", "section")
        self._do(MoveRow(f"Moving {what}", row_type, (box.key,), steps, within))

    def _delete(self, part: TextPart, box: EntryBox) -> None:
        entries = part.list_of(box)
        if entries is None or box is entries.blank:
            if box.is_blank:
                self.told.emit("There is nothing to delete: this text is still blank.")
            else:
                # What the file refused is in no row.
                box.forget()
                self.show_text()
            return
        after = entries.after(box)
        row_type, what = row_of(box)
        gone = gone_with_item(self._snapshot(), ReportItemId(box.key))
        box.forget()
        if self._do(DeleteRow(f"Deleting {what} of '{part.title}'", row_type, (box.key,))):
            self.show_text()
            return
        self.told.emit(f"Deleted {what} of '{part.title}'{gone}. Ctrl+Z brings it back.")
        others = part.boxes
        if others:
            self._focus(part, after if after in others else others[-1])
