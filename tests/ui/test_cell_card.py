from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from cspdesk.ui.cell_card import CardContent, CellCard, placed, wrapped
from cspdesk.ui.style import apply_style
from cspdesk.ui.theme import DARK, LIGHT, Theme, space, theme, use_theme

DOUBT = "'4l2' is not a number. It was kept as text; type 412 to use it as a figure."
ASKED = CardContent(
    (DOUBT,), ("412", "0"), "Keep as text", "Why has it changed?", "", key=("s1", "2015-16Q4")
)
NOWHERE = QRect()


class Grid(QTableWidget):
    """A grid that notes what reaches it."""

    def __init__(self) -> None:
        super().__init__(20, 12)
        self.met: list[str] = []

    def keyPressEvent(self, event: object) -> None:
        self.met.append("key")

    def mousePressEvent(self, event: object) -> None:
        self.met.append("mouse")

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.met.append("tab")
        return True


@pytest.fixture
def grid(dressed: QApplication, qtbot: QtBot) -> Iterator[Grid]:
    made = Grid()
    made.resize(900, 500)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    yield made
    made.close()
    made.deleteLater()
    qtbot.wait(1)


@pytest.fixture
def card(grid: Grid) -> CellCard:
    return CellCard(grid)


def cell_of(grid: Grid, row: int = 4, column: int = 3) -> QRect:
    return grid.visualRect(grid.model().index(row, column))


def ask(card: CellCard, grid: Grid, content: CardContent = ASKED) -> None:
    assert card.show_beside(content, cell_of(grid), NOWHERE)


def buttons(card: CellCard) -> dict[str, QPushButton]:
    return {each.accessibleName(): each for each in card.findChildren(QPushButton) if each.isVisible()}


def line(card: CellCard) -> QLineEdit:
    found = card.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def said(card: CellCard) -> str:
    found = card.findChild(QLabel)
    assert isinstance(found, QLabel)
    return found.text()


def key(code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or QWidget(), code, modifier)


ROOM = QRect(0, 0, 400, 300)
SIZE = QSize(100, 60)


@pytest.mark.parametrize(
    ("cell", "keep_clear", "place"),
    [
        # Right, beginning at the cell's top, 5 pixels off: 100 + 50 + 5.
        (QRect(100, 100, 50, 20), NOWHERE, (155, 100)),
        # Pushed up where it would leave the room: 300 - 60.
        (QRect(100, 270, 50, 20), NOWHERE, (155, 240)),
        # No room on the right: left, 320 - 5 - 100.
        (QRect(320, 100, 50, 20), NOWHERE, (215, 100)),
        # The right is taken.
        (QRect(150, 100, 50, 20), QRect(260, 90, 20, 90), (45, 100)),
        # Too wide a cell for either side: below, 100 + 20 + 5, or above, 270 - 5 - 60.
        (QRect(50, 100, 300, 20), NOWHERE, (50, 125)),
        (QRect(50, 270, 300, 20), NOWHERE, (50, 205)),
        # All four sides are taken: as far right as it goes, over what was to be kept clear.
        (QRect(100, 100, 50, 20), ROOM, (300, 100)),
        (QRect(350, 100, 50, 20), ROOM, (300, 125)),
        (QRect(350, 270, 50, 20), ROOM, (300, 205)),
    ],
)
def test_places(cell: QRect, keep_clear: QRect, place: tuple[int, int]) -> None:
    assert placed(SIZE, ROOM, cell, keep_clear, 5) == QPoint(*place)


def test_the_whole_room_is_used() -> None:
    assert placed(SIZE, QRect(0, 0, 155, 60), QRect(0, 0, 50, 60), NOWHERE, 5) == QPoint(55, 0)
    assert placed(SIZE, QRect(0, 0, 154, 60), QRect(0, 0, 50, 60), NOWHERE, 5) == QPoint(54, 0)


