"""Debian packages: which are missing, and how they are installed where that is allowed."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from tools.common import run_quietly, say, stop


class SystemPackage(NamedTuple):
    """A Debian package, and the library, program or font file that shows it is there under any name."""

    name: str
    library: str = ""
    program: str = ""
    font: str = ""


QT_LIBRARIES = (
    SystemPackage("libglib2.0-0", library="libglib-2.0.so.0"),
    SystemPackage("libgl1", library="libGL.so.1"),
    SystemPackage("libegl1", library="libEGL.so.1"),
    SystemPackage("libxkbcommon0", library="libxkbcommon.so.0"),
    SystemPackage("libfontconfig1", library="libfontconfig.so.1"),
    SystemPackage("libdbus-1-3", library="libdbus-1.so.3"),
)
WINDOW_LIBRARIES = (
    SystemPackage("libxkbcommon-x11-0", library="libxkbcommon-x11.so.0"),
    SystemPackage("libxcb-cursor0", library="libxcb-cursor.so.0"),
    SystemPackage("libxcb-icccm4", library="libxcb-icccm.so.4"),
    SystemPackage("libxcb-keysyms1", library="libxcb-keysyms.so.1"),
    SystemPackage("libxcb-shape0", library="libxcb-shape.so.0"),
)
FONT = SystemPackage("fonts-liberation2", font="LiberationSans-Regular.ttf")
XVFB = SystemPackage("xvfb", program="Xvfb")
XDOTOOL = SystemPackage("xdotool", program="xdotool")
PYTHON_VENV = SystemPackage("python3-venv")


def has_display() -> bool:
    """Whether a window could be opened here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def known_libraries() -> str:
    """The loader's list of shared libraries; empty where it cannot be asked."""
    # An ordinary account's PATH on Debian lacks the folder that holds ldconfig.
    program = shutil.which("ldconfig") or shutil.which("ldconfig", path="/sbin:/usr/sbin")
    if program is None:
        return ""
    return subprocess.run([program, "-p"], capture_output=True, text=True, check=False).stdout


def installed_packages(packages: Sequence[SystemPackage]) -> set[str]:
    """Those of the packages that dpkg has fully installed; none where there is no dpkg."""
    if shutil.which("dpkg-query") is None:
        return set()
    query = ["dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${Package}\n", *(p.name for p in packages)]
    lines = subprocess.run(query, capture_output=True, text=True, check=False).stdout.splitlines()
    return {line.split()[-1] for line in lines if line.startswith("ii")}


def missing_packages(packages: Sequence[SystemPackage]) -> list[SystemPackage]:
    """The packages of which neither dpkg nor the machine itself shows a trace."""
    installed = installed_packages(packages)
    suspects = [package for package in packages if package.name not in installed]
    if not suspects:
        return []
    libraries = known_libraries()

    def is_there(package: SystemPackage) -> bool:
        if package.library:
            return package.library in libraries
        if package.program:
            return shutil.which(package.program) is not None
        if package.font:
            return any(Path("/usr/share/fonts").rglob(package.font))
        return find_spec("ensurepip") is not None

    return [package for package in suspects if not is_there(package)]


def as_root() -> list[str] | None:
    """What to put before a command to run it as root, or None where that is not allowed."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    # Without a terminal nobody could answer a question for the password.
    return ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]


def apt_install(names: Sequence[str]) -> bool:
    """Install Debian packages; False where that is not possible here."""
    root = as_root()
    if root is None or shutil.which("apt-get") is None:
        return False
    say(f"Installing system packages: {' '.join(names)}")
    # A freshly started machine may be installing its updates: wait for it rather than fail.
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq"]
    done = run_quietly([*apt, "update"]) and run_quietly(
        [*apt, "install", "-y", "--no-install-recommends", *names]
    )
    # The import system may remember that ensurepip was not there.
    importlib.invalidate_caches()
    return done


def ensure_system(*, for_tests: bool) -> None:
    """Install the Linux packages that are missing; stop only where the work could not be done without."""
    if not sys.platform.startswith("linux"):
        return
    wanted = [PYTHON_VENV, *QT_LIBRARIES, *WINDOW_LIBRARIES, FONT, *([XVFB, XDOTOOL] if for_tests else [])]
    missing = missing_packages(wanted)
    if not missing or apt_install([package.name for package in missing]):
        return
    missing = missing_packages(wanted)
    if not missing:
        return
    names = " ".join(package.name for package in missing)
    line = f"apt-get install -y --no-install-recommends {names}"
    needed = {PYTHON_VENV, *QT_LIBRARIES}
    if for_tests:
        needed = set(wanted)
    elif has_display():
        needed |= set(WINDOW_LIBRARIES)
    if needed & set(missing):
        stop(f"system packages are missing and could not be installed from here; run as root: {line}")
    say(f"Going on without some system packages; to install them run as root: {line}")
