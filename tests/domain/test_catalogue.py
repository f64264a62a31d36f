"""The catalogue: values kept canonically, described once."""

from datetime import date
from decimal import Decimal

import pytest

from cspdesk.domain.catalogue import CATALOGUE, Field, Table
from cspdesk.domain.choices import Comparator
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Measure, Meeting, Observation, Plan, SeriesId


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("1440", "1440"), ("62.50", "62.5"), ("1E+3", "1000"), ("-0", "0"), ("-0.0", "0"), ("100", "100")],
)
def test_equal_numbers_are_equal_texts(typed: str, stored: str) -> None:
    assert Observation.TABLE.field("value").encode(Decimal(typed)) == stored


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_no_number_that_is_none_is_kept(number: str) -> None:
    with pytest.raises(RefusedError, match="no value for Number"):
        Observation.TABLE.field("value").encode(Decimal(number))


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


def test_key_of_a_cell_is_its_series_and_period() -> None:
    row = Observation(series=SeriesId("s"), period=Period.quarter(2015, 4))
    assert Observation.TABLE.key_of(row) == ("s", "2015-16Q4")


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
