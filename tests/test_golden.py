"""Kept files are what the program makes now."""

from pathlib import Path

import pytest

from tests.golden import KEPT
from tests.support.package_text import parts_of


@pytest.mark.parametrize("name", list(KEPT))
def test_kept_file_is_up_to_date(repository: Path, name: str) -> None:
    kept = parts_of((repository / name).read_text(encoding="utf-8"))
    made = parts_of(KEPT[name]())
    assert list(kept) == list(made)
    differing = [part for part in made if kept[part] != made[part]]
    assert differing == [], "run 'python3 dev.py golden' and look at the differences"
