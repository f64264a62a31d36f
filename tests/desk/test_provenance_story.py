"""Who typed the cells behind a figure, what stood before, what the packs had: a log of two editors."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from cspdesk.analysis.provenance import FigureKind, where_from
from cspdesk.analysis.provenance_words import Provenance, SourceCell
from cspdesk.commands.figures import PutMeasure, SetNote
from cspdesk.commands.rows import PutRows
from cspdesk.desk.document import Document
from cspdesk.desk.jobs import CancelledError, Progress
from cspdesk.desk.provenance_story import CellStory, cell_facts, paragraph, reading_of, stories
from cspdesk.domain.choices import Status
from cspdesk.domain.errors import FileError
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import new_target
from cspdesk.domain.tables import Measure, MeasureId, PackIssue, SeriesId, StatusOverride
from cspdesk.domain.unit import Unit
from cspdesk.store.log import Logged
from cspdesk.store.store import Editor, Store
from tests.support.documents import small_store
from tests.support.issues import AUGUST, MAY, enter, issue

Q1, Q2, Q3, Q4 = Period.financial_year(2015).quarters
NEXT = Period.quarter(2016, 1)
VIOLENCE = SeriesId("m21")
SUMMER = timezone(timedelta(hours=1))
FIRST = datetime(2016, 5, 3, 10, 15, tzinfo=SUMMER)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that one editor filled and issued, and another then revised."""
    path = tmp_path / "two.cspdesk"
    with small_store(path) as store:
        issue(store, "may", Q4, MAY)
    with Store.open(path, Editor("Police analyst", "desk 2")) as store:
        enter(store, "m21", Q4, "415")
        issue(store, "august", NEXT, AUGUST)
        enter(store, "m21", Q4, "417 [p]")
    return path


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path, Editor("Performance officer", "desk 3")) as opened:
        yield opened


def dated(store: Store) -> list[Logged]:
    """The file's own log, its transactions a day after one another from 3 May 2016 on."""
    return [replace(entry, at=FIRST + timedelta(days=place)) for place, entry in enumerate(store.history())]


def found(store: Store, kind: FigureKind = FigureKind.YEAR_TO_DATE, period: Period = Q4) -> Provenance:
    answer = where_from(store.load(), kind, VIOLENCE, period)
    assert answer is not None
    return answer


def told(store: Store, answer: Provenance, measure: str = "m21") -> dict[SourceCell, CellStory]:
    issues = tuple(store.load().of(PackIssue))
    return stories(dated(store), dict.fromkeys(answer.cells, measure), issues)


def newest(
    store: Store, kind: FigureKind = FigureKind.ENTERED, period: Period = Q4
) -> tuple[SourceCell, CellStory]:
    answer = found(store, kind, period)
    return answer.cells[0], told(store, answer)[answer.cells[0]]


def texts(story: CellStory) -> list[tuple[str, str, str]]:
    return [(entry.typed, entry.way, entry.who) for entry in story.entries]


def test_a_cell_tells_who_typed_it_and_what_stood_before(store: Store) -> None:
    _, story = newest(store)
    assert texts(story) == [
        ("412", "typed", "Community safety officer"),
        ("415", "typed", "Police analyst"),
        ("417 [p]", "typed", "Police analyst"),
    ]
    assert story.now is not None
    # 1 the file, 2 the plan, 3 the figures, 4 the commentary (an empty one leaves no trace), 5 the pack,
    # 6 the figure, 7 the next pack, 8 the figure again: seven days after the first.
    assert story.now.words == "typed by Police analyst on 10 May 2016"
    assert [entry.typed for entry in story.earlier] == ["415", "412"]


def test_each_pack_has_what_stood_there_when_it_went_out(store: Store) -> None:
    _, story = newest(store)
    assert [(pack.name, pack.printed) for pack in story.packs] == [
        ("the pack of 12 May 2016 for Quarter 4 2015/16", "412"),
        ("the pack of 11 August 2016 for Quarter 1 2016/17", "415"),
    ]


def test_a_pack_covers_its_quarter_and_those_before_only(store: Store) -> None:
    enter(store, "m21", NEXT, "388")
    _, story = newest(store, period=NEXT)
    # Nothing stood there when August's went out, and May's did not reach so far.
    assert [(pack.name, pack.printed) for pack in story.packs] == [
        ("the pack of 11 August 2016 for Quarter 1 2016/17", "")
    ]
    cell, _ = newest(store, period=NEXT)
    assert cell_facts(cell, story)[-1] == "no figure in the pack of 11 August 2016 for Quarter 1 2016/17"


def test_a_pack_printed_by_the_unit_and_decimals_of_its_day(store: Store) -> None:
    measure = store.load().of(Measure).get(MeasureId("m21"))
    assert measure is not None
    store.run(PutMeasure("Money", replace(measure, unit=Unit.MONEY, decimals=2)))
    enter(store, "m21", Q1, "1.5")
    issue(store, "later", NEXT, AUGUST)
    _, story = newest(store, period=Q1)
    assert [pack.printed for pack in story.packs] == ["326", "326", "£1.50"]


def test_undo_and_import_and_emptying_are_named(store: Store) -> None:
    changed = enter(store, "m21", Q4, "999")
    assert changed is not None
    store.take_back(changed.recording, "Undo figure")
    enter(store, "m21", Q4, "")
    cell = found(store, FigureKind.ENTERED).cells[0]
    story = told(store, found(store, FigureKind.ENTERED))[cell]
    assert [entry.way for entry in story.entries[-3:]] == ["typed", "put back", "typed"]
    assert story.now is not None
    assert story.now.words.startswith("emptied by Performance officer on ")


