"""Help: the table of keys, and what the program is."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

import cspdesk
from cspdesk.ui.parts import button, label
from cspdesk.ui.theme import Role, row_height, space


def show_keys(parent: QWidget, keys: Iterable[tuple[str, str]]) -> QDialog:
    """Show which keys do what, in a window that may stay open beside the work."""
    rows = list(keys)
    table = QTableWidget(len(rows), 2)
    table.setObjectName("choices")
    table.setAccessibleName("Keys and what they do")
    table.setHorizontalHeaderLabels(["Keys", "What they do"])
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    table.verticalHeader().setVisible(False)
    table.verticalHeader().setDefaultSectionSize(row_height())
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    for row, (key, words) in enumerate(rows):
        table.setItem(row, 0, QTableWidgetItem(key))
        table.setItem(row, 1, QTableWidgetItem(words))
    dialog = _dialog(parent, "Keys")
    _laid_out(dialog, table, space(56), space(64))
    dialog.show()
    return dialog


def show_about(parent: QWidget) -> QDialog:
    """Show the program's name, version and licences."""
    dialog = _dialog(parent, "About CSPdesk")
    said = QWidget()
    layout = QVBoxLayout(said)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(space(1))
    layout.addWidget(label(f"CSPdesk {cspdesk.__version__}", Role.TITLE))
    for words in (
        "Quarterly figures, commentary and board packs for Community Safety Partnerships.",
        "It works without a network and sends nothing anywhere. Your file is the one you see on disk.",
        "It is built with Qt for Python (LGPL 3), SQLite, XlsxWriter, python-docx, openpyxl and pyqtgraph.",
    ):
        layout.addWidget(label(words, wraps=True))
    layout.addStretch(1)
    _laid_out(dialog, said, space(50), space(22))
    dialog.show()
    return dialog


def show_fault(parent: QWidget | None, details: str) -> QDialog:
    """Show a fault of the program, with details to copy; the work itself is safe."""
    dialog = _dialog(parent, "CSPdesk made a mistake")
    body = QWidget()
    layout = QVBoxLayout(body)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(space(1))
    layout.addWidget(
        label("The program made a mistake and did not do what you asked.", Role.HEADING, wraps=True)
    )
    layout.addWidget(
        label(
            "Nothing you typed is lost: every edit is in the file. You can go on working; if it happens "
            "again, send these details to whoever looks after the program.",
            wraps=True,
        )
    )
    text = QPlainTextEdit(details)
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setAccessibleName("Details of the fault")
    layout.addWidget(text, 1)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(button("Copy details", lambda: QGuiApplication.clipboard().setText(details)))
    layout.addLayout(row)
    _laid_out(dialog, body, space(64), space(44))
    dialog.show()
    return dialog


def _dialog(parent: QWidget | None, title: str) -> QDialog:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def _laid_out(dialog: QDialog, body: QWidget, width: int, height: int) -> None:
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(space(2), space(2), space(2), space(1.5))
    layout.setSpacing(space(1.5))
    layout.addWidget(body, 1)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(button("Close", dialog.close, primary=True))
    layout.addLayout(row)
    dialog.resize(width, height)
