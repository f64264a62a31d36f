"""The one place where pages are registered, in the order of the rail, and the inspector beside them."""

from PySide6.QtWidgets import QWidget

from cspdesk.desk.workspace import Workspace
from cspdesk.ui.enter_page import EnterPage
from cspdesk.ui.home_page import HomePage
from cspdesk.ui.pack_page import PackPage
from cspdesk.ui.page import PageSpec

PAGES: tuple[PageSpec, ...] = (
    PageSpec("home", "Home", "home", HomePage),
    PageSpec("enter", "Enter", "enter", EnterPage, has_inspector=True),
    PageSpec("pack", "Pack", "pack", PackPage),
)
"""The pages that work. A page is reached by Ctrl and its place in this row."""


def make_inspector(workspace: Workspace) -> QWidget:
    """Return the inspector, imported when it is first shown."""
    from cspdesk.ui.inspector import Inspector

    return Inspector(workspace)
