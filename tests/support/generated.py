"""Whole documents for property tests: several plans, odd texts and figures, and every table in use."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from cspdesk.domain.choices import (
    ActionState,
    AddsUp,
    Comparator,
    EnteredAs,
    FootnoteUse,
    Frequency,
    Judges,
    OutlookWord,
    Polarity,
    Span,
    Stage,
    Status,
    StatusAgainst,
    ToleranceKind,
)
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import aimed, based, observed
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Abbreviation,
    Action,
    ActionId,
    Baseline,
    BaselineId,
    Commentary,
    CountywideId,
    CountywideRow,
    Footnote,
    FootnoteId,
    FootnoteMark,
    FootnoteUseId,
    Measure,
    MeasureId,
    Meeting,
    MeetingId,
    Observation,
    Outlook,
    Partner,
    PartnerId,
    Partnership,
    PeerValue,
    PeerValueId,
    PeerVerdict,
    Placement,
    PlacementId,
    Plan,
    PlanId,
    Population,
    Priority,
    PriorityId,
    Project,
    ProjectId,
    ProjectUpdate,
    Rebase,
    Report,
    ReportItem,
    ReportItemId,
    Section,
    Series,
    SeriesBreak,
    SeriesId,
    StatusOverride,
    Target,
    UpdateId,
)
from cspdesk.domain.unit import Unit
from tests.support.drawing import DAYS, DISTANCES, PERIODS, QUARTERS, Drawer
from tests.support.odd_texts import LONG, TITLES, TYPED, WHEN

SECTIONS = (
    "highlight",
    "overview",
    "decision",
    "decision",
    "planned activity",
    "milestone",
    "our own",
    "no such",
)


class _Maker(Drawer):
    """Makes rows one table at a time, each referring to those before."""

    # The plan.

    def plans(self) -> tuple[list[Plan], list[Priority]]:
        plans, priorities = [], []
        for position in self.times(3, 1):
            title = self.one(
                ("Community Safety Plan", "Plan 2014-2017", "", "Safer streets", "Community Safety Plan")
            )
            plan = Plan(
                id=PlanId(self.key()),
                position=position,
                title=title,
                first_year=self.maybe((Period.financial_year(2011), Period.financial_year(2014))),
                last_year=self.maybe((Period.financial_year(2014), Period.financial_year(2016))),
                revised_on=self.one(WHEN),
                note=self.text(),
                priority_word=self.one(("Priority", "Partnership Priority")),
            )
            plans.append(self.put(plan))
            for place in self.times(3, 1):
                priority = self.filled(
                    Priority,
                    id=PriorityId(self.key()),
                    plan=plan.id,
                    position=place,
                    number=self.one(("", str(place + 1), str(place + 1), "1", "1.0")),
                    title=self.one(TITLES),
                )
                priorities.append(self.put(priority))
        return plans, priorities

    def measure(self, position: int) -> Measure:
        comparators = tuple(dict.fromkeys(self.one(tuple(Comparator)) for _ in self.times(2)))
        row = Measure(
            id=MeasureId(self.key()),
            position=position,
            title=self.one(TITLES),
            definition=self.text(),
            unit=self.one(tuple(Unit)),
            unit_label=self.text(),
            decimals=self.whole(0, 2),
            polarity=self.one(tuple(Polarity)),
            entered_as=self.one(tuple(EnteredAs)),
            frequency=self.one(tuple(Frequency)),
            comparators=comparators,
            owner=self.text(),
            source=self.text(),
            stage=self.one(tuple(Stage)),
            replaced_by=self.text(),
            tolerance_kind=self.one(tuple(ToleranceKind)),
            tolerance_amber=self.one(DISTANCES),
            sensitive=self.yes(),
            adds_up=self.one(tuple(AddsUp)),
            lag=self.whole(0, 2),
            status_against=self.one(tuple(StatusAgainst)),
            tolerance_green=self.one(DISTANCES),
            amber_if_improved=self.yes(),
            good_looks_like=self.text(),
            why_it_matters=self.text(),
            issues_to_consider=self.text(),
            rate_per=self.one((None, 1000, 100000)),
            population_group=self.one(("all", "households", "aged 10 to 17")),
        )
        self.put(row)
        return row

    def places(self, plans: list[Plan], priorities: list[Priority], measures: list[Measure]) -> None:
        """Place measures in plans; in each plan a number belongs to one measure."""
        for plan in plans:
            mine = [priority for priority in priorities if priority.plan == plan.id]
            numbers = ["1.1", "1.10", "1.2", "2", "3.10", "IDVA", "#1", "V2"]
            for measure in measures:
                for further in range(self.one((0, 1, 1, 1, 2))):
                    self.put(
                        Placement(
                            id=PlacementId(self.key()),
                            plan=plan.id,
                            priority=self.one(mine).id,
                            measure=measure.id,
                            position=self.whole(0, 5) + 10 * further,
                            number=numbers.pop(self.whole(0, len(numbers) - 1))
                            if self.yes() and numbers
                            else "",
                            from_period=self.maybe(QUARTERS) if not further else QUARTERS[4],
                            to_period=self.one((None, *QUARTERS[5:]))
                            if further
                            else self.maybe(QUARTERS[:4]),
                        )
                    )

    def lines(self, measure: Measure) -> list[Series]:
        labels = self.one((("",), ("",), ("Police", "police", "ASB Hotline"), ("", "Opiate"), ("=1+1", "#1")))
        return [
            self.put(
                Series(
                    id=SeriesId(self.key()),
                    measure=measure.id,
                    position=position,
                    label=label,
                    headline=self.yes(),
                    total_of=self.one(("", "the others", "Police")),
                )
            )
            for position, label in enumerate(labels)
        ]

    # The figures.

    def figures(self, measure: Measure, line: Series) -> None:
        for period in {self.one(PERIODS) for _ in self.times(4)}:
            cell = Observation(
                series=line.id, period=period, typed=self.one(TYPED), note=self.text(), source=self.text()
            )
            self.put(observed(cell, measure.unit))
        for period in {self.one(PERIODS) for _ in self.times(2)}:
            target = Target(
                series=line.id,
                period=period,
                typed=self.one(TYPED),
                judges=self.one(tuple(Judges)),
                read_as=self.one(("", "12%", "=12")),
            )
            self.put(aimed(target, measure.unit))
        for position in self.times(2):
            baseline = Baseline(
                id=BaselineId(self.key()),
                series=line.id,
                position=position,
                label=self.text(),
                typed=self.one(TYPED),
                from_period=self.maybe(PERIODS),
                span=self.one(tuple(Span)),
            )
            self.put(based(baseline, measure.unit))
        if not self.whole(0, 3):
            self.put(self.filled(SeriesBreak, series=line.id))
            self.put(self.filled(Rebase, series=line.id))
            noted = Observation(
                series=line.id, period=Period.quarter(2010, 1), note="Awaited.", private_note=self.text()
            )
            self.put(observed(noted, measure.unit))

    def judgements(self, measure: Measure) -> None:
        if self.yes():
            self.put(self.filled(Commentary, measure=measure.id))
        if not self.whole(0, 2):
            self.put(self.filled(StatusOverride, measure=measure.id, status=self.one(tuple(Status))))
            self.put(self.filled(Outlook, measure=measure.id, word=self.one(tuple(OutlookWord))))
            self.put(self.filled(PeerVerdict, measure=measure.id))

    # The words.

    def notes(self, plans: list[Plan], measures: list[Measure], lines: list[Series]) -> None:
        for position, text in enumerate(dict.fromkeys(self.text() for _ in self.times(3, 1))):
            note = Footnote(
                id=FootnoteId(self.key()), position=position, marker=self.one(("*", "¹", "")), text=text
            )
            if not note.marker and not note.text:
                continue
            self.put(note)
            for place in self.times(4):
                use = self.one(tuple(FootnoteUse))
                line = self.one(lines)
                parts: dict[FootnoteUse, dict[str, Any]] = {
                    FootnoteUse.PLAN: {"plan": self.one(plans).id},
                    FootnoteUse.MEASURE: {"measure": self.one(measures).id},
                    FootnoteUse.FIGURE: {
                        "measure": line.measure,
                        "series": line.id,
                        "period": self.one(PERIODS),
                    },
                    FootnoteUse.COMMENTARY: {"measure": self.one(measures).id, "period": self.one(PERIODS)},
                }
                mark = FootnoteMark(
                    id=FootnoteUseId(self.key()), footnote=note.id, position=place, used_by=use, **parts[use]
                )
                self.put(mark)

    def projects(self, priorities: list[Priority]) -> list[Project]:
        found = []
        for position in self.times(3):
            priority = self.one(priorities).id
            title = self.one(TITLES)
            project = self.filled(
                Project, id=ProjectId(self.key()), priority=priority, position=position, title=title
            )
            found.append(self.put(project))
            for place in self.times(2):
                self.put(
                    ProjectUpdate(
                        id=UpdateId(self.key()),
                        project=project.id,
                        position=place,
                        period=self.one(QUARTERS),
                        when=self.one(WHEN),
                        text=self.text(),
                    )
                )
        return found

    def report(self, priorities: list[Priority]) -> list[ReportItem]:
        for position, key in enumerate(("our own", "notes"), start=self.whole(0, 1)):
            self.put(Section(key=key, position=position, title=self.text(), numbered=self.yes()))
        items = []
        for position in self.times(6):
            item = ReportItem(
                id=ReportItemId(self.key()),
                priority=self.maybe([priority.id for priority in priorities]),
                period=self.one(QUARTERS[:2]),
                section=self.one(SECTIONS),
                position=position,
                when=self.one(WHEN),
                text=self.text(),
                outcome=self.text(),
                reviewed=self.yes(),
            )
            items.append(self.put(item))
        for position in self.times(2):
            row = self.filled(
                CountywideRow,
                id=CountywideId(self.key()),
                priority=self.one(priorities).id,
                position=position,
            )
            self.put(row)
        return items

    def actions(self, projects: list[Project], items: list[ReportItem]) -> None:
        meetings = []
        for position in self.times(3):
            title = self.one(("Board", "Board", "", "Special meeting > May"))
            dated = self.maybe(DAYS) if title else DAYS[0]
            row = self.filled(Meeting, id=MeetingId(self.key()), position=position, title=title, dated=dated)
            meetings.append(self.put(row))
        for position in self.times(4):
            action = self.filled(
                Action,
                id=ActionId(self.key()),
                position=position,
                project=self.maybe([row.id for row in projects]),
                decision=self.maybe([row.id for row in items]),
                meeting=self.maybe([row.id for row in meetings]),
                state=self.one(tuple(ActionState)),
            )
            self.put(action)

    def around(self, measures: list[Measure]) -> None:
        """Peers, partners, populations, packs' titles and abbreviations."""
        for position in self.times(3):
            measure = self.one((None, self.one(measures).id))
            chart = "" if measure else self.one(("First time entrants", "=1+1", "Burglary"))
            row = self.filled(
                PeerValue, id=PeerValueId(self.key()), position=position, measure=measure, chart=chart
            )
            self.put(row)
        for position in self.times(2):
            name = self.one(("Police", "Police", "Housing & health"))
            self.put(self.filled(Partner, id=PartnerId(self.key()), position=position, name=name))
        for group in ("all", "aged 10 to 17")[: self.whole(0, 2)]:
            self.put(self.filled(Population, year=self.one((2015, 2016)), group=group))
        if self.yes():
            self.put(self.filled(Report))
            self.put(self.filled(Abbreviation, short=self.one(("CRC", "=IOM", "#1"))))


@st.composite
def documents(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Snapshot:
    """A whole document with one to three plans and some measures, in any order of keys."""
    maker = _Maker(draw)
    maker.put(maker.filled(Partnership, id="partnership"))
    plans, priorities = maker.plans()
    measures = [maker.measure(position) for position in maker.times(5, 1)]
    maker.places(plans, priorities, measures)
    lines = []
    for measure in measures:
        mine = maker.lines(measure)
        lines += mine
        for line in mine:
            maker.figures(measure, line)
        maker.judgements(measure)
    maker.notes(plans, measures, lines)
    maker.put(Commentary(measure=measures[0].id, period=Period.quarter(2009, 1), text=LONG))
    maker.actions(maker.projects(priorities), maker.report(priorities))
    maker.around(measures)
    return Snapshot.of_rows(maker.rows)
