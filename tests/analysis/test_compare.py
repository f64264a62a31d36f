"""Two stretches of time side by side: exact, named, and refused where they are not alike."""

from decimal import Decimal
from pathlib import Path

import pytest

from cspdesk.analysis.compare import Covers, Stretch, covers_of, figure_over, side_by_side
from cspdesk.analysis.line import Line
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.domain.changes import Command
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Measure, Series, SeriesBreak, SeriesId
from cspdesk.store.store import Store
from tests.support.documents import small_store

QUARTER, TO_DATE, YEAR, ROLLING = Covers.QUARTER, Covers.YEAR_TO_DATE, Covers.YEAR, Covers.ROLLING


def at(covers: Covers, year: int, number: int = 4) -> Stretch:
    return Stretch(covers, Period.quarter(year, number))


class Reader:
    """The small document, and lines of it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __call__(self, series: str, *commands: Command) -> Line:
        for command in commands:
            self._store.run(command)
        snapshot = self._store.load()
        row = snapshot.of(Series).get(SeriesId(series))
        assert row is not None
        measure = snapshot.of(Measure).get(row.measure)
        assert measure is not None
        return Line(snapshot, measure, row)


@pytest.fixture
def line(tmp_path: Path) -> Reader:
    return Reader(small_store(tmp_path / "compared.cspdesk"))


# Violence: 260, 303, 303, 280 make 1,146 in 2014/15; 326, 347, 355, 412 make 1,440 in 2015/16.
@pytest.mark.parametrize(
    ("one", "other", "now", "before", "difference", "percent"),
    [
        (at(QUARTER, 2015), at(QUARTER, 2014), 412, 280, 132, "47.1"),
        (at(QUARTER, 2014, 1), at(QUARTER, 2015, 3), 260, 355, -95, "-26.8"),
        (at(TO_DATE, 2015, 2), at(TO_DATE, 2014, 2), 673, 563, 110, "19.5"),
        (at(YEAR, 2015), at(YEAR, 2014, 1), 1440, 1146, 294, "25.7"),
        (at(ROLLING, 2015, 2), at(ROLLING, 2014), 1256, 1146, 110, "9.6"),
        (at(YEAR, 2015), at(TO_DATE, 2014), 1440, 1146, 294, "25.7"),
    ],
)
def test_change_between_two_stretches(
    line: Reader, one: Stretch, other: Stretch, now: int, before: int, difference: int, percent: str
) -> None:
    found = side_by_side(line("m21"), one, other)
    assert (found.one, found.other, found.reason) == (now, before, "")
    assert (found.change.difference, found.change.percent) == (difference, Decimal(percent))


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (at(QUARTER, 2015), at(YEAR, 2014), "One quarter cannot be compared with a year"),
        (
            at(TO_DATE, 2015, 3),
            at(TO_DATE, 2014, 2),
            "A year to date of 3 quarters cannot be compared with a year to date of 2 quarters",
        ),
        (
            at(ROLLING, 2015, 1),
            at(TO_DATE, 2014, 1),
            "A rolling year cannot be compared with a year to date of one quarter",
        ),
        (
            at(QUARTER, 2015),
            at(QUARTER, 2015),
            "The two are the same; choose another one to compare with",
        ),
        (
            at(QUARTER, 2015),
            at(QUARTER, 2013),
            "There is no figure for Quarter 4 2013/14 (missing)",
        ),
        (
            at(YEAR, 2014),
            at(YEAR, 2013),
            "There is no figure for Quarter 4 2013/14 (missing)",
        ),
    ],
)
def test_unlike_or_lacking_is_refused_with_the_reason(
    line: Reader, one: Stretch, other: Stretch, said: str
) -> None:
    found = side_by_side(line("m21"), one, other)
    assert (found.reason, found.change.difference, found.change.percent) == (said, None, None)


def test_one_quarter_and_a_year_to_date_of_one_are_alike(line: Reader) -> None:
    found = side_by_side(line("m21"), at(TO_DATE, 2015, 1), at(QUARTER, 2014, 1))
    assert (found.change.difference, found.reason) == (66, "")


def test_what_two_rolling_years_share_is_said(line: Reader) -> None:
    found = side_by_side(line("m21"), at(ROLLING, 2015), at(ROLLING, 2015, 3))
    assert (found.change.difference, found.note) == (132, "The two share 9 months")


def test_a_quarter_within_its_year_to_date_says_nothing_of_sharing(line: Reader) -> None:
    assert side_by_side(line("m21"), at(QUARTER, 2015), at(QUARTER, 2015, 3)).note == ""


def test_from_nothing_there_is_a_difference_and_no_percentage(line: Reader) -> None:
    cell = TypedCell(SeriesId("m21"), Period.quarter(2013, 4), "0")
    found = side_by_side(line("m21", SetFigures("Nought", (cell,))), at(QUARTER, 2015), at(QUARTER, 2013))
    assert (found.change.difference, found.change.percent) == (412, None)


class TestBreak:
    def broken(self, line: Reader, *, comparable: bool) -> Line:
        row = SeriesBreak(
            series=SeriesId("m21"),
            from_period=Period.quarter(2015, 1),
            comparable=comparable,
            note="Counted by victim.",
        )
        return line("m21", PutRows("Break", (row,)))

    def test_nothing_is_compared_across_it(self, line: Reader) -> None:
        found = side_by_side(self.broken(line, comparable=False), at(YEAR, 2014), at(YEAR, 2015))
        assert (found.one, found.other, found.change.difference) == (1146, 1440, None)
        assert found.reason == (
            "Figures from Quarter 1 2015/16 on are not comparable with those before: Counted by victim"
        )

    def test_both_sides_of_one_that_may_be_crossed_are_compared(self, line: Reader) -> None:
        found = side_by_side(self.broken(line, comparable=True), at(YEAR, 2014), at(YEAR, 2015))
        assert (found.change.difference, found.reason) == (-294, "")

    def test_a_rolling_year_that_lies_across_it_is_not_compared(self, line: Reader) -> None:
        found = side_by_side(self.broken(line, comparable=False), at(ROLLING, 2015), at(ROLLING, 2015, 1))
        assert found.reason.startswith("Figures from Quarter 1 2015/16 on are not comparable")

    def test_after_it_figures_are_compared(self, line: Reader) -> None:
        found = side_by_side(self.broken(line, comparable=False), at(QUARTER, 2015), at(QUARTER, 2015, 1))
        assert (found.change.difference, found.reason) == (86, "")


class TestKinds:
    def test_quarters_from_a_year_to_date(self, line: Reader) -> None:
        # 6,496 less 3,109, and 12,043 less 9,450.
        found = side_by_side(line("m13"), at(QUARTER, 2015), at(QUARTER, 2015, 2))
        assert (found.one, found.other, found.change.difference) == (2593, 3387, -794)

    def test_percentages_differ_in_points(self, line: Reader) -> None:
        found = side_by_side(line("m12"), at(QUARTER, 2015, 3), at(QUARTER, 2015, 1))
        assert (found.change.difference, found.change.percent) == (-4, None)

    def test_quarters_that_make_no_year_have_no_year(self, line: Reader) -> None:
        assert figure_over(line("m12"), at(YEAR, 2015)) == "the quarters of this measure do not make a year"
        assert covers_of(line("m12")) == (QUARTER,)

    def test_a_yearly_measure_has_years_alone(self, line: Reader) -> None:
        assert figure_over(line("m31"), at(YEAR, 2014, 2)) == 1204
        assert figure_over(line("m31"), at(QUARTER, 2014)) == (
            "the measure has one figure a year, and none for a quarter alone"
        )
        assert covers_of(line("m31")) == (YEAR,)


@pytest.mark.parametrize(
    ("stretch", "label"),
    [
        (at(QUARTER, 2015), "Quarter 4 2015/16"),
        (at(TO_DATE, 2015, 3), "2015/16 to Quarter 3"),
        (at(YEAR, 2015, 2), "2015/16"),
        (at(ROLLING, 2015, 3), "Twelve months to Quarter 3 2015/16"),
    ],
)
def test_a_stretch_has_a_name(stretch: Stretch, label: str) -> None:
    assert stretch.label == label
