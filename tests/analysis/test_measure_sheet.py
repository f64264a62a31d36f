"""What the page of a measure says: figures of a real report, words for what is missing, and odd documents."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cspdesk.analysis.measure_sheet import MeasureSheet, Trend, measure_sheet
from cspdesk.commands.figures import PutMeasure, SetFigures, SetNote, SetTargets, TypedCell
from cspdesk.commands.judgements import SetOutlook, SetStatusOverride
from cspdesk.commands.rows import DeleteRow, PutRows
from cspdesk.desk.measure_scope import concerns
from cspdesk.domain.changes import Command
from cspdesk.domain.choices import Comparator, FootnoteUse, OutlookWord, Stage, Status, StatusAgainst
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import placed_for
from cspdesk.domain.read_rows import based
from cspdesk.domain.tables import (
    Baseline,
    BaselineId,
    Footnote,
    FootnoteId,
    FootnoteMark,
    FootnoteUseId,
    Measure,
    MeasureId,
    Partner,
    PartnerId,
    PeerValue,
    PeerValueId,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    SeriesBreak,
    SeriesId,
)
from cspdesk.domain.unit import Unit
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store
from tests.support.issues import enter, issue

VIOLENCE, SERIES = MeasureId("m21"), SeriesId("m21")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "sheet.cspdesk") as opened:
        yield opened


def sheet(store: Store, measure: str = "m21", quarter: Period = LAST_QUARTER) -> MeasureSheet:
    found = measure_sheet(store.load(), MeasureId(measure), quarter)
    assert found is not None
    return found


def change(store: Store, measure: str = "m21", **fields: object) -> None:
    row = store.load().of(Measure).get(MeasureId(measure))
    assert row is not None
    store.run(PutMeasure("Measure", replace(row, **fields)))  # type: ignore[arg-type]  # named by each test


def test_the_parts_every_place_shares(store: Store) -> None:
    found = sheet(store)
    assert found.placed.name == "2.1 Violence with injury"
    assert found.place == "2 Violent crime and robbery, Community Safety Plan 2014-2017"
    assert (found.figure, found.beside) == ("412", "offences, Quarter 4 2015/16")
    assert found.reading == "412 this quarter; 1,440 so far, 294 more than last year, 25.7%"
    assert found.definition == "Recorded offences of violence with injury."
    assert found.facts == (
        ("Owner", "Police"),
        ("Source", "Police recorded crime"),
        ("Entered as", "quarter counts"),
    )


def test_directions_short_and_long_are_named(store: Store) -> None:
    # 1,440 beside 1,146; 412 beside 355 and beside 280.
    assert sheet(store).trends == (
        Trend("On the year to date last year", "Worse", "1,440 in 2015/16 is 294 above 1,146 in 2014/15"),
        Trend("On the previous quarter (short trend)", "Worse", "412 is 57 above 355 in the quarter before"),
        Trend(
            "On the same quarter last year (long trend)",
            "Worse",
            "412 is 132 above 280 in the same quarter last year",
        ),
    )


def test_two_comparators_that_disagree_stand_side_by_side(store: Store) -> None:
    # Up 294 on last year, and 60 below a baseline of 1,500.
    change(store, comparators=(Comparator.YEAR_TO_DATE, Comparator.BASELINE))
    row = Baseline(id=BaselineId("b21"), series=SERIES, label="3 year average", typed="1,500")
    store.run(PutRows("Baseline", (based(row, Unit.COUNT),)))
    found = sheet(store)
    assert [(each.heading, each.word) for each in found.apart] == [
        ("On the year to date last year", "Worse"),
        ("On the baseline", "Better"),
    ]
    assert found.baselines == ("3 year average: 1,500 for a year; now 1,440, −60 (−4.0%)",)


def test_where_all_agree_none_stand_apart(store: Store) -> None:
    assert sheet(store).apart == ()


def test_a_status_given_keeps_the_one_worked_out(store: Store) -> None:
    change(store, status_against=StatusAgainst.LAST_YEAR)
    store.run(SetStatusOverride("Status", VIOLENCE, LAST_QUARTER, Status.AMBER, "A recount is under way"))
    found = sheet(store)
    assert (found.judgement.status, found.judgement.is_override) == (Status.AMBER, True)
    assert found.judgement.reason.startswith("A recount is under way (worked out as red: ")
    assert found.override is not None
    assert sheet(store, quarter=LAST_QUARTER.previous).override is None


def test_targets_of_the_quarter_and_of_its_year(store: Store) -> None:
    cells = ((LAST_QUARTER, "400"), (LAST_QUARTER.of_year, "5% below baseline"), (LAST_QUARTER.previous, "1"))
    store.run(SetTargets("Targets", tuple(TypedCell(SERIES, period, text) for period, text in cells)))
    first, second = sheet(store).targets
    assert first == "Quarter 4 2015/16: 400, for the quarter"
    assert second.startswith("2015/16: 5% below baseline, for the ")


def test_breaks_notes_footnotes_and_revisions(store: Store) -> None:
    issue(store, "may", LAST_QUARTER)
    enter(store, "m21", LAST_QUARTER, "415")
    store.run(SetNote("Note", SERIES, Period.quarter(2015, 2), "Provisional"))
    store.run(
        PutRows(
            "Notes",
            (
                SeriesBreak(series=SERIES, from_period=Period.quarter(2013, 1), note="By victim."),
                Footnote(id=FootnoteId("f"), marker="*", text="Revised April 2015."),
                FootnoteMark(
                    id=FootnoteUseId("u"),
                    footnote=FootnoteId("f"),
                    used_by=FootnoteUse.MEASURE,
                    measure=VIOLENCE,
                ),
            ),
        )
    )
    assert sheet(store).notes == (
        "From Quarter 1 2013/14 figures are not comparable with those before: By victim.",
        "Quarter 2 2015/16: Provisional.",
        "Quarter 4 2015/16: Revised since the pack of 12 May 2016, which showed 412.",
        "* Revised April 2015.",
    )
    assert sheet(store, "m22").notes == ()


def test_chance_is_one_sentence_with_what_stands_behind_it(store: Store) -> None:
    found = sheet(store).chance
    assert found is not None
    assert found.words == "Up by 294 on last year; a change of this size is unlikely to be chance alone."
    assert found.how_sure


def test_a_measure_with_nothing_says_so(store: Store) -> None:
    store.run(PutRows("Measure", (Measure(id=MeasureId("new"), title="New"),)))
    found = sheet(store, "new")
    assert (found.figure, found.reading) == ("No figures", "No series is set up for it.")
    assert found.place == "In no plan"
    assert (found.trends, found.histories, found.chance, found.targets, found.notes) == ((), (), None, (), ())
    assert found.judgement.status is Status.GREY


def test_a_measure_that_is_gone_has_no_page(store: Store) -> None:
    store.run(DeleteRow("Delete", Measure, (VIOLENCE,)))
    assert measure_sheet(store.load(), VIOLENCE, LAST_QUARTER) is None


def test_a_discontinued_measure_names_its_successor(store: Store) -> None:
    change(store, stage=Stage.DISCONTINUED, replaced_by="2.4", lag=2)
    found = sheet(store)
    assert ("Stage", "discontinued, replaced by 2.4") in found.facts
    assert ("Usual lag", "figures come 2 quarters behind") in found.facts
    assert found.judgement.reason == "The measure is discontinued, replaced by 2.4"


@pytest.mark.parametrize("typed", ["9" * 400, "0", "-3", "412000", "na", "late: police, 24 May", "e5", "∞"])
@pytest.mark.parametrize("measure", ["m21", "m13", "m12", "m31"])
def test_whatever_is_typed_the_page_stands(store: Store, typed: str, measure: str) -> None:
    year = LAST_QUARTER.of_year
    cells = [TypedCell(SeriesId(measure), period, typed) for period in (*year.quarters, year)]
    store.run(SetFigures("Odd", tuple(cells)))
    said = str(sheet(store, measure))
    assert "NaN" not in said
    assert "Infinity" not in said


def test_with_everything_missing_the_page_stands(store: Store) -> None:
    found = sheet(store, quarter=Period.quarter(1990, 1))
    assert found.figure == "Missing"
    assert found.histories[0].rows == ()


class TestPlaced:
    def test_a_measure_of_an_older_plan_keeps_its_place_there(self, store: Store) -> None:
        store.run(
            PutRows("Plan", (Plan(id=PlanId("next"), position=1, first_year=Period.financial_year(2017)),))
        )
        quarter = Period.quarter(2017, 1)
        found = placed_for(store.load(), VIOLENCE, quarter)
        assert found is not None
        assert found.name == "2.1 Violence with injury"
        assert sheet(store, quarter=quarter).place.endswith("; not in the plan of Quarter 1 2017/18")

    def test_the_quarters_own_plan_goes_first(self, store: Store) -> None:
        plan = Plan(id=PlanId("next"), position=1, title="Next", first_year=Period.financial_year(2017))
        priority = Priority(id=PriorityId("n1"), plan=plan.id, number="7", title="Harm")
        place = Placement(
            id=PlacementId("n"), plan=plan.id, priority=priority.id, measure=VIOLENCE, number="7.2"
        )
        store.run(PutRows("Plan", (plan, priority, place)))
        assert sheet(store, quarter=Period.quarter(2017, 1)).placed.number == "7.2"
        assert sheet(store).placed.number == "2.1"


class TestConcerns:
    def concern(self, store: Store, command: Command) -> bool:
        changed = store.run(command)
        assert changed is not None
        return concerns(store.load(), changed, VIOLENCE)

    @pytest.mark.parametrize("measure", ["m21", "m22"])
    def test_its_own_figures_and_judgements(self, store: Store, measure: str) -> None:
        own = measure == "m21"
        key = MeasureId(measure)
        peer = PeerValue(id=PeerValueId("p"), measure=key, period=LAST_QUARTER, area="Milton")
        based_on = based(Baseline(id=BaselineId("b"), series=SeriesId(measure), typed="5"), Unit.COUNT)
        cells = (TypedCell(SeriesId(measure), LAST_QUARTER, "7"),)
        for command in (
            SetFigures("Figure", cells),
            SetTargets("Target", cells),
            SetOutlook("Outlook", key, LAST_QUARTER, OutlookWord.AT_RISK),
            PutRows("Areas", (peer,)),
            PutRows("Areas", (replace(peer, area="Lee"),)),
            PutRows("Baseline", (based_on,)),
            DeleteRow("Baseline", Baseline, (based_on.id,)),
            DeleteRow("Areas", PeerValue, (peer.id,)),
        ):
            assert self.concern(store, command) is own

    def test_what_every_page_stands_on(self, store: Store) -> None:
        assert self.concern(store, PutRows("Plan", (Plan(id=PlanId("other"), title="Other"),)))
        assert not self.concern(store, PutRows("Partner", (Partner(id=PartnerId("x"), name="Police"),)))
