"""Control charts: the published check values, each rule by hand, and a second reading of the rules."""

import random
import statistics
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

import pytest

from cspdesk.analysis.control import Assurance, ControlChart, Variation, control_chart
from cspdesk.analysis.control_rules import Rule
from cspdesk.domain.choices import Polarity
from cspdesk.domain.period import Period

LOWER, HIGHER, INSIDE, MONITOR = Polarity.LOWER, Polarity.HIGHER, Polarity.INSIDE, Polarity.MONITOR
FIRST = Period.quarter(2010, 1)
VIGNETTE = (1, 2, 1, 2, 10, *((1, 2) * 6), 1)
"""The example published with the R package that these rules come from, for its screen of outliers."""
FLAT = (5, 6) * 6
"""Mean 5.5, every range 1: limits 5.5 ± 2.66, near ones 5.5 ± 1.7733."""


def points(values: Sequence[float | int | str], first: Period = FIRST) -> list[tuple[Period, Decimal]]:
    return [(first.shift(place), Decimal(str(value))) for place, value in enumerate(values)]


def chart(values: Sequence[float | int | str], polarity: Polarity = MONITOR, **about: object) -> ControlChart:
    return control_chart(points(values), polarity, **about)  # type: ignore[arg-type]  # passed on as given


def marks(values: Sequence[float | int | str], polarity: Polarity = MONITOR) -> list[Rule]:
    return [point.rule for point in chart(values, polarity).points]


def to_three(value: Decimal | None) -> str:
    assert value is not None
    return f"{value:.3f}"


class TestLimits:
    @pytest.mark.parametrize(
        ("screened", "upper", "lower"), [(True, "4.604", "-0.716"), (False, "6.952", "-3.063")]
    )
    def test_published_check_values(self, screened: bool, upper: str, lower: str) -> None:
        limits = chart(VIGNETTE, screen_outliers=screened).points[-1].limits
        assert (to_three(limits.upper), to_three(limits.mean), to_three(limits.lower)) == (
            upper,
            "1.944",
            lower,
        )

    def test_limits_and_near_limits_of_even_steps(self) -> None:
        limits = chart(FLAT).points[0].limits
        assert (limits.mean, limits.lower, limits.upper) == (Decimal("5.5"), Decimal("2.84"), Decimal("8.16"))
        # 5.5 ± 2.66 × 2/3
        assert (to_three(limits.near_lower), to_three(limits.near_upper)) == ("3.727", "7.273")

    def test_a_lower_limit_below_nought_is_kept_and_drawn_at_nought(self) -> None:
        made = chart(VIGNETTE, is_never_negative=True)
        lower = made.points[-1].limits.lower
        assert to_three(lower) == "-0.716"
        assert made.drawn(lower) == 0
        assert made.drawn(Decimal("4.6")) == Decimal("4.6")
        assert made.drawn(None) is None
        assert chart(VIGNETTE).drawn(lower) == lower

    def test_identical_points_have_limits_equal_to_the_mean(self) -> None:
        made = chart((7,) * 14, LOWER)
        assert made.points[0].limits.lower == made.points[0].limits.mean == made.points[0].limits.upper == 7
        assert made.variation is Variation.COMMON_CAUSE
        assert made.notes == ("All 14 figures are the same, so the limits equal the mean.",)


