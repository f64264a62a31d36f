"""What the board needs to know, drafted: moved statuses, reds, revised and late figures, eight at most."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.analysis.board_news import MOST, board_news, drafted, is_idle, is_quiet
from cspdesk.analysis.changed_figures import changed_figures
from cspdesk.app.samples import new_from_book, sample
from cspdesk.commands.figures import SetFigures, SetTargets, TypedCell
from cspdesk.commands.revisions import SetRevisionReason
from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.domain.choices import Stage
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import Placed, placed_in, plan_for
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Measure,
    MeasureId,
    Placement,
    PlacementId,
    PlanId,
    PriorityId,
    Series,
    SeriesId,
)
from cspdesk.store.store import Store
from tests.support.documents import EDITOR, small_store
from tests.support.documents import LAST_QUARTER as Q4
from tests.support.issues import AUGUST, enter, issue

Q3 = Period.quarter(2015, 3)
VIOLENCE, ROBBERY = SeriesId("m21"), SeriesId("m22")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "news.cspdesk") as opened:
        yield opened


def said(store: Store, quarter: Period = Q4) -> list[str]:
    return [news.text for news in board_news(store.load(), quarter)]


def placed(snapshot: Snapshot, number: str) -> Placed:
    return next(each for each in placed_in(snapshot, plan_for(snapshot, Q4), Q4) if each.number == number)


def aim(store: Store, series: SeriesId, *targets: tuple[Period, str]) -> None:
    store.run(SetTargets("Target", tuple(TypedCell(series, quarter, typed) for quarter, typed in targets)))


def test_the_quarter_of_a_real_report(tmp_path: Path) -> None:
    """From the report: 1,440 less 1,146 is 294, 1,628 less 1,068 is 560, 101 less 67 is 34."""
    opened, _ = new_from_book(tmp_path / "r2.cspdesk", sample("quarter-narrative").folder, EDITOR)
    with opened:
        found = board_news(opened.load(), Q4)
    assert [news.text for news in found] == [
        "6.3 Perpetrator programme completions moved from green to red: 55% is 25 points below the baseline "
        "of 80% (2014/15), more than 5 points.",
        "1.3 Anti-social behaviour incidents moved from grey to green: 12,043 in 2015/16 is 1,382 below the "
        "baseline of 13,425 (3 year average 2012 to 2014).",
        "2.1 Violence with injury stays red: 1,440 in 2015/16 is 294 above the baseline of 1,146 (2014/15), "
        "more than 5%.",
        "2.2 Violence without injury stays red: 1,628 in 2015/16 is 560 above the baseline of 1,068 "
        "(2014/15), more than 5%.",
        "2.3 Robbery stays red: 101 in 2015/16 is 34 above the baseline of 67 (2014/15), more than 5%.",
        "Figures are still awaited from CRC for 3.1 Drug Rehabilitation Requirements and 5.1 Alcohol "
        "Treatment Requirements; from Police for 3.2 Offending by people with a Drug Rehabilitation "
        "Requirement; from Treatment service for 3.3 Successful treatment completions; from MARAC "
        "coordinator for 6.1 Repeat cases at MARAC.",
    ]
    assert [news.priority.number if news.priority else "" for news in found] == ["6", "1", "2", "2", "2", ""]


def test_moves_come_before_reds_and_a_new_measure_has_not_moved(store: Store) -> None:
    aim(store, VIOLENCE, (Q3, "300"), (Q4, "300"))
    aim(store, ROBBERY, (Q3, "32"), (Q4, "29"))
    assert said(store)[:2] == [
        "2.2 Robbery moved from green to red: 30 is 1 above the target of 29.",
        "2.1 Violence with injury stays red: 412 is 112 above the target of 300.",
    ]
    # Nothing was entered before Quarter 1 2014/15, so its 260 is red without having moved.
    first = Period.quarter(2014, 1)
    aim(store, VIOLENCE, (first, "200"))
    assert said(store, first)[0] == "2.1 Violence with injury is red: 260 is 60 above the target of 200."


def test_a_revised_figure_is_told_with_its_reason_also_when_the_quarters_own_pack_is_out(
    store: Store,
) -> None:
    issue(store, "autumn", Q3)
    enter(store, "m21", Q3, "358")
    store.run(SetRevisionReason("Reason", VIOLENCE, Q3, "Recounted."))
    told = (
        "2.1 Violence with injury, Quarter 3 2015/16: 355 became 358 since the pack of 12 May 2016; "
        "reason: Recounted."
    )
    assert told in said(store)
    issue(store, "winter", Q4, AUGUST)
    assert told in said(store)
    enter(store, "m22", Q4, "31")
    assert "2.2 Robbery, Quarter 4 2015/16: 30 became 31 since the pack of 11 August 2016." in said(store)


def test_a_figure_that_came_late_is_changed_but_no_news(store: Store) -> None:
    issue(store, "winter", Q4)
    enter(store, "m12", Q4, "91%")
    (found,) = changed_figures(store.load(), Q4)
    assert (found.name, found.seen, found.now, found.is_revised) == (
        "1.2 Client satisfaction",
        "",
        "91%",
        False,
    )
    assert not any("91%" in sentence for sentence in said(store))
    assert changed_figures(store.load(), Q3) == ()


def test_where_there_would_be_more_than_eight_those_of_a_kind_become_one_and_none_is_lost(
    store: Store,
) -> None:
    for number in range(1, 11):
        measure = MeasureId(f"x{number}")
        store.run(
            PutRows(
                "Measure",
                (
                    Measure(id=measure, position=20 + number, title=f"Crime {number}"),
                    Placement(
                        id=PlacementId(f"x{number}"),
                        plan=PlanId("plan"),
                        priority=PriorityId("p3"),
                        measure=measure,
                        position=20 + number,
                        number=f"9.{number}",
                    ),
                    Series(id=SeriesId(f"x{number}"), measure=measure, headline=True),
                ),
            )
        )
        line = SeriesId(f"x{number}")
        store.run(SetFigures("Figures", (TypedCell(line, Q3, "5"), TypedCell(line, Q4, "5"))))
        aim(store, line, (Q3, "4"), (Q4, "4"))
    aim(store, ROBBERY, (Q3, "32"), (Q4, "29"))
    found = said(store)
    assert len(found) <= MOST
    assert found[0] == "2.2 Robbery moved from green to red: 30 is 1 above the target of 29."
    assert found[1] == (
        "Still red: 9.1 Crime 1, 9.2 Crime 2, 9.3 Crime 3, 9.4 Crime 4, 9.5 Crime 5, 9.6 Crime 6, "
        "9.7 Crime 7, 9.8 Crime 8 and 2 more."
    )


def test_drafted_texts_can_be_kept_as_they_are(store: Store) -> None:
    robbery = store.load().of(Measure).get(MeasureId("m22"))
    assert robbery is not None
    store.run(PutRows("Title", (Measure(id=robbery.id, title="Robbery {all}"),)))
    aim(store, ROBBERY, (Q3, "32"), (Q4, "29"))
    assert drafted(store.load(), Q4)[0] == (
        "2.2 Robbery {{all} moved from green to red: 30 is 1 above the target of 29."
    )


def test_a_measure_is_quiet_while_it_stays_green_and_nobody_writes_of_it(store: Store) -> None:
    aim(store, ROBBERY, (Q3, "32"), (Q4, "30"))
    robbery = placed(store.load(), "2.2")
    assert is_quiet(store.load(), robbery, Q4)
    assert not is_quiet(store.load(), robbery, Q3), "Quarter 2 has no target, so it was grey"
    store.run(SetCommentary("Write", robbery.measure.id, Q4, "Two arrests."))
    assert not is_quiet(store.load(), robbery, Q4)


def test_what_was_given_up_before_it_was_ever_reported_is_not_awaited(store: Store) -> None:
    deaths = placed(store.load(), "3.2").measure
    assert is_idle(store.load(), placed(store.load(), "3.2"))
    place = store.load().of(Placement).get(PlacementId("at-m32"))
    assert place is not None
    ended = Measure(id=deaths.id, position=deaths.position, title=deaths.title, stage=Stage.DISCONTINUED)
    until = Placement(
        id=place.id,
        plan=place.plan,
        priority=place.priority,
        measure=place.measure,
        position=place.position,
        number=place.number,
        to_period=Q4,
    )
    store.run(PutRows("End", (ended, until)))
    assert not any("Drug deaths" in sentence for sentence in said(store))
