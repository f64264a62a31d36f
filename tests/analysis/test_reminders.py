"""What a partner is asked for; for the real report the lists are written by hand from its Quarter 4."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cspdesk.analysis.reminders import (
    Debtor,
    Reminder,
    debtors,
    owed_before,
    partner_called,
    reminder,
    what_to_give,
)
from cspdesk.analysis.waiting import waiting
from cspdesk.app.samples import new_from_book, sample
from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.commands.rows import PutRows
from cspdesk.domain.choices import EnteredAs, Frequency
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import (
    Measure,
    MeasureId,
    Meeting,
    MeetingId,
    Partner,
    PartnerId,
    SeriesId,
)
from cspdesk.domain.unit import Unit
from cspdesk.store.store import Editor, Store
from tests.support.documents import small_store

Q4 = Period.quarter(2015, 4)
MAY = date(2016, 5, 4)
"""The day before the papers of the report's meeting."""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    path = tmp_path_factory.mktemp("report") / "report.cspdesk"
    store, _ = new_from_book(path, sample("quarter-narrative").folder, Editor("officer", "desk"))
    with store:
        yield store.load()


def debtor(snapshot: Snapshot, name: str) -> Debtor:
    return next(each for each in debtors(snapshot, waiting(snapshot, Q4)) if each.name == name)


def sent(snapshot: Snapshot, name: str, as_of: date = MAY) -> Reminder:
    return reminder(snapshot, Q4, debtor(snapshot, name), as_of)


OWED: dict[str, dict[str, tuple[str, ...]]] = {
    "CRC": {
        "3.1 Drug Rehabilitation Requirements": ("Commencements", "Completions", "Revoked", "Breached"),
        "5.1 Alcohol Treatment Requirements": ("Commencements", "Completions", "Revoked"),
    },
    "Police": {"3.2 Offending by people with a Drug Rehabilitation Requirement": ("Arrests", "Charges")},
    "Treatment service": {
        "3.3 Successful treatment completions": (
            "Opiate",
            "Non-opiate",
            "Opiate, criminal justice",
            "Non-opiate, criminal justice",
        )
    },
    "MARAC coordinator": {"6.1 Repeat cases at MARAC": ()},
}
"""Of each partner the measures that the report calls late or not updated at Quarter 4, with their lines.

5.2 is still being formulated: it names no figure to give.
"""


@pytest.mark.parametrize("name", OWED)
def test_the_reminder_of_a_real_report_names_what_its_partner_owes_and_nothing_else(
    name: str, report: Snapshot
) -> None:
    text = sent(report, name).text
    assert _lines_by_measure(text) == OWED[name]
    # No other measure of the file is so much as mentioned.
    owed = {title.split(" ", 1)[1] for title in OWED[name]}
    assert {row.title for row in report.of(Measure) if row.title in text} == owed


def _lines_by_measure(text: str) -> dict[str, tuple[str, ...]]:
    """Of each measure that something is wanted of, the lines named."""
    found: dict[str, tuple[str, ...]] = {}
    for block in text.split("\n\n"):
        name, *rest = block.split("\n")
        if any(line.startswith("Wanted: ") for line in rest):
            listed = [line[2:].split(":")[0] for line in rest if line.startswith("- ")]
            # What is said of a line without a name has no name before it.
            found[name] = tuple(line for line in listed if not line.startswith("Quarter 3"))
    return found


def test_nobody_else_of_the_report_owes_anything(report: Snapshot) -> None:
    found = debtors(report, waiting(report, Q4))
    # CRC owes two measures, the others one each, in the plan's order.
    assert [each.name for each in found] == ["CRC", "Police", "Treatment service", "MARAC coordinator"]
    assert [len(each.cells) for each in found] == [7, 2, 4, 1]


def test_an_e_mail_in_full(report: Snapshot) -> None:
    """Figures were due on 22 April, papers on 5 May: on 4 May they are 12 days late."""
    made = sent(report, "Treatment service")
    assert made.to == "figures@treatment.example.org"
    assert made.subject == "Figures for Quarter 4 2015/16, Riverbourne Community Safety Partnership"
    assert made.text == (
        "To: Treatment service manager, Riverbourne drug and alcohol treatment service "
        "<figures@treatment.example.org>\n"
        "Subject: Figures for Quarter 4 2015/16, Riverbourne Community Safety Partnership\n"
        "\n"
        "Dear colleague,\n"
        "\n"
        "4 figures from Riverbourne drug and alcohol treatment service are still to come for "
        "Quarter 4 2015/16 (Jan to Mar 2016). They were due on 22 April 2016. The papers go out on "
        "5 May 2016, for the meeting of 12 May 2016: please send them before then.\n"
        "\n"
        "3.3 Successful treatment completions\n"
        "What it is: Increase the proportion of people who leave treatment successfully, opiate and "
        "non-opiate, in the whole programme and among criminal justice clients.\n"
        "Wanted: the percentage, with the counts behind it where there are any, as in 55% (12 of 22), "
        "for Quarter 4 2015/16 (1 January 2016 to 31 March 2016).\n"
        "- Opiate: Quarter 3 2015/16 was 4.6%. You told us to expect it by 24 May 2016.\n"
        "- Non-opiate: Quarter 3 2015/16 was 40.1%. You told us to expect it by 24 May 2016.\n"
        "- Opiate, criminal justice: Quarter 3 2015/16 was 2.3%. You told us to expect it by 24 May 2016.\n"
        "- Non-opiate, criminal justice: Quarter 3 2015/16 was 78.6%. "
        "You told us to expect it by 24 May 2016.\n"
        "Wanted by 22 April 2016: it is 12 days late.\n"
        "\n"
        "If a figure cannot be given, please say why and when it will come; that is printed in its place.\n"
        "\n"
        "Thank you.\n"
        "\n"
        "Riverbourne Community Safety Partnership\n"
    )


