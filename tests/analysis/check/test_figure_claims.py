"""Sentences about a measure held against its figures; what is right and wrong is worked out by hand.

The figures of 2014/15 are 260, 303, 303 and 280, together 1,146; of 2015/16 326, 347, 355 and 412, together
1,440: 294 more, which is 25.65 in 100. Quarter 4 is 132 above last year's (47.14 in 100) and 57 above
Quarter 3 (16.06 in 100). The target is 400.
"""

import pytest

from cspdesk.analysis.check.finding import Kind, Verdict
from cspdesk.domain.choices import AddsUp, EnteredAs, Polarity, Span
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure
from cspdesk.domain.unit import Unit
from tests.support.claims import found, outcomes, titled, violence, with_series
from tests.support.judging import Q1, Q2, Q3, baseline, target, year
from tests.support.read_back import sample_snapshot

NUMBER, PERCENT = Kind.WRONG_NUMBER, Kind.WRONG_PERCENT
DIRECTION, TRUNCATED, UNRECONCILED = Kind.WRONG_DIRECTION, Kind.TRUNCATED, Kind.UNRECONCILED


@pytest.fixture(scope="module")
def document() -> Snapshot:
    return violence()


RIGHT = [
    "412 offences. This gives a year to date total of 1440, an increase of 294 crimes (25.7%)",
    "412 offences, up 132 on the same quarter last year (47.1%).",
    "Offences rose from 280 to 412 (47.1%) compared with the same quarter last year.",
    "Offences increased from 280 in Quarter 4 2014/15 to 412 in Quarter 4 2015/16, a rise of 132.",
    "There were 412 offences in the quarter, 57 more than in Quarter 3 (16.1%).",
    "This is 57 more than the previous quarter and 132 more than the same quarter last year.",
    "The year to date total is 1,440, which is 25.7% higher than last year.",
    "In 2014/15 there were 1,146 offences; in 2015/16 there were 1,440, an increase of 25.7%.",
    "Worse than last year, by 294 offences (25.7%).",
    "412 offences against a target of 400, so 12 over target.",
    "This is 294 offences (25.7%) above the 2014/15 baseline of 1,146.",
    "Against the baseline of 1,146, the increase is 25.7%",
    "Over 400 offences were recorded this quarter, nearly 300 more than last year over the year.",
    "Around 400 offences this quarter.",
    "An average of 137 offences a month this quarter.",
    "An average of 120 offences a month this year.",
    "Q1 326, Q2 347, Q3 355, Q4 412",
    "412 (Q3: 355)",
    "412 offences (280 last year)",
    "412 offences. Last year: 280. Change: +132 (47%).",
    "Violence with injury: 412 (+47%).",
    "The highest quarter this year.",
    "Offences have risen, which is disappointing.",
    "There has been a significant increase in offences.",
    "Offences have risen by nearly half compared with the same quarter last year.",
    "The 412 offences bring the cumulative total to 1,440 against 1,146 at the same point last year.",
    "60 of the 412 offences were alcohol related (15%).",
    "There were 412 offences made up of 300 assaults, 100 woundings and 12 others.",
    "Burglary is not the subject: offences of violence rose to 412.",
]

