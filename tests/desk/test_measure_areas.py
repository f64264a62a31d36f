"""Copied tables of areas, as other programs put them on the clipboard, and what cannot be read of them."""

import pytest

from cspdesk.commands.judgements import PeerArea
from cspdesk.desk.clipboard import read_clipboard
from cspdesk.desk.measure_areas import CopiedAreas, area_rows, read_areas

COUNTED = "Area\tCount\tPopulation\nRiverbourne\t1,440\t105,000\nMilton\t1020\t98 500\n"


def read(text: str, *own: str, html: str = "") -> CopiedAreas:
    return read_areas(read_clipboard(text, html), own)


def values(copied: CopiedAreas) -> list[tuple[str, ...]]:
    return [
        (each.area, *("" if v is None else str(v) for v in (each.count, each.population, each.value)))
        for each in copied.areas
    ]


def test_counts_with_their_populations() -> None:
    found = read(COUNTED)
    assert values(found) == [("Riverbourne", "1440", "105000", ""), ("Milton", "1020", "98500", "")]
    assert found.trouble == ""


def test_rates_as_published() -> None:
    found = read("Community Safety Partnership\tCrime rate per 1,000\nRiverbourne\t13.7\nMilton\t10.4\n")
    assert values(found) == [("Riverbourne", "", "", "13.7"), ("Milton", "", "", "10.4")]


def test_a_table_of_a_web_page() -> None:
    html = (
        "<table><tr><th>Area</th><th>Offences</th><th>Population</th></tr>"
        "<tr><td>Riverbourne</td><td>1,440</td><td>105,000</td></tr></table>"
    )
    assert values(read("", html=html)) == [("Riverbourne", "1440", "105000", "")]


def test_a_title_above_and_lines_of_means_below_are_no_areas() -> None:
    found = read(
        "Violence with injury, 2015/16\n\nArea\tNumber\tResidents\nMilton\t10\t1000\n"
        "Mean\t12\t1000\nMSG average\t9\t1000\nTotal\t10\t1000\nEngland and Wales\t9\t9\n"
    )
    assert values(found) == [("Milton", "10", "1000", "")]


def test_a_first_column_without_a_heading_names_the_areas() -> None:
    assert values(read("\tCount\nMilton\t10\n")) == [("Milton", "10", "", "")]


def test_rows_without_a_number_are_named() -> None:
    found = read("Area\tCount\nMilton\t10\nAshbridge\tna\nTarn\tsee note\nLee\t\nDean\t-\n")
    assert values(found) == [("Milton", "10", "", "")]
    assert found.trouble == (
        "Left out, as no number was read for them: 'Ashbridge', 'Tarn', 'Lee' and 1 more."
    )


def test_a_population_of_nought_is_as_none() -> None:
    assert values(read("Area\tCount\tPopulation\nMilton\t10\t0\n")) == [("Milton", "10", "", "")]


@pytest.mark.parametrize("digits", ["9" * 400, "1e9", "NaN", "inf", "12-14"])
def test_what_is_no_number_is_not_guessed(digits: str) -> None:
    found = read(f"Area\tCount\nMilton\t{digits}\nLee\t5\n")
    assert values(found) == [("Lee", "5", "", "")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no table on the clipboard. Copy one with its headings."),
        (
            "Milton\t10\nLee\t5\n",
            "The copied cells have no headings such as Area, Count and Population, or Area and Rate.",
        ),
        ("Area\tCount\nMilton\tnone\n", "No row of the copied table holds an area and a number."),
        (
            "just a sentence",
            "The copied cells have no headings such as Area, Count and Population, or Area and Rate.",
        ),
    ],
)
def test_what_is_no_table_says_so(text: str, said: str) -> None:
    assert read(text) == CopiedAreas((), said)


class TestOwn:
    @pytest.mark.parametrize(
        "name", ["Riverbourne CSP", "Riverbourne Community Safety Partnership", "riverbourne"]
    )
    def test_is_found_by_the_partnerships_name(self, name: str) -> None:
        assert [each.own for each in read(COUNTED, name).areas] == [True, False]

    @pytest.mark.parametrize("name", ["Elsewhere", "", "CSP"])
    def test_is_nobody_where_the_name_is_not_there(self, name: str) -> None:
        assert not any(each.own for each in read(COUNTED, name).areas)

    def test_two_that_might_be_it_are_left_to_the_person(self) -> None:
        text = "Area\tCount\nNorth Riverbourne\t1\nSouth Riverbourne\t2\n"
        assert not any(each.own for each in read(text, "Riverbourne CSP").areas)

    def test_can_be_chosen_and_taken_back(self) -> None:
        found = read(COUNTED, "Riverbourne")
        assert [each.own for each in found.owned(1).areas] == [False, True]
        assert not any(each.own for each in found.owned(None).areas)


def test_shown_before_it_is_entered() -> None:
    assert area_rows(read(COUNTED).areas) == (
        ("Area", "Count", "Population"),
        ("Riverbourne", "1,440", "105,000"),
        ("Milton", "1,020", "98,500"),
    )
    assert area_rows((PeerArea("Milton"),)) == (("Area",), ("Milton",))
