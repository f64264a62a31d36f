"""The footnotes of a pack: what carries which marker, and each note told in full once."""

from collections.abc import Iterable
from dataclasses import replace

from cspdesk.domain.choices import FootnoteUse
from cspdesk.domain.period import Period
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Footnote, FootnoteId, FootnoteMark, MeasureId, PlanId, SeriesId
from cspdesk.domain.text import Line, Span
from cspdesk.pack.fields import Fields


class Footnotes:
    """Finds the notes of one pack and remembers where each was told."""

    def __init__(self, snapshot: Snapshot, quarter: Period, fields: Fields) -> None:
        self._snapshot = snapshot
        self._quarter = quarter
        self._fields = fields
        self._told: dict[FootnoteId, str] = {}

    def of_plan(self, plan: PlanId) -> tuple[Footnote, ...]:
        """Return the notes that a plan's title carries."""
        marks = self._snapshot.of(FootnoteMark).where("plan", plan)
        return self._notes(mark for mark in marks if mark.used_by is FootnoteUse.PLAN)

    def of_measure(self, measure: MeasureId) -> tuple[Footnote, ...]:
        """Return the notes that a measure's name carries in the pack's quarter."""
        marks = self._snapshot.of(FootnoteMark).where("measure", measure)
        return self._notes(
            mark
            for mark in marks
            if mark.used_by is FootnoteUse.MEASURE and mark.period in (None, self._quarter)
        )

    def of_figure(self, series: SeriesId, period: Period) -> tuple[Footnote, ...]:
        """Return the notes that a figure carries."""
        marks = self._snapshot.of(FootnoteMark).where("series", series)
        return self._notes(
            mark for mark in marks if mark.used_by is FootnoteUse.FIGURE and mark.period == period
        )

    def of_commentary(self, measure: MeasureId) -> tuple[Footnote, ...]:
        """Return the notes that a measure's commentary carries in the pack's quarter."""
        marks = self._snapshot.of(FootnoteMark).where("measure", measure)
        return self._notes(
            mark
            for mark in marks
            if mark.used_by is FootnoteUse.COMMENTARY and mark.period in (None, self._quarter)
        )

    def was_told(self, note: Footnote) -> bool:
        """Whether a note has been told in full already."""
        return note.id in self._told

    def lines(self, notes: Iterable[Footnote], place: str) -> tuple[str, ...]:
        """Return the notes as lines under a table or text; one told elsewhere only says where."""
        found = []
        for note in dict.fromkeys(notes):
            told = self._told.setdefault(note.id, place)
            if told == place:
                words = self._fields.words(note.text.strip(), "Footnote", about=shown(note))
                found.append(f"{shown(note)} {words}".strip())
            elif shown(note):
                found.append(f"{shown(note)} is explained under {told}.")
        return tuple(found)

    def _notes(self, marks: Iterable[FootnoteMark]) -> tuple[Footnote, ...]:
        notes = (self._snapshot.of(Footnote).get(mark.footnote) for mark in marks)
        return tuple(dict.fromkeys(note for note in notes if note))


def marked(words: str, notes: Iterable[Footnote]) -> str:
    """Return words with the markers of the notes that they carry."""
    return " ".join(filter(None, (words, *map(shown, notes))))


def marked_lines(words: tuple[Line, ...], notes: Iterable[Footnote]) -> tuple[Line, ...]:
    """Return a text with the markers of the notes that it carries behind its last words."""
    marks = [mark for note in notes if (mark := shown(note))]
    if not words or not marks:
        return words
    *before, last = words
    spans = (*last.spans, *(span for mark in marks for span in (Span(" "), Span(mark))))
    return (*before, replace(last, spans=spans))


def shown(note: Footnote) -> str:
    """Return a marker as it is printed; a number alone could pass for a figure."""
    marker = note.marker.strip()
    return f"[note {marker}]" if marker.isdecimal() else marker
