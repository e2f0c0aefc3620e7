"""Every route of the house as it ships: manners on each answer, no way in from elsewhere, nothing to be found out."""

import re
from collections.abc import Iterator

from httpx2 import AsyncClient, Response
from starlette.routing import Route, WebSocketRoute

from server.app import build
from server.doors.manners import ALWAYS
from server.settings import Settings
from tests.evening import SECRET, Evening
from tests.guest import PLAIN

HOUSE = build(Settings(secret=SECRET, metrics_token="a token of the host's"))
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
    "/receipt/check", "/here", "/in/{handle}/code",
}  # fmt: skip
"""Every route that takes more than an address. None takes a file."""


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
    assert len(asked) > 20
    async with AsyncClient(verify=PLAIN, base_url=evening.house) as browser:
        for path in asked:
            for method in ("GET", "POST", "OPTIONS"):
                answer = await browser.request(method, path)
                for name, value in ALWAYS.items():
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


async def test_no_page_from_elsewhere_can_use_a_seat(evening: Evening) -> None:
    ana = evening.guest("Ana")
    await ana.knocks()
    form = {"invitation": ana.invitation, "name": "Bo", "agreed": {"agreement": "v1", "limits": "v1"}}
    async with AsyncClient(verify=PLAIN, base_url=evening.house, headers={"cookie": ana.cookie}) as browser:
        for headers in ELSEWHERE:
            about = {name: value.format(house=evening.house) for name, value in headers.items()}
            for path, content in (("/knock", form), (f"{ana.door}/ticket", {}), (f"{ana.door}/note", {})):
                answer = await browser.post(path, json=content, headers=about)
                assert (answer.status_code, answer.json()) == (403, {"refused": "link-not-valid"}), (
                    path,
                    headers,
                )
        ours = await browser.post(f"{ana.door}/ticket", json={}, headers={"origin": evening.house})
        assert ours.status_code == 200, "our own page can"


async def test_nobody_finds_out_by_asking_who_or_which_meeting_is_here(evening: Evening) -> None:
    ana = evening.guest("Ana")
    await ana.knocks()
    there, nowhere = ana.door, "/in/aaaaaa"
    strange = f"__Host-alcove-{there.rpartition('/')[2]}=x.y"

    def told(answer: Response) -> tuple[int, str, dict[str, str]]:
        plain = {name: it for name, it in answer.headers.items() if name not in ("date", "content-length")}
        return answer.status_code, answer.text.replace(there, nowhere), plain

    async with AsyncClient(
        verify=PLAIN, base_url=evening.house, headers={"origin": evening.house}
    ) as browser:
        for cookie in ("", strange):
            about = {"cookie": cookie}
            pages = [told(await browser.get(path, headers=about)) for path in (there, nowhere)]
            assert pages[0] == pages[1] and pages[0][0] == 404
            for act in ("ticket", "note"):
                asked = [
                    await browser.post(f"{path}/{act}", json={}, headers=about) for path in (there, nowhere)
                ]
                assert told(asked[0]) == told(asked[1]) and asked[0].status_code == 403


async def test_looking_at_a_link_uses_nothing_up(evening: Evening) -> None:
    fay, ana = evening.guest("Fay", evening.links.guides[0]), evening.guest("Ana")
    for _ in range(10):
        assert (await ana.lands()).status_code == 200
        assert (await fay.lands()).status_code == 200
    await ana.knocks()
    await fay.knocks()
