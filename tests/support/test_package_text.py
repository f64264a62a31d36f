"""A package as text: what a reader would not notice is not told, and all else is."""

from cspdesk.pack.opc import zipped
from tests.support.package_text import package_text, parts_of

RELS = "_rels/.rels"


def relations(*ids: str) -> bytes:
    inner = "".join(f'<Relationship Id="{each}" Target="{each}.xml"/>' for each in ids)
    return f'<?xml version="1.0"?>\n<Relationships xmlns="r">{inner}</Relationships>'.encode()


def test_order_of_attributes_and_of_relations_and_parts_does_not_count() -> None:
    one = zipped({"a.xml": b'<a y="2" x="1"><b/></a>', RELS: relations("r1", "r2")})
    other = zipped({RELS: relations("r2", "r1"), "a.xml": b"<a x='1' y='2'><b></b></a>"})
    assert one != other
    assert package_text(one) == package_text(other)
    assert package_text(one) == (
        "==== _rels/.rels\n"
        '<Relationships xmlns="r">\n'
        '<Relationship Id="r1" Target="r1.xml"></Relationship>\n'
        '<Relationship Id="r2" Target="r2.xml"></Relationship>\n'
        "</Relationships>\n"
        "==== a.xml\n"
        '<a x="1" y="2">\n<b>\n</b>\n</a>\n'
    )


def test_order_of_elements_and_every_space_of_a_text_count() -> None:
    texts = {package_text(zipped({"a.xml": xml})) for xml in (b"<a><b/><c/></a>", b"<a><c/><b/></a>")}
    texts |= {package_text(zipped({"a.xml": xml})) for xml in (b"<a>x</a>", b"<a>x </a>", b"<a>x\ny</a>")}
    assert len(texts) == 5


def test_package_within_a_package_is_taken_apart_and_a_picture_is_told_by_its_fingerprint() -> None:
    inner = zipped({"xl/sheet1.xml": b"<s>7</s>"})
    parts = parts_of(package_text(zipped({"word/chart.xlsx": inner, "word/media/p.png": b"abc"})))
    assert parts == {
        "word/chart.xlsx/xl/sheet1.xml": "<s>7</s>\n",
        # The published SHA-256 of "abc".
        "word/media/p.png": "3 bytes, sha256 "
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n",
    }


def test_identities_of_rows_are_numbered_so_that_one_told_twice_stays_the_same() -> None:
    def bookmarks(*ids: str) -> str:
        marks = "".join(f'<m n="cd_report_item_{each * 20}"/>' for each in ids)
        return package_text(zipped({"a.xml": f"<a>{marks}</a>".encode()}))

    assert bookmarks("a", "b", "a") == bookmarks("7", "0", "7")
    assert bookmarks("a", "b", "a") != bookmarks("a", "b", "b")
    assert '<m n="cd_report_item_2">' in bookmarks("a", "b", "a")


def test_text_that_is_no_package_is_one_part() -> None:
    assert parts_of("# Title\nwords\n") == {"": "# Title\nwords\n"}