def test_there_is_no_place_where_it_would_cover_the_cell_or_leave_the_room() -> None:
    assert placed(SIZE, QRect(0, 0, 120, 70), QRect(30, 20, 50, 20), NOWHERE, 5) is None
    assert placed(SIZE, QRect(0, 0, 90, 300), QRect(0, 0, 50, 20), NOWHERE, 5) is None


@pytest.mark.parametrize(("row", "column"), [(0, 0), (0, 8), (15, 0), (15, 8), (7, 4)])
def test_it_stands_inside_and_clear_of_the_cell(row: int, column: int, card: CellCard, grid: Grid) -> None:
    cell = cell_of(grid, row, column)
    beside = cell.translated(cell.width(), 0)
    room = grid.viewport().rect()
    assert card.show_beside(ASKED, cell & room, beside & room)
    assert card.isVisible()
    assert room.contains(card.geometry())
    assert not card.geometry().intersects(cell)
    assert not card.geometry().intersects(beside)


def test_a_low_viewport_gets_fewer_lines_and_a_tiny_one_no_card(card: CellCard, grid: Grid) -> None:
    long = CardContent(tuple(f"{DOUBT} Sentence {n}." for n in range(6)), keep="Keep as text")
    assert card.show_beside(long, cell_of(grid), NOWHERE)
    assert len(said(card).split("\n")) == 6
    grid.resize(900, grid.horizontalHeader().height() + card.height() - 10)
    assert card.show_beside(long, cell_of(grid, 0, 0), NOWHERE)
    assert len(said(card).split("\n")) == 3
    assert grid.viewport().rect().contains(card.geometry())
    grid.resize(120, 80)
    assert not card.show_beside(long, cell_of(grid, 0, 0), NOWHERE)
    assert not card.isVisible()


def test_a_cell_that_is_out_of_sight_has_no_card(card: CellCard, grid: Grid) -> None:
    ask(card, grid)
    assert not card.show_beside(ASKED, QRect(0, -50, 100, 30), NOWHERE)
    assert not card.isVisible()


def test_it_never_takes_the_focus_by_itself(card: CellCard, grid: Grid) -> None:
    ask(card, grid)
    ask(card, grid, CardContent(("Other words.",), ask="Why?"))
    assert QApplication.focusWidget() is grid
    assert grid.met == []


def test_tab_does_not_come_upon_it_from_outside(card: CellCard, grid: Grid) -> None:
    ask(card, grid)
    every = [*card.findChildren(QPushButton), line(card)]
    assert not any(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in every)


def test_tab_goes_round_inside(card: CellCard, grid: Grid) -> None:
    ask(card, grid)
    assert card.enter_by_keys()
    met = []
    for _ in range(5):
        held = QApplication.focusWidget()
        assert held is not None
        met.append(held.accessibleName())
        key(Qt.Key.Key_Tab)
    assert met == ["Use 412", "Use 0", "Keep as text", "Why has it changed?", "Use 412"]
    key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert line(card).hasFocus()
    assert grid.met == []


def test_without_controls_the_keys_stay_in_the_grid(card: CellCard, grid: Grid) -> None:
    assert not card.enter_by_keys()
    ask(card, grid, CardContent(("Only words.",)))
    assert not card.enter_by_keys()
    assert grid.hasFocus()


