"""Pasting a block of cells into the entry grid: what goes where, and the one sentence told afterwards."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from PySide6.QtCore import QModelIndex

from cspdesk.desk.entry_block import MOST_CELLS, Block
from cspdesk.desk.entry_cell import CellKind
from cspdesk.desk.entry_columns import Kind, Shows
from cspdesk.desk.entry_model import EntryModel
from cspdesk.desk.entry_rows import SeriesRow
from cspdesk.domain.collector import at_rest
from cspdesk.domain.figure_text import shown
from cspdesk.domain.period import Period
from cspdesk.domain.reading import State, read
from cspdesk.domain.target_reading import TargetKind, read_target
from cspdesk.domain.text import MAX_TEXT
from cspdesk.domain.unit import Unit

_OUTSIDE = "outside the grid"
_CLOSED = {
    CellKind.CLOSED: "in a period for which the measure takes no figure",
    CellKind.DERIVED: "in a column that is worked out",
    CellKind.STATUS: "in a column that is worked out",
}


@dataclass(frozen=True, slots=True)
class Pasting:
    """What a paste puts where; made before it is entered, so that what it clears can be counted."""

    cells: tuple[tuple[int, int, str], ...]
    """By row and column."""
    refused: Counter[str] = field(default_factory=Counter)
    """How many cells with words in them have no place, by the reason."""
    figures: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    """How many cells say why there is no figure ("na", "TBC"), by what was typed."""
    texts: tuple[str, ...] = ()
    """What will be kept as text."""
    cleared: int = 0
    """How many filled cells a blank one empties, as Excel does."""
    is_cut: bool = False

    @property
    def label(self) -> str:
        """The act's name for undo; "" leaves it to the cell."""
        if len(self.cells) == 1:
            return ""
        changed = self.figures + self.answers.total() + len(self.texts) + self.cleared
        return f"Paste of {_count(changed, 'figure')}"

    @property
    def report(self) -> str:
        """What came of it, in one sentence; a second one only where the block was too large to be read."""
        counts = [f"{_count(self.figures, 'figure')} entered"] if self.figures or not self.cells else []
        if self.answers:
            examples = " or ".join(f"'{each}'" for each, _ in self.answers.most_common(2))
            counts.append(f"{_count(self.answers.total(), 'answer')} such as {examples} entered")
        if self.cleared:
            counts.append(f"{self.cleared} cleared")
        if self.texts:
            counts.append(f"{len(self.texts)} kept as text ({shown(self.texts[0])})")
        if self.refused:
            counts.append(f"{self.refused.total():,} refused: {_reasons(self.refused)}")
        said = f"{', '.join(counts)}." if counts else "The copied cells are blank, and so were these."
        if self.is_cut:
            said += f" Only the first {MOST_CELLS:,} copied cells were read; copy fewer."
        return said


def paste_block(model: EntryModel, block: Block, selected: Sequence[QModelIndex]) -> tuple[QModelIndex, ...]:
    """Paste a block at the selection as one act, tell what came of it, and return where it went.

    That is the one cell, or the top left and the bottom right of them; nothing where nothing was entered.
    """
    if not block.rows:
        return ()
    # Python's collector would otherwise look through everything again and again: a fifth of the time.
    with at_rest():
        pasting = plan_paste(model, block, selected)
        is_entered = model.enter_open(pasting.cells, pasting.label)
    if not is_entered or not pasting.cells:
        if not pasting.cells:
            model.told.emit(pasting.report)
        return ()
    rows, columns, _ = zip(*pasting.cells, strict=True)
    corners = {(min(rows), min(columns)), (max(rows), max(columns))}
    # Of a single doubtful cell the doubt has just been told.
    if pasting.refused or len(corners) != 1 or not model.cell(rows[0], columns[0]).doubt:
        model.told.emit(pasting.report)
    return tuple([model.index(*corner) for corner in sorted(corners)])


