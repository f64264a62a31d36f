"""The layout that tells quarters: tables and texts of the real report, in the blocks and in the Word file."""

from dataclasses import replace
from pathlib import Path

import pytest

from cspdesk.app.samples import new_from_book, sample
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.domain.choices import FootnoteUse
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Commentary,
    Footnote,
    FootnoteId,
    FootnoteMark,
    FootnoteUseId,
    Measure,
    Series,
)
from cspdesk.pack import word
from cspdesk.pack.blocks import CellKind, Heading, Pack, Table
from cspdesk.pack.compose import compose
from cspdesk.pack.layouts import PackLayout, layout, with_parts
from tests.support.documents import EDITOR
from tests.support.read_back import paragraphs_of, sample_snapshot, tables_of

QUARTER = Period.quarter(2015, 4)
HEADINGS = ["No", "Performance measure", "Quarter 1", "Quarter 2", "Quarter 3", "Quarter 4", "RAG"]
PRIORITIES = [
    "Priority 1: Anti-social behaviour",
    "Priority 2: Violent crime and robbery",
    "Priority 3: Drugs",
    "Priority 4: Theft and burglary",
    "Priority 5: Alcohol",
    "Priority 6: Domestic abuse",
]
NUMBERS = [
    ["1.1", "1.2", "1.3", "1.4"],
    ["2.1", "2.2", "2.3"],
    ["3.1", "3.2", "3.3"],
    ["4.1"],
    ["5.1", "5.2"],
    ["6.1", "6.2", "6.3", ""],
]
# As the real report has them; its 75.5% for 144 on 192 and its 436 for 12,043 beside 12,469 are put right.
TOLD = {
    "1.3": [
        "3,109 incidents",
        "3,387 incidents\nYear to date 6,496",
        "2,954 incidents\nYear to date 9,450",
        "2,593 incidents\nYear to date 12,043, −426 (−3.4%) on last year.\n"
        "−1,382 (−10.3%) on the baseline (3 year average 2012 to 2014).",
    ],
    "1.4": [
        "1,203 requests\n−88 (−6.8%) on the same quarter last year.",
        "1,319 requests\nYear to date 2,522, −63 (−2.4%) on last year.",
        "1,035 requests\nYear to date 3,557, +77 (2.2%) on last year.",
        "754 requests\nYear to date 4,311, −63 (−1.4%) on last year.",
    ],
    "2.1": [
        "326 offences\n+66 (25.4%) on last year.",
        "347 offences\nYear to date 673, +110 (19.5%) on last year.",
        "355 offences\nYear to date 1,028, +162 (18.7%) on last year.",
        "412 offences\nYear to date 1,440, +294 (25.7%) on last year.",
    ],
    "2.2": [
        "336 offences\n+144 (75.0%) on last year.",
        "364 offences\nYear to date 700, +317 (82.8%) on last year.",
        "439 offences\nYear to date 1,139, +386 (51.3%) on last year.",
        "489 offences\nYear to date 1,628, +560 (52.4%) on last year.",
    ],
    "2.3": [
        "17 offences\n+5 (41.7%) on last year.",
        "22 offences\nYear to date 39, +15 (62.5%) on last year.",
        "32 offences\nYear to date 71, +30 (73.2%) on last year.",
        "30 offences\nYear to date 101, +34 (50.7%) on last year.",
    ],
    "4.1": [
        "531 offences\n−5 (−0.9%) on last year.",
        "572 offences\nYear to date 1,103, +55 (5.2%) on last year.",
        "583 offences\nYear to date 1,686, +100 (6.3%) on last year.",
        "517 offences\nYear to date 2,203, +92 (4.4%) on last year.\n"
        "−115 (−5.0%) on the baseline (3 year average 2012 to 2014).",
    ],
}


def composed(snapshot: Snapshot, arrangement: PackLayout | None = None) -> Pack:
    return compose(snapshot, QUARTER, arrangement or layout("quarter-narrative"))


