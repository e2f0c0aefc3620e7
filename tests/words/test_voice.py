"""The voice, as far as a machine can hold it (voice.md §1, §11). The rest is read aloud."""

import re
from collections.abc import Iterator
from itertools import chain

import pytest
from babel.messages.pofile import read_po

from server.doors.catalogue import LANGUAGES, WORDS, Catalogue
from server.formats import shipped
from server.room.refusals import No
from tests.words.not_ours import ALLOWED, NOT_OURS
from tests.words.reading import dale_chall, fernandez_huerta, flesch_kincaid, sentences, words

AREAS = sorted(path.stem for path in (WORDS / "en").glob("*.po"))
LONGEST = 20
"""Words in one sentence."""

FEWER_HOLES = {"limits-v1.act"}
"""Spanish says "it can't be kept private" where English says who can't."""
EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")


def area(lang: str, name: str) -> dict[str, str]:
    """One catalogue file, as it is written."""
    with (WORDS / lang / f"{name}.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def formats(lang: str) -> Iterator[tuple[str, str]]:
    """Every text of the shipped formats."""
    for document in shipped():
        for said in (document.title, document.summary, document.newcomers, document.landing.needs):
            yield document.id, said[lang]
        yield from ((document.id, text) for text in document.topics.get(lang, []))
        for stage in document.phases:
            for lines in (stage.script, stage.script_under_18, stage.prompts):
                yield from ((f"{document.id}.{stage.phase.value}", text) for text in lines.get(lang, []))


def everything(lang: str) -> Iterator[tuple[str, str]]:
    """Every text of the house in one language."""
    return chain(Catalogue.of(lang).texts.items(), formats(lang))


def test_both_languages_have_the_same_areas() -> None:
    assert len(AREAS) >= 8
    assert sorted(path.stem for path in (WORDS / "es").glob("*.po")) == AREAS


@pytest.mark.parametrize("name", AREAS)
def test_both_languages_say_the_same_things_with_the_same_holes(name: str) -> None:
    english, spanish = area("en", name), area("es", name)
    assert english.keys() == spanish.keys()
    for key in english.keys() - FEWER_HOLES:
        assert holes(english[key]) == holes(spanish[key]), key
    for key in english.keys() & FEWER_HOLES:
        assert holes(spanish[key]) < holes(english[key]), key


def holes(text: str) -> set[str]:
    """What the page has to fill in."""
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("name", AREAS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_key_is_written_twice_and_none_is_empty(lang: str, name: str) -> None:
    written = re.findall(r'^msgid "(.+)"$', (WORDS / lang / f"{name}.po").read_text("utf-8"), re.MULTILINE)
    assert len(written) == len(set(written)) == len(area(lang, name))
    assert all(text.strip() for text in area(lang, name).values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nobody_is_shouted_at_and_nothing_winks(lang: str) -> None:
    for key, text in everything(lang):
        assert not re.search("[!¡]", text), key
        assert not EMOJI.search(text), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_fits_in_one_breath(lang: str) -> None:
    for key, text in everything(lang):
        for sentence in sentences(text):
            assert len(words(sentence)) <= LONGEST, f"{key}: {sentence}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_we_do_not_say_what_we_do_not_say(lang: str) -> None:
    for key, text in everything(lang):
        for word in NOT_OURS[lang]:
            flags = 0 if word.isupper() else re.IGNORECASE
            said = re.search(rf"\b{word}\b", text, flags)
            assert not said or (lang, word, key) in ALLOWED, f"{key}: {word}"


def test_sorry_is_said_only_when_it_is_our_fault() -> None:
    sorry = {key for key, text in everything("en") if re.search(r"\bsorry\b", text, re.IGNORECASE)}
    assert sorry <= {"lobby-cancelled", "lobby-cancelled.no-next", "trouble"}
    assert sorry


def read_by_people(lang: str, name: str) -> list[str]:
    """Sentences, not labels: what the formulas were made for."""
    return [
        text
        for text in area(lang, name).values()
        if text.rstrip().endswith((".", "?", ":", "…", "”", '"', "»"))
    ]


@pytest.mark.parametrize("name", AREAS)
def test_someone_of_eleven_can_read_it(name: str) -> None:
    texts = read_by_people("en", name)
    assert texts
    assert flesch_kincaid(texts) <= 5
    assert dale_chall(texts) <= 6.5


@pytest.mark.parametrize("name", AREAS)
def test_it_is_easy_in_spanish_too(name: str) -> None:
    texts = read_by_people("es", name)
    assert texts
    assert fernandez_huerta(texts) >= 80


def test_formats_are_as_easy_as_the_rest() -> None:
    english, spanish = ([text for _, text in formats(lang)] for lang in LANGUAGES)
    assert flesch_kincaid(english) <= 5
    assert dale_chall(english) <= 6.5
    assert fernandez_huerta(spanish) >= 80


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_refusal_of_the_room_has_a_sentence_and_something_to_do(lang: str) -> None:
    texts = Catalogue.of(lang).texts
    assert len(No) > 40
    for no in No:
        assert texts[f"refusal.{no.value}"]
        assert texts[f"refusal.{no.value}.can"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_refusal_has_both_halves(lang: str) -> None:
    keys = {key for key in Catalogue.of(lang).texts if key.startswith("refusal.")}
    names = {key.removesuffix(".can") for key in keys}
    assert len(names) >= 62
    assert keys == names | {f"{name}.can" for name in names}


def test_a_button_in_a_refusal_is_the_same_button_in_both_languages() -> None:
    pressed = 0
    for key in Catalogue.of("en").texts:
        if key.startswith("refusal.") and key.endswith(".can"):
            for english, spanish in zip(buttons("en", key), buttons("es", key), strict=True):
                assert english & spanish, key
                pressed += 1
    assert pressed > 30


def buttons(lang: str, key: str) -> list[set[str]]:
    """For each piece that begins with a capital, the `do.` keys with that very text."""
    texts = Catalogue.of(lang).texts
    pieces = [piece for piece in texts[key].split(" · ") if piece[0].isupper()]
    return [{do for do, text in texts.items() if do.startswith("do.") and text == piece} for piece in pieces]


def test_support_is_never_refused() -> None:
    assert not [key for key in Catalogue.of("en").texts if key.startswith("refusal.") and "support" in key]
