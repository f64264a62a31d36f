"""The snapshot: advanced by change sets, sharing what did not change, the old one left as it was."""

from decimal import Decimal
from pathlib import Path

import pytest

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.domain.catalogue import Stored
from cspdesk.domain.changes import RowChange, row_change
from cspdesk.domain.errors import PeriodError
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import measure_name, newest_quarter, plan_for, priorities
from cspdesk.domain.snapshot import Rows, Snapshot
from cspdesk.domain.tables import (
    Measure,
    MeasureId,
    Observation,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    SeriesId,
)
from tests.support.documents import small_store

Q4 = Period.quarter(2015, 4)


def test_advancing_shares_what_did_not_change(tmp_path: Path) -> None:
    with small_store(tmp_path / "board.cspdesk") as store:
        before = store.load()
        seen_before = before.of(Observation).where("series", "m21")
        edit = store.run(SetFigures("Figure", (TypedCell(SeriesId("m21"), Q4, "415"),)))
    assert edit is not None
    after = before.advanced(edit)
    assert after.of(Measure) is before.of(Measure)
    assert after.of(Observation) is not before.of(Observation)
    assert after.sequence == edit.sequence
    old, new = before.of(Observation).get("m21", Q4), after.of(Observation).get("m21", Q4)
    assert old is not None
    assert new is not None
    assert (old.typed, new.typed) == ("412", "415"), "the old snapshot still shows what it showed"
    assert before.of(Observation).where("series", "m21") == seen_before


def change(key: str, before: dict[str, Stored] | None, after: dict[str, Stored] | None) -> RowChange:
    return row_change("priority", (key,), before, after)


def test_rows_stand_in_order_however_they_come_move_and_go() -> None:
    first = [Priority(id=PriorityId(key), plan=PlanId("p"), position=n) for n, key in enumerate("abc")]
    rows = Snapshot.of_rows(first).of(Priority)

    def ids(rows: Rows[Priority]) -> tuple[str, str]:
        grouped = rows.where("plan", PlanId("p"))
        return "".join(row.id for row in rows), "".join(row.id for row in grouped)

    assert ids(rows) == ("abc", "abc")
    renamed = rows.advanced([change("b", {"title": ""}, {"title": "Violence"})])
    assert ids(renamed) == ("abc", "abc")
    moved = renamed.advanced([change("a", {"position": 0}, {"position": 9})])
    assert ids(moved) == ("bca", "bca")
    whole = Priority.TABLE.encode(Priority(id=PriorityId("d"), plan=PlanId("p"), position=2))
    added = moved.advanced([change("d", None, whole), change("b", {"id": "b"}, None)])
    assert ids(added) == ("cda", "cda")
    away = added.advanced([change("d", {"plan": "p"}, {"plan": "q"})])
    assert ids(away) == ("cda", "ca")
    assert [row.id for row in away.where("plan", PlanId("q"))] == ["d"]
    assert ids(rows) == ("abc", "abc"), "and the first rows are as they were"


def two_plans() -> Snapshot:
    """One measure, V2 in the plan of 2011 to 2014 and 2.1 in that of 2014 to 2017."""
    old = Plan(
        id=PlanId("old"),
        position=0,
        first_year=Period.financial_year(2011),
        last_year=Period.financial_year(2013),
    )
    new = Plan(
        id=PlanId("new"),
        position=1,
        first_year=Period.financial_year(2014),
        last_year=Period.financial_year(2016),
    )
    measure = Measure(id=MeasureId("m"), title="Violence with injury")
    rows = [old, new, measure]
    for plan, number in ((old, "V2"), (new, "2.1")):
        priority = Priority(id=PriorityId(plan.id), plan=plan.id, title="Violent crime")
        rows += [
            priority,
            Placement(
                id=PlacementId(plan.id), plan=plan.id, priority=priority.id, measure=measure.id, number=number
            ),
        ]
    return Snapshot.of_rows(rows)


