"""The pages of the house, as they leave the press."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from server.doors.assets import Assets
from server.doors.card import Card
from server.doors.catalogue import Catalogue
from server.doors.limits import Place, limits
from server.doors.manners import Manners
from server.doors.pages import AT_THE_DOOR, Pages, opens_at
from server.doors.printing import Press
from server.formats import library
from server.keep.closed_list import LIST

WEB = Path(__file__).parents[2] / "web"
ASSETS = Assets.of(WEB)
CARD = Card.shipped()
FORMATS = library()

READ = ["/", "/help", "/keep", *(f"/come/{code}" for code in FORMATS)]
AGREED = [f"/come/{code}/agreement" for code in FORMATS]
EVERY = [*READ, *AGREED, "/nowhere", "/come/zz/agreement"]
"""All that a person may be shown before they are in, also where there is nothing."""


def house(**changes: object) -> Pages:
    given: dict[str, object] = {"formats": FORMATS, "card": CARD, "country": "us"}
    of_press: dict[str, Any] = {k: changes.pop(k) for k in ("quick_exit", "lang", "pretends") if k in changes}
    press = Press(WEB, ASSETS, **of_press)
    return Pages(press=press, **(given | changes))  # type: ignore[arg-type]


def at(pages: Pages | None = None) -> TestClient:
    pages = pages or house()
    app = Starlette(
        routes=[*pages.routes(), *ASSETS.routes()],
        exception_handlers={404: pages.page_gone, 500: pages.trouble},
    )
    return TestClient(Manners(app), raise_server_exceptions=False)


class Seen(HTMLParser):
    """What a page is made of: its tags with their attributes, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def links(self) -> list[str]:
        return [there["href"] or "" for tag, there in self.tags if tag == "a"]


def see(path: str, lang: str = "en", pages: Pages | None = None) -> Seen:
    return Seen(at(pages).get(path, headers={"accept-language": lang}).text)


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("path", EVERY)
def test_every_page_has_both_doors_and_a_neutral_name(path: str, lang: str) -> None:
    seen = see(path, lang)
    title = {"en": "Meeting", "es": "Reunión"}[lang]
    assert ("html", {"lang": lang, "dir": "ltr"}) in seen.tags
    assert seen.words.strip().startswith(title)
    assert [there["href"] for tag, there in seen.tags if "data-leave" in there] == ["/weather"]
    assert "/help" in "".join(seen.links()) or "data-back" in str(seen.tags)


@pytest.mark.parametrize("path", [*EVERY, "/weather"])
def test_no_page_runs_or_styles_anything_inline(path: str) -> None:
    for tag, there in see(path).tags:
        assert tag != "style"
        assert "style" not in there
        assert not [name for name in there if name.startswith("on")]
        assert tag != "script" or there["src"]


@pytest.mark.parametrize("path", [*EVERY, "/weather"])
def test_everything_a_page_asks_for_is_there_and_ours(path: str) -> None:
    client = at()
    asked = [
        there.get("src") or there.get("href") or ""
        for tag, there in see(path).tags
        if tag in ("script", "link", "img")
    ]
    assert len(asked) >= 2
    for address in asked:
        assert address.startswith((f"/w/{ASSETS.build}/", "/manifest/"))
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("path", [*READ, *AGREED, "/weather"])
def test_every_link_of_a_page_leads_somewhere(path: str) -> None:
    client = at()
    inside = [link for link in see(path).links() if link.startswith("/")]
    for link in set(inside):
        assert client.get(link).status_code == 200, link


def test_before_anyone_knocks_no_cookie_is_set() -> None:
    client = at()
    for path in EVERY:
        assert "set-cookie" not in client.get(path).headers


def test_pages_are_not_stored() -> None:
    for path in [*EVERY, "/weather"]:
        assert at().get(path).headers["cache-control"] == "no-store"


def test_the_language_a_person_chose_rides_in_every_link() -> None:
    seen = see("/come/c1?lang=es", lang="en")
    assert ("html", {"lang": "es", "dir": "ltr"}) in seen.tags
    inside = [
        link for link in seen.links() if link.startswith("/") and link not in ("/weather", "/come/c1?lang=en")
    ]
    assert len(inside) > 3
    assert [link for link in inside if "lang=es" not in link] == []


def test_nobody_who_did_not_choose_carries_a_language_along() -> None:
    choices = {"/come/c1?lang=en", "/come/c1?lang=es"}
    assert [
        link for link in see("/come/c1", lang="es").links() if "lang=" in link and link not in choices
    ] == []


