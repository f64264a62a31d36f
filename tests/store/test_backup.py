"""Backups: they read back, and thin as they age."""

from datetime import datetime, timedelta
from pathlib import Path

from cspdesk.store.backup import back_up, surplus
from cspdesk.store.store import Store
from tests.support.documents import small_store

NOW = datetime(2016, 5, 12, 14, 3)


def test_backup_reads_back_and_two_in_a_second_stand_side_by_side(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    with small_store(tmp_path / "board.cspdesk") as store:
        first = back_up(store, folder, NOW)
        second = back_up(store, folder, NOW)
        assert first.name == "board 2016-05-12 14-03-00.cspdesk"
        assert second.name == "board 2016-05-12 14-03-00 2.cspdesk"
        with Store.read(second) as copy:
            assert copy.load() == store.load()
    assert sorted(folder.iterdir()) == sorted([first, second])


def test_thinning_keeps_two_days_whole_then_days_weeks_and_months(tmp_path: Path) -> None:
    hours = [NOW - timedelta(hours=6 * step) for step in range(4 * 400)]
    paths = [tmp_path / f"board {made:%Y-%m-%d %H-%M-%S}.cspdesk" for made in hours]
    others = [tmp_path / "other 2014-01-01 00-00-00.cspdesk", tmp_path / "board notes.cspdesk"]
    gone = set(surplus([*paths, *others], "board", NOW))
    kept = [made for made, path in zip(hours, paths, strict=True) if path not in gone]
    # All of 12 and 11 May: 02:03, 08:03, 14:03 of today, four of yesterday.
    assert sum(made.date() >= NOW.date() - timedelta(days=1) for made in kept) == 3 + 4
    ages = [(NOW.date() - made.date()).days for made in kept]
    assert sorted(age for age in ages if 2 <= age <= 31) == list(range(2, 32)), "one a day for a month"
    weeks = {made.isocalendar()[:2] for made in kept if 31 < (NOW.date() - made.date()).days <= 183}
    assert sum(31 < age <= 183 for age in ages) == len(weeks), "one a week for half a year"
    months = {(made.year, made.month) for made in kept if (NOW.date() - made.date()).days > 183}
    assert sum(age > 183 for age in ages) == len(months), "one a month after that"
    assert gone.isdisjoint(others), "other files are left alone"
