"""One sentence laid out for reading: its tokens, its phrases, and what stands before and behind a place."""

from collections.abc import Collection, Sequence

from cspdesk.analysis.check.claims_cues import Cue, Found
from cspdesk.analysis.check.claims_skeleton import Skeleton
from cspdesk.analysis.check.facts import Against
from cspdesk.analysis.check.tokens import Token, TokenKind
from cspdesk.analysis.check.word_sets import words_of

NUMBERS = frozenset(
    {TokenKind.NUMBER, TokenKind.PERCENT, TokenKind.POINTS, TokenKind.MULTIPLE, TokenKind.MONEY}
)
_FAR = 13
"""How many tokens around a number its role is told by."""
_COMPARING = frozenset({Cue.WAY, Cue.QUALITY, Cue.AGAINST, Cue.RELATION, Cue.SAME})
_ENDS_BEHIND = words_of(
    "( and but yet while whilst though although however which compared against is was were are to from"
)


class Scene:
    """A sentence with its phrases."""

    def __init__(self, tokens: Sequence[Token], names: Collection[int] = ()) -> None:
        """Lay out tokens; those at the places of `names` belong to names, and are no phrases."""
        self.tokens = tokens
        self.skeleton = Skeleton(tokens)
        self.cues = {at: cue for at, cue in self.skeleton.cues().items() if at not in names}
        self.inside = {at: cue for cue in self.cues.values() for at in range(cue.at, cue.to)}

    def word(self, at: int) -> str:
        """Return the word at a place, "" beyond the ends."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def kind(self, at: int) -> TokenKind | None:
        """Return the kind of token at a place, None beyond the ends."""
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else None

    def is_number(self, at: int) -> bool:
        """Whether a number of any sort stands at a place."""
        return self.kind(at) in NUMBERS

    def between(self, first: int, last: int) -> list[str]:
        """Return the words from one place up to another."""
        return [token.word for token in self.tokens[max(first, 0) : max(last, 0)]]

    def lead(self, at: int) -> list[str]:
        """Return the words between the number before, or a stop, and a place."""
        found: list[str] = []
        for back in range(at - 1, max(at - _FAR, -1), -1):
            token = self.tokens[back]
            if token.kind in NUMBERS or (token.kind is TokenKind.MARK and token.word in (";", ".")):
                break
            found.append(token.word)
        return found[::-1]

    def nearest(self, at: int) -> Found | None:
        """Return the last comparing phrase before a place, with no number between."""
        for back in range(at - 1, max(at - _FAR, -1), -1):
            cue = self.inside.get(back)
            if cue is not None and cue.cue in _COMPARING:
                return cue
            if self.tokens[back].kind in NUMBERS:
                return None
        return None

    def behind(self, at: int) -> tuple[Found | None, list[str]]:
        """Return the first comparing phrase behind a number and the words between.

        None where another number, a comma or a stop comes first; a percentage in brackets may lie between, as
        in "132 (47.1%) more".
        """
        place = at + 1
        words: list[str] = []
        while place < min(at + 9, len(self.tokens)):
            cue = self.inside.get(place)
            if cue is not None and cue.cue in (Cue.WAY, Cue.QUALITY, Cue.AGAINST):
                return cue, words
            if self.word(place) == "(" and self.is_number(place + 1) and self.word(place + 2) == ")":
                place += 3
                continue
            token = self.tokens[place]
            if token.kind in NUMBERS or token.kind is TokenKind.MARK or token.word in _ENDS_BEHIND:
                return None, words
            words.append(token.word)
            place += 1
        return None, words

    def aim(self, at: int) -> Against | None:
        """Return what a number before "target" or "baseline" is: "just short of the 75% target"."""
        cue = self.cues.get(at + 1)
        is_aim = cue is not None and cue.value in (Against.TARGET, Against.BASELINE)
        is_named = self.word(at - 1) in ("the", "our", "its", "a", "an")
        return (
            cue.value if cue is not None and is_aim and is_named and isinstance(cue.value, Against) else None
        )

    def opens_way(self, at: int) -> bool:
        """Whether a number in brackets leads to the new figure: "up again this quarter (355 to 412)"."""
        is_led = self.word(at - 1) == "(" and self.word(at + 1) == "to" and self.word(at + 3) == ")"
        nearest = self.nearest(at) if is_led and self.kind(at) is self.kind(at + 2) else None
        return nearest is not None

    def each_follows(self, at: int) -> bool:
        """Whether a number is so many "a month", "per week"."""
        following = (self.cues.get(place) for place in range(at + 1, at + 5))
        return any(cue is not None and cue.cue is Cue.EACH for cue in following)

    def has_number_before(self, at: int, reach: int = 5) -> bool:
        """Whether a number stands a few words before a place, with no stop between but brackets."""
        for back in range(at - 1, max(at - reach - 3, -1), -1):
            token = self.tokens[back]
            if token.kind in NUMBERS:
                return True
            if token.kind is TokenKind.MARK and token.word not in ("(", ")"):
                return False
        return False

    def number_follows(self, at: int, fillers: frozenset[str]) -> bool:
        """Whether a number comes next, with nothing between but fillers."""
        for place in range(at, min(at + 5, len(self.tokens))):
            if self.tokens[place].kind in NUMBERS:
                return True
            if self.tokens[place].word not in fillers:
                return False
        return False


def scene_of(tokens: Sequence[Token]) -> Scene:
    """Return a sentence's tokens laid out; what several judges of one sentence ask for is laid out once."""
    last = _LAST[0]
    if last is not None and last.tokens is tokens:
        return last
    found = _LAST[0] = Scene(tokens)
    return found


_LAST: list[Scene | None] = [None]
