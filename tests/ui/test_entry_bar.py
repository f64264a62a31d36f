"""The bar above the entry grid, by its keys: what the cells show, for which years, and with which columns."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.desk.entry_columns import Shows
from cspdesk.domain.period import Period
from cspdesk.domain.tables import SeriesId, Target
from cspdesk.domain.target_reading import TargetKind
from cspdesk.ui.enter_page import EnterPage
from cspdesk.ui.main_window import MainWindow
from tests.support.documents import LAST_QUARTER
from tests.support.entry import (
    choose_in_bar,
    headings,
    here,
    open_entry,
    open_menus,
    opens_menus,
    stand,
    told_by,
    typed,
)
from tests.support.grid import CHANGE, Q3, Q4, SATISFACTION, TREATMENT, VIOLENCE, YEAR
from tests.ui.conftest import Press

SHOWS, MENUS = "Alt+I, Alt+T, Alt+O", "Alt+Y, Alt+C"
YEAR_2015 = LAST_QUARTER.of_year
BEFORE = ["Measure", "Unit"]
BESIDE = ["Quarter alone", "Year to date", "Quarter last year", "Change on last year"]


def quarters(*years: int) -> list[str]:
    """The headings of whole years, each by the year it begins in."""
    found = []
    for each in years:
        short = f"{each % 100}/{each % 100 + 1}"
        found += [*(f"Q{q} {short}" for q in (1, 2, 3, 4)), f"Year {each}/{each % 100 + 1}"]
    return found


@pytest.fixture
def page(window: MainWindow, small: Path, qtbot: QtBot) -> EnterPage:
    """The window on its entry page, at 2.1 in Quarter 4."""
    return open_entry(window, qtbot)


Choose = Callable[[str, str], None]
Show = Callable[[str], None]


@pytest.fixture
def choose_by(page: EnterPage, press: Press, qtbot: QtBot) -> Choose:
    """Open one of the bar's menus by its keys and take an entry by Enter."""

    def by(keys: str, words: str) -> None:
        choose_in_bar(page, keys, words, press, qtbot)

    return by


@pytest.fixture
def show(page: EnterPage, press: Press, qtbot: QtBot) -> Show:
    """Press the keys that show figures, targets or both, and wait until they are shown."""
    wanted = {"Alt+I": Shows.FIGURES, "Alt+T": Shows.TARGETS, "Alt+O": Shows.BOTH}

    def by(keys: str) -> None:
        press(keys)
        qtbot.waitUntil(lambda: page.model.view.shows is wanted[keys])

    return by


def target(page: EnterPage, series: str, period: Period = LAST_QUARTER) -> Target | None:
    return page.document.snapshot.of(Target).get(SeriesId(series), period)


# ---------------------------------------------------------------------- years


@opens_menus
@pytest.mark.habit(MENUS)
@pytest.mark.parametrize(
    ("entry", "years"),
    [
        ("This year", (2015,)),
        ("This year and the one before", (2014, 2015)),
        ("3 years", (2013, 2014, 2015)),
        ("5 years", (2011, 2012, 2013, 2014, 2015)),
    ],
)
def test_years_are_chosen_by_keys(
    page: EnterPage, entry: str, years: tuple[int, ...], choose_by: Choose
) -> None:
    choose_by("Alt+Y", entry)
    assert headings(page) == [*BEFORE, *quarters(*years), *BESIDE]
    # The keys are back in the cell where they were.
    assert page.grid.figures.hasFocus()
    assert page.model.cell(*here(page)).text == "412"


@opens_menus
def test_all_years_are_those_with_figures(page: EnterPage, choose_by: Choose) -> None:
    old = TypedCell(SeriesId("m22"), Period.financial_year(2012), "55")
    page.document.do(SetFigures("Figure", (old,)))
    choose_by("Alt+Y", "All years with figures")
    # The oldest figure is of 2012/13; 2013/14 between has none and is shown all the same.
    assert headings(page) == [*BEFORE, *quarters(2012, 2013, 2014, 2015), *BESIDE]
    assert page.bar.years.text() == "&Years: 2012/13 to 2015/16"


