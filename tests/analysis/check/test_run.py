"""The run of the check: places told once, positions as kept, excuses, and edits that concern few texts."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import cspdesk.analysis.check.run as run_module
from cspdesk.analysis.check.checker import CheckBook, check, check_text
from cspdesk.analysis.check.finding import (
    Finding,
    Kind,
    Severity,
    Statement,
    Verdict,
)
from cspdesk.analysis.check.reading import Outcome, Reading
from cspdesk.analysis.check.texts import texts
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.findings import excusing, withdrawing
from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.domain.changes import Command
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Commentary,
    Measure,
    MeasureId,
    Observation,
    PriorityId,
    ReportItem,
    ReportItemId,
    SeriesId,
)
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store

VIOLENCE, ROBBERY = MeasureId("m21"), MeasureId("m22")
EARLIER = LAST_QUARTER.previous


def numbers(reading: Reading) -> Iterator[Outcome]:
    """A detector for these tests: a number must be the cell of the text's own quarter, "?" is doubtful."""
    line = SeriesId(str(reading.ref.measure))
    row = reading.snapshot.of(Observation).get(line, reading.ref.period)
    for found in re.finditer(r"[0-9,]*[0-9]", reading.text):
        start, end = found.span()
        right = row.typed if row is not None else ""
        verdict = Verdict.UNCHECKED if not right else Verdict.AGREES if found[0] == right else Verdict.DIFFERS
        yield Statement(reading.ref, start, end, found[0], verdict, f"the cell says {right}" if right else "")
        if verdict is Verdict.DIFFERS:
            yield wrong(reading, start, end, should_be=right)


def wrong(
    reading: Reading, start: int, end: int, should_be: str = "", kind: Kind = Kind.WRONG_NUMBER
) -> Finding:
    said = reading.text[start:end]
    return Finding(
        kind, reading.ref, start, end, said, should_be, f"The text says {said}.", correction=should_be
    )


@pytest.fixture(autouse=True)
def _detectors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "DETECTORS", (numbers,))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "small.cspdesk") as opened:
        opened.run(DeleteRow("Gone", Commentary, (VIOLENCE, EARLIER)))
        yield opened


def says(store: Store, text: str, measure: MeasureId = VIOLENCE, quarter: Period = LAST_QUARTER) -> Snapshot:
    store.run(SetCommentary("Words", measure, quarter, text))
    return store.load()


def told(findings: Sequence[Finding]) -> list[tuple[str, str, int, int]]:
    return [(each.kind.value, each.said, each.start, each.end) for each in findings]


def detecting(monkeypatch: pytest.MonkeyPatch, *found: tuple[str, int, int]) -> None:
    """Have a detector find these kinds at these places."""

    def detector(reading: Reading) -> Iterator[Outcome]:
        for kind, start, end in found:
            yield wrong(reading, start, end, kind=Kind(kind))

    monkeypatch.setattr(run_module, "DETECTORS", (detector,))


