"""The command `pack`: a quarter's documents, written and, when asked, recorded as issued."""

import argparse
import sys
from datetime import datetime

from cspdesk.app.places import writing
from cspdesk.desk.issuing import issue_rows, issued_before, kept_documents
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
            documents = _issued(store, request)
    for path in put_in_place(documents, options.out):
        print(path)
    return 0


def _issued(store: Store, request: PackRequest) -> tuple[PackDocument, ...]:
    """Record a pack as issued and return its documents; one issued already is handed back as it was."""
    snapshot = store.load()
    before = issued_before(snapshot, request)
    if before is not None:
        when = datetime.fromisoformat(before.issued_at).strftime("%H:%M on %d %B %Y").replace(" 0", " ")
        print(
            f"Issued already, at {when}: these are its files as they were. "
            "Give another --dated to issue the pack as it stands now.",
            file=sys.stderr,
        )
        return kept_documents(store, before)
    documents = make_pack(snapshot, request)
    store.keep_issue(*issue_rows(snapshot, request, documents, store.editor.name))
    return documents