class TestRules:
    def test_a_point_beyond_a_limit_is_outside_and_one_on_it_is_not(self) -> None:
        # Sum 7 × 13.52 − 6 × 8.44 + 75 = 119, mean 8.5; ranges 12 × 21.96 + 61.48 = 325, on average 25;
        # the upper limit is 8.5 + 2.66 × 25 = 75 exactly. A hundredth more moves the limit by 0.003.
        rest = (*(("13.52", "-8.44") * 6), "13.52")
        assert chart((*rest, 75)).points[0].limits.upper == 75
        assert marks((*rest, 75))[-1] is Rule.NONE
        assert marks((*rest, "75.01"))[-1] is Rule.OUTSIDE
        # Nothing moves, and every figure is on both limits.
        assert set(marks((3,) * 12)) == {Rule.NONE}

    def test_seven_rising_points_are_a_trend_and_six_are_not(self) -> None:
        level = (50, 40) * 4
        rising = (41, 42, 43, 44, 45, 46, 47)
        assert marks((*level, *rising))[-8:] == [Rule.TREND] * 8, "40 and seven more: eight points rise"
        assert marks((*level, 40, *rising[:5]))[-6:] == [Rule.NONE] * 6, "a tie starts the run anew"

    def test_a_turning_point_belongs_to_the_newer_trend(self) -> None:
        values = (1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1)
        made = chart(values, HIGHER).points
        # Mean 49/13 = 3.77, ranges of 1, limits 1.11 and 6.43: the ends are outside them.
        assert [point.rule for point in made] == [
            *(Rule.OUTSIDE, *(Rule.TREND,) * 5, Rule.OUTSIDE, *(Rule.TREND,) * 5, Rule.OUTSIDE)
        ]
        assert [point.variation for point in made[1:6]] == [Variation.IMPROVEMENT_HIGH] * 5
        assert [point.variation for point in made[7:12]] == [Variation.CONCERN_LOW] * 5

    def test_two_of_three_near_a_limit_are_marked_without_the_third(self) -> None:
        # Sum 88 + 21.8 = 109.8, mean 5.779; ranges 15 of 1 and three of 1.9, on average 1.15, all kept; near
        # limit 7.818, limit 8.838.
        values = (*((5, 6) * 8), "7.9", "6", "7.9")
        assert marks(values)[-3:] == [Rule.TWO_IN_THREE, Rule.NONE, Rule.TWO_IN_THREE]
        # With the middle one on the other side of the mean the three are not on one side.
        assert marks((*((5, 6) * 8), "7.9", "5", "7.9"))[-2] is Rule.NONE
        assert Rule.TWO_IN_THREE not in marks((*((5, 6) * 8), "7.9", "5", "7.9"))

    def test_seven_points_on_one_side_are_a_shift_and_one_on_the_mean_ends_it(self) -> None:
        # Mean (7 × 11 + 7 × 9) / 14 = 10.
        high, low = (11, 11, 11, 11, 11, 11, 11), (9, 9, 9, 9, 9, 9, 9)
        made = chart((*high, *low), LOWER, screen_outliers=False).points
        # One range of 2 in 13: limits 10 ± 0.41, so all are outside before they are shifted.
        assert {point.rule for point in made} == {Rule.OUTSIDE}
        # Mean 140/14 = 10; ranges 12 of 1 and one of 4, which is below 3.267 × 16/13 = 4.02 and stays; near
        # limits 10 ± 2.18.
        wavy = (12, 11, 12, 11, 12, 11, 12, 8, 9, 8, 9, 8, 9, 8)
        assert marks(wavy) == [Rule.SHIFT] * 14
        # The mean of these is 10 exactly; the 10 is on neither side.
        broken = (12, 11, 12, 11, 12, 11, 10, 9, 8, 9, 8, 9, 8)
        assert Rule.SHIFT not in marks(broken)

    def test_outside_comes_before_trend_and_trend_before_shift(self) -> None:
        values = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)
        # Mean 7.5, limits 7.5 ± 2.66: 5 to 10 inside, and all of them rise.
        rules = marks(values)
        assert rules == [Rule.OUTSIDE] * 4 + [Rule.TREND] * 6 + [Rule.OUTSIDE] * 4


class TestVariationAndAssurance:
    @pytest.mark.parametrize(
        ("polarity", "high", "low"),
        [
            (HIGHER, Variation.IMPROVEMENT_HIGH, Variation.CONCERN_LOW),
            (LOWER, Variation.CONCERN_HIGH, Variation.IMPROVEMENT_LOW),
            (MONITOR, Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW),
            (INSIDE, Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW),
        ],
    )
    def test_the_last_point_speaks_by_polarity(
        self, polarity: Polarity, high: Variation, low: Variation
    ) -> None:
        assert chart((*FLAT, 5, 20), polarity).variation is high
        assert chart((*FLAT, 5, -20), polarity).variation is low
        assert chart((*FLAT, 5, 20, 6), polarity).variation is Variation.COMMON_CAUSE

    # The limits are 2.84 and 8.16.
    @pytest.mark.parametrize(
        ("target", "polarity", "assurance"),
        [
            ("9", HIGHER, Assurance.FAIL),
            ("9", LOWER, Assurance.PASS),
            ("2", HIGHER, Assurance.PASS),
            ("2", LOWER, Assurance.FAIL),
            ("5", LOWER, Assurance.INCONSISTENT),
            ("8.16", LOWER, Assurance.INCONSISTENT),
            ("2.84", HIGHER, Assurance.INCONSISTENT),
            ("9", MONITOR, None),
            ("9", INSIDE, None),
        ],
    )
    def test_a_target_beyond_the_limits_is_always_met_or_missed(
        self, target: str, polarity: Polarity, assurance: Assurance | None
    ) -> None:
        assert chart(FLAT, polarity, target=Decimal(target)).assurance is assurance

    def test_without_a_target_nothing_is_assured(self) -> None:
        assert chart(FLAT, LOWER).assurance is None

    def test_words_for_a_reader(self) -> None:
        assert Variation.COMMON_CAUSE.words == "Varies as it usually does"
        assert Variation.CONCERN_HIGH.words == "Concern: high or rising beyond what chance explains"
        assert Variation.NEUTRAL_LOW.words == "Change: low or falling beyond what chance explains"
        assert Assurance.FAIL.words == "The target will as a rule be missed unless something changes"


