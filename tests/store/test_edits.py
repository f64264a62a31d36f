"""Edits of many rows at once: the same as one by one, and nothing recorded beyond what changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from cspdesk.domain.changes import ChangeSet, Edits
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period, quarters_between
from cspdesk.domain.reading import State
from cspdesk.domain.tables import Observation, SeriesId, Setting
from cspdesk.store.store import Store
from tests.support.documents import small_store

Q4 = Period.quarter(2015, 4)
NEXT = Period.quarter(2016, 1)
VIOLENCE = SeriesId("m21")
EIGHT = quarters_between(Period.quarter(2014, 1), Q4)
TYPED = ["260", "303", "303", "280", "326", "347", "355", "412"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "board.cspdesk") as opened:
        yield opened


@dataclass(frozen=True)
class Doing:
    """A command made of a function."""

    act: Callable[[Edits], object]
    label: str = "Act"

    def apply(self, edits: Edits) -> None:
        self.act(edits)


def do(store: Store, act: Callable[[Edits], object]) -> ChangeSet | None:
    return store.run(Doing(act))


def found(store: Store, keys: list[tuple[SeriesId, Period]]) -> list[str | None]:
    seen: list[str | None] = []

    def look(edits: Edits) -> None:
        seen.extend(row.typed if row else None for row in edits.get_all(Observation, keys))

    assert do(store, look) is None
    return seen


class TestGetAll:
    def test_few_of_a_series_come_in_the_order_of_the_keys(self, store: Store) -> None:
        keys = [(VIOLENCE, Q4), (VIOLENCE, NEXT), (VIOLENCE, EIGHT[0]), (VIOLENCE, Q4)]
        assert found(store, keys) == ["412", None, "260", "412"]

    def test_many_of_a_series_come_in_the_order_of_the_keys(self, store: Store) -> None:
        keys = [(VIOLENCE, period) for period in (NEXT, *reversed(EIGHT))]
        assert found(store, keys) == [None, *reversed(TYPED)]

    def test_none_asked_for_none_given(self, store: Store) -> None:
        assert found(store, []) == []


class TestPutAll:
    def test_rows_of_several_tables_are_put_and_only_what_differs_is_told(self, store: Store) -> None:
        before = store.load().of(Observation).get(VIOLENCE, Q4)
        assert before is not None
        late = Observation(series=VIOLENCE, period=NEXT, typed="late", state=State.LATE)
        change_set = do(store, lambda edits: edits.put_all([Setting(key="a", value="b"), before, late]))
        assert change_set is not None
        assert [(change.table, change.key, change.before) for change in change_set.changes] == [
            ("setting", ("a",), None),
            ("observation", ("m21", "2016-17Q1"), None),
        ]
        after = store.load()
        assert after.of(Observation).get(VIOLENCE, NEXT) == late
        assert after.of(Observation).get(VIOLENCE, Q4) == before

    def test_the_later_of_two_rows_of_one_key_stands(self, store: Store) -> None:
        do(store, lambda edits: edits.put_all([Setting(key="a", value="b"), Setting(key="a", value="c")]))
        row = store.load().of(Setting).get("a")
        assert row is not None
        assert row.value == "c"


class TestPutFields:
    def test_other_fields_stay_or_start_at_their_defaults(self, store: Store) -> None:
        noted = Observation(
            series=VIOLENCE, period=Q4, typed="412", state=State.VALUE, value=Decimal(412), note="Provisional"
        )
        do(store, lambda edits: edits.put(noted))
        keys = [(VIOLENCE, Q4), (VIOLENCE, NEXT)]
        fields: dict[str, list[object]] = {
            "typed": ["415", "420"],
            "state": [State.VALUE, State.VALUE],
            "value": [Decimal(415), Decimal("420.0")],
        }
        change_set = do(store, lambda edits: edits.put_fields(Observation, keys, fields))
        assert change_set is not None
        assert {change.key[1]: change.before for change in change_set.changes} == {
            "2015-16Q4": {"typed": "412", "value": "412"},
            "2016-17Q1": None,
        }
        rows = store.load().of(Observation)
        changed, added = rows.get(VIOLENCE, Q4), rows.get(VIOLENCE, NEXT)
        assert changed is not None
        assert (changed.typed, changed.value, changed.note) == ("415", 415, "Provisional")
        assert added == Observation(
            series=VIOLENCE, period=NEXT, typed="420", state=State.VALUE, value=Decimal(420)
        )

    def test_a_value_that_does_not_fit_refuses_all(self, store: Store) -> None:
        before = store.load()
        keys = [(VIOLENCE, Q4), (VIOLENCE, NEXT)]
        with pytest.raises(RefusedError, match="no value for Value"):
            do(store, lambda edits: edits.put_fields(Observation, keys, {"typed": ["1", "bell \x07"]}))
        assert store.load() == before
