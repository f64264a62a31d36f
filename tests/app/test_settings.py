from pathlib import Path

import pytest

from cspdesk.app.places import settings_path
from cspdesk.app.settings import load_preferences, save_preferences
from cspdesk.ui.preferences import MAX_RECENT, Preferences


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "settings.json"
    kept = Preferences("Officer", (tmp_path / "a.cspdesk",), "AdnQywAD", 150, False)
    save_preferences(kept, path)
    assert load_preferences(path) == kept
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[1, 2]",
        '{"recent": "one", "zoom": "big", "display_name": 7, "geometry": null}',
        '{"zoom": 99999}',
    ],
)
def test_what_makes_no_sense_is_left_at_its_default(text: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")
    assert load_preferences(path) == Preferences()


def test_without_a_file_all_is_default(tmp_path: Path) -> None:
    assert load_preferences(tmp_path / "none.json") == Preferences()


def test_the_newest_file_comes_first_once_and_the_oldest_go(tmp_path: Path) -> None:
    preferences = Preferences()
    for number in range(MAX_RECENT + 2):
        preferences.remember(tmp_path / str(number))
    preferences.remember(tmp_path / "5")
    names = [path.name for path in preferences.recent]
    assert names == ["5", "10", "9", "8", "7", "6", "4", "3", "2"]


def test_settings_are_in_the_person_s_own_folder() -> None:
    assert settings_path().parent.name == "CSPdesk"
