"""The environment .venv: exactly the locked packages and this checkout, built anew when in doubt."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import shlex
import shutil
import subprocess
import sys
import time
import tomllib
import venv
from pathlib import Path

from tools.common import DEV_LOCK, PYTHON, ROOT, SCRIPTS, VENV, run_quietly, say, stop

STAMP = VENV / "cspdesk-setup"
OOXML = ROOT / "tests" / "ooxml"
# Raise it when the environment is set up in another way, so that older ones are built anew.
SETUP_VERSION = 1


def command(name: str) -> Path:
    """The path of one of the program's own commands in .venv."""
    return SCRIPTS / (f"{name}.cmd" if sys.platform == "win32" else name)


def digest(*parts: bytes) -> str:
    """A short name for exactly these contents."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def wanted_stamp() -> str:
    """What .venv must say it was made from to be trusted."""
    # Line ends may differ between checkouts of the same file.
    lock = DEV_LOCK.read_bytes().replace(b"\r\n", b"\n")
    parts = (str(SETUP_VERSION), platform.python_version(), platform.machine(), str(ROOT))
    return digest(lock, *(part.encode() for part in parts))


def found_stamp() -> str:
    """What .venv says of itself; nothing where it was made by hand or left half built."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return STAMP.read_text(encoding="utf-8")
    return ""


def clean_environment() -> dict[str, str]:
    """The environment without what would send pip or Python to another place than .venv."""
    dropped = {"PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_HASHES", "VIRTUAL_ENV"}
    kept = {key: value for key, value in os.environ.items() if key not in dropped}
    return {**kept, "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def pip_install(python: Path, *words: str) -> None:
    """Run pip of an environment; stop where it fails."""
    if not run_quietly([python, "-I", "-m", "pip", "install", "--quiet", *words], env=clean_environment()):
        stop("Python packages could not be installed (pip says why above); mend that and run the same again.")


def remove_environment() -> None:
    """Take away .venv, whatever it is."""
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)


def write_if_changed(path: Path, text: str) -> None:
    """Write a small text file unless it already says just that."""
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")


def link_checkout() -> None:
    """Make this checkout importable in .venv and put the program's commands there; nothing is built."""
    folders = list(VENV.glob("lib/python3*/site-packages")) or [VENV / "Lib" / "site-packages"]
    # A relative path: Python reads this file in an encoding that differs from system to system.
    write_if_changed(folders[0] / "cspdesk-checkout.pth", f"{os.path.relpath(ROOT / 'src', folders[0])}\n")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name, target in {**project["scripts"], **project["gui-scripts"]}.items():
        module, function = target.split(":")
        # -P: a stray file in the person's folder must not stand in for a library.
        code = f"import sys; from {module} import {function}; sys.argv[0] = '{name}'; sys.exit({function}())"
        if sys.platform == "win32":
            write_if_changed(command(name), f'@"%~dp0python.exe" -P -c "{code}" %*\n')
        else:
            words = shlex.join([str(PYTHON), "-P", "-c", code])
            write_if_changed(command(name), f'#!/bin/sh\nexec {words} "$@"\n')
            command(name).chmod(0o755)


def ensure_environment() -> None:
    """Make .venv hold exactly the locked packages and this checkout; quick when it already does."""
    wanted = wanted_stamp()
    if found_stamp() != wanted or not PYTHON.exists():
        say("Setting up .venv with the pinned packages (about a minute)")
        started = time.monotonic()
        # The stamp goes with the folder and comes back last: an interruption leaves nothing that looks whole.
        remove_environment()
        try:
            venv.EnvBuilder(with_pip=True, symlinks=sys.platform != "win32").create(VENV)
        except (OSError, subprocess.CalledProcessError) as error:
            stop(f".venv could not be made ({error}); see that its folder can be written to and run again.")
        pip_install(PYTHON, "--require-hashes", "--only-binary", ":all:", "--requirement", str(DEV_LOCK))
        STAMP.write_text(wanted, encoding="utf-8")
        say(f"Set up in {time.monotonic() - started:.0f} s")
    link_checkout()


def ensure_validator() -> None:
    """Install the Open XML SDK validator where Node is there; the gate may not go without."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        say("Without Node and npm openxml-audit judges the packs alone, not the Open XML SDK validator too.")
        return
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        # The lock knows the hash of that build only, and an unknown program is not run.
        say("The Open XML SDK validator is pinned for Linux x86-64 only: openxml-audit judges alone.")
        return
    wanted = digest((OOXML / "package-lock.json").read_bytes())
    stamp = OOXML / "node_modules" / ".cspdesk-setup"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    say("Installing the Open XML SDK validator")
    if run_quietly([npm, "ci", "--no-audit", "--no-fund"], OOXML):
        stamp.write_text(wanted, encoding="utf-8")
    elif os.environ.get("CI") == "true":
        stop("npm could not install the Open XML SDK validator, which the gate needs.")
    else:
        say("Without it openxml-audit judges the packs alone.")
