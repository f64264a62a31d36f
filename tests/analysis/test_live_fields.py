"""Live fields say the figures of a published report as its officers would, and never trip over a text."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from time import perf_counter

import pytest

from cspdesk.analysis.live_field_asks import ALL_ASKS
from cspdesk.analysis.live_field_words import change_said, singular, with_unit
from cspdesk.analysis.live_fields import (
    FieldPlace,
    expanded,
    fields,
    matching,
    offers,
    plainly,
    resolved_lines,
    say,
    unresolved,
)
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.plan_edits import SetField
from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import BringCommentaryForward, SetCommentary
from cspdesk.domain.choices import EnteredAs, Polarity
from cspdesk.domain.period import Period
from cspdesk.domain.reading import State
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    ActionId,
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
    ReportItem,
    ReportItemId,
    Series,
    SeriesId,
)
from cspdesk.domain.text import Line, LineKind, Span
from cspdesk.domain.unit import Unit
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store
from tests.support.read_back import sample_snapshot


@cache
def report() -> Snapshot:
    """The published report that the sample tells, with its figures typed in."""
    return sample_snapshot("quarter-narrative")


def measure_called(title: str) -> MeasureId:
    return next(row.id for row in report().of(Measure) if row.title == title)


def place(quarter: int, title: str = "") -> FieldPlace:
    return FieldPlace(Period.quarter(2015, quarter), measure_called(title) if title else None)


def words(field: str, quarter: int = 4, title: str = "") -> str:
    said = say(report(), field, place(quarter, title))
    assert not said.problem, said.problem
    return said.words


def problem(field: str, quarter: int = 4, title: str = "") -> str:
    said = say(report(), field, place(quarter, title))
    assert not said.words
    return said.problem


class TestFigures:
    @pytest.mark.parametrize(
        ("field", "quarter", "said"),
        [
            # 326, 347, 355 and 412 offences in 2015/16; 260, 303, 303 and 280 the year before.
            ("2.1 value", 2, "347 offences"),
            ("2.1", 2, "347 offences"),
            ("2.1 figure", 2, "347"),
            ("2.1 year to date", 2, "673"),
            ("2.1 last year", 2, "563"),
            ("2.1 change", 2, "an increase of 110 offences (19.5%)"),
            ("2.1 change figure", 2, "110"),
            ("2.1 per cent", 2, "19.5%"),
            ("2.1 direction", 2, "worse"),
            ("2.1 comparison", 2, "worse than last year, by 110 offences (19.5%)"),
            ("2.1 quarter last year", 2, "303"),
            ("2.1 quarter change", 2, "an increase of 44 offences (14.5%)"),
            ("2.1 quarter per cent", 2, "14.5%"),
            ("2.1 previous quarter", 2, "326"),
            ("2.1 previous change", 2, "an increase of 21 offences (6.4%)"),
            ("2.1 previous per cent", 2, "6.4%"),
            # 303 + 280 + 326 + 347, and 259 + 247 + 260 + 303 before.
            ("2.1 rolling year", 2, "1,256"),
            ("2.1 rolling year before", 2, "1,069"),
            ("2.1 rolling change", 2, "an increase of 187 offences (17.5%)"),
            ("2.1 rolling per cent", 2, "17.5%"),
            ("2.1 baseline", 4, "1,146"),
            ("2.1 baseline label", 4, "2014/15"),
            ("2.1 baseline change", 4, "an increase of 294 offences (25.7%)"),
            ("2.1 baseline per cent", 4, "25.7%"),
            ("2.1 status", 4, "red"),
            ("2.1 unit", 4, "offences"),
            ("2.1 title", 4, "Violence with injury"),
            # Entered as a year to date: 3,109, 6,496, 9,450 and 12,043; 12,469 for the year before.
            ("1.3 value", 4, "2,593 incidents"),
            ("1.3 year to date", 4, "12,043"),
            ("1.3 last year", 4, "12,469"),
            ("1.3 change", 4, "a reduction of 426 incidents (3.4%)"),
            ("1.3 comparison", 4, "better than last year, by 426 incidents (3.4%)"),
            ("1.3 direction", 4, "better"),
            ("1.3 baseline change", 4, "a reduction of 1,382 incidents (10.3%)"),
            # 1,203, 1,319, 1,035 and 754 requests; 1,291, 1,294, 895 and 894 before; monitored only.
            ("1.4 value", 4, "754 requests"),
            ("1.4 year to date", 4, "4,311"),
            ("1.4 last year", 4, "4,374"),
            ("1.4 change", 4, "a reduction of 63 requests (1.4%)"),
            ("1.4 comparison", 4, "lower than last year, by 63 requests (1.4%)"),
            ("1.4 quarter change", 4, "a reduction of 140 requests (15.7%)"),
            # 40%, 31%, 47% and 67% against a baseline of 44%: differences are points.
            ("6.2 value", 4, "67%"),
            ("6.2 baseline", 4, "44%"),
            ("6.2 baseline change", 4, "an increase of 23 percentage points"),
            ("6.2 previous change", 2, "a reduction of 9 percentage points"),
            ("6.2 previous change figure", 2, "9"),
            ("6.2 direction", 4, "better"),
            ("6.3 value", 4, "55%"),
            ("6.3 counts", 4, "12 of 22"),
            # Rolling years: 23 to the first quarter of 2014/15, 24 a year later.
            ("6.1 value", 1, "24 repeats"),
            ("6.1 last year", 1, "23"),
            ("6.1 change", 1, "an increase of 1 repeat (4.3%)"),
            ("6.1 comparison", 1, "worse than the twelve months before, by 1 repeat (4.3%)"),
            ("1.2 target", 4, "90%"),
            ("1.2 status", 4, "green"),
            ("3.1/Revoked value", 3, "22 people"),
            ("3.3/Opiate, criminal justice value", 1, "2.4%"),
            ("3.3/Opiate value", 1, "4.8%"),
        ],
    )
    def test_a_field_says_the_reports_figure(self, field: str, quarter: int, said: str) -> None:
        assert words(field, quarter) == said

    def test_a_text_on_a_measure_needs_no_name(self) -> None:
        assert words("change", 2, "Violence with injury") == "an increase of 110 offences (19.5%)"
        assert words("2.3 change", 2, "Violence with injury") == "an increase of 15 offences (62.5%)"
        assert words("/Completions value", 3, "Drug Rehabilitation Requirements") == "6 people"
        assert words("/Completions", 3, "Drug Rehabilitation Requirements") == "6 people"

    def test_a_measure_is_named_by_its_title_as_well(self) -> None:
        assert words("Robbery value", 3) == "32 offences"
        assert words("Victims who take up support from an IDVA value", 3) == "39%"

    @pytest.mark.parametrize(
        ("field", "said"),
        [
            ("2.1 value 2015-16Q1", "326 offences"),
            ("2.1 value Q3 2015/16", "355 offences"),
            ("2.1 2015-16Q3", "355 offences"),
            ("2.1 change 2015-16Q1", "an increase of 66 offences (25.4%)"),
            ("2.1 value 2014-15", "1,146 offences"),
            ("2.1 year to date 2014/15", "1,146"),
            ("2.1 period 2014-15", "2014/15"),
            ("3.1/Breached value 2015-16Q3", "2 people"),
        ],
    )
    def test_a_period_of_its_own_counts_for_a_field(self, field: str, said: str) -> None:
        assert words(field, 4) == said

    @pytest.mark.parametrize(
        ("field", "said"),
        [
            ("period", "Quarter 4 2015/16"),
            ("year", "2015/16"),
            ("months", "Jan to Mar 2016"),
            ("period last year", "Quarter 4 2014/15"),
            ("period 2015-16Q2", "Quarter 2 2015/16"),
        ],
    )
    def test_the_quarters_name_needs_no_measure(self, field: str, said: str) -> None:
        assert words(field) == said

    def test_a_capital_opens_a_sentence(self) -> None:
        assert words("2.1 Change") == "An increase of 294 offences (25.7%)"
        assert words("1.3 Comparison") == "Better than last year, by 426 incidents (3.4%)"
        assert words("2.1 Value") == "412 offences"


class TestProblems:
    @pytest.mark.parametrize(
        ("field", "said"),
        [
            ("9.9 change", "There is no measure 9.9 in this plan."),
            ("9.9", "There is no measure 9.9 in this plan."),
            ("2.1 chnage", "'chnage' is not a figure: did you mean change?"),
            ("2.1 gibberish", "'gibberish' is not a figure: ask for value, change, year to date, last year"),
            ("robbery change", "'robbery change' is neither a figure nor a measure of this plan."),
            ("change", "'change' needs a measure here: write its number first, such as {2.1 change}."),
            ("2.1 value 2016-17Q1", "2.1 has no figure for Quarter 1 2016/17 yet."),
            ("2.1 value sometime", "'sometime' behind 'value' is no quarter or year: write 2015-16Q3."),
            ("3.1 value", "3.1 has no figure for Quarter 4 2015/16 (late)."),
            ("3.1/Completion", "3.1 has no series 'Completion': it has Commencements, Completions"),
            ("2.1/North value", "2.1 has no series 'North': it has one line of figures only."),
            ("/North value", "{/North value} names a series without its measure"),
            ("1.3 change 2015-16Q2", "1.3 has no figure for the year to date last year."),
            ("1.4 direction", "1.4: 754 is 140 below 894 in the same quarter last year; the measure is mon"),
            ("6.2 previous per cent", "6.2: its changes are in points, to which no percentage belongs"),
            ("6.2 year to date", "6.2: the year to date cannot be worked out from the figures given."),
            ("2.1 target", "2.1: no target is set for Quarter 4 2015/16."),
            ("1.4 baseline", "1.4: no baseline is set for Quarter 4 2015/16."),
            ("5.1 baseline", "5.1: the baseline has no figure yet."),
            ("5.2 value 2015-16Q1", "5.2 has no figure for Quarter 1 2015/16 (to be confirmed)."),
            ("2.1 outlook", "2.1: no outlook is given for Quarter 4 2015/16."),
            ("3.3/Non-opiate status", "3.3 (Non-opiate): the status is that of the measure"),
        ],
    )
    def test_what_names_no_figure_is_told_in_plain_words(self, field: str, said: str) -> None:
        assert problem(field).startswith(said)
        assert problem(field).endswith(".") or said.endswith("?")

    def test_a_number_that_two_measures_share_names_neither(self) -> None:
        robbery = next(row for row in report().of(Placement) if row.number == "2.3")
        rows = [replace(row, number="2.1") if row == robbery else row for row in report().of(Placement)]
        shared = Snapshot.of_rows(
            [*report().of(Plan), *report().of(Priority), *report().of(Measure), *report().of(Series), *rows]
        )
        said = say(shared, "2.1 value", place(4))
        assert said.problem.startswith("'2.1' names more than one measure of this plan")
        assert say(shared, "Robbery title", place(4)).words == "Robbery"


class TestText:
    def test_a_text_keeps_its_marks_and_its_positions_are_found_again(self) -> None:
        text = "- {2.1 value}. **Year: {2.1 year to date}**, {{ {2.1 chnage}!"
        found = expanded(report(), text, place(2))
        assert found.text == "- 347 offences. **Year: 673**, {{ {2.1 chnage}!"
        assert [piece.field for piece in found.problems] == ["2.1 chnage"]
        for said, kept in (
            ("347 offences", "{2.1 value}"),
            ("347", "{2.1 value}"),
            ("offences", "{2.1 value}"),
            ("offences. **Year", "{2.1 value}. **Year"),
            ("Year: 6", "Year: {2.1 year to date}"),
            ("673", "{2.1 year to date}"),
            ("**, {{", "**, {{"),
            ("{2.1 chnage}!", "{2.1 chnage}!"),
            ("- ", "- "),
        ):
            at = found.text.index(said)
            start, end = found.source(at, at + len(said))
            assert text[start:end] == kept

    def test_a_text_without_fields_is_the_same(self) -> None:
        found = expanded(report(), "No {} field {{here}.", place(2))
        assert (found.text, found.pieces) == ("No {} field {{here}.", ())
        assert found.source(3, 5) == (3, 5)

    def test_lines_have_the_words_set_as_the_field_was(self) -> None:
        told = resolved_lines(report(), "- **{2.1 value}** in\n{2.1 year} and {9.9}", place(2))
        assert told == (
            Line(LineKind.BULLET, (Span("347 offences", bold=True), Span(" in"))),
            Line(LineKind.PARAGRAPH, (Span("2015/16 and "), Span("{9.9}", field="9.9"))),
        )
        assert plainly(report(), "1. {2.1 figure}\n{{x}", place(2)) == "1. 347\n{x}"

    def test_words_that_were_printed_are_no_marks(self) -> None:
        titled = [
            replace(row, title="Calls **to** [us](http://a.uk)") if row.title == "Robbery" else row
            for row in report().of(Measure)
        ]
        others = [*report().of(Plan), *report().of(Priority), *report().of(Placement), *report().of(Series)]
        told = resolved_lines(Snapshot.of_rows([*titled, *others]), "{2.3 title}", place(2))
        assert told[0].spans == (Span("Calls **to** [us](http://a.uk)"),)


class TestHostile:
    @pytest.mark.parametrize(
        "text",
        [
            "{{{{",
            "{}",
            "{ }",
            "}{",
            "{2.1",
            "2.1}",
            "{{2.1}}",
            "{2.1\nchange}",
            "{2.1 change",
            "{\u2028}",
            "{/}",
            "{2.1/}",
            "{2.1//}",
            "{2.1 / change}",
            "{. .}",
            "{2.1 change change}",
            "{2.1 value 9999-00Q1}",
            "{2.1 value 1899-00Q1}",
            "{2.1 last year 1900-01Q1}",
            "{2.1 previous change 1900-01Q1}",
            "{2.1 rolling change 1901-02Q1}",
            "{2.1 baseline change 2199-00}",
            "{period last year 1900-01Q1}",
            "{2.1 value 2016M03}",
            "{٢.١ change}",
            "{\x00}",
            "{2.1 \ud800}",
            "{" + "x " * 15_000 + "}",
            "{2.1 " + "change " * 4_000 + "}",
            "{3.1/" + "/" * 30_000 + "}",
        ],
    )
    def test_no_text_is_an_error(self, text: str) -> None:
        for at in (place(2), place(4, "Robbery"), FieldPlace(Period.financial_year(2015))):
            found = expanded(report(), text, at)
            assert len(found.pieces) == len(list(fields(text)))
            assert all(len(piece.said.problem) < 200 for piece in found.pieces)
            resolved_lines(report(), text, at)
            plainly(report(), text, at)

    @pytest.mark.parametrize("mark", ["{", "}", "{}", "{{}", "{ {", "{a", "{2.1 "])
    def test_a_text_of_nothing_but_braces_is_read_in_one_pass(self, mark: str) -> None:
        text = (mark * 32_000)[:100_000]
        began = perf_counter()
        expanded(report(), text, place(2, "Robbery"))
        assert perf_counter() - began < 1

    def test_so_many_wrong_fields_are_quick(self) -> None:
        text = " ".join(f"{{chamge{number}}}" for number in range(3_000))
        began = perf_counter()
        assert len(expanded(report(), text, place(2, "Robbery")).problems) == 3_000
        assert perf_counter() - began < 1

    def test_every_ask_of_every_measure_is_said_or_refused_in_one_sentence(self) -> None:
        for measure in report().of(Measure):
            for quarter in range(1, 5):
                for ask in ALL_ASKS:
                    said = say(report(), ask, FieldPlace(Period.quarter(2015, quarter), measure.id))
                    assert bool(said.words) != bool(said.problem), (measure.title, ask)
                    assert "  " not in said.words + said.problem
                    assert not said.problem or said.problem[-1] in ".?"


def many(count: int) -> Snapshot:
    """A plan of so many measures with three years of figures each."""
    plan, priority = Plan(id=PlanId("plan")), PriorityId("p")
    rows: list[object] = [plan, Priority(id=priority, plan=plan.id, title="All")]
    for n in range(count):
        measure, series = MeasureId(f"m{n}"), SeriesId(f"s{n}")
        rows.append(Measure(id=measure, title=f"Measure {n}", unit_label="offences"))
        rows.append(
            Placement(
                id=PlacementId(f"a{n}"), plan=plan.id, priority=priority, measure=measure, number=f"{n}.1"
            )
        )
        rows.append(Series(id=series, measure=measure, headline=True))
        for year in (2013, 2014, 2015):
            for quarter in Period.financial_year(year).quarters:
                value = Decimal(100 + n + quarter.index)
                rows.append(
                    Observation(
                        series=series, period=quarter, typed=str(value), value=value, state=State.VALUE
                    )
                )
    return Snapshot.of_rows(rows)  # type: ignore[arg-type]  # rows of many tables


def test_ten_thousand_fields_over_sixty_measures_take_less_than_a_second() -> None:
    snapshot, asks = many(60), ("value", "change", "year to date", "last year", "rolling change")
    text = " ".join(f"{{{n % 60}.1 {asks[n // 60 % 5]} 2015-16Q{n // 300 % 4 + 1}}}" for n in range(10_000))
    began = perf_counter()
    found = expanded(snapshot, text, FieldPlace(LAST_QUARTER))
    assert perf_counter() - began < 1
    assert len(found.pieces) == 10_000
    assert not found.problems


class TestUnits:
    @pytest.mark.parametrize(
        ("label", "one"),
        [
            ("offences", "offence"),
            ("repeat callers", "repeat caller"),
            ("crimes", "crime"),
            ("people", "person"),
            ("people in treatment", "person in treatment"),
            ("young people aged 10 to 17", "young person aged 10 to 17"),
            ("days", "day"),
            ("enquiries", "enquiry"),
            ("breaches", "breach"),
            ("cases heard", "case heard"),
            ("houses", "house"),
            ("men", "man"),
            ("children", "child"),
            ("PPOs", "PPO"),
            ("arrests and charges", "arrest and charge"),
            ("arrests/charges", "arrest/charge"),
            ("offences of violence", "offence of violence"),
            ("losses", "loss"),
            ("process", "process"),
            ("ASB", "ASB"),
            ("offence", "offence"),
            ("", ""),
        ],
    )
    def test_one_of_them_is_in_the_singular(self, label: str, one: str) -> None:
        assert singular(label) == one

    def test_each_unit_is_said_in_its_own_way(self) -> None:
        count = Measure(id=MeasureId("m"), unit_label="offences")
        money = replace(count, unit=Unit.MONEY, unit_label="")
        rate = replace(count, unit=Unit.RATE, decimals=1, rate_per=1000, unit_label="crimes")
        days = replace(count, unit=Unit.DAYS, unit_label="")
        percent = replace(count, unit=Unit.PERCENT, unit_label="")
        assert with_unit(count, Decimal(1)) == "1 offence"
        assert with_unit(count, Decimal(0)) == "0 offences"
        assert with_unit(count, Decimal(1440)) == "1,440 offences"
        assert with_unit(money, Decimal(5000)) == "£5,000"
        assert with_unit(rate, Decimal("5.25")) == "5.3 crimes per 1,000"
        assert with_unit(replace(rate, unit_label=""), Decimal("5.25")) == "5.3 per 1,000"
        assert with_unit(days, Decimal(1)) == "1 day"
        assert with_unit(percent, Decimal("62.5")) == "63%"
        assert change_said(percent, Decimal(1), None) == "an increase of 1 percentage point"
        assert change_said(percent, Decimal(-2), None) == "a reduction of 2 percentage points"
        assert change_said(money, Decimal(-5000), Decimal("3.1")) == "a reduction of £5,000 (3.1%)"
        assert change_said(count, Decimal(0), Decimal(0)) == "no change"
        # A change that the measure's decimals would print as none is given with more of them.
        assert change_said(percent, Decimal("-0.04"), None) == "a reduction of 0.04 percentage points"


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
        found = unresolved(store.load(), LAST_QUARTER)
        assert sorted((each.words, each.start, each.end, each.place, each.problem) for each in found) == [
            (
                "{9.9}",
                0,
                5,
                "2 Violent crime and robbery, Highlights and issues to raise, Quarter 4 2015/16",
                "There is no measure 9.9 in this plan.",
            ),
            (
                "{chnage}",
                3,
                11,
                "2.1 Violence with injury, Commentary, Quarter 4 2015/16",
                "'chnage' is not a figure: did you mean change?",
            ),
        ]
        assert unresolved(store.load(), Period.quarter(2014, 4)) == ()


class TestOffers:
    def test_the_texts_own_figures_come_first(self) -> None:
        found = offers(report(), place(2, "Violence with injury"), "")
        assert [(each.field, each.words) for each in found[:3]] == [
            ("value", "347 offences"),
            ("figure", "347"),
            ("year to date", "673"),
        ]
        assert all(each.words for each in found)
        assert offers(report(), place(2), "")[0].words == "Quarter 2 2015/16"

    def test_what_is_typed_chooses_among_them(self) -> None:
        at = place(2, "Violence with injury")
        assert offers(report(), at, "ch")[0].words == "an increase of 110 offences (19.5%)"
        assert [each.field for each in offers(report(), at, "2.3 ch")][:1] == ["2.3 change"]
        assert ("2.3 value", "22 offences") in [
            (each.field, each.words) for each in offers(report(), at, "robb")
        ]
        assert any(each.field == "3.1/Revoked value" for each in offers(report(), at, "3.1 rev"))
        assert offers(report(), at, "zzz") == ()

    def test_what_cannot_be_said_tells_why(self) -> None:
        found = offers(report(), place(2, "Violence with injury"), "target")
        assert (found[0].field, found[0].words) == ("target", "")
        assert found[0].about == "2.1: no target is set for Quarter 2 2015/16."

    def test_the_opening_of_a_sentence_has_a_capital(self) -> None:
        at = place(2, "Violence with injury")
        for found in (offers(report(), at, "ch", is_opening=True), offers(report(), at, "Ch")):
            assert (found[0].field, found[0].words) == ("Change", "An increase of 110 offences (19.5%)")
            assert say(report(), found[0].field, at).words == found[0].words

    def test_every_offer_says_what_it_shows(self) -> None:
        for typed in ("", "c", "2.1", "3.", "Rob", "/"):
            for at in (place(2), place(3, "Drug Rehabilitation Requirements")):
                for offer in offers(report(), at, typed):
                    assert say(report(), offer.field, at).words == offer.words

    def test_words_find_the_fields_that_print_them(self) -> None:
        at = place(2, "Violence with injury")
        assert matching(report(), "an increase of 110 offences (19.5%)", at)[0].field == "change"
        assert matching(report(), "An increase of 110 offences (19.5%)", at)[0].field == "Change"
        assert [each.field for each in matching(report(), "22 offences", at)] == ["2.3 value"]
        assert matching(report(), "no such words", at) == ()
        assert matching(report(), " ", at) == ()


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
