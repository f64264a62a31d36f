"""What is offered behind a brace, and which fields print the words that stand there."""

from cspdesk.analysis.live_fields import matching, offers, say
from tests.support.fields import place, report


class TestOffers:
    def test_the_texts_own_figures_come_first(self) -> None:
        found = offers(report(), place(2, "Violence with injury"), "")
        assert [(each.field, each.words) for each in found[:3]] == [
            ("value", "347 offences"),
            ("figure", "347"),
            ("year to date", "673"),
        ]
        assert all(each.words for each in found)
        assert offers(report(), place(2), "")[0].words == "Quarter 2 2015/16"

    def test_what_is_typed_chooses_among_them(self) -> None:
        at = place(2, "Violence with injury")
        assert offers(report(), at, "ch")[0].words == "an increase of 110 offences (19.5%)"
        assert [each.field for each in offers(report(), at, "2.3 ch")][:1] == ["2.3 change"]
        assert ("2.3 value", "22 offences") in [
            (each.field, each.words) for each in offers(report(), at, "robb")
        ]
        assert any(each.field == "3.1/Revoked value" for each in offers(report(), at, "3.1 rev"))
        assert offers(report(), at, "zzz") == ()

    def test_a_text_of_no_measure_is_offered_what_is_asked_of_each(self) -> None:
        found = [(each.field, each.words) for each in offers(report(), place(2), "ch")]
        assert ("2.1 change", "an increase of 110 offences (19.5%)") in found
        # A measure's own text keeps to its own figures.
        own = offers(report(), place(2, "Violence with injury"), "ch")
        assert not any(each.field.endswith(" change") and each.field[:1].isdigit() for each in own)

    def test_what_cannot_be_said_tells_why(self) -> None:
        found = offers(report(), place(2, "Violence with injury"), "target")
        assert (found[0].field, found[0].words) == ("target", "")
        assert found[0].about == "2.1: no target is set for Quarter 2 2015/16."

    def test_the_opening_of_a_sentence_has_a_capital(self) -> None:
        at = place(2, "Violence with injury")
        for found in (offers(report(), at, "ch", is_opening=True), offers(report(), at, "Ch")):
            assert (found[0].field, found[0].words) == ("Change", "An increase of 110 offences (19.5%)")
            assert say(report(), found[0].field, at).words == found[0].words

    def test_every_offer_says_what_it_shows(self) -> None:
        for typed in ("", "c", "2.1", "3.", "Rob", "/"):
            for at in (place(2), place(3, "Drug Rehabilitation Requirements")):
                for offer in offers(report(), at, typed):
                    assert say(report(), offer.field, at).words == offer.words

    def test_words_find_the_fields_that_print_them(self) -> None:
        at = place(2, "Violence with injury")
        assert matching(report(), "an increase of 110 offences (19.5%)", at)[0].field == "change"
        assert matching(report(), "An increase of 110 offences (19.5%)", at)[0].field == "Change"
        assert [each.field for each in matching(report(), "22 offences", at)] == ["2.3 value"]
        assert matching(report(), "no such words", at) == ()
        assert matching(report(), " ", at) == ()
