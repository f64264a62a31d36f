"""What figures say in words: percentages differ by points, and the year so far stands without its quarter."""

from typing import Any

import pytest

from cspdesk.analysis.figures import measure_figures
from cspdesk.analysis.statements import change_words, reading_line, so_far_words
from cspdesk.domain.choices import AddsUp, EnteredAs
from cspdesk.domain.unit import Unit
from tests.support.judging import Q4, document, year


@pytest.mark.parametrize(
    ("typed", "about", "reading", "so_far"),
    [
        (
            # The real report's 1,440 is 294 more than the 1,146 of 2014/15.
            year(2014, "260", "303", "303", "280") | year(2015, "326", "347", "355", "412"),
            {},
            "412 this quarter; 1,440 so far, 294 more than last year, 25.7%",
            "1,440 so far, 294 more than last year, 25.7%",
        ),
        (
            {"2014-15Q4": "90%", "2015-16Q4": "94%"},
            {"unit": Unit.PERCENT, "adds_up": AddsUp.NONE},
            "94% this quarter, 4 points more than the same quarter last year",
            "4 points more than the same quarter last year",
        ),
        (
            {"2014-15Q4": "62%", "2015-16Q4": "61%"},
            {"unit": Unit.PERCENT, "adds_up": AddsUp.NONE},
            "61% this quarter, 1 point less than the same quarter last year",
            "1 point less than the same quarter last year",
        ),
        (
            {"2014-15Q4": "366", "2015-16Q4": "326"},
            {"entered_as": EnteredAs.ROLLING},
            "326 in the last twelve months, 40 fewer than the twelve months before, 10.9%",
            "326 in the last twelve months, 40 fewer than the twelve months before, 10.9%",
        ),
        (
            {"2015-16Q4": "94%"},
            {"unit": Unit.PERCENT, "adds_up": AddsUp.NONE},
            "94% this quarter",
            "",
        ),
    ],
)
def test_what_a_quarter_says(typed: dict[str, str], about: dict[str, Any], reading: str, so_far: str) -> None:
    snapshot, placed = document(typed, **about)
    figures = measure_figures(snapshot, placed, Q4).headline
    assert figures is not None
    assert reading_line(placed.measure, figures) == reading
    assert so_far_words(placed.measure, figures) == so_far


def test_a_change_of_nothing_is_no_change_whatever_the_unit() -> None:
    snapshot, placed = document(year(2014, "1", "2", "3", "4") | year(2015, "1", "2", "3", "4"))
    figures = measure_figures(snapshot, placed, Q4).headline
    assert figures is not None
    assert change_words(placed.measure, figures.year_to_date) == "no change"
    snapshot, placed = document(
        {"2014-15Q4": "62%", "2015-16Q4": "62%"}, unit=Unit.PERCENT, adds_up=AddsUp.NONE
    )
    figures = measure_figures(snapshot, placed, Q4).headline
    assert figures is not None
    assert change_words(placed.measure, figures.quarter) == "no change"
