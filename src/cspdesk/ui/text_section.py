"""A section of the report as it is typed: its texts and pictures, and what stood there the quarter before."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cspdesk.analysis.check.finding import TextRef
from cspdesk.commands.report_parts import PicturePart, WritePicture
from cspdesk.commands.report_text import CountyPart as CountyField
from cspdesk.commands.report_text import ItemPart, WriteCountywide, WriteItem
from cspdesk.desk.text_board import SectionText, TextBoard, TextPlace, date_back
from cspdesk.desk.text_refs import countywide_ref, item_ref
from cspdesk.domain.catalogue import Row
from cspdesk.domain.tables import CountywideId, CountywideRow, Picture, PictureId, ReportItem, ReportItemId
from cspdesk.ui.kept import KeptLine, KeptText
from cspdesk.ui.measure_paste import Do
from cspdesk.ui.parts import label
from cspdesk.ui.text_entries import EntryList
from cspdesk.ui.text_item import NOT_REVIEWED, EntryBox, ItemBox, Kept, growing
from cspdesk.ui.theme import Role, space

COUNTY = "countywide"
"""The key of the part that holds the countywide rows."""
COUNTY_TITLE = "Countywide priorities"
_COUNTY_WORDS = {
    CountyField.TITLE: "Title",
    CountyField.TARGET: "Baseline and target",
    CountyField.COUNTY: "County performance",
    CountyField.LOCAL: "Local performance",
    CountyField.COMMENTS: "Comments",
}
NO_ALT = "Say in a sentence what it shows, for people who cannot see it."


class TextPart(QWidget):
    """What a section of texts and the countywide rows share: a heading, entries, and what stood before."""

    acted = Signal(object, object, str)
    """This part, one of its entries, and what is to be done with it."""
    entered = Signal(object, object)
    pictured = Signal(object, object, object)
    """This part, one of its entries, and a picture pasted in that."""
    told = Signal(str)

    def __init__(self, key: str, title: str) -> None:
        super().__init__()
        self.key = key
        self.title = title
        self.setAccessibleName(title)
        self.heading = label(title, Role.STRONG)
        self.before = label("", Role.QUIET, wraps=True)
        self.before.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.before.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.before.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lists: list[EntryList] = []
        self._is_wide = True
        self._left = QVBoxLayout()
        self._left.setSpacing(space(0.5))
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(space(1.5))
        self._sides.addLayout(self._left, 3)
        self._sides.addWidget(self.before, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(0.5))
        layout.addWidget(self.heading)
        layout.addLayout(self._sides)

    @property
    def boxes(self) -> list[EntryBox]:
        """All entries, blank ones included."""
        return [box for each in self.lists for box in each.all_boxes]

    def add_list(self, entries: EntryList) -> None:
        """Take another list of entries below the others."""
        self.lists.append(entries)
        self._left.addWidget(entries)
        entries.acted.connect(lambda box, act: self.acted.emit(self, box, act))
        entries.entered.connect(lambda box: self.entered.emit(self, box))
        entries.pictured.connect(lambda box, image: self.pictured.emit(self, box, image))
        entries.told.connect(self.told)

    def list_of(self, box: EntryBox) -> EntryList | None:
        """Return the list in which an entry stands."""
        return next((each for each in self.lists if box in each.all_boxes), None)

    def lay_beside(self, *, is_wide: bool) -> None:
        """Put the quarter before at the side where there is room, else below."""
        wanted = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._is_wide = is_wide
        self._sides.setDirection(wanted)
        self.before.setVisible(bool(self.before.text()) or is_wide)

    def say_before(self, quarter: str, words: str) -> None:
        """Show what stood here the quarter before; its room stays free, so that all sections are as wide."""
        self.before.setText(f"{quarter}\n{words}" if words else "")
        self.before.setVisible(bool(words) or self._is_wide)
        self.before.setAccessibleName(f"{self.title}, {quarter}: {words}" if words else "")

    def say_unread(self, count: int) -> None:
        """Say behind the heading how much is not yet reviewed."""
        more = f"   {count} {NOT_REVIEWED.lower()}" if count else ""
        self.heading.setText(self.title + more)


class SectionPart(TextPart):
    """One section of texts."""

    def __init__(self, section: SectionText, place: TextPlace, do: Do) -> None:
        super().__init__(section.kind.key, section.kind.title)
        self._do = do
        self._place = place
        self._is_dated, self._has_outcomes = section.is_dated, section.has_outcomes
        self.items = EntryList(self._item)
        self.pictures = EntryList(lambda key: PictureBox(key, self._save_picture), has_blank=False)
        self.add_list(self.items)
        self.add_list(self.pictures)

    def show_section(self, section: SectionText) -> bool:
        """Show what stands in it now; return whether entries came, went or moved."""
        numbers = section.numbers
        self.title = section.kind.title
        self.setAccessibleName(self.title)
        has_moved = self.items.show_keys([item.id for item in section.items])
        for place, (box, item) in enumerate(zip(self.items.boxes, section.items, strict=False), 1):
            if isinstance(box, ItemBox):
                number = f"{numbers[item.id]}." if item.id in numbers else ""
                stored = (item.when, item.text, item.outcome)
                save = partial(self._save, item.id)
                name = f"{section.kind.title} {place}"
                box.show_row(name, "", number, stored, save, self._refs(item.id))
                box.mark_reviewed(is_reviewed=item.reviewed)
                box.show_outcome(is_shown=True)
        blank = self.items.blank
        if isinstance(blank, ItemBox):
            prompt = "Another" if section.items else "Type here"
            number = f"{len(numbers) + 1}." if section.kind.numbered else ""
            save = partial(self._save, ReportItemId(blank.key))
            refs = self._refs(ReportItemId(blank.key))
            blank.show_row(f"{section.kind.title}, new", prompt, number, ("", "", ""), save, refs)
            blank.show_outcome(is_shown=False)
        has_moved |= self.pictures.show_keys([picture.id for picture in section.pictures])
        for picture, frame in zip(section.pictures, self.pictures.boxes, strict=False):
            if isinstance(frame, PictureBox):
                frame.show_picture(picture)
        self.say_before(self._place.period.previous.label, section.said)
        self.say_unread(sum(not item.reviewed for item in section.items))
        return has_moved

    def _item(self, key: str) -> ItemBox:
        reads = partial(date_back, quarter=self._place.period)
        return ItemBox(key, is_dated=self._is_dated, has_outcome=self._has_outcomes, reads=reads)

    def _refs(self, item: ReportItemId) -> Callable[[str], TextRef]:
        place = self._place
        return lambda field: item_ref(item, field, place.period, place.priority)

    def _save(self, item: ReportItemId, part: str, words: str) -> str:
        where = self._place.section(self.key)
        name = f"{self.title}, {self._place.period.label}"
        return self._do(WriteItem(name, item, where, ItemPart(part), words))

    def _save_picture(self, picture: str, part: PicturePart, words: str) -> str:
        what = part.value.replace("alt_text", "alternative text").capitalize()
        return self._do(WritePicture(f"{what} of a picture", PictureId(picture), part, words))


class CountyPart(TextPart):
    """The countywide rows of a priority."""

    def __init__(self, place: TextPlace, do: Do) -> None:
        super().__init__(COUNTY, COUNTY_TITLE)
        self._do = do
        self._place = place
        self.rows = EntryList(lambda key: CountyBox(key, self._save, self._ref))
        self.add_list(self.rows)

    def show_board(self, board: TextBoard) -> bool:
        """Show the rows as they are now; return whether any came, went or moved."""
        has_moved = self.rows.show_keys([row.id for row in board.county])
        for place, (box, row) in enumerate(zip(self.rows.boxes, board.county, strict=False), 1):
            if isinstance(box, CountyBox):
                box.show_row(f"Countywide priority {place}", row)
        blank = self.rows.blank
        if isinstance(blank, CountyBox):
            blank.show_row("Countywide priority, new", None)
        self.say_before(self._place.period.previous.label, board.county_said)
        self.say_unread(sum(not row.reviewed for row in board.county))
        return has_moved

    def _ref(self, row: str, part: CountyField) -> TextRef | None:
        place = self._place
        if place.priority is None:
            return None
        return countywide_ref(CountywideId(row), part.value, place.period, place.priority)

    def _save(self, row: str, part: CountyField, words: str) -> str:
        if self._place.priority is None:
            return ""
        name = f"{self.title}, {self._place.period.label}"
        where = (self._place.priority, self._place.period)
        return self._do(WriteCountywide(name, CountywideId(row), *where, part, words))


class CountyBox(EntryBox):
    """One county priority beside the local work."""

    def __init__(
        self,
        key: str,
        save: Callable[[str, CountyField, str], str],
        ref: Callable[[str, CountyField], TextRef | None],
    ) -> None:
        super().__init__(key)
        self._save = save
        self._ref = ref
        self.title = KeptLine("Title", "Another county priority")
        self._parts: dict[CountyField, Kept] = {CountyField.TITLE: self.title}
        self.mark = label("", Role.WARNING)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(space(0.25))
        grid.setHorizontalSpacing(space(1))
        grid.setColumnStretch(1, 1)
        for part, words in _COUNTY_WORDS.items():
            kept = self._parts.setdefault(part, growing(KeptText(words, "", lines=1)))
            named = label(words, Role.QUIET)
            named.setContentsMargins(0, space(0.75), 0, 0)
            grid.addWidget(named, grid.rowCount(), 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(kept, grid.rowCount() - 1, 1)
        grid.addWidget(self.mark, grid.rowCount(), 1)
        self.mark.hide()
        self.watch_fields()

    @property
    def fields(self) -> list[Kept]:
        """Title, target, county, local, comments."""
        return list(self._parts.values())

    @property
    def is_reviewed(self) -> bool:
        """Whether it was written or read in this quarter."""
        return self.mark.isHidden()

    def show_row(self, name: str, row: CountywideRow | None) -> None:
        """Show a row, or none yet."""
        for part, kept in self._parts.items():
            kept.rename(f"{name}: {_COUNTY_WORDS[part].lower()}")
            stored = getattr(row, part.value) if row is not None else ""
            save = partial(self._save, self.key, part)
            kept.keep((self.key, part), stored, save, self._ref(self.key, part))
        is_reviewed = row is None or row.reviewed
        self.mark.setText("" if is_reviewed else NOT_REVIEWED)
        self.mark.setVisible(not is_reviewed)


class PictureBox(EntryBox):
    """A picture with its words."""

    def __init__(self, key: str, save: Callable[[str, PicturePart, str], str]) -> None:
        super().__init__(key)
        self._save = save
        self._image = b""
        self.preview = QLabel()
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.preview.setFixedWidth(space(15))
        self.caption = KeptLine("Caption", "Caption: what it shows, in a line")
        self.source = KeptLine("Source", "Source")
        self.alt = growing(KeptText("Alternative text", "Alternative text: what it shows, in words", lines=1))
        self.missing = label(NO_ALT, Role.WARNING, wraps=True)
        column = QVBoxLayout()
        column.setSpacing(space(0.25))
        for part in (self.caption, self.source, self.alt, self.missing):
            column.addWidget(part)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(1))
        row.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.watch_fields()

    @property
    def fields(self) -> list[Kept]:
        """Caption, source, alternative text."""
        return [self.caption, self.source, self.alt]

    def show_picture(self, picture: Picture) -> None:
        """Show a picture small, with its words."""
        if picture.image != self._image:
            self._image = picture.image
            drawn = QPixmap()
            drawn.loadFromData(picture.image)
            across, down = space(15), space(12)
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.preview.setPixmap(drawn.scaled(across, down, keep, smooth))
        name = f"Picture: {picture.caption.strip() or 'without a caption'}"
        self.preview.setAccessibleName(picture.alt_text.strip() or name)
        parts: dict[PicturePart, Kept] = {
            PicturePart.CAPTION: self.caption,
            PicturePart.SOURCE: self.source,
            PicturePart.ALT_TEXT: self.alt,
        }
        for part, kept in parts.items():
            kept.rename(f"{name}, {part.value.replace('alt_text', 'alternative text')}")
            kept.keep((self.key, part), getattr(picture, part.value), partial(self._save, self.key, part))
        self.missing.setVisible(not picture.alt_text.strip())


def row_of(box: EntryBox) -> tuple[type[Row], str]:
    """Return the table in which an entry stands, and what it is called."""
    if isinstance(box, PictureBox):
        return Picture, "a picture"
    if isinstance(box, CountyBox):
        return CountywideRow, "a countywide row"
    return ReportItem, "a text"
