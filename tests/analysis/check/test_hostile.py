"""Texts that no officer wrote for the check: no false alarm, no fault, time in proportion to the length."""

from time import process_time

import pytest

from cspdesk.analysis.check.checker import check, check_text
from cspdesk.analysis.check.finding import Finding, Severity
from cspdesk.analysis.check.texts import texts
from cspdesk.domain.collector import at_rest
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import observed
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Commentary,
    Measure,
    MeasureId,
    Observation,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    ReportItem,
    ReportItemId,
    Series,
    SeriesId,
)
from cspdesk.domain.unit import Unit

QUARTER = Period.quarter(2015, 4)
MEASURE, SERIES = MeasureId("m"), SeriesId("s")
FIGURES = ("260", "303", "303", "280", "326", "347", "355", "412")

TEXTS = {
    "Welsh": (
        "Cofnodwyd 418 o droseddau yn Chwarter 4, gostyngiad o 25% o gymharu â'r llynedd. "
        "Y cyfanswm hyd yma yw 1,500, i lawr 7 y cant ers 2014/15."
    ),
    "Polish": (
        "W czwartym kwartale odnotowano 418 przestępstw, spadek o 25,4% w porównaniu z ubiegłym rokiem. "
        "Łącznie 1 500 od kwietnia, wzrost o 12 %."
    ),
    "French": (
        "418 infractions au 4e trimestre, soit une baisse de 25,4 % par rapport à l'année dernière. "
        "Le total de l'année est de 1 500 (+7 %)."
    ),
    "Chinese": "第四季度共发生418起案件，比去年减少25.4%。全年累计1,500起，同比下降7%。目标为300。",
    "Arabic": "سُجلت ٤١٨ جريمة في الربع الرابع، بانخفاض ٢٥٪ عن العام الماضي. المجموع 1,500.",
    "Hebrew, with marks of direction": "\u202b418 עבירות ברבעון 4, ירידה של 25% לעומת השנה שעברה\u202c.",
    "German": "418 Straftaten im 4. Quartal, ein Rückgang um 25,4 % gegenüber dem Vorjahr (1.500 im Jahr).",
    "a pasted web page": (
        '<div class="story-3" style="width:620px; margin: 0 12px"><h1 id=\'h418\'>Crime&nbsp;figures</h1>\n'
        "<p>Published 12.04.2016 09:30 &middot; 3 min read &middot; 1.2k shares</p>"
        '<a href="https://example.org/2016/04/12/a?id=418&page=2#s7">Read more (25)</a>'
        "<script>var q4 = 418, total = [1500, 25.4, 7]; if (q4 > 412) { up(6 / 412 * 100); }</script>\n"
        "&copy; 2016 | Terms | Privacy | +44 1632 960418 | 10 Downing Way, ZZ9 4ZZ\n"
        "body{font:12px/1.5 Arial;color:#418418}\n@media(max-width:900px){.col-4{width:25%}}"
    ),
    "a table": "Q1\tQ2\tQ3\tQ4\tTotal\n326\t347\t355\t418\t1,446\n25.4%\t19.5%\t18.7%\t49.3%\t26.2%",
    "only numbers": "418 1500 25.4 7 12,043 9 0 -5 1.10 +44 2016 31 03 100000000000000000000 0.0000001 1e5",
    "one enormous number": "9" * 5_000,
    "a number with commas for ever": ",".join(["123"] * 2_000),
    "a number with points for ever": ".".join(["1"] * 4_000),
    "punctuation": "...!!!???,,,;;;:::((([[[{{{<<<---===///\\\\\\***___~~~'''\"\"\"" * 40,
    "opening brackets": "(" * 5_000 + "418" + "[" * 5_000,
    "braces": "{" * 3_000 + "}" * 3_000 + "{ }{}{{}}",
    "stars and links": "**[" * 1_500 + "](" * 1_500,
    "percent signs": "% 418% %% 25%% %of% per cent per cent 7 per",
    "dashes": "418-----412 - - - 25% -- 7 – — − 6",
    "blanks": " \t\u00a0\u2003" * 2_000 + "418 7",
    "line ends": "\n\r\n\x0b\x0c\u2028" * 1_000 + "418\n7",
    "emoji": "👮‍♀️ 418 🚓🚓🚓 ⬇️25% 😀👍🏽 🔟 1️⃣2️⃣ ½ ¾ ② Ⅳ ³",
    "odd digits": "٤١٨ ４１８ 四一八 ⁴¹⁸ 𝟒𝟏𝟖 Q４ 2015／16",
    "marks on letters": "o\u0308" * 1_000 + "Z\u0353\u0360A\u035bL\u0321G\u0300O\u0302 418",
    "nothing but joiners": "\u200b\u200c\u200d\ufeff\u2060" * 500,
    "code": "def f(x=418): return [x*100/1500 for _ in range(25)] # 7%\nSELECT COUNT(*) FROM t WHERE q=4;",
    "mail": "From: desk7@example.org\nSent: 12 April 2016 9:30\nTel: 01632 960418 x25\nRef: ASB/2016/418-7",
    "words without end": "increase of " * 500,
    "periods without end": "Q1 to Q3 2015/16 - " * 400,
    "dates without end": "01/10/14 - 30/09/15 " * 400,
    "lorem ipsum": "Lorem ipsum dolor sit amet, 418 consectetur 25% adipiscing elit, sed 1,500 do tempor.",
}


