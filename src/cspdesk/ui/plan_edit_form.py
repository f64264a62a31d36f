"""The form of a row of the plan, made of the catalogue: each field's name, its control and its help."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from cspdesk.analysis.live_fields import FieldPlace
from cspdesk.desk.plan_fields import Group, field_name
from cspdesk.domain.catalogue import Field, Row, Table
from cspdesk.ui.kept import KeptText
from cspdesk.ui.parts import label
from cspdesk.ui.plan_edit_fields import FieldEdit
from cspdesk.ui.theme import Role, space

SaveField = Callable[[Field, Any], str]
"""Saves the value of a field; returns why that was refused, else ""."""

_NAMES = 15
"""Half lines that the names of the fields take, so that the controls stand under one another."""


class FieldForm(QWidget):
    """The fields of one row under one another; each is saved by itself."""

    told = Signal(str)

    def __init__(self, table: Table, groups: Sequence[Group]) -> None:
        super().__init__()
        self._grids: list[QGridLayout] = []
        self.edits: dict[str, FieldEdit] = {}
        self.notes: dict[str, QLabel] = {}
        """Under some fields what is odd about their value."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        for group in groups:
            if group.heading:
                heading = label(group.heading, Role.STRONG)
                heading.setAccessibleName(f"{group.heading}, heading")
                column.addSpacing(space(0.75))
                column.addWidget(heading)
            column.addLayout(self._grid(table, group))

    def show_row(self, place: Hashable, row: Row, save: SaveField) -> None:
        """Show a row, and save what is typed in its fields; what was typed for another is saved first."""
        for name, edit in self.edits.items():
            edit.show_value(place, getattr(row, name), _saving(edit.field, save))

    def stand_at(self, place: FieldPlace) -> None:
        """Say of which quarter, and of which measure, the live fields of its texts speak."""
        for edit in self.edits.values():
            if isinstance(edit.part, KeptText):
                edit.part.editor.fields.stand_at(place)

    def note(self, name: str, words: str) -> None:
        """Say what is odd about a field's value, or nothing."""
        self.notes[name].setText(words)
        self.notes[name].setVisible(bool(words))

    def parts(self) -> Iterator[FieldEdit]:
        """Every field's control."""
        return iter(self.edits.values())

    def changeEvent(self, event: QEvent) -> None:
        """Take on another size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_grids"):
            for grid in self._grids:
                widen_names(grid)

    def _grid(self, table: Table, group: Group) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(1))
        grid.setVerticalSpacing(space(0.9))
        self._grids.append(grid)
        widen_names(grid)
        top = Qt.AlignmentFlag.AlignTop
        for line, field in enumerate(group.fields):
            name = label(field_name(table, field), wraps=True)
            name.setContentsMargins(0, space(0.6), 0, 0)
            edit = self.edits[field.name] = FieldEdit(table, field)
            edit.told.connect(self.told)
            edit.editor.setAccessibleDescription(field.column.about)
            note = self.notes[field.name] = label("", Role.WARNING, wraps=True)
            note.hide()
            cell = QVBoxLayout()
            cell.setSpacing(space(0.15))
            cell.addWidget(edit)
            cell.addWidget(note)
            cell.addWidget(label(field.column.about, Role.QUIET, wraps=True))
            grid.addWidget(name, line, 0, top)
            grid.addLayout(cell, line, 1)
        return grid


def widen_names(grid: QGridLayout) -> None:
    """Give the names at the left of a grid their room, the same in every form."""
    grid.setColumnMinimumWidth(0, space(_NAMES))
    grid.setColumnStretch(1, 1)


def _saving(field: Field, save: SaveField) -> Callable[[Any], str]:
    return lambda value: save(field, value)
