"""Every kind of chart in Word, on the web and in Excel: drawn natively, valid, with its figures and marks."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from cspdesk.analysis.charts import ChartKind, ChartLine, ChartSpec, LineRole
from cspdesk.pack import excel, web, word
from cspdesk.pack.bars import bars_of
from cspdesk.pack.blocks import Chart, Heading, Pack
from cspdesk.pack.svg import draw
from tests.pack.test_web import page_of
from tests.support.charts import AREAS, every_chart
from tests.support.ooxml import assert_valid_ooxml

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SVG = "{http://www.w3.org/2000/svg}"
CHARTS = every_chart()


def pack_of(*specs: ChartSpec) -> Pack:
    blocks = [
        block
        for spec in specs
        for block in (Heading(1, spec.kind.value, spec.kind.name.lower()), Chart(spec))
    ]
    return Pack("Charts", "Riverbourne", "Quarter 4", "Riverbourne", "2016-05-12", "charts", tuple(blocks))


def in_word(spec: ChartSpec) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(word.render(pack_of(spec)))) as archive:
        return ElementTree.fromstring(archive.read("word/charts/chart1.xml"))


def on_web(spec: ChartSpec) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(draw(spec, "k")).iter(f"{SVG}text")]


def test_documents_with_every_kind_are_valid(tmp_path: Path) -> None:
    for name, content in (
        ("charts.docx", word.render(pack_of(*CHARTS.values()))),
        ("charts.xlsx", excel.render(pack_of(*CHARTS.values()))),
    ):
        (tmp_path / name).write_bytes(content)
        assert_valid_ooxml(tmp_path / name)


def test_the_mean_is_a_bar_below_all_that_are_above_it() -> None:
    bars = bars_of(CHARTS[ChartKind.AREAS])
    # 300 to 393 of 60,000 each, 31 apart and past 100 from the start: per 1,000 people as below.
    assert [(bar.words, round(bar.value, 2)) for bar in bars] == [
        ("Dunmow", Decimal("6.55")),
        ("Great Marlow and the Chilterns", Decimal("6.03")),
        ("Foxley", Decimal("5.92")),
        ("Mean of 6 areas", Decimal("5.74")),
        ("Ashford", Decimal("5.52")),
        ("Easton", Decimal("5.40")),
        ("Riverbourne (our area)", Decimal("5.00")),
    ]
    assert [bar.is_own for bar in bars] == [False] * 6 + [True]


def test_areas_without_a_mean_or_one_of_ones_own_are_just_bars() -> None:
    spec = CHARTS[ChartKind.AREAS]
    bare = replace(
        spec,
        own_at=-1,
        interval=None,
        lines=tuple(each for each in spec.lines if each.role is not LineRole.MEAN),
    )
    assert [bar.words for bar in bars_of(bare)] == list(spec.labels)
    assert in_word(bare).find(f".//{C}errBars") is None
    assert "5.0" in on_web(bare)


def test_words_areas_are_bars_with_the_interval_of_ones_own() -> None:
    chart = in_word(CHARTS[ChartKind.AREAS])
    names = [v.text for v in chart.findall(f".//{C}cat//{C}v")]
    own = names.index("Riverbourne (our area)")
    spec = CHARTS[ChartKind.AREAS]
    assert spec.interval is not None
    reaches = [chart.find(f".//{C}{side}//{C}pt") for side in ("minus", "plus")]
    for point, limit in zip(reaches, spec.interval, strict=True):
        assert point is not None
        assert point.attrib["idx"] == str(own)
        value = point.find(f"{C}v")
        assert value is not None
        assert Decimal(value.text or "") == pytest.approx(abs(limit - 5))


def test_words_parts_are_stacked_with_their_totals() -> None:
    chart = in_word(CHARTS[ChartKind.STACKED])
    grouping = chart.find(f".//{C}barChart/{C}grouping")
    assert grouping is not None
    assert grouping.attrib["val"] == "stacked"
    names = [ser.findtext(f"{C}tx//{C}v") for ser in chart.findall(f".//{C}barChart/{C}ser")]
    assert names == ["Hotline", "Police", "Housing associations and private landlords"]
    totals = [v.text for v in chart.findall(f".//{C}lineChart/{C}ser/{C}val//{C}v")]
    # 47 + 37 + 2, 33 + 9 + 3 and so on.
    assert totals == ["86", "45", "43", "22", "72", "60", "35", "27"]
    hidden = chart.find(f".//{C}legend/{C}legendEntry/{C}idx")
    assert hidden is not None
    assert hidden.attrib["val"] == "3"


def test_a_control_charts_marks_have_a_shape_and_a_word() -> None:
    spec = CHARTS[ChartKind.CONTROL]
    own = next(line for line in spec.lines if line.role is LineRole.OWN)
    assert [mark.value for _, mark in own.marks] == ["concern", "improvement"]
    chart = in_word(spec)
    shapes = {}
    for point in chart.findall(f".//{C}dPt"):
        place, symbol = point.find(f"{C}idx"), point.find(f"{C}marker/{C}symbol")
        if place is not None and symbol is not None and symbol.attrib["val"] != "none":
            shapes[place.attrib["val"]] = symbol.attrib["val"]
    assert shapes == {"7": "square", "23": "diamond"}
    assert "Concern" in "".join(chart.itertext())
    said = on_web(spec)
    assert {"Concern", "Improvement"} <= set(said)
    # A mean of whole offences is told with one decimal.
    assert any(words.startswith("Upper limit 36.7") for words in said)


def test_the_web_names_every_area_and_every_part() -> None:
    areas = on_web(CHARTS[ChartKind.AREAS])
    assert {"Riverbourne (our area)", "Mean of 6 areas", *AREAS[1:]} <= set(areas)
    assert {"6.6", "6.0", "5.9", "5.7", "5.5", "5.4", "5.0"} <= set(areas)
    stacked = on_web(CHARTS[ChartKind.STACKED])
    assert {"Hotline", "Police", "86", "27", "47", "37", "Q4 15/16"} <= set(stacked)


def test_a_break_within_a_year_leaves_only_that_years_line_open_on_the_web() -> None:
    page = ElementTree.fromstring(draw(CHARTS[ChartKind.YEARS], "k"))
    # Counting changed before Quarter 3 2014/15, so last year's line is in two pieces, the others are whole.
    by_colour: dict[str, list[int]] = {}
    for line in page.iter(f"{SVG}polyline"):
        by_colour.setdefault(line.attrib["stroke"], []).append(len(line.attrib["points"].split()))
    assert by_colour == {"#767676": [2, 2], "#A6A6A6": [4, 4], "#12436D": [4]}


def test_excels_sheet_has_the_areas_with_their_rates_and_says_which_points_are_marked() -> None:
    specs = [CHARTS[ChartKind.AREAS], CHARTS[ChartKind.CONTROL]]
    sheet = load_workbook(io.BytesIO(excel.render(pack_of(*specs))))["Charts"]
    rows = [[value for value in row if value is not None] for row in sheet.iter_rows(values_only=True)]
    assert ["Area", "Per 1,000 people", "Interval below", "Interval above"] in rows
    assert ["Riverbourne (our area)", 5] in [row[:2] for row in rows]
    assert ["Marked points: Q4 11/12: concern, Q4 15/16: improvement."] in rows
    assert len(getattr(sheet, "_charts", ())) == 2


def test_the_webs_figures_of_areas_are_of_areas_and_have_their_mean() -> None:
    page = page_of(web.render(pack_of(CHARTS[ChartKind.AREAS])))
    rows = [["".join(cell.itertext()) for cell in row] for row in page.iterfind(".//details//tr")]
    assert rows[0][0] == "Area"
    assert rows[0][2] == "Mean"
    # The mean of the six rates as the bars have it, 5.74, stands beside each area.
    assert {row[2] for row in rows[1:]} == {"5.7"}
    assert [row[0] for row in rows[1:]][:2] == ["Dunmow", "Great Marlow and the Chilterns"]


def test_a_chart_may_be_low() -> None:
    def height(is_low: bool) -> int:
        made = replace(
            pack_of(), blocks=(Heading(1, "Chart", "chart"), Chart(CHARTS[ChartKind.TREND], is_low))
        )
        with zipfile.ZipFile(io.BytesIO(word.render(made))) as archive:
            document = ElementTree.fromstring(archive.read("word/document.xml"))
        (extent,) = (each for each in document.iter() if each.tag.endswith("}extent"))
        return int(extent.attrib["cy"])

    assert (height(True), height(False)) == (150 * 12700, 215 * 12700)


def treatment() -> ChartSpec:
    """Measure 3.3 of a real report: two lines stand near nought at their end, two have long names."""
    lines = {
        "Opiate": ("4.8", "5.5", "4.6"),
        "Non-opiate": ("49.0", "35.9", "40.1"),
        "Opiate, criminal justice": ("2.4", "2.4", "2.3"),
        "Non-opiate, young and criminal justice": ("31.3", "44.4", "78.6"),
    }
    return ChartSpec(
        title="4.6% (Opiate) in Quarter 3 2015/16",
        subject="Successful treatment completions",
        labels=("Q1 15/16", "Q2 15/16", "Q3 15/16"),
        lines=tuple(
            ChartLine(label, LineRole.OTHER if at else LineRole.OWN, tuple(map(Decimal, values)))
            for at, (label, values) in enumerate(lines.items())
        ),
        unit_label="per cent",
        decimals=1,
        is_percent=True,
        from_zero=True,
    )


def test_words_labels_stay_on_one_line_unless_long_and_off_the_periods() -> None:
    wraps, moves = {}, {}
    for series in in_word(treatment()).iter(f"{C}ser"):
        label = next(each for each in series.iter(f"{C}dLbl") if each.find(f"{C}idx[@val='2']") is not None)
        name = series.findtext(f"{C}tx/{C}strRef/{C}strCache/{C}pt/{C}v") or ""
        body = label.find(f"{C}txPr/{A}bodyPr")
        assert body is not None
        wraps[name] = body.get("wrap")
        move = label.find(f"{C}layout/{C}manualLayout/{C}y")
        moves[name] = float(move.get("val", "")) if move is not None else 0.0
    assert wraps == {
        "Opiate": "none",
        "Non-opiate": "none",
        "Opiate, criminal justice": "none",
        "Non-opiate, young and criminal justice": None,
    }
    # The axis goes to 80% over 0.81 of the height: 2.3% stands 0.023 above the plot's foot, and half a line,
    # of 13.5 points in 215, is 0.031, so the lower label moves up by 0.008; the other clears a whole line.
    assert moves["Opiate, criminal justice"] == pytest.approx(-0.008, abs=0.001)
    assert moves["Opiate"] == pytest.approx(-0.048, abs=0.001)


@pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl knows no sparklines
def test_excels_columns_are_wide_enough_for_the_longest_word_of_a_line() -> None:
    spec = treatment()
    long = replace(spec, lines=(replace(spec.lines[0], label="Commencements"), *spec.lines[1:]))
    usual, wide = (
        load_workbook(io.BytesIO(excel.render(pack_of(each))))["Charts"].column_dimensions["A"].width
        for each in (spec, long)
    )
    # In bold Arial the word is as wide as fourteen digits and more.
    assert usual < 15 < wide < 20