@pytest.mark.parametrize("pressed", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_an_offer_is_chosen_by_keys(pressed: Qt.Key, card: CellCard, grid: Grid, qtbot: QtBot) -> None:
    ask(card, grid)
    card.enter_by_keys()
    key(Qt.Key.Key_Tab)
    with qtbot.waitSignal(card.chosen) as heard:
        key(pressed)
    assert heard.args == [("s1", "2015-16Q4"), "0"]
    assert not card.isVisible()
    assert grid.hasFocus()
    assert grid.met == []


def test_buttons_are_pushed_by_the_mouse(card: CellCard, grid: Grid, qtbot: QtBot) -> None:
    ask(card, grid)
    with qtbot.waitSignal(card.chosen) as heard:
        QTest.mouseClick(buttons(card)["Use 412"], Qt.MouseButton.LeftButton)
    assert heard.args == [("s1", "2015-16Q4"), "412"]
    ask(card, grid)
    with qtbot.waitSignal(card.kept) as kept, qtbot.assertNotEmitted(card.closed):
        QTest.mouseClick(buttons(card)["Keep as text"], Qt.MouseButton.LeftButton)
    assert kept.args == [("s1", "2015-16Q4")]
    assert not card.isVisible()
    assert grid.hasFocus()


def test_escape_closes_and_gives_the_keys_back(card: CellCard, grid: Grid, qtbot: QtBot) -> None:
    for tabs in range(4):
        ask(card, grid)
        card.enter_by_keys()
        for _ in range(tabs):
            key(Qt.Key.Key_Tab)
        with qtbot.waitSignal(card.closed), qtbot.assertNotEmitted(card.answered):
            key(Qt.Key.Key_Escape)
        assert not card.isVisible()
        assert grid.hasFocus()
    assert grid.met == []


def test_escape_gives_up_what_was_typed(card: CellCard, grid: Grid, qtbot: QtBot) -> None:
    ask(card, grid)
    line(card).setFocus()
    QTest.keyClicks(line(card), "Late")
    with qtbot.assertNotEmitted(card.answered):
        key(Qt.Key.Key_Escape)
    ask(card, grid)
    assert line(card).text() == ""


def test_keys_and_clicks_on_the_card_do_not_reach_the_grid(card: CellCard, grid: Grid, qtbot: QtBot) -> None:
    ask(card, grid)
    card.enter_by_keys()
    for code in (Qt.Key.Key_5, Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_PageDown):
        key(code)
    line(card).setFocus()
    for code in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_F4):
        key(code)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    QTest.mouseClick(card, Qt.MouseButton.RightButton, pos=QPoint(2, 2))
    assert grid.met == []
    assert card.isVisible()


def test_enter_sends_the_answer_once(card: CellCard, grid: Grid, qtbot: QtBot) -> None:
    answers: list[tuple[object, str]] = []
    card.answered.connect(lambda about, text: answers.append((about, text)))
    ask(card, grid)
    line(card).setFocus()
    QTest.keyClicks(line(card), " Late crime recording ")
    key(Qt.Key.Key_Return)
    assert answers == [(("s1", "2015-16Q4"), "Late crime recording")]
    assert grid.hasFocus()
    assert card.isVisible()
    line(card).setFocus()
    key(Qt.Key.Key_Return)
    assert len(answers) == 1
    assert grid.met == []


def test_the_answer_is_sent_when_the_focus_goes_elsewhere(card: CellCard, grid: Grid) -> None:
    answers: list[str] = []
    card.answered.connect(lambda _, text: answers.append(text))
    ask(card, grid)
    line(card).setFocus()
    grid.setFocus()
    assert answers == []
    line(card).setFocus()
    QTest.keyClicks(line(card), "Late")
    grid.setFocus()
    assert answers == ["Late"]
    line(card).setFocus()
    line(card).clear()
    card.dismiss()
    assert answers == ["Late", ""]


def test_an_answer_is_sent_under_its_own_key_when_another_cell_comes(card: CellCard, grid: Grid) -> None:
    answers: list[tuple[object, str]] = []
    card.answered.connect(lambda about, text: answers.append((about, text)))
    ask(card, grid)
    line(card).setFocus()
    QTest.keyClicks(line(card), "Late")
    ask(card, grid, CardContent(("Another cell.",), ask="Why?", answer="Because", key="other"))
    assert answers == [(("s1", "2015-16Q4"), "Late")]
    assert line(card).text() == "Because"
    assert grid.hasFocus()
    line(card).setFocus()
    QTest.keyClicks(line(card), " of rain")
    ask(card, grid, CardContent(("No question here.",), key="third"))
    assert answers[1:] == [("other", "Because of rain")]


