"""Entering figures and targets: kept to the letter, read by the unit."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cspdesk.commands.figures import PutMeasure, SetFigures, SetNote, SetTargets, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.domain.changes import Command
from cspdesk.domain.choices import Judges
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.reading import State
from cspdesk.domain.tables import Commentary, Measure, MeasureId, Observation, Revision, SeriesId, Target
from cspdesk.domain.target_reading import TargetKind
from cspdesk.domain.text import MAX_TEXT
from cspdesk.domain.unit import Unit
from cspdesk.store.store import Store
from tests.support.documents import small_store
from tests.support.issues import issue

Q4 = Period.quarter(2015, 4)
VIOLENCE = SeriesId("m21")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "board.cspdesk") as opened:
        yield opened


def observation(store: Store, period: Period = Q4) -> Observation | None:
    return store.load().of(Observation).get(VIOLENCE, period)


def enter(store: Store, text: str) -> None:
    store.run(SetFigures("Figure", (TypedCell(VIOLENCE, Q4, text),)))


def test_what_was_typed_is_kept_beside_its_reading(store: Store) -> None:
    enter(store, "1,204 [p]")
    row = observation(store)
    assert row is not None
    assert (row.typed, row.value, row.qualifier, row.state) == ("1,204 [p]", 1204, "p", State.VALUE)


def test_what_is_not_understood_is_kept_as_text(store: Store) -> None:
    enter(store, "about the same as before")
    row = observation(store)
    assert row is not None
    assert (row.typed, row.value, row.state) == ("about the same as before", None, State.TEXT_ONLY)


def test_emptied_cell_is_gone_unless_it_carries_a_note(store: Store) -> None:
    enter(store, "")
    assert observation(store) is None
    enter(store, "412")
    row = observation(store)
    assert row is not None
    store.run(PutRows("Note", (replace(row, note="Provisional until May"),)))
    enter(store, "")
    row = observation(store)
    assert row is not None
    assert (row.typed, row.value, row.note) == ("", None, "Provisional until May")


def test_control_characters_and_line_ends_are_cleaned_at_the_door(store: Store) -> None:
    enter(store, " 412\x07 ")
    row = observation(store)
    assert row is not None
    assert (row.typed, row.value) == ("412", 412)


def test_target_keeps_its_words_and_its_range(store: Store) -> None:
    store.run(SetTargets("Target", (TypedCell(VIOLENCE, Q4, "9-15"),)))
    store.run(SetTargets("Target", (TypedCell(VIOLENCE, Period.financial_year(2015), "1,100"),)))
    targets = store.load().of(Target)
    quarter, year = targets.get(VIOLENCE, Q4), targets.get(VIOLENCE, Period.financial_year(2015))
    assert quarter is not None
    assert year is not None
    assert (quarter.typed, quarter.kind, quarter.low, quarter.high) == ("9-15", TargetKind.RANGE, 9, 15)
    assert (quarter.judges, year.judges) == (Judges.QUARTER, Judges.YEAR_TO_DATE)
    store.run(SetTargets("Target", (TypedCell(VIOLENCE, Q4, ""),)))
    assert store.load().of(Target).get(VIOLENCE, Q4) is None


def test_everything_typed_is_read_again_when_the_unit_changes(store: Store) -> None:
    enter(store, "12 of 22")
    row = observation(store)
    assert row is not None
    assert row.value is None, "two counts are no count"
    measure = store.load().of(Measure).get("m21")
    assert measure is not None
    store.run(PutMeasure("Unit", replace(measure, unit=Unit.PERCENT)))
    row = observation(store)
    assert row is not None
    assert row.value is not None
    assert row.value.quantize(Decimal("0.01")) == Decimal("54.55"), "12 of 22 is 54.545 per cent"
    assert (row.typed, row.numerator, row.denominator) == ("12 of 22", 12, 22)


def test_commentary_too_long_to_print_is_refused_whole(store: Store) -> None:
    store.run(SetCommentary("Commentary", MeasureId("m21"), Q4, "x" * MAX_TEXT))
    with pytest.raises(RefusedError, match=r"has 32,001 characters; 32,000 are kept"):
        store.run(SetCommentary("Commentary", MeasureId("m21"), Q4, "x" * (MAX_TEXT + 1)))
    text = store.load().of(Commentary).get("m21", Q4)
    assert text is not None
    assert len(text.text) == MAX_TEXT


def test_of_several_texts_for_one_cell_the_last_counts(store: Store) -> None:
    cells = tuple(TypedCell(VIOLENCE, Q4, text) for text in ("", "415", "420"))
    store.run(SetFigures("Paste", cells))
    row = observation(store)
    assert row is not None
    assert (row.typed, row.value) == ("420", 420)
    store.run(SetFigures("Paste", tuple(reversed(cells))))
    assert observation(store) is None


def test_a_text_in_many_cells_is_read_by_each_measure_and_quarter(store: Store) -> None:
    earlier, robbery = Q4.year_before, SeriesId("m12")
    percent = store.load().of(Measure).get("m12")
    assert percent is not None
    assert percent.unit is Unit.PERCENT
    texts = {(VIOLENCE, Q4): "12 of 22", (robbery, Q4): "12 of 22"}
    texts |= {(VIOLENCE, period): "late: police, 24 May" for period in (earlier, Q4.next)}
    store.run(SetFigures("Paste", tuple(TypedCell(*key, text) for key, text in texts.items())))
    rows = store.load().of(Observation)
    read = {key: row for key in texts if (row := rows.get(*key))}
    assert read[VIOLENCE, Q4].state is State.TEXT_ONLY
    assert (read[robbery, Q4].numerator, read[robbery, Q4].denominator) == (12, 22)
    assert read[VIOLENCE, earlier].due_on == date(2015, 5, 24)
    assert read[VIOLENCE, Q4.next].due_on == date(2016, 5, 24)


def test_a_paste_with_one_deleted_series_enters_nothing(store: Store) -> None:
    before = store.load()
    cells = (TypedCell(VIOLENCE, Q4, "415"), TypedCell(SeriesId("gone"), Q4, "1"))
    with pytest.raises(RefusedError, match="deleted since"):
        store.run(SetFigures("Paste", cells))
    assert store.load() == before


def test_what_the_board_saw_is_noted_when_a_figure_is_typed_or_emptied(store: Store) -> None:
    issue(store, "may", Q4)
    cells = (TypedCell(VIOLENCE, Q4, "415"), TypedCell(VIOLENCE, Q4.previous, ""))
    store.run(SetFigures("Paste", (*cells, TypedCell(VIOLENCE, Q4.next, "430"))))
    noted = {row.period: row.seen for row in store.load().of(Revision)}
    assert noted == {Q4: "412", Q4.previous: "355"}
    store.run(SetFigures("Back", (TypedCell(VIOLENCE, Q4, "412"),)))
    assert [row.period for row in store.load().of(Revision)] == [Q4.previous]


def test_a_note_stands_beside_the_figure_and_goes_without_it(store: Store) -> None:
    store.run(SetNote("Note", VIOLENCE, Q4, " Counted anew.\x00 "))
    row = observation(store)
    assert row is not None
    assert (row.typed, row.note) == ("412", "Counted anew.")
    enter(store, "")
    row = observation(store)
    assert row is not None
    assert (row.typed, row.note, row.state) == ("", "Counted anew.", State.TEXT_ONLY)
    store.run(SetNote("Note", VIOLENCE, Q4, ""))
    assert observation(store) is None


def test_a_note_may_come_before_the_figure(store: Store) -> None:
    later = Q4.next
    store.run(SetNote("Note", VIOLENCE, later, "Due on 24 May."))
    row = observation(store, later)
    assert row is not None
    assert (row.typed, row.state, row.note) == ("", State.TEXT_ONLY, "Due on 24 May.")


def test_a_note_on_a_deleted_measure_is_refused(store: Store) -> None:
    with pytest.raises(RefusedError):
        store.run(SetNote("Note", SeriesId("gone"), Q4, "Words"))


@pytest.mark.parametrize("kind", ["figure", "target", "note"])
def test_a_text_longer_than_is_kept_is_refused(tmp_path: Path, kind: str) -> None:
    series, quarter, text = SeriesId("m21"), Period.quarter(2015, 4), "x" * 32_001
    cells = (TypedCell(series, quarter, text),)
    commands: dict[str, Command] = {
        "figure": SetFigures("Figure", cells),
        "target": SetTargets("Target", cells),
        "note": SetNote("Note", series, quarter, text),
    }
    with small_store(tmp_path / "small.cspdesk") as store:
        before = store.load()
        with pytest.raises(RefusedError, match="32,001 characters; 32,000 are kept"):
            store.run(commands[kind])
        assert store.load() == before
