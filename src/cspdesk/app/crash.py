"""Errors that nothing else took: a known trouble is told, a fault is shown with its details."""

import platform
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtWidgets import QDialog

import cspdesk
from cspdesk.domain.errors import DeskError
from cspdesk.ui.help_dialogs import show_fault
from cspdesk.ui.main_window import MainWindow


class Watch(QObject):
    """Takes errors from every thread to the window's own; one fault is shown at a time."""

    _raised = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._shown: QDialog | None = None
        self._raised.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take all errors from now on."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def uninstall(self) -> None:
        """Leave errors to Python again."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, DeskError):
            sys.__excepthook__(kind, error, trace)
        if not issubclass(kind, KeyboardInterrupt):
            self._raised.emit(error)

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, DeskError):
            self._window.tell(str(error))
        elif self._shown is None:
            self._shown = show_fault(self._window, details(error))
            self._shown.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._shown = None


def details(error: BaseException) -> str:
    """Return what somebody who mends the program needs to know, without anything from the document."""
    where = "".join(traceback.format_exception(error))
    program = f"CSPdesk {cspdesk.__version__}, Python {platform.python_version()}, Qt {qVersion()}"
    return f"{program}, {platform.platform()}\n\n{where}"
