"""The vocabulary of the lexer: the words that make, loosen or unmake a number in English prose."""

from cspdesk.analysis.check.tokens import Approx
from cspdesk.analysis.check.word_sets import words_of


def _numbered(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(words.split())}


UNITS = _numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    0,
)
TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10) | {"fourty": 40}
SCALES = {"hundred": 100, "dozen": 12, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}

ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    1,
)

FACTORS = {
    "halved": "0.5",
    "halving": "0.5",
    "doubled": "2",
    "doubling": "2",
    "doubles": "2",
    "double": "2",
    "twice": "2",
    "twofold": "2",
    "two-fold": "2",
    "trebled": "3",
    "trebling": "3",
    "treble": "3",
    "tripled": "3",
    "tripling": "3",
    "triple": "3",
    "threefold": "3",
    "three-fold": "3",
    "quadrupled": "4",
    "quadrupling": "4",
    "fourfold": "4",
    "four-fold": "4",
}

FRACTIONS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4} | {
    f"{word}{ending}": number
    for word, number in _numbered("fifth sixth seventh eighth ninth tenth", 5).items()
    for ending in ("", "s")
}

COUNTED = words_of(
    """
    offence offences incident incidents crime crimes case cases request requests report reports referral
    referrals victim victims offender offenders suspect suspects call calls caller callers repeat
    repeats arrest arrests charge charges conviction convictions commencement commencements completion
    completions breach breaches burglary burglaries robbery robberies assault assaults theft thefts fire
    fires complaint complaints order orders notice notices injunction injunctions client clients
    individual individuals people person persons man men woman women child children young adults adult
    youth youths household households visit visits session sessions participant participants attendee
    attendees entrant entrants survey surveys respondent respondents resident residents nominals nominal
    ppos females males female male families family patrols patrol operations seizures seizure deaths
    death collisions collision casualties casualty vehicles vehicle warrants warrant searches search
    evictions closure closures interventions intervention contacts contact queries enquiries properties
    property dwellings events event meetings applications assessments plans disclosures murders
    homicides rapes knives weapons drugs tests days hours pupils schools officers staff members recorded
    """
)
"""Nouns that figures count in this kind of report; others are known by their plural."""

_NOT_PLURAL = words_of(
    """
    was this has is as its his less across plus versus thus does progress process us always perhaps
    towards previous various unless business access success analysis basis focus status series serious
    yes news continues remains shows gives compares represents includes exceeds equals makes brings
    suggests means needs takes reflects relates appears follows leaves seems comes goes rises falls
    increases decreases reduces drops
    """
)


def is_counted(word: str) -> bool:
    """Whether a word in small letters may be what a number in front of it counts."""
    if word in COUNTED:
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith("ss") and word not in _NOT_PLURAL


TIMES = words_of(
    """
    second seconds minute minutes min mins hour hours hr hrs day days night nights week weeks weekend
    weekends fortnight fortnights month months monthly quarter quarters year years yr yrs yearly decade
    decades
    """
)
"""What lasts: a number of these says how long, not how many."""

LABELS = words_of(
    """
    years phases stages wards tiers bands zones section sections operation op phase stage tier step
    strand class part appendix annex table fig page pages para paragraph chapter ward zone beat room
    unit band category wave priority objective outcome action actions recommendation year week version
    grade question item ref reference no nos schedule act junction platform level cohort type covid
    strategy bus note footnote theme aim goal point option ni bv bvpi pi lpi kpi spi sdg id block flat
    plot lot article policy principle
    """
)
"""Words whose number names one of several: "Section 136", "in year 1"."""

MEASURE_WORDS = words_of("measure measures indicator indicators kpi kpis")

COMMITTED = words_of("commit commits committed committing with having")

NUMBERED = words_of("collar badge reference telephone phone log shoulder warrant licence serial")
"""Before "number 4471" these say that it is a name."""

COMPARING = words_of("against with from than by was were is totalled totalling versus vs")
"""Right before a figure these say that it is one number and no list."""

TIME_FOLLOWS = words_of("in last this at during for on over since year")

LATER_IN_LIST = frozenset({"and", "or", "to", "&", ",", "-"})
"""What may stand between two numbers of the same sort: "measures 2.1 and 2.2"."""

PEOPLE = words_of(
    """
    child girls boys girl boy pupil aged age ages offenders offender people persons those children
    adults victims young males females men women residents youths youth pupils clients individuals
    anyone everyone suspects drivers be was were are the all
    """
)
"""Before "under 18" these say that it is an age."""

ABBREVIATIONS = words_of(
    """
    vs approx e.g i.e eg ie etc no nos st mr mrs ms dr prof cf ca c fig para ref yr yrs qtr dept est
    incl inc avg av min max tel ext v p pp jan feb mar apr jun jul aug sep sept oct nov dec
    """
)

APPROX = {
    "about": Approx.ABOUT,
    "around": Approx.ABOUT,
    "approx": Approx.ABOUT,
    "approximately": Approx.ABOUT,
    "roughly": Approx.ABOUT,
    "some": Approx.ABOUT,
    "circa": Approx.ABOUT,
    "ca": Approx.ABOUT,
    "c": Approx.ABOUT,
    "nearly": Approx.UNDER,
    "almost": Approx.UNDER,
    "under": Approx.UNDER,
    "below": Approx.UNDER,
    "over": Approx.OVER,
    "past": Approx.OVER,
    "above": Approx.OVER,
    "exceeding": Approx.OVER,
}
"""A word right before a number."""

APPROX_MARKS = {"<": Approx.UNDER, ">": Approx.OVER, "~": Approx.ABOUT}

APPROX_PAIRS = {
    ("more", "than"): Approx.OVER,
    ("greater", "than"): Approx.OVER,
    ("higher", "than"): Approx.OVER,
    ("less", "than"): Approx.UNDER,
    ("fewer", "than"): Approx.UNDER,
    ("lower", "than"): Approx.UNDER,
    ("up", "to"): Approx.AT_MOST,
    ("at", "most"): Approx.AT_MOST,
    ("maximum", "of"): Approx.AT_MOST,
    ("at", "least"): Approx.AT_LEAST,
    ("minimum", "of"): Approx.AT_LEAST,
    ("excess", "of"): Approx.OVER,
    ("upwards", "of"): Approx.OVER,
    ("region", "of"): Approx.ABOUT,
    ("order", "of"): Approx.ABOUT,
    ("close", "to"): Approx.ABOUT,
    ("shy", "of"): Approx.UNDER,
    ("short", "of"): Approx.UNDER,
}
"""Two words right before a number."""

REVERSED = {Approx.OVER: Approx.AT_MOST, Approx.UNDER: Approx.AT_LEAST}
""" "no more than", "not fewer than"."""

APPROX_AFTER = {
    "or so": Approx.ABOUT,
    "or thereabouts": Approx.ABOUT,
    "or more": Approx.AT_LEAST,
    "or over": Approx.AT_LEAST,
    "or above": Approx.AT_LEAST,
    "plus": Approx.AT_LEAST,
    "or fewer": Approx.AT_MOST,
    "or less": Approx.AT_MOST,
    "or under": Approx.AT_MOST,
    "or below": Approx.AT_MOST,
    "+": Approx.AT_LEAST,
    "ish": Approx.ABOUT,
    "-ish": Approx.ABOUT,
}
