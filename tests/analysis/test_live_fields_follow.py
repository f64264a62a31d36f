"""Live fields follow the document: cells, names, quarters, and the fields that name nothing are listed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cspdesk.analysis.check.checker import check
from cspdesk.analysis.check.finding import Kind
from cspdesk.analysis.live_fields import (
    FieldPlace,
    plainly,
    say,
)
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.plan_edits import SetField
from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import BringCommentaryForward, SetCommentary
from cspdesk.domain.choices import EnteredAs, Polarity
from cspdesk.domain.period import Period
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Commentary,
    Measure,
    MeasureId,
    Placement,
    PlacementId,
    PriorityId,
    ReportItem,
    ReportItemId,
    Series,
    SeriesId,
)
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "fields.cspdesk") as opened:
        yield opened


def kept(store: Store, quarter: Period = LAST_QUARTER) -> str:
    row = store.load().of(Commentary).get(MeasureId("m21"), quarter)
    return row.text if row else ""


class TestDocument:
    def test_a_field_follows_the_cell_that_it_names(self, store: Store) -> None:
        at = FieldPlace(LAST_QUARTER, MeasureId("m21"))
        assert say(store.load(), "change", at).words == "an increase of 294 offences (25.7%)"
        store.run(SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, "119"),)))
        # 326 + 347 + 355 + 119 = 1,147 after 1,146.
        assert say(store.load(), "change", at).words == "an increase of 1 offence (0.1%)"
        store.run(SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, "118"),)))
        assert say(store.load(), "change", at).words == "no change"
        assert say(store.load(), "comparison", at).words == "the same as last year"
        store.run(SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, "na"),)))
        assert (
            say(store.load(), "value", at).problem
            == "2.1 has no figure for Quarter 4 2015/16 (not available)."
        )
        store.run(SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, ""),)))
        assert say(store.load(), "value", at).problem == "2.1 has no figure for Quarter 4 2015/16 yet."

    def test_the_better_way_is_the_measures_own(self, store: Store) -> None:
        at = FieldPlace(LAST_QUARTER, MeasureId("m21"))
        store.run(SetField("Polarity", Measure, (MeasureId("m21"),), "polarity", Polarity.HIGHER))
        assert say(store.load(), "comparison", at).words == "better than last year, by 294 offences (25.7%)"
        assert say(store.load(), "direction", at).words == "better"

    def test_renumbering_and_naming_keep_what_a_field_says(self, store: Store) -> None:
        store.run(
            SetCommentary(
                "Words", MeasureId("m21"), LAST_QUARTER, "{2.2 value}; {1.1/Police value 2015-16Q2}"
            )
        )

        def said() -> str:
            return plainly(store.load(), kept(store), FieldPlace(LAST_QUARTER, MeasureId("m21")))

        assert said() == "30 offences; 9"
        for number in ("2.1", "7.3", "", "2.2", "1.1"):
            store.run(SetField("Number", Placement, (PlacementId("at-m22"),), "number", number))
            assert said() == "30 offences; 9", (number, kept(store))
        store.run(SetField("Title", Measure, (MeasureId("m22"),), "title", "Robbery and theft"))
        store.run(SetField("Name", Series, (SeriesId("m11-Police"),), "label", "The police"))
        assert said() == "30 offences; 9", kept(store)

    def test_a_series_is_followed_where_its_measure_needs_no_name(self, store: Store) -> None:
        store.run(SetCommentary("Words", MeasureId("m11"), LAST_QUARTER, "{/Police value}, {/Police}"))
        store.run(SetField("Name", Series, (SeriesId("m11-Police"),), "label", "The police"))
        row = store.load().of(Commentary).get(MeasureId("m11"), LAST_QUARTER)
        assert row is not None
        assert row.text == "{/The police value}, {/The police}"
        assert plainly(store.load(), row.text, FieldPlace(LAST_QUARTER, MeasureId("m11"))) == "10, 10"

    def test_words_brought_forward_follow_the_new_quarter(self, store: Store) -> None:
        third = Period.quarter(2015, 3)
        text = "{value}; {value 2015-16Q2}"
        store.run(SetCommentary("Words", MeasureId("m21"), third, text))
        store.run(BringCommentaryForward("Forward", MeasureId("m21"), LAST_QUARTER, third))
        assert kept(store) == text
        at = FieldPlace(third, MeasureId("m21"))
        assert plainly(store.load(), kept(store, third), at) == "355 offences; 347 offences"
        now = replace(at, period=LAST_QUARTER)
        assert plainly(store.load(), kept(store), now) == "412 offences; 347 offences"

    def test_fields_without_a_figure_are_listed_with_their_place(self, store: Store) -> None:
        store.run(SetCommentary("Words", MeasureId("m21"), LAST_QUARTER, "Up {chnage}, {change}."))
        store.run(
            PutRows(
                "Text",
                (
                    ReportItem(
                        id=ReportItemId("i"), priority=PriorityId("p2"), period=LAST_QUARTER, text="{9.9}"
                    ),
                    Action(id=ActionId("a"), text="{{no field}"),
                ),
            )
        )
        report = check(store.load(), LAST_QUARTER)
        found = [each for each in report.findings if each.kind is Kind.UNRESOLVED]
        assert [(each.ref.place, each.said, each.start, each.end, each.message) for each in found] == [
            (
                "commentary/m21/2015-16Q4/text",
                "{chnage}",
                3,
                11,
                "'chnage' is not a figure: did you mean change?",
            ),
            ("report_item/i/text", "{9.9}", 0, 5, "There is no measure 9.9 in this plan."),
        ]


def test_a_yearly_measure_tells_its_year_in_every_quarter(store: Store) -> None:
    treatment = MeasureId("m31")
    for quarter in Period.financial_year(2014).quarters:
        assert say(store.load(), "value", FieldPlace(quarter, treatment)).words == "1,204 people"
    at = FieldPlace(LAST_QUARTER, treatment)
    assert say(store.load(), "value", at).problem == "3.1 has no figure for 2015/16 yet."
    store.run(SetFigures("Figure", (TypedCell(SeriesId("m31"), Period.financial_year(2015), "1,264"),)))
    # 60 more than 1,204.
    assert say(store.load(), "change", at).words == "an increase of 60 people (5.0%)"
    assert say(store.load(), "last year", at).words == "1,204"


def test_a_rolling_measure_tells_its_twelve_months(store: Store) -> None:
    store.run(SetField("Entry", Measure, (MeasureId("m22"),), "entered_as", EnteredAs.ROLLING))
    at = FieldPlace(LAST_QUARTER, MeasureId("m22"))
    assert say(store.load(), "value", at).words == "30 offences"
    assert say(store.load(), "change", at).words == "an increase of 4 offences (15.4%)"
    assert say(store.load(), "previous change", at).words == "a reduction of 2 offences (6.3%)"
