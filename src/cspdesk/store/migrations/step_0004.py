"""Step 4: whether a countywide row was read since it was brought forward; those there count as read."""

import apsw


def run(connection: apsw.Connection) -> None:
    """Append the column with its default, so that an older program can still add a row."""
    connection.execute('ALTER TABLE "countywide_row" ADD COLUMN "reviewed" INTEGER NOT NULL DEFAULT 1')
