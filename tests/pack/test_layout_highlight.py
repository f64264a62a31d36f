"""The highlight layout: the texts of the real report in its order, and its chart of areas."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from cspdesk.commands.rows import PutRows
from cspdesk.domain.period import Period
from cspdesk.domain.tables import PeerValue, PeerValueId, ReportItem
from cspdesk.pack import word
from cspdesk.pack.blocks import Chart, Cover, Heading, Pack, Prose
from cspdesk.pack.compose import compose
from cspdesk.pack.layouts import layout, with_parts
from tests.support.documents import LAST_QUARTER, small_store
from tests.support.read_back import paragraphs_of, sample_snapshot

QUARTER = Period.quarter(2019, 2)
PAGE = "Preventing offending and reducing re-offending"
HEADINGS = [
    PAGE,
    "Strategic outcomes",
    "Activity since last report",
    "Planned activity before next report",
    "Milestones ahead",
    "Areas compared",
    "Sources and notes",
    "Notes on the plan",
]
MILESTONES = [
    "7 October: Mental Health and Community Safety Strategic Board meets.",
    "11 November: Launch event for the CSTR pilot.",
    "27 November: OMDB meets.",
    "27 November: Quarterly report on the performance of key outcomes goes to OMDB.",
    "New contract for floating housing support across the county awarded.",
    "Plans for renewing the Rehabilitation and Resettlement Strategy agreed.",
]
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return compose(sample_snapshot("highlight"), QUARTER, layout("highlight"))


def under(pack: Pack, heading: str) -> list[str]:
    """The lines below a heading."""
    found: list[str] = []
    is_here = False
    for block in pack.blocks:
        if isinstance(block, Heading):
            is_here = block.text == heading
        elif is_here and isinstance(block, Prose):
            found += [line.text for line in block.lines]
    return found


def test_the_report_bears_its_own_title_and_date(pack: Pack) -> None:
    (cover,) = [block for block in pack.blocks if isinstance(block, Cover)]
    assert (cover.title, cover.dated) == ("Highlight report", "October 2019")


def test_the_sections_stand_in_the_reports_order_with_every_text(pack: Pack) -> None:
    assert [block.text for block in pack.blocks if isinstance(block, Heading)] == HEADINGS
    assert under(pack, "Strategic outcomes") == [
        "People are kept from offending for the first time",
        "People are kept from offending again",
    ]
    assert len(under(pack, "Activity since last report")) == 12
    assert len(under(pack, "Planned activity before next report")) == 8
    assert under(pack, "Milestones ahead") == MILESTONES
    said = " ".join(line for heading in HEADINGS for line in under(pack, heading))
    texts = [item.text for item in sample_snapshot("highlight").of(ReportItem)]
    assert len(texts) == 12 + 8 + 6 + 1
    assert all(text in said for text in texts)


def test_areas_are_compared_as_a_chart_with_its_source(pack: Pack) -> None:
    (chart,) = [block.spec for block in pack.blocks if isinstance(block, Chart)]
    # 186 of 78,400 people; 14 of the 26 areas have a rate that is not higher.
    assert len(chart.labels) == 26
    assert chart.labels[chart.own_at] == "Wendshire"
    assert chart.lines[0].values[chart.own_at] == pytest.approx(Decimal(186) / Decimal(78400) * 100000)
    assert chart.title.endswith("14th lowest of 26; in line with the mean of the group")
    assert chart.source == "Invented for this sample"


def test_the_word_file_read_back_says_the_same_in_the_same_order(pack: Pack) -> None:
    said = [words for _, words in paragraphs_of(word.render(pack))]
    places = [said.index(words) for words in HEADINGS]
    assert places == sorted(places)
    lines = [line for heading in HEADINGS for line in under(pack, heading)]
    assert [words for words in said if words in set(lines)] == lines
    assert any(words.endswith("Source: Invented for this sample") for words in said)


def test_words_own_chart_has_a_bar_for_each_area_and_one_for_the_mean(pack: Pack) -> None:
    with zipfile.ZipFile(io.BytesIO(word.render(pack))) as archive:
        chart = ElementTree.fromstring(archive.read("word/charts/chart1.xml"))
        sheet = load_workbook(io.BytesIO(archive.read("word/embeddings/chart1.xlsx")))["Figures"]
    direction = chart.find(f".//{C}barDir")
    assert direction is not None
    assert direction.attrib["val"] == "bar"
    names = [v.text for v in chart.findall(f".//{C}cat//{C}v")]
    assert len(names) == 27
    assert "Wendshire (our area)" in names
    assert "Mean of 26 areas" in names
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [line[0] for line in rows] == names
    # Sorted from the highest rate down, the mean in its place among them: 151 of 49,700 is the highest.
    rates = [float(str(line[1])) for line in rows]
    assert rates == sorted(rates, reverse=True)
    assert rows[0][0] == "Penmarch"
    assert rates[0] == pytest.approx(151 / 49700 * 100000)


def test_a_comparison_under_its_own_title_belongs_to_no_priority(tmp_path: Path) -> None:
    def given(period: Period, burgled: int) -> list[PeerValue]:
        return [
            PeerValue(
                id=PeerValueId(f"{area}{period.key}"),
                chart="Shops burgled",
                period=period,
                area=area,
                own=not place,
                count=Decimal(burgled + place),
                population=Decimal(1000),
            )
            for place, area in enumerate(("Ours", "Theirs", "Others"))
        ]

    with small_store(tmp_path / "areas.cspdesk") as store:
        older, newer = LAST_QUARTER.shift(-1), LAST_QUARTER
        later = LAST_QUARTER.shift(1)
        store.run(PutRows("Areas", (*given(older, 10), *given(newer, 20), *given(later, 30))))
        made = compose(store.load(), LAST_QUARTER, layout("highlight"))
    (chart,) = [block.spec for block in made.blocks if isinstance(block, Chart)]
    assert chart.title == "Shops burgled: lowest of 3; in line with the mean of the group"
    assert chart.labels == ("Others", "Theirs", "Ours")
    assert list(chart.lines[0].values) == [22, 21, 20]
    headings = [block for block in made.blocks if isinstance(block, Heading)]
    assert next(h.level for h in headings if h.text == "Areas compared") == 1


def test_the_chart_can_be_switched_off() -> None:
    arrangement = layout("highlight")
    kept = tuple(
        replace(part, on=False) if part.show == "area charts" else part for part in arrangement.priority
    )
    made = compose(sample_snapshot("highlight"), QUARTER, with_parts(arrangement, "priority", kept))
    assert not [block for block in made.blocks if isinstance(block, Chart)]
    assert "Areas compared" not in [block.text for block in made.blocks if isinstance(block, Heading)]
