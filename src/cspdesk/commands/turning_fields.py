"""What live fields call a measure in the next plan, for texts that are brought forward into it."""

from collections.abc import Iterable, Mapping

from cspdesk.domain.tables import MeasureId


def moved_names(
    before: Iterable[tuple[str, MeasureId]], after: Mapping[MeasureId, str], titles: Mapping[MeasureId, str]
) -> dict[str, str]:
    """Return what to call each measure of one plan in the next, by its number in the first.

    That is its new number, or its title where it has none there. A number that two measures shared, and a
    title that could be a word asking for a figure, become "was 2.1": no field finds that, so the checker
    asks, where "2.1" itself could be another measure's by now.
    """
    measures: dict[str, set[MeasureId]] = {}
    for number, measure in before:
        if number.strip():
            measures.setdefault(number.strip(), set()).add(measure)
    names = {}
    for old, those in measures.items():
        new = ""
        if len(those) == 1:
            (measure,) = those
            title = titles.get(measure, "").strip()
            new = after.get(measure, "").strip() or (title if _may_name(title) else "")
        if new != old:
            names[old] = new or f"was {old}"
    return names


def _may_name(title: str) -> bool:
    # In small letters it could be one of the words that ask for a figure, such as "change".
    return title != title.lower() and not set(title) & set("{}\n")
