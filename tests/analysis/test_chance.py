"""What is said of chance: the page's one sentence, what stands behind it, and why nothing can be said."""

from typing import Any

import pytest

from cspdesk.analysis.chance import Chance, p_words, series_chance
from cspdesk.analysis.line import Line
from cspdesk.domain.choices import AddsUp, Comparator, EnteredAs, Frequency
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Series
from cspdesk.domain.unit import Unit
from tests.support.judging import Q2, Q4, SERIES, baseline, document, target, year

SAME, TO_DATE, ROLLING, PREVIOUS = (
    Comparator.SAME_QUARTER,
    Comparator.YEAR_TO_DATE,
    Comparator.ROLLING,
    Comparator.PREVIOUS,
)
VIOLENCE = year(2014, "260", "303", "303", "280") | year(2015, "326", "347", "355", "412")


def found(typed: dict[str, str], comparator: Comparator, quarter: Period = Q4, **about: Any) -> Chance:
    snapshot, placed = document(typed, **about)
    series = snapshot.of(Series).get(SERIES)
    assert series is not None
    return series_chance(Line(snapshot, placed.measure, series), quarter, comparator)


def unsaid(typed: dict[str, str], comparator: Comparator, quarter: Period = Q4, **about: Any) -> str:
    """The reason for which nothing is said."""
    chance = found(typed, comparator, quarter, **about)
    opening = "Whether a change here is chance cannot be said, because "
    assert chance.words.startswith(opening)
    assert (chance.how_sure, chance.is_often_chance, chance.p) == ((), None, None)
    return chance.words.removeprefix(opening)


def both(before: str, now: str) -> dict[str, str]:
    """One quarter's figure and that of a year before."""
    return {"2014-15Q4": before, "2015-16Q4": now}


class TestCounts:
    def test_of_a_year(self) -> None:
        chance = found(VIOLENCE, TO_DATE)
        assert chance.words == (
            "Up by 294 on last year; a change of this size is unlikely to be chance alone."
        )
        assert chance.is_often_chance is False
        test, p, limits, separate = chance.how_sure
        assert test == (
            "1,440 and 1,146 are compared by the exact test of two counts (C-test): it asks how often cases "
            "that fall to either time alike would be parted so unevenly."
        )
        assert p.startswith(
            "p is less than 0.0001. Below 0.05 a change is called unlikely to be chance alone"
        )
        # 1440 (1 − 1/12960 − 1.96/(3√1440))³ is 1440 × 0.982706³; 1441 × 1.017135³ above it. And so on.
        assert limits == (
            "95% limits are 1,366.6 to 1,516.3 (Byar's) now and 1,080.6 to 1,214.3 (Byar's) before."
        )
        assert separate.startswith("Each case is taken as a separate event")

    @pytest.mark.parametrize(
        ("before", "now", "change", "is_often", "p"),
        [
            # Of 26 tosses 16 or more, or 10 or fewer, are heads.
            ("10", "16", "Up by 6", True, 0.3269),
            ("8", "2", "Down by 6", True, 112 / 1024),
            # Zero last year.
            ("0", "6", "Up by 6", False, 2 / 64),
            ("0", "5", "Up by 5", True, 2 / 32),
            # A leap of a hundred times.
            ("5", "500", "Up by 495", False, 0.0),
        ],
    )
    def test_of_a_quarter(self, before: str, now: str, change: str, is_often: bool, p: float) -> None:
        chance = found(both(before, now), SAME)
        verdict = "often happens by chance" if is_often else "is unlikely to be chance alone"
        assert chance.words == f"{change} on the same quarter last year; a change of this size {verdict}."
        assert chance.is_often_chance is is_often
        assert chance.p == pytest.approx(p, abs=5e-5)

    @pytest.mark.parametrize("count", ["0", "7"])
    def test_no_change(self, count: str) -> None:
        chance = found(both(count, count), SAME)
        assert (chance.words, chance.p) == ("No change on the same quarter last year.", 1.0)

    def test_small_counts_have_exact_limits(self) -> None:
        # Published: a count of 5 has the exact limits 1.6 and 11.7, one of 0 the limits 0 and 3.7.
        limits = found(both("0", "5"), SAME).how_sure[2]
        assert (
            limits == "95% limits are 1.6 to 11.7 (exact Poisson) now and 0.0 to 3.7 (exact Poisson) before."
        )

    @pytest.mark.parametrize(
        ("comparator", "quarter", "opening"),
        [
            (TO_DATE, Q2, "Up by 110 on the year to date last year; "),
            (ROLLING, Q4, "Up by 294 on the twelve months before; "),
            (PREVIOUS, Q4, "Up by 57 on the quarter before; "),
            (SAME, Q4, "Up by 132 on the same quarter last year; "),
        ],
    )
    def test_names_the_comparator(self, comparator: Comparator, quarter: Period, opening: str) -> None:
        assert found(VIOLENCE, comparator, quarter).words.startswith(opening)

    def test_rolling_years_a_year_apart_share_nothing(self) -> None:
        chance = found(both("1146", "1440"), ROLLING, entered_as=EnteredAs.ROLLING)
        assert chance.words.startswith("Up by 294 on the twelve months before; ")


