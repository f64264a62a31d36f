"""Areas side by side: rates, the mean of rates, ranks, intervals by hand, and why an area has none."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from scipy.stats import binomtest, chi2

from cspdesk.analysis.peers import (
    Against,
    PeerTable,
    chart_peers,
    method_words,
    own_words,
    peer_periods,
    peer_table,
    verdict_words,
)
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, MeasureId, PeerValue, PeerValueId, PeerVerdict
from cspdesk.domain.unit import Unit

YEAR = Period.financial_year(2015)
MEASURE = MeasureId("m")
Figures = tuple[int | str | None, int | str | None]
"""A count and a population."""


def decimal(text: int | str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def value(place: int, area: str, figures: Figures, **about: Any) -> PeerValue:
    count, population = map(decimal, figures)
    given: dict[str, Any] = {"measure": MEASURE, "period": YEAR, "own": area == "Riverbourne"} | about
    return PeerValue(
        id=PeerValueId(str(place)),
        position=place,
        area=area,
        count=count,
        population=population,
        **given,
    )


def table(rows: dict[str, Figures] | Sequence[PeerValue], **about: Any) -> PeerTable:
    measure = Measure(id=MEASURE, title="Burglary", **about)
    if isinstance(rows, dict):
        rows = [value(place, area, figures) for place, (area, figures) in enumerate(rows.items())]
    return peer_table(Snapshot.of_rows([measure, *rows]), measure, YEAR)


THREE: dict[str, Figures] = {
    "Riverbourne": (125, 10_000),
    "Hillside": (100, 10_000),
    "Marsh End": (80, 10_000),
}


class TestRates:
    def test_rates_mean_ranks_and_verdicts_by_hand(self) -> None:
        # Rates 12.5, 10 and 8; mean 10.1667. Byar: 125 × 0.9406752³ = 104.05 and so 10.40, above the mean;
        # 81 × 1.0712209³ = 99.57 and so 9.96, below it.
        found = table(THREE)
        own, middle, low = found.rows
        assert [row.rate for row in found.rows] == [Decimal("12.5"), 10, 8]
        assert f"{found.mean:.4f}" == "10.1667"
        assert [row.rank for row in found.rows] == [3, 2, 1]
        assert f"{own.low:.2f}" == "10.40"
        assert f"{low.high:.2f}" == "9.96"
        assert [own.against, middle.against, low.against] == [Against.HIGHER, Against.IN_LINE, Against.LOWER]
        assert (found.reason, found.per, found.own) == ("", 1000, own)
        assert own_words(found) == "3rd lowest of 3; significantly higher than the mean of the group."

    def test_small_counts_have_exact_limits(self) -> None:
        found = table({"Riverbourne": (4, 2_000), "Hillside": (0, 2_000)})
        wanted = chi2.ppf(0.025, 8) / 2 / 2, chi2.ppf(0.975, 10) / 2 / 2
        own, none = found.rows
        assert (float(own.low or 0), float(own.high or 0)) == pytest.approx(wanted, abs=1e-9)
        assert (none.rate, none.low, none.rank) == (0, 0, 1)
        assert method_words(own) == "exact Poisson limits"

    def test_rate_per_what_the_measure_says(self) -> None:
        found = table(THREE, unit=Unit.RATE, rate_per=100_000)
        assert (found.per, found.rows[0].rate, found.rows[0].against) == (100_000, 1250, Against.HIGHER)
        assert method_words(found.rows[0]) == "Byar's method"

    def test_percentages_have_wilsons_limits(self) -> None:
        found = table({"Riverbourne": (12, 22), "Hillside": (30, 100)}, unit=Unit.PERCENT)
        own = found.rows[0]
        wanted = binomtest(12, 22).proportion_ci(method="wilson")
        assert f"{own.rate:.2f}" == "54.55"
        assert (float(own.low or 0), float(own.high or 0)) == pytest.approx(
            (100 * wanted.low, 100 * wanted.high)
        )
        assert method_words(own, is_share=True) == "Wilson's method"

    def test_ties_share_a_rank_and_the_next_is_passed_over(self) -> None:
        found = table(
            {
                "Riverbourne": (10, 20_000),
                "Hillside": (5, 10_000),
                "Marsh End": (1, 10_000),
                "Ford": (9, 9_000),
            }
        )
        assert [row.rank for row in found.rows] == [2, 2, 1, 4]
        assert own_words(found).startswith("2nd lowest of 4, shared; ")

    @pytest.mark.parametrize(("below", "words"), [(0, "Lowest"), (10, "11th lowest"), (20, "21st lowest")])
    def test_ordinals(self, below: int, words: str) -> None:
        areas: dict[str, Figures] = {f"Area {place}": (50, 100_000) for place in range(below)}
        areas |= {"Riverbourne": (60, 100_000), "Ford": (70, 100_000)}
        assert own_words(table(areas)).startswith(f"{words} of {below + 2}")

    def test_identical_areas_are_all_in_line(self) -> None:
        found = table(dict.fromkeys(("Riverbourne", "Hillside", "Ford"), (7, 7_000)))
        assert {(row.rank, row.against) for row in found.rows} == {(1, Against.IN_LINE)}
        assert own_words(found) == "Lowest of 3, shared; in line with the mean of the group."

    def test_for_a_chart_the_highest_come_first_and_those_without_last(self) -> None:
        found = table({"Ford": (None, None), **THREE, "Abbot": (100, 10_000)})
        assert [row.area for row in found.by_rate] == [
            "Riverbourne",
            "Abbot",
            "Hillside",
            "Marsh End",
            "Ford",
        ]


class TestMissing:
    def test_a_missing_population_is_said_and_kept_out_of_the_mean(self) -> None:
        found = table({**THREE, "Ford": (90, None), "Abbot": (90, 0), "Wold": (None, 5_000)})
        assert [(row.rate, row.rank, row.against, row.reason) for row in found.rows[3:]] == [
            (None, None, None, "Ford has no rate, because its population is missing."),
            (None, None, None, "Abbot has no rate, because its population is 0."),
            (None, None, None, "Wold has no figure."),
        ]
        assert f"{found.mean:.4f}" == "10.1667"
        assert found.ranked == 3

    def test_a_rate_as_published_is_ranked_without_an_interval(self) -> None:
        rows = [
            value(0, "Riverbourne", (None, None), value=Decimal("9.1")),
            value(1, "Hillside", (100, 10_000)),
        ]
        found = table(rows)
        own = found.rows[0]
        assert (own.rate, own.rank, own.against, own.is_published) == (Decimal("9.1"), 1, None, True)
        assert found.mean == Decimal("9.55")
        assert own_words(found) == (
            "Lowest of 2. Riverbourne has no interval, because its rate is given without a count and a "
            "population."
        )
        assert method_words(own) == ""

    @pytest.mark.parametrize(
        ("rows", "many"),
        [
            ({}, "No area has"),
            ({"Ford": (None, 5)}, "No area has"),
            ({"Riverbourne": (5, 5_000)}, "Only one area has"),
        ],
    )
    def test_nothing_to_compare(self, rows: dict[str, Figures], many: str) -> None:
        found = table(rows)
        assert found.reason == (
            f"{many} a rate to compare: give a count and a population, or a value, for two or more."
        )
        assert found.mean is None
        assert all(row.against is None for row in found.rows)
        assert own_words(found) == found.reason

    def test_no_own_area(self) -> None:
        assert own_words(table({"Ford": (5, 5_000), "Abbot": (6, 5_000)})) == (
            "None of the areas is marked as this partnership's own."
        )

    def test_own_area_without_a_rate(self) -> None:
        found = table({**THREE, "Riverbourne": (125, None)})
        assert own_words(found) == "Riverbourne has no rate, because its population is missing."

    def test_an_area_that_stands_twice_counts_once(self) -> None:
        rows = [
            value(0, "Ford", (10, 10_000)),
            value(1, "Hillside", (30, 10_000)),
            value(2, " ford", (90, 10_000)),
        ]
        found = table(rows)
        assert (found.mean, found.ranked) == (2, 2)
        assert found.rows[2].reason == "ford stands twice in this comparison; the first is taken."

    @pytest.mark.parametrize(
        ("figures", "reason"),
        [
            (("-5", 1_000), "Ford has no rate, because a count below 0 cannot be."),
            (("1" + "0" * 399, 1_000), "A figure of Ford is too long or too fine to be worked with."),
            ((5, "1E-400"), "A figure of Ford is too long or too fine to be worked with."),
            (("NaN", 1_000), "A figure of Ford is too long or too fine to be worked with."),
        ],
    )
    def test_figures_that_cannot_be(self, figures: Figures, reason: str) -> None:
        row = table({**THREE, "Ford": figures}).rows[3]
        assert (row.rate, row.low, row.reason) == (None, None, reason)

    def test_a_published_rate_of_400_digits(self) -> None:
        row = table([value(0, "Ford", (None, None), value=Decimal("1" + "0" * 399))]).rows[0]
        assert (row.rate, row.reason) == (None, "A figure of Ford is too long or too fine to be worked with.")

    def test_a_share_above_its_whole_and_a_count_that_is_not_whole(self) -> None:
        row = table({**THREE, "Ford": (23, 22)}, unit=Unit.PERCENT).rows[3]
        assert (row.rate, row.reason) == (
            None,
            "Ford has no percentage, because its count is above its whole.",
        )
        row = table({**THREE, "Ford": ("2.5", 1_000)}).rows[3]
        assert (row.rate, row.rank, row.low) == (Decimal("2.5"), 1, None)
        assert row.reason == "Ford has no interval, because its count is not whole."

    def test_a_leap_of_a_hundred_times(self) -> None:
        found = table({"Riverbourne": (50_000, 10_000), "Ford": (50, 1_000), "Abbot": (45, 1_000)})
        assert (found.rows[0].rate, found.rows[0].against) == (5000, Against.HIGHER)


def test_a_chart_of_its_own_and_other_periods() -> None:
    measure = Measure(id=MEASURE)
    apart: dict[str, Any] = {"measure": None, "chart": "Serious violence"}
    rows = [
        value(0, "Riverbourne", (10, 10_000), **apart),
        value(1, "Ford", (30, 10_000), **apart),
        value(2, "Ford", (50, 10_000), **apart | {"chart": "Arson"}),
        value(3, "Ford", (70, 10_000), **apart | {"period": YEAR.previous}),
        value(4, "Ford", (90, 10_000)),
        value(5, "Ford", (90, 10_000), period=YEAR.previous),
    ]
    snapshot = Snapshot.of_rows([measure, *rows])
    found = chart_peers(snapshot, "Serious violence", YEAR)
    assert (found.title, [row.rate for row in found.rows], found.mean) == ("Serious violence", [1, 3], 2)
    assert [row.rate for row in peer_table(snapshot, measure, YEAR).rows] == [9]
    assert peer_periods(snapshot, measure) == (YEAR.previous, YEAR)


@pytest.mark.parametrize(
    ("about", "words"),
    [
        (
            {"rank": 12, "group_size": 15, "words": "High", "source": "iQuanta", "dated": "May 2016"},
            "Rank 12 of 15: “High” (iQuanta, May 2016)",
        ),
        ({"rank": 12, "source": "iQuanta"}, "Rank 12 (iQuanta)"),
        ({"words": "In line with peers. "}, "“In line with peers.” (no source given)"),
        ({"group_size": 15, "dated": "May 2016"}, "No verdict (May 2016)"),
    ],
)
def test_a_verdict_is_a_quotation(about: dict[str, Any], words: str) -> None:
    assert verdict_words(PeerVerdict(measure=MEASURE, period=YEAR, **about)) == words
