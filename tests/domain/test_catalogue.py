"""The catalogue: values kept canonically, described once."""

from datetime import date
from decimal import Decimal

import pytest

from cspdesk.domain.catalogue import CATALOGUE, Field, Table
from cspdesk.domain.choices import Comparator
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.reading import Qualifier
from cspdesk.domain.tables import (
    Measure,
    Meeting,
    Observation,
    PeerVerdict,
    Plan,
    Population,
    SeriesId,
)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("1440", "1440"), ("62.50", "62.5"), ("1E+3", "1000"), ("-0", "0"), ("-0.0", "0"), ("100", "100")],
)
def test_equal_numbers_are_equal_texts(typed: str, stored: str) -> None:
    field = Observation.TABLE.field("value")
    assert field.encode(Decimal(typed)) == stored
    assert list(field.encode_column([Decimal(7), None, Decimal(typed)])) == ["7", None, stored]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_no_number_that_is_none_is_kept(number: str) -> None:
    with pytest.raises(RefusedError, match="no value for Number"):
        Observation.TABLE.field("value").encode(Decimal(number))


@pytest.mark.parametrize(
    ("table", "name", "outside", "words"),
    [
        (Measure.TABLE, "decimals", -1, "Decimals cannot be -1; give a whole number from 0 to 6."),
        (Measure.TABLE, "decimals", 400, "Decimals cannot be 400; give a whole number from 0 to 6."),
        (Measure.TABLE, "lag", 13, "Lag cannot be 13; give a whole number from 0 to 12."),
        (Measure.TABLE, "rate_per", 0, "Rate per cannot be 0; give a whole number of 1 or more."),
        (
            Measure.TABLE,
            "tolerance_amber",
            Decimal("-0.1"),
            "Tolerance amber cannot be -0.1; give a number of 0 or more.",
        ),
        (Population.TABLE, "people", -1, "People cannot be -1; give a whole number of 0 or more."),
        (PeerVerdict.TABLE, "group_size", 0, "Group size cannot be 0; give a whole number of 1 or more."),
        (
            Plan.TABLE,
            "first_year",
            Period.quarter(2015, 4),
            "First year cannot be Quarter 4 2015/16; give a year.",
        ),
    ],
)
def test_what_lies_outside_a_range_is_refused(table: Table, name: str, outside: object, words: str) -> None:
    with pytest.raises(RefusedError) as error:
        table.field(name).encode(outside)
    assert str(error.value) == words


def test_the_ends_of_a_range_are_kept() -> None:
    decimals, rate = Measure.TABLE.field("decimals"), Measure.TABLE.field("rate_per")
    assert [decimals.encode(0), decimals.encode(6), rate.encode(1), rate.encode(None)] == [0, 6, 1, None]


def test_row_comes_back_as_it_went() -> None:
    meeting = Meeting(
        id="m",  # type: ignore[arg-type]  # any key will do
        title="Board",
        dated=date(2016, 5, 12),
        quarter=Period.quarter(2015, 4),
    )
    assert Meeting.TABLE.decode(Meeting.TABLE.encode(meeting)) == meeting
    measure = Measure(id="m", comparators=(Comparator.BASELINE, Comparator.SAME_QUARTER))  # type: ignore[arg-type]
    assert Measure.TABLE.encode(measure)["comparators"] == "baseline, same quarter last year"
    assert Measure.TABLE.decode(Measure.TABLE.encode(measure)) == measure


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("typed", ["412", "", "na", "412"]),
        ("value", [Decimal("62.50"), None, Decimal("62.5"), Decimal(0), Decimal("-0.0")]),
        ("period", [Period.quarter(2015, 4), Period.financial_year(2015), Period.quarter(2015, 4)]),
        ("qualifier", [Qualifier.REVISED, None]),
        ("due_on", [None, date(2016, 5, 24)]),
        ("note", []),
    ],
)
def test_column_is_kept_as_its_values_are(name: str, values: list[object]) -> None:
    field = Observation.TABLE.field(name)
    assert list(field.encode_column(values)) == [field.encode(value) for value in values]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("typed", "bell \x07"),
        ("typed", None),
        ("typed", 412),
        ("typed", ["4", "1"]),
        ("value", Decimal("NaN")),
        ("value", "412"),
        ("period", "2015-16Q4"),
    ],
)
def test_column_with_one_wrong_value_is_refused(name: str, wrong: object) -> None:
    field = Observation.TABLE.field(name)
    right = {"typed": "412", "value": Decimal(412), "period": Period.quarter(2015, 4)}[name]
    with pytest.raises(RefusedError):
        field.encode_column([right, wrong])


def test_key_of_a_cell_is_its_series_and_period() -> None:
    row = Observation(series=SeriesId("s"), period=Period.quarter(2015, 4))
    assert Observation.TABLE.key_of(row) == ("s", "2015-16Q4")
    assert Observation.TABLE.keys_of([row, row]) == [("s", "2015-16Q4")] * 2


def test_what_may_not_be_empty_is_refused() -> None:
    with pytest.raises(RefusedError, match="Title may not be empty"):
        Plan.TABLE.field("title").encode(None)


FIELDS = [(table, field) for table in CATALOGUE.values() for field in table.fields]


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=lambda part: part.name)
def test_every_column_is_described_in_a_sentence(table: Table, field: Field) -> None:
    assert field.column.heading[:1].isupper()
    assert field.column.about.endswith("."), f"{table.name}.{field.name}"


@pytest.mark.parametrize("table", list(CATALOGUE.values()), ids=lambda table: table.name)
def test_references_point_at_tables_with_one_key(table: Table) -> None:
    for field in table.fields:
        if field.reference:
            assert len(CATALOGUE[field.reference].key) == 1
