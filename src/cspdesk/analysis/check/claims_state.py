"""A sentence while it is read: the claims found so far, and where the next number goes."""

from dataclasses import replace

from cspdesk.analysis.check.claims import Claim, Comparison, Direction, Share, Slot, Standing
from cspdesk.analysis.check.claims_cues import Cue, Form, Found
from cspdesk.analysis.check.claims_roles import Role
from cspdesk.analysis.check.claims_scene import Scene
from cspdesk.analysis.check.claims_subject import Subject
from cspdesk.analysis.check.claims_ways import speaks_of_all
from cspdesk.analysis.check.facts import Against, Over
from cspdesk.analysis.check.tokens import Approx, Sentence, TokenKind
from cspdesk.analysis.check.word_sets import words_of
from cspdesk.domain.period import Period
from cspdesk.domain.tables import SeriesId
from cspdesk.domain.unit import Unit

TO_A_LEVEL = words_of("of to is was stands now at : = ( total figure year the a")
_NEW_FIGURE = words_of("and giving gives give with making makes bring brings bringing taking takes")
_OPENING = words_of("in during for , there were was a the total of to and to date with")
_STRETCHES = words_of("year date annual cumulative rolling month")
_IN_ALL = ("in all", "in total", "altogether")
_SUMMING = words_of("making totalling")
_GOING_ON = words_of("this that these those it which making giving")
_TURNS = words_of("but yet though although while whilst however")
_FAR = 40
"""How many tokens are looked back on."""
_FAR_BACK, _MOST_OPENING = 12, 14
"""How many claims are looked back on, and how many words may open a text before its figure."""
_ENDS_LABEL = frozenset(("(", ")", ",", ";", ".", "\n", "and", "compared", "against"))


