"""Sets of words written as one text each, as they are easiest to read and to add to."""


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())
