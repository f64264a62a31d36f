"""A thousand figures, each printed by the same digits on screen, in Word, in Excel and on the web page."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from cspdesk.domain import printing
from cspdesk.domain.tables import Measure, MeasureId
from cspdesk.domain.unit import Unit
from cspdesk.pack import excel, web, word
from cspdesk.pack.blocks import Cell, CellKind, Column, Pack, Table
from cspdesk.pack.cells import figure_cell
from tests.pack.test_word_excel_web import in_excel, in_web, in_word
from tests.support.packs import board_pack
from tests.support.workbooks import opened

COUNT = 1_000
UNITS = (Unit.COUNT, Unit.PERCENT, Unit.MONEY, Unit.RATE, Unit.DAYS)


def figures() -> Iterator[tuple[Measure, Decimal]]:
    """Figures of every unit with up to three decimals; one in four lies just between two of those printed."""
    chance = random.Random(2016)
    for _ in range(COUNT):
        unit, decimals = chance.choice(UNITS), chance.randrange(4)
        digits = chance.choice((2, 4, 7))
        value = Decimal(chance.randrange(-(10**digits), 10**digits)).scaleb(-chance.randrange(decimals + 3))
        if chance.random() < 0.25:
            unit_in_last_place = Decimal(1).scaleb(-decimals)
            value = value.quantize(unit_in_last_place) + unit_in_last_place / 2
        yield Measure(id=MeasureId("m"), unit=unit, decimals=decimals), value


def by_hand(measure: Measure, value: Decimal) -> str:
    """How a figure must print, in whole numbers alone: half away from nought, commas, a real minus sign."""
    sign, digits, exponent = value.as_tuple()
    places = measure.decimals
    whole = int("".join(map(str, digits)))
    shift = places + int(exponent)
    if shift >= 0:
        units = whole * 10**shift
    else:
        units, rest = divmod(whole, 10**-shift)
        units += 2 * rest >= 10**-shift
    text = f"{units // 10**places:,}"
    if places:
        text += f".{units % 10**places:0{places}}"
    text = {Unit.PERCENT: f"{text}%", Unit.MONEY: f"£{text}"}.get(measure.unit, text)
    return f"−{text}" if sign and units else text


@pytest.fixture(scope="module")
def made() -> list[tuple[Measure, Decimal]]:
    return list(figures())


@pytest.fixture(scope="module")
def pack(made: list[tuple[Measure, Decimal]]) -> Pack:
    rows = tuple((Cell(f"Figure {at}"), figure_cell(*each)) for at, each in enumerate(made))
    columns = (Column("Measure"), Column("Figure", CellKind.FIGURE))
    return replace(board_pack(), blocks=(Table("Figures", columns, rows, "figures"),))


def test_the_screen_prints_them_as_by_hand(made: list[tuple[Measure, Decimal]]) -> None:
    assert len(made) == COUNT
    for measure, value in made:
        shown = printing.figure(value, measure.unit, measure.decimals)
        assert shown == by_hand(measure, value), (measure.unit, measure.decimals, value)


@pytest.mark.parametrize(
    ("render", "read"),
    [(word.render, in_word), (excel.render, in_excel), (web.render, in_web)],
    ids=["word", "excel", "web"],
)
def test_a_document_prints_them_as_the_screen_does(
    render: Callable[[Pack], bytes],
    read: Callable[[bytes], list[list[list[str]]]],
    pack: Pack,
    made: list[tuple[Measure, Decimal]],
) -> None:
    ((*rows,),) = read(render(pack))
    found = [row[1] for row in rows]
    wanted = [printing.figure(value, measure.unit, measure.decimals) for measure, value in made]
    assert found == wanted


def test_they_are_figures_worth_comparing(made: list[tuple[Measure, Decimal]]) -> None:
    texts = [by_hand(*each) for each in made]
    assert {measure.unit for measure, _ in made} == set(UNITS)
    assert sum(text.startswith("−") for text in texts) > 200
    assert sum("," in text for text in texts) > 200
    assert sum(value != value.quantize(Decimal(1).scaleb(-m.decimals)) for m, value in made) > 400


def test_excel_holds_nearly_all_of_them_as_numbers(pack: Pack) -> None:
    (table,) = (block for block in pack.blocks if isinstance(block, Table))
    sheet = opened(excel.render(pack))["Figures"]
    (ref,) = (each.ref for each in sheet.tables.values())
    values = [row[1].value for row in sheet[ref][1:]]
    assert len(values) == len(table.rows)
    assert all(isinstance(value, int | float) for value in values)
