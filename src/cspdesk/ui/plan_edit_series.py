"""A measure's series: their names and order, and what each is judged by, with its history."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cspdesk.analysis.columns import parts_of
from cspdesk.commands.arrange import MoveRow
from cspdesk.commands.plan_edits import SetField
from cspdesk.commands.plan_series import AddSeries, DeleteSeries
from cspdesk.desk.plan_fields import baseline_words, field_name, groups, target_words
from cspdesk.desk.plan_gone import deleted_series_words
from cspdesk.domain.catalogue import Field, Row
from cspdesk.domain.choices import Judges
from cspdesk.domain.ids import new_id
from cspdesk.domain.plan_view import series_of
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Baseline,
    BaselineId,
    Measure,
    Rebase,
    Series,
    SeriesBreak,
    SeriesId,
    Target,
)
from cspdesk.ui.measure_parts import Section
from cspdesk.ui.measure_paste import Do
from cspdesk.ui.parts import label
from cspdesk.ui.plan_edit_fields import FieldEdit
from cspdesk.ui.plan_edit_form import FieldForm
from cspdesk.ui.plan_edit_records import Kind, Records
from cspdesk.ui.row_list import Item, RowList
from cspdesk.ui.theme import Role, row_height, space

_MOST_SHOWN = 5
"""So many series are seen at once; more scroll."""

TARGETS = Kind(
    Target.TABLE, "target", ("period", "typed", "judges", "read_as"), ("period", "typed"), 2, "typed"
)
BASELINES = Kind(
    Baseline.TABLE, "baseline", ("label", "typed", "span", "from_period"), ("label", "typed"), 2, "typed"
)
BREAKS = Kind(SeriesBreak.TABLE, "break", ("from_period", "comparable", "note"), ("from_period", "note"))
REBASES = Kind(Rebase.TABLE, "rebase", ("from_period", "note"), ("from_period", "note"))

_NEW_NAME = "New series"


class SeriesPart(QWidget):
    """The series of a measure; the chosen one's fields, targets, baselines and breaks under them."""

    told = Signal(str)

    def __init__(self, do: Do) -> None:
        super().__init__()
        self._do = do
        self._snapshot: Snapshot | None = None
        self._measure: Measure | None = None
        self._name = ""
        self._lines: tuple[Series, ...] = ()
        self.list = RowList("Series of the measure", adds="Add series")
        self.form = FieldForm(Series.TABLE, groups(Series.TABLE))
        self.form.edits["total_of"].says = self._totals
        self.records = {
            heading: Records(kind, do)
            for heading, kind in (
                ("Targets", TARGETS),
                ("Baselines", BASELINES),
                ("Breaks in the series", BREAKS),
                ("Control chart's new limits", REBASES),
            )
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(1))
        heading = label("Series", Role.HEADING)
        heading.setAccessibleName("Series, heading")
        layout.addSpacing(space(1))
        layout.addWidget(heading)
        layout.addWidget(self.list)
        layout.addWidget(self.form)
        for title, records in self.records.items():
            section = Section(title, records)
            layout.addWidget(section)
            section.fill(is_filled=True)
            records.told.connect(self.told)
        self.form.told.connect(self.told)
        self.list.chosen.connect(lambda _key: self._choose())
        self.list.opened.connect(lambda _key: self._to_name())
        self.list.add_asked.connect(self._add)
        self.list.move_asked.connect(self._move)
        self.list.delete_asked.connect(self._delete)

    def show_measure(self, snapshot: Snapshot, measure: Measure, name: str) -> None:
        """Show a measure's series; what was typed for another is saved first."""
        if self._measure is not None and measure.id != self._measure.id:
            self.flush()
        self._snapshot, self._measure, self._name = snapshot, measure, name
        self._lines = series_of(snapshot, measure.id)
        items = _items(self._lines)
        shown = min(max(len(items), 1), _MOST_SHOWN)
        self.list.list.setFixedHeight(shown * row_height() + space(0.75))
        self.list.show_items(items)
        self._show_chosen()

    def choose(self, series: SeriesId) -> None:
        """Choose one of the series."""
        self.list.show_items(_items(self._lines), series)

    def flush(self) -> None:
        """Save what is being typed."""
        for part in self.form.parts():
            part.flush()
        for records in self.records.values():
            records.flush()

    def unsaved(self) -> str:
        """Return what is not saved, in sentences; "" where all is."""
        parts: list[FieldEdit | Records] = [*self.form.parts(), *self.records.values()]
        return " ".join(filter(None, (part.unsaved() for part in parts)))

    def forget(self) -> None:
        """Let go of a document that was closed."""
        self._snapshot = self._measure = None
        for part in self.form.parts():
            part.forget()
        for records in self.records.values():
            records.forget()

    @property
    def chosen(self) -> Series | None:
        """The series whose fields are shown."""
        return next((line for line in self._lines if line.id == self.list.current), None)

    def _choose(self) -> None:
        # Saving what is typed shows the series anew, so it comes before anything is read.
        self.flush()
        self._show_chosen()

    def _show_chosen(self) -> None:
        line, snapshot, measure = self.chosen, self._snapshot, self._measure
        for part in (self.form, *self.records.values()):
            part.setEnabled(line is not None)
        if line is None or snapshot is None or measure is None:
            return
        of = f"{self._name}, {line.label}" if line.label else self._name
        self.form.show_row(line.id, line, partial(self._save, line.id, of))
        unit, per = measure.unit, measure.rate_per
        say_target = {"typed": lambda typed: target_words(typed, unit, per)}
        say_target["read_as"] = lambda typed: baseline_words(typed, unit, per)
        says: dict[str, dict[str, Callable[[str], str]]] = {
            "Targets": say_target,
            "Baselines": {"typed": lambda typed: baseline_words(typed, unit, per)},
        }
        tables: tuple[type[Row], ...] = (Target, Baseline, SeriesBreak, Rebase)
        for (title, records), table in zip(self.records.items(), tables, strict=True):
            rows = snapshot.of(table).where("series", line.id)
            if table is not Baseline:
                rows = tuple(sorted(rows, key=_when))
            records.show_records(line.id, of, rows, _blank(table, line.id), says.get(title))

    def _save(self, line: SeriesId, named: str, field: Field, value: Any) -> str:
        # The series is the one shown when it was typed: another may be chosen by the time it is saved.
        what = field_name(Series.TABLE, field).lower()
        return self._do(SetField(f"Series of {named}: {what}", Series, (line,), field.name, value))

    def _totals(self, typed: str) -> str:
        line, snapshot, measure = self.chosen, self._snapshot, self._measure
        if line is None or snapshot is None or measure is None:
            return ""
        found = [
            s.label for s in parts_of(snapshot, measure, replace(line, total_of=typed)) if s.id != line.id
        ]
        return f"Totals {', '.join(found)}" if found else "Names no other series of this measure"

    def _add(self) -> None:
        if self._measure is None:
            return
        self.flush()
        taken = {line.label for line in self._lines}
        name, count = _NEW_NAME, 1
        while name in taken:
            count += 1
            name = f"{_NEW_NAME} {count}"
        key = SeriesId(new_id())
        if not self._do(AddSeries(f"New series of {self._name}", key, self._measure.id, name)):
            self.list.show_items(_items(self._lines), key)
            self._to_name()

    def _to_name(self) -> None:
        self.form.edits["label"].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor = self.form.edits["label"].editor
        select = getattr(editor, "selectAll", None)
        if select is not None:
            select()

    def _move(self, key: str, steps: int) -> None:
        self._do(MoveRow(f"Order of the series of {self._name}", Series, (key,), steps, ("measure",)))

    def _delete(self, key: str) -> None:
        line = next((each for each in self._lines if each.id == key), None)
        if line is not None:
            what = f"the series {line.label} of {self._name}".replace("  ", " ")
            snapshot = self._snapshot
            if not self._do(DeleteSeries(f"Delete {what}", line.id)) and snapshot is not None:
                self.told.emit(deleted_series_words(what, snapshot, line.id))


def _items(lines: tuple[Series, ...]) -> list[Item]:
    return [Item(line.id, line.label or "Only series, without a name", _about(line)) for line in lines]


def _about(line: Series) -> str:
    said = ("headline" if line.headline else "", f"total of {line.total_of}" if line.total_of else "")
    return ", ".join(filter(None, said))


def _when(row: Row) -> Any:
    return getattr(row, "period", None) or getattr(row, "from_period", None)


def _blank(table: type[Row], series: SeriesId) -> Callable[[dict[str, Any]], Row]:
    def made(values: dict[str, Any]) -> Row:
        if table is Baseline:
            return Baseline(id=BaselineId(new_id()), series=series, **values)
        if table is Target:
            # A year's target judges the year as it builds up, as it does where it is typed in the grid.
            judges = Judges.QUARTER if values["period"].index else Judges.YEAR_TO_DATE
            return Target(series=series, judges=judges, **values)
        return table(series=series, **values)  # type: ignore[call-arg]  # a break and a rebase have one

    return made
