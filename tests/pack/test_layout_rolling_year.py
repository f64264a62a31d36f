"""The layout of rolling years: its tables and texts are those of the real report."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.domain.choices import EnteredAs, FootnoteUse
from cspdesk.domain.errors import InputError
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    CountywideRow,
    Footnote,
    FootnoteId,
    FootnoteMark,
    FootnoteUseId,
    Measure,
    MeasureId,
    PackIssue,
    PackIssueId,
    Plan,
    Priority,
    PriorityId,
    Project,
    ProjectId,
    ProjectUpdate,
    SeriesId,
    UpdateId,
)
from cspdesk.pack.blocks import Contents, Cover, Heading, Pack, Table
from cspdesk.pack.compose import compose
from cspdesk.pack.issue import PackRequest, make_pack
from cspdesk.pack.layouts import LayoutColumn, layout, with_parts
from cspdesk.pack.paper import sections_of
from cspdesk.store.store import Store
from tests.support.documents import small_store
from tests.support.read_back import paragraphs_of, sample_snapshot, tables_of

QUARTER = Period.quarter(2011, 2)
Q2, Q3, Q4 = (Period.quarter(2015, index) for index in (2, 3, 4))

WINDOWS = [
    "Jul 2009 to Jun 2010",
    "Oct 2009 to Sep 2010",
    "Jan 2010 to Dec 2010",
    "Apr 2010 to Mar 2011",
    "Jul 2010 to Jun 2011",
    "Oct 2010 to Sep 2011",
    "Jan 2011 to Dec 2011",
    "Apr 2011 to Mar 2012",
]
MEASURES = [
    [
        "Crimes where the offender is known to be under 18 [note 1]",
        *("442", "423", "406", "426", "350", "na", "", ""),
        "Offences by young people appear to be decreasing",
    ],
    [
        "Offenders under 18 with more than one offence [note 1]",
        *("69", "66", "62", "63", "56", "na", "", ""),
        "Fewer young people offend more than once; the number is decreasing",
    ],
    [
        "Unique offenders under 18 [note 1]",
        *("298", "300", "303", "322", "272", "na", "", ""),
        "The number of young offenders is decreasing slightly",
    ],
    [
        "Offenders of all ages with more than four offences [note 1]",
        *("366", "353", "346", "351", "326", "na", "", ""),
        "At all ages, the number who commit more than four offences in twelve months is reducing",
    ],
]
COMMENT = (
    "Measures still being formulated. When they have been approved and sent to the partnerships, the local "
    "measures will be tied to them, so that Kelford's share in the county's priorities can be seen."
)
COUNTYWIDE = [
    ["Re-offending", "N/A", "N/A", "N/A", COMMENT],
    ["Drugs and alcohol", "N/A", "N/A", "N/A", "None"],
]
PROJECTS = [
    [
        "Integrated Offender Management Group",
        "Oct 2011: Work on Community Payback and on communication has begun.\n"
        "01/11/11: The police and probation services have started a pilot IOM cohort of 40 offenders.",
        "23/11/11: Talk it over further at the IOM strategy group. (IOM coordinator)\n"
        "05/12/11 TBC: Organise an IOM workshop. (IOM coordinator)\n"
        'Develop an "intelligence product" about the 40 offenders of the pilot. '
        "(Police intelligence manager)",
        "MCC, Marlshire Probation",
    ],
    [
        "Alcohol identification and brief advice training programme",
        "Oct 2011: Professionals can book courses all year round. In hospital, the alcohol liaison nurses at "
        "Aldchester and Kelford train the staff. Local pharmacies throughout the county are about to offer "
        'IBA too, training included. The "Health chats" training is being extended as well.',
        "None open.",
        "DAAT",
    ],
    [
        "Implementation of a recovery-focused, integrated drug and alcohol service",
        "Apr – Sept 2011: 240 individuals accessing specialist drug treatment in Kelford (some may live in "
        "Thornbrook), 14 of whom have successfully left treatment (5.8%).\n"
        "36 individuals accessing specialist alcohol treatment in Kelford (some may live in Thornbrook), 15 "
        "of whom have successfully left treatment (42%).\n"
        "The new service is taking longer to settle in than hoped, and fewer clients have recovered than "
        "planned for, but each month is better than the one before.\n"
        "The new Kelford Recovery Café does well: up to 40 individuals come, and it works closely with "
        "Fernhill Community Centre.\n"
        "Activities in the community have begun, among them a bike recycling scheme and a fishing group.",
        "Nov & Dec 2011: Open the Kelford premises and hold a launch event. (Treatment service manager)",
        "DAAT",
    ],
    [
        'Green space development projects and "Working Out"',
        "Oct 2011: KBC has ordered a sculpture, made as restorative justice work at HMP Stonecroft, to stand "
        "in Willowmere Park.",
        "None open.",
        "KBC & HMP Stonecroft",
    ],
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "windows.cspdesk") as opened:
        yield opened


def composed(snapshot: Snapshot, quarter: Period = Q4) -> Pack:
    return compose(snapshot, quarter, layout("rolling-year"))


def tables(pack: Pack) -> list[Table]:
    return [block for block in pack.blocks if isinstance(block, Table)]


def measures(snapshot: Snapshot, quarter: Period = Q4) -> Table:
    """The measures of violent crime."""
    (found,) = [t for t in tables(composed(snapshot, quarter)) if t.title.startswith("Violent crime")]
    return found


def row(table: Table, number: str) -> list[str]:
    (cells,) = [cells for cells in table.rows if cells[0].text == number]
    return [cell.text for cell in cells]


def test_tables_are_those_of_the_report() -> None:
    of_measures, of_county, of_projects = tables(composed(sample_snapshot("rolling-year"), QUARTER))
    assert [column.heading for column in of_measures.columns] == ["Measures", *WINDOWS, "Comments"]
    assert [[cell.text for cell in cells] for cells in of_measures.rows] == MEASURES
    assert of_measures.notes == ("[note 1] Each figure covers the twelve months that end with the quarter.",)
    assert of_measures.source == "Recorded crime, iQuanta"
    assert [column.heading for column in of_county.columns] == [
        "Countywide priorities",
        "Baseline and target",
        "County performance",
        "Local performance",
        "Comments",
    ]
    assert [[cell.text for cell in cells] for cells in of_county.rows] == COUNTYWIDE
    assert [column.heading for column in of_projects.columns] == [
        "Associated projects",
        "Performance",
        "Further action",
        "Lead",
    ]
    assert [[cell.text for cell in cells] for cells in of_projects.rows] == PROJECTS


def test_word_document_read_back_has_the_reports_tables_and_texts_in_order() -> None:
    request = PackRequest(QUARTER, layout="rolling-year", formats=("docx",))
    (document,) = make_pack(sample_snapshot("rolling-year"), request)
    of_measures, of_county, of_projects = tables_of(document.content)
    assert of_measures.headings == ["Measures", *WINDOWS, "Comments"]
    assert of_measures.rows == MEASURES
    assert of_county.rows == COUNTYWIDE
    assert of_projects.headings == ["Associated projects", "Performance", "Further action", "Lead"]
    assert of_projects.rows == PROJECTS
    said = paragraphs_of(document.content)
    assert [words for style, words in said if style.startswith("Heading")] == [
        "Reducing re-offending and restorative justice",
        "Measures",
        "Countywide priorities",
        "Associated projects",
        "Highlights and issues to raise",
        "Notes",
        "Notes and sources",
    ]
    words = [text for _, text in said]
    for text in (
        "Partnership Priority report",
        "Issued Nov 2011",
        "Drug and alcohol recovery service – substantial progress.",
        "Crime types: the figures are of recorded crime and were taken from iQuanta.",
        "[note 1] Each figure covers the twelve months that end with the quarter.",
        "[note 2] Source of the crime data: recorded crime, by iQuanta.",
    ):
        assert words.count(text) == 1, text


def test_all_but_the_cover_lies_down_and_a_single_priority_needs_no_contents() -> None:
    pack = composed(sample_snapshot("rolling-year"), QUARTER)
    cover, pages = sections_of(pack.blocks)
    assert (cover.wide, pages.wide) == (False, True)
    assert [type(block) for block in cover.blocks] == [Cover]


def test_several_priorities_have_contents(store: Store) -> None:
    assert Contents() in composed(store.load()).blocks


def test_page_with_a_text_above_its_tables_lies_down_as_a_whole(store: Store) -> None:
    (priority,) = [p for p in store.load().of(Priority) if p.number == "2"]
    store.run(PutRows("Words", (replace(priority, description="What we do.", outcomes="Fewer hurt."),)))
    pack = composed(store.load())
    _, pages = sections_of(pack.blocks)
    assert pages.wide
    levels = [block.level for block in pages.blocks if isinstance(block, Heading)]
    assert levels[:2] == [1, 2]


def test_rolling_years_are_summed_from_quarters(store: Store) -> None:
    table = measures(store.load())
    # 260 + 303 + 303 + 280 = 1,146; from then on one quarter goes and one comes: 326, 347, 355, 412.
    violence = ["", "", "", "1,146", "1,212", "1,256", "1,308", "1,440"]
    assert row(table, "2.1") == ["2.1", "Violence with injury", *violence, ""]
    assert row(table, "2.2")[2:10] == ["", "", "", "67", "72", "82", "97", "101"]
    assert table.rows[0][9].number == 1440


def test_windows_to_come_stay_empty_though_figures_are_there(store: Store) -> None:
    table = measures(store.load(), Q2)
    assert [column.heading for column in table.columns][-5:-1] == [
        "Jul 2014 to Jun 2015",
        "Oct 2014 to Sep 2015",
        "Jan 2015 to Dec 2015",
        "Apr 2015 to Mar 2016",
    ]
    assert row(table, "2.1")[6:10] == ["1,212", "1,256", "", ""]


def test_words_in_place_of_a_quarters_figure_say_why_there_is_no_sum(store: Store) -> None:
    late = "late: police, the new system is not yet in use"
    cells = (TypedCell(SeriesId("m21"), Q4, late), TypedCell(SeriesId("m22"), Q4, "na"))
    store.run(SetFigures("Late", cells))
    table = measures(store.load())
    assert (row(table, "2.1")[9], row(table, "2.2")[9]) == ("Late", "na")
    assert table.notes == (f"2.1, Apr 2015 to Mar 2016: {late}",)


def test_measure_that_tells_how_things_stand_says_so(store: Store) -> None:
    measure = store.load().of(Measure).get(MeasureId("m22"))
    assert measure is not None
    store.run(PutRows("Snapshot", (replace(measure, entered_as=EnteredAs.SNAPSHOT),)))
    table = measures(store.load())
    assert row(table, "2.2")[2:10] == ["12", "12", "17", "26", "17", "22", "32", "30"]
    assert table.notes == ("2.2: each figure is the one at the end of the twelve months.",)


def test_footnote_of_a_figure_of_last_year_is_told(store: Store) -> None:
    note = Footnote(id=FootnoteId("n"), marker="*", text="Revised April 2015.")
    mark = FootnoteMark(
        id=FootnoteUseId("u"),
        footnote=note.id,
        used_by=FootnoteUse.FIGURE,
        measure=MeasureId("m21"),
        series=SeriesId("m21"),
        period=Period.quarter(2014, 4),
    )
    store.run(PutRows("Footnote", (note, mark)))
    table = measures(store.load())
    assert row(table, "2.1")[5] == "1,146 *"
    assert table.notes == ("* Revised April 2015.",)


def test_comment_on_several_measures_is_told_once_under_the_table(store: Store) -> None:
    words = "Recorded crime rose in all districts of the county."
    for key in ("m21", "m22"):
        store.run(SetCommentary("Words", MeasureId(key), Q4, words))
    table = measures(store.load())
    assert [row(table, number)[-1] for number in ("2.1", "2.2")] == ["See note", "See note"]
    assert table.notes == (f"2.1; 2.2: {words}",)


def test_comment_on_several_county_priorities_is_told_once_under_the_table() -> None:
    snapshot = sample_snapshot("rolling-year")
    rows = [replace(each, comments=COMMENT) for each in snapshot.of(CountywideRow)]
    changed = Snapshot.of_rows([*snapshot.of(Plan), *snapshot.of(Priority), *rows])
    (table,) = tables(composed(changed, QUARTER))
    assert [cells[-1].text for cells in table.rows] == ["See note", "See note"]
    assert table.notes == (f"Re-offending; Drugs and alcohol: {COMMENT}",)


def test_updates_since_the_last_issued_pack_are_told(store: Store) -> None:
    project = Project(id=ProjectId("nights"), priority=PriorityId("p2"))
    updates = [
        ProjectUpdate(id=UpdateId(f"u{q.index}"), project=project.id, period=q, text=f"Of quarter {q.index}.")
        for q in (Q2, Q3, Q4)
    ]
    store.run(PutRows("Project", (project, *updates)))

    def performance() -> str:
        (table,) = [t for t in tables(composed(store.load())) if t.title.startswith("What each project")]
        return table.rows[0][1].text

    assert performance() == "Of quarter 4."
    store.run(PutRows("Issue", (PackIssue(id=PackIssueId("i"), period=Q2),)))
    assert performance() == "Of quarter 3.\nOf quarter 4."


def test_column_that_a_table_of_projects_does_not_have_is_refused(store: Store) -> None:
    project = Project(id=ProjectId("nights"), priority=PriorityId("p2"))
    store.run(PutRows("Project", (project,)))
    own = layout("rolling-year")
    (part,) = [each for each in own.priority if each.show == "projects"]
    wrong = replace(part, columns=(LayoutColumn("cost", "Cost"),))
    with pytest.raises(InputError, match=r"asks for a column 'cost'\. Choose one of: project, performance"):
        compose(store.load(), Q4, with_parts(own, "priority", (wrong,)))