WRONG = [
    ("421 offences.", [(NUMBER, "421", "412")]),
    ("412 offences, up 123 on the same quarter last year (47.1%).", [(NUMBER, "123", "132")]),
    ("412 offences, up 132 on the same quarter last year (32.0%).", [(PERCENT, "32.0%", "47.1%")]),
    ("412 offences, up 132 on the same quarter last year (74.1%).", [(PERCENT, "74.1%", "47.1%")]),
    ("412 offences, down 132 on the same quarter last year.", [(DIRECTION, "down", "up")]),
    ("Offences fell from 280 to 412.", [(DIRECTION, "fell", "rose")]),
    ("A reduction of 132 offences.", [(DIRECTION, "A reduction", "An increase")]),
    ("Better than last year, by 294 offences (25.7%).", [(DIRECTION, "Better", "Worse")]),
    ("The year end total of 1404 compares to 1146 last year.", [(NUMBER, "1404", "1440")]),
    ("So far this year there have been 1,440 offences. Last year: 1,164.", [(NUMBER, "1,164", "1,146")]),
    ("412 offences, compared with 347 in the previous quarter.", [(NUMBER, "347", "355")]),
    ("Q4 = 412, up from 335 in Q3.", [(NUMBER, "335", "355")]),
    ("Q1 326, Q2 374, Q3 355, Q4 412", [(NUMBER, "374", "347")]),
    (
        "There was a 57% increase in offences this quarter on the same period last year.",
        [(PERCENT, "57%", "47%")],
    ),
    ("Offences are 25.6% higher than last year at 1440.", [(TRUNCATED, "25.6%", "25.7%")]),
    ("Offences have doubled since last year.", [(PERCENT, "doubled", "")]),
    ("Over 500 offences were recorded this quarter.", [(NUMBER, "500", "412")]),
    ("412 offences against a target of 440.", [(NUMBER, "440", "400")]),
    ("An average of 150 offences a month this year.", [(NUMBER, "150", "120")]),
    ("Violence with injury: 412 (-47%).", [(DIRECTION, "-47%", "+47%")]),
    ("60 of the 412 offences were alcohol related (18%).", [(PERCENT, "18%", "15%")]),
    (
        "355 offences. This gives a year to date total of 1028, an increase of 162 crimes (18.7%)",
        [
            (NUMBER, "355", "412"),
            (NUMBER, "1028", "1440"),
            (NUMBER, "162", "294"),
            (PERCENT, "18.7%", "25.7%"),
        ],
    ),
    (
        "There were 412 offences made up of 300 assaults, 100 woundings and 22 others.",
        [(UNRECONCILED, "300 assaults, 100 woundings and 22 others", "")],
    ),
    ("There were 20 new and 15 repeat cases, 34 in total, and 3 more.", [(UNRECONCILED, "34", "35")]),
]