def plan_paste(model: EntryModel, block: Block, selected: Sequence[QModelIndex]) -> Pasting:
    """Return what a block puts where, from the selection's top left; a single cell fills the selection.

    Bands take no row of the block. A blank cell clears the one it falls on; it is never refused.
    """
    plan = _Plan(model)
    if block.shape == (1,):
        for index in selected:
            plan.put(index.row(), index.column(), block.rows[0])
    else:
        top, left = min(each.row() for each in selected), min(each.column() for each in selected)
        rows = [row for row in range(top, model.rowCount()) if isinstance(model.row(row), SeriesRow)]
        for row, texts in zip_longest(rows[: len(block.rows)], block.rows):
            plan.put(row, left, texts)
    return Pasting(
        tuple(plan.cells),
        plan.refused,
        plan.figures,
        plan.answers,
        tuple(plan.texts),
        plan.cleared,
        block.is_cut,
    )


class _Plan:
    """A paste as it is put together, row by row."""

    def __init__(self, model: EntryModel) -> None:
        self._model = model
        self._words = {n for n, each in enumerate(model.columns) if each.kind is Kind.COMMENTARY}
        self._states: dict[Unit, dict[str, State]] = {unit: {} for unit in Unit}
        """What each text is; what a column of figures holds comes up again and again."""
        self.cells: list[tuple[int, int, str]] = []
        self.refused: Counter[str] = Counter()
        self.answers: Counter[str] = Counter()
        self.texts: list[str] = []
        self.figures = self.cleared = 0

    def put(self, row: int | None, left: int, texts: Sequence[str]) -> None:
        """Put texts side by side into a row from a column on; None is below the grid."""
        opens = () if row is None else self._model.all_opens(row)
        line = None if row is None else self._model.row(row)
        states = self._states[line.measure.unit] if isinstance(line, SeriesRow) else {}
        known_value = State.VALUE
        for column, copied in enumerate(texts, left):
            period = opens[column] if column < len(opens) else None
            if row is None or period is None:
                if copied.strip():
                    self.refused[_reason(self._model, row, column)] += 1
                continue
            # Most cells: a figure read before, as it was copied.
            if states.get(copied) is known_value and column not in self._words:
                self.figures += 1
                self.cells.append((row, column, copied))
            else:
                self._put_one(row, column, copied, period)

    def _put_one(self, row: int, column: int, copied: str, period: Period) -> None:
        model, line = self._model, self._model.row(row)
        is_text = column in self._words
        # A figure is one line, whatever was copied; words keep theirs.
        words = copied.strip() if is_text else " ".join(copied.split())
        if len(words) > MAX_TEXT:
            self.refused[f"longer than the {MAX_TEXT:,} characters that are kept"] += 1
            return
        self.cells.append((row, column, words))
        if not words:
            self.cleared += model.is_filled(row, column)
            return
        if is_text or not isinstance(line, SeriesRow):
            self.texts.append(words)
            return
        unit = line.measure.unit
        state = self._states[unit].get(words)
        if state is None:
            state = self._states[unit][words] = _state(model, unit, words, period)
        if state is State.VALUE:
            self.figures += 1
        elif state is State.TEXT_ONLY:
            self.texts.append(words)
        else:
            self.answers[words] += 1


def _state(model: EntryModel, unit: Unit, words: str, period: Period) -> State:
    if model.view.shows is not Shows.TARGETS:
        return read(words, unit, period).state
    kind = read_target(words, unit).kind
    return State.TEXT_ONLY if kind is TargetKind.TEXT else State.VALUE


def _reason(model: EntryModel, row: int | None, column: int) -> str:
    if row is None or column >= model.columnCount():
        return _OUTSIDE
    return _CLOSED.get(model.cell(row, column).kind, "in a cell that holds no figure")


def _reasons(refused: Counter[str]) -> str:
    if len(refused) == 1:
        return next(iter(refused))
    return ", ".join(f"{count:,} {reason}" for reason, count in refused.most_common())


def _count(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"