def test_what_is_being_typed_outlives_a_refresh_of_the_same_cell(card: CellCard, grid: Grid) -> None:
    ask(card, grid)
    line(card).setFocus()
    QTest.keyClicks(line(card), "Late cr")
    changed = CardContent(("Other words.",), (), "", ASKED.ask, "", key=ASKED.key)
    ask(card, grid, changed)
    assert (line(card).text(), line(card).hasFocus()) == ("Late cr", True)
    assert said(card) == "Other words."
    assert buttons(card) == {}


def test_the_grid_may_show_it_anew_while_it_hears_the_answer(card: CellCard, grid: Grid) -> None:
    answers: list[str] = []

    def refresh(about: object, text: str) -> None:
        answers.append(text)
        ask(card, grid, CardContent(("It is noted.",), ask=ASKED.ask, answer=text, key=about))

    card.answered.connect(refresh)
    ask(card, grid)
    line(card).setFocus()
    QTest.keyClicks(line(card), "Late crime ")
    key(Qt.Key.Key_Return)
    assert answers == ["Late crime"]
    assert (said(card), line(card).text()) == ("It is noted.", "Late crime")
    assert grid.hasFocus()
    line(card).setFocus()
    QTest.keyClicks(line(card), "s")
    ask(card, grid, CardContent(("Another cell.",), key="other"))
    assert answers == ["Late crime", "Late crimes"]
    assert said(card) == "Another cell."
    assert grid.hasFocus()


def test_a_new_answer_is_shown_where_nobody_types(card: CellCard, grid: Grid, qtbot: QtBot) -> None:
    ask(card, grid)
    with qtbot.assertNotEmitted(card.answered):
        ask(card, grid, CardContent(ASKED.lines, ask=ASKED.ask, answer="Late crime", key=ASKED.key))
        assert line(card).text() == "Late crime"
        card.dismiss()


def test_words_are_shown_as_they_stand(card: CellCard, grid: Grid) -> None:
    odd = "'<b>412</b> &amp; <script>' is no number."
    ask(card, grid, CardContent((odd,), ("<i>1</i> & 2",), "Keep & go on", "Why <b>?"))
    shown_labels = [each for each in card.findChildren(QLabel) if each.isVisible()]
    assert [each.text() for each in shown_labels] == [odd, "Why <b>?"]
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in shown_labels)
    assert list(buttons(card)) == ["Use <i>1</i> & 2", "Keep & go on"]
    # Two of them are one on a button; one alone would underline the letter after it.
    assert [each.text() for each in buttons(card).values()] == ["Use <i>1</i> && 2", "Keep && go on"]
    assert [each.shortcut().isEmpty() for each in buttons(card).values()] == [True, True]


@pytest.mark.parametrize("zoom", [100, 200])
def test_nothing_is_wider_than_its_room(zoom: int, card: CellCard, grid: Grid, dressed: QApplication) -> None:
    apply_style(dressed, zoom, LIGHT)
    grid.resize(1400, 900)
    long = "Pneumono" * 30
    content = CardContent((long, DOUBT), (long, "late: " + "police " * 9, "412"), long, long, key=1)
    assert card.show_beside(content, cell_of(grid), NOWHERE)
    for each in card.findChildren(QLabel):
        assert card.rect().contains(each.geometry())
        for shown in each.text().split("\n"):
            assert QFontMetrics(each.font()).horizontalAdvance(shown) <= each.contentsRect().width()
    for made in buttons(card).values():
        assert card.rect().contains(made.geometry())
        assert made.sizeHint().width() <= made.width()
        assert min(made.width(), made.height()) >= 24
    assert next(iter(buttons(card))) == f"Use {long}"
    assert card.width() <= 60 * QFontMetrics(dressed.font()).averageCharWidth()


def test_the_card_grows_with_the_text(card: CellCard, grid: Grid, dressed: QApplication) -> None:
    ask(card, grid)
    before = card.size()
    apply_style(dressed, 200, LIGHT)
    grid.resize(1400, 900)
    ask(card, grid)
    assert card.width() > 1.7 * before.width()
    assert card.height() > 1.7 * before.height()
    assert len(said(card).split("\n")) == 2


