"""Names: of a pack's documents, and those that must be unique in a pack (anchors, keys of tables)."""

import re

from cspdesk.analysis.editions import Edition
from cspdesk.domain.period import Period
from cspdesk.domain.text import clean
from cspdesk.pack.layouts import PackLayout

_LONGEST = 120
"""Bytes of a file's name before its quarter: with those behind it, what every disk can bear."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*.]')
"""What Windows forbids in a name; and the dot, before which it looks for a device (CON, NUL)."""


def file_stem(partnership: str, arrangement: PackLayout, quarter: Period, edition: Edition | None) -> str:
    """Return the name of a pack's documents without its ending, safe on every system.

    "Riverbourne CSP board pack Q4 2015-16 v2"; a draft has no version. Layouts may share a title, so that
    one whose title does not tell its name bears that too.
    """
    short = re.sub("community safety partnership", "CSP", partnership, flags=re.IGNORECASE)
    title = arrangement.title
    if title[1:2].islower():
        title = title[:1].lower() + title[1:]
    told = title.lower()
    if not all(word in told for word in re.findall(r"\w+", arrangement.name.lower())):
        title += f" ({arrangement.name})"
    words = " ".join(_FORBIDDEN.sub(" ", clean(f"{short} {title}").text).split())
    words = words.encode()[:_LONGEST].decode(errors="ignore").rstrip()
    version = f" v{edition.version}" if edition else ""
    return f"{words} Q{quarter.index} {quarter.year_label.replace('/', '-')}{version}"


class Anchors:
    """Hands out names, each once."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def new(self, words: str) -> str:
        """Return an anchor made of the words: lower-case letters, digits and hyphens."""
        return self._fresh(re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:40] or "part", "-")

    def key(self, words: str) -> str:
        """Return a table's key: letters, digits and underscores, starting with a letter."""
        return self._fresh("t_" + (re.sub(r"[^A-Za-z0-9]+", "_", words).strip("_")[:40] or "table"), "_")

    def _fresh(self, name: str, joint: str) -> str:
        candidate, count = name, 2
        while candidate in self._used:
            candidate = f"{name}{joint}{count}"
            count += 1
        self._used.add(candidate)
        return candidate