def document(*words: str) -> Snapshot:
    """Violence with injury of a real report, and words on it: a commentary, else as many report texts."""
    typed = zip((QUARTER.shift(place) for place in range(-7, 1)), FIGURES, strict=True)
    rows = [
        Plan(id=PlanId("plan")),
        Priority(id=PriorityId("p"), plan=PlanId("plan"), title="Violent crime"),
        Measure(id=MEASURE, title="Violence with injury", unit_label="offences"),
        Series(id=SERIES, measure=MEASURE, headline=True),
        Placement(
            id=PlacementId("at"), plan=PlanId("plan"), priority=PriorityId("p"), measure=MEASURE, number="2.1"
        ),
        *(observed(Observation(series=SERIES, period=at, typed=text), Unit.COUNT) for at, text in typed),
        *(Commentary(measure=MEASURE, period=QUARTER, text=text) for text in words[:1]),
        *(
            ReportItem(id=ReportItemId(str(place)), priority=PriorityId("p"), period=QUARTER, text=text)
            for place, text in enumerate(words)
        ),
    ]
    return Snapshot.of_rows(rows)


def errors(findings: tuple[Finding, ...]) -> list[str]:
    return [
        f"{each.kind}: {each.message}"
        for each in findings
        # That a live field names nothing is so in any language.
        if each.severity is Severity.ERROR and each.kind != "unresolved"
    ]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_it_raises_no_alarm(text: str) -> None:
    assert errors(check(document(text), QUARTER).findings) == []


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_positions_are_those_of_the_words(text: str) -> None:
    report = check(document(text), QUARTER)
    for each in report.findings:
        if each.said:
            assert text[each.start : each.end] == each.said
    assert all(0 <= each.start <= each.end <= len(text) for each in report.statements)


LENGTHS = (25_000, 100_000)
REPEATED = {
    **{name: text for name, text in TEXTS.items() if name != "blanks"},
    "true sentences": "412 offences. This gives a year to date total of 1440, an increase of 294 (25.7%). ",
    "wrong sentences": "418 offences. This gives a year to date total of 1500, an increase of 300 (7%).\n",
    "one sentence": "412 offences and 347 incidents compared to last year, an increase of 25% ",
    "live fields": "{value} and {year to date} ",
    "fields of nothing": "{9.9 value} and {no such} ",
    "one letter": "a",
    "one digit": "7",
    "blanks": " ",
}


QUICK = ("true sentences", "one sentence", "live fields", "only numbers", "punctuation", "Welsh", "one digit")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=name, marks=() if name in QUICK else (pytest.mark.slow,))
        for name, text in REPEATED.items()
    ],
)
def test_time_grows_with_the_length_and_no_faster(text: str) -> None:
    snapshot = document("Words.")
    ref = next(iter(texts(snapshot, QUARTER))).ref
    took = []
    for place, length in enumerate(LENGTHS):
        # Another letter in front of each, so that no sentence is known from before.
        whole = ("xy"[place] + text * (length // len(text) + 1))[:length]
        # The collector has all the tests before to look through, which is no work of the check's.
        with at_rest():
            start = process_time()
            check_text(snapshot, ref, whole)
            took.append(process_time() - start)
    # Four times the length; what both have in common only makes the ratio smaller.
    assert took[1] < 8 * max(took[0], 0.02)
