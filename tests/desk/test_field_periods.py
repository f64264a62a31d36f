"""Figures of other quarters and years, offered as their period is typed."""

import pytest

from cspdesk.analysis.live_fields import FieldPlace
from cspdesk.desk.field_periods import period_offers
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import MeasureId
from tests.support.documents import LAST_QUARTER, small_snapshot

HERE = FieldPlace(LAST_QUARTER, MeasureId("m21"))


@pytest.fixture
def snapshot() -> Snapshot:
    return small_snapshot()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("figure 2015-16Q3", [("figure 2015-16Q3", "355")]),
        ("figure Q3", [("figure 2015-16Q3", "355"), ("figure 2014-15Q3", "303")]),
        ("figure q", []),
        ("figure 13", []),
        ("2.2 figure 2015-16q2", [("2.2 figure 2015-16Q2", "22")]),
        (
            "figure 2014-15",
            [
                ("figure 2014-15Q4", "280"),
                ("figure 2014-15Q3", "303"),
                ("figure 2014-15Q2", "303"),
                ("figure 2014-15Q1", "260"),
                ("figure 2014-15", "1,146"),
            ],
        ),
        ("2015-16Q1", [("value 2015-16Q1", "326 offences")]),
        ("figure 2013-14Q1", []),
        ("figure", []),
        ("figure ", []),
        ("nothing 2015-16Q3", []),
        ("", []),
    ],
)
def test_the_figure_asked_for_in_the_periods_that_begin_so(
    snapshot: Snapshot, typed: str, found: list[tuple[str, str]]
) -> None:
    assert [(offer.field, offer.words) for offer in period_offers(snapshot, HERE, typed)] == found


def test_a_sentence_is_opened_with_a_capital(snapshot: Snapshot) -> None:
    [offer] = period_offers(snapshot, HERE, "change 2015-16Q3", is_opening=True)
    # 1,028 in three quarters against 866 the year before.
    assert (offer.field, offer.words) == ("Change 2015-16Q3", "An increase of 162 offences (18.7%)")
    assert offer.about == "Quarter 3 2015/16"
    [offer] = period_offers(snapshot, HERE, "value 2015-16Q3", is_opening=True)
    assert offer.field == "value 2015-16Q3"


def test_the_first_years_that_can_be_kept_end_the_list(snapshot: Snapshot) -> None:
    assert period_offers(snapshot, FieldPlace(Period.quarter(1900, 1)), "figure 1900") == ()
