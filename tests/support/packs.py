"""Sample packs for the renderers: an ordinary one, and one full of text that could break a file."""

from decimal import Decimal

from cspdesk.analysis.charts import ChartLine, ChartSpec, LineRole
from cspdesk.domain.text import lines
from cspdesk.pack.blocks import (
    Block,
    Cell,
    CellKind,
    Chart,
    Column,
    Contents,
    Cover,
    Heading,
    Note,
    Pack,
    Prose,
    Table,
)

QUARTERS = tuple(f"Q{q} {y}/{y + 1}" for y in (12, 13, 14, 15) for q in (1, 2, 3, 4))
VIOLENCE = (231, 248, 240, 255, 262, 249, 258, 251, 260, 303, 303, 280, 326, 347, 355, 412)
"""The last eight are a real series of violence with injury; the first eight are made up."""

SUMMARY = Table(
    title="Measures at a glance",
    key="at_a_glance",
    columns=(
        Column("Number", weight=5),
        Column("Measure", weight=30),
        Column("Quarter 4", CellKind.FIGURE),
        Column("Year so far", CellKind.FIGURE),
        Column("Change on last year", CellKind.FIGURE),
        Column("Change, %", CellKind.FIGURE),
        Column("Status", CellKind.STATUS, 9),
    ),
    rows=(
        (
            Cell("1.2"),
            Cell("Satisfaction of people who reported anti-social behaviour"),
            Cell("94%", Decimal(94), 0, True),
            Cell("92.5%", Decimal("92.45"), 1, True),
            Cell("+2.5 points", Decimal("2.45"), 1),
            Cell(""),
            Cell("Green", status="green"),
        ),
        (
            Cell("1.4"),
            Cell("Service requests to the anti-social behaviour team"),
            Cell("754", Decimal(754)),
            Cell("4,311", Decimal(4311)),
            Cell("−63", Decimal(-63)),
            Cell("−1.4%", Decimal("-1.4403"), 1, True),
            Cell("Amber", status="amber"),
        ),
        (
            Cell("2.1"),
            Cell("Violence with injury, recorded offences"),
            Cell("412", Decimal(412)),
            Cell("1,440", Decimal(1440)),
            Cell("+294", Decimal(294)),
            Cell("+25.7%", Decimal("25.6544"), 1, True),
            Cell("Red", status="red"),
        ),
        (
            Cell("3.1"),
            Cell("Drug rehabilitation requirements: commencements"),
            Cell("na"),
            Cell("64", Decimal(64)),
            Cell("na"),
            Cell("na"),
            Cell("Grey", status="grey"),
        ),
    ),
    source="Police recorded crime; council case system",
    notes=("na: not available when this pack was issued.",),
    description="One row for each measure with its newest figures, the change on last year and its status.",
)

PROJECTS = Table(
    title="Associated projects and their updates",
    key="projects",
    columns=(
        Column("Project", weight=14),
        Column("Leads", weight=10),
        Column("Update", weight=34),
        Column("Further action", weight=20),
        Column("Owner", weight=10),
        Column("Due", weight=9),
        Column("State", weight=8),
    ),
    rows=tuple(
        (
            Cell(project),
            Cell(leads),
            Cell(
                f"Two sessions were held for {number} people.\nA third follows in June.",
                lines=lines(f"Two sessions were held for **{number} people**.\n- A third follows in June."),
            ),
            Cell("Agree the next dates with the schools and tell the board how many came."),
            Cell("Community safety officer"),
            Cell("30 June 2016"),
            Cell("Open"),
        )
        for project, leads, number in (
            ("Safer nights in the town centre", "Council, police", 24),
            ("Neighbourhood watch refresh", "Police", 31),
            ("Doorstep crime awareness week", "Trading standards", 118),
        )
    ),
    wide=True,
    source="Project leads",
    description="One row for each project with its newest update and the action that follows.",
)


def violence_chart() -> ChartSpec:
    """Sixteen quarters with last year, a target, a baseline, a gap, a break and a provisional end."""
    own: list[Decimal | None] = [Decimal(v) for v in VIOLENCE]
    own[5] = None
    return ChartSpec(
        title="Violence with injury rose in each quarter of 2015/16",
        subject="2.1 Violence with injury, offences per quarter",
        labels=QUARTERS,
        lines=(
            ChartLine("Offences", LineRole.OWN, tuple(own), frozenset({15})),
            ChartLine(
                "Last year", LineRole.LAST_YEAR, (None,) * 4 + tuple(Decimal(v) for v in VIOLENCE[:12])
            ),
            ChartLine("Target", LineRole.TARGET, (None,) * 8 + (Decimal(275),) * 8),
            ChartLine("Baseline 2014/15", LineRole.BASELINE, (Decimal("286.5"),) * 16),
        ),
        unit_label="offences",
        decimals=0,
        is_percent=False,
        from_zero=True,
        breaks=(3,),
        description="Line chart of 16 quarters. The last stands at 412 offences, 132 more than last year.",
        source="Police recorded crime",
    )


def treatment_chart() -> ChartSpec:
    """Two series of percentages, not from nought."""
    opiate = ("5.1", "4.9", "5.0", "5.2", "4.8", "5.5", "4.6", "4.7")
    other = ("40.8", "41.2", "39.9", "42.0", "49.0", "35.9", "40.1", "41.4")
    return ChartSpec(
        title="More people who do not use opiates leave treatment successfully",
        subject="3.3 Successful completions of treatment",
        labels=QUARTERS[8:],
        lines=(
            ChartLine("Non-opiate clients", LineRole.OWN, tuple(map(Decimal, other))),
            ChartLine("Opiate clients", LineRole.OTHER, tuple(map(Decimal, opiate))),
        ),
        unit_label="per cent",
        decimals=1,
        is_percent=True,
        from_zero=False,
        description="Line chart of two series over eight quarters.",
        source="Treatment monitoring system",
    )


