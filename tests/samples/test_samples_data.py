"""Checks the sample partnerships as plain .csv: headers, references, and figures against the real reports."""

import csv
import re
import tomllib
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
NAMES = ("rolling-year", "quarter-narrative", "target-actual", "highlight")
PERIOD = re.compile(r"20[0-9]{2}-[0-9]{2}(Q[1-4])?")

# What every file must begin with, and what may follow in this order.
HEADERS = {
    "Partnership": ("Name,Area code,County", ""),
    "Population": ("Year,Group,People,Vintage", ""),
    "Plan": ("Title,First year,Last year,Revised on,Note,Priority word", ""),
    "Priorities": ("Number,Title,Outcomes,Lead", "Plan,Description,Retired"),
    "Measures": (
        "Priority,Number,Title,Definition,Unit,Unit label,Decimals,Polarity,Entered as,Frequency,Comparator,"
        "Owner,Source,Status,Replaced by,Tolerance kind,Tolerance amber,Sensitive",
        "Adds up,Lag,Status against,Tolerance green,Amber if improved,Good looks like,Why it matters,"
        "Issues to consider,Rate per,Population group",
    ),
    "Placements": ("Plan,Priority,Measure,Number,From period,To period", ""),
    "Series": ("Measure,Series,Headline,Total of", ""),
    "Observations": ("Measure,Series,Period,Value,Note,Source,Private note", ""),
    "Targets": ("Measure,Series,Period,Target,Judges,Read as", ""),
    "Baselines": ("Measure,Series,Label,Value,From period,Span", ""),
    "Commentary": ("Measure,Period,Text,Reviewed", ""),
    "Outlook": ("Measure,Period,Outlook,Reason", ""),
    "Footnotes": ("Measure,Marker,Text,Series,Period", "Plan,Used by"),
    "Countywide": (
        "Priority,Period,Title,Baseline and target,County performance,Local performance,Comments",
        "Reviewed",
    ),
    "Projects": ("Priority,Title,Leads", "Closed"),
    "Project updates": ("Project,When,Text,Period", ""),
    "Actions": ("Project,When,Text,Owner,State,Decision,Number,Progress,Raised,Closed", "Meeting"),
    "Report text": ("Priority,Period,Section,When,Text,Outcome", "Reviewed"),
    "Peers": ("Measure,Period,Area,Own,Count,Population,Value,Source", "Chart"),
    "Meetings": ("Title,Date,Quarter,Figures due,Papers due", ""),
    "Partners": ("Name,Short name,Contact role,E-mail", ""),
    "Abbreviations": ("Short,Long", ""),
    "Reports": ("Period,Title,Dated", ""),
}

# The closed lists of words, by column; a column of the same name on another sheet means something else.
CHOICES = {
    ("Measures", "Unit"): {"count", "percent", "rate", "money", "days", "text"},
    ("Measures", "Polarity"): {"lower is better", "higher is better", "inside a range", "monitor only"},
    ("Measures", "Entered as"): {"quarter counts", "year to date", "rolling 12 months", "snapshot"},
    ("Measures", "Frequency"): {"quarter", "year"},
    ("Measures", "Status"): {"being formulated", "active", "discontinued"},
    ("Measures", "Tolerance kind"): {"percent", "points", "units"},
    ("Measures", "Sensitive"): {"yes", "no"},
    ("Measures", "Status against"): {"", "target", "baseline", "last year", "none"},
    ("Series", "Headline"): {"yes", "no"},
    ("Targets", "Judges"): {"quarter", "year to date", "rolling year", "latest"},
    ("Baselines", "Span"): {"year", "quarter", "rolling"},
    ("Commentary", "Reviewed"): {"yes", "no"},
    ("Outlook", "Outlook"): {"on target", "at risk", "will miss", "too early to say"},
    ("Footnotes", "Used by"): {"plan", "measure", "figure", "commentary"},
    ("Actions", "State"): {"open", "done", "dropped"},
    ("Peers", "Own"): {"yes", "no"},
    ("Report text", "Section"): {
        *("highlight", "overview", "improver", "challenge", "decision"),
        *("activity", "planned activity", "milestone", "note"),
    },
}

Row = dict[str, str]


