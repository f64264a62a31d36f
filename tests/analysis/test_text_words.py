"""Which words of a line can be judged."""

from time import perf_counter

import pytest

from cspdesk.analysis.text_words import is_capitals, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The board's offenders' well-being", ["The", "board's", "offenders", "well", "being"]),
        ("in {2.1 change} offences", ["in", "offences"]),
        ("write to safety@kelford.example today", ["write", "to", "today"]),
        ("see https://www.example.org/some-page now", ["see", "now"]),
        ("[their pages](https://example.org/a) here", ["their", "pages", "here"]),
        ("Www.example.org or mailto:a@b.example", ["or"]),
        ("Q4 2nd B12 4x4 v2", []),
        ("**bold** and_joined 10km", ["bold"]),
        ("don’t Café", ["don’t", "Café"]),
        ("a {b an open brace", ["a", "b", "an", "open", "brace"]),
    ],
)
def test_fields_addresses_and_codes_are_left_out(text: str, expected: list[str]) -> None:
    assert [found.word for found in words(text)] == expected


def test_a_word_says_where_it_stands() -> None:
    text = "one {two} a@b.example three"
    assert [text[found.start : found.end] for found in words(text)] == ["one", "three"]


@pytest.mark.parametrize("word", ["PCC", "PCCs", "PCC's", "PCC’s", "MAASBT"])
def test_capitals_are_an_abbreviation(word: str) -> None:
    assert is_capitals(word)


@pytest.mark.parametrize("word", ["A", "As", "Pcc", "PCCx", "iQuanta", "ÉÉ"])
def test_other_words_are_none(word: str) -> None:
    assert not is_capitals(word)


@pytest.mark.parametrize("piece", ["{", "a@", "a-", "a.b", "www.", "'", "a'", "a4", "](", "{a"])
def test_a_hostile_text_is_read_in_one_pass(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    begun = perf_counter()
    sum(1 for _ in words(text))
    assert perf_counter() - begun < 2
