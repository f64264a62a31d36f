"""What a number counts: the measure's own noun, one series by its label, or something else."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from cspdesk.analysis.check.claims import Standing
from cspdesk.analysis.check.facts import Facts
from cspdesk.analysis.check.tokens import Token, TokenKind
from cspdesk.analysis.check.word_sets import words_of
from cspdesk.domain.plan_view import partnership
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Series, SeriesId
from cspdesk.domain.unit import Unit

_WORDS = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*+")
_IN_FULL = {"offs": "offence", "incs": "incident", "refs": "referral", "felt": "feel"}
_SAME_CRIME = frozenset(("offenc", "crime"))
LOOSE = words_of(
    "case report people person individ record number figure total occurr instan request referr client call"
    " incide victim men women clients episod contac"
)
_NEUTRAL = words_of(
    "a an the of to and or in on at by for with as is are was were be been being has have had this that these"
    " those there it its we our they their which who whom not all both each any some such same also further"
    " recorded reported record report police crime crimes number numbers figure figures total totals level"
    " levels volume overall performance rate rates count counts year years quarter quarters month months"
    " period"
    " date end during over across within borough district county city area areas partnership local locally"
    " csp now again still only just slightly slight significantly significant marginally marginal small large"
    " considerable considerably notable notably sharp sharply steady steadily slow slowly further overall"
    " compared comparison data latest current new result results however while whilst although but so very"
    " much more less fewer higher lower up down percentage percent per cent points point proportion share"
    " average mean per recent recently seen shows show showing means making makes giving gives gave given"
    " us since when than then from against versus remains remain continue continues looks look appear appears"
    " seems stands stood came come comes reached reaching achieved achieving equates equivalent represents"
    " representing i.e ie eg which what between them one first second third fourth last previous prior year's"
    " quarter's outturn achieved actual actuals cumulative rolling financial dealt recorded made received"
    " far early target baseline targets against provisional revised estimated q successful successfully"
)
_LIMITS = words_of(
    "in at within near around for by across outside involving where which who that linked relating related"
    " committed against with among amongst under aged"
)
_ENDS = words_of("; : . ( ) | \n = / ,") | {"\n", ","}


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return the first letters of a word, alike for its inflections: "complet" is cut to "comple"."""
    word = _IN_FULL.get(word, word).removesuffix("'s")
    if len(word) <= 4:
        return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:6]


_NEUTRAL_STEMS = frozenset(stem(word) for word in _NEUTRAL)
_OFFICES = frozenset(
    stem(word)
    for word in words_of(
        "community safety partnership board safer stronger strategic county city borough district council"
        " royal metropolitan and of the"
    )
)
"""Words of a partnership's name that name no place."""


def stems(text: str) -> list[str]:
    """Return the stems of a text's words in order; "non opiate" is one word with its hyphen."""
    words = [match[0] for match in _WORDS.finditer(text.lower().replace("non ", "non-"))]
    return [stem(word) for word in words]