class TestShares:
    def test_percentages_with_their_counts(self) -> None:
        # 56 of 70 and 48 of 80: Newcombe's own first example, 0.0524 to 0.3339.
        chance = found(both("48 of 80", "56 of 70"), SAME, unit=Unit.PERCENT)
        assert chance.words == (
            "Up by 20 points on the same quarter last year; "
            "a change of this size is unlikely to be chance alone."
        )
        assert chance.p is None
        assert chance.how_sure[0].startswith(
            "80% (56 of 70) and 60% (48 of 80) are compared by the 95% interval"
        )
        assert chance.how_sure[1].startswith("The difference lies between 5.2 and 33.4 points.")

    def test_a_difference_that_may_be_nought(self) -> None:
        # 5 of 56 and 0 of 29: Newcombe's fourth example, −0.0381 to 0.1926.
        chance = found(both("0 of 29", "5 of 56"), SAME, unit=Unit.PERCENT)
        assert chance.is_often_chance is True
        assert chance.how_sure[1].startswith("The difference lies between −3.8 and 19.3 points.")

    def test_of_a_year_its_quarters_are_counted_together(self) -> None:
        typed = year(2014, "12 of 20", "12 of 20", "12 of 20", "12 of 20")
        typed |= year(2015, "14 of 20", "14 of 15", "14 of 20", "14 of 15")
        for comparator in (TO_DATE, ROLLING):
            assert (
                "80% (56 of 70) and 60% (48 of 80)" in found(typed, comparator, unit=Unit.PERCENT).how_sure[0]
            )

    def test_entered_to_date_the_quarters_are_their_growth(self) -> None:
        typed = year(2014, "1 of 10", "49 of 90") | year(2015, "4 of 10", "60 of 80")
        chance = found(typed, SAME, Q2, unit=Unit.PERCENT, entered_as=EnteredAs.YEAR_TO_DATE)
        assert "80% (56 of 70) and 60% (48 of 80)" in chance.how_sure[0]
        chance = found(typed, TO_DATE, Q2, unit=Unit.PERCENT, entered_as=EnteredAs.YEAR_TO_DATE)
        assert "75% (60 of 80) and 54% (49 of 90)" in chance.how_sure[0]

    def test_a_yearly_percentage(self) -> None:
        typed = {"2014-15": "48 of 80", "2015-16": "56 of 70"}
        chance = found(typed, TO_DATE, unit=Unit.PERCENT, frequency=Frequency.YEAR)
        assert chance.words.startswith("Up by 20 points on last year; ")

    def test_a_small_change_is_not_printed_as_nought(self) -> None:
        chance = found(both("500 of 1000", "503 of 1000"), SAME, unit=Unit.PERCENT)
        assert chance.words.startswith("Up by 0.3 points on")

    def test_rates_with_their_people(self) -> None:
        # As likely as coins: the same people both times.
        typed = both("0.2 (2 of 10,000)", "0.8 (8 of 10,000)")
        chance = found(typed, SAME, unit=Unit.RATE, rate_per=1000, decimals=1)
        assert chance.p == pytest.approx(112 / 1024)
        assert chance.words.startswith("Up by 0.6 on the same quarter last year; ")
        # The exact limits of 8 are 3.454 and 15.763, those of 2 are 0.242 and 7.225; per 1,000 of 10,000.
        assert chance.how_sure[2] == (
            "95% limits are 0.35 to 1.58 (exact Poisson) now and 0.02 to 0.72 (exact Poisson) before."
        )


