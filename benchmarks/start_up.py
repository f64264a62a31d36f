"""The desk's first painted window beside a bare one, each in a process of its own."""

import os
import subprocess
import sys
import tempfile

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
from cspdesk.app.desktop import make_application, make_window
from cspdesk.ui.preferences import Preferences
from cspdesk.ui.style import apply_style
app = make_application()
preferences = Preferences()
apply_style(app, preferences.zoom)
window = make_window(preferences)
window.resize(1280, 720)
window.show()
app.processEvents()
"""


def first_paint() -> Pair:
    """Process start to first painted window, off-screen, its modules compiled as once installed."""
    compiled = tempfile.TemporaryDirectory()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": compiled.name}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def run(script: str) -> None:
        subprocess.run([sys.executable, "-c", script], check=True, env=environment, stdout=subprocess.DEVNULL)

    for script in (_BARE, _DESK):
        run(script)
    return Pair(
        lambda: run(_DESK), lambda: run(_BARE), "a bare window with a menu", runs=9, close=compiled.cleanup
    )
