import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.text import Line, LineKind, Span, clean, escaped, lines, plain


def spans(text: str) -> tuple[Span, ...]:
    (line,) = lines(text)
    return line.spans


def test_paragraphs_bullets_and_numbers() -> None:
    typed = (
        "Overview\n\n- All indicators were close to target.\n1. That the post is put in place.\n12.\tLater"
    )
    assert lines(typed) == (
        Line(LineKind.PARAGRAPH, (Span("Overview"),)),
        Line(LineKind.BULLET, (Span("All indicators were close to target."),)),
        Line(LineKind.NUMBERED, (Span("That the post is put in place."),), 1),
        Line(LineKind.NUMBERED, (Span("Later"),), 12),
    )


@pytest.mark.parametrize("typed", ["-5 on last year", "2.1 rose", "2015. A year", "-", "1.", "– dash"])
def test_what_only_looks_like_a_list_is_a_paragraph(typed: str) -> None:
    assert lines(typed) == (Line(LineKind.PARAGRAPH, (Span(typed),)),)


def test_bold() -> None:
    assert spans("a **rise** of 5") == (Span("a "), Span("rise", bold=True), Span(" of 5"))
    assert spans("**Red**: late") == (Span("Red", bold=True), Span(": late"))


@pytest.mark.parametrize(
    "typed",
    [
        "**open",
        "shut**",
        "2 ** 3 ** 4",
        "****",
        "***",
        "* one *",
        "[words]",
        "[](https://a.uk)",
        "{",
        "}",
        "{ }",
    ],
)
def test_unbalanced_marks_stay_as_typed(typed: str) -> None:
    assert spans(typed) == (Span(typed),)
    assert plain(typed) == typed


def test_a_bold_mark_does_not_reach_into_the_next_line() -> None:
    assert lines("**a\nb**") == (
        Line(LineKind.PARAGRAPH, (Span("**a"),)),
        Line(LineKind.PARAGRAPH, (Span("b**"),)),
    )


@pytest.mark.parametrize(
    "address", ["https://example.org/a_(b)?c=1#d", "http://example.org", "mailto:asb@example.org"]
)
def test_links(address: str) -> None:
    assert spans(f"see [the plan]({address}).") == (
        Span("see "),
        Span("the plan", address=address),
        Span("."),
    )


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "", "example.org", "data:x"]
)
def test_other_addresses_do_not_become_links(address: str) -> None:
    typed = f"[words]({address})"
    assert spans(typed) == (Span(typed),)


def test_marks_within_a_link() -> None:
    assert spans("[see **2.1**](https://a.uk)") == (
        Span("see ", address="https://a.uk"),
        Span("2.1", bold=True, address="https://a.uk"),
    )


def test_live_fields() -> None:
    assert spans("up {2.1 change} **{change}**") == (
        Span("up "),
        Span("{2.1 change}", field="2.1 change"),
        Span(" "),
        Span("{change}", bold=True, field="change"),
    )
    assert spans("{a}{b}") == (Span("{a}", field="a"), Span("{b}", field="b"))
    assert spans("{2.1/ASB Hotline change 2015-16Q3}")[0].field == "2.1/ASB Hotline change 2015-16Q3"


def test_two_braces_are_one() -> None:
    assert spans("{{change}") == (Span("{change}"),)
    assert plain("a {{ b") == "a { b"


def test_escaped_words_print_as_they_are() -> None:
    assert escaped("A {value} title") == "A {{value} title"
    assert plain(escaped("A {value} title")) == "A {value} title"


def test_plain_keeps_the_words() -> None:
    assert (
        plain("**Up** on [last year](https://a.uk)\n\n- {change}\n2. next")
        == "Up on last year\n{change}\n2. next"
    )


def test_clean_makes_one_kind_of_line_break() -> None:
    assert clean("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h\n\ti").text == "a\nb\nc\nd\ne\nf\ng\nh\n\ti"
    assert clean("a\r\n").removed == ""


def test_clean_says_what_it_took_out() -> None:
    cleaned = clean("a\x00b\x07")
    assert (cleaned.text, cleaned.removed) == ("ab", "2 control characters were removed")
    assert clean("\x9f").removed == "1 control character was removed"
    assert clean("\ud800\ufffe\uffff\x7f").text == ""


def test_clean_keeps_every_script() -> None:
    words = "Café – ‘quoted’ ١ Т 👮 \u202eright to left"
    assert clean(words) == type(clean(words))(words, "")


@given(st.text(st.characters()))
def test_clean_twice_is_clean_once(raw: str) -> None:
    once = clean(raw)
    assert clean(once.text).text == once.text
    assert clean(once.text).removed == ""


words = st.text(st.characters(categories=("L", "Nd", "P", "S", "Zs")), max_size=40)


@given(st.text(st.sampled_from("*[](){}- \n1.ab:/htps")) | words)
def test_no_text_loses_words(text: str) -> None:
    letters = [c for c in plain(text) if c in "ab"]
    if "](" not in text:  # an address is no word
        assert letters == [c for c in text if c in "ab"]
    assert all(line.spans and all(span.text for span in line.spans) for line in lines(text))


@pytest.mark.parametrize(
    "unit",
    ["**[", "{", "{{", "[a](http://", "[a](http://(x)", "[a](http://x ", "- **a", "a**", "[ ", "{ ", "[aa"],
)
def test_hostile_text_is_read_in_one_pass(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    began = time.perf_counter()
    lines(text)
    clean(text)
    assert time.perf_counter() - began < 5
    long_run = unit + unit[-1] * 100_000
    began = time.perf_counter()
    lines(long_run)
    assert time.perf_counter() - began < 5
