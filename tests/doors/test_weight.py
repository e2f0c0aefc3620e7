"""What a phone on a weak line has to load before it is in the room."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from server.doors.texts import Texts
from tests.doors.test_pages import ASSETS, FORMATS, house

MOST = 100_000
"""Bytes, squeezed, everything together."""
LOADED = ("js/room.js", "styles/look.css", "icons/mark.svg")


COOKIE = "__Host-alcove-abcdef=yes"


def weight(client: TestClient, path: str) -> int:
    """As it travels: the bytes on the line, before any browser unpacks them."""
    asking = {"cookie": COOKIE, "accept-encoding": "gzip"}
    with client.stream("GET", path, headers=asking) as answer:
        assert answer.status_code == 200, path
        return sum(len(chunk) for chunk in answer.iter_raw())


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_whole_room_page_is_under_a_hundred_kilobytes(lang: str) -> None:
    pages = house(code_of=lambda cookie: "c1")
    client = TestClient(Starlette(routes=[*pages.routes(), *ASSETS.routes(), *Texts.of(FORMATS).routes()]))
    asked = [f"/in/abcdef?lang={lang}", f"/words/{lang}.json", f"/formats/c1.{lang}.json"]
    weights = {path: weight(client, path) for path in [*asked, *map(ASSETS.at, LOADED)]}
    assert sum(weights.values()) <= MOST, weights