def rows(sample: str, sheet: str) -> list[Row]:
    """Return the rows of a sheet; none where the sample has no such file."""
    path = SAMPLES / sample / f"{sheet}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def typed(sample: str, measure: str, series: str = "", year: str = "") -> list[str]:
    """Return what is typed for a series, in the order of its periods, perhaps of one financial year only."""
    found = [
        row
        for row in rows(sample, "Observations")
        if (row["Measure"], row["Series"]) == (measure, series) and row["Period"].startswith(year)
    ]
    return [row["Value"] for row in sorted(found, key=lambda row: row["Period"])]


def numbers(sample: str, measure: str, series: str = "", year: str = "") -> list[int]:
    """Return the same as whole numbers."""
    return [int(value.replace(",", "")) for value in typed(sample, measure, series, year)]


def commentary(sample: str, measure: str, period: str) -> str:
    """Return the one text for a measure in a quarter."""
    (text,) = (
        row["Text"]
        for row in rows(sample, "Commentary")
        if (row["Measure"], row["Period"]) == (measure, period)
    )
    return text


def percent(part: int, whole: int) -> Decimal:
    """Return 100 x part / whole to one decimal, half up."""
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def test_the_four_samples_are_all_there_is() -> None:
    assert {path.name for path in SAMPLES.iterdir() if path.is_dir()} == set(NAMES)


@pytest.mark.parametrize("sample", NAMES)
class TestEverySample:
    def test_about_says_what_it_is(self, sample: str) -> None:
        about = tomllib.loads((SAMPLES / sample / "about.toml").read_text(encoding="utf-8"))
        assert set(about) == {"title", "description", "quarter", "notes"}
        assert "\n" not in about["description"]
        assert any("invented" in note for note in about["notes"])
        periods = {row["Period"] for row in rows(sample, "Observations")}
        assert about["quarter"] in periods

    def test_headers_are_exact_and_rows_are_even(self, sample: str) -> None:
        for path in (SAMPLES / sample).glob("*.csv"):
            content = path.read_bytes()
            assert not content.startswith(b"\xef\xbb\xbf")
            assert b"\r" not in content
            with path.open(encoding="utf-8", newline="") as file:
                header, *body = list(csv.reader(file, strict=True))
            must, may = ([name for name in part.split(",") if name] for part in HEADERS[path.stem])
            assert header[: len(must)] == must, path.name
            assert header[len(must) :] == [name for name in may if name in header[len(must) :]], path.name
            assert body, path.name
            assert {len(row) for row in body} == {len(header)}, path.name
            assert len({tuple(row) for row in body}) == len(body), path.name

    def test_words_come_from_the_closed_lists(self, sample: str) -> None:
        for (sheet, column), words in CHOICES.items():
            for row in rows(sample, sheet):
                assert row.get(column, "") in words | ({""} if sheet == "Measures" else set()), row
        comparators = {
            *("same quarter last year", "year to date last year", "rolling year before"),
            *("baseline", "target", "previous quarter"),
        }
        for row in rows(sample, "Measures"):
            assert set(row["Comparator"].split(", ")) <= comparators

    def test_every_reference_leads_somewhere(self, sample: str) -> None:
        plans = {row["Title"] for row in rows(sample, "Plan")}
        priorities = {row[key] for row in rows(sample, "Priorities") for key in ("Number", "Title")} - {""}
        measures = [row["Number"] or row["Title"] for row in rows(sample, "Measures")]
        projects = [row["Title"] for row in rows(sample, "Projects")]
        assert len(set(measures)) == len(measures)
        assert len(set(projects)) == len(projects)
        named = {(row["Measure"], row["Series"]) for row in rows(sample, "Series")}
        unnamed = {(measure, "") for measure in measures} - {(measure, "") for measure, _ in named}
        for sheet in HEADERS:
            for row in rows(sample, sheet):
                assert row.get("Priority", "") in priorities | {""}
                assert row.get("Measure", "") in {*measures, ""}
                assert row.get("Project", "") in {*projects, ""}
                assert row.get("Plan", "") in plans | {""}
                if sheet in ("Series", "Observations", "Targets", "Baselines"):
                    assert (row["Measure"], row["Series"]) in named | unnamed
                for column in ("Period", "Raised", "Closed", "From period", "To period", "Quarter"):
                    if sheet != "Projects" and row.get(column):
                        assert PERIOD.fullmatch(row[column]), row
        for row in rows(sample, "Measures"):
            assert row["Priority"] in priorities

    def test_no_cell_is_typed_twice(self, sample: str) -> None:
        for sheet in ("Observations", "Targets"):
            keys = [(row["Measure"], row["Series"], row["Period"]) for row in rows(sample, sheet)]
            assert len(set(keys)) == len(keys)
        keys_of_texts = [(row["Measure"], row["Period"]) for row in rows(sample, "Commentary")]
        assert len(set(keys_of_texts)) == len(keys_of_texts)

    def test_addresses_are_reserved_ones(self, sample: str) -> None:
        partners = rows(sample, "Partners")
        assert partners
        for row in partners:
            assert re.fullmatch(r"[a-z.]+@([a-z]+\.)?example\.org", row["E-mail"])


