"""The check of a window: off its thread, kept up with edits, and asked about a text that is being typed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cspdesk.analysis.check.finding import CheckReport, Finding, TextRef
from cspdesk.commands.report_text import ReportPart, SetReport
from cspdesk.commands.words import SetCommentary
from cspdesk.desk import check_desk as check_desk_module
from cspdesk.desk.check_desk import LETTERS_AT_ONCE, CheckDesk, check_desk_of, judged_on
from cspdesk.desk.document import Document
from cspdesk.desk.jobs import jobs_of
from cspdesk.desk.text_refs import commentary_ref
from cspdesk.desk.workspace import Place, Selection, Workspace
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Excuse, MeasureId, SeriesId
from tests.support.documents import LAST_QUARTER, small_store
from tests.support.fake_check import WRONG, use_marked_words

VIOLENCE = MeasureId("m21")
DAY = date(2016, 5, 12)


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    use_marked_words(monkeypatch)


@pytest.fixture
def workspace(qtbot: QtBot, tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace()
    made.open(Document(small_store(tmp_path / "small.cspdesk")))
    write(made, "There were 436 offences, 347 of them by day. 10.2% were solved, many soon.")
    yield made
    jobs_of(made).close()
    made.open(None)


@pytest.fixture
def desk(workspace: Workspace) -> CheckDesk:
    return CheckDesk(workspace, lambda: DAY)


def document(workspace: Workspace) -> Document:
    assert workspace.document is not None
    return workspace.document


def write(workspace: Workspace, text: str, quarter: Period = LAST_QUARTER) -> None:
    document(workspace).do(SetCommentary("Commentary", VIOLENCE, quarter, text))


def known(desk: CheckDesk, qtbot: QtBot) -> CheckReport:
    qtbot.waitUntil(lambda: desk.is_current, timeout=10_000)
    assert desk.report is not None
    return desk.report


def ref(workspace: Workspace, quarter: Period = LAST_QUARTER) -> TextRef:
    return commentary_ref(document(workspace).snapshot, VIOLENCE, quarter)


def said(report: CheckReport) -> list[str]:
    return [finding.said for finding in report.open]


def looked(desk: CheckDesk, at: TextRef, text: str) -> list[tuple[Finding, ...]]:
    told: list[tuple[Finding, ...]] = []
    desk.look(at, text, told.append)
    return told


def test_a_window_has_one_check(workspace: Workspace) -> None:
    assert check_desk_of(workspace) is check_desk_of(workspace)


def test_the_texts_are_checked_off_the_windows_thread(desk: CheckDesk, qtbot: QtBot) -> None:
    assert desk.report is None
    with qtbot.waitSignal(desk.changed, timeout=10_000):
        assert not desk.is_current
    report = known(desk, qtbot)
    assert said(report) == ["436", "10.2"]
    assert report.reach == "4 statements read: 1 agrees, 2 do not, 1 could not be checked."


def test_an_edit_is_checked_soon(desk: CheckDesk, workspace: Workspace, qtbot: QtBot) -> None:
    known(desk, qtbot)
    write(workspace, "There were 436 offences.")
    assert not desk.is_current
    assert said(known(desk, qtbot)) == ["436"]
    document(workspace).undo()
    assert said(known(desk, qtbot)) == ["436", "10.2"]


def test_edits_while_a_run_is_under_way_are_not_missed(
    desk: CheckDesk, workspace: Workspace, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(jobs_of(workspace).started, timeout=10_000):
        pass
    write(workspace, "347 offences.")
    write(workspace, "436 offences during Q3.", Period.quarter(2015, 3))
    report = known(desk, qtbot)
    assert [(f.said, f.ref.period) for f in report.open] == [("436", Period.quarter(2015, 3))]


def test_another_quarter_has_another_report(desk: CheckDesk, workspace: Workspace, qtbot: QtBot) -> None:
    known(desk, qtbot)
    workspace.choose_quarter(Period.quarter(2015, 3))
    assert desk.report is None
    # The texts of the year up to the quarter: those of Quarter 4 are not among them.
    assert said(known(desk, qtbot)) == []


def test_it_can_be_had_at_once(desk: CheckDesk, workspace: Workspace, qtbot: QtBot) -> None:
    report = desk.settle()
    assert report is not None
    assert said(report) == ["436", "10.2"]
    write(workspace, "During Q3 it was quiet.")
    settled = desk.settle()
    assert settled is not None
    assert said(settled) == ["During Q3"]
    # Nothing comes late and takes its place.
    qtbot.wait(300)
    assert desk.report is settled


def test_at_once_also_while_a_run_is_under_way(desk: CheckDesk, workspace: Workspace, qtbot: QtBot) -> None:
    known(desk, qtbot)
    with qtbot.waitSignal(jobs_of(workspace).started, timeout=10_000):
        write(workspace, "347 offences.")
    write(workspace, "436 offences.")
    report = desk.settle()
    assert report is not None
    assert said(report) == ["436"]
    qtbot.waitUntil(lambda: not jobs_of(workspace).running, timeout=10_000)
    assert desk.report is report


def test_a_text_being_typed_is_checked_before_it_is_saved(desk: CheckDesk, workspace: Workspace) -> None:
    assert [f.message for f in looked(desk, ref(workspace), "So 436 it was.")[0]] == [WRONG]
    assert looked(desk, ref(workspace), "So 426 it was.") == [()]


def test_a_text_as_it_stands_is_not_read_again(
    desk: CheckDesk, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "There were 436 offences."
    write(workspace, text)
    known(desk, qtbot)
    read: list[str] = []

    def note(_snapshot: object, _ref: TextRef, words: str, _as_of: date) -> tuple[Finding, ...]:
        read.append(words)
        return ()

    monkeypatch.setattr(check_desk_module, "_looked_at", note)
    assert [f.said for f in looked(desk, ref(workspace), text)[0]] == ["436"]
    assert looked(desk, ref(workspace, Period.quarter(2015, 2)), "436 in another quarter.") == [()]
    assert looked(desk, ref(workspace), "There were 436 offence") == [()]
    # After an edit elsewhere the figures may be others.
    write(workspace, "347 offences.", Period.quarter(2015, 3))
    assert looked(desk, ref(workspace), text) == [()]
    assert read == ["436 in another quarter.", "There were 436 offence", text]


def test_a_long_text_is_checked_by_a_job(desk: CheckDesk, workspace: Workspace, qtbot: QtBot) -> None:
    told = looked(desk, ref(workspace), f"{'Quiet. ' * LETTERS_AT_ONCE}436 offences.")
    assert told == []
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert [f.said for f in told[0]] == ["436"]


def test_a_finding_is_accepted_as_one_edit(desk: CheckDesk, workspace: Workspace, qtbot: QtBot) -> None:
    finding = known(desk, qtbot).open[0]
    assert desk.accept(finding) == ""
    assert document(workspace).undo_label == "Correct '436' to '426'"
    assert said(known(desk, qtbot)) == ["10.2"]
    # The same words are not there any more.
    assert "has been changed since" in desk.accept(finding)


def test_an_excuse_counts_until_it_is_taken_back(desk: CheckDesk, workspace: Workspace, qtbot: QtBot) -> None:
    finding = known(desk, qtbot).open[0]
    assert desk.excuse(finding, "The police revised it after the pack went out.") == ""
    report = known(desk, qtbot)
    assert said(report) == ["10.2"]
    excused = next(each for each in report.findings if each.excuse)
    assert excused.excuse == "The police revised it after the pack went out."
    assert [f.said for f in looked(desk, ref(workspace), "436 offences.")[0] if f.excuse is None] == ["436"]
    assert desk.withdraw(excused) == ""
    assert said(known(desk, qtbot)) == ["436", "10.2"]
    assert len(document(workspace).snapshot.of(Excuse)) == 0


def test_an_excuse_needs_a_reason(desk: CheckDesk, qtbot: QtBot) -> None:
    assert "needs a reason" in desk.excuse(known(desk, qtbot).open[0], "  ")


def test_it_leads_to_the_text_and_then_to_the_words(
    desk: CheckDesk, workspace: Workspace, qtbot: QtBot
) -> None:
    finding = known(desk, qtbot).open[0]
    gone: list[Place] = []
    workspace.going.connect(gone.append)
    with qtbot.waitSignal(desk.pointed) as pointed:
        desk.show(finding)
    assert gone == [Place("write", Selection(VIOLENCE, SeriesId("m21"), LAST_QUARTER))]
    assert pointed.args == [finding]


def test_closing_the_file_leaves_nothing(desk: CheckDesk, workspace: Workspace, qtbot: QtBot) -> None:
    finding = known(desk, qtbot).open[0]
    workspace.open(None)
    assert desk.report is None
    assert desk.settle() is None
    assert desk.accept(finding) == "The file was closed meanwhile."


def test_a_fault_is_told_and_the_next_edit_begins_anew(
    desk: CheckDesk, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    workspace.told.connect(told.append)

    def fail(*_args: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken, qtbot.captureExceptions() as raised:
        broken.setattr(check_desk_module, "_worked_out", fail)
        qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert [each[0] for each in raised] == [ZeroDivisionError]
    assert told == ["The texts were not checked, through a fault of the program."]
    assert desk.report is None
    write(workspace, "436 offences.")
    assert said(known(desk, qtbot)) == ["436"]


@pytest.mark.parametrize(
    ("dated", "today", "expected"),
    [
        # The day that the pack is dated.
        ("12 May 2016", date(2016, 6, 1), date(2016, 5, 12)),
        # No day: today, while the quarter is the one to report on.
        ("", date(2016, 6, 1), date(2016, 6, 1)),
        ("May 2016", date(2016, 2, 1), date(2016, 2, 1)),
        # Long gone: its own last day, as when its pack went out.
        ("", date(2026, 11, 21), date(2016, 3, 31)),
        # Not begun yet.
        ("", date(2015, 12, 31), date(2016, 3, 31)),
    ],
)
def test_the_day_against_which_texts_are_judged(
    workspace: Workspace, dated: str, today: date, expected: date
) -> None:
    if dated:
        document(workspace).do(SetReport("Date", LAST_QUARTER, ReportPart.DATED, dated))
    assert judged_on(document(workspace).snapshot, LAST_QUARTER, today) == expected