def test_words_of_another_direction_leave_the_sentence_its_own(card: CellCard, grid: Grid) -> None:
    ask(card, grid, CardContent(("'שלום 412' is not a number.",)))
    found = card.findChild(QLabel)
    assert isinstance(found, QLabel)
    assert found.text() == "\u200e'שלום 412' is not a number."
    assert found.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_lines_break_between_words_and_end_in_dots(dressed: QApplication) -> None:
    font = dressed.font()
    width = QFontMetrics(font).horizontalAdvance("one two three") + 1
    assert wrapped(("one two three four", "five"), font, width, 6) == ["one two three", "four", "five"]
    assert wrapped(("one two three four", "five"), font, width, 2) == ["one two three", "four…"]
    assert wrapped((), font, width, 6) == []
    broken = wrapped(("W" * 30,), font, width, 6)
    assert "".join(broken) == "W" * 30
    assert len(broken) > 1
    assert len(wrapped(("one two " * 5_000,), font, width, 6)) == 6


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_a_doubt_has_a_bar_in_the_warning_colour(
    colours: Theme, card: CellCard, grid: Grid, dressed: QApplication
) -> None:
    apply_style(dressed, 100, colours)
    ask(card, grid)
    picture = card.grab().toImage()
    # The bar stands inside the outline of one pixel.
    assert picture.pixelColor(1, card.height() // 2) == colours.warning
    assert picture.pixelColor(card.width() - 1, card.height() // 2) == colours.control
    assert picture.pixelColor(card.width() - 3, 2) == colours.surface
    ask(card, grid, CardContent(("The board saw 412.",), ask="Why?", is_doubt=False))
    assert card.grab().toImage().pixelColor(1, card.height() // 2) == colours.surface


def test_high_contrast_uses_the_colours_of_the_theme(card: CellCard, grid: Grid) -> None:
    before = theme()
    use_theme(replace(LIGHT, is_system=True, surface=QColor("black"), warning=QColor("yellow")))
    try:
        ask(card, grid)
        picture = card.grab().toImage()
    finally:
        use_theme(before)
    assert picture.pixelColor(1, card.height() // 2) == QColor("yellow")
    assert picture.pixelColor(card.width() - 3, 2) == QColor("black")


def test_with_a_screen_reader_it_is_announced_and_stays_where_it_is(card: CellCard, grid: Grid) -> None:
    was_active = QAccessible.isActive()
    QAccessible.setActive(True)
    try:
        ask(card, grid)
        card.dismiss()
    finally:
        QAccessible.setActive(was_active)
    assert grid.hasFocus()


def test_a_screen_reader_hears_the_sentences_and_every_control(card: CellCard, grid: Grid) -> None:
    ask(card, grid, CardContent((DOUBT, "It is odd."), ("412",), "Keep as text", "Why has it changed?"))
    node = QAccessible.queryAccessibleInterface(card)
    assert node.text(QAccessible.Text.Name) == "About this cell"
    assert node.text(QAccessible.Text.Description) == f"{DOUBT} It is odd."
    children = [node.child(place) for place in range(node.childCount())]
    found = {
        child.role(): child.text(QAccessible.Text.Name)
        for child in children
        if child is not None and not child.state().invisible
    }
    assert found[QAccessible.Role.EditableText] == "Why has it changed?"
    pushed = [
        child.text(QAccessible.Text.Name)
        for child in children
        if child is not None and child.role() is QAccessible.Role.PushButton and not child.state().invisible
    ]
    assert sorted(pushed) == ["Keep as text", "Use 412"]
    assert all(
        child.state().focusable for child in children if child and child.text(QAccessible.Text.Name) in pushed
    )


def test_one_card_serves_many_cells_without_growing(card: CellCard, grid: Grid) -> None:
    for n in range(50):
        ask(
            card,
            grid,
            CardContent((f"Sentence {n}.",), tuple("abc"[: n % 4]), "Keep" if n % 2 else "", key=n),
        )
        assert len(buttons(card)) == n % 4 + n % 2
    assert len(card.findChildren(QPushButton)) == 4
    assert card.height() < space(30)
