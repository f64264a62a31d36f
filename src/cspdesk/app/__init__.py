"""The composition root: desktop entry, command line, start-up and self-test."""
