"""Guards the binding of Python to Qt: PySide6 6.12.0 on Python 3.11 lost references until it aborted."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication

# Few enough calls that even a losing binding leaves the interpreter alive to report the failure: some 5,000
# references to None and some hundreds to True exist at the start.
PAINT_CALLS, EMITS = 300, 60
# References may come and go by themselves while a loop runs.
STRAY = 10

pytestmark = pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None and True are immortal from Python 3.12 and count no references"
)


class Sender(QObject):
    """Something to emit from."""

    happened = Signal()


def lost_references(kept: object, call: Callable[[], object], times: int) -> int:
    """How many references to an object disappear while something is called so many times."""
    before = sys.getrefcount(kept)
    for _ in range(times):
        call()
    return before - sys.getrefcount(kept)


def test_painting_keeps_none_alive(qapp: QApplication) -> None:
    pixmap = QPixmap(8, 8)
    painter = QPainter(pixmap)
    pen = QPen()
    lost = lost_references(None, lambda: painter.setPen(pen), PAINT_CALLS)
    painter.end()
    assert lost < STRAY


def test_emitting_keeps_true_alive(qapp: QApplication) -> None:
    sender = Sender()
    received: list[int] = []
    sender.happened.connect(lambda: received.append(1))
    lost = lost_references(True, sender.happened.emit, EMITS)
    assert len(received) == EMITS
    assert lost < STRAY
