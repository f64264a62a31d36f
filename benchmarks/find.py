"""Find or do over 500 measures and 10,000 texts, beside one plain pass over the same texts."""

import itertools
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.large import MEASURES, QUARTERS, large
from benchmarks.measure import Pair
from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.desk.desk_index import Entry, Findings, findings
from cspdesk.desk.desk_shelves import DeskIndex
from cspdesk.desk.document import Document
from cspdesk.domain.catalogue import Row
from cspdesk.domain.tables import (
    Commentary,
    MeasureId,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
)

TEXTS = 10_000
_PHRASE = "taxi marshals"
_WORDS = (
    *("offences", "incidents", "quarter", "police", "council", "fewer", "more", "robbery", "burglary"),
    *("violence", "theft", "town", "centre", "night", "patrols", "residents", "partners", "referrals"),
    *("reported", "recorded", "compared", "with", "last", "because", "since", "and", "the", "of", "in", "to"),
)


def letter_typed() -> Pair:
    """A letter more in the box: everything is looked through for what stands there now."""
    desk = _Desk()
    entries = desk.entries()
    return desk.pair(lambda: findings(entries, _PHRASE))


def opened_after_edit() -> Pair:
    """The box opened after a text was edited, and what was typed in it looked for."""
    desk = _Desk()
    numbers = itertools.count()

    def edit() -> None:
        words = SetCommentary("Words", MeasureId("0"), QUARTERS[-1], f"Edited {next(numbers)} times.")
        desk.document.do(words)

    edit()
    return desk.pair(lambda: findings(desk.entries(), _PHRASE), edit)


class _Desk:
    """The large document with a plan of all its measures and 10,000 texts, and what can be found in it."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.document = Document(large(Path(self._folder.name) / "ours.cspdesk", QUARTERS[-1:]))
        self.document.do(PutRows("A plan and texts", (*_plan(), *_texts())))
        self._index = DeskIndex()
        self.entries()

    def entries(self) -> tuple[Entry, ...]:
        """Everything that can be found now."""
        return self._index.entries(self.document.snapshot, QUARTERS[-1])

    def pair(self, ours: Callable[[], Findings], reset: Callable[[], None] = lambda: None) -> Pair:
        """Return the work beside its floor, once both have found as many texts."""
        texts = [row.text for row in self.document.snapshot.of(Commentary)]

        def floor() -> list[str]:
            return [text for text in texts if _PHRASE in text.casefold()]

        if sum(group.count for group in ours().groups) != len(floor()):
            raise RuntimeError("The box and the plain pass do not find the same.")
        what = f"a pass over {len(texts):,} texts"
        return Pair(ours, floor, what, runs=40, reset=reset, close=self._close)

    def _close(self) -> None:
        self.document.close()
        self._folder.cleanup()


def _plan() -> list[Row]:
    """One plan without years that places every measure."""
    plan, priority = PlanId("plan"), PriorityId("priority")
    rows: list[Row] = [Plan(id=plan), Priority(id=priority, plan=plan)]
    for number in range(MEASURES):
        measure, place = MeasureId(str(number)), PlacementId(str(number))
        rows.append(
            Placement(
                id=place,
                plan=plan,
                priority=priority,
                measure=measure,
                position=number,
                number=f"{number // 10 + 1}.{number % 10 + 1}",
            )
        )
    return rows


def _texts() -> list[Row]:
    """A paragraph for each measure in each of the last quarters; one in a hundred holds the phrase."""
    chance = random.Random(0)
    quarters = QUARTERS[-TEXTS // MEASURES :]
    return [
        Commentary(measure=MeasureId(str(number)), period=quarter, text=_paragraph(chance))
        for quarter in quarters
        for number in range(MEASURES)
    ]


def _paragraph(chance: random.Random) -> str:
    words = chance.choices(_WORDS, k=chance.randrange(20, 60))
    if chance.random() < 0.01:
        words.insert(chance.randrange(len(words)), _PHRASE.capitalize())
    return f"{' '.join(words)}."
