"""Proves that the common ground of the tests lets no warning pass and touches nobody's own folders."""

from pathlib import Path

import platformdirs
import pytest
from PySide6.QtWidgets import QApplication

pytest_plugins = ["pytester"]

WARNING_TESTS = """
import logging, warnings
import pytest
from PySide6.QtCore import qWarning

@pytest.fixture
def warns_early():
    logging.getLogger("early").warning("before the test")

def test_log():
    logging.getLogger("cspdesk.store").warning("odd")

def test_log_of_a_logger_that_keeps_to_itself():
    logger = logging.getLogger("aside")
    logger.propagate = False
    logger.error("odd")

def test_python():
    warnings.warn("odd", stacklevel=1)

def test_qt():
    qWarning("odd")

@pytest.mark.expects_log("never said")
def test_expected_but_absent():
    pass

def test_set_up(warns_early):
    pass
"""
QUIET_TESTS = """
import logging
import pytest

def test_information():
    logging.getLogger("cspdesk").info("fine")

@pytest.mark.expects_log("the file is read-only")
def test_expected():
    logging.getLogger("cspdesk").warning("the file is read-only, so it opens for reading")
"""


def test_every_kind_of_warning_fails_a_test(pytester: pytest.Pytester, repository: Path) -> None:
    for name, source in (("conftest.py", "tests/conftest.py"), ("pyproject.toml", "pyproject.toml")):
        text = (repository / source).read_text(encoding="utf-8")
        (pytester.path / name).write_text(text, encoding="utf-8")
    (pytester.path / "tests").mkdir()
    (pytester.path / "tests" / "test_warnings.py").write_text(WARNING_TESTS, encoding="utf-8")
    (pytester.path / "tests" / "test_quiet.py").write_text(QUIET_TESTS, encoding="utf-8")
    outcome = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    outcome.assert_outcomes(failed=5, errors=1, passed=2)


def test_a_persons_own_folders_are_out_of_reach(tmp_path_factory: pytest.TempPathFactory) -> None:
    apart = tmp_path_factory.getbasetemp()
    folders = platformdirs.PlatformDirs("CSPdesk", appauthor=False)
    for folder in (
        folders.user_config_path,
        folders.user_data_path,
        folders.user_state_path,
        folders.user_cache_path,
    ):
        assert folder.is_relative_to(apart)


def test_the_look_is_the_same_on_every_machine(qapp: QApplication) -> None:
    assert qapp.style().objectName() == "fusion"
    assert (qapp.font().family(), qapp.font().pointSize()) == ("Liberation Sans", 9)
