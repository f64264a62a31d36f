"""Step 3: whom a measure's rate is taken over, everyone unless it says otherwise."""

import apsw


def run(connection: apsw.Connection) -> None:
    """Append the column with its default, so that an older program can still add a measure."""
    connection.execute("""ALTER TABLE "measure" ADD COLUMN "population_group" TEXT NOT NULL DEFAULT 'all'""")
