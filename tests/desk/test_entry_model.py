from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt

from cspdesk.commands.figures import PutMeasure, SetFigures, TypedCell
from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.desk.document import Document
from cspdesk.desk.entry_columns import ALL_YEARS, GridView, Kind
from cspdesk.desk.entry_model import EntryModel
from cspdesk.domain.changes import Command
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Measure,
    MeasureId,
    Observation,
    Placement,
    PlacementId,
    PlanId,
    Priority,
    PriorityId,
    Series,
    SeriesId,
)
from cspdesk.domain.unit import Unit
from tests.support.documents import LAST_QUARTER, small_store
from tests.support.grid import CHANGE, FIRST_QUARTER, LAST_YEAR, Q1, Q4, YEAR, YEAR_TO_DATE


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


def row_of(model: EntryModel, name: str) -> int:
    names = [model.cell(row, 0).text for row in range(model.rowCount())]
    return names.index(name)


def at(model: EntryModel, name: str, column: int) -> QModelIndex:
    return model.index(row_of(model, name), column)


def fresh(document: Document, quarter: Period = LAST_QUARTER) -> tuple[tuple[str, ...], ...]:
    model = EntryModel()
    model.show(document, quarter)
    return model.contents()


def test_model_keeps_qts_rules(model: EntryModel, qtmodeltester: object) -> None:
    qtmodeltester.check(model)  # type: ignore[attr-defined]  # pytest-qt's fixture has no types


def test_rows_follow_the_plan_with_bands_between(model: EntryModel) -> None:
    assert [row[0] for row in model.contents()[1:]] == [
        "Partnership Priority 1: Anti-social behaviour",
        "1.1 Repeat callers, ASB Hotline",
        "1.1 Repeat callers, Police",
        "1.2 Client satisfaction",
        "1.3 Anti-social behaviour incidents",
        "Partnership Priority 2: Violent crime and robbery",
        "2.1 Violence with injury",
        "2.2 Robbery",
        "Partnership Priority 3: Drugs",
        "3.1 People in treatment",
        "3.2 Drug deaths",
    ]


def test_row_of_2_1_is_that_of_the_report(model: EntryModel) -> None:
    row = model.contents()[1 + row_of(model, "2.1 Violence with injury")]
    assert row[1:] == (
        "offences",
        *("260", "303", "303", "280", "1,146"),
        *("326", "347", "355", "412", "1,440"),
        # Typed quarter by quarter, so nothing stands under "Quarter alone".
        "",
        *("1,440", "280", "+294 (25.7%)"),
    )


def test_columns_are_two_years_and_what_is_worked_out(model: EntryModel) -> None:
    assert [heading.replace("\n", " ") for heading in model.contents()[0]] == [
        *("Measure", "Unit"),
        *("Q1 14/15", "Q2 14/15", "Q3 14/15", "Q4 14/15", "Year 2014/15"),
        *("Q1 15/16", "Q2 15/16", "Q3 15/16", "Q4 15/16", "Year 2015/16"),
        *("Quarter alone", "Year to date", "Quarter last year", "Change on last year"),
    ]


def test_printed_figures_keep_what_was_typed_for_editing(model: EntryModel) -> None:
    cell = at(model, "1.3 Anti-social behaviour incidents", Q4)
    assert cell.data() == "12,043 p"
    assert cell.data(Qt.ItemDataRole.EditRole) == "12,043 [p]"
    assert "provisional" in cell.data(Qt.ItemDataRole.AccessibleTextRole)


def test_cells_say_themselves_in_full(model: EntryModel) -> None:
    said = Qt.ItemDataRole.AccessibleTextRole
    assert at(model, "2.1 Violence with injury", Q4).data(said) == (
        "2.1 Violence with injury, Quarter 4 2015/16, 412 offences"
    )
    assert at(model, "1.2 Client satisfaction", Q4).data(said) == (
        "1.2 Client satisfaction, Quarter 4 2015/16, missing"
    )
    assert "year to date at Quarter 4 2014/15, +294 (25.7%)" in (
        at(model, "2.1 Violence with injury", CHANGE).data(said)
    )


def test_only_what_is_due_in_the_chosen_quarter_is_missing(model: EntryModel) -> None:
    missing = {
        (model.cell(row, 0).text, column)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        if model.cell(row, column).missing
    }
    # 3.2 is being formulated; 3.1 is typed for the year.
    assert missing == {("1.2 Client satisfaction", Q4), ("3.1 People in treatment", YEAR)}


def test_annual_measure_is_typed_in_the_column_of_its_year(model: EntryModel, document: Document) -> None:
    name = "3.1 People in treatment"
    for column in (*range(FIRST_QUARTER, LAST_YEAR), *range(Q1, YEAR)):
        assert not at(model, name, column).flags() & Qt.ItemFlag.ItemIsEditable
        assert not model.setData(at(model, name, column), "1310")
    assert at(model, name, Q4).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "3.1 People in treatment, Quarter 4 2015/16, typed once a year under 2015/16"
    )
    assert model.setData(at(model, name, YEAR), "1310")
    assert document.undo_label == "Figure for 3.1, 2015/16"
    typed = {(row.period.key, row.typed) for row in document.snapshot.of(Observation).where("series", "m31")}
    assert typed == {("2014-15", "1,204"), ("2015-16", "1310")}


def test_bands_and_derived_cells_cannot_be_typed_into(model: EntryModel) -> None:
    assert model.flags(model.index(0, Q4)) == Qt.ItemFlag.NoItemFlags
    derived = at(model, "2.1 Violence with injury", YEAR_TO_DATE)
    assert not model.flags(derived) & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(derived, "5")


