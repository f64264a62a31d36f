"""The figure check: what texts claim, held against the figures."""
