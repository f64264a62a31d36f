"""What every test stands on: no display, one font and style, folders of its own, and no warning let pass."""

import logging
import os
from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path

# Read when the application object is made, so it must be set before any test can make one.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

# The gate must say the same twice, so its examples are not random; CSPDESK_LONG=1 searches anew each time.
settings.register_profile(
    "gate",
    max_examples=50,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("long", settings.get_profile("gate"), max_examples=2000, derandomize=False)
settings.load_profile("long" if os.environ.get("CSPDESK_LONG") == "1" else "gate")

# Where platformdirs looks for a person's folders, on Linux and macOS and then on Windows.
FOLDER_VARIABLES = {
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "WIN_PD_OVERRIDE_APPDATA": "roaming",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "local",
}
_numbers = count()


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, looking the same on every machine: Fusion, Liberation Sans 9 pt."""
    qapp.setStyle("Fusion")
    qapp.setFont(QFont("Liberation Sans", 9))
    return qapp


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, backups and logs of each test go to folders that no other test sees, never to a person's."""
    home = tmp_path_factory.getbasetemp() / f"folders-{next(_numbers)}"
    for variable, name in FOLDER_VARIABLES.items():
        monkeypatch.setenv(variable, str(home / name))


@pytest.fixture
def repository() -> Path:
    """The root folder of the checkout."""
    return Path(__file__).parents[1]


def watch_log(item: pytest.Item, *, must_occur: bool) -> Iterator[None]:
    """Fail the test on a log record of WARNING or above, unless `expects_log` names words of it.

    With `must_occur` the test fails too where an expected record does not come, so that no expectation
    outlives its cause.
    """
    seen: list[logging.LogRecord] = []
    make = logging.getLogRecordFactory()

    def make_and_note(*args: object, **words: object) -> logging.LogRecord:
        record = make(*args, **words)
        if record.levelno >= logging.WARNING:
            seen.append(record)
        return record

    # The factory sees the records of every logger, also of one that does not pass them on.
    logging.setLogRecordFactory(make_and_note)
    try:
        yield
    finally:
        logging.setLogRecordFactory(make)
    expected = [str(words) for mark in item.iter_markers("expects_log") for words in mark.args]
    lines = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in seen]
    surprising = [line for line in lines if not any(words in line for words in expected)]
    if surprising:
        pytest.fail("The log warned:\n" + "\n".join(surprising), pytrace=False)
    absent = [words for words in expected if not any(words in line for line in lines)]
    if must_occur and absent:
        pytest.fail(f"The log did not say what the test expects: {absent}", pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    yield from watch_log(item, must_occur=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    yield from watch_log(item, must_occur=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    yield from watch_log(item, must_occur=False)
