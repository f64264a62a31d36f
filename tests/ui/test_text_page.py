"""The Text page as a person meets it: whole reports typed by keys, brought forward, moved, and bad input."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from cspdesk.analysis.board_news import drafted
from cspdesk.commands.figures import SetTargets, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.desk.document import Document
from cspdesk.desk.text_pictures import picture_file, picture_of
from cspdesk.desk.workspace import Place
from cspdesk.domain.errors import InputError
from cspdesk.domain.period import Period
from cspdesk.domain.sections import NEEDS_TO_KNOW
from cspdesk.domain.tables import (
    CountywideRow,
    Footnote,
    FootnoteMark,
    Picture,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Report,
    ReportItem,
    Section,
    SeriesId,
)
from cspdesk.domain.text import MAX_TEXT
from cspdesk.pack.blocks import Block, Cover, Heading, Prose
from cspdesk.pack.blocks import Picture as PictureBlock
from cspdesk.pack.compose import compose
from cspdesk.pack.layouts import layout
from cspdesk.store.store import Store
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.page import PageSpec
from cspdesk.ui.text_page import TextPage
from tests.support.documents import EDITOR, LAST_QUARTER, small_store
from tests.support.entry import told_by
from tests.support.windows import make_active, window_of
from tests.ui.conftest import Press
from tests.ui.test_accessibility import nameless
from tests.ui.test_main_window import shown_words

Q1, Q2 = Period.quarter(2014, 1), Period.quarter(2014, 2)
AUTUMN = Period.quarter(2019, 2)

REOFFENDING: dict[str, tuple[str, ...]] = {
    "Performance overview": (
        "All indicators were close to target or exceeded target. However, the offending behaviour of the "
        "cohort is fluid.",
        "A full assessment of arrests and convictions by type will be done at Q2.",
    ),
    "Key improvers and success": (
        "The number of IOM cases dealt with continues to rise and is predicted to exceed the end of year "
        "target of 250 cases.",
        "The reduction in re-offending has improved to 62% over a target of 40% by the end of 2017 and "
        "against the 2013/4 outturn of 46%.",
        "An Offender Management Board has been established, reporting to the Community Safety Partnership.",
        "The IOM delivery has been aligned with the Transforming Rehabilitation process.",
        "The NPS have provided additional resources, above the existing CRC staffing cohort.",
        "Offender intervention pathways have been significantly improved with Families First.",
        "We have worked with Working Links to establish a women only reporting service.",
        "We are also working with the Restorative Justice Team to maximise the impact of this process.",
        "The links with the DiP court and prison officers have improved significantly.",
        "Regular liaison meetings are held with our SMO partners to improve the referral process.",
    ),
    "Key challenges": (
        "The lack of analytical resource to deliver daily intelligence requirements.",
        "Access to suitable accommodation for offenders who are not eligible for statutory housing.",
        "Maximising the opportunities to put in place formal interventions post arrest/pre-court.",
    ),
    "Decisions required": (
        "That the Offender Management Unit Analyst post Role, is put in place as a matter of urgency.",
        "That the potential to access appropriate housing provision is investigated.",
    ),
}
"""The sections of a real report on re-offending for Quarter 1 2014/15, each item's opening."""

