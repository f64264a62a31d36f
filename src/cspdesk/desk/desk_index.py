"""Finding by a few letters: how close each thing comes to what was typed, and which are shown."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from cspdesk.analysis.live_fields import FieldPlace
from cspdesk.desk.workspace import Place
from cspdesk.domain.collector import at_rest

KINDS = {
    "Quarter": "Quarters",
    "Measure": "Measures",
    "Project": "Projects",
    "Action": "Actions",
    "Priority": "Priorities",
    "Partner": "Partners",
    "Meeting": "Meetings",
    "Page": "Pages",
    "Command": "Commands",
    "Setting": "Settings",
    "Recent file": "Recent files",
    "Text": "Texts",
}
"""What there is to find, with the word for several; of groups that come equally close the first is first."""
MOST_SHOWN = 50
_SHORTEST = 2
"""Letters from which texts are looked through: one letter stands in nearly all of them."""
_BEFORE, _AFTER = 30, 90
"""Letters of a text that are shown before what was found, and from there on."""

_RANKS = 7
_CUT = "\u2026"
_WORD = re.compile(r"[^\s,;:()/-]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to find: its name, what kind of thing it is, and what choosing it does."""

    name: str
    kind: str
    """One of KINDS."""
    act: Place | Callable[[], object]
    hint: str = ""
    """More about it, to the right: its keys, its folder, where a text stands."""
    number: str = ""
    """Its number in the plan or log; typed in full it comes first."""
    more: str = ""
    """Other words by which it is found, such as a definition."""
    text: str = ""
    """A text in which a phrase is looked for; its excerpt then stands in place of the name."""
    fields_at: FieldPlace | None = None
    """Where the text stands, if it has live fields; None where it has none or they are said in it."""
    sought: str = field(init=False, repr=False, compare=False)
    within: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make ready once what each letter typed is compared with."""
        object.__setattr__(self, "sought", "" if self.text else _words(self.name))
        object.__setattr__(self, "within", folded(self.text) if self.text else _words(self.more))


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind."""

    kind: str
    count: int
    entries: tuple[Entry, ...]
    """Those that are shown, the closest first."""

    @property
    def heading(self) -> str:
        """The word for several of them."""
        return KINDS.get(self.kind, self.kind)


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, by kind."""

    groups: tuple[Group, ...]

    @property
    def hidden(self) -> int:
        """How many are not shown."""
        return sum(group.count - len(group.entries) for group in self.groups)


def found(entries: Iterable[Entry], typed: str) -> list[Entry]:
    """Return the entries that what was typed may mean, the closest first.

    First comes a number typed in full, then names that begin as typed, names in which every word typed begins
    a word, names that hold every word, other words about a thing, and last texts that hold the phrase, then
    those that hold its words. Nothing typed finds all but texts, in the order given.
    """
    return [entry for _, entry in _ranked(entries, typed)]


def findings(entries: Iterable[Entry], typed: str, most: int = MOST_SHOWN) -> Findings:
    """Return what was found by kind, at most so many shown, and some of every kind."""
    kinds: dict[str, list[tuple[int, Entry]]] = {}
    with at_rest():
        ranked = _ranked(entries, typed)
    for rank, entry in ranked:
        kinds.setdefault(entry.kind, []).append((rank, entry))
    order = list(KINDS)
    groups = sorted(
        kinds.items(),
        key=lambda each: (each[1][0][0], order.index(each[0]) if each[0] in order else len(order)),
    )
    shares = _shares([len(members) for _, members in groups], most)
    return Findings(
        tuple(
            Group(kind, len(members), tuple(_as_shown(entry, typed) for _, entry in members[:share]))
            for (kind, members), share in zip(groups, shares, strict=True)
        )
    )


def folded(text: str) -> str:
    """Return a text as it is compared: without capitals, on one line, with straight apostrophes."""
    return " ".join(text.casefold().replace("\u2019", "'").split())


def excerpt(text: str, typed: str) -> str:
    """Return the piece of a text that holds the phrase typed, else its first word that is there."""
    line = " ".join(text.split())
    plain = line.casefold().replace("\u2019", "'")
    asked = folded(typed)
    at = next((place for word in (asked, *asked.split()) if (place := plain.find(word)) >= 0), 0)
    start = 0 if at <= _BEFORE else line.find(" ", at - _BEFORE) + 1
    end = at + _AFTER
    if end < len(line):
        end = max(line.rfind(" ", at, end), at + len(asked))
    return (_CUT if start else "") + line[start:end] + (_CUT if end < len(line) else "")


def _ranked(entries: Iterable[Entry], typed: str) -> list[tuple[int, Entry]]:
    """Return what was found with how close it comes, 0 the closest, in that order."""
    phrase = folded(typed)
    words = _words(typed).split()
    if not words:
        # Marks alone, such as a hyphen, begin no word.
        return [] if phrase else [(0, entry) for entry in entries if not entry.text]
    ranks: tuple[list[Entry], ...] = tuple([] for _ in range(_RANKS))
    in_text = sorted(phrase.split(), key=len, reverse=True) if len(phrase) >= _SHORTEST else []
    begins = [f" {word}" for word in words]
    is_part = all(len(word) > 2 and word.isalpha() for word in words)
    for entry in entries:
        if entry.text:
            within = entry.within
            # Most texts are ruled out by the longest word alone.
            if in_text and in_text[0] in within:
                if phrase in within:
                    ranks[5].append(entry)
                elif _holds(within, in_text):
                    ranks[6].append(entry)
            continue
        rank = _rank(entry, phrase, begins)
        if rank is None and is_part and _holds(entry.sought, words):
            rank = 3
        if rank is None and entry.within and _holds(f"{entry.sought}{entry.within}", begins):
            rank = 4
        if rank is not None:
            ranks[rank].append(entry)
    return [(rank, entry) for rank, found in enumerate(ranks) for entry in found]


def _rank(entry: Entry, phrase: str, begins: Sequence[str]) -> int | None:
    """0 where the number is what was typed, 1 where name or title begins so, 2 where its words do."""
    start = "".join(begins)
    number, sought = entry.number, entry.sought
    if number and number.casefold() == phrase:
        return 0
    if sought.startswith(start) or (number and sought.startswith(start, len(_words(number)))):
        return 1
    return 2 if _holds(sought, begins) else None


def _holds(sought: str, begins: Iterable[str]) -> bool:
    return all(word in sought for word in begins)


def _words(text: str) -> str:
    """The words of a name, each behind a space, so that a word's beginning can be looked for."""
    return "".join(f" {word}" for word in _WORD.findall(folded(text)))


def _shares(counts: Sequence[int], most: int) -> list[int]:
    """How many of each group are shown: a fair part of each, and what is left over to the first."""
    fair = max(1, most // len(counts)) if counts else 0
    shares = [min(count, fair) for count in counts]
    left = most - sum(shares)
    for place, count in enumerate(counts):
        added = min(count - shares[place], max(left, 0))
        shares[place] += added
        left -= added
    return shares


def _as_shown(entry: Entry, typed: str) -> Entry:
    """A text as the piece that was found of it."""
    return replace(entry, name=excerpt(entry.text, typed), text="") if entry.text else entry
