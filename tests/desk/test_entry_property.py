from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspdesk.commands.figures import PutMeasure, SetFigures, SetTargets, TypedCell
from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.desk.document import Document
from cspdesk.desk.entry_columns import OPTIONAL, GridView, Shows
from cspdesk.desk.entry_model import EntryModel
from cspdesk.domain.changes import Command
from cspdesk.domain.choices import EnteredAs, Stage
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Measure,
    MeasureId,
    Placement,
    PlacementId,
    PlanId,
    PriorityId,
    Series,
    SeriesId,
)
from cspdesk.domain.unit import Unit
from tests.support.documents import LAST_QUARTER, small_store

SERIES = ("m21", "m22", "m12", "m13", "m31", "m11-Police", "m11-ASB Hotline")
TEXTS = ("", "412", "1,440 [p]", "94%", "12 of 22", "na", "TBC", "late: police, 24 May", "4l2", "words")

TARGETS = ("", "125", "9-15%", "40% over 4 years", "5% below baseline", "TBC")

quarters = st.sampled_from([LAST_QUARTER.shift(-back) for back in range(12)])
periods = quarters | st.sampled_from([LAST_QUARTER.of_year.shift(-back) for back in range(3)])


def typed_cells(texts: tuple[str, ...]) -> st.SearchStrategy[tuple[TypedCell, ...]]:
    """Some cells, each typed once."""
    cell = st.builds(TypedCell, st.sampled_from(SERIES).map(SeriesId), periods, st.sampled_from(texts))
    return st.lists(cell, min_size=1, max_size=6, unique_by=lambda c: (c.series, c.period)).map(tuple)


figures = typed_cells(TEXTS).map(lambda some: SetFigures("Figures", some))
targets = typed_cells(TARGETS).map(lambda some: SetTargets("Targets", some))
words = st.builds(
    SetCommentary,
    st.just("Commentary"),
    st.sampled_from(("m21", "m11")).map(MeasureId),
    quarters,
    st.sampled_from(("", "More.", "412 offences")),
)
measures = st.builds(
    lambda unit, entered, stage, title: PutMeasure(
        "Measure", Measure(id=MeasureId("m22"), title=title, unit=unit, entered_as=entered, stage=stage)
    ),
    st.sampled_from(Unit),
    st.sampled_from(EnteredAs),
    st.sampled_from(Stage),
    st.sampled_from(("Robbery", "Robberies", "")),
)
places = st.builds(
    lambda priority, position, until: PutRows(
        "Move 2.1",
        (
            Placement(
                id=PlacementId("at-m21"),
                plan=PlanId("plan"),
                priority=PriorityId(priority),
                measure=MeasureId("m21"),
                position=position,
                number="2.1",
                to_period=until,
            ),
        ),
    ),
    st.sampled_from(("p1", "p2", "p3")),
    st.integers(0, 9),
    st.none() | quarters,
)
series = st.sampled_from(
    (
        PutRows("Add series", (Series(id=SeriesId("m22-b"), measure=MeasureId("m22"), label="Business"),)),
        DeleteRow("Delete series", Series, ("m22-b",)),
    )
)
steps = st.lists(
    st.one_of(figures, figures, targets, words, measures, places, series, st.just(None)), max_size=12
)
views = st.builds(
    GridView,
    st.sampled_from(Shows),
    st.sampled_from((1, 2, 3)),
    st.frozensets(st.sampled_from([LAST_QUARTER.of_year.shift(-back) for back in range(2)])),
    st.frozensets(st.sampled_from(OPTIONAL)),
)
folds = st.frozensets(st.sampled_from(("p1", "p2", "p3")).map(PriorityId))


@settings(max_examples=25)
@given(steps=steps, shown=quarters, view=views, folded=folds)
def test_advanced_grid_is_the_fresh_one_after_any_edits_and_undos(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[Command | None],
    shown: Period,
    view: GridView,
    folded: frozenset[PriorityId],
) -> None:
    document = Document(small_store(_new_path(tmp_path_factory)))
    model, told = shown_by(document, shown, view, folded), []
    document.changed.connect(model.take)
    model.dataChanged.connect(lambda *_: told.append("data"))
    model.modelReset.connect(lambda: told.append("reset"))
    try:
        for step in steps:
            told.clear()
            before = model.contents()
            if step is None:
                document.undo()
            else:
                document.do(step)
            assert model.contents() == shown_by(document, shown, view, folded).contents()
            assert len(told) <= 1
            assert told or model.contents() == before
    finally:
        document.close()


def shown_by(
    document: Document, quarter: Period, view: GridView, folded: frozenset[PriorityId]
) -> EntryModel:
    """A grid that has seen nothing but the document as it stands."""
    made = EntryModel()
    made.look(view)
    made.fold(folded, True)
    made.show(document, quarter)
    return made


def _new_path(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("grid") / "grid.cspdesk"
