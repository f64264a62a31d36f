"""Three real reports typed from an empty file into the whole window by keys, and read again in Word.

Each is issued in the layout of its report, chosen by keys; its document says what was typed, and that once.
The words are those of the samples, which tell the same reports. Short ones are typed letter by letter; longer
ones, and letters that no key has, come in by Ctrl+V, as an officer brings them in.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document as read_docx
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from cspdesk.app.samples import new_from_book, sample
from cspdesk.desk.jobs import jobs_of
from cspdesk.domain.resources import resource
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import PackIssue, Picture
from cspdesk.ui.main_window import MainWindow
from cspdesk.ui.page import Page
from tests.support.canonical import canonical
from tests.support.documents import EDITOR
from tests.support.hands import Hands
from tests.support.pictures import PNG
from tests.ui.conftest import Press
from tests.ui.test_main_window import shown_words

Part = tuple[str, str] | list[list[str]]
"""A paragraph as its style and words, or a table as its rows."""


@pytest.fixture
def hands(
    window: MainWindow, press: Press, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Hands]:
    """Somebody who has just begun a new empty file."""
    qtbot.waitUntil(window.isActiveWindow)
    made = tmp_path / "typed"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(made), ""))
    press("Ctrl+N")
    assert window.files.path == made.with_suffix(".cspdesk")
    yield Hands(window, press, qtbot)
    assert [said for page in window.findChildren(Page) if (said := page.unsaved())] == []


def sheet(name: str, table: str) -> list[dict[str, str]]:
    """The rows of a sample's table."""
    path = resource("samples", name, f"{table}.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def sample_of(name: str, folder: Path) -> Snapshot:
    """A sample as a file of its own would hold it."""
    store, _ = new_from_book(folder / f"{name}.cspdesk", sample(name).folder, EDITOR)
    with store:
        return store.load()


def items(name: str, section: str) -> list[dict[str, str]]:
    """A sample's texts of a section."""
    return [row for row in sheet(name, "Report text") if row["Section"] == section]


# ---------------------------------------------------------------------- steps that all three reports take


def type_plan(hands: Hands, name: str) -> None:
    """On the plan page: the partnership, the plan and its one priority."""
    (partnership,), (plan,), (priority,) = (
        sheet(name, table) for table in ("Partnership", "Plan", "Priorities")
    )
    hands.go_to_quarter(sample(name).quarter)
    hands.keys("Ctrl+7", "Return")
    for field in ("Name", "Area code", "County"):
        hands.fill(field, partnership[field])
    hands.keys("Escape", "Shift+Insert")
    for field in ("Title", "First year", "Last year", "Priority word", "Note"):
        hands.fill(field, plan[field])
    hands.keys("Escape", "Shift+Insert")
    hands.tab_to("Number", "Shift+Backtab")
    for field in ("Number", "Title", "Outcomes", "Lead"):
        hands.fill(field, priority[field])
    hands.keys("Escape")


def type_measure(hands: Hands, row: dict[str, str]) -> None:
    """A measure behind the others of the priority, field by field in the order of the form."""
    hands.keys("Insert")
    assert hands.at == "Title"
    for field in ("Title", "Definition", "Issues to consider", "Owner", "Source"):
        hands.fill(field, row[field])
    hands.choose("Frequency", row["Frequency"].capitalize())
    if row["Lag"]:
        hands.fill("Lag", row["Lag"])
    hands.choose("Unit", row["Unit"].capitalize())
    for field in ("Unit label", "Decimals", "Rate per"):
        hands.fill(field, row[field])
    for field in ("Entered as", "Polarity"):
        hands.choose(field, row[field].capitalize())
    if row["Comparator"].startswith("same quarter last year"):
        # The year to date is ticked: it is unticked, or passed by the same quarter.
        hands.tab_to("Compared with: Year to date last year")
        both = "year to date" in row["Comparator"]
        hands.keys(*(("Down", "Space", "Alt+Up") if both else ("Space", "Down", "Space")))
    for field in ("Status against", "Tolerance kind"):
        hands.choose(field, row[field].capitalize())
    hands.fill("Tolerance amber", row["Tolerance amber"])
    hands.keys("Escape")


def type_series(hands: Hands, labels: list[str]) -> None:
    """The names of a measure's series, which had one without a name."""
    for place, label in enumerate(labels):
        hands.tab_to("Series of the measure", "Shift+Backtab" if place else "Tab")
        hands.keys("Insert" if place else "Return")
        hands.fill("Name", label)
    hands.keys("Escape")


def begin_text(hands: Hands, name: str) -> None:
    """On the text page: the quarter's own title and date, then to the first text of the priority."""
    hands.keys("Ctrl+6")
    for report in sheet(name, "Reports"):
        hands.keys("Home", "Return")
        hands.write(report["Title"])
        hands.keys("Tab")
        hands.write(report["Dated"])
        hands.keys("Escape")
    hands.keys("End", "Up", "Up", "Return")


def type_section(hands: Hands, rows: list[dict[str, str]], name: str) -> None:
    """The texts of a section, which the keys are in, or go to."""
    hands.page_down_to(f"{name}, new")
    for row in rows:
        if hands.at.endswith(": when"):
            hands.write(row["When"])
            hands.keys("Tab")
        hands.write(row["Text"])
        hands.keys("Ctrl+Return")


def issue(hands: Hands, folder: Path, layout: str) -> list[Part]:
    """Choose a layout and issue the pack into a folder, by keys; return what the Word document says."""
    hands.keys("Ctrl+9")
    hands.choose("Layout", layout)
    hands.fill("Folder", str(folder))
    hands.keys("Ctrl+Shift+P")
    hands.qtbot.waitUntil(lambda: not jobs_of(hands.window.workspace).running, timeout=20_000)
    assert "The pack is written: 3 documents in " in shown_words(hands.window)
    assert len(hands.document.snapshot.of(PackIssue)) == 1
    (path,) = folder.glob("*.docx")
    told = list(parts(path))
    # What every issue says on its cover is no part of the report.
    told.remove(("Normal", "Version 1"))
    return told


def parts(path: Path) -> Iterator[Part]:
    """The paragraphs and tables of a Word document in their order, empty lines left out."""
    body = read_docx(str(path)).element.body
    for element in body.iterchildren(qn("w:p"), qn("w:tbl")):
        if element.tag == qn("w:tbl"):
            rows = WordTable(element, None).rows  # type: ignore[arg-type]  # only its own cells are read
            yield [[cell.text for cell in row.cells] for row in rows]
            continue
        line = Paragraph(element, None)  # type: ignore[arg-type]  # nothing of the document is read
        style = element.pPr.pStyle.val if element.pPr is not None and element.pPr.pStyle is not None else ""
        if element.findall(f".//{qn('w:drawing')}"):
            yield "Picture", element.find(f".//{qn('wp:docPr')}").get("descr")
        elif line.text.strip():
            yield style, line.text


def type_countywide(hands: Hands, rows: list[dict[str, str]]) -> None:
    """The county's priorities, the last part of a priority's texts."""
    fields = ("Title", "Baseline and target", "County performance", "Local performance", "Comments")
    hands.page_down_to("Countywide priority, new: title")
    for row in rows:
        for field in fields:
            assert hands.at.endswith(f": {field.lower()}")
            hands.write(row[field])
            hands.keys("Tab" if field != fields[-1] else "Ctrl+Return")


def paste_areas(hands: Hands, rows: list[dict[str, str]]) -> None:
    """On the page of the first measure: a copied table of areas, entered for the year before."""
    table = ["Area\tCount\tPopulation", *("\t".join((r["Area"], r["Count"], r["Population"])) for r in rows)]
    hands.keys("Ctrl+3", "Home", "Return")
    QApplication.clipboard().setText("\n".join(table))
    hands.tab_to("Paste a table of areas")
    hands.keys("Space")
    assert hands.at == "Your own area"
    box = hands.window.focusWidget()
    assert isinstance(box, QComboBox)
    assert box.currentText() == next(row["Area"] for row in rows if row["Own"] == "yes")
    hands.choose("Period of the figures", "2018/19")
    hands.fill("Source of the figures", rows[0]["Source"])
    hands.tab_to("Enter these areas")
    hands.keys("Space", "Escape")


def type_actions_of_decisions(hands: Hands, name: str) -> None:
    """In the list of all actions: what follows from the decisions, each beside its decision."""
    decided = items(name, "decision")
    hands.keys("Ctrl+5", "Alt+W")
    for place, row in enumerate(sheet(name, "Actions"), 1):
        assert row["Decision"].endswith(f" > {place}")
        hands.keys("Alt+T")
        hands.fill("What is to be done", row["Text"])
        hands.fill("Owner of the action", row["Owner"])
        hands.fill("Due", row["When"])
        hands.fill("Number of the action", row["Number"])
        hands.tab_to("Belongs to")
        box = hands.window.focusWidget()
        assert isinstance(box, QComboBox)
        offered = [box.itemText(at) for at in range(box.count())]
        start = f"Decision {place}, {sample(name).quarter.label}: {decided[place - 1]['Text'][:40]}"
        (words,) = [each for each in offered if each.startswith(start)]
        hands.choose("Belongs to", words)
        hands.keys("Escape")


# ---------------------------------------------------------------------- what the pack should say


def front(name: str, *, dated: str) -> list[Part]:
    """The cover: partnership, the report's own title, quarter and date, plan and county."""
    (partnership,), (plan,), (report,) = (sheet(name, t) for t in ("Partnership", "Plan", "Reports"))
    quarter = sample(name).quarter
    return [
        ("Subtitle", partnership["Name"]),
        ("Title", report["Title"]),
        ("Subtitle", quarter.label),
        ("Subtitle", quarter.span_label),
        *([("Subtitle", f"Issued {dated}")] if dated else []),
        ("Normal", f"Plan: {plan['Title']}"),
        ("Normal", f"County: {partnership['County']}"),
    ]


def lines(title: str, texts: list[str], style: str = "ListBullet") -> list[Part]:
    """A section with its heading."""
    return [("Heading2", title), *((style, text) for text in texts)]


def texts(name: str, section: str) -> list[str]:
    """A section's texts as they are printed: each behind its date, if it has one."""
    return [f"{row['When']}: {row['Text']}" if row["When"] else row["Text"] for row in items(name, section)]


def same(typed: Snapshot, wanted: Snapshot, *tables: str) -> None:
    """Fail unless what was typed is what the sample holds, order included."""
    ours, theirs = canonical(typed), canonical(wanted)
    for table in tables:
        assert theirs[table], f"the sample has nothing in {table}"
        assert ours[table] == theirs[table], table


# ---------------------------------------------------------------------- the reports


def test_the_projects_of_a_rolling_report(hands: Hands, tmp_path: Path) -> None:
    name = "rolling-year"
    type_plan(hands, name)
    hands.keys("Ctrl+5")
    rows = []
    for project in sheet(name, "Projects"):
        did, to_do = (
            [row for row in sheet(name, table) if row["Project"] == project["Title"]]
            for table in ("Project updates", "Actions")
        )
        hands.keys("Alt+J")
        hands.fill("Title of the project", project["Title"])
        hands.fill("Leads", project["Leads"])
        for row in did:
            hands.keys("Alt+U")
            hands.fill("Date of the update", row["When"])
            hands.fill("Words of the update", row["Text"])
        for row in to_do:
            hands.keys("Alt+T")
            hands.fill("What is to be done", row["Text"])
            hands.fill("Owner of the action", row["Owner"])
            hands.fill("Due", row["When"])
        comes = [(f"{r['When']}: " if r["When"] else "") + f"{r['Text']} ({r['Owner']})" for r in to_do] or [
            "None open."
        ]
        was = [f"{r['When']}: {r['Text']}" for r in did]
        rows.append([project["Title"], "\n".join(was), "\n".join(comes), project["Leads"]])
    begin_text(hands, name)
    type_section(hands, items(name, "highlight"), "Highlights and issues to raise")
    type_section(hands, items(name, "note"), "Notes")
    type_countywide(hands, sheet(name, "Countywide"))

    found = issue(hands, tmp_path / "pack", "Priority report")
    typed, wanted = hands.document.snapshot, sample_of(name, tmp_path)
    same(typed, wanted, "partnership", "plan", "priority", "report", "report_item", "countywide_row")
    same(typed, wanted, "project", "project_update", "action")
    (priority,) = sheet(name, "Priorities")
    reoffending, drugs = sheet(name, "Countywide")
    pages: list[Part] = [
        ("Heading1", priority["Title"]),
        ("Heading2", "Countywide priorities"),
        ("Caption", "County priorities beside the local work, Quarter 2 2011/12"),
        [
            [
                *("Countywide priorities", "Baseline and target", "County performance", "Local performance"),
                "Comments",
            ],
            ["Re-offending", "N/A", "N/A", "N/A", reoffending["Comments"]],
            [drugs["Title"], "N/A", "N/A", "N/A", "None"],
        ],
        ("Heading2", "Associated projects"),
        ("Caption", "What each project did, Quarter 2 2011/12"),
        [["Associated projects", "Performance", "Further action", "Lead"], *rows],
        *lines("Highlights and issues to raise", texts(name, "highlight"), "Normal"),
        *lines("Notes", texts(name, "note"), "Normal"),
    ]
    assert found == [*front(name, dated="Nov 2011"), *pages]


def test_the_sections_and_decisions_of_a_report_of_targets(hands: Hands, tmp_path: Path) -> None:
    name = "target-actual"
    titles = {
        "overview": "Performance overview",
        "improver": "Key improvers and success",
        "challenge": "Key challenges",
        "decision": "Decisions required",
    }
    type_plan(hands, name)
    begin_text(hands, name)
    for section, title in titles.items():
        type_section(hands, items(name, section), title)
    type_actions_of_decisions(hands, name)

    found = issue(hands, tmp_path / "pack", "Targets and performance")
    same(
        hands.document.snapshot,
        sample_of(name, tmp_path),
        *("partnership", "plan", "priority", "report", "report_item", "action"),
    )
    pages: list[Part] = [("Heading1", "Priority Outcome 4: Reducing re-offending")]
    titles["decision"] = "Decisions required by the partnership"
    for section, title in titles.items():
        # Word counts the decisions: the first is 1.
        pages += lines(title, texts(name, section), "ListNumber" if section == "decision" else "ListBullet")
    assert found == [*front(name, dated=""), *pages]
    assert [len(items(name, section)) for section in titles] == [2, 10, 3, 2]


def test_the_whole_of_a_highlight_report(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "highlight"
    titles = {
        "activity": "Activity since the last report",
        "planned activity": "Planned activity before the next report",
        "milestone": "Milestones ahead",
        "note": "Notes",
    }
    caption = "First time entrants of all county areas, 2018/19"
    shows = "A bar for each county area, with that of Wendshire marked."
    type_plan(hands, name)
    for row in sheet(name, "Measures"):
        type_measure(hands, row)
    type_series(hands, [row["Series"] for row in sheet(name, "Series")])
    paste_areas(hands, sheet(name, "Peers"))
    begin_text(hands, name)
    for section, title in titles.items():
        type_section(hands, items(name, section), title)
    chart = tmp_path / "chart.png"
    chart.write_bytes(PNG)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(chart), ""))
    hands.keys("Alt+I")
    assert hands.at == "Picture: without a caption, caption"
    for words in (caption, "Ministry of Justice", shows):
        hands.write(words)
        hands.keys("Tab")

    found = issue(hands, tmp_path / "pack", "Highlight report")
    typed, wanted = hands.document.snapshot, sample_of(name, tmp_path)
    same(typed, wanted, "partnership", "plan", "priority", "measure", "placement", "series")
    same(typed, wanted, "report", "report_item", "peer_value")
    (priority,) = sheet(name, "Priorities")
    entrants = sheet(name, "Measures")[0]["Title"]
    # 186 of 78,400 are 237.2, the 14th lowest of 26 rates of mean 232.6; 95% interval by Byar's method.
    rule = (
        "An area is called significantly higher (or lower) than the mean where its own 95% interval lies "
        "wholly above (or below) the mean of all the areas' rates, its own included; else it is in line. "
        "This rule is the program's own."
    )
    bars = f"{entrants}, areas compared, per 100,000 people, 2018/19"
    heard = (
        f"Bar chart of areas of {bars}. Rate: first Penmarch 303.8, last Elmshire 159.7, highest Penmarch "
        "303.8, lowest Elmshire 159.7. Mean: 232.6 throughout. Wendshire is one's own, with an interval of "
        "204.4 to 273.9."
    )
    pages: list[Part] = [
        ("Heading1", priority["Title"]),
        *lines("Strategic outcomes", priority["Outcomes"].splitlines()),
        *lines("Activity since last report", texts(name, "activity")),
        *lines("Planned activity before next report", texts(name, "planned activity")),
        *lines("Milestones ahead", texts(name, "milestone")),
        ("Heading2", "Areas compared"),
        ("Caption", f"{entrants}: 14th lowest of 26; in line with the mean of the group"),
        ("Note", bars),
        ("Picture", heard),
        ("Note", f"{rule} Source: Invented for this sample"),
        *lines("Sources and notes", texts(name, "note"), "Normal"),
        ("Caption", caption),
        ("Picture", shows),
        ("Note", "Source: Ministry of Justice"),
        ("Heading1", "Notes on the plan"),
        ("Note", "Invented for this sample."),
    ]
    assert found == [*front(name, dated="October 2019"), *pages]
    (picture,) = typed.of(Picture)
    assert (picture.image, picture.section) == (PNG, "note")
    assert [len(items(name, section)) for section in titles] == [12, 8, 6, 1]
