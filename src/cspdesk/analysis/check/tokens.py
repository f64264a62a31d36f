"""Numbers, dates, periods and words in English prose, as people write them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cspdesk.domain.period import Period


class TokenKind(StrEnum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    """A count or another bare number: "12, 469", "three", "1.5 million", "-5"."""
    PERCENT = "percent"
    """ "25.4%", "25.4 per cent", "ten percent"; with "percentage points" it is POINTS."""
    POINTS = "points"
    MONEY = "money"
    ORDINAL = "ordinal"
    """ "14 th", "third" where a rank is meant."""
    MULTIPLE = "multiple"
    """ "halved", "doubled", "a third", "twice", "three quarters": `value` is the factor or fraction."""
    DATE = "date"
    """A day: "24th May", "01/10/14", "7 October"; `day` where the year is known or written."""
    MONTH = "month"
    """ "Oct 2011", "October"; `period` where the year is written."""
    PERIOD = "period"
    """A quarter, year or stretch: "Q3", "Q3 2015/16", "2014/5", "01/10/14 - 30/09/15", "2015"."""
    MEASURE = "measure"
    """A measure's number in the shape of one, or "measure 2.1": never a count."""
    CODE = "code"
    """A telephone number, reference, address, time of day, age range: digits that count nothing."""
    MARK = "mark"
    """Punctuation that matters: . , ; : ( ) = / – - + < > line breaks."""


class Approx(StrEnum):
    """How closely a number is meant."""

    EXACT = "exact"
    ABOUT = "about"
    """ "around", "about", "approximately", "roughly", "some", "circa", "nearly"/"almost" are UNDER."""
    OVER = "over"
    """ "over", "more than", "above": the figure is a little larger."""
    UNDER = "under"
    """ "almost", "nearly", "just under", "less than", "fewer than"."""
    AT_MOST = "at most"
    """ "up to", "no more than", "a maximum of"."""
    AT_LEAST = "at least"
    """ "at least", "a minimum of", "or more"."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a sentence; `text[start:end]` are its characters."""

    kind: TokenKind
    start: int
    end: int
    word: str
    """The characters, in small letters, with straight apostrophes and one hyphen for every dash."""
    value: Decimal | None = None
    """The number, unsigned but for a written minus: of PERCENT 25.4 means 25.4%."""
    decimals: int = 0
    """Decimal places as written."""
    approx: Approx = Approx.EXACT
    sign: int = 0
    """-1 or 1 where a sign is written in front: "+66", "−0.9%"."""
    is_spelt: bool = False
    """Whether it is written in letters: "three"."""
    period: Period | None = None
    """Of PERIOD and MONTH, where it can be told; a bare "Q3" has `quarter` alone."""
    quarter: int = 0
    """1 to 4 where a quarter is named."""
    last_quarter: int = 0
    """Of a range of quarters of one year ("Q1 to Q3") the last one; `quarter` is then the first."""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a line or bullet that stands for one."""

    start: int
    end: int
    tokens: tuple[Token, ...]
