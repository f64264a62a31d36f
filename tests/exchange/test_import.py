"""What an import adds and changes, in a new document and in one with figures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cspdesk.domain.choices import AddsUp, Comparator, Judges
from cspdesk.domain.errors import InputError
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import plan_in_force, priorities, series_of
from cspdesk.domain.reading import State
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Commentary,
    FootnoteMark,
    Measure,
    Meeting,
    Observation,
    Placement,
    Plan,
    Priority,
    ProjectUpdate,
    ReportItem,
    Series,
    Target,
)
from cspdesk.exchange.book_read import read_book
from cspdesk.exchange.exporting import document_sheets
from cspdesk.exchange.workbook import export_document, plan_import
from cspdesk.store.store import Editor, Store
from tests.exchange.books import EMPTY, Rows, loaded, planned, put, small_book
from tests.support.canonical import canonical

Q3, Q4 = Period.quarter(2015, 3), Period.quarter(2015, 4)


def measure(document: Snapshot, title: str) -> Measure:
    (found,) = [row for row in document.of(Measure) if row.title == title]
    return found


def figure(document: Snapshot, title: str, period: Period) -> Observation:
    (line,) = series_of(document, measure(document, title).id)
    found = document.of(Observation).get(line.id, period)
    assert found is not None
    return found


def under(document: Snapshot, number: str) -> list[str]:
    """The titles under a priority of the plan in force, in order."""
    (priority,) = [row for row in priorities(document, plan_in_force(document)) if row.number == number]
    places = document.of(Placement).where("priority", priority.id)
    return [row.title for place in places if (row := document.of(Measure).get(place.measure))]


def test_a_small_book_makes_a_document(tmp_path: Path) -> None:
    document = loaded(tmp_path, small_book())
    plan = plan_in_force(document)
    assert plan is not None
    assert (plan.title, plan.last_year) == ("Safer Streets 2014-2017", Period.financial_year(2016))
    assert under(document, "1") == ["Violence with injury"]
    assert under(document, "2") == ["Dwelling burglary", "Victims satisfied"]
    satisfied = figure(document, "Victims satisfied", Q4)
    assert (satisfied.typed, satisfied.value, satisfied.denominator) == (
        "55% (12 of 22)",
        Decimal(55),
        Decimal(22),
    )
    # Nobody listed series, so each measure has one without a name, which speaks for it.
    assert [(row.label, row.headline) for row in document.of(Series)] == [("", True)] * 3


def test_what_is_left_blank_is_as_usual(tmp_path: Path) -> None:
    book = small_book()
    book["Measures"] = [
        ["Title", "Adds up", "Comparator", "Sensitive", "Decimals"],
        ["Violence with injury", None, None, None, None],
        ["Dwelling burglary", "Pooled", "Baseline; target", "TRUE", 1],
        ["Victims satisfied", None, "none", False, None],
    ]
    book["Observations"] = []
    book["Targets"] = [
        ["Measure", "Period", "Target", "Judges"],
        ["Dwelling burglary", "2015-16", "9-15%", None],
        ["Dwelling burglary", "2015-16Q4", 0.12, None],
        ["Dwelling burglary", "2015-16Q3", "12", "rolling year"],
    ]
    document = loaded(tmp_path, book)
    usual, other = measure(document, "Violence with injury"), measure(document, "Dwelling burglary")
    assert (usual.adds_up, usual.comparators, usual.sensitive) == (
        AddsUp.DEFAULT,
        (Comparator.YEAR_TO_DATE,),
        False,
    )
    assert (other.adds_up, other.comparators) == (AddsUp.POOLED, (Comparator.BASELINE, Comparator.TARGET))
    assert (other.sensitive, other.decimals) == (True, 1)
    assert measure(document, "Victims satisfied").comparators == ()
    assert [row.judges for row in document.of(Target)] == [
        Judges.YEAR_TO_DATE,
        Judges.ROLLING,
        Judges.QUARTER,
    ]


def test_a_percentage_cell_and_a_date_cell_arrive_as_typed(tmp_path: Path) -> None:
    book = small_book()
    book["Meetings"] = [["Title", "Date", "Quarter"], ["Board", date(2016, 5, 24), "Q4 2015/16"]]
    book["Meetings"].append(["Special", "31 March 2016", None])
    book["Report text"] = [
        ["Period", "Section", "When", "Text"],
        ["2015-16Q4", "Milestone", date(2011, 11, 23), "Launch."],
        ["2015-16Q4", "outlook", "soon", "More."],
    ]
    plan = planned(tmp_path, book)
    document = loaded(tmp_path, book)
    assert [row.dated for row in document.of(Meeting)] == [date(2016, 5, 24), date(2016, 3, 31)]
    assert [(row.section, row.when) for row in document.of(ReportItem)] == [
        ("milestone", "23 November 2011"),
        ("outlook", "soon"),
    ]
    assert plan.notes == (
        "plan.xlsx, sheet Report text, row 3: 'outlook' is not a section yet; add it to the sheet "
        "Sections to have its texts printed.",
    )


def test_control_characters_are_removed_and_said(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "Measures.csv").write_bytes(b'Title,Definition\nViolence,"a\x00b\x07\r\nc\x0bd"\n')
    plan = plan_import(read_book(folder), EMPTY)
    (row,) = [row for row in plan.rows if isinstance(row, Measure)]
    assert row.definition == "ab\nc\nd"
    assert plan.notes == ("mine/Measures.csv, row 2, column Definition: 2 control characters were removed.",)


def test_an_update_without_a_quarter_is_of_the_newest_of_its_plan(tmp_path: Path) -> None:
    book = small_book()
    book["Plan"].insert(1, ["Safer Streets 2011-2014", "2011-12", "2013-14"])
    book["Priorities"] = [
        ["Number", "Title", "Plan"],
        ["1", "Drugs", "Safer Streets 2011-2014"],
        ["1", "Violence", None],
        ["2", "Burglary", None],
    ]
    book["Placements"] = [
        ["Plan", "Priority", "Measure", "Number"],
        ["Safer Streets 2011-2014", "1", "1.1", "V2"],
    ]
    book["Observations"] += [["1.1", None, "2012-13Q2", "300"], ["1.1", None, "2013-14Q1", "na"]]
    book["Projects"] = [["Priority", "Title"], ["Violence", "Street pastors"], ["Drugs", "Clean needles"]]
    book["Project updates"] = [
        ["Project", "When", "Text", "Period"],
        ["Street pastors", "May", "Began.", None],
        ["Clean needles", "Oct 2012", "Ended.", None],
        ["Street pastors", "May", "Paused.", "2015-16Q1"],
    ]
    document = loaded(tmp_path, book)
    assert {row.text: row.period for row in document.of(ProjectUpdate)} == {
        "Began.": Q4,
        "Ended.": Period.quarter(2012, 2),
        "Paused.": Period.quarter(2015, 1),
    }
    assert planned(tmp_path, book, document).lines == ()


def test_a_measure_is_named_by_number_title_or_row(tmp_path: Path) -> None:
    book = small_book()
    book["Measures"] += [["1", "1.10", "Robbery", "count"], ["1", None, "Dwelling burglary", "count"]]
    names = ["1.10", "victims  SATISFIED", "2.1 Dwelling burglary", "Violence > Dwelling burglary", "#1"]
    book["Observations"] = [["Measure", "Period", "Value"], *([name, "2015-16Q4", "7"] for name in names)]
    document = loaded(tmp_path, book)
    measures = tuple(document.of(Measure))
    named = {
        next(n for n, row in enumerate(measures) if row.id == line.measure) for line in document.of(Series)
    }
    assert named == {0, 1, 2, 3, 4}
    assert len(document.of(Observation)) == 5


def test_a_number_that_excel_made_of_1_10_is_taken_only_where_one_measure_fits(tmp_path: Path) -> None:
    book = small_book()
    book["Measures"][1][1] = "1.10"
    book["Observations"] = [["Measure", "Period", "Value"], [1.1, "2015-16Q4", "7"]]
    document = loaded(tmp_path, book)
    assert figure(document, "Violence with injury", Q4).value == Decimal(7)
    book["Measures"][2][:2] = ["1", "1.1"]
    with pytest.raises(InputError) as error:
        planned(tmp_path, book)
    assert str(error.value).startswith(
        "plan.xlsx, sheet Observations, row 2, column Measure: '1.1' may be '1.10 Violence with injury' "
        "(under Violence) or '1.1 Dwelling burglary' (under Violence)"
    )


def test_footnotes_are_one_where_marker_and_text_are(tmp_path: Path) -> None:
    book = small_book()
    book["Footnotes"] = [
        ["Measure", "Marker", "Text", "Period"],
        ["1.1", "*", "Revised.", None],
        ["2.1", "*", "Revised.", "2015-16Q4"],
        [None, "1", "Not used yet.", None],
    ]
    document = loaded(tmp_path, book)
    uses = document.of(FootnoteMark)
    assert [(use.used_by, use.series is not None, use.period) for use in uses] == [
        ("measure", False, None),
        ("figure", True, Q4),
    ]
    assert len({use.footnote for use in uses}) == 1


def test_an_import_says_each_change_and_a_second_one_has_none(tmp_path: Path) -> None:
    document = loaded(tmp_path, small_book())
    book = small_book()
    book["Observations"] = [
        ["Measure", "Period", "Value", "Note"],
        ["1.1", "2015-16Q3", "355", None],
        ["1.1", "2015-16Q4", "415", "Revised in May"],
        ["2.1", "2015-16Q4", 62, None],
    ]
    book["Measures"][1][2] = "Violence with injury (all)"
    plan = planned(tmp_path, book, document)
    assert plan.lines == (
        "Measures row 2: 1.1: Title 'Violence with injury' becomes 'Violence with injury (all)'.",
        "Observations row 3: 1.1, 2015-16Q4: Value '412' becomes '415'; Note (blank) becomes 'Revised "
        "in May'.",
        "Observations row 4: add 2.1, 2015-16Q4, 62.",
    )
    after = put(document, plan)
    assert figure(after, "Violence with injury (all)", Q4).value == Decimal(415)
    assert figure(after, "Victims satisfied", Q4).typed == "55% (12 of 22)"
    again = planned(tmp_path, book, after)
    assert (again.rows, again.lines, again.notes) == ((), (), ())


def test_blank_cells_and_absent_columns_take_nothing_away(tmp_path: Path) -> None:
    book = small_book()
    book["Observations"][0].append("Note")
    book["Observations"][1].append("As returned")
    document = loaded(tmp_path, book)
    bare: dict[str, Rows] = {"Measures": [["Number", "Title", "Owner"], ["1.1", None, None]]}
    bare["Observations"] = [["Measure", "Period", "Value"], ["1.1", "2015-16Q3", None]]
    assert planned(tmp_path, bare, document).lines == ()


def test_new_rows_stand_where_the_book_has_them(tmp_path: Path) -> None:
    document = loaded(tmp_path, small_book())
    book = small_book()
    book["Priorities"].insert(2, ["1a", "Robbery"])
    book["Measures"].insert(3, ["2", "2.2", "Burglary of shops", "count"])
    book["Measures"].append(["2", "2.3", "Theft", "count"])
    after = put(document, planned(tmp_path, book, document))
    assert [row.number for row in after.of(Priority)] == ["1", "1a", "2"]
    assert under(after, "2") == ["Dwelling burglary", "Burglary of shops", "Victims satisfied", "Theft"]
    assert planned(tmp_path, book, after).lines == ()


def test_another_unit_has_the_figures_read_again(tmp_path: Path) -> None:
    document = loaded(tmp_path, small_book())
    book = small_book()
    book["Measures"][3][3] = "text"
    plan = planned(tmp_path, {"Measures": book["Measures"]}, document)
    assert plan.lines == (
        "Measures row 4: Victims satisfied: Unit 'percent' becomes 'text'.",
        "Observations: Victims satisfied, 2015-16Q4: read again by the measure's new unit.",
    )
    assert figure(put(document, plan), "Victims satisfied", Q4).value is None


def test_a_plan_does_not_end_before_the_year_it_has_already(tmp_path: Path) -> None:
    document = loaded(tmp_path, small_book())
    shorter: dict[str, Rows] = {"Plan": [["Title", "First year"], ["Safer Streets 2014-2017", "2017-18"]]}
    with pytest.raises(InputError, match=r"row 2, column First year: the plan would begin in 2017-18"):
        planned(tmp_path, shorter, document)


def test_a_reading_of_older_rules_is_renewed_and_said(tmp_path: Path) -> None:
    document = loaded(tmp_path, small_book())
    old = replace(figure(document, "Violence with injury", Q4), value=None, state=State.TEXT_ONLY)
    rows = [
        row
        for table in document._tables.values()
        for row in table
        if row != figure(document, "Violence with injury", Q4)
    ]
    plan = planned(tmp_path, small_book(), Snapshot.of_rows([*rows, old]))
    assert plan.lines == ("Observations row 3: 1.1, 2015-16Q4: read afresh.",)
    assert [row.value for row in plan.rows if isinstance(row, Observation)] == [Decimal(412)]


@pytest.mark.parametrize("name", ["empty.xlsx", "empty"])
def test_an_empty_document_survives_its_own_export(tmp_path: Path, name: str) -> None:
    export_document(EMPTY, tmp_path / name)
    plan = plan_import(read_book(tmp_path / name), EMPTY)
    assert (plan.rows, plan.lines) == ((), ())
    assert plan.notes == (f"{name} has headings and no row below them, so there is nothing to bring in.",)
    with Store.create(tmp_path / "mine.cspdesk", Editor("Officer", "desk 1"), plan.command("Start")) as store:
        assert canonical(store.load()) == canonical(EMPTY)


def test_an_older_plan_added_does_not_come_into_force(tmp_path: Path) -> None:
    document = loaded(tmp_path, small_book())
    book = small_book()
    book["Plan"].insert(1, ["Safer Streets 2011-2014", "2011-12", "2013-14"])
    after = put(document, planned(tmp_path, book, document))
    assert [plan.title for plan in after.of(Plan)] == ["Safer Streets 2011-2014", "Safer Streets 2014-2017"]


def test_a_book_of_last_plan_does_not_renumber_the_new_one(tmp_path: Path) -> None:
    old = small_book()
    book = small_book()
    book["Plan"].append(["Safer Streets 2017-2020", "2017-18", "2019-20"])
    book["Priorities"] = [
        ["Number", "Title", "Plan"],
        ["1", "Violence", "Safer Streets 2014-2017"],
        ["2", "Burglary", "Safer Streets 2014-2017"],
        ["1", "Harm", None],
    ]
    book["Measures"] = [["Priority", "Number", "Title", "Unit"], ["1", "1.1", "Dwelling burglary", "count"]]
    document = loaded(tmp_path, old)
    document = put(document, planned(tmp_path, {**book, "Observations": []}, document))
    assert under(document, "1") == ["Dwelling burglary"]
    assert len(document.of(Measure)) == 3
    plan = planned(tmp_path, old, document)
    assert (plan.lines, plan.rows) == ((), ())


def test_priorities_without_a_plan_get_one_and_it_is_said(tmp_path: Path) -> None:
    book = small_book()
    del book["Plan"]
    plan = planned(tmp_path, book)
    assert plan.notes == (
        "There was no sheet Plan, so a plan without a title was made; give it its title and years.",
    )
    assert sum(isinstance(row, Plan) for row in plan.rows) == 1


def test_a_file_takes_the_import_as_one_edit_and_gives_it_back(tmp_path: Path) -> None:
    book = small_book()
    book["Commentary"] = [["Measure", "Period", "Text"], ["1.1", "2015-16Q4", "57 more.\n- In town"]]
    with Store.create(tmp_path / "mine.cspdesk", Editor("Officer", "desk 1")) as store:
        change = store.run(planned(tmp_path, book, store.load()).command("Import plan.xlsx"), "import")
        assert change is not None
        document = store.load()
        assert store.run(planned(tmp_path, book, document).command("Again"), "import") is None
        export_document(document, tmp_path / "out.xlsx")
        assert [row.text for row in document.of(Commentary)] == ["57 more.\n- In town"]
        store.take_back(change.recording, "Undo")
        assert len(store.load().of(Measure)) == 0
    with Store.create(tmp_path / "other.cspdesk", Editor("Officer", "desk 1")) as store:
        back = plan_import(read_book(tmp_path / "out.xlsx"), store.load())
        store.run(back.command("Import out.xlsx"), "import")
        assert canonical(store.load()) == canonical(document)
        assert document_sheets(store.load()) == document_sheets(document)
