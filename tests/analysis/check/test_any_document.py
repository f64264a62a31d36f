"""The check of any document that a file can hold: no fault, and every place is one of a text that it read."""

from hypothesis import given, settings

from cspdesk.analysis.check.checker import check
from cspdesk.analysis.check.texts import text_at, texts
from cspdesk.domain.period import Period
from cspdesk.domain.plan_view import newest_quarter
from cspdesk.domain.snapshot import Snapshot
from tests.support.generated import documents


@settings(max_examples=30)
@given(documents())
def test_it_runs_and_points_at_words(document: Snapshot) -> None:
    for quarter in (None, newest_quarter(document), Period.quarter(2015, 4)):
        read = {kept.ref: kept.text for kept in texts(document, quarter)}
        report = check(document, quarter)
        places = [(each.ref, each.start, each.end) for each in report.findings]
        places += [(each.ref, each.start, each.end) for each in report.statements]
        for ref, start, end in places:
            assert read[ref] == text_at(document, ref)
            assert 0 <= start < end <= len(read[ref])
        for finding in report.findings:
            assert read[finding.ref][finding.start : finding.end] == finding.said
            assert finding.message


@settings(max_examples=30)
@given(documents())
def test_without_a_quarter_every_text_is_read_once(document: Snapshot) -> None:
    everything = [kept.ref.place for kept in texts(document)]
    assert len(everything) == len(set(everything))
    for quarter in (newest_quarter(document), Period.quarter(2015, 4)):
        assert {kept.ref.place for kept in texts(document, quarter)} <= set(everything)
