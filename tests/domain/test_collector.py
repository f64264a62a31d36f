"""The collector at rest: off within, and afterwards as it was."""

import gc

import pytest

from cspdesk.domain.collector import at_rest


def fail_at_rest() -> None:
    with at_rest():
        assert not gc.isenabled()
        raise ValueError("half way")


def test_collector_runs_again_also_after_an_error() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="half way"):
        fail_at_rest()
    assert gc.isenabled()


def test_a_rest_within_a_rest_does_not_end_it() -> None:
    with at_rest():
        with at_rest():
            pass
        assert not gc.isenabled()
