"""The statements of a real report, row by row: what is wrong is found, what is right raises nothing."""

from decimal import Decimal

import pytest

from cspdesk.analysis.check.checker import check_text
from cspdesk.analysis.check.finding import Finding, Kind, Statement, TextRef, Verdict, Where
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import placed_in, plan_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Baseline,
    Commentary,
    Measure,
    Observation,
    Placement,
    Plan,
    Priority,
    Series,
    Target,
)
from tests.support.read_back import sample_snapshot

QUARTERS = Period.financial_year(2015).quarters

# Each: the statement's number in the list of the report's statements, the measure, the quarter, the figure as
# it is written. The figures were recomputed by hand from the report's own table.
RIGHT = [
    ("A015", "1.4", 2, "25"),
    ("A016", "1.4", 3, "140"),
    ("A017", "1.4", 4, "4311"),
    ("A018", "1.4", 4, "4374"),
    ("A019", "1.4", 4, "63"),
    ("A020", "1.4", 4, "1.4%"),
    ("A021", "2.1", 1, "66"),
    ("A021", "2.1", 1, "25.4%"),
    ("A022", "2.1", 2, "673"),
    ("A023", "2.1", 2, "110"),
    ("A023", "2.1", 2, "19.5%"),
    ("A024", "2.1", 3, "1028"),
    ("A025", "2.1", 3, "162"),
    ("A025", "2.1", 3, "18.7%"),
    ("A026", "2.1", 4, "1440"),
    ("A027", "2.1", 4, "294"),
    ("A027", "2.1", 4, "25.7%"),
    ("A029", "2.2", 1, "144"),
    ("A030", "2.2", 2, "700"),
    ("A030", "2.2", 2, "317"),
    ("A030", "2.2", 2, "82.8%"),
    ("A031", "2.2", 3, "1139"),
    ("A032", "2.2", 3, "386"),
    ("A032", "2.2", 3, "51.3%"),
    ("A033", "2.2", 4, "1628"),
    ("A034", "2.2", 4, "560"),
    ("A034", "2.2", 4, "52.4%"),
    ("A036", "2.3", 1, "5"),
    ("A036", "2.3", 1, "41.7%"),
    ("A037", "2.3", 2, "39"),
    ("A038", "2.3", 2, "15"),
    ("A038", "2.3", 2, "62.5%"),
    ("A039", "2.3", 3, "71"),
    ("A040", "2.3", 3, "30"),
    ("A040", "2.3", 3, "73.2%"),
    ("A041", "2.3", 4, "101"),
    ("A042", "2.3", 4, "34"),
    ("A042", "2.3", 4, "50.7%"),
]
WRONG = [
    ("A013", "1.3", 4, "436", Kind.WRONG_NUMBER, "426"),
    ("A014", "1.3", 4, "10.2%", Kind.TRUNCATED, "10.3%"),
    ("A029", "2.2", 1, "75.5%", Kind.WRONG_PERCENT, "75.0%"),
]
BASELINES = [("A028", "2.1", 1146), ("A035", "2.2", 1068), ("A043", "2.3", 67)]

FIGURES = frozenset(
    {Kind.WRONG_NUMBER, Kind.WRONG_PERCENT, Kind.WRONG_DIRECTION, Kind.UNRECONCILED, Kind.TRUNCATED}
)
"""What figures alone can be found guilty of."""


def read(snapshot: Snapshot, number: str, quarter: int) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    """Check the report's text of a measure in a quarter of 2015/16; findings about words are left out."""
    period = QUARTERS[quarter - 1]
    placed = next(each for each in placed_in(snapshot, plan_for(snapshot, period)) if each.number == number)
    measure = placed.measure.id
    key = (str(measure), period.key)
    ref = TextRef(Where.COMMENTARY, key, "text", period, placed.priority.id, measure)
    row = snapshot.of(Commentary).get(measure, period)
    assert row is not None
    statements, findings = check_text(snapshot, ref, row.text)
    return statements, tuple(each for each in findings if each.kind in FIGURES)


def without_last_year(snapshot: Snapshot) -> Snapshot:
    """The report's document as it would be typed in: 2015/16 alone, and the baselines that it prints."""
    rows = [
        row
        for kind in (Plan, Priority, Measure, Placement, Series, Target, Baseline, Commentary)
        for row in snapshot.of(kind)
    ]
    rows += [row for row in snapshot.of(Observation) if row.period.year == 2015]
    return Snapshot.of_rows(rows)