def test_number_is_that_of_the_quarters_plan() -> None:
    snapshot = two_plans()
    assert measure_name(snapshot, MeasureId("m"), Period.quarter(2013, 4)) == "V2 Violence with injury"
    assert measure_name(snapshot, MeasureId("m"), Period.quarter(2014, 1)) == "2.1 Violence with injury"
    assert measure_name(snapshot, MeasureId("m"), Period.quarter(2018, 1)) == "2.1 Violence with injury"


def test_quarter_outside_every_plan_takes_the_one_in_force() -> None:
    snapshot = two_plans()
    plan = plan_for(snapshot, Period.quarter(2005, 1))
    assert plan is not None
    assert plan.id == "new"
    assert [p.id for p in priorities(snapshot, plan)] == ["new"]


def test_newest_quarter_is_the_last_with_a_value_not_a_word(tmp_path: Path) -> None:
    with small_store(tmp_path / "board.cspdesk", until=Period.quarter(2015, 2)) as store:
        word = TypedCell(SeriesId("m21"), Period.quarter(2016, 1), "N/A")
        store.run(SetFigures("Word", (word,)))
        assert newest_quarter(store.load()) == Period.quarter(2015, 2)
    assert newest_quarter(Snapshot.of_rows([])) is None


def test_values_are_those_of_the_rows_and_make_none() -> None:
    rows = [
        Observation(series=SeriesId("a"), period=Q4, typed="1", value=Decimal(1)),
        Observation(series=SeriesId("b"), period=Q4.previous, typed="na"),
        Observation(series=SeriesId("b"), period=Q4, typed="2", value=Decimal(2)),
    ]
    kept = Snapshot.of_stored({"observation": Observation.TABLE.encode_all(rows)}, 0).of(Observation)
    assert kept.values("period") == {Q4, Q4.previous}
    assert kept.values("period", filled="value") == {Q4}
    assert kept.values("series") == {"a", "b"}
    assert kept._made == {}
    assert kept.get(SeriesId("b"), Q4) == rows[2]
    assert list(kept) == [rows[0], rows[1], rows[2]]
    assert kept.get(SeriesId("c"), Q4) is None


def test_a_row_already_made_is_made_anew_after_its_change() -> None:
    rows = Snapshot.of_rows([Priority(id=PriorityId("a"), plan=PlanId("p"), title="Old")]).of(Priority)
    assert [row.title for row in rows.where("plan", PlanId("p"))] == ["Old"]
    after = rows.advanced([change("a", {"title": "Old"}, {"title": "New"})])
    assert [row.title for row in after.where("plan", PlanId("p"))] == ["New"]
    assert [row.title for row in rows.where("plan", PlanId("p"))] == ["Old"]


@pytest.mark.parametrize(
    ("field", "text"), [("value", "x"), ("value", ""), ("period", "soon"), ("state", "gone")]
)
def test_rows_that_cannot_be_read_are_refused_at_once(field: str, text: str) -> None:
    row = list(Observation.TABLE.encode_all([Observation(series=SeriesId("a"), period=Q4)])[0])
    row[Observation.TABLE.place(field)] = text
    with pytest.raises((ValueError, ArithmeticError, PeriodError)):
        Snapshot.of_stored({"observation": [tuple(row)]}, 0)


def test_what_a_row_holds_is_told_without_making_it() -> None:
    rows = [
        Observation(series=SeriesId("a"), period=Q4, typed="0", value=Decimal(0)),
        Observation(series=SeriesId("b"), period=Q4, note="Late."),
    ]
    kept = Snapshot.of_stored({"observation": Observation.TABLE.encode_all(rows)}, 0).of(Observation)
    assert [kept.holds("typed", each, Q4) for each in ("a", "b", "c")] == [True, False, False]
    assert [kept.holds("value", each, Q4) for each in ("a", "b", "c")] == [True, False, False]
    assert kept._made == {}
