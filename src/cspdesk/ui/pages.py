"""The one place where pages are registered, in the order of the rail, and the inspector beside them.

Each is imported when it is first shown: a page brings much that the first paint does not need.
"""

from PySide6.QtWidgets import QWidget

from cspdesk.desk.workspace import Workspace
from cspdesk.ui.page import Page, PageSpec


def _home(workspace: Workspace) -> Page:
    from cspdesk.ui.home_page import HomePage

    return HomePage(workspace)


def _enter(workspace: Workspace) -> Page:
    from cspdesk.ui.enter_page import EnterPage

    return EnterPage(workspace)


def _measures(workspace: Workspace) -> Page:
    from cspdesk.ui.measures_page import MeasuresPage

    return MeasuresPage(workspace)


def _pack(workspace: Workspace) -> Page:
    from cspdesk.ui.pack_page import PackPage

    return PackPage(workspace)


PAGES: tuple[PageSpec, ...] = (
    PageSpec("home", "Home", "home", _home),
    PageSpec("enter", "Enter", "enter", _enter, has_inspector=True),
    PageSpec("measures", "Measures", "measures", _measures),
    PageSpec("pack", "Pack", "pack", _pack),
)
"""The pages that work. A page is reached by Ctrl and its place in this row."""


def make_inspector(workspace: Workspace) -> QWidget:
    """Return the inspector that stands beside a page."""
    from cspdesk.ui.inspector import Inspector

    return Inspector(workspace)


def show_full_screen(window: QWidget, workspace: Workspace, page: Page | None) -> None:
    """Show the plan, or the measure that a page has in front, over the whole screen."""
    from cspdesk.ui.show_screen import begin

    begin(window, workspace, page)
