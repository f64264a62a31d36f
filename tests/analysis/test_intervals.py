"""Tests of chance and limits: agreement with scipy to nine decimals, published examples, speed, refusals."""

import math
import random
import time

import pytest
from scipy.stats import binomtest, chi2

from cspdesk.analysis.intervals import (
    byar_limits,
    count_limits,
    exact_limits,
    newcombe_limits,
    same_or_not,
    wilson_limits,
)

CLOSE = 1e-9


class TestSameOrNot:
    @pytest.mark.parametrize(
        ("now", "before", "p"),
        [
            (0, 0, 1.0),
            (5, 5, 1.0),
            (6, 0, 2 / 64),  # all heads or all tails of six coins
            (0, 6, 2 / 64),
            (1, 0, 1.0),
            (8, 2, 112 / 1024),  # 0, 1, 2, 8, 9 or 10 heads of ten: 1 + 10 + 45 twice
        ],
    )
    def test_coins(self, now: int, before: int, p: float) -> None:
        assert same_or_not(now, before) == pytest.approx(p, abs=1e-15)

    def test_exposures(self) -> None:
        # Twice the time now: a case falls there with chance 2/3. Of 3 cases all 3 now: 8/27; as likely or
        # less: none 1/27, one 6/27, and three itself; two is 12/27.
        assert same_or_not(3, 0, 2, 1) == pytest.approx(15 / 27, abs=1e-15)
        assert same_or_not(3, 0, 200_000, 100_000) == pytest.approx(15 / 27, abs=1e-15)

    def test_agrees_with_scipy(self) -> None:
        chance = random.Random(412)
        for _ in range(400):
            size = 10 ** chance.uniform(0, 5)
            now = int(chance.uniform(0, size)) + 1
            before = int(now * chance.uniform(0.5, 1.5))
            exposure = chance.choice((1, 1, 1, 2, 0.3, 366 / 365))
            wanted = binomtest(now, now + before, exposure / (exposure + 1)).pvalue
            assert same_or_not(now, before, exposure) == pytest.approx(wanted, abs=CLOSE), (now, before)

    @pytest.mark.parametrize(("now", "before"), [(100_000, 100_000), (99_000, 100_500), (100_000, 0)])
    def test_large_counts_agree_with_scipy(self, now: int, before: int) -> None:
        assert same_or_not(now, before) == pytest.approx(binomtest(now, now + before).pvalue, abs=CLOSE)

    def test_large_counts_are_quick(self) -> None:
        # A tenth of a second for twenty tests of the largest kind; each takes about a thousandth.
        started = time.perf_counter()
        for _ in range(20):
            same_or_not(100_000, 99_000)
        assert time.perf_counter() - started < 0.1

    @pytest.mark.parametrize(
        ("counts", "exposures"),
        [
            ((-1, 2), (1, 1)),
            ((2, -1), (1, 1)),
            ((10**7, 1), (1, 1)),
            ((1, 1), (0, 1)),
            ((1, 1), (1, math.inf)),
        ],
    )
    def test_refuses_what_is_no_count(self, counts: tuple[int, int], exposures: tuple[float, float]) -> None:
        with pytest.raises(ValueError, match="must be"):
            same_or_not(*counts, *exposures)

    def test_refuses_exposures_beyond_floats(self) -> None:
        with pytest.raises(ValueError, match="too far apart"):
            same_or_not(1, 1, 1e300, 1e-300)


class TestLimits:
    @pytest.mark.parametrize("count", range(60))
    def test_exact_limits_are_half_the_chi_square_quantiles(self, count: int) -> None:
        wanted = (chi2.ppf(0.025, 2 * count) / 2 if count else 0.0, chi2.ppf(0.975, 2 * count + 2) / 2)
        assert exact_limits(count) == pytest.approx(wanted, abs=CLOSE)

    @pytest.mark.parametrize(
        ("count", "low", "high"),
        [
            # By hand: 10 × 0.782287³ and 11 × 1.186886³; 1.96/(3√10) = 0.206602, 1.96/(3√11) = 0.196987.
            (10, 4.7874, 18.3916),
            # 100 × 0.933556³ and 101 × 1.063909³; 1.96/30 = 0.065333, 1.96/(3√101) = 0.065009.
            (100, 81.3618, 121.6283),
        ],
    )
    def test_byar(self, count: int, low: float, high: float) -> None:
        assert byar_limits(count) == pytest.approx((low, high), abs=6e-5)

    @pytest.mark.parametrize("count", [10, 11, 50, 412, 1440, 100_000, 10**15])
    def test_byar_is_close_to_the_exact_limits(self, count: int) -> None:
        low, high = byar_limits(count)
        wanted = (chi2.ppf(0.025, 2 * count) / 2, chi2.ppf(0.975, 2 * count + 2) / 2)
        assert (low, high) == pytest.approx(wanted, rel=2e-3)

    def test_byar_begins_at_ten(self) -> None:
        assert count_limits(9) == exact_limits(9)
        assert count_limits(10) == byar_limits(10)

    @pytest.mark.parametrize(
        ("part", "whole"), [(0, 1), (1, 1), (0, 22), (12, 22), (22, 22), (5, 8), (62, 100)]
    )
    def test_wilson_agrees_with_scipy(self, part: int, whole: int) -> None:
        wanted = binomtest(part, whole).proportion_ci(method="wilson")
        assert wilson_limits(part, whole) == pytest.approx((wanted.low, wanted.high), abs=CLOSE)

    @pytest.mark.parametrize(
        ("now", "before", "low", "high"),
        [
            # Newcombe's own table of examples (Statistics in Medicine 17, 873, table II), method 10.
            ((56, 70), (48, 80), 0.0524, 0.3339),
            ((9, 10), (3, 10), 0.1705, 0.8090),
            ((6, 7), (2, 7), 0.0582, 0.8062),
            ((5, 56), (0, 29), -0.0381, 0.1926),
            ((0, 10), (0, 20), -0.1611, 0.2775),
            ((0, 10), (0, 10), -0.2775, 0.2775),
            ((10, 10), (0, 20), 0.6791, 1.0000),
            ((10, 10), (0, 10), 0.6075, 1.0000),
        ],
    )
    def test_newcombes_published_examples(
        self, now: tuple[int, int], before: tuple[int, int], low: float, high: float
    ) -> None:
        assert newcombe_limits(now, before) == pytest.approx((low, high), abs=5.1e-5)
