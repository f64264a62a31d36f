"""Dressing the program: palette, base font and style sheet from the theme, at the chosen zoom."""

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from cspdesk.domain.resources import resource
from cspdesk.ui.theme import Role, Theme, role_font, row_height, space, theme, theme_of_system, use_theme

_BASE_SIZE = "base_point_size"
"""The application's property that remembers the system's font size, from which zoom starts."""
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)
"""The sizes of the window's text that can be chosen, in per cent."""


def apply_style(application: QApplication, zoom: int = 100, chosen: Theme | None = None) -> None:
    """Dress the whole program; call it again when the system's colours or the zoom change."""
    use_theme(chosen or theme_of_system())
    application.setFont(_base_font(application, zoom))
    application.setPalette(QPalette() if theme().is_system else _palette(theme()))
    application.setStyleSheet(_sheet(theme()))


def _base_font(application: QApplication, zoom: int) -> QFont:
    font = QFont(application.font())
    base = application.property(_BASE_SIZE)
    if base is None:
        base = font.pointSizeF()
        application.setProperty(_BASE_SIZE, base)
    font.setPointSizeF(base * zoom / 100)
    # Digits of one width, so that figures stand under one another.
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _palette(colours: Theme) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for which, colour in (
        (role.Window, colours.surface),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.raised),
        (role.Text, colours.text),
        (role.Button, colours.raised),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.error),
        (role.PlaceholderText, colours.quiet),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Accent, colours.accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Light, colours.raised),
        (role.Midlight, colours.line),
        (role.Mid, colours.line),
        (role.Dark, colours.control),
        (role.Shadow, colours.line),
    ):
        palette.setColor(which, colour)
    faded = _between(colours.quiet, colours.surface)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, which, faded)
    return palette