@pytest.mark.parametrize(("statement", "number", "quarter", "said"), RIGHT)
def test_what_is_right_agrees(statement: str, number: str, quarter: int, said: str) -> None:
    statements, findings = read(sample_snapshot("quarter-narrative"), number, quarter)
    found = [each for each in statements if each.said == said]
    assert [each.verdict for each in found] == [Verdict.AGREES], statement
    assert said not in [each.said for each in findings]


@pytest.mark.parametrize(("statement", "number", "quarter", "said", "kind", "should_be"), WRONG)
def test_what_is_wrong_is_found(
    statement: str, number: str, quarter: int, said: str, kind: Kind, should_be: str
) -> None:
    _, findings = read(sample_snapshot("quarter-narrative"), number, quarter)
    found = [
        (each.kind, each.said, each.should_be, each.correction) for each in findings if each.said == said
    ]
    assert found == [(kind, said, should_be, should_be)], statement


def test_nothing_else_of_the_report_is_called_wrong() -> None:
    snapshot = sample_snapshot("quarter-narrative")
    found = {
        (number, quarter, each.said)
        for number in (
            "1.1",
            "1.2",
            "1.3",
            "1.4",
            "2.1",
            "2.2",
            "2.3",
            "3.1",
            "3.2",
            "3.3",
            "4.1",
            "5.1",
            "6.1",
            "6.2",
            "6.3",
        )
        for quarter in (1, 2, 3, 4)
        for each in read(snapshot, number, quarter)[1]
    }
    assert found == {("1.3", 4, "436"), ("1.3", 4, "10.2%"), ("2.2", 1, "75.5%")}


@pytest.mark.parametrize(("statement", "number", "value"), BASELINES)
def test_the_baseline_is_last_years_total(statement: str, number: str, value: int) -> None:
    snapshot = sample_snapshot("quarter-narrative")
    placed = next(
        each for each in placed_in(snapshot, plan_for(snapshot, QUARTERS[3])) if each.number == number
    )
    series = snapshot.of(Series).where("measure", placed.measure.id)[0]
    kept = [row.value for row in snapshot.of(Baseline).where("series", series.id)]
    assert Decimal(value) in kept, statement


def test_each_wrong_figure_tells_how_it_was_worked_out() -> None:
    snapshot = sample_snapshot("quarter-narrative")
    fall, share = read(snapshot, "1.3", 4)[1]
    assert "12,469 − 12,043 = 426" in fall.working
    assert fall.message.startswith("The text says 436; the figures give 426 (12,469 − 12,043 = 426")
    # 13,425 − 12,043 = 1,382, which is 10.294 in 100 of 13,425.
    assert "1,382 ÷ 13,425 = 10.3%" in share.working


class TestWithoutLastYear:
    """The grid holds 2015/16 alone: last year is what the sentences themselves imply."""

    def test_a_per_cent_is_held_against_the_change_and_the_figure(self) -> None:
        # 336 − 144 = 192, and 144 of 192 is 75.0 in 100.
        statements, findings = read(without_last_year(sample_snapshot("quarter-narrative")), "2.2", 1)
        assert [(each.kind, each.said, each.should_be) for each in findings] == [
            (Kind.WRONG_PERCENT, "75.5%", "75.0%")
        ]
        assert "336 − 144 = 192; 144 ÷ 192 = 75.0%" in findings[0].working
        assert next(each.verdict for each in statements if each.said == "336") is Verdict.AGREES

    @pytest.mark.parametrize(
        ("number", "quarter", "said"),
        [(number, quarter, said) for _, number, quarter, said in RIGHT if said.endswith("%")],
    )
    def test_a_right_per_cent_agrees(self, number: str, quarter: int, said: str) -> None:
        statements, findings = read(without_last_year(sample_snapshot("quarter-narrative")), number, quarter)
        assert [each.verdict for each in statements if each.said == said] == [Verdict.AGREES]
        assert [each for each in findings if each.said == said] == []

    def test_nothing_right_is_called_wrong(self) -> None:
        snapshot = without_last_year(sample_snapshot("quarter-narrative"))
        found = {
            (number, quarter, each.said)
            for number in ("1.3", "1.4", "2.1", "2.2", "2.3", "4.1")
            for quarter in (1, 2, 3, 4)
            for each in read(snapshot, number, quarter)[1]
        }
        # Of anti-social behaviour only the baseline is left to compare with.
        assert found == {("1.3", 4, "10.2%"), ("2.2", 1, "75.5%")}
