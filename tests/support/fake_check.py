"""Detectors of a few agreed words, for tests of where findings show: the grammar of the check is not theirs.

"436" is an error that should be 426, "10.2" a warning that should be 10.3, "During Q3" an error without words
to put in its place, "347" agrees, and "many" could not be checked.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from cspdesk.analysis.check import run
from cspdesk.analysis.check.finding import Finding, Kind, Statement, Verdict
from cspdesk.analysis.check.reading import Outcome, Reading
from cspdesk.commands.words import SetCommentary
from cspdesk.desk.document import Document
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.period import Period
from cspdesk.domain.tables import MeasureId
from tests.support.documents import LAST_QUARTER

VIOLENCE, ROBBERY = MeasureId("m21"), MeasureId("m22")
BEFORE = LAST_QUARTER.previous

WRONG = "The text says 436; the figures give 426 (12,469 − 12,043)."
CUT_OFF = "The text says 10.2; the figures give 10.29, which is 10.3 rounded."
_WORDS = re.compile(r"436|10\.2\b|During Q3|347|many")


def marked_words(reading: Reading) -> Iterator[Outcome]:
    """Tell of the agreed words of a text."""
    for match in _WORDS.finditer(reading.text):
        said, start, end = match[0], *match.span()
        if said == "347":
            yield Statement(reading.ref, start, end, said, Verdict.AGREES, "347 in the quarter")
            continue
        if said == "many":
            yield Statement(reading.ref, start, end, said, Verdict.UNCHECKED, "no figure is named")
            continue
        kind, right, message, working = {
            "436": (Kind.WRONG_NUMBER, "426", WRONG, "12,469 − 12,043 = 426"),
            "10.2": (Kind.TRUNCATED, "10.3", CUT_OFF, "180 / 1,750 = 10.29%"),
            "During Q3": (Kind.WRONG_PERIOD, "During Q4", "The text is of Quarter 4 and says During Q3.", ""),
        }[said]
        yield Statement(reading.ref, start, end, said, Verdict.DIFFERS, working)
        correction = "" if kind is Kind.WRONG_PERIOD else right
        yield Finding(kind, reading.ref, start, end, said, right, message, working, correction)


def use_marked_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the check know the agreed words alone."""
    monkeypatch.setattr(run, "DETECTORS", (marked_words,))


def with_findings(workspace: Workspace) -> Document:
    """The small document with an error and a warning in Quarter 4, and an error in Quarter 3."""
    found = workspace.document
    assert found is not None
    put(found, VIOLENCE, "There were 436 offences, 347 of them by day. 10.2% were solved.\nAnd many soon.")
    put(found, ROBBERY, "During Q3 it was quiet; 347 offences.", BEFORE)
    return found


def put(document: Document, measure: MeasureId, text: str, quarter: Period = LAST_QUARTER) -> None:
    """Write a commentary."""
    document.do(SetCommentary("Commentary", measure, quarter, text))


def until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    qtbot.waitUntil(holds, timeout=10_000)