def _between(one: QColor, other: QColor) -> QColor:
    return QColor(
        *((a + b) // 2 for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))  # type: ignore[index]  # the binding types getRgb as object
    )


def _sheet(colours: Theme) -> str:
    """The style sheet: sizes always, colours unless the system's own stand."""
    sizes = "".join(
        f'QLabel[role="{role.word}"] {{ font-size: {role_font(role).pointSizeF():.2f}pt;'
        f" font-weight: {int(role_font(role).weight())}; }}\n"
        for role in Role
        if role is not Role.BODY
    )
    # In high contrast the style's own outlines are shades of a black window: none would be seen.
    dress = _OUTLINES if colours.is_system else _COLOURS
    return sizes + _METRICS % _lengths() + dress % _names(colours)


def _lengths() -> dict[str, int]:
    return {
        "tiny": max(2, space(0.3)),
        "small": space(0.5),
        "half": space(0.75),
        "one": space(1.25),
        "wide": space(1.75),
        "radius": max(3, space(0.5)),
        "target": max(24, space(3.6)),
        "row": row_height(),
        "glass": space(3),
        "bar": max(6, space(0.9)),
    }


def _names(colours: Theme) -> dict[str, str]:
    kept = (
        "surface",
        "raised",
        "line",
        "text",
        "quiet",
        "accent",
        "on_accent",
        "selection",
        "control",
        "derived",
        "error",
        "warning",
    )
    names = {name: getattr(colours, name).name() for name in kept}
    names["accent_hover"] = (
        colours.accent.lighter(115) if colours.is_dark else colours.accent.darker(112)
    ).name()
    names["faded"] = _between(colours.quiet, colours.surface).name()
    names["down"] = resource("icons", "down.svg").as_posix()
    tick = "tick-dark.svg" if colours.is_dark else "tick-light.svg"
    names["tick"] = resource("icons", tick).as_posix()
    names["half"] = str(space(0.75))
    names["side"] = str(max(14, space(2.1)))
    names["radius"] = str(max(3, space(0.5)))
    return names


_METRICS = """
QPushButton { padding: 0 %(wide)dpx; min-height: %(target)dpx; }
QPushButton[flat="true"] { padding: 0 %(half)dpx; }
QToolButton { min-height: %(target)dpx; min-width: %(target)dpx; padding: 0; }
QLineEdit { padding: 0 %(tiny)dpx; min-height: %(target)dpx; }
QCheckBox, QRadioButton, QComboBox { min-height: %(target)dpx; }
QProgressBar { min-height: %(bar)dpx; max-height: %(bar)dpx; }
#find { padding-left: %(glass)dpx; }
#rail QToolButton { padding: %(small)dpx %(tiny)dpx; }
#statusBar QPushButton { padding: 0 %(small)dpx; }
#statusBar QToolButton { padding: 0; }
QMenuBar::item { padding: %(small)dpx %(half)dpx; }
QMenu { padding: %(tiny)dpx; }
QMenu::item { padding: %(small)dpx %(one)dpx; }
QToolTip { padding: %(small)dpx; }
#findList, #choices { activate-on-singleclick: 1; }
#findList::item, #choices::item { padding: 0 %(small)dpx; min-height: %(row)dpx; }
QScrollBar:vertical { width: %(one)dpx; margin: 0; }
QScrollBar:horizontal { height: %(one)dpx; margin: 0; }
QScrollBar::handle { min-height: %(target)dpx; min-width: %(target)dpx; margin: 2px; border-radius: 3px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
"""

_OUTLINES = """
QPushButton, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit { border: 1px solid %(text)s;
  border-radius: %(radius)spx; }
QPushButton[flat="true"], QToolButton { border: 1px solid transparent; border-radius: %(radius)spx; }
QPushButton:focus, QComboBox:focus, QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus,
QPushButton[flat="true"]:focus, QToolButton:focus, QToolButton:checked, QPushButton:checked {
  border: 2px solid %(accent)s; }
QPushButton[primary="true"] { font-weight: 600; border: 2px solid %(text)s; }
QPushButton[primary="true"]:focus { border: 2px solid %(accent)s; }
QComboBox { padding-left: %(half)spx; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(%(down)s); width: 14px; height: 14px; }
QCheckBox::indicator { width: %(side)spx; height: %(side)spx; border: 1px solid %(text)s;
  border-radius: 3px; }
QCheckBox::indicator:checked { background: %(accent)s; border-color: %(accent)s; image: url(%(tick)s); }
QCheckBox::indicator:focus { border: 2px solid %(accent)s; }
"""

_COLOURS = """
QToolTip { background: %(raised)s; color: %(text)s; border: 1px solid %(control)s; }
QLabel[role="quiet"] { color: %(quiet)s; }
QLabel[role="warning"] { color: %(warning)s; }
QLabel[role="error"] { color: %(error)s; }

QPushButton { background: %(surface)s; color: %(text)s;
  border: 1px solid %(control)s; border-radius: %(radius)spx; }
QPushButton:hover { background: %(raised)s; }
QPushButton:pressed { background: %(selection)s; }
QPushButton:focus { border: 2px solid %(accent)s; }
QPushButton:disabled { color: %(faded)s; border-color: %(line)s; }
QPushButton[primary="true"] { background: %(accent)s; color: %(on_accent)s;
  border: 1px solid %(accent)s; font-weight: 600; }
QPushButton[primary="true"]:hover { background: %(accent_hover)s; }
QPushButton[primary="true"]:focus { border: 2px solid %(text)s; }
QPushButton[primary="true"]:disabled { background: %(line)s; color: %(quiet)s; border-color: %(line)s; }
QPushButton[flat="true"] { background: transparent; border: 1px solid transparent; }
QPushButton[flat="true"]:hover { background: %(selection)s; }
QPushButton[flat="true"]:focus { border: 1px solid %(accent)s; }
QPushButton[flat="true"]:checked { background: %(selection)s; color: %(accent)s; }
QPushButton::menu-indicator { subcontrol-position: right center; }

QToolButton { background: transparent; color: %(text)s;
  border: 1px solid transparent; border-radius: %(radius)spx; }
QToolButton:hover { background: %(selection)s; }
QToolButton:focus { border: 1px solid %(accent)s; }
QToolButton:disabled { color: %(faded)s; }

QLineEdit, QPlainTextEdit, QTextEdit {
  background: %(surface)s; color: %(text)s; border: 1px solid %(control)s;
  border-radius: %(radius)spx; selection-background-color: %(accent)s; selection-color: %(on_accent)s; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 1px solid %(accent)s; }

QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: %(quiet)s; }

QComboBox { background: %(surface)s; color: %(text)s; border: 1px solid %(control)s;
  border-radius: %(radius)spx; padding-left: %(half)spx; }
QComboBox:focus { border: 2px solid %(accent)s; }
QComboBox:disabled { color: %(faded)s; border-color: %(line)s; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(%(down)s); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: %(surface)s; color: %(text)s; border: 1px solid %(control)s;
  selection-background-color: %(selection)s; selection-color: %(text)s; outline: none; }
QCheckBox::indicator { width: %(side)spx; height: %(side)spx; border: 1px solid %(control)s;
  border-radius: 3px; background: %(surface)s; }
QCheckBox::indicator:checked { background: %(accent)s; border-color: %(accent)s; image: url(%(tick)s); }
QCheckBox:focus { color: %(accent)s; }
QCheckBox::indicator:focus { border: 2px solid %(accent)s; }
QCheckBox::indicator:checked:focus { border: 2px solid %(text)s; }
QHeaderView::section { background: %(surface)s; color: %(quiet)s; border: none;
  border-bottom: 1px solid %(line)s; padding: %(half)spx; }

QMenuBar { background: %(raised)s; color: %(text)s; }
QMenuBar::item { background: transparent; }
QMenuBar::item:selected { background: %(selection)s; color: %(text)s; }
QMenu { background: %(surface)s; color: %(text)s; border: 1px solid %(line)s; }
QMenu::item:selected { background: %(selection)s; color: %(text)s; }
QMenu::item:disabled { color: %(faded)s; }
QMenu::separator { height: 1px; background: %(line)s; margin: 4px 8px; }

#header { background: %(raised)s; border-bottom: 1px solid %(line)s; }
#matchPanel { background: %(derived)s; border-bottom: 1px solid %(line)s; }
#entryBar { background: %(surface)s; border-bottom: 1px solid %(line)s; }
#rail { background: %(raised)s; border-right: 1px solid %(line)s; }
#rail QToolButton { color: %(quiet)s; }
#rail QToolButton:checked { background: %(selection)s; color: %(accent)s; font-weight: 600; }
#statusBar { background: %(raised)s; border-top: 1px solid %(line)s; }
#statusBar QLabel { color: %(quiet)s; }
#inspectorPanel { background: %(surface)s; border-left: 1px solid %(line)s; }
#notice { background: %(derived)s; border-bottom: 1px solid %(line)s; }
#jobLine { background: %(derived)s; border-top: 1px solid %(line)s; }
#findPanel { background: %(surface)s; border: 1px solid %(control)s; }

QProgressBar { background: %(line)s; border: none; border-radius: 3px; }
QProgressBar::chunk { background: %(accent)s; border-radius: 3px; }

#quoted { border: none; border-left: 3px solid %(control)s; border-radius: 0; background: %(derived)s; }
#quoted:focus { border: none; border-left: 3px solid %(accent)s; }
#findList, #choices { border: none; background: %(surface)s; outline: none; }
#findList::item:selected, #choices::item:selected { background: %(selection)s; color: %(text)s; }
#choices::item:hover { background: %(raised)s; color: %(text)s; }
#choices::item:selected:focus { border-top: 1px solid %(accent)s; border-bottom: 1px solid %(accent)s; }
QScrollBar { background: %(surface)s; }
QScrollBar::handle { background: %(line)s; }
QScrollBar::handle:hover { background: %(control)s; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: %(line)s; }
"""