ACTIVITY = (
    "Majority of actions included in Reducing Reoffending strategy implemented.",
    "Recommendations from recent Youth Offender Service (YOS) reviews built into YOS Youth Justice Plans.",
    "Discussions with Police and LCJB partners re plans for introduction of Out of Court Disposal option.",
    "Meetings held with Ministry Of Justice and regional PCCs.",
    "National Probation Service and partners engaged re local implementation of Women Offenders Strategy.",
    "Funding approved to support recruitment of additional posts in IOM team.",
    "Multi-agency event to launch new IOM operational model",
    "Discussions with City Council re implementation of offender employment brokerage service.",
    "Tender process launched to re-commission existing Floating Housing Support Service for Offenders.",
    "Further meeting of Mental Health and Community Safety Strategic Board held.",
    "Additional SCO investment in drug and alcohol services approved.",
    "Joint SCO and NHS England funding contributions approved.",
)
PLANNED = (
    "Job descriptions for additional IOM posts agreed, providers identified, staff recruited.",
    "Arrangements for CSTRs pilot finalised - funding agreements in place/staff recruited.",
    "Plans for introduction of Out of Court Disposal option taken forward.",
    "Countywide Floating Housing Support Services for Offenders – tender process completed.",
    "Meeting of OMCDDB held/quarterly action plan progress report reviewed",
    "Meeting of Mental Health and Community Safety Strategic Board held.",
    "Quarterly performance reviews of SCO commissioned services completed.",
    "Discussions commenced with partners re refresh of current Rehabilitation and Resettlement Strategy.",
)
MILESTONES = (
    ("7 October", "Meeting of Mental Health and Community Safety Strategic Board."),
    ("11 November", "launch event for CSTR Pilot."),
    ("27 November", "Meeting of OMCDDB."),
    ("27 November", "quarterly performance report presented to OMCDDB on key outcomes."),
    ("", "Countywide Floating Housing Support Services for Offenders –new contract awarded."),
    ("", "Plans for refresh of current Rehabilitation and Resettlement Strategy agreed."),
)
NOTE = "Data Source - MOJ Proven Reoffending Statistics January 2019 and Quarterly Statistics April 2019"
ENTRANTS = (
    "First time entrants to the Youth Justice System aged 10 - 17 (2018/19) for All English county local "
    "authorities"
)
"""The words of a real highlight report of October 2019."""


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with this page alone, on Quarter 1 2014/15, open on a plan without a word of text."""
    with window_of(qtbot, tmp_path, PageSpec("text", "Text", "text", TextPage)) as made:
        path = tmp_path / "plan.cspdesk"
        with Store.create(path, EDITOR) as store:
            store.run(PutRows("Set up a plan", tuple(plan_rows())))
        made.open_path(path)
        made.workspace.choose_quarter(Q1)
        make_active(made, qtbot)
        yield made


def plan_rows() -> list[Plan | Priority]:
    titles = ("Violent crime", "Reducing re-offending")
    plan = Plan(id=PlanId("plan"), title="Community Safety Plan", priority_word="Priority Outcome")
    found: list[Plan | Priority] = [plan]
    for place, title in enumerate(titles, 3):
        outcomes = "People are prevented from first time offending\nPeople are prevented from reoffending"
        found.append(
            Priority(
                id=PriorityId(f"p{place}"),
                plan=plan.id,
                position=place,
                number=str(place),
                title=title,
                outcomes=outcomes if place == 4 else "",
            )
        )
    return found


@pytest.fixture
def page(window: MainWindow) -> TextPage:
    found = window.findChild(TextPage)
    assert found is not None
    return found


@pytest.fixture
def document(window: MainWindow) -> Document:
    found = window.workspace.document
    assert found is not None
    return found


@pytest.fixture
def keys(press: Press, qtbot: QtBot) -> Press:
    """Press keys, each as a person does: what it sets off is over before the next."""

    def pressed(*sequence: str) -> None:
        for each in sequence:
            press(each)
            qtbot.wait(1)

    return pressed


def paste(window: MainWindow, words: str) -> None:
    """Put a longer text in at once, as from the clipboard."""
    field = window.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    field.insertPlainText(words)


def to_priority(keys: Press) -> None:
    """From the list of places to the first text of priority 4."""
    keys("Down", "Down", "Return")


def on_page(document: Document, quarter: Period, words: str) -> list[Block]:
    """The blocks of the pack's page whose heading holds these words."""
    blocks = compose(document.snapshot, quarter, layout("board")).blocks
    starts = [n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.level == 1]
    first = next(n for n in starts if words in getattr(blocks[n], "text", ""))
    return list(blocks[first + 1 : next((n for n in starts if n > first), len(blocks))])


def said(blocks: list[Block]) -> dict[str, list[str]]:
    """The lines of prose under each heading, in order."""
    found: dict[str, list[str]] = {}
    under = ""
    for block in blocks:
        if isinstance(block, Heading):
            under = block.text
        elif isinstance(block, Prose):
            found.setdefault(under, []).extend(line.text for line in block.lines)
    return found


def items(document: Document, section: str, quarter: Period = Q1) -> list[str]:
    rows = document.snapshot.of(ReportItem).where("period", quarter)
    return [row.text for row in rows if row.section == section]


# ---------------------------------------------------------------------- whole reports by keys


