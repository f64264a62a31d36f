"""The phrases of a sentence that say how its figures hang together: spans, comparators and directions."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from cspdesk.analysis.check.facts import Against, Over
from cspdesk.analysis.check.tokens import Token, TokenKind


class Cue(Enum):
    """What a phrase tells."""

    OVER = "over"
    """The stretch of time that a figure covers; the value is an Over."""
    AGAINST = "against"
    """What is compared with; the value is an Against."""
    RELATION = "relation"
    """ "compared to", "against", "than", "from"; the value is the word."""
    WAY = "way"
    """Up or down; the value is 1 or -1, 0 for a difference of neither sign."""
    QUALITY = "quality"
    """Better or worse; the value is 1 or -1."""
    SAME = "same"
    """ "no change", "stable": the value is "exact" or "loose"."""
    AVERAGE = "average"
    EACH = "each"
    """ "a month", "per week": the value is the word."""
    YEARLY = "yearly"
    """Extrapolated to a year."""
    MODAL = "modal"
    """What follows is no fact: "will", "expected to", "aim"."""
    PART = "part"
    """What follows is a part of what was said: "of which", "including"."""
    TOTAL = "total"
    """ "in total", "altogether", "made up of"."""
    EXTREME = "extreme"
    """ "the highest", "the lowest": the value is 1 or -1."""
    EARLIER = "earlier"
    """ "a year" of "last year" behind a quarter's name: it is in the value of the period."""