def short_chart() -> ChartSpec:
    """Two points only: too few to draw."""
    return ChartSpec(
        title="Alcohol treatment requirements have been counted for two quarters",
        subject="5.1 Alcohol treatment requirements, commencements",
        labels=QUARTERS[12:],
        lines=(
            ChartLine("", LineRole.OWN, (None, Decimal(14), Decimal(10), None)),
            ChartLine("Target", LineRole.TARGET, (None, Decimal(12), Decimal(12), None)),
        ),
        unit_label="commencements",
        decimals=0,
        is_percent=False,
        from_zero=True,
        description="",
        source="Probation service",
    )


def board_pack() -> Pack:
    """An ordinary board pack with a block of every kind."""
    blocks: tuple[Block, ...] = (
        Cover(
            "Riverbourne Community Safety Partnership",
            "Board pack",
            "Quarter 4 2015/16",
            "January to March 2016",
            "12 May 2016",
            (("Plan", "Community Safety Plan 2014-2017"), ("Prepared by", "Community safety team")),
        ),
        Contents(),
        Heading(1, "Summary", "summary", new_page=True),
        Prose(
            lines(
                "Twelve of nineteen measures are in. **Violence with injury** is the one to watch.\n"
                "- Service requests fell by 63 to 4,311.\n"
                "- Satisfaction stays above the [national survey](https://www.example.org/survey?a=1&b=2).\n"
                "What the board is asked to decide:\n1. Keep the night patrols.\n2. Fund the refresh."
            )
        ),
        SUMMARY,
        Heading(1, "Priority 2: Violent crime and robbery", "priority-2", new_page=True),
        Heading(2, "2.1 Violence with injury", "measure-2-1"),
        Prose(
            lines(
                "412 offences this quarter. This gives a year to date total of 1,440, an increase of 294 "
                "(25.7%) on last year.\nNext steps:\n1. Extend the night patrols to Thursdays.\n"
                "2. Report on licensed premises."
            )
        ),
        Chart(violence_chart()),
        Heading(2, "3.3 Successful treatment", "measure-3-3"),
        Chart(treatment_chart()),
        Heading(3, "Alcohol treatment requirements", "measure-5-1"),
        Chart(short_chart()),
        Note("No update was provided for 5.2."),
        Heading(1, "Projects", "projects", new_page=True),
        Heading(2, "Associated projects", "associated-projects"),
        PROJECTS,
        Heading(1, "Notes", "notes"),
        Note("Figures are those held on 12 May 2016."),
    )
    return Pack(
        title="Riverbourne CSP board pack, Quarter 4 2015/16",
        partnership="Riverbourne Community Safety Partnership",
        quarter="Quarter 4 2015/16",
        author="Riverbourne Community Safety Partnership",
        dated="2016-05-12",
        file_stem="riverbourne-csp-2015-16-q4-board",
        blocks=blocks,
    )


HOSTILE = (
    "<b>&amp; \"quotes\" & 'single' ]]>",
    "=1+1",
    "+1",
    "-1+2",
    "@x",
    "{=A1}",
    "_x0041_",
    "x" * 32_000,
    "word " * 6_400,
    "👩‍🚒 emoji 🚒 and 𝔘",
    "مرحبا بالعالم",
    "tab\tand\x0bvertical\x00nul\x1fend \ud800 half",
    "  spaces  ",
    "https://example.org/not-a-link",
    "line one\nline two",
)


def hostile_pack() -> Pack:
    """Every text hostile, everywhere a text can stand."""
    all_text = "".join(HOSTILE[:7]) + HOSTILE[9] + HOSTILE[10] + HOSTILE[11]
    spec = ChartSpec(
        title=all_text,
        subject=all_text,
        labels=("<1>", "=1+1", '"&"', "@x"),
        lines=(
            ChartLine("=1+1", LineRole.OWN, tuple(Decimal(v) for v in (1, -2, 3, 4))),
            ChartLine("<&>", LineRole.OTHER, tuple(Decimal(v) for v in (4, 3, 2, 1))),
        ),
        unit_label="<offences>",
        decimals=0,
        is_percent=False,
        from_zero=True,
        description=all_text,
        source=all_text,
    )
    blocks: tuple[Block, ...] = (
        Cover(all_text, all_text, all_text, all_text, all_text, ((all_text, all_text),)),
        Contents(all_text),
        Heading(1, all_text, "one"),
        *(Prose(lines(text)) for text in HOSTILE),
        Table(
            title="Bad/name: *every* [kind] of text that is far longer than a sheet's name may be?",
            key="hostile",
            columns=(Column("Same"), Column("same"), Column(""), Column("=1+1"), Column("Two\nlines")),
            rows=tuple(
                (Cell(text), Cell(text, lines=lines(text)), Cell(""), Cell("–"), Cell("1", Decimal(1)))
                for text in HOSTILE
            ),
            source=all_text,
            notes=(all_text,),
            description=all_text,
        ),
        Table(
            title="Bad/name: *every* [kind] of text that is far longer than another",
            key="A1",
            columns=(Column("History"),),
            rows=(),
        ),
        Chart(spec),
        Note(all_text),
    )
    return Pack(all_text, all_text, all_text, all_text, "2016-05-12", "hostile", blocks)
