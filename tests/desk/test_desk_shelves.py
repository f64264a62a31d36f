"""What of a document can be found: every kind of thing, where it leads, and that edits reach it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.desk.desk_index import findings, found
from cspdesk.desk.desk_shelves import DeskIndex
from cspdesk.desk.workspace import Place, Selection
from cspdesk.domain.catalogue import Row
from cspdesk.domain.changes import Command
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Commentary,
    CountywideId,
    CountywideRow,
    Footnote,
    FootnoteId,
    Measure,
    MeasureId,
    Meeting,
    MeetingId,
    Partner,
    PartnerId,
    Placement,
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
from tests.support.documents import LAST_QUARTER, small_store

P2 = PriorityId("p2")
VIOLENCE = MeasureId("m21")


@pytest.fixture
def index(qapp: object) -> DeskIndex:
    return DeskIndex()


def rows() -> list[Row]:
    project = ProjectId("pubwatch")
    return [
        Project(id=project, priority=P2, title="Pubwatch", leads="Police and licensing"),
        ProjectUpdate(id=UpdateId("u1"), project=project, when="Oct 2015", text="Taxi marshals were hired."),
        Action(id=ActionId("a1"), number="7", text="Ask for more lamps", owner="Council", due="May 2016"),
        Partner(id=PartnerId("pol"), name="Police", short_name="Constabulary"),
        Meeting(id=MeetingId("may"), title="Board", dated=date(2016, 5, 19)),
        ReportItem(
            id=ReportItemId("r1"),
            priority=P2,
            period=LAST_QUARTER,
            section="decision",
            text="Agree the zebra crossing",
            outcome="Put off until the summer",
        ),
        CountywideRow(
            id=CountywideId("c1"),
            priority=P2,
            period=LAST_QUARTER,
            title="Serious violence",
            comments="The giraffe sculpture",
        ),
        Measure(id=MeasureId("bare"), title="Hate crime"),
        Footnote(id=FootnoteId("f1"), marker="*", text="Counted anew from the lighthouse onwards."),
    ]


def snapshot_with(path: Path) -> Snapshot:
    with small_store(path) as store:
        store.run(PutRows("More", tuple(rows())))
        return store.load()


@pytest.mark.parametrize(
    ("typed", "kind", "name", "hint", "page", "row"),
    [
        (
            "pubw",
            "Project",
            "Pubwatch",
            "2 Violent crime and robbery",
            "projects",
            ("project", "pubwatch"),
        ),
        (
            "lamps",
            "Action",
            "7 Ask for more lamps",
            "Council, May 2016, open",
            "projects",
            ("action", "a1"),
        ),
        (
            "violent",
            "Priority",
            "2 Violent crime and robbery",
            "Community Safety Plan 2014-2017",
            "plan",
            ("priority", "p2"),
        ),
        ("constab", "Partner", "Police", "", "home", ("partner", "pol")),
        ("19 may", "Meeting", "Board", "19 May 2016", "home", ("meeting", "may")),
        (
            "taxi mar",
            "Text",
            "Taxi marshals were hired.",
            "Pubwatch, Oct 2015",
            "projects",
            ("project_update", "u1"),
        ),
        (
            "put off until",
            "Text",
            "Agree the zebra crossing Put off until the summer",
            "Decisions required: 2 Violent crime and robbery, Quarter 4 2015/16",
            "text",
            ("report_item", "r1"),
        ),
        (
            "giraffe",
            "Text",
            "Serious violence The giraffe sculpture",
            "Countywide: 2 Violent crime and robbery, Quarter 4 2015/16",
            "text",
            ("countywide_row", "c1"),
        ),
        (
            "lighthouse",
            "Text",
            "Counted anew from the lighthouse onwards.",
            "Footnote *",
            "text",
            ("footnote", "f1"),
        ),
        (
            "hate",
            "Measure",
            "Hate crime",
            "not reported in Quarter 4 2015/16",
            "plan",
            ("measure", "bare"),
        ),
    ],
)
def test_every_kind_of_thing_leads_to_its_place(
    typed: str,
    kind: str,
    name: str,
    hint: str,
    page: str,
    row: tuple[str, str],
    index: DeskIndex,
    tmp_path: Path,
) -> None:
    snapshot = snapshot_with(tmp_path / "small.cspdesk")
    groups = findings(index.entries(snapshot, LAST_QUARTER), typed).groups
    entry = groups[0].entries[0]
    assert (entry.kind, entry.name, entry.hint, entry.act) == (kind, name, hint, Place(page, row=row))


def test_a_commentary_leads_to_its_own_quarter(index: DeskIndex, tmp_path: Path) -> None:
    entries = index.entries(snapshot_with(tmp_path / "small.cspdesk"), LAST_QUARTER)
    (entry,) = found(entries, "162 more than")
    assert entry.act == Place("write", Selection(VIOLENCE, SeriesId("m21"), LAST_QUARTER.previous))
    assert entry.hint == "2.1 Violence with injury, Quarter 3 2015/16"


def test_a_measure_is_found_by_a_word_of_its_definition(index: DeskIndex, tmp_path: Path) -> None:
    entries = index.entries(snapshot_with(tmp_path / "small.cspdesk"), LAST_QUARTER)
    assert [entry.name for entry in found(entries, "recorded")] == ["2.1 Violence with injury"]


def test_a_measure_of_an_earlier_plan_leads_to_its_own_page(index: DeskIndex, tmp_path: Path) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        store.run(DeleteRow("Take 2.1 out", Placement, ("at-m21",)))
        entries = index.entries(store.load(), LAST_QUARTER)
    (entry,) = [each for each in found(entries, "violence with") if each.kind == "Measure"]
    assert isinstance(entry.act, Place)
    assert entry.act.page == "measures"
    assert entry.hint == "not reported in Quarter 4 2015/16"


def test_edits_reach_what_is_found(index: DeskIndex, tmp_path: Path) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        store.run(PutRows("More", tuple(rows())))
        before = store.load()
        index.entries(before, LAST_QUARTER)

        def names(typed: str) -> list[tuple[str, str]]:
            entries = index.entries(shown[0], LAST_QUARTER)
            return [(entry.text or entry.name, entry.hint) for entry in found(entries, typed)]

        shown = [before]

        def do(command: Command) -> None:
            change_set = store.run(command)
            assert change_set is not None
            shown[0] = shown[0].advanced(change_set)

        assert names("kestrel") == []
        do(SetCommentary("Words", VIOLENCE, LAST_QUARTER, "A kestrel nests there."))
        assert names("kestrel") == [("A kestrel nests there.", "2.1 Violence with injury, Quarter 4 2015/16")]
        do(PutRows("Rename", (replaced(shown[0]),)))
        assert names("kestrel") == [("A kestrel nests there.", "2.1 Wounding, Quarter 4 2015/16")]
        do(DeleteRow("Delete", Commentary, (VIOLENCE, LAST_QUARTER)))
        assert names("kestrel") == []
        do(DeleteRow("Delete", Priority, (P2,)))
        assert names("taxi mar") == []


def replaced(snapshot: Snapshot) -> Measure:
    row = snapshot.of(Measure).get(VIOLENCE)
    assert row is not None
    return replace(row, title="Wounding")
