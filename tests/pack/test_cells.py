"""The cells of a pack's tables: a figure that was revised says so in each pack made of the same data."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.analysis.line import Line
from cspdesk.domain.period import Period
from cspdesk.domain.tables import Measure, MeasureId, Series, SeriesId
from cspdesk.pack.cells import quarter_cell
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER as Q4
from tests.support.documents import small_store
from tests.support.issues import AUGUST, MAY, enter, issue

Q3, NEXT = Q4.previous, Period.quarter(2016, 1)
NOVEMBER = "2016-11-10T09:30:00+00:00"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "cells.cspdesk") as opened:
        yield opened


def cell(store: Store, period: Period, pack: Period) -> str:
    """What the pack of a quarter says of violence with injury in a period."""
    snapshot = store.load()
    measure, series = snapshot.of(Measure).get(MeasureId("m21")), snapshot.of(Series).get(SeriesId("m21"))
    assert measure is not None
    assert series is not None
    return quarter_cell(Line(snapshot, measure, series), period, pack).text


def test_a_revised_figure_stays_marked_when_the_quarters_own_pack_is_out(store: Store) -> None:
    issue(store, "autumn", Q3)
    enter(store, "m21", Q3, "358")
    assert cell(store, Q3, Q4) == "358 (revised)"
    issue(store, "winter", Q4, AUGUST)
    assert cell(store, Q3, Q4) == "358 (revised)", "the pack issued again from the same data is the same"
    assert cell(store, Q3, NEXT) == "358", "the next pack's board has seen it"


def test_a_pack_put_right_is_the_same_however_often_it_is_issued(store: Store) -> None:
    issue(store, "first", Q4, MAY)
    assert cell(store, Q4, Q4) == "412"
    enter(store, "m21", Q4, "415")
    assert cell(store, Q4, Q4) == "415 (revised)"
    issue(store, "second", Q4, AUGUST)
    assert cell(store, Q4, Q4) == "415 (revised)"
    issue(store, "third", Q4, NOVEMBER)
    assert cell(store, Q4, Q4) == "415 (revised)"
    assert cell(store, Q4, NEXT) == "415"


def test_a_figure_put_back_differs_from_the_newest_pack(store: Store) -> None:
    issue(store, "autumn", Q3)
    enter(store, "m21", Q3, "358")
    issue(store, "winter", Q4, AUGUST)
    enter(store, "m21", Q3, "355")
    assert cell(store, Q3, NEXT) == "355 (revised)", "the newest pack showed 358"