@pytest.fixture(scope="module")
def pack() -> Pack:
    return composed(sample_snapshot("quarter-narrative"))


def tables(pack: Pack) -> list[Table]:
    return [block for block in pack.blocks if isinstance(block, Table)]


def row(pack: Pack, number: str) -> list[str]:
    (found,) = [line for table in tables(pack) for line in table.rows if line[0].text == number]
    return [cell.text for cell in found]


def test_each_priority_has_its_table_under_the_reports_headings(pack: Pack) -> None:
    first_level = [block.text for block in pack.blocks if isinstance(block, Heading) and block.level == 1]
    assert first_level == ["Notes on the plan", *PRIORITIES]
    assert [[column.heading for column in table.columns] for table in tables(pack)] == [HEADINGS] * 6
    assert [[cells[0].text for cells in table.rows] for table in tables(pack)] == NUMBERS
    assert all(table.wide for table in tables(pack))


@pytest.mark.parametrize("number", TOLD)
def test_each_quarter_has_its_figure_the_year_to_date_and_the_change(pack: Pack, number: str) -> None:
    for cell, expected in zip(row(pack, number)[2:6], TOLD[number], strict=True):
        assert cell.startswith(expected)


def test_every_text_stands_in_its_own_quarter(pack: Pack) -> None:
    snapshot = sample_snapshot("quarter-narrative")
    by_title = {
        cells[1].text.split("\n")[0].removesuffix(" *"): cells for t in tables(pack) for cells in t.rows
    }
    checked = 0
    for text in snapshot.of(Commentary):
        measure = snapshot.of(Measure).get(text.measure)
        assert measure is not None
        cells = by_title[measure.title][2:6]
        words = "\n".join(line.strip() for line in text.text.splitlines())
        assert cells[text.period.index - 1].text.endswith(words), (measure.title, text.period)
        checked += 1
    assert checked == 17 * 4


def test_a_measure_shows_its_baseline_target_and_marker(pack: Pack) -> None:
    assert row(pack, "2.1")[1] == (
        "Violence with injury *\nReduce offences of violence with injury.\nBaseline: 1,146 offences (2014/15)"
    )
    assert row(pack, "1.2")[1].endswith("\nTarget: 90%")
    assert row(pack, "5.2")[1].endswith("\nBaseline: To be confirmed")
    assert row(pack, "3.3")[1].endswith(
        "\nBaseline: Opiate: 5.1%\nBaseline: Non-opiate: 40.8%\nBaseline: Opiate, criminal justice: 2.0%"
        "\nBaseline: Non-opiate, criminal justice: 40.0%"
    )


def test_all_series_of_a_measure_are_told_in_its_one_row(pack: Pack) -> None:
    assert row(pack, "1.1")[2] == "ASB Hotline: 47\nPolice: 37\nASB Hotline – 47\nPolice – 37"
    third = row(pack, "3.1")[4]
    assert third.startswith("Commencements: 21; year to date 64; −4 (−16.0%) on the quarter before\n")
    # The others tell how their year stands and no change.
    assert "\nCompletions: 6; year to date 10\nRevoked: 22; year to date 35\nBreached: 2\n" in third


def test_a_change_of_nothing_is_told_in_words(tmp_path: Path) -> None:
    opened, _ = new_from_book(tmp_path / "r2.cspdesk", sample("quarter-narrative").folder, EDITOR)
    with opened:
        snapshot = opened.load()
        [measure] = [row for row in snapshot.of(Measure) if row.title == "Drug Rehabilitation Requirements"]
        series = next(s for s in snapshot.of(Series) if (s.measure, s.label) == (measure.id, "Commencements"))
        third = Period.quarter(2015, 3)
        # 64 so far had 21 in Quarter 3; with the 25 of Quarter 2 there it is 68.
        opened.run(SetFigures("Figure", (TypedCell(series.id, third, "25"),)))
        told = row(compose(opened.load(), QUARTER, layout("quarter-narrative")), "3.1")[4]
    assert told.startswith("Commencements: 25; year to date 68; no change on the quarter before\n")


