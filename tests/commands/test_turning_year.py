"""Beginning a year: targets, baselines, measures and projects in one act that one undo takes back."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from cspdesk.commands.rows import PutRows
from cspdesk.commands.turning_year import BeginYear, Fate, MeasureFate, OutturnBaseline, TargetOfYear
from cspdesk.desk.document import Document
from cspdesk.domain.choices import Judges, Span, Stage
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Baseline,
    Measure,
    MeasureId,
    Placement,
    PlacementId,
    PlanId,
    PriorityId,
    Project,
    ProjectId,
    SeriesBreak,
    SeriesId,
    Target,
)
from cspdesk.domain.target_reading import TargetKind
from tests.support.documents import small_store

YEAR = Period.financial_year(2016)
M21, M12 = SeriesId("m21"), SeriesId("m12")
TURN = BeginYear(
    label="Begin the year 2016/17",
    year=YEAR,
    plan=PlanId("plan"),
    targets=(
        TargetOfYear(M21, YEAR, "no more than 1,368", Judges.YEAR_TO_DATE),
        TargetOfYear(M12, YEAR.quarters[1], "46% - 53%", Judges.LATEST),
        TargetOfYear(M12, YEAR.quarters[0], "", Judges.QUARTER),
    ),
    baselines=(OutturnBaseline(M21, "2015/16 outturn", "1,440"),),
    fates=(
        MeasureFate(MeasureId("m22"), Fate.DISCONTINUE, " Robbery of\npersons "),
        MeasureFate(MeasureId("m11"), Fate.CHANGE, "Counted by caller"),
        MeasureFate(MeasureId("m32"), Fate.LEAVE_OUT),
    ),
    put_away=(ProjectId("wardens"),),
)


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    made = Document(small_store(tmp_path / "year.cspdesk"))
    rows = (
        Target(series=M12, period=YEAR.quarters[0], typed="90%"),
        Project(id=ProjectId("wardens"), priority=PriorityId("p2"), title="Street wardens"),
    )
    made.do(PutRows("Rows", rows))
    yield made
    made.close()


def test_targets_are_kept_as_typed_with_their_reading(document: Document) -> None:
    document.do(TURN)
    targets = document.snapshot.of(Target)
    year = targets.get(M21, YEAR)
    assert year is not None
    assert (year.typed, year.kind, year.low, year.judges) == (
        "no more than 1,368",
        TargetKind.NUMBER,
        Decimal(1368),
        Judges.YEAR_TO_DATE,
    )
    span = targets.get(M12, YEAR.quarters[1])
    assert span is not None
    assert (span.low, span.high, span.judges) == (Decimal(46), Decimal(53), Judges.LATEST)
    assert targets.get(M12, YEAR.quarters[0]) is None


def test_outturn_stands_behind_the_baselines_there_from_the_first_quarter(document: Document) -> None:
    document.do(TURN)
    _, new = document.snapshot.of(Baseline).where("series", M21)
    assert (new.label, new.typed, new.value, new.span, new.from_period) == (
        "2015/16 outturn",
        "1,440",
        Decimal(1440),
        Span.YEAR,
        YEAR.quarters[0],
    )


def test_each_measure_meets_its_fate(document: Document) -> None:
    document.do(TURN)
    robbery = document.snapshot.of(Measure).get(MeasureId("m22"))
    assert robbery is not None
    assert (robbery.stage, robbery.replaced_by) == (Stage.DISCONTINUED, "Robbery of persons")
    breaks = [
        (row.series, row.from_period, row.comparable, row.note) for row in document.snapshot.of(SeriesBreak)
    ]
    first = YEAR.quarters[0]
    assert breaks == [
        ("m11-ASB Hotline", first, False, "Counted by caller"),
        ("m11-Police", first, False, "Counted by caller"),
    ]
    place = document.snapshot.of(Placement).get(PlacementId("at-m32"))
    assert place is not None
    assert place.to_period == Period.quarter(2015, 4)


def test_projects_are_put_away_and_one_undo_takes_all_back(document: Document) -> None:
    before = document.snapshot
    document.do(TURN)
    project = document.snapshot.of(Project).get(ProjectId("wardens"))
    assert project is not None
    assert project.closed
    document.undo()
    assert document.snapshot == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"targets": (TargetOfYear(SeriesId("gone"), YEAR, "1", Judges.QUARTER),)}, "deleted since"),
        ({"targets": (TargetOfYear(M21, YEAR, "x" * 32_001, Judges.QUARTER),)}, "32,001 characters"),
        ({"baselines": (OutturnBaseline(SeriesId("gone"), "", "1"),)}, "deleted since"),
        ({"fates": (MeasureFate(MeasureId("gone"), Fate.CHANGE),)}, "deleted since"),
        ({"fates": (MeasureFate(MeasureId("m22"), Fate.DISCONTINUE, "x" * 501),)}, "501 characters"),
        ({"put_away": (ProjectId("gone"),)}, "deleted since"),
        ({"targets": (), "baselines": (), "fates": (), "put_away": ()}, "Nothing is chosen for 2016/17"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    change: dict[str, object], words: str, document: Document
) -> None:
    before = document.snapshot
    with pytest.raises(RefusedError, match=words):
        document.do(replace(TURN, **change))  # type: ignore[arg-type]  # one wrong field at a time
    assert document.snapshot == before
