import threading
import time

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from cspdesk.desk.jobs import Jobs, Progress, jobs_of
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.errors import RefusedError


@pytest.fixture
def jobs(qtbot: QtBot) -> Jobs:
    workspace = Workspace()
    found = jobs_of(workspace)
    # Held by the test, so that it outlives this function.
    found._keeps = workspace  # type: ignore[attr-defined]
    return found


def test_a_workspace_has_one(jobs: Jobs) -> None:
    workspace = jobs.parent()
    assert isinstance(workspace, Workspace)
    assert jobs_of(workspace) is jobs


def test_the_result_arrives_on_the_window_s_thread(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[tuple[object, int, int]] = []
    here = threading.get_ident()

    def work(progress: Progress) -> int:
        return threading.get_ident()

    jobs.run("Work", work, lambda there: seen.append((there, threading.get_ident(), here)))
    qtbot.waitUntil(lambda: bool(seen))
    there, told, own = seen[0]
    assert told == own
    assert there != own
    assert jobs.running == ()


def test_progress_comes_at_most_ten_times_a_second(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[int] = []
    over: list[object] = []

    def work(progress: Progress) -> None:
        until = time.monotonic() + 0.35
        done = 0
        while time.monotonic() < until:
            done += 1
            progress(done, 10_000_000)

    job = jobs.run("Count", work, over.append)
    job.progressed.connect(lambda done, total, words: heard.append(done))
    qtbot.waitUntil(lambda: bool(over))
    # At once, and then at 0.1, 0.2 and 0.3 seconds.
    assert 2 <= len(heard) <= 4
    assert heard == sorted(heard)


def test_cancelling_is_noticed_where_progress_is_told(jobs: Jobs, qtbot: QtBot) -> None:
    ended: list[str] = []

    def work(progress: Progress) -> None:
        while True:
            progress(0, 1)
            time.sleep(0.001)

    job = jobs.run("For ever", work, lambda _: ended.append("done"), lambda _: ended.append("failed"))
    job.cancelled.connect(lambda: ended.append("cancelled"))
    job.cancel()
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == ["cancelled"]


def test_an_error_goes_to_the_one_who_asked(jobs: Jobs, qtbot: QtBot) -> None:
    failed: list[BaseException] = []

    def work(progress: Progress) -> None:
        raise RefusedError("No.")

    jobs.run("Fail", work, lambda _: None, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert str(failed[0]) == "No."


def test_an_error_that_nobody_asked_for_is_raised_where_the_window_is(jobs: Jobs, qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        raise RefusedError("No.")

    with capture_exceptions() as caught:
        jobs.run("Fail", work, lambda _: None)
        qtbot.waitUntil(lambda: not jobs.running)
        qtbot.wait(10)
    assert [str(error) for _, error, _ in caught] == ["No."]


def test_closing_waits_and_delivers_nothing(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[object] = []
    began = threading.Event()

    def work(progress: Progress) -> None:
        began.set()
        while True:
            progress(0, 1)
            time.sleep(0.001)

    job = jobs.run("For ever", work, heard.append, heard.append)
    assert began.wait(5)
    jobs.close()
    assert not job.thread_.is_alive()
    qtbot.wait(30)
    assert heard == []
    assert jobs.running == ()
