"""What must not be paid for before the first paint: proved in a process of its own."""

import subprocess
import sys

import pytest

LIBRARIES = ("pyqtgraph", "numpy", "pandas", "openpyxl", "xlsxwriter", "docx", "lxml", "python_calamine")
# Our own parts that are first needed once a file is open.
OURS = (
    "cspdesk.pack",
    "cspdesk.exchange",
    "cspdesk.commands",
    "cspdesk.ui.enter_page",
    "cspdesk.ui.inspector",
)
HEAVY = LIBRARIES + OURS

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from cspdesk.app import desktop

def look():
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    print(len(shown), *sorted(name for name in sys.modules if name in HEAVY))
    QApplication.instance().closeAllWindows()

HEAVY = {heavy!r}
make = desktop.make_window

def make_and_look(preferences):
    window = make(preferences)
    QTimer.singleShot(50, look)
    return window

desktop.make_window = make_and_look
sys.exit(desktop.run_desktop({path}))
"""


@pytest.mark.parametrize("path", ["None", "Path('no such file.cspdesk')"])
def test_the_shell_is_painted_before_anything_heavy_is_imported(path: str) -> None:
    script = SCRIPT.format(heavy=HEAVY, path=path)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "1"), done.stderr
