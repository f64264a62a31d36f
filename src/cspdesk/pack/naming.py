"""Names that must be unique in a pack: anchors of headings, keys of tables."""

import re


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