class TestUnsaid:
    def test_figures_that_are_no_counts_of_events(self) -> None:
        typed = both("10", "20")
        assert unsaid(typed, SAME, unit=Unit.MONEY) == "money is no count of separate events."
        assert unsaid(typed, SAME, unit=Unit.DAYS) == "days are no count of separate events."
        on_a_day = "the figures are counted on one day, and the same cases may stand in both."
        assert unsaid(typed, SAME, entered_as=EnteredAs.SNAPSHOT) == on_a_day
        assert unsaid(typed, SAME, adds_up=AddsUp.LAST) == on_a_day

    def test_percentages_and_rates_without_counts(self) -> None:
        why = "the counts behind the figure for Quarter 4 {} are not given."
        assert unsaid(both("50%", "60%"), SAME, unit=Unit.PERCENT) == why.format("2015/16")
        assert unsaid(both("50%", "12 of 20"), SAME, unit=Unit.PERCENT) == why.format("2014/15")
        assert unsaid(both("1.5", "2.5"), SAME, unit=Unit.RATE) == why.format("2015/16")

    def test_overlapping_rolling_years(self) -> None:
        assert unsaid(VIOLENCE, PREVIOUS, entered_as=EnteredAs.ROLLING) == (
            "rolling years one quarter apart share nine of their twelve months."
        )

    def test_targets_and_baselines(self) -> None:
        about: dict[str, Any] = {"targets": [target("400")], "baselines": [baseline("1,400")]}
        assert (
            unsaid(VIOLENCE, Comparator.TARGET, **about) == "a target is no count of anything that happened."
        )
        assert unsaid(VIOLENCE, Comparator.BASELINE, **about) == (
            "a baseline may be the mean of several years and does not say of how many."
        )

    def test_missing_figures(self) -> None:
        assert unsaid({}, SAME) == "there is no figure for Quarter 4 2015/16 (missing)."
        assert unsaid({"2015-16Q4": "5"}, SAME) == "there is no figure for the same quarter last year."
        assert unsaid(both("5", "1" + "0" * 399), SAME).startswith("there is no figure for Quarter 4 2015/16")

    def test_a_break_between(self) -> None:
        assert unsaid(VIOLENCE, SAME, breaks=[("2015-16Q1", False, "")]) == (
            "figures from Quarter 1 2015/16 on are not comparable with those before."
        )

    def test_counts_that_cannot_be(self) -> None:
        assert unsaid(both("5", "-3"), SAME) == "a count below 0 cannot be."
        assert unsaid(both("5", "3.5"), SAME) == "the figures are not whole counts."
        assert unsaid(both("5", "10,000,000"), SAME) == (
            "counts of more than ten million together are not tested."
        )

    def test_an_implied_quarter_below_nought(self) -> None:
        typed = year(2014, "5", "10") | year(2015, "10", "7")
        chance = found(typed, SAME, Q2, entered_as=EnteredAs.YEAR_TO_DATE)
        assert chance.is_often_chance is None
        assert chance.words.startswith("Whether a change here is chance cannot be said, because ")


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0.0, "less than 0.0001"),
        (0.00009, "less than 0.0001"),
        (0.03125, "0.0313"),
        (0.049996, "0.049996"),
        (0.05, "0.0500"),
        (0.3269, "0.33"),
        (1.0, "1.00"),
    ],
)
def test_p_is_printed_on_its_own_side_of_the_threshold(p: float, words: str) -> None:
    assert p_words(p) == words
