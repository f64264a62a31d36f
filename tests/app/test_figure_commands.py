"""The command `figures`: every derived figure, as the report states it or as it should have."""

import json
from pathlib import Path
from typing import Any

import pytest

from cspdesk.analysis.figures import measure_figures
from cspdesk.app.figure_commands import as_json
from cspdesk.domain.choices import Polarity
from cspdesk.domain.unit import Unit
from tests.support.command_line import heard
from tests.support.judging import Q4, document, target


def series_of(report: dict[str, Any], number: str, label: str = "") -> dict[str, Any]:
    (measure,) = [each for each in report["measures"] if each["number"] == number]
    found: list[dict[str, Any]] = [each for each in measure["series"] if each["label"] == label]
    (series,) = found
    return series


class TestFigures:
    def report(self, path: Path, quarter: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(heard(capsys, "figures", path, "--quarter", quarter, "--json"))
        return found

    # Right in the report, or (*) right where the report is wrong.
    @pytest.mark.parametrize(
        ("number", "quarter", "key", "value"),
        [
            ("1.3", "2015-16Q4", "change", -426),  # *
            ("1.3", "2015-16Q4", "baseline_change", -1382),
            ("1.3", "2015-16Q4", "baseline_change_pct", -10.3),  # *
            ("1.4", "2015-16Q2", "quarter_change", 25),
            ("1.4", "2015-16Q3", "quarter_change", 140),
            ("1.4", "2015-16Q4", "year_to_date", 4311),
            ("1.4", "2015-16Q4", "last_year_to_date", 4374),
            ("1.4", "2015-16Q4", "change", -63),
            ("1.4", "2015-16Q4", "change_pct", -1.4),
            ("2.1", "2015-16Q1", "change_pct", 25.4),
            ("2.1", "2015-16Q2", "year_to_date", 673),
            ("2.1", "2015-16Q2", "change", 110),
            ("2.1", "2015-16Q2", "change_pct", 19.5),
            ("2.1", "2015-16Q3", "change_pct", 18.7),
            ("2.1", "2015-16Q4", "value", 412),
            ("2.1", "2015-16Q4", "year_to_date", 1440),
            ("2.1", "2015-16Q4", "change", 294),
            ("2.1", "2015-16Q4", "change_pct", 25.7),
            ("2.1", "2015-16Q4", "last_year_to_date", 1146),
            ("2.2", "2015-16Q1", "change", 144),
            ("2.2", "2015-16Q1", "change_pct", 75.0),  # *
            ("2.2", "2015-16Q3", "change_pct", 51.3),
            ("2.2", "2015-16Q4", "change_pct", 52.4),
            ("2.3", "2015-16Q2", "change_pct", 62.5),
            ("2.3", "2015-16Q4", "year_to_date", 101),
            ("2.3", "2015-16Q4", "change_pct", 50.7),
        ],
    )
    def test_statements_of_the_report(
        self,
        riverbourne: Path,
        capsys: pytest.CaptureFixture[str],
        number: str,
        quarter: str,
        key: str,
        value: float,
    ) -> None:
        assert series_of(self.report(riverbourne, quarter, capsys), number)[key] == value

    def test_shape_of_the_answer(self, riverbourne: Path, capsys: pytest.CaptureFixture[str]) -> None:
        report = self.report(riverbourne, "2015-16Q4", capsys)
        assert report["quarter"] == "2015-16Q4"
        assert len(report["measures"]) == 17
        series = series_of(report, "2.1")
        assert set(series) == {
            *("label", "state", "entered", "value", "last_year_quarter", "quarter_change"),
            *("quarter_change_pct", "year_to_date", "last_year_to_date", "change", "change_pct"),
            *("rolling_12", "rolling_12_last_year", "rolling_change", "rolling_change_pct"),
            *("baseline", "baseline_change", "baseline_change_pct", "baselines", "target", "spc", "printed"),
        }
        printed = series["printed"]
        assert (printed["year_to_date"], printed["change_pct"]) == ("1,440", "25.7%")
        assert set(printed) == set(series) - {"label", "printed"}

    @pytest.mark.parametrize(
        ("number", "quarter", "status", "reason", "direction", "comparator"),
        [
            (
                "2.1",
                "2015-16Q4",
                "red",
                "1,440 in 2015/16 is 294 above the baseline of 1,146 (2014/15), more than 5%",
                "worse",
                "year to date last year",
            ),
            # Fewer than the baseline and yet more than last year: the report says both.
            (
                "4.1",
                "2015-16Q4",
                "green",
                "2,203 in 2015/16 is 115 below the baseline of 2,318 (3 year average 2012 to 2014)",
                "worse",
                "year to date last year",
            ),
            ("1.2", "2015-16Q2", "green", "92% is 2 points above the target of 90%", "better", "target"),
            (
                "5.2",
                "2015-16Q4",
                "grey",
                "The measure is still being formulated",
                "not comparable",
                "baseline",
            ),
        ],
    )
    def test_status_and_direction(
        self,
        riverbourne: Path,
        capsys: pytest.CaptureFixture[str],
        number: str,
        quarter: str,
        status: str,
        reason: str,
        direction: str,
        comparator: str,
    ) -> None:
        measures = self.report(riverbourne, quarter, capsys)["measures"]
        (measure,) = [each for each in measures if each["number"] == number]
        assert measure["status"] == {"status": status, "reason": reason}
        assert measure["direction"] == {"direction": direction, "comparator": comparator}

    def test_half_is_rounded_up_in_print(self, riverbourne: Path, capsys: pytest.CaptureFixture[str]) -> None:
        report = self.report(riverbourne, "2015-16Q2", capsys)
        series = series_of(report, "6.3")
        assert (series["entered"], series["printed"]["entered"]) == (62.5, "63%")

    def test_absent_figures_are_null(self, riverbourne: Path, capsys: pytest.CaptureFixture[str]) -> None:
        series = series_of(self.report(riverbourne, "2015-16Q4", capsys), "3.1", "Commencements")
        assert (series["state"], series["value"], series["year_to_date"]) == ("late", None, None)

    def test_number_is_that_of_the_quarters_plan(
        self, riverbourne: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        then = self.report(riverbourne, "2013-14Q4", capsys)
        assert [(each["number"], each["title"]) for each in then["measures"]] == [
            ("V2", "Violence with injury")
        ]


class TestControl:
    def spc(self, typed: dict[str, str], **about: Any) -> tuple[Any, Any]:
        snapshot, placed = document(typed, **about)
        found = (measure_figures(snapshot, placed, Q4),)
        (measure,) = as_json(snapshot, Q4, found)["measures"]
        (series,) = measure["series"]
        return series["spc"], series["printed"]["spc"]

    def test_published_check_values(self) -> None:
        # The example of the R package that the rules come from, ending with the quarter asked for.
        example = (1, 2, 1, 2, 10, *((1, 2) * 6), 1)
        typed = {Q4.shift(place - 17).key: str(value) for place, value in enumerate(example)}
        exact, printed = self.spc(typed, polarity=Polarity.LOWER, targets=[target("5")])
        assert exact["n"] == 18
        assert [round(exact[key], 3) for key in ("lower", "mean", "upper")] == [-0.716, 1.944, 4.604]
        assert (exact["variation"], exact["assurance"]) == ("common_cause", "pass")
        # A count has no limit below 0 when it is drawn.
        assert [printed[key] for key in ("lower", "mean", "upper")] == ["0.0", "1.9", "4.6"]

    def test_why_there_is_none(self) -> None:
        exact, printed = self.spc({"2015-16Q4": "5", "2015-16Q3": "6"})
        assert exact == printed
        assert exact == {
            **dict.fromkeys(("mean", "lower", "upper", "variation", "assurance")),
            "n": 2,
            "reason": "Not enough figures: 2 of the 12 needed.",
        }

    def test_words_have_none(self) -> None:
        assert self.spc({"2015-16Q4": "done"}, unit=Unit.TEXT) == (None, None)
