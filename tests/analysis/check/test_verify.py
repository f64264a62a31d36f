"""A number as written beside the figure it stands for, and that figure written alike."""

from decimal import Decimal

import pytest

from cspdesk.analysis.check.lexer import sentences
from cspdesk.analysis.check.tokens import Token
from cspdesk.analysis.check.verify import Fit, alike, fit


def number(text: str) -> Token:
    """The first number of a text."""
    return next(each for each in sentences(text)[0].tokens if each.value is not None)


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("25.4%", "25.385", Fit.AGREES),
        ("25%", "25.385", Fit.AGREES),
        ("10.3%", "10.294", Fit.AGREES),
        ("10.2%", "10.294", Fit.TRUNCATED),
        ("10%", "10.7", Fit.TRUNCATED),
        ("10.1%", "10.294", Fit.DIFFERS),
        ("63%", "62.5", Fit.AGREES),
        ("62%", "62.5", Fit.AGREES),
        ("-0.9%", "0.933", Fit.AGREES),
        ("436 incidents", "426", Fit.DIFFERS),
        ("over 300 offences", "345", Fit.AGREES),
        ("over 300 offences", "346", Fit.DIFFERS),
        ("over 300 offences", "300", Fit.DIFFERS),
        ("almost 300 offences", "290", Fit.AGREES),
        ("almost 300 offences", "301", Fit.DIFFERS),
        ("around 400 offences", "412", Fit.AGREES),
        ("around 400 offences", "460", Fit.DIFFERS),
        ("up to 40 people", "31", Fit.AGREES),
        ("up to 40 people", "41", Fit.DIFFERS),
        ("at least 40 people", "40", Fit.AGREES),
        ("1.4 thousand offences", "1440", Fit.AGREES),
        ("1.5 thousand offences", "1440", Fit.DIFFERS),
    ],
)
def test_whether_a_number_agrees(text: str, figure: str, expected: Fit) -> None:
    assert fit(number(text), Decimal(figure)) is expected


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("436 incidents", "426", "426"),
        ("12,649 incidents", "12469", "12,469"),
        ("12649 incidents", "12469", "12469"),
        ("75.5%", "75", "75.0%"),
        ("75.5 per cent", "75", "75.0 per cent"),
        ("25%", "25.65", "26%"),
        ("three offences", "5", "five"),
        ("Three offences", "25", "25"),
        ("£5,000", "5400", "£5,400"),
    ],
)
def test_a_figure_is_written_alike(text: str, figure: str, expected: str) -> None:
    token = number(text)
    assert alike(token, text[token.start : token.end], Decimal(figure)) == expected
