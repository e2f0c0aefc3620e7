"""Every route of the house as it ships: manners on each answer, no way in from elsewhere, nothing to be found out."""

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient, Response
from starlette.routing import Route, WebSocketRoute

from server.app import build
from server.doors.manners import Manners
from server.keep.reports import fresh_key
from server.keep.signing import spelled
from server.settings import Settings
from tests.doors.test_shelf import a_box
from tests.evening import SECRET, Evening, an_evening
from tests.guest import PLAIN, Frame


def everything(folder: Path) -> dict[str, Any]:
    """All that a host may switch on and that has a door."""
    return {
        "metrics_token": "a token of the host's",
        "shelf": f"sqlite:///{folder}/shelf.db",
        "reports": folder,
        "safeguarding_key": fresh_key()[0],
        "patterns": True,
    }


HOUSE = build(Settings(secret=SECRET, **everything(Path("/nowhere"))))
FILLED = {
    "code": "c1",
    "handle": "abcdef",
    "build": "x",
    "lang": "en",
    "name": "en",
    "name:path": "js/room.js",
}
KEPT_BY_BROWSERS = ("/w/", "/manifest/", "/words/", "/formats/", "/sw.js")
"""Files that everybody gets; all else is stored nowhere."""
ASKING = {
    "/knock", "/wall", "/in/{handle}/ticket", "/in/{handle}/wall", "/in/{handle}/aside", "/in/{handle}/note",
    "/in/{handle}/report", "/in/{handle}/shelf", "/shelf/open", "/shelf/let-go", "/receipt/check",
    "/here", "/in/{handle}/code",
}  # fmt: skip
"""Every route that takes more than an address. None takes a file."""
CHECKS = "/receipt/check"
"""The one that may be asked from anywhere: it reads no cookie and changes nothing."""


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    """A house with everything on."""
    async with an_evening(**everything(tmp_path)) as evening:
        yield evening


def routes() -> Iterator[tuple[str, set[str]]]:
    """Path and methods of each."""
    for route in HOUSE.routes:
        if isinstance(route, Route):
            yield route.path, set(route.methods or ())
        else:
            assert isinstance(route, WebSocketRoute) and route.path == "/line"


def filled(path: str) -> str:
    return re.sub(r"\{([\w:]+)\}", lambda hole: FILLED[hole[1]], path)


def test_nothing_is_uploaded_and_nothing_changes_but_by_these() -> None:
    assert {path for path, methods in routes() if methods - {"GET", "HEAD"}} == ASKING
    assert {method for _, methods in routes() for method in methods} == {"GET", "HEAD", "POST"}


async def test_every_answer_has_manners_whatever_was_asked(evening: Evening) -> None:
    asked = [filled(path) for path, _ in routes()] + ["/nowhere", "/line", "/../etc/passwd"]
    manners = Manners(HOUSE, passkeys=True).always
    assert len(asked) > 25 and len(manners) > 8
    async with AsyncClient(verify=PLAIN, base_url=evening.house) as browser:
        for path in asked:
            for method in ("GET", "POST", "OPTIONS"):
                answer = await browser.request(method, path)
                for name, value in manners.items():
                    assert answer.headers[name] == value, (method, path, name)
                kept = path.startswith(KEPT_BY_BROWSERS) and answer.status_code == 200
                assert kept or answer.headers["cache-control"] == "no-store", (method, path)
                assert "access-control-allow-origin" not in answer.headers, (method, path)
                assert "set-cookie" not in answer.headers, (method, path)


ELSEWHERE = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {},
    {"origin": "{house}", "sec-fetch-site": "cross-site"},
    {"origin": "{house}", "sec-fetch-site": "same-site"},
    {"origin": "http://evil.example", "host": "evil.example"},
]


def asked_well(evening: Evening, seat: str) -> dict[str, Frame]:
    """What each of these routes would take, if the right person asked from the right page."""
    digest, agreed = spelled(bytes(32)), {"agreement": "v1", "limits": "v1"}
    ref = {"seat": seat, "n": 1, "h": digest, "tag": digest}
    return {
        "/knock": {"invitation": evening.guest("Bo").invitation, "name": "Bo", "agreed": agreed},
        "/wall": {"invitation": evening.links.wall.partition("#")[2]},
        "/in/{handle}/ticket": {},
        "/in/{handle}/wall": {},
        "/in/{handle}/aside": {},
        "/in/{handle}/note": {"holder": digest},
        "/in/{handle}/report": {"ref": ref, "code": "unkind", "words": "said"},
        "/in/{handle}/shelf": a_box([ref]),
        "/shelf/open": {"place": digest},
        "/shelf/let-go": {"place": digest},
        "/here": {"invitation": evening.guest("Bo").invitation, "agreed": agreed, "code": "23456"},
        "/in/{handle}/code": {"seat": seat},
    }


NO = (403, {"refused": "link-not-valid"})


async def test_no_page_from_elsewhere_can_use_a_seat(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    asked = asked_well(evening, fay.seat)
    assert asked.keys() | {CHECKS} == ASKING
    async with AsyncClient(verify=PLAIN, base_url=evening.house, headers={"cookie": fay.cookie}) as browser:
        for path, content in asked.items():
            mine = path.replace("/in/{handle}", fay.door)
            for headers in ELSEWHERE:
                about = {name: value.format(house=evening.house) for name, value in headers.items()}
                answer = await browser.post(mine, json=content, headers=about)
                assert (answer.status_code, answer.json()) == NO, (path, headers)
            ours = await browser.post(mine, json=content, headers={"origin": evening.house})
            assert (ours.status_code, ours.json()) != NO, f"{path} says no to our own page too"


async def test_nobody_finds_out_by_asking_who_or_which_meeting_is_here(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    bo = evening.guest("Bo")
    await bo.knocks()
    there, nowhere = fay.door, "/in/aaaaaa"
    strange = f"__Host-alcove-{there.rpartition('/')[2]}=x.y"
    asked = asked_well(evening, fay.seat)
    of_a_seat = [path for path in asked if "{handle}" in path]
    assert len(of_a_seat) == 7

    def told(answer: Response) -> tuple[int, str, dict[str, str]]:
        plain = {name: it for name, it in answer.headers.items() if name not in ("date", "content-length")}
        return answer.status_code, answer.text.replace(there, nowhere), plain

    async with AsyncClient(
        verify=PLAIN, base_url=evening.house, headers={"origin": evening.house}
    ) as browser:
        for cookie in ("", strange, bo.cookie):
            about = {"cookie": cookie}
            pages = [told(await browser.get(path, headers=about)) for path in (there, nowhere)]
            assert pages[0] == pages[1] and pages[0][0] == 404
            for path in of_a_seat:
                doors = [path.replace("/in/{handle}", door) for door in (there, nowhere)]
                one, other = [await browser.post(it, json=asked[path], headers=about) for it in doors]
                assert told(one) == told(other) and (one.status_code, one.json()) == NO


async def test_looking_at_a_link_uses_nothing_up(evening: Evening) -> None:
    fay, ana = evening.guest("Fay", evening.links.guides[0]), evening.guest("Ana")
    for _ in range(10):
        assert (await ana.lands()).status_code == 200
        assert (await fay.lands()).status_code == 200
    await ana.knocks()
    await fay.knocks()
