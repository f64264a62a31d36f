from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

import cspdesk.desk.issuing as issuing
import cspdesk.desk.pack_ready as pack_ready
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.own_words import gives_full_words
from cspdesk.commands.rows import PutRows
from cspdesk.desk.document import Document
from cspdesk.desk.issuing import kept_documents
from cspdesk.desk.jobs import jobs_of
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.errors import FileError
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import PackIssue, Report, SeriesId
from cspdesk.pack.issue import PackDocument, PackRequest
from cspdesk.ui.pack_page import PackPage
from tests.pack.test_word_house import council
from tests.support.documents import LAST_QUARTER, small_store


@pytest.fixture
def workspace(tmp_path: Path, qtbot: QtBot) -> Iterator[Workspace]:
    made = Workspace()
    made.open(Document(small_store(tmp_path / "small.cspdesk")))
    yield made
    jobs_of(made).close()
    made.open(None)


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> PackPage:
    made = PackPage(workspace)
    qtbot.addWidget(made)
    made.resize(900, 620)
    with qtbot.waitExposed(made):
        made.show()
    return made


class Written:
    """Stands in for the writing of documents, which has tests of its own."""

    def __init__(self) -> None:
        self.asked: list[tuple[PackRequest, Path]] = []
        self.error: Exception | None = None

    def make(
        self, snapshot: Snapshot, request: PackRequest, progress: Callable[[str], None]
    ) -> tuple[PackDocument, ...]:
        progress("Writing")
        if self.error:
            raise self.error
        self.asked.append((request, Path()))
        return tuple(PackDocument(f"pack.{each}", b"the same") for each in request.formats)

    @contextmanager
    def place(
        self, documents: tuple[PackDocument, ...], folder: Path, ours: Collection[str]
    ) -> Iterator[tuple[Path, ...]]:
        self.asked[-1] = (self.asked[-1][0], folder)
        yield tuple(folder / document.name for document in documents)


@pytest.fixture
def writing(monkeypatch: pytest.MonkeyPatch) -> Written:
    made = Written()
    monkeypatch.setattr(issuing, "make_pack", made.make)
    monkeypatch.setattr(pack_ready, "placing", made.place)
    return made


def issue(page: PackPage, qtbot: QtBot) -> None:
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.button.isEnabled)


def test_page_says_what_the_pack_will_hold(page: PackPage) -> None:
    assert page.title.text() == "Pack for Quarter 4 2015/16"
    # Charts: 1.1, 1.2, 1.3, 2.1 and 2.2 have three figures or more; 3.1 has one and 3.2 none.
    assert page.contents.text() == "It will hold 3 priorities, 7 measures and 5 charts."


def test_preflight_names_what_is_missing(page: PackPage) -> None:
    assert page.before.text().splitlines() == [
        "2 figures are missing for Quarter 4: 1.2, 3.1.",
        "6 measures have no commentary for Quarter 4: 1.1, 1.2, 1.3, 2.1, 2.2, 3.1.",
    ]


def test_preflight_follows_the_figures_and_the_quarter(page: PackPage, workspace: Workspace) -> None:
    assert workspace.document is not None
    cells = (
        TypedCell(SeriesId("m12"), LAST_QUARTER, "94%"),
        TypedCell(SeriesId("m31"), LAST_QUARTER.of_year, "late: health, 24 May"),
        TypedCell(SeriesId("m21"), LAST_QUARTER, "4l2"),
    )
    workspace.document.do(SetFigures("Figures", cells))
    assert page.before.text().splitlines()[:2] == [
        "1 figure is late or not returned: 3.1.",
        "1 cell is in doubt and will print as typed: 2.1.",
    ]
    workspace.document.undo()
    workspace.choose_quarter(LAST_QUARTER.previous)
    assert page.before.text().splitlines()[0] == "All 5 measures of Quarter 3 are in."


