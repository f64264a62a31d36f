"""A picture of every page, light and dark, at 100 % and 200 %: what `dev.py screens` makes in out/screens."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.screens_measures import shoot_charts, shoot_measures, shoot_shown

if TYPE_CHECKING:
    from PySide6.QtGui import QPalette

    from cspdesk.ui.main_window import MainWindow

OUT = Path(__file__).parents[1] / "out" / "screens"
SIZES = ((100, 1280, 720), (200, 1280, 720))
"""Scale in per cent, and the window's size in logical pixels."""


OTHERS = {
    "rolling-year": ("projects", "text", "plan", "pack"),
    "target-actual": ("text", "write", "home"),
    "highlight": ("text",),
}
"""What is worth looking at in the other samples: the pages that they fill more."""

THEMES = ("light", "dark", "contrast")


def contrast_palette() -> "QPalette":
    """Return colours such as a high contrast theme of Windows sets: white and one bright ink on black."""
    from PySide6.QtGui import QColor, QPalette

    palette = QPalette(QColor("#000000"))
    role = QPalette.ColorRole
    for which in (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.PlaceholderText):
        palette.setColor(which, QColor("#FFFFFF"))
    for which in (role.Window, role.Base, role.Button, role.AlternateBase, role.ToolTipBase):
        palette.setColor(which, QColor("#000000"))
    for which in (role.Highlight, role.Accent):
        palette.setColor(which, QColor("#1AEBFF"))
    palette.setColor(role.HighlightedText, QColor("#000000"))
    return palette


def shoot(theme: str, scale: int, width: int, height: int) -> None:
    """Take the pictures of one theme at one scale, which cannot change within a process."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QFont
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QDialog

    from cspdesk.app.desktop import make_application, make_window
    from cspdesk.desk.workspace import Place
    from cspdesk.ui.preferences import Preferences
    from cspdesk.ui.style import apply_style
    from cspdesk.ui.theme import DARK, LIGHT, system_theme

    application = make_application()
    application.setFont(QFont("Liberation Sans", 9))
    chosen = {"light": LIGHT, "dark": DARK, "contrast": system_theme(contrast_palette())}[theme]
    apply_style(application, chosen=chosen)
    if theme == "contrast":
        application.setPalette(contrast_palette())
    with tempfile.TemporaryDirectory() as folder:
        window = make_window(Preferences(), Path(folder))
        window.resize(width, height)
        window.show()

        def keep(name: str) -> None:
            for _ in range(3):
                QApplication.processEvents()
            window.grab().save(str(OUT / f"{name}-{theme}-{scale}.png"))

        keep("start")
        sample = next(s for s in window.files.outside.samples if s.name == "quarter-narrative")
        window.files.new_from_sample(sample, Path(folder))
        keep("home")
        for spec in window.specs:
            window.workspace.going.emit(Place(spec.key))
            if spec.key == "check":
                _shoot_check(window, keep)
                continue
            keep(spec.key)
            if spec.key == "enter":
                # The chart of one measure, for the page that a newcomer sees first.
                QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
                QTest.keyClicks(window.focusWidget(), "violence with i")
                QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
                QTest.qWait(1500)
                keep("enter-measure")
                _shoot_grid(window, keep)
            if spec.key == "measures":
                shoot_measures(window, keep)
        QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        keep("find")
        QTest.keyClicks(window.focusWidget(), "vio")
        keep("find-typed")
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
        QTest.keyClick(window, Qt.Key.Key_F1)
        dialog = window.findChild(QDialog)
        if dialog is not None:
            QApplication.processEvents()
            dialog.grab().save(str(OUT / f"keys-{theme}-{scale}.png"))
            dialog.close()
        if scale == 100:
            shoot_shown(window, OUT, f"{theme}-{scale}")
            shoot_charts(OUT, f"{theme}-{scale}")
        for name, keys in OTHERS.items():
            other = next(s for s in window.files.outside.samples if s.name == name)
            window.files.new_from_sample(other, Path(folder))
            for key in keys:
                window.workspace.going.emit(Place(key))
                keep(f"{key}-of-{name}")
        window.close()


def _shoot_check(window: "MainWindow", keep: Callable[[str], None]) -> None:
    """What was found, the reason asked for an excuse, and the words in their text."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from cspdesk.desk.check_desk import check_desk_of
    from cspdesk.desk.workspace import Place
    from cspdesk.ui.check_page import CheckPage

    desk, page = check_desk_of(window.workspace), window.findChild(CheckPage)
    report = desk.settle()
    assert page is not None
    keep("check")
    page.detail.ask_excuse()
    QApplication.processEvents()
    keep("check-excuse")
    page.detail.form.leave()
    if report is not None and report.open:
        desk.show(report.open[0])
        QTest.qWait(300)
        keep("check-words")
        window.workspace.going.emit(Place("check"))


def _shoot_grid(window: "MainWindow", keep: Callable[[str], None]) -> None:
    """The grid's other faces: what is asked beside a cell, targets, a folded priority, a selected block."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    def press(*keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            focus = QApplication.focusWidget()
            if focus is not None:
                QTest.keyClick(focus, key, held)

    press(Qt.Key.Key_4, Qt.Key.Key_L, Qt.Key.Key_2, Qt.Key.Key_Return)
    QTest.qWait(50)
    keep("enter-asked")
    press(Qt.Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_O, held=Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_Up, Qt.Key.Key_Left, held=Qt.KeyboardModifier.ShiftModifier)
    keep("enter-over-target")
    press(Qt.Key.Key_I, held=Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_Minus, held=Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_I, held=Qt.KeyboardModifier.ControlModifier)
    keep("enter-folded")
    press(Qt.Key.Key_Equal, held=Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_I, held=Qt.KeyboardModifier.ControlModifier)


def main() -> int:
    """Take all pictures and say where they are."""
    OUT.mkdir(parents=True, exist_ok=True)
    failed = 0
    for scale, width, height in SIZES:
        for theme in THEMES:
            words = [sys.executable, "-m", "tests.screens", theme, str(scale), str(width), str(height)]
            environment = {
                **os.environ,
                "QT_SCALE_FACTOR": str(scale / 100),
                "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            }
            failed |= subprocess.run(words, env=environment, cwd=OUT.parents[1], check=False).returncode
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) == 5:
        shoot(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    else:
        sys.exit(main())
