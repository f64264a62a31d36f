"""Figures under the name of another quarter; the grids are those of the real report, cut down."""

import pytest

from cspdesk.analysis.check.finding import Kind, Severity
from cspdesk.analysis.check.period_labels import period_labels
from cspdesk.analysis.check.period_notes import period_notes
from cspdesk.domain.choices import AddsUp, EnteredAs, Polarity
from cspdesk.domain.tables import SeriesBreak, SeriesId
from cspdesk.domain.unit import Unit
from tests.support.told import Q, document, measure, text, told

YEARS = [f"{year}Q{number}" for year in ("2014-15", "2015-16") for number in (1, 2, 3, 4)]
VIOLENCE = dict(zip(YEARS, ("260", "303", "303", "280", "326", "347", "355", "412"), strict=True))
SATISFACTION = dict(zip(YEARS[4:], ("94%", "92%", "90%", "94%"), strict=True))
ASB = {"2014-15Q4": "12469", **dict(zip(YEARS[4:], ("3109", "6496", "9450", "12043"), strict=True))}
REPEATS = {"2015-16Q2": "109", "2015-16Q3": "112", "2015-16Q4": "107"}
DOCUMENT = document(
    measure("1.2", "Satisfaction", SATISFACTION, unit=Unit.PERCENT, adds_up=AddsUp.NONE),
    measure("1.3", "Incidents", ASB, entered_as=EnteredAs.YEAR_TO_DATE),
    measure("2.1", "Violence with injury", VIOLENCE, polarity=Polarity.LOWER),
    measure("6.1", "Repeat cases", REPEATS, entered_as=EnteredAs.ROLLING),
    measure(
        "6.3", "Men who finish", {"2015-16Q3": "9 of 9", "2015-16Q4": "55% (12 of 22)"}, unit=Unit.PERCENT
    ),
)


@pytest.mark.parametrize(
    ("key", "period", "words", "said", "should_be"),
    [
        ("1.2", "2015-16Q4", "During Q3 satisfaction surveys = 94%.", "During Q3", "During Q4"),
        ("1.2", "2015-16Q4", "In the third quarter 94% were satisfied.", "third quarter", "fourth quarter"),
        ("2.1", "2015-16Q4", "Quarter 3: 412 offences.", "Quarter 3", "Quarter 4"),
        ("2.1", "2015-16Q4", "412 offences were recorded in Q3.", "Q3", "Q4"),
        ("2.1", "2015-16Q4", "412 offences in Q4 2014/15.", "Q4 2014/15", "Q4 2015/16"),
        ("2.1", "2015-16Q4", "In 2014-15 there were 1,440 offences.", "2014-15", "2015-16"),
        ("1.3", "2015-16Q4", "Total to date (Q1 to Q3) of 12,043 incidents", "Q1 to Q3", "Q1 to Q4"),
        ("1.3", "2015-16Q3", "Total to date (Q1 and Q2) of 9450 incidents", "Q1 and Q2", "Q1 and Q3"),
        (
            "1.3",
            "2015-16Q4",
            "Year to date (April to December): 12043",
            "April to December",
            "April to March",
        ),
        ("1.3", "2015-16Q3", "Half-year total 9,450 incidents", "Half-year", "nine-month"),
        ("1.3", "2015-16Q3", "The year end total is 9450.", "year end", "year to date"),
        ("2.1", "2015-16Q4", "Offences in Q3 totalled 412.", "Q3", "Q4"),
        ("2.1", "2015-16Q4", "412 offences (Oct - Dec).", "Oct - Dec", "Jan - Mar"),
        ("2.1", "2015-16Q3", "Over the first six months there were 1,028.", "six months", "nine months"),
        ("2.1", "2015-16Q3", "In the nine months to September: 1,028.", "September", "December"),
        ("1.3", "2015-16Q2", "Total to date (Q1 and Q4) of 6496.", "Q1 and Q4", "Q1 and Q2"),
        ("6.1", "2015-16Q3", "112 cases in the 12 months to September 2015.", "September", "December"),
        (
            "6.3",
            "2015-16Q4",
            "12 of 22 men in Quarter 3 2015/16 (55%).",
            "Quarter 3 2015/16",
            "Quarter 4 2015/16",
        ),
    ],
)
def test_a_figure_of_the_quarter_under_another_name(
    key: str, period: str, words: str, said: str, should_be: str
) -> None:
    found = told(period_labels, DOCUMENT, text(key, period, words))
    assert [(each.kind, each.said, each.should_be) for each in found] == [
        (Kind.WRONG_PERIOD, said, should_be)
    ]
    assert found[0].severity is Severity.ERROR
    assert found[0].correction == should_be


