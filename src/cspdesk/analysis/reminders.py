"""Who owes which figures of a quarter, and the e-mail that asks for them: pure text, sent by nobody here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from cspdesk.analysis.calendar import Dates, late_words, meeting_taking
from cspdesk.analysis.edges import earlier
from cspdesk.analysis.live_fields import FieldPlace, plainly
from cspdesk.analysis.statements import number
from cspdesk.analysis.waiting import NOBODY, Awaited, Waiting
from cspdesk.domain.choices import EnteredAs, Frequency
from cspdesk.domain.months import long_date
from cspdesk.domain.period import Grain, Period
from cspdesk.domain.plan_view import Placed, partnership
from cspdesk.domain.reading import State
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Measure, Observation, Partner, Series, SeriesId
from cspdesk.domain.unit import Unit

MOST_BACK = 4
"""So many periods back is it looked whether a figure is still owed."""

_NOT_COME = (State.LATE, State.NO_RETURN)


@dataclass(frozen=True, slots=True)
class Debtor:
    """Somebody who is waited for."""

    name: str
    """What everyone calls it: a partner's short name, else the owner as the measure names it."""
    partner: Partner | None
    """None where no partner of the file goes by that name."""
    cells: tuple[Awaited, ...]
    """What is waited for, in the plan's order."""

    @property
    def can_be_asked(self) -> bool:
        """Whether it is known who is to be asked."""
        return self.partner is not None or self.name != NOBODY

    @property
    def by_measure(self) -> tuple[tuple[Placed, tuple[Awaited, ...]], ...]:
        """The cells of each measure, in the plan's order."""
        found: dict[str, list[Awaited]] = {}
        for cell in self.cells:
            found.setdefault(cell.placed.measure.id, []).append(cell)
        return tuple([(cells[0].placed, tuple(cells)) for cells in found.values()])


@dataclass(frozen=True, slots=True)
class Reminder:
    """An e-mail, the same in plain text and in HTML."""

    to: str
    """The address; "" where none is kept."""
    subject: str
    text: str
    html: str


def partner_called(snapshot: Snapshot, name: str) -> Partner | None:
    """Return the partner that goes by a name, long or short, in capitals or not; None where none does."""
    wanted = _same(name)
    if not wanted:
        return None
    return next(
        (row for row in snapshot.of(Partner) if wanted in (_same(row.name), _same(row.short_name))), None
    )


def debtors(snapshot: Snapshot, found: Waiting) -> tuple[Debtor, ...]:
    """Return who is waited for: who owes the most measures first, else in the plan's order.

    Owners who are one partner under its long and its short name are one debtor.
    """
    names: dict[str, tuple[str, Partner | None]] = {}
    cells: dict[str, list[Awaited]] = {}
    for cell in found.cells:
        if cell.owner not in names:
            partner = partner_called(snapshot, cell.owner)
            names[cell.owner] = (_name_of(partner, cell.owner), partner)
        cells.setdefault(names[cell.owner][0], []).append(cell)
    partners = {name: partner for name, partner in names.values() if partner is not None}
    made = [Debtor(name, partners.get(name), tuple(owed)) for name, owed in cells.items()]
    return tuple(sorted(made, key=lambda each: -len(each.by_measure)))


def owed_before(snapshot: Snapshot, series: SeriesId, period: Period) -> tuple[Observation, ...]:
    """Return the figures just before a period that were typed as late or not returned, newest first."""
    found: list[Observation] = []
    at = earlier(period, 1)
    while at is not None and len(found) < MOST_BACK:
        row = snapshot.of(Observation).get(series, at)
        if row is None or row.state not in _NOT_COME:
            break
        found.append(row)
        at = earlier(at, 1)
    return tuple(found)


