"""Charts drawn as SVG, and the scale, labels and words that every drawn chart shares."""

import itertools
import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.analysis import chart_style
from cspdesk.analysis.charts import ChartLine, ChartSpec, LineRole
from cspdesk.pack.svg import draw
from cspdesk.pack.text_width import shared_out, text_width, wrapped
from tests.support.packs import treatment_chart, violence_chart

SVG = "{http://www.w3.org/2000/svg}"


def texts(spec: ChartSpec) -> list[str]:
    return [t.text or "" for t in ElementTree.fromstring(draw(spec, "k")).iter(f"{SVG}text")]


def with_values(*values: str, decimals: int = 0, from_zero: bool = True) -> ChartSpec:
    numbers = tuple(Decimal(value) for value in values)
    return ChartSpec(
        title="",
        subject="Subject",
        labels=tuple(f"Q{i}" for i in range(len(numbers))),
        lines=(ChartLine("", LineRole.OWN, numbers),),
        unit_label="",
        decimals=decimals,
        is_percent=False,
        from_zero=from_zero,
    )


@pytest.mark.parametrize(
    ("values", "decimals", "from_zero", "expected"),
    [
        (("231", "412"), 0, True, ("0", "100", "200", "300", "400", "500")),
        (("3", "7"), 0, True, ("0", "2", "4", "6", "8")),
        (("1", "2"), 0, True, ("0", "1", "2")),
        (("90", "94"), 0, False, ("90", "91", "92", "93", "94")),
        (("-5", "10"), 0, True, ("-5", "0", "5", "10")),
        (("0", "0"), 0, True, ("0", "1")),
        (("4.6", "5.5"), 1, False, ("4.6", "4.8", "5.0", "5.2", "5.4", "5.6")),
        (("1200", "4311"), 0, True, ("0", "1000", "2000", "3000", "4000", "5000")),
    ],
)
def test_the_scale_is_round_and_holds_every_value(
    values: tuple[str, ...], decimals: int, from_zero: bool, expected: tuple[str, ...]
) -> None:
    axis = chart_style.scale(with_values(*values, decimals=decimals, from_zero=from_zero))
    assert axis.ticks == tuple(Decimal(tick) for tick in expected)


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=8), st.booleans())
def test_any_scale_holds_its_values_in_at_most_five_steps(values: list[Decimal], from_zero: bool) -> None:
    spec = with_values(*map(str, values), decimals=2, from_zero=from_zero)
    axis = chart_style.scale(spec)
    assert axis.low <= min(values) <= max(values) <= axis.high
    assert 2 <= len(axis.ticks) <= 6
    assert axis.ticks[-1] == axis.high
    if from_zero:
        assert axis.low <= 0 <= axis.high


