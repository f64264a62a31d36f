"""Numbers, signs, units and sentences as people write them."""

import time

import pytest

from cspdesk.analysis.check.lexer import sentences
from cspdesk.analysis.check.tokens import Approx, Token, TokenKind

NUMBER, PERCENT, POINTS, CODE = TokenKind.NUMBER, TokenKind.PERCENT, TokenKind.POINTS, TokenKind.CODE


def tokens(text: str) -> list[Token]:
    return [token for sentence in sentences(text) for token in sentence.tokens]


def read(text: str, *kinds: TokenKind) -> list[tuple[str, str]]:
    """What was read as one of the kinds: the characters and the value."""
    return [
        (text[token.start : token.end], "" if token.value is None else f"{token.value:f}")
        for token in tokens(text)
        if token.kind in kinds
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12,043 incidents", [("12,043", "12043")]),
        ("12, 469 incidents", [("12, 469", "12469")]),
        ("(12, 469 incidents - 2014/15)", [("12, 469", "12469")]),
        ("12 469 incidents", [("12 469", "12469")]),
        ("against 5, 704 in 2022/3", [("5, 704", "5704")]),
        ("Of the 700, 317 were violent", [("700", "700"), ("317", "317")]),
        ("the wards had 12, 120 and 230 incidents", [("12", "12"), ("120", "120"), ("230", "230")]),
        ("In May 12, 469 offences", [("12", "12"), ("469", "469")]),
        ("1,234,567 calls", [("1,234,567", "1234567")]),
        ("1.4 thousand offences", [("1.4 thousand", "1400")]),
        ("326 offences Increase of 66", [("326", "326"), ("66", "66")]),
        ("with117 nominals, 21of32 areas", [("117", "117"), ("21", "21"), ("32", "32")]),
        ("12 of 22, 20/22", [("12", "12"), ("22", "22"), ("20", "20"), ("22", "22")]),
        ("twenty-three offences", [("twenty-three", "23")]),
        ("ninety nine calls and three more", [("ninety nine", "99"), ("three", "3")]),
        ("a hundred and five crimes", [("a hundred and five", "105")]),
        ("one thousand two hundred and six calls", [("one thousand two hundred and six", "1206")]),
        ("two dozen arrests, a dozen charges", [("two dozen", "24"), ("a dozen", "12")]),
        ("seven five", [("seven", "7"), ("five", "5")]),
        ("There were no offences and none last year", [("no", "0"), ("none", "0")]),
        ("Zero tolerance; a nil return", []),
        ("In all; 12 043 incidents", [("12 043", "12043")]),
        ("no change, none of the men, no further arrests", []),
        ("one offence by one of the men; no one, one-stop, one another", [("one", "1")]),
        ("an increase of\u00a066", [("66", "66")]),
        ("\u0663\u0664\u0667 offences, \uff13\uff14\uff17, 5\u00b2, 12\u00bd, 1\u200b2", []),
    ],
)
def test_counts(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text, NUMBER) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(25.4%)", [("25.4%", "25.4")]),
        ("25 per cent, ten percent and 5 % of", [("25 per cent", "25"), ("ten percent", "10"), ("5 %", "5")]),
        ("31.3%completed", [("31.3%", "31.3")]),
        ("(-0.9%) and \u22122.5%", [("-0.9%", "-0.9"), ("\u22122.5%", "-2.5")]),
        ("charges-3.4%", [("-3.4%", "-3.4")]),
        ("46% - 53%", [("46%", "46"), ("53%", "53")]),
        ("9-15%", [("9", "9"), ("15%", "15")]),
        ("In Q3. 4.6% of", [("4.6%", "4.6")]),
        ("a rate of .5%", [(".5%", "0.5")]),
    ],
)
def test_percentages(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text, PERCENT) == expected


@pytest.mark.parametrize("words", ["16 percentage points", "16 % points", "16 points", "16pp", "16 ppts"])
def test_percentage_points_are_no_percentages(words: str) -> None:
    assert read(f"up {words} on last year", PERCENT, POINTS) == [(words, "16")]
    assert [token.kind for token in tokens(words)] == [POINTS]