def test_an_imported_figure_says_so(tmp_path: Path) -> None:
    with small_store(tmp_path / "a.cspdesk") as store:
        entries = [replace(entry, origin="import") for entry in dated(store)]
        answer = found(store, FigureKind.ENTERED)
        (story,) = stories(entries, dict.fromkeys(answer.cells, "m21"), ()).values()
    assert story.now is not None
    assert story.now.words == "imported by Community safety officer on 5 May 2016"


def test_a_note_is_no_other_figure(store: Store) -> None:
    before = texts(newest(store)[1])
    store.run(SetNote("Note", VIOLENCE, Q4, "Two stations late"))
    cell, story = newest(store)
    assert texts(story) == before
    assert "note: Two stations late" in cell_facts(cell, story)


def test_many_earlier_texts_are_counted(store: Store) -> None:
    for figure in range(500, 520):
        enter(store, "m21", Q4, str(figure))
    cell, story = newest(store)
    facts = cell_facts(cell, story)
    # 412, 415, 417 and 500 to 518 are 22 earlier ones.
    assert next(fact for fact in facts if fact.startswith("before that")).startswith("before that 518, ")
    assert "and 14 earlier still" in facts


def test_packs_with_the_same_figure_are_told_together(store: Store) -> None:
    for month in (9, 10, 11):
        issue(store, f"more{month}", NEXT, f"2016-{month:02}-01T09:00:00+01:00")
    cell, story = newest(store, period=Q1)
    (fact,) = [fact for fact in cell_facts(cell, story) if "pack" in fact]
    assert fact == (
        "the same in 5 packs, from the pack of 12 May 2016 for Quarter 4 2015/16"
        " to the pack of 1 November 2016 for Quarter 1 2016/17"
    )


def test_targets_and_statuses_have_stories_too(store: Store) -> None:
    store.run(PutRows("Target", (new_target(VIOLENCE, Q4, "400", Unit.COUNT),)))
    store.run(PutRows("Target", (new_target(VIOLENCE, Q4, "390", Unit.COUNT),)))
    cell, story = newest(store, FigureKind.TARGET)
    assert [typed for typed, *_ in texts(story)] == ["400", "390"]
    given = StatusOverride(measure=MeasureId("m21"), period=Q4, status=Status.AMBER, reason="Recount")
    store.run(PutRows("Status", (given,)))
    cell, story = newest(store, FigureKind.STATUS)
    assert cell.table == "status_override"
    assert [typed for typed, *_ in texts(story)] == ["amber"]


def test_a_baselines_story(store: Store) -> None:
    answer = found(store, FigureKind.BASELINE_CHANGE)
    story = told(store, answer)[answer.cells[-1]]
    assert texts(story) == [("257", "typed", "Community safety officer")]
    assert [pack.printed for pack in story.packs] == ["257", "257"]


def test_the_paragraph(store: Store) -> None:
    answer = found(store)
    said = paragraph(answer, told(store, answer))
    pack = "the pack of 12 May 2016 for Quarter 4 2015/16"
    both = f"{pack} and in the pack of 11 August 2016 for Quarter 1 2016/17"
    assert said == (
        # 326 + 347 + 355 + 417.
        "1,445 offences of violence with injury in 2015/16 is the sum of"
        f" 326 (typed by Community safety officer on 5 May 2016; the same in {both}),"
        f" 347 (typed by Community safety officer on 5 May 2016; the same in {both}),"
        f" 355 (typed by Community safety officer on 5 May 2016; the same in {both}) and"
        " 417 (provisional; typed by Police analyst on 10 May 2016;"
        " before that 415, typed by Police analyst on 8 May 2016;"
        " before that 412, typed by Community safety officer on 5 May 2016;"
        f" 412 in {pack}; 415 in the pack of 11 August 2016 for Quarter 1 2016/17):"
        " the four quarters of 2015/16 (all of them: source: Police recorded crime)."
    )


def test_the_paragraph_of_a_change_and_of_none(store: Store) -> None:
    # 1,445 - 1,146 = 299; 299 / 1,146 = 26.09%.
    assert paragraph(found(store, FigureKind.CHANGE), {}).startswith(
        "The change in 2015/16 on 2014/15, of violence with injury, is +299: 1,445 − 1,146, year to date"
        " against the same quarters of 2014/15. 26.1% is 299 / 1,146, rounded half up."
        " 1,445 is the sum of 326,"
    )
    missing = where_from(store.load(), FigureKind.ENTERED, SeriesId("m12"), Q4)
    assert missing is not None
    assert paragraph(missing, {}) == (
        "1.2 Client satisfaction, in Quarter 4 2015/16: Quarter 4 2015/16 is missing."
    )


def test_the_work_reads_the_file_and_no_further_than_the_screen(store: Store) -> None:
    document = Document(store)
    answer = found(store, FigureKind.ENTERED)
    work = reading_of(document, answer.cells)
    # Written after the work was made: the words on the screen do not have it.
    enter(store, "m21", Q4, "999")
    said: list[int] = []
    (story,) = work(Progress(lambda done, total, words: said.append(total))).values()
    assert [entry.typed for entry in story.entries] == ["412", "415", "417 [p]"]
    assert said[0] == document.snapshot.sequence


def test_the_work_can_be_stopped(store: Store) -> None:
    progress = Progress(lambda done, total, words: None)
    progress.stop()
    with pytest.raises(CancelledError):
        reading_of(Document(store), found(store).cells)(progress)


def test_a_file_that_went_away_says_so(store: Store, path: Path) -> None:
    work = reading_of(Document(store), found(store).cells)
    path.rename(path.with_name("elsewhere.cspdesk"))
    with pytest.raises(FileError, match="does not exist"):
        work(Progress(lambda done, total, words: None))
