"""The program on a desktop: a real window under an X server, keys from outside, a second process."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cspdesk.domain.tables import PackIssue
from cspdesk.store.store import Store

pytestmark = [
    pytest.mark.xvfb,
    # In the gate their absence is a fault; elsewhere, as on Windows, there is no X server to be had.
    pytest.mark.skipif(
        not (shutil.which("Xvfb") and shutil.which("xdotool")) and os.environ.get("CI") != "true",
        reason="needs Xvfb and xdotool",
    ),
]

PATIENCE_S = 30.0


@pytest.fixture
def display() -> Iterator[str]:
    """An X server of the test's own, with the size of a small laptop."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x720x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as said:
            yield f":{said.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


def environment(display: str, home: Path) -> dict[str, str]:
    """A person's session on that display, with folders of the test's own."""
    return {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": str(home)}


def cspdesk(*words: object) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "cspdesk", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait for something to come true; fail naming it where it does not."""
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end, f"{what} did not come to pass"
        time.sleep(0.1)


def run_tests(display: str, home: Path, repository: Path, *words: str) -> str:
    """Run tests in a process of its own in real windows on that display; return what they said."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words],
        cwd=repository,
        env=environment(display, home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_main_job_runs_alike_in_a_real_window(display: str, tmp_path: Path, repository: Path) -> None:
    assert "1 passed" in run_tests(display, tmp_path, repository, "tests/ui/test_main_job.py")


def test_every_habit_of_the_grid_is_alike_in_a_real_window(
    display: str, tmp_path: Path, repository: Path
) -> None:
    said = run_tests(display, tmp_path, repository, "-m", "habit", "tests/ui")
    assert "passed" in said
    assert "skipped" not in said


def test_desk_takes_keys_from_outside_and_a_second_process_reads_beside_it(
    display: str, tmp_path: Path
) -> None:
    file = tmp_path / "riverbourne.cspdesk"
    assert cspdesk("new", file, "--sample", "quarter-narrative").returncode == 0
    session = environment(display, tmp_path)
    desk = subprocess.Popen([sys.executable, "-m", "cspdesk", str(file)], env=session)

    def press(*keys: str) -> None:
        subprocess.run(["xdotool", "key", "--delay", "40", *keys], env=session, check=True)

    def write(words: str) -> None:
        subprocess.run(["xdotool", "type", "--delay", "40", words], env=session, check=True)

    def figure() -> object:
        said = cspdesk("figures", file, "--quarter", "2015-16Q4", "--json")
        assert said.returncode == 0, "a second process reads beside the open desk"
        (measure,) = [each for each in json.loads(said.stdout)["measures"] if each["number"] == "2.1"]
        return measure["series"][0]["value"]

    try:
        window = subprocess.run(
            ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Riverbourne"],
            env=session,
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE_S,
        ).stdout.split()[0]
        # There is no window manager here to give the window the keyboard.
        subprocess.run(["xdotool", "windowfocus", "--sync", window], env=session, check=True)

        press("ctrl+k")
        write("violence with i")
        press("Return")
        time.sleep(0.5)
        write("500")
        press("Return")
        until(lambda: figure() == 500, "the figure typed in the window")

        refused = cspdesk("pack", file, "--quarter", "2015-16Q4", "--issue", "--out", tmp_path / "out")
        assert refused.returncode == 2
        assert "riverbourne.cspdesk is open for writing by " in refused.stderr
        assert not (tmp_path / "out").exists()

        press("ctrl+z")
        until(lambda: figure() == 412, "the undoing of the figure")

        # Its texts have errors, so it is asked once whether the pack is to go out as it is.
        press("ctrl+shift+p")
        time.sleep(2)
        press("ctrl+shift+p")
        until(lambda: len(list(tmp_path.rglob("* Q4 2015-16 v1.*"))) == 3, "the pack")
        press("ctrl+q")
        assert desk.wait(PATIENCE_S) == 0
    finally:
        if desk.poll() is None:
            desk.kill()
            desk.wait(10)

    assert not Path(f"{file}.lock").exists()
    with Store.read(file) as store:
        snapshot = store.load()
        assert len(snapshot.of(PackIssue)) == 1
        assert store.troubles() == []
