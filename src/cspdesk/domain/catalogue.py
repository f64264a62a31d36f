"""The catalogue: what tables and fields a partnership file has, read off the row dataclasses.

A row class is a frozen keyword-only dataclass whose fields are annotated with `Column`; the field's type says
how it is stored and checked. The schema's test, the workbook's headers, the data dictionary and the change
sets all read this one description.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import MISSING, dataclass, fields
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter, itemgetter
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    NewType,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Grain
from cspdesk.domain.stored import CANONICAL, DECIMALS, DECODERS, ENCODERS, NUMBERS, UNCARRIABLE
from cspdesk.domain.stored import Stored as Stored  # noqa: PLC0414 - others ask the catalogue for it

Key = tuple[Stored, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """What a field is for: its heading in the workbook and one sentence of help."""

    heading: str
    about: str
    key: bool = False
    derived: bool = False
    """Read off another field of the same row (a reading off what was typed): carried by that field."""
    file_only: bool = False
    """Has no place in the workbook."""
    least: int | None = None
    """The lowest number that the field takes."""
    most: int | None = None
    """The highest number that the field takes."""
    grain: Grain | None = None
    """How long a period must be, where the field takes no other."""


class Row:
    """The base of all row dataclasses."""

    __slots__ = ()
    TABLE: ClassVar["Table"]


R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a table: its column's description and how its values are kept."""

    name: str
    column: Column
    python_type: type
    """The plain type behind the annotation: str, int, bool, Decimal, Period, date, bytes or tuple."""
    choices: type[StrEnum] | None
    optional: bool
    reference: str
    """The table that the field points to, or ""."""
    has_default: bool

    @property
    def sql_type(self) -> str:
        """The STRICT column type: TEXT, INTEGER or BLOB."""
        return {int: "INTEGER", bool: "INTEGER", bytes: "BLOB"}.get(self.python_type, "TEXT")

    @property
    def bounds(self) -> str:
        """The field's range in words, "from 0 to 6" or "of 1 or more"; empty where it has none."""
        least, most = self.column.least, self.column.most
        if most is None:
            return "" if least is None else f"of {least:,} or more"
        return f"of {most:,} or less" if least is None else f"from {least} to {most}"

    def fits(self, value: Any) -> bool:
        """Whether a value of the field's type lies in its range, or is as long a period as it takes."""
        column = self.column
        if column.grain is not None and value.grain is not column.grain:
            return False
        return (column.least is None or column.least <= value) and (
            column.most is None or value <= column.most
        )

    def encode(self, value: Any) -> Stored:
        """Return the value as SQLite keeps it.

        Raises RefusedError where the value is not of the field's kind or outside its range.
        """
        if value is None:
            if self.optional:
                return None
            raise RefusedError(f"{self.column.heading} may not be empty.")
        try:
            stored = ENCODERS[self.python_type](value)
        except (TypeError, ValueError, AttributeError) as error:
            raise RefusedError(f"{value!r:.60} is no value for {self.column.heading}.") from error
        if not self.fits(value):
            raise RefusedError(self._misfit(value))
        return stored

    def _misfit(self, value: Any) -> str:
        heading = self.column.heading
        if self.column.grain is not None:
            return f"{heading} cannot be {value.label}; give a {self.column.grain}."
        kind = "whole number" if self.python_type is int else "number"
        return f"{heading} cannot be {value!s:.60}; give a {kind} {self.bounds}."

    def decode(self, stored: Stored) -> Any:
        """Return the domain value behind a stored one."""
        if stored is None:
            return None
        if self.python_type is tuple and self.choices:
            return tuple(self.choices(word) for word in str(stored).split(", ") if word)
        if self.choices:
            return self.choices(str(stored))
        return DECODERS[self.python_type](stored)

    def encode_column(self, column: Sequence[Any]) -> Sequence[Stored]:
        """Return the values as SQLite keeps them, each distinct one encoded once; raises as `encode` does."""
        if self.python_type is str:
            # One look through all the texts; what is wrong or empty is found by the slow way below.
            with suppress(TypeError):
                if not UNCARRIABLE.search("".join(column)):
                    return list(map(str, column))
        if (
            self.python_type is Decimal
            and self.optional
            and self.bounds == ""
            and set(map(type, column)) <= NUMBERS
        ):
            # The same of numbers: those that are spelt as they are stored are taken so.
            numbers = [None if value is None else str(value) for value in column]
            if CANONICAL.fullmatch("\n".join(filter(None, numbers))):
                return numbers
        try:
            encoded = {value: self.encode(value) for value in set(column)}
        except TypeError:
            # A value of a wrong kind that cannot be hashed.
            return list(map(self.encode, column))
        return list(map(encoded.__getitem__, column))

    @property
    def decoder(self) -> Callable[[Any], Any] | None:
        """What decodes a stored value other than NULL; None where it is kept as it is."""
        if self.choices is not None:
            if self.python_type is tuple:
                return self.decode
            # Asking the class itself takes five times as long.
            return {str(choice.value): choice for choice in self.choices}.__getitem__
        return None if self.python_type in (str, int, bytes) else DECODERS[self.python_type]

    def check_column(self, column: Sequence[Stored]) -> None:
        """Raise what `decode` would where one of these cannot be decoded, in a fraction of its time."""
        if self.choices is None and self.python_type in (str, int, bool, bytes):
            return
        if self.python_type is Decimal:
            # One look through all the numbers; where it stops, the slow way below decides.
            numbers = "\n".join(cast("Iterator[str]", filter(None, column)))
            if "" not in column and DECIMALS.fullmatch(numbers):
                return
        for stored in set(column):
            self.decode(stored)

    def decode_column(self, column: Sequence[Stored]) -> Sequence[Any]:
        """Return the domain values behind stored ones, each distinct one decoded once."""
        if self.choices is None and self.python_type in (str, int, bytes):
            return column
        decoded = {stored: self.decode(stored) for stored in set(column)}
        return list(map(decoded.__getitem__, column))


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file: its row class, its key and its fields in stored order."""

    name: str
    row: type[Row]
    fields: tuple[Field, ...]
    about: str
    sheet: str
    """The workbook sheet that carries it, or "" where it is file only."""
    key: tuple[Field, ...]
    key_places: tuple[int, ...]
    """Where the key stands among the fields."""
    places: Mapping[str, int]
    """Where each field stands among them, by its name."""
    key_encoders: tuple[Callable[[Any], Stored] | None, ...]
    """What encodes each part of a key without checking it; None where it is kept as it is."""
    slots: tuple[tuple[Callable[[Any, Any], None], Callable[[Any], Any] | None], ...]
    """For each field what puts a value into a row, and what decodes it."""
    ordered: bool
    """Whether it has a position."""
    recorded: bool

    @property
    def file_only(self) -> bool:
        """Whether the workbook leaves it out."""
        return not self.sheet

    def field(self, name: str) -> Field:
        """Return the field of that name; KeyError where there is none."""
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        raise KeyError(f"{self.name}.{name}")

    def key_of(self, row: Row) -> Key:
        """Return a row's key as it is stored."""
        return tuple(field.encode(getattr(row, field.name)) for field in self.key)

    def keys_of(self, rows: Sequence[Row]) -> list[Key]:
        """Return the keys of rows as they are stored."""
        columns = (field.encode_column(list(map(attrgetter(field.name), rows))) for field in self.key)
        return list(zip(*columns, strict=True))

    def encode(self, row: Row) -> dict[str, Stored]:
        """Return a row as column names and stored values."""
        return {field.name: field.encode(getattr(row, field.name)) for field in self.fields}

    def encode_all(self, rows: Sequence[Row]) -> list[tuple[Stored, ...]]:
        """Return rows as stored values in field order: the fast way to write many."""
        columns = (field.encode_column(list(map(attrgetter(field.name), rows))) for field in self.fields)
        return list(zip(*columns, strict=True))

    def encode_keys(self, keys: Sequence[tuple[Any, ...]]) -> list[Key]:
        """Return keys of domain values as they are stored."""
        columns = zip(*keys, strict=True)
        return list(zip(*map(Field.encode_column, self.key, columns), strict=True))

    def decode(self, stored: Mapping[str, Stored]) -> Row:
        """Return the row dataclass behind stored values."""
        return self.row(**{field.name: field.decode(stored[field.name]) for field in self.fields})

    def decode_all(self, stored: Sequence[tuple[Stored, ...]]) -> list[Row]:
        """Return the rows behind stored values in field order: the fast way to load a table.

        Works by the column and fills the slots of bare rows: calling the row class takes four times as long.
        """
        if len(stored) < _FEW:
            return list(map(self._decode_one, stored))
        # Where there are no rows there are no columns either.
        columns = zip(*stored, strict=True) if stored else ((),) * len(self.fields)
        return self.of_columns(map(Field.decode_column, self.fields, columns), len(stored))

    def _decode_one(self, stored: tuple[Stored, ...]) -> Row:
        row = object.__new__(self.row)
        for (put, decode), value in zip(self.slots, stored, strict=True):
            put(row, value if decode is None or value is None else decode(value))
        return row

    def of_columns(self, columns: Iterable[Iterable[Any]], count: int) -> list[Row]:
        """Return so many rows made of domain values, given for each field in turn."""
        rows = [object.__new__(self.row) for _ in range(count)]
        for (put, _), column in zip(self.slots, columns, strict=True):
            # A deque that keeps nothing runs the whole map, faster than a loop.
            deque(map(put, rows, column), maxlen=0)
        return rows

    def check_all(self, stored: Sequence[tuple[Stored, ...]]) -> None:
        """Raise what `decode_all` would where one of these rows cannot be decoded, without making any."""
        for place, field in enumerate(self.fields):
            if field.decoder is not None:
                field.check_column(list(map(itemgetter(place), stored)))

    def place(self, name: str) -> int:
        """Return where a field's values stand among stored values in field order; KeyError for no field."""
        return self.places[name]

    def stored_key(self, stored: tuple[Stored, ...]) -> Key:
        """Return the key in stored values in field order."""
        return tuple([stored[place] for place in self.key_places])

    def stored_keys(self, stored: Sequence[tuple[Stored, ...]]) -> Iterator[Key]:
        """Return the keys in stored values in field order."""
        return zip(*(map(itemgetter(place), stored) for place in self.key_places), strict=True)


