"""The turn of a year row by row: outturns, targets, baselines, fates and projects."""

from decimal import Decimal
from pathlib import Path

import pytest

from cspdesk.commands.rows import PutRows
from cspdesk.commands.turning_year import Fate, TargetOfYear
from cspdesk.desk.turn_year import (
    LineDraft,
    YearRow,
    begin_year,
    project_rows,
    will_do,
    year_rows,
    years_to_begin,
)
from cspdesk.domain.catalogue import Row
from cspdesk.domain.choices import ActionState, Comparator, Judges, Stage
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import new_target
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Baseline,
    BaselineId,
    Measure,
    MeasureId,
    PriorityId,
    Project,
    ProjectId,
    ProjectUpdate,
    SeriesBreak,
    SeriesId,
    UpdateId,
)
from cspdesk.domain.unit import Unit
from tests.support.documents import small_store

LAST, YEAR = Period.financial_year(2015), Period.financial_year(2016)
M21, M12, M22, HOTLINE = (SeriesId(key) for key in ("m21", "m12", "m22", "m11-ASB Hotline"))


def loaded(tmp_path: Path, *rows: Row) -> Snapshot:
    with small_store(tmp_path / "year.cspdesk") as store:
        if rows:
            store.run(PutRows("Rows", rows))
        return store.load()


def row_of(snapshot: Snapshot, series: SeriesId, draft: LineDraft | None = None) -> YearRow:
    drafts = {} if draft is None else {series: draft}
    return next(row for row in year_rows(snapshot, YEAR, drafts) if row.series.id == series)


def aimed(snapshot: Snapshot, series: SeriesId, draft: LineDraft | None = None) -> tuple[str, str, str]:
    row = row_of(snapshot, series, draft)
    return row.how, row.target, row.problem


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    return loaded(
        tmp_path,
        new_target(M21, LAST, "no more than 1,400", Unit.COUNT),
        *(new_target(M12, quarter, "90%", Unit.PERCENT) for quarter in LAST.quarters),
        new_target(M22, LAST, "fewer of them", Unit.COUNT),
        new_target(HOTLINE, LAST, "100", Unit.COUNT),
        new_target(HOTLINE, LAST.quarters[0], "25", Unit.COUNT),
    )


def test_a_row_for_each_series_in_the_plans_order_with_its_outturn(snapshot: Snapshot) -> None:
    rows = year_rows(snapshot, YEAR, {})
    assert [(row.name, row.outturn_words) for row in rows] == [
        ("1.1 Repeat callers: ASB Hotline", "119"),
        ("1.1 Repeat callers: Police", "71"),
        ("1.2 Client satisfaction", "The quarters of this measure do not make a year"),
        ("1.3 Anti-social behaviour incidents", "12,043"),
        ("2.1 Violence with injury", "1,440"),
        ("2.2 Robbery", "101"),
        ("3.1 People in treatment", "2015/16 is missing"),
        ("3.2 Drug deaths", "Quarter 1 2015/16 is missing"),
    ]
    # The measure's own choice stands with its first series.
    assert [bool(row.fates) for row in rows[:3]] == [True, False, True]


def test_targets_are_the_same_unless_something_else_is_chosen(snapshot: Snapshot) -> None:
    assert aimed(snapshot, M21) == ("Same", "no more than 1,400", "")
    assert row_of(snapshot, M21).targets == (
        TargetOfYear(M21, YEAR, "no more than 1,400", Judges.YEAR_TO_DATE),
    )
    assert aimed(snapshot, M12) == ("Same", "90% each quarter", "")
    assert [target.period for target in row_of(snapshot, M12).targets] == list(YEAR.quarters)
    assert aimed(snapshot, SeriesId("m13")) == ("", "", "")


def test_targets_change_by_a_per_cent_are_blank_or_typed(snapshot: Snapshot) -> None:
    # 1,400 less 5 % is 1,330; 90 % and 5 % of it 94.5, half up.
    assert aimed(snapshot, M21, LineDraft(how="-5%")) == ("\u22125%", "no more than 1,330", "")
    assert aimed(snapshot, M12, LineDraft(how="+5")) == ("+5%", "95% each quarter", "")
    assert aimed(snapshot, M21, LineDraft(how="blank")) == ("Blank", "", "")
    assert row_of(snapshot, M21, LineDraft(how="blank")).targets == ()
    assert aimed(snapshot, M21, LineDraft(how="typed", target=" 1,300 ")) == ("Typed", "1,300", "")
    assert aimed(snapshot, M12, LineDraft(how="typed", target="92%")) == ("Typed", "92% each quarter", "")
    new = row_of(snapshot, SeriesId("m13"), LineDraft(how="typed", target="11,000"))
    assert new.targets == (TargetOfYear(SeriesId("m13"), YEAR, "11,000", Judges.YEAR_TO_DATE),)


def test_a_target_in_words_is_not_changed_by_a_per_cent_and_says_so(snapshot: Snapshot) -> None:
    how, target, problem = aimed(snapshot, M22, LineDraft(how="-5%"))
    assert (how, target) == ("Same", "fewer of them")
    assert problem == "The target 'fewer of them' is in words, so no per cent changes it"


def test_one_text_does_not_stand_for_a_year_and_its_quarters(snapshot: Snapshot) -> None:
    how, target, problem = aimed(snapshot, HOTLINE, LineDraft(how="typed", target="90"))
    assert (how, target) == ("Same", "2016/17 100; Q1 25")
    assert "has targets for the year and for its quarters" in problem


