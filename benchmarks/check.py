"""The figure check over 60 measures x 16 quarters of commentary, one sentence of it, and one edit."""

import itertools
import random
import re
from collections.abc import Callable

from benchmarks.measure import Pair
from cspdesk.analysis.check.checker import CheckBook, check, check_text
from cspdesk.analysis.check.finding import Verdict
from cspdesk.analysis.check.texts import texts
from cspdesk.domain.catalogue import Row, Stored
from cspdesk.domain.changes import ChangeSet, row_change
from cspdesk.domain.period import Period, quarters_between
from cspdesk.domain.read_rows import observed
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Commentary,
    Measure,
    MeasureId,
    Observation,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Series,
    SeriesId,
)
from cspdesk.domain.unit import Unit

CRIMES = (
    *("Burglary", "Robbery", "Vehicle crime", "Shoplifting", "Criminal damage"),
    *("Arson", "Violence with injury", "Hate crime", "Drug offences", "Anti-social behaviour"),
)
PLACES = ("Northgate", "Kelford", "Wexcombe", "Harbour ward", "Millbrook", "Stoneleigh")
QUARTERS = quarters_between(Period.quarter(2012, 1), Period.quarter(2015, 4))
_TOKEN = re.compile(r"[^\W\d_]+|[0-9][0-9,.]*|[^\w\s]")


def everything() -> Pair:
    """All 960 texts, as the pre-flight of a pack and `cspdesk check` read them; every run a new document."""
    documents = itertools.cycle([_document(seed) for seed in range(5)])
    here = [next(documents)]

    def reset() -> None:
        here[0] = next(documents)
        _forget()

    def ours() -> object:
        return check(here[0])

    report = check(here[0])
    if len(report.statements) < 2 * len(QUARTERS) * len(CRIMES) * len(PLACES):
        raise RuntimeError(f"The check reads too little: {report.reach}")
    return Pair(ours, _plain_pass(here), "a bare cutting of the same texts into words", runs=5, reset=reset)


def one_sentence() -> Pair:
    """A commentary of two sentences after a letter was typed in it, against cutting it into words."""
    snapshot = _document(seed=0)
    kept = next(each for each in texts(snapshot) if each.ref.period == QUARTERS[-1])
    typed = (f"{kept.text} {'x' * place}" for place in itertools.count())
    here = [next(typed)]

    def ours() -> object:
        return check_text(snapshot, kept.ref, here[0])

    def floor() -> object:
        return _TOKEN.findall(here[0])

    def reset() -> None:
        here[0] = next(typed)

    return Pair(ours, floor, "a bare cutting of the text into words", runs=60, reset=reset)


def one_edit() -> Pair:
    """The report after one figure was typed, against reading all 960 texts."""
    books = [CheckBook(_document(seed=0))]
    edits = itertools.count(1_000)

    def edit() -> tuple[Snapshot, ChangeSet]:
        change_set = _typed(books[0].snapshot, f"{next(edits)}")
        return books[0].snapshot.advanced(change_set), change_set

    here = [edit()]

    def ours() -> None:
        books.append(books.pop().advanced(*here[0]))

    def floor() -> object:
        return check(here[0][0])

    def reset() -> None:
        wrong = [each for each in books[0].report.statements if each.verdict is Verdict.DIFFERS]
        if not wrong:
            raise RuntimeError("The edit did not reach the check.")
        here[0] = edit()

    return Pair(ours, floor, "all 960 texts, cut into sentences before", runs=5, reset=reset)


def _plain_pass(here: list[Snapshot]) -> Callable[[], object]:
    def floor() -> int:
        return sum(len(_TOKEN.findall(row.text)) for row in here[0].of(Commentary))

    return floor


def _forget() -> None:
    """Let go of the sentences known from the run before, as a program just started knows none."""
    from cspdesk.analysis.check import run

    run.known_sentences.cache_clear()


def _document(seed: int) -> Snapshot:
    chance = random.Random(seed)
    plan, priority = PlanId("plan"), PriorityId("priority")
    rows: list[Row] = [
        Plan(id=plan, title="Community Safety Plan"),
        Priority(id=priority, plan=plan, title="Crime"),
    ]
    for number, (crime, place) in enumerate(itertools.product(CRIMES, PLACES)):
        measure, line = MeasureId(f"m{number}"), SeriesId(f"s{number}")
        title = f"{crime} in {place}"
        rows += [
            Measure(id=measure, position=number, title=title, unit_label="offences"),
            Series(id=line, measure=measure, headline=True),
            Placement(
                id=PlacementId(f"at{number}"),
                plan=plan,
                priority=priority,
                measure=measure,
                position=number,
                number=f"{number // 6 + 1}.{number % 6 + 1}",
            ),
        ]
        counts = [chance.randrange(40, 900) for _ in QUARTERS]
        rows += [
            observed(Observation(series=line, period=quarter, typed=f"{count:,}"), Unit.COUNT)
            for quarter, count in zip(QUARTERS, counts, strict=True)
        ]
        rows += [
            Commentary(measure=measure, period=quarter, text=_words(counts, at, chance))
            for at, quarter in enumerate(QUARTERS)
        ]
    return Snapshot.of_rows(rows)


def _words(counts: list[int], at: int, chance: random.Random) -> str:
    """What a report says of a quarter, from its figures: true, but for one digit in twenty texts."""
    first = at - at % 4
    now = sum(counts[first : at + 1])
    said = [f"{counts[at]:,} offences."]
    if first >= 4:
        before = sum(counts[first - 4 : at - 3])
        change = now - before
        way = "an increase" if change > 0 else "a reduction"
        tenths = (2_000 * abs(change) + before) // (2 * before)
        wrong = 1 if chance.random() < 0.05 else 0
        said.append(
            f"This gives a year to date total of {now:,}, {way} of {abs(change) + wrong:,} offences "
            f"({tenths // 10}.{tenths % 10}%) on the same period last year."
        )
    else:
        said.append(f"This gives a year to date total of {now:,}.")
    if at and counts[at] != counts[at - 1]:
        way = "more" if counts[at] > counts[at - 1] else "fewer"
        said.append(f"This is {abs(counts[at] - counts[at - 1]):,} {way} than in the previous quarter.")
    return " ".join(said)


def _typed(snapshot: Snapshot, text: str) -> ChangeSet:
    """One figure typed, as the store would tell of it."""
    line, quarter = SeriesId("s7"), QUARTERS[-1]
    before = snapshot.of(Observation).get(line, quarter)
    if before is None:
        raise RuntimeError("The cell is gone.")
    after = observed(Observation(series=line, period=quarter, typed=text), Unit.COUNT)
    table = Observation.TABLE
    old, new = (
        _changed(table.encode(row), table.encode(before), table.encode(after)) for row in (before, after)
    )
    change = row_change(table.name, table.key_of(before), old, new)
    return ChangeSet(snapshot.sequence + 1, "Figure", "desk", (change,), b"")


def _changed(
    row: dict[str, Stored], before: dict[str, Stored], after: dict[str, Stored]
) -> dict[str, Stored]:
    return {name: value for name, value in row.items() if before[name] != after[name]}
