"""The sheets on which a partnership, a plan or a priority is edited: the form of its row and what repeats."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cspdesk.commands.plan_edits import SetField
from cspdesk.desk.plan_fields import field_name, groups
from cspdesk.domain.catalogue import Field, Row, Table
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Partnership, Placement, Plan, Population, Priority
from cspdesk.ui.measure_parts import Section
from cspdesk.ui.measure_paste import Do
from cspdesk.ui.parts import label
from cspdesk.ui.plan_edit_fields import FieldEdit
from cspdesk.ui.plan_edit_form import FieldForm
from cspdesk.ui.plan_edit_records import Kind, Records
from cspdesk.ui.theme import Role, space

POPULATIONS = Kind(
    Population.TABLE,
    "population",
    ("year", "group", "people", "vintage"),
    ("year", "group", "people", "vintage"),
    3,
)


class RowSheet(QWidget):
    """The form of one row; that of the partnership has its populations below."""

    told = Signal(str)

    def __init__(self, table: Table, do: Do) -> None:
        super().__init__()
        self._do = do
        self._snapshot: Snapshot | None = None
        self._row: Row | None = None
        self._name = ""
        self.title = label("", Role.TITLE, wraps=True)
        self.about = label("", Role.QUIET, wraps=True)
        self.form = FieldForm(table, groups(table))
        self.form.told.connect(self.told)
        self.populations = Records(POPULATIONS, do) if table is Partnership.TABLE else None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(1))
        layout.addWidget(self.title)
        layout.addWidget(self.about)
        layout.addWidget(self.form)
        if self.populations is not None:
            self.populations.told.connect(self.told)
            section = Section("How many people rates are taken over", self.populations)
            layout.addSpacing(space(1))
            layout.addWidget(section)
            section.fill(is_filled=True)
        layout.addStretch(1)

    def show_row(self, snapshot: Snapshot, row: Row, about: str = "") -> None:
        """Show a row; what was typed for another is saved first."""
        key = _key(row)
        before = self._row
        if before is not None and _key(before) != key:
            self.flush()
        self._snapshot, self._row = snapshot, row
        self._name = name_of(row)
        self.title.setText(self._name[:1].upper() + self._name[1:])
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.form.show_row(key, row, partial(self._save, row, self._name))
        if self.populations is not None:
            rows = sorted(snapshot.of(Population), key=lambda each: (-each.year, each.group))
            self.populations.show_records("", "the partnership", rows, lambda values: Population(**values))

    @property
    def first(self) -> QWidget:
        """The field that takes the keys first: its title or name."""
        name = "title" if "title" in self.form.edits else next(iter(self.form.edits))
        return self.form.edits[name].editor

    def flush(self) -> None:
        """Save what is being typed."""
        for part in self._parts():
            part.flush()

    def unsaved(self) -> str:
        """Return what is not saved, in sentences; "" where all is."""
        return " ".join(filter(None, (part.unsaved() for part in self._parts())))

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self._snapshot = self._row = None
        for part in self._parts():
            part.forget()

    def _parts(self) -> list[FieldEdit | Records]:
        return [*self.form.parts(), *((self.populations,) if self.populations is not None else ())]

    def _save(self, row: Row, name: str, field: Field, value: Any) -> str:
        # The row is the one shown when it was typed: another may be chosen by the time it is saved.
        what = f"{field_name(row.TABLE, field)} of {name}"
        refused = self._do(SetField(what, type(row), _key(row), field.name, value))
        if not refused and field.name == "retired" and isinstance(row, Priority) and self._snapshot:
            self.told.emit(_retired_words(self._snapshot, row, is_retired=bool(value)))
        return refused


def name_of(row: Row) -> str:
    """Return what a partnership, plan or priority is called in a sentence."""
    match row:
        case Priority():
            return f"{row.number} {row.title}".strip() or "a priority without a title"
        case Plan():
            return row.title.strip() or "a plan without a title"
        case Partnership():
            return row.name.strip() or "the partnership"
    return row.TABLE.name


def _retired_words(snapshot: Snapshot, priority: Priority, *, is_retired: bool) -> str:
    count = len(snapshot.of(Placement).where("priority", priority.id))
    name = name_of(priority)
    measures = "its one measure" if count == 1 else f"its {count} measures"
    if is_retired:
        verb = "is" if count == 1 else "are"
        return f"{name} is no longer reported{f', nor {verb} {measures}' if count else ''}."
    return f"{name} is reported again{f' with {measures}' if count else ''}."


def _key(row: Row) -> tuple[Any, ...]:
    return tuple(getattr(row, field.name) for field in row.TABLE.key)
