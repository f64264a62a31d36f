"""Where a figure is from: sums of the real report and by hand, and no sum in words that does not come out."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.analysis.figures import line_figures
from cspdesk.analysis.line import Line
from cspdesk.analysis.provenance import FigureKind, where_from
from cspdesk.analysis.provenance_sums import own, rolling, to_date
from cspdesk.analysis.provenance_words import Provenance
from cspdesk.domain.choices import AddsUp, EnteredAs, Frequency, Span, Status, StatusAgainst
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import observed
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Measure,
    Observation,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Series,
    SeriesId,
    StatusOverride,
)
from cspdesk.domain.unit import Unit
from tests.support.documents import small_store
from tests.support.judging import MEASURE, Q1, Q2, Q3, Q4, SERIES, baseline, document, target, year

KIND = FigureKind


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    with small_store(tmp_path_factory.mktemp("report") / "small.cspdesk") as store:
        return store.load()


def asked(snapshot: Snapshot, kind: FigureKind, period: Period = Q4, series: SeriesId = SERIES) -> Provenance:
    found = where_from(snapshot, kind, series, period)
    assert found is not None
    return found


def sentences(
    snapshot: Snapshot, kind: FigureKind, period: Period = Q4, series: SeriesId = SERIES
) -> list[str]:
    return list(asked(snapshot, kind, period, series).sentences)


def typed_in(found: Provenance) -> list[tuple[str, str]]:
    return [(cell.label, cell.typed) for cell in found.cells]


THIS_YEAR = "1,440 = 326 + 347 + 355 + 412, the four quarters of 2015/16"
LAST_YEAR = "1,146 = 260 + 303 + 303 + 280, the four quarters of 2014/15"
VIOLENCE = SeriesId("m21")


# ------------------------------------------------------------------ the report's own figures


def test_a_year_to_date_names_its_quarters(report: Snapshot) -> None:
    found = asked(report, KIND.YEAR_TO_DATE, Q4, VIOLENCE)
    assert found.heading == "2.1 Violence with injury, in 2015/16"
    assert found.subject == "1,440 offences of violence with injury in 2015/16"
    assert found.sentences == (THIS_YEAR,)
    assert typed_in(found) == [
        ("Quarter 1 2015/16", "326"),
        ("Quarter 2 2015/16", "347"),
        ("Quarter 3 2015/16", "355"),
        ("Quarter 4 2015/16", "412"),
    ]
    assert {cell.source for cell in found.cells} == {"Police recorded crime"}


def test_a_change_names_both_sides_and_their_quarters(report: Snapshot) -> None:
    change = "+294 = 1,440 − 1,146, year to date against the same quarters of 2014/15"
    percent = "25.7% = 294 / 1,146, rounded half up"
    assert sentences(report, KIND.CHANGE, Q4, VIOLENCE) == [change, percent, THIS_YEAR, LAST_YEAR]
    assert sentences(report, KIND.CHANGE_PCT, Q4, VIOLENCE) == [percent, change, THIS_YEAR, LAST_YEAR]
    assert len(asked(report, KIND.CHANGE, Q4, VIOLENCE).cells) == 8


def test_a_part_of_a_year_says_which_quarters(report: Snapshot) -> None:
    assert sentences(report, KIND.YEAR_TO_DATE, Q3, VIOLENCE) == [
        "1,028 = 326 + 347 + 355, quarters 1 to 3 of 2015/16"
    ]
    assert sentences(report, KIND.YEAR_TO_DATE, Q2, VIOLENCE) == [
        "673 = 326 + 347, quarters 1 and 2 of 2015/16"
    ]
    assert sentences(report, KIND.YEAR_TO_DATE, Q1, VIOLENCE) == ["326, quarter 1 of 2015/16"]


def test_a_years_cell_of_a_quarterly_measure_is_its_quarters(report: Snapshot) -> None:
    assert sentences(report, KIND.ENTERED, Period.financial_year(2015), VIOLENCE) == [THIS_YEAR]


def test_a_cell_is_as_typed(report: Snapshot) -> None:
    assert sentences(report, KIND.ENTERED, Q4, VIOLENCE) == ["412, as typed for Quarter 4 2015/16"]
    assert sentences(report, KIND.SAME_QUARTER, Q4, VIOLENCE) == ["280, as typed for Quarter 4 2014/15"]


def test_a_rolling_year_crosses_the_year(report: Snapshot) -> None:
    # 303 + 280 + 326 + 347 = 1,256.
    assert sentences(report, KIND.ROLLING, Q2, VIOLENCE) == [
        "1,256 = 303 + 280 + 326 + 347, the four quarters of the twelve months to September 2015"
    ]


def test_the_quarter_before(report: Snapshot) -> None:
    # 412 - 355 = 57; 57 / 355 = 16.06%.
    assert sentences(report, KIND.PREVIOUS_CHANGE, Q4, VIOLENCE)[:2] == [
        "+57 = 412 − 355, Quarter 4 2015/16 against Quarter 3 2015/16",
        "16.1% = 57 / 355, rounded half up",
    ]


def test_a_derived_quarter_is_the_growth_of_the_year_to_date(report: Snapshot) -> None:
    found = asked(report, KIND.QUARTER, Q4, SeriesId("m13"))
    assert found.sentences == ("2,593 = 12,043 − 9,450, the year to date less the one a quarter before",)
    assert typed_in(found) == [("Quarter 4 2015/16", "12,043 [p]"), ("Quarter 3 2015/16", "9450")]
    assert found.cells[0].printed == "12,043 (provisional)"
    assert sentences(report, KIND.YEAR_TO_DATE, Q4, SeriesId("m13")) == [
        "12,043, as typed for the year to date at Quarter 4 2015/16"
    ]


def test_a_fall_keeps_its_sign(report: Snapshot) -> None:
    # 12,043 - 12,469 = -426; 426 / 12,469 = 3.416%.
    assert sentences(report, KIND.CHANGE, Q4, SeriesId("m13"))[:2] == [
        "−426 = 12,043 − 12,469, year to date against the same quarters of 2014/15",
        "−3.4% = −426 / 12,469, rounded half up",
    ]


def test_a_baseline_stands_beside_the_year(report: Snapshot) -> None:
    found = asked(report, KIND.BASELINE_CHANGE, Q4, VIOLENCE)
    # 1,440 - 257 = 1,183; 1,183 / 257 = 460.31%.
    assert found.sentences == (
        "+1,183 = 1,440 − 257, 2015/16 against the baseline (2013/14)",
        "460.3% = 1,183 / 257, rounded half up",
        THIS_YEAR,
        "257, as typed for the baseline (2013/14)",
    )
    assert found.cells[-1].table == "baseline"


def test_why_there_is_none(report: Snapshot) -> None:
    assert sentences(report, KIND.ENTERED, Q4, SeriesId("m12")) == ["Quarter 4 2015/16 is missing"]
    assert sentences(report, KIND.YEAR_TO_DATE, Q4, SeriesId("m12")) == [
        "The quarters of this measure do not make a year"
    ]
    lacking = asked(report, KIND.CHANGE, Q4, SeriesId("m31"))
    assert lacking.figure == ""
    assert lacking.sentences[0] == "2015/16 is missing"


def test_a_yearly_figure(report: Snapshot) -> None:
    for period in (Period.quarter(2014, 4), Period.financial_year(2014)):
        assert sentences(report, KIND.ENTERED, period, SeriesId("m31")) == ["1,204, as typed for 2014/15"]
    assert sentences(report, KIND.QUARTER, Q4, SeriesId("m31")) == [
        "One figure a year is typed, so the quarter alone cannot be told"
    ]


def test_a_series_that_is_gone_has_no_answer(report: Snapshot) -> None:
    assert where_from(report, KIND.ENTERED, SeriesId("gone"), Q4) is None


# ------------------------------------------------------------------ by hand


def test_pooled_percentages_show_the_counts() -> None:
    texts = year(2015, "2 of 3", "1 of 2", "1 of 2", "1 of 1")
    snapshot, _ = document(texts, unit=Unit.PERCENT, decimals=1)
    # (2 + 1 + 1 + 1) / (3 + 2 + 2 + 1) = 5 / 8 = 62.5%.
    assert sentences(snapshot, KIND.YEAR_TO_DATE) == [
        "62.5% = 5 of 8 (pooled: 2 + 1 + 1 + 1 of 3 + 2 + 2 + 1), the four quarters of 2015/16"
    ]
    whole, _ = document(texts, unit=Unit.PERCENT)
    assert sentences(whole, KIND.YEAR_TO_DATE) == [
        "63% = 5 of 8 (pooled: 2 + 1 + 1 + 1 of 3 + 2 + 2 + 1), the four quarters of 2015/16, rounded half up"
    ]


def test_a_quarter_without_counts_is_not_pooled() -> None:
    snapshot, _ = document(year(2015, "2 of 3", "50%"), unit=Unit.PERCENT)
    assert sentences(snapshot, KIND.YEAR_TO_DATE, Q2) == [
        "Quarter 2 2015/16 has no counts, such as 12 of 22, to pool"
    ]


def test_counts_that_do_not_give_the_percentage_typed_are_not_called_its_sum() -> None:
    snapshot, _ = document(year(2015, "55% (12 of 22)", "60% (12 of 22)"), unit=Unit.PERCENT)
    assert sentences(snapshot, KIND.ENTERED, Q1) == ["55% = 12 of 22, as typed for Quarter 1 2015/16"]
    assert sentences(snapshot, KIND.ENTERED, Q2) == ["60%, as typed for Quarter 2 2015/16"]


def test_a_missing_quarter_is_named() -> None:
    snapshot, _ = document(year(2015, "3", "", "5", "7"))
    found = asked(snapshot, KIND.YEAR_TO_DATE)
    assert found.figure == ""
    assert found.sentences == ("Quarter 2 2015/16 is missing",)
    assert typed_in(found)[1] == ("Quarter 2 2015/16", "")
    assert [cell.printed for cell in found.cells] == ["3", "missing", "5", "7"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("late: police, 24 May", "Quarter 2 2015/16 is late: 'late: police, 24 May'"),
        ("TBC", "Quarter 2 2015/16 is to be confirmed: 'TBC'"),
        ("fewer than usual", "Quarter 2 2015/16 holds no figure that can be used: 'fewer than usual'"),
    ],
)
def test_a_quarter_in_words_is_quoted(text: str, said: str) -> None:
    snapshot, _ = document(year(2015, "3", text, "5"))
    assert sentences(snapshot, KIND.YEAR_TO_DATE, Q3) == [said]


def test_a_year_serves_where_its_quarters_lack() -> None:
    snapshot, _ = document({**year(2015, "3", "", "5", "7"), "2015-16": "21"})
    assert sentences(snapshot, KIND.YEAR_TO_DATE) == [
        "21, as typed for 2015/16, whose quarters are not all there"
    ]


def test_twelve_months_out_of_years_to_date() -> None:
    texts = {**year(2014, "10", "25", "40", "60"), **year(2015, "12", "30")}
    snapshot, _ = document(texts, entered_as=EnteredAs.YEAR_TO_DATE)
    # 30 so far, and 60 - 25 = 35 that last year had still to come.
    assert sentences(snapshot, KIND.ROLLING, Q2) == [
        "65 = 30 + 60 − 25, the year to date, and what 2014/15 had still to come after its quarter 2"
    ]


def test_a_year_to_date_that_falls_is_doubted() -> None:
    snapshot, _ = document(year(2015, "12", "9"), entered_as=EnteredAs.YEAR_TO_DATE)
    assert sentences(snapshot, KIND.QUARTER, Q2) == [
        "−3 = 9 − 12, the year to date less the one a quarter before, which cannot fall"
    ]


def test_a_quarters_own_percentage_is_the_growth_of_its_counts() -> None:
    snapshot, _ = document(
        year(2015, "2 of 4", "5 of 9"), entered_as=EnteredAs.YEAR_TO_DATE, unit=Unit.PERCENT
    )
    # (5 - 2) / (9 - 4) = 3 / 5 = 60%.
    assert sentences(snapshot, KIND.QUARTER, Q2) == [
        "60% = 3 of 5 (5 − 2 of 9 − 4), the year to date less the one a quarter before"
    ]


def test_rolling_years_are_as_typed_and_compared_with_those_a_year_before() -> None:
    texts = {"2014-15Q4": "1,000", "2015-16Q3": "1,100", "2015-16Q4": "900"}
    snapshot, _ = document(texts, entered_as=EnteredAs.ROLLING)
    assert sentences(snapshot, KIND.CHANGE) == [
        "−100 = 900 − 1,000, the twelve months to March 2016 against the twelve months to March 2015",
        "−10.0% = −100 / 1,000",
        "900, as typed for the twelve months to March 2016",
        "1,000, as typed for the twelve months to March 2015",
    ]
    # 900 - 1,100 = -200; 200 / 1,100 = 18.18%.
    assert sentences(snapshot, KIND.PREVIOUS_CHANGE)[:2] == [
        "−200 = 900 − 1,100, the twelve months to March 2016 against the twelve months to December 2015",
        "−18.2% = −200 / 1,100, rounded half up",
    ]
    assert sentences(snapshot, KIND.QUARTER) == [
        "Rolling years are typed, so the quarter alone cannot be told"
    ]


def test_points_have_no_percentage_and_terms_their_own_decimals() -> None:
    texts = {"2014-15Q4": "60.4%", "2015-16Q4": "62.5%"}
    snapshot, _ = document(texts, unit=Unit.PERCENT, adds_up=AddsUp.NONE)
    assert sentences(snapshot, KIND.CHANGE)[:2] == [
        "+2 points = 62.5% − 60.4%, Quarter 4 2015/16 against Quarter 4 2014/15, rounded half up",
        "Changes of this measure are in points, which have no percentage",
    ]


def test_a_change_from_nought_has_no_percentage() -> None:
    snapshot, _ = document({**year(2014, "0"), **year(2015, "3")})
    assert sentences(snapshot, KIND.CHANGE, Q1)[:2] == [
        "+3 = 3 − 0, year to date against the same quarters of 2014/15",
        "A change from 0 has no percentage",
    ]
    assert asked(snapshot, KIND.CHANGE_PCT, Q1).figure == ""


def test_a_break_between_is_the_reason() -> None:
    texts = {**year(2014, "10"), **year(2015, "12")}
    snapshot, _ = document(texts, breaks=[("2015-16Q1", False, "New counting rules")])
    found = asked(snapshot, KIND.CHANGE, Q1)
    assert found.figure == ""
    assert found.sentences[0] == (
        "Figures from Quarter 1 2015/16 on are not comparable with those before: New counting rules"
    )


def test_a_total_is_its_parts() -> None:
    parts = [
        Series(id=SeriesId(key), measure=MEASURE, label=label)
        for key, label in (("a", "Men"), ("b", "Women"))
    ]
    rows: list[Any] = [
        *parts,
        *(
            observed(Observation(series=part.id, period=period, typed=text), Unit.COUNT)
            for part, texts in zip(parts, (("3", "4"), ("5", "6")), strict=True)
            for period, text in zip((Q1, Q2), texts, strict=True)
        ),
    ]
    whole = Series(id=SeriesId("t"), measure=MEASURE, label="All", total_of="the others")
    snapshot = Snapshot.of_rows([Measure(id=MEASURE, title="Arrests"), whole, *rows])
    assert sentences(snapshot, KIND.ENTERED, Q1, whole.id) == [
        "8 = 3 + 5, Men and Women in Quarter 1 2015/16"
    ]
    found = asked(snapshot, KIND.YEAR_TO_DATE, Q2, whole.id)
    assert found.sentences == ("18 = 8 + 10, quarters 1 and 2 of 2015/16",)
    assert [cell.label for cell in found.cells] == [
        "Men, Quarter 1 2015/16",
        "Women, Quarter 1 2015/16",
        "Men, Quarter 2 2015/16",
        "Women, Quarter 2 2015/16",
    ]
    assert sentences(snapshot, KIND.ENTERED, Q3, whole.id) == ["Men: Quarter 3 2015/16 is missing"]


def test_a_target_says_for_which_time_it_was_typed() -> None:
    snapshot, _ = document(year(2015, "3"), targets=[target("125", Period.financial_year(2015))])
    assert sentences(snapshot, KIND.TARGET) == ["125, as typed for 2015/16"]
    both, _ = document({}, targets=[target("125", Period.financial_year(2015)), target("40")])
    assert sentences(both, KIND.TARGET) == ["40, as typed for Quarter 4 2015/16"]
    assert sentences(both, KIND.TARGET, Period.financial_year(2015)) == ["125, as typed for 2015/16"]
    worded, _ = document(year(2015, "3"), targets=[target("40% over 4 years", read_as="9")])
    assert sentences(worded, KIND.TARGET) == [
        "40% over 4 years, as typed for Quarter 4 2015/16, confirmed as '9'"
    ]


def placed_document(*rows: Any, **about: Any) -> Snapshot:
    """The document of one measure with a plan that places it, as a status asks for."""
    plan = PlanId("plan")
    snapshot, placed = document(
        year(2015, "3", "4", "5", "6"),
        rows=[
            Plan(id=plan),
            Placement(
                id=PlacementId("at"), plan=plan, priority=placed_priority(), measure=MEASURE, number="1.1"
            ),
            *rows,
        ],
        **about,
    )
    assert placed.measure.id == MEASURE
    return snapshot


def placed_priority() -> Any:
    return document({})[1].priority.id


def test_a_status_says_its_reason_and_what_it_judged() -> None:
    found = asked(placed_document(targets=[target("5")]), KIND.STATUS)
    assert found.figure == "Red"
    assert found.sentences == (
        "Red, 6 is 1 above the target of 5",
        "6, as typed for Quarter 4 2015/16",
        "5, as typed for Quarter 4 2015/16",
    )
    assert [cell.table for cell in found.cells] == ["observation", "target"]


def test_a_status_given_names_its_reason() -> None:
    given_status = StatusOverride(measure=MEASURE, period=Q4, status=Status.GREEN, reason="Recount under way")
    found = asked(placed_document(given_status, targets=[target("5")]), KIND.STATUS)
    assert found.figure == "Green"
    assert found.sentences[0].startswith("Green, recount under way (worked out as red: ")
    assert found.cells[0].key == ("m", "2015-16Q4")
    assert found.cells[0].note == "Recount under way"


def test_a_status_against_a_baseline_shows_the_year_and_the_baseline() -> None:
    found = asked(
        placed_document(baselines=[baseline("20", span=Span.YEAR)], status_against=StatusAgainst.BASELINE),
        KIND.STATUS,
    )
    # 3 + 4 + 5 + 6 = 18.
    assert "18 = 3 + 4 + 5 + 6, the four quarters of 2015/16" in found.sentences
    assert "20, as typed for the baseline" in found.sentences


def test_a_measure_that_the_plan_does_not_hold_has_no_status() -> None:
    snapshot, _ = document(year(2015, "3"))
    assert sentences(snapshot, KIND.STATUS) == ["The plan of Quarter 4 2015/16 does not hold this measure"]


def test_a_month_is_as_typed() -> None:
    snapshot, _ = document({"2016M03": "31"})
    march = Period.month(2016, 3)
    assert sentences(snapshot, KIND.YEAR_TO_DATE, march) == ["31, as typed for March 2016"]


# ------------------------------------------------------------------ whatever is typed

_TEXTS = st.sampled_from(
    ["", "0", "3", "12", "1.25", "50%", "1 of 2", "2 of 3", "7 of 8", "5 (12 of 22)", "na", "late", "-4", "x"]
)


@given(
    texts=st.lists(_TEXTS, min_size=12, max_size=12),
    years=st.lists(st.sampled_from(["", "40", "9 of 12", "na"]), min_size=3, max_size=3),
    unit=st.sampled_from([Unit.COUNT, Unit.PERCENT, Unit.RATE, Unit.MONEY, Unit.TEXT]),
    entered_as=st.sampled_from(list(EnteredAs)),
    adds_up=st.sampled_from(list(AddsUp)),
    frequency=st.sampled_from([Frequency.QUARTER, Frequency.YEAR]),
    decimals=st.integers(0, 2),
)
def test_a_sum_in_words_always_comes_to_the_figure_shown(
    texts: list[str], years: list[str], decimals: int, **about: Any
) -> None:
    typed: dict[str, str] = {}
    for place in range(3):
        typed |= year(2013 + place, *texts[place * 4 : place * 4 + 4])
        typed |= {Period.financial_year(2013 + place).key: years[place]} if years[place] else {}
    snapshot, placed = document(typed, decimals=decimals, **about)
    (series,) = snapshot.of(Series)
    line = Line(snapshot, placed.measure, series)
    for place in range(12):
        quarter = Period.quarter(2013 + place // 4, place % 4 + 1)
        for step, value in (
            (own(line, quarter), line.own(quarter)),
            (to_date(line, quarter), line.to_date(quarter)),
            (rolling(line, quarter), line.rolling(quarter)),
        ):
            assert step.value == value, (quarter, step)
            assert bool(step.figure) == (value is not None)
            assert step.sentence
            assert step.cells or step.value is None
            if step.is_sum:
                rows = (line.observed(Period.from_key(cell.key[1])) for cell in step.cells)
                assert sum((row.value for row in rows if row and row.value), Decimal(0)) == value
        figures = line_figures(line, quarter)
        for kind in FigureKind:
            found = where_from(snapshot, kind, SERIES, quarter)
            assert found is not None
            assert all(found.sentences)
        change = asked(snapshot, KIND.PREVIOUS_CHANGE, quarter).steps[0]
        assert change.value == figures.previous.difference
