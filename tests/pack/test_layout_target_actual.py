"""The layout of targets and what came of them: its table and texts are those of the real report."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.domain.choices import FootnoteUse, Judges
from cspdesk.domain.period import Period
from cspdesk.domain.read_rows import based, new_target
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Baseline,
    BaselineId,
    Footnote,
    FootnoteId,
    FootnoteMark,
    FootnoteUseId,
    MeasureId,
    SeriesId,
)
from cspdesk.domain.unit import Unit
from cspdesk.pack.blocks import Cover, Heading, Pack, Prose, Table
from cspdesk.pack.compose import compose
from cspdesk.pack.issue import PackRequest, make_pack
from cspdesk.pack.layouts import layout
from cspdesk.pack.paper import sections_of
from cspdesk.store.store import Store
from tests.support.documents import small_store
from tests.support.read_back import paragraphs_of, sample_snapshot, tables_of

QUARTER = Period.quarter(2014, 1)
Q2, Q4 = Period.quarter(2015, 2), Period.quarter(2015, 4)
YEAR = Period.financial_year(2015)
VIOLENCE = SeriesId("m21")

HEADINGS = [
    *("Description", "Owner", "Baseline"),
    *("Quarter 1 target", "Quarter 1 actual", "Quarter 2 target", "Quarter 2 actual"),
    *("Quarter 3 target", "Quarter 3 actual", "Quarter 4 target", "Quarter 4 actual"),
    "Comments",
]
ROWS = [
    [
        "Increase the Integrated Offender Management cohort from 70 to 310 cases (by 25 in year 1)",
        "Offender management lead",
        *("70", "125", "136", "150", "", "200", "", "250", ""),
        "The IOM unit dealt with 136 IOM cases in Q1 of 2014/5 and is predicted to exceed its target.",
    ],
    [
        "Reduce re-offending for the IOM cohort by 40% over 4 years",
        "Offender management lead",
        *("46%", "40% over 4 years", "62%", "40% over 4 years", ""),
        *("40% over 4 years", "", "40% over 4 years", ""),
        "Offending within the cohort changes quickly and several court outcomes are pending; only the "
        "year-end figure will stand up statistically.",
    ],
    [
        "Re-offending rate (early estimate) for the DIP cohort",
        "Substance misuse lead",
        *("22%", "N/A", "N/A", "N/A", "N/A", "N/A", "N/A", "N/A", "N/A"),
        "Discontinued – Replaced by re-offending rate of DIP IOM cohort",
    ],
    [
        "Reduce the number of females re-entering custody (IOM cohort)",
        "Substance misuse lead",
        *("To be set 2014/5", "TBC", "", "TBC", "", "TBC", "", "TBC", ""),
        "There are too few women for a cohort that could be measured reliably. In 2014/5 the IOM cohort "
        "will be extended with women in mind.",
    ],
    [
        "Successful drug completions - opiates",
        "Substance misuse lead",
        # The measure has one decimal, as its baseline, so 12% is printed with one as well.
        *("11.1%", "9-15%", "12.0%", "9-15%", "", "9-15%", "", "9-15%", ""),
        "Under the new service, people move between services more smoothly. Performance is within the top "
        "quartile.",
    ],
    [
        "Successful drug completions - non-opiates",
        "Substance misuse lead",
        *("47.5%", "46% - 53%", "45.0%", "46% - 53%", "", "46% - 53%", "", "46% - 53%", ""),
        "Completions have slipped slightly below the top quartile, but outcomes under the integrated "
        "treatment system are getting better.",
    ],
]
TEXTS = {
    "Performance overview": [
        "Each indicator was near its target or beyond it. The cohort's offending changes quickly, though, "
        "and performance will fall back during the year as cases come to court and people leave custody.",
        "At Q2 arrests and convictions will be assessed in full, by type. Re-offending compares the time "
        "since joining the scheme with the 2 years before; a statistically sound result needs equal times "
        "before and after joining.",
    ],
    "Key improvers and success": [
        "The IOM unit deals with more and more cases and is predicted to pass the year-end target of 250 "
        "cases. The cohort has grown too: 117 IOM nominals were dealt with in the quarter across the unit.",
        "The reduction in re-offending has improved to 62%, over a target of 40% by the end of 2017 and "
        "against the 2013/4 outturn of 46%. Court outcomes are pending, and many of the most prolific "
        "offenders do not offend because they are in custody. Only the year-end figure will be reliable; "
        "it is predicted to lie closer to the 2013/4 outturn.",
        "A new Offender Management Board, which reports to the partnership, oversees the delivery of the "
        "IOM and gangs work; all main agencies sit on it. Day to day, the work runs on daily intelligence "
        "reports, operational meetings of the agencies every fortnight and a meeting of all IOM partners "
        "every 6 weeks.",
        "IOM now fits the Transforming Rehabilitation programme, so that both the NPS and the CRC manage "
        "offenders.",
        "On top of the CRC's staff, the NPS has lent people to manage MAPPA nominals and those of high "
        "risk of serious harm in the cohort. The unit can therefore take on more women, as proposed in the "
        "bid to the mayor's office for policing.",
        "Pathways out of offending are much better since the family support programme joined: its worker, "
        "placed with probation and the local prisons, finds out with IOM clients and their families what "
        "safeguarding and early help are needed.",
        "With the Stepwise employment service we have opened a reporting service for women only, so that "
        "women on the IOM scheme get help made for their own needs.",
        "With the Restorative Justice Team we are making the most of restorative work, for victim and "
        "offender alike, in what is done before sentence.",
        "Much better links with the DIP officers in court and prison make drug treatment interventions "
        "more likely.",
        "Regular meetings with our substance misuse partners improve how IOM clients are referred and "
        "moved on, and see to it that each has a key worker throughout.",
    ],
    "Key challenges": [
        "There are too few analysts to supply daily intelligence, monitor performance and keep the "
        "databases and case records of offenders. A seconded researcher fills part of this critical gap.",
        "Offenders who have no right to statutory housing need somewhere suitable to live; without it "
        "rehabilitation has no ground to stand on.",
        "More formal steps could be taken between arrest and court: community impact statements, and bail "
        "restrictions by police and courts, would put controls in place that help people comply.",
    ],
    "Decisions required by the partnership": [
        "That the post of Offender Management Unit analyst be filled as a matter of urgency, for a limited "
        "time, with funding from the mayor's office for policing.",
        "That ways to suitable housing be looked into: commissioning or buying short-term accommodation as "
        "needed, and rent deposits or similar schemes that open up private renting.",
    ],
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "targets.cspdesk") as opened:
        yield opened


def composed(snapshot: Snapshot, quarter: Period = Q4) -> Pack:
    return compose(snapshot, quarter, layout("target-actual"))


def measures(snapshot: Snapshot, quarter: Period = Q4, title: str = "Violent crime") -> Table:
    """The measures of a priority, of violent crime unless another is named."""
    blocks = composed(snapshot, quarter).blocks
    (found,) = [each for each in blocks if isinstance(each, Table) and each.title.startswith(title)]
    return found


def row(table: Table, number: str) -> dict[str, str]:
    (cells,) = [cells for cells in table.rows if cells[0].text == number]
    return {column.heading: cell.text for column, cell in zip(table.columns, cells, strict=True)}


def of_quarters(words: dict[str, str], kind: str) -> list[str]:
    return [words[f"Quarter {index} {kind}"] for index in range(1, 5)]


def test_table_and_texts_are_those_of_the_report() -> None:
    pack = composed(sample_snapshot("target-actual"), QUARTER)
    (table,) = [block for block in pack.blocks if isinstance(block, Table)]
    assert [column.heading for column in table.columns] == HEADINGS
    assert [[cell.text for cell in cells] for cells in table.rows] == ROWS
    said: dict[str, list[str]] = {}
    heading = ""
    for block in pack.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Prose):
            said[heading] = [line.text for line in block.lines]
    assert list(said.items()) == list(TEXTS.items())


def test_word_document_read_back_has_the_reports_table_and_texts_in_order() -> None:
    request = PackRequest(QUARTER, layout="target-actual", formats=("docx",))
    (document,) = make_pack(sample_snapshot("target-actual"), request)
    (table,) = tables_of(document.content)
    assert table.headings == HEADINGS
    assert table.rows == ROWS
    said = paragraphs_of(document.content)
    words = [text for _, text in said]
    assert "Priority Outcome 4 - Reducing re-offending - Performance Q1" in words
    assert [text for style, text in said if style.startswith("Heading")] == [
        "Priority Outcome 4: Reducing re-offending",
        "Targets and performance",
        *TEXTS,
    ]
    start = words.index("Performance overview")
    assert words[start:] == [each for heading, texts in TEXTS.items() for each in (heading, *texts)]
    decisions = [style for style, text in said if text in TEXTS["Decisions required by the partnership"]]
    assert decisions == ["List Number", "List Number"]


def test_all_but_the_cover_lies_down() -> None:
    cover, pages = sections_of(composed(sample_snapshot("target-actual"), QUARTER).blocks)
    assert (cover.wide, pages.wide) == (False, True)
    assert [type(block) for block in cover.blocks] == [Cover]


def test_figures_to_come_stay_empty_but_what_does_not_apply_is_said_ahead(store: Store) -> None:
    store.run(SetFigures("Ahead", (TypedCell(SeriesId("m22"), Q4, "N/A"),)))
    table = measures(store.load(), Q2)
    assert of_quarters(row(table, "2.1"), "actual") == ["326", "347", "", ""]
    assert of_quarters(row(table, "2.2"), "actual") == ["17", "22", "", "N/A"]


def test_what_a_year_is_to_reach_stands_under_its_last_quarter(store: Store) -> None:
    store.run(PutRows("Target", (new_target(VIOLENCE, YEAR, "1,089", Unit.COUNT),)))
    assert of_quarters(row(measures(store.load()), "2.1"), "target") == ["", "", "", "1,089"]


def test_level_to_be_held_all_year_stands_under_each_quarter_until_one_has_its_own(store: Store) -> None:
    level = new_target(SeriesId("m12"), YEAR, "90%", Unit.PERCENT, Judges.LATEST)
    own = new_target(SeriesId("m12"), Period.quarter(2015, 3), "at least 92%", Unit.PERCENT)
    store.run(PutRows("Target", (level, own)))
    table = measures(store.load(), title="Anti-social behaviour")
    (row,) = [cells for cells in table.rows if cells[1].text == "Client satisfaction"]
    found = [cell for cell, column in zip(row, table.columns, strict=True) if "target" in column.heading]
    assert [cell.text for cell in found] == ["90%", "90%", "at least 92%", "90%"]
    assert [cell.number for cell in found] == [90, 90, None, 90]


def test_target_with_more_digits_than_the_measure_prints_is_kept_as_typed(store: Store) -> None:
    store.run(PutRows("Target", (new_target(VIOLENCE, Q4, "257.5", Unit.COUNT),)))
    assert row(measures(store.load()), "2.1")["Quarter 4 target"] == "257.5"


def test_several_baselines_are_named_and_a_newer_one_of_the_same_name_holds(store: Store) -> None:
    def baseline(key: str, label: str, typed: str, since: Period | None) -> Baseline:
        row = Baseline(id=BaselineId(key), series=VIOLENCE, label=label, typed=typed, from_period=since)
        return based(row, Unit.COUNT)

    assert row(measures(store.load()), "2.1")["Baseline"] == "257"
    store.run(
        PutRows(
            "Baselines",
            (
                baseline("b22", "3 year average", "1,183", None),
                baseline("b23", "3 year average", "1,201", Q2),
                baseline("b24", "To come", "1,300", YEAR.next.quarters[0]),
            ),
        )
    )
    assert row(measures(store.load()), "2.1")["Baseline"] == "2013/14: 257; 3 year average: 1,201"
    before = row(measures(store.load(), Q2.previous), "2.1")["Baseline"]
    assert before == "2013/14: 257; 3 year average: 1,183"


def test_comment_carries_its_footnote_and_its_marks(store: Store) -> None:
    store.run(SetCommentary("Words", MeasureId("m21"), Q4, "It **rose**.\n- In the town."))
    note = Footnote(id=FootnoteId("n"), marker="1", text="Recorded crime only.")
    mark = FootnoteMark(
        id=FootnoteUseId("u"),
        footnote=note.id,
        used_by=FootnoteUse.COMMENTARY,
        measure=MeasureId("m21"),
        period=Q4,
    )
    store.run(PutRows("Footnote", (note, mark)))
    table = measures(store.load())
    cell = table.rows[0][-1]
    assert [line.text for line in cell.lines] == ["It rose.", "In the town. [note 1]"]
    assert cell.lines[0].spans[1].bold
    assert cell.row == "commentary/m21/2015-16Q4"
    assert table.notes == ("[note 1] Recorded crime only.",)
