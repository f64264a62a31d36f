"""The figure check for one window: what it finds in the chosen quarter's texts, kept up with every edit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cspdesk.analysis.check.finding import CheckReport, Finding, Statement, TextRef
from cspdesk.desk.document import Document
from cspdesk.desk.jobs import Job, Progress, jobs_of
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.changes import ChangeSet, Command
from cspdesk.domain.errors import DeskError
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Report
from cspdesk.domain.vague_date import Precision, read_date

if TYPE_CHECKING:
    from cspdesk.analysis.check.checker import CheckBook

FIRST_MS = 400
"""So long after a file or quarter was chosen its texts are checked: its page is painted by then."""
SOON_MS = 120
"""So long after an edit what it concerns is checked again; edits that come quickly are taken together."""
LETTERS_AT_ONCE = 1_500
"""A text of up to so many characters is checked at once while it is typed, a longer one by a job."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a run of the check is about; its result is thrown away where something else is by then."""

    document: Document
    quarter: Period
    as_of: date


@dataclass(frozen=True, slots=True)
class _Run:
    """What a run of the check came to."""

    book: "CheckBook"
    texts: Mapping[str, str]
    """The texts that were read, by their places."""
    findings: Mapping[str, tuple[Finding, ...]]
    """What was found, by the place."""


class CheckDesk(QObject):
    """What the check says of the chosen quarter's pack; `check_desk_of` finds that of a window.

    The texts are checked on a thread of their own, so that no page waits for it, and again after each edit as
    far as that concerns them.
    """

    changed = Signal()
    """There is another report, or none any more."""
    pointed = Signal(object)
    """A Finding or Statement whose words are to be shown in the text that is now in front."""

    def __init__(self, workspace: Workspace, today: Callable[[], date] = date.today) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._today = today
        self._asked: _Asked | None = None
        self._known: _Run | None = None
        self._missed: list[tuple[Snapshot, ChangeSet]] = []
        """The edits since the snapshot that the run was of."""
        self._job: Job | None = None
        self._listening_to: Document | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._run)
        workspace.document_changed.connect(self._follow)
        workspace.quarter_changed.connect(self._follow)
        self._follow()

    # ------------------------------------------------------------------ what others ask of it

    @property
    def report(self) -> CheckReport | None:
        """What was found in the financial year's texts up to the chosen quarter; None until it is known."""
        return self._known.book.report if self._known is not None else None

    @property
    def is_current(self) -> bool:
        """Whether the report is of the document as it stands."""
        return self._known is not None and self._job is None and not self._missed

    def settle(self) -> CheckReport | None:
        """Check at once what is still to be checked, for who cannot go on without it."""
        if not self.is_current and self._asked is not None:
            self._soon.stop()
            # A run under way has taken edits with it: then everything is read anew.
            known = self._known if self._job is None else None
            self._give_up()
            found = _worked_out(self._asked, self._asked.document.snapshot, known, self._missed)
            self._missed.clear()
            self._keep(found)
        return self.report

    def look(self, ref: TextRef, text: str, say: Callable[[tuple[Finding, ...]], None]) -> None:
        """Say what is the matter with a text as it is being typed.

        A text of the usual length is checked before this returns, a long one by a job: typing goes on.
        """
        document = self._workspace.document
        if document is None:
            say(())
            return
        known = self._known
        if known is not None and self.is_current and known.texts.get(ref.place) == text:
            # As it stands it was read already: a page of many texts reads none of them again.
            say(known.findings.get(ref.place, ()))
            return
        snapshot, as_of = document.snapshot, self._as_of(document, ref.period)
        if len(text) <= LETTERS_AT_ONCE:
            say(_looked_at(snapshot, ref, text, as_of))
            return

        def work(_progress: Progress) -> tuple[Finding, ...]:
            return _looked_at(snapshot, ref, text, as_of)

        jobs_of(self._workspace).run("Checking the text", work, say)

    def show(self, finding: Finding | Statement) -> None:
        """Go to the text in which a finding or a statement stands, and to its words."""
        from cspdesk.desk.check_places import place_of

        document = self._workspace.document
        if document is not None:
            self._workspace.going.emit(place_of(document.snapshot, finding.ref))
            # Once the page is there and its editors have come to sight.
            QTimer.singleShot(0, self, lambda: self.pointed.emit(finding))

    def accept(self, finding: Finding) -> str:
        """Put a finding's right words in its text; returns why that was refused, else ""."""
        # Commands are not needed for the first paint of the window, whose status bar has this object.
        from cspdesk.commands.findings import accepting

        return self._do(accepting(finding))

    def excuse(self, finding: Finding, reason: str) -> str:
        """Excuse a finding for a reason; returns why that was refused, else ""."""
        from cspdesk.commands.findings import excusing

        return self._do(excusing(finding, reason))

    def withdraw(self, finding: Finding) -> str:
        """Take the excuse of a finding back; returns why that was refused, else ""."""
        from cspdesk.commands.findings import withdrawing

        return self._do(withdrawing(finding))

    def tell(self, sentence: str) -> None:
        """Say one plain sentence in the status bar."""
        self._workspace.told.emit(sentence)

    def _do(self, command: Command) -> str:
        document = self._workspace.document
        if document is None:
            return "The file was closed meanwhile."
        try:
            document.do(command)
        except DeskError as error:
            return str(error)
        return ""

    # ------------------------------------------------------------------ following the document

    def _follow(self) -> None:
        document = self._workspace.document
        if document is not self._listening_to:
            self._listening_to = document
            if document is not None:
                document.changed.connect(self._changed)
        self._give_up()
        self._missed.clear()
        self._keep(None)
        if document is None:
            self._asked = None
            self._soon.stop()
        else:
            quarter = self._workspace.quarter
            self._asked = _Asked(document, quarter, self._as_of(document, quarter))
            self._soon.start(FIRST_MS)

    def _changed(self, change_set: ChangeSet) -> None:
        if self._asked is None:
            return
        if self._asked.as_of != self._as_of(self._asked.document, self._asked.quarter):
            # The pack is dated otherwise, or it is another day: every text is judged anew.
            self._follow()
            return
        if self._known is not None or self._job is not None:
            self._missed.append((self._asked.document.snapshot, change_set))
        if self._job is None:
            self._soon.start(max(SOON_MS, self._soon.remainingTime()))

    def _run(self) -> None:
        asked = self._asked
        if asked is None or self._job is not None or self.is_current:
            return
        snapshot, known, missed = asked.document.snapshot, self._known, tuple(self._missed)
        self._missed.clear()

        def work(progress: Progress) -> _Run:
            progress(0, 1)
            return _worked_out(asked, snapshot, known, missed)

        def done(found: _Run) -> None:
            if self._job is job:
                self._job = None
                self._keep(found)
                if self._missed:
                    self._soon.start(SOON_MS)

        def failed(error: BaseException) -> None:
            stopped()
            self._workspace.told.emit("The texts were not checked, through a fault of the program.")
            raise error

        def stopped() -> None:
            # Nothing is known any more; the next edit begins anew.
            if self._job is job:
                self._job = None
                self._missed.clear()
                self._keep(None)

        self._job = job = jobs_of(self._workspace).run("Checking the texts", work, done, failed)
        job.cancelled.connect(stopped)

    def _give_up(self) -> None:
        """Let a run go on whose result nobody wants any more."""
        job, self._job = self._job, None
        if job is not None and not job.is_over:
            job.cancel()

    def _keep(self, found: _Run | None) -> None:
        if found is not self._known:
            self._known = found
            self.changed.emit()

    # ------------------------------------------------------------------ parts

    def _as_of(self, document: Document, quarter: Period) -> date:
        return judged_on(document.snapshot, quarter, self._today())


