"""A measure with its figures, and what the figure detector says of a sentence about it."""

from dataclasses import replace
from typing import Any

from cspdesk.analysis.check.figure_claims import figures
from cspdesk.analysis.check.finding import Finding, Kind, Statement, TextRef, Where
from cspdesk.analysis.check.lexer import sentences
from cspdesk.analysis.check.reading import Reading
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import observed
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Baseline,
    Measure,
    MeasureId,
    Observation,
    Priority,
    Series,
    SeriesBreak,
    SeriesId,
    Target,
)
from tests.support.judging import MEASURE, Q4, baseline, document, target, year

VIOLENCE = {**year(2014, "260", "303", "303", "280"), **year(2015, "326", "347", "355", "412")}
"""Offences of violence with injury of a real report: in 2015/16 1,440, in 2014/15 1,146."""


def violence(**about: Any) -> Snapshot:
    """Violence with injury, with a target of 400 for the quarter and 2014/15 as its baseline."""
    about = {
        "unit_label": "offences",
        "baselines": (baseline("1,146", label="2014/15"),),
        "targets": (target("400"),),
        **about,
    }
    return titled("Violence with injury", VIOLENCE, **about)


def titled(title: str, typed: dict[str, str], **about: Any) -> Snapshot:
    """A document with one measure of a title and one series."""
    made, _ = document(typed, **about)
    kinds = (Measure, Series, Observation, Target, Baseline, Priority, SeriesBreak)
    rows = [row for kind in kinds for row in made.of(kind)]
    return Snapshot.of_rows([replace(row, title=title) if isinstance(row, Measure) else row for row in rows])


def with_series(title: str, lines: dict[str, dict[str, str]], **about: Any) -> Snapshot:
    """A document with one measure of several series; a line whose label begins with "*" totals the others."""
    measure = Measure(id=MEASURE, title=title, **about)
    rows: list[Any] = [measure]
    for place, (label, typed) in enumerate(lines.items()):
        series = SeriesId(f"s{place}")
        is_total = label.startswith("*")
        rows.append(
            Series(
                id=series,
                measure=MEASURE,
                position=place,
                label=label.lstrip("*"),
                headline=place == 0,
                total_of="the others" if is_total else "",
            )
        )
        rows += [
            observed(Observation(series=series, period=Period.from_key(key), typed=text), measure.unit)
            for key, text in typed.items()
        ]
    return Snapshot.of_rows(rows)


def outcomes(
    snapshot: Snapshot, text: str, quarter: Period = Q4, measure: MeasureId | None = MEASURE
) -> tuple[list[Statement], list[Finding]]:
    """What is read in a text of a measure, and what is found wrong."""
    where = Where.COMMENTARY if measure else Where.REPORT_ITEM
    ref = TextRef(where, (str(measure), quarter.key), "text", quarter, None, measure)
    told = list(figures(Reading(snapshot, ref, text, sentences(text), quarter.end)))
    return (
        [each for each in told if isinstance(each, Statement)],
        [each for each in told if isinstance(each, Finding)],
    )


def found(
    snapshot: Snapshot, text: str, quarter: Period = Q4, measure: MeasureId | None = MEASURE
) -> list[tuple[Kind, str, str]]:
    """What is found wrong in a text: kind, words, and what they should be."""
    _, findings = outcomes(snapshot, text, quarter, measure)
    return [(each.kind, each.said, each.should_be) for each in findings]
