"""A package by name, so that no package of that name which a library leaves in the environment hides it."""