class TestRebasing:
    def test_limits_are_worked_out_afresh(self) -> None:
        made = chart((*FLAT, *(value + 20 for value in FLAT)), rebases=[FIRST.shift(12)])
        assert [point.starts_group for point in made.points] == [place in (0, 12) for place in range(24)]
        assert made.points[11].limits.mean == Decimal("5.5")
        # The leap between the groups is nobody's range.
        assert (made.points[12].limits.mean, made.points[12].limits.upper) == (
            Decimal("25.5"),
            Decimal("28.16"),
        )
        assert {point.rule for point in made.points} == {Rule.NONE}
        assert made.notes == ("Limits are worked out afresh from Quarter 1 2013/14.",)

    def test_few_figures_since_then_are_a_trial(self) -> None:
        made = chart((*FLAT, 20, 21, 20), rebases=[Period.financial_year(2013)])
        assert made.notes == (
            "Limits are worked out afresh from Quarter 1 2013/14.",
            "The newest limits rest on 3 of the 12 figures needed, so they are a trial.",
        )

    def test_one_figure_since_then_has_no_limits(self) -> None:
        made = chart((*FLAT, 20), LOWER, target=Decimal(3), rebases=[FIRST.shift(12)])
        limits = made.points[-1].limits
        assert (limits.mean, limits.lower, limits.upper, made.assurance) == (20, None, None, None)
        assert made.variation is Variation.COMMON_CAUSE
        assert made.notes[-1] == "One figure alone has no limits yet."

    def test_rebasing_before_the_first_or_after_the_last_figure_changes_nothing(self) -> None:
        assert chart(FLAT, rebases=[FIRST.shift(-4), FIRST, FIRST.shift(40)]) == chart(FLAT)


class TestRefusal:
    @pytest.mark.parametrize("count", [1, 9, 11])
    def test_too_few_figures(self, count: int) -> None:
        made = chart(FLAT[:count])
        assert made.refused == f"Not enough figures: {count} of the 12 needed."
        assert (made.points, made.n, made.variation, made.last) == ((), count, None, None)
        assert made.reason == made.refused

    def test_no_figures(self) -> None:
        assert chart(()).refused == "Not enough figures: 0 of the 12 needed."

    def test_only_figures_since_the_last_gap_serve(self) -> None:
        with_gap = [*points((90, 95)), *points(FLAT, FIRST.shift(3))]
        made = control_chart(with_gap, MONITOR)
        assert made.n == 12
        assert made.points[0].period == FIRST.shift(3)
        assert made.notes == (
            "Figures before Quarter 4 2010/11 are left out, because there is none for Quarter 3 2010/11.",
        )
        short = [*points(FLAT), *points((5, 6, 5), FIRST.shift(14))]
        assert control_chart(short, MONITOR).refused == (
            "Not enough figures: 3 of the 12 needed since the gap at Quarter 2 2013/14."
        )

    def test_two_figures_for_a_quarter_and_mixed_lengths(self) -> None:
        assert control_chart([*points(FLAT), (FIRST, Decimal(1))], MONITOR).refused == (
            "There are two figures for Quarter 1 2010/11."
        )
        mixed = [*points(FLAT), (Period.financial_year(2015), Decimal(1))]
        assert control_chart(mixed, MONITOR).refused == "The figures cover periods of different lengths."

    @pytest.mark.parametrize("value", ["1" + "0" * 399, "1E+999999", "NaN", "Infinity", "1E-400"])
    def test_figures_that_cannot_be_worked_with(self, value: str) -> None:
        assert chart((*FLAT, value)).refused == (
            "The figure for Quarter 1 2013/14 is too long or too fine to be worked with."
        )

    def test_a_leap_of_a_hundred_times(self) -> None:
        made = chart((*FLAT, 550), LOWER)
        assert made.last is not None
        assert (made.last.rule, made.variation) == (Rule.OUTSIDE, Variation.CONCERN_HIGH)
        assert made.reason == "Quarter 1 2013/14: the figure is outside the limits."


# A second reading of the published rules, for the comparison below: whole numbers only, each point asked by
# itself whether some stretch that holds it breaks a rule.


class Expected(NamedTuple):
    rule: Rule
    rises: bool | None


