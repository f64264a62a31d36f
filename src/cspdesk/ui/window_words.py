"""What the window says of the file it shows: its title, and why it can only be read."""

from cspdesk.desk.files import Files
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.plan_view import partnership


def why_read_only(workspace: Workspace, files: Files) -> str:
    """Return why the open file can only be read, in two sentences; "" where it can be written."""
    why = files.why_read_only if workspace.document is not None else ""
    return f"{why} You are reading it as it stood when you opened it." if why else ""


def window_title(workspace: Workspace, files: Files) -> str:
    """Return the window's title: the partnership, its file and the program."""
    if workspace.document is None or files.path is None:
        return "CSPdesk"
    name = partnership(workspace.document.snapshot).name
    kept = files.path.name + (" (read only)" if files.why_read_only else "")
    return " \u2013 ".join(filter(None, (name, kept, "CSPdesk")))
