"""Rows put in another order among their neighbours."""

from pathlib import Path

import pytest

from cspdesk.commands.arrange import MoveRow
from cspdesk.commands.rows import PutRows
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.tables import Plan, PlanId, Priority, PriorityId
from tests.support.documents import small_store


def test_a_row_moves_among_its_own(tmp_path: Path) -> None:
    plan, other = PlanId("arranged"), PlanId("other")
    with small_store(tmp_path / "a.cspdesk") as store:
        # Positions that are alike, as an import may leave them, and a neighbour of another plan.
        rows = [Priority(id=PriorityId(key), plan=plan, title=key) for key in "abc"]
        away = Priority(id=PriorityId("z"), plan=other, title="z")
        store.run(PutRows("Plans", (Plan(id=plan), Plan(id=other), *rows, away)))
        store.run(MoveRow("Move", Priority, (PriorityId("c"),), -1, ("plan",)))
        assert [row.title for row in store.load().of(Priority).where("plan", plan)] == ["a", "c", "b"]
        store.run(MoveRow("Move", Priority, (PriorityId("a"),), 9, ("plan",)))
        assert [row.title for row in store.load().of(Priority).where("plan", plan)] == ["c", "b", "a"]
        with pytest.raises(RefusedError, match="deleted since"):
            store.run(MoveRow("Move", Priority, (PriorityId("gone"),), 1, ("plan",)))