class TestReport:
    def test_what_agrees_what_does_not_and_how_far_it_reached(self, store: Store) -> None:
        says(store, "412 offences.")
        says(store, "31 offences.", ROBBERY)
        report = check(says(store, "5 of them.", MeasureId("m32")), LAST_QUARTER)
        assert report.reach == "3 statements read: 1 agrees, 1 does not, 1 could not be checked."
        assert told(report.findings) == [("wrong_number", "31", 0, 2), ("unverified", "5", 0, 1)]
        assert [each.sentence for each in report.findings] == ["31 offences.", "5 of them."]
        assert [each.severity for each in report.open] == [Severity.ERROR]

    def test_errors_come_first_then_the_order_of_the_pack(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def detector(reading: Reading) -> Iterator[Outcome]:
            for place, word in enumerate(reading.text.split()):
                yield wrong(
                    reading, 2 * place, 2 * place + 1, kind=Kind.STALE if word == "s" else Kind.WRONG_NUMBER
                )

        monkeypatch.setattr(run_module, "DETECTORS", (detector,))
        says(store, "s 3 4", ROBBERY)
        report = check(says(store, "1 s 2"), LAST_QUARTER)
        assert [each.said for each in report.findings] == ["1", "2", "3", "4", "s", "s"]
        assert [each.ref.measure for each in report.findings[-2:]] == [VIOLENCE, ROBBERY]

    def test_one_text_is_checked_as_it_is_typed(self, store: Store) -> None:
        snapshot = says(store, "412 offences.")
        (kept,) = texts(snapshot, LAST_QUARTER)
        assert check_text(snapshot, kept.ref)[1] == ()
        statements, findings = check_text(snapshot, kept.ref, "413 offences")
        assert [each.verdict for each in statements] == [Verdict.DIFFERS]
        assert told(findings) == [("wrong_number", "413", 0, 3)]
        assert check_text(snapshot, kept.ref, " \n") == ((), ())

    def test_a_detector_that_fails_hides_nothing_else(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(reading: Reading) -> Iterator[Outcome]:
            yield wrong(reading, 0, 3)
            raise ValueError("a fault")

        seen: list[tuple[Any, bool]] = []
        monkeypatch.setattr(run_module, "DETECTORS", (broken, numbers))
        monkeypatch.setattr(run_module, "_TROUBLES", set())
        monkeypatch.setattr(run_module._LOG, "error", lambda *words, exc_info: seen.append((words, exc_info)))
        says(store, "No figure.", ROBBERY)
        report = check(says(store, "413 offences."), LAST_QUARTER)
        assert told(report.findings) == [("wrong_number", "413", 0, 3)]
        # How it came about is told once, and where it happened each time.
        assert [(words[1], is_full) for words, is_full in seen] == [("broken", True), ("broken", False)]


class TestOneFindingForEachPlace:
    def test_of_the_same_words_the_worst_is_told(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        detecting(monkeypatch, ("overclaim", 0, 3), ("wrong_number", 0, 3), ("unverified", 0, 3))
        report = check(says(store, "Twelve"), LAST_QUARTER)
        assert told(report.findings) == [("wrong_number", "Twe", 0, 3)]

    def test_of_one_kind_overlapping_words_are_told_once(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        detecting(
            monkeypatch,
            ("stale", 0, 4),
            ("stale", 2, 6),
            ("stale", 6, 9),
            ("overclaim", 1, 8),
            ("stale", 5, 7),
        )
        report = check(says(store, "All of them"), LAST_QUARTER)
        assert told(report.findings) == [
            ("stale", "All ", 0, 4),
            ("overclaim", "ll of t", 1, 8),
            ("stale", " th", 6, 9),
        ]

    def test_what_could_not_be_verified_is_told_only_where_nothing_else_is(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        detecting(monkeypatch, ("unverified", 0, 3), ("overclaim", 2, 6), ("unverified", 7, 9))
        report = check(says(store, "All of them"), LAST_QUARTER)
        assert [each.kind for each in report.findings] == [Kind.OVERCLAIM, Kind.UNVERIFIED]


class TestLiveFields:
    def test_positions_are_those_of_the_text_as_it_is_kept(self, store: Store) -> None:
        text = "{value} this quarter, and 413 again."
        report = check(says(store, text), LAST_QUARTER)
        (finding,) = report.findings
        assert text[finding.start : finding.end] == finding.said == "413"
        assert finding.sentence == "412 offences this quarter, and 413 again."
        assert report.count(Verdict.AGREES) == 1

    def test_a_cell_holds_none(self, store: Store) -> None:
        cell = TypedCell(SeriesId("m21"), LAST_QUARTER, "None of the {9.9 value} was solved")
        store.run(SetFigures("Figure", (cell,)))
        assert cell.typed in [kept.text for kept in texts(store.load(), LAST_QUARTER)]
        found = check(store.load(), LAST_QUARTER).findings
        assert Kind.UNRESOLVED not in {each.kind for each in found}

    def test_words_of_a_field_are_the_field_and_are_not_replaced(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Said, the text begins "In all 412 offences".
        detecting(monkeypatch, ("overclaim", 0, 19))
        text = "In all {value} there."
        (finding,) = check(says(store, text), LAST_QUARTER).findings
        assert (finding.said, finding.correction) == ("In all {value}", "")
        assert text[finding.start : finding.end] == finding.said

    def test_a_figure_that_follows_the_grid_is_never_said_to_be_wrong(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        detecting(monkeypatch, ("wrong_number", 7, 10), ("wrong_percent", 7, 19), ("wrong_number", 20, 25))
        report = check(says(store, "In all {value} there."), LAST_QUARTER)
        assert [(each.kind, each.said) for each in report.findings] == [(Kind.WRONG_NUMBER, "there")]

    def test_every_finding_counts_as_a_statement_that_does_not_agree(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        detecting(monkeypatch, ("overclaim", 0, 3), ("stale", 7, 9))
        report = check(says(store, "All of them"), LAST_QUARTER)
        assert report.reach == "2 statements read: 0 agree, 2 do not, 0 could not be checked."

    def test_a_field_that_names_nothing_is_an_error_and_claims_nothing(self, store: Store) -> None:
        text = "412 offences, {9.99 value}."
        report = check(says(store, text), LAST_QUARTER)
        (finding,) = report.findings
        assert (finding.kind, finding.said) == (Kind.UNRESOLVED, "{9.99 value}")
        assert text[finding.start : finding.end] == finding.said
        assert "9.99" in finding.message
        assert len(report.statements) == 1


class TestAsOf:
    @pytest.fixture(autouse=True)
    def _days(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def judged(reading: Reading) -> Iterator[Outcome]:
            yield Statement(reading.ref, 0, 1, reading.as_of.isoformat(), Verdict.AGREES, "")

        monkeypatch.setattr(run_module, "DETECTORS", (judged,))

    def test_it_is_the_day_for_the_packs_own_quarter(self, store: Store) -> None:
        says(store, "Earlier.", quarter=EARLIER)
        snapshot = says(store, "Now.")
        for quarter in (LAST_QUARTER, None):
            report = check(snapshot, quarter, date(2016, 5, 9))
            assert [each.said for each in report.statements] == ["2015-12-31", "2016-05-09"]

    def test_without_one_it_is_the_quarters_last(self, store: Store) -> None:
        (said,) = check(says(store, "Now."), LAST_QUARTER).statements
        assert said.said == "2016-03-31"


class TestExcuses:
    def excused(self, store: Store, reason: str = "The police gave it late.") -> Finding:
        (finding,) = check(says(store, "413 offences."), LAST_QUARTER).findings
        store.run(excusing(finding, reason))
        return finding

    def test_one_stays_in_the_report_and_does_not_count(self, store: Store) -> None:
        finding = self.excused(store)
        report = check(store.load(), LAST_QUARTER)
        assert report.findings[0].excuse == "The police gave it late."
        assert report.open == ()
        store.run(withdrawing(finding))
        assert check(store.load(), LAST_QUARTER).open == (finding,)

    @pytest.mark.parametrize(
        "command",
        [
            SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, "414"),)),
            SetCommentary("Words", VIOLENCE, LAST_QUARTER, "413 offences in all."),
        ],
        ids=["the figure", "the sentence"],
    )
    def test_it_lapses_when_that_changes(self, store: Store, command: Command) -> None:
        self.excused(store)
        store.run(command)
        (finding,) = check(store.load(), LAST_QUARTER).open
        assert finding.excuse is None

    def test_it_stands_while_other_sentences_change(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(run_module, "DETECTORS", (numbers,))
        self.excused(store)
        report = check(says(store, "It is known.\n413 offences."), LAST_QUARTER)
        assert report.open == ()

    def test_it_holds_in_its_own_place_only(self, store: Store) -> None:
        self.excused(store)
        report = check(says(store, "413 offences.", ROBBERY), LAST_QUARTER)
        assert [each.ref.measure for each in report.open if each.severity is Severity.ERROR] == [ROBBERY]

    def test_nothing_fails_when_its_measure_is_deleted(self, store: Store) -> None:
        self.excused(store)
        store.run(DeleteRow("Gone", Measure, (VIOLENCE,)))
        assert check(store.load(), LAST_QUARTER).findings == ()


class TestBook:
    EDITS: tuple[Command, ...] = (
        SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, "400"),)),
        SetCommentary("Words", ROBBERY, LAST_QUARTER, "30 offences."),
        PutRows("Rename", (Measure(id=ROBBERY, title="Robbery of the person"),)),
        PutRows(
            "Item",
            (
                ReportItem(
                    id=ReportItemId("i"),
                    priority=PriorityId("p2"),
                    period=LAST_QUARTER,
                    text="Violence is up.",
                ),
            ),
        ),
        DeleteRow("Gone", Measure, (ROBBERY,)),
    )

    @pytest.fixture
    def read(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The texts that are read from here on."""
        found: list[str] = []

        def noted(reading: Reading) -> Iterator[Outcome]:
            found.append(reading.text)
            return numbers(reading)

        monkeypatch.setattr(run_module, "DETECTORS", (noted,))
        return found

    def test_after_every_edit_it_is_as_if_made_afresh(self, store: Store) -> None:
        says(store, "31 offences.", ROBBERY)
        book = CheckBook(says(store, "412 offences."), LAST_QUARTER)
        for command in self.EDITS:
            change_set = store.run(command)
            assert change_set is not None
            after = book.snapshot.advanced(change_set)
            book = book.advanced(after, change_set)
            assert book.report == check(store.load(), LAST_QUARTER), command.label

    @pytest.mark.parametrize(
        ("command", "expected"),
        [
            (SetFigures("Figure", (TypedCell(SeriesId("m21"), EARLIER, "400"),)), ["Own.", "Violence 1."]),
            (SetCommentary("Words", VIOLENCE, LAST_QUARTER, "Other."), ["Other."]),
            (SetFigures("Figure", (TypedCell(SeriesId("m13"), LAST_QUARTER, "400"),)), []),
        ],
        ids=["a figure", "words", "a figure of which nothing is written"],
    )
    def test_an_edit_reads_what_it_concerns(
        self, store: Store, read: list[str], command: Command, expected: list[str]
    ) -> None:
        says(store, "Own.")
        says(store, "Violence 1.", MeasureId("m32"))
        says(store, "Other words.", MeasureId("m12"))
        book = CheckBook(store.load(), LAST_QUARTER)
        read.clear()
        change_set = store.run(command)
        assert change_set is not None
        book.advanced(book.snapshot.advanced(change_set), change_set)
        assert sorted(read) == expected
