"""Files for the command line to work on."""

from pathlib import Path

import pytest

from cspdesk.app.main import main
from tests.support.documents import small_store


@pytest.fixture
def board(tmp_path: Path) -> Path:
    """A file with the figures of a real report's measures."""
    path = tmp_path / "board.cspdesk"
    small_store(path).close()
    return path


@pytest.fixture
def riverbourne(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The sample made from the report that has 2.1 with 326, 347, 355 and 412."""
    path = tmp_path / "riverbourne.cspdesk"
    assert main(["new", str(path), "--sample", "quarter-narrative"]) == 0
    capsys.readouterr()
    return path