class TestRollingYear:
    def test_figures_stand_under_the_quarter_in_which_each_window_ends(self) -> None:
        expected = [
            ["442", "423", "406", "426", "350", "na"],
            ["69", "66", "62", "63", "56", "na"],
            ["298", "300", "303", "322", "272", "na"],
            ["366", "353", "346", "351", "326", "na"],
        ]
        measures = rows("rolling-year", "Measures")
        assert [typed("rolling-year", row["Title"]) for row in measures] == expected
        assert {row["Entered as"] for row in measures} == {"rolling 12 months"}
        periods = {row["Period"] for row in rows("rolling-year", "Observations")}
        assert (min(periods), max(periods)) == ("2010-11Q1", "2011-12Q2")

    def test_shares_of_people_who_left_treatment_are_right(self) -> None:
        texts = "\n".join(row["Text"] for row in rows("rolling-year", "Project updates"))
        assert "240 individuals" in texts
        assert "14 of whom have successfully left treatment (5.8%)" in texts
        assert percent(14, 240) == Decimal("5.8")
        assert "36 individuals" in texts
        assert "15 of whom have successfully left treatment (42%)" in texts

    def test_dates_keep_the_report_s_spelling(self) -> None:
        assert [row["When"] for row in rows("rolling-year", "Actions")] == [
            *("23/11/11", "05/12/11 TBC", "", "Nov & Dec 2011")
        ]
        assert [row["When"] for row in rows("rolling-year", "Project updates")] == [
            *("Oct 2011", "01/11/11", "Oct 2011", "Apr – Sept 2011", "Oct 2011")
        ]

    def test_county_priorities_have_no_measures_yet(self) -> None:
        reoffending, drugs = rows("rolling-year", "Countywide")
        for row in (reoffending, drugs):
            assert {row["Baseline and target"], row["County performance"], row["Local performance"]} == {
                "N/A"
            }
        assert reoffending["Comments"].startswith("Measures still being formulated.")
        assert drugs["Comments"] == ""


