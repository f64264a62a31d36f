"""The command `pack`: a quarter's documents, written and, when asked, recorded as issued."""

import argparse
import json
from datetime import datetime

from cspdesk.app.places import writing
from cspdesk.domain.ids import new_id
from cspdesk.domain.tables import PackFile, PackIssue, PackIssueId
from cspdesk.pack.issue import FORMATS, PackDocument, PackRequest, make_pack, put_in_place
from cspdesk.pack.layouts import DEFAULT
from cspdesk.store.store import Store

__all__ = ["DEFAULT", "FORMATS", "pack"]


def pack(options: argparse.Namespace) -> int:
    """Write a quarter's pack; with --issue, record it and keep its files."""
    formats = tuple(word.strip() for word in options.formats.split(",") if word.strip())
    request = PackRequest(options.quarter, options.layout, formats, options.dated)
    if not options.issue:
        with Store.read(options.file) as copy:
            documents = make_pack(copy.load(), request)
    else:
        with writing(options.file) as store:
            documents = issue(store, request)
    for path in put_in_place(documents, options.out):
        print(path)
    return 0


def issue(store: Store, request: PackRequest) -> tuple[PackDocument, ...]:
    """Record a pack as issued and return its documents; one issued already is handed back as it was."""
    wanted = _options(request)
    for before in store.load().of(PackIssue).where("period", request.quarter):
        if before.layout == request.layout and before.options == wanted:
            return tuple(PackDocument(file.name, file.content) for file in store.issued_files(before))
    snapshot = store.load()
    documents = make_pack(snapshot, request)
    record = PackIssue(
        id=PackIssueId(new_id()),
        period=request.quarter,
        layout=request.layout,
        options=wanted,
        issued_at=datetime.now().astimezone().isoformat(timespec="seconds"),
        issued_by=store.editor.name,
        log_position=snapshot.sequence,
    )
    files = [PackFile(issue=record.id, name=d.name, sha256=d.sha256, content=d.content) for d in documents]
    store.keep_issue(record, files)
    return documents


def _options(request: PackRequest) -> str:
    dated = request.dated.isoformat() if request.dated else ""
    return json.dumps({"dated": dated, "formats": sorted(request.formats)})
