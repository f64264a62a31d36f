"""Rows that repeat: targets, baselines, breaks, populations; each a line of fields, the last adds more."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count, pairwise
from typing import Any, cast

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from cspdesk.commands.plan_series import PutRecord
from cspdesk.commands.rows import DeleteRow
from cspdesk.desk.plan_fields import field_name, reads, text_of, value_of
from cspdesk.domain.catalogue import Field, Row, Table
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.ui.measure_parts import problem_label, say_problem
from cspdesk.ui.measure_paste import Do
from cspdesk.ui.parts import button, label
from cspdesk.ui.plan_edit_fields import FieldEdit
from cspdesk.ui.plan_edit_line import DraftLine
from cspdesk.ui.theme import Role, space

Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a table of records holds."""

    table: Table
    one: str
    """ "target": said in buttons and messages."""
    columns: tuple[str, ...]
    """The fields shown, in order."""
    asked: tuple[str, ...]
    """The fields of the line that adds one; the first `needed` may not be left empty."""
    needed: int = 1
    filled: str = ""
    """A field that may not be emptied."""


class Records(QWidget):
    """The records of one owner, a line each; the last line adds another with Enter."""

    told = Signal(str)

    def __init__(self, kind: Kind, do: Do) -> None:
        super().__init__()
        self.kind = kind
        self._do = do
        self._owner: Hashable = None
        self._blank: Callable[[dict[str, Any]], Row] | None = None
        self._rows: tuple[Row, ...] = ()
        self._of = ""
        self._says: dict[str, Callable[[str], str]] = {}
        self._drafts: dict[Hashable, tuple[str, tuple[str, ...], str]] = {}
        """What stands half typed for other owners: the owner's name, the words, what is wrong."""
        self._marks: dict[Key, int] = {}
        """What each record is known by here, also when its period and so its key is another."""
        self._counted = count()
        self.lines: list[dict[str, FieldEdit]] = []
        self._deletes: list[QPushButton] = []
        self.new = {name: self._new_line(name) for name in kind.asked}
        self.add = button("Add", self._add)
        self.add.setToolTip("Enter")
        self.problem = problem_label()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space(0.5))
        self._grid.setVerticalSpacing(space(0.4))
        self._headings: dict[str, QLabel] = {}
        for column, name in enumerate(kind.columns):
            heading = label(field_name(kind.table, kind.table.field(name)), Role.QUIET)
            self._headings[name] = heading
            self._grid.addWidget(heading, 0, column)
            is_wide = kind.table.field(name).python_type is str and not kind.table.field(name).choices
            self._grid.setColumnStretch(column, 3 if is_wide else 2)
        self._widen()
        self._place_last()

    def show_records(
        self,
        owner: Hashable,
        of: str,
        rows: Sequence[Row],
        blank: Callable[[dict[str, Any]], Row],
        says: dict[str, Callable[[str], str]] | None = None,
    ) -> None:
        """Show an owner's records; `blank` makes another of its fields, `says` reads a field back."""
        if owner != self._owner:
            self.flush()
            if any(self._typed()):
                self._drafts[self._owner] = (self._of, self._typed(), self.problem.text())
            self._owner = owner
            _, texts, problem = self._drafts.pop(owner, ("", ("",) * len(self.new), ""))
            self._begin_with(texts)
            say_problem(self.problem, problem)
        self._of, self._blank, self._says = of, blank, says or {}
        self._name_new()
        rows = self._in_place(rows)
        if len(rows) != len(self.lines):
            self._fit(len(rows))
        self._rows = tuple(rows)
        for name, heading in self._headings.items():
            heading.setVisible(bool(rows) or name in self.new)
        for at, row in enumerate(rows):
            self._show(at, row)

    def flush(self) -> None:
        """Save what is being typed; a new record that is whole is added."""
        for edit in self.parts():
            edit.flush()
        if all(self._typed()[: self.kind.needed]):
            self._add()

    def unsaved(self) -> str:
        """Return what is not saved, in a sentence; "" where all is."""
        said = [edit.unsaved() for edit in self.parts()]
        drafts = [*self._drafts.values(), (self._of, self._typed(), self.problem.text())]
        for of, typed, problem in drafts:
            if any(typed):
                missing = [name for name, text in zip(self._asked_names(), typed, strict=True) if not text]
                lacks = missing[0].lower() if missing and not all(typed[: self.kind.needed]) else ""
                why = problem or (f"Give its {lacks}." if lacks else "Press Enter to add it.")
                said.append(f"A {self.kind.one} of {of} is not added. {why}")
        return " ".join(filter(None, said))

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self._begin_with(("",) * len(self.new))
        for edit in self.parts():
            edit.forget()
        self._owner, self._blank = None, None
        self._drafts.clear()
        self._marks.clear()
        self._rows = ()

    def changeEvent(self, event: QEvent) -> None:
        """Take on another size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_grid"):
            self._widen()

    def parts(self) -> list[FieldEdit]:
        """Every control of the records there are."""
        return [edit for line in self.lines for edit in line.values()]

    # ------------------------------------------------------------------ the lines

    def _in_place(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The records in the order of the lines while one of these has the keys.

        Another period puts a record elsewhere; were it moved at once, who types on would type in another.
        """
        keys = self.window().focusWidget()
        if keys is None or not any(line.isAncestorOf(keys) for line in (*self.parts(), *self._deletes)):
            return rows
        there = [self._mark(row) for row in self._rows]

        def place(row: Row) -> int:
            mark = self._mark(row)
            return there.index(mark) if mark in there else len(there)

        return sorted(rows, key=place)

    def _widen(self) -> None:
        """Give periods the room of the longest of them."""
        for column, name in enumerate(self.kind.columns):
            if self.kind.table.field(name).python_type is Period:
                room = self.fontMetrics().horizontalAdvance("Quarter 4 2015/16") + space(2)
                self._grid.setColumnMinimumWidth(column, room)

    def _mark(self, row: Row) -> int:
        key = _key(row)
        if key not in self._marks:
            self._marks[key] = next(self._counted)
        return self._marks[key]

    def _fit(self, wanted: int) -> None:
        """Make as many lines as there are records; the last ones go first."""
        while len(self.lines) > wanted:
            for edit in self.lines.pop().values():
                self._grid.removeWidget(edit)
                edit.forget()
                edit.hide()
                edit.deleteLater()
            delete = self._deletes.pop()
            self._grid.removeWidget(delete)
            delete.hide()
            delete.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        while len(self.lines) < wanted:
            at = len(self.lines)
            line: dict[str, FieldEdit] = {}
            for column, name in enumerate(self.kind.columns):
                edit = line[name] = FieldEdit(self.kind.table, self.kind.table.field(name))
                edit.told.connect(self.told)
                self._grid.addWidget(edit, at + 1, column, top)
            delete = button("Delete", partial(self._delete, at), flat=True)
            self._grid.addWidget(delete, at + 1, len(self.kind.columns), top)
            self.lines.append(line)
            self._deletes.append(delete)
            self._put_in_tab_order([*(edit.editor for edit in line.values()), delete])
        self._place_last()

    def _place_last(self) -> None:
        """Put the line that adds under the others."""
        last = len(self.lines) + 1
        for part in (*self.new.values(), self.add, self.problem):
            self._grid.removeWidget(part)
        for name, editor in self.new.items():
            self._grid.addWidget(editor, last, self.kind.columns.index(name))
        self._grid.addWidget(self.add, last, len(self.kind.columns))
        self._grid.addWidget(self.problem, last + 1, 0, 1, len(self.kind.columns) + 1)

    def _put_in_tab_order(self, parts: Sequence[QWidget]) -> None:
        """Let Tab come to a new line's parts before the line that adds."""
        first = next(iter(self.new.values()))
        before = first.previousInFocusChain() or first
        # Words that take no keys stand in the chain too, and Qt puts nothing behind them.
        while before is not first and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            before = before.previousInFocusChain() or first
        for one, next_one in pairwise((before, *parts)):
            QWidget.setTabOrder(one, next_one)

    def _show(self, at: int, row: Row) -> None:
        mark = self._mark(row)
        named = f"{self.kind.one} {self._name(row)} of {self._of}".replace("  ", " ")
        self._deletes[at].setAccessibleName(f"Delete the {named}")
        for name, edit in self.lines[at].items():
            edit.rename(f"{field_name(self.kind.table, edit.field)} of the {named}")
            edit.says = self._reading(name, edit.field)
            edit.show_value((self._owner, mark), getattr(row, name), self._saving(row, edit.field))

    def _reading(self, name: str, field: Field) -> Callable[[str], str]:
        """What is said under a field: only what its own words do not say already."""
        says = self._says.get(name) or partial(reads, field)

        def read(typed: str) -> str:
            said = says(typed)
            is_plain = said in (typed, f"Read as {typed}") or said.startswith(f"{typed}, ")
            return "" if is_plain else said

        return read

    def _saving(self, row: Row, field: Field) -> Callable[[Any], str]:
        of, mark = self._of, self._mark(row)

        def save(value: Any) -> str:
            if field.name == self.kind.filled and not value:
                return f"A {self.kind.one} may not be empty. Type one, or press Delete beside it."
            # What another line of the row has saved meanwhile stays.
            now = next((each for each in self._rows if self._mark(each) == mark), row)
            changed = cast("Row", replace(cast("Any", now), **{field.name: value}))
            what = f"{self.kind.one.capitalize()} {self._name(now)} of {of}"
            was, key = _key(now), _key(changed)
            if key != was and key not in map(_key, self._rows):
                self._marks[key] = self._marks.pop(was, mark)
            refused = self._do(PutRecord(what, changed, was))
            if refused and self._marks.get(key) == mark:
                self._marks[was] = self._marks.pop(key)
            return refused

        return save

    def _delete(self, at: int) -> None:
        row = self._rows[at]
        what = f"{self.kind.one} {self._name(row)} of {self._of}"
        if not self._do(DeleteRow(f"Delete the {what}", self.kind.table.row, _key(row))):
            self.told.emit(f"Deleted the {what}. Ctrl+Z brings it back.")
            next(iter(self.new.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self, row: Row) -> str:
        first = getattr(row, self.kind.columns[0])
        words = text_of(first)
        return f"for {words}" if not isinstance(first, str) else f"'{words}'" if words else ""

    # ------------------------------------------------------------------ the line that adds

    def _new_line(self, name: str) -> DraftLine:
        made = DraftLine()
        made.setPlaceholderText(field_name(self.kind.table, self.kind.table.field(name)))
        # Return comes with the key's own event; what is done then may show the lines anew.
        made.returnPressed.connect(lambda: QTimer.singleShot(0, self, self._add))
        return made

    def _name_new(self) -> None:
        for (name, editor), shown in zip(self.new.items(), self._asked_names(), strict=True):
            editor.setAccessibleName(f"New {self.kind.one} of {self._of}: {shown.lower()}")
            editor.setAccessibleDescription(self.kind.table.field(name).column.about)
        self.add.setAccessibleName(f"Add a {self.kind.one} of {self._of}")

    def _asked_names(self) -> list[str]:
        return [field_name(self.kind.table, self.kind.table.field(name)) for name in self.kind.asked]

    def _begin_with(self, texts: Sequence[str]) -> None:
        for editor, text in zip(self.new.values(), texts, strict=True):
            editor.begin_with(text)

    def _typed(self) -> tuple[str, ...]:
        return tuple(editor.text().strip() for editor in self.new.values())

    def _add(self) -> None:
        typed = self._typed()
        if self._blank is None:
            return
        names = self._asked_names()
        missing = next(
            (name for name, text in zip(names[: self.kind.needed], typed, strict=False) if not text), ""
        )
        if missing:
            say_problem(self.problem, f"A new {self.kind.one} needs its {missing.lower()}: type it first.")
            self.new[self.kind.asked[names.index(missing)]].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            values = {
                name: value_of(self.kind.table, self.kind.table.field(name), text)
                for name, text in zip(self.kind.asked, typed, strict=True)
                if text
            }
        except RefusedError as refusal:
            say_problem(self.problem, str(refusal))
            return
        row = self._blank(values)
        # Saving shows the lines anew; what was typed must not count as half typed by then.
        self._begin_with(("",) * len(self.new))
        refused = self._do(PutRecord(f"New {self.kind.one} of {self._of}", row))
        say_problem(self.problem, refused)
        if refused:
            self._begin_with(typed)
        elif any(editor.hasFocus() for editor in (*self.new.values(), self.add)):
            next(iter(self.new.values())).setFocus(Qt.FocusReason.OtherFocusReason)


def _key(row: Row) -> Key:
    return tuple(getattr(row, field.name) for field in row.TABLE.key)
