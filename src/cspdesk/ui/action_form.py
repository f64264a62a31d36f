"""One action, written in place: what is to be done, by whom and when, and how it stands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cspdesk.analysis.overdue import overdue
from cspdesk.commands.projects import MoveAction, SetActionQuarters, SetActionState, WriteAction
from cspdesk.desk.action_owners import Belonging, belonging, belongings
from cspdesk.desk.project_board import action_words, date_words, quarters_offered
from cspdesk.desk.text_refs import action_ref
from cspdesk.domain.changes import Command
from cspdesk.domain.choices import ActionState
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Action
from cspdesk.ui.action_belongs import BelongsChoice
from cspdesk.ui.kept import KeptChoice, KeptLine, KeptText
from cspdesk.ui.project_parts import (
    Kept,
    Named,
    QuarterChoice,
    flush_all,
    forget_all,
    from_start,
    read_again,
    row_of,
    settled,
    unsaved_in,
)
from cspdesk.ui.theme import space

Do = Callable[[Command], str]
_STATES = tuple(ActionState)


class ActionForm(QWidget):
    """The fields of one action, each saved by itself."""

    told = Signal(str)

    def __init__(self, keep: Do, do: Do, *, can_move: bool = False) -> None:
        """Make the fields; with `can_move`, what the action belongs to can be chosen too."""
        super().__init__()
        self._keep = keep
        """Saves a text that somebody may still be typing."""
        self._do = do
        self._action: Action | None = None
        self._as_of = date.min
        self.words = settled(KeptText("What is to be done", "What is to be done?", lines=3))
        self.owner = KeptLine("Owner of the action", "Who does it?")
        self.due = KeptLine("Due", "23/11/16, Oct 2016", reads=self._read)
        self.number = KeptLine("Number of the action", "In the log")
        self.state = KeptChoice("State of the action", [state.value.capitalize() for state in _STATES])
        self.raised = QuarterChoice("Quarter in which the action was raised")
        self.closed = QuarterChoice("Quarter in which the action was closed", "Not closed")
        self.progress = settled(KeptText("Progress of the action", "How does it stand?", lines=2))
        self.fields: tuple[Kept, ...] = (self.words, self.owner, self.due, self.number, self.progress)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.6))
        layout.addWidget(Named("Further action", self.words))
        layout.addLayout(
            row_of(
                (Named("Owner", self.owner), 3), (Named("Due", self.due), 3), (Named("No", self.number), 1)
            )
        )
        layout.addLayout(
            row_of(
                (Named("State", self.state), 1),
                (Named("Raised in", self.raised), 2),
                (Named("Closed in", self.closed), 2),
            )
        )
        self.belongs = BelongsChoice() if can_move else None
        if self.belongs is not None:
            layout.addWidget(Named("Belongs to", self.belongs))
            self.belongs.told.connect(self.told)
        layout.addWidget(Named("Progress", self.progress))
        layout.addStretch(1)
        for part in (*self.fields, self.state, self.raised, self.closed):
            part.told.connect(self.told)

    def show_action(self, snapshot: Snapshot, action: Action, quarter: Period, as_of: date) -> None:
        """Show an action; what was typed for another is saved first."""
        if self._action is not None and self._action.id != action.id:
            self.flush()
        self._action, self._as_of = action, as_of
        key = action.id

        def name() -> str:
            """The action's words now, which may have been typed since it was shown."""
            now = self._action
            return action_words(snapshot, now if now is not None and now.id == key else action, quarter)

        def name_by(text: str) -> str:
            return action_words(snapshot, replace(action, text=text), quarter) if text.strip() else name()

        self.words.keep(
            key,
            action.text,
            lambda text: self._keep(WriteAction(f"Words of the action '{name_by(text)}'", key, text=text)),
            action_ref(snapshot, action, "text", quarter),
        )
        self.owner.keep(
            key, action.owner, lambda text: self._keep(WriteAction(f"Owner of '{name()}'", key, owner=text))
        )
        self.due.keep(
            key, action.due, lambda text: self._keep(WriteAction(f"Date of '{name()}'", key, due=text))
        )
        self.number.keep(
            key,
            action.number,
            lambda text: self._keep(WriteAction(f"Number of '{name()}'", key, number=text)),
        )
        self.progress.keep(
            key,
            action.progress,
            lambda text: self._keep(WriteAction(f"Progress of '{name()}'", key, progress=text)),
            action_ref(snapshot, action, "progress", quarter),
        )
        self._show_quarters(snapshot, action, quarter, name)
        self._show_belonging(snapshot, action, quarter, name)
        read_again(self.due)
        from_start(self.owner, self.due, self.number)

    def note(self, action: Action | None) -> None:
        """Take what was saved of the action that is shown; the fields stay as they are."""
        if action is not None and self._action is not None and action.id == self._action.id:
            self._action = action
            read_again(self.due)

    def flush(self) -> None:
        """Save what is being typed."""
        flush_all(self.fields)
        if self.belongs is not None:
            self.belongs.flush()

    def forget(self) -> None:
        """Let go of a document that was closed."""
        forget_all(self.fields)
        if self.belongs is not None:
            self.belongs.forget()
        self._action = None

    def unsaved(self) -> str:
        """Return why something typed here was not saved; "" where all was."""
        return unsaved_in(self.fields)

    def _show_belonging(
        self, snapshot: Snapshot, action: Action, quarter: Period, name: Callable[[], str]
    ) -> None:
        if self.belongs is None:
            return
        key = action.id

        def move(to: Belonging) -> str:
            label = f"Move '{name()}' to {to.words[:1].lower()}{to.words[1:]}"
            return self._do(MoveAction(label, key, to.project, to.decision, to.meeting))

        self.belongs.show_belonging(key, belongings(snapshot, quarter, action), belonging(action), move)

    def _show_quarters(
        self, snapshot: Snapshot, action: Action, quarter: Period, name: Callable[[], str]
    ) -> None:
        key = action.id
        offered = quarters_offered(snapshot, quarter, action.raised_period, action.closed_period)
        self.state.keep(
            key,
            _STATES.index(action.state),
            lambda at: self._do(
                SetActionState(f"{_STATES[at].value.capitalize()}: '{name()}'", key, _STATES[at], quarter)
            ),
        )
        self.raised.show_quarter(
            key,
            offered,
            action.raised_period,
            lambda chosen: self._do(
                SetActionQuarters(
                    f"Quarter in which '{name()}' was raised", key, chosen, action.closed_period
                )
            ),
        )
        self.closed.show_quarter(
            key,
            offered,
            action.closed_period,
            lambda chosen: self._do(
                SetActionQuarters(
                    f"Quarter in which '{name()}' was closed", key, action.raised_period, chosen
                )
            ),
        )
        self.closed.setEnabled(action.state is not ActionState.OPEN)

    def _read(self, typed: str) -> str:
        if self._action is None:
            return ""
        said = date_words(typed, self._action.raised_period)
        is_late = typed.strip() == self._action.due and overdue(self._action, self._as_of)
        return f"▲ Overdue. {said}" if is_late else said
