"""Live fields in a pack: all formats print the words, and none is issued that has one without a figure."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.desk.issuing import Made, issue_rows, issued_before, kept_documents, make_issue
from cspdesk.domain.choices import FootnoteUse
from cspdesk.domain.errors import DeskError
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    ActionId,
    CountywideId,
    CountywideRow,
    Footnote,
    FootnoteId,
    FootnoteMark,
    FootnoteUseId,
    Measure,
    MeasureId,
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
from cspdesk.pack.blocks import Heading, Note, Pack, Prose, Table
from cspdesk.pack.compose import compose
from cspdesk.pack.issue import FORMATS, PackRequest, make_pack
from cspdesk.pack.layouts import layout
from cspdesk.pack.parts import project_table
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store

VIOLENCE, P2 = MeasureId("m21"), PriorityId("p2")
THIRD = Period.quarter(2015, 3)
LAYOUTS = ("board", "quarter-narrative", "target-actual", "measure-pages")
"""Those that print what was written of a measure."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "fields.cspdesk") as opened:
        yield opened


def write(store: Store, text: str, quarter: Period = LAST_QUARTER) -> None:
    store.run(SetCommentary("Commentary", VIOLENCE, quarter, text))


def put(store: Store, *rows: Any) -> None:
    store.run(PutRows("Rows", rows))


def type_in(store: Store, figure: str) -> None:
    store.run(SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, figure),)))


def words_of(name: str, content: bytes) -> str:
    """All text of a document, as far as its format keeps it in plain sight."""
    if name.endswith(".html"):
        return re.sub("<[^>]*>", "", content.decode())
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = [package.read(each).decode() for each in package.namelist() if each.endswith(".xml")]
    return re.sub("<[^>]*>", "", "".join(parts))


def printed(pack: Pack) -> str:
    """Everything that a pack's blocks say."""
    found: list[str] = []
    for block in pack.blocks:
        if isinstance(block, Prose):
            found += [line.text for line in block.lines]
        elif isinstance(block, Table):
            found += [cell.text for row in block.rows for cell in row]
            found += ["\n".join(line.text for line in cell.lines) for row in block.rows for cell in row]
            found += block.notes
        elif isinstance(block, (Note, Heading)):
            found.append(block.text)
    return "\n".join(found)


def board(snapshot: Snapshot, quarter: Period = LAST_QUARTER, name: str = "board") -> Pack:
    return compose(snapshot, quarter, layout(name))


TEXT = (
    "**{Value}.** This gives a year to date total of {year to date}, {change} on {2.2 last year} robberies."
)
SAYS = (
    "412 offences",
    "This gives a year to date total of 1,440, an increase of 294 offences (25.7%) on 67 robberies.",
)


class TestFormats:
    @pytest.mark.parametrize("name", LAYOUTS)
    def test_all_three_print_the_words(self, store: Store, name: str) -> None:
        write(store, TEXT)
        for document in make_pack(store.load(), PackRequest(LAST_QUARTER, name)):
            text = words_of(document.name, document.content)
            for said in SAYS:
                assert said in text, (document.name, said)
            assert "{year to date}" not in text
            assert "{Value}" not in text

    def test_a_changed_cell_changes_the_words(self, store: Store) -> None:
        write(store, "{Change}.")
        before = make_pack(store.load(), PackRequest(LAST_QUARTER))
        type_in(store, "119")
        after = make_pack(store.load(), PackRequest(LAST_QUARTER))
        for was, now in zip(before, after, strict=True):
            assert "An increase of 294 offences (25.7%)." in words_of(was.name, was.content)
            # 326 + 347 + 355 + 119 = 1,147 after 1,146.
            assert "An increase of 1 offence (0.1%)." in words_of(now.name, now.content)
            assert "294 offences" not in words_of(now.name, now.content)

    def test_a_draft_shows_what_cannot_be_said_in_its_braces(self, store: Store) -> None:
        write(store, "Up by {chnage}.")
        for document in make_pack(store.load(), PackRequest(LAST_QUARTER)):
            assert "Up by {chnage}." in words_of(document.name, document.content)


