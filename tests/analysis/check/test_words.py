"""The detectors of words on texts that nobody would write, and on those of another language."""

import time

import pytest

from cspdesk.analysis.check.words import DETECTORS
from cspdesk.domain.choices import Polarity
from tests.support.told import document, item, measure, text, told, update

QUARTERS = [f"{year}Q{number}" for year in ("2014-15", "2015-16") for number in (1, 2, 3, 4)]
GRID = dict(zip(QUARTERS, ("9", "14", "11", "10", "12", "13", "12", "12"), strict=True))
DOCUMENT = document(
    measure("1", "Robbery in town", GRID, target="10", baseline="9", polarity=Polarity.LOWER),
    measure("2", "Domestic burglary", GRID),
    update("Robbery project", "Slower than expected."),
)
PIECES = [
    *(
        "will be ",
        "will be on target in 2014/15 ",
        "all of the ",
        "all measures ",
        "baseline of 5 ",
        "target ",
    ),
    *(
        "a significant increase ",
        "on target, ",
        "robbery is down ",
        "During Q3 12 ",
        "Q3 ",
        "to date (Q2 and ",
    ),
    *("good progress ", "is green ", "slower ", "half year 12 ", "12 months to June 2015 ", "no measures "),
]


@pytest.mark.parametrize("piece", [*PIECES, *(f"{piece}.\n" for piece in PIECES)])
def test_texts_without_end_take_no_longer_than_their_length(piece: str) -> None:
    words = (piece * 8_000)[:8_000]
    began = time.process_time()
    for detector in DETECTORS:
        told(detector, DOCUMENT, text("1", "2015-16Q4", words))
        told(detector, DOCUMENT, item(words))
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    "words",
    [
        "Yn ystod Ch3 cofnodwyd 12 trosedd, gostyngiad o 2 ers y llynedd.",
        "W trzecim kwartale odnotowano 12 przestępstw.",
        "<td>Q3</td><td>12</td><td class='green'>target</td>",
        "12 13 12 12 9 14 11 10",
        "Q1\tQ2\tQ3\tQ4\n12\t13\t12\t12",
        "\u200f\u0663\u0664\u0667 \u0641\u064a Q3",
    ],
)
def test_texts_in_no_english_say_nothing(words: str) -> None:
    for detector in DETECTORS:
        assert told(detector, DOCUMENT, text("1", "2015-16Q4", words)) == []
