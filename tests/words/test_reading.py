"""The measures themselves: a ruler that finds everything short is no ruler."""

from tests.words.reading import dale_chall, easy, fernandez_huerta, filled, flesch_kincaid, sentences, words

LEGAL = [
    "Notwithstanding applicable confidentiality obligations, facilitators may disclose participant "
    "communications where statutory provisions necessitate intervention regarding imminent endangerment."
]
LEGAL_ES = [
    "Sin perjuicio de las obligaciones de confidencialidad aplicables, las personas responsables podrán "
    "comunicar informaciones cuando las disposiciones reglamentarias determinen la necesidad de intervención."
]
PLAIN = ["It's your turn. We're listening. Send one line or many."]
PLAIN_ES = ["Es tu turno. Te escuchamos. Envía una línea o muchas."]


def test_a_lawyers_sentence_is_too_hard_and_ours_is_not() -> None:
    assert flesch_kincaid(LEGAL) > 5 >= flesch_kincaid(PLAIN)
    assert dale_chall(LEGAL) > 6.5 >= dale_chall(PLAIN)
    assert fernandez_huerta(LEGAL_ES) < 80 <= fernandez_huerta(PLAIN_ES)


def test_a_text_is_read_as_it_stands_on_a_page() -> None:
    assert filled("{name} knows.") == "Fay knows."
    assert sentences("Take your time. Pass · Later: now?") == ["Take your time", " Pass ", " Later", " now"]
    assert words("It's {name}'s turn") == ["It's", "Fay's", "turn"]


def test_plain_forms_of_easy_words_are_easy() -> None:
    assert all(map(easy, ("We're", "turns", "listened", "stories", "Fay's", "988")))
    assert not any(map(easy, ("confidentiality", "disclosure", "notwithstanding")))