class TestQuarterNarrative:
    NAME = "quarter-narrative"

    @pytest.mark.parametrize(
        ("measure", "last_year", "this_year", "baseline"),
        [
            ("2.1", [260, 303, 303, 280], [326, 347, 355, 412], "1,146"),
            ("2.2", [192, 191, 370, 315], [336, 364, 439, 489], "1,068"),
            ("2.3", [12, 12, 17, 26], [17, 22, 32, 30], "67"),
        ],
    )
    def test_last_year_s_quarters_make_the_baseline(
        self, measure: str, last_year: list[int], this_year: list[int], baseline: str
    ) -> None:
        assert numbers(self.NAME, measure, year="2014-15") == last_year
        assert numbers(self.NAME, measure, year="2015-16") == this_year
        (stated,) = (row for row in rows(self.NAME, "Baselines") if row["Measure"] == measure)
        assert stated["Value"] == baseline
        assert sum(last_year) == int(baseline.replace(",", ""))

    def test_stated_totals_and_changes_follow_from_the_figures(self) -> None:
        """The report's own year-to-date totals, changes and percentages, all but the one that is wrong."""
        stated = {
            "2.1": [(326, 66, "25.4"), (673, 110, "19.5"), (1028, 162, "18.7"), (1440, 294, "25.7")],
            "2.2": [(336, 144, "75.0"), (700, 317, "82.8"), (1139, 386, "51.3"), (1628, 560, "52.4")],
            "2.3": [(17, 5, "41.7"), (39, 15, "62.5"), (71, 30, "73.2"), (101, 34, "50.7")],
            "4.1": [(531, -5, "-0.9"), (1103, 55, "5.2"), (1686, 100, "6.3"), (2203, 92, "4.4")],
        }
        for measure, quarters in stated.items():
            now = numbers(self.NAME, measure, year="2015-16")
            before = numbers(self.NAME, measure, year="2014-15")
            for count, (total, change, share) in enumerate(quarters, start=1):
                assert sum(now[:count]) == total
                assert total - sum(before[:count]) == change
                assert abs(percent(change, sum(before[:count]))) == abs(Decimal(share))
                said = commentary(self.NAME, measure, f"2015-16Q{count}")
                assert str(total) in said
                if (measure, count) != ("2.2", 1):
                    assert f"({share}%)" in said

    def test_theft_and_burglary_is_down_on_its_baseline(self) -> None:
        (baseline,) = (row["Value"] for row in rows(self.NAME, "Baselines") if row["Measure"] == "4.1")
        assert baseline == "2,318"
        assert sum(numbers(self.NAME, "4.1", year="2015-16")) - 2318 == -115
        assert percent(115, 2318) == Decimal("5.0")

    def test_incidents_are_cumulative_and_the_report_s_slip_is_kept(self) -> None:
        (measure,) = (row for row in rows(self.NAME, "Measures") if row["Number"] == "1.3")
        assert measure["Entered as"] == "year to date"
        assert numbers(self.NAME, "1.3", year="2015-16") == [3109, 6496, 9450, 12043]
        assert numbers(self.NAME, "1.3", year="2014-15") == [12469]
        said = commentary(self.NAME, "1.3", "2015-16Q4")
        assert "a reduction of 436 incidents on last year" in said
        assert 12469 - 12043 == 426
        assert "the reduction is 10.2%" in said
        assert percent(13425 - 12043, 13425) == Decimal("10.3")

    def test_the_other_slips_are_kept(self) -> None:
        assert "(75.5%)" in commentary(self.NAME, "2.2", "2015-16Q1")
        assert percent(144, 192) == Decimal("75.0")
        assert "During Q3" in commentary(self.NAME, "1.2", "2015-16Q4")
        assert typed(self.NAME, "1.2") == ["94%", "92%", "90%", "94%"]
        assert "a baseline of 29.9%" in commentary(self.NAME, "3.3", "2015-16Q3")

    def test_service_requests(self) -> None:
        now, before = (numbers(self.NAME, "1.4", year=year) for year in ("2015-16", "2014-15"))
        assert now == [1203, 1319, 1035, 754]
        assert before == [1291, 1294, 895, 894]
        assert (sum(now), sum(before), sum(now) - sum(before)) == (4311, 4374, -63)
        assert percent(63, 4374) == Decimal("1.4")

    def test_measures_with_several_series(self) -> None:
        assert numbers(self.NAME, "1.1", "ASB Hotline") == [47, 33, 27, 12]
        assert numbers(self.NAME, "1.1", "Police") == [37, 9, 15, 10]
        for series, figures in {
            "Commencements": [18, 25, 21],
            "Completions": [2, 2, 6],
            "Revoked": [5, 8, 22],
        }.items():
            *given, last = typed(self.NAME, "3.1", series)
            assert given == [str(figure) for figure in figures]
            assert last.startswith("late: ")
        stated = {
            row["Series"]: row["Value"] for row in rows(self.NAME, "Baselines") if row["Measure"] == "3.3"
        }
        assert list(stated.values()) == ["5.1%", "40.8%", "2.0%", "40.0%"]
        third = [typed(self.NAME, "3.3", series, "2015-16Q3") for series in stated]
        assert third == [["4.6% [r]"], ["40.1% [r]"], ["2.3% [r]"], ["78.6% [r]"]]

    def test_counts_behind_percentages(self) -> None:
        assert typed(self.NAME, "6.3") == ["20 out of 20 men", "5 of 8", "9 of 9", "55% (12 of 22)"]
        assert (percent(5, 8), percent(12, 22)) == (Decimal("62.5"), Decimal("54.5"))
        assert typed(self.NAME, "6.2") == ["40%", "31%", "47%", "67%"]
        (unnumbered,) = (row["Title"] for row in rows(self.NAME, "Measures") if not row["Number"])
        assert typed(self.NAME, unnumbered)[-1] == "38% (26 of 69)"

    def test_two_months_of_arrests_are_two_per_cent_over_the_baseline_when_extrapolated(self) -> None:
        baselines = {
            row["Series"]: row["Value"] for row in rows(self.NAME, "Baselines") if row["Measure"] == "3.2"
        }
        assert typed(self.NAME, "3.2", "Arrests", "2015-16Q3") == ["17 [p]"]
        assert 17 * 6 == 102
        assert percent(102 - int(baselines["Arrests"]), int(baselines["Arrests"])) == Decimal("2.0")
        assert percent(14 * 6 - int(baselines["Charges"]), int(baselines["Charges"])) == Decimal("-3.4")

    def test_a_measure_had_another_number_in_the_plan_before(self) -> None:
        (placement,) = rows(self.NAME, "Placements")
        assert (placement["Measure"], placement["Number"]) == ("2.1", "V2")
        before, in_force = rows(self.NAME, "Plan")
        assert placement["Plan"] == before["Title"]
        assert in_force["Revised on"] == "April 2015"
        old = [row for row in rows(self.NAME, "Observations") if row["Period"].startswith("2013-14")]
        assert {row["Source"] for row in old} == {"Invented for this sample"}
        assert {row["Measure"] for row in old} == {"2.1"}

    def test_every_measure_has_a_text_for_every_quarter_of_the_year(self) -> None:
        texts = {(row["Measure"], row["Period"]) for row in rows(self.NAME, "Commentary")}
        for row in rows(self.NAME, "Measures"):
            for quarter in (1, 2, 3, 4):
                assert (row["Number"] or row["Title"], f"2015-16Q{quarter}") in texts


