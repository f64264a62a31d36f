"""The layout of one page for each measure: what stands on it, in the blocks and in the Word file."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from cspdesk.analysis.charts import ChartKind
from cspdesk.domain.errors import InputError
from cspdesk.domain.period import Period
from cspdesk.pack import word
from cspdesk.pack.blocks import Block, Chart, Heading, Note, Pack, Prose, Table
from cspdesk.pack.compose import compose
from cspdesk.pack.layouts import Option, layout, with_parts
from tests.support.read_back import sample_snapshot, tables_of

QUARTER = Period.quarter(2015, 4)
PAGES = [
    "1.1 Repeat callers",
    "1.2 Client satisfaction with how ASB is handled",
    "1.3 Anti-social behaviour incidents",
    "1.4 Service requests to the MAASBT",
    "2.1 Violence with injury *",
    "2.2 Violence without injury *",
    "2.3 Robbery *",
    "3.1 Drug Rehabilitation Requirements *",
    "3.2 Offending by people with a Drug Rehabilitation Requirement",
    "3.3 Successful treatment completions",
    "4.1 Theft and burglary",
    "5.1 Alcohol Treatment Requirements",
    "5.2 Alcohol related crimes by people with an Alcohol Treatment Requirement",
    "6.1 Repeat cases at MARAC",
    "6.2 Repeat victims at MARAC who accept support from Lantern *",
    "6.3 Perpetrator programme completions",
    "Victims who take up support from an IDVA",
]
HISTORY = ["Year", "Q1", "Q2", "Q3", "Q4", "Total", "Change", "Per cent", "Per 1,000 people"]


def composed(options: Mapping[str, Option] | None = None, sample: str = "quarter-narrative") -> Pack:
    arrangement = layout("measure-pages")
    parts = tuple(replace(part, options={**part.options, **(options or {})}) for part in arrangement.priority)
    quarter = {"highlight": Period.quarter(2019, 2)}.get(sample, QUARTER)
    return compose(sample_snapshot(sample), quarter, with_parts(arrangement, "priority", parts))


@pytest.fixture(scope="module")
def pack() -> Pack:
    return composed()


def page(pack: Pack, name: str) -> list[Block]:
    """What stands on a measure's page."""
    starts = [at for at, block in enumerate(pack.blocks) if isinstance(block, Heading)]
    start = next(at for at in starts if getattr(pack.blocks[at], "text", "").startswith(name))
    return list(pack.blocks[start + 1 : next((at for at in starts if at > start), len(pack.blocks))])


def words(blocks: list[Block]) -> list[str]:
    return [line.text for block in blocks if isinstance(block, Prose) for line in block.lines]


