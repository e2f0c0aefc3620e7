"""Which language a page speaks: the browser's, or the one a person chose, for as long as the visit lasts."""

import pytest

from server.doors.catalogue import LANGUAGES, Catalogue
from tests.doors.test_pages import AGREED, READ, Seen, at, house, see

ROOM = house(code_of=lambda cookie: "c1")
COOKIE = {"cookie": "__Host-alcove-abcdef=yes"}


@pytest.mark.parametrize("path", [*READ, *AGREED])
def test_whoever_chose_spanish_is_led_to_spanish_from_there(path: str) -> None:
    pages = [link for link in see(f"{path}?lang=es").links() if link.startswith("/") and link != "/weather"]
    assert len(pages) > 1
    others = [link for link in pages if "lang=es" not in link]
    assert others == [link for link in pages if "lang=en" in link]
    assert len(others) == 1, "the switch back"


def test_the_switch_is_on_every_page_before_the_room_and_sets_nothing() -> None:
    for path in [*READ, *AGREED, "/nowhere"]:
        answer = at().get(path, headers={"accept-language": "es"})
        shown = Seen(answer.text)
        chosen = [there for tag, there in shown.tags if tag == "a" and "hreflang" in there]
        assert [there["hreflang"] for there in chosen] == list(LANGUAGES)
        assert [there["hreflang"] for there in chosen if "aria-current" in there] == ["es"]
        assert "set-cookie" not in answer.headers


def test_the_room_speaks_what_was_chosen_and_asks_for_those_words() -> None:
    room = at(ROOM).get("/in/abcdef?lang=es", headers=COOKIE).text
    assert '<html lang="es"' in room
    assert 'data-text="words/es" href="/words/es.json"' in room
    assert Catalogue.of("es").text("came-note.issuer") in room


def test_on_a_first_screen_it_has_a_neutral_name_in_each_language() -> None:
    client = at()
    for lang, name in (("en", "Meeting"), ("es", "Reunión")):
        page = Seen(client.get("/", headers={"accept-language": lang}).text)
        [address] = [there["href"] for tag, there in page.tags if there.get("rel") == "manifest"]
        answer = client.get(str(address))
        kept = answer.json()
        assert answer.headers["content-type"].startswith("application/manifest+json")
        assert (kept["name"], kept["short_name"], kept["lang"]) == (name, name, lang)
        assert kept["start_url"] == f"/?lang={lang}" and kept["display"] == "standalone"
        assert {sign["sizes"] for sign in kept["icons"]} >= {"192x192", "512x512"}
        assert all(client.get(sign["src"]).status_code == 200 for sign in kept["icons"])
        assert not {"alcove", "recovery", "recuperación", "support"} & set(answer.text.lower().split('"'))
    assert client.get("/manifest/fr.webmanifest").status_code == 404


def test_languages_that_nobody_speaks_are_for_development_only() -> None:
    assert ("html", {"lang": "en", "dir": "ltr"}) in see("/?lang=ar-XB").tags
    pages = house(patterns=True, pretends=True)
    assert ("html", {"lang": "ar-XB", "dir": "rtl"}) in see("/?lang=ar-XB", pages=pages).tags
    assert "⟦" in see("/help?lang=en-XA", pages=pages).words
