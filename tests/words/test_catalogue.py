"""The catalogue: which language is spoken, and what happens when a text is missing."""

from pathlib import Path

import pytest

from server.doors.catalogue import (
    LANGUAGES,
    Catalogue,
    NoSuchText,
    NothingToFillIn,
    SaidTwice,
    choose,
    read,
)

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def test_a_text_is_filled_in_with_what_the_page_knows() -> None:
    assert Catalogue.of("en").text("support-seen", name="Fay") == "Fay has seen it and is with you."
    assert Catalogue.of("es").text("support-seen", name="Fay") == "Fay lo ha visto y está contigo."


def test_braces_in_a_persons_name_stay_what_they_are() -> None:
    assert Catalogue.of("en").text("support-seen", name="{you}").startswith("{you} has seen it")


def test_a_missing_text_is_an_error_with_a_name() -> None:
    with pytest.raises(NoSuchText, match="en: no-such-moment"):
        Catalogue.of("en").text("no-such-moment")


def test_a_hole_without_a_value_is_an_error_with_a_name() -> None:
    with pytest.raises(NothingToFillIn, match="support-seen: name"):
        Catalogue.of("en").text("support-seen")


def test_a_language_we_do_not_speak_is_an_error_with_a_name() -> None:
    with pytest.raises(NoSuchText, match="fr"):
        Catalogue.of("fr")


def test_two_areas_cannot_claim_the_same_key(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    for area in ("one", "two"):
        (tmp_path / "en" / f"{area}.po").write_text(f'{HEADER}msgid "hello"\nmsgstr "Hi"\n', "utf-8")
    with pytest.raises(SaidTwice, match="hello"):
        read(tmp_path, "en")


@pytest.mark.parametrize(
    ("accepted", "asked", "spoken"),
    [
        ("", None, "en"),
        ("es-MX,es;q=0.9,en;q=0.8", None, "es"),
        ("fr, en;q=0.2, ES;q=0.5", None, "es"),
        ("en;q=0.5, es;q=0.5", None, "en"),
        ("es;q=0, fr", None, "en"),
        ("*", None, "en"),
        ("¿?;;q=x,es", None, "es"),
        ("es", "en", "en"),
        ("es", "fr", "es"),
        ("es;q=2", None, "en"),
    ],
)
def test_the_language_is_the_chosen_one_or_else_the_browsers(
    accepted: str, asked: str | None, spoken: str
) -> None:
    assert spoken in LANGUAGES
    assert choose(accepted, asked) == spoken