def reminder(snapshot: Snapshot, quarter: Period, debtor: Debtor, as_of: date) -> Reminder:
    """Return the e-mail that asks somebody for what they owe of a quarter, and for nothing else.

    Of a measure marked sensitive no figure stands in it, not even the last one.
    """
    meeting = meeting_taking(snapshot, quarter, as_of)
    ours = " ".join(partnership(snapshot).name.split())
    partner = debtor.partner
    address = partner.email.strip() if partner else ""
    subject = f"Figures for {quarter.label}" + (f", {ours}" if ours else "")
    count = len(debtor.cells)
    opening = (
        f"{'One figure' if count == 1 else f'{count} figures'} from "
        f"{_full_name(debtor)} {'is' if count == 1 else 'are'} still to come for {quarter.label} "
        f"({quarter.span_label})."
    )
    asked = [_asked(snapshot, cells, meeting, as_of) for _, cells in debtor.by_measure]
    closing = [
        "If a figure cannot be given, please say why and when it will come; that is printed in its place.",
        "Thank you.",
    ]
    head = [f"To: {_addressed(partner, address)}"] if partner and _addressed(partner, address) else []
    head.append(f"Subject: {subject}")
    before = ["Dear colleague,", f"{opening} {_wanted_by(meeting, as_of, one=count == 1)}"]
    after = [*closing, *([ours] if ours else [])]
    return Reminder(
        address, subject, _as_text(head, before, asked, after), _as_html(head, before, asked, after)
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A measure as the e-mail asks for it."""

    name: str
    about: tuple[str, ...]
    lines: tuple[str, ...]
    """One for each series wanted."""
    after: tuple[str, ...]


def _asked(snapshot: Snapshot, cells: Sequence[Awaited], meeting: Dates | None, as_of: date) -> _Asked:
    measure, period = cells[0].placed.measure, cells[0].period
    definition = " ".join(plainly(snapshot, measure.definition, FieldPlace(period, measure.id)).split())
    about = [f"What it is: {definition}"] if definition else []
    about.append(f"Wanted: {what_to_give(measure, period)}")
    after = []
    if measure.sensitive:
        after.append(
            "Earlier figures of this measure are kept out of e-mail: small counts could point at people."
        )
    lines = [
        ": ".join(filter(None, (cell.series.label, said)))
        for cell in cells
        if (said := " ".join(_of_series(snapshot, measure, cell, as_of))) or cell.series.label
    ]
    if late := _since(meeting, as_of):
        after.append(late)
    return _Asked(cells[0].placed.name or "Measure without a title", tuple(about), tuple(lines), tuple(after))


def what_to_give(measure: Measure, period: Period) -> str:
    """Return what exactly a partner is to give: "how many offences, from January to March 2016"."""
    what = {
        Unit.COUNT: f"how many {measure.unit_label.strip()}" if measure.unit_label.strip() else "the number",
        Unit.PERCENT: "the percentage, with the counts behind it where there are any, as in 55% (12 of 22)",
        Unit.RATE: f"the rate per {measure.rate_per:,}" if measure.rate_per else "the rate",
        Unit.MONEY: "the amount in pounds",
        Unit.DAYS: "the number of days",
        Unit.TEXT: "a sentence",
    }[measure.unit]
    last = long_date(period.end)
    if measure.frequency is Frequency.QUARTER:
        if measure.entered_as is EnteredAs.YEAR_TO_DATE:
            return f"{what}, all together from {long_date(period.of_year.start)} to {last}."
        if measure.entered_as is EnteredAs.ROLLING:
            return f"{what}, all together in the twelve months to {last}."
    if measure.entered_as is EnteredAs.SNAPSHOT:
        return f"{what}, as it stood on {last}."
    return f"{what}, for {period.label} ({long_date(period.start)} to {last})."


def _of_series(snapshot: Snapshot, measure: Measure, cell: Awaited, as_of: date) -> Iterator[str]:
    """What is known of one figure wanted: the last one, when it was promised, and what else is owed."""
    if not measure.sensitive:
        yield _last_figure(snapshot, measure, cell.series, cell.period)
    row = snapshot.of(Observation).get(cell.series.id, cell.period)
    if row is not None and row.due_on is not None:
        late = late_words(row.due_on, as_of)
        yield f"You told us to expect it by {long_date(row.due_on)}{f'; it is {late}' if late else ''}."
    owed = owed_before(snapshot, cell.series.id, cell.period)
    if owed:
        periods = [each.period.label for each in reversed(owed)]
        named = " and ".join(filter(None, (", ".join(periods[:-1]), periods[-1])))
        yield f"{named} {'is' if len(owed) == 1 else 'are'} still owed as well."


def _last_figure(snapshot: Snapshot, measure: Measure, series: Series, period: Period) -> str:
    """The figure of the period before; where there is none, that and the last one there is."""
    before = earlier(period, 1)
    row = snapshot.of(Observation).get(series.id, before) if before is not None else None
    if row is not None and row.value is not None and before is not None:
        return f"{before.label} was {_figure(measure, row)}."
    known = [
        each
        for each in snapshot.of(Observation).where("series", series.id)
        if each.period.grain is period.grain and each.period < period and each.value is not None
    ]
    newest = max(known, key=lambda each: each.period, default=None)
    if newest is None or before is None:
        return "There is no earlier figure."
    return f"{before.label} had no figure; the last is {_figure(measure, newest)} for {newest.period.label}."


def _figure(measure: Measure, row: Observation) -> str:
    if row.value is None:
        return ""
    said = number(measure, row.value)
    if row.numerator is not None and row.denominator is not None:
        said += f" ({row.numerator:,f} of {row.denominator:,f})"
    if row.period.grain is not Grain.QUARTER:
        return said
    if measure.entered_as is EnteredAs.YEAR_TO_DATE:
        return f"{said} for the year so far"
    return f"{said} over twelve months" if measure.entered_as is EnteredAs.ROLLING else said


def _wanted_by(meeting: Dates | None, as_of: date, *, one: bool) -> str:
    """By when they are wanted, as one or two sentences."""
    them, was = ("it", "It was") if one else ("them", "They were")
    if meeting is None or meeting.figures_due is None:
        return f"Please send {them} as soon as you can."
    due, papers, held = meeting.figures_due, meeting.papers_due, meeting.held
    for_board = f", for the meeting of {long_date(held)}" if held is not None and held >= as_of else ""
    if due >= as_of:
        return f"Please send {them} by {long_date(due)}{for_board}."
    said = f"{was} due on {long_date(due)}."
    if papers is not None and papers >= as_of:
        return f"{said} The papers go out on {long_date(papers)}{for_board}: please send {them} before then."
    return f"{said} Please send {them} as soon as you can."


def _since(meeting: Dates | None, as_of: date) -> str:
    """Since when a figure is late, or by when it is wanted."""
    if meeting is None or meeting.figures_due is None:
        return ""
    due = meeting.figures_due
    late = late_words(due, as_of)
    return f"Wanted by {long_date(due)}{f': it is {late}' if late else ''}."


def _full_name(debtor: Debtor) -> str:
    partner = debtor.partner
    return (" ".join(partner.name.split()) if partner else "") or debtor.name


def _addressed(partner: Partner | None, address: str) -> str:
    if partner is None:
        return ""
    role, name = " ".join(partner.contact_role.split()), " ".join(partner.name.split())
    said = ", ".join(part for part in (role, name) if part)
    return f"{said} <{address}>" if said and address else said or address


def _name_of(partner: Partner | None, owner: str) -> str:
    if partner is None:
        return owner
    return " ".join(partner.short_name.split()) or " ".join(partner.name.split()) or owner


def _same(name: str) -> str:
    return " ".join(name.split()).casefold()


def _as_text(
    head: Sequence[str], before: Sequence[str], asked: Sequence[_Asked], after: Sequence[str]
) -> str:
    blocks = ["\n".join(head), *before]
    for each in asked:
        lines = [each.name, *each.about, *(f"- {line}" for line in each.lines), *each.after]
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, *after]) + "\n"


def _as_html(
    head: Sequence[str], before: Sequence[str], asked: Sequence[_Asked], after: Sequence[str]
) -> str:
    parts = [f"<p>{'<br>'.join(map(escape, head))}</p>", *(f"<p>{escape(words)}</p>" for words in before)]
    for each in asked:
        about = "<br>".join([f"<b>{escape(each.name)}</b>", *map(escape, each.about)])
        lines = "".join(f"<li>{escape(line)}</li>" for line in each.lines)
        closing = "<br>".join(map(escape, each.after))
        parts.append(f"<p>{about}</p>")
        parts += [f"<ul>{lines}</ul>"] if lines else []
        parts += [f"<p>{closing}</p>"] if closing else []
    return "".join([*parts, *(f"<p>{escape(words)}</p>" for words in after)])
