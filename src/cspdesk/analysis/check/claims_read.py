"""Reading the claims of a text: which number is a level, which a change, and what each is compared with."""

from collections.abc import Sequence
from dataclasses import replace

from cspdesk.analysis.check.claims import Claim, Comparison, Direction, Share, Slot, Standing
from cspdesk.analysis.check.claims_cues import Cue, Form, Found, Skeleton
from cspdesk.analysis.check.claims_subject import Subject
from cspdesk.analysis.check.facts import Against, Over
from cspdesk.analysis.check.tokens import Approx, Sentence, Token, TokenKind
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.tables import SeriesId

_NUMBERS = frozenset(
    {TokenKind.NUMBER, TokenKind.PERCENT, TokenKind.POINTS, TokenKind.MULTIPLE, TokenKind.MONEY}
)
_FILLERS = frozenset(
    "a an the just only further some another of figure total number level rate approximately about around"
    " roughly at was is is: were = : ( - over"
    " by nearly almost exactly equal equivalent overall actual slight small significant".split()
)
_OPENERS = frozenset(
    "( , - = : or i.e which is was representing equating equivalent to a an about around".split()
)


def claims_in(
    sentences: Sequence[Sentence], subject: Subject, quarter: Period
) -> tuple[list[Claim], list[Share]]:
    """Return the claims of a text in order, and its shares of a whole."""
    reader = _Reader(subject, quarter)
    for place, sentence in enumerate(sentences):
        reader.read(sentence, is_first=place == 0)
    return reader.claims, reader.shares


