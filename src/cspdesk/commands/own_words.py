"""The partnership's own words: those that its texts spell as they should, and its abbreviations."""

from dataclasses import dataclass

from cspdesk.domain.changes import Edits
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Abbreviation, Setting
from cspdesk.domain.text import MAX_TEXT, clean

OWN_WORDS = "own words"
"""The setting that holds the words, one in a line."""
NOT_ASKED = "abbreviations not asked"
"""The setting that holds the capitals whose full words nobody wants to give, one in a line."""
EXPANDED = "pack abbreviations"
"""The setting that has packs give the full words: EXPAND, or it is not there."""
EXPAND = "expand"

LONGEST_WORD = 100
LONGEST_FULL_WORDS = 500


@dataclass(frozen=True, slots=True)
class AddOwnWord:
    """Keep a word with the file, so that it is never marked in it."""

    label: str
    word: str

    def apply(self, edits: Edits) -> None:
        """Keep it; raises RefusedError for what is no one word, or where there is no more room."""
        word = clean(self.word).text.strip()
        if not word or len(word) > LONGEST_WORD or any(letter.isspace() for letter in word):
            raise RefusedError(f"'{word[:40]}' is not one word. Choose one word to add.")
        _add_line(edits, OWN_WORDS, word, "The partnership's own words are full. Check the spelling instead.")


@dataclass(frozen=True, slots=True)
class DefineAbbreviation:
    """Say what an abbreviation stands for; no words take it away."""

    label: str
    short: str
    long: str

    def apply(self, edits: Edits) -> None:
        """Keep both; raises RefusedError without a short form, or where the words are too long."""
        short, long = " ".join(clean(self.short).text.split()), " ".join(clean(self.long).text.split())
        if not short or len(short) > LONGEST_WORD:
            raise RefusedError("An abbreviation needs a short form such as MARAC. Type it in capitals.")
        if len(long) > LONGEST_FULL_WORDS:
            raise RefusedError(
                f"The full words of {short} have {len(long):,} characters; {LONGEST_FULL_WORDS} are kept. "
                "Shorten them."
            )
        if long:
            edits.put(Abbreviation(short=short, long=long))
        else:
            edits.delete(Abbreviation, short)


@dataclass(frozen=True, slots=True)
class LeaveAbbreviation:
    """Never ask again in this file what an abbreviation stands for."""

    label: str
    short: str

    def apply(self, edits: Edits) -> None:
        """Keep it among those not asked for; raises RefusedError where there is no more room."""
        _add_line(edits, NOT_ASKED, self.short, "No more abbreviations can be left out. Give its full words.")


def gives_full_words(snapshot: Snapshot) -> bool:
    """Whether the file has its packs give the full words of abbreviations."""
    chosen = snapshot.of(Setting).get(EXPANDED)
    return chosen is not None and chosen.value == EXPAND


@dataclass(frozen=True, slots=True)
class ExpandAbbreviations:
    """Have packs give the full words at an abbreviation's first use and list them at the end, or not."""

    label: str
    on: bool

    def apply(self, edits: Edits) -> None:
        """Keep the choice."""
        if self.on:
            edits.put(Setting(key=EXPANDED, value=EXPAND))
        else:
            edits.delete(Setting, EXPANDED)


def _add_line(edits: Edits, key: str, line: str, full: str) -> None:
    """Add a line to a setting, unless it is there."""
    there = edits.get(Setting, key)
    lines = set(there.value.split("\n")) - {""} if there else set()
    value = "\n".join(sorted(lines | {line}, key=lambda each: (each.casefold(), each)))
    if len(value) > MAX_TEXT:
        raise RefusedError(full)
    edits.put(Setting(key=key, value=value))
