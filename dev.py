"""The one front door for every chore: set-up, demonstration, tests, pictures, lock file.

usage: python3 dev.py COMMAND

  demo     make the sample partnership's board pack in out/ and open the desk
  test     every check and test (further words go to pytest)
  check    the quick part of the tests (further words go to pytest)
  screens  a picture of every page
  golden   show how kept files differ from what is made now
  bench    timings against a stated floor
  setup    only what the other commands need: system packages and .venv
  lock     write the lock files anew from pyproject.toml

Each command does its own set-up first; a second run finds it done. Only the standard library is used
here, because this file runs before anything is installed.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - this is what tells a person with an older Python
    sys.exit(f"dev.py: CSPdesk needs Python 3.11 or later, and this is {platform.python_version()}.")

from tools.common import PYTHON, ROOT, SCRIPTS, run, say, stop
from tools.environment import clean_environment, command, ensure_environment, ensure_validator
from tools.lock import lock
from tools.system import ensure_system, has_display

OUT = ROOT / "out"
SAMPLE, QUARTER = "quarter-narrative", "2015-16Q4"
FORMATS = ("docx", "xlsx", "html")


def run_cspdesk(*words: str) -> None:
    """Run the program's command line; stop with its code where it fails (it has said why)."""
    code = run([command("cspdesk"), *words], env=clean_environment())
    if code != 0:
        raise SystemExit(code)


def open_desk(file: Path) -> int:
    """Open the desk and leave it open; 1 where the program ends at once with a fault."""
    if not has_display():
        say(f"There is no display here; where there is one, open the desk with: {command('cspdesk')} {file}")
        return 0
    log = OUT / "desk.log"
    # Its output goes to a file, so that whoever waits for our output need not wait for the window to close.
    with log.open("w", encoding="utf-8") as sink:
        desk = subprocess.Popen(
            [str(command("cspdesk")), str(file)],
            cwd=ROOT,
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
            start_new_session=True,
        )
    try:
        code = desk.wait(timeout=3)
    except subprocess.TimeoutExpired:
        say("The desk is open.")
        return 0
    if code == 0:
        return 0
    text = log.read_text(encoding="utf-8", errors="replace")
    if "no Qt platform plugin could be initialized" in text:
        say("The display does not answer, so the desk was not opened.")
        return 0
    print(text, file=sys.stderr)
    say(f"The desk ended at once with code {code}; its words are above and in {log}.")
    return 1


def demo() -> int:
    """Make the sample partnership and its pack, say where they are, open the desk."""
    ensure_system(for_tests=False)
    ensure_environment()
    OUT.mkdir(exist_ok=True)
    file = OUT / f"{SAMPLE}.cspdesk"
    if file.exists():
        say(f"Using the partnership file of an earlier run (delete it to start afresh): {file}")
    else:
        run_cspdesk("new", str(file), "--sample", SAMPLE)
    before = {path: path.stat().st_mtime_ns for path in OUT.iterdir()}
    run_cspdesk("pack", str(file), "--quarter", QUARTER, "--out", str(OUT), "--formats", ",".join(FORMATS))
    say(f"\nThe partnership file and its board pack for {QUARTER}:\n  {file}")
    for suffix in FORMATS:
        made = [path for path in OUT.glob(f"*.{suffix}") if before.get(path) != path.stat().st_mtime_ns]
        if not made:
            stop(f"the pack command ended well but wrote no .{suffix} file into {OUT}.", 1)
        for path in made:
            say(f"  {path}")
    return open_desk(file)


def offscreen_environment() -> dict[str, str]:
    """The environment for tests and pictures: no window unless a person asked for a platform."""
    return {"QT_QPA_PLATFORM": "offscreen", **clean_environment()}


def run_steps(steps: Sequence[tuple[str, Sequence[str]]]) -> int:
    """Run every step, also after a failure; print each one's time; 1 when any failed."""
    failed, begun = [], time.monotonic()
    for name, words in steps:
        say(f"\n== {name}")
        started = time.monotonic()
        tool = shutil.which(words[0], path=str(SCRIPTS)) or words[0]
        code = run([tool, *words[1:]], env=offscreen_environment())
        say(f"-- {name}: {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - started:.1f} s")
        if code != 0:
            failed.append(name)
    verdict = f"failed: {', '.join(failed)}" if failed else "all passed"
    say(f"\n{len(steps)} steps in {time.monotonic() - begun:.1f} s: {verdict}")
    return 1 if failed else 0


def static_steps() -> list[tuple[str, Sequence[str]]]:
    """The checks that read the code without running it."""
    return [
        ("ruff check", ["ruff", "check"]),
        ("ruff format", ["ruff", "format", "--check"]),
        ("mypy", ["mypy"]),
        ("import-linter", ["lint-imports", "--no-logo"]),
    ]


def pytest_words(rest: Sequence[str]) -> list[str]:
    """The pytest command; a person's own choice of tests runs in one process, to be watched."""
    return ["python", "-m", "pytest", *(rest or ["-n", "2"])]


def test(rest: Sequence[str]) -> int:
    """Run every check and test."""
    ensure_system(for_tests=True)
    ensure_environment()
    ensure_validator()
    return run_steps([*static_steps(), ("pytest", pytest_words(rest))])


def check(rest: Sequence[str]) -> int:
    """Run the checks and the quick tests."""
    ensure_system(for_tests=False)
    ensure_environment()
    return run_steps([*static_steps(), ("pytest", [*pytest_words(rest), "-m", "not slow and not xvfb"])])


def setup() -> int:
    """Install what every other command needs."""
    ensure_system(for_tests=True)
    ensure_environment()
    say("Ready.")
    return 0


def run_script(path: str, rest: Sequence[str]) -> int:
    """Run a script of ours in the environment, off-screen unless told otherwise."""
    if not (ROOT / path).is_file():
        say(f"There is no {path} yet, so there is nothing to run.")
        return 0
    ensure_system(for_tests=False)
    ensure_environment()
    module = path.removesuffix(".py").replace("/", ".")
    return run([PYTHON, "-m", module, *rest], env=offscreen_environment())


PLAIN_COMMANDS: dict[str, Callable[[], int]] = {"demo": demo, "setup": setup}
COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "test": test,
    "check": check,
    "screens": lambda rest: run_script("tests/screens.py", rest),
    "golden": lambda rest: run_script("tests/golden.py", rest),
    "bench": lambda rest: run_script("benchmarks/run.py", rest),
    "lock": lock,
}


def main(words: Sequence[str]) -> int:
    """Do the command that the words name; 2 for a word that is none."""
    if len(words) == 1 and words[0] in PLAIN_COMMANDS:
        return PLAIN_COMMANDS[words[0]]()
    if words and words[0] in COMMANDS:
        return COMMANDS[words[0]](words[1:])
    asked = bool(words) and words[0] in ("-h", "--help", "help")
    print(__doc__, file=sys.stdout if asked else sys.stderr)
    return 0 if asked else 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
