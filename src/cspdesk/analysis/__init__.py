"""Pure functions from a snapshot to figures, statements about them and chart specifications."""