def test_sections_and_decisions_of_a_report_are_typed_by_keys_and_printed_in_their_order(
    window: MainWindow, page: TextPage, document: Document, keys: Press
) -> None:
    to_priority(keys)
    for title, texts in REOFFENDING.items():
        while (
            page.sheet is not None and page.sheet.current is not None and page.sheet.current[0].title != title
        ):
            keys("Ctrl+PageDown")
        for text in texts:
            paste(window, text)
            keys("Ctrl+Return")
    assert said(on_page(document, Q1, "Reducing re-offending")) == {
        "Outcomes sought": [
            "People are prevented from first time offending",
            "People are prevented from reoffending",
        ],
        **{title: list(texts) for title, texts in REOFFENDING.items()},
    }
    decisions = on_page(document, Q1, "Reducing re-offending")[-1]
    assert isinstance(decisions, Prose)
    assert [line.number for line in decisions.lines] == [1, 2]
    assert "17 texts" in page.places.list.item(3).text()


def test_the_whole_of_a_highlight_report_is_typed_by_keys_and_printed_in_its_order(
    window: MainWindow, page: TextPage, document: Document, keys: Press, qtbot: QtBot
) -> None:
    window.workspace.choose_quarter(AUTUMN)
    keys("Return", "Highlight report", "Tab", "October 2019", "Escape")
    keys("Down", "Down", "Return", "Ctrl+PageDown", "Ctrl+PageDown", "Ctrl+PageDown", "Ctrl+PageDown")
    for texts in (ACTIVITY, PLANNED):
        for text in texts:
            paste(window, text)
            keys("Ctrl+Return")
        # From the blank text behind the last one to the next section.
        keys("Ctrl+Return")
    for when, text in MILESTONES:
        keys(*([when] if when else []), "Tab")
        paste(window, text)
        keys("Ctrl+Return")
    keys("Ctrl+PageDown", "Ctrl+PageDown")
    paste(window, NOTE)
    qtbot.wait(1)
    QApplication.clipboard().setImage(drawn())
    page.paste_picture()
    keys(ENTRANTS, "Tab", "Ministry of Justice", "Tab", "A bar for each county; ours is the fourth lowest.")
    page.flush()

    blocks = on_page(document, AUTUMN, "Reducing re-offending")
    found = said(blocks)
    assert list(found) == [
        "Outcomes sought",
        "Activity since the last report",
        "Planned activity before the next report",
        "Milestones ahead",
        "Notes",
    ]
    assert found["Activity since the last report"] == list(ACTIVITY)
    assert found["Planned activity before the next report"] == list(PLANNED)
    assert found["Milestones ahead"] == [f"{when}: {text}" if when else text for when, text in MILESTONES]
    assert found["Notes"] == [NOTE]
    picture = blocks[-1]
    assert isinstance(picture, PictureBlock)
    assert (picture.caption, picture.source) == (ENTRANTS, "Ministry of Justice")
    assert picture.description == "A bar for each county; ours is the fourth lowest."
    cover = compose(document.snapshot, AUTUMN, layout("board")).blocks[0]
    assert isinstance(cover, Cover)
    assert (cover.title, cover.dated) == ("Highlight report", "October 2019")


# ---------------------------------------------------------------------- one text at a time


def test_texts_are_moved_and_deleted_by_keys_and_brought_back(
    window: MainWindow, document: Document, keys: Press
) -> None:
    told = told_by(window)
    to_priority(keys)
    keys("one", "Ctrl+Return", "two", "Ctrl+Return", "three", "Alt+Up")
    assert items(document, "overview") == ["one", "three", "two"]
    keys("Alt+Up", "Alt+Down")
    assert items(document, "overview") == ["one", "three", "two"]
    keys("!", "Ctrl+Delete")
    assert items(document, "overview") == ["one", "two"]
    assert told[-1] == "Deleted a text of 'Performance overview'. Ctrl+Z brings it back."
    field = window.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == "two", "the keys are on the text behind the deleted one"
    keys("Ctrl+Z")
    assert items(document, "overview") == ["one", "three!", "two"]


def test_typing_goes_on_under_the_cursor_while_it_is_saved(
    window: MainWindow, page: TextPage, document: Document, keys: Press
) -> None:
    to_priority(keys)
    keys("The cohort ")
    page.flush()
    keys("is fluid.")
    page.flush()
    assert items(document, "overview") == ["The cohort is fluid."]


