"""The two languages nobody speaks: every text of ours is in them, longer or backwards, and its holes are whole."""

import re

import pytest

from server.doors.catalogue import LANGUAGES, Catalogue, choose
from server.doors.pretended import CLOSES, LIKE, OPENS, pretended, spoken_too
from server.formats import library

HOLE = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("lang", LIKE)
def test_every_text_is_in_brackets_with_its_holes(lang: str) -> None:
    first, other = Catalogue.of(LANGUAGES[0]).texts, Catalogue.of(lang).texts
    assert other.keys() == first.keys()
    for key, text in other.items():
        assert text.startswith(OPENS) and text.endswith(CLOSES), key
        assert HOLE.findall(text) == HOLE.findall(first[key]), key
    assert sum(map(len, other.values())) > 1.25 * sum(map(len, first.values()))


def test_one_of_them_goes_from_right_to_left() -> None:
    assert Catalogue.of("ar-XB").locale.text_direction == "rtl"
    assert Catalogue.of("en-XA").locale.text_direction == "ltr"
    assert "\u202eturn\u202c" in pretended("your turn", "ar-XB")


def test_a_format_speaks_them_too() -> None:
    document = spoken_too(library()["c1"])
    assert document.langs == (*LANGUAGES, *LIKE)
    assert document.title["en-XA"].startswith(OPENS)
    assert [len(topics) for topics in document.topics.values()] == [5, 5, 5, 5]
    assert document.slim() == library()["c1"].slim()


def test_nobody_is_led_into_them() -> None:
    assert choose("ar-XB, en-XA;q=0.9", "en-XA") == "en"
    assert choose("", "en-XA", (*LANGUAGES, *LIKE)) == "en-XA"