NOT_OF_THE_FIGURES = [
    "412 offences were recorded, 30 of them in the town centre and 25 in licensed premises.",
    "412 offences, of which 45 were domestic related and 12 were repeat.",
    "There were 45 arrests from the 412 offences and 14 people were charged.",
    "Of the 412 offences, 38% were domestic related, compared with 35% last quarter.",
    "The detection rate rose from 21% to 24%.",
    "Offences in Abbey ward rose by 12, the largest increase of any ward.",
    "Police recorded violence nationally rose by 8% over the same period.",
    "Across the force area, violence with injury increased by 5%.",
    "412 offences. The force average is 350 offences.",
    "We are ranked 12th out of 15 in our family group.",
    "The rate per 1,000 population is 4.9.",
    "Reporting has improved since the new recording standard began in April 2014.",
    "Offences increased in October and November but fell in December.",
    "In January there were 140 offences, in February 130 and in March 142.",
    "Levels peaked in January with 160 offences and fell to 120 in March.",
    "Domestic abuse offences rose by 30 to 150.",
    "150 of these were domestic, an increase of 30 on last year.",
    "80 offences involved a knife, 15 more than last year.",
    "Last year's reduction of 20 offences has not been sustained.",
    "17 offences were no-crimed, leaving 412.",
    "Victims aged 18 to 24 account for 120 offences.",
    "The target is to reduce offences by 5% by March 2017.",
    "We expect 380 offences next quarter, a fall of 30.",
    "The figures are lower than expected.",
    "This quarter's figure of 412 is higher than the average of 330.",
    "The increase is driven by 3 hotspots.",
    "Overall crime is down 3%.",
    "Total crime fell by 120 offences to 5,600.",
    "We held 12 meetings with 3 schools and visited 45 premises.",
    "Operation Sceptre ran from 14 to 21 May; 7 knives were recovered.",
    "Funding of £15,000 has been agreed for 2 marshals until March 2017.",
    "70 to 310 cases",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_raises_nothing(document: Snapshot, text: str) -> None:
    statements, findings = outcomes(document, text)
    assert findings == []
    assert any(each.verdict is Verdict.AGREES for each in statements)


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_what_is_wrong_is_found(document: Snapshot, text: str, expected: list[tuple[Kind, str, str]]) -> None:
    assert found(document, text) == expected


@pytest.mark.parametrize("text", NOT_OF_THE_FIGURES)
def test_what_the_figures_do_not_tell_is_nobodys_fault(document: Snapshot, text: str) -> None:
    assert found(document, text) == []


def test_a_finding_stands_at_its_words_with_its_working(document: Snapshot) -> None:
    text = "412 offences, up 123 on the same quarter last year."
    _, (finding,) = outcomes(document, text)
    assert text[finding.start : finding.end] == finding.said == "123"
    assert finding.correction == "132"
    assert finding.working.startswith("412 − 280 = 132")
    assert finding.message.startswith("The text says 123; the figures give 132 (412 − 280 = 132")


def test_each_number_is_a_statement(document: Snapshot) -> None:
    statements, _ = outcomes(
        document, "412 offences, an increase of 132 (47.1%) on the same quarter last year."
    )
    assert [(each.said, each.verdict) for each in statements] == [
        ("412", Verdict.AGREES),
        ("increase", Verdict.AGREES),
        ("132", Verdict.AGREES),
        ("47.1%", Verdict.AGREES),
    ]


def test_figures_across_a_break_are_not_compared() -> None:
    broken = violence(breaks=[("2015-16Q1", False, "New recording rules")], baselines=(), targets=())
    # Nobody can say what the change is; the figure itself still counts.
    assert found(broken, "421 offences, up 100 on the same quarter last year.") == [(NUMBER, "421", "412")]


@pytest.fixture(scope="module")
def incidents() -> Snapshot:
    typed = {"2014-15Q4": "12,469", **year(2015, "3109", "6496", "9450", "12,043")}
    return titled(
        "Anti-social behaviour incidents",
        typed,
        entered_as=EnteredAs.YEAR_TO_DATE,
        unit_label="incidents",
    )


class TestFiguresToDate:
    """Incidents entered as a year to date, with the year before as one figure."""

    def test_totals_name_their_quarters(self, incidents: Snapshot) -> None:
        assert found(incidents, "Total to date (Q1 to Q3) of 9450 incidents", Q3) == []
        assert found(incidents, "Total to date (Q1 to Q3) of 9540 incidents", Q3) == [
            (NUMBER, "9540", "9450")
        ]

    def test_a_quarters_own_figure_is_the_growth(self, incidents: Snapshot) -> None:
        # 6,496 − 3,109 = 3,387
        assert found(incidents, "3,387 incidents during Quarter 2.", Q2) == []
        assert found(incidents, "3,378 incidents during Quarter 2.", Q2) == [(NUMBER, "3,378", "3,387")]

    def test_broken_thousands_are_one_number(self, incidents: Snapshot) -> None:
        assert found(incidents, "12, 043 incidents, a reduction of 426 from 12, 469 last year.") == []


@pytest.fixture(scope="module")
def safe() -> Snapshot:
    typed = {
        **year(2014, "70%", "72%", "69%", "71%"),
        **year(2015, "75%", "74%", "73%", "78% (39 of 50)"),
    }
    return titled(
        "Residents who feel safe",
        typed,
        unit=Unit.PERCENT,
        polarity=Polarity.HIGHER,
        adds_up=AddsUp.NONE,
        targets=(target("75%", unit=Unit.PERCENT),),
        baselines=(baseline("68%", Unit.PERCENT, label="2013/14", span=Span.QUARTER),),
    )


class TestShares:
    """A measure in per cent: its changes are in points."""

    @pytest.mark.parametrize(
        "text",
        [
            "78% of residents feel safe, up 5 points on the previous quarter.",
            "78% (39 of 50) feel safe, against a target of 75% and a baseline of 68%.",
            "The figure has improved by 7 percentage points since last year.",
            "The figure has improved by 7% since last year.",
            "Up from 71% in the same quarter last year to 78%.",
            "62% of women feel safe compared with 85% of men.",
            "The survey had a response rate of 40%, up from 35%.",
            "78% of residents, 3 points above target.",
        ],
    )
    def test_right(self, safe: Snapshot, text: str) -> None:
        assert found(safe, text) == []

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("87% of residents feel safe.", [(PERCENT, "87%", "78%")]),
            ("78% feel safe, up 7 points on the previous quarter.", [(PERCENT, "7 points", "5 points")]),
            ("78% feel safe, compared with 72% a year ago.", [(PERCENT, "72%", "71%")]),
            ("The figure has worsened by 7 points since last year.", [(DIRECTION, "worsened", "improved")]),
            ("78% (38 of 50) feel safe.", [(NUMBER, "38", "39")]),
            ("39 of the 50 residents who answered feel safe (87%).", [(PERCENT, "87%", "78%")]),
            ("78% against a target of 70%.", [(PERCENT, "70%", "75%")]),
        ],
    )
    def test_wrong(self, safe: Snapshot, text: str, expected: list[tuple[Kind, str, str]]) -> None:
        assert found(safe, text) == expected


