"""Home: how far the quarter is, and where to go next."""

from cspdesk.desk.workspace import Workspace
from cspdesk.ui.page import Page


class HomePage(Page):
    """What is in, what is waited for, and from whom; each line goes to its place."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)

    def refresh(self) -> None:
        """Count anew."""
