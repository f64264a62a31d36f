"""Proves what the commands of dev.py promise: demo's three files, and that no failed step is lost."""

import os
import shlex
import sys
from pathlib import Path

import pytest

import dev

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="stands in for programs by shell scripts")


def stand_in(path: Path, *words: str) -> Path:
    """A program that runs other words in its place."""
    path.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, repository: Path) -> Path:
    """The folder demo writes into, here a temporary one, with this run's Python in place of .venv."""
    program = stand_in(tmp_path / "cspdesk", sys.executable, "-m", "cspdesk")
    path = os.pathsep.join([str(repository / "src"), os.environ.get("PYTHONPATH", "")])
    monkeypatch.setattr(dev, "OUT", tmp_path / "out")
    monkeypatch.setattr(dev, "command", lambda name: program)
    monkeypatch.setattr(dev, "clean_environment", lambda: {**os.environ, "PYTHONPATH": path})
    monkeypatch.setattr(dev, "ensure_system", lambda *, for_tests: None)
    monkeypatch.setattr(dev, "ensure_environment", lambda: None)
    monkeypatch.setattr(dev, "has_display", lambda: False)
    return tmp_path / "out"


@pytest.mark.slow
def test_demo_makes_the_three_files_and_a_second_run_keeps_what_was_typed(
    out: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert dev.demo() == 0
    said = capfd.readouterr().out
    for suffix in ("docx", "xlsx", "html"):
        (made,) = out.glob(f"*.{suffix}")
        assert str(made) in said
    file = out / "quarter-narrative.cspdesk"
    before = file.read_bytes()
    assert dev.demo() == 0
    assert file.read_bytes() == before


def test_demo_stops_where_the_program_fails(
    out: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    failing = stand_in(tmp_path / "failing", "sh", "-c", "exit 2")
    monkeypatch.setattr(dev, "command", lambda name: failing)
    with pytest.raises(SystemExit, match="2"):
        dev.demo()
    assert list(out.iterdir()) == []


def test_demo_says_which_file_was_not_written(
    out: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    idle = stand_in(tmp_path / "idle", "true")
    monkeypatch.setattr(dev, "command", lambda name: idle)
    with pytest.raises(SystemExit, match="1"):
        dev.demo()
    assert "wrote no .docx file" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("does", "code", "said"),
    [
        ("exit 0", 0, ""),
        ("echo odd; exit 3", 1, "The desk ended at once with code 3"),
        ("echo no Qt platform plugin could be initialized; exit 134", 0, "The display does not answer"),
    ],
)
def test_a_desk_that_ends_at_once_is_a_fault_unless_the_display_is_dead(
    out: Path,
    does: str,
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    ending = stand_in(out.parent / "ending", "sh", "-c", does)
    monkeypatch.setattr(dev, "command", lambda name: ending)
    monkeypatch.setattr(dev, "has_display", lambda: True)
    out.mkdir()
    assert dev.open_desk(out / "x.cspdesk") == code
    assert said in capfd.readouterr().out


def test_every_step_runs_and_one_failure_fails_the_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "SCRIPTS", tmp_path)
    for name, code in (("good", 0), ("bad", 1), ("last", 0)):
        stand_in(tmp_path / name, "sh", "-c", f"echo {name} ran; exit {code}")
    assert dev.run_steps([(name, [name]) for name in ("good", "bad", "last")]) == 1
    said = capfd.readouterr().out
    assert "last ran" in said
    assert "-- bad: FAILED in" in said
    assert "failed: bad" in said.splitlines()[-1]
    assert dev.run_steps([("good", ["good"])]) == 0


def test_an_unknown_command_shows_the_commands_and_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["tset"]) == 2
    assert "  demo " in capsys.readouterr().err
    assert dev.main([]) == 2
    assert dev.main(["demo", "please"]) == 2
