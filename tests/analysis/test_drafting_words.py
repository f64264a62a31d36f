"""The words of drafted sentences: which article a number is read out with."""

import pytest

from cspdesk.analysis.drafting_words import a


@pytest.mark.parametrize(
    ("words", "with_article"),
    [
        ("8% rise", "an 8% rise"),
        ("11.4% rise", "an 11.4% rise"),
        ("18% rise", "an 18% rise"),
        ("80% rise", "an 80% rise"),
        ("800% rise", "an 800% rise"),
        ("11,000 rise", "an 11,000 rise"),
        ("110% rise", "a 110% rise"),
        ("1.8% rise", "a 1.8% rise"),
        ("12% rise", "a 12% rise"),
        ("increase", "an increase"),
        ("reduction", "a reduction"),
    ],
)
def test_articles(words: str, with_article: str) -> None:
    assert a(words) == with_article
