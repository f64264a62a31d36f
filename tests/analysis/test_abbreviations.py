"""Abbreviations: which are asked for, and full words at their first use."""

import pytest

from cspdesk.analysis.abbreviations import FirstUse, abbreviation_table, to_ask_for, unknown_capitals
from cspdesk.domain.snapshot import Snapshot
from cspdesk.domain.tables import Abbreviation, Setting
from cspdesk.domain.text import lines

TABLE = {
    "ASB": "anti-social behaviour",
    "CRC": "community rehabilitation company",
    "MARAC": "multi-agency risk assessment conference",
    "NPS": "National Probation Service",
}


def expanded(first: FirstUse, text: str) -> str:
    return "\n".join("".join(span.text for span in first.spans(line.spans)) for line in lines(text))


class TestWhatIsAskedFor:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Police and the CRC met the NPS. The CRC agreed.", ("CRC", "NPS")),
            ("Two PCCs and the MARAC's chair", ("PCC", "MARAC")),
            ("The NHS, CCTV, a PC and GPs in the UK", ()),
            ("It is NOT closed; Part II and IV follow", ()),
            ("HIGHLIGHTS OF THE QTR", ()),
            ("Funded by SHOUTINGLOUD in Q4 and B12", ()),
            ("{2.1 CHANGEXX} and a@JAG.example", ()),
            ("MAASBT", ("MAASBT",)),
        ],
    )
    def test_capitals_that_not_everyone_knows(self, text: str, expected: tuple[str, ...]) -> None:
        assert unknown_capitals(text) == expected

    def test_not_those_that_the_file_explains_or_leaves_out(self) -> None:
        snapshot = Snapshot.of_rows(
            [Abbreviation(short="CRC", long=TABLE["CRC"]), Setting(key="left out", value="IOM\nJAG")]
        )
        assert to_ask_for(snapshot, "The CRC, JAG, IOM and NPS", "left out") == ("NPS",)
        assert to_ask_for(snapshot, "The JAG", "another setting") == ("JAG",)

    def test_one_without_full_words_is_in_no_table(self) -> None:
        snapshot = Snapshot.of_rows(
            [Abbreviation(short="CRC"), Abbreviation(short="JAG", long="joint group")]
        )
        assert abbreviation_table(snapshot) == {"JAG": "joint group"}


class TestFirstUse:
    def test_comes_with_full_words_and_the_next_without(self) -> None:
        first = FirstUse(TABLE)
        assert expanded(first, "Referred to the MARAC.") == (
            "Referred to the multi-agency risk assessment conference (MARAC)."
        )
        assert expanded(first, "The MARAC met; the NPS came.") == (
            "The MARAC met; the National Probation Service (NPS) came."
        )

    def test_begins_a_sentence_with_a_capital(self) -> None:
        assert expanded(FirstUse(TABLE), "ASB fell.") == "Anti-social behaviour (ASB) fell."
        assert expanded(FirstUse(TABLE), "It fell. ASB too.") == "It fell. Anti-social behaviour (ASB) too."

    def test_of_several_is_a_plural(self) -> None:
        assert expanded(FirstUse(TABLE), "Two CRCs and three MARACs") == (
            "Two community rehabilitation companies (CRCs) "
            "and three multi-agency risk assessment conferences (MARACs)"
        )

    def test_is_not_explained_twice(self) -> None:
        first = FirstUse(TABLE)
        given = "The multi-agency risk assessment conference (MARAC) met."
        assert expanded(first, given) == given
        assert expanded(first, "The MARAC met.") == "The MARAC met."

    def test_is_let_alone_in_fields_links_and_longer_words(self) -> None:
        first = FirstUse(TABLE)
        given = "[ASB pages](https://example.org/ASB) {ASB change} ASBO ASB-2"
        assert expanded(first, given) == ("ASB pages {ASB change} ASBO anti-social behaviour (ASB)-2")

    def test_waits_for_the_next_use_after_a_possessive(self) -> None:
        first = FirstUse(TABLE)
        assert expanded(first, "the NPS's staff") == "the NPS's staff"
        assert expanded(first, "the NPS") == "the National Probation Service (NPS)"

    def test_keeps_bold(self) -> None:
        [line] = lines("**The NPS** came")
        spans = FirstUse(TABLE).spans(line.spans)
        assert [(span.text, span.bold) for span in spans] == [
            ("The National Probation Service (NPS)", True),
            (" came", False),
        ]

    def test_lists_what_was_used(self) -> None:
        first = FirstUse(TABLE)
        expanded(first, "The NPS's staff and the ASB team")
        assert first.used == (("ASB", "anti-social behaviour"), ("NPS", "National Probation Service"))

    def test_does_nothing_without_a_table(self) -> None:
        first = FirstUse({})
        assert expanded(first, "The NPS") == "The NPS"
        assert first.text("The NPS") == "The NPS"
        assert first.used == ()
