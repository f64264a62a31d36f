"""A sentence with signs for its figures, in which phrases are looked for."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from cspdesk.analysis.check.claims_cues import Cue, Form, Found
from cspdesk.analysis.check.claims_phrases import ONE_WORD, PHRASES
from cspdesk.analysis.check.tokens import Token, TokenKind

_SHORT = {
    "qtr": "quarter",
    "qtrs": "quarters",
    "yr": "year",
    "yrs": "years",
    "prev": "previous",
    "mths": "months",
}


def _phrases() -> dict[str, list[tuple[re.Pattern[str], Cue, object]]]:
    found: dict[str, list[tuple[re.Pattern[str], Cue, object]]] = {}
    for firsts, pattern, cue, value in PHRASES:
        compiled = re.compile(rf"(?:{pattern})(?![\w'-])")
        for word in firsts.split():
            found.setdefault(word, []).append((compiled, cue, value))
    return found


_BY_WORD = _phrases()

_SIGNS = {
    TokenKind.NUMBER: "#",
    TokenKind.PERCENT: "%",
    TokenKind.POINTS: "^",
    TokenKind.MONEY: "£",
    TokenKind.ORDINAL: "@",
    TokenKind.MULTIPLE: "*",
    TokenKind.DATE: "~d",
    TokenKind.MONTH: "~m",
    TokenKind.PERIOD: "~p",
    TokenKind.MEASURE: "~n",
    TokenKind.CODE: "~c",
}


class Skeleton:
    """A sentence with signs for its figures, in which phrases are looked for."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.words = [_SIGNS.get(each.kind) or _SHORT.get(each.word, each.word) for each in tokens]
        self._starts: list[int] = []
        at = 0
        for word in self.words:
            self._starts.append(at)
            at += len(word) + 1
        self.text = " ".join(self.words)

    def cues(self) -> dict[int, Found]:
        """Return the phrases by the token with which they begin; none overlaps another."""
        return {each.at: each for each in self._found()}

    def _found(self) -> Iterator[Found]:
        at, count = 0, len(self.tokens)
        while at < count:
            token = self.tokens[at]
            found = self._phrase(at) if token.kind in (TokenKind.WORD, TokenKind.CODE) else None
            if found is None and token.kind is TokenKind.WORD and token.word in ONE_WORD:
                cue, value, form = ONE_WORD[token.word]
                found = Found(cue, at, at + 1, value, form, token.word)
            if found is None:
                at += 1
                continue
            yield found
            at = found.to

    def _phrase(self, at: int) -> Found | None:
        for pattern, cue, value in _BY_WORD.get(self.words[at].lstrip("~"), ()):
            match = pattern.match(self.text, self._starts[at])
            if match is None:
                continue
            to = bisect_left(self._starts, match.end())
            form = (
                Form.VERB
                if "base" in match.groupdict()
                else Form.MORE
                if cue is Cue.WAY and (value or match[0] == "to spare")
                else None
            )
            return Found(cue, at, to, value, form, match[0])
        return None
