"""What every part of dev.py shares: where things are, how it speaks and how it starts a program.

Only the standard library is used in this folder, because it runs before anything is installed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = SCRIPTS / ("python.exe" if sys.platform == "win32" else "python")
DEV_LOCK = ROOT / "requirements" / "dev.lock"
RUN_LOCK = ROOT / "requirements" / "run.lock"


def say(text: str) -> None:
    """Print at once, so that our words and those of the programs we start stay in order."""
    print(text, flush=True)


def stop(text: str, code: int = 2) -> NoReturn:
    """Leave with one sentence on standard error."""
    sys.stdout.flush()
    print(f"dev.py: {text}", file=sys.stderr, flush=True)
    raise SystemExit(code)


def run(command: Sequence[str | Path], folder: Path = ROOT, env: dict[str, str] | None = None) -> int:
    """Run a program to its end and return its exit code."""
    return subprocess.run([str(word) for word in command], cwd=folder, env=env, check=False).returncode


def run_quietly(
    command: Sequence[str | Path], folder: Path = ROOT, env: dict[str, str] | None = None
) -> bool:
    """Run a program and tell whether it succeeded; what it said is shown only where it did not."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        words = [str(word) for word in command]
        done = subprocess.run(words, cwd=folder, env=env, stdout=output, stderr=output, check=False)
        if done.returncode != 0:
            output.seek(0)
            print(output.read(), file=sys.stderr, flush=True)
    return done.returncode == 0
