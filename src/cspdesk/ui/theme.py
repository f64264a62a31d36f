"""Every colour, text size and distance of the window, light and dark."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibilityHints, QColor, QFont, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from cspdesk.domain.choices import Status


class Role(Enum):
    """What a text is; its size and weight follow (`set_role`)."""

    FIGURE = ("figure", 2.4)
    """One figure a page."""
    TITLE = ("title", 1.6)
    HEADING = ("heading", 1.25)
    BODY = ("body", 1.0)
    STRONG = ("strong", 1.0)
    QUIET = ("quiet", 1.0)
    WARNING = ("warning", 1.0)
    """A sentence about something that stands in the way."""
    ERROR = ("error", 1.0)
    """A word that says that something is wrong."""

    def __init__(self, word: str, scale: float) -> None:
        self.word = word
        self.scale = scale


@dataclass(frozen=True, slots=True)
class StatusInk:
    """How a status is drawn: more ink for more concern. Without a fill there is no box."""

    fill: QColor | None
    outline: QColor | None
    word: QColor
    is_bold: bool


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of the window."""

    is_dark: bool
    is_system: bool
    """Whether the system's own colours stand untouched: in high contrast."""
    surface: QColor
    raised: QColor
    line: QColor
    """Rules and the edges of panels."""
    text: QColor
    quiet: QColor
    """Text that stands back: units, hints, computed figures."""
    accent: QColor
    on_accent: QColor
    selection: QColor
    """Behind a selected row or rail entry; text keeps its colour on it."""
    control: QColor
    """The outline of controls."""
    derived: QColor
    """A hint behind a computed cell."""
    error: QColor
    warning: QColor
    last_year: QColor
    """The line of the year before in a chart."""
    series: tuple[QColor, ...]
    """Lines of a chart after the first, which is `accent`."""
    status: dict[Status, StatusInk]


def _light() -> Theme:
    text, quiet, surface, green = (QColor(c) for c in ("#14171A", "#4A5560", "#FFFFFF", "#00703C"))
    return Theme(
        is_dark=False,
        is_system=False,
        surface=surface,
        raised=QColor("#F6F7F9"),
        line=QColor("#D8DCE2"),
        text=text,
        quiet=quiet,
        accent=QColor("#12436D"),
        on_accent=QColor("#FFFFFF"),
        selection=QColor("#DCE8F3"),
        control=QColor("#6F7A86"),
        derived=QColor("#F1F5FA"),
        error=QColor("#B3201A"),
        warning=QColor("#A85B00"),
        last_year=QColor("#8A95A1"),
        series=tuple(QColor(c) for c in ("#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")),
        status={
            Status.RED: StatusInk(QColor("#B3201A"), None, QColor("#FFFFFF"), True),
            Status.AMBER: StatusInk(QColor("#FFC83D"), QColor("#7A5200"), QColor("#000000"), False),
            Status.GREEN: StatusInk(surface, green, green, False),
            Status.GREY: StatusInk(None, None, quiet, False),
        },
    )


def _dark() -> Theme:
    text, quiet, surface, green = (QColor(c) for c in ("#F1F3F5", "#B4BDC7", "#1B1E23", "#6CCB95"))
    return Theme(
        is_dark=True,
        is_system=False,
        surface=surface,
        raised=QColor("#23272E"),
        line=QColor("#3A404A"),
        text=text,
        quiet=quiet,
        accent=QColor("#7FB2E5"),
        on_accent=QColor("#10161D"),
        selection=QColor("#2C3F54"),
        control=QColor("#8A95A1"),
        derived=QColor("#20262E"),
        error=QColor("#FF8A80"),
        warning=QColor("#FFB454"),
        last_year=QColor("#8A95A1"),
        series=tuple(QColor(c) for c in ("#4FC9BE", "#E08BB5", "#F79A6B", "#D0D4D9", "#BFA8E3")),
        status={
            Status.RED: StatusInk(QColor("#C8322B"), None, QColor("#FFFFFF"), True),
            Status.AMBER: StatusInk(QColor("#FFC83D"), QColor("#7A5200"), QColor("#000000"), False),
            Status.GREEN: StatusInk(surface, green, green, False),
            Status.GREY: StatusInk(None, None, quiet, False),
        },
    )


def system_theme(palette: QPalette) -> Theme:
    """Return the system's own colours, for high contrast: words and shapes do the work there."""

    def role(which: QPalette.ColorRole) -> QColor:
        return palette.color(QPalette.ColorGroup.Active, which)

    text, base = role(QPalette.ColorRole.WindowText), role(QPalette.ColorRole.Base)
    highlight = role(QPalette.ColorRole.Highlight)
    boxed = StatusInk(text, None, base, True)
    outlined = StatusInk(base, text, text, False)
    return Theme(
        is_dark=base.lightness() < 128,
        is_system=True,
        surface=base,
        raised=role(QPalette.ColorRole.Window),
        line=text,
        text=text,
        quiet=text,
        accent=highlight,
        on_accent=role(QPalette.ColorRole.HighlightedText),
        selection=base,
        control=text,
        derived=base,
        error=text,
        warning=text,
        last_year=text,
        series=(text,) * 5,
        status={
            Status.RED: boxed,
            Status.AMBER: outlined,
            Status.GREEN: outlined,
            Status.GREY: StatusInk(None, None, text, False),
        },
    )


LIGHT, DARK = _light(), _dark()
_current: list[Theme] = [LIGHT]


def theme() -> Theme:
    """Return the colours in use; ask again at every painting, for they can change."""
    return _current[0]


def use_theme(chosen: Theme) -> None:
    """Make a theme the one in use; `style.apply_style` is what repaints the window."""
    _current[0] = chosen


def theme_of_system() -> Theme:
    """Return the theme that the system asks for: light, dark, or its own colours in high contrast."""
    hints = QGuiApplication.styleHints()
    accessibility: QAccessibilityHints = hints.accessibility()
    if accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast:
        return system_theme(QGuiApplication.palette())
    return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT


def set_role(widget: QWidget, role: Role) -> None:
    """Give a label the size, weight and colour of its role; they follow theme and zoom by themselves."""
    widget.setProperty("role", role.word)
    widget.style().polish(widget)


def role_font(role: Role) -> QFont:
    """Return the font of a role, for those who paint text themselves."""
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * role.scale)
    if role in (Role.FIGURE, Role.TITLE, Role.HEADING, Role.STRONG, Role.ERROR):
        font.setWeight(QFont.Weight.DemiBold)
    return font


def space(halves: float) -> int:
    """Return a distance in pixels, as so many half lines of the base font."""
    return max(1, round(QFontMetricsF(QApplication.font()).lineSpacing() / 2 * halves))


def icon_side(halves: float) -> int:
    """Return an icon's side in pixels, even so that its lines stay sharp, and 16 at the least."""
    return max(16, round(space(halves) / 2) * 2)


def row_height() -> int:
    """Return the height of a row in a list or grid: 1.9 lines, and never under 24 pixels."""
    return max(24, round(QFontMetricsF(QApplication.font()).lineSpacing() * 1.9))
