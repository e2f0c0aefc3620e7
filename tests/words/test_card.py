"""The help card: nobody is sent to a number that nobody looked at, without being told so."""

from datetime import timedelta
from typing import Any

import pytest

from server.doors.card import PARTS, Card
from server.doors.catalogue import LANGUAGES, Catalogue
from server.doors.help_lines import FRESH

CARD = Card.shipped()
OLDEST = min(line.verified_on for line in CARD.lines if line.verified_on)


def test_every_place_has_a_number_for_danger_first() -> None:
    assert {place: CARD.emergency(place) for place in CARD.places} == {
        "us": "911",
        "uk": "999",
        "ie": "112",
        "ca": "911",
        "au": "000",
        "es": "112",
        "mx": "911",
        "eu": "112",
    }


def test_every_line_says_how_to_reach_it_and_what_page_says_so() -> None:
    for line in CARD.lines:
        assert line.call or line.text or line.chat or line.site
        assert line.page
        assert line.languages or line.place == "eu"


def test_there_is_a_line_for_all_ages_beside_each_one_for_young_people() -> None:
    for place in CARD.places:
        talk = CARD.of(place, "talk")
        assert not talk or any(not line.young for line in talk)


def test_a_line_that_was_never_looked_up_carries_no_date() -> None:
    never = [line for line in CARD.lines if line.how == "none"]
    assert never
    assert all(line.verified_on is None for line in never)
    assert all(line.verified_on for line in CARD.lines if line.how == "live")


def test_a_number_is_fresh_for_180_days_and_then_stops_a_release() -> None:
    assert CARD.overdue(OLDEST + FRESH) == ()
    late = CARD.overdue(OLDEST + FRESH + timedelta(days=1))
    assert late == tuple(line for line in CARD.lines if line.verified_on == OLDEST)
    assert late


def test_lines_nobody_could_confirm_are_told_apart() -> None:
    names = {str(line.name) for line in CARD.unverified()}
    assert {"Trevor Project", "FRANK", "ANAR", "Crisis Text Line"} <= names
    assert "Samaritans" in {str(line.name) for line in CARD.lines if line.verified_on and line.place == "uk"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_marks_each_line_as_checked_or_not(lang: str) -> None:
    words = Catalogue.of(lang)
    unchecked, checked = words.text("help.not-checked"), words.text("help.checked", date="").rstrip(". ")
    drawn = _drawn(CARD.shown("us", words))
    assert len(drawn) >= len(CARD.lines)
    marked = [line for line in drawn if unchecked in line["small"]]
    dated = [line for line in drawn if checked in line["small"]]
    assert len(marked) + len(dated) == len(drawn)
    assert marked and dated


def test_all_places_are_on_the_page_and_the_chosen_one_is_open() -> None:
    sheets = CARD.shown("es", Catalogue.of("es"))["sheets"]
    assert isinstance(sheets, list)
    assert [sheet["code"] for sheet in sheets] == list(CARD.places)
    assert [sheet["code"] for sheet in sheets if sheet["here"]] == ["es"]


def test_parts_come_in_the_order_of_the_card_with_the_steps_in_second_place() -> None:
    sheets = CARD.shown("us", Catalogue.of("en"))["sheets"]
    assert isinstance(sheets, list)
    assert [part["name"] for part in sheets[0]["parts"]] == list(PARTS)
    assert sheets[0]["parts"][1]["steps"][0] == "Call 911. Say where you are."


def test_a_press_dials_digits_and_a_word_is_already_written() -> None:
    drawn = {line["name"]: line["acts"] for line in _drawn(CARD.shown("us", Catalogue.of("en")))}
    assert drawn["Samaritans"][0]["href"] == "tel:116123"
    assert drawn["Crisis Text Line"][0]["href"] == "sms:741741?body=HOME"
    assert drawn["NHS 111, mental health (England)"][0]["label"] == "Call 111, then press 2"


def _drawn(card: dict[str, object]) -> list[dict[str, Any]]:
    sheets, anywhere = card["sheets"], card["anywhere"]
    assert isinstance(sheets, list) and isinstance(anywhere, list)
    return [line for sheet in sheets for part in sheet["parts"] for line in part["lines"]] + anywhere
