"""What never goes into the workbook: pictures, settings, layouts, excuses, issued packs and the log."""

from dataclasses import dataclass
from typing import Annotated, NewType

from cspdesk.domain.catalogue import Column, Row, table
from cspdesk.domain.period import Period
from cspdesk.domain.tables.plan import IDENTITY, POSITION, PriorityId

PictureId = NewType("PictureId", str)
AttachmentId = NewType("AttachmentId", str)
ExcuseId = NewType("ExcuseId", str)
PackIssueId = NewType("PackIssueId", str)


@table("picture", about="A picture for a priority's section in a quarter.", identity=PictureId)
@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Row):
    """A picture for a priority's section in a quarter: PNG or JPEG, at most 4 MB."""

    id: Annotated[PictureId, IDENTITY]
    priority: Annotated[PriorityId | None, Column("Priority", "Blank for the whole pack.")] = None
    period: Annotated[Period, Column("Period", "The quarter.")]
    section: Annotated[str, Column("Section", "The section's key.")] = ""
    position: Annotated[int, POSITION] = 0
    image: Annotated[bytes, Column("Image", "The picture itself.")] = b""
    alt_text: Annotated[str, Column("Alternative text", "What it shows, in words.")] = ""
    caption: Annotated[str, Column("Caption", "The line under it.")] = ""
    source: Annotated[str, Column("Source", "Where it came from.")] = ""


@table("setting", about="A choice kept with the file.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Row):
    """A choice kept with the file."""

    key: Annotated[str, Column("Key", "What is chosen.", key=True)]
    value: Annotated[str, Column("Value", "The choice.")] = ""


@table("layout", about="The partnership's own copy of a pack layout.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Layout(Row):
    """The partnership's own copy of a pack layout."""

    name: Annotated[str, Column("Name", "The layout's name.", key=True)]
    body: Annotated[str, Column("Body", "The layout as text.")] = ""


@table(
    "attachment", about="A file kept with the document, such as a partner's return.", identity=AttachmentId
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Row):
    """A file kept with the document."""

    id: Annotated[AttachmentId, IDENTITY]
    name: Annotated[str, Column("Name", "Its file name.")] = ""
    note: Annotated[str, Column("Note", "What it is.")] = ""
    content: Annotated[bytes, Column("Content", "The file itself.")] = b""


@table("excuse", about="A finding that the officer has answered.", identity=ExcuseId)
@dataclass(frozen=True, slots=True, kw_only=True)
class Excuse(Row):
    """A finding that the officer has answered."""

    id: Annotated[ExcuseId, IDENTITY]
    kind: Annotated[str, Column("Kind", "The kind of finding.")] = ""
    place: Annotated[str, Column("Place", "Where it stands.")] = ""
    text: Annotated[str, Column("Text", "The words it is about.")] = ""
    reason: Annotated[str, Column("Reason", "The answer.")] = ""


@table("pack_issue", about="A pack frozen at a moment.", identity=PackIssueId)
@dataclass(frozen=True, slots=True, kw_only=True)
class PackIssue(Row):
    """A pack frozen at a moment."""

    id: Annotated[PackIssueId, IDENTITY]
    period: Annotated[Period, Column("Period", "The quarter.")]
    layout: Annotated[str, Column("Layout", "The layout's name.")] = ""
    options: Annotated[str, Column("Options", "The options chosen, as text.")] = ""
    issued_at: Annotated[str, Column("Issued at", "When, as an ISO time with its zone.")] = ""
    issued_by: Annotated[str, Column("Issued by", "Who.")] = ""
    log_position: Annotated[int, Column("Log position", "The last edit that the pack contains.")] = 0


# Written once with its issue and never edited, so its bytes need not stand in the log a second time.
@table("pack_file", about="A file of an issued pack, byte for byte.", recorded=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class PackFile(Row):
    """A file of an issued pack, byte for byte."""

    issue: Annotated[PackIssueId, Column("Issue", "The issue it belongs to.", key=True)]
    name: Annotated[str, Column("Name", "Its file name.", key=True)]
    sha256: Annotated[str, Column("SHA-256", "Its fingerprint.")] = ""
    content: Annotated[bytes, Column("Content", "The file itself.")] = b""


@table("log", about="One row per transaction: who did what, and the change itself.", recorded=False)
@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry(Row):
    """One transaction: who did what and when, and the rows it changed."""

    sequence: Annotated[int, Column("Sequence", "Counts up from 1.", key=True)]
    at: Annotated[str, Column("At", "When, as an ISO time with its zone.")] = ""
    actor: Annotated[str, Column("Actor", "Who.")] = ""
    device: Annotated[str, Column("Device", "On which machine.")] = ""
    label: Annotated[str, Column("Label", "What was done, in words.")] = ""
    origin: Annotated[str, Column("Origin", "From where the edit came.")] = ""
    schema: Annotated[int, Column("Schema", "The schema version of that day.")] = 0
    changes: Annotated[bytes, Column("Changes", "The row changes by table and column, compressed.")] = b""