def test_words_that_every_series_shares_are_told_once_and_never_twice(pack: Pack) -> None:
    assert row(pack, "3.1")[5].count("late: CRC and probation, key staff have retired") == 1
    assert row(pack, "5.2")[4:6] == ["No update provided", "No update provided"]


def test_the_status_is_a_word(pack: Pack) -> None:
    assert {number: row(pack, number)[6] for number in ("1.2", "2.1", "3.3", "5.2")} == {
        "1.2": "Green",
        "2.1": "Red",
        "3.3": "Amber",
        "5.2": "Grey",
    }
    assert [table.columns[6].kind for table in tables(pack)] == [CellKind.STATUS] * 6


def test_quarters_to_come_are_blank_and_one_without_anything_says_so() -> None:
    snapshot = sample_snapshot("quarter-narrative")
    second = compose(snapshot, Period.quarter(2015, 2), layout("quarter-narrative"))
    assert row(second, "2.1")[4:6] == ["", ""]
    assert row(second, "2.1")[3].startswith("347 offences\n")
    later = compose(snapshot, Period.quarter(2016, 1), layout("quarter-narrative"))
    assert row(later, "2.1")[2] == "No figure and no words were given."


def test_a_note_on_words_is_marked_there_and_told_below(tmp_path: Path) -> None:
    store, _ = new_from_book(tmp_path / "note.cspdesk", sample("quarter-narrative").folder, EDITOR)
    with store:
        robbery = next(m for m in store.load().of(Measure) if m.title == "Robbery")
        note = Footnote(id=FootnoteId("late"), marker="†", text="Four offences were added in May.")
        mark = FootnoteMark(
            id=FootnoteUseId("late"),
            footnote=note.id,
            used_by=FootnoteUse.COMMENTARY,
            measure=robbery.id,
            period=QUARTER,
        )
        store.run(PutRows("Note", (note, mark)))
        made = composed(store.load())
    assert row(made, "2.3")[5].endswith("(50.7%) †")
    assert "†" not in row(made, "2.3")[4]
    violent = next(t for t in tables(made) if t.title.startswith("Violent"))
    assert "† Four offences were added in May." in violent.notes


def test_the_word_file_read_back_has_the_same_tables_and_the_plans_note() -> None:
    content = word.render(composed(sample_snapshot("quarter-narrative")))
    found = tables_of(content)
    assert [table.headings for table in found] == [HEADINGS] * 6
    assert [[cells[0] for cells in table.rows] for table in found] == NUMBERS
    by_number = {cells[0]: cells for table in found for cells in table.rows}
    for number, told in TOLD.items():
        for cell, expected in zip(by_number[number][2:6], told, strict=True):
            assert cell.startswith(expected)
    said = [words for _, words in paragraphs_of(content)]
    assert said.index("Plan: Community Safety Plan 2014-2017 *") < said.index("* Revised April 2015.")
    assert said.count("* Revised April 2015.") == 1


def test_a_layout_may_ask_for_the_sentence_on_chance() -> None:
    arrangement = layout("quarter-narrative")
    with_chance = tuple(
        replace(part, options={**part.options, "chance": True}) if part.show == "measures" else part
        for part in arrangement.priority
    )
    snapshot = sample_snapshot("quarter-narrative")
    plain = next(t for t in tables(composed(snapshot)) if t.title.startswith("Violent"))
    asked = next(
        t
        for t in tables(composed(snapshot, with_parts(arrangement, "priority", with_chance)))
        if t.title.startswith("Violent")
    )
    added = [words for words in asked.notes if words not in plain.notes]
    assert [words.split(":")[0] for words in added] == [
        "2.1 Violence with injury",
        "2.2 Violence without injury",
        "2.3 Robbery",
    ]
    # 1,440 beside 1,146 is (1,440 - 1,146) / sqrt(2,586) = 5.8 standard errors: hardly chance.
    assert "chance" in added[0]
