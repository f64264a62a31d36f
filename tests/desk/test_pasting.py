from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.desk.document import Document
from cspdesk.desk.entry_block import read_block
from cspdesk.desk.entry_model import EntryModel
from cspdesk.desk.pasting import Pasting, plan_paste
from cspdesk.domain.tables import Observation, SeriesId
from tests.support.documents import LAST_QUARTER, small_store
from tests.support.grid import DEATHS, Q3, Q4, ROBBERY, VIOLENCE, YEAR_TO_DATE


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


def plan(model: EntryModel, text: str, row: int = VIOLENCE, column: int = Q3) -> Pasting:
    return plan_paste(model, read_block(text), [model.index(row, column)])


def typed(document: Document, series: str) -> str | None:
    row = document.snapshot.of(Observation).get(SeriesId(series), LAST_QUARTER)
    return row.typed if row else None


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("1,201\t62", "2 figures entered."),
        ("5", "1 figure entered."),
        ("5\tpending", "1 figure entered, 1 kept as text ('pending')."),
        ("na\tTBC\n5\tna", "1 figure entered, 3 answers such as 'na' or 'TBC' entered."),
        # Quarters 3 and 4, the year, and the first column that is worked out.
        ("5\t6\t7\t8", "3 figures entered, 1 refused: in a column that is worked out."),
        # Past the change on last year; a blank cell there, or on what is worked out, is refused nothing.
        ("5\t6\t\t\t\t\t\t7\t8\t", "2 figures entered, 2 refused: outside the grid."),
        ("\t5", "1 figure entered, 1 cleared."),
        # 2.1 and 2.2, then past the band 3.1, of which only the year is typed, 3.2, and no row more.
        (
            "1\t2\n3\t4\n5\t6\n7\t8\n9\t10",
            "6 figures entered, 4 refused: 2 in a period for which the measure takes no figure,"
            " 2 outside the grid.",
        ),
        (
            "x" * 32_001 + "\t5",
            "1 figure entered, 1 refused: longer than the 32,000 characters that are kept.",
        ),
    ],
)
def test_a_paste_says_what_came_of_it(model: EntryModel, text: str, report: str) -> None:
    assert plan(model, text).report == report


def test_nowhere_to_go_is_said_and_enters_nothing(model: EntryModel) -> None:
    pasting = plan(model, "5\t6", column=YEAR_TO_DATE)
    assert pasting.cells == ()
    assert pasting.report == "0 figures entered, 2 refused: in a column that is worked out."


def test_a_paste_is_one_act_named_after_its_figures(model: EntryModel, document: Document) -> None:
    pasting = plan(model, "1\t2\r\n3\t\r\n")
    assert model.enter_open(pasting.cells, pasting.label)
    # A blank cell clears, as Excel does.
    assert [typed(document, "m21"), typed(document, "m22")] == ["2", None]
    assert document.undo_label == "Paste of 4 figures"
    document.undo()
    assert [typed(document, "m21"), typed(document, "m22")] == ["412", "30"]


def test_blanks_on_empty_cells_change_nothing(model: EntryModel, document: Document) -> None:
    before = document.undo_label
    pasting = plan(model, "\t\n\t\n", row=DEATHS)
    assert pasting.report == "The copied cells are blank, and so were these."
    assert model.enter_open(pasting.cells, pasting.label)
    assert document.undo_label == before


def test_one_cell_fills_the_selection(model: EntryModel) -> None:
    selected = [model.index(row, column) for row in (VIOLENCE, ROBBERY) for column in (Q3, Q4)]
    pasting = plan_paste(model, read_block('"late:\npolice"\r\n'), selected)
    assert pasting.report == "4 answers such as 'late: police' entered."
    assert [words for _, _, words in pasting.cells] == ["late: police"] * 4


def test_the_rest_of_a_hostile_paste_still_goes_in(model: EntryModel, document: Document) -> None:
    pasting = plan(model, "🚓\t" + "9" * 400 + "\n\u202b٤١٢\u202c\t4\ud80012")
    assert model.enter_open(pasting.cells, pasting.label)
    assert pasting.report.startswith("1 figure entered, 3 kept as text ('🚓')")
    assert typed(document, "m21") == "9" * 400
    assert typed(document, "m22") == "412"


def test_a_million_cells_put_in_what_fits(model: EntryModel, document: Document) -> None:
    pasting = plan(model, ("5\t" * 999 + "5\n") * 1_000, row=VIOLENCE, column=Q4)
    # From 2.1 down and from Quarter 4 on: four rows, of each the quarter and the year, but of 3.1 the year
    # alone. That is 7; of four rows the four columns worked out are 16; 200,000 less 7, 16 and 1 is 199,976.
    assert pasting.report == (
        "7 figures entered, 199,993 refused: 199,976 outside the grid, 16 in a column that is worked out,"
        " 1 in a period for which the measure takes no figure."
        " Only the first 200,000 copied cells were read; copy fewer."
    )
    assert model.enter_open(pasting.cells, pasting.label)
    assert typed(document, "m21") == "5"
