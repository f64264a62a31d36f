import pytest

from cspdesk.desk.html_table import read_tables


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<table><tr><th>a</th><td>b</td></tr></table>", (("a", "b"),)),
        # Ends that HTML lets one leave out.
        ("<TABLE><TR><TD>a<TD>b<TR><TD>c<TD>d", (("a", "b"), ("c", "d"))),
        ("<table><tr><td colspan=3>a<td>b</table>", (("a", "", "", "b"),)),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", (("a", "b"), ("", "c"))),
        (
            "<table><tr><td>a<td rowspan=3 colspan=2>b<tr><td>c<tr><td>d</table>",
            (("a", "b", ""), ("c", "", ""), ("d", "", "")),
        ),
        ("<table><tr><td colspan='-1' rowspan=x>a</table>", (("a",),)),
        ("<table><tr><td><p>a</p>\n<p>b<br>c</p><ul><li>d</ul></table>", (("a\nb\nc\nd",),)),
        ("<table><tr><td>a\n  b&nbsp;&#160;c &amp; &lt;d&gt;</table>", (("a b c & <d>",),)),
        ("<table><tr><td>a<script>x='<td>'</script><style>td{}</style>b</table>", (("ab",),)),
        ("<table><tr><td>a<span style='mso-hide:all'>x<span>y</span></span>b</table>", (("ab",),)),
        # A hidden paragraph that nobody closed ends with its cell.
        ("<table><tr><td>a<p style='display: none'>x</td><td>b</td></tr></table>", (("a", "b"),)),
        # Two tables copied at once stand one under the other.
        ("<table><tr><td>a</table><p>between</p><table><tr><td>b</table>", (("a",), ("b",))),
        # A table within a real one is words of its cell.
        (
            "<table><tr><td>a<td>b<table><tr><td>1<td>2<tr><td>3</table>c<tr><td>d<td>e</table>",
            (("a", "b\n1 2\n3\nc"), ("d", "e")),
        ),
    ],
)
def test_tables_are_read_as_they_look(html: str, rows: tuple[tuple[str, ...], ...]) -> None:
    table = read_tables(html)
    assert table is not None
    assert table.rows == rows


@pytest.mark.parametrize("html", ["", "<p>a</p>", "</table></td>", "<table></table>", "<td>a</td>"])
def test_no_table_is_none(html: str) -> None:
    assert read_tables(html) is None


@pytest.mark.parametrize(
    "html",
    [
        "<table>" + ("<tr>" + "<td>5" * 1_000) * 300,
        "<table><tr>" + "<td colspan=999999999 rowspan=1000>5" * 300,
        "<table>" + "<tr><td colspan=1000 rowspan=1000>5" * 300,
    ],
)
def test_a_table_without_end_is_cut(html: str) -> None:
    table = read_tables(html)
    assert table is not None
    assert table.is_cut
    assert sum(table.shape) <= 200_000
