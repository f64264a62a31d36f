"""Drawing the values of rows: periods, numbers, odd texts, and any field by its type."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, get_type_hints

from hypothesis import strategies as st

from cspdesk.domain.catalogue import Row
from cspdesk.domain.period import Period
from cspdesk.domain.text import clean
from tests.support.odd_texts import TEXTS

T = TypeVar("T")

QUARTERS = tuple(Period.quarter(2014, 1).shift(step) for step in range(8))
PERIODS = (*QUARTERS, Period.financial_year(2014), Period.financial_year(2015), Period.month(2016, 3))
DAYS = (date(2016, 3, 31), date(2012, 2, 29), date(1999, 12, 1))
NUMBERS = (
    None,
    Decimal("0"),
    Decimal("2.5"),
    Decimal("1204"),
    Decimal("-0.125"),
    Decimal("123456789012345.678"),
)
DISTANCES = tuple(number for number in NUMBERS if number is None or number >= 0)


class Drawer:
    """Draws values and rows, and keeps the rows put."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw
        self._count = 0
        self.rows: list[Row] = []

    def one(self, choices: Sequence[T]) -> T:
        return choices[self.whole(0, len(choices) - 1)]

    def maybe(self, choices: Sequence[T]) -> T | None:
        return self.one((None, *choices)) if choices else None

    def whole(self, low: int, high: int) -> int:
        return int(self._draw(st.integers(low, high)))

    def times(self, high: int, low: int = 0) -> range:
        return range(self.whole(low, high))

    def yes(self) -> bool:
        return self.one((True, False))

    def text(self) -> str:
        if self.whole(0, 9):
            return self.one(TEXTS)
        text = clean(self._draw(st.text(max_size=12))).text
        return text if text.strip() else ""

    def key(self) -> str:
        """A key whose order has nothing to do with that of the rows."""
        self._count += 1
        return f"{(self._count * 7919) % 9973:04}-{self._count}"

    def put(self, row: Any) -> Any:
        self.rows.append(row)
        return row

    def filled(self, kind: type[Row], **given: Any) -> Any:
        """Make a row whose other texts, choices and numbers are drawn, each by its field's type."""
        hints = get_type_hints(kind)
        values = dict(given)
        for each in fields(kind):  # type: ignore[arg-type]  # a dataclass, by the catalogue's rule
            if each.name not in values and each.name not in ("id", "position"):
                drawn = self._value(hints[each.name])
                values[each.name] = drawn if drawn is None or kind.TABLE.field(each.name).fits(drawn) else 15
        return kind(**values)

    def _value(self, hint: Any) -> Any:
        options: dict[Any, Callable[[], Any]] = {
            str: self.text,
            bool: self.yes,
            int: lambda: self.whole(0, 3),
            Period | None: lambda: self.maybe(PERIODS),
            Period: lambda: self.one(PERIODS),
            Decimal | None: lambda: self.one(NUMBERS),
            date | None: lambda: self.maybe(DAYS),
            int | None: lambda: self.one((None, 0, 15, 100000)),
        }
        return options[hint]() if hint in options else self.one(tuple(hint))
