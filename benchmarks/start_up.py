"""The desk's first painted window beside a bare one, each in a process of its own."""

import os
import subprocess
import sys

from benchmarks.measure import Pair

_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.menuBar().addMenu("File")
window.statusBar().showMessage("Ready")
window.resize(1280, 720)
window.show()
app.processEvents()
"""

_DESK = """
from cspdesk.app.desktop import run_desktop
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
QTimer.singleShot(0, lambda: None)
import cspdesk.app.desktop as desktop
raise SystemExit(desktop.run_desktop(None, quit_after_paint=True))
"""


def first_paint() -> Pair:
    """Process start to first painted window, off-screen."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    def run(script: str) -> None:
        subprocess.run([sys.executable, "-c", script], check=True, env=environment, stdout=subprocess.DEVNULL)

    return Pair(lambda: run(_DESK), lambda: run(_BARE), "a bare window with a menu", runs=9)
