"""The tests. A package of its own, because a dependency brings one of the same name that would hide it."""
