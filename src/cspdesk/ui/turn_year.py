"""New year: each measure's outturn, its target and what becomes of it, and projects put away."""

from collections.abc import Callable
from dataclasses import replace

from cspdesk.commands.turning_year import BeginYear, Fate
from cspdesk.desk.turn_targets import per_cent
from cspdesk.desk.turn_year import (
    BLANK,
    NO_DRAFT,
    SAME,
    TYPED,
    LineDraft,
    ProjectRow,
    YearRow,
    begin_year,
    project_rows,
    will_do,
    year_rows,
    years_to_begin,
)
from cspdesk.desk.workspace import Workspace
from cspdesk.domain.period import Period
from cspdesk.domain.tables import ProjectId, SeriesId
from cspdesk.ui.measure_parts import say_problem
from cspdesk.ui.parts import button, label
from cspdesk.ui.plan_edit_line import DraftLine
from cspdesk.ui.theme import Role, space
from cspdesk.ui.turn_page import BEGIN_KEYS, TABLE_KEYS, PeriodChoice, TurnPage, line_of_parts, table_block
from cspdesk.ui.turn_table import NO, YES, CellKind, TurnCell, TurnRow, TurnTable

_INTRO = (
    "The year's totals are last year's from now on, by themselves. Choose each target: the same, changed by "
    "a per cent of itself, blank, or typed. A measure may change how it is counted, or end with a successor."
)
_HOW, _TARGET, _BASELINE, _FATE, _WORDS = 3, 4, 5, 6, 7
_HOWS = (SAME.capitalize(), BLANK.capitalize())
_FATES = {
    Fate.KEEP: "Keep",
    Fate.CHANGE: "Change",
    Fate.DISCONTINUE: "Discontinue",
    Fate.LEAVE_OUT: "Leave out",
}


class NewYearPage(TurnPage):
    """Begins a year."""

    KEYS = ((BEGIN_KEYS, "Begin the year"), *TABLE_KEYS)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _INTRO)
        self._drafts: dict[tuple[Period, SeriesId], LineDraft] = {}
        self._put_away: dict[tuple[Period, ProjectId], bool] = {}
        self._rows: tuple[YearRow, ...] = ()
        self._projects: tuple[ProjectRow, ...] = ()
        self._is_begun = True
        """Whether nothing is chosen that the file does not have."""
        self.period = PeriodChoice("Year to begin")
        self.period.activated.connect(lambda _at: self.refresh())
        headings = (
            "Measure",
            "",
            "",
            "How",
            "",
            "As baseline",
            "What becomes of it",
            "Successor, or what changes",
        )
        self.table = TurnTable("Measures at the turn of the year", headings, stretches=0)
        self.table.changed.connect(self._cell_changed)
        self.per_cent = DraftLine("Per cent by which every target changes")
        self.per_cent.setPlaceholderText("-5")
        self.per_cent.setMaximumWidth(space(8))
        self.per_cent.returnPressed.connect(self._change_all)
        same = button("All the same", lambda: self._all_targets(SAME))
        by = button("All by per cent", self._change_all)
        blank = button("All blank", lambda: self._all_targets(BLANK))
        bases = button("All outturns as baselines", self._all_baselines)
        self.measures = table_block("Measures", self.table)
        self.projects = TurnTable(
            "Projects at the turn of the year",
            ("Put away", "Project", "Priority", "How it stands"),
            stretches=1,
            rows=4,
        )
        self.projects.changed.connect(self._project_changed)
        self.open_projects = table_block("Projects", self.projects, 10)
        self._all_buttons = (same, self.per_cent, by, blank, bases)
        self.fill_body(
            line_of_parts(label("Year", Role.QUIET), self.period),
            line_of_parts(label("Targets", Role.QUIET), *self._all_buttons),
            self.measures,
            self.open_projects,
        )

    def refresh(self) -> None:
        """Show the year and what is chosen for it."""
        snapshot = self.document.snapshot
        self.period.offer(years_to_begin(snapshot, self.workspace.quarter))
        year = self.period.period
        ended = year.previous
        self.heading.setText(f"Begin the year {year.label}")
        self.doer.setText(f"Begin {year.label}")
        for place, words in (
            (1, f"{ended.label}"),
            (2, f"Target {ended.label}"),
            (_TARGET, f"Target {year.label}"),
        ):
            self.table.head(place, words)
        drafts = {series: draft for (of, series), draft in self._drafts.items() if of == year}
        self._rows = year_rows(snapshot, year, drafts)
        self.table.show_rows([_row(row) for row in self._rows])
        for part in self._all_buttons:
            part.setVisible(bool(self._rows))
        self.measures.fill(
            is_filled=bool(self._rows),
            sentence=f"The plan has no measures in {year.label}: begin a new plan, or add measures first.",
        )
        put_away = {project: away for (of, project), away in self._put_away.items() if of == year}
        self._projects = project_rows(snapshot, year, put_away)
        self.projects.show_rows([_project_row(row) for row in self._projects])
        self.open_projects.fill(is_filled=bool(self._projects), sentence="No project is open.")
        problems = dict.fromkeys(f"{row.name}: {row.problem}." for row in self._rows if row.problem)
        lacking = sum(row.outturn is None for row in self._rows)
        lines = list(problems)
        if lacking:
            have = "1 line has" if lacking == 1 else f"{lacking} lines have"
            lines.append(f"{have} no outturn of {ended.label} yet; the column says why.")
        self.notes.show_lines(lines)
        done = will_do(self._command())
        self.will.setText(f"This {done}." if done else f"Nothing is to be done for {year.label}.")

    def begin(self) -> None:
        """Do all that is chosen, as one act."""
        self.flush()
        command = self._command()
        if self.do(command, f"{self.period.period.label} was begun: it {will_do(command)}."):
            self._is_begun = True

    def unsaved(self) -> str:
        """Say that choices are not in the file yet."""
        if self._is_begun:
            return ""
        return f"What was chosen for {self.period.period.label} is not in the file until the year is begun."

    def clear(self) -> None:
        """Let go of the document that was closed."""
        self._drafts.clear()
        self._put_away.clear()
        self._is_begun = True
        self.period.forget()
        self.table.show_rows(())
        self.projects.show_rows(())

    def _command(self) -> BeginYear:
        return begin_year(self.document.snapshot, self.period.period, self._rows, self._projects)

    def _cell_changed(self, key: str, column: int, text: str) -> None:
        row = next(row for row in self._rows if row.series.id == key)
        self._redraft(row, lambda draft: _drafted(draft, row, column, text))
        self.refresh()

    def _redraft(self, row: YearRow, change: Callable[[LineDraft], LineDraft]) -> None:
        key = (self.period.period, row.series.id)
        self._drafts[key] = change(self._drafts.get(key, NO_DRAFT))
        self._is_begun = False

    def _all_targets(self, how: str) -> None:
        self.flush()
        for row in self._rows:
            self._redraft(row, lambda draft: replace(draft, how=how, target=None))
        self.refresh()

    def _change_all(self) -> None:
        change = per_cent(self.per_cent.text())
        if change is None:
            typed = self.per_cent.text().strip()
            what = (
                f"'{typed[:40]}' is no per cent between -100 and 1,000." if typed else "No per cent is given."
            )
            say_problem(self.problem, f"{what} Type one, such as -5.")
            self.per_cent.setFocus()
            return
        say_problem(self.problem, "")
        self._all_targets(f"{change:f}%")

    def _all_baselines(self) -> None:
        can = [row for row in self._rows if row.can_be_baseline]
        is_on = not all(row.is_baseline for row in can)
        for row in can:
            self._redraft(row, lambda draft: replace(draft, is_baseline=is_on))
        self.refresh()

    def _project_changed(self, key: str, _column: int, text: str) -> None:
        self._put_away[self.period.period, ProjectId(key)] = text == YES
        self._is_begun = False
        self.refresh()


