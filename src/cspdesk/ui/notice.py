"""A line under the header that says what stands in the way, with what can be done; and work under way."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QSizePolicy

from cspdesk.desk.jobs import Job, Jobs
from cspdesk.ui.parts import button, label
from cspdesk.ui.theme import Role, space

SHOWN_AFTER_MS = 600
"""Work that is over sooner is not shown at all."""


class Notice(QFrame):
    """One sentence and its actions; hidden while there is nothing to say."""

    def __init__(self, *actions: QPushButton) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._said = label("", Role.STRONG, wraps=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(space(1.5), space(0.5), space(1.5), space(0.5))
        layout.setSpacing(space(1))
        layout.addWidget(self._said, 1)
        for action in actions:
            layout.addWidget(action)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._said.text()

    def say(self, sentence: str) -> None:
        """Show a sentence; "" hides the line."""
        self._said.setText(sentence)
        self.setVisible(bool(sentence))


class JobLine(QFrame):
    """How far the work under way is, and a button to stop it; shown once it has lasted a moment."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("jobLine")
        self._jobs = jobs
        self._words = label("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("How far the work is")
        self._bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(space(1.5), space(0.5), space(1.5), space(0.5))
        layout.setSpacing(space(1))
        layout.addWidget(self._words)
        layout.addWidget(self._bar, 1)
        layout.addWidget(button("Stop", self._stop))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SHOWN_AFTER_MS)
        self._wait.timeout.connect(self._show)
        jobs.started.connect(self._began)
        self.hide()

    def _began(self, job: Job) -> None:
        job.progressed.connect(self._progressed)
        for over in (job.done, job.failed, job.cancelled):
            over.connect(self._over)
        self._words.setText(job.label)
        self._bar.setRange(0, 0)
        self._wait.start()

    def _show(self) -> None:
        self.setVisible(bool(self._jobs.running))

    def _progressed(self, done: int, total: int, words: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if words:
            self._words.setText(words)

    def _over(self) -> None:
        if not self._jobs.running:
            self._wait.stop()
            self.hide()

    def _stop(self) -> None:
        for job in self._jobs.running:
            job.cancel()