class TestTargetActual:
    NAME = "target-actual"

    def test_targets_and_actuals(self) -> None:
        expected = [
            ("70", ["125", "150", "200", "250"], ["136"]),
            ("46%", ["40% over 4 years"] * 4, ["62%"]),
            ("22%", ["N/A"] * 4, ["N/A"] * 4),
            ("To be set 2014/5", ["TBC"] * 4, []),
            ("11.1%", ["9-15%"] * 4, ["12%"]),
            ("47.5%", ["46% - 53%"] * 4, ["45%"]),
        ]
        for row, (baseline, targets, actuals) in zip(rows(self.NAME, "Measures"), expected, strict=True):
            title = row["Title"]
            assert [b["Value"] for b in rows(self.NAME, "Baselines") if b["Measure"] == title] == [baseline]
            assert [t["Target"] for t in rows(self.NAME, "Targets") if t["Measure"] == title] == targets
            assert typed(self.NAME, title) == actuals

    def test_the_discontinued_measure_names_its_successor(self) -> None:
        (gone,) = (row for row in rows(self.NAME, "Measures") if row["Status"] == "discontinued")
        assert gone["Replaced by"] == "Re-offending rate of the DIP IOM cohort"

    def test_report_text_is_whole(self) -> None:
        sections = [row["Section"] for row in rows(self.NAME, "Report text")]
        counts = {section: sections.count(section) for section in dict.fromkeys(sections)}
        assert counts == {"overview": 2, "improver": 10, "challenge": 3, "decision": 2}

    def test_each_decision_has_an_action(self) -> None:
        decisions = [row["Decision"] for row in rows(self.NAME, "Actions")]
        assert decisions == [f"Reducing re-offending > 2014-15Q1 > {number}" for number in (1, 2)]


class TestHighlight:
    NAME = "highlight"

    def test_report_text_is_whole(self) -> None:
        sections = [row["Section"] for row in rows(self.NAME, "Report text")]
        counts = {section: sections.count(section) for section in dict.fromkeys(sections)}
        assert counts == {"activity": 12, "planned activity": 8, "milestone": 6, "note": 1}
        assert [row["When"] for row in rows(self.NAME, "Report text") if row["Section"] == "milestone"] == [
            *("7 October", "11 November", "27 November", "27 November", "", "")
        ]

    def test_two_strategic_outcomes(self) -> None:
        (priority,) = rows(self.NAME, "Priorities")
        assert len(priority["Outcomes"].splitlines()) == 2

    def test_every_figure_owns_up_to_being_invented(self) -> None:
        for sheet in ("Observations", "Peers"):
            assert {row["Source"] for row in rows(self.NAME, sheet)} == {"Invented for this sample"}

    def test_own_area_among_its_peers(self) -> None:
        peers = rows(self.NAME, "Peers")
        assert len({row["Area"] for row in peers}) == len(peers) == 26
        (own,) = (row for row in peers if row["Own"] == "yes")
        rate = Decimal(100_000) * int(own["Count"]) / int(own["Population"])
        assert rate.quantize(Decimal("0.1"), ROUND_HALF_UP) == Decimal(typed(self.NAME, own["Measure"])[-1])
        (young,) = (
            row["People"]
            for row in rows(self.NAME, "Population")
            if (row["Year"], row["Group"]) == ("2018", "aged 10 to 17")
        )
        assert young == own["Population"]
