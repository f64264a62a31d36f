"""What the window remembers, kept as a small file of the user's own; a broken one is as good as none."""

import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cspdesk.desk.habits import MOST_LETTERS, MOST_YEARS, Habits
from cspdesk.ui.preferences import MAX_RECENT, Preferences
from cspdesk.ui.style import ZOOMS


def load_preferences(path: Path) -> Preferences:
    """Return what was remembered; what is missing or makes no sense is left at its default."""
    kept: Any = None
    with suppress(OSError, ValueError):
        kept = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(kept, dict):
        return Preferences()
    recent = kept.get("recent")
    zoom = kept.get("zoom")
    return Preferences(
        display_name=_text(kept.get("display_name")),
        recent=tuple(Path(each) for each in recent if isinstance(each, str))[:MAX_RECENT]
        if isinstance(recent, list)
        else (),
        geometry=_text(kept.get("geometry")),
        zoom=zoom if zoom in ZOOMS else 100,
        shows_inspector=kept.get("shows_inspector") is not False,
        habits=_habits(kept.get("habits")),
    )


def save_preferences(preferences: Preferences, path: Path) -> None:
    """Remember for the next time, whole or not at all; raises OSError where that is not possible."""
    kept = asdict(preferences) | {"recent": [str(each) for each in preferences.recent]}
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.part")
    partial.write_text(json.dumps(kept, indent=2), encoding="utf-8")
    partial.replace(path)


def _habits(kept: object) -> Habits:
    if not isinstance(kept, dict):
        return Habits()
    years, columns, widths = (kept.get(name) for name in ("years", "columns", "widths"))
    habits = Habits()
    if isinstance(years, int) and 0 <= years <= MOST_YEARS:
        habits.years = years
    if isinstance(columns, list):
        habits.columns = [each for each in columns if isinstance(each, str)]
    if isinstance(widths, dict):
        habits.widths = {
            kind: float(width)
            for kind, width in widths.items()
            if isinstance(kind, str) and isinstance(width, (int, float)) and 0 < width <= MOST_LETTERS
        }
    return habits


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
