"""Kept files are what the program makes now."""

from pathlib import Path

import pytest

from tests.golden import KEPT


@pytest.mark.parametrize("name", list(KEPT))
def test_kept_file_is_up_to_date(repository: Path, name: str) -> None:
    kept = (repository / name).read_text(encoding="utf-8")
    assert kept == KEPT[name](), "run 'python3 dev.py golden' and look at the differences"