def test_targets_entered_already_stand_and_can_be_emptied(tmp_path: Path) -> None:
    rows = (new_target(M21, LAST, "1,400", Unit.COUNT), new_target(M21, YEAR, "1,250", Unit.COUNT))
    snapshot = loaded(tmp_path, *rows)
    assert aimed(snapshot, M21) == ("Stands", "1,250", "")
    assert row_of(snapshot, M21).targets == ()
    assert row_of(snapshot, M21, LineDraft(how="blank")).targets == (
        TargetOfYear(M21, YEAR, "", Judges.YEAR_TO_DATE),
    )
    same = row_of(snapshot, M21, LineDraft(how="same"))
    assert [target.typed for target in same.targets] == ["1,400"]


def test_outturn_is_offered_as_a_baseline_and_ticked_where_one_is_compared_with(tmp_path: Path) -> None:
    measure = Measure(id=MeasureId("m22"), title="Robbery", comparators=(Comparator.BASELINE,))
    there = Baseline(id=BaselineId("b"), series=HOTLINE, label="2015/16 outturn", typed="119")
    snapshot = loaded(tmp_path, measure, there)
    found = {row.series.id: (row.can_be_baseline, row.is_baseline) for row in year_rows(snapshot, YEAR, {})}
    assert found[M22] == (True, True)
    assert found[M21] == (True, False)
    assert found[HOTLINE] == (False, False), "it is there already"
    assert found[M12] == (False, False), "there is no outturn"
    assert row_of(snapshot, M21, LineDraft(is_baseline=True)).is_baseline


def test_a_measure_that_ends_has_no_targets_and_its_command_says_what_follows(snapshot: Snapshot) -> None:
    ended = LineDraft(fate=Fate.DISCONTINUE, words="Knife crime")
    rows = year_rows(snapshot, YEAR, {M21: ended, M22: LineDraft(fate=Fate.CHANGE, words="By victim")})
    found = next(row for row in rows if row.series.id == M21)
    assert (found.targets, found.target, found.can_be_baseline) == ((), "", False)
    command = begin_year(snapshot, YEAR, rows, ())
    assert [(each.measure, each.fate, each.words) for each in command.fates] == [
        ("m21", Fate.DISCONTINUE, "Knife crime"),
        ("m22", Fate.CHANGE, "By victim"),
    ]
    # 4 of satisfaction, 1 of robbery, 2 of repeat callers.
    assert will_do(command) == "enters 7 targets, changes how 1 measure is counted and discontinues 1 measure"


def test_outturn_goes_into_the_command_as_it_is_printed(snapshot: Snapshot) -> None:
    rows = year_rows(snapshot, YEAR, {M21: LineDraft(is_baseline=True)})
    (base,) = begin_year(snapshot, YEAR, rows, ()).baselines
    assert (base.series, base.label, base.typed) == (M21, "2015/16 outturn", "1,440")
    assert Decimal(base.typed.replace(",", "")) == 326 + 347 + 355 + 412


def test_measure_discontinued_before_is_left_out_unless_it_was_still_reported(tmp_path: Path) -> None:
    gone = {"stage": Stage.DISCONTINUED, "replaced_by": "Another"}
    snapshot = loaded(
        tmp_path,
        Measure(id=MeasureId("m22"), title="Robbery", **gone),  # type: ignore[arg-type]  # two fields
        Measure(id=MeasureId("m32"), title="Drug deaths", **gone),  # type: ignore[arg-type]  # two fields
    )
    assert row_of(snapshot, M22).fate is Fate.KEEP, "2015/16 has figures of it"
    assert row_of(snapshot, SeriesId("m32")).fate is Fate.LEAVE_OUT
    assert row_of(snapshot, SeriesId("m32"), LineDraft(fate=Fate.KEEP)).fate is Fate.KEEP


def test_measure_counted_anew_already_does_not_change_once_more(tmp_path: Path) -> None:
    snapshot = loaded(tmp_path, SeriesBreak(series=M21, from_period=YEAR.quarters[0]))
    row = row_of(snapshot, M21, LineDraft(fate=Fate.CHANGE))
    assert (row.fates, row.fate) == ((Fate.KEEP, Fate.DISCONTINUE), Fate.KEEP)


def test_projects_that_have_done_their_work_are_put_away(tmp_path: Path) -> None:
    def project(key: str) -> Project:
        return Project(id=ProjectId(key), priority=PriorityId("p2"), title=key)

    snapshot = loaded(
        tmp_path,
        *map(project, ("done", "busy", "told", "new")),
        Project(id=ProjectId("closed"), priority=PriorityId("p2"), closed=True),
        Action(id=ActionId("1"), project=ProjectId("done"), state=ActionState.DONE),
        Action(id=ActionId("2"), project=ProjectId("busy")),
        ProjectUpdate(id=UpdateId("3"), project=ProjectId("told"), period=Period.quarter(2015, 2)),
        ProjectUpdate(id=UpdateId("4"), project=ProjectId("done"), period=Period.quarter(2014, 2)),
    )
    found = {row.project.id: (row.said, row.is_put_away) for row in project_rows(snapshot, YEAR, {})}
    assert found == {
        "busy": ("1 open action, no update in 2015/16", False),
        "done": ("no open action, no update in 2015/16", True),
        "new": ("no open action, no update in 2015/16", False),
        "told": ("no open action, 1 update in 2015/16", False),
    }
    chosen = project_rows(snapshot, YEAR, {ProjectId("done"): False, ProjectId("new"): True})
    assert begin_year(snapshot, YEAR, (), chosen).put_away == ("new",)


def test_likeliest_year_is_the_next_once_quarter_4_is_in(snapshot: Snapshot) -> None:
    assert years_to_begin(snapshot, Period.quarter(2014, 1)) == (YEAR, LAST)
    assert years_to_begin(Snapshot.of_rows(()), Period.quarter(2014, 1))[0] == Period.financial_year(2014)
