"""Composing a pack: what stands where, from the plan of its own quarter."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cspdesk.analysis.charts import LineRole
from cspdesk.commands.figures import SetFigures, SetTargets, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.domain.choices import ActionState, FootnoteUse
from cspdesk.domain.errors import FileError, InputError
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Footnote,
    FootnoteId,
    FootnoteMark,
    FootnoteUseId,
    MeasureId,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Project,
    ProjectId,
    ProjectUpdate,
    ReportItem,
    ReportItemId,
    SeriesId,
    UpdateId,
)
from cspdesk.pack.blocks import Chart, Cover, Heading, Note, Pack, Prose, Table
from cspdesk.pack.compose import compose
from cspdesk.pack.issue import PackRequest, make_pack, put_in_place
from cspdesk.pack.layouts import layout, names
from cspdesk.store.store import Store
from tests.support.documents import small_store

Q3, Q4 = Period.quarter(2015, 3), Period.quarter(2015, 4)
VIOLENT_CRIME = PriorityId("p2")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "board.cspdesk") as opened:
        yield opened


def composed(snapshot: Snapshot, quarter: Period = Q4) -> Pack:
    return compose(snapshot, quarter, layout("board"))


def tables(pack: Pack) -> list[Table]:
    return [block for block in pack.blocks if isinstance(block, Table)]


def table_with(pack: Pack, words: str) -> Table:
    (found,) = [table for table in tables(pack) if words in table.title]
    return found


def texts(table: Table, row: int) -> dict[str, str]:
    headings = [column.heading for column in table.columns]
    return dict(zip(headings, (cell.text for cell in table.rows[row]), strict=True))


def headings(pack: Pack) -> list[str]:
    return [block.text for block in pack.blocks if isinstance(block, Heading)]


def test_measures_stand_quarter_by_quarter_with_the_year_and_the_change(store: Store) -> None:
    table = table_with(composed(store.load()), "Violent crime and robbery: measures, 2015/16")
    assert texts(table, 0) == {
        "No": "2.1",
        "Measure": "Violence with injury",
        "Q1": "326",
        "Q2": "347",
        "Q3": "355",
        "Q4": "412",
        "Year to date": "1,440",
        "On last year": "+294 (25.7%)",
    }


def test_quarters_to_come_stay_empty_in_an_earlier_pack(store: Store) -> None:
    row = texts(table_with(composed(store.load(), Q3), "Violent crime"), 0)
    assert (row["Q3"], row["Q4"], row["Year to date"], row["On last year"]) == (
        "355",
        "",
        "1,028",
        "+162 (18.7%)",
    )


def test_cumulative_entry_prints_each_quarters_own_figure(store: Store) -> None:
    table = table_with(composed(store.load()), "Anti-social behaviour: measures")
    row = next(texts(table, n) for n in range(len(table.rows)) if "incidents" in table.rows[n][1].text)
    # The report's totals 3109, 6496, 9450 and 12,043, taken apart.
    assert [row[f"Q{n}"] for n in (1, 2, 3, 4)] == ["3,109", "3,387", "2,954", "2,593"]
    assert row["Year to date"] == "12,043"


def test_cells_hold_exact_numbers_beside_their_digits(store: Store) -> None:
    table = table_with(composed(store.load()), "Anti-social behaviour: measures")
    cell = next(row for row in table.rows if row[1].text == "Client satisfaction")[4]
    assert (cell.text, cell.number, cell.is_percent) == ("90%", 90, True)


def test_column_that_nothing_fills_is_left_out_and_comes_back(store: Store) -> None:
    def columns() -> list[str]:
        return [column.heading for column in table_with(composed(store.load()), "Violent crime").columns]

    assert "Target" not in columns()
    store.run(SetTargets("Target", (TypedCell(SeriesId("m21"), Q4, "9-15"),)))
    assert columns()[-1] == "Target"


def test_long_words_stand_below_the_table_and_their_gist_in_the_cell(store: Store) -> None:
    words = "late: police, the new system is not yet in use"
    store.run(
        SetFigures("Late", (TypedCell(SeriesId("m21"), Q4, words), TypedCell(SeriesId("m22"), Q4, "na")))
    )
    table = table_with(composed(store.load()), "Violent crime")
    assert [texts(table, n)["Q4"] for n in (0, 1)] == ["Late", "na"]
    assert table.notes == (f"2.1, Quarter 4: {words}",)


def test_one_measure_in_two_plans_prints_each_plans_number_and_one_chart(store: Store) -> None:
    old = Plan(
        id=PlanId("old"),
        position=-1,
        title="Community Safety Plan 2011-2014",
        first_year=Period.financial_year(2011),
        last_year=Period.financial_year(2013),
        priority_word="Theme",
    )
    theme = Priority(id=PriorityId("theme"), plan=old.id, number="V", title="Violence")
    there = Placement(
        id=PlacementId("there"), plan=old.id, priority=theme.id, measure=MeasureId("m21"), number="V2"
    )
    store.run(PutRows("Earlier plan", (old, theme, there)))
    in_old = Period.quarter(2013, 4)
    store.run(SetFigures("Earlier figure", (TypedCell(SeriesId("m21"), in_old, "247"),)))
    snapshot = store.load()

    before, now = composed(snapshot, in_old), composed(snapshot, Q4)
    assert texts(table_with(before, "Violence: measures"), 0)["No"] == "V2"
    assert "Theme V: Violence" in headings(before)
    assert not any("2.1" in text for text in headings(before))
    assert texts(table_with(now, "Violent crime"), 0)["No"] == "2.1"
    assert not any("V2" in text for text in headings(now))
    (chart,) = [b.spec for b in now.blocks if isinstance(b, Chart) and b.spec.subject.startswith("2.1 ")]
    own = next(line for line in chart.lines if line.role is LineRole.OWN)
    shown = dict(zip(chart.labels, own.values, strict=True))
    assert shown["Q4 13/14"] == 247, "the chart runs through both plans"
    assert shown["Q4 15/16"] == 412


def test_chart_says_what_it_shows_and_has_words_for_those_who_cannot_see_it(store: Store) -> None:
    (chart,) = [
        b.spec for b in composed(store.load()).blocks if isinstance(b, Chart) and "2.1" in b.spec.subject
    ]
    assert chart.title == "Violence with injury rose in each quarter of 2015/16, to 412 offences"
    assert chart.description.startswith("Line chart of 2.1 Violence with injury, offences per quarter.")
    assert "Q4 15/16 412" in chart.description
    assert chart.source == "Police recorded crime"


def test_measure_with_fewer_than_three_figures_has_no_chart(store: Store) -> None:
    subjects = [b.spec.subject for b in composed(store.load()).blocks if isinstance(b, Chart)]
    assert not any("3.1" in subject for subject in subjects)


def project_rows() -> tuple[Project, ProjectUpdate, ProjectUpdate, Action, Action]:
    project = Project(id=ProjectId("iom"), priority=VIOLENT_CRIME, title="Safer nights", leads="Police")
    return (
        project,
        ProjectUpdate(
            id=UpdateId("u1"), project=project.id, period=Q4, when="Feb 2016", text="**Patrols** ran."
        ),
        ProjectUpdate(id=UpdateId("u0"), project=project.id, period=Q3, when="Oct 2015", text="Planned."),
        Action(
            id=ActionId("a1"),
            project=project.id,
            due="May 2016",
            text="Review",
            owner="CST",
            raised_period=Q4,
        ),
        Action(
            id=ActionId("a0"),
            project=project.id,
            text="Settled long ago",
            state=ActionState.DONE,
            raised_period=Q3,
            closed_period=Q3,
        ),
    )


def test_project_shows_its_updates_of_the_quarter_and_open_actions(store: Store) -> None:
    store.run(PutRows("Project", project_rows()))
    row = texts(table_with(composed(store.load()), "What each project did"), 0)
    assert row == {
        "Project": "Safer nights",
        "Performance": "Feb 2016: Patrols ran.",
        "Further action": "May 2016: Review (CST)",
        "Lead": "Police",
    }
    before = texts(table_with(composed(store.load(), Q3), "What each project did"), 0)
    assert (before["Performance"], before["Further action"]) == (
        "Oct 2015: Planned.",
        "Settled long ago. Done.",
    )


def test_project_tells_the_oldest_first_and_what_is_blank_is_left_out(store: Store) -> None:
    project = Project(id=ProjectId("iom"), priority=VIOLENT_CRIME, title="Safer nights")
    written = (
        ("u1", "23/02/16", "- Doors shut.\n- Streets lit."),
        ("u2", "", ""),
        ("u3", "Jan 2016:", "Planned."),
        ("u4", "", "Agreed."),
    )
    updates = [
        ProjectUpdate(id=UpdateId(key), project=project.id, period=Q4, position=place, when=when, text=text)
        for place, (key, when, text) in enumerate(written)
    ]
    actions = [
        Action(id=ActionId("blank"), project=project.id, raised_period=Q4),
        Action(
            id=ActionId("late"),
            project=project.id,
            position=1,
            number="A3",
            text="Book a room",
            due="31/02/16",
            owner="CST",
            progress="Two were asked.",
            raised_period=Q4,
        ),
        Action(
            id=ActionId("dropped"),
            project=project.id,
            position=2,
            text="Hire a van.",
            state=ActionState.DROPPED,
            raised_period=Q3,
            closed_period=Q4,
        ),
    ]
    store.run(PutRows("Project", (project, *updates, *actions)))
    row = texts(table_with(composed(store.load()), "What each project did"), 0)
    assert row["Performance"].splitlines() == [
        "Jan 2016: Planned.",
        "Agreed.",
        "23/02/16:",
        "Doors shut.",
        "Streets lit.",
    ]
    assert row["Further action"].splitlines() == [
        "A3, 31/02/16: Book a room (CST). Two were asked.",
        "Hire a van. Dropped.",
    ]
    # While it was still open, nothing says that it was dropped.
    before = texts(table_with(composed(store.load(), Q3), "What each project did"), 0)
    assert before["Further action"] == "Hire a van."


def item(key: str, section: str, text: str, **more: object) -> ReportItem:
    words = {"priority": VIOLENT_CRIME, "period": Q4, "position": int(key)} | more
    return ReportItem(id=ReportItemId(key), section=section, text=text, **words)  # type: ignore[arg-type]


def test_report_text_stands_in_its_sections_decisions_numbered(store: Store) -> None:
    store.run(
        PutRows(
            "Report",
            (
                item("1", "highlight", "Robbery fell."),
                item("2", "decision", "That a post be filled.", outcome="Agreed"),
                item("3", "decision", "That housing be looked into."),
                item("4", "milestone", "Launch event.", when="11 November"),
                item("5", "highlight", "Of another quarter.", period=Q3),
                item("6", "overview", "For everybody.", priority=None),
            ),
        )
    )
    pack = composed(store.load())
    said = {}
    for heading, block in zip(pack.blocks, pack.blocks[1:], strict=False):
        if isinstance(heading, Heading) and isinstance(block, Prose):
            said[heading.text] = [line.text for line in block.lines]
    assert said["Highlights and issues to raise"] == ["Robbery fell."]
    assert said["Decisions required"] == [
        "That a post be filled.",
        "Outcome: Agreed",
        "That housing be looked into.",
    ]
    assert said["Milestones ahead"] == ["11 November: Launch event."]
    assert said["Performance overview"] == ["For everybody."]
    assert "What the board needs to know" in headings(pack)


def test_footnote_used_by_two_measures_is_printed_once(store: Store) -> None:
    note = Footnote(id=FootnoteId("n"), marker="*", text="Revised April 2015.")
    marks = [
        FootnoteMark(
            id=FootnoteUseId(key), footnote=note.id, used_by=FootnoteUse.MEASURE, measure=MeasureId(key)
        )
        for key in ("m21", "m22")
    ]
    store.run(PutRows("Footnote", (note, *marks)))
    table = table_with(composed(store.load()), "Violent crime")
    assert [texts(table, n)["Measure"] for n in (0, 1)] == ["Violence with injury *", "Robbery *"]
    assert table.notes == ("* Revised April 2015.",)


def test_page_with_nothing_on_it_says_so(store: Store) -> None:
    empty = Priority(id=PriorityId("p9"), plan=PlanId("plan"), position=9, number="9", title="Empty")
    store.run(PutRows("Empty priority", (empty,)))
    pack = composed(store.load())
    at = next(n for n, b in enumerate(pack.blocks) if isinstance(b, Heading) and b.text.endswith("9: Empty"))
    assert pack.blocks[at + 1] == Note("Nothing was reported under this heading for the quarter.")


def test_headings_never_skip_a_level_and_anchors_are_unique(store: Store) -> None:
    store.run(PutRows("Project", project_rows()))
    found = [block for block in composed(store.load()).blocks if isinstance(block, Heading)]
    level = 0
    for heading in found:
        assert heading.level <= level + 1
        level = heading.level
    assert len({heading.anchor for heading in found}) == len(found)


def test_empty_document_makes_a_pack_that_names_its_quarter() -> None:
    pack = composed(Snapshot.of_rows([]))
    (cover,) = [block for block in pack.blocks if isinstance(block, Cover)]
    assert (cover.quarter, cover.span) == ("Quarter 4 2015/16", "Jan to Mar 2016")


def test_cover_bears_the_date_given_and_none_of_its_own(store: Store) -> None:
    snapshot = store.load()
    bare = compose(snapshot, Q4, layout("board"))
    dated = compose(snapshot, Q4, layout("board"), date(2016, 5, 12))
    assert [b.dated for b in bare.blocks if isinstance(b, Cover)] == [""]
    assert [b.dated for b in dated.blocks if isinstance(b, Cover)] == ["12 May 2016"]
    assert (bare.dated, dated.dated) == ("2016-03-31", "2016-05-12")


def test_same_snapshot_and_date_give_equal_bytes_in_every_format(store: Store) -> None:
    snapshot = store.load()
    request = PackRequest(Q4, dated=date(2016, 5, 12))
    assert make_pack(snapshot, request) == make_pack(snapshot, request)
    other = make_pack(snapshot, replace(request, dated=date(2016, 5, 13)))
    assert [d.sha256 for d in other] != [d.sha256 for d in make_pack(snapshot, request)]


def test_unknown_layout_and_format_are_refused_naming_those_there_are(store: Store) -> None:
    with pytest.raises(InputError, match=r"no layout 'letter'\. Choose one of: board"):
        make_pack(store.load(), PackRequest(Q4, layout="letter"))
    with pytest.raises(InputError, match=r"no format 'pdf'\. Choose from: docx, xlsx, html"):
        make_pack(store.load(), PackRequest(Q4, formats=("pdf",)))
    assert names()[0] == "board"


def test_folder_that_cannot_take_the_pack_is_told_and_nothing_is_half_written(
    store: Store, tmp_path: Path
) -> None:
    documents = make_pack(store.load(), PackRequest(Q4, formats=("html",)))
    in_the_way = tmp_path / "out"
    in_the_way.write_text("a file, not a folder")
    with pytest.raises(FileError, match=r"was not written to .*Choose another folder"):
        put_in_place(documents, in_the_way)
    folder = tmp_path / "fine"
    (path,) = put_in_place(documents, folder)
    assert path.read_bytes() == documents[0].content
    assert [each.name for each in folder.iterdir()] == [documents[0].name], "no temporary file is left"


def test_a_priority_that_nobody_named_has_a_heading_all_the_same(store: Store) -> None:
    snapshot = store.load()
    (first, *_) = snapshot.of(Priority)
    nameless = replace(first, title=" ", number="")
    store.run(PutRows("Name", (nameless,)))
    assert "Partnership Priority without a title" in headings(composed(store.load()))
