"""The board layout: what stands on its first pages and in its appendix, in blocks and in documents."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cspdesk.app.samples import new_from_book, sample
from cspdesk.commands.figures import SetTargets, TypedCell
from cspdesk.commands.revisions import SetRevisionReason
from cspdesk.commands.rows import PutRows
from cspdesk.domain.choices import ActionState, OutlookWord
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Abbreviation,
    Action,
    ActionId,
    MeasureId,
    Outlook,
    PriorityId,
    Project,
    ProjectId,
    ReportItem,
    ReportItemId,
    SeriesId,
)
from cspdesk.pack.blocks import Block, Chart, Heading, Pack, Prose, Table
from cspdesk.pack.compose import compose
from cspdesk.pack.issue import PackRequest, make_pack
from cspdesk.pack.layouts import Part, layout, with_parts
from cspdesk.store.store import Store
from tests.support.documents import EDITOR, small_store
from tests.support.documents import LAST_QUARTER as Q4
from tests.support.issues import enter, issue

Q3 = Period.quarter(2015, 3)
ASB, VIOLENT, DRUGS = PriorityId("p1"), PriorityId("p2"), PriorityId("p3")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "board.cspdesk") as opened:
        yield opened


def pack(store: Store, quarter: Period = Q4, dated: date | None = None) -> Pack:
    return compose(store.load(), quarter, layout("board"), dated)


def item(key: str, section: str, text: str, priority: PriorityId | None = VIOLENT) -> ReportItem:
    return ReportItem(
        id=ReportItemId(key), priority=priority, period=Q4, section=section, position=0, text=text
    )


def write(store: Store, *items: ReportItem) -> None:
    store.run(PutRows("Report", items))


def under(made: Pack, heading: str, nth: int = 0) -> list[Block]:
    """What stands between a heading and the next one."""
    starts = [n for n, b in enumerate(made.blocks) if isinstance(b, Heading)]
    first = [n for n in starts if getattr(made.blocks[n], "text", "") == heading][nth]
    return list(made.blocks[first + 1 : next((n for n in starts if n > first), len(made.blocks))])


def lines(blocks: list[Block]) -> list[str]:
    return [
        f"{line.number}. {line.text}" if line.number else line.text
        for block in blocks
        if isinstance(block, Prose)
        for line in block.lines
    ]


def rows(made: Pack, words: str) -> list[list[str]]:
    (table,) = [block for block in made.blocks if isinstance(block, Table) and words in block.title]
    return [[c.heading for c in table.columns], *([cell.text for cell in row] for row in table.rows)]


def headings(made: Pack, level: int = 1) -> list[str]:
    return [block.text for block in made.blocks if isinstance(block, Heading) and block.level == level]


def test_pages_come_in_the_order_in_which_a_board_reads_them(store: Store) -> None:
    store.run(PutRows("Action", (Action(id=ActionId("a"), text="Meet.", raised_period=Q4),)))
    decided = ReportItem(id=ReportItemId("d"), period=Q3, section="decision", text="Buy radios.")
    store.run(PutRows("Decision", (decided,)))
    assert headings(pack(store)) == [
        "What the board needs to know",
        "Action log",
        "Outcomes of last quarter's decisions",
        "The plan on a page",
        "Partnership Priority 1: Anti-social behaviour",
        "Partnership Priority 2: Violent crime and robbery",
        "Partnership Priority 3: Drugs",
        "Appendix",
    ]


def test_decisions_of_all_priorities_are_numbered_through_and_keep_their_numbers(store: Store) -> None:
    write(
        store,
        item("1", "decision", "Agree the plan.", None),
        item("2", "decision", "Fill the post."),
        item("3", "decision", "Fund the clinic", DRUGS),
        item("4", "decision", "Open at night.", DRUGS),
    )
    made = pack(store)
    assert lines(under(made, "Decisions wanted")) == [
        "1. Agree the plan.",
        "2. Fill the post (see Partnership Priority 2: Violent crime and robbery).",
        "3. Fund the clinic (see Partnership Priority 3: Drugs)",
        "4. Open at night (see Partnership Priority 3: Drugs).",
    ]
    assert lines(under(made, "Decisions required")) == ["2. Fill the post."]
    assert lines(under(made, "Decisions required", 1)) == ["3. Fund the clinic", "4. Open at night."]


def test_what_the_officer_writes_for_the_first_page_replaces_what_is_drafted(store: Store) -> None:
    store.run(
        SetTargets("Target", (TypedCell(SeriesId("m22"), Q3, "32"), TypedCell(SeriesId("m22"), Q4, "29")))
    )
    assert lines(under(pack(store), "The quarter in brief"))[0] == (
        "2.2 Robbery moved from green to red: 30 is 1 above the target of 29 "
        "(see Partnership Priority 2: Violent crime and robbery)."
    )
    write(
        store,
        item("1", "needs to know", "**Robbery** is up.", None),
        item("2", "needs to know", "Violence too.", VIOLENT),
    )
    made = pack(store)
    assert lines(under(made, "The quarter in brief")) == [
        "Robbery is up.",
        "Violence too (see Partnership Priority 2: Violent crime and robbery).",
    ]
    assert headings(made, 2).count("What the board needs to know") == 0, "it is not printed a second time"


def test_without_news_and_decisions_the_first_page_says_so(tmp_path: Path) -> None:
    opened, _ = new_from_book(tmp_path / "r0.cspdesk", sample("rolling-year").folder, EDITOR)
    with opened:
        made = compose(opened.load(), Period.quarter(2011, 2), layout("board"))
    assert lines(under(made, "Decisions wanted")) == ["No decision is asked of the board this quarter."]
    assert lines(under(made, "The quarter in brief")) == [
        "No measure moved to another status or is red, no figure was revised, and none is awaited."
    ]


def test_action_log_says_in_words_how_each_action_stands(store: Store) -> None:
    write(store, item("d", "decision", "Fill the post."))
    project = Project(id=ProjectId("watch"), priority=VIOLENT, title="Watch")
    store.run(
        PutRows(
            "Actions",
            (
                project,
                Action(id=ActionId("1"), number="1", text="Advertise.", owner="Council", due="1 May 2016",
                       decision=ReportItemId("d"), raised_period=Q4),
                Action(id=ActionId("2"), position=1, text="Ask **twice**.", due="20 May 2016",
                       progress="Asked.", raised_period=Q4),
                Action(id=ActionId("3"), position=2, text="Count.", state=ActionState.DONE, closed_period=Q4,
                       raised_period=Q3),
                Action(id=ActionId("4"), position=3, text="Shut.", state=ActionState.DONE, closed_period=Q3),
                Action(id=ActionId("5"), position=4, text="Of a project.", project=project.id,
                       raised_period=Q4),
                Action(id=ActionId("6"), position=5, raised_period=Q4),
            ),
        )
    )  # fmt: skip
    made = pack(store, dated=date(2016, 5, 12))
    assert rows(made, "Actions open in") == [
        ["No", "Action", "Owner", "Due", "Progress", "State"],
        ["1", "Advertise.", "Council", "1 May 2016", "", "Overdue"],
        ["", "Ask twice.", "Not named", "20 May 2016", "Asked.", "Open"],
        ["", "Count.", "Not named", "No date", "", "Done"],
    ]
    before = rows(pack(store, Q3), "Actions open in")
    assert [row[0] for row in before] == ["Action", "Count.", "Shut."]
    assert [row[-1] for row in before] == ["State", "Open", "Done"], "it was closed in the quarter after"


def test_last_quarters_decisions_come_back_with_their_outcomes(store: Store) -> None:
    rows_before = (
        ReportItem(id=ReportItemId("1"), priority=VIOLENT, period=Q3, section="decision", text="Hire.",
                   outcome="**Agreed.**"),
        ReportItem(id=ReportItemId("2"), period=Q3, section="decision", text="Merge."),
    )  # fmt: skip
    store.run(PutRows("Decisions", rows_before))
    assert rows(pack(store), "Decisions asked for in Quarter 3 2015/16") == [
        ["Number", "Decision", "Outcome"],
        ["1", "Merge.", "No outcome is recorded yet."],
        ["2", "Hire.", "Agreed."],
    ]


def test_plan_on_a_page_of_a_real_report(tmp_path: Path) -> None:
    opened, _ = new_from_book(tmp_path / "r2.cspdesk", sample("quarter-narrative").folder, EDITOR)
    with opened:
        found = rows(compose(opened.load(), Q4, layout("board")), "Every measure of the plan")
    assert found[0] == ["No", "Measure", "Figure", "Year so far", "Status", "Direction"]
    by_number = {row[0]: row[1:] for row in found[1:]}
    assert len(found) == 1 + 17
    assert by_number["2.1"] == [
        "Violence with injury",
        "412",
        "1,440 so far, 294 more than last year, 25.7%",
        "Red",
        "Worse than last year",
    ]
    assert by_number["3.3"] == [
        "Successful treatment completions",
        "Late",
        "4.6% in Quarter 3, one quarter behind",
        "Amber, Quarter 3",
        "Not comparable",
    ]
    assert by_number["1.2"][1:] == ["94%", "Not worked out", "Green", "Better than the target"]


def test_plan_on_a_page_has_an_outlook_only_where_one_is_given(store: Store) -> None:
    assert "Outlook" not in rows(pack(store), "Every measure of the plan")[0]
    given = Outlook(measure=MeasureId("m21"), period=Q4, word=OutlookWord.WILL_MISS, reason="It rises.")
    store.run(PutRows("Outlook", (given,)))
    found = rows(pack(store), "Every measure of the plan")
    assert found[0][-1] == "Outlook"
    assert {row[0]: row[-1] for row in found[1:]}["2.1"] == "Will miss"


def test_a_quiet_measure_has_its_row_and_no_chart(store: Store) -> None:
    def charts(made: Pack) -> list[str]:
        return [b.spec.subject[:3] for b in made.blocks if isinstance(b, Chart)]

    assert "2.2" in charts(pack(store))
    cells = tuple(TypedCell(SeriesId("m22"), quarter, "40") for quarter in (Q3, Q4))
    store.run(SetTargets("Target", cells))
    made = pack(store)
    assert "2.2" not in charts(made)
    assert "2.1" in charts(made)
    assert "2.2 Robbery" not in headings(made, 2)
    assert [row[0] for row in rows(made, "Violent crime and robbery: measures")[1:]] == ["2.1", "2.2"]


def test_appendix_holds_every_figure_of_two_years(store: Store) -> None:
    found = rows(pack(store), "Every figure, 2014/15 and 2015/16")
    quarters = [f"Q{index} {year}" for year in ("14/15", "15/16") for index in (1, 2, 3, 4)]
    assert found[0] == ["No", "Measure", *quarters]
    by_name = {row[1]: row[2:] for row in found[1:]}
    assert by_name["Violence with injury"] == ["260", "303", "303", "280", "326", "347", "355", "412"]
    # The totals 3,109, 6,496, 9,450 and 12,043 taken apart.
    assert by_name["Anti-social behaviour incidents"][4:] == ["3,109", "3,387", "2,954", "2,593"]
    assert by_name["Repeat callers: Police"][4:] == ["37", "9", "15", "10"]


def test_appendix_lists_what_changed_since_the_board_saw_it(store: Store) -> None:
    assert "Revised and late figures" not in headings(pack(store), 2), "no pack went out before"
    issue(store, "autumn", Q3)
    (said,) = [getattr(b, "text", "") for b in under(pack(store), "Revised and late figures")]
    assert said == "No figure that an earlier pack printed has changed since, and none has come in late."
    enter(store, "m21", Q3, "358")
    enter(store, "m22", Period.quarter(2015, 2), "23")
    store.run(SetRevisionReason("Reason", SeriesId("m21"), Q3, "Recounted"))
    made = pack(store)
    assert rows(made, "Revised since the board saw them") == [
        ["Measure", "Period", "Was", "Is now", "Since", "Reason"],
        [
            "2.1 Violence with injury",
            "Quarter 3 2015/16",
            "355",
            "358",
            "The pack of 12 May 2016",
            "Recounted",
        ],
        [
            "2.2 Robbery",
            "Quarter 2 2015/16",
            "22",
            "23",
            "The pack of 12 May 2016",
            "No reason is recorded.",
        ],
    ]


def test_appendix_lists_what_came_late(store: Store) -> None:
    enter(store, "m12", Q3, "")
    issue(store, "autumn", Q3)
    enter(store, "m12", Q3, "90%")
    assert rows(pack(store), "Reported since last time") == [
        ["Measure", "Period", "Is now", "Since", "Reason"],
        [
            "1.2 Client satisfaction",
            "Quarter 3 2015/16",
            "90%",
            "The pack of 12 May 2016",
            "No reason is recorded.",
        ],
    ]


def test_appendix_lists_short_forms_and_tells_of_chance_only_where_asked(store: Store) -> None:
    store.run(PutRows("Short", (Abbreviation(short="CRC", long="community rehabilitation company"),)))
    write(store, item("2", "note", "The CRC is asked for its figures."))
    assert rows(pack(store), "Abbreviations") == [
        ["Abbreviation", "In full"],
        ["CRC", "community rehabilitation company"],
    ]
    usual = [said.split(":")[0] for said in lines(under(pack(store), "How the figures are worked out"))]
    assert usual == ["Year to date", "Change", "Status", "Direction", "Outlook"]
    asked = with_parts(layout("board"), "back", (Part("methods", options={"chance": True, "limits": True}),))
    made = compose(store.load(), Q4, asked)
    more = [said.split(":")[0] for said in lines(under(made, "How the figures are worked out"))]
    assert more == [*usual, "Chance", "Limits"]


def test_links_of_the_first_page_lead_to_the_priorities_in_word_and_on_the_web(store: Store) -> None:
    write(store, item("2", "decision", "Fill the post."))
    docx, xlsx, html = make_pack(store.load(), PackRequest(Q4))
    page = html.content.decode()
    links = re.findall(r'<a href="#([^"]+)">Partnership Priority 2: Violent crime and robbery</a>', page)
    assert len(links) == 2, "one in the contents, one on the first page"
    assert len(set(links)) == 1
    assert page.count(f'id="{links[0]}"') == 1
    with zipfile.ZipFile(io.BytesIO(docx.content)) as package:
        words = package.read("word/document.xml").decode()
    decision = next(p for p in words.split("</w:p>") if "Fill the post (see" in re.sub("<[^>]+>", "", p))
    (anchor,) = re.findall(r'w:anchor="([^"]+)"', decision)
    title = words.index(f'w:name="{anchor}"')
    assert "Partnership Priority 2: Violent crime and robbery" in words[title : title + 300]
    with zipfile.ZipFile(io.BytesIO(xlsx.content)) as package:
        shared = package.read("xl/sharedStrings.xml").decode()
    assert "1. Fill the post (see Partnership Priority 2: Violent crime and robbery)." in shared


def test_a_figure_at_its_target_is_said_to_be_there(tmp_path: Path) -> None:
    opened, _ = new_from_book(tmp_path / "r3.cspdesk", sample("target-actual").folder, EDITOR)
    with opened:
        pack = compose(opened.load(), Period.quarter(2014, 1), layout("board"))
    (found,) = [row for row in rows(pack, "Every measure of the plan") if row[0].endswith("- opiates")]
    # 12.0% is inside the range from 9% to 15%.
    assert found[:2] == ["Successful drug completions - opiates", "12.0%"]
    assert "At the target" in found
