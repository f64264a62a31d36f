"""The sheet of sparklines: each charted series once, its last eight figures beside its line."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

from cspdesk.analysis.charts import ChartKind, ChartSpec
from cspdesk.pack.blocks import Chart
from cspdesk.pack.excel import render
from tests.support.ooxml import assert_valid_ooxml
from tests.support.packs import board_pack, short_chart, treatment_chart, violence_chart
from tests.support.workbooks import opened


def rows_of(package: bytes) -> list[list[object]]:
    return [[cell.value for cell in row] for row in opened(package)["Trends"].iter_rows(min_row=4)]


def written(*specs: ChartSpec) -> bytes:
    return render(replace(board_pack(), blocks=tuple(map(Chart, specs))))


def test_each_charted_series_stands_with_its_last_eight_figures() -> None:
    rows = rows_of(render(board_pack()))
    quarters = [f"Q{q} {y}/{y + 1}" for y in (14, 15) for q in (1, 2, 3, 4)]
    assert rows[0] == ["Measure", "Trend", *quarters]
    violence = [260, 303, 303, 280, 326, 347, 355, 412]
    assert rows[1] == ["2.1 Violence with injury, offences per quarter", None, *violence]
    # Percentages are kept as fractions.
    named = "3.3 Successful completions of treatment: "
    others = [0.408, 0.412, 0.399, 0.42, 0.49, 0.359, 0.401, 0.414]
    opiates = [0.051, 0.049, 0.05, 0.052, 0.048, 0.055, 0.046, 0.047]
    assert rows[2] == [f"{named}Non-opiate clients", None, *others]
    assert rows[3] == [f"{named}Opiate clients", None, *opiates]
    assert len(rows) == 4, "a chart of too few points has no trend"


def test_each_line_is_drawn_from_the_figures_beside_it() -> None:
    package = render(board_pack())
    at = opened(package).sheetnames.index("Trends") + 1
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        xml = archive.read(f"xl/worksheets/sheet{at}.xml").decode()
    drawn = re.findall(r"<xm:f>(.*?)</xm:f><xm:sqref>(.*?)</xm:sqref>", xml)
    assert sorted(drawn) == [(f"'Trends'!C{row}:J{row}", f"B{row}") for row in (5, 6, 7)]
    assert xml.count('displayEmptyCellsAs="gap"') == 3
    assert xml.count('last="1"') == 3


def test_a_series_charted_twice_and_another_kind_of_chart_add_no_row() -> None:
    years = replace(treatment_chart(), kind=ChartKind.YEARS)
    assert len(rows_of(written(violence_chart(), violence_chart(), years))) == 2


def test_series_of_other_quarters_stand_under_their_own_headings() -> None:
    earlier = replace(violence_chart(), subject="Ended", labels=tuple(f"P{n}" for n in range(1, 17)))
    rows = rows_of(written(violence_chart(), earlier, treatment_chart()))
    assert [row[0] for row in rows if row[0]] == [
        "Measure",
        "2.1 Violence with injury, offences per quarter",
        "3.3 Successful completions of treatment: Non-opiate clients",
        "3.3 Successful completions of treatment: Opiate clients",
        "Measure",
        "Ended",
    ]
    assert [row[2] for row in rows if row[0] == "Measure"] == ["Q1 14/15", "P9"]


def test_without_a_drawn_chart_there_is_no_such_sheet() -> None:
    assert "Trends" not in opened(written(short_chart())).sheetnames


def test_foreign_judges_find_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "trends.xlsx"
    path.write_bytes(written(violence_chart(), treatment_chart()))
    assert_valid_ooxml(path)
