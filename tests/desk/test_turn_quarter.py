"""What a new quarter brings: figures by owner, and texts offered with sensible ticks."""

from pathlib import Path

from cspdesk.commands.rows import PutRows
from cspdesk.commands.turning_plan import BeginPlan, Carried, PriorityOfPlan
from cspdesk.desk.turn_quarter import begin_quarter, newest_written, quarter_turn, quarters_to_begin
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Action,
    ActionId,
    Commentary,
    CountywideId,
    CountywideRow,
    MeasureId,
    PlanId,
    PriorityId,
    ReportItem,
    ReportItemId,
    Section,
)
from cspdesk.store.store import Store
from tests.support.documents import small_store

OLD, NEW = Period.quarter(2015, 4), Period.quarter(2016, 1)


def item(key: str, section: str, text: str, when: str = "", period: Period = OLD) -> ReportItem:
    home = PriorityId("p2") if key != "whole" else None
    return ReportItem(
        id=ReportItemId(key), priority=home, period=period, section=section, text=text, when=when
    )


def made(path: Path, *more: object) -> Store:
    store = small_store(path)
    rows = (
        Section(key="partners", title="From our partners"),
        Commentary(measure=MeasureId("m21"), period=OLD, text="**412** offences.\n- more"),
        item("over", "overview", "A good quarter."),
        item("note", "note", "Crime types are recorded crime."),
        item("own", "partners", "Housing moved."),
        item("soon", "milestone", "Strategy due", "July 2016"),
        item("past", "milestone", "Review done", "31/05/16"),
        item("whole", "note", "For the whole pack."),
        item("blank", "note", "  "),
        CountywideRow(id=CountywideId("c"), priority=PriorityId("p2"), period=OLD, title="Guns"),
        Action(id=ActionId("a"), text="Buy radios"),
        *more,
    )
    store.run(PutRows("Words", rows))  # type: ignore[arg-type]  # rows of many kinds
    return store


def loaded(path: Path, *more: object) -> Snapshot:
    with made(path, *more) as store:
        return store.load()


def test_what_must_be_entered_is_said_by_owner(tmp_path: Path) -> None:
    turn = quarter_turn(loaded(tmp_path / "q.cspdesk"), NEW)
    # The annual measure is due at quarter 4 only, the one being formulated not at all.
    assert turn.waiting.by_owner == (("Police", 3), ("No owner named", 2))
    assert turn.open_actions == 1


def test_standing_texts_are_ticked_and_news_is_not(tmp_path: Path) -> None:
    turn = quarter_turn(loaded(tmp_path / "q.cspdesk"), NEW)
    offered = {(offer.heading, offer.where, offer.text): offer.is_ticked for offer in turn.offers}
    where = "2 Violent crime and robbery"
    assert offered == {
        ("Commentary", "2.1 Violence with injury", "412 offences. more"): False,
        ("Performance overview", where, "A good quarter."): False,
        ("Milestones ahead", where, "July 2016: Strategy due"): True,
        # It lies before the end of June 2016, so by then it is no longer ahead.
        ("Milestones ahead", where, "31/05/16: Review done"): False,
        ("From our partners", where, "Housing moved."): True,
        ("Notes", where, "Crime types are recorded crime."): True,
        ("Notes", "The whole pack", "For the whole pack."): True,
        ("Countywide priorities", where, "Guns"): True,
    }


def test_nothing_is_ticked_where_the_quarter_has_words_of_its_own(tmp_path: Path) -> None:
    there = (
        item("new", "note", "Other words", period=NEW),
        item("copied", "partners", "Housing moved.", period=NEW),
        Commentary(measure=MeasureId("m21"), period=NEW, text="Written."),
        CountywideRow(id=CountywideId("d"), priority=PriorityId("p2"), period=NEW, title="Guns"),
    )
    turn = quarter_turn(loaded(tmp_path / "q.cspdesk", *there), NEW)
    offered = {offer.text: offer.is_ticked for offer in turn.offers}
    assert offered["Crime types are recorded crime."] is False
    assert offered["For the whole pack."] is True
    # What has been brought forward, or written, is not offered again.
    assert offered.keys().isdisjoint({"Housing moved.", "412 offences. more", "Guns"})


def test_command_holds_what_is_ticked_and_none_is_made_for_nothing(tmp_path: Path) -> None:
    turn = quarter_turn(loaded(tmp_path / "q.cspdesk"), NEW)
    command = begin_quarter(turn, {"commentary m21", "item whole", "countywide c"})
    assert command is not None
    assert (command.quarter, command.commentary) == (NEW, ("m21",))
    assert [(each.item, each.priority) for each in command.items] == [("whole", None)]
    assert [(each.row, each.priority) for each in command.countywide] == [("c", "p2")]
    assert begin_quarter(turn, set()) is None


def test_texts_cross_into_a_new_plan_to_the_priority_of_the_same_title(tmp_path: Path) -> None:
    first = Period.financial_year(2017)
    last = Period.quarter(2016, 4)
    copied, new = PriorityId("copied"), PriorityId("new")
    plan = BeginPlan(
        label="Plan",
        plan=PlanId("next"),
        title="Next",
        first_year=first,
        last_year=first,
        priority_word="Priority",
        before=PlanId("plan"),
        priorities=(
            PriorityOfPlan(copied, "1", "violent crime and  Robbery", PriorityId("p2")),
            PriorityOfPlan(new, "2", "Young people"),
        ),
        carried=(Carried(MeasureId("m21"), copied, "1.1"), Carried(MeasureId("m11"), new, "2.1")),
    )
    with made(tmp_path / "q.cspdesk") as store:
        store.run(
            PutRows(
                "Texts",
                (
                    item("here", "note", "See {2.1 change} and {1.1 change}.", period=last),
                    ReportItem(
                        id=ReportItemId("lost"),
                        priority=PriorityId("p1"),
                        period=last,
                        section="note",
                        text="Lost",
                    ),
                ),
            )
        )
        store.run(plan)
        turn = quarter_turn(store.load(), first.quarters[0])
        assert [(offer.text, offer.where) for offer in turn.offers] == [
            ("See {2.1 change} and {1.1 change}.", "1 violent crime and Robbery")
        ]
        assert turn.homeless == 1
        command = begin_quarter(turn, {"item here"})
        assert command is not None
        store.run(command)
        (row,) = store.load().of(ReportItem).where("period", first.quarters[0])
    assert (row.priority, row.text) == (copied, "See {1.1 change} and {2.1 change}.")


def test_likeliest_quarter_follows_the_newest_work(tmp_path: Path) -> None:
    snapshot = loaded(tmp_path / "q.cspdesk")
    assert newest_written(snapshot) == OLD
    chosen = Period.quarter(2014, 2)
    assert quarters_to_begin(snapshot, chosen) == (NEW, OLD, NEW.next, chosen)
    later = loaded(tmp_path / "later.cspdesk", item("new", "note", "Words", period=NEW))
    assert quarters_to_begin(later, OLD)[0] == NEW.next
    assert quarters_to_begin(Snapshot.of_rows(()), chosen) == (chosen, chosen.next)
