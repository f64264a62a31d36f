"""What the window offers by name: the plan's measures, its pages and its commands, with their keys."""

from collections.abc import Iterable, Iterator

from cspdesk.desk import desk_index
from cspdesk.desk.desk_index import Entry
from cspdesk.desk.workspace import Place, Workspace
from cspdesk.ui.actions import Actions, plain
from cspdesk.ui.page import Page, PageSpec


def findable(workspace: Workspace, pages: Iterable[PageSpec], actions: Actions) -> Iterator[Entry]:
    """Return the measures, pages and commands that can be found; a command that cannot be done is not."""
    document = workspace.document
    if document is not None:
        yield from desk_index.measures(document.snapshot, workspace.quarter)
    for spec in pages:
        keys = actions[f"page {spec.key}"].shortcut().toString()
        yield Entry(spec.title, "Page", Place(spec.key), keys)
    for action in actions:
        if action.isEnabled() and action is not actions["find"]:
            yield Entry(plain(action), "Command", action.trigger, action.shortcut().toString())


def keys_of(actions: Actions, pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
    """Return every key with what it does: the menus' first, then those of pages that were shown."""
    for action in actions:
        keys = ", ".join(each.toString() for each in action.shortcuts())
        if keys:
            yield keys, plain(action)
    for page in pages:
        yield from page.KEYS
