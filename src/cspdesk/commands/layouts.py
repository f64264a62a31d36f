"""Pack layouts of the partnership's own: kept in the file under a name, changed and taken away."""

from dataclasses import dataclass

from cspdesk.domain.changes import Edits
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.tables import Layout
from cspdesk.domain.text import MAX_TEXT, clean

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SaveLayout:
    """Keep a layout under a name, in place of what is kept there; it goes before the program's own."""

    label: str
    name: str
    body: str
    """The layout as text."""

    def apply(self, edits: Edits) -> None:
        """Keep it; raises RefusedError for no name, one too long, or more text than is kept."""
        name = layout_name(self.name)
        if not name or len(name) > LONGEST_NAME:
            raise RefusedError(f"A layout needs a name of at most {LONGEST_NAME} characters. Type one.")
        if len(self.body) > MAX_TEXT:
            raise RefusedError(
                f"The layout '{name}' has {len(self.body):,} characters; {MAX_TEXT:,} are kept. "
                "Shorten its headings."
            )
        edits.put(Layout(name=name, body=self.body))


@dataclass(frozen=True, slots=True)
class DeleteLayout:
    """Take a layout away; where the program has one of its name, that holds again."""

    label: str
    name: str

    def apply(self, edits: Edits) -> None:
        """Delete it; nothing where there is none."""
        edits.delete(Layout, self.name)


def layout_name(typed: str) -> str:
    """Return the name under which a layout is kept: on one line, without spaces at its ends."""
    return " ".join(clean(typed).text.split())
