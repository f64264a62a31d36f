"""What the entry grid works out beside the figures, for each way in which a measure is entered."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from cspdesk.analysis.line import Line
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.desk.document import Document
from cspdesk.desk.entry_cell import CellKind, GridCell
from cspdesk.desk.entry_columns import GridView, Kind
from cspdesk.desk.entry_derived import Derived
from cspdesk.desk.entry_model import EntryModel
from cspdesk.domain.choices import AddsUp, EnteredAs, Frequency
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Measure,
    MeasureId,
    Observation,
    Placement,
    PlacementId,
    PlanId,
    PriorityId,
    Series,
    SeriesBreak,
    SeriesId,
)
from cspdesk.domain.unit import Unit
from tests.support.documents import LAST_QUARTER, small_store

Q1, Q2, Q3, Q4 = LAST_QUARTER.of_year.quarters
YEAR = LAST_QUARTER.of_year
BESIDE = (Kind.ALONE, Kind.YEAR_TO_DATE, Kind.SAME_QUARTER, Kind.WINDOW_CHANGE, Kind.CHANGE)


@pytest.fixture
def document(tmp_path: Path, qapp: object) -> Iterator[Document]:
    opened = Document(small_store(tmp_path / "small.cspdesk"))
    yield opened
    opened.close()


@pytest.fixture
def model(document: Document) -> EntryModel:
    made = EntryModel()
    made.show(document, LAST_QUARTER)
    document.changed.connect(made.take)
    return made


def add(document: Document, figures: dict[Period, str], **words: Any) -> None:
    """Add a measure 2.9 with figures."""
    measure = MeasureId("m29")
    placement = Placement(
        id=PlacementId("at-m29"),
        plan=PlanId("plan"),
        priority=PriorityId("p2"),
        measure=measure,
        position=9,
        number="2.9",
    )
    rows = (Measure(id=measure, title="Added", **words), placement)
    document.do(PutRows("Add 2.9", (*rows, Series(id=SeriesId("m29"), measure=measure, headline=True))))
    enter(document, "m29", figures)


def enter(document: Document, series: str, figures: dict[Period, str]) -> None:
    cells = (TypedCell(SeriesId(series), period, text) for period, text in figures.items())
    document.do(SetFigures("Figures", tuple(cells)))


def row_of(model: EntryModel, number: str) -> int:
    rows = range(model.rowCount())
    return next(row for row in rows if model.cell(row, 0).text.startswith(f"{number} "))


def cell(model: EntryModel, number: str, kind: Kind, period: Period | None = None) -> GridCell:
    column = model.column(kind, period)
    assert column is not None
    return model.cell(row_of(model, number), column)


def beside(model: EntryModel, number: str) -> dict[Kind, str]:
    """What stands in the columns worked out, where it is shown and not blank."""
    shown = [kind for kind in BESIDE if model.column(kind) is not None]
    return {kind: text for kind in shown if (text := cell(model, number, kind).text)}


def said(model: EntryModel, number: str, kind: Kind, period: Period | None = None) -> str:
    column = model.column(kind, period)
    assert column is not None
    found = model.index(row_of(model, number), column).data(Qt.ItemDataRole.AccessibleTextRole)
    return str(found).removesuffix(".")


# ---------------------------------------------------------------------- quarter counts


def test_counts_have_the_year_so_far_the_quarter_a_year_ago_and_the_change(model: EntryModel) -> None:
    # 326 + 347 + 355 + 412 = 1,440; 1,440 - 1,146 = 294; 294 / 1,146 = 25.65%.
    assert beside(model, "2.1") == {
        Kind.YEAR_TO_DATE: "1,440",
        Kind.SAME_QUARTER: "280",
        Kind.CHANGE: "+294 (25.7%)",
    }
    assert said(model, "2.1", Kind.SAME_QUARTER) == (
        "2.1 Violence with injury, Quarter 4 2014/15, 280 offences"
    )


def test_a_change_follows_its_figure(model: EntryModel, document: Document) -> None:
    enter(document, "m22", {Q4: "20"})
    # 17 + 22 + 32 + 20 = 91 against 67: 24 more, 35.82%.
    assert beside(model, "2.2")[Kind.CHANGE] == "+24 (35.8%)"
    document.undo()
    # 101 against 67: 34 more, 50.75%.
    assert beside(model, "2.2")[Kind.CHANGE] == "+34 (50.7%)"


def test_a_fall_has_a_minus_sign(model: EntryModel, document: Document) -> None:
    enter(document, "m22", {Q3: "2", Q4: "3"})
    # 17 + 22 + 2 + 3 = 44 against 67: 23 fewer, 34.33%.
    assert beside(model, "2.2")[Kind.CHANGE] == "\u221223 (\u221234.3%)"


def test_without_last_year_there_is_no_change(model: EntryModel) -> None:
    # ASB Hotline: 47 + 33 + 27 + 12 = 119, and nothing of 2014/15.
    assert beside(model, "1.1") == {Kind.YEAR_TO_DATE: "119"}
    assert "not known" in said(model, "1.1", Kind.CHANGE)


# ---------------------------------------------------------------------- entered as year to date


def test_a_year_to_date_shows_the_quarter_alone(model: EntryModel) -> None:
    # 12,043 - 9,450 = 2,593; 12,043 - 12,469 = -426, 3.42% of 12,469.
    assert beside(model, "1.3") == {
        Kind.ALONE: "2,593",
        Kind.YEAR_TO_DATE: "12,043",
        Kind.CHANGE: "\u2212426 (\u22123.4%)",
    }
    assert said(model, "1.3", Kind.ALONE).startswith(
        "1.3 Anti-social behaviour incidents, Quarter 4 2015/16 alone, 2,593 incidents"
    )


def test_a_year_to_date_that_falls_is_doubted(model: EntryModel, document: Document) -> None:
    enter(document, "m13", {Q4: "9400"})
    found = cell(model, "1.3", Kind.ALONE)
    # 9,400 - 9,450.
    assert found.text == "\u221250"
    assert found.doubt == "The quarter itself would be \u221250: a year to date cannot fall."
    assert found.doubt.removesuffix(".") in said(model, "1.3", Kind.ALONE)


def test_the_first_quarter_alone_is_the_year_to_date(model: EntryModel, document: Document) -> None:
    model.show(document, Q1)
    assert beside(model, "1.3") == {Kind.ALONE: "3,109", Kind.YEAR_TO_DATE: "3,109"}


def test_where_no_measure_is_entered_to_date_there_is_no_column_for_it(
    model: EntryModel, document: Document
) -> None:
    assert model.column(Kind.ALONE) is not None
    measure = document.snapshot.of(Measure).get("m13")
    assert measure is not None
    document.do(PutRows("Counts", (Measure(id=measure.id, title=measure.title, position=measure.position),)))
    assert model.column(Kind.ALONE) is None


# ---------------------------------------------------------------------- rolling twelve months


ROLLING = {Q3.year_before: "900", Q4.year_before: "1000", Q3: "1150", Q4: "1200"}


def test_a_rolling_year_is_compared_with_two_windows(model: EntryModel, document: Document) -> None:
    assert model.column(Kind.WINDOW_CHANGE) is None
    add(document, ROLLING, entered_as=EnteredAs.ROLLING)
    # 1,200 - 1,150 = 50, 4.35% of 1,150; 1,200 - 1,000 = 200, 20% of 1,000. Nothing adds up.
    assert beside(model, "2.9") == {
        Kind.SAME_QUARTER: "1,000",
        Kind.WINDOW_CHANGE: "+50 (4.3%)",
        Kind.CHANGE: "+200 (20.0%)",
    }
    # Of measures of another kind there is no window before.
    assert Kind.WINDOW_CHANGE not in beside(model, "2.1")
    assert "the twelve months Jan '15 - Dec '15" in said(model, "2.9", Kind.WINDOW_CHANGE)
    assert "the twelve months Apr '14 - Mar '15" in said(model, "2.9", Kind.CHANGE)


def test_a_rolling_year_has_no_year_of_its_own(model: EntryModel, document: Document) -> None:
    add(document, ROLLING, entered_as=EnteredAs.ROLLING)
    found = cell(model, "2.9", Kind.YEAR, YEAR)
    assert (found.kind, found.period, found.text) == (CellKind.CLOSED, None, "")


def test_rolling_years_are_not_compared_across_a_break(model: EntryModel, document: Document) -> None:
    add(document, ROLLING, entered_as=EnteredAs.ROLLING)
    apart = SeriesBreak(series=SeriesId("m29"), from_period=Q4, note="Counted by victim")
    document.do(PutRows("Break", (apart,)))
    assert beside(model, "2.9") == {Kind.SAME_QUARTER: "1,000"}
    why = "Figures from Quarter 4 2015/16 on are not comparable with those before: Counted by victim"
    assert said(model, "2.9", Kind.WINDOW_CHANGE) == (
        f"2.9 Added, change on the twelve months Jan '15 - Dec '15, not known. {why}"
    )
    assert said(model, "2.9", Kind.CHANGE).endswith(why)
    document.do(PutRows("Break", (replace(apart, comparable=True),)))
    assert beside(model, "2.9")[Kind.WINDOW_CHANGE] == "+50 (4.3%)"


def test_a_break_before_both_rolling_years_parts_nothing(model: EntryModel, document: Document) -> None:
    add(document, ROLLING, entered_as=EnteredAs.ROLLING)
    # The twelve months to Quarter 3 2015/16 begin with Quarter 4 2014/15.
    at = SeriesBreak(series=SeriesId("m29"), from_period=Q4.year_before)
    document.do(PutRows("Break", (at,)))
    assert beside(model, "2.9")[Kind.WINDOW_CHANGE] == "+50 (4.3%)"


# ---------------------------------------------------------------------- percentages, snapshots, years


def test_percentages_change_in_points(model: EntryModel, document: Document) -> None:
    figures = {Q4.year_before: "91%", Q4: "94%"}
    add(document, figures, unit=Unit.PERCENT, adds_up=AddsUp.NONE)
    assert beside(model, "2.9") == {Kind.SAME_QUARTER: "91%", Kind.CHANGE: "+3 points, quarter"}
    assert said(model, "2.9", Kind.CHANGE) == "2.9 Added, change on Quarter 4 2014/15, +3 points"


def test_percentages_with_their_counts_are_pooled(model: EntryModel, document: Document) -> None:
    add(document, {Q1: "5 of 10", Q2: "9 of 10", Q3: "10 of 20", Q4: "16 of 40"}, unit=Unit.PERCENT)
    # 5 + 9 + 10 + 16 = 40 of 10 + 10 + 20 + 40 = 80: 50%, where the mean of the four would be 57.5%.
    assert beside(model, "2.9")[Kind.YEAR_TO_DATE] == "50%"
    assert cell(model, "2.9", Kind.YEAR, YEAR).text == "50%"


def test_a_snapshot_ends_its_year(model: EntryModel, document: Document) -> None:
    add(document, {Q4.year_before: "80", Q3: "90", Q4: "95"}, entered_as=EnteredAs.SNAPSHOT)
    assert beside(model, "2.9") == {
        Kind.YEAR_TO_DATE: "95",
        Kind.SAME_QUARTER: "80",
        Kind.CHANGE: "+15, quarter",
    }
    assert cell(model, "2.9", Kind.YEAR, YEAR).text == "95"


def test_an_annual_measure_is_compared_year_with_year(model: EntryModel, document: Document) -> None:
    enter(document, "m31", {YEAR: "1310"})
    # 1,310 - 1,204 = 106, 8.80% of 1,204.
    assert beside(model, "3.1") == {
        Kind.YEAR_TO_DATE: "1,310",
        Kind.SAME_QUARTER: "1,204",
        Kind.CHANGE: "+106 (8.8%)",
    }


# ---------------------------------------------------------------------- the year beside its quarters


def test_a_year_is_worked_out_where_nothing_is_typed_for_it(model: EntryModel, document: Document) -> None:
    found = cell(model, "2.1", Kind.YEAR, YEAR)
    assert (found.text, found.typed, found.is_derived) == ("1,440", "", True)
    assert said(model, "2.1", Kind.YEAR, YEAR) == (
        "2.1 Violence with injury, 2015/16, 1,440 offences, worked out"
    )
    enter(document, "m21", {Q2: ""})
    assert cell(model, "2.1", Kind.YEAR, YEAR).text == "", "a sum over a gap is none"


def test_a_year_typed_beside_its_quarters_stands_and_is_doubted(
    model: EntryModel, document: Document
) -> None:
    column = model.column(Kind.YEAR, YEAR)
    assert column is not None
    index = model.index(row_of(model, "2.1"), column)
    assert model.setData(index, "1,450")
    kept = document.snapshot.of(Observation).get(SeriesId("m21"), YEAR)
    assert kept is not None
    assert kept.typed == "1,450"
    assert document.undo_label == "Figure for 2.1, 2015/16"
    found = model.cell(index.row(), index.column())
    assert (found.text, found.is_derived) == ("1,450", False)
    assert any("1,440" in sentence for sentence in found.odd), "its quarters make 1,440"
    # The quarters are still what the year to date is made of.
    assert beside(model, "2.1")[Kind.YEAR_TO_DATE] == "1,440"
    assert model.setData(index, "")
    assert model.cell(index.row(), index.column()).text == "1,440"


def test_a_year_that_does_not_add_up_takes_no_figure_but_a_target(
    model: EntryModel, document: Document
) -> None:
    # 1.2 is a percentage whose quarters make no year.
    assert cell(model, "1.2", Kind.YEAR, YEAR).period is None
    assert said(model, "1.2", Kind.YEAR, YEAR) == (
        "1.2 Client satisfaction, Year 2015/16, which this measure's quarters do not add up to"
    )
    enter(document, "m12", {YEAR: "91%"})
    # A figure that stands there already is shown and can be changed.
    assert cell(model, "1.2", Kind.YEAR, YEAR).text == "91%"


# ---------------------------------------------------------------------- why a cell is empty


def reason(model: EntryModel, number: str, kind: Kind) -> str:
    """What is said of a cell after its name and "not known"."""
    assert cell(model, number, kind).text == ""
    _, _, found = said(model, number, kind).partition(", not known")
    return found.removeprefix(". ")


def test_an_empty_cell_says_what_it_lacks(model: EntryModel, document: Document) -> None:
    enter(document, "m21", {Q2: ""})
    assert reason(model, "2.1", Kind.YEAR_TO_DATE) == "Quarter 2 2015/16 is missing"
    enter(document, "m22", {Q4.year_before: "late: police"})
    assert reason(model, "2.2", Kind.SAME_QUARTER) == "Quarter 4 2014/15 is late"
    assert reason(model, "1.1", Kind.CHANGE) == "Quarter 1 2014/15 is missing"
    # A quarter that is there and can be compared has the change in place of the year's.
    assert cell(model, "2.1", Kind.CHANGE).text == "+132 (47.1%), quarter"


def test_what_a_measure_cannot_have_is_said_too(model: EntryModel, document: Document) -> None:
    enter(document, "m13", {Q3: ""})
    assert reason(model, "1.3", Kind.ALONE) == "Quarter 3 2015/16 is missing"
    add(document, {Q3: "1150", Q4: "1200"}, entered_as=EnteredAs.ROLLING)
    assert reason(model, "2.9", Kind.YEAR_TO_DATE) == "Only the last twelve months are given"
    assert reason(model, "2.9", Kind.CHANGE) == "Quarter 4 2014/15 is missing"
    # What stands in the quarter's own column is not lacking here.
    assert reason(model, "2.1", Kind.ALONE) == ""
    assert reason(model, "2.1", Kind.WINDOW_CHANGE) == ""
    enter(document, "m29", {Q3: ""})
    assert reason(model, "2.9", Kind.WINDOW_CHANGE) == "Quarter 3 2015/16 is missing"


def test_an_empty_series_gives_no_reasons(model: EntryModel, document: Document) -> None:
    add(document, {})
    assert reason(model, "2.9", Kind.YEAR_TO_DATE) == ""


def test_a_yearly_level_is_compared_with_the_year_before(model: EntryModel, document: Document) -> None:
    figures = {YEAR.previous: "80", YEAR: "95"}
    add(document, figures, entered_as=EnteredAs.SNAPSHOT, frequency=Frequency.YEAR)
    # 95 - 80; a level has no percentage.
    assert beside(model, "2.9")[Kind.CHANGE] == "+15"


@pytest.mark.parametrize("entered_as", list(EnteredAs))
def test_nothing_is_asked_of_a_time_before_the_first(
    model: EntryModel, document: Document, entered_as: EnteredAs
) -> None:
    first = Period.quarter(1901, 1)
    add(document, {first.year_before: "5", first.previous: "9", first: "12"}, entered_as=entered_as)
    for back in range(1, 5):
        kept = Derived.of(line_of(document, "m29"), first.shift(-back))
        for kind in BESIDE:
            sentences = list(kept.said("Added", kind, kept.cell(kind)))
            assert sentences[0].startswith("Added, ")
        assert kept.cell(Kind.CHANGE).text == kept.cell(Kind.SAME_QUARTER).text == ""
    assert sentences == [
        "Added, change on the twelve months before, not known"
        if entered_as is EnteredAs.ROLLING
        else "Added, change on year to date at the year before, not known"
        if entered_as is not EnteredAs.SNAPSHOT
        else "Added, change on the year before, not known",
        "No figure can be kept from before 1900/01.",
    ]


def line_of(document: Document, series: str) -> Line:
    row = document.snapshot.of(Series).get(SeriesId(series))
    assert row is not None
    measure = document.snapshot.of(Measure).get(row.measure)
    assert measure is not None
    return Line(document.snapshot, measure, row)


# ---------------------------------------------------------------------- behind and late


LATE = {Q1.year_before: "10", Q2.year_before: "20", Q3.year_before: "40", Q1: "10", Q2: "20", Q3: "50"}


def missing(model: EntryModel, number: str) -> list[Period | None]:
    row = row_of(model, number)
    columns = range(model.columnCount())
    return [each.period for column in columns if (each := model.cell(row, column)).missing]


def test_the_newest_figure_is_used_with_its_quarter(model: EntryModel, document: Document) -> None:
    add(document, LATE, lag=1)
    # At Quarter 3: 10 + 20 + 50 = 80 against 10 + 20 + 40 = 70; 10 more, 14.29%.
    assert beside(model, "2.9") == {
        Kind.YEAR_TO_DATE: "80 at Q3",
        Kind.SAME_QUARTER: "40 at Q3",
        Kind.CHANGE: "+10 (14.3%) at Q3",
    }
    assert said(model, "2.9", Kind.YEAR_TO_DATE) == (
        "2.9 Added, year to date at Quarter 3 2015/16, 80. The newest figure is one quarter behind"
    )


def test_a_newest_figure_of_another_year_is_named_with_it(model: EntryModel, document: Document) -> None:
    add(document, LATE, lag=1)
    model.show(document, Q4.next)
    assert beside(model, "2.9")[Kind.YEAR_TO_DATE] == "80 at Q3 15/16"
    assert said(model, "2.9", Kind.YEAR_TO_DATE).endswith("The newest figure is 2 quarters behind")


def test_within_its_lag_a_measure_is_not_missing(model: EntryModel, document: Document) -> None:
    add(document, LATE, lag=1)
    assert missing(model, "2.9") == []
    assert said(model, "2.9", Kind.QUARTER, Q4) == "2.9 Added, Quarter 4 2015/16, not due yet"
    enter(document, "m29", {Q3: ""})
    # What Quarter 4 waits for is Quarter 3.
    assert missing(model, "2.9") == [Q3]
    assert said(model, "2.9", Kind.QUARTER, Q3) == "2.9 Added, Quarter 3 2015/16, missing"


def test_without_a_lag_the_chosen_quarter_is_missing(model: EntryModel, document: Document) -> None:
    add(document, LATE)
    assert missing(model, "2.9") == [Q4]


def test_an_annual_measure_is_due_at_the_years_end(model: EntryModel, document: Document) -> None:
    add(document, {}, frequency=Frequency.YEAR)
    assert missing(model, "2.9") == [YEAR]
    model.show(document, Q3)
    assert missing(model, "2.9") == []


def test_what_is_worked_out_can_be_hidden(model: EntryModel) -> None:
    model.look(GridView(optional=frozenset()))
    assert [model.column(kind) for kind in BESIDE] == [None] * 5
    assert cell(model, "2.1", Kind.YEAR, YEAR).text == "1,440"
