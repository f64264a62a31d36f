"""Live fields say the figures of a published report as its officers would, and never trip over a text."""

from dataclasses import replace
from decimal import Decimal
from time import perf_counter

import pytest

from cspdesk.analysis.live_field_asks import ALL_ASKS
from cspdesk.analysis.live_fields import (
    FieldPlace,
    expanded,
    fields,
    plainly,
    resolved_lines,
    say,
)
from cspdesk.domain.period import Period
from cspdesk.domain.reading import State
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
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
from cspdesk.domain.text import Line, LineKind, Span
from tests.support.documents import LAST_QUARTER
from tests.support.fields import place, problem, report, words


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