def _drafted(draft: LineDraft, row: YearRow, column: int, text: str) -> LineDraft:
    """The draft after a cell was written, chosen or ticked."""
    if column == _HOW:
        # What is no per cent is taken for what it begins with: "s", "b"; all else stands as it was.
        said = text.strip().casefold()
        how = next((word for word in (SAME, BLANK) if said and word.startswith(said)), "")
        change = per_cent(text)
        if not how and change is not None:
            how = f"{change:f}%"
        return replace(draft, how=how or draft.how, target=None if how else draft.target)
    if column == _TARGET:
        return replace(draft, how=TYPED, target=text)
    if column == _BASELINE:
        return replace(draft, is_baseline=text == YES)
    if column == _FATE:
        fate = next((fate for fate, word in _FATES.items() if word == text), row.fate)
        return replace(draft, fate=fate)
    return replace(draft, words=text)


def _row(row: YearRow) -> TurnRow:
    ends = row.fate in (Fate.DISCONTINUE, Fate.LEAVE_OUT)
    can_aim = not ends and Fate.LEAVE_OUT not in row.fates
    has_any = can_aim and bool(row.before or row.target)
    how = TurnCell(row.how, CellKind.TEXT, _HOWS, row.problem, bool(row.problem)) if has_any else TurnCell()
    target = (
        TurnCell(row.target, CellKind.TEXT, (), row.problem, bool(row.problem)) if can_aim else TurnCell()
    )
    tick = TurnCell(YES if row.is_baseline else NO, CellKind.TICK)
    fates = tuple(_FATES[fate] for fate in row.fates)
    return TurnRow(
        row.series.id,
        (
            TurnCell(row.name),
            TurnCell(row.outturn_words, CellKind.FIGURE if row.outturn is not None else CellKind.WORDS),
            TurnCell(row.before),
            how,
            target,
            tick if row.can_be_baseline else TurnCell(),
            TurnCell(_FATES[row.fate], CellKind.CHOICE, fates) if fates else TurnCell(),
            TurnCell(row.words, CellKind.TEXT) if row.fates and row.fate is not Fate.KEEP else TurnCell(),
        ),
    )


def _project_row(row: ProjectRow) -> TurnRow:
    tick = TurnCell(YES if row.is_put_away else NO, CellKind.TICK)
    name = row.project.title or "A project without a title"
    return TurnRow(row.project.id, (tick, TurnCell(name), TurnCell(row.where), TurnCell(row.said)))
