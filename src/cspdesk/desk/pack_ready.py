"""A pack made on a thread of its own, put in place and recorded as issued once the document has it."""

from dataclasses import dataclass
from pathlib import Path

from cspdesk.desk.document import Document
from cspdesk.desk.issuing import Made, issue_rows, ours
from cspdesk.domain.snapshot import Snapshot
from cspdesk.pack.issue import placing


@dataclass(frozen=True, slots=True)
class Ready:
    """A pack that is made but not yet put in place: of what, and where it goes."""

    document: Document
    snapshot: Snapshot
    made: Made
    folder: Path


def put_and_record(ready: Ready) -> tuple[Path, ...]:
    """Put a pack in place and record it as issued, both or neither.

    A draft, and one that was issued before, is only put in place. Raises DeskError.
    """
    document, made = ready.document, ready.made
    kept = ours(document.store.issued_fingerprints())
    with placing(made.documents, ready.folder, kept) as paths:
        if made.request.edition is not None and made.again is None:
            who = document.store.editor.name
            document.keep_issue(*issue_rows(ready.snapshot, made.request, made.documents, who))
    return paths