def test_typing_saves_at_once_with_one_notice_for_the_row(model: EntryModel, document: Document) -> None:
    notices: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: notices.append((first.row(), last.row())))
    row = row_of(model, "2.2 Robbery")
    assert model.setData(model.index(row, Q4), "40")
    assert notices == [(row, row)]
    assert document.undo_label == "Figure for 2.2, Quarter 4 2015/16"
    assert model.cell(row, YEAR_TO_DATE).text == "111"  # 17 + 22 + 32 + 40
    document.undo()
    assert model.cell(row, Q4).text == "30"
    assert model.cell(row, YEAR_TO_DATE).text == "101"


def test_typing_the_same_again_is_no_edit(model: EntryModel, document: Document) -> None:
    assert model.setData(at(model, "2.2 Robbery", Q4), "30")
    assert document.undo_label == ""


def test_many_cells_are_one_act_and_one_notice(model: EntryModel, document: Document) -> None:
    notices: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: notices.append((first.row(), last.row())))
    first, last = row_of(model, "2.1 Violence with injury"), row_of(model, "2.2 Robbery")
    cells = [(model.index(row, column), "7") for row in (first, last) for column in (Q4 - 1, Q4)]
    assert model.enter(cells, "Paste of 4 figures")
    assert notices == [(first, last)]
    assert document.undo_label == "Paste of 4 figures"
    document.undo()
    assert model.contents() == fresh(document)
    assert model.cell(first, Q4).text == "412"


def test_doubtful_figure_is_kept_and_told(model: EntryModel) -> None:
    told: list[str] = []
    model.told.connect(told.append)
    assert model.setData(at(model, "2.1 Violence with injury", Q4), "4l2")
    cell = model.cell(row_of(model, "2.1 Violence with injury"), Q4)
    assert (cell.text, cell.number) == ("4l2", None)
    assert told == [
        "2.1, Quarter 4 2015/16: '4l2' is not a number. It was kept as text; type 412 to use it as a figure."
    ]


def test_refusal_tells_what_was_not_entered(model: EntryModel, document: Document) -> None:
    told: list[str] = []
    model.told.connect(told.append)
    document.changed.disconnect(model.take)
    index = at(model, "2.2 Robbery", Q4)
    document.do(DeleteRow("Delete 2.2", Measure, ("m22",)))
    assert not model.setData(index, "31")
    assert told[0].startswith("'31' was not entered. That measure has been deleted since.")


def test_structure_changes_rebuild_and_the_place_is_found_again(
    model: EntryModel, document: Document
) -> None:
    place = model.place(at(model, "2.1 Violence with injury", Q4 - 1))
    warned: list[int] = []
    model.rebuilding.connect(lambda: warned.append(model.rowCount()))
    document.do(DeleteRow("Delete priority 1", Priority, ("p1",)))
    assert warned == [11]
    assert model.contents() == fresh(document)
    found = model.find(place)
    assert (found.row(), found.column()) == (1, Q4 - 1)
    model.show(document, LAST_QUARTER.next)
    # A year on, Quarter 3 2015/16 stands four quarters and a year further left.
    assert model.find(place).column() == Q4 - 6


def test_all_years_grow_by_a_figure_from_elsewhere(model: EntryModel, document: Document) -> None:
    model.look(GridView(years=ALL_YEARS))
    document.do(SetFigures("Figures", (TypedCell(SeriesId("m21"), Period.quarter(2012, 1), "199"),)))
    assert model.column(Kind.QUARTER, Period.quarter(2012, 1)) is not None


@pytest.mark.parametrize("step", range(6))
def test_advanced_model_shows_what_a_fresh_one_shows(
    model: EntryModel, document: Document, step: int
) -> None:
    unit = document.snapshot.of(Measure).get("m22")
    assert unit is not None
    added = MeasureId("m23")
    commands: list[Command] = [
        SetFigures("Figures", (TypedCell(SeriesId("m11-Police"), LAST_QUARTER, "late: police, 24 May"),)),
        SetFigures("Figures", (TypedCell(SeriesId("m21"), Period.quarter(2012, 1), "199"),)),
        SetFigures("Figures", (TypedCell(SeriesId("m21"), LAST_QUARTER, ""),)),
        SetCommentary("Commentary", MeasureId("m21"), LAST_QUARTER, "More."),
        PutMeasure("Unit", Measure(id=MeasureId("m22"), title="Robbery", unit=Unit.PERCENT, decimals=1)),
        PutRows(
            "Add 2.3",
            (
                Measure(id=added, title="Burglary"),
                Placement(
                    id=PlacementId("at-m23"),
                    plan=PlanId("plan"),
                    priority=PriorityId("p2"),
                    measure=added,
                    position=9,
                    number="2.3",
                ),
                Series(id=SeriesId("m23"), measure=added),
            ),
        ),
    ]
    before = model.contents()
    document.do(commands[step])
    assert model.contents() == fresh(document)
    document.undo()
    assert model.contents() == before == fresh(document)


def test_numbers_are_those_of_the_cells(model: EntryModel) -> None:
    row = row_of(model, "2.1 Violence with injury")
    cells = [model.index(row, column) for column in range(Q1, Q4 + 1)]
    assert sum(model.numbers((each.row(), each.column()) for each in cells)) == Decimal(1440)


def test_no_document_shows_nothing(model: EntryModel) -> None:
    model.show(None, LAST_QUARTER)
    assert model.rowCount() == 0
