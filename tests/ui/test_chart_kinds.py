"""Every kind of chart as it is painted: in each theme, at each size, nothing known by colour alone."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cspdesk.analysis.charts import ChartKind, ChartLine, ChartSpec, LineRole, Mark
from cspdesk.ui.chart_cache import cached_chart, cached_sparkline, clear_cache
from cspdesk.ui.chart_lines import plane_of
from cspdesk.ui.chart_painter import ChartView, paint_chart, position_at
from cspdesk.ui.chart_parts import MARK_SHAPES, end_words, inks, is_drawn, mark_words, point_words
from cspdesk.ui.chart_picture import both_data, chart_picture, table_data
from cspdesk.ui.chart_plane import Brushes
from cspdesk.ui.theme import DARK, LIGHT, Theme, system_theme, theme, use_theme
from tests.screens import contrast_palette
from tests.support.charts import every_chart
from tests.ui.test_chart_painter import LABELS, VIOLENCE, chart, drawn, line

FONT = QFont("Liberation Sans", 9)
CHARTS = every_chart()
SIZES = ((120, 60), (300, 140), (340, 260))


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    before = theme()
    use_theme(LIGHT)
    yield
    use_theme(before)


def themes() -> dict[str, Theme]:
    return {"light": LIGHT, "dark": DARK, "contrast": system_theme(contrast_palette())}


def painted(spec: ChartSpec, width: int, height: int, font: QFont = FONT) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(theme().surface)
    painter = QPainter(image)
    paint_chart(painter, QRectF(0, 0, width, height), spec, font)
    painter.end()
    return image


def pixels(image: QImage) -> Counter[str]:
    return Counter(image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
@pytest.mark.parametrize("kind", ChartKind)
def test_each_kind_is_drawn_in_each_theme_at_each_size(kind: ChartKind, name: str) -> None:
    use_theme(themes()[name])
    # In high contrast the parts of a column are patterns of the one colour of text.
    own = theme().text if kind is ChartKind.STACKED and name == "contrast" else theme().accent
    for width, height in SIZES:
        assert pixels(painted(CHARTS[kind], width, height))[own.name()]
    assert not painted(CHARTS[kind], 1600, 700).isNull()


def test_high_contrast_uses_the_systems_colours_alone() -> None:
    use_theme(themes()["contrast"])
    crisp = QFont(FONT)
    crisp.setStyleStrategy(QFont.StyleStrategy.NoAntialias)
    for spec in CHARTS.values():
        found = pixels(painted(spec, 400, 240, crisp))
        # Black, white and the one bright ink. What lies between them, the smoothed edges of lines and the
        # band's tint, is grey or a darker shade of that ink.
        assert {"#000000", "#ffffff", "#1aebff"} <= set(found) or spec.kind is ChartKind.STACKED
        plain = (QColor(name) for name in found)
        hues = {colour.hue() for colour in plain if colour.saturation() > 80 and colour.value() > 60}
        bright = QColor("#1AEBFF").hue()
        assert all(abs(hue - bright) <= 6 for hue in hues), spec.kind


def test_stretches_of_a_column_differ_without_colour() -> None:
    spec = CHARTS[ChartKind.STACKED]
    drawn_in = zip(spec.lines, inks(spec, themes()["contrast"]), strict=True)
    parts = [ink for each, ink in drawn_in if each.role is LineRole.PART]
    assert len({ink.fill for ink in parts}) == len(parts)


def test_marks_have_a_shape_each_which_is_told_in_words() -> None:
    assert len(set(MARK_SHAPES.values())) == len(Mark)
    assert "circle" not in MARK_SHAPES.values()
    assert mark_words(CHARTS[ChartKind.CONTROL]) == "A diamond marks improvement and a square marks concern."
    assert mark_words(chart(line(VIOLENCE))) == ""


def test_neighbouring_lines_have_shapes_of_their_own() -> None:
    spec = chart(line(VIOLENCE), *(line(VIOLENCE, LineRole.OTHER, f"Series {n}") for n in range(3)))
    shapes = [ink.shape for ink in inks(spec, LIGHT)]
    assert len(set(shapes)) == 4


def test_band_is_tinted_between_its_ends() -> None:
    plain = chart(line(VIOLENCE))
    ends = (line((300,) * 8, LineRole.TARGET_HIGH), line((250,) * 8, LineRole.TARGET_LOW))
    banded = replace(plain, lines=(*plain.lines, *ends))
    only_lines = replace(plain, lines=(*plain.lines, *(replace(end, role=LineRole.TARGET) for end in ends)))
    tint = QColor(LIGHT.quiet)
    share = 28 / 255
    mixed = QColor(*(round(a * share + 255 * (1 - share)) for a in (tint.red(), tint.green(), tint.blue())))
    tinted = [pixels(drawn(spec))[mixed.name()] for spec in (banded, only_lines)]
    # 50 of the axis' 500 units, over some 300 pixels: a tenth of the plot.
    assert tinted[0] > 3_000
    assert tinted[1] < 300


def test_lone_figure_without_a_marker_can_be_seen() -> None:
    target = (None,) * 7 + (400,)
    spec = chart(line(VIOLENCE), line(target, LineRole.TARGET))
    seen, plane = drawn(spec), plane_of(_on(spec))
    x, y = round(plane.x(7)), round(plane.y(Decimal(400)))
    # A short dash of the target's dark grey, left of the last point.
    around = [seen.pixelColor(x + dx, y + dy).lightness() for dx in range(-10, -4) for dy in (-1, 0, 1)]
    assert min(around) < 140


def _on(spec: ChartSpec, width: int = 400, height: int = 240) -> Brushes:
    return Brushes(QPainter(), spec, LIGHT, FONT, QFontMetricsF(FONT), QRectF(0, 0, width, height))


def test_words_at_the_ends_never_reach_beyond_the_chart() -> None:
    long = line(VIOLENCE, label="A very long name for a series of figures that nobody would ever give")
    spec = chart(long, line(tuple(v - 9 for v in VIOLENCE), LineRole.OTHER, "Another rather long name here"))
    for width in (160, 260, 420):
        image = QImage(width + 60, 200, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paint_chart(painter, QRectF(30, 0, width, 200), spec, FONT)
        painter.end()
        outside = [*range(26), *range(width + 34, width + 60)]
        assert all(image.pixelColor(x, y) == QColor("white") for x in outside for y in range(200))


@pytest.mark.parametrize("kind", ChartKind)
def test_position_under_the_mouse_is_the_one_marked(kind: ChartKind, qtbot: QtBot) -> None:
    spec = CHARTS[kind]
    found: list[int] = []
    view = ChartView(pointed=found.append)
    qtbot.addWidget(view)
    view.resize(420, 300)
    view.show_spec(spec)
    seen = [
        position_at(QRectF(view.rect()), spec, view.font(), QPointF(x, y))
        for x in range(0, 420, 5)
        for y in range(20, 280, 5)
    ]
    assert set(range(len(spec.labels))) <= set(seen)
    plain = view.grab().toImage()
    view.point_at(1)
    assert view.grab().toImage() != plain
    view.point_at(-1)
    assert view.grab().toImage() == plain


def test_points_are_told_in_words_for_each_kind() -> None:
    assert point_words(CHARTS[ChartKind.TREND], 11) == (
        "Q4 15/16: 412 offences, Target to 300, Target from 280, Baseline 257"
    )
    assert point_words(CHARTS[ChartKind.YEARS], 3).startswith("Q4: 2015/16 412, 2014/15 280, 2013/14 251")
    assert point_words(CHARTS[ChartKind.STACKED], 7) == (
        "Q4 15/16: Hotline 12, Police 10, Housing associations and private landlords 5, All 27"
    )
    control = CHARTS[ChartKind.CONTROL]
    assert point_words(control, len(control.labels) - 1).startswith("Q4 15/16: 22 offences, improvement, ")
    own = CHARTS[ChartKind.AREAS].own_at
    # 300 for 60,000 people, between the exact-like limits of Byar's method.
    assert point_words(CHARTS[ChartKind.AREAS], own).startswith(
        "Riverbourne (own area): 5.0 per 1,000 people, interval 4.5 to 5.6"
    )


def test_lines_switched_off_are_not_told() -> None:
    words = point_words(CHARTS[ChartKind.TREND], 11, {1, 2})
    assert words == "Q4 15/16: 412 offences, Baseline 257"


def test_refused_chart_is_not_drawn() -> None:
    assert not is_drawn(replace(CHARTS[ChartKind.TREND], refused="Not enough figures."))


def test_end_words_of_a_mean_have_a_decimal_more() -> None:
    mean = ChartLine("Mean", LineRole.MEAN, (Decimal("286.25"),) * 8, finer=1)
    assert end_words(chart(line(VIOLENCE), mean), mean) == "Mean 286.3"


class TestCache:
    @pytest.fixture(autouse=True)
    def _empty(self) -> Iterator[None]:
        clear_cache()
        yield
        clear_cache()

    def test_same_chart_is_painted_once(self) -> None:
        spec = CHARTS[ChartKind.TREND]
        first = cached_chart(spec, QSize(300, 140), 1.0)
        # An equal chart that was made anew is the same chart.
        again = replace(spec, title=spec.title)
        assert cached_chart(again, QSize(300, 140), 1.0) is first

    @pytest.mark.parametrize("what", ["figures", "size", "density"])
    def test_another_is_painted_anew(self, what: str) -> None:
        spec = CHARTS[ChartKind.TREND]
        first = cached_chart(spec, QSize(300, 140), 1.0)
        changed = {
            "figures": (replace(spec, decimals=1), QSize(300, 140), 1.0),
            "size": (spec, QSize(301, 140), 1.0),
            "density": (spec, QSize(300, 140), 2.0),
        }[what]
        assert cached_chart(*changed) is not first

    def test_another_theme_is_painted_anew(self) -> None:
        spec = CHARTS[ChartKind.TREND]
        first = cached_chart(spec, QSize(300, 140), 1.0)
        use_theme(DARK)
        second = cached_chart(spec, QSize(300, 140), 1.0)
        assert second is not first
        assert pixels(second.toImage())[DARK.accent.name()]

    def test_density_gives_more_pixels(self) -> None:
        made = cached_chart(CHARTS[ChartKind.TREND], QSize(300, 140), 2.0)
        assert (made.width(), made.height(), made.devicePixelRatio()) == (600, 280, 2.0)

    def test_ground_is_clear_and_an_empty_size_harmless(self) -> None:
        made = cached_sparkline(CHARTS[ChartKind.TREND], QSize(80, 20), 1.0)
        assert made.toImage().pixelColor(0, 0).alpha() == 0
        assert cached_chart(CHARTS[ChartKind.TREND], QSize(0, 0), 1.0).isNull()

    def test_memory_has_a_bound(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("cspdesk.ui.chart_cache.MOST_BYTES", 100 * 100 * 4 * 3)
        spec = CHARTS[ChartKind.TREND]
        first = cached_chart(spec, QSize(100, 100), 1.0)
        for width in range(101, 106):
            cached_chart(spec, QSize(width, 100), 1.0)
        assert cached_chart(spec, QSize(100, 100), 1.0) is not first


class TestPicture:
    def test_picture_is_light_whatever_the_window_is(self) -> None:
        use_theme(DARK)
        image = chart_picture(CHARTS[ChartKind.TREND])
        assert image.pixelColor(2, 2) == LIGHT.surface
        assert pixels(image)[LIGHT.accent.name()] > 100

    def test_table_has_plain_minus_signs(self) -> None:
        spec = chart(line((-5, 3, -2, 8, 0, 1, 2, -9)))
        text = table_data(spec).text().splitlines()
        assert text[0] == "Period\toffences"
        assert text[1] == f"{LABELS[7]}\t-9"

    def test_both_are_offered(self) -> None:
        data = both_data(CHARTS[ChartKind.AREAS])
        assert data.hasImage()
        assert data.text().startswith("Area\tRate\tMean\tInterval")