class _Reader:
    """Reads sentence after sentence, so that one may go on about the figure of another."""

    def __init__(self, subject: Subject, quarter: Period) -> None:
        self.claims: list[Claim] = []
        self.shares: list[Share] = []
        self._subject = subject
        self._quarter = quarter
        self._is_percent = subject.facts is not None and subject.is_percent
        self._levels = 0

    def read(self, sentence: Sentence, *, is_first: bool) -> None:
        """Read one sentence."""
        self._sentence = sentence
        self._tokens = sentence.tokens
        self._is_first = is_first
        self._skeleton = Skeleton(sentence.tokens)
        self._cues = self._skeleton.cues()
        self._inside = {at: cue for cue in self._cues.values() for at in range(cue.at, cue.to)}
        self._claim: Claim | None = None
        self._pending: list[Found] = []
        self._pending_period: Period | None = None
        self._pending_quarters = (0, 0)
        self._is_supposed = False
        self._is_yearly = False
        self._in_part = False
        self._average = ""
        self._last_number = -1
        self._used: set[int] = set()
        self._relation = ""
        at = 0
        while at < len(self._tokens):
            at = self._step(at)
        self._finish()

    # One step.

    def _step(self, at: int) -> int:
        if at in self._used:
            return at + 1
        cue = self._cues.get(at)
        if cue is not None:
            self._take(cue)
            return cue.to
        token = self._tokens[at]
        if token.kind in _NUMBERS:
            self._number(at, token)
        elif token.kind in (TokenKind.PERIOD, TokenKind.MONTH):
            self._period(at, token)
        elif token.kind is TokenKind.MARK and token.word in (";", "\n"):
            self._is_supposed = self._in_part = False
            self._pending = []
        return at + 1

    def _take(self, cue: Found) -> None:
        match cue.cue:
            case Cue.WAY | Cue.QUALITY | Cue.SAME:
                self._direction(cue)
            case Cue.AGAINST:
                self._against(cue)
            case Cue.OVER:
                self._over(cue)
            case Cue.MODAL:
                self._is_supposed = True
            case Cue.YEARLY:
                self._is_yearly = True
            case Cue.PART:
                self._in_part = True
            case Cue.RELATION:
                self._relation = str(cue.value)
                self._relation_at = cue.to
            case Cue.AVERAGE:
                self._average = "average"

    # Numbers.

    def _number(self, at: int, token: Token) -> None:
        if self._parts(at, token) or self._is_rank(at):
            return
        role = self._role(at, token)
        starts = (
            self._is_first
            and not self._levels
            and all(
                each.kind is TokenKind.PERIOD
                or each.word in ("in", "during", "for", ",", "there", "were", "a", "total", "of")
                for each in self._tokens[:at]
            )
        )
        standing = self._subject.standing(self._tokens, at, starts_text=starts)
        if token.kind is TokenKind.PERCENT and self._is_percent:
            standing = (
                Standing.CLEAR if not self._levels and standing is not Standing.PARTIAL else Standing.BARE
            )
        if self._in_part:
            standing = Standing.PARTIAL if standing is not Standing.OTHER else standing
        slot = Slot(token, standing)
        match role:
            case "change":
                self._put_change(slot)
            case "percent":
                self._put_percent(slot)
            case "factor" | "ratio":
                self._put_factor(slot, is_ratio=role == "ratio")
            case "before":
                self._put_before(at, slot)
            case "level":
                self._put_level(at, slot)
        self._last_number = at
        self._relation = ""

    def _role(self, at: int, token: Token) -> str:
        lead = self._lead(at)
        nearest = self._nearest(at)
        behind = self._behind(at)
        if token.kind is TokenKind.MONEY and not (
            self._subject.facts and self._subject.facts.measure.unit.value == "money"
        ):
            return ""
        if token.kind is TokenKind.MULTIPLE:
            return self._multiple_role(token, nearest)
        is_share = token.kind is TokenKind.PERCENT and not self._is_percent
        if token.kind is TokenKind.POINTS:
            return "change"
        change = "percent" if token.kind is TokenKind.PERCENT and not self._is_percent else "change"
        if is_share and self._follows_change(at):
            return "percent"
        if token.kind is TokenKind.PERCENT and self._is_percent and self._follows_change(at, strictly=True):
            return "percent"
        if token.sign and not (is_share and self._claim is None and not self._open_comparison()):
            return change
        if nearest is not None:
            if nearest.cue is Cue.WAY and self._ends_in_way(nearest, at, lead):
                return change
            if nearest.cue is Cue.QUALITY and lead[-1:] == ["by"]:
                return change
            if nearest.cue is Cue.SAME and nearest.value == "loose" and not is_share:
                return "level"
        if lead[-1:] == ["by"] and self._has_way():
            return change
        if behind is not None and behind.cue in (Cue.WAY, Cue.QUALITY) and self._is_change_behind(at, behind):
            return change
        if is_share:
            return ""
        if nearest is not None and nearest.cue is Cue.AGAINST and self._only_fillers(nearest.to, at):
            return "before"
        if (
            nearest is not None
            and nearest.cue is Cue.RELATION
            and self._only_fillers(nearest.to, at, loose=True)
        ):
            return "before"
        if behind is not None and behind.cue is Cue.AGAINST and self._is_before_behind(at, behind, nearest):
            return "before"
        return "level"

    def _multiple_role(self, token: Token, nearest: Found | None) -> str:
        word = token.word
        if word.startswith(("halv", "doubl", "trebl", "tripl", "quadrupl")) and word not in (
            "double",
            "triple",
            "treble",
        ):
            return "ratio"
        if nearest is not None and nearest.cue is Cue.WAY and self._ends_in_way(nearest, -1, []):
            return "factor"
        return ""

    def _lead(self, at: int) -> list[str]:
        """The words between the number before, or a full stop, and the number at a place."""
        found: list[str] = []
        for back in range(at - 1, max(at - 13, -1), -1):
            token = self._tokens[back]
            if token.kind in _NUMBERS or (token.kind is TokenKind.MARK and token.word in (";", ".")):
                break
            found.append(token.word)
        return found[::-1]

    def _nearest(self, at: int) -> Found | None:
        """The last phrase before a number, with no other number between."""
        for back in range(at - 1, max(at - 13, -1), -1):
            cue = self._inside.get(back)
            if cue is not None and cue.cue in (Cue.WAY, Cue.QUALITY, Cue.AGAINST, Cue.RELATION, Cue.SAME):
                # "more than 300" loosens the number and compares nothing.
                return cue
            if self._tokens[back].kind in _NUMBERS:
                return None
        return None

    def _behind(self, at: int) -> Found | None:
        """The first phrase behind a number, with no other number, comma or stop between."""
        for place in range(at + 1, min(at + 8, len(self._tokens))):
            cue = self._inside.get(place)
            if cue is not None and cue.cue in (Cue.WAY, Cue.QUALITY, Cue.AGAINST):
                return cue
            token = self._tokens[place]
            if token.kind in _NUMBERS or (token.kind is TokenKind.MARK and token.word not in ("(", ")")):
                return None
            if token.word in (
                "(",
                "and",
                "which",
                "compared",
                "against",
                "is",
                "was",
                "were",
                "are",
                "to",
                "from",
            ):
                return None
        return None

    def _only_fillers(self, first: int, last: int, *, loose: bool = False) -> bool:
        words = [
            self._tokens[place].word for place in range(first, last) if place not in self._inside or loose
        ]
        allowed = len(words) <= 8 if loose else len(words) <= 5
        return allowed and all(
            word in _FILLERS
            or self._subject.is_own([word])
            or self._tokens[first + n].kind is TokenKind.PERIOD
            for n, word in enumerate(words)
        )

    def _ends_in_way(self, way: Found, at: int, lead: list[str]) -> bool:
        """Whether a direction leads straight to a number: "increase of", "up", "fell by", "the reduction is"."""
        if at < 0:
            return True
        between = [self._tokens[place].word for place in range(way.to, at)]
        if way.form is Form.MORE:
            return False
        if "to" in between or "from" in between or "than" in between:
            return False
        if not between:
            return way.form is not Form.ING or True
        if between[-1] in ("of", "by"):
            return len(between) <= 7
        if way.form in (Form.NOUN, Form.BASE) and between[-1] in ("is", "was", "=", ":", "at"):
            return len(between) <= 5
        return all(word in _FILLERS for word in between) and between[0] not in ("at", "(")

    def _has_way(self) -> bool:
        comparison = self._open_comparison()
        return comparison is not None and bool(comparison.ways) and comparison.change is None

    def _open_comparison(self) -> Comparison | None:
        if self._claim is not None and self._claim.comparisons:
            return self._claim.comparisons[-1]
        return None

    def _is_change_behind(self, at: int, behind: Found) -> bool:
        """Whether what stands behind a number makes a change of it: "66 more", "a 12% increase"."""
        gap = behind.at - at - 1
        words = [self._tokens[place].word for place in range(at + 1, behind.at)]
        if any(word in ("of", "in", "on", "by", "at", "with") for word in words):
            return False
        if behind.cue is Cue.QUALITY:
            return gap <= 2 and behind.words in ("better", "worse")
        if behind.form is Form.MORE:
            return gap <= 3
        if behind.form is Form.NOUN:
            return gap <= 3
        return False

    def _is_before_behind(self, at: int, behind: Found, nearest: Found | None) -> bool:
        words = [self._tokens[place].word for place in range(at + 1, behind.at)]
        if any(
            word in ("on", "than", "against", "from", "with", "exceed", "above", "below") for word in words
        ):
            return False
        if behind.value in (Against.TARGET, Against.BASELINE):
            return nearest is not None and nearest.cue is Cue.RELATION
        return self._claim is not None and self._claim.level is not None

    def _follows_change(self, at: int, *, strictly: bool = False) -> bool:
        """Whether a percentage stands right behind a change, as in "66 offences (25.4%)"."""
        comparison = self._open_comparison()
        if comparison is None or comparison.percent is not None or self._last_number < 0:
            return False
        if comparison.change is None and (comparison.before is None or strictly):
            return False
        words = [self._tokens[place].word for place in range(self._last_number + 1, at)]
        if strictly:
            return words[-1:] == ["("] and comparison.change is not None
        return (
            words[-1:] == ["("]
            or (bool(words) and words[-1] in (",", "or", "-", "=", "/") and len(words) <= 8)
            or (
                len(words) <= 6
                and all(word in _OPENERS or word == "(" for word in words[-2:])
                and bool(words)
            )
        )

    def _is_rank(self, at: int) -> bool:
        return (
            at + 1 < len(self._tokens)
            and at > 0
            and self._tokens[at - 1].word in ("ranked", "rank", "position")
        )

    def _parts(self, at: int, token: Token) -> bool:
        """Read "14 of 36", "20 out of 20 men" and "36 …, 15 of whom … (42%)"."""
        if token.kind is not TokenKind.NUMBER:
            return False
        words = self._skeleton.words
        after = words[at + 1 : at + 8]
        whole_at = -1
        if after[:1] == ["of"] and len(after) > 1:
            whole_at = next(
                (
                    at + 2 + n
                    for n, word in enumerate(after[1:4])
                    if word == "#"
                    and all(w in ("the", "a", "total", "of", "all", "our", "these") for w in after[1 : 1 + n])
                ),
                -1,
            )
        elif after[:2] == ["out", "of"]:
            whole_at = next(
                (
                    at + 3 + n
                    for n, word in enumerate(after[2:5])
                    if word == "#"
                    and all(w in ("the", "a", "total", "of", "all", "our", "these") for w in after[2 : 2 + n])
                ),
                -1,
            )
        if whole_at > 0 and (
            self._inside.get(at + 1) is None or self._inside[at + 1].cue is not Cue.PART or True
        ):
            self._share(Slot(token), Slot(self._tokens[whole_at]), whole_at)
            self._used.add(whole_at)
            self._last_number = whole_at
            return True
        joined = " ".join(after[:3])
        if (
            joined.startswith(("of whom", "of which", "of these", "of them", "of those"))
            and self._claim
            and self._claim.level
        ):
            level = self._claim.level
            if level.token.kind is TokenKind.NUMBER and self._claim.sentence is self._sentence:
                self._share(Slot(token, Standing.PARTIAL), level, at)
                self._last_number = at
                return True
        return False

    def _share(self, part: Slot, whole: Slot, at: int) -> None:
        """Keep a share with the percentage that stands right behind it, or right before it."""
        percent = None
        for place in range(at + 1, min(at + 14, len(self._tokens))):
            token = self._tokens[place]
            if token.kind is TokenKind.PERCENT:
                percent = Slot(token)
                self._used.add(place)
                break
            if token.kind in _NUMBERS or token.word in (".", ";"):
                break
        start = next(n for n, token in enumerate(self._tokens) if token is part.token)
        if percent is None and start >= 2 and self._tokens[start - 1].word == "(":
            before = self._tokens[start - 2]
            if before.kind is TokenKind.PERCENT:
                percent = Slot(before)
        self.shares.append(Share(self._sentence, part, whole, percent))

    # Slots.

    def _put_level(self, at: int, slot: Slot) -> None:
        self._levels += 1
        moved: list[Comparison] = []
        claim = self._claim
        if claim is not None and claim.level is None and not any(each.slots for each in claim.comparisons):
            claim.level, claim.context = slot, None
        else:
            if claim is not None and claim.comparisons and not claim.comparisons[-1].slots:
                moved = [claim.comparisons.pop()]
            elif (
                claim is not None
                and claim.comparisons
                and self._tokens[at - 1].word == "to"
                and claim.comparisons[-1].is_from
            ):
                # "rose from 280 to 412": the figure before stood first.
                moved = [claim.comparisons.pop()]
            claim = self._open(level=slot)
            claim.comparisons = moved
        claim.is_supposed = self._is_supposed
        if claim.over is None:
            claim.over = next((cue.value for cue in self._pending if isinstance(cue.value, Over)), None)
        self._pending = []
        claim.period, self._pending_period = self._pending_period, None
        claim.since, claim.quarters = self._pending_quarters
        self._pending_quarters = (0, 0)
        if self._average:
            claim.average, self._average = self._average, ""
        claim.series = self._series(at)
        each = next(
            (
                self._cues[n]
                for n in range(at + 1, min(at + 5, len(self._tokens)))
                if n in self._cues and self._cues[n].cue is Cue.EACH
            ),
            None,
        )
        if each is not None:
            claim.average = each.words.split()[-1]

    def _put_before(self, at: int, slot: Slot) -> None:
        comparison = self._current()
        if comparison.before is not None:
            comparison = self._require().comparison(fresh=True)
        comparison.before = (
            Slot(replace(slot.token, approx=Approx.EXACT), slot.standing) if comparison.change else slot
        )
        if self._relation == "from" and comparison.against is None:
            comparison.is_from = True

    def _put_change(self, slot: Slot) -> None:
        comparison = self._current()
        if comparison.change is not None:
            kept = comparison.ways[-1:] if len(comparison.ways) > 1 else []
            if kept:
                comparison.ways = comparison.ways[:-1]
            comparison = self._require().comparison(fresh=True)
            comparison.ways = kept
        comparison.change = slot

    def _put_percent(self, slot: Slot) -> None:
        comparison = self._current()
        if comparison.percent is not None:
            kept = comparison.ways[-1:] if len(comparison.ways) > 1 else []
            if kept:
                comparison.ways = comparison.ways[:-1]
            comparison = self._require().comparison(fresh=True)
            comparison.ways = kept
        comparison.percent = slot

    def _put_factor(self, slot: Slot, *, is_ratio: bool) -> None:
        comparison = self._current()
        comparison.factor, comparison.is_ratio = slot, is_ratio
        if is_ratio and slot.token.value is not None:
            sign = 1 if slot.token.value > 1 else -1
            comparison.ways.append(Direction(slot.token, slot.token.end, sign))

    def _current(self) -> Comparison:
        return self._require().comparison()

    def _require(self) -> Claim:
        """The claim that is being read, else one that goes on about the last figure of the text."""
        if self._claim is None:
            context = next((each for each in reversed(self.claims) if each.level is not None), None)
            claim = self._open(level=None)
            claim.context = context
            claim.is_supposed = self._is_supposed
            if context is not None:
                claim.series = context.series
            claim.over = next((cue.value for cue in self._pending if isinstance(cue.value, Over)), None)
            self._pending = []
        claim = self._claim
        assert claim is not None
        return claim

    def _open(self, level: Slot | None) -> Claim:
        claim = Claim(self._sentence, level)
        self.claims.append(claim)
        self._claim = claim
        return claim

    # Phrases.

    def _direction(self, cue: Found) -> None:
        if not self._is_claimed(cue):
            return
        token = self._tokens[cue.at]
        last = self._tokens[cue.to - 1]
        is_plain = self._speaks_of_all(cue)
        sign = cue.value if isinstance(cue.value, int) else 0
        way = Direction(token, last.end, sign, cue.cue is Cue.QUALITY, cue.value == "loose", is_plain)
        claim = self._require()
        comparison = claim.comparison()
        if comparison.ways and comparison.slots and comparison.against is not None:
            comparison = claim.comparison(fresh=True)
        if cue.cue is Cue.WAY and not sign:
            return
        comparison.ways.append(way)

    def _is_claimed(self, cue: Found) -> bool:
        """Whether a direction is claimed of figures, and not part of an aim or of a name."""
        if self._is_supposed:
            return False
        before = self._tokens[cue.at - 1].word if cue.at else ""
        following = self._tokens[cue.to].word if cue.to < len(self._tokens) else ""
        next_kind = self._tokens[cue.to].kind if cue.to < len(self._tokens) else TokenKind.MARK
        is_end = next_kind is TokenKind.MARK
        ends = is_end or next_kind in _NUMBERS or following in _AFTER_VERB
        if before in ("to", "not", "towards", "toward", "of", "for", "without", "why", "if"):
            return False
        match cue.form:
            case Form.MORE:
                if following == "than" and cue.to + 1 < len(self._tokens):
                    number = self._tokens[cue.to + 1]
                    if (
                        number.kind in _NUMBERS
                        and number.approx is not Approx.EXACT
                        and not self._has_number_before(cue.at)
                    ):
                        return False
                return (
                    following in ("than", "on", "in", "at", "this", "by", "compared", "against")
                    or is_end
                    or self._has_number_before(cue.at)
                )
            case Form.UP:
                if next_kind in _NUMBERS:
                    return True
                return (
                    following
                    in (
                        "by",
                        "on",
                        "from",
                        "compared",
                        "against",
                        "since",
                        "a",
                        "an",
                        "slightly",
                        "year",
                        "in",
                        "(",
                    )
                    or is_end
                )
            case Form.NOUN:
                if (
                    before in ("the", "this", "our", "that", "your", "its", "any")
                    and following in ("in", "of")
                    and next_kind not in _NUMBERS
                ):
                    at_number = cue.to + 1 < len(self._tokens) and self._tokens[cue.to + 1].kind in _NUMBERS
                    return at_number
                return ends or following in ("of", "in", "is", "was", "which", "compared", "against")
            case Form.ING:
                return before in _AUXILIARIES
            case Form.VERB:
                return ends
        if cue.cue is Cue.QUALITY:
            if cue.words in ("improve", "improving", "improved", "worsening", "deteriorating"):
                return (ends or next_kind in _NUMBERS) and (cue.words == "improved" or before in _AUXILIARIES)
            return ends or following in ("than", "in", "on")
        return True

    def _has_number_before(self, at: int) -> bool:
        for back in range(at - 1, max(at - 5, -1), -1):
            token = self._tokens[back]
            if token.kind in _NUMBERS:
                return True
            if token.kind is TokenKind.MARK:
                return False
        return False

    def _speaks_of_all(self, cue: Found) -> bool:
        """Whether the words before a direction, back to a stop, name nothing but the measure."""
        words: list[str] = []
        for back in range(cue.at - 1, -1, -1):
            token = self._tokens[back]
            if token.kind is TokenKind.MARK and token.word in (",", ";", ":", ".", "\n"):
                break
            if token.kind is TokenKind.WORD and back not in self._inside:
                words.append(token.word)
        after: list[str] = []
        for token in self._tokens[cue.to : cue.to + 6]:
            if token.kind is TokenKind.MARK:
                break
            if token.kind is TokenKind.WORD:
                after.append(token.word)
        if cue.form is Form.NOUN and after[:1] in (["in"], ["of"]):
            words += after
        return self._subject.is_own(words)

    def _against(self, cue: Found) -> None:
        value = cue.value
        assert isinstance(value, Against)
        period = None
        if value is Against.LAST_YEAR and self._quarter_before(cue.at):
            token = self._quarter_before(cue.at)
            assert token is not None
            value, period = Against.PERIOD, Period.quarter(self._quarter.year - 1, token.quarter)
            if period == self._quarter.year_before:
                value, period = Against.LAST_YEAR, None
        if value is Against.PERIOD:
            token = self._tokens[cue.to - 1]
            period = self._named(token)
        before = self._tokens[cue.at - 1].word if cue.at else ""
        if value is Against.TARGET and before in ("on", "to", "of") and self._relation != "against":
            return
        if value in (Against.TARGET, Against.BASELINE) and not self._is_compared(cue):
            return
        self._set_against(value, period, cue.at)

    def _is_compared(self, cue: Found) -> bool:
        """Whether a target or baseline is compared with, and not just spoken of."""
        lead = [self._tokens[place].word for place in range(max(cue.at - 7, 0), cue.at)]
        following = [each.word for each in self._tokens[cue.to : cue.to + 2]]
        kinds = [each.kind for each in self._tokens[cue.to : cue.to + 3]]
        if any(kind in _NUMBERS for kind in kinds) and following[:1] in (
            ["of"],
            ["("],
            ["was"],
            ["is"],
            [":"],
            ["="],
        ):
            return True
        return any(
            word in ("against", "than", "to", "over", "above", "below", "on", "from", "with", "the")
            for word in lead
        )

    def _set_against(self, value: Against, period: Period | None, at: int) -> None:
        claim = self._require()
        comparison = claim.comparison()
        is_new = comparison.against is not None and (comparison.against, comparison.period) != (value, period)
        if (
            comparison.against is not None
            and comparison.slots
            and self._relation in ("compared", "against")
            and self._relation_at >= at - 2
        ):
            is_new = True
        if is_new and comparison.slots:
            moved = []
            if comparison.ways and comparison.ways[-1].token.start > max(
                slot.token.start for slot in comparison.slots
            ):
                moved = [comparison.ways.pop()]
            comparison = claim.comparison(fresh=True)
            comparison.ways = moved
        comparison.against, comparison.period = value, period

    def _over(self, cue: Found) -> None:
        value = cue.value
        if value == "months":
            token = next((each for each in self._tokens[cue.at : cue.to] if each.value is not None), None)
            if token is not None and token.value != 12:
                return
            value = Over.ROLLING
        if not isinstance(value, Over):
            return
        comparison = self._open_comparison()
        if self._claim is not None and self._claim.level is not None and self._is_same_clause(cue.at):
            if comparison is not None and comparison.slots:
                comparison.over = comparison.over or value
            elif self._claim.over is None:
                self._claim.over = value
            return
        self._pending.append(replace(cue, value=value))

    def _is_same_clause(self, at: int) -> bool:
        """Whether no number will still come that a span rather belongs to, and none but this came before."""
        if self._last_number < 0:
            return False
        between = self._tokens[self._last_number + 1 : at]
        if any(each.kind is TokenKind.MARK and each.word not in ("(", ")") for each in between):
            return False
        return not any(
            each.word in ("and", "giving", "gives", "give", "with", "making", "brings") for each in between
        )

    def _quarter_before(self, at: int) -> Token | None:
        for back in range(at - 1, max(at - 4, -1), -1):
            token = self._tokens[back]
            if (
                token.kind is TokenKind.PERIOD
                and token.quarter
                and not token.last_quarter
                and token.period is None
            ):
                return token
            if token.word not in ("of", "in", "the"):
                return None
        return None

    def _named(self, token: Token) -> Period | None:
        if token.period is not None:
            return token.period if token.kind is TokenKind.PERIOD else None
        if token.quarter and not token.last_quarter:
            return Period.quarter(self._quarter.year, token.quarter)
        return None

    def _period(self, at: int, token: Token) -> None:
        following = self._cues.get(at + 1) or self._cues.get(at + 2) or self._cues.get(at + 3)
        if (
            following is not None
            and following.cue is Cue.AGAINST
            and following.value is Against.LAST_YEAR
            and token.quarter
        ):
            return
        if token.last_quarter:
            if self._claim is not None and self._claim.level is not None and self._is_same_clause(at):
                self._claim.since, self._claim.quarters = token.quarter, token.last_quarter
            else:
                self._pending_quarters = (token.quarter, token.last_quarter)
            return
        period = self._named(token)
        lead = [each.word for each in self._tokens[max(at - 3, 0) : at]]
        compares = self._relation and self._relation_at >= at - 3
        if token.kind is TokenKind.MONTH or period is None:
            self._pending_period = None
            if (
                token.kind is TokenKind.MONTH
                and self._claim is not None
                and self._claim.level is not None
                and self._is_same_clause(at)
            ):
                self._claim.level.standing = Standing.PARTIAL
            return
        if compares or (lead[-1:] == ["on"] and self._has_way()) or lead[-1:] == ["since"]:
            if period.grain in (Grain.QUARTER, Grain.YEAR):
                self._set_against(Against.PERIOD, period, at)
            return
        if self._claim is not None and self._claim.level is not None and self._is_same_clause(at):
            comparison = self._open_comparison()
            if comparison is None or not comparison.slots:
                if self._claim.period is None:
                    self._claim.period = period
            elif comparison.against is None and comparison.before is not None:
                comparison.against, comparison.period = Against.PERIOD, period
            return
        self._pending_period = period

    def _series(self, at: int) -> tuple[SeriesId, ...]:
        if not self._subject.labels:
            return ()
        after: list[str] = []
        for token in self._tokens[at + 1 : at + 14]:
            if token.kind in _NUMBERS or (
                token.kind is TokenKind.MARK and token.word in (",", ";", ".", "\n")
            ):
                break
            if token.word in ("and", "compared", "against"):
                break
            if token.kind is TokenKind.WORD:
                after.append(token.word)
        found = self._subject.series_in(after)
        if found:
            return found
        before: list[str] = []
        for back in range(at - 1, -1, -1):
            token = self._tokens[back]
            if token.kind in _NUMBERS or (token.kind is TokenKind.MARK and token.word in (";", ".", "\n")):
                break
            if token.kind is TokenKind.WORD:
                before.insert(0, token.word)
        return self._subject.series_in(before)

    def _finish(self) -> None:
        self._is_yearly = False


_AUXILIARIES = frozenset(
    "is are was were be been being still slightly steadily now also generally gradually slowly further have has had"
    " continues".split()
)
_AFTER_VERB = frozenset(
    "by to from compared since again slightly further steadily significantly in on over during this and but for"
    " against year considerably sharply marginally relative overall than".split()
)
