"""Reading the claims of a text sentence by sentence: levels with what they are compared with."""

from collections.abc import Sequence
from dataclasses import replace

from cspdesk.analysis.check.claims import Claim, Comparison, Direction, Share, Slot, Standing
from cspdesk.analysis.check.claims_cues import Cue, Form, Found
from cspdesk.analysis.check.claims_parts import share_at
from cspdesk.analysis.check.claims_tokens import prepared
from cspdesk.analysis.check.claims_periods import earlier_quarter, named
from cspdesk.analysis.check.claims_roles import Role, role
from cspdesk.analysis.check.claims_scene import NUMBERS, Scene
from cspdesk.analysis.check.claims_subject import Subject
from cspdesk.analysis.check.claims_ways import is_claimed, speaks_of_all
from cspdesk.analysis.check.facts import Against, Over
from cspdesk.analysis.check.tokens import Approx, Sentence, TokenKind
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.tables import SeriesId
from cspdesk.domain.unit import Unit

_TO_A_LEVEL = frozenset("of to is was stands now at : = ( total figure year the a".split())
_NEW_FIGURE = frozenset("and giving gives give with making makes bring brings bringing taking takes".split())
_TURNS = frozenset("but though although while whilst however".split())
_COMPARED = frozenset("on than to with against from".split())
_OPENING = frozenset("in during for , there were was a the total of to and to date with".split())


def claims_in(
    sentences: Sequence[Sentence], subject: Subject, quarter: Period
) -> tuple[list[Claim], list[Share]]:
    """Return the claims of a text in order, and its shares of a whole."""
    claims: list[Claim] = []
    shares: list[Share] = []
    for place, sentence in enumerate(prepared(each, subject.unit) for each in sentences):
        reader = _Reader(sentence, subject, quarter, claims, shares, is_first=place == 0)
        reader.read()
    return claims, shares


