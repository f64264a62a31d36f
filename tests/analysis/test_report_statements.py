"""Every total, change and percentage that a real report states of four measures, from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from cspdesk.app.main import main

# Of each statement: measure, quarter of 2015/16, the figure's name, its value. The values are the report's,
# but for those marked, which it has wrong and which are worked out by hand.
STATEMENTS = [
    ("1.4", 1, "value", 1203),
    ("1.4", 1, "last_year_quarter", 1291),
    ("1.4", 2, "value", 1319),
    ("1.4", 2, "last_year_quarter", 1294),
    ("1.4", 2, "quarter_change", 25),
    ("1.4", 3, "value", 1035),
    ("1.4", 3, "last_year_quarter", 895),
    ("1.4", 3, "quarter_change", 140),
    ("1.4", 4, "value", 754),
    ("1.4", 4, "last_year_quarter", 894),
    ("1.4", 4, "year_to_date", 4311),
    ("1.4", 4, "last_year_to_date", 4374),
    ("1.4", 4, "change", -63),
    ("1.4", 4, "change_pct", -1.4),
    ("2.1", 1, "change", 66),
    ("2.1", 1, "change_pct", 25.4),
    ("2.1", 2, "year_to_date", 673),
    ("2.1", 2, "change", 110),
    ("2.1", 2, "change_pct", 19.5),
    ("2.1", 3, "year_to_date", 1028),
    ("2.1", 3, "change", 162),
    ("2.1", 3, "change_pct", 18.7),
    ("2.1", 4, "year_to_date", 1440),
    ("2.1", 4, "change", 294),
    ("2.1", 4, "change_pct", 25.7),
    ("2.1", 4, "baseline", 1146),
    ("2.1", 4, "last_year_to_date", 1146),
    ("2.2", 1, "change", 144),
    ("2.2", 1, "last_year_quarter", 192),
    ("2.2", 1, "change_pct", 75.0),  # the report has 75.5; 144 of 192 is 75.0
    ("2.2", 2, "year_to_date", 700),
    ("2.2", 2, "change", 317),
    ("2.2", 2, "change_pct", 82.8),
    ("2.2", 3, "year_to_date", 1139),
    ("2.2", 3, "change", 386),
    ("2.2", 3, "change_pct", 51.3),
    ("2.2", 4, "year_to_date", 1628),
    ("2.2", 4, "change", 560),
    ("2.2", 4, "change_pct", 52.4),
    ("2.2", 4, "baseline", 1068),
    ("2.2", 4, "last_year_to_date", 1068),
    ("2.3", 1, "change", 5),
    ("2.3", 1, "change_pct", 41.7),
    ("2.3", 2, "year_to_date", 39),
    ("2.3", 2, "change", 15),
    ("2.3", 2, "change_pct", 62.5),
    ("2.3", 3, "year_to_date", 71),
    ("2.3", 3, "change", 30),
    ("2.3", 3, "change_pct", 73.2),
    ("2.3", 4, "year_to_date", 101),
    ("2.3", 4, "change", 34),
    ("2.3", 4, "change_pct", 50.7),
    ("2.3", 4, "baseline", 67),
    ("2.3", 4, "last_year_to_date", 67),
    # Of a neighbour: the report has a reduction of 436 and of 10.2%; 1,382 of 13,425 is 10.294%.
    ("1.3", 4, "change", -426),
    ("1.3", 4, "baseline_change", -1382),
    ("1.3", 4, "baseline_change_pct", -10.3),
]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.cspdesk"
    assert main(["new", str(path), "--sample", "quarter-narrative"]) == 0
    return path


def series(sample: Path, quarter: int, number: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["figures", str(sample), "--quarter", f"2015-16Q{quarter}", "--json"]) == 0
    (measure,) = [
        each for each in json.loads(capsys.readouterr().out)["measures"] if each["number"] == number
    ]
    found: dict[str, Any] = measure["series"][0]
    return found


@pytest.mark.parametrize(("number", "quarter", "name", "value"), STATEMENTS)
def test_statement(
    sample: Path,
    number: str,
    quarter: int,
    name: str,
    value: float,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert series(sample, quarter, number, capsys)[name] == value


def test_percentages_print_half_up(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = series(sample, 2, "6.3", capsys)
    assert (found["value"], found["printed"]["value"]) == (62.5, "63%")
