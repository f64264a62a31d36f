"""Issued packs: what is recorded of one, and how one issued before is found. Without Qt."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from cspdesk.analysis.editions import edition_of, next_edition
from cspdesk.domain.ids import new_id
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import PackFile, PackIssue, PackIssueId
from cspdesk.pack.issue import PackDocument, PackRequest, make_pack
from cspdesk.store.store import Store

Fingerprints = Mapping[PackIssueId, Mapping[str, str]]
"""The SHA-256 of each document that the file keeps, by its issue and its name."""


@dataclass(frozen=True, slots=True)
class Made:
    """The documents of a pack that is to be issued."""

    request: PackRequest
    """What was asked for, with the version that it became."""
    documents: tuple[PackDocument, ...]
    again: PackIssue | None
    """The issue that these documents are, byte for byte; None where they make a new one."""


def make_issue(
    snapshot: Snapshot,
    request: PackRequest,
    kept: Fingerprints | None,
    progress: Callable[[str], None] = lambda _: None,
) -> Made:
    """Return a pack as it would be issued now: as the next version, or as one that it does not differ from.

    Without anything `kept` to compare it with, as in a file that is open to read only, it is a draft.
    """
    if kept is None:
        return Made(request, make_pack(snapshot, request, progress), None)
    before = issued_before(snapshot, request)
    if before is not None:
        again = replace(request, edition=edition_of(snapshot, before))
        documents = _unchanged(snapshot, again, kept.get(before.id, {}), progress)
        if documents:
            return Made(again, documents, before)
    new = as_next(snapshot, request)
    return Made(new, make_pack(snapshot, new, progress), None)


def as_next(snapshot: Snapshot, request: PackRequest) -> PackRequest:
    """Return a request for the version that an issue would be now."""
    return replace(request, edition=next_edition(snapshot, request.quarter, request.layout))


def ours(kept: Fingerprints) -> frozenset[str]:
    """Return the SHA-256 of every document that the file keeps."""
    return frozenset(print_ for documents in kept.values() for print_ in documents.values())


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


def _unchanged(
    snapshot: Snapshot, request: PackRequest, kept: Mapping[str, str], progress: Callable[[str], None]
) -> tuple[PackDocument, ...]:
    """The documents where all are as they are kept, else none: one that differs spares making the others."""
    found: list[PackDocument] = []
    for each in request.formats:
        for document in make_pack(snapshot, replace(request, formats=(each,)), progress):
            if kept.get(document.name) != document.sha256:
                return ()
            found.append(document)
    return tuple(found)


def _options(request: PackRequest) -> str:
    dated = request.dated.isoformat() if request.dated else ""
    return json.dumps({"dated": dated, "formats": sorted(request.formats)})
