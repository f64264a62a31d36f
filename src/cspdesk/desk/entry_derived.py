"""What is worked out beside the figures of the entry grid: to date, last year, and the change."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cspdesk.analysis.beside import MOST_BEHIND
from cspdesk.analysis.edges import NO_EARLIER, THE_YEAR_BEFORE, earlier, year_ago
from cspdesk.analysis.figures import NOTHING, Change, SeriesFigures, line_figures
from cspdesk.analysis.line import Line, adds_up
from cspdesk.analysis.reasons import why_none
from cspdesk.analysis.statements import change_words, number, quarters_behind
from cspdesk.desk.entry_cell import CellKind, GridCell
from cspdesk.desk.entry_columns import Kind
from cspdesk.domain.choices import AddsUp, EnteredAs
from cspdesk.domain.period import Period

_BLANK = GridCell(CellKind.DERIVED)


@dataclass(frozen=True, slots=True)
class Derived:
    """The figures worked out for a series in the chosen quarter, or in the newest before it that has one."""

    line: Line
    figures: SeriesFigures
    quarter: Period
    chosen: Period

    @classmethod
    def of(cls, line: Line, chosen: Period) -> "Derived":
        """Work them out."""
        quarter, figures = chosen, line_figures(line, chosen)
        newest = figures.newest
        if figures.entered is None and newest is not None and 0 < newest.behind <= MOST_BEHIND:
            quarter = chosen.shift(-newest.behind)
            figures = line_figures(line, quarter)
        return cls(line, figures, quarter, chosen)

    def cell(self, kind: Kind) -> GridCell:
        """Return the cell of a column; its text names the quarter where that is not the chosen one."""
        measure = self.line.measure
        match kind:
            case Kind.ALONE:
                is_derived = measure.entered_as is EnteredAs.YEAR_TO_DATE
                value = self.figures.quarter.now if is_derived else None
            case Kind.YEAR_TO_DATE:
                value = self.figures.year_to_date.now
            case Kind.SAME_QUARTER:
                value = self._last_year()
            case _:
                change, _, mark = self._change(kind)
                words = change_words(measure, change)
                text = f"{words}{mark}{self._behind}" if words else ""
                return GridCell(CellKind.DERIVED, text, number=change.difference)
        if value is None:
            return _BLANK
        doubt = ""
        if kind is Kind.ALONE and value < 0:
            doubt = f"The quarter itself would be {number(measure, value)}: a year to date cannot fall."
        return GridCell(
            CellKind.DERIVED, f"{number(measure, value)}{self._behind}", number=value, doubt=doubt
        )

    def said(self, name: str, kind: Kind, cell: GridCell) -> Iterator[str]:
        """Say a cell in whole words, always with what it is compared with and for which quarter.

        Where the cell is empty although the series has something, the last sentence says why.
        """
        measure, before = self.line.measure, year_ago(self.quarter)
        unit = f" {measure.unit_label}" if measure.unit_label and cell.text else ""
        known = cell.text.removesuffix(self._behind) or "not known"
        match kind:
            case Kind.ALONE:
                yield f"{name}, {self.quarter.label} alone, {known}{unit}"
                yield cell.doubt
            case Kind.YEAR_TO_DATE:
                yield f"{name}, year to date at {self.quarter.label}, {known}{unit}"
            case Kind.SAME_QUARTER:
                yield f"{name}, {self._named(before)}, {known}{unit}"
            case _:
                _, against, mark = self._change(kind)
                yield f"{name}, change on {against}, {known.removesuffix(mark)}"
        if self.quarter != self.chosen:
            yield f"The newest figure is {quarters_behind(self.quarter.distance_to(self.chosen))}."
        columns = self.line.columns
        if not cell.text and (columns.entered or columns.states) and (why := self._why(kind)):
            yield f"{why[:1].upper()}{why[1:]}."

    def _why(self, kind: Kind) -> str:
        """Why there is nothing in a cell; "" where its column is not for such a measure."""
        line, quarter = self.line, self.quarter
        is_rolling = line.measure.entered_as is EnteredAs.ROLLING
        match kind:
            case Kind.ALONE:
                return why_none(line, "value", quarter)
            case Kind.YEAR_TO_DATE:
                return why_none(line, "year_to_date", quarter)
            case Kind.SAME_QUARTER:
                whole = "rolling_12_last_year" if is_rolling else "last_year_to_date"
                return why_none(line, whole if is_rolling or line.is_yearly else "last_year_quarter", quarter)
            case Kind.WINDOW_CHANGE:
                return self._why_window() if is_rolling else ""
        by_quarter = "quarter_change" if self._is_by_quarter() else "change"
        return why_none(line, "rolling_change" if is_rolling else by_quarter, quarter)

    def _why_window(self) -> str:
        """Why twelve months are not compared with those that ended a quarter before."""
        windows = (self.quarter, earlier(self.quarter, 1))
        lacking = (why_none(self.line, "rolling_12", each) if each else NO_EARLIER for each in windows)
        return next(filter(None, lacking), self.figures.previous.broken)

    @property
    def _behind(self) -> str:
        """The quarter in few letters where it is not the chosen one; its year only where that is another."""
        if self.quarter == self.chosen:
            return ""
        is_same_year = self.quarter.of_year == self.chosen.of_year
        return f" at Q{self.quarter.index}" if is_same_year else f" at {self.quarter.short_label}"

    def _last_year(self) -> Decimal | None:
        if self.line.measure.entered_as is EnteredAs.ROLLING:
            return self.figures.rolling.before
        return self.figures.year_to_date.before if self.line.is_yearly else self.figures.quarter.before

    def _change(self, kind: Kind) -> tuple[Change, str, str]:
        """A change, what it is against, and a mark where that is not what the heading promises."""
        figures, measure = self.figures, self.line.measure
        ago = year_ago(self.quarter)
        before = self._named(ago)
        if measure.entered_as is EnteredAs.ROLLING:
            if kind is Kind.WINDOW_CHANGE:
                window = earlier(self.quarter, 1)
                named = f"twelve months {self._named(window)}" if window else "quarter before"
                return figures.previous, f"the {named}", ""
            return figures.rolling, f"the twelve months {before if ago else 'before'}", ""
        if kind is Kind.WINDOW_CHANGE:
            return NOTHING, "the quarter before", ""
        if self._is_by_quarter():
            mark = "" if figures.quarter.difference is None else ", quarter"
            return figures.quarter, before, mark
        return figures.year_to_date, f"year to date at {before}", ""

    def _is_by_quarter(self) -> bool:
        """Whether the change is the quarter's, because the year to date has none or is no sum."""
        if adds_up(self.line.measure) in (AddsUp.NONE, AddsUp.LAST) and not self.line.is_yearly:
            return True
        figures = self.figures
        return figures.year_to_date.difference is None and figures.quarter.difference is not None

    def _named(self, before: Period | None) -> str:
        """What an earlier quarter is called, or the twelve months that end with it."""
        if before is None:
            return THE_YEAR_BEFORE
        is_rolling = self.line.measure.entered_as is EnteredAs.ROLLING
        return before.rolling_label if is_rolling else before.label
