"""The command `check`: the slips of a real report, what is missing, and how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest

from cspdesk.analysis.check.checker import check
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.findings import excusing
from cspdesk.commands.rows import PutRows
from cspdesk.commands.words import SetCommentary
from cspdesk.domain.period import Period
from cspdesk.domain.tables import MeasureId, ReportItem, ReportItemId, SeriesId
from cspdesk.store.store import Store
from tests.support.command_line import heard, told
from tests.support.documents import EDITOR, LAST_QUARTER, small_store

SLIPS = [
    ("wrong_period", "1.2", "2015-16Q4", "Q4"),
    ("wrong_number", "1.3", "2015-16Q4", "426"),
    ("truncated", "1.3", "2015-16Q4", "10.3%"),
    ("wrong_percent", "2.2", "2015-16Q1", "75.0%"),
]
"""What the report says wrongly: its kind, the measure, the quarter, and a part of what it should be."""


def report(capsys: pytest.CaptureFixture[str], path: Path, *words: str, code: int = 1) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(heard(capsys, "check", path, "--json", *words, code=code))
    return found


def complete(path: Path, text: str, *, quarter: Period = LAST_QUARTER) -> Path:
    """A file in which nothing is missing, with words on violence in a quarter."""
    with small_store(path) as store:
        cells = [
            TypedCell(SeriesId("m12"), LAST_QUARTER, "94%"),
            TypedCell(SeriesId("m31"), Period.financial_year(2015), "1,300"),
        ]
        store.run(SetFigures("Figures", tuple(cells)))
        store.run(SetCommentary("Words", MeasureId("m21"), LAST_QUARTER.previous, ""))
        store.run(SetCommentary("Words", MeasureId("m21"), quarter, text))
    return path


class TestRealReport:
    def test_its_slips_are_found_and_no_others_at_that_severity(
        self, riverbourne: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        found = report(capsys, riverbourne, "--quarter", "2015-16Q4")
        for kind, measure, period, should_be in SLIPS:
            (slip,) = [each for each in found["findings"] if each["kind"] == kind]
            assert (slip["measure"], slip["period"]) == (measure, period)
            assert should_be in slip["should_be"]
            assert slip["text"][slip["start"] : slip["end"]] == slip["said"]
            assert slip["should_be"] in slip["message"] or kind == "wrong_period"
        errors = {each["kind"] for each in found["findings"] if each["severity"] == "error"}
        assert errors == {"wrong_period", "wrong_number", "wrong_percent"}

    def test_every_finding_says_where_it_stands(
        self, riverbourne: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        found = report(capsys, riverbourne, "--quarter", "2015-16Q4")
        assert list(found) == ["read", "agree", "unchecked", "findings"]
        (slip,) = [each for each in found["findings"] if each["kind"] == "wrong_number"]
        assert list(slip) == [
            *("kind", "severity", "priority", "measure", "series", "period", "where", "text", "start", "end"),
            *("said", "should_be", "message", "excused"),
        ]
        del slip["message"]
        text = (
            "12,043 incidents, a reduction of 436 incidents on last year. "
            "Against the baseline, the reduction is 10.2%"
        )
        assert slip == {
            "kind": "wrong_number",
            "severity": "error",
            "priority": "Anti-social behaviour",
            "measure": "1.3",
            "series": "",
            "period": "2015-16Q4",
            "where": "commentary",
            "text": text,
            "start": 33,
            "end": 36,
            "said": "436",
            "should_be": "426",
            "excused": False,
        }

    def test_it_counts_what_it_read(self, riverbourne: Path, capsys: pytest.CaptureFixture[str]) -> None:
        found = report(capsys, riverbourne, "--quarter", "2015-16Q4")
        assert found["agree"] >= 60
        assert found["read"] >= found["agree"] + found["unchecked"] + len(SLIPS)

    def test_what_is_missing_is_told_as_a_warning(
        self, riverbourne: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        found = report(capsys, riverbourne, "--quarter", "2015-16Q4")["findings"]
        missing = [each for each in found if each["kind"] == "missing"]
        assert {each["measure"] for each in missing} == {"3.1", "3.2", "3.3", "5.1", "6.1"}
        assert {each["severity"] for each in missing} == {"warning"}

    def test_as_lines_errors_come_first_and_the_reach_last(
        self, riverbourne: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        lines = heard(capsys, "check", riverbourne, "--quarter", "2015-16Q4", code=1).splitlines()
        assert [line.partition(":")[0] for line in lines[:3]] == [
            "Error, 1.2 Client satisfaction with how ASB is handled, Quarter 4 2015/16",
            "Error, 1.3 Anti-social behaviour incidents, Quarter 4 2015/16",
            "Error, 2.2 Violence without injury, Quarter 1 2015/16",
        ]
        assert "426" in lines[1]
        assert lines[-2] == "Quarter 4 2015/16: 11 of 16 measures are in."
        assert lines[-1].endswith("could not be checked.")

    def test_without_a_quarter_all_texts_are_read(
        self, riverbourne: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        everything = report(capsys, riverbourne)
        quarter = report(capsys, riverbourne, "--quarter", "2015-16Q1")
        assert everything["read"] > quarter["read"] > 0
        assert [each["kind"] for each in everything["findings"] if each["kind"] == "missing"]

    def test_an_earlier_quarter_has_its_own_slip_alone(
        self, riverbourne: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        found = report(capsys, riverbourne, "--quarter", "2015-16Q1")["findings"]
        assert [each["measure"] for each in found if each["severity"] == "error"] == ["2.2"]


class TestExitCode:
    def test_0_where_nothing_is_found(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = complete(tmp_path / "complete.cspdesk", "412 offences in Quarter 4.")
        said = heard(capsys, "check", path, "--quarter", "2015-16Q4")
        assert said.splitlines() == [
            "Quarter 4 2015/16: 6 of 6 measures are in.",
            "1 statement read: 1 agrees, 0 do not, 0 could not be checked.",
        ]

    def test_1_on_an_error_and_0_once_it_is_excused(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = complete(tmp_path / "wrong.cspdesk", "418 offences in Quarter 4.")
        assert "412" in heard(capsys, "check", path, "--quarter", "2015-16Q4", code=1)
        with Store.open(path, EDITOR) as store:
            (finding,) = check(store.load(), LAST_QUARTER).open
            store.run(excusing(finding, "Six were added by hand."))
        said = heard(capsys, "check", path, "--quarter", "2015-16Q4")
        assert said.splitlines()[0] == "1 finding is excused."
        (told_of,) = report(capsys, path, "--quarter", "2015-16Q4", code=0)["findings"]
        assert told_of["excused"] is True

    def test_0_where_something_could_only_not_be_checked(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = complete(tmp_path / "unknown.cspdesk", "We spoke to 17 shopkeepers.")
        found = report(capsys, path, "--quarter", "2015-16Q4", code=0)
        assert (found["agree"], found["unchecked"]) == (0, 1)
        assert [(each["kind"], each["severity"]) for each in found["findings"]] == [("unverified", "info")]

    def test_a_text_of_no_measure_is_named_by_its_section(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = complete(tmp_path / "field.cspdesk", "")
        item = ReportItem(
            id=ReportItemId("i"), period=LAST_QUARTER, section="challenge", text="Now {9.9 value}."
        )
        with Store.open(path, EDITOR) as store:
            store.run(PutRows("Item", (item,)))
        first = heard(capsys, "check", path, "--quarter", "2015-16Q4", code=1).splitlines()[0]
        assert first.startswith("Error, Whole pack, Key challenges, Quarter 4 2015/16: ")
        (found,) = report(capsys, path, "--quarter", "2015-16Q4")["findings"]
        assert (found["kind"], found["said"], found["where"]) == ("unresolved", "{9.9 value}", "report_item")
        assert (found["priority"], found["measure"], found["series"]) == ("", "", "")

    def test_2_where_the_quarter_cannot_be_guessed(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "new.cspdesk"
        heard(capsys, "new", path)
        assert "Give --quarter" in told(capsys, "check", path)


@pytest.mark.parametrize(
    ("sample", "quarter", "says_figures"),
    [
        ("rolling-year", "2011-12Q2", True),
        ("target-actual", "2014-15Q1", True),
        # Its numbers are those of years, pilots and sources.
        ("highlight", "2019-20Q2", False),
    ],
)
def test_the_other_samples_have_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], sample: str, quarter: str, says_figures: bool
) -> None:
    path = tmp_path / "sample.cspdesk"
    heard(capsys, "new", path, "--sample", sample)
    from cspdesk.app.main import main

    main(["check", str(path), "--quarter", quarter, "--json"])
    found = json.loads(capsys.readouterr().out)
    assert bool(found["agree"]) is says_figures
    assert [each for each in found["findings"] if each["severity"] == "error"] == []
