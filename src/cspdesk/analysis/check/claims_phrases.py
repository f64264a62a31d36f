"""The words and phrases that say how figures hang together, each with what it tells."""

from cspdesk.analysis.check.claims_cues import Cue, Form
from cspdesk.analysis.check.facts import Against, Over
from cspdesk.analysis.check.word_sets import words_of

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
ONE_WORD: dict[str, tuple[Cue, object, Form | None]] = {
    word: (Cue.WAY, sign, form)
    for form, both in _WAYS.items()
    for sign, words in zip((1, -1), both, strict=True)
    for word in words.split()
}
ONE_WORD |= {
    word: (Cue.QUALITY, sign, None)
    for sign, words in zip((1, -1), _QUALITIES, strict=True)
    for word in words.split()
}
ONE_WORD |= {
    word: (Cue.MODAL, word, None)
    for word in sorted(
        words_of(
            "will would could should may might must if expect expected expects forecast forecasts"
            " predict predicted predicts projected aim aims aiming hope hopes hoped plan plans planned"
            " intend intended ambition anticipate anticipated anticipates likely potentially unless"
            " needs need want wants estimate commitment committed seeking reduce improve cut achieve"
            " maintain"
        )
    )
}

_YEAR = r"(?:financial |reporting |fiscal )?year(?:'s)?"
_LAST = r"(?:last|previous|prior|preceding)"
_SAME = (
    r"(?:same|corresponding|equivalent|comparable)"
    r" (?:quarter|period|time|point|stage|months|# months|reporting period)"
)
PHRASES: tuple[tuple[str, str, Cue, object], ...] = (
    (
        "same corresponding equivalent comparable",
        rf"{_SAME}(?: (?:of|in|during|for|from|as|a|the|at)){{0,2}}"
        rf" (?:{_LAST} {_YEAR}|year (?:ago|earlier|before|previously))",
        Cue.AGAINST,
        Against.LAST_YEAR,
    ),
    ("same corresponding", rf"{_SAME}(?: of| in)? ~p", Cue.AGAINST, Against.PERIOD),
    ("this", r"this (?:point|stage|time) (?:in |of )?~p", Cue.AGAINST, Against.PERIOD),
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
    ("ly py sply sqly lytd", r"(?:ly|py|sply|sqly|lytd)", Cue.AGAINST, Against.LAST_YEAR),
    ("lq pq", r"(?:lq|pq)", Cue.AGAINST, Against.PREVIOUS),
    ("year", r"year on year", Cue.AGAINST, Against.LAST_YEAR),
    ("year-on-year", r"year-on-year", Cue.AGAINST, Against.LAST_YEAR),
    ("quarter", r"quarter (?:before|earlier)", Cue.AGAINST, Against.PREVIOUS),
    ("quarter", r"quarter on quarter", Cue.AGAINST, Against.PREVIOUS),
    ("quarter-on-quarter", r"quarter-on-quarter", Cue.AGAINST, Against.PREVIOUS),
    (
        "baseline baselines base-line",
        r"(?:baselines?|base-line)"
        r"(?: (?:figure|year|period|position|level|average|rate|value|total|number))?",
        Cue.AGAINST,
        Against.BASELINE,
    ),
    (
        "top bottom upper lower",
        r"(?:top|bottom|(?:upper|lower) (?:end|limit)) of (?:the|our|its) (?:target |recommended )?range",
        Cue.AGAINST,
        Against.TARGET,
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
    ("year", r"year(?: |-)end(?= [:#=(-])", Cue.OVER, Over.YEAR),
    ("yearend year-end", r"(?:yearend|year-end)(?= [:#=(-])", Cue.OVER, Over.YEAR),
    ("fy", r"fy(?= [:#=(-])", Cue.OVER, Over.YEAR),
    ("full whole", rf"(?:full|whole) {_YEAR}(?: (?:total|figure))?", Cue.OVER, Over.YEAR),
    ("so", r"so far(?: this year)?", Cue.OVER, Over.YEAR_TO_DATE),
    ("to", r"to date", Cue.OVER, Over.YEAR_TO_DATE),
    ("total", r"total to date|total for the year(?: (?:so far|to date))?", Cue.OVER, Over.YEAR_TO_DATE),
    ("cumulative cumulatively", r"cumulative(?:ly)?(?: (?:total|figure))?", Cue.OVER, Over.YEAR_TO_DATE),
    ("since", r"since (?:april|~m)", Cue.OVER, Over.YEAR_TO_DATE),
    ("first", r"first (?:half|six months|~c months|two quarters|# quarters)(?: of the year)?", Cue.OVER, 2),
    ("first", r"first (?:nine months|three quarters|\*)(?: of the year)?", Cue.OVER, 3),
    (
        "than from with against to",
        r"(?:than|from|with|against|to) (?:in |during |for )the last quarter",
        Cue.AGAINST,
        Against.PREVIOUS,
    ),
    # "Rose sharply in the last quarter: 412" speaks of the one that has just ended.
    ("in during for over", r"(?:in|during|for|over) the last quarter", Cue.OVER, Over.QUARTER),
    ("second", r"second half(?: of the (?:financial )?year)?", Cue.OVER, "part"),
    ("annual", r"annual (?:total|figure|number|outturn)", Cue.OVER, Over.YEAR),
    ("most latest", r"(?:most recent|latest) quarter", Cue.OVER, Over.QUARTER),
    ("half half-year", r"(?:half year|half-year)(?: (?:total|figure))?", Cue.OVER, 2),
    ("year", r"year (?:closed|ended|finished)(?: (?:on|at|with))?", Cue.OVER, Over.YEAR_TO_DATE),
    (
        "ended closed finished ending",
        r"(?:ended|closed|finished|ending) the year",
        Cue.OVER,
        Over.YEAR_TO_DATE,
    ),
    (
        "for over in during",
        r"(?:for|over|in|during) the (?:financial )?year(?! (?:to|ending|ended|before))",
        Cue.OVER,
        Over.YEAR_TO_DATE,
    ),
    ("c", r"~c months? (?:to|ending|ended|up to)(?: the)?(?: end of)? ~[mpd]", Cue.OVER, "year to"),
    ("c", r"~c months? (?:before|ago|earlier|previously)", Cue.AGAINST, Against.LAST_YEAR),
    ("to", r"to spare", Cue.WAY, 0),
    (
        "to",
        r"to (?:reduce|increase|cut|lower|raise|improve|decrease|maintain|achieve|reach|keep|halve|double"
        r"|bring|deliver|secure)",
        Cue.MODAL,
        "to",
    ),
    ("year", r"year (?:to|ending|ended|up to)(?: the)?(?: end of)? ~[mpd]", Cue.OVER, "year to"),
    ("rolling", r"rolling year before", Cue.AGAINST, Against.LAST_YEAR),
    (
        "previous preceding prior",
        r"(?:previous|preceding|prior) rolling (?:year|12 months|~c months|period)",
        Cue.AGAINST,
        Against.LAST_YEAR,
    ),
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
    (
        "almost nearly much broadly about roughly virtually practically",
        r"(?:almost|nearly|much|broadly|about|roughly|virtually|practically) the same(?: as)?",
        Cue.SAME,
        "loose",
    ),
    ("same", r"same (?:as|number|figure|level|total|rate)", Cue.SAME, "exact"),
    (
        "remained remains stayed stays",
        r"(?:remain|stay)(?:ed|s) (?:the same|at the same (?:level|figure|number))",
        Cue.SAME,
        "exact",
    ),
    (
        "remained remains stayed stays held been is",
        r"(?:remained|remains|stayed|stays|held|been|is)"
        r" (?:broadly |relatively |fairly |largely |very |at a )?"
        r"(?:stable|static|steady|level|consistent)",
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
    (
        "more less",
        r"(?:more|less) (?:than (?:once|twice|ever|half|usual)|and (?:more|less)|or less)",
        Cue.NOTHING,
        "",
    ),
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
    ("change difference variance", r"(?:change|difference|variance)(?= (?:[:=-] )?[#%^])", Cue.WAY, 0),
    (
        "change changes difference changed differs",
        r"(?:change|difference) of|changed by|differs by",
        Cue.WAY,
        0,
    ),
)
