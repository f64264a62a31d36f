"""Issued packs: what is recorded of one, and how one issued before is found. Without Qt."""

import json
from collections.abc import Sequence
from datetime import datetime

from cspdesk.domain.ids import new_id
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import PackFile, PackIssue, PackIssueId
from cspdesk.pack.issue import PackDocument, PackRequest
from cspdesk.store.store import Store


def issued_before(snapshot: Snapshot, request: PackRequest) -> PackIssue | None:
    """Return the newest issue that was asked for in the same way, or None."""
    wanted = _options(request)
    found = [
        issue
        for issue in snapshot.of(PackIssue).where("period", request.quarter)
        if (issue.layout, issue.options) == (request.layout, wanted)
    ]
    return max(found, key=lambda issue: issue.log_position, default=None)


def kept_documents(store: Store, issue: PackIssue) -> tuple[PackDocument, ...]:
    """Return an issue's documents, byte for byte."""
    return tuple(PackDocument(file.name, file.content) for file in store.issued_files(issue))


def issue_rows(
    snapshot: Snapshot, request: PackRequest, documents: Sequence[PackDocument], who: str
) -> tuple[PackIssue, list[PackFile]]:
    """Return what is recorded of a pack made from a snapshot, and the files that are kept with it."""
    issue = PackIssue(
        id=PackIssueId(new_id()),
        period=request.quarter,
        layout=request.layout,
        options=_options(request),
        issued_at=datetime.now().astimezone().isoformat(timespec="seconds"),
        issued_by=who,
        log_position=snapshot.sequence,
    )
    files = [PackFile(issue=issue.id, name=d.name, sha256=d.sha256, content=d.content) for d in documents]
    return issue, files


def _options(request: PackRequest) -> str:
    dated = request.dated.isoformat() if request.dated else ""
    return json.dumps({"dated": dated, "formats": sorted(request.formats)})
