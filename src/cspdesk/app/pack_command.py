"""The command `pack`: a quarter's documents, written and, when asked, recorded as issued."""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from cspdesk.app.places import writing
from cspdesk.desk.issuing import as_next, issue_rows, issued_before, kept_documents, ours
from cspdesk.domain.months import long_date
from cspdesk.pack.issue import FORMATS, PackRequest, make_pack, placing, put_in_place
from cspdesk.pack.layouts import DEFAULT
from cspdesk.store.store import Store

__all__ = ["DEFAULT", "FORMATS", "pack"]


def pack(options: argparse.Namespace) -> int:
    """Write a quarter's pack; with --issue, record it and keep its files."""
    formats = tuple(dict.fromkeys(word.strip() for word in options.formats.split(",") if word.strip()))
    request = PackRequest(options.quarter, options.layout, formats, options.dated)
    if options.issue:
        paths = _issue(options.file, request, options.out)
    else:
        with Store.read(options.file) as copy:
            snapshot, kept = copy.load(), ours(copy.issued_fingerprints())
        paths = put_in_place(make_pack(snapshot, request), options.out, kept)
    for path in paths:
        print(path)
    return 0


def _issue(file: Path, request: PackRequest, folder: Path) -> tuple[Path, ...]:
    """Record a pack as issued and put its documents in place; one issued already comes back as it was."""
    with writing(file) as store:
        snapshot, kept = store.load(), ours(store.issued_fingerprints())
        before = issued_before(snapshot, request)
        if before is not None:
            paths = put_in_place(kept_documents(store, before), folder, kept)
            at = datetime.fromisoformat(before.issued_at)
            print(
                f"Issued already, at {at:%H:%M} on {long_date(at.date())}: these are its files as they were. "
                "Give another --dated to issue the pack as it stands now.",
                file=sys.stderr,
            )
            return paths
        documents = make_pack(snapshot, as_next(snapshot, request))
        # Recorded only when the documents could be written, in place only when they are recorded.
        with placing(documents, folder, kept) as paths:
            store.keep_issue(*issue_rows(snapshot, request, documents, store.editor.name))
    return paths