def test_the_months_of_another_quarter() -> None:
    row = text("2.1", "2015-16Q4", "412 offences between October and December 2015.")
    (found,) = told(period_labels, DOCUMENT, row)
    assert found.said == "October and December 2015"
    assert found.should_be == "January and March 2016"
    row = text("2.1", "2015-16Q4", "Between 1st October and 31st December 2015 there were 412 offences.")
    (found,) = told(period_labels, DOCUMENT, row)
    assert found.should_be == "1st January and 31st March 2016"
    row = text("2.1", "2015-16Q2", "Between 1st July and 30th September 2015 there were 347 offences.")
    assert told(period_labels, DOCUMENT, row) == []


@pytest.mark.parametrize(
    ("key", "period", "words"),
    [
        ("1.2", "2015-16Q4", "During Q4 satisfaction surveys = 94%."),
        ("1.2", "2015-16Q4", "94% in Q4, up from 90% in Q3."),
        ("1.2", "2015-16Q4", "94%, compared to 90% in Q3 and 94% in Q1."),
        ("2.1", "2015-16Q4", "412 offences, an increase of 57 on Q3."),
        ("2.1", "2015-16Q4", "In Q3 there were 355 offences."),
        ("2.1", "2015-16Q4", "Q3 data (412) has been updated."),
        ("2.1", "2015-16Q4", "The latest figure, of Q3, is 412."),
        ("2.1", "2015-16Q4", "Since Q3 the figure has risen to 412."),
        ("2.1", "2015-16Q4", "There were 412 offences (Q3: 355)."),
        ("2.1", "2015-16Q4", "Q3 412 last year."),
        ("2.1", "2015-16Q4", "1,440 offences in 2015/16 against 1,146 in 2014/15."),
        ("2.1", "2015-16Q4", "In Q3 the team visited all 20 schools."),
        ("2.1", "2015-16Q4", "Q1 326, Q2 347, Q3 355, Q4 412."),
        ("2.1", "2015-16Q3", "24 repeats compared to 23 in Q1 last year."),
        ("1.3", "2015-16Q3", "Total to date (Q1 to Q3) of 9450 incidents"),
        ("1.3", "2015-16Q2", "Half-year total 6,496 incidents"),
        ("6.1", "2015-16Q4", "107 in the 12 months to March 2016, 112 in the 12 months to December 2015."),
        ("2.1", "2015-16Q1", "412 offences in Q3."),
        ("2.1", "2015-16Q4", "The total of 1,440 is above the 2014/15 baseline of 1,146."),
        ("1.2", "2015-16Q4", "94% for the cohort of July to September 2013."),
    ],
)
def test_what_is_so_or_speaks_of_another_quarter_on_purpose(key: str, period: str, words: str) -> None:
    assert told(period_labels, DOCUMENT, text(key, period, words)) == []


def test_a_year_to_date_begins_with_the_first_quarter() -> None:
    (found,) = told(period_labels, DOCUMENT, text("1.3", "2015-16Q3", "Total to date (Q2 to Q3) of 9450."))
    assert (found.said, found.should_be) == ("Q2 to Q3", "Q1 to Q3")


def test_a_quarter_that_is_said_to_be_missing() -> None:
    words = "412 offences. There is nothing to compare it with a year before: Quarter 3 2015/16 is missing."
    (found,) = told(period_notes, DOCUMENT, text("2.1", "2015-16Q4", words))
    assert (found.kind, found.said) == (Kind.WRONG_PERIOD, "Quarter 3 2015/16")
    words = "107 cases. There is nothing to compare it with a year before: Quarter 4 2014/15 is missing."
    assert told(period_notes, DOCUMENT, text("6.1", "2015-16Q4", words)) == []


@pytest.mark.parametrize(("named", "is_wrong"), [("Quarter 2 2015/16", True), ("Quarter 3 2015/16", False)])
def test_the_quarter_of_a_break(named: str, is_wrong: bool) -> None:
    broken = SeriesBreak(series=SeriesId("2.1/"), from_period=Q("2015-16Q3"))
    snapshot = document(measure("2.1", "Violence", VIOLENCE), broken)
    words = f"Figures from {named} on are not comparable with those before."
    found = told(period_notes, snapshot, text("2.1", "2015-16Q4", words))
    assert [(each.said, each.should_be) for each in found] == (
        [(named, "Quarter 3 2015/16")] if is_wrong else []
    )
