"""The desk with its window: shell first, then the file, and everything put away at the end."""

import sys
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

import cspdesk
from cspdesk.app.crash import Watch
from cspdesk.app.places import back_up_unopened, editor, keep_backup, settings_path
from cspdesk.app.samples import new_from_book, sample, samples
from cspdesk.app.settings import load_preferences, save_preferences
from cspdesk.desk.files import Files, Outside, Sample
from cspdesk.desk.workspace import Workspace
from cspdesk.store.store import Editor, Store
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.preferences import Preferences
from cspdesk.ui.style import apply_style


def run_desktop(path: Path | None) -> int:
    """Open the desk, with a file where one is named, and return the exit code when its window is closed."""
    application = make_application()
    kept_in = settings_path()
    preferences = load_preferences(kept_in)
    apply_style(application, preferences.zoom)
    window = make_window(preferences)
    watch = Watch(window)
    watch.install()
    window.show()
    if path is not None:
        # The shell is painted before the file is read, so that something is seen at once.
        QTimer.singleShot(0, window, lambda: window.open_path(path))
    try:
        return application.exec()
    finally:
        watch.uninstall()
        # Where settings cannot be written the desk still opens next time, with its defaults.
        with suppress(OSError):
            save_preferences(preferences, kept_in)


def make_application() -> QApplication:
    """Return the Qt application, named and in the one style that looks the same everywhere."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("CSPdesk")
    application.setApplicationVersion(cspdesk.__version__)
    application.setDesktopFileName("cspdesk")
    application.setStyle("Fusion")
    return application


def make_window(preferences: Preferences, documents: Path | None = None) -> MainWindow:
    """Return the window with all that the program provides around it."""
    workspace = Workspace()
    outside = Outside(
        samples=tuple(Sample(s.name, s.title, s.description, s.quarter) for s in samples()),
        make_from_sample=_make_from_sample,
        back_up=keep_backup,
        before_migration=back_up_unopened,
        documents=documents or _documents(),
    )
    files = Files(workspace, editor(), outside)
    window = MainWindow(workspace, files, preferences)
    workspace.setParent(window)
    return window


def _make_from_sample(name: str, path: Path, who: Editor) -> Store:
    store, _ = new_from_book(path, sample(name).folder, who)
    return store


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found or Path.home()) / "CSPdesk"
