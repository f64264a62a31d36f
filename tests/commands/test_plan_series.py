"""A measure's series and what each is judged by: read as they are kept, and refused where they clash."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from cspdesk.analysis.columns import parts_of
from cspdesk.commands.plan_edits import SetField
from cspdesk.commands.plan_series import AddSeries, DeleteSeries, PutRecord
from cspdesk.commands.words import SetCommentary
from cspdesk.domain.changes import Command
from cspdesk.domain.choices import Judges, Span
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Baseline,
    BaselineId,
    Commentary,
    Measure,
    MeasureId,
    Population,
    Series,
    SeriesBreak,
    SeriesId,
    Target,
)
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store

Y2015 = Period.financial_year(2015)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "series.cspdesk") as opened:
        yield opened


def refusal(store: Store, command: Command) -> str:
    before = store.load()
    with pytest.raises(RefusedError) as caught:
        store.run(command)
    assert store.load() == before
    return str(caught.value)


class TestSeries:
    def test_the_only_series_stays_and_another_becomes_the_headline(self, store: Store) -> None:
        assert refusal(store, DeleteSeries("Delete", SeriesId("m21"))) == (
            "It is the only series, and figures need one. Delete the measure instead."
        )
        store.run(DeleteSeries("Delete", SeriesId("m11-ASB Hotline")))
        (line,) = store.load().of(Series).where("measure", MeasureId("m11"))
        assert (line.label, line.headline) == ("Police", True)

    def test_totals_and_fields_follow_a_new_name(self, store: Store) -> None:
        repeat, quarter = MeasureId("m11"), LAST_QUARTER
        store.run(AddSeries("Add", SeriesId("both"), repeat, "Both"))
        total = "ASB Hotline, Police"
        store.run(SetField("Total", Series, (SeriesId("both"),), "total_of", total))
        store.run(AddSeries("Add", SeriesId("asb"), repeat, "ASB"))
        text = "{1.1/ASB change}, {1.1/ASB Hotline change}, {Repeat callers/ASB} and {2.1/ASB change}"
        store.run(SetCommentary("Words", repeat, quarter, text))
        store.run(SetField("Name", Series, (SeriesId("asb"),), "label", "Nuisance"))
        store.run(SetField("Name", Series, (SeriesId("m11-Police"),), "label", "Police, by 101"))
        after = store.load()
        both = after.of(Series).get(SeriesId("both"))
        assert both is not None
        assert both.total_of == "ASB Hotline, Police, by 101"
        measure = after.of(Measure).get(repeat)
        assert measure is not None
        assert [line.label for line in parts_of(after, measure, both)] == ["ASB Hotline", "Police, by 101"]
        words = after.of(Commentary).get(repeat, quarter)
        assert words is not None
        # Of the series called ASB alone; 2.1 is another measure.
        assert words.text == (
            "{1.1/Nuisance change}, {1.1/ASB Hotline change}, {Repeat callers/Nuisance} and {2.1/ASB change}"
        )

    def test_a_series_needs_a_name_beside_another(self, store: Store) -> None:
        assert refusal(store, AddSeries("Add", SeriesId("x"), MeasureId("m11"), "")).startswith(
            "A measure with several series needs a name for each."
        )
        store.run(AddSeries("Add", SeriesId("x"), MeasureId("m11"), "Council"))
        labels = [line.label for line in store.load().of(Series).where("measure", MeasureId("m11"))]
        assert labels == ["ASB Hotline", "Police", "Council"]


class TestRecords:
    def test_a_target_is_read_and_may_change_its_period(self, store: Store) -> None:
        row = Target(series=SeriesId("m21"), period=Y2015, typed="9-15", judges=Judges.YEAR_TO_DATE)
        store.run(PutRecord("Target", row))
        found = store.load().of(Target).get(SeriesId("m21"), Y2015)
        assert found is not None
        assert (found.low, found.high) == (Decimal(9), Decimal(15))
        moved = Target(series=SeriesId("m21"), period=LAST_QUARTER, typed="9-15")
        store.run(PutRecord("Target", moved, (SeriesId("m21"), Y2015)))
        assert [row.period for row in store.load().of(Target)] == [LAST_QUARTER]

    def test_two_for_one_period_are_refused(self, store: Store) -> None:
        row = Target(series=SeriesId("m21"), period=Y2015, typed="1,000")
        store.run(PutRecord("Target", row))
        assert refusal(store, PutRecord("Target", row)) == (
            "A target for 2015/16 is there already. Change that one, or choose another."
        )

    def test_a_baseline_is_read_and_keeps_its_place(self, store: Store) -> None:
        row = Baseline(
            id=BaselineId("new"),
            series=SeriesId("m21"),
            label="3 year average 2012 to 2014",
            typed="1,057",
            span=Span.YEAR,
        )
        store.run(PutRecord("Baseline", row))
        found = store.load().of(Baseline).where("series", SeriesId("m21"))
        assert [(each.label, each.value) for each in found] == [
            ("2013/14", Decimal(257)),
            ("3 year average 2012 to 2014", Decimal(1057)),
        ]

    def test_a_break_and_a_population_are_kept(self, store: Store) -> None:
        store.run(
            PutRecord(
                "Break", SeriesBreak(series=SeriesId("m21"), from_period=LAST_QUARTER, note="New rules")
            )
        )
        store.run(PutRecord("People", Population(year=2015, group="all", people=98_768)))
        after = store.load()
        assert [(row.note, row.comparable) for row in after.of(SeriesBreak)] == [("New rules", False)]
        assert [(row.year, row.people) for row in after.of(Population)] == [(2015, 98_768)]
        assert refusal(store, PutRecord("People", Population(year=2015, group="all", people=1))) == (
            "A population of 2015, all is there already. Change that one, or choose another."
        )
