"""The Check page without widgets: which heading a line stands under, and what a quarter alone shows."""

from dataclasses import replace

import pytest

from cspdesk.analysis.check.finding import (
    CheckReport,
    Finding,
    Kind,
    Statement,
    TextRef,
    Verdict,
    Where,
)
from cspdesk.desk.check_board import Group, check_board, said_once
from cspdesk.desk.home_board import finding_lines, home_board
from cspdesk.desk.workspace import Place
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import MeasureId
from tests.support.documents import LAST_QUARTER, small_snapshot

BEFORE = Period.quarter(2015, 3)


def ref(quarter: Period) -> TextRef:
    return TextRef(Where.COMMENTARY, ("m21", quarter.key), "text", quarter, measure=MeasureId("m21"))


def finding(kind: Kind, quarter: Period = LAST_QUARTER, excuse: str | None = None) -> Finding:
    return Finding(kind, ref(quarter), 0, 3, "436", "426", f"It is {kind.value}.", excuse=excuse)


def statement(verdict: Verdict, quarter: Period = LAST_QUARTER) -> Statement:
    return Statement(ref(quarter), 0, 3, "436", verdict, "worked out")


REPORT = CheckReport(
    (
        statement(Verdict.DIFFERS),
        statement(Verdict.AGREES),
        statement(Verdict.AGREES, BEFORE),
        statement(Verdict.UNCHECKED),
    ),
    (
        finding(Kind.WRONG_NUMBER),
        finding(Kind.UNRECONCILED, BEFORE),
        finding(Kind.WRONG_PERCENT, excuse="As agreed"),
        finding(Kind.STALE),
        finding(Kind.OVERCLAIM, BEFORE, excuse="They all are"),
        finding(Kind.UNVERIFIED),
    ),
)


@pytest.fixture
def snapshot() -> Snapshot:
    return small_snapshot()


def test_lines_stand_under_how_much_they_matter(snapshot: Snapshot) -> None:
    board = check_board(snapshot, REPORT)
    assert {group.value: [line.says for line in lines] for group, lines in board.groups.items()} == {
        "Errors": ["It is wrong_number.", "It is unreconciled."],
        "Warnings": ["It is stale."],
        "Could not be checked": ["It is unverified."],
        "Excused": ["It is wrong_percent.", "It is overclaim."],
        "Agree with the figures": ["436", "436"],
    }
    assert [group.is_folded for group in Group] == [False, False, True, True, True]
    assert board.reach == "4 statements read: 2 agree, 1 does not, 1 could not be checked."
    assert not board.is_clean


def test_a_quarter_shows_its_own_texts_alone(snapshot: Snapshot) -> None:
    board = check_board(snapshot, REPORT, BEFORE)
    assert [len(lines) for lines in board.groups.values()] == [1, 0, 0, 1, 1]
    assert board.reach == "1 statement read: 1 agrees, 0 do not, 0 could not be checked."


def test_excused_and_unread_are_nothing_to_mend(snapshot: Snapshot) -> None:
    report = CheckReport(
        (), tuple(each for each in REPORT.findings if each.excuse or each.kind is Kind.UNVERIFIED)
    )
    assert check_board(snapshot, report).is_clean


def test_a_line_names_its_text(snapshot: Snapshot) -> None:
    (line, _) = check_board(snapshot, REPORT).groups[Group.ERRORS]
    assert (line.name, line.part) == ("2.1 Violence with injury", "Commentary, Quarter 4 2015/16")
    # What a line is stays the same where only its place in the text has moved.
    moved = replace(REPORT, findings=(replace(REPORT.findings[0], start=5, end=8),))
    (again,) = check_board(snapshot, moved).groups[Group.ERRORS]
    assert again.key == line.key


def test_home_has_a_handful_and_one_line_for_the_rest(snapshot: Snapshot) -> None:
    found = tuple(finding(Kind.WRONG_NUMBER) for _ in range(17))
    lines = tuple(finding_lines(snapshot, found))
    assert [line.count for line in lines] == [1, 1, 1, 1, 1, 12]
    assert (lines[0].words, lines[0].detail) == ("2.1 Violence with injury", "Error: It is wrong_number.")
    assert lines[0].finding == found[0]
    assert (lines[5].words, lines[5].place, lines[5].finding) == ("and 12 more", Place("check"), None)
    assert len(tuple(finding_lines(snapshot, found[:5]))) == 5
    board = home_board(snapshot, LAST_QUARTER, LAST_QUARTER.end, found)
    assert board.to_check[:6] == lines
    assert home_board(snapshot, LAST_QUARTER, LAST_QUARTER.end).to_check == board.to_check[6:]


@pytest.mark.parametrize(
    ("message", "working", "told"),
    [
        (
            "The text says 436; the figures give 426 (12,469 − 12,043 = 426, 2015/16 against 2014/15).",
            "12,469 − 12,043 = 426, 2015/16 against 2014/15",
            ("The text says 436; the figures give 426.", "12,469 − 12,043 = 426, 2015/16 against 2014/15"),
        ),
        (
            "The text gives a baseline of 29.9%, but the baseline in force is 40.8%: correct it.",
            "the baseline in force is 40.8%",
            ("The text gives a baseline of 29.9%, but the baseline in force is 40.8%: correct it.", ""),
        ),
        (
            "The text says 'Each indicator', but 'Robbery' has no target.",
            "Robbery: has no target",
            ("The text says 'Each indicator', but 'Robbery' has no target.", ""),
        ),
        # The same words, but only the working says what was added to what.
        (
            "The text says 5; 2 and 3 give another sum, 6.",
            "2 + 3 = 6",
            ("The text says 5; 2 and 3 give another sum, 6.", "2 + 3 = 6"),
        ),
        ("'many' could not be checked.", "", ("'many' could not be checked.", "")),
    ],
)
def test_message_and_working_say_nothing_twice(message: str, working: str, told: tuple[str, str]) -> None:
    assert said_once(replace(finding(Kind.WRONG_NUMBER), message=message, working=working)) == told


def test_the_same_words_twice_in_a_text_are_two_lines(snapshot: Snapshot) -> None:
    again = replace(finding(Kind.WRONG_NUMBER), start=20, end=23)
    report = CheckReport((), (finding(Kind.WRONG_NUMBER), again, finding(Kind.STALE)))
    board = check_board(snapshot, report)
    assert [line.nth for line in board.groups[Group.ERRORS]] == [0, 1]
    assert len({line.key for lines in board.groups.values() for line in lines}) == 3
