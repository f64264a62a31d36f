"""New plan: its years and priorities, and where each measure and project of the old plan goes."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QGridLayout

from cspdesk.commands.turning_plan import PriorityOfPlan
from cspdesk.desk.turn_plan import (
    LEFT_BEHIND,
    PlanDraft,
    PlanProject,
    PlanRow,
    begin_plan,
    draft_after,
    notes,
    numbered_anew,
    plan_projects,
    plan_rows,
    will_do,
    with_priority,
)
from cspdesk.desk.workspace import Place, Workspace
from cspdesk.domain.errors import DeskError
from cspdesk.domain.plan_view import plan_in_force
from cspdesk.domain.tables import PlacementId, PlanId, PriorityId, ProjectId
from cspdesk.ui.measure_parts import say_problem
from cspdesk.ui.parts import button, label
from cspdesk.ui.plan_edit_line import DraftLine
from cspdesk.ui.theme import Role, space
from cspdesk.ui.turn_page import BEGIN_KEYS, TABLE_KEYS, TurnPage, line_of_parts, table_block
from cspdesk.ui.turn_table import CellKind, TurnCell, TurnRow, TurnTable

_INTRO = (
    "Packs of the quarters before keep the old plan's priorities and numbers, and charts run through both. "
    "Measures that are left behind are discontinued."
)
_GOES, _NUMBER = 2, 3
_STAYS = ("Left behind", "Stays in the old plan")
"""What becomes of a measure, and of a project, that does not go on."""


class NewPlanPage(TurnPage):
    """Begins a plan."""

    KEYS = (
        (BEGIN_KEYS, "Begin the plan"),
        *TABLE_KEYS[:2],
        ("Insert", "Add a priority, in the table of priorities"),
        ("Delete", "Remove the priority"),
        ("Alt+Up, Alt+Down", "Move the priority"),
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _INTRO)
        self._drafts: dict[PlanId | None, PlanDraft] = {}
        """What is being put together, by the plan that it follows."""
        self._touched: set[PlanId | None] = set()
        self._draft: PlanDraft | None = None
        self._rows: tuple[PlanRow, ...] = ()
        self._projects: tuple[PlanProject, ...] = ()
        self.title = DraftLine("Title of the plan")
        self.first_year = DraftLine("First year")
        self.last_year = DraftLine("Last year")
        self.word = DraftLine("Word for a priority")
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(1))
        grid.setVerticalSpacing(space(0.5))
        fields = (self.title, self.first_year, self.last_year, self.word)
        for at, part in enumerate(fields):
            part.textEdited.connect(self._typed)
            grid.addWidget(label(part.accessibleName(), Role.QUIET), 0, at)
            grid.addWidget(part, 1, at)
        grid.setColumnStretch(0, 3)
        self.priorities = TurnTable(
            "Priorities of the new plan",
            ("Number", "Title", "Copied from"),
            stretches=1,
            can_arrange=True,
            rows=4,
        )
        self.priorities.changed.connect(self._priority_changed)
        self.priorities.add_asked.connect(self._add)
        self.priorities.delete_asked.connect(self._remove)
        self.priorities.move_asked.connect(self._move)
        self._add_button = button("Add a priority", self._add)
        remove = button("Remove", lambda: self._remove(self.priorities.current_key))
        up = button("Move up", lambda: self._move(self.priorities.current_key, -1))
        down = button("Move down", lambda: self._move(self.priorities.current_key, 1))
        self._arranging = (remove, up, down)
        for each in self._arranging:
            each.setAccessibleName(f"{each.text()} the priority")
        self.table = TurnTable(
            "Measures of the old plan",
            ("Measure", "Priority now", "Goes to", "Number", "Successor, where it is left behind"),
            stretches=0,
        )
        self.table.changed.connect(self._measure_changed)
        self._anew = button("Number them anew", self._number_anew)
        self.measures = table_block("Measures", self.table)
        self.projects = TurnTable(
            "Open projects of the old plan", ("Project", "Priority now", "Goes to"), stretches=0, rows=3
        )
        self.projects.changed.connect(self._project_changed)
        self.open_projects = table_block("Projects", self.projects, 10)
        self.new_priorities = table_block("Priorities", self.priorities, 10)
        self.fill_body(
            grid,
            self.new_priorities,
            line_of_parts(self._add_button, remove, up, down),
            self.measures,
            line_of_parts(self._anew),
            self.open_projects,
        )

    def refresh(self) -> None:
        """Show the plan that would follow the one in force, as far as it is put together."""
        snapshot = self.document.snapshot
        before = plan_in_force(snapshot)
        key = before.id if before else None
        if key not in self._drafts or key not in self._touched:
            self._drafts[key] = draft_after(snapshot, self.workspace.quarter)
        draft = self._draft = self._drafts[key]
        for arranging in self._arranging:
            arranging.setEnabled(bool(draft.priorities))
        self.heading.setText(f"A plan to follow '{before.title}'" if before else "The file's first plan")
        self.doer.setText("Begin this plan")
        for part, words in (
            (self.title, draft.title),
            (self.first_year, draft.first_year),
            (self.last_year, draft.last_year),
            (self.word, draft.priority_word),
        ):
            if part.text() != words:
                part.setText(words)
        self._rows = plan_rows(snapshot, draft)
        self._projects = plan_projects(snapshot, draft)
        self._show_tables(draft)
        self.new_priorities.fill(
            is_filled=bool(draft.priorities), sentence="A plan needs priorities: add the first."
        )
        self.measures.fill(is_filled=bool(self._rows), sentence="There are no measures to carry across.")
        self.open_projects.fill(
            is_filled=bool(self._projects), sentence="There are no open projects to carry across."
        )
        self._anew.setVisible(bool(self._rows))
        problems = dict.fromkeys(f"{row.problem}." for row in self._rows if row.problem)
        self.notes.show_lines((*problems, *notes(snapshot, draft)))
        self.will.setText(will_do(draft, self._rows, self._projects))

    def begin(self) -> None:
        """Put the plan in force, as one act."""
        self.flush()
        draft = self._draft
        if draft is None:
            return
        try:
            command = begin_plan(draft, self._rows, self._projects)
        except DeskError as error:
            say_problem(self.problem, str(error))
            return
        said = will_do(draft, self._rows, self._projects).removeprefix("The new plan has ")
        # Kept for an undo, after which the page shows again what was chosen.
        self._touched.add(draft.before)
        if self.do(command, f"'{draft.title.strip()}' was begun, with {said}"):
            self.workspace.choose_quarter(command.first_year.quarters[0])
            # Away from here, where the same keys would begin the plan after this one.
            self.workspace.going.emit(Place("plan"))

    def unsaved(self) -> str:
        """Say that the plan is not in the file yet."""
        draft = self._draft
        if draft is None or draft.before not in self._touched:
            return ""
        return "The new plan that was put together is not in the file until it is begun."

    def clear(self) -> None:
        """Let go of the document that was closed."""
        self._drafts.clear()
        self._touched.clear()
        self._draft = None
        for table in (self.priorities, self.table, self.projects):
            table.show_rows(())

    def _show_tables(self, draft: PlanDraft, current: str = "") -> None:
        titles = _names(draft)
        words = {**titles, LEFT_BEHIND: _STAYS[0]}
        copied = {each.copied_from for each in draft.priorities}
        self.priorities.show_rows(
            [
                TurnRow(
                    each.id,
                    (
                        TurnCell(each.number, CellKind.TEXT),
                        TurnCell(each.title, CellKind.TEXT),
                        TurnCell("The old plan" if each.copied_from in copied - {None} else "New"),
                    ),
                )
                for each in draft.priorities
            ],
            current=current,
        )
        self.table.show_rows([_measure_row(row, words) for row in self._rows])
        stays = {**titles, LEFT_BEHIND: _STAYS[1]}
        self.projects.show_rows([_project_row(row, stays) for row in self._projects])

    def _alter(self, change: Callable[[PlanDraft], PlanDraft]) -> None:
        if self._draft is not None:
            key = self._draft.before
            self._touched.add(key)
            self._drafts[key] = change(self._draft)
            self.refresh()

    def _typed(self) -> None:
        self._alter(
            lambda draft: replace(
                draft,
                title=self.title.text(),
                first_year=self.first_year.text(),
                last_year=self.last_year.text(),
                priority_word=self.word.text(),
            )
        )

    def _priority_changed(self, key: str, column: int, text: str) -> None:
        def changed(row: PriorityOfPlan) -> PriorityOfPlan:
            return replace(row, number=text) if column == 0 else replace(row, title=text)

        self._alter(
            lambda draft: replace(
                draft,
                priorities=tuple(changed(row) if row.id == key else row for row in draft.priorities),
            )
        )

    def _add(self) -> None:
        self.flush()
        self._alter(with_priority)
        if self._draft is not None:
            self.priorities.begin_writing(self._draft.priorities[-1].id, 1)

    def _remove(self, key: str) -> None:
        if key:
            self._alter(
                lambda draft: replace(draft, priorities=tuple(r for r in draft.priorities if r.id != key))
            )

    def _move(self, key: str, steps: int) -> None:
        def change(draft: PlanDraft) -> PlanDraft:
            rows = list(draft.priorities)
            at = next(place for place, row in enumerate(rows) if row.id == key)
            rows.insert(min(max(at + steps, 0), len(rows) - 1), rows.pop(at))
            return replace(draft, priorities=tuple(rows))

        if key:
            self._alter(change)

    def _measure_changed(self, key: str, column: int, text: str) -> None:
        place = PlacementId(key)

        def change(draft: PlanDraft) -> PlanDraft:
            if column == _GOES:
                return replace(draft, goes={**draft.goes, place: _chosen(draft, text)})
            if column == _NUMBER:
                return replace(draft, numbers={**draft.numbers, place: text.strip()})
            return replace(draft, successors={**draft.successors, place: text})

        self._alter(change)

    def _project_changed(self, key: str, _column: int, text: str) -> None:
        def change(draft: PlanDraft) -> PlanDraft:
            return replace(draft, projects={**draft.projects, ProjectId(key): _chosen(draft, text)})

        self._alter(change)

    def _number_anew(self) -> None:
        self.flush()
        self._alter(lambda draft: numbered_anew(draft, self._rows))


def _chosen(draft: PlanDraft, text: str) -> PriorityId:
    return next((key for key, words in _names(draft).items() if words == text), LEFT_BEHIND)


def _names(draft: PlanDraft) -> dict[PriorityId, str]:
    """What each priority is called among the choices: no two alike, nor like "Left behind"."""
    found: dict[PriorityId, str] = {}
    taken = set(_STAYS)
    for row in draft.priorities:
        name = words = f"{row.number} {row.title}".strip() or "A priority without a title"
        count = 1
        while words in taken:
            count += 1
            words = f"{name} ({count})"
        found[row.id] = words
        taken.add(words)
    return found


def _measure_row(row: PlanRow, words: dict[PriorityId, str]) -> TurnRow:
    is_odd = bool(row.problem)
    number = TurnCell(row.number, CellKind.TEXT, (), row.problem, is_odd) if row.is_carried else TurnCell()
    after = TurnCell() if row.is_carried else TurnCell(row.successor, CellKind.TEXT)
    goes = TurnCell(words[row.goes], CellKind.CHOICE, tuple(words.values()))
    return TurnRow(row.placement.id, (TurnCell(row.name), TurnCell(row.where), goes, number, after))


def _project_row(row: PlanProject, words: dict[PriorityId, str]) -> TurnRow:
    goes = TurnCell(words[row.goes], CellKind.CHOICE, tuple(words.values()))
    name = row.project.title or "A project without a title"
    return TurnRow(row.project.id, (TurnCell(name), TurnCell(row.where), goes))
