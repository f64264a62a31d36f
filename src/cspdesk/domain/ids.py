"""New keys for rows that have no natural one."""

from uuid import uuid4


def new_id() -> str:
    """Return a random key that no row has had or will have."""
    return str(uuid4())