@opens_menus
@pytest.mark.habit(MENUS)
def test_of_one_year_only_the_year_is_shown(page: EnterPage, choose_by: Choose) -> None:
    choose_by("Alt+Y", "Only the year of 2014/15")
    assert headings(page) == [*BEFORE, "Year 2014/15", *quarters(2015), *BESIDE]
    # 260 + 303 + 303 + 280.
    assert page.model.cell(VIOLENCE, 2).text == "1,146"
    choose_by("Alt+Y", "Only the year of 2014/15")
    assert headings(page) == [*BEFORE, *quarters(2014, 2015), *BESIDE]


@opens_menus
def test_where_the_chosen_year_is_folded_one_stands_in_its_year(page: EnterPage, choose_by: Choose) -> None:
    choose_by("Alt+Y", "Only the year of 2015/16")
    assert headings(page) == [*BEFORE, *quarters(2014), "Year 2015/16", *BESIDE]
    assert here(page) == (VIOLENCE, 7)
    assert page.model.cell(*here(page)).text == "1,440"


@opens_menus
def test_years_follow_the_chosen_quarter(page: EnterPage, press: Press, choose_by: Choose) -> None:
    choose_by("Alt+Y", "This year")
    press("Alt+Right")
    assert headings(page) == [*BEFORE, *quarters(2016), *BESIDE]


@opens_menus
@pytest.mark.habit(MENUS)
def test_the_menus_mark_what_is_shown(page: EnterPage, press: Press) -> None:
    for keys, marked in (("Alt+Y", ["This year and the one before"]), ("Alt+C", ["Figures worked out"])):
        press(keys)
        (menu,) = open_menus(page)
        assert [action.text() for action in menu.actions() if action.isChecked()] == marked
        menu.close()


# ---------------------------------------------------------------------- columns


@opens_menus
@pytest.mark.habit(MENUS)
def test_columns_are_shown_and_hidden_by_keys(page: EnterPage, choose_by: Choose) -> None:
    both = quarters(2014, 2015)
    choose_by("Alt+C", "Status")
    assert headings(page) == [*BEFORE, *both, *BESIDE, "Status"]
    choose_by("Alt+C", "Commentary")
    assert headings(page) == [*BEFORE, *both, *BESIDE, "Status", "Commentary"]
    choose_by("Alt+C", "Figures worked out")
    assert headings(page) == [*BEFORE, *both, "Status", "Commentary"]
    choose_by("Alt+C", "Status")
    assert headings(page) == [*BEFORE, *both, "Commentary"]
    assert here(page) == (VIOLENCE, Q4)


@opens_menus
def test_what_was_chosen_is_remembered_for_the_next_day(
    page: EnterPage, window: MainWindow, choose_by: Choose
) -> None:
    choose_by("Alt+Y", "3 years")
    choose_by("Alt+C", "Commentary")
    assert window.preferences.habits.years == 3
    assert window.preferences.habits.view() == page.model.view


@opens_menus
def test_the_status_stands_in_words_with_its_reason(page: EnterPage, press: Press, choose_by: Choose) -> None:
    choose_by("Alt+C", "Status")
    column = CHANGE + 1
    cell = page.model.cell(VIOLENCE, column)
    assert cell.text in {"Green", "Amber", "Red", "Grey"}
    assert cell.typed, "a status has its reason"
    said = page.model.index(VIOLENCE, column).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith(f"2.1 Violence with injury, status {cell.text}")
    stand(page, VIOLENCE, column)
    press("Ctrl+C")
    assert QGuiApplication.clipboard().text() == cell.text


# ---------------------------------------------------------------------- targets