def second_ranges(x: list[int], *, screened: bool) -> list[int]:
    ranges = [abs(x[i] - x[i - 1]) for i in range(1, len(x))]
    if not screened or not any(ranges):
        return ranges
    # "Not below 3.267 times the average" without division.
    limit = 3267 * sum(ranges)
    return [each for each in ranges if 1000 * each * len(ranges) < limit]


def second_reading(x: list[int], *, screened: bool) -> list[Expected]:
    n, total = len(x), sum(x)
    ranges = second_ranges(x, screened=screened)
    m, spread = max(len(ranges), 1), sum(ranges)

    def apart(i: int) -> int:
        return n * x[i] - total

    def beyond(i: int, hundredths: int, thirds: int = 3) -> bool:
        # |x − mean| > hundredths/100 × thirds/3 × average range
        return abs(apart(i)) * 300 * m > hundredths * thirds * spread * n

    def is_near(i: int) -> bool:
        return beyond(i, 266, 2) and not beyond(i, 266)

    def windows(i: int, length: int) -> list[range]:
        return [range(s, s + length) for s in range(i - length + 1, i + 1) if s >= 0 and s + length <= n]

    def one_side(window: range) -> bool:
        return all(apart(j) > 0 for j in window) or all(apart(j) < 0 for j in window)

    def trend(window: range) -> int:
        pairs = list(pairwise(window))
        up, down = all(x[b] > x[a] for a, b in pairs), all(x[b] < x[a] for a, b in pairs)
        return 1 if up else -1 if down else 0

    found = []
    for i in range(n):
        above = apart(i) > 0
        trends = [way for window in windows(i, 7) if (way := trend(window))]
        if beyond(i, 266):
            found.append(Expected(Rule.OUTSIDE, above))
        elif trends:
            found.append(Expected(Rule.TREND, trends[-1] > 0))
        elif is_near(i) and any(one_side(w) and sum(map(is_near, w)) >= 2 for w in windows(i, 3)):
            found.append(Expected(Rule.TWO_IN_THREE, above))
        elif any(one_side(window) for window in windows(i, 7)):
            found.append(Expected(Rule.SHIFT, above))
        else:
            found.append(Expected(Rule.NONE, None))
    return found


def second_limits(x: list[int], *, screened: bool) -> tuple[float, float, float]:
    mean = statistics.fmean(x)
    spread = 2.66 * statistics.fmean(second_ranges(x, screened=screened))
    return mean - spread, mean, mean + spread


def random_series(chance: random.Random) -> list[int]:
    """A series with ties, constant runs, trends, shifts and spikes."""
    length = chance.randint(12, 48)
    level, reach = chance.choice((0, 3, 40, 1000)), chance.choice((0, 1, 3, 12, 200))
    values: list[int] = []
    while len(values) < length:
        stretch = chance.randint(1, 12)
        step = chance.choice((0, 0, 0, 1, -1, 5, -7))
        noise = chance.choice((0, reach, reach))
        values += [level + step * place + chance.randint(-noise, noise) for place in range(stretch)]
        level = values[-1] + chance.choice((0, 0, 0, reach, -reach))
        if chance.random() < 0.2:
            values.append(level + chance.choice((-1, 1)) * reach * chance.randint(2, 100))
    return values[:length]


def test_a_thousand_random_series_agree_with_a_second_reading_of_the_rules() -> None:
    chance = random.Random(20151)
    seen: dict[Rule, int] = dict.fromkeys(Rule, 0)
    rebased = 0
    for _ in range(1000):
        values = random_series(chance)
        screened = chance.random() < 0.5
        cuts = sorted(chance.sample(range(len(values)), chance.choice((0, 0, 1, 2))))
        rebased += any(cuts)
        made = chart(
            values,
            HIGHER,
            screen_outliers=screened,
            rebases=[FIRST.shift(cut) for cut in cuts],
        )
        edges = [0, *cuts, len(values)]
        expected = [
            each
            for first, end in pairwise(edges)
            for each in second_reading(values[first:end], screened=screened)
        ]
        found = [
            Expected(
                point.rule,
                None
                if point.variation is Variation.COMMON_CAUSE
                else point.variation is Variation.IMPROVEMENT_HIGH,
            )
            for point in made.points
        ]
        assert found == expected, values
        for first, end in pairwise(edges):
            if end - first < 2:
                continue
            limits = made.points[first].limits
            assert limits.lower is not None
            assert limits.upper is not None
            wanted = second_limits(values[first:end], screened=screened)
            got = (float(limits.lower), float(limits.mean), float(limits.upper))
            assert got == pytest.approx(wanted, rel=1e-12, abs=1e-9)
        for each in expected:
            seen[each.rule] += 1
    assert rebased > 300
    assert min(seen.values()) > 100, "each rule must have been put to the test"