def test_a_decision_has_its_outcome_below_it(
    window: MainWindow, page: TextPage, document: Document, keys: Press
) -> None:
    to_priority(keys)
    keys(*["Ctrl+PageDown"] * 7, "That an analyst is hired.", "Ctrl+Return", "Ctrl+PageUp", "Ctrl+PageDown")
    keys("Tab", "Agreed until March.")
    page.flush()
    (row,) = document.snapshot.of(ReportItem)
    assert (row.section, row.outcome) == ("decision", "Agreed until March.")
    (decision,) = said(on_page(document, Q1, "Reducing")[3:]).values()
    assert decision == ["That an analyst is hired.", "Outcome: Agreed until March."]


def test_last_quarters_texts_stand_beside_and_come_forward_not_yet_reviewed(
    window: MainWindow, page: TextPage, document: Document, keys: Press
) -> None:
    to_priority(keys)
    keys("one", "Ctrl+Return", "two")
    page.flush()
    window.workspace.choose_quarter(Q2)
    assert "Quarter 1 2014/15\n• one\n• two" in shown_words(window)
    page.places.list.setFocus()
    keys("Return", "Alt+B")
    rows = document.snapshot.of(ReportItem).where("period", Q2)
    assert [(row.text, row.reviewed) for row in rows] == [("one", False), ("two", False)]
    assert shown_words(window).count("Not yet reviewed") == 2
    keys("Alt+R")
    assert shown_words(window).count("Not yet reviewed") == 1
    keys("End", " more")
    page.flush()
    rows = document.snapshot.of(ReportItem).where("period", Q2)
    assert [(row.text, row.reviewed) for row in rows] == [("one", True), ("two more", True)]
    told = told_by(window)
    window.workspace.choose_quarter(Q2.next)
    window.workspace.choose_quarter(Q2)
    page.places.list.setFocus()
    keys("Return", "Ctrl+PageDown", "Alt+B")
    assert "Nothing was written there" in told[-1]


def test_the_drafted_sentences_become_texts_by_keys_where_nothing_is_written(
    window: MainWindow, page: TextPage, keys: Press, tmp_path: Path
) -> None:
    path = tmp_path / "small.cspdesk"
    with small_store(path) as store:
        # 412 offences in the quarter are 112 more than 300, 355 in the one before 55 more.
        quarters = (LAST_QUARTER.previous, LAST_QUARTER)
        aims = tuple(TypedCell(SeriesId("m21"), quarter, "300") for quarter in quarters)
        store.run(SetTargets("Target", aims))
    window.open_path(path)
    window.workspace.choose_quarter(LAST_QUARTER)
    document, told = window.workspace.document, told_by(window)
    assert document is not None
    before = document.snapshot
    page.places.list.setFocus()
    keys("Return", "Alt+D")
    texts = items(document, NEEDS_TO_KNOW, LAST_QUARTER)
    assert texts[0] == "2.1 Violence with injury stays red: 412 is 112 above the target of 300."
    assert tuple(texts) == drafted(before, LAST_QUARTER)
    assert not page.drafts.isEnabled()
    keys("End", " Police will say why.")
    page.flush()
    assert items(document, NEEDS_TO_KNOW, LAST_QUARTER)[0] == f"{texts[0]} Police will say why."
    keys("Alt+D")
    assert "Something is written for the board already" in told[-1]
    assert len(items(document, NEEDS_TO_KNOW, LAST_QUARTER)) == len(texts)
    document.undo()
    document.undo()
    assert items(document, NEEDS_TO_KNOW, LAST_QUARTER) == [], "one step takes all of them back"
    assert document.snapshot.of(ReportItem) == before.of(ReportItem)
    assert page.drafts.isEnabled()


def test_nothing_is_drafted_of_a_plan_without_figures_nor_on_a_priority(
    window: MainWindow, page: TextPage, document: Document, keys: Press
) -> None:
    told = told_by(window)
    keys("Return", "Alt+D")
    assert told[-1] == (
        "Nothing moved, is red, was revised or is awaited in Quarter 1 2014/15: there is nothing to draft."
    )
    assert page.drafts.isVisible()
    keys("Escape", "Down", "Down", "Return", "Alt+D")
    assert not page.drafts.isVisible()
    assert items(document, NEEDS_TO_KNOW) == []


