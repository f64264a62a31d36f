"""Running the command line in a test: what it prints, or the one sentence with which it refuses."""

import pytest

from cspdesk.app.main import main


def told(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """Run a command that must be refused; return the one sentence it says."""
    code = main([str(word) for word in words])
    said = capsys.readouterr()
    assert code == 2, said
    assert said.out == ""
    assert said.err.count("\n") == 1, f"one line, not {said.err!r}"
    return said.err.strip()


def heard(capsys: pytest.CaptureFixture[str], *words: object, code: int = 0) -> str:
    """Run a command that must end so; return what it prints."""
    found = main([str(word) for word in words])
    said = capsys.readouterr()
    assert (found, said.err) == (code, "")
    return said.out
