"""Every kind of chart from a document: its lines, its words, and when there is none."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from cspdesk.analysis.area_chart import area_chart
from cspdesk.analysis.chart_style import remarks, scale
from cspdesk.analysis.chart_words import as_table
from cspdesk.analysis.charts import ChartKind, ChartLine, ChartSpec, LineRole, Mark, stretch, without
from cspdesk.analysis.measure_charts import chart_of, kinds_for
from cspdesk.analysis.trend import spark_chart
from cspdesk.domain.choices import EnteredAs, Frequency, Polarity, Span
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed
from cspdesk.domain.read_rows import observed
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Measure,
    Observation,
    PeerValue,
    PeerValueId,
    PlanId,
    Priority,
    PriorityId,
    Rebase,
    Series,
    SeriesId,
    Setting,
)
from cspdesk.domain.unit import Unit
from tests.support.judging import MEASURE, Q3, Q4, SERIES, baseline, document, target, year

# Violence with injury in a real pack.
VIOLENCE = {**year(2014, "260", "303", "303", "280"), **year(2015, "326", "347", "355", "412")}


def until(*texts: str, last: Period = Q4) -> dict[str, str]:
    """Texts typed for the quarters that end with one, empty ones left out."""
    found = {last.shift(place - len(texts) + 1).key: text for place, text in enumerate(texts)}
    return {key: text for key, text in found.items() if text}


def drawn(kind: ChartKind, typed: dict[str, str], quarter: Period = Q4, **about: Any) -> ChartSpec:
    snapshot, placed = document(typed, **about)
    return chart_of(snapshot, placed, quarter, kind)


def values(line: ChartLine) -> list[int | float | None]:
    return [None if value is None else float(value) for value in line.values]


def by_role(spec: ChartSpec, role: LineRole) -> list[ChartLine]:
    return [line for line in spec.lines if line.role is role]


class TestTrend:
    def test_range_is_a_band_of_two_lines(self) -> None:
        spec = drawn(
            ChartKind.TREND,
            year(2015, "8%", "16%", "12%", "11%"),
            unit=Unit.PERCENT,
            targets=[target("9-15%", Period.financial_year(2015), Unit.PERCENT)],
        )
        (high,), (low,) = by_role(spec, LineRole.TARGET_HIGH), by_role(spec, LineRole.TARGET_LOW)
        assert values(high) == [15] * 4
        assert values(low) == [9] * 4
        assert "Target from: 9% throughout" in spec.description

    def test_target_in_words_counts_once_it_is_confirmed(self) -> None:
        words = target("as low as may be", Q4, read_as="300")
        spec = drawn(ChartKind.TREND, VIOLENCE, targets=[words])
        (line,) = by_role(spec, LineRole.TARGET)
        assert values(line) == [None] * 7 + [300]
        assert by_role(drawn(ChartKind.TREND, VIOLENCE, targets=[target("low", Q4)]), LineRole.TARGET) == []

    def test_target_and_baseline_of_a_quarter_are_lines(self) -> None:
        spec = drawn(
            ChartKind.TREND,
            VIOLENCE,
            targets=[target("300", Q4)],
            baselines=[baseline("257", span=Span.QUARTER)],
        )
        assert [line.role for line in spec.lines] == [LineRole.OWN, LineRole.TARGET, LineRole.BASELINE]

    def test_break_is_marked_with_its_note(self) -> None:
        spec = drawn(ChartKind.TREND, VIOLENCE, breaks=[("2015-16Q1", False, "new counting rules.")])
        assert spec.breaks == (4,)
        assert (
            "Figures before Q1 15/16 are not comparable with those from then on: new counting rules."
            in remarks(spec)
        )

    def test_comparable_break_leaves_the_line_whole_and_is_told(self) -> None:
        spec = drawn(ChartKind.TREND, VIOLENCE, breaks=[("2015-16Q1", True, "new system")])
        assert spec.breaks == ()
        assert "From Q1 15/16, still comparable: new system." in remarks(spec)

    def test_own_title_is_printed(self) -> None:
        kept = Setting(key="chart title m trend 2015-16Q4", value="Violence is the one to watch")
        spec = drawn(ChartKind.TREND, VIOLENCE, rows=[kept])
        assert spec.title == "Violence is the one to watch"

    def test_long_series_is_described_by_first_last_and_extremes(self) -> None:
        texts = [str(100 + place % 7) for place in range(24)]
        snapshot, placed = document(until(*texts))
        spec = chart_of(snapshot, placed, Q4, ChartKind.CONTROL)
        # 24 quarters from Quarter 1 2010/11: 100 first, 100 + 23 % 7 = 102 last; 106 first in the seventh.
        assert (
            "first Q1 10/11 100, last Q4 15/16 102, highest Q3 11/12 106, lowest Q1 10/11 100"
            in spec.description
        )

    def test_provisional_is_said_in_words_and_in_the_table(self) -> None:
        spec = drawn(ChartKind.TREND, year(2015, "1", "2", "3", "4 [p]"))
        assert spec.lines[0].provisional == {3}
        assert "Q4 15/16 4 (provisional)" in spec.description
        assert as_table(spec)[1] == ("Q4 15/16", "4 [p]")


class TestControl:
    def test_lines_and_marks(self) -> None:
        # The mean is (6 x 90 + 6 x 110 + 200) / 13 = 107.69. Of the steps (eleven of 20, one of 90; 25.83 on
        # average) that of 90 is screened out, so the upper limit is 107.69 + 2.66 x 20 = 160.89.
        spec = drawn(
            ChartKind.CONTROL,
            until(*["90", "110"] * 6, "200"),
            polarity=Polarity.LOWER,
            unit_label="offences",
        )
        assert [line.label for line in spec.lines] == ["Offences", "Upper limit", "Mean", "Lower limit"]
        assert spec.lines[0].marks == ((12, Mark.CONCERN),)
        assert spec.title == (
            "200 offences in Quarter 4 2015/16. Concern: high or rising beyond what chance explains"
        )
        assert "Q4 15/16 is marked: concern." in spec.description
        assert as_table(spec)[0][-1] == "Marked"
        assert as_table(spec)[1][-1] == "concern"
        assert as_table(spec)[1][1:4] == ("200", "160.9", "107.7")

    def test_rebase_is_a_step(self) -> None:
        again = Rebase(series=SERIES, from_period=Period.from_key("2015-16Q1"))
        spec = drawn(ChartKind.CONTROL, until(*["10"] * 12, *["20"] * 4), rows=[again])
        (mean,) = by_role(spec, LineRole.MEAN)
        assert mean.cuts == (12,)
        assert values(mean) == [10] * 12 + [20] * 4
        assert spec.lines[0].cuts == ()

    def test_too_few_figures_are_refused_in_a_sentence(self) -> None:
        spec = drawn(ChartKind.CONTROL, VIOLENCE)
        assert spec.refused == "Not enough figures: 8 of the 12 needed."
        assert spec.lines == ()
        assert spec.refused in spec.description

    def test_counts_have_no_limit_below_nought(self) -> None:
        spec = drawn(ChartKind.CONTROL, until(*["0", "4"] * 6))
        assert values(spec.lines[3]) == [0] * 12


class TestYears:
    def test_each_year_is_a_line_this_one_first(self) -> None:
        spec = drawn(ChartKind.YEARS, VIOLENCE)
        assert [(line.label, line.role) for line in spec.lines] == [
            ("2015/16", LineRole.OWN),
            ("2014/15", LineRole.LAST_YEAR),
        ]
        assert values(spec.lines[1]) == [260, 303, 303, 280]
        assert spec.labels == ("Q1", "Q2", "Q3", "Q4")

    def test_quarters_to_come_are_open(self) -> None:
        spec = drawn(ChartKind.YEARS, VIOLENCE, Q3)
        assert values(spec.lines[0]) == [326, 347, 355, None]
        assert remarks(spec) == ()

    @pytest.mark.parametrize(
        ("typed", "title"),
        [
            (VIOLENCE, "Measure was above 2014/15 in all four quarters of 2015/16"),
            (
                {**year(2014, "9", "9", "9", "9"), **year(2015, "8", "8", "7", "8")},
                "Measure was below 2014/15 in all four quarters of 2015/16",
            ),
            (
                {**year(2014, "9", "9", "9", "9"), **year(2015, "8", "10", "11", "9")},
                "Measure was above 2014/15 in 2, below in 1 and level in 1 of 4 quarters of 2015/16 compared",
            ),
            (
                {**year(2014, "9", "9"), **year(2015, "8", "9")},
                "Measure was below 2014/15 in 1 and level in 1 of 2 quarters of 2015/16 compared",
            ),
            (
                {**year(2014, "9", "", "9"), **year(2015, "8", "8", "7", "8")},
                "Measure was below 2014/15 in both quarters of 2015/16 that can be compared",
            ),
            (
                {**year(2014, "5"), **year(2015, "8", "8", "7", "8")},
                "8 in Quarter 1 2015/16, up from 5 a year before",
            ),
            (
                year(2015, "8", "8", "7", "6"),
                "6 in Quarter 4 2015/16; nothing to compare it with a year before",
            ),
            (year(2014, "8"), "Measure: no figures yet for 2015/16"),
        ],
    )
    def test_title_counts_the_quarters(self, typed: dict[str, str], title: str) -> None:
        assert drawn(ChartKind.YEARS, typed).title == title

    def test_quarters_so_far(self) -> None:
        assert drawn(ChartKind.YEARS, VIOLENCE, Q3).title == (
            "Measure was above 2014/15 in all three quarters of 2015/16 so far"
        )

    def test_break_opens_its_own_year_only_and_is_told(self) -> None:
        spec = drawn(ChartKind.YEARS, VIOLENCE, breaks=[("2014-15Q3", False, "new rules")])
        assert [line.cuts for line in spec.lines] == [(), (2,)]
        assert spec.notes == (
            "Figures before Q3 14/15 are not comparable with those from then on: new rules.",
        )
        # Quarters 1 and 2 lie on the other side of the break from their last year's.
        assert spec.title == "Measure was above 2014/15 in both quarters of 2015/16 that can be compared"

    def test_one_quarter_of_this_year_is_drawn_by_its_last_year(self) -> None:
        spec = drawn(ChartKind.YEARS, {**year(2014, "1", "2", "3", "4"), **year(2015, "5")}, Q4.shift(-3))
        assert spec.point_count == 4


def parted(*given: tuple[str, tuple[str, ...]], total: tuple[str, ...] = ()) -> tuple[Snapshot, Placed]:
    """A measure whose series "All" totals the others; texts end with Quarter 4 2015/16."""
    measure = Measure(id=MEASURE, title="Repeat callers", unit_label="callers")
    rows: list[Any] = [measure]
    for place, (label, texts) in enumerate((*given, ("All", total))):
        series = SeriesId(label)
        totals = "the others" if label == "All" else ""
        rows.append(
            Series(
                id=series, measure=MEASURE, position=place, label=label, headline=not place, total_of=totals
            )
        )
        for back, text in enumerate(reversed(texts)):
            if text:
                row = Observation(series=series, period=Q4.shift(-back), typed=text)
                rows.append(observed(row, Unit.COUNT))
    return Snapshot.of_rows(rows), Placed(measure, "1.1", Priority(id=PriorityId("p"), plan=PlanId("plan")))


class TestStacked:
    def test_parts_and_total(self) -> None:
        snapshot, placed = parted(("Hotline", ("47", "33", "27", "12")), ("Police", ("37", "9", "15", "10")))
        spec = chart_of(snapshot, placed, Q4, ChartKind.STACKED)
        assert [line.role for line in spec.lines] == [LineRole.PART, LineRole.PART, LineRole.TOTAL]
        assert values(spec.lines[2]) == [84, 42, 42, 22]
        assert spec.title == "22 callers in Quarter 4 2015/16; the largest part was Hotline, 12"
        # The axis holds the columns, not their parts.
        assert scale(spec).high >= 84

    def test_quarter_without_a_part_has_no_column_and_says_so(self) -> None:
        snapshot, placed = parted(("Hotline", ("47", "33", "27", "12")), ("Police", ("37", "", "15", "10")))
        spec = chart_of(snapshot, placed, Q4, ChartKind.STACKED)
        assert [values(line)[1] for line in spec.lines] == [None] * 3
        assert "A quarter in which a part has no figure has no column." in spec.notes

    def test_total_that_its_parts_do_not_make_is_told(self) -> None:
        snapshot, placed = parted(("A", ("1", "2", "3")), ("B", ("1", "2", "3")), total=("2", "5", "6"))
        spec = chart_of(snapshot, placed, Q4, ChartKind.STACKED)
        assert spec.notes == ("The parts do not make the total given in Q3 15/16; the figure is the total.",)

    def test_ties_are_named_together(self) -> None:
        snapshot, placed = parted(("A", ("3",)), ("B", ("3",)), ("C", ("1",)))
        spec = chart_of(snapshot, placed, Q4, ChartKind.STACKED)
        assert spec.title == "7 callers in Quarter 4 2015/16; the largest parts were A and B, 3 each"

    def test_part_below_nought_makes_no_column(self) -> None:
        snapshot, placed = parted(("A", ("3", "-1")), ("B", ("3", "5")))
        spec = chart_of(snapshot, placed, Q4, ChartKind.STACKED)
        assert spec.refused == "A part is below 0 in Quarter 4 2015/16, so the parts make no column."

    def test_several_series_without_a_total_are_not_stacked(self) -> None:
        snapshot, placed = document(VIOLENCE, rows=[Series(id=SeriesId("o"), measure=MEASURE, label="Other")])
        assert ChartKind.STACKED not in kinds_for(snapshot, placed, Q4)
        assert chart_of(snapshot, placed, Q4, ChartKind.STACKED).refused


def peers(*rows: tuple[str, int | None, int | None], own: str = "Ours") -> tuple[Snapshot, Placed]:
    """Areas with their counts and populations in Quarter 4."""
    measure = Measure(id=MEASURE, title="Burglary")
    given = [
        PeerValue(
            id=PeerValueId(area),
            position=place,
            measure=MEASURE,
            period=Q4,
            area=area,
            own=area == own,
            count=None if count is None else Decimal(count),
            population=None if people is None else Decimal(people),
            source="Police",
        )
        for place, (area, count, people) in enumerate(rows)
    ]
    snapshot = Snapshot.of_rows([measure, *given])
    return snapshot, Placed(measure, "2.3", Priority(id=PriorityId("p"), plan=PlanId("plan")))


class TestAreas:
    def test_sorted_by_rate_with_own_mean_and_interval(self) -> None:
        snapshot, placed = peers(("Ours", 300, 60_000), ("North", 120, 40_000), ("South", 350, 50_000))
        spec = area_chart(snapshot, placed, Q4)
        # 5, 3 and 7 for each thousand people; their mean is 5.
        assert spec.labels == ("South", "Ours", "North")
        assert values(spec.lines[0]) == [7, 5, 3]
        assert values(spec.lines[1]) == [5, 5, 5]
        assert spec.own_at == 1
        assert spec.interval is not None
        assert spec.interval[0] < 5 < spec.interval[1]
        assert spec.title == "Burglary: 2nd lowest of 3; in line with the mean of the group"
        assert as_table(spec)[0] == ("Area", "Rate", "Mean", "Interval")
        assert as_table(spec)[2][0] == "Ours (our area)"
        assert spec.source == "Police"

    def test_area_without_population_is_named(self) -> None:
        snapshot, placed = peers(("Ours", 300, 60_000), ("North", 120, None), ("South", 350, 50_000))
        spec = area_chart(snapshot, placed, Q4)
        assert spec.labels == ("South", "Ours")
        assert "No rate for North." in spec.notes

    def test_one_rate_is_refused(self) -> None:
        snapshot, placed = peers(("Ours", 300, 60_000), ("North", None, None))
        spec = area_chart(snapshot, placed, Q4)
        assert spec.refused.startswith("Only one area has a rate to compare")

    def test_kind_is_offered_where_areas_are_given_up_to_the_quarter(self) -> None:
        snapshot, placed = peers(("Ours", 300, 60_000), ("North", 120, 40_000))
        assert ChartKind.AREAS in kinds_for(snapshot, placed, Q4)
        assert ChartKind.AREAS not in kinds_for(snapshot, placed, Q3)
        assert chart_of(snapshot, placed, Q4.next, ChartKind.AREAS).labels == ("Ours", "North")


class TestKinds:
    def test_rolling_years_have_a_trend_only(self) -> None:
        snapshot, placed = document(VIOLENCE, entered_as=EnteredAs.ROLLING)
        assert kinds_for(snapshot, placed, Q4) == (ChartKind.TREND,)

    def test_yearly_figures_have_no_quarters_to_lay_over_one_another(self) -> None:
        snapshot, placed = document({"2014-15": "9"}, frequency=Frequency.YEAR)
        assert kinds_for(snapshot, placed, Q4) == (ChartKind.TREND, ChartKind.CONTROL)

    def test_quarters_have_all_three(self) -> None:
        snapshot, placed = document(VIOLENCE)
        assert kinds_for(snapshot, placed, Q4) == (ChartKind.TREND, ChartKind.CONTROL, ChartKind.YEARS)


class TestLooks:
    def test_stretch_keeps_what_lies_in_it(self) -> None:
        spec = drawn(
            ChartKind.TREND,
            {**VIOLENCE, "2015-16Q4": "412 [p]"},
            breaks=[("2015-16Q1", False, "rules"), ("2014-15Q2", False, "staff")],
        )
        part = stretch(spec, 3, 7)
        assert part.labels == ("Q4 14/15", "Q1 15/16", "Q2 15/16", "Q3 15/16", "Q4 15/16")
        assert values(part.lines[0]) == [280, 326, 347, 355, 412]
        assert part.lines[0].provisional == {4}
        assert (part.breaks, part.break_notes) == ((1,), ("rules",))

    def test_lines_switched_off_leave_the_others_their_places(self) -> None:
        spec = drawn(ChartKind.YEARS, VIOLENCE)
        rest = without(spec, {0})
        assert rest.lines[0].is_empty
        assert rest.lines[1] == spec.lines[1]
        assert without(spec, ()) is spec

    def test_axis_that_is_freed_from_nought_is_told(self) -> None:
        spec = drawn(ChartKind.TREND, VIOLENCE)
        assert remarks(spec) == ()
        assert remarks(replace(spec, from_zero=False)) == ("The value axis does not start at nought.",)


def test_sparkline_is_eight_quarters_with_their_target() -> None:
    snapshot, placed = document(
        {**VIOLENCE, **year(2013, "1", "2", "3", "4")},
        targets=[target("300", Q4)],
        breaks=[("2015-16Q1", False, "")],
        baselines=[baseline("257", span=Span.QUARTER)],
    )
    spec = spark_chart(snapshot, placed, Q4)
    assert [line.role for line in spec.lines] == [LineRole.OWN, LineRole.TARGET]
    assert values(spec.lines[0]) == [260, 303, 303, 280, 326, 347, 355, 412]
    assert spec.breaks == (4,)


LONG = "9" * 400
HOSTILE: dict[str, dict[str, Any]] = {
    "nothing": {"typed": {}},
    "all missing": {"typed": year(2015, "na", "TBC", "[c]", "late: police, 24 May")},
    "one point": {"typed": year(2015, "", "7")},
    "identical": {"typed": until(*["5"] * 16)},
    "nought last year": {"typed": {**year(2014, "0", "0", "0", "0"), **year(2015, "1", "2", "3", "4")}},
    "a year to date that falls": {
        "typed": {**year(2014, "10", "20", "30", "40"), **year(2015, "10", "30", "20", "25")},
        "entered_as": EnteredAs.YEAR_TO_DATE,
    },
    "a leap": {"typed": until(*["5", "6"] * 7, "600")},
    "400 digits": {"typed": {**VIOLENCE, "2015-16Q4": LONG}},
    "400 decimals": {"typed": {**VIOLENCE, "2015-16Q4": f"0.{LONG}"}},
    "negative money": {"typed": year(2015, "-5000", "300", "-1", "0"), "unit": Unit.MONEY},
    "words": {"typed": year(2015, "some", "none at all", "", "x"), "unit": Unit.TEXT},
    "a title of markup": {"typed": VIOLENCE, "title": "<b>{{x}}</b>\u202e"},
    "no title": {"typed": VIOLENCE, "title": ""},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_bad_input_gives_a_chart_or_a_reason(name: str) -> None:
    about = dict(HOSTILE[name])
    typed, title = about.pop("typed"), about.pop("title", None)
    snapshot, placed = document(typed, **about)
    if title is not None:
        placed = replace(placed, measure=replace(placed.measure, title=title))
    for kind in ChartKind:
        spec = chart_of(snapshot, placed, Q4, kind)
        assert spec.title
        assert spec.description
        assert all(len(line.values) == len(spec.labels) for line in spec.lines)
        given = [value for line in spec.lines for value in line.values if value is not None]
        assert all(value.is_finite() for value in given)
        assert scale(spec).high > scale(spec).low
        assert len({len(row) for row in as_table(spec)}) == 1
        said = " ".join((spec.title, spec.description, *remarks(spec)))
        assert "NaN" not in said
        assert "Infinity" not in said
        assert len(said) < 3_000