CATALOGUE: dict[str, Table] = {}
"""Every table of the file by name, parents before children."""

_FEW = 16
"""So few rows are decoded sooner one by one than by the column."""

_REFERENCES: dict[Any, str] = {}


def table(
    name: str, sheet: str = "", *, about: str, identity: Any = None, recorded: bool = True
) -> Callable[[type[R]], type[R]]:
    """Enter a row dataclass in the catalogue; `identity` is the id type by which other tables refer to it."""

    def enter(row: type[R]) -> type[R]:
        hints = get_type_hints(row, include_extras=True)
        columns = tuple(
            _field(item.name, hints[item.name], item.default is not MISSING)
            for item in fields(row)  # type: ignore[arg-type]  # a dataclass, by the module's rule
        )
        key = tuple(field for field in columns if field.column.key)
        entered = Table(
            name,
            row,
            columns,
            about,
            sheet,
            key,
            tuple(columns.index(field) for field in key),
            {field.name: place for place, field in enumerate(columns)},
            tuple(None if field.python_type in (str, int) else ENCODERS[field.python_type] for field in key),
            tuple((getattr(row, field.name).__set__, field.decoder) for field in columns),
            any(field.name == "position" for field in columns),
            recorded,
        )
        row.TABLE = CATALOGUE[name] = entered
        # Only now, so that the table's own key is no reference to itself.
        if identity is not None:
            _REFERENCES[identity] = name
        return row

    return enter


def recorded_tables() -> Iterator[Table]:
    """The tables whose edits are recorded, logged and can be undone."""
    return (entered for entered in CATALOGUE.values() if entered.recorded)


def _field(name: str, hint: Any, has_default: bool) -> Field:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"{name} has no Column in its annotation")
    hint, column = get_args(hint)[:2]
    optional = False
    if get_origin(hint) in (Union, UnionType):
        optional = NoneType in get_args(hint)
        hint = next(arg for arg in get_args(hint) if arg is not NoneType)
    reference = ""
    if isinstance(hint, NewType):
        reference = _REFERENCES.get(hint, "")
        hint = hint.__supertype__
    if get_origin(hint) is tuple:
        return Field(name, column, tuple, get_args(hint)[0], optional, reference, has_default)
    choices = hint if issubclass(hint, StrEnum) else None
    return Field(name, column, str if choices else hint, choices, optional, reference, has_default)
