from pathlib import Path

import pytest

from cspdesk.desk.desk_index import Entry, found, measures
from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.period import Period
from tests.support.documents import LAST_QUARTER, small_store

ENTRIES = [
    Entry(name, "Measure", Place("enter"))
    for name in (
        "1.1 Repeat callers",
        "1.10 Repeat burglaries",
        "2.1 Violence with injury",
        "2.2 Violence without injury",
        "12.1 Anti-social behaviour incidents",
    )
]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("2.1", ["2.1 Violence with injury"]),
        ("1.1", ["1.1 Repeat callers", "1.10 Repeat burglaries"]),
        ("VIOL inj", ["2.1 Violence with injury", "2.2 Violence without injury"]),
        ("injury 2.2", ["2.2 Violence without injury"]),
        ("social", ["12.1 Anti-social behaviour incidents"]),
        ("anti-social", ["12.1 Anti-social behaviour incidents"]),
        ("haviour", ["12.1 Anti-social behaviour incidents"]),
        ("robbery", []),
    ],
)
def test_part_of_a_name_finds_it(typed: str, names: list[str]) -> None:
    assert [entry.name for entry in found(ENTRIES, typed)] == names


def test_nothing_typed_finds_everything_in_its_order() -> None:
    assert found(ENTRIES, "  ") == ENTRIES


def test_a_measure_leads_to_its_headline_and_each_named_series_to_itself(tmp_path: Path) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        entries = list(measures(store.load(), LAST_QUARTER))
    names = [entry.name for entry in entries]
    assert names[:4] == [
        "1.1 Repeat callers",
        "1.1 Repeat callers: ASB Hotline",
        "1.1 Repeat callers: Police",
        "1.2 Client satisfaction",
    ]
    police = entries[2].act
    assert isinstance(police, Place)
    assert police.selection is not None
    assert police.selection.series == "m11-Police"
    assert police.selection.period == Period.quarter(2015, 4)
    first = entries[0].act
    assert isinstance(first, Place)
    assert isinstance(first.selection, Selection)
    assert first.selection.series == "m11-ASB Hotline"
    assert entries[0].hint == "Anti-social behaviour"