class _Reader:
    """Reads one sentence, which may go on about a figure of those before it."""

    def __init__(
        self,
        sentence: Sentence,
        subject: Subject,
        quarter: Period,
        claims: list[Claim],
        shares: list[Share],
        *,
        is_first: bool,
    ) -> None:
        self._sentence, self._subject, self._quarter = sentence, subject, quarter
        self._claims, self._shares = claims, shares
        self._scene = Scene(sentence.tokens)
        self._is_first = is_first
        self._claim: Claim | None = None
        self._over: Over | None = None
        self._period: Period | None = None
        self._stretch = (1, 0)
        """Of quarters that the figure to come covers the first and the last."""
        self._is_supposed = self._is_yearly = False
        self._is_part = False
        self._average = ""
        self._last_number = -1
        self._last_at = -1
        self._last_role = Role.NONE
        self._months = 0
        """How many months were named since the last number."""
        self._used: set[int] = set()
        self._relation, self._relation_at = "", -9

    def read(self) -> None:
        """Read the sentence from left to right."""
        at = 0
        while at < len(self._scene.tokens):
            cue = self._scene.cues.get(at)
            if at in self._used:
                at += 1
            elif cue is not None:
                self._take(cue)
                at = cue.to
            else:
                self._step(at)
                at += 1

    def _step(self, at: int) -> None:
        token = self._scene.tokens[at]
        if token.kind in NUMBERS:
            self._number(at)
        elif token.kind in (TokenKind.PERIOD, TokenKind.MONTH):
            self._take_period(at)
        elif token.kind is TokenKind.MARK and token.word in (";", "\n"):
            self._is_supposed = self._is_part = False
            self._over = None

    def _take(self, cue: Found) -> None:
        match cue.cue:
            case Cue.WAY | Cue.QUALITY | Cue.SAME:
                self._take_way(cue)
            case Cue.AGAINST:
                self._take_against(cue)
            case Cue.OVER:
                self._take_over(cue)
            case Cue.MODAL:
                self._is_supposed = True
            case Cue.PART:
                self._is_part = True
            case Cue.YEARLY:
                self._is_yearly = True
            case Cue.TOTAL if cue.value == "total" and cue.words in ("in all", "in total", "altogether"):
                if self._claim is not None and self._last_role is Role.LEVEL and self._is_same_clause(cue.at):
                    self._claim.is_all = True
            case Cue.RELATION:
                self._relation, self._relation_at = str(cue.value), cue.to
            case Cue.AVERAGE:
                self._average = "average"

    # Numbers.

    def _number(self, at: int) -> None:
        scene, token = self._scene, self._scene.tokens[at]
        if scene.word(at - 1) in ("ranked", "rank", "position") or self._is_rank(at):
            return
        if self._is_range_end(at):
            self._last_number = at
            return
        share = share_at(scene, at, self._sentence, self._claim)
        if share is not None:
            self._shares.append(share.share)
            self._used |= share.used
            self._last_number = share.last
            return
        has_level = any(each.level is not None for each in self._claims)
        found = role(
            scene, at, self._subject, claim=self._claim, last_number=self._last_number, has_level=has_level
        )
        slot = Slot(token, self._standing(at))
        if self._months == 1 and slot.standing is not Standing.OTHER:
            slot.standing = Standing.PARTIAL
        self._last_at = at
        match found:
            case Role.CHANGE:
                self._put_change(slot)
            case Role.PERCENT:
                self._put_percent(slot)
            case Role.FACTOR | Role.RATIO:
                self._put_factor(slot, is_ratio=found is Role.RATIO)
            case Role.BEFORE:
                self._put_before(slot)
            case Role.LEVEL:
                self._put_level(at, slot)
        self._last_number, self._last_role, self._months = at, found, 0
        self._relation = ""
        if self._claim is not None and self._claim.comparisons:
            self._claim.comparisons[-1].until = token.end

    def _is_rank(self, at: int) -> bool:
        """Whether a number is how many were ranked: "14th out of 15"."""
        return (
            TokenKind.ORDINAL in (self._scene.kind(at - 2), self._scene.kind(at - 3))
            and self._scene.word(at - 1) == "of"
        )

    def _is_range_end(self, at: int) -> bool:
        """Whether a number is the upper end of a target's range: "the target of 9 to 15"."""
        comparison = self._claim.comparisons[-1] if self._claim is not None and self._claim.comparisons else None
        is_aim = comparison is not None and comparison.against is Against.TARGET and not comparison.is_from
        return is_aim and self._last_role is Role.BEFORE and self._scene.word(at - 1) in ("to", "-", "and") and self._last_number == at - 2

    def _standing(self, at: int) -> Standing:
        scene, token = self._scene, self._scene.tokens[at]
        has_level = any(claim.level is not None for claim in self._claims)
        opens = self._is_first and not has_level
        opens = opens and all(
            each.kind is TokenKind.PERIOD or each.word in _OPENING for each in scene.tokens[:at]
        )
        found = self._subject.standing(scene.tokens, at, starts_text=opens)
        if token.kind is TokenKind.PERCENT and self._subject.unit is Unit.PERCENT:
            found = Standing.BARE if has_level or found is Standing.PARTIAL else Standing.CLEAR
        if found is Standing.BARE and self._is_beside_period(at):
            found = Standing.CLEAR
        return Standing.PARTIAL if self._is_part and found is not Standing.OTHER else found

    def _is_beside_period(self, at: int) -> bool:
        """Whether a period stands right before a number, as in "Q2: 347"."""
        before = at - 2 if self._scene.word(at - 1) in (":", "=", "-") else at - 1
        return self._scene.kind(before) is TokenKind.PERIOD

    def _put_level(self, at: int, slot: Slot) -> None:
        claim = self._claim
        if claim is None or claim.level is not None or any(each.slots for each in claim.comparisons):
            moved = self._moved(claim, at)
            claim = self._open(slot)
            claim.comparisons = moved
        claim.level, claim.context = slot, None
        claim.is_supposed, claim.is_yearly = self._is_supposed, self._is_yearly
        claim.over = claim.over or self._over
        claim.period, (claim.since, claim.quarters) = self._period, self._stretch
        self._over, self._period, self._stretch = None, None, (1, 0)
        claim.average, self._average = self._average, ""
        each = next(
            (cue for n in range(at + 1, at + 5) if (cue := self._scene.cues.get(n)) and cue.cue is Cue.EACH),
            None,
        )
        if each is not None:
            claim.average = each.words.split()[-1]
        claim.series = self._series(at)
        if self._scene.word(at - 1) == "total" and claim.over is None and claim.period is None:
            listed = [each for each in self._claims if each.sentence is self._sentence and each.period is not None]
            claim.over = Over.YEAR_TO_DATE if len(listed) > 1 else None

    def _moved(self, claim: Claim | None, at: int) -> list[Comparison]:
        """The comparison that stood before the figure it is of: "rose from 280 to 412"."""
        if claim is None or not claim.comparisons:
            return []
        last = claim.comparisons[-1]
        if (
            not last.slots
            or (last.is_from and self._scene.word(at - 1) == "to")
            or (claim.level is None and claim.context is None and last.change is None)
        ):
            return [claim.comparisons.pop()]
        if claim.level is None and last.before is not None and last.change is None and last.percent is None:
            return [claim.comparisons.pop()]
        return []

    def _put_before(self, slot: Slot) -> None:
        comparison = self._require().comparison()
        if comparison.before is not None:
            comparison = self._require().comparison(fresh=True)
        if comparison.change is not None or comparison.percent is not None:
            # In "12 more than 300" the words do not loosen the number.
            slot = Slot(replace(slot.token, approx=Approx.EXACT), slot.standing)
        comparison.before = slot
        comparison.is_from = self._relation == "from" and comparison.against is None

    def _put_change(self, slot: Slot) -> None:
        comparison = self._require().comparison()
        if comparison.change is not None:
            comparison = self._another(comparison)
        comparison.change = slot

    def _put_percent(self, slot: Slot) -> None:
        self._turn_to_series(slot)
        comparison = self._require().comparison()
        if comparison.percent is not None:
            comparison = self._another(comparison)
        comparison.percent = slot

    def _turn_to_series(self, slot: Slot) -> None:
        """Open a claim of another series where its label stands before a change: "…; charges −3.4%"."""
        claim = self._claim
        if claim is None or not claim.series or not claim.comparisons:
            return
        at = next(n for n, token in enumerate(self._scene.tokens) if token is slot.token)
        found = self._subject.series_in(self._scene.lead(at))
        if found and found != claim.series:
            last = claim.comparisons[-1]
            opened = self._open(None)
            opened.series, opened.is_supposed, opened.is_yearly = found, claim.is_supposed, claim.is_yearly
            opened.comparisons = [Comparison(against=last.against, period=last.period)]

    def _put_factor(self, slot: Slot, *, is_ratio: bool) -> None:
        comparison = self._require().comparison()
        comparison.factor, comparison.is_ratio = slot, is_ratio
        if is_ratio and slot.token.value is not None:
            sign = 1 if slot.token.value > 1 else -1
            at = self._last_at
            is_plain = speaks_of_all(self._scene, Found(Cue.WAY, at, at + 1, sign), self._subject)
            comparison.ways.append(Direction(slot.token, slot.token.end, sign, is_plain=is_plain))

    def _another(self, comparison: Comparison) -> Comparison:
        """A new comparison, to which the direction goes that was read last."""
        kept = [way for way in comparison.ways if way.token.start > comparison.until]
        comparison.ways = [way for way in comparison.ways if way.token.start <= comparison.until]
        found = self._require().comparison(fresh=True)
        found.ways = kept
        return found

    def _require(self) -> Claim:
        """The claim that is being read, else one that goes on about the last figure of the text."""
        if self._claim is not None:
            return self._claim
        context = next((each for each in reversed(self._claims) if each.level is not None), None)
        claim = self._open(None)
        claim.context = context
        claim.is_supposed, claim.is_yearly = self._is_supposed, self._is_yearly
        claim.over, self._over = self._over, None
        claim.series = self._series(0) or (context.series if context is not None else ())
        return claim

    def _open(self, level: Slot | None) -> Claim:
        claim = Claim(self._sentence, level)
        self._claims.append(claim)
        self._claim = claim
        return claim

    # Phrases.

    def _take_way(self, cue: Found) -> None:
        sign = cue.value if isinstance(cue.value, int) else 0
        if self._is_supposed or not is_claimed(self._scene, cue):
            return
        claim = self._require()
        comparison = claim.comparison()
        if cue.words == "to spare" and comparison.against is None:
            comparison.against = Against.TARGET
        if cue.cue is Cue.WAY and not sign:
            return
        token, last = self._scene.tokens[cue.at], self._scene.tokens[cue.to - 1]
        is_plain = speaks_of_all(self._scene, cue, self._subject)
        way = Direction(token, last.end, sign, cue.cue is Cue.QUALITY, cue.value == "loose", is_plain)
        if comparison.ways and (comparison.slots or comparison.against is not None):
            first = comparison.ways[-1].end
            is_apart = any(
                first <= each.start < token.start and each.word in _TURNS
                for each in self._scene.tokens
            )
            if is_apart and token.start > comparison.until:
                comparison = claim.comparison(fresh=True)
        comparison.ways.append(way)
        if cue.form is Form.MORE and self._scene.has_number_before(cue.at):
            comparison.until = last.end

    def _take_against(self, cue: Found) -> None:
        value, period = cue.value, None
        assert isinstance(value, Against)
        if value is Against.LAST_YEAR and (quarter := earlier_quarter(self._scene, cue.at)):
            period = Period.quarter(self._quarter.year - 1, quarter)
            value = Against.PERIOD
            if period == self._quarter.year_before:
                value, period = Against.LAST_YEAR, None
        elif value is Against.PERIOD:
            period = named(self._scene.tokens[cue.to - 1], self._quarter)
            if period is not None and period.grain is Grain.YEAR:
                period = Period.quarter(period.year, self._quarter.index)
            if period == self._quarter.year_before:
                value, period = Against.LAST_YEAR, None
        elif value in (Against.TARGET, Against.BASELINE) and not self._is_compared(cue):
            return
        self._set_against(value, period, cue.at)

    def _is_compared(self, cue: Found) -> bool:
        """Whether a target or baseline is compared with, and not just spoken of."""
        scene = self._scene
        before = scene.word(cue.at - 1)
        if cue.value is Against.TARGET and before in ("on", "to", "of") and self._relation != "against":
            return False
        if scene.word(cue.to) in ("of", "(", "was", "is", ":", "=") and scene.is_number(cue.to + 1):
            return True
        if scene.word(cue.to) in ("is", "was", "has") and {"met", "missed", "exceeded", "beaten"}.intersection(scene.between(cue.to, cue.to + 4)):
            return True
        lead = scene.between(cue.at - 7, cue.at)
        return any(word in lead for word in "against than to over above below on from with the under".split())

    def _set_against(self, value: Against, period: Period | None, at: int) -> None:
        claim = self._require()
        comparison = claim.comparison()
        is_other = comparison.against is not None and (comparison.against, comparison.period) != (
            value,
            period,
        )
        is_led = self._relation in ("compared", "against") and self._relation_at >= at - 3
        if comparison.slots and (is_other or (comparison.against is not None and is_led)):
            comparison = self._another(comparison)
        comparison.against, comparison.period = value, period
        comparison.until = self._scene.tokens[at].end

    def _take_over(self, cue: Found) -> None:
        value = cue.value
        if value == "months":
            number = next(
                (each.value for each in self._scene.tokens[cue.at : cue.to] if each.value is not None), None
            )
            value = Over.ROLLING if number in (None, 12) else None
        if value == "year to":
            first = self._scene.tokens[cue.at]
            if first.kind is TokenKind.CODE and first.value != 12:
                return
            if _COMPARED.intersection(self._scene.between(cue.at - 2, cue.at)):
                self._set_against(Against.LAST_YEAR, None, cue.at)
                return
            value = Over.ROLLING
            self._take_year_to(cue)
        if isinstance(value, int):
            self._take_quarters(1, value, cue.at)
            return
        if not isinstance(value, Over):
            return
        claim = self._claim
        if (
            claim is not None
            and claim.level is not None
            and self._is_same_clause(cue.at)
            and not self._scene.number_follows(cue.to, _TO_A_LEVEL)
        ):
            last = claim.comparisons[-1] if claim.comparisons else None
            if last is not None and last.slots:
                last.over = last.over or value
            else:
                claim.over = claim.over or value
            return
        self._over = value

    def _is_same_clause(self, at: int) -> bool:
        """Whether what stands at a place may still be said of the number before it."""
        if self._last_number < 0:
            return False
        between = self._scene.tokens[self._last_number + 1 : at]
        return not any(
            (each.kind is TokenKind.MARK and each.word not in ("(", ")")) or each.word in _NEW_FIGURE
            for each in between
        )

    def _take_period(self, at: int) -> None:
        scene, token = self._scene, self._scene.tokens[at]
        if token.kind is TokenKind.MONTH:
            self._months += 1
            if (
                self._last_role is Role.LEVEL
                and self._is_same_clause(at)
                and self._claim is not None
                and self._claim.level is not None
            ):
                self._claim.level.standing = Standing.PARTIAL
            return
        following = next((cue for n in (1, 2, 3) if (cue := scene.cues.get(at + n)) is not None), None)
        if token.quarter and following is not None and following.value is Against.LAST_YEAR:
            return
        if following is not None and following.at == at + 1 and following.cue is Cue.AGAINST:
            # "The 2014/15 baseline of 1,146": the year only names it.
            return
        leads_on = scene.is_number(at + 1) or (
            scene.word(at + 1) in (":", "=", "-") and scene.is_number(at + 2)
        )
        is_behind = self._is_same_clause(at) and not leads_on and self._claim is not None
        if token.last_quarter:
            if scene.word(at - 1) == "between":
                self._set_against(Against.PERIOD, Period.quarter(self._quarter.year, token.quarter), at)
                self._require().comparison().at = Period.quarter(self._quarter.year, token.last_quarter)
            else:
                self._take_quarters(token.quarter, token.last_quarter, at)
            return
        period = named(token, self._quarter)
        if period is None or period.grain is Grain.MONTH:
            return
        claim = self._claim
        last = claim.comparisons[-1] if claim is not None and claim.comparisons else None
        is_led = bool(self._relation) and self._relation_at >= at - 3
        if is_led or (scene.word(at - 1) == "on" and last is not None and bool(last.ways)):
            self._set_against(Against.PERIOD, period, at)
        elif is_behind and claim is not None:
            self._put_period(claim, last, period)
        else:
            self._period = period

    def _take_year_to(self, cue: Found) -> None:
        """Give the quarter with which twelve months end to the figure before it, else to the one to come."""
        token = self._scene.tokens[cue.to - 1]
        if token.kind is not TokenKind.MONTH or token.period is None:
            return
        quarter = Period.containing(token.period.end, Grain.QUARTER)
        if quarter == self._quarter:
            return
        if self._claim is not None and self._claim.level is not None and self._is_same_clause(cue.at) and not self._scene.number_follows(cue.to, _TO_A_LEVEL):
            self._claim.period = self._claim.period or quarter
        else:
            self._period = quarter

    def _take_quarters(self, first: int, last: int, at: int) -> None:
        """Give a stretch of quarters to the figure before it, else to the one to come."""
        is_behind = self._last_role is Role.LEVEL and self._is_same_clause(at)
        if is_behind and self._claim is not None and not self._scene.number_follows(at + 1, _TO_A_LEVEL):
            self._claim.since, self._claim.quarters = first, last
        else:
            self._stretch = (first, last)

    def _put_period(self, claim: Claim, last: Comparison | None, period: Period) -> None:
        """Give a period to the number that it stands behind."""
        if self._last_role is Role.LEVEL and (last is None or not last.slots or claim.period is None):
            claim.period = claim.period or period
        elif last is not None and self._last_role is Role.BEFORE:
            if last.against in (None, Against.PERIOD):
                last.against, last.period = Against.PERIOD, period
        elif last is not None and self._last_role in (Role.CHANGE, Role.PERCENT):
            if claim.level is None and len(claim.comparisons) == 1:
                claim.period = claim.period or period
            else:
                last.at = period

    def _series(self, at: int) -> tuple[SeriesId, ...]:
        """The series whose label stands behind a number, else before it."""
        if not self._subject.labels:
            return ()
        scene = self._scene
        if scene.word(at - 1) in (":", "-", "=") and (found := self._series_before(at)):
            return found
        after: list[str] = []
        for place in range(at + 1, min(at + 14, len(scene.tokens))):
            if scene.is_number(place) or scene.word(place) in (
                ",",
                ";",
                ".",
                "\n",
                "and",
                "compared",
                "against",
            ):
                break
            after.append(scene.word(place))
        return self._subject.series_in(after) or self._series_before(at)

    def _series_before(self, at: int) -> tuple[SeriesId, ...]:
        scene = self._scene
        before: list[str] = []
        for place in range(at - 1, max(at - 40, -1), -1):
            is_from = self._last_role is Role.BEFORE and place == self._last_number
            if (scene.is_number(place) and not is_from) or scene.word(place) in (";", ".", "\n"):
                break
            before.append(scene.word(place))
        return self._subject.series_in(before[::-1])
