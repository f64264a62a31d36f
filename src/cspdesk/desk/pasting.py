"""Pasting a block of cells into the entry grid: what goes where, and the one sentence told afterwards."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex

from cspdesk.desk.entry_block import MOST_CELLS, Block
from cspdesk.desk.entry_cell import CellKind
from cspdesk.desk.entry_columns import Kind, Shows
from cspdesk.desk.entry_model import EntryModel
from cspdesk.desk.entry_rows import SeriesRow
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

    cells: tuple[tuple[QModelIndex, str], ...]
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
    """Paste a block at the selection as one act, tell what came of it, and return the cells it went into."""
    if not block.rows:
        return ()
    pasting = plan_paste(model, block, selected)
    if not model.enter(pasting.cells, pasting.label):
        return ()
    entered = tuple(index for index, _ in pasting.cells)
    # Of a single doubtful cell the doubt has just been told.
    if pasting.refused or len(entered) != 1 or not model.cell(entered[0].row(), entered[0].column()).doubt:
        model.told.emit(pasting.report)
    return entered


def plan_paste(model: EntryModel, block: Block, selected: Sequence[QModelIndex]) -> Pasting:
    """Return what a block puts where, from the selection's top left; a single cell fills the selection.

    Bands take no row of the block. A blank cell clears the one it falls on; it is never refused.
    """
    refused: Counter[str] = Counter()
    answers: Counter[str] = Counter()
    texts: list[str] = []
    cells: list[tuple[QModelIndex, str]] = []
    figures = cleared = 0
    kinds: dict[tuple[Unit, str], State] = {}
    for index, copied in _targets(model, block, selected):
        period = model.opens(index.row(), index.column()) if index.isValid() else None
        is_text = period is not None and model.columns[index.column()].kind is Kind.COMMENTARY
        # A figure is one line, whatever was copied; words keep theirs.
        words = copied.strip() if is_text else " ".join(copied.split())
        if period is None:
            if words:
                refused[_reason(model, index)] += 1
            continue
        if len(words) > MAX_TEXT:
            refused[f"longer than the {MAX_TEXT:,} characters that are kept"] += 1
            continue
        cells.append((index, words))
        if not words:
            cleared += bool(model.cell(index.row(), index.column()).typed)
            continue
        row = model.row(index.row())
        if is_text or not isinstance(row, SeriesRow):
            texts.append(words)
            continue
        # What a column of figures holds comes up again and again.
        known = (row.measure.unit, words)
        state = kinds.get(known)
        if state is None:
            state = kinds[known] = _state(model, row.measure.unit, words, period)
        if state is State.VALUE:
            figures += 1
        elif state is State.TEXT_ONLY:
            texts.append(words)
        else:
            answers[words] += 1
    return Pasting(tuple(cells), refused, figures, answers, tuple(texts), cleared, block.is_cut)


def _targets(
    model: EntryModel, block: Block, selected: Sequence[QModelIndex]
) -> Iterator[tuple[QModelIndex, str]]:
    """Where each cell goes; what lies outside has no index."""
    if block.shape == (1,):
        for index in selected:
            yield index, block.rows[0][0]
        return
    top, left = min(each.row() for each in selected), min(each.column() for each in selected)
    rows = [row for row in range(top, model.rowCount()) if isinstance(model.row(row), SeriesRow)]
    columns = model.columnCount()
    for place, texts in enumerate(block.rows):
        for column, words in enumerate(texts, left):
            inside = place < len(rows) and column < columns
            yield (model.index(rows[place], column) if inside else QModelIndex()), words


def _state(model: EntryModel, unit: Unit, words: str, period: Period) -> State:
    if model.view.shows is not Shows.TARGETS:
        return read(words, unit, period).state
    kind = read_target(words, unit).kind
    return State.TEXT_ONLY if kind is TargetKind.TEXT else State.VALUE


def _reason(model: EntryModel, index: QModelIndex) -> str:
    if not index.isValid():
        return _OUTSIDE
    return _CLOSED.get(model.cell(index.row(), index.column()).kind, "in a cell that holds no figure")


def _reasons(refused: Counter[str]) -> str:
    if len(refused) == 1:
        return next(iter(refused))
    return ", ".join(f"{count:,} {reason}" for reason, count in refused.most_common())


def _count(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"
