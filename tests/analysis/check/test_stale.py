"""Futures that are past, and texts that say again what the last quarter's said."""

from datetime import date

import pytest

from cspdesk.analysis.check.finding import Kind, Severity
from cspdesk.analysis.check.stale import past_futures, unchanged
from tests.support.told import document, item, measure, text, told

GRID = measure("5.1", "People in treatment", {"2015-16Q3": "14", "2015-16Q4": "9"})
SNAPSHOT = document(GRID)


def said(words: str, as_of: date) -> list[str]:
    return [each.said for each in told(past_futures, SNAPSHOT, text("5.1", "2015-16Q4", words), as_of)]


@pytest.mark.parametrize(
    ("words", "as_of", "expected"),
    [
        ("Q4 data will be available 24th May.", date(2016, 6, 30), ["will be available 24th May"]),
        ("Q4 data will be available 24th May.", date(2016, 5, 24), []),
        ("Q4 data will be available 24th May.", date(2016, 3, 31), []),
        (
            "Patrols will continue throughout 2015/16.",
            date(2016, 3, 31),
            ["will continue throughout 2015/16"],
        ),
        ("Patrols will continue throughout 2015/16.", date(2016, 3, 30), []),
        ("Patrols will continue throughout 2016/17.", date(2016, 6, 30), []),
        ("The launch is planned for 27 November 2015.", date(2016, 3, 31), ["planned for 27 November 2015"]),
        ("The hub is due to open in January.", date(2016, 3, 31), ["due to open in January"]),
        ("The report is to be published by Feb 2016.", date(2016, 3, 31), ["is to be published by Feb 2016"]),
        ("A meeting has been arranged for 12 January.", date(2016, 3, 31), ["arranged for 12 January"]),
        ("We aim to open in November 2015.", date(2016, 3, 31), ["aim to open in November 2015"]),
        ("We hope to report in Q3 2015/16.", date(2016, 3, 31), ["hope to report in Q3 2015/16"]),
        ("The plan had been arranged for 12 January.", date(2016, 3, 31), []),
        ("The launch was planned for 27 November 2015.", date(2016, 3, 31), []),
        ("The launch took place on 27 November 2015.", date(2016, 3, 31), []),
        ("Following the event on 12 January we will meet again.", date(2016, 3, 31), []),
        ("We will review it after the event held on 12 January 2016.", date(2016, 3, 31), []),
        ("The team will be compared with 2014/15.", date(2016, 3, 31), []),
        ("Figures for 2014/15 will be published in June.", date(2016, 3, 31), []),
        ("This will be reported in Q4.", date(2016, 3, 31), []),
        ("The bid will be heard in Q1 2016/17.", date(2016, 3, 31), []),
    ],
)
def test_a_future_that_is_past(words: str, as_of: date, expected: list[str]) -> None:
    assert said(words, as_of) == expected


def test_what_is_told_of_it() -> None:
    row = text("5.1", "2015-16Q4", "Q4 data will be available 24th May.")
    (found,) = told(past_futures, SNAPSHOT, row, date(2016, 6, 30))
    assert (found.kind, found.severity, found.should_be) == (Kind.STALE, Severity.WARNING, "")
    assert "24 May 2016" in found.message
    assert "30 June 2016" in found.message


REASON = "Key people have retired, so the arrangements are being rebuilt with the probation service."


@pytest.mark.parametrize(
    ("before", "now", "is_stale"),
    [
        (REASON, REASON, True),
        (REASON, REASON.replace(", ", ",  ").lower(), True),
        (REASON, REASON + " They are now in place.", False),
        ("No update provided", "No update provided", False),
        ("No update provided at this time by any of the partners.",) * 2 + (False,),
        ("Police data is late.", "Police data is late.", False),
        ("14 people are in treatment now.", "14 people are in treatment now.", True),
        ("9 people are in treatment now.", "9 people are in treatment now.", False),
    ],
)
def test_a_text_that_was_not_changed(before: str, now: str, is_stale: bool) -> None:
    row = text("5.1", "2015-16Q4", now)
    snapshot = document(GRID, text("5.1", "2015-16Q3", before), row)
    assert bool(told(unchanged, snapshot, row)) is is_stale


def test_one_brought_forward_and_not_yet_read_is_said_elsewhere() -> None:
    row = text("5.1", "2015-16Q4", REASON, reviewed=False)
    assert told(unchanged, document(GRID, text("5.1", "2015-16Q3", REASON), row), row) == []


@pytest.mark.parametrize(
    ("section", "is_stale"), [("highlight", True), ("note", False), ("planned activity", False)]
)
def test_a_summary_that_was_not_changed(section: str, is_stale: bool) -> None:
    row = item(REASON, section=section)
    snapshot = document(row, item(REASON, "2015-16Q3", section, "before"))
    assert bool(told(unchanged, snapshot, row)) is is_stale
