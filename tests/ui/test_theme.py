import pytest
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

from cspdesk.domain.choices import Status
from cspdesk.ui.style import apply_style
from cspdesk.ui.theme import DARK, LIGHT, Role, Theme, role_font, row_height

THEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]


def luminance(colour: QColor) -> float:
    """WCAG 2's relative luminance, 0 to 1."""
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2's contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_ratio_itself() -> None:
    assert round(contrast(QColor("#FFFFFF"), QColor("#000000")), 1) == 21.0
    # The best known example: the lightest grey that passes 4.5:1 on white.
    assert round(contrast(QColor("#767676"), QColor("#FFFFFF")), 2) == 4.54


@pytest.mark.parametrize("theme", THEMES)
def test_words_stand_out_on_every_ground(theme: Theme) -> None:
    for ground in (theme.surface, theme.raised, theme.selection, theme.derived):
        assert contrast(theme.text, ground) >= 7
        assert contrast(theme.quiet, ground) >= 4.5
        assert contrast(theme.accent, ground) >= 4.5
    for word in (theme.error, theme.warning):
        assert contrast(word, theme.surface) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_outlines_and_lines_of_charts_are_seen(theme: Theme) -> None:
    assert contrast(theme.control, theme.surface) >= 3
    assert contrast(theme.control, theme.raised) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_a_status_is_read_and_its_box_is_seen(theme: Theme) -> None:
    for ink in theme.status.values():
        assert contrast(ink.word, ink.fill or theme.surface) >= 4.5
    red, amber = theme.status[Status.RED], theme.status[Status.AMBER]
    assert red.fill is not None
    assert amber.fill is not None
    assert contrast(red.fill, theme.surface) >= 3
    # In a grey print the two boxes still differ.
    assert contrast(red.fill, amber.fill) >= 3


def test_text_sizes_and_equal_digits(dressed: QApplication) -> None:
    base = dressed.font().pointSizeF()
    sizes = [
        role_font(role).pointSizeF() / base for role in (Role.BODY, Role.HEADING, Role.TITLE, Role.FIGURE)
    ]
    assert [round(size, 2) for size in sizes] == [1.0, 1.25, 1.6, 2.4]
    digits = QFontMetrics(dressed.font())
    assert len({digits.horizontalAdvance(digit) for digit in "0123456789"}) == 1
    assert [bytes(tag.toString().data()) for tag in dressed.font().featureTags()] == [b"tnum"]
    assert row_height() >= 24


def test_zoom_starts_from_the_system_s_size_each_time(dressed: QApplication) -> None:
    base = dressed.font().pointSizeF()
    apply_style(dressed, 200, LIGHT)
    assert dressed.font().pointSizeF() == base * 2
    apply_style(dressed, 150, LIGHT)
    assert dressed.font().pointSizeF() == base * 1.5
    apply_style(dressed, 100, DARK)
    assert dressed.font().pointSizeF() == base
    assert QWidget().palette().window().color() == DARK.surface
