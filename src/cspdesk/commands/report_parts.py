"""What a report is made of besides its texts: the partnership's own sections, footnotes and pictures."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from cspdesk.commands.arrange import next_position, put_in_order
from cspdesk.commands.report_text import SectionPlace, check_priority, line, text
from cspdesk.domain.changes import Edits
from cspdesk.domain.choices import FootnoteUse
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.period import Period
from cspdesk.domain.pictures import MAX_PICTURE, picture_size
from cspdesk.domain.sections import BUILT_IN
from cspdesk.domain.tables import (
    Footnote,
    FootnoteId,
    FootnoteMark,
    FootnoteUseId,
    MeasureId,
    Picture,
    PictureId,
    PlanId,
    ReportItem,
    Section,
    SeriesId,
)

MAX_ALT = 1_000
"""The most characters of an alternative text: a few sentences that somebody listens to."""

_BUILT_IN = {kind.key: kind for kind in BUILT_IN}


@dataclass(frozen=True, slots=True)
class PutSection:
    """Add a section of the partnership's own, rename one, or have its items numbered.

    A section that every partnership has takes another heading the same way.
    """

    label: str
    key: str
    title: str
    numbered: bool = False

    def apply(self, edits: Edits) -> None:
        """Keep it. Raises RefusedError without a title, and for a title that another section has."""
        title = line(self.title, "title")
        if not title.strip():
            raise RefusedError("A section needs a title. Type one, or delete the section.")
        here = edits.get(Section, self.key)
        titles = {kind.key: kind.title for kind in BUILT_IN}
        titles |= {row.key: row.title for row in edits.where(Section)}
        titles.pop(self.key, None)
        if _same(title) in map(_same, titles.values()):
            raise RefusedError(f"There is a section '{title.strip()}' already. Give this one another title.")
        at = here.position if here else next_position(edits, Section)
        edits.put(Section(key=self.key, position=at, title=title, numbered=self.numbered))


@dataclass(frozen=True, slots=True)
class DeleteSection:
    """Delete a section of the partnership's own with every quarter's texts in it.

    A built-in section gets its own heading back instead.
    """

    label: str
    key: str

    def apply(self, edits: Edits) -> None:
        """Delete it. The texts and pictures of a built-in section stay."""
        edits.delete(Section, self.key)
        if self.key in _BUILT_IN:
            return
        for item in edits.where(ReportItem, section=self.key):
            edits.delete(ReportItem, item.id)
        for picture in edits.where(Picture, section=self.key):
            edits.delete(Picture, picture.id)


@dataclass(frozen=True, slots=True)
class MoveSection:
    """Move one of the partnership's own sections among them."""

    label: str
    key: str
    steps: int
    """How many places down; below 0 up."""

    def apply(self, edits: Edits) -> None:
        """Write the positions anew. Raises RefusedError where it has been deleted since."""
        # Rows that only give a built-in section another heading have no place in this order.
        own = [row for row in edits.where(Section) if row.key not in _BUILT_IN]
        place = next((at for at, row in enumerate(own) if row.key == self.key), None)
        if place is None:
            raise RefusedError("That section has been deleted since. Nothing was moved.")
        own.insert(min(max(place + self.steps, 0), len(own) - 1), own.pop(place))
        put_in_order(edits, own)


def section_key(title: str, taken: frozenset[str]) -> str:
    """Return a key for a section: its words in small letters, with a number where another one has them."""
    words = re.sub(r"[^a-z0-9]+", " ", title.lower()).strip()[:40].strip() or "section"
    key, number = words, 2
    while key in taken or key in _BUILT_IN:
        key, number = f"{words} {number}", number + 1
    return key


