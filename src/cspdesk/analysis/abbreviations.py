"""Abbreviations: which capitals in a text nobody has explained, and full words at their first use."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from cspdesk.analysis.text_words import words
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Abbreviation, Setting
from cspdesk.domain.text import Span

_COMMON = re.compile(
    "UK|GB|EU|USA?|UN|NI|GP|NHS|CCTV|PC|TV|IT|HR|MP|QC|KC|HM|BBC|AGM|PDF|CD|DVD|ID|GPS|SMS|URL|FAQ|DNA|HIV|VAT|"
    "PLC|LTD|AM|PM|GMT|BST|TBC|TBA|NA|NB|OK|PS|AOB|RAG|CV|RE|PR|RSVP|DIY|SOS|CEO|MOT|PIN|SIM|USB|[IVX]+"
)
"""What every board member knows, or what is no abbreviation at all."""
_SHOUTED = re.compile(
    "ALL|ANY?|AND|ARE|AS|AT|BE|BEFORE|AFTER|BY|DO|FOR|FROM|HAS|IF|IN|IS|IT|MAY|MUST|NEW|NO|NOTE?|NOW|OF|ON|ONLY|"
    "OR|OUT|PLEASE|SO|THEN?|THIS|TO|UP|URGENT|WAS|WE|WILL|WITH|YES|YOUR?"
)
"""Plain words that people write in capitals for emphasis."""
# A longer word in capitals is shouted, not shortened.
_CAPITALS = re.compile(r"([A-Z]{2,8})(['’]?s)?")


def unknown_capitals(text: str) -> tuple[str, ...]:
    """Return the abbreviations of 2 to 8 capitals in a text, each once, without those that all know.

    A line wholly in capitals is a heading and has none. "PCCs" and "PCC's" count as PCC.
    """
    found: dict[str, None] = {}
    for line in text.split("\n"):
        if line.isupper() and len(line.split()) > 1:
            continue
        for word in words(line):
            match = _CAPITALS.fullmatch(word.word)
            if match and not _COMMON.fullmatch(match[1]) and not _SHOUTED.fullmatch(match[1]):
                found[match[1]] = None
    return tuple(found)


def to_ask_for(snapshot: Snapshot, text: str, not_asked: str) -> tuple[str, ...]:
    """Return the abbreviations in a text whose full words the file has not, nor was told to do without.

    `not_asked` is the key of the setting that lists the latter.
    """
    capitals = unknown_capitals(text)
    if not capitals:
        return ()
    left = snapshot.of(Setting).get(not_asked)
    known = {row.short for row in snapshot.of(Abbreviation)} | set(left.value.split("\n") if left else ())
    return tuple(short for short in capitals if short not in known)


def abbreviation_table(snapshot: Snapshot) -> dict[str, str]:
    """Return the full words of each abbreviation of a file."""
    return {row.short: row.long for row in snapshot.of(Abbreviation) if row.long}


def used_of(table: Mapping[str, str], texts: Iterable[str]) -> dict[str, str]:
    """Return those abbreviations of a table that texts use, in alphabetical order."""
    if not table:
        return {}
    pattern = _pattern(table)
    met = {match[1] for text in texts for match in pattern.finditer(text)}
    return {short: table[short] for short in sorted(met, key=str.casefold)}


class FirstUse:
    """Puts full words where an abbreviation comes first in a sequence of texts: "full words (ABC)".

    It leaves alone a short form that stands in brackets after words ("... conference (MARAC)"), in a live
    field or in an address, and counts the first as an explanation.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = table
        self._met: set[str] = set()
        self._explained: set[str] = set()
        self._pattern = _pattern(table)

    @property
    def used(self) -> tuple[tuple[str, str], ...]:
        """The abbreviations met so far with their full words, in alphabetical order."""
        return tuple((short, self._table[short]) for short in sorted(self._met, key=str.casefold))

    def spans(self, given: tuple[Span, ...]) -> tuple[Span, ...]:
        """Return the spans of a line with full words at first uses."""
        if not self._table:
            return given
        found, before = [], ""
        for span in given:
            text = span.text if span.field or span.address else self._expanded(span.text, before)
            found.append(span if text == span.text else replace(span, text=text))
            before += span.text
        return tuple(found)

    def text(self, given: str) -> str:
        """Return a line of plain words with full words at first uses."""
        return self._expanded(given, "") if self._table else given

    def _expanded(self, text: str, before: str) -> str:
        def full(match: re.Match[str]) -> str:
            short, ending = match[1], match[2] or ""
            self._met.add(short)
            # A possessive would read badly: the words are given at the next use.
            if short in self._explained or (ending and ending != "s"):
                return match[0]
            self._explained.add(short)
            ahead = before + text[: match.start()]
            if ahead.endswith("(") and text[match.end() :].startswith(")"):
                return match[0]
            words_in_full = _plural(self._table[short]) if ending else self._table[short]
            if ahead.rstrip()[-1:] in ("", ".", "!", "?"):
                words_in_full = words_in_full[:1].upper() + words_in_full[1:]
            return f"{words_in_full} ({match[0]})"

        return self._pattern.sub(full, text)


def _pattern(shorts: Iterable[str]) -> re.Pattern[str]:
    """What finds short forms, the longest first, with an ending of theirs."""
    longest_first = sorted(filter(None, shorts), key=len, reverse=True)
    return re.compile(rf"(?<![\w'’])({'|'.join(map(re.escape, longest_first))})(['’]s|s)?(?!\w)")


def _plural(words_in_full: str) -> str:
    """The plural of a name's last word, by the plain rules."""
    if words_in_full.endswith("s"):
        return words_in_full
    if re.search("[^aeiou]y$", words_in_full):
        return f"{words_in_full[:-1]}ies"
    return f"{words_in_full}{'es' if re.search('(?:ch|sh|x)$', words_in_full) else 's'}"