class Form(Enum):
    """What sort of word a direction is."""

    NOUN = "noun"
    VERB = "verb"
    MORE = "more"
    """ "more", "higher", "fewer", "below"."""
    UP = "up"
    """ "up", "down"."""
    ING = "ing"
    BASE = "base"
    """ "rise", "fall", "drop" after "to": noun or verb."""


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase and the tokens that it takes: `tokens[at:to]`."""

    cue: Cue
    at: int
    to: int
    value: object
    form: Form | None = None
    words: str = ""


_WAYS: dict[Form, tuple[str, str]] = {
    Form.NOUN: (
        "increase increases rise growth uplift upturn jump surge spike climb gain",
        "decrease decreases reduction reductions fall drop decline downturn dip",
    ),
    Form.VERB: (
        "increased rose risen grew grown climbed jumped surged soared lengthened widened",
        "decreased fell fallen reduced dropped declined slipped dipped shortened narrowed shrank shrunk",
    ),
    Form.ING: ("increasing rising growing climbing", "decreasing falling reducing dropping declining"),
    Form.MORE: ("more higher greater above larger", "fewer less lower below smaller"),
    Form.UP: ("up", "down"),
}
_QUALITIES = (
    "better improved improving improvement improves",
    "worse worsened worsening deteriorated deteriorating deterioration worsens poorer",
)
_ONE_WORD: dict[str, tuple[Cue, object, Form | None]] = {
    word: (Cue.WAY, sign, form)
    for form, both in _WAYS.items()
    for sign, words in zip((1, -1), both, strict=True)
    for word in words.split()
}
_ONE_WORD |= {
    word: (Cue.QUALITY, sign, None)
    for sign, words in zip((1, -1), _QUALITIES, strict=True)
    for word in words.split()
}
_ONE_WORD |= {
    word: (Cue.MODAL, word, None)
    for word in (
        "will would could should may might must if expect expected expects forecast forecasts predict predicted"
        " predicts projected aim aims aiming hope hopes hoped plan plans planned intend intended ambition"
        " anticipate anticipated anticipates likely potentially unless needs need want wants estimate"
        " commitment committed seeking reduce improve cut achieve maintain".split()
    )
}

_YEAR = r"(?:financial |reporting |fiscal )?year(?:'s)?"
_LAST = r"(?:last|previous|prior|preceding)"
_SAME = r"(?:same|corresponding|equivalent|comparable) (?P<same>quarter|period|time|point|stage|months|# months|reporting period)"
_PHRASES: tuple[tuple[str, str, Cue, object], ...] = (
    (
        "same corresponding equivalent comparable",
        rf"{_SAME}(?: (?:of|in|during|for|from|as|a|the|at)){{0,2}} (?:{_LAST} {_YEAR}|year (?:ago|earlier|before|previously))",
        Cue.AGAINST,
        Against.LAST_YEAR,
    ),
    ("same corresponding", rf"{_SAME}(?: of| in)? ~p", Cue.AGAINST, Against.PERIOD),
    ("this", r"this (?P<same>point|stage|time) (?:in |of )?~p", Cue.AGAINST, Against.PERIOD),
    ("last previous prior preceding", rf"{_LAST} {_YEAR}", Cue.AGAINST, Against.LAST_YEAR),
    ("last previous prior preceding", rf"{_LAST} quarter(?:'s)?", Cue.AGAINST, Against.PREVIOUS),
    (
        "previous preceding prior",
        r"(?:previous|preceding|prior) (?:#|~c|twelve|12) ?months?",
        Cue.AGAINST,
        Against.LAST_YEAR,
    ),
    (
        "previous preceding prior",
        r"(?:previous|preceding|prior) (?:three|3) months",
        Cue.AGAINST,
        Against.PREVIOUS,
    ),
    ("year", r"year (?:before|ago|earlier|previously)", Cue.AGAINST, Against.LAST_YEAR),
    ("year", r"year on year", Cue.AGAINST, Against.LAST_YEAR),
    ("year-on-year", r"year-on-year", Cue.AGAINST, Against.LAST_YEAR),
    ("quarter", r"quarter (?:before|earlier)", Cue.AGAINST, Against.PREVIOUS),
    ("quarter", r"quarter on quarter", Cue.AGAINST, Against.PREVIOUS),
    ("quarter-on-quarter", r"quarter-on-quarter", Cue.AGAINST, Against.PREVIOUS),
    (
        "baseline baselines base-line",
        r"(?:baselines?|base-line)(?: (?:figure|year|period|position|level|average|rate|value|total|number))?",
        Cue.AGAINST,
        Against.BASELINE,
    ),
    ("target targets", r"targets?(?: (?:figure|range|level|rate|value))?", Cue.AGAINST, Against.TARGET),
    (
        "year year-to-date ytd",
        r"(?:year to date|year-to-date|ytd)(?: (?:total|figure|position|performance))?",
        Cue.OVER,
        Over.YEAR_TO_DATE,
    ),
    ("year", r"year(?: |-)end (?:total|figure|outturn)", Cue.OVER, Over.YEAR),
    ("yearend year-end", r"(?:yearend|year-end) (?:total|figure|outturn)", Cue.OVER, Over.YEAR),
    ("full whole", rf"(?:full|whole) {_YEAR}(?: (?:total|figure))?", Cue.OVER, Over.YEAR),
    ("so", r"so far(?: this year)?", Cue.OVER, Over.YEAR_TO_DATE),
    ("to", r"to date", Cue.OVER, Over.YEAR_TO_DATE),
    ("total", r"total to date|total for the year(?: (?:so far|to date))?", Cue.OVER, Over.YEAR_TO_DATE),
    ("cumulative cumulatively", r"cumulative(?:ly)?(?: (?:total|figure))?", Cue.OVER, Over.YEAR_TO_DATE),
    ("since", r"since (?:april|~m)", Cue.OVER, Over.YEAR_TO_DATE),
    ("first", r"first (?:half|six months|~c months|two quarters|# quarters)(?: of the year)?", Cue.OVER, 2),
    ("first", r"first (?:nine months|three quarters|\*)(?: of the year)?", Cue.OVER, 3),
    ("half half-year", r"(?:half year|half-year)(?: (?:total|figure))?", Cue.OVER, 2),
    ("year", r"year (?:closed|ended|finished)(?: (?:on|at|with))?", Cue.OVER, Over.YEAR_TO_DATE),
    ("ended closed finished ending", r"(?:ended|closed|finished|ending) the year", Cue.OVER, Over.YEAR_TO_DATE),
    ("for over in during", r"(?:for|over|in|during) the (?:financial )?year(?! (?:to|ending|ended|before))", Cue.OVER, Over.YEAR_TO_DATE),
    ("c", r"~c months? (?:to|ending|ended|up to)(?: the)?(?: end of)? ~[mpd]", Cue.OVER, "year to"),
    ("c", r"~c months? (?:before|earlier|previously)", Cue.AGAINST, Against.LAST_YEAR),
    ("to", r"to spare", Cue.WAY, 0),
    ("year", r"year (?:to|ending|ended|up to)(?: the)?(?: end of)? ~[mpd]", Cue.OVER, "year to"),
    ("rolling", r"rolling year before", Cue.AGAINST, Against.LAST_YEAR),
    ("previous preceding prior", r"(?:previous|preceding|prior) rolling (?:year|12 months|~c months|period)", Cue.AGAINST, Against.LAST_YEAR),
    (
        "rolling",
        r"rolling(?: (?:year|annual|(?:#|12|twelve) ?months?|~c))?(?: (?:period|total|figure))?",
        Cue.OVER,
        Over.ROLLING,
    ),
    (
        "last past latest recent",
        r"(?:last|past|latest|recent) (?:#|12|twelve|~c) ?(?:months?)?",
        Cue.OVER,
        "months",
    ),
    ("past", r"past year", Cue.OVER, Over.ROLLING),
    (
        "12-month twelve-month 12-months",
        r"(?:12|twelve)-months?(?: (?:period|total|figure))?",
        Cue.OVER,
        Over.ROLLING,
    ),
    ("twelve", r"twelve months? (?:to|ending|ended|period)", Cue.OVER, Over.ROLLING),
    ("this current quarter's", r"(?:this|current) quarter(?:'s)?", Cue.OVER, Over.QUARTER),
    ("the", r"the quarter(?! (?:before|earlier|end))", Cue.OVER, Over.QUARTER),
    ("compared", r"compared (?:to|with|against)", Cue.RELATION, "compared"),
    (
        "compares",
        r"compares (?:favourably |unfavourably |well |poorly )?(?:to|with|against)",
        Cue.RELATION,
        "compared",
    ),
    ("compare", r"compare (?:to|with|against)", Cue.RELATION, "compared"),
    ("comparing", r"comparing (?:to|with|against)", Cue.RELATION, "compared"),
    ("comparison", r"comparison (?:to|with|against)", Cue.RELATION, "compared"),
    ("relative", r"relative to", Cue.RELATION, "compared"),
    ("against", r"against", Cue.RELATION, "against"),
    ("versus vs v", r"(?:versus|vs|v)", Cue.RELATION, "against"),
    ("than", r"than", Cue.RELATION, "than"),
    ("previously formerly", r"(?:previously|formerly)", Cue.RELATION, "than"),
    ("from", r"from", Cue.RELATION, "from"),
    ("since", r"since", Cue.RELATION, "since"),
    ("no", r"no (?:overall |real |significant )?(?:change|difference|movement)", Cue.SAME, "exact"),
    ("unchanged", r"unchanged", Cue.SAME, "exact"),
    ("same", r"same (?:as|number|figure|level|total|rate)", Cue.SAME, "exact"),
    (
        "remained remains stayed stays",
        r"(?:remain|stay)(?:ed|s) (?:the same|at the same (?:level|figure|number))",
        Cue.SAME,
        "exact",
    ),
    (
        "remained remains stayed stays held been is",
        r"(?:remained|remains|stayed|stays|held|been|is) (?:broadly |relatively |fairly |largely |very |at a )?(?:stable|static|steady|level|consistent)",
        Cue.SAME,
        "loose",
    ),
    ("maintained", r"maintained", Cue.SAME, "loose"),
    (
        "average averaging averages averaged mean",
        r"(?:average|averaging|averages|averaged|mean)",
        Cue.AVERAGE,
        "average",
    ),
    (
        "monthly weekly quarterly daily",
        r"(?:monthly|weekly|quarterly|daily) (?:average|mean)",
        Cue.AVERAGE,
        "monthly",
    ),
    (
        "a per each every",
        r"(?:a|per|each|every) (?P<each>month|week|day|quarter)(?! (?:ago|before|earlier|later))",
        Cue.EACH,
        "each",
    ),
    (
        "extrapolated extrapolating projected scaled annualised grossed",
        r"(?:extrapolat(?:ed|ing)|projected|scaled up|annualised|grossed up)",
        Cue.YEARLY,
        "",
    ),
    ("full-year", r"full-year", Cue.OVER, Over.YEAR),
    ("of", r"of (?:which|whom|these|those|them|the total|this total|this number|this)", Cue.PART, ""),
    ("including", r"including", Cue.PART, ""),
    ("included", r"included", Cue.PART, ""),
    ("one", r"one of (?:which|whom)", Cue.PART, ""),
    ("in", r"in (?:total|all)", Cue.TOTAL, "total"),
    ("altogether overall", r"altogether", Cue.TOTAL, "total"),
    ("total", r"total of", Cue.TOTAL, "total"),
    ("total", r"total(?= #)", Cue.TOTAL, "total of"),
    ("made", r"made up of", Cue.TOTAL, "parts"),
    ("consisting comprising", r"(?:consisting of|comprising)", Cue.TOTAL, "parts"),
    ("highest", r"(?:highest|largest|most)", Cue.EXTREME, 1),
    ("lowest", r"(?:lowest|smallest|fewest)", Cue.EXTREME, -1),
    (
        "continue continues continued continuing",
        r"continu(?:e|es|ed|ing) to (?P<base>rise|increase|grow|climb|go up)",
        Cue.WAY,
        1,
    ),
    (
        "continue continues continued continuing",
        r"continu(?:e|es|ed|ing) to (?P<base>fall|decrease|reduce|decline|drop|go down)",
        Cue.WAY,
        -1,
    ),
    (
        "continue continues continued continuing",
        r"continu(?:e|es|ed|ing) to (?P<base>improve)",
        Cue.QUALITY,
        1,
    ),
    (
        "continue continues continued continuing",
        r"continu(?:e|es|ed|ing) to (?P<base>worsen|deteriorate)",
        Cue.QUALITY,
        -1,
    ),
    (
        "over above",
        r"(?:over|above)(?= (?:the |our |its |this )?(?:annual |year's |quarterly |yearly )?target)",
        Cue.WAY,
        1,
    ),
    (
        "under below",
        r"(?:under|below)(?= (?:the |our |its |this )?(?:annual |year's |quarterly |yearly )?target)",
        Cue.WAY,
        -1,
    ),
    (
        "change changes difference changed differs",
        r"(?:change|difference) of|changed by|differs by",
        Cue.WAY,
        0,
    ),
)


_SHORT = {"qtr": "quarter", "qtrs": "quarters", "yr": "year", "yrs": "years", "prev": "previous", "mths": "months"}


def _phrases() -> dict[str, list[tuple[re.Pattern[str], Cue, object]]]:
    found: dict[str, list[tuple[re.Pattern[str], Cue, object]]] = {}
    for firsts, pattern, cue, value in _PHRASES:
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
            if found is None and token.kind is TokenKind.WORD and token.word in _ONE_WORD:
                cue, value, form = _ONE_WORD[token.word]
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
                Form.VERB if "base" in match.groupdict() else Form.MORE if cue is Cue.WAY and (value or match[0] == "to spare") else None
            )
            return Found(cue, at, to, value, form, match[0])
        return None
