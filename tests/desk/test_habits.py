"""How the officer likes the grid, kept and taken up again."""

from pathlib import Path

import pytest

from cspdesk.app.settings import load_preferences, save_preferences
from cspdesk.desk.entry_columns import ALL_YEARS, OPTIONAL, GridView, Kind, Shows
from cspdesk.desk.habits import Habits
from cspdesk.domain.period import Period
from cspdesk.ui.preferences import Preferences


def test_a_new_desk_shows_two_years_and_what_is_worked_out() -> None:
    assert Habits().view() == GridView(years=2, optional=frozenset({Kind.YEAR_TO_DATE}))


@pytest.mark.parametrize("years", [1, 5, ALL_YEARS])
@pytest.mark.parametrize("shown", [(), (Kind.COMMENTARY,), OPTIONAL])
def test_years_and_columns_are_taken_up_again(tmp_path: Path, years: int, shown: tuple[Kind, ...]) -> None:
    habits = Habits()
    habits.keep(GridView(years=years, optional=frozenset(shown)))
    habits.widths["quarter"] = 14.5
    save_preferences(Preferences(habits=habits), tmp_path / "settings.json")
    again = load_preferences(tmp_path / "settings.json").habits
    assert again == habits
    assert again.view() == GridView(years=years, optional=frozenset(shown))


def test_what_is_looked_at_for_the_moment_is_not_kept() -> None:
    habits = Habits()
    folded = frozenset({Period.financial_year(2014)})
    habits.keep(GridView(shows=Shows.TARGETS, folded_years=folded))
    assert habits.view() == GridView()


@pytest.mark.parametrize(
    "kept",
    [
        "null",
        '{"habits": []}',
        '{"habits": {"years": -3, "columns": "all", "widths": [4]}}',
        '{"habits": {"years": 900, "columns": [7], "widths": {"quarter": "wide", "unit": -2, "year": 1e9}}}',
        '{"habits": {"years": null, "columns": null, "widths": null}}',
    ],
)
def test_what_makes_no_sense_is_left_at_its_default(tmp_path: Path, kept: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(kept, encoding="utf-8")
    found = load_preferences(file).habits
    assert (found.years, found.widths) == (2, {})
    assert found.view().years == 2


def test_columns_of_another_version_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"habits": {"columns": ["commentary", "weather"]}}', encoding="utf-8")
    assert load_preferences(file).habits.view().optional == frozenset({Kind.COMMENTARY})
