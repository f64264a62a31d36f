"""A book of the check after any edits: the same as a check of the document made afresh."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from cspdesk.analysis.check.checker import CheckBook, check
from cspdesk.commands.figures import PutMeasure, SetFigures, SetNote, SetTargets, TypedCell
from cspdesk.commands.findings import accepting, excusing, withdrawing
from cspdesk.commands.projects import AddAction, AddProject, AddUpdate
from cspdesk.commands.report_text import ItemPart, SectionPlace, WriteItem
from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.domain.changes import Command
from cspdesk.domain.choices import Status
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import based
from cspdesk.domain.tables import (
    ActionId,
    Baseline,
    BaselineId,
    Commentary,
    Measure,
    MeasureId,
    Observation,
    PriorityId,
    Project,
    ProjectId,
    ReportItemId,
    Series,
    SeriesId,
    StatusOverride,
    UpdateId,
)
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store

QUARTERS = (*Period.financial_year(2014).quarters, *Period.financial_year(2015).quarters)
PRIORITIES = tuple(PriorityId(key) for key in ("p1", "p2", "p3"))
SENTENCES = (
    "412 offences. This gives a year to date total of 1440, an increase of 294 crimes (25.7%).",
    "418 offences. This gives a year to date total of 1440, a reduction of 294 crimes (25.7%).",
    "355 offences in Q3, compared to 303 last year.",
    "During Q3 the figure was 94%, which is on target.",
    "12,043 incidents, a reduction of 436 incidents on last year.",
    "Robbery rose from 26 to 30; violence with injury is worse than last year.",
    "{value} this quarter, {change} on the year before.",
    "{2.1 value} against {2.2 value}.",
    "{9.9 value} is not known.",
    "No update provided.",
    "All indicators are on target and the work will continue in 2015/16.",
    "26 of 69 victims took up support (38%).",
    "Police: 15. ASB Hotline: 27. In all 42.",
    "Cafe - substantial progress.",
    "Embedding of the cafe was slower than expected.",
    "The increase lies within what chance may bring about, against a baseline of 257.",
    "",
)
TYPED = (
    "412",
    "300",
    "12,043",
    "94%",
    "26",
    "na",
    "late: police, 24 May",
    "20 out of 20 men",
    "No figure",
    "",
)


class Hand:
    """Does things at random."""

    def __init__(self, seed: int, store: Store) -> None:
        self.chance = random.Random(seed)
        self.store = store
        self.book = CheckBook(store.load(), LAST_QUARTER)

    def command(self) -> Command:
        one = self.chance.choice
        snapshot = self.book.snapshot
        measures = [row.id for row in snapshot.of(Measure)]
        lines = [row.id for row in snapshot.of(Series)]
        measure = one(measures) if measures else MeasureId("none")
        line = one(lines) if lines else SeriesId("none")
        words, quarter, priority = one(SENTENCES), one(QUARTERS), one(PRIORITIES)
        found = [each for each in self.book.report.findings if each.correction]
        row = snapshot.of(Measure).get(measure)
        commands: list[Command] = [
            *[SetFigures("Figure", (TypedCell(line, quarter, one(TYPED)),))] * 6,
            *[SetCommentary("Words", measure, one(QUARTERS[4:]), words)] * 6,
            SetNote("Note", line, quarter, words),
            SetTargets("Target", (TypedCell(line, quarter, one(("90%", "300", "9-15%", ""))),)),
            WriteItem(
                "Item",
                ReportItemId(f"item {self.chance.randrange(4)}"),
                SectionPlace(one((None, *PRIORITIES)), quarter, "highlight"),
                ItemPart.TEXT,
                words,
            ),
            AddProject("Project", ProjectId(f"project {self.chance.random()}"), priority, "Cafe"),
            AddAction("Action", ActionId(f"action {self.chance.random()}"), quarter, text=words),
            AddUpdate(
                "Update", UpdateId(f"update {self.chance.random()}"), self.project(), quarter, text=words
            ),
            PutRows("Baseline", (self.baseline(line),)),
            PutRows(
                "Status",
                (StatusOverride(measure=measure, period=quarter, status=Status.GREEN, reason="So."),),
            ),
            DeleteRow("Words", Commentary, (measure, quarter)),
            DeleteRow("Figure", Observation, (line, quarter)),
        ]
        if row is not None and self.chance.random() < 0.1:
            commands = [PutMeasure("Rename", self.renamed(row)), DeleteRow("Measure", Measure, (measure,))]
        if found and self.chance.random() < 0.3:
            finding = one(found)
            commands = [accepting(finding), excusing(finding, "It is right."), withdrawing(finding)]
        return one(commands)

    def project(self) -> ProjectId:
        return next((row.id for row in self.book.snapshot.of(Project)), ProjectId("none"))

    def baseline(self, line: SeriesId) -> Baseline:
        series = self.book.snapshot.of(Series).get(line)
        row = self.book.snapshot.of(Measure).get(series.measure) if series else None
        key = BaselineId(f"b {self.chance.randrange(3)}")
        base = Baseline(id=key, series=line, label="2013/14", typed=self.chance.choice(("257", "300")))
        return based(base, row.unit) if row else base

    def renamed(self, row: Measure) -> Measure:
        return replace(row, title=self.chance.choice(("Robbery", "Violence with injury", "Drug deaths")))

    def step(self) -> str:
        """Do one thing, advance the book by it, and say what it was."""
        command = self.command()
        try:
            change_set = self.store.run(command)
        except RefusedError:
            return ""
        if change_set is None:
            return ""
        if self.chance.random() < 0.1:
            undone = self.store.take_back(change_set.recording, "Undo")
            self.book = self.book.advanced(self.book.snapshot.advanced(change_set), change_set)
            assert undone is not None
            change_set = undone
        self.book = self.book.advanced(self.book.snapshot.advanced(change_set), change_set)
        return command.label


@pytest.mark.parametrize("seed", range(6))
def test_it_is_as_if_everything_were_read_again(tmp_path: Path, seed: int) -> None:
    with small_store(tmp_path / "small.cspdesk") as store:
        hand = Hand(seed, store)
        done = []
        for _ in range(40):
            done.append(hand.step())
            assert hand.book.report == check(store.load(), LAST_QUARTER), done[-3:]
        assert sum(map(bool, done)) > 15