@pytest.mark.parametrize(
    ("text", "value", "sign"),
    [
        ("Police \u2013 37", 37, 0),
        ("Police -37", 37, 0),
        ("ASB Hotline- 12", 12, 0),
        ("- 5 offences", 5, 0),
        ("-5 offences", 5, 0),
        ("(\u22125)", -5, -1),
        ("(-5)", -5, -1),
        ("this year; -5", -5, -1),
        ("a change of -5", -5, -1),
        ("+66 offences", 66, 1),
        ("40+ offences", 40, 0),
    ],
)
def test_a_dash_between_words_is_no_minus(text: str, value: int, sign: int) -> None:
    (number,) = [token for token in tokens(text) if token.kind is NUMBER]
    assert (number.value, number.sign) == (value, sign)


@pytest.mark.parametrize(
    ("text", "approx"),
    [
        ("300 offences", Approx.EXACT),
        ("around 300 offences", Approx.ABOUT),
        ("approx. 300 offences", Approx.ABOUT),
        ("in the region of 300", Approx.ABOUT),
        ("300 or so", Approx.ABOUT),
        ("over 300 offences", Approx.OVER),
        ("more than 300", Approx.OVER),
        ("no more than 300", Approx.AT_MOST),
        ("up to 40 individuals", Approx.AT_MOST),
        ("at least 40", Approx.AT_LEAST),
        ("not fewer than 40", Approx.AT_LEAST),
        ("40 or more", Approx.AT_LEAST),
        ("40+ people", Approx.AT_LEAST),
        ("almost 300", Approx.UNDER),
        ("just under 18%", Approx.UNDER),
        ("more than doubled", Approx.OVER),
        ("nearly a third of cases", Approx.UNDER),
        ("(5%) over 40", Approx.EXACT),
        ("16 points above 46%", Approx.EXACT),
    ],
)
def test_how_closely_a_number_is_meant(text: str, approx: Approx) -> None:
    assert [token for token in tokens(text) if token.value is not None][-1].approx is approx


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Offences halved.", "halved", "0.5"),
        ("calls doubled", "doubled", "2"),
        ("trebled to 30", "trebled", "3"),
        ("half of the cases", "half", "0.5"),
        ("three times as many", "three times", "3"),
        ("one in five victims", "one in five", "0.2"),
        ("three quarters of clients", "three quarters", "0.75"),
        ("fell by a quarter of its value", "a quarter", "0.25"),
    ],
)
def test_factors_and_shares(text: str, words: str, value: str) -> None:
    assert read(text, TokenKind.MULTIPLE) == [(words, value)]


@pytest.mark.parametrize(
    "text",
    [
        "twice a week",
        "double lines",
        "in the first half of the year",
        "a third party",
        "a quarter",
        "the last three quarters",
        "half term",
    ],
)
def test_names_that_are_no_shares(text: str) -> None:
    assert read(text, TokenKind.MULTIPLE) == []


def test_a_third_is_kept_to_many_digits() -> None:
    (third, thirds) = read("a third of cases, two thirds of calls", TokenKind.MULTIPLE)
    assert third[1].startswith("0.33333333333")
    assert thirds[1].startswith("0.66666666666")


def test_ranks_and_other_ordinals() -> None:
    assert read("14 th out of 15, ranked third, 3rd lowest", TokenKind.ORDINAL) == [
        ("14 th", "14"),
        ("third", "3"),
        ("3rd", "3"),
    ]
    assert read("first time entrants", TokenKind.ORDINAL) == []


def test_money() -> None:
    found = [token for token in tokens("£5,000 of £1.2m and £ 30k") if token.kind is TokenKind.MONEY]
    assert [(token.value, token.decimals) for token in found] == [(5000, 0), (1_200_000, -5), (30_000, -3)]