@pytest.mark.parametrize(
    ("count", "step"), [(1, 1), (5, 1), (6, 2), (10, 2), (11, 4), (16, 4), (20, 4), (48, 12)]
)
def test_at_most_five_periods_are_labelled(count: int, step: int) -> None:
    assert chart_style.label_step(count) == step
    assert -(-count // step) <= 5


def test_the_newest_period_is_labelled() -> None:
    assert [t for t in texts(violence_chart()) if t.startswith("Q")] == [
        "Q4 12/13",
        "Q4 13/14",
        "Q4 14/15",
        "Q4 15/16",
    ]


def test_lines_are_named_at_their_ends_and_extremes_are_told() -> None:
    found = texts(violence_chart())
    for words in ("Offences 412", "Last year 280", "Target 275", "Baseline 2014/15 287", "231", "break"):
        assert words in found


def test_labels_never_cover_one_another() -> None:
    drawing = ElementTree.fromstring(draw(violence_chart(), "k"))
    boxes = []
    for text in drawing.iter(f"{SVG}text"):
        x, y, words = float(text.attrib["x"]), float(text.attrib["y"]), text.text or ""
        width = text_width(words, 14)
        left = {"start": x, "middle": x - width / 2, "end": x - width}[text.attrib["text-anchor"]]
        assert left >= -1
        assert left + width <= 721
        boxes.append((left, y - 10, left + width, y, words))
    for at, (left, top, right, bottom, words) in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            assert apart, f"{words} over {other[4]}"


def test_target_is_dashed_baseline_dotted_and_the_series_solid() -> None:
    lines = list(ElementTree.fromstring(draw(violence_chart(), "k")).iter(f"{SVG}polyline"))
    dashes = {line.attrib.get("stroke-dasharray", "") for line in lines}
    assert dashes == {"", "8 5", "2 4"}
    own = [line for line in lines if line.attrib["stroke"] == "#12436D"]
    assert all("stroke-dasharray" not in line.attrib for line in own)


def test_gaps_and_breaks_open_the_line() -> None:
    """Three quarters before the break, two before the gap, ten after it."""
    lines = ElementTree.fromstring(draw(violence_chart(), "k")).iter(f"{SVG}polyline")
    runs = [len(line.attrib["points"].split()) for line in lines if line.attrib["stroke"] == "#12436D"]
    assert runs == [3, 2, 10]


def test_a_provisional_point_is_hollow() -> None:
    circles = list(ElementTree.fromstring(draw(violence_chart(), "k")).iter(f"{SVG}circle"))
    assert [circle.attrib["fill"] for circle in circles] == ["#12436D"] * 14 + ["#FFFFFF"]


def test_words_have_contrast() -> None:
    """Turquoise and orange are too pale for words on white, so their labels are black."""
    colours = set(re.findall(r'<text [^>]*fill="(#\w+)"', draw(treatment_chart(), "k")))
    assert colours <= {"#14171A", "#4A5560", "#12436D", "#801650", "#3D3D3D", "#767676"}


def test_what_a_reader_must_be_told() -> None:
    assert chart_style.remarks(violence_chart()) == (
        "Hollow points are provisional.",
        "A gap in a line is a period without a figure.",
        "Figures before Q4 12/13 are not comparable with those from then on.",
    )
    assert chart_style.remarks(with_values("90", "94", "92", from_zero=False)) == (
        "The value axis does not start at nought.",
    )


def test_a_chart_without_figures_says_so() -> None:
    spec = replace(with_values("1"), lines=(ChartLine("", LineRole.OWN, (None,)),))
    assert chart_style.in_words(spec) == ("Subject: no figures yet.",)
    ElementTree.fromstring(draw(spec, "k"))


@given(
    st.lists(st.floats(0, 300), min_size=1, max_size=6), st.lists(st.floats(5, 30), min_size=6, max_size=6)
)
def test_labels_moved_apart_stay_on_the_drawing(wanted: list[float], heights: list[float]) -> None:
    kept = heights[: len(wanted)]
    middles = chart_style.spread(wanted, kept, 0, 300)
    edges = sorted((m - h / 2, m + h / 2) for m, h in zip(middles, kept, strict=True))
    assert edges[0][0] >= -0.001
    assert edges[-1][1] <= 300.001
    assert all(below[0] >= above[1] - 0.001 for above, below in itertools.pairwise(edges))


def test_words_are_as_wide_as_arial_makes_them() -> None:
    """From the published metrics: A 667, r 333, i 222, a 556, l 222 thousandths."""
    assert text_width("Arial", 10) == pytest.approx(20.0)
    assert text_width("1111", 12) == text_width("0987", 12)


def test_a_long_word_is_broken_and_a_text_keeps_every_word() -> None:
    assert "".join(wrapped("x" * 100, 50, 10)) == "x" * 100
    assert " ".join(wrapped("one two three four", 40, 10)).split() == ["one", "two", "three", "four"]
    assert wrapped("a\nb", 50, 10) == ["a", "b"]


def test_widths_are_shared_by_weight_but_no_column_is_starved() -> None:
    assert shared_out(100, [1, 1], [10, 10]) == [50, 50]
    assert shared_out(100, [1, 9], [30, 10]) == [30, 70]
    assert shared_out(50, [1, 1], [50, 50]) == [25, 25]
