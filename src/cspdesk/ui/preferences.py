"""What the window remembers from one day to the next, for the person and not for the file."""

from dataclasses import dataclass, field
from pathlib import Path

from cspdesk.desk.habits import Habits

MAX_RECENT = 9


@dataclass(slots=True)
class Preferences:
    """The window's memory; kept by the program around it."""

    display_name: str = ""
    """What the history calls the person; "" means the name of the account."""
    recent: tuple[Path, ...] = ()
    """Files opened, the newest first."""
    geometry: str = ""
    """Where the window stood, in Qt's own spelling as base 64."""
    zoom: int = 100
    """The size of text, in per cent."""
    shows_inspector: bool = True
    habits: Habits = field(default_factory=Habits)

    def remember(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        others = [each for each in self.recent if each != path]
        self.recent = (path, *others)[:MAX_RECENT]
