"""New quarter: what must be entered and by whom, and which texts of the quarter before go on."""

from collections.abc import Iterator

from cspdesk.desk.turn_quarter import Offer, QuarterTurn, begin_quarter, quarter_turn, quarters_to_begin
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.period import Period
from cspdesk.ui.measure_parts import Lines, Section
from cspdesk.ui.parts import button, label
from cspdesk.ui.theme import Role
from cspdesk.ui.turn_page import BEGIN_KEYS, TABLE_KEYS, PeriodChoice, TurnPage, line_of_parts, table_block
from cspdesk.ui.turn_table import NO, YES, CellKind, TurnCell, TurnRow, TurnTable

_INTRO = (
    "Texts that go on are copied and marked as not yet reviewed; what they say of the quarter before is for "
    "you to change. Open actions stay open by themselves."
)
_HEADINGS = ("Go on", "Section", "About", "Text")


class NewQuarterPage(TurnPage):
    """Begins a quarter."""

    KEYS = ((BEGIN_KEYS, "Begin the quarter"), *TABLE_KEYS[:1])

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _INTRO)
        self._ticks: dict[tuple[Period, str], bool] = {}
        """What the officer ticked, or took the tick from, by the quarter and the offer's key."""
        self._turn: QuarterTurn | None = None
        self.period = PeriodChoice("Quarter to begin")
        self.period.activated.connect(lambda _at: self.refresh())
        self.to_enter = Lines()
        self.entering = Section("To enter", self.to_enter)
        self.table = TurnTable("Texts that may go on", _HEADINGS, stretches=3)
        self.table.changed.connect(self._ticked)
        self._every = button("Tick all", lambda: self._tick_all(is_on=True))
        self._none = button("Tick none", lambda: self._tick_all(is_on=False))
        self.texts = table_block("Texts of the quarter before", self.table)
        self.fill_body(
            line_of_parts(label("Quarter", Role.QUIET), self.period),
            self.entering,
            self.texts,
            line_of_parts(self._every, self._none),
        )

    def refresh(self) -> None:
        """Show what the chosen quarter brings."""
        snapshot = self.document.snapshot
        self.period.offer(quarters_to_begin(snapshot, self.workspace.quarter))
        quarter = self.period.period
        turn = self._turn = quarter_turn(snapshot, quarter)
        before = quarter.previous
        self.heading.setText(f"Begin {quarter.label}")
        self.doer.setText(f"Begin {quarter.label}")
        self.to_enter.show_lines(tuple(_entries(turn)))
        self.entering.fill(
            is_filled=bool(turn.waiting.cells),
            sentence=f"No figures are due in {quarter.label}, or all are in.",
        )
        self.texts.heading.setText(f"Texts of {before.label}")
        self.table.show_rows([_row(offer, is_on=self._is_on(offer)) for offer in turn.offers])
        self.texts.fill(
            is_filled=bool(turn.offers),
            sentence=f"No text of {before.label} is left to bring forward: write some on the page Text.",
        )
        for part in (self._every, self._none):
            part.setVisible(bool(turn.offers))
        self.notes.show_lines(tuple(_notes(turn)))
        self._say()

    def begin(self) -> None:
        """Bring the ticked texts forward and go to the quarter."""
        self.flush()
        turn = self._turn
        if turn is None:
            return
        ticked = self._ticked_keys()
        command = begin_quarter(turn, ticked)
        if command is not None:
            told = f"{turn.quarter.label} was begun with {_texts(len(ticked))} brought forward."
            if not self.do(command, told):
                return
        else:
            self.workspace.told.emit(f"{turn.quarter.label} is chosen; no text was brought forward.")
        self.workspace.choose_quarter(turn.quarter)

    def clear(self) -> None:
        """Let go of the document that was closed."""
        self._ticks.clear()
        self._turn = None
        self.period.forget()
        self.table.show_rows(())

    def _is_on(self, offer: Offer) -> bool:
        return self._ticks.get((self.period.period, offer.key), offer.is_ticked)

    def _ticked_keys(self) -> set[str]:
        return {offer.key for offer in self._turn.offers if self._is_on(offer)} if self._turn else set()

    def _ticked(self, key: str, _column: int, text: str) -> None:
        self._ticks[self.period.period, key] = text == YES
        self._say()

    def _tick_all(self, *, is_on: bool) -> None:
        if self._turn is not None:
            quarter = self._turn.quarter
            self._ticks.update({(quarter, offer.key): is_on for offer in self._turn.offers})
            self.refresh()

    def _say(self) -> None:
        count = len(self._ticked_keys())
        self.will.setText(
            f"{_texts(count).capitalize()} will be brought forward, to be reviewed."
            if count
            else "No text will be brought forward; the quarter is chosen."
        )


def _entries(turn: QuarterTurn) -> Iterator[str]:
    """Who has to return what: "Police: 2.1 Violence with injury; 2.2 Robbery"."""
    for owner, _ in turn.waiting.by_owner:
        names = dict.fromkeys(cell.placed.name for cell in turn.waiting.of_owner(owner))
        yield f"{owner}: {'; '.join(names)}"


def _notes(turn: QuarterTurn) -> Iterator[str]:
    if turn.open_actions:
        stay = (
            "1 open action stays open."
            if turn.open_actions == 1
            else f"{turn.open_actions} open actions stay open."
        )
        yield stay
    if turn.homeless:
        are = "1 text belongs" if turn.homeless == 1 else f"{turn.homeless} texts belong"
        yield f"{are} to a priority that the plan of {turn.quarter.label} does not have, and cannot go on."


def _row(offer: Offer, *, is_on: bool) -> TurnRow:
    cells = (
        TurnCell(YES if is_on else NO, CellKind.TICK),
        TurnCell(offer.heading),
        TurnCell(offer.where),
        TurnCell(offer.text),
    )
    return TurnRow(offer.key, cells)


def _texts(count: int) -> str:
    return "1 text" if count == 1 else f"{count} texts"