def check_desk_of(workspace: Workspace) -> CheckDesk:
    """Return the one CheckDesk of a window's workspace."""
    return workspace.findChild(CheckDesk) or CheckDesk(workspace)


def judged_on(snapshot: Snapshot, quarter: Period, today: date) -> date:
    """Return the day against which a quarter's texts are judged stale.

    It is the day that the pack is dated, else today while the quarter is the one to report on; a quarter that
    is long gone is judged by its last day, as its pack was.
    """
    report = snapshot.of(Report).get(quarter)
    if report is not None:
        dated = read_date(report.dated, quarter)
        if dated.precision is Precision.DAY and dated.start is not None:
            return dated.start
    return today if quarter.start <= today <= quarter.next.end else quarter.end


def _worked_out(
    asked: _Asked,
    snapshot: Snapshot,
    known: _Run | None,
    missed: Sequence[tuple[Snapshot, ChangeSet]],
) -> _Run:
    # Imported on the job's thread: the grammar takes a moment to be made ready, and no window waits for it.
    from cspdesk.analysis.check.checker import CheckBook
    from cspdesk.analysis.check.texts import texts

    if known is None:
        book = CheckBook(snapshot, asked.quarter, asked.as_of)
    else:
        book = known.book
        for after, change_set in missed:
            book = book.advanced(after, change_set)
    found: dict[str, list[Finding]] = {}
    for finding in book.report.findings:
        found.setdefault(finding.ref.place, []).append(finding)
    return _Run(
        book,
        {kept.ref.place: kept.text for kept in texts(snapshot, asked.quarter)},
        {place: tuple(each) for place, each in found.items()},
    )


def _looked_at(snapshot: Snapshot, ref: TextRef, text: str, as_of: date) -> tuple[Finding, ...]:
    from cspdesk.analysis.check.checker import check_text

    return check_text(snapshot, ref, text, as_of)[1]