class TestPlaces:
    def test_every_kind_of_text_is_said(self, store: Store) -> None:
        project = ProjectId("project")
        put(
            store,
            replace(priority(store), description="Description: {2.1 value}."),
            ReportItem(
                id=ReportItemId("r1"), priority=P2, period=LAST_QUARTER, text="Highlight: {2.1 figure}."
            ),
            ReportItem(
                id=ReportItemId("r2"),
                priority=P2,
                period=LAST_QUARTER,
                section="decision",
                text="Decide on {2.1 year to date}.",
                outcome="Decided on {2.1 last year}.",
            ),
            ReportItem(
                id=ReportItemId("r3"),
                priority=P2,
                period=THIRD,
                section="decision",
                text="Decide on {2.1 value}.",
                outcome="Decided on {2.1 figure}.",
            ),
            Project(id=project, priority=P2, title="Pubwatch"),
            ProjectUpdate(
                id=UpdateId("u1"), project=project, period=LAST_QUARTER, when="Oct", text="Did {2.1 value}."
            ),
            Action(id=ActionId("a1"), project=project, text="Bring {2.1 value} down", owner="Police"),
            Action(id=ActionId("a2"), text="Tell of {2.1 value}", progress="Told of {2.2 value}"),
            CountywideRow(
                id=CountywideId("c1"),
                priority=P2,
                period=LAST_QUARTER,
                title="Violence",
                baseline_target="From {2.1 last year}",
                local_performance="Now {2.1 year to date}",
                comments="Here {2.1 change}.",
            ),
            Footnote(id=FootnoteId("f1"), marker="*", text="Of {2.1 value}."),
            FootnoteMark(
                id=FootnoteUseId("fm"),
                footnote=FootnoteId("f1"),
                used_by=FootnoteUse.COMMENTARY,
                measure=VIOLENCE,
                period=LAST_QUARTER,
            ),
        )
        write(store, "Words: {value}.")
        pack = board(store.load())
        text = printed(pack)
        for said in (
            "Description: 412 offences.",
            "Highlight: 412.",
            "Decide on 1,440.",
            "Decide on 355 offences.",
            "Decided on 355.",
            "Did 412 offences.",
            "Bring 412 offences down (Police)",
            "Tell of 412 offences",
            "Told of 30 offences",
            "From 1,146",
            "Now 1,440",
            "Here an increase of 294 offences (25.7%).",
            "* Of 412 offences.",
            "Words: 412 offences.",
        ):
            assert said in text, said
        assert pack.unsaid == ()
        assert "{" not in text

    def test_a_measures_own_texts_are_said_on_its_page(self, store: Store) -> None:
        row = store.load().of(Measure).get(VIOLENCE)
        assert row is not None
        put(store, replace(row, definition="Was {last year}.", issues_to_consider="Now {year to date}."))
        pages = replace(layout("board"), priority=layout("measure-pages").priority)
        text = printed(compose(store.load(), LAST_QUARTER, pages))
        assert "Definition: Was 1,146." in text
        assert "Issues to consider: Now 1,440." in text

    def test_an_earlier_quarters_words_keep_their_own_figures(self, store: Store) -> None:
        for quarter in (THIRD, LAST_QUARTER):
            write(store, "So {value}.", quarter)
        text = printed(board(store.load(), name="quarter-narrative"))
        assert "So 355 offences." in text
        assert "So 412 offences." in text
        told = printed(board(store.load(), THIRD, "quarter-narrative"))
        assert "So 355 offences." in told
        assert "412" not in told

    def test_an_update_of_a_quarter_before_tells_that_quarters_figures(self, store: Store) -> None:
        project = ProjectId("project")
        update = ProjectUpdate(id=UpdateId("u"), project=project, period=THIRD, text="Had {2.1 value}.")
        put(store, Project(id=project, priority=P2, title="Pubwatch"), update)
        table = project_table(store.load(), priority(store), THIRD, "projects")
        assert table is not None
        assert "Had 355 offences." in table.rows[0][1].text


def priority(store: Store) -> Priority:
    row = store.load().of(Priority).get(P2)
    assert row is not None
    return row


def issue(store: Store, formats: tuple[str, ...] = FORMATS) -> Made:
    snapshot = store.load()
    made = make_issue(snapshot, PackRequest(LAST_QUARTER, formats=formats), store.issued_fingerprints())
    if made.again is None:
        store.keep_issue(*issue_rows(snapshot, made.request, made.documents, "Officer"))
    return made


class TestIssuing:
    def test_a_pack_with_a_field_without_a_figure_is_not_issued(self, store: Store) -> None:
        write(store, "Up by {chnage}.")
        with pytest.raises(DeskError) as refused:
            issue(store)
        assert str(refused.value) == (
            "The pack was not issued: 2.1 Commentary, Quarter 4 2015/16: 'chnage' is not a figure: "
            "did you mean change?"
        )
        write(store, "Up by {change}.")
        issue(store)

    def test_the_refusal_names_the_first_and_counts_the_others(self, store: Store) -> None:
        write(store, "{9.9} {8.8} {7.7 change}")
        with pytest.raises(DeskError) as refused:
            issue(store, ("html",))
        assert str(refused.value) == (
            "The pack was not issued: 2.1 Commentary, Quarter 4 2015/16: There is no measure 9.9 in this "
            "plan. 2 more live fields cannot be said."
        )
        write(store, "{9.9} {8.8}")
        with pytest.raises(DeskError, match=r"1 more live field cannot be said\.$"):
            issue(store, ("html",))

    def test_a_figure_taken_out_stops_the_pack_that_tells_it(self, store: Store) -> None:
        write(store, "{value}")
        type_in(store, "")
        with pytest.raises(DeskError, match=r"2\.1 has no figure for Quarter 4 2015/16 yet"):
            issue(store)

    def test_what_the_pack_does_not_print_stops_it_not(self, store: Store) -> None:
        write(store, "{9.9}", THIRD)
        issue(store, ("html",))

    def test_an_issued_pack_keeps_the_words_of_its_day(self, store: Store) -> None:
        write(store, "{Change}.")
        first = issue(store, ("html",))
        assert "An increase of 294 offences (25.7%)." in first.documents[0].content.decode()
        assert issue(store, ("html",)).again is not None
        type_in(store, "413")
        second = issue(store, ("html",))
        assert second.again is None, "the words differ, so it is another version"
        assert "An increase of 295 offences (25.7%)." in second.documents[0].content.decode()
        newest = issued_before(store.load(), PackRequest(LAST_QUARTER, formats=("html",)))
        assert newest is not None
        assert kept_documents(store, newest) == second.documents
        assert first.again is None
        kept = {each.sha256 for each in first.documents}
        assert kept <= {name for of in store.issued_fingerprints().values() for name in of.values()}
