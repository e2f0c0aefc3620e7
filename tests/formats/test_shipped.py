"""The formats we ship: what a circle can rely on, in both languages."""

import pytest

from server.doors.catalogue import LANGUAGES, Catalogue
from server.formats import Document, shipped, texts
from server.room.format import Crosstalk, Mode, Phase

SHIPPED = pytest.mark.parametrize("document", shipped(), ids=lambda document: document.id)


def test_each_format_we_ship_has_its_own_neutral_code() -> None:
    assert {document.code: document.id for document in shipped()} == {
        "c1": "support-circle",
        "c2": "checkin-working-time",
        "c3": "talking-circle",
        "c4": "newcomer-orientation",
        "c5": "youth-circle-16-17",
        "c6": "one-to-one",
        "c7": "mentoring-hours",
        "c8": "mentoring-hours-16-17",
    }


@SHIPPED
def test_every_text_is_there_in_every_language_of_the_house(document: Document) -> None:
    assert document.langs == LANGUAGES


@SHIPPED
def test_its_minutes_are_as_long_as_it_says(document: Document) -> None:
    for length in (None, *document.lengths):
        assert document.slim(length).minutes == (length or document.minutes)


@SHIPPED
def test_a_prompt_the_room_names_by_number_has_words_in_every_language(document: Document) -> None:
    for lang in document.langs:
        phases = texts(document, lang)["phases"]
        assert isinstance(phases, dict)
        for part in document.slim().parts:
            assert len(phases[part.phase.value]["prompts"]) == part.prompts


@SHIPPED
def test_the_page_has_a_word_for_everything_the_format_says_in_code(document: Document) -> None:
    for catalogue in map(Catalogue.of, LANGUAGES):
        landing = document.landing
        for key in (f"every.{landing.every}", f"led-by.{landing.led_by}", f"venue.{landing.venue}"):
            assert catalogue.text(key)
        assert catalogue.text(f"focus.{landing.focus}")
        for part in document.slim().parts:
            assert catalogue.text(f"phase.{part.phase.value}")
            assert catalogue.text(f"mode.{part.mode.value}")
            assert catalogue.text(f"order.{part.order.value}")
            assert catalogue.text(f"crosstalk.{part.crosstalk.value}")


def test_nobody_under_18_sits_with_one_adult_alone() -> None:
    young = [document for document in shipped() if document.under_18]
    assert [document.id for document in young] == ["youth-circle-16-17", "mentoring-hours-16-17"]
    assert all(document.slim().quorum == 2 for document in young)
    assert all(document.under_18 or document.ages.first >= 18 for document in shipped())


def test_in_a_talking_circle_nobody_answers_anybody() -> None:
    document = next(document for document in shipped() if document.id == "talking-circle")
    assert {part.crosstalk for part in document.slim().parts} == {Crosstalk.NONE}


def test_a_check_in_of_a_circle_is_one_round_without_answers() -> None:
    circles = [document for document in shipped() if document.id.startswith(("support", "checkin", "youth"))]
    assert len(circles) == 3
    for document in circles:
        checkin = document.slim().part(Phase.CHECKIN)
        assert checkin is not None
        assert (checkin.mode, checkin.crosstalk) == (Mode.ROUND_ROBIN, Crosstalk.NONE)


def test_under_18_a_pair_is_told_who_else_can_come_in() -> None:
    pair = next(document for document in shipped() if document.id == "one-to-one")
    opening = pair.phases[0]
    assert all("{second_adult}" in lines[0] for lines in opening.script_under_18.values())


def test_a_language_the_document_does_not_speak_gets_its_first_one() -> None:
    assert texts(shipped()[0], "fr")["lang"] == "en"
    assert texts(shipped()[0], "es")["title"] == "Círculo de apoyo"
