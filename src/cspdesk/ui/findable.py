"""What the window offers by name: what the document holds, its pages and its commands, with their keys."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from cspdesk.desk.desk_index import Entry, folded
from cspdesk.desk.desk_shelves import index_of
from cspdesk.desk.workspace import Place, Workspace
from cspdesk.domain.period import Period
from cspdesk.domain.period_text import quarters_meant
from cspdesk.ui.actions import Actions, plain
from cspdesk.ui.chart_keys import KEYS as CHART_KEYS
from cspdesk.ui.page import Page, PageSpec
from cspdesk.ui.show_keys import KEYS as SHOW_KEYS

_SETTINGS = ("inspector", "larger", "smaller", "normal")
"""The commands that change how the window is."""


def findable(workspace: Workspace, pages: Iterable[PageSpec], actions: Actions) -> Iterator[Entry]:
    """Return what can be found: what of the document a page shows, pages, and commands that can be done."""
    specs = tuple(pages)
    document = workspace.document
    if document is not None:
        shown = {spec.key for spec in specs}
        for entry in index_of(workspace).entries(document.snapshot, workspace.quarter):
            if isinstance(entry.act, Place) and entry.act.page in shown:
                yield entry
    for spec in specs:
        if not spec.in_rail:
            # A command of a menu leads there.
            continue
        keys = actions[f"page {spec.key}"].shortcut().toString()
        yield Entry(spec.title, "Page", Place(spec.key), keys)
    settings = [actions[key] for key in _SETTINGS]
    known = [actions["find"], *(actions[f"page {spec.key}"] for spec in specs if spec.in_rail)]
    for action in actions:
        if action.isEnabled() and action not in known:
            kind = "Setting" if action in settings else "Command"
            keys = action.shortcut().toString()
            yield Entry(plain(action), kind, action.trigger, keys, more=action.toolTip())


def quarters_asked(typed: str, choose: Callable[[Period], object]) -> Iterator[Entry]:
    """Return the quarters that a period typed names; `choose` makes one the window's."""
    for quarter in quarters_meant(typed):
        # What was typed stands for its number: that comes before all that only holds such words.
        yield Entry(quarter.label, "Quarter", partial(choose, quarter), quarter.span_label, folded(typed))


def keys_of(actions: Actions, pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
    """Return every key with what it does: the menus', those of pages shown and those met anywhere."""
    # Imported when asked: texts bring their spelling, which the first paint does not need.
    from cspdesk.ui.kept_editor import EDITOR_KEYS

    for action in actions:
        keys = ", ".join(each.toString() for each in action.shortcuts())
        if keys:
            yield keys, plain(action)
    # A chart, a text and the whole screen are met on several pages.
    of_pages = (each for page in pages for each in page.KEYS)
    yield from dict.fromkeys((*of_pages, *EDITOR_KEYS, *CHART_KEYS, *SHOW_KEYS))