def test_no_figure_of_a_sensitive_measure_goes_into_an_e_mail(report: Snapshot) -> None:
    """Both measures that the CRC owes, 3.1 and 5.1, are sensitive."""
    made = sent(report, "CRC")
    for form in (made.text, made.html):
        assert "kept out of e-mail" in form
        assert not [
            number for number in ("21", "22 due", " 6.", " 10.", " 5.", "was ") if f"was {number}" in form
        ]
        assert "Quarter 3" not in form


def test_what_came_neither_now_nor_before_is_said_to_be_owed_as_well(report: Snapshot) -> None:
    """6.1 had no update in Quarters 3 and 4; in Quarter 2 words stood for its figure."""
    assert "- Quarter 3 2015/16 is still owed as well." in sent(report, "MARAC coordinator").text
    before = owed_before(report, debtor(report, "MARAC coordinator").cells[0].series.id, Q4)
    assert [row.period for row in before] == [Period.quarter(2015, 3)]


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (date(2016, 4, 22), "Please send them by 22 April 2016, for the meeting of 12 May 2016."),
        (date(2016, 5, 6), "They were due on 22 April 2016. Please send them as soon as you can."),
    ],
)
def test_by_when_they_are_wanted_follows_the_day(as_of: date, said: str, report: Snapshot) -> None:
    text = sent(report, "Police", as_of).text
    assert said in text
    assert ("Wanted by 22 April 2016." in text) is (as_of == date(2016, 4, 22))


def test_a_promise_that_has_passed_is_said_to_be_late(report: Snapshot) -> None:
    text = sent(report, "Treatment service", date(2016, 5, 26)).text
    assert "You told us to expect it by 24 May 2016; it is 2 days late." in text


def test_both_forms_say_the_same(report: Snapshot) -> None:
    made = sent(report, "Police")
    words = made.html
    for tag in ("<p>", "</p>", "<ul>", "</ul>", "</li>", "<b>", "</b>", "<br>"):
        words = words.replace(tag, " ")
    plain = made.text.replace("\n- ", "\n<li>").replace("<li>", " ").replace("\n", " ")
    said = " ".join(words.replace("<li>", " ").replace("&lt;", "<").replace("&gt;", ">").split())
    assert said == " ".join(plain.split())


# ------------------------------------------------------------------ a small file


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "small.cspdesk") as made:
        yield made


def partner(key: str, name: str, short: str = "", email: str = "") -> Partner:
    return Partner(id=PartnerId(key), name=name, short_name=short, email=email)


def test_a_partner_goes_by_either_name_and_any_capitals() -> None:
    rows = partner("a", "Eastmarch  Police", "Police"), partner("b", "Lantern")
    snapshot = Snapshot.of_rows(rows)
    for name, key in ((" police ", "a"), ("EASTMARCH POLICE", "a"), ("lantern", "b")):
        found = partner_called(snapshot, name)
        assert found is not None
        assert found.id == key
    assert partner_called(snapshot, "Probation") is None
    # A blank short name is nobody's name.
    assert partner_called(snapshot, " ") is None


def test_two_names_of_one_partner_are_one_debtor(store: Store) -> None:
    measures = {row.id: row for row in store.load().of(Measure)}
    store.run(
        PutRows(
            "Owners",
            (
                partner("a", "Eastmarch Police", "Police", email="data@police.example.org"),
                replace(measures[MeasureId("m12")], owner="Eastmarch police"),
                replace(measures[MeasureId("m31")], owner="POLICE"),
            ),
        )
    )
    snapshot = store.load()
    (only,) = debtors(snapshot, waiting(snapshot, Q4))
    assert (only.name, [placed.number for placed, _ in only.by_measure]) == ("Police", ["1.2", "3.1"])


