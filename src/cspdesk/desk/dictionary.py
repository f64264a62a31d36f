"""The British English dictionary: which words it knows, and what may have been meant by another."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from functools import cache
from io import StringIO
from typing import Protocol

from cspdesk.domain.resources import resource

MOST_SUGGESTIONS = 5
LONGEST_WORD = 40
"""Letters beyond which nothing is suggested: looking for what was meant takes longer with every letter."""


class _Words(Protocol):
    """What is used of the library."""

    def lookup(self, word: str) -> bool:
        """Whether the word is spelled as the dictionary has it."""

    def suggest(self, word: str) -> Iterable[str]:
        """What may have been meant, the likeliest first."""


class Dictionary:
    """The dictionary with the words of the field; what it was asked before it answers at once."""

    def __init__(self, words: _Words, field: Iterable[str]) -> None:
        self._words = words
        self._field = frozenset(field)
        self._known: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        """Whether a word is spelled right; a curly apostrophe counts as a straight one."""
        if len(word) > LONGEST_WORD:
            # The library reads such a one for seconds, and no word of the dictionary is as long.
            return False
        known = self._known.get(word)
        if known is None:
            plain = straight(word)
            known = plain.casefold() in self._field or bool(self._words.lookup(plain))
            self._known[word] = known
        return known

    def suggestions(self, word: str, others: Collection[str] = ()) -> tuple[str, ...]:
        """Return what may have been meant, at most MOST_SUGGESTIONS; `others` are further right words."""
        if len(word) > LONGEST_WORD:
            return ()
        plain = straight(word)
        close = get_close_matches(plain, others, n=2, cutoff=0.8)
        found = list(self._words.suggest(plain))
        # Two words in place of one are seldom meant, so they come last.
        found.sort(key=lambda each: " " in each or "-" in each)
        return tuple(dict.fromkeys([*close, *found]))[:MOST_SUGGESTIONS]


def straight(word: str) -> str:
    """Return a word with straight apostrophes, as dictionaries write them."""
    return word.replace("’", "'")


@cache
def load_dictionary() -> Dictionary:
    """Return the dictionary that comes with the program; a quarter of a second the first time.

    Raises OSError where its files are not there.
    """
    from spylls.hunspell import Dictionary as Hunspell
    from spylls.hunspell import readers
    from spylls.hunspell.readers.file_reader import BaseReader

    class Text(BaseReader):  # type: ignore[misc]  # the library ships no types
        """A file already read and decoded, because the library leaves the files it opens open."""

        def __init__(self, name: str) -> None:
            super().__init__(StringIO(resource("dictionaries", name).read_text(encoding="utf-8")))

        def reset_encoding(self, encoding: str) -> None:
            """Read on: the file says how it is encoded, but that is known."""

    field = resource("dictionaries", "field.txt").read_text(encoding="utf-8").split()
    affixes, context = readers.read_aff(Text("en_GB.aff"))
    stems = readers.read_dic(Text("en_GB.dic"), aff=affixes, context=context)
    return Dictionary(Hunspell(affixes, stems), field)
