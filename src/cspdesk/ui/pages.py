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


def _write(workspace: Workspace) -> Page:
    from cspdesk.ui.write_page import WritePage

    return WritePage(workspace)


def _projects(workspace: Workspace) -> Page:
    from cspdesk.ui.projects_page import ProjectsPage

    return ProjectsPage(workspace)


def _text(workspace: Workspace) -> Page:
    from cspdesk.ui.text_page import TextPage

    return TextPage(workspace)


def _plan(workspace: Workspace) -> Page:
    from cspdesk.ui.plan_page import PlanPage

    return PlanPage(workspace)


def _check(workspace: Workspace) -> Page:
    from cspdesk.ui.check_page import CheckPage

    return CheckPage(workspace)


def _pack(workspace: Workspace) -> Page:
    from cspdesk.ui.pack_page import PackPage

    return PackPage(workspace)


def _new_quarter(workspace: Workspace) -> Page:
    from cspdesk.ui.turn_quarter import NewQuarterPage

    return NewQuarterPage(workspace)


def _new_year(workspace: Workspace) -> Page:
    from cspdesk.ui.turn_year import NewYearPage

    return NewYearPage(workspace)


def _new_plan(workspace: Workspace) -> Page:
    from cspdesk.ui.turn_plan import NewPlanPage

    return NewPlanPage(workspace)


PAGES: tuple[PageSpec, ...] = (
    PageSpec("home", "Home", "home", _home),
    PageSpec("enter", "Enter", "enter", _enter, has_inspector=True),
    PageSpec("measures", "Measures", "measures", _measures),
    PageSpec("write", "Write", "write", _write),
    PageSpec("projects", "Projects", "projects", _projects),
    PageSpec("text", "Text", "text", _text),
    PageSpec("plan", "Plan", "plan", _plan),
    PageSpec("check", "Check", "check", _check),
    PageSpec("pack", "Pack", "pack", _pack),
    PageSpec("new quarter", "New quarter", "next", _new_quarter, in_rail=False),
    PageSpec("new year", "New year", "next", _new_year, in_rail=False),
    PageSpec("new plan", "New plan", "plan", _new_plan, in_rail=False),
)
"""The pages. One of the rail is reached by Ctrl and its place in it, another by a menu or its name."""


def make_inspector(workspace: Workspace) -> QWidget:
    """Return the inspector that stands beside a page."""
    from cspdesk.ui.inspector import Inspector

    return Inspector(workspace)


def show_full_screen(window: QWidget, workspace: Workspace, page: Page | None) -> None:
    """Show the plan, or the measure that a page has in front, over the whole screen."""
    from cspdesk.ui.show_screen import begin

    begin(window, workspace, page)
