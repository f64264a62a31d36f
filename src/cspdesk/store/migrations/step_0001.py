"""Step 1: the first shape of a partnership file."""

import apsw

TABLES = (
    """
    CREATE TABLE "partnership" (
        "id" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "area_code" TEXT NOT NULL,
        "county_name" TEXT NOT NULL,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "population" (
        "year" INTEGER NOT NULL,
        "group" TEXT NOT NULL,
        "people" INTEGER NOT NULL,
        "vintage" TEXT NOT NULL,
        PRIMARY KEY ("year", "group")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "plan" (
        "id" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        "title" TEXT NOT NULL,
        "first_year" TEXT,
        "last_year" TEXT,
        "revised_on" TEXT NOT NULL,
        "note" TEXT NOT NULL,
        "priority_word" TEXT NOT NULL,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "priority" (
        "id" TEXT NOT NULL,
        "plan" TEXT NOT NULL REFERENCES "plan" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "position" INTEGER NOT NULL,
        "number" TEXT NOT NULL,
        "title" TEXT NOT NULL,
        "outcomes" TEXT NOT NULL,
        "lead" TEXT NOT NULL,
        "description" TEXT NOT NULL,
        "retired" INTEGER NOT NULL,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "measure" (
        "id" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        "title" TEXT NOT NULL,
        "definition" TEXT NOT NULL,
        "unit" TEXT NOT NULL,
        "unit_label" TEXT NOT NULL,
        "decimals" INTEGER NOT NULL,
        "polarity" TEXT NOT NULL,
        "entered_as" TEXT NOT NULL,
        "frequency" TEXT NOT NULL,
        "comparators" TEXT NOT NULL,
        "owner" TEXT NOT NULL,
        "source" TEXT NOT NULL,
        "stage" TEXT NOT NULL,
        "replaced_by" TEXT NOT NULL,
        "tolerance_kind" TEXT NOT NULL,
        "tolerance_amber" TEXT,
        "sensitive" INTEGER NOT NULL,
        "adds_up" TEXT NOT NULL,
        "lag" INTEGER NOT NULL,
        "status_against" TEXT NOT NULL,
        "tolerance_green" TEXT,
        "amber_if_improved" INTEGER NOT NULL,
        "good_looks_like" TEXT NOT NULL,
        "why_it_matters" TEXT NOT NULL,
        "issues_to_consider" TEXT NOT NULL,
        "rate_per" INTEGER,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "placement" (
        "id" TEXT NOT NULL,
        "plan" TEXT NOT NULL REFERENCES "plan" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "priority" TEXT NOT NULL REFERENCES "priority" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "measure" TEXT NOT NULL REFERENCES "measure" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "position" INTEGER NOT NULL,
        "number" TEXT NOT NULL,
        "from_period" TEXT,
        "to_period" TEXT,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "series" (
        "id" TEXT NOT NULL,
        "measure" TEXT NOT NULL REFERENCES "measure" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "position" INTEGER NOT NULL,
        "label" TEXT NOT NULL,
        "headline" INTEGER NOT NULL,
        "total_of" TEXT NOT NULL,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "observation" (
        "series" TEXT NOT NULL REFERENCES "series" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "period" TEXT NOT NULL,
        "typed" TEXT NOT NULL,
        "state" TEXT NOT NULL,
        "value" TEXT,
        "numerator" TEXT,
        "denominator" TEXT,
        "qualifier" TEXT,
        "due_on" TEXT,
        "note" TEXT NOT NULL,
        "source" TEXT NOT NULL,
        "private_note" TEXT NOT NULL,
        PRIMARY KEY ("series", "period")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "target" (
        "series" TEXT NOT NULL REFERENCES "series" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "period" TEXT NOT NULL,
        "typed" TEXT NOT NULL,
        "kind" TEXT NOT NULL,
        "low" TEXT,
        "high" TEXT,
        "judges" TEXT NOT NULL,
        "read_as" TEXT NOT NULL,
        PRIMARY KEY ("series", "period")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "baseline" (
        "id" TEXT NOT NULL,
        "series" TEXT NOT NULL REFERENCES "series" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "position" INTEGER NOT NULL,
        "label" TEXT NOT NULL,
        "typed" TEXT NOT NULL,
        "value" TEXT,
        "from_period" TEXT,
        "span" TEXT NOT NULL,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "series_break" (
        "series" TEXT NOT NULL REFERENCES "series" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "from_period" TEXT NOT NULL,
        "comparable" INTEGER NOT NULL,
        "note" TEXT NOT NULL,
        PRIMARY KEY ("series", "from_period")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "rebase" (
        "series" TEXT NOT NULL REFERENCES "series" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "from_period" TEXT NOT NULL,
        "note" TEXT NOT NULL,
        PRIMARY KEY ("series", "from_period")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "status_override" (
        "measure" TEXT NOT NULL REFERENCES "measure" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "period" TEXT NOT NULL,
        "status" TEXT NOT NULL,
        "reason" TEXT NOT NULL,
        PRIMARY KEY ("measure", "period")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "outlook" (
        "measure" TEXT NOT NULL REFERENCES "measure" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "period" TEXT NOT NULL,
        "word" TEXT NOT NULL,
        "reason" TEXT NOT NULL,
        PRIMARY KEY ("measure", "period")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "peer_value" (
        "id" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        "measure" TEXT REFERENCES "measure" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "chart" TEXT NOT NULL,
        "period" TEXT,
        "area" TEXT NOT NULL,
        "own" INTEGER NOT NULL,
        "count" TEXT,
        "population" TEXT,
        "value" TEXT,
        "source" TEXT NOT NULL,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "peer_verdict" (
        "measure" TEXT NOT NULL REFERENCES "measure" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "period" TEXT NOT NULL,
        "rank" INTEGER,
        "group_size" INTEGER,
        "words" TEXT NOT NULL,
        "source" TEXT NOT NULL,
        "dated" TEXT NOT NULL,
        PRIMARY KEY ("measure", "period")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "commentary" (
        "measure" TEXT NOT NULL REFERENCES "measure" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "period" TEXT NOT NULL,
        "text" TEXT NOT NULL,
        "reviewed" INTEGER NOT NULL,
        PRIMARY KEY ("measure", "period")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE "footnote" (
        "id" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        "marker" TEXT NOT NULL,
        "text" TEXT NOT NULL,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "footnote_use" (
        "id" TEXT NOT NULL,
        "footnote" TEXT NOT NULL REFERENCES "footnote" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "position" INTEGER NOT NULL,
        "used_by" TEXT NOT NULL,
        "plan" TEXT REFERENCES "plan" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "measure" TEXT REFERENCES "measure" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "series" TEXT REFERENCES "series" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "period" TEXT,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "countywide_row" (
        "id" TEXT NOT NULL,
        "priority" TEXT NOT NULL REFERENCES "priority" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "period" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        "title" TEXT NOT NULL,
        "baseline_target" TEXT NOT NULL,
        "county_performance" TEXT NOT NULL,
        "local_performance" TEXT NOT NULL,
        "comments" TEXT NOT NULL,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "project" (
        "id" TEXT NOT NULL,
        "priority" TEXT NOT NULL REFERENCES "priority" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "position" INTEGER NOT NULL,
        "title" TEXT NOT NULL,
        "leads" TEXT NOT NULL,
        "closed" INTEGER NOT NULL,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "project_update" (
        "id" TEXT NOT NULL,
        "project" TEXT NOT NULL REFERENCES "project" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "period" TEXT,
        "position" INTEGER NOT NULL,
        "when" TEXT NOT NULL,
        "text" TEXT NOT NULL,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "section" (
        "key" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        "title" TEXT NOT NULL,
        "numbered" INTEGER NOT NULL,
        PRIMARY KEY ("key")
    ) STRICT
    """,
    """
    CREATE TABLE "report_item" (
        "id" TEXT NOT NULL,
        "priority" TEXT REFERENCES "priority" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "period" TEXT NOT NULL,
        "section" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        "when" TEXT NOT NULL,
        "text" TEXT NOT NULL,
        "outcome" TEXT NOT NULL,
        "reviewed" INTEGER NOT NULL,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "meeting" (
        "id" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        "title" TEXT NOT NULL,
        "dated" TEXT,
        "quarter" TEXT,
        "figures_due" TEXT,
        "papers_due" TEXT,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "action" (
        "id" TEXT NOT NULL,
        "project" TEXT REFERENCES "project" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "decision" TEXT REFERENCES "report_item" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "meeting" TEXT REFERENCES "meeting" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "position" INTEGER NOT NULL,
        "number" TEXT NOT NULL,
        "text" TEXT NOT NULL,
        "owner" TEXT NOT NULL,
        "due" TEXT NOT NULL,
        "state" TEXT NOT NULL,
        "progress" TEXT NOT NULL,
        "raised_period" TEXT,
        "closed_period" TEXT,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "partner" (
        "id" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        "name" TEXT NOT NULL,
        "short_name" TEXT NOT NULL,
        "contact_role" TEXT NOT NULL,
        "email" TEXT NOT NULL,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "report" (
        "period" TEXT NOT NULL,
        "title" TEXT NOT NULL,
        "dated" TEXT NOT NULL,
        PRIMARY KEY ("period")
    ) STRICT
    """,
    """
    CREATE TABLE "abbreviation" (
        "short" TEXT NOT NULL,
        "long" TEXT NOT NULL,
        PRIMARY KEY ("short")
    ) STRICT
    """,
    """
    CREATE TABLE "picture" (
        "id" TEXT NOT NULL,
        "priority" TEXT REFERENCES "priority" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "period" TEXT NOT NULL,
        "section" TEXT NOT NULL,
        "position" INTEGER NOT NULL,
        "image" BLOB NOT NULL,
        "alt_text" TEXT NOT NULL,
        "caption" TEXT NOT NULL,
        "source" TEXT NOT NULL,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "setting" (
        "key" TEXT NOT NULL,
        "value" TEXT NOT NULL,
        PRIMARY KEY ("key")
    ) STRICT
    """,
    """
    CREATE TABLE "layout" (
        "name" TEXT NOT NULL,
        "body" TEXT NOT NULL,
        PRIMARY KEY ("name")
    ) STRICT
    """,
    """
    CREATE TABLE "attachment" (
        "id" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "note" TEXT NOT NULL,
        "content" BLOB NOT NULL,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "excuse" (
        "id" TEXT NOT NULL,
        "kind" TEXT NOT NULL,
        "place" TEXT NOT NULL,
        "text" TEXT NOT NULL,
        "reason" TEXT NOT NULL,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "pack_issue" (
        "id" TEXT NOT NULL,
        "period" TEXT NOT NULL,
        "layout" TEXT NOT NULL,
        "options" TEXT NOT NULL,
        "issued_at" TEXT NOT NULL,
        "issued_by" TEXT NOT NULL,
        "log_position" INTEGER NOT NULL,
        PRIMARY KEY ("id")
    ) STRICT
    """,
    """
    CREATE TABLE "pack_file" (
        "issue" TEXT NOT NULL REFERENCES "pack_issue" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        "name" TEXT NOT NULL,
        "sha256" TEXT NOT NULL,
        "content" BLOB NOT NULL,
        PRIMARY KEY ("issue", "name")
    ) STRICT
    """,
    """
    CREATE TABLE "log" (
        "sequence" INTEGER NOT NULL,
        "at" TEXT NOT NULL,
        "actor" TEXT NOT NULL,
        "device" TEXT NOT NULL,
        "label" TEXT NOT NULL,
        "origin" TEXT NOT NULL,
        "schema" INTEGER NOT NULL,
        "changes" BLOB NOT NULL,
        PRIMARY KEY ("sequence")
    ) STRICT
    """,
)

INDEXES = (
    ("priority", "plan"),
    ("placement", "plan"),
    ("placement", "priority"),
    ("placement", "measure"),
    ("series", "measure"),
    ("baseline", "series"),
    ("peer_value", "measure"),
    ("footnote_use", "footnote"),
    ("footnote_use", "plan"),
    ("footnote_use", "measure"),
    ("footnote_use", "series"),
    ("countywide_row", "priority"),
    ("project", "priority"),
    ("project_update", "project"),
    ("report_item", "priority"),
    ("action", "project"),
    ("action", "decision"),
    ("action", "meeting"),
    ("picture", "priority"),
)
"""Every column that points at another table, so that a cascade need not read whole tables."""


def run(connection: apsw.Connection) -> None:
    """Make the tables."""
    for statement in TABLES:
        connection.execute(statement)
    for table, column in INDEXES:
        connection.execute(f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")')