@pytest.mark.habit(SHOWS)
def test_figures_targets_or_both_are_shown_by_keys(page: EnterPage, press: Press, show: Show) -> None:
    show("Alt+T")
    press("4", "0", "0", "Return", "Up")
    assert page.model.view.shows is Shows.TARGETS
    assert [page.model.cell(VIOLENCE, each).text for each in (Q3, Q4)] == ["", "400"]
    show("Alt+O")
    cell = page.model.cell(VIOLENCE, Q4)
    assert (cell.text, cell.below) == ("412", "400")
    said = page.model.index(VIOLENCE, Q4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "2.1 Violence with injury, Quarter 4 2015/16, 412 offences. Target: 400"
    show("Alt+I")
    cell = page.model.cell(VIOLENCE, Q4)
    assert (cell.text, cell.below) == ("412", "")
    assert here(page) == (VIOLENCE, Q4)
    assert page.grid.figures.hasFocus()


def test_the_keys_are_heard_at_once(page: EnterPage, press: Press) -> None:
    press("Alt+T", "4", "0", "0", "Return")
    assert typed(page, "m21") == "412"
    kept = target(page, "m21")
    assert kept is not None
    assert kept.typed == "400"


def test_rows_are_higher_where_both_are_shown(page: EnterPage, show: Show) -> None:
    plain = page.grid.figures.rowHeight(VIOLENCE)
    show("Alt+O")
    assert page.grid.figures.rowHeight(VIOLENCE) > plain
    assert page.grid.names.rowHeight(VIOLENCE) == page.grid.figures.rowHeight(VIOLENCE)
    show("Alt+I")
    assert page.grid.figures.rowHeight(VIOLENCE) == plain


def test_a_figure_is_typed_over_its_target(page: EnterPage, press: Press, show: Show) -> None:
    show("Alt+T")
    press("4", "0", "0", "Return")
    show("Alt+O")
    press("Up", "3", "9", "0", "Return")
    kept = target(page, "m21")
    assert kept is not None
    assert (typed(page, "m21"), kept.typed) == ("390", "400")


def test_a_range_is_typed_for_a_year(page: EnterPage, press: Press, show: Show) -> None:
    show("Alt+T")
    stand(page, SATISFACTION, YEAR)
    press(*"9-15%", "Return")
    kept = target(page, "m12", YEAR_2015)
    assert kept is not None
    assert (kept.typed, kept.kind) == ("9-15%", TargetKind.RANGE)
    assert (kept.low, kept.high) == (Decimal(9), Decimal(15))
    assert page.document.undo_label == "Target for 1.2, 2015/16"
    press("Ctrl+Z")
    assert target(page, "m12", YEAR_2015) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("40% over 4 years", TargetKind.TEXT),
        ("5% below baseline", TargetKind.RELATIVE),
        ("no more than last year", TargetKind.RELATIVE),
        ("TBC", TargetKind.TO_BE_CONFIRMED),
        ("N/A", TargetKind.NOT_APPLICABLE),
    ],
)
def test_a_target_in_words_is_kept_to_the_letter(
    page: EnterPage, press: Press, text: str, kind: TargetKind, show: Show
) -> None:
    show("Alt+T")
    press(*text, "Return")
    kept = target(page, "m21")
    assert kept is not None
    assert (kept.typed, kept.kind) == (text, kind)
    assert page.model.cell(VIOLENCE, Q4).text == text
    assert page.document.undo_label == "Target for 2.1, Quarter 4 2015/16"
    assert typed(page, "m21") == "412"


def test_targets_are_pasted_and_cleared(
    page: EnterPage, window: MainWindow, press: Press, show: Show
) -> None:
    told = told_by(window)
    QGuiApplication.clipboard().setText("340\t400\t1,400\n5% below baseline\t40% over 4 years\tTBC\n")
    show("Alt+T")
    press("Left", "Ctrl+V")
    pasted = [
        kept.typed if (kept := target(page, series, period)) else None
        for series in ("m21", "m22")
        for period in (LAST_QUARTER.previous, LAST_QUARTER, YEAR_2015)
    ]
    assert pasted == ["340", "400", "1,400", "5% below baseline", "40% over 4 years", "TBC"]
    # What sets no figure is kept as it was typed.
    assert "1 kept as text ('40% over 4 years')" in told[-1]
    assert [typed(page, series) for series in ("m21", "m22")] == ["412", "30"]
    press("Delete")
    assert target(page, "m21", YEAR_2015) is None
    press("Ctrl+Z")
    assert target(page, "m21", YEAR_2015) is not None
    press("Ctrl+Z")
    assert target(page, "m21", YEAR_2015) is None
    assert target(page, "m22") is None


def test_every_quarter_takes_a_target_of_a_measure_that_has_quarters(
    page: EnterPage, press: Press, show: Show
) -> None:
    show("Alt+T")
    stand(page, TREATMENT, Q4)
    press("9", "Return")
    # 3.1 is counted once a year, and so is its target.
    assert target(page, "m31") is None
    stand(page, TREATMENT, YEAR)
    press(*"1300", "Return")
    kept = target(page, "m31", YEAR_2015)
    assert kept is not None
    assert kept.typed == "1300"


def test_targets_take_no_note(page: EnterPage, window: MainWindow, press: Press, show: Show) -> None:
    told = told_by(window)
    show("Alt+T")
    press("Shift+F2")
    assert not page.grid.note.isVisible()
    assert told[-1] == "This cell takes no note."