def test_an_owner_who_is_no_partner_is_asked_by_name_and_nobody_is_not(store: Store) -> None:
    snapshot = store.load()
    (nobody,) = debtors(snapshot, waiting(snapshot, Q4))
    assert (nobody.name, nobody.can_be_asked) == ("No owner named", False)
    row = next(row for row in snapshot.of(Measure) if row.id == "m12")
    store.run(PutRows("Owner", (replace(row, owner="Survey team"),)))
    snapshot = store.load()
    found = next(each for each in debtors(snapshot, waiting(snapshot, Q4)) if each.name == "Survey team")
    made = reminder(snapshot, Q4, found, MAY)
    assert (made.to, found.can_be_asked) == ("", True)
    # No meeting takes the quarter, and the measure has no definition.
    assert made.text == (
        "Subject: Figures for Quarter 4 2015/16, Riverbourne CSP\n\n"
        "Dear colleague,\n\n"
        "One figure from Survey team is still to come for Quarter 4 2015/16 (Jan to Mar 2016). "
        "Please send it as soon as you can.\n\n"
        "1.2 Client satisfaction\n"
        "Wanted: the percentage, with the counts behind it where there are any, as in 55% (12 of 22), "
        "for Quarter 4 2015/16 (1 January 2016 to 31 March 2016).\n"
        "- Quarter 3 2015/16 was 90%.\n\n"
        "If a figure cannot be given, please say why and when it will come; that is printed in its place.\n\n"
        "Thank you.\n\n"
        "Riverbourne CSP\n"
    )


def test_without_a_figure_last_quarter_the_last_one_is_named_with_its_own(store: Store) -> None:
    row = next(row for row in store.load().of(Measure) if row.id == "m13")
    store.run(
        SetFigures(
            "Figures",
            (
                TypedCell(SeriesId("m13"), Q4, "no return"),
                TypedCell(SeriesId("m13"), Period.quarter(2015, 3), "late"),
                TypedCell(SeriesId("m13"), Period.quarter(2015, 2), "no return"),
            ),
        )
    )
    snapshot = store.load()
    text = reminder(snapshot, Q4, debtor(snapshot, row.owner), MAY).text
    assert "all together from 1 April 2015 to 31 March 2016." in text
    assert (
        "- Quarter 3 2015/16 had no figure; the last is 3,109 for the year so far for Quarter 1 2015/16. "
        "Quarter 2 2015/16 and Quarter 3 2015/16 are still owed as well." in text
    )


def test_a_years_figure_is_asked_for_with_that_of_the_year_before(store: Store) -> None:
    row = next(row for row in store.load().of(Measure) if row.id == "m31")
    store.run(PutRows("Owner", (replace(row, owner="DAAT"),)))
    snapshot = store.load()
    text = reminder(snapshot, Q4, debtor(snapshot, "DAAT"), MAY).text
    assert "Wanted: how many people, for 2015/16 (1 April 2015 to 31 March 2016)." in text
    assert "- 2014/15 was 1,204." in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            {"unit_label": "cases", "entered_as": EnteredAs.ROLLING},
            "how many cases, all together in the twelve months to 31 March 2016.",
        ),
        (
            {"unit": Unit.MONEY, "entered_as": EnteredAs.SNAPSHOT},
            "the amount in pounds, as it stood on 31 March 2016.",
        ),
        (
            {"unit": Unit.RATE, "rate_per": 1000},
            "the rate per 1,000, for Quarter 4 2015/16 (1 January 2016 to 31 March 2016).",
        ),
    ],
)
def test_what_is_to_be_given(words: dict[str, object], said: str) -> None:
    measure = Measure(id=MeasureId("m"), title="Any", frequency=Frequency.QUARTER, **words)  # type: ignore[arg-type]  # any of its fields
    assert what_to_give(measure, Q4) == said


def test_markup_in_names_is_text_in_the_html(store: Store) -> None:
    row = next(row for row in store.load().of(Measure) if row.id == "m12")
    nasty = "<script>alert(1)</script>"
    store.run(PutRows("Owner", (replace(row, owner="A & B", title=nasty, definition=nasty),)))
    snapshot = store.load()
    made = reminder(snapshot, Q4, debtor(snapshot, "A & B"), MAY)
    assert "<script>" not in made.html
    assert "A &amp; B" in made.html
    assert nasty in made.text


def test_the_file_of_a_meeting_says_when(store: Store) -> None:
    row = next(row for row in store.load().of(Measure) if row.id == "m12")
    meeting = Meeting(id=MeetingId("m"), title="Board", dated=date(2016, 5, 26))
    store.run(PutRows("Owner", (replace(row, owner="Survey team"), meeting)))
    snapshot = store.load()
    # Three weeks before Thursday 26 May is Thursday 5 May.
    text = reminder(snapshot, Q4, debtor(snapshot, "Survey team"), MAY).text
    assert "Please send it by 5 May 2016, for the meeting of 26 May 2016." in text
