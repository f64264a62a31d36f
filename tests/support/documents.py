"""Small documents for tests: a partnership with figures of a real report, made through the commands."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.domain.choices import AddsUp, EnteredAs, Frequency, Polarity, Stage
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import based
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Baseline,
    BaselineId,
    Measure,
    MeasureId,
    Partnership,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Priority,
    PriorityId,
    Series,
    SeriesId,
)
from cspdesk.domain.unit import Unit
from cspdesk.store.store import Editor, Store

EDITOR = Editor("Community safety officer", "desk 1")
LAST_QUARTER = Period.quarter(2015, 4)

VIOLENCE = ("260", "303", "303", "280", "326", "347", "355", "412")
"""Violence with injury from Quarter 1 2014/15: in 2015/16 1,440 offences, 294 (25.7%) more than 1,146."""


def small_store(path: Path, *, until: Period = LAST_QUARTER) -> Store:
    """Make a file with three priorities and seven measures; figures go up to a quarter."""
    store = Store.create(path, EDITOR)
    store.run(PutRows("Set up a plan", tuple(_rows())))
    store.run(SetFigures("Figures", tuple(cell for cell in _cells() if cell.period <= until)))
    for number, text in ((3, "355 offences, 162 more than last year (18.7%)."), (4, "")):
        store.run(SetCommentary("Commentary", MeasureId("m21"), Period.quarter(2015, number), text))
    return store


@cache
def small_snapshot() -> Snapshot:
    """The same as it is loaded."""
    with TemporaryDirectory() as folder, small_store(Path(folder, "small.cspdesk")) as store:
        return store.load()


def _rows() -> list[Any]:
    plan = PlanId("plan")
    rows: list[Any] = [
        Partnership(name="Riverbourne CSP"),
        Plan(
            id=plan,
            title="Community Safety Plan 2014-2017",
            first_year=Period.financial_year(2014),
            last_year=Period.financial_year(2016),
            priority_word="Partnership Priority",
        ),
    ]
    titles = ("Anti-social behaviour", "Violent crime and robbery", "Drugs")
    rows += [
        Priority(id=PriorityId(f"p{n}"), plan=plan, position=n, number=str(n), title=title)
        for n, title in enumerate(titles, 1)
    ]
    for position, (key, number, title, lines, words) in enumerate(_measures()):
        measure = MeasureId(key)
        rows.append(Measure(id=measure, position=position, title=title, **words))
        rows.append(
            Placement(
                id=PlacementId(f"at-{key}"),
                plan=plan,
                priority=PriorityId(f"p{number[0]}"),
                measure=measure,
                position=position,
                number=number,
            )
        )
        for place, label in enumerate(lines):
            series = SeriesId(f"{key}-{label}" if label else key)
            rows.append(Series(id=series, measure=measure, position=place, label=label, headline=place == 0))
    baseline = Baseline(id=BaselineId("b21"), series=SeriesId("m21"), label="2013/14", typed="257")
    rows.append(based(baseline, Unit.COUNT))
    return rows


def _measures() -> list[tuple[str, str, str, tuple[str, ...], dict[str, Any]]]:
    one = ("",)
    return [
        ("m11", "1.1", "Repeat callers", ("ASB Hotline", "Police"), {"polarity": Polarity.MONITOR}),
        (
            "m12",
            "1.2",
            "Client satisfaction",
            one,
            {"unit": Unit.PERCENT, "polarity": Polarity.HIGHER, "adds_up": AddsUp.NONE},
        ),
        (
            "m13",
            "1.3",
            "Anti-social behaviour incidents",
            one,
            {"entered_as": EnteredAs.YEAR_TO_DATE, "unit_label": "incidents", "owner": "Police"},
        ),
        (
            "m21",
            "2.1",
            "Violence with injury",
            one,
            {
                "unit_label": "offences",
                "owner": "Police",
                "source": "Police recorded crime",
                "definition": "Recorded offences of violence with injury.",
            },
        ),
        ("m22", "2.2", "Robbery", one, {"unit_label": "offences", "owner": "Police"}),
        ("m31", "3.1", "People in treatment", one, {"frequency": Frequency.YEAR, "unit_label": "people"}),
        ("m32", "3.2", "Drug deaths", one, {"stage": Stage.FORMULATED}),
    ]


def _cells() -> list[TypedCell]:
    quarters = [*Period.financial_year(2014).quarters, *Period.financial_year(2015).quarters]
    figures: dict[str, tuple[str, ...]] = {
        "m21": VIOLENCE,
        "m22": ("12", "12", "17", "26", "17", "22", "32", "30"),
        "m11-ASB Hotline": ("", "", "", "", "47", "33", "27", "12"),
        "m11-Police": ("", "", "", "", "37", "9", "15", "10"),
        "m12": ("", "", "", "", "94%", "92%", "90%", ""),
        "m13": ("", "", "", "12,469", "3109", "6496", "9450", "12,043 [p]"),
    }
    found = [
        TypedCell(SeriesId(series), quarter, text)
        for series, texts in figures.items()
        for quarter, text in zip(quarters, texts, strict=True)
        if text
    ]
    year = Period.financial_year(2014)
    return [*found, TypedCell(SeriesId("m31"), year, "1,204")]