def test_issue_writes_what_is_chosen_and_links_to_it(
    page: PackPage, qtbot: QtBot, writing: Written, tmp_path: Path
) -> None:
    page.formats["xlsx"].setChecked(False)
    page.folder.setText(str(tmp_path / "packs"))
    page.dated.setText("3/5/16")
    issue(page, qtbot)
    request, folder = writing.asked[0]
    assert (request.quarter, request.formats, request.dated) == (
        LAST_QUARTER,
        ("docx", "html"),
        date(2016, 5, 3),
    )
    assert folder == tmp_path / "packs"
    assert page.message.text() == f"The pack is written: 2 documents in {tmp_path / 'packs'}."
    links = [each.text() for each in page.findChildren(QPushButton) if each.isVisible()]
    assert links[-3:] == ["pack.docx", "pack.html", "Open folder"]


def test_issued_pack_is_recorded_once_and_again_when_it_differs(
    page: PackPage, qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    document = workspace.document
    assert document is not None
    page.folder.setText(str(tmp_path / "packs"))
    issue(page, qtbot)
    (first,) = document.snapshot.of(PackIssue)
    written = {path.name: path for path in (tmp_path / "packs").iterdir()}
    kept = {each.name: each.content for each in kept_documents(document.store, first)}
    assert kept == {name: path.read_bytes() for name, path in written.items()}
    name = "Riverbourne CSP board pack Q4 2015-16 v1"
    assert sorted(kept) == [f"{name}.docx", f"{name}.html", f"{name}.xlsx"]
    issue(page, qtbot)
    assert len(document.snapshot.of(PackIssue)) == 1, "the same pack is not kept twice"
    assert "Nothing in it has changed since it was issued on " in page.message.text()
    assert kept == {path.name: path.read_bytes() for path in (tmp_path / "packs").iterdir()}
    document.do(SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, "415"),)))
    issue(page, qtbot)
    assert len(document.snapshot.of(PackIssue)) == 2
    assert {name: path.read_bytes() for name, path in written.items()} == kept, "version 1 stays beside it"
    second = (tmp_path / "packs" / name.replace("v1", "v2.html")).read_text(encoding="utf-8")
    assert "Version 2, replaces version 1 of " in second
    assert "; 1 figure changed" in second
    assert ", Quarter 4 2015/16: 415, was 412</li>" in second
    assert {e.name: e.content for e in kept_documents(document.store, first)} == kept, "what went out is kept"
    assert document.undo_label == "", "what the board has seen is changed by typing, not by undo"


def test_date_is_shown_back_in_full(page: PackPage) -> None:
    page.dated.setText("3/5/16")
    assert page.date_note.text() == "3 May 2016"
    page.dated.setText("3 May 2016")
    assert page.date_note.text() == ""


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda page: [b.setChecked(False) for b in page.formats.values()], "choose at least one of Word"),
        (lambda page: page.folder.clear(), "choose the folder"),
        (lambda page: page.dated.setText("31/2/16"), "'31/2/16' is no day"),
        (lambda page: page.dated.setText("May 2016"), "'May 2016' is no day"),
    ],
)
def test_what_cannot_be_issued_is_said_in_place(
    page: PackPage, writing: Written, qtbot: QtBot, change: Any, sentence: str
) -> None:
    change(page)
    issue(page, qtbot)
    assert writing.asked == []
    assert page.problem.isVisible()
    assert sentence in page.problem.text()


def test_error_is_one_sentence_in_place(page: PackPage, writing: Written, qtbot: QtBot) -> None:
    writing.error = FileError("The pack was not written to X: disk full. Choose another folder.")
    issue(page, qtbot)
    assert page.problem.text() == "The pack was not written to X: disk full. Choose another folder."
    assert not page.message.isVisible()
    writing.error = None
    issue(page, qtbot)
    assert not page.problem.isVisible()


def test_choices_last_and_proposals_follow_the_document(
    page: PackPage, workspace: Workspace, tmp_path: Path
) -> None:
    assert page.folder.text() == str(tmp_path)
    assert workspace.document is not None
    workspace.document.do(
        PutRows("Dated", (Report(period=LAST_QUARTER, title="Board pack", dated="12 May 2016"),))
    )
    assert page.dated.text() == "12 May 2016"
    page.folder.setText(str(tmp_path / "mine"))
    workspace.choose_quarter(LAST_QUARTER.previous)
    assert page.folder.text() == str(tmp_path / "mine")
    assert page.dated.text() == ""