class State:
    """What is known half way through a sentence, which may go on about a figure of those before it."""

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
        self.sentence, self.subject, self.quarter = sentence, subject, quarter
        self.claims, self.shares = claims, shares
        self.scene = Scene(sentence.tokens, subject.names_in(sentence.tokens))
        self.is_first = is_first
        self.claim: Claim | None = None
        self.over: Over | None = None
        self.period: Period | None = None
        self.stretch = (1, 0)
        """Of quarters that the figure to come covers the first and the last."""
        self.is_supposed = self.is_yearly = False
        self.is_part = False
        self.average = ""
        self.last_number = -1
        self.last_at = -1
        self.at = 0
        """The token that is being read."""
        self.last_role = Role.NONE
        self.months = 0
        """How many months were named since the last number."""
        self.used: set[int] = set()
        self.is_parted = False
        """Whether a semicolon or a line's end stands behind the last comparison."""
        self.relation, self.relation_at = "", -9

    @property
    def has_level(self) -> bool:
        """Whether the text has given a figure, as far as it need be looked back."""
        return any(each.level is not None for each in self.claims[:-_FAR_BACK:-1])

    def standing(self, at: int) -> Standing:
        """Return what the number at a place counts."""
        scene, token = self.scene, self.scene.tokens[at]
        has_level = self.has_level
        opens = self.is_first and not has_level and at < _MOST_OPENING
        opens = opens and all(
            each.kind is TokenKind.PERIOD or each.word in _OPENING for each in scene.tokens[:at]
        )
        found = self.subject.standing(scene.tokens, at, starts_text=opens)
        if token.kind is TokenKind.PERCENT and self.subject.unit is Unit.PERCENT:
            is_some = self.subject.is_of_some(scene.tokens, at)
            is_other = has_level or is_some or not self._is_led_by_own(at)
            found = Standing.BARE if is_other else Standing.CLEAR
        if found is Standing.BARE and (self.is_beside_period(at) or self._is_behind_title(at)):
            found = Standing.CLEAR
        return Standing.PARTIAL if self.is_part and found is not Standing.OTHER else found

    def _is_led_by_own(self, at: int) -> bool:
        """Whether the words before a number, back to a stop, name nothing but the measure."""
        words = self.scene.lead(at)
        if "," in words:
            words = words[len(words) - words[::-1].index(",") :]
        return self.subject.is_own(word for word in words if word[:1].isalpha())

    def _is_behind_title(self, at: int) -> bool:
        """Whether the measure's own name stands right before a number, as in "Burglary 688"."""
        before = at - 2 if self.scene.word(at - 1) in (":", "=", "-") else at - 1
        return before >= 0 and self.subject.is_named([self.scene.word(before)])

    def is_beside_period(self, at: int) -> bool:
        """Whether a period stands right before a number, as in "Q2: 347"."""
        before = at - 2 if self.scene.word(at - 1) in (":", "=", "-") else at - 1
        return self.scene.kind(before) is TokenKind.PERIOD

    def put_level(self, at: int, slot: Slot) -> None:
        """Take a number as a figure, with what was said of the figure to come."""
        claim = self.claim
        if claim is None or claim.level is not None or any(each.slots for each in claim.comparisons):
            moved = self.moved(claim, at)
            series = claim.series if claim is not None and self.scene.word(at - 1) == "(" else ()
            claim = self.open(slot)
            claim.series = series
            claim.comparisons = moved
        claim.level, claim.context = slot, None
        claim.is_supposed, claim.is_yearly = self.is_supposed, self.is_yearly
        claim.over = claim.over or self.over
        claim.period, (claim.since, claim.quarters) = self.period, self.stretch
        self.over, self.period, self.stretch = None, None, (1, 0)
        claim.average, self.average = self.average, ""
        each = next(
            (cue for n in range(at + 1, at + 5) if (cue := self.scene.cues.get(n)) and cue.cue is Cue.EACH),
            None,
        )
        if each is not None:
            claim.average = each.words.split()[-1]
        claim.series = self.series(at) or claim.series
        if not claim.series or self._is_total_over(at, claim):
            # "This gives a year to date total of 350" goes on about one series.
            claim.series = self.series_so_far(claim) or claim.series
        if self.scene.word(at - 1) == "total" and claim.over is None and claim.period is None:
            listed = [
                each
                for each in self.claims[-_FAR_BACK:]
                if each.sentence is self.sentence and each.period is not None
            ]
            claim.over = Over.YEAR_TO_DATE if len(listed) > 1 else None

    def moved(self, claim: Claim | None, at: int) -> list[Comparison]:
        """The comparison that stood before the figure it is of: "rose from 280 to 412"."""
        if claim is None or not claim.comparisons:
            return []
        if claim.level is not None and "(" in self.scene.between(self.last_number + 1, at):
            # "Rose to 118 (Q2: 79)": the second figure is not what rose.
            return []
        last = claim.comparisons[-1]
        if (
            not last.slots
            or (last.is_from and self.scene.word(at - 1) == "to")
            or (claim.level is None and claim.context is None and last.change is None)
            or (claim.level is None and self.scene.word(at - 1) == "to")
        ):
            return [claim.comparisons.pop()]
        if claim.level is None and last.before is not None and last.change is None and last.percent is None:
            return [claim.comparisons.pop()]
        return []

    def put_before(self, slot: Slot) -> None:
        """Take a number as the figure before."""
        comparison = self.compare()
        if comparison.before is not None:
            comparison = self.require().comparison(fresh=True)
        comparison.against = comparison.against or self.scene.aim(self.last_at)
        if comparison.change is not None or comparison.percent is not None:
            # In "12 more than 300" the words do not loosen the number.
            slot = Slot(replace(slot.token, approx=Approx.EXACT), slot.standing)
        comparison.before = slot
        comparison.is_supposed = self.is_supposed
        at = self.last_at
        comparison.is_guess = self.scene.word(at - 1) == "(" and self.scene.word(at + 1) == ")"
        comparison.is_guess = comparison.is_guess and comparison.against is None and not comparison.ways
        is_from = self.relation == "from" or comparison.is_guess or self.scene.opens_way(at)
        comparison.is_from = is_from and comparison.against is None

    def put_change(self, slot: Slot) -> None:
        """Take a number as a change."""
        self.turn_to_series(self.last_at)
        comparison = self.compare()
        if comparison.change is not None or self._is_change_anew(comparison):
            comparison = self.another(comparison)
        if self.period is not None and self.period != self.quarter and self.claim is not None:
            # "Although Q1 had been three higher than the year before".
            comparison.at, self.period = comparison.at or self.period, None
        comparison.change = slot
        comparison.is_supposed = self.is_supposed

    def put_percent(self, slot: Slot) -> None:
        """Take a percentage as that of a change."""
        self.turn_to_series(self.last_at)
        comparison = self.compare()
        if comparison.percent is not None or self.is_compared_anew(comparison):
            comparison = self.another(comparison)
        comparison.percent = slot
        comparison.is_supposed = self.is_supposed

    def compare(self) -> Comparison:
        """The comparison that is being read; another behind a semicolon, where one follows."""
        self._join_earlier()
        claim = self.require()
        last = claim.comparison()
        is_done = self.is_parted and bool(last.slots or last.against)
        is_open = bool(last.ways) and not last.slots and last.against is None and claim.level is not None
        # "Slipped to 90%, though still ahead of 85%": it did not slip from that.
        is_done = is_done or (is_open and self.is_turned(last.ways[-1].end, self.at))
        self.is_parted = False
        return claim.comparison(fresh=True) if is_done else last

    def is_turned(self, since: int, at: int) -> bool:
        """Whether a word such as "but" stands between a place in the text and a token."""
        for token in reversed(self.scene.tokens[max(at - _FAR, 0) : at]):
            if token.start < since:
                return False
            if token.word in _TURNS:
                return True
        return False

    def _join_earlier(self) -> None:
        """Take an earlier period's figure as what the figure before it is compared with.

        So a change behind both is between them: "Q2 2015/16: 346; Q2 2014/15: 534; change −188".
        """
        other = self.claims[-2] if len(self.claims) > 1 else None
        claim = self.claim
        if claim is None or claim.level is None or claim.comparisons or other is None or other.comparisons:
            return
        is_beside = other.sentence is self.sentence and other.level is not None
        is_earlier = claim.period is not None and claim.period.start < self.quarter.start
        if is_beside and is_earlier and other.period in (None, self.quarter) and other.series == claim.series:
            self.claims.pop()
            other.comparisons.append(Comparison(Against.PERIOD, claim.period, before=claim.level))
            self.claim = other

    def is_compared_anew(self, comparison: Comparison) -> bool:
        """Whether a percentage goes on to another comparator: "5 fewer than last year and 44% below …"."""
        behind, _ = self.scene.behind(self.last_at)
        is_done = comparison.change is not None and comparison.against is not None
        if not is_done or behind is None or behind.form is not Form.MORE:
            return False
        following = (self.scene.cues.get(at) for at in range(behind.to, behind.to + 7))
        return any(each is not None and each.cue in (Cue.AGAINST, Cue.AVERAGE) for each in following)

    def _is_change_anew(self, comparison: Comparison) -> bool:
        """Whether a change goes on to another comparator: "above the 90% target, 2 points up on Q2"."""
        behind, _ = self.scene.behind(self.last_at)
        if behind is None or comparison.before is None or comparison.against is None:
            return False
        if self.scene.word(behind.to) not in ("than", "on", "above", "below"):
            return False
        for at in range(behind.to, behind.to + 5):
            cue = self.scene.cues.get(at)
            if cue is not None and cue.cue is Cue.AGAINST:
                return cue.value is not comparison.against
            if self.scene.kind(at) is TokenKind.PERIOD:
                return True
        return False

    def turn_to_series(self, at: int) -> None:
        """Open a claim of another series where its label stands before a change: "…; charges −3.4%"."""
        claim = self.claim
        if claim is None or not claim.series or not claim.comparisons:
            return
        found = self.subject.series_in(self.scene.lead(at))
        if found and found != claim.series:
            last = claim.comparisons[-1]
            opened = self.open(None)
            opened.over, opened.period = claim.over, claim.period
            opened.series, opened.is_supposed, opened.is_yearly = found, claim.is_supposed, claim.is_yearly
            opened.comparisons = [Comparison(against=last.against, period=last.period)]

    def put_factor(self, slot: Slot, *, is_ratio: bool) -> None:
        """Take a factor, such as "halved", as a change."""
        comparison = self.compare()
        comparison.factor, comparison.is_ratio = slot, is_ratio
        comparison.is_supposed = self.is_supposed
        if is_ratio and slot.token.value is not None:
            sign = 1 if slot.token.value > 1 else -1
            at = self.last_at
            is_plain = speaks_of_all(self.scene, Found(Cue.WAY, at, at + 1, sign), self.subject)
            comparison.ways.append(Direction(slot.token, slot.token.end, sign, is_plain=is_plain))

    def another(self, comparison: Comparison) -> Comparison:
        """A new comparison, to which the direction goes that was read last."""
        kept = [way for way in comparison.ways if way.token.start > comparison.until]
        comparison.ways = [way for way in comparison.ways if way.token.start <= comparison.until]
        found = self.require().comparison(fresh=True)
        found.ways = kept
        return found

    def require(self) -> Claim:
        """The claim that is being read, else one that goes on about the last figure of the text."""
        if self.claim is not None:
            return self.claim
        context = next((each for each in self.claims[:-_FAR_BACK:-1] if each.level is not None), None)
        claim = self.open(None)
        claim.context = context
        claim.is_supposed, claim.is_yearly = self.is_supposed, self.is_yearly
        claim.over, self.over = self.over, None
        claim.series = self.series(self.last_number) or (context.series if context is not None else ())
        return claim

    def open(self, level: Slot | None) -> Claim:
        """Begin a claim."""
        claim = Claim(self.sentence, level)
        self.claims.append(claim)
        self.claim = claim
        return claim

    def set_against(self, value: Against, period: Period | None, at: int) -> None:
        """Say what the comparison is with; another one begins where it is with something else."""
        comparison = self.compare()
        is_other = comparison.against is not None and (comparison.against, comparison.period) != (
            value,
            period,
        )
        is_led = self.relation in ("compared", "against") and self.relation_at >= at - 3
        if comparison.slots and (is_other or (comparison.against is not None and is_led)):
            comparison = self.another(comparison)
        comparison.against, comparison.period = value, period
        comparison.until = self.scene.tokens[at].end

    def is_same_clause(self, at: int) -> bool:
        """Whether what stands at a place may still be said of the number before it."""
        if self.last_number < 0:
            return False
        between = self.scene.tokens[self.last_number + 1 : at]
        return not any(
            (each.kind is TokenKind.MARK and each.word not in ("(", ")")) or each.word in _NEW_FIGURE
            for each in between
        )

    def series(self, at: int) -> tuple[SeriesId, ...]:
        """The series whose label stands behind a number, else before it."""
        if not self.subject.labels:
            return ()
        scene = self.scene
        after: list[str] = []
        for place in range(at + 1, min(at + 14, len(scene.tokens))):
            if scene.word(place) in (":", "=", "-"):
                # What stands before a colon is the next number's.
                after = []
                break
            if scene.is_number(place) or scene.word(place) in _ENDS_LABEL:
                break
            after.append(scene.word(place))
        behind = self.subject.series_in(after) or self.subject.series_partly(after)
        if not behind and self._is_sum(at):
            return (self.subject.total,) if self.subject.total is not None else ()
        return behind or self.series_before(at)

    def _is_sum(self, at: int) -> bool:
        """Whether a number is said to be of all that was listed: "making 263 in all"."""
        cue = self.scene.cues.get(at + 1)
        is_all = cue is not None and cue.cue is Cue.TOTAL and cue.words in _IN_ALL
        return is_all or self.scene.word(at - 1) in _SUMMING

    def _is_total_over(self, at: int, claim: Claim) -> bool:
        """Whether "total" may be one over time, and not of all series."""
        is_total = self.subject.total is not None and claim.series == (self.subject.total,)
        return is_total and bool(_STRETCHES.intersection(self.scene.lead(at)))

    def series_so_far(self, claim: Claim) -> tuple[SeriesId, ...]:
        """The series that a sentence goes on about: "Hotline: 12. This gives a year end total of 33"."""
        first = self.scene.word(0)
        last = next((each for each in reversed(self.claims[-_FAR_BACK:]) if each is not claim), None)
        return last.series if last is not None and first in _GOING_ON else ()

    def series_before(self, at: int) -> tuple[SeriesId, ...]:
        """Return the series whose label stands before a number, back to the number before it."""
        scene = self.scene
        before: list[str] = []
        for place in range(at - 1, max(at - 40, -1), -1):
            is_from = self.last_role is Role.BEFORE and place == self.last_number
            if (scene.is_number(place) and not is_from) or scene.word(place) in (";", ".", "\n"):
                break
            before.append(scene.word(place))
        return self.subject.series_in(before[::-1])
