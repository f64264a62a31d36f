"""How far counts and shares move by chance alone: one exact test and 95% limits, in floats.

Each formula is public; its source stands in the docstring. Nothing here knows of measures or of words.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from statistics import NormalDist

MOST_COUNTED = 10_000_000
"""The largest sum of two counts that is tested; work grows with its square root."""
FEWEST_FOR_BYAR = 10
"""Below so many Byar's limits are too rough and the exact ones are taken."""

_Z = NormalDist().inv_cdf(0.975)
# Byar's limits are published with the rounded value, and are an approximation in any case.
_Z_OF_BYAR = 1.96
_TAIL = 0.025
_NEGLIGIBLE = 1e-22
# Outcomes as likely as the one seen must count as such in spite of rounding.
_AS_LIKELY = 1 + 1e-7

Limits = tuple[float, float]
"""The lower and the upper 95% limit."""


def same_or_not(
    now: int, before: int, exposure_now: float | int = 1, exposure_before: float | int = 1
) -> float:
    """Return the two-sided p of two Poisson counts having the same rate: the exact conditional (C-) test.

    Given their sum, the first count is binomial with the share of its exposure (Przyborowski and Wilenski
    1940); p adds up all outcomes at most as likely as the one seen. 0.0 stands for less than 1e-20.
    Raises ValueError for a count below 0, an exposure not above 0 or a sum above `MOST_COUNTED`.
    """
    total = now + before
    if now < 0 or before < 0 or total > MOST_COUNTED:
        raise ValueError(f"counts must be from 0 to {MOST_COUNTED} in sum, not {now} and {before}")
    if not (0 < exposure_now < math.inf and 0 < exposure_before < math.inf):
        raise ValueError(f"exposures must be above 0, not {exposure_now} and {exposure_before}")
    odds = exposure_now / exposure_before
    if not 0 < odds < math.inf:
        raise ValueError(f"exposures are too far apart: {exposure_now} and {exposure_before}")
    share = odds / (1 + odds)
    mode = min(int((total + 1) * share), total)
    # Likelihoods relative to the likeliest outcome, worked outwards: no factorial is ever needed.
    falling = [1.0]
    for count in range(mode, 0, -1):
        falling.append(falling[-1] * count / ((total - count + 1) * odds))
        if falling[-1] < _NEGLIGIBLE:
            break
    rising = [1.0]
    for count in range(mode, total):
        rising.append(rising[-1] * (total - count) * odds / (count + 1))
        if rising[-1] < _NEGLIGIBLE:
            break
    side, away = (rising, now - mode) if now >= mode else (falling, mode - now)
    seen = side[away] if away < len(side) else 0.0
    as_likely = seen * _AS_LIKELY
    unlikely = math.fsum(each for each in (*falling, *rising[1:]) if each <= as_likely)
    return min(1.0, unlikely / math.fsum((*falling, *rising[1:])))


def count_limits(count: int) -> Limits:
    """Return the 95% limits of the mean behind a count: Byar's from 10 on, exact ones below.

    As English public health statistics do (Public health data: technical guide to confidence intervals).
    """
    return byar_limits(count) if count >= FEWEST_FOR_BYAR else exact_limits(count)


def byar_limits(count: int) -> Limits:
    """Return Byar's 95% limits of a Poisson mean (Breslow and Day 1987, with z = 1.96).

    x (1 − 1/(9x) − z/(3√x))³ and y (1 − 1/(9y) + z/(3√y))³ with y = x + 1; the count must be above 0.
    """
    above = count + 1
    low = count * (1 - 1 / (9 * count) - _Z_OF_BYAR / (3 * math.sqrt(count))) ** 3
    high = above * (1 - 1 / (9 * above) + _Z_OF_BYAR / (3 * math.sqrt(above))) ** 3
    return max(low, 0.0), high


@lru_cache(maxsize=256)
def exact_limits(count: int) -> Limits:
    """Return the exact 95% limits of a Poisson mean (Garwood 1936), for counts up to some hundreds.

    The means at which so many or more, and so many or fewer, would be seen once in forty times; equal to
    half the chi-square quantiles with 2x and 2x + 2 degrees of freedom. They are found by halving.
    """
    ceiling = count + 10 * math.sqrt(count + 1) + 10
    low = _halved(lambda mean: 1 - _at_most(count - 1, mean) < _TAIL, ceiling) if count else 0.0
    return low, _halved(lambda mean: _at_most(count, mean) > _TAIL, ceiling)


def wilson_limits(part: int, whole: int) -> Limits:
    """Return Wilson's 95% score limits of a share, from 0 to 1 (Wilson 1927).

    (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). The whole must be above 0 and hold the part.
    """
    share = part / whole
    spread = _Z * math.sqrt(share * (1 - share) / whole + _Z * _Z / (4 * whole * whole))
    centre, scale = share + _Z * _Z / (2 * whole), 1 + _Z * _Z / whole
    # At the ends the limit is the end itself; rounding must not carry it past.
    low = 0.0 if part == 0 else (centre - spread) / scale
    high = 1.0 if part == whole else (centre + spread) / scale
    return low, high


def newcombe_limits(now: tuple[int, int], before: tuple[int, int]) -> Limits:
    """Return the 95% limits of a difference of two shares, from −1 to 1: Newcombe's hybrid score interval.

    Each share is a part and its whole. Method 10 of Newcombe 1998: the distances from each share to its own
    Wilson limits, added by their squares.
    """
    share_now, share_before = now[0] / now[1], before[0] / before[1]
    low_now, high_now = wilson_limits(*now)
    low_before, high_before = wilson_limits(*before)
    difference = share_now - share_before
    down = math.hypot(share_now - low_now, high_before - share_before)
    up = math.hypot(high_now - share_now, share_before - low_before)
    return difference - down, difference + up


def _at_most(count: int, mean: float) -> float:
    """The chance of so many or fewer where so many are the mean."""
    if mean <= 0:
        return 1.0
    log_mean = math.log(mean)
    return math.fsum(math.exp(k * log_mean - mean - math.lgamma(k + 1)) for k in range(count + 1))


def _halved(is_below: Callable[[float], bool], ceiling: float) -> float:
    """The place between 0 and the ceiling where a statement turns from true to false."""
    low, high = 0.0, ceiling
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return middle