def test_a_pack_that_lies_there_is_mentioned(page: PackPage, tmp_path: Path) -> None:
    (tmp_path / "Riverbourne CSP board pack Q4 2015-16 v1.docx").write_bytes(b"mine")
    page.refresh()
    assert page.folder_note.text() == (
        "Riverbourne CSP board pack Q4 2015-16 v1.docx lies there already, though it was not issued from "
        "this file: it is not overwritten."
    )


def test_a_document_that_was_changed_is_not_overwritten_and_nothing_is_recorded(
    page: PackPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.formats["xlsx"].setChecked(False)
    page.formats["html"].setChecked(False)
    page.folder.setText(str(tmp_path))
    path = tmp_path / "Riverbourne CSP board pack Q4 2015-16 v1.docx"
    path.write_bytes(b"changed by hand")
    issue(page, qtbot)
    assert page.problem.text() == (
        f"The pack was not written: {path.name} in {tmp_path} is not as this file issued it, so it is not "
        "overwritten. Move or rename it, or choose another folder, and make the pack again."
    )
    assert path.read_bytes() == b"changed by hand"
    assert len(page.document.snapshot.of(PackIssue)) == 0


def test_what_was_entered_meanwhile_keeps_the_pack_from_its_place(
    page: PackPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.folder.setText(str(tmp_path / "packs"))
    page.issue()
    page.document.do(SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, "415"),)))
    qtbot.waitUntil(page.button.isEnabled, timeout=30_000)
    assert page.problem.text() == (
        "Something was entered while the pack was being made. Issue the pack again."
    )
    assert list((tmp_path / "packs").iterdir()) == []
    issue(page, qtbot)
    assert len(page.document.snapshot.of(PackIssue)) == 1


def test_the_councils_template_is_tried_kept_and_taken_away(
    page: PackPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "council.docx"
    path.write_bytes(council())
    assert page.template.name.text() == "The program's own"
    assert page.template.remove.isHidden()
    page.template.use(path)
    qtbot.waitUntil(lambda: page.template.name.text() == "council.docx", timeout=30_000)
    page.template.remove.click()
    assert page.template.name.text() == "The program's own"
    page.document.undo()
    assert page.template.name.text() == "council.docx"
    path.write_bytes(b"no document")
    page.template.use(path)
    qtbot.waitUntil(page.problem.isVisible)
    assert page.problem.text().startswith("council.docx was not taken. The template is not a Word document")
    assert page.template.choose.isEnabled()


def test_real_documents_are_written(page: PackPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.folder.setText(str(tmp_path / "packs"))
    page.issue()
    qtbot.waitUntil(page.button.isEnabled, timeout=30_000)
    assert not page.problem.isVisible()
    assert sorted(path.suffix for path in (tmp_path / "packs").iterdir()) == [".docx", ".html", ".xlsx"]


def test_full_words_of_abbreviations_are_one_tick_and_one_step_back(
    page: PackPage, workspace: Workspace
) -> None:
    document = workspace.document
    assert document is not None
    page.in_full.setFocus()
    QTest.keyClick(page.in_full, Qt.Key.Key_Space)
    assert gives_full_words(document.snapshot)
    document.undo()
    assert not gives_full_words(document.snapshot)
    assert not page.in_full.isChecked()


def test_the_report_may_bear_a_month(page: PackPage, workspace: Workspace, qtbot: QtBot) -> None:
    document = workspace.document
    assert document is not None
    document.do(PutRows("Report", (Report(period=workspace.quarter, dated="October 2019"),)))
    assert page.dated.text() == "October 2019"
    assert page.date_note.text() == "It is printed in these words, which are the report's own."
    assert page._request().dated is None
    page.dated.setText("November 2019")
    page.button.click()
    assert page.problem.text() == (
        "Nothing was written: 'November 2019' is no day. Write it as 12 May 2016, leave it empty, or "
        "give the words on the Text page."
    )


def test_a_pack_that_is_stopped_leaves_no_file(page: PackPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.folder.setText(str(tmp_path / "packs"))
    page.issue()
    (job,) = jobs_of(page.workspace).running
    job.cancel()
    qtbot.waitUntil(page.button.isEnabled, timeout=30_000)
    assert page.message.text() == "The pack was stopped; nothing was written."
    assert not (tmp_path / "packs").exists()
    assert len(page.document.snapshot.of(PackIssue)) == 0
