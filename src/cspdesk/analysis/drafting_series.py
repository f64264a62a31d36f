"""Drafted sentences about several series at once, and about a share with its counts."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cspdesk.analysis.columns import parts_of
from cspdesk.analysis.drafting_parts import Asked, Made, Part, Sentence, Teller, change_part, is_told
from cspdesk.analysis.live_field_words import counted, label_of, singular
from cspdesk.analysis.shares import share
from cspdesk.analysis.tolerance import minus
from cspdesk.domain import printing
from cspdesk.domain.unit import Unit

_MOST = 3
"""Sentences of a draft."""


def shares(teller: Teller) -> Iterator[Made]:
    """A percentage with the counts behind it: "12 of 22 men in Quarter 4 2015/16 (55%)"."""
    cell = teller.line.observed(teller.line.cell(teller.quarter))
    if teller.measure.unit is not Unit.PERCENT or cell is None or cell.value is None:
        return
    part, whole = cell.numerator, cell.denominator
    if part is None or whole is None or not 0 <= part <= whole or not whole:
        return
    # The percentage may have been typed beside counts that do not make it.
    worked_out = share(part, whole)
    places = teller.measure.decimals
    if worked_out is None or printing.half_up(worked_out, places) != printing.half_up(cell.value, places):
        return
    label = label_of(teller.measure)
    of_what = f" {counted(label, whole)}" if label else ""
    percent = teller.bare(cell.value, "figure", "value")
    when = teller.in_quarter
    counts = f"{part:,f} of {whole:,f}{of_what} "
    yield Made("The counts and the share", ((counts, *when, " (", percent, ")"),))
    yield Made(
        "The share and the counts", ((percent, " ", *when, f" ({part:,f} out of {whole:,f}{of_what})"),)
    )


def series_by_series(tellers: Sequence[Teller]) -> Iterator[Made]:
    """The series of a measure beside one another, with what they make together where one totals them."""
    # The total comes first, or alone where its parts are not all known.
    known = [each for each in tellers if each.name and _value(each) is not None]
    if len(known) < 2:
        return
    yield from _parts(known)
    yield from _with_baselines(known)
    yield from _with_changes(known)
    yield from _counted_by_name(known)
    listed: Sentence = ()
    for teller in known:
        listed = (*listed, f"{', ' if listed else ''}{teller.name} ", _figure(teller))
    first = known[0]
    when: Sentence = (*first.in_quarter, ": ")
    yield Made("The series in one line", ((_capital(when[0]), *when[1:], *listed),))
    lines: Sentence = ()
    for teller in known:
        opening = "\n" if lines else ""
        lines = (*lines, f"{opening}{teller.name} \u2013 ", _figure(teller))
    yield Made("The series, line by line", (lines,))


def _value(teller: Teller) -> Decimal | None:
    return teller.own if teller.own is not None else teller.figures.entered


def _figure(teller: Teller) -> Asked:
    return teller.bare(_value(teller) or Decimal(0), "figure", "value")


def _parts(known: Sequence[Teller]) -> Iterator[Made]:
    """Return "84 repeat callers in Quarter 1 2015/16, of which ASB Hotline 47 and Police 37"."""
    by_series = {each.line.series: each for each in known}
    for teller in known:
        parts = [
            by_series.get(each) for each in parts_of(teller.snapshot, teller.measure, teller.line.series)
        ]
        found = [each for each in parts if each is not None]
        total = _value(teller)
        if not parts or len(found) < len(parts) or total is None:
            continue
        left = total
        for each in found:
            left = minus(left, _value(each) or Decimal(0))
        if left:
            continue
        opening: Sentence = (
            teller.counted(total, "value", "figure"),
            " ",
            *teller.in_quarter,
            ", made up of ",
        )
        listed = _joined([(f"{each.name} ", _figure(each)) for each in found])
        yield Made("The total and its parts", ((*opening, *listed),))


def _joined(items: Sequence[Sentence]) -> Sentence:
    """Return the items in a row, with commas and an "and"."""
    row: Sentence = ()
    for at, each in enumerate(items):
        joint = "" if not at else " and " if at == len(items) - 1 else ", "
        row = (*row, joint, *each)
    return row


def _counted_by_name(known: Sequence[Teller]) -> Iterator[Made]:
    """Return "In Q2 there were 25 commencements, 2 completions and 8 revoked", where names can be counted."""
    first, names = known[0], [each.name for each in known]
    if first.measure.unit is not Unit.COUNT or singular(names[0]) == names[0]:
        return
    # A name of several words, or in capitals, may be that of a place or an organisation.
    if any(not name.isalpha() or name != name.capitalize() for name in names):
        return
    if first.line.is_yearly or first.is_rolling:
        return
    listed = _joined(
        [(_figure(each), f" {counted(each.name.lower(), _value(each) or Decimal(0))}") for each in known]
    )
    verb = "was" if _value(first) == 1 else "were"
    yield Made("The series in a sentence", ((f"In Q{first.quarter.index} there {verb} ", *listed),))


def _with_baselines(known: Sequence[Teller]) -> Iterator[Made]:
    """Return "Opiate 4.8% against a baseline of 5.1%; Non-opiate 49.0% against 40.8%"."""
    said: Sentence = ()
    for teller in known:
        baseline = teller.figures.baseline
        if baseline is None or baseline.value is None or baseline.change.now != _value(teller):
            return
        opening = "; " if said else ""
        against = " against " if said else " against a baseline of "
        said = (
            *said,
            f"{opening}{teller.name} ",
            _figure(teller),
            against,
            teller.bare(baseline.value, "baseline"),
        )
    yield Made("The series against their baselines", (said,))


def _with_changes(known: Sequence[Teller]) -> Iterator[Made]:
    """Each series with its change on the same quarter last year, else each on the quarter before."""
    if len(known) > _MOST:
        return
    last_year = [each.same_quarter for each in known]
    has_all = all(each is not None and each.change.before is not None for each in last_year)
    said: list[Sentence] = []
    for teller, beside in zip(known, last_year, strict=True):
        against = beside if has_all else teller.previous
        if against is None or not is_told(teller.measure, against.change):
            return
        opening: Sentence = (f"{teller.name}: ", teller.counted(_value(teller) or Decimal(0), "value"))
        if against.change.difference:
            said.append((*opening, ", ", change_part(teller, against), f" on {against.named}"))
        else:
            said.append((*opening, f", the same as in {against.named}"))
    yield Made("The series with their changes", tuple(said))


def _capital(part: Part) -> Part:
    return part[:1].upper() + part[1:] if isinstance(part, str) else part
