"""Importing footnotes: one row per place that carries the marker, one footnote per marker and text."""

from dataclasses import replace

from cspdesk.domain.choices import FootnoteUse
from cspdesk.domain.tables import Footnote, FootnoteId, FootnoteMark
from cspdesk.exchange.draft import Draft
from cspdesk.exchange.merging import merge
from cspdesk.exchange.sheet_reading import Entry, SheetReader
from cspdesk.exchange.sheets import carried


def import_footnotes(draft: Draft, reader: SheetReader) -> None:
    """Put the footnotes and what carries them; a row of marker and text alone is not used yet."""
    names = draft.names
    said = reader.entries(carried(Footnote.TABLE), names)
    distinct: dict[tuple[str, str], Entry] = {}
    for entry in said:
        distinct.setdefault(_content(entry), entry)
    notes = merge(draft, reader, Footnote, list(distinct.values()))
    ids = {content: note.id for content, note in zip(distinct, notes, strict=True)}
    # A series stands only with a figure, so it is looked up when the use is known.
    table = FootnoteMark.TABLE
    fields = [each for each in carried(table) if each.reference not in ("footnote", "series", "plan")]
    uses = []
    for entry, note in zip(reader.entries(fields, names), said, strict=True):
        use = _use(draft, reader, entry, ids[_content(note)])
        if use:
            uses.append(use)
    merge(draft, reader, FootnoteMark, uses)


def _use(draft: Draft, reader: SheetReader, entry: Entry, footnote: FootnoteId) -> Entry | None:
    """Return what the row says carries the note, its kind told by the other cells if need be; else None."""
    table = FootnoteMark.TABLE
    values, line = entry.values, entry.line
    plan = reader.referred(replace(table.field("plan"), optional=True), line, draft.names, values)
    names_series = not reader.cell(line, "Series").is_blank
    if "used_by" not in values:
        if plan:
            values["used_by"] = FootnoteUse.PLAN
        elif names_series or "period" in values:
            values["used_by"] = FootnoteUse.FIGURE
        elif "measure" in values:
            values["used_by"] = FootnoteUse.MEASURE
        else:
            return None
    use = values["used_by"]
    if use is FootnoteUse.PLAN and not plan:
        plan = draft.in_force
    elif use is not FootnoteUse.PLAN and "measure" not in values:
        raise reader.refusal(
            line, "Measure", f"the cell may not be blank for a {use.value}; name the measure"
        )
    if use is FootnoteUse.FIGURE or names_series:
        values["series"] = reader.referred(
            replace(table.field("series"), optional=False), line, draft.names, values
        )
    if plan:
        values["plan"] = plan
    values["footnote"] = footnote
    entry.seen |= {"footnote", "used_by", "plan", "measure", "series", "period"}
    return entry


def _content(entry: Entry) -> tuple[str, str]:
    return entry.values.get("marker", ""), entry.values.get("text", "")
