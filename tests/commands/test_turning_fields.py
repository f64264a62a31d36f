"""What live fields call a measure in the next plan."""

from cspdesk.commands.plan_names import rewritten
from cspdesk.commands.turning_fields import moved_names
from cspdesk.domain.tables import MeasureId

A, B, C, D = (MeasureId(key) for key in "abcd")
TITLES = {A: "Violence", B: "Robbery", C: "Drug deaths", D: "change"}


def test_number_becomes_the_new_one_or_the_title_and_never_another_measures() -> None:
    before = [("1", A), ("1.1", B), ("2", C), ("3", D), ("", A)]
    names = moved_names(before, {A: "1.1", B: "1", C: ""}, TITLES)
    # "change" would be read as the word for a figure, so the checker is to ask.
    assert names == {"1": "1.1", "1.1": "1", "2": "Drug deaths", "3": "was 3"}
    text = "{1 change} {1.1/Police value} {2 change} {3 value} {change} {{1 change}}"
    assert rewritten(text, names) == (
        "{1.1 change} {1/Police value} {Drug deaths change} {was 3 value} {change} {{1 change}}"
    )


def test_number_that_two_measures_share_is_asked_about() -> None:
    assert moved_names([("1", A), ("1", B)], {A: "1", B: "2"}, TITLES) == {"1": "was 1"}


def test_number_that_stays_is_not_named() -> None:
    assert moved_names([("1", A), ("2", B)], {A: "1", B: "2"}, TITLES) == {}