class Subject:
    """The words of a measure, by which a text's numbers are told from those that count other things."""

    def __init__(self, snapshot: Snapshot, facts: Facts | None) -> None:
        self.facts = facts
        self.unit = facts.measure.unit if facts is not None else Unit.COUNT
        own = partnership(snapshot)
        # A county or city that a partnership lies in is somewhere else, unless it is all of its name.
        named, around = frozenset(stems(own.name)), frozenset(stems(f"{own.county_name} London"))
        self._places = named - around if named - around - _OFFICES else named
        self.known: frozenset[str] = frozenset()
        self.nouns: frozenset[str] = frozenset()
        self._spelt: tuple[tuple[str, ...], ...] = ()
        self.labels: tuple[tuple[SeriesId, frozenset[str]], ...] = ()
        self.hands: frozenset[str] = frozenset()
        """Words of whoever gives the figures: the measure's owner and source."""
        self._initials: tuple[str, ...] = ()
        self._long: tuple[str, ...] = ()
        self.total = next((each.id for each in facts.series if each.total_of), None) if facts else None
        if facts is None:
            return
        measure = facts.measure
        labels = [
            (each, frozenset(stems(each.label)) - _ARTICLES) for each in facts.series if each.label.strip()
        ]
        if len(facts.series) > 1:
            self.labels = tuple((each.id, found) for each, found in labels if found)
            spelt = (tuple(key for key in stems(each.label) if key not in _ARTICLES) for each, _ in labels)
            self._spelt = tuple(each for each in spelt if len(each) > 1)
        title = _content(stems(measure.title))
        label = _content(stems(measure.unit_label), strict=False)
        self.known = frozenset((*title, *_content(stems(measure.definition)), *label))
        self.known |= {word for _, found in self.labels for word in found}
        self.known |= frozenset(stems(f"{measure.title} {measure.definition}")) & {"crime"}
        self.nouns = (
            label | heads(measure.title) | {each for _, found in self.labels for each in _content(found)}
        )
        self.hands = frozenset(stems(f"{measure.owner} {measure.source}"))
        self._initials = _initials(measure.title)
        self._long = tuple(each for each in self.known | self.nouns if len(each) > 3)
        if label & _SAME_CRIME or (not label and self.nouns & _SAME_CRIME):
            self.nouns |= _SAME_CRIME

    @property
    def has_average(self) -> bool:
        """Whether a baseline of the measure is called an average."""
        if self.facts is None:
            return False
        return any(
            "average" in base.name.lower()
            for each in self.facts.series
            for base in self.facts.baselines(each)
        )

    def standing(self, tokens: Sequence[Token], at: int, *, starts_text: bool) -> Standing:
        """Return what the number at a place counts, by the words behind it and right before it."""
        is_number = tokens[at].kind is TokenKind.NUMBER
        if is_number and at + 1 < len(tokens) and tokens[at + 1].word == "of":
            return Standing.PARTIAL
        if self.is_of_some(tokens, at):
            return Standing.PARTIAL
        noun, own, others = self._noun(tokens, at)
        if noun < 0 or (self.unit is not Unit.RATE and _is_rate(tokens, at)):
            if own or others or noun >= 0:
                return Standing.OTHER
            return Standing.CLEAR if starts_text and _is_alone(tokens, at) else Standing.BARE
        before = tokens[at - 1].word if at else ""
        is_part = before in ("which", "whom", "these", "them", "including") or _is_accounted_for(tokens, at)
        if is_part or others or self._is_limited(tokens, noun):
            return Standing.PARTIAL
        return Standing.CLEAR if stem(tokens[noun].word) in self.nouns else Standing.LOOSE

    def is_of_some(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a number is of some people whom the measure does not tell apart: "62% of women"."""
        for token in tokens[at + 1 : at + 6]:
            if token.kind is not TokenKind.WORD:
                return False
            if token.word in SOME and stem(token.word) not in self.known:
                return True
        return False

    def _noun(self, tokens: Sequence[Token], at: int) -> tuple[int, int, int]:
        """Where the noun stands that a number counts, else −1; how many own and other words lead to it."""
        own = others = 0
        for place in range(at + 1, min(at + 13, len(tokens))):
            token = tokens[place]
            if token.kind is not TokenKind.WORD or token.word in _LIMITS:
                if _ends_phrase(token):
                    break
                continue
            key = stem(token.word)
            if key in self.nouns or key in LOOSE:
                return place, own, others
            if token.word in _STOPS or others > 2:
                break
            if key not in _NEUTRAL_STEMS:
                own += key in self.known
                others += key not in self.known
        return -1, own, others

    def _is_limited(self, tokens: Sequence[Token], noun: int) -> bool:
        """Whether words behind a noun leave only some of what it names: "in the town centre", "in May"."""
        is_inside = False
        for place, token in enumerate(tokens[noun + 1 : noun + 12], noun + 1):
            if token.kind in (TokenKind.MONTH, TokenKind.DATE):
                return not any(each.word in _ENDING for each in tokens[max(place - 3, 0) : place])
            if token.kind is not TokenKind.WORD:
                if _ends_phrase(token):
                    return False
                is_inside = is_inside and token.kind is not TokenKind.PERIOD
                continue
            if token.word in _TURNS:
                return False
            if token.word in _LIMITS or token.word in _BEING:
                is_inside = True
            elif is_inside and token.word not in _STOPS and not self._is_known(stem(token.word)):
                return True
        return False

    def _is_known(self, key: str) -> bool:
        return key in self.known or key in _NEUTRAL_STEMS or key in self._places or key in self.nouns

    def is_own(self, words: Iterable[str]) -> bool:
        """Whether words name nothing but the measure and what may be said of any figure."""
        return all(self._is_known(stem(word)) and not self._is_elsewhere(word) for word in words)

    def _is_elsewhere(self, word: str) -> bool:
        """Whether a word that looks alike means something else: how well crime is reported, all crime."""
        return word in _ON_RECORDING or (word == "crime" and "crime" not in self.known)

    def is_of_elsewhere(self, tokens: Sequence[Token]) -> bool:
        """Whether a sentence names other areas than the partnership's: the force, the region, the country."""
        return any(token.word in _ELSEWHERE and stem(token.word) not in self._places for token in tokens)

    def is_content(self, word: str) -> bool:
        """Whether a word is one of those that say what the measure counts."""
        key = stem(word)
        if key in self.known or key in self.nouns or self._is_short(word):
            return True
        return len(key) >= 4 and any(each.startswith(key) or key.startswith(each) for each in self._long)

    def _is_short(self, word: str) -> bool:
        """Whether a word is made of the first letters of the title's: "vwi" of "Violence with injury"."""
        is_word = stem(word) in _NEUTRAL_STEMS or word in _STOPS
        return 2 <= len(word) <= 6 and not is_word and any(word in each for each in self._initials)

    def is_named(self, words: Iterable[str]) -> bool:
        """Whether words name the measure."""
        return any(stem(word) in self.nouns for word in words)

    def series_in(self, words: Iterable[str]) -> tuple[SeriesId, ...]:
        """Return the series whose label the words hold whole: of several the longest, if it is one."""
        if not self.labels:
            return ()
        keys = frozenset(stems(" ".join(words)))
        held = [(len(found), series) for series, found in self.labels if found <= keys]
        if not held:
            return (self.total,) if "total" in keys and self.total is not None else ()
        most = max(length for length, _ in held)
        best = tuple(series for length, series in held if length == most)
        return best if len(best) == 1 else ()

    def series_partly(self, words: Sequence[str]) -> tuple[SeriesId, ...]:
        """Return the series that words name by what tells it from the others: "without" of "172 without"."""
        keys = frozenset(stem(word) for word in words)
        if not keys or not all(self._is_known(key) for key in keys):
            return ()
        found = []
        for series, label in self.labels:
            others = frozenset().union(*(each for other, each in self.labels if other != series))
            apart = label - others
            is_small = apart <= _SMALL_STEMS and not keys & (label - apart)
            if apart and apart <= keys and not is_small:
                found.append(series)
        return tuple(found) if len(found) == 1 else ()

    def names_in(self, tokens: Sequence[Token]) -> frozenset[int]:
        """Return the places of the words of series' labels that stand there whole: "theft from"."""
        found: set[int] = set()
        if not self._spelt:
            return frozenset()
        places = [at for at, token in enumerate(tokens) if token.word not in _ARTICLES]
        keys = [stem(tokens[at].word) for at in places]
        for label in self._spelt:
            size = len(label)
            for at in range(len(keys) - size + 1):
                if keys[at] == label[0] and tuple(keys[at : at + size]) == label:
                    found.update(range(places[at], places[at + size - 1] + 1))
        return frozenset(found)

    def series_of(self, ids: tuple[SeriesId, ...]) -> tuple[Series, ...]:
        """Return the series of those keys; all, the headline first, where there are none."""
        if self.facts is None:
            return ()
        if ids:
            return tuple(each for each in self.facts.series if each.id in ids)
        return tuple(sorted(self.facts.series, key=lambda each: not each.headline))


_ENDING = words_of("to end until by ending ended since")
_BEING = words_of("were was are is had have involved featured included happened occurred took concerned")
_ON_RECORDING = words_of("reporting recording detection detections reports")
_ACCOUNTING = words_of(
    "charged convicted sentenced admitted account accounts accounted accounting responsible committed caused"
    " generated attributed"
)
_ELSEWHERE = words_of(
    "force national nationally nationwide regional regionally region england wales uk britain countywide"
    " county elsewhere peers neighbouring similar family london"
)
SOME = words_of(
    "women men boys girls females males female male younger older young adults children teenagers pensioners"
    " students tenants owners drivers staff"
)
_TURNS = words_of("and but while whilst however")
_STOPS = words_of(
    "of to and but while whilst however v vs versus is are was were has have had be been compared compares"
    " than from on as up down this that which who there giving gives representing equating increase"
    " decrease reduction rise fall more fewer less higher lower better worse an a the"
)


_AFTER_FIGURE = _STOPS | words_of("in during for this recorded reported so were year")


_SMALL_STEMS = frozenset(("with", "of", "from", "to", "in", "at", "by", "for", "on", "and", "or"))
_LETTERS = re.compile("[a-z]+")
_SMALL = words_of("a an and the of to in for on at by with or against")
_ARTICLES = frozenset(("a", "an", "the", "and"))
_PREPOSITIONS = words_of("with without for of to by in at on from who where which whose that within under")


def _is_rate(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is so many per so many people: "46 crimes per 1,000"."""
    behind = tokens[at + 1 : at + 6]
    return any(
        one.word == "per" and other.kind in (TokenKind.CODE, TokenKind.NUMBER)
        for one, other in pairwise(behind)
    )


def _is_accounted_for(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is what some of the cases make: "young people account for 120 offences"."""
    return any(token.word in _ACCOUNTING for token in tokens[max(at - 4, 0) : at])


def _ends_phrase(token: Token) -> bool:
    if token.kind is TokenKind.MARK:
        return token.word in _ENDS
    return token.kind not in (TokenKind.PERIOD, TokenKind.WORD)


def _is_alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number stands by itself, with no noun that might be another's."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is None or following.kind is not TokenKind.WORD or following.word in _AFTER_FIGURE


def _initials(title: str) -> tuple[str, ...]:
    """The first letters of a title's words, with its small words and without."""
    words = [match[0] for match in _LETTERS.finditer(title.lower())]
    return "".join(word[0] for word in words), "".join(word[0] for word in words if word not in _SMALL)


def heads(title: str) -> frozenset[str]:
    """Return the stems of a title's own nouns: "exclus" of "School exclusions for violence"."""
    found: set[str] = set()
    last = ""
    for match in _WORDS.finditer(title.lower()):
        word = match[0]
        if word in _PREPOSITIONS:
            break
        if word in ("and", "or", "&"):
            found.add(stem(last))
        last = word
    found.add(stem(last))
    return frozenset(each for each in found if len(each) > 2 and each not in _NEUTRAL_STEMS)


def title_stems(title: str) -> frozenset[str]:
    """Return the stems of a title's words that say what is counted."""
    return _content(stems(title))


def _content(found: Iterable[str], *, strict: bool = True) -> frozenset[str]:
    return frozenset(each for each in found if len(each) > 1 and (not strict or each not in _NEUTRAL_STEMS))