def tables(blocks: list[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_every_measure_has_a_page_and_the_first_shares_its_prioritys(pack: Pack) -> None:
    second = [block for block in pack.blocks if isinstance(block, Heading) and block.level == 2]
    assert [block.text for block in second] == PAGES
    firsts = {"1.1", "2.1", "3.1", "4.1", "5.1", "6.1"}
    assert {block.text[:3] for block in second if not block.new_page} == firsts


def test_a_page_says_what_the_measure_is_and_what_is_wanted_of_it(pack: Pack) -> None:
    assert words(page(pack, "2.1")) == [
        "412 this quarter; 1,440 so far, 294 more than last year, 25.7%.",
        "Definition: Reduce offences of violence with injury.",
        "What good looks like: Fewer offences than in the year of the baseline.",
        "Why it matters: The injured need care, and much of the violence is repeated.",
        "Baseline: 2014/15: 1,146 for a year; now 1,440, +294 (25.7%)",
        "What happened: 412 offences. This gives a year to date total of 1440, "
        "an increase of 294 crimes (25.7%)",
    ]
    assert "Target: Quarter 4 2015/16: 90%, for the quarter" in words(page(pack, "1.2"))


def test_status_and_directions_stand_as_words_with_their_reasons(pack: Pack) -> None:
    standing = tables(page(pack, "2.1"))[0]
    assert [column.heading for column in standing.columns] == ["Held against", "Verdict", "Why"]
    assert cells(standing) == [
        ["Status", "Red", "1,440 in 2015/16 is 294 above the baseline of 1,146 (2014/15), more than 5%."],
        ["Year to date last year", "Worse", "1,440 in 2015/16 is 294 above 1,146 in 2014/15."],
        ["Same quarter last year", "Worse", "412 is 132 above 280 in the same quarter last year."],
        ["Previous quarter", "Worse", "412 is 57 above 355 in the quarter before."],
    ]
    assert standing.rows[0][1].status == "red"


def test_years_stand_with_their_quarters_change_and_rate(pack: Pack) -> None:
    history = tables(page(pack, "2.1"))[1]
    assert [column.heading for column in history.columns] == HISTORY
    # 1,440 - 1,146 = 294, 25.7%; 1,146 - 1,026 = 120, 11.7%; the rates are per 1,000 of the sample's people.
    assert [row[:8] for row in cells(history)] == [
        ["2015/16", "326", "347", "355", "412", "1,440", "+294", "25.7%"],
        ["2014/15", "260", "303", "303", "280", "1,146", "+120", "11.7%"],
        ["2013/14", "252", "268", "259", "247", "1,026", "", ""],
    ]
    assert [cell.number for cell in history.rows[0][5:7]] == [1440, 294]


def test_every_series_has_its_own_rows(pack: Pack) -> None:
    history = tables(page(pack, "3.1"))[1]
    assert [(row[0], row[1], *row[2:6]) for row in cells(history)] == [
        ("Commencements", "2015/16", "18", "25", "21", "Late"),
        ("Completions", "2015/16", "2", "2", "6", "Late"),
        ("Revoked", "2015/16", "5", "8", "22", "Late"),
        ("Breached", "2015/16", "", "", "2", "Late"),
    ]
    assert len(history.notes) == 1
    assert "late: CRC and probation, key staff have retired" in history.notes[0]


def test_a_chart_stands_where_there_are_figures_enough(pack: Pack) -> None:
    drawn = {name: [b.spec.kind for b in page(pack, name) if isinstance(b, Chart)] for name in ("2.1", "5.2")}
    assert drawn == {"2.1": [ChartKind.TREND], "5.2": []}
    assert all(block.is_low for block in pack.blocks if isinstance(block, Chart))


def test_a_layout_chooses_the_charts() -> None:
    several = composed({"charts": "year on year, control chart"})
    kinds = [block.spec.kind for block in page(several, "2.1") if isinstance(block, Chart)]
    assert kinds == [ChartKind.YEARS, ChartKind.CONTROL]
    assert not [block for block in composed({"charts": ""}).blocks if isinstance(block, Chart)]
    with pytest.raises(InputError, match=r"asks for a chart 'pie'\. Choose one of: trend, control chart"):
        composed({"charts": "pie"})


def test_chance_and_other_areas_are_told_only_when_asked_for(pack: Pack) -> None:
    def notes(made: Pack, name: str) -> list[str]:
        return [block.text for block in page(made, name) if isinstance(block, Note)]

    assert not [words for words in notes(pack, "2.1") if "chance" in words]
    (told,) = [words for words in notes(composed({"chance": True}), "2.1") if "chance" in words]
    assert told.endswith(".")
    name = "First time entrants"
    peers = [notes(composed({"peers": asked}, "highlight"), name) for asked in (False, True)]
    assert not [words for words in peers[0] if "lowest of 26" in words]
    (said,) = [words for words in peers[1] if "14th lowest of 26" in words]
    assert "This rule is the program's own." in said


def test_the_word_file_read_back_has_both_tables_of_each_page(pack: Pack) -> None:
    found = tables_of(word.render(pack))
    made = tables(list(pack.blocks))
    assert [table.headings for table in found] == [[c.heading for c in table.columns] for table in made]
    assert [table.rows for table in found] == [cells(table) for table in made]
    assert len(found) == 2 * len(PAGES)


def test_what_holds_of_several_series_is_told_once(pack: Pack) -> None:
    history = tables(page(pack, "3.1"))[1]
    assert history.notes == (
        "Quarter 4 2015/16: late: CRC and probation, key staff have retired. "
        "Commencements, Completions and Revoked, 2015/16: 3 of 4 quarters; Quarter 4 is late. "
        "Breached, 2015/16: quarter 1 is missing.",
    )
    notes = [block.text for block in page(pack, "3.3") if isinstance(block, Note)]
    assert notes == [
        "Owner: Treatment service. Source: National drug treatment monitoring. "
        "Quarter 3 2015/16: Updated, and reported for the first time with Quarter 4."
    ]


def test_a_baseline_without_a_name_is_not_called_baseline_twice(pack: Pack) -> None:
    assert "Baseline: to be given" in words(page(pack, "5.2"))
    assert words(page(pack, "3.3"))[2] == (
        "Baseline: Opiate: 5.1% for a quarter; Non-opiate: 40.8% for a quarter; "
        "Opiate, criminal justice: 2.0% for a quarter; "
        "Non-opiate, criminal justice: 40.0% for a quarter"
    )
