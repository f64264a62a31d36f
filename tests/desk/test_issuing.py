"""Issuing: what would not differ is handed out again, what does becomes the next version."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cspdesk.commands.figures import SetFigures, TypedCell
from cspdesk.desk.issuing import Made, issue_rows, kept_documents, make_issue, ours
from cspdesk.domain.tables import SeriesId
from cspdesk.pack.issue import PackRequest
from cspdesk.store.store import Store
from tests.support.documents import LAST_QUARTER, small_store

NAME = "Riverbourne CSP board pack Q4 2015-16"
REQUEST = PackRequest(LAST_QUARTER, formats=("html", "docx"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with small_store(tmp_path / "small.cspdesk") as made:
        yield made


def issue(store: Store, request: PackRequest = REQUEST) -> Made:
    snapshot = store.load()
    made = make_issue(snapshot, request, store.issued_fingerprints())
    if made.again is None:
        store.keep_issue(*issue_rows(snapshot, made.request, made.documents, "Officer"))
    return made


def enter(store: Store, typed: str) -> None:
    store.run(SetFigures("Figure", (TypedCell(SeriesId("m21"), LAST_QUARTER, typed),)))


def test_the_same_issue_is_the_same_bytes_at_any_later_time(store: Store) -> None:
    first = issue(store)
    assert first.again is None
    assert [each.name for each in first.documents] == [f"{NAME} v1.html", f"{NAME} v1.docx"]
    again = issue(store)
    assert again.again is not None
    assert again.documents == first.documents
    assert set(kept_documents(store, again.again)) == set(first.documents)
    enter(store, "415")
    second = issue(store)
    assert [each.name for each in second.documents] == [f"{NAME} v2.html", f"{NAME} v2.docx"]
    assert issue(store).documents == second.documents, "it says of version 1 what it said before"
    third = issue(store, PackRequest(LAST_QUARTER, formats=("html",), dated=date(2016, 5, 12)))
    assert [each.name for each in third.documents] == [f"{NAME} v3.html"]
    assert ours(store.issued_fingerprints()) == {
        each.sha256 for made in (first, second, third) for each in made.documents
    }


def test_without_a_file_that_records_it_the_pack_is_a_draft(store: Store) -> None:
    issue(store)
    made = make_issue(store.load(), REQUEST, None)
    assert [each.name for each in made.documents] == [f"{NAME}.html", f"{NAME}.docx"]
    assert made.request.edition is None
    assert b"Version" not in made.documents[0].content