def test_a_milestone_is_read_back_and_an_impossible_day_is_marked(
    window: MainWindow, document: Document, keys: Press
) -> None:
    to_priority(keys)
    keys(*["Ctrl+PageDown"] * 6, "11 Nov", "Return", "Launch", "Ctrl+Return")
    assert "11 November 2014" in shown_words(window)
    keys("31/02/16")
    assert "'31/02/16' is not a day of the calendar." in shown_words(window)
    keys("Tab", "Never", "Ctrl+Return")
    assert [row.when for row in document.snapshot.of(ReportItem)] == ["11 Nov", "31/02/16"]


def test_countywide_rows_are_typed_and_brought_forward(
    window: MainWindow, page: TextPage, document: Document, keys: Press
) -> None:
    to_priority(keys)
    keys(*["Ctrl+PageDown"] * 9, "Re-offending", "Tab", "N/A", "Tab", "N/A", "Tab", "N/A", "Tab", "To come.")
    page.flush()
    (row,) = document.snapshot.of(CountywideRow)
    told = (row.title, row.baseline_target, row.county_performance, row.local_performance, row.comments)
    assert told == ("Re-offending", "N/A", "N/A", "N/A", "To come.")
    window.workspace.choose_quarter(Q2)
    page.places.list.setFocus()
    keys("Return", *["Ctrl+PageDown"] * 9, "Alt+B")
    (copy,) = document.snapshot.of(CountywideRow).where("period", Q2)
    assert (copy.title, copy.comments, copy.reviewed) == ("Re-offending", "To come.", False)
    keys("Alt+R")
    (copy,) = document.snapshot.of(CountywideRow).where("period", Q2)
    assert copy.reviewed


# ---------------------------------------------------------------------- footnotes and sections


def test_a_footnote_is_written_and_marked_by_keys(page: TextPage, document: Document, keys: Press) -> None:
    keys("Down", "Down", "Down", "Return", "Insert", "*", "Tab", "Revised April 2015.", "Tab", "Tab", "Space")
    (note,) = document.snapshot.of(Footnote)
    assert (note.marker, note.text) == ("*", "Revised April 2015.")
    (mark,) = document.snapshot.of(FootnoteMark)
    assert (mark.footnote, mark.plan) == (note.id, PlanId("plan"))
    assert page.footnotes.marks.list.item(0).text() == "The plan: Community Safety Plan"
    page.footnotes.show_row(note.id)
    page.footnotes.text.editor.setFocus()
    keys("Escape")
    assert page.places.list.hasFocus()


def test_a_section_of_ones_own_is_added_named_filled_and_deleted_by_keys(
    window: MainWindow, page: TextPage, document: Document, keys: Press
) -> None:
    told = told_by(window)
    keys("Down", "Down", "Down", "Down", "Return", "Insert", "Emerging risks", "Return")
    (section,) = document.snapshot.of(Section)
    assert section.title == "Emerging risks"
    page.places.list.setFocus()
    keys("Up", "Up", "Return", *["Ctrl+PageDown"] * 8, "Scams by telephone.", "Ctrl+Return")
    assert said(on_page(document, Q1, "Reducing"))["Emerging risks"] == ["Scams by telephone."]
    page.places.list.setFocus()
    keys("Down", "Down", "Return", "End", "Up", "Delete")
    assert not document.snapshot.of(Section)
    assert not document.snapshot.of(ReportItem)
    assert told[-1] == "Deleted the section 'Emerging risks' with 1 text. Ctrl+Z brings it back."
    keys("Ctrl+Z")
    assert len(document.snapshot.of(ReportItem)) == 1


# ---------------------------------------------------------------------- bad input


def test_a_text_that_is_too_long_stays_where_it_was_typed_and_is_saved_once_shortened(
    window: MainWindow, page: TextPage, document: Document, keys: Press
) -> None:
    to_priority(keys)
    paste(window, "x" * 100_000)
    keys("Ctrl+Return")
    assert f"The text has 100,000 characters; {MAX_TEXT:,} are kept. Shorten it." in shown_words(window)
    assert "100,000 characters" in page.unsaved()
    window.workspace.choose_quarter(Q2)
    assert not document.snapshot.of(ReportItem)
    assert "100,000 characters" in page.unsaved()
    window.workspace.choose_quarter(Q1)
    page.places.list.setFocus()
    keys("Return")
    field = window.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    assert len(field.toPlainText()) == 100_000
    keys("Ctrl+A", "Short.")
    page.flush()
    assert items(document, "overview") == ["Short."]
    assert page.unsaved() == ""