@pytest.fixture(scope="module")
def orders() -> Snapshot:
    lines = {
        "Commencements": year(2015, "18", "25"),
        "Completions": year(2015, "2", "2"),
        "Revoked": year(2015, "5", "8"),
    }
    return with_series("Drug Rehabilitation Requirements", lines, unit_label="people")


class TestSeveralSeries:
    """A measure whose figures are told apart by their labels."""

    def test_a_label_stands_before_or_behind(self, orders: Snapshot) -> None:
        assert found(orders, "In Q1 there were 18 commencements, 2 completions and 5 revoked.", Q1) == []
        assert found(orders, "Commencements – 25\nCompletions – 2\nRevoked: 8", Q2) == []

    def test_each_is_held_against_its_own_figures(self, orders: Snapshot) -> None:
        text = "In Q1 there were 18 commencements, 5 completions and 2 revoked."
        assert found(orders, text, Q1) == [(NUMBER, "5", "2"), (NUMBER, "2", "5")]

    def test_a_number_without_a_label_is_left_alone(self, orders: Snapshot) -> None:
        assert found(orders, "There are 7 PPOs subject to a DRR.", Q1) == []


class TestExtrapolated:
    """Two months' figures taken for a year: 17 × 6 = 102 and 14 × 6 = 84, against 100 and 87."""

    def test_it_is_worked_out_from_the_text(self) -> None:
        snapshot = sample_snapshot("quarter-narrative")
        measure = next(row.id for row in snapshot.of(Measure) if row.title.startswith("Offending by people"))
        right = (
            "17 arrests and 14 charges in two months. If these figures are extrapolated to a year, we expect"
            " 102 arrests, an increase of 2% on the baseline; charges -3.4%."
        )
        assert found(snapshot, right, Q3, measure) == []
        wrong = right.replace("102", "112").replace("-3.4%", "-4.3%")
        assert found(snapshot, wrong, Q3, measure) == [(NUMBER, "112", "102"), (PERCENT, "-4.3%", "-3.4%")]


class TestWithoutAMeasure:
    """Report text and project updates: the sentence's own numbers, and measures that it names."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("240 individuals in treatment, 14 of whom have left it (5.8%).", []),
            ("240 individuals in treatment, 14 of whom have left it (8.5%).", [(PERCENT, "8.5%", "5.8%")]),
            ("36 clients, 15 of whom (42%) completed.", []),
            ("Attendance went from 42 to 57, up 36%.", []),
            ("Attendance went from 42 to 57, up 63%.", [(PERCENT, "63%", "36%")]),
            ("Attendance went from 42 to 57, down 36%.", [(DIRECTION, "down", "up")]),
            ("5 of the 8 recommendations are complete (63%).", []),
            ("Violence with injury rose by 294 offences (25.7%) in the year.", []),
            ("Violence with injury rose by 249 offences (25.7%) in the year.", [(NUMBER, "249", "294")]),
            ("Violence with injury fell by 294 offences (25.7%) in the year.", [(DIRECTION, "fell", "rose")]),
            ("A workshop was held for 30 shopkeepers in 2 places.", []),
            ("38% of clients, within the 39% of all, were referred.", []),
        ],
    )
    def test_what_is_found(
        self, document: Snapshot, text: str, expected: list[tuple[Kind, str, str]]
    ) -> None:
        assert found(document, text, measure=None) == expected
