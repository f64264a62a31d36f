"""What a paste keeps: paragraphs, bullets, numbers, bold and links, and nothing else."""

from time import perf_counter

import pytest

from cspdesk.desk.paste_text import pasted_text
from cspdesk.domain.text import LineKind, lines

# As Word puts a paragraph, two levels of bullets, a number and a letter on the clipboard.
WORD = """<html xmlns:o="urn:x" xmlns:w="urn:y"><head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0cm} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
</head><body lang=EN-GB><!--StartFragment-->
<p class=MsoNormal><b><span style='font-size:12.0pt'>Key points </span></b>for
<a href="https://www.example.org/a(b)">the board</a><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Violence
with injury rose<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'>
<![if !supportLists]><span style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span
style='font:7.0pt'>&nbsp;&nbsp; </span></span></span><![endif]>by <b>25.7%</b></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l2 level1 lfo3'>
<![if !supportLists]><span style='mso-list:Ignore'>§<span>&nbsp;</span></span><![endif]>Wingdings</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'>
<![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp;&nbsp;</span></span><![endif]>Second</p>
<p style='mso-list:l1 level2 lfo2'>
<![if !supportLists]><span style='mso-list:Ignore'>a)<span>&nbsp;</span></span><![endif]>Part</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<!--EndFragment--></body></html>"""


def from_html(html: str) -> list[str]:
    return pasted_text("", html).split("\n")


def test_word_keeps_its_paragraphs_bullets_numbers_bold_and_links() -> None:
    assert from_html(WORD) == [
        "**Key points** for [the board](https://www.example.org/a%28b%29)",
        "- Violence with injury rose",
        "- by **25.7%**",
        "- Wingdings",
        "2. Second",
        "a) Part",
    ]


def test_what_is_kept_is_understood_by_the_program() -> None:
    first, bullet, *_, number, _letter = lines(pasted_text("", WORD))
    assert [(span.text, span.bold, span.address) for span in first.spans] == [
        ("Key points", True, ""),
        (" for ", False, ""),
        ("the board", False, "https://www.example.org/a%28b%29"),
    ]
    assert bullet.kind is LineKind.BULLET
    assert (number.kind, number.number) == (LineKind.NUMBERED, 2)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul><li><p>one</p></li><li>two<br>more</li></ul>", ["- one", "- two", "more"]),
        ("<ol start=4><li>four<li>five</ol><p>after", ["4. four", "5. five", "after"]),
        ("<ol><li>one<ul><li>inner</ul><li>two</ol>", ["1. one", "- inner", "2. two"]),
        ("<ol><li value=7>seven</li><li>eight</li></ol>", ["7. seven", "8. eight"]),
        ("<h2>Heading</h2><div>Words</div>", ["**Heading**", "Words"]),
        ("<p>A <b style='font-weight:normal'>plain</b> <span style='font-weight:700'>bold</span></p>",
         ["A plain **bold**"]),
        ("<b>one<br>two</b>", ["**one**", "**two**"]),
        ("<p><b>All </b><b>bold</b></p>", ["**All bold**"]),
        ("<p>•&nbsp;&nbsp;by hand</p><p>(3) third</p>", ["- by hand", "3. third"]),
        ("<a href='javascript:x()'>click</a> <a href='#top'>up</a>", ["click up"]),
        ("<a href='mailto:csp@example.org'>write</a>", ["[write](mailto:csp@example.org)"]),
        ("<a href='https://example.org/a b'>[1]</a>", ["[(1)](https://example.org/a%20b)"]),
        ("a<script>bad()</script><style>p{}</style><del>gone</del>b", ["ab"]),
        ("a<span style='display:none'>x</span><i hidden>b</i>", ["ab"]),
        ("<pre>one\ntwo</pre>", ["one", "two"]),
        ("12&nbsp;000 peo\xadple\u200b &amp; more", ["12 000 people & more"]),
        ("<p>un<p>closed <b>bold", ["un", "closed **bold**"]),
        ("</p></b></table></li>words", ["words"]),
        ("<table><tr><td>Burglary<td>12<td><b>up</b><tr><td>Robbery<td><td>down</table>",
         ["Burglary | 12 | **up**", "Robbery | | down"]),
        ("<table><tr><td><p>One</p><p>Two</p></td></tr></table>", ["One", "Two"]),
        ("<table><tr><td>Project<td><ul><li>a<li>b</ul></table>", ["Project", "- a", "- b"]),
        ("<table><tr><td><table><tr><td>in<td>side</table></table>out", ["in | side", "out"]),
    ],
)  # fmt: skip
def test_a_page_keeps_what_texts_can_hold(html: str, expected: list[str]) -> None:
    assert from_html(html) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("• one\r\n· two\n–\tthree\no four\n\uf0b7 five\n* six\n- seven",
         "- one\n- two\n- three\n- four\n- five\n- six\n- seven"),
        ("1) one\n(2) two\n3. three", "1. one\n2. two\n3. three"),
        ("-5 degrees\nof course\n2.1 Burglary\n£12. Paid", "-5 degrees\nof course\n2.1 Burglary\n£12. Paid"),
        ("one\n\ntwo\x0bthree\x00", "one\n\ntwo\nthree"),
        ("{2.1 change} and **bold**", "{2.1 change} and **bold**"),
    ],
)  # fmt: skip
def test_plain_text_keeps_its_lines_and_lists(text: str, expected: str) -> None:
    assert pasted_text(text) == expected


def test_plain_text_is_taken_where_the_page_says_nothing() -> None:
    assert pasted_text("words", "<script>words</script>") == "words"
    assert pasted_text("words", "<![nonsense[") == "words"
    assert pasted_text("words", "x" * 2_000_001) == "words"


def test_a_long_paste_comes_back_whole() -> None:
    assert len(pasted_text("word " * 20_000)) == 99_999
    assert len(pasted_text("", f"<p>{'word ' * 20_000}")) == 99_999


@pytest.mark.parametrize(
    "piece",
    ["<p>", "<b>", "<ul><li>", "<table><tr><td>x", "<table>", "</p></b>", "<a href='http://x'>y", "<a",
     "<!--", "<![", "&", "&amp;", "<div style='display:none'>x", "**", "<span style='mso-list:Ignore'>x",
     "x<br>", "<b>x<i>", "x<b> </b>", "<p style='mso-list:l0'>x", "• ", "o ", "( ", "<![if x]>"],
)  # fmt: skip
def test_a_hostile_paste_of_100_000_characters_is_read_in_one_pass(piece: str) -> None:
    hostile = (piece * 100_000)[:100_000]
    begun = perf_counter()
    pasted_text("", hostile)
    pasted_text(hostile)
    assert perf_counter() - begun < 3
