"""What is said to have gone with something deleted."""

from pathlib import Path

import pytest

from cspdesk.commands.plan_edits import DeleteFromPlan
from cspdesk.commands.rows import PutRows
from cspdesk.desk.plan_gone import deleted_series_words, deleted_words, what_went
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Project,
    ProjectId,
    ProjectUpdate,
    SeriesId,
    UpdateId,
)
from cspdesk.store.store import Store
from tests.support.documents import small_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return small_store(tmp_path / "gone.cspdesk")


def delete(store: Store, row_type: type[Priority | Placement], key: str, table: str) -> str:
    with store:
        gone = store.run(DeleteFromPlan("Delete", row_type, (key,)))
    assert gone is not None
    return what_went(gone, table)


def test_a_priority_with_all_that_it_holds(store: Store) -> None:
    project = Project(id=ProjectId("x"), priority=PriorityId("p2"), title="Best Bar None")
    updates = [ProjectUpdate(id=UpdateId(f"u{n}"), project=project.id, text="Done") for n in range(2)]
    store.run(PutRows("Project", (project, *updates)))
    # 2.1 and 2.2 have eight quarters each; 2.1 has one baseline and, its second being empty, one commentary.
    assert delete(store, Priority, "p2", "priority") == (
        "2 measures, 16 figures, 1 baseline, 1 commentary, 1 project and 2 updates"
    )


def test_a_measure_with_its_figures(store: Store) -> None:
    assert delete(store, Placement, "at-m13", "measure") == "5 figures"


def test_a_measure_that_stays_elsewhere_loses_only_its_place(store: Store) -> None:
    old = Plan(id=PlanId("old"), position=-1, first_year=Period.financial_year(2011))
    there = store.load().of(Placement).where("priority", PriorityId("p2"))
    places = [
        Placement(
            id=PlacementId(f"old-{m.measure}"), measure=m.measure, plan=old.id, priority=PriorityId("old-p")
        )
        for m in there
    ]
    rows = (old, Priority(id=PriorityId("old-p"), plan=old.id), *places)
    store.run(PutRows("Old plan", rows))
    assert delete(store, Priority, "p2", "priority") == "2 places of measures that stay"


def test_the_sentence_says_how_it_comes_back(store: Store) -> None:
    with store:
        gone = store.run(DeleteFromPlan("Delete", Placement, ("at-m32",)))
    assert gone is not None
    assert deleted_words("the measure 3.2 Drug deaths", gone, "measure") == (
        "Deleted the measure 3.2 Drug deaths. Ctrl+Z brings it back."
    )


def test_a_series_with_its_figures_and_baseline(store: Store) -> None:
    with store:
        said = deleted_series_words("the series", store.load(), SeriesId("m21"))
    assert said == "Deleted the series with 8 figures and 1 baseline. Ctrl+Z brings it back."
