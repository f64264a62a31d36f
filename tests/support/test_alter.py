"""The alterer makes what it says, and leaves alone what is no figure."""

from fractions import Fraction
from random import Random

import pytest

from tests.support.alter import Known, Way, alter, cut_off, rounded

# Violence with injury of a real report: Quarter 2 2015/16, and the five quarters before it.
TEXT = (
    "347 offences in Quarter 2 2015/16. This gives a year to date total of 673, an increase of 110 offences "
    "(19.5%) on the same period last year (3 year average 2012 to 2014)."
)
AT = 4 * 2015 + 1
OWN = {AT - 4: 303, AT - 3: 303, AT - 2: 280, AT - 1: 326, AT: 347}
KNOWN = Known(
    quarter=AT,
    own={at: Fraction(value) for at, value in OWN.items()},
    to_date={AT - 4: Fraction(563), AT - 1: Fraction(326), AT: Fraction(673)},
    rolling={},
    names=("3 year average 2012 to 2014",),
)


def made(way: Way, text: str = TEXT) -> set[tuple[str, str]]:
    """All alterations of some hundred tries: what stood there, and what stands there now."""
    found = (alter(text, KNOWN, way, Random(seed)) for seed in range(300))
    return {(each.was, each.words) for each in found if each is not None}


def test_a_wrong_base_is_the_later_figure_or_another_last_year() -> None:
    """110 of 673 is 16.3%; 303 is last year's quarter, 563 last year's year to date."""
    assert made(Way.BASE) == {("19.5%", "16.3%")}
    assert made(Way.BASE, "This compares to 563 last year.") == {("563", "303")}


def test_a_wrong_quarter_is_one_of_the_four_before() -> None:
    assert made(Way.QUARTER) == {
        ("347", "326"), ("347", "280"), ("347", "303"), ("673", "326"), ("673", "563"),
    }  # fmt: skip


def test_what_is_cut_off() -> None:
    """110 of 563 is 19.538%, which cut off is the same; 12 of 37 is 32.43%, 25 of 37 67.57%."""
    assert made(Way.TRUNCATED) == set()
    assert (rounded(Fraction(2500, 37), 1), cut_off(Fraction(2500, 37), 1)) == ("67.6", "67.5")
    assert (rounded(Fraction(1, 2), 0), rounded(Fraction(-5, 2), 0), cut_off(Fraction(5, 2), 0)) == (
        "1", "\u22123", "2",
    )  # fmt: skip


def test_directions_take_their_article_along() -> None:
    assert made(Way.DIRECTION) == {("an increase", "a reduction")}
    assert made(Way.DIRECTION, "Better than last year, a fall.") == {("Better", "Worse"), ("fall", "rise")}


def test_period_labels_are_those_of_quarters_with_other_figures() -> None:
    # Quarter 2 of the year before has a figure as well, and another one.
    assert made(Way.PERIOD) == {
        ("Quarter 2 2015/16", f"Quarter {name}")
        for name in ("1 2015/16", "4 2014/15", "3 2014/15", "2 2014/15")
    }
    assert made(Way.PERIOD, "12 in the twelve months to September 2015.") == {
        ("September 2015", name) for name in ("June 2015", "March 2015", "December 2014", "September 2014")
    }


@pytest.mark.parametrize("seed", range(40))
def test_digits_of_figures_change_and_no_others(seed: int) -> None:
    found = alter(TEXT, KNOWN, Way.DIGIT, Random(seed))
    assert found is not None
    assert found.was in {"347", "673", "110", "19.5%"}
    assert found.words != found.was
    assert len(found.words) == len(found.was)
    assert not found.words.startswith("0")
    assert found.text == TEXT[: found.start] + found.words + TEXT[found.start + len(found.was) :]


def test_nothing_is_made_of_a_text_without_figures() -> None:
    assert not any(made(way, "Much was done, and more is to come.") for way in Way)
