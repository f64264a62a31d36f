"""Pack: choose what to issue, see what it would go out without, issue it, and go to the documents."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cspdesk.commands.own_words import ExpandAbbreviations, gives_full_words
from cspdesk.desk.issuing import make_issue
from cspdesk.desk.jobs import Job, Progress, jobs_of
from cspdesk.desk.pack_ready import Ready, put_and_record
from cspdesk.desk.text_board import unfinished
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.errors import DeskError
from cspdesk.domain.months import long_date
from cspdesk.domain.tables import Report
from cspdesk.domain.vague_date import Precision, read_date
from cspdesk.pack.issue import PackRequest
from cspdesk.pack.layouts import layout
from cspdesk.ui.pack_check import TextsLine
from cspdesk.ui.pack_layout import LayoutPanel, offer_layouts
from cspdesk.ui.pack_links import show_links
from cspdesk.ui.pack_parts import already_there, holdings, preflight, written
from cspdesk.ui.pack_template import TemplateLine
from cspdesk.ui.page import Page
from cspdesk.ui.parts import button, label
from cspdesk.ui.theme import Role, space

FORMATS = (("docx", "Word"), ("xlsx", "Excel"), ("html", "Web page"))


class PackPage(Page):
    """What to issue, and the button that does it. The choices last as long as the program runs."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._job: Job | None = None
        self._had_focus = False
        self._stem = ""
        self._proposed_folder = ""
        self._proposed_date = ""
        self.title = label("", Role.TITLE, wraps=True)
        self.contents = label("", wraps=True)
        self.layouts = QComboBox()
        self.arrange = button("Arrange its parts…", self._arrange)
        self.parts = LayoutPanel(workspace)
        self.formats = {key: QCheckBox(words) for key, words in FORMATS}
        self.template = TemplateLine(workspace)
        self.folder = QLineEdit()
        self.dated = QLineEdit()
        self.in_full = QCheckBox("Give the full words of an abbreviation at its first use, and list them")
        self.before = label("", wraps=True)
        self.texts = TextsLine(workspace)
        self.message = label("", wraps=True)
        self.problem = label("", Role.WARNING, wraps=True)
        self.button = button("Issue pack", self.issue, primary=True)
        self._about = label("", Role.QUIET, wraps=True)
        self.date_note = label("", Role.QUIET, wraps=True)
        self.folder_note = label("", Role.QUIET, wraps=True)
        self._links = QVBoxLayout()
        self._fill()
        self._lay_out()

    def refresh(self) -> None:
        """Say what the quarter's pack would hold and lack."""
        quarter, snapshot = self.workspace.quarter, self.document.snapshot
        self._propose()
        offer_layouts(self.layouts, snapshot, self.layouts.currentData())
        self.in_full.setChecked(gives_full_words(snapshot))
        self.title.setText(f"Pack for {quarter.label}")
        try:
            found = holdings(snapshot, quarter, self.layouts.currentData())
            about = layout(self.layouts.currentData(), snapshot).about
        except DeskError as error:
            self.contents.setText(str(error))
            self._stem = about = ""
        else:
            self.contents.setText(found.sentence)
            self._stem = found.file_stem
        self._about.setText(about)
        self.parts.show_layout(self.layouts.currentData())
        self.template.show_template(snapshot)
        self.before.setText("\n".join((*preflight(snapshot, quarter), *unfinished(snapshot, quarter))))
        self.texts.show_known()
        self._note_folder()

    def clear(self) -> None:
        """Forget what was written for the document that was closed."""
        self._say("")
        show_links(self._links, ())
        self.parts.forget()

    def flush(self) -> None:
        """Keep a heading that is still being typed."""
        self.parts.flush()

    def unsaved(self) -> str:
        """Return why a heading was not kept; "" where it was."""
        return self.parts.unsaved()

    def issue(self) -> None:
        """Write the pack on a thread of its own; what comes of it is said under the button."""
        if self._job is not None:
            return
        self.flush()
        try:
            request, folder = self._request(), self._folder()
        except DeskError as error:
            self._say(str(error), is_problem=True)
            return
        if asked := self.texts.hold():
            self._say(asked, is_problem=True)
            return
        document, snapshot = self.document, self.document.snapshot
        # What cannot be recorded is a draft; what can is compared with what went out before.
        kept = document.store.issued_fingerprints() if document.store.is_writer else None
        count = len(request.formats)

        def work(progress: Progress) -> Ready:
            done = iter(range(count))

            def tell(words: str) -> None:
                progress(next(done, count), count, words)

            made = make_issue(snapshot, request, kept, tell)
            # The last moment at which it can be stopped.
            progress(count, count, "Putting the pack in place")
            return Ready(document, snapshot, made, folder)

        show_links(self._links, ())
        self._say("Writing the pack…")
        self._had_focus = self.button.hasFocus()
        self.button.setEnabled(False)
        self._job = jobs_of(self.workspace).run("Writing the pack", work, self._done, self._failed)
        self._job.cancelled.connect(self._stopped)

    def _fill(self) -> None:
        offer_layouts(self.layouts, None, "")
        self.layouts.setAccessibleName("Layout")
        self.layouts.currentIndexChanged.connect(self._again)
        for box in self.formats.values():
            box.setChecked(True)
            box.toggled.connect(self._note_folder)
        self.folder.setAccessibleName("Folder")
        self.folder.textChanged.connect(self._note_folder)
        self.dated.setAccessibleName("Date on the pack")
        self.dated.setPlaceholderText("None, or for example 12 May 2016")
        self.dated.textChanged.connect(self._note_date)
        self.in_full.clicked.connect(self._choose_words)
        self.arrange.setCheckable(True)
        for part in (self.parts, self.template):
            part.told.connect(lambda sentence: self._say(sentence, is_problem=bool(sentence)))
        self.parts.chosen.connect(self._choose_layout)

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(space(3), space(3), space(3), space(3))
        column.setSpacing(space(1))
        column.addWidget(self.title)
        column.addWidget(self.contents)
        column.addSpacing(space(1))
        column.addLayout(self._form())
        column.addSpacing(space(1))
        column.addWidget(label("Before it goes out", Role.STRONG))
        column.addWidget(self.before)
        column.addWidget(self.texts)
        column.addSpacing(space(1))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.message)
        column.addWidget(self.problem)
        column.addLayout(self._links)
        column.addStretch(1)
        body.setMaximumWidth(space(100))
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        for said in (self.folder_note, self.date_note, self.message, self.problem, self.parts):
            said.hide()

    def _form(self) -> QGridLayout:
        """What is chosen, each with what is to be known about it."""
        boxes = QHBoxLayout()
        boxes.setSpacing(space(2))
        for box in self.formats.values():
            boxes.addWidget(box)
        boxes.addStretch(1)
        where = QHBoxLayout()
        where.setSpacing(space(1))
        where.addWidget(self.folder, 1)
        where.addWidget(button("Browse…", self._browse))
        chosen = QHBoxLayout()
        chosen.setSpacing(space(1))
        chosen.addWidget(self.layouts, 1)
        chosen.addWidget(self.arrange)
        form = QGridLayout()
        form.setHorizontalSpacing(space(2))
        form.setVerticalSpacing(space(0.5))
        form.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget | QHBoxLayout, QLabel | None], ...] = (
            ("Layout", chosen, self._about),
            ("Formats", boxes, None),
            ("Word template", self.template, None),
            ("Folder", where, self.folder_note),
            ("Date on the pack", self.dated, self.date_note),
            ("Abbreviations", self.in_full, None),
        )
        for place, (words, field, note) in enumerate(rows):
            named = label(words)
            if isinstance(field, QWidget):
                named.setBuddy(field)
                form.addWidget(field, place * 3, 1)
            else:
                form.addLayout(field, place * 3, 1)
            form.addWidget(named, place * 3, 0, Qt.AlignmentFlag.AlignVCenter)
            if note is not None:
                form.addWidget(note, place * 3 + 1, 1)
            form.setRowMinimumHeight(place * 3 + 2, space(0.5))
        form.addWidget(self.parts, 2, 1)
        return form

    def _arrange(self) -> None:
        """Show the parts of the layout, or put them away."""
        self.parts.setVisible(self.arrange.isChecked())
        if self.arrange.isChecked():
            self.parts.setFocus()

    def _choose_layout(self, name: str) -> None:
        before = self.layouts.currentData()
        offer_layouts(self.layouts, self.document.snapshot, name)
        if self.layouts.currentData() != before:
            self._again()

    def _choose_words(self, is_wanted: bool) -> None:
        verb = "Give" if is_wanted else "Leave out"
        try:
            self.document.do(ExpandAbbreviations(f"{verb} the full words of abbreviations", is_wanted))
        except DeskError as error:
            self.in_full.setChecked(not is_wanted)
            self._say(str(error), is_problem=True)

    def _again(self) -> None:
        if self.workspace.document is not None and self.isVisible():
            self.refresh()

    def _propose(self) -> None:
        """Propose the file's own folder and the quarter's own date, unless others were chosen."""
        folder = str(self.document.store.path.resolve().parent)
        if self.folder.text() in ("", self._proposed_folder):
            self.folder.setText(folder)
        self._proposed_folder = folder
        report = self.document.snapshot.of(Report).get(self.workspace.quarter)
        dated = report.dated if report else ""
        if self.dated.text() == self._proposed_date:
            self.dated.setText(dated)
        self._proposed_date = dated
        self._note_date()

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Folder for the pack", self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _chosen_formats(self) -> tuple[str, ...]:
        return tuple(key for key, box in self.formats.items() if box.isChecked())

    def _request(self) -> PackRequest:
        formats = self._chosen_formats()
        if not formats:
            raise DeskError("Nothing was written: choose at least one of Word, Excel and Web page.")
        return PackRequest(self.workspace.quarter, self.layouts.currentData(), formats, self._date())

    def _folder(self) -> Path:
        folder = self.folder.text().strip()
        if not folder:
            raise DeskError("Nothing was written: choose the folder in which the pack is to lie.")
        return Path(folder).expanduser()

    def _date(self) -> date | None:
        """The date typed; None for none, or the report's own words. Raises DeskError for no day."""
        typed = self.dated.text().strip()
        if not typed:
            return None
        found = read_date(typed, self.workspace.quarter)
        if found.precision is Precision.DAY and found.start is not None:
            return found.start
        if typed == self._proposed_date.strip():
            return None
        raise DeskError(
            f"Nothing was written: '{typed[:40]}' is no day. Write it as 12 May 2016, leave it empty, or "
            "give the words on the Text page."
        )

    def _note_date(self) -> None:
        """Show the date back in full, for 3/4/16 can be misread."""
        try:
            found = self._date()
        except DeskError:
            found = None
        shown = long_date(found) if found else ""
        typed = self.dated.text().strip()
        if found is None and typed and typed == self._proposed_date.strip():
            shown = "It is printed in these words, which are the report's own."
        _note(self.date_note, shown if shown != typed else "")

    def _note_folder(self) -> None:
        folder = self.folder.text().strip()
        note = (
            already_there(Path(folder), self._stem, self._chosen_formats()) if folder and self._stem else ""
        )
        _note(self.folder_note, note)

    def _done(self, ready: Ready) -> None:
        self._end()
        try:
            if self.workspace.document is not ready.document:
                raise DeskError(
                    "The pack was not written: its file was closed meanwhile. Issue it again there."
                )
            paths = put_and_record(ready)
        except DeskError as error:
            self._say(str(error), is_problem=True)
            return
        said = written(paths, ready.made.again)
        self._say(said)
        show_links(self._links, paths)
        _note(self.folder_note, "")
        self.workspace.told.emit(said)

    def _failed(self, error: BaseException) -> None:
        self._end()
        if not isinstance(error, DeskError):
            self._say("The pack was not written, through a fault of the program.", is_problem=True)
            raise error
        self._say(str(error), is_problem=True)

    def _stopped(self) -> None:
        self._end()
        self._say("The pack was stopped; nothing was written.")

    def _end(self) -> None:
        self._job = None
        self.button.setEnabled(True)
        if self._had_focus and self.isVisible():
            self.button.setFocus()

    def _say(self, sentence: str, *, is_problem: bool = False) -> None:
        _note(self.message, "" if is_problem else sentence)
        _note(self.problem, sentence if is_problem else "")


def _note(said: QLabel, words: str) -> None:
    """Say something in a line that takes no room while there is nothing to say."""
    said.setText(words)
    said.setVisible(bool(words))
