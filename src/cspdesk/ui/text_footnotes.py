"""Footnotes: each with its marker, its text and what carries it; the pack prints it in full once."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from cspdesk.analysis.live_fields import FieldPlace
from cspdesk.commands.arrange import MoveRow
from cspdesk.commands.report_parts import MarkWithFootnote, NotePart, WriteFootnote
from cspdesk.commands.rows import DeleteRow
from cspdesk.desk.text_notes import Possible, marks_of, note_name, possible
from cspdesk.domain.ids import new_id
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Footnote, FootnoteId, FootnoteMark, FootnoteUseId
from cspdesk.ui.kept import KeptLine, KeptText
from cspdesk.ui.measure_parts import QuietCombo
from cspdesk.ui.measure_paste import Do
from cspdesk.ui.parts import button, label
from cspdesk.ui.row_list import Item, RowList
from cspdesk.ui.text_item import growing
from cspdesk.ui.text_panel import SidePanel
from cspdesk.ui.theme import Role, space

_NEW = "new"
"""The row of the list under which another footnote is written."""


class FootnotesPanel(SidePanel):
    """The list of footnotes, and the chosen one beside it."""

    def __init__(self, snapshot: Callable[[], Snapshot], do: Do) -> None:
        super().__init__()
        self._snapshot = snapshot
        self._do = do
        self._quarter: Period | None = None
        self._fresh = FootnoteId(new_id())
        """The key of the footnote that is written next."""
        self._possible: tuple[Possible, ...] = ()
        self.list = RowList("Footnotes", adds="Add a footnote")
        self.marker = KeptLine("Marker", "For example * or 1")
        self.text = growing(KeptText("Text of the footnote", "What the board should know", lines=2))
        self.marks = RowList("What carries this footnote", can_move=False)
        self.carrier = QuietCombo("What is to carry this footnote")
        self.carrier.setSizeAdjustPolicy(QuietCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.carrier.setMinimumContentsLength(20)
        self.mark = button("Mark it", self._mark)
        self.mark.setAccessibleName("Let what is chosen carry this footnote")
        self._form = QWidget()
        self._lay_out()
        self.watch(self.marker, self.text)
        self.list.add_asked.connect(self._begin_new)
        self.list.chosen.connect(self._show)
        self.list.opened.connect(lambda _key: self.marker.editor.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.move_asked.connect(self._move)
        self.list.delete_asked.connect(self._delete)
        self.marks.delete_asked.connect(self._unmark)
        for part in (self.marker, self.text):
            part.told.connect(self.told)

    def _lay_out(self) -> None:
        self.marker.setMaximumWidth(space(20))
        form = QGridLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(space(1.5))
        form.setVerticalSpacing(space(0.75))
        form.setColumnStretch(1, 1)
        choose = QHBoxLayout()
        choose.setSpacing(space(0.75))
        choose.addWidget(self.carrier, 1)
        choose.addWidget(self.mark)
        for row, words in enumerate(("Marker", "Text", "Mark", "Carried by")):
            named = label(words)
            named.setContentsMargins(0, space(0.75), 0, 0)
            form.addWidget(named, row, 0, Qt.AlignmentFlag.AlignTop)
        form.addWidget(self.marker, 0, 1)
        form.addWidget(self.text, 1, 1)
        form.addLayout(choose, 2, 1)
        form.addWidget(self.marks, 3, 1)
        form.setRowStretch(3, 1)
        about = "Each is printed in full once, under the first table or text that carries its marker."
        above = (label("Footnotes", Role.HEADING), label(about, Role.QUIET, wraps=True))
        self.lay_out(above, self.list, self._form)

    def show_quarter(self, quarter: Period) -> None:
        """Offer what can carry a footnote in a quarter, and show the footnotes as they are now."""
        self._quarter = quarter
        found = possible(self._snapshot(), quarter)
        if found != self._possible:
            kept = self.carrier.currentText()
            self._possible = found
            self.carrier.clear()
            self.carrier.addItems([each.words for each in found])
            self.carrier.setCurrentIndex(max(0, self.carrier.findText(kept)))
        self.show_text()

    def show_text(self) -> None:
        """Show the footnotes as they are now."""
        notes = tuple(self._snapshot().of(Footnote))
        if any(note.id == self._fresh for note in notes):
            # It was written: the next one gets another key, and the chosen row stays with this one.
            written, self._fresh = self._fresh, FootnoteId(new_id())
        else:
            written = FootnoteId("")
        items = [Item(note.id, note_name(note), _used(self._snapshot(), note)) for note in notes]
        items.append(Item(_NEW, "Another footnote"))
        current = self.list.current
        self.list.show_items(items, written if current == _NEW else "")
        self._show(self.list.current)

    def flush(self) -> None:
        """Save what is being typed."""
        self.marker.flush()
        self.text.flush()

    def unsaved(self) -> str:
        """Return why what is typed was not saved; "" where it was."""
        return self.marker.unsaved() or self.text.unsaved()

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self.marker.forget()
        self.text.forget()

    def show_row(self, key: str) -> bool:
        """Choose a footnote; return whether there is one of that key."""
        if self._snapshot().of(Footnote).get(FootnoteId(key)) is None:
            return False
        self.show_text()
        self._choose(key)
        return True

    def begin(self) -> None:
        """Put the keys on the list."""
        self.list.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, key: str) -> None:
        rows = self.list.list
        keys = [rows.item(row).data(Qt.ItemDataRole.UserRole) for row in range(rows.count())]
        rows.setCurrentRow(keys.index(key))

    def _show(self, key: str) -> None:
        note = self._snapshot().of(Footnote).get(FootnoteId(key))
        place = note.id if note is not None else self._fresh
        shown = note or Footnote(id=place)
        self.marker.keep((place, "marker"), shown.marker, partial(self._save, place, NotePart.MARKER))
        self.text.keep((place, "text"), shown.text, partial(self._save, place, NotePart.TEXT))
        self.text.editor.fields.stand_at(FieldPlace(self._quarter) if self._quarter else None)
        self._show_marks(note)

    def _show_marks(self, note: Footnote | None) -> None:
        marks = marks_of(self._snapshot(), note.id, self._quarter) if note and self._quarter else ()
        self.marks.show_items([Item(mark.key, mark.words) for mark in marks])
        for part in (self.carrier, self.mark):
            part.setEnabled(note is not None and bool(self._possible))

    def _save(self, note: FootnoteId, part: NotePart, words: str) -> str:
        return self._do(WriteFootnote("Footnote", note, part, words))

    def _begin_new(self) -> None:
        self._choose(_NEW)
        self.marker.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark(self) -> None:
        self.flush()
        place = self.carrier.currentIndex()
        note = self._snapshot().of(Footnote).get(FootnoteId(self.list.current))
        if note is None or not 0 <= place < len(self._possible):
            return
        carrier = self._possible[place].carrier
        key = FootnoteUseId(new_id())
        self._do(MarkWithFootnote(f"Footnote {note.marker.strip()} marked", key, note.id, carrier))

    def _unmark(self, key: str) -> None:
        words = next((item.text() for item in self.marks.list.selectedItems()), "it").strip()
        if not self._do(DeleteRow("Taking a footnote's marker away", FootnoteMark, (key,))):
            self.told.emit(f"The footnote's marker was taken away from {words}. Ctrl+Z brings it back.")

    def _move(self, key: str, steps: int) -> None:
        self.flush()
        if key != _NEW:
            self._do(MoveRow("Moving a footnote", Footnote, (key,), steps))

    def _delete(self, key: str) -> None:
        note = self._snapshot().of(Footnote).get(FootnoteId(key))
        if note is None:
            return
        used = _used(self._snapshot(), note)
        for part, field in ((self.marker, "marker"), (self.text, "text")):
            part.forget_place((note.id, field))
        if not self._do(DeleteRow(f"Deleting the footnote {note.marker.strip()}", Footnote, (key,))):
            self.told.emit(f"Deleted the footnote '{note_name(note)}' ({used}). Ctrl+Z brings it back.")
        self.show_text()


def _used(snapshot: Snapshot, note: Footnote) -> str:
    count = len(snapshot.of(FootnoteMark).where("footnote", note.id))
    if not count:
        return "carried by nothing"
    return "carried once" if count == 1 else f"carried {count} times"
