"""Guards the guards: the layer contracts can fail, and the lock files pin everything and name no index."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest

from tools import environment, system

REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)(?: ; .+?)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
# A scheme, or the options by which pip would be sent to a place of someone's choosing.
PLACE = re.compile(
    r"[a-z][a-z0-9+.-]*://|--(?:extra-)?index-url|--find-links|--trusted-host|(?:^|\s)(?:-i|-f)\s", re.I
)
LOCKS = ("run.lock", "dev.lock")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over the package that stands in a folder."""
    words = (
        "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache', '--no-logo'])"
    )
    return subprocess.run(
        [sys.executable, "-c", words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def copy(repository: Path, tmp_path: Path) -> Path:
    """A copy of the program's source and settings in which a fault may be planted."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(repository / "src", tmp_path / "src", ignore=ignored)
    shutil.copy(repository / "pyproject.toml", tmp_path)
    return tmp_path


def plant(folder: Path, module: str, text: str) -> None:
    path = folder / "src" / "cspdesk" / module
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_contracts_hold_as_the_source_stands(copy: Path) -> None:
    done = lint_imports(copy)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("module", "text", "contract"),
    [
        ("stray/__init__.py", "", "each imports only what stands below it"),
        ("domain/planted.py", "import cspdesk.store\n", "each imports only what stands below it"),
        ("pack/planted.py", "import cspdesk.exchange\n", "each imports only what stands below it"),
        ("exchange/planted.py", "from PySide6.QtCore import QObject\n", "No Qt below the desk"),
        ("desk/planted.py", "import apsw\n", "Only the store speaks SQLite"),
        ("store/planted.py", "import sqlite3\n", "One SQLite in the process"),
        ("analysis/planted.py", "import pandas\n", "stands on the standard library alone"),
        ("ui/planted.py", "import cspdesk.store\n", "The window neither stores nor renders"),
    ],
)
def test_a_planted_fault_breaks_its_contract(copy: Path, module: str, text: str, contract: str) -> None:
    plant(copy, module, text)
    done = lint_imports(copy)
    assert done.returncode == 1
    assert f"cspdesk.{'.'.join(Path(module).with_suffix('').parts).removesuffix('.__init__')}" in done.stdout
    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN") or "ot listed" in line]
    assert any(contract in line for line in broken), done.stdout


def locked(path: Path) -> dict[str, set[str]]:
    """Each package of a lock file with its versions; every line is read, or the test fails."""
    found: dict[str, set[str]] = {}
    hashes = 1
    for line in path.read_text(encoding="utf-8").splitlines():
        requirement = REQUIREMENT.match(line)
        if requirement:
            assert hashes, f"a package before this one has no hash: {line}"
            hashes = 0
            found.setdefault(requirement[1].lower(), set()).add(requirement[2])
        elif HASH.match(line):
            hashes += 1
        else:
            assert line.startswith("#"), f"not a pinned package and not a hash: {line}"
    assert hashes
    return found


def wanted(repository: Path, *extras: str) -> set[str]:
    """The names of the packages that pyproject.toml asks for."""
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in extras for line in project["optional-dependencies"][extra]),
    ]
    return {re.split(r"[<>=!~;\[ ]", line, maxsplit=1)[0].lower().replace("_", "-") for line in lines}


def test_the_locks_cover_what_the_project_asks_for(repository: Path) -> None:
    run, dev = (locked(repository / "requirements" / name) for name in LOCKS)
    assert wanted(repository) <= run.keys()
    assert wanted(repository, "dev") <= dev.keys()
    assert all(dev[name] == versions for name, versions in run.items())


def test_the_locks_pin_the_binding_that_keeps_its_references(repository: Path) -> None:
    run = locked(repository / "requirements" / "run.lock")
    assert run["pyside6-essentials"] == run["shiboken6"] == {"6.11.3"}


@pytest.mark.parametrize("name", [*LOCKS, "../tests/ooxml/package.json", "../tests/ooxml/package-lock.json"])
def test_no_lock_names_an_index(repository: Path, name: str) -> None:
    text = (repository / "requirements" / name).read_text(encoding="utf-8")
    assert PLACE.search(text) is None
    assert '"resolved"' not in text


def test_a_package_is_missing_only_where_nothing_shows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    present, elsewhere, absent = (
        system.SystemPackage("libone", library="libone.so.1"),
        system.SystemPackage("libtwo", library="libtwo.so.2"),
        system.SystemPackage("libthree", library="libthree.so.3"),
    )
    monkeypatch.setattr(system, "installed_packages", lambda packages: {"libone"})
    monkeypatch.setattr(system, "known_libraries", lambda: "\tlibtwo.so.2 (libc6) => somewhere\n")
    assert system.missing_packages([present, elsewhere, absent]) == [absent]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="system packages are a matter of Linux")
@pytest.mark.parametrize(
    ("missing", "for_tests", "display", "stops"),
    [
        ("libgl1", False, "", True),
        ("python3-venv", False, "", True),
        ("fonts-liberation2", False, "", False),
        ("libxcb-cursor0", False, "", False),
        ("libxcb-cursor0", False, ":0", True),
        ("xvfb", True, "", True),
    ],
)
def test_only_a_needed_package_stops_the_work(
    missing: str,
    for_tests: bool,
    display: str,
    stops: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(system, "missing_packages", lambda wanted: [p for p in wanted if p.name == missing])
    monkeypatch.setattr(system, "apt_install", lambda names: False)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    code = 0
    try:
        system.ensure_system(for_tests=for_tests)
    except SystemExit as end:
        code = int(end.code or 0)
    said = capsys.readouterr()
    assert code == (2 if stops else 0)
    assert f"apt-get install -y --no-install-recommends {missing}\n" in (said.err if stops else said.out)


def test_an_environment_without_our_stamp_is_built_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stamp = tmp_path / "stamp"
    built: list[str] = []
    monkeypatch.setattr(environment, "STAMP", stamp)
    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(environment, "remove_environment", lambda: built.append("removed"))
    monkeypatch.setattr(venv.EnvBuilder, "create", lambda self, folder: built.append("created"))
    monkeypatch.setattr(environment, "pip_install", lambda *words: built.append("filled"))
    monkeypatch.setattr(environment, "link_checkout", lambda: None)
    environment.ensure_environment()
    environment.ensure_environment()
    assert built == ["removed", "created", "filled"]
    stamp.write_text("made from another lock", encoding="utf-8")
    environment.ensure_environment()
    assert built == ["removed", "created", "filled"] * 2


def test_an_interrupted_set_up_leaves_no_stamp(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def interrupted(*words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(environment, "remove_environment", lambda: None)
    monkeypatch.setattr(venv.EnvBuilder, "create", lambda self, folder: None)
    monkeypatch.setattr(environment, "pip_install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        environment.ensure_environment()
    assert environment.found_stamp() == ""


def test_the_front_door_needs_nothing_but_the_standard_library(repository: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-E", "-s", "-S", str(repository / "dev.py"), "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    for name in ("demo", "test", "check", "screens", "golden", "bench", "setup", "lock"):
        assert f"\n  {name} " in done.stdout