@pytest.mark.parametrize(
    "text",
    [
        "call 101 or 01527 534000",
        "+44 1527 534000",
        "B97 4DX",
        "offenders under 18",
        "aged 10 to 17",
        "10-17 year olds",
        "10 - 17 year olds",
        "over 25s",
        "the 18-24 age group",
        "10.30am",
        "open 24/7",
        "at 19:00",
        "COVID-19",
        "the A22",
        "Section 136",
        "s136",
        "Operation 7",
        "NI 195",
        "4x4",
        "in two months",
        "6 weeks",
        "a 12 month period",
        "a 12-month pilot",
        "over 4 years",
        "year 1",
        "1. That the analyst stays",
        "No. 3",
        "reference 123456789",
        "see www.example.org/2015 or asb@example.org",
        "version 1.2.3",
        "on 5/12",
        "36c",
        "per 1,000 people",
        "Years 8 and 9",
        "collar numbers 4471 and 4502",
        "2-3 times a week",
        "1-2-1 support",
        "a 360 degree review",
        "offenders with more than one offence",
        "those who commit more than four offences",
    ],
)
def test_digits_that_count_nothing(text: str) -> None:
    kinds = {token.kind for token in tokens(text)}
    assert CODE in kinds
    assert not kinds & {NUMBER, PERCENT, POINTS, TokenKind.MULTIPLE, TokenKind.PERIOD, TokenKind.MONEY}


def test_a_length_of_time_keeps_its_number_and_its_word() -> None:
    (number, word) = tokens("two months")
    assert (number.kind, number.value, word.word) == (CODE, 2, "months")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("measure 3.3 and 3.4 fell", ["3.3", "3.4"]),
        ("Indicator 2 is green", ["2"]),
        ("2.1 Violence with injury", ["2.1"]),
        ("See 2.1.", ["2.1"]),
        ("2.4% of clients\n2.4 offences per 1,000", []),
    ],
)
def test_numbers_of_measures(text: str, expected: list[str]) -> None:
    assert [words for words, _ in read(text, TokenKind.MEASURE)] == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One fell. Two rose.", 2),
        ("326 offences Increase of 66 offences", 1),
        ("In Q3. 4.6% of clients", 1),
        ("47 vs. 50 in approx. 30 cases, e.g. by J. Smith.", 1),
        ("No. 3 was done. It was late.", 2),
        ("Fell to 12.5 in all.", 1),
        ("a line\nanother line\r\nand a third", 3),
        ("- one\n- two\n\u2022 three", 3),
        ("326 offences.Increase of 66", 2),
        ("", 0),
        ("\n \n - \n", 0),
    ],
)
def test_where_sentences_end(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_positions_are_those_of_the_text() -> None:
    text = "\u2013 \u201cOver\u201d 12, 469 incidents \u2014 a fall of (\u22120.9%)\u2028Next\u00a0line."
    for sentence in sentences(text):
        assert sentence.start == sentence.tokens[0].start
        assert sentence.end == sentence.tokens[-1].end
        for before, token in zip(sentence.tokens, sentence.tokens[1:], strict=False):
            assert before.end <= token.start < token.end
    assert "12, 469" in {text[token.start : token.end] for token in tokens(text)}


def test_words_are_in_small_letters_with_plain_marks() -> None:
    assert [token.word for token in tokens("The Board\u2019s year\u2011end \u2013 ASB")] == [
        "the",
        "board's",
        "year-end",
        "-",
        "asb",
    ]


HOSTILE = (
    *(
        "1,",
        "((((",
        "12, 12, ",
        "12, 469, ",
        "- ",
        "-",
        "--5",
        "a.a.a",
        "7",
        "a-",
        "a'",
        "x",
        "1.1.",
    ),
    *(
        "1/",
        " ",
        "\n",
        "Q1 to ",
        "and Q1 ",
        "May ",
        "Apr - ",
        "01/10/14 - ",
        "2014/15 ",
        "0123 ",
        "+44 ",
    ),
    *(
        "a@ ",
        "([x](http://a) ",
        "one ",
        "one hundred and ",
        "half a ",
        "no ",
        "1 in 2 ",
        "£ 1",
        "over ",
    ),
    *(
        "in Q3. ",
        "5²",
        "٣",
        "12 of ",
    ),
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_no_longer_than_its_length(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    began = time.process_time()
    found = sentences(text)
    whole = time.process_time() - began
    assert all(sentence.start < sentence.end for sentence in found)
    # A pass that went over the text again for each piece of it would take minutes.
    assert whole < 5