class NotePart(StrEnum):
    """What can be written of a footnote."""

    MARKER = "marker"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class WriteFootnote:
    """Write a footnote's marker or text; one that is not there yet is added."""

    label: str
    footnote: FootnoteId
    part: NotePart
    words: str

    def apply(self, edits: Edits) -> None:
        """Write it. Raises RefusedError where it is too long."""
        kept = line(self.words, "marker") if self.part is NotePart.MARKER else text(self.words)
        row = edits.get(Footnote, self.footnote)
        if row is None:
            if not kept.strip():
                return
            row = Footnote(id=self.footnote, position=next_position(edits, Footnote))
        changed: dict[str, Any] = {self.part.value: kept}
        edits.put(replace(row, **changed))


@dataclass(frozen=True, slots=True)
class Carrier:
    """What carries a footnote: a plan, a measure, a figure (series and period) or a commentary (period)."""

    used_by: FootnoteUse
    plan: PlanId | None = None
    measure: MeasureId | None = None
    series: SeriesId | None = None
    period: Period | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """What carries it as the fields of a row."""
        return {
            "used_by": self.used_by,
            "plan": self.plan,
            "measure": self.measure,
            "series": self.series,
            "period": self.period,
        }


@dataclass(frozen=True, slots=True)
class MarkWithFootnote:
    """Let something carry a footnote's marker."""

    label: str
    mark: FootnoteUseId
    footnote: FootnoteId
    carrier: Carrier

    def apply(self, edits: Edits) -> None:
        """Mark it. Raises RefusedError where the footnote is gone or stands there already."""
        if edits.get(Footnote, self.footnote) is None:
            raise RefusedError("That footnote has been deleted since. Nothing was marked.")
        if edits.where(FootnoteMark, footnote=self.footnote, **self.carrier.fields):
            raise RefusedError("It carries this footnote already. Choose something else.")
        at = next_position(edits, FootnoteMark, footnote=self.footnote)
        edits.put(FootnoteMark(id=self.mark, footnote=self.footnote, position=at, **self.carrier.fields))


@dataclass(frozen=True, slots=True)
class AddPicture:
    """Add a picture to the end of a section."""

    label: str
    picture: PictureId
    place: SectionPlace
    image: bytes
    caption: str = ""

    def apply(self, edits: Edits) -> None:
        """Keep it byte for byte.

        Raises RefusedError for what is no PNG or JPEG, for one of more than MAX_PICTURE bytes, and where the
        priority is gone.
        """
        if len(self.image) > MAX_PICTURE:
            raise RefusedError(
                f"The picture has {len(self.image) / 1_048_576:.1f} MB; {MAX_PICTURE // 1_048_576} MB are "
                "kept. Save it smaller and add it again."
            )
        if picture_size(self.image) is None:
            raise RefusedError(
                "That is no PNG or JPEG picture. Save the picture as one of these and add it again."
            )
        check_priority(edits, self.place.priority)
        at = next_position(edits, Picture, **self.place.fields)
        caption = line(self.caption, "caption")
        edits.put(
            Picture(id=self.picture, position=at, image=self.image, caption=caption, **self.place.fields)
        )


class PicturePart(StrEnum):
    """What can be written of a picture."""

    CAPTION = "caption"
    SOURCE = "source"
    ALT_TEXT = "alt_text"


@dataclass(frozen=True, slots=True)
class WritePicture:
    """Write a picture's caption, source or alternative text."""

    label: str
    picture: PictureId
    part: PicturePart
    words: str

    def apply(self, edits: Edits) -> None:
        """Write it. Raises RefusedError where it is too long or the picture is gone."""
        row = edits.get(Picture, self.picture)
        if row is None:
            raise RefusedError("That picture has been deleted since. Nothing was written.")
        if self.part is PicturePart.ALT_TEXT:
            kept = text(self.words)
            if len(kept) > MAX_ALT:
                raise RefusedError(
                    f"The alternative text has {len(kept):,} characters; {MAX_ALT:,} are kept. Shorten it."
                )
        else:
            kept = line(self.words, self.part.value)
        changed: dict[str, Any] = {self.part.value: kept}
        edits.put(replace(row, **changed))


def _same(title: str) -> str:
    return " ".join(title.split()).casefold()
