from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from cspdesk.analysis.charts import ChartLine, ChartSpec, LineRole
from cspdesk.ui.chart_painter import ChartView, paint_chart
from cspdesk.ui.chart_parts import end_words, is_drawn, labelled, point_words
from cspdesk.ui.sparkline import Sparkline
from cspdesk.ui.theme import LIGHT

VIOLENCE = (260, 303, 303, 280, 326, 347, 355, 412)
LABELS = tuple(f"Q{q} {y}/{y + 1}" for y in (14, 15) for q in (1, 2, 3, 4))


def line(values: tuple[int | None, ...], role: LineRole = LineRole.OWN, label: str = "") -> ChartLine:
    return ChartLine(label, role, tuple(None if v is None else Decimal(v) for v in values))


def chart(*lines: ChartLine, is_percent: bool = False) -> ChartSpec:
    return ChartSpec(
        title="Violence with injury rose",
        subject="2.1 Violence with injury",
        labels=LABELS,
        lines=lines,
        unit_label="offences",
        decimals=0,
        is_percent=is_percent,
        from_zero=True,
        description="Line chart of 2.1.",
    )


def drawn(spec: ChartSpec, width: int = 400, height: int = 240) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_chart(painter, QRectF(0, 0, width, height), spec, QFont("Liberation Sans", 9))
    painter.end()
    return image


def columns_of(image: QImage, colour: QColor) -> set[int]:
    return {
        x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y) == colour
    }


def test_own_line_rises_in_the_accent_colour(qapp: object) -> None:
    image = drawn(chart(line(VIOLENCE)))
    # The first four figures, of 286 on average, stand at the left; the last four, of 360, at the right.
    left, right = (_mean_height(image, LIGHT.accent, span) for span in (range(40, 180), range(220, 350)))
    assert left - right > 15


def _mean_height(image: QImage, colour: QColor, span: range) -> float:
    """How far from the top pixels of a colour lie, on average."""
    found = [y for x in span for y in range(image.height()) if image.pixelColor(x, y) == colour]
    return sum(found) / len(found)


def test_gap_is_left_open(qapp: object) -> None:
    whole = columns_of(drawn(chart(line(VIOLENCE))), LIGHT.accent)
    gapped = columns_of(drawn(chart(line((260, 303, 303, None, 326, 347, 355, 412)))), LIGHT.accent)
    assert len(gapped) < len(whole) - 40


def test_provisional_point_is_hollow(qapp: object) -> None:
    solid = chart(line(VIOLENCE))
    hollow = replace(solid, lines=(replace(solid.lines[0], provisional=frozenset({7})),))
    accent = LIGHT.accent
    count = [
        sum(i.pixelColor(x, y) == accent for x in range(i.width()) for y in range(i.height()))
        for i in (drawn(solid), drawn(hollow))
    ]
    assert count[1] < count[0] - 4


@pytest.mark.parametrize("width", [180, 240, 320, 900])
def test_axis_names_at_most_five_periods_and_none_touches_another(width: int) -> None:
    labels = tuple(f"Q{q} {y}/{y + 1}" for y in (12, 13, 14, 15) for q in (1, 2, 3, 4))
    places = labelled(labels, width, 60)
    assert places[-1] == 15
    assert len(places) <= 5
    assert all((b - a) * width / 15 >= 60 for a, b in pairwise(places))


def test_one_period_is_named() -> None:
    assert labelled(("Q4 15/16",), 200, 60) == (0,)
    assert labelled((), 200, 60) == ()


def test_words_at_the_ends_name_lines_only_where_there_are_several() -> None:
    own, target = line(VIOLENCE), line((400,) * 8, LineRole.TARGET, "Target")
    assert end_words(chart(own), own) == "412"
    assert end_words(chart(own, target), target) == "Target 400"
    other = line((1, 2, 3, 4, 5, 6, 7, None), LineRole.OTHER, "Police")
    assert end_words(chart(own, other), other) == "Police 7"


def test_points_read_out_say_unit_gap_and_provisional() -> None:
    own = line((260, None, 303, 280, 326, 347, 355, 412))
    spec = chart(replace(own, provisional=frozenset({7})))
    assert point_words(spec, 7) == "Q4 15/16: 412 offences, provisional"
    assert point_words(spec, 1) == "Q2 14/15: no figure"
    shares = chart(line((94,) * 8), line((90,) * 8, LineRole.TARGET, "Target"), is_percent=True)
    assert point_words(shares, 0) == "Q1 14/15: 94%, Target 90%"
    two = chart(line(VIOLENCE, label="Hotline"), line((None,) * 8, LineRole.OTHER, "Police"))
    assert point_words(two, 0) == "Q1 14/15: Hotline 260, Police no figure"


def test_two_points_are_no_chart() -> None:
    assert not is_drawn(chart(line((None,) * 6 + (355, 412))))
    assert is_drawn(chart(line((None,) * 5 + (347, 355, 412))))


@pytest.mark.parametrize("size", [(120, 80), (300, 190), (1600, 700)])
def test_any_chart_can_be_drawn_at_any_size(qapp: object, size: tuple[int, int]) -> None:
    empty = chart(line((None,) * 8))
    flat = chart(line((0,) * 8))
    crowded = chart(
        *(line(tuple(v + n for v in VIOLENCE), LineRole.OTHER, f"Series {n}") for n in range(6)),
        line((400,) * 8, LineRole.TARGET, "Target"),
        line((399,) * 8, LineRole.BASELINE, "Baseline"),
    )
    below = chart(line((-5, 3, -2, 8, 0, 1, 2, -9)))
    for spec in (empty, flat, crowded, below):
        assert not drawn(spec, *size).isNull()


def test_views_say_their_chart_in_words(qtbot: QtBot) -> None:
    spec = chart(line(VIOLENCE))
    for view in (ChartView(), Sparkline()):
        qtbot.addWidget(view)
        view.show_spec(spec)
        assert view.accessibleDescription() == "Line chart of 2.1."
        assert not view.grab().isNull()


def test_sparklines_are_equally_wide(qtbot: QtBot) -> None:
    few, many = Sparkline(), Sparkline()
    few.show_spec(chart(line((None,) * 6 + (1, 2))))
    many.show_spec(chart(line(VIOLENCE)))
    assert few.sizeHint() == many.sizeHint()
