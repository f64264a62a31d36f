from pathlib import Path
from typing import Any

import pytest

from cspdesk.desk.desk_index import Entry, excerpt, findings, found
from cspdesk.desk.desk_shelves import measures
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


def named(name: str, kind: str = "Measure", **words: Any) -> Entry:
    return Entry(name, kind, Place("enter"), **words)


def test_the_closest_comes_first() -> None:
    said = named("", "Text", text="Robbery fell in the town centre.")
    defined = named("Crime", more="Every robbery of a person.")
    within = named("Antirobbery squad")
    word = named("Business robbery")
    title = named("3.2 Robbery", number="3.2")
    whole = named("Stolen goods", number="robbery")
    assert found([said, defined, within, word, title, whole], "robbery") == [
        whole,
        title,
        word,
        within,
        defined,
        said,
    ]


def test_a_number_typed_in_full_comes_before_those_that_begin_so() -> None:
    ten, one = named("1.10 Burglary", number="1.10"), named("1.1 Repeat callers", number="1.1")
    assert found([ten, one], "1.1") == [one, ten]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("162 more than", True),
        ("MORE  than last", True),
        ("(18.7%)", True),
        ("victim's", True),
        ("offences victim\u2019s", True),
        ("offence burglary", False),
        ("x", False),
        ("-", False),
    ],
)
def test_a_phrase_is_found_within_a_text(typed: str, is_found: bool) -> None:
    text = "355 offences, 162 more\nthan last year (18.7%), in the victim\u2019s home."
    assert bool(found([named("", "Text", text=text)], typed)) is is_found


def test_the_phrase_itself_comes_before_its_words() -> None:
    apart = named("", "Text", text="Marshals met every taxi.")
    together = named("", "Text", text="The taxi marshals stayed.")
    assert found([apart, together], "taxi marshals") == [together, apart]


def test_a_text_is_shown_by_the_piece_that_was_found() -> None:
    text = (
        "The board asked for more. " * 5
        + "Then the taxi marshals came back to the rank. "
        + "So it went. " * 20
    )
    shown = excerpt(text, "taxi marshals")
    assert shown.startswith("\u2026")
    assert shown.endswith("\u2026")
    assert "Then the taxi marshals came back to the rank." in shown
    assert len(shown) <= 125
    assert excerpt("Short and whole.", "whole") == "Short and whole."


def test_what_was_found_is_grouped_and_counted() -> None:
    entries = [
        *(named(f"Robbery {number}") for number in range(100)),
        *(named(f"Robbery {number}", "Command") for number in range(3)),
        *(named("", "Text", text=f"Robbery {number}") for number in range(200)),
    ]
    found_now = findings(entries, "rob")
    assert [(group.heading, group.count, len(group.entries)) for group in found_now.groups] == [
        # A third of 50 is 16 for each; the 13 that the commands leave go to the first.
        ("Measures", 100, 31),
        ("Commands", 3, 3),
        ("Texts", 200, 16),
    ]
    assert found_now.hidden == 303 - 50


def test_the_kind_that_comes_closest_is_first() -> None:
    groups = findings([named("The entry of goods"), named("Enter", "Page")], "ent").groups
    assert [group.kind for group in groups] == ["Page", "Measure"]


def test_nothing_typed_leaves_texts_out() -> None:
    groups = findings([named("Robbery"), named("", "Text", text="Robbery fell.")], "").groups
    assert [group.kind for group in groups] == ["Measure"]
