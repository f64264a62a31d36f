"""CSPdesk: quarterly figures, commentary and board packs for a Community Safety Partnership."""

__version__ = "0.1.0"

ENDING = ".cspdesk"
"""How a partnership file's name ends."""