def test_a_browser_without_our_languages_is_spoken_to_as_the_host_wants() -> None:
    assert ("html", {"lang": "es", "dir": "ltr"}) in see("/", "fr", house(lang="es")).tags
    assert ("html", {"lang": "en", "dir": "ltr"}) in see("/", "en", house(lang="es")).tags


def test_help_leads_back_to_where_one_was_and_nowhere_else() -> None:
    assert see("/help?from=/come/c1/agreement").links()[1] == "/come/c1/agreement"
    for elsewhere in (
        "//evil.example",
        "https://evil.example",
        "/in/abc",
        "javascript:alert(1)",
        "/come/c1/agreement/x",
    ):
        assert see(f"/help?from={elsewhere}").links()[1] == "/"


def test_the_landing_says_what_its_format_says() -> None:
    for code, document in FORMATS.items():
        for lang in ("en", "es"):
            words = see(f"/come/{code}", lang).words
            assert document.title[lang] in words
            assert document.summary[lang] in words
            assert document.landing.needs[lang][1:] in words
            assert str(round(document.minutes)) in words


def test_the_agreement_shows_twelve_lines_the_limits_and_its_versions() -> None:
    seen = see("/come/c1/agreement")
    words = Catalogue.of("en")
    for n in range(1, 13):
        assert words.text(f"agreement.{n}") in seen.words
    form = next(there for tag, there in seen.tags if tag == "form")
    assert (form["data-agreement"], form["data-limits-version"]) == (
        FORMATS["c1"].agreement,
        FORMATS["c1"].limits,
    )


def test_a_youth_room_says_first_what_is_different_under_18() -> None:
    words = Catalogue.of("en")
    of_youth = list(limits(FORMATS["c5"], Place(), "911", words))
    assert FORMATS["c5"].under_18
    assert of_youth[0]["title"] == words.text("limits.under-18")
    assert not [part for part in limits(FORMATS["c1"], Place(), "911", words) if "18" in part["title"]]


@pytest.mark.parametrize("code", FORMATS)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_limits_leave_no_hole_whatever_the_place(code: str, lang: str) -> None:
    words = Catalogue.of(lang)
    strictest = Place()
    other = Place("law-everyone", "run-by-program", "guardian-may", "envelope-offered")
    for place in (strictest, other):
        said = list(limits(FORMATS[code], place, "112", words))
        assert len(said) >= 6
        assert not [part for part in said if "{" in part["text"]]


def test_every_refusal_at_the_door_has_a_sentence_on_the_page() -> None:
    for lang in ("en", "es"):
        seen = see("/come/c1/agreement", lang)
        there = {attributes.get("data-refusal") for tag, attributes in seen.tags if tag == "p"}
        assert set(AT_THE_DOOR) <= there


def test_help_opens_at_the_hosts_place_and_at_the_one_a_person_chose() -> None:
    def shown(path: str, pages: Pages | None = None) -> list[str | None]:
        sheets = [there for tag, there in see(path, pages=pages).tags if "data-place" in there]
        assert len(sheets) == len(CARD.places)
        return [there["data-place"] for there in sheets if "hidden" not in there]

    assert shown("/help") == ["us"]
    assert shown("/help?place=es") == ["es"]
    assert shown("/help?place=atlantis") == ["us"]
    assert shown("/help", house(country="mx")) == ["mx"]


def test_every_place_has_its_first_three_things_and_says_when_somebody_looked() -> None:
    html = at().get("/help").text
    for place in CARD.places:
        sheet = html.split(f'data-place="{place}"')[1].split('data-place="')[0]
        assert re.findall(r'data-first aria-labelledby="\w+-([\w-]+)"', sheet)[:2] == ["danger", "too-much"]
        assert 'href="tel:' in sheet
        assert "hecked" in sheet


def test_the_card_opens_where_the_host_is() -> None:
    assert opens_at(None, CARD) == "us"
    assert opens_at("GB", CARD) == "uk"
    assert opens_at("DE", CARD) == "eu"
    assert opens_at("ES", CARD) == "es"
    assert opens_at("ZZ", CARD) == "us"


def test_what_we_keep_has_every_line_of_the_catalogue() -> None:
    for lang in ("en", "es"):
        words = see("/keep", lang).words
        lines = [text for key, text in Catalogue.of(lang).texts.items() if key.startswith("what-we-keep.")]
        assert len(lines) > 10
        assert [line for line in lines if line.rstrip(":")[1:] not in words] == []