def test_a_file_that_is_no_picture_is_refused_in_a_sentence(
    window: MainWindow, page: TextPage, document: Document, keys: Press, tmp_path: Path
) -> None:
    told = told_by(window)
    to_priority(keys)
    path = tmp_path / "chart.png"
    path.write_bytes(b"<html>not a picture</html>")
    page.add_picture(lambda: picture_file(path))
    assert told[-1] == "chart.png is no PNG or JPEG picture. Save the picture as one of these."
    with path.open("wb") as file:
        file.truncate(50 * 1_048_576)
    page.add_picture(lambda: picture_file(path))
    assert told[-1] == (
        "chart.png has 50.0 MB; pictures of up to 4 MB are kept. Save it smaller and add it again."
    )
    path.unlink()
    with pytest.raises(InputError, match="could not be read"):
        picture_file(path)
    assert not document.snapshot.of(Picture)


def test_a_picture_without_alternative_text_says_so_until_it_has_one(
    window: MainWindow, page: TextPage, document: Document, keys: Press
) -> None:
    to_priority(keys)
    page.add_picture(lambda: picture_of(drawn()))
    assert "Say in a sentence what it shows, for people who cannot see it." in shown_words(window)
    keys("Tab", "Tab", "A green field.")
    page.flush()
    assert "Say in a sentence what it shows" not in shown_words(window)
    keys("Ctrl+Delete")
    assert not document.snapshot.of(Picture)


def test_a_picture_pasted_in_a_text_becomes_one_of_its_section(
    window: MainWindow, document: Document, keys: Press
) -> None:
    to_priority(keys)
    keys("Ctrl+PageDown", "Prices rose.")
    copied = QMimeData()
    copied.setImageData(drawn())
    # As a browser has it: a form of its own, without a word.
    copied.setHtml('<meta charset="utf-8"><img src="chart.png" alt="A chart"/>')
    QApplication.clipboard().setMimeData(copied)
    keys("Ctrl+V")
    (picture,) = document.snapshot.of(Picture)
    assert (picture.section, picture.priority, picture.period) == ("highlight", "p4", Q1)
    assert picture.image == picture_of(drawn())
    assert items(document, "highlight") == ["Prices rose."]
    focused = window.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Picture: without a caption, caption"
    keys("Ctrl+Z")
    assert not document.snapshot.of(Picture)


def test_of_words_that_are_copied_with_their_picture_the_words_are_pasted(
    document: Document, keys: Press
) -> None:
    to_priority(keys)
    # As Excel has a copied cell.
    copied = QMimeData()
    copied.setText("262 offences")
    copied.setImageData(drawn())
    QApplication.clipboard().setMimeData(copied)
    keys("Ctrl+V", "Ctrl+Return")
    assert items(document, "overview") == ["262 offences"]
    assert not document.snapshot.of(Picture)


# ---------------------------------------------------------------------- the page as a whole


def test_a_place_leads_to_a_row_in_its_own_quarter(
    window: MainWindow, page: TextPage, document: Document, keys: Press
) -> None:
    to_priority(keys)
    keys("one", "Ctrl+Return", "two", "Ctrl+Return")
    row = document.snapshot.of(ReportItem).where("text", "two")[0]
    window.workspace.choose_quarter(Q2)
    keys("Escape", "Home")
    window.workspace.going.emit(Place("text", row=("report_item", row.id)))
    assert window.workspace.quarter == Q1
    assert page.sheet is not None
    assert page.sheet.current is not None
    assert page.sheet.current[1].key == row.id


def test_every_control_has_a_name(window: MainWindow, page: TextPage, keys: Press) -> None:
    to_priority(keys)
    keys("one", "Ctrl+Return")
    page.add_picture(lambda: picture_of(drawn()))
    assert nameless(window) == []
    page.places.list.setFocus()
    for _ in range(2):
        keys("Down")
        assert nameless(window) == []


def test_a_title_and_date_of_the_quarters_pack_come_and_go(
    page: TextPage, document: Document, keys: Press
) -> None:
    keys("Return", "Board report", "Return")
    assert document.snapshot.of(Report).get(Q1) == Report(period=Q1, title="Board report")
    keys("Ctrl+A", "Delete", "Return")
    assert document.snapshot.of(Report).get(Q1) is None


def drawn() -> QImage:
    image = QImage(80, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#28A197"))
    return image
