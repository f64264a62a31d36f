"""How the words of the plan are kept: cleaned, on one line or several, and never too long."""

from typing import Any

from cspdesk.domain.catalogue import Field
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.text import MAX_TEXT, clean

MAX_LINE = 500
"""The most characters of a text that is one line."""
LONG = frozenset(
    {
        "definition",
        "good_looks_like",
        "why_it_matters",
        "issues_to_consider",
        "description",
        "outcomes",
        "note",
    }
)
"""The fields of plan, priority and measure that take several lines."""


def kept(field: Field, value: Any) -> Any:
    """Return a field's value as it is kept: texts cleaned, those of one line on one line.

    Raises RefusedError for a text that is too long.
    """
    if not isinstance(value, str) or field.choices:
        return value
    is_long = field.name in LONG
    text = clean(value).text.strip() if is_long else " ".join(clean(value).text.split())
    most = MAX_TEXT if is_long else MAX_LINE
    if len(text) > most:
        heading = field.column.heading
        raise RefusedError(f"{heading} has {len(text):,} characters; {most:,} are kept. Shorten it.")
    return text