@pytest.mark.parametrize("lang", ["en", "es"])
def test_what_we_keep_is_the_closed_list_item_by_item(lang: str) -> None:
    html = at().get("/keep", headers={"accept-language": lang}).text
    shown = dict(re.findall(r'<li data-kept="([\w-]+)">(.*?)</li>', html))
    assert list(shown) == [item.name for item in LIST]
    words = Catalogue.of(lang)
    for item in LIST:
        said = unescape(re.sub(r"<[^>]+>", "", shown[item.name]))
        for key in (f"kept.{item.name}", f"kept.{item.name}.for", f"kept.life.{item.life.value}"):
            assert words.text(key) in said, key
        assert (words.text("kept.sealed") in said) == item.sealed


@pytest.mark.parametrize(
    ("lang", "limits"),
    [
        (
            "en",
            (
                "listens while a meeting is on",
                "memory of the machine",
                "It is not a proof",
                "photo",
                "The law",
            ),
        ),
        (
            "es",
            ("escucha durante una reunión", "memoria de la máquina", "No es una prueba", "foto", "La ley"),
        ),
    ],
)
def test_what_no_program_can_promise_is_said_there_too(lang: str, limits: tuple[str, ...]) -> None:
    words = see("/keep", lang).words
    assert [limit for limit in limits if limit not in words] == []


def test_without_this_seats_cookie_there_is_no_room() -> None:
    client = at()
    assert client.get("/in/abcdef").status_code == 404
    assert Catalogue.of("en").text("link-not-valid") in see("/in/abcdef").words
    elsewhere = client.get("/in/abcdef", headers={"cookie": "__Host-alcove-uvwxyz=1"})
    assert elsewhere.status_code == 404


def test_the_rooms_shell_has_both_doors_the_facts_and_the_card_and_no_words() -> None:
    html = (
        at(house(code_of=lambda cookie: "c1"))
        .get("/in/abcdef", headers={"cookie": "__Host-alcove-abcdef=yes"})
        .text
    )
    seen = Seen(html)
    facts = {there["name"]: there["content"] for tag, there in seen.tags if tag == "meta" and "name" in there}
    assert (facts["handle"], facts["format"], facts["build"]) == ("abcdef", "c1", ASSETS.build)
    assert "data-leave" in html
    assert "data-support" in html
    assert ("template", {"id": "card"}) in seen.tags
    scripts = [there["src"] for tag, there in seen.tags if tag == "script" and there.get("type") == "module"]
    assert scripts == [ASSETS.at("js/room.js")]
    assert "modulepreload" not in html  # the room's modules come as one
    early = {there["data-text"]: there["href"] for _, there in seen.tags if there.get("rel") == "preload"}
    assert early == {"words/en": "/words/en.json", "formats/c1.en": "/formats/c1.en.json"}


def test_a_cookie_that_cannot_be_read_opens_nothing() -> None:
    client = at(house(code_of=lambda cookie: None))
    assert client.get("/in/abcdef", headers={"cookie": "__Host-alcove-abcdef=forged"}).status_code == 404


def test_the_plain_page_mentions_nothing_of_the_house() -> None:
    for lang in ("en", "es"):
        html = at().get("/weather", headers={"accept-language": lang}).text.lower()
        assert "<title>weather</title>" in html or "<title>el tiempo</title>" in html
        for trace in (
            "alcove",
            "meeting",
            "reunión",
            "help",
            "ayuda",
            "look.css",
            "manifest",
            "<script",
            "<a ",
        ):
            assert trace not in html


def test_a_host_may_lead_leave_fast_elsewhere() -> None:
    seen = see("/", pages=house(quick_exit="https://www.example.org/news"))
    assert ("meta", {"name": "quick-exit", "content": "https://www.example.org/news"}) in seen.tags
    assert [there["href"] for _, there in seen.tags if "data-leave" in there] == [
        "https://www.example.org/news"
    ]


def test_a_bug_shows_no_details() -> None:
    pages = house()

    async def broken(request: object) -> None:
        raise RuntimeError("something private")

    app = Starlette(exception_handlers={500: pages.trouble})
    app.add_route("/broken", broken)  # type: ignore[arg-type]
    answer = TestClient(app, raise_server_exceptions=False).get("/broken")
    assert answer.status_code == 500
    assert "private" not in answer.text
    assert "RuntimeError" not in answer.text


def test_patterns_are_for_development_only() -> None:
    assert at().get("/patterns").status_code == 404
    assert "/patterns" in [route.path for route in house(patterns=True).routes()]
