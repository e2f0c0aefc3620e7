"""The street door: half a request holds nobody's place, and nothing piles up behind one line."""

import asyncio
import gc
from time import monotonic

import pytest
from starlette.requests import HTTPConnection
from websockets.server import ServerProtocol

from server.doors import parsing
from server.doors.direct import Direct
from server.doors.handshake import RoomProtocol
from server.doors.origin import is_ours
from server.doors.parsing import MOST_PIECES
from server.doors.street import Crowd, Patience, StreetDoor
from server.serving import PATIENCE
from tests.doors.raw import Raw, connected, frame
from tests.evening import Evening, an_evening

HALVES = {
    "nothing": b"",
    "half a line": b"GET / HT",
    "half a head": b"GET / HTTP/1.1\r\nhost: here\r\n",
    "half a handshake": b"GET /line HTTP/1.1\r\nhost: here\r\nupgrade: websocket\r\nconnection: upgrade\r\n",
    "half a form": b"POST /knock HTTP/1.1\r\nhost: here\r\norigin: HOUSE\r\ncontent-length: 100\r\n\r\n{",
}
HURRIED = Patience(head=0.2, whole=0.3)


async def test_half_a_request_is_hung_up_on_however_it_drips() -> None:
    async with an_evening(patience=HURRIED) as evening:
        halves = [await connected(evening.house) for _ in HALVES]
        for raw, half in zip(halves, HALVES.values(), strict=True):
            await raw.says(half.replace(b"HOUSE", evening.house.encode()))
        dripping = [asyncio.ensure_future(_drips(raw)) for raw in halves[2:]]
        for raw, name in zip(halves, HALVES, strict=True):
            assert await raw.rest() == b"", name
        for drips in dripping:
            drips.cancel()


async def _drips(raw: Raw) -> None:
    while True:
        await raw.says(b"x: y\r\n")
        await asyncio.sleep(0.05)


async def test_a_whole_request_and_a_line_are_not_hurried() -> None:
    async with an_evening(patience=HURRIED) as evening:
        fay, line, half = (
            await evening.guides("Fay"),
            await connected(evening.house),
            await connected(evening.house),
        )
        await line.opens()
        await half.says(HALVES["half a form"].replace(b"HOUSE", evening.house.encode()))
        assert await half.rest() == b"", "the time of half a form is over"
        await line.says(frame(0x9, b"still here?"))
        assert await line.reader.readexactly(13) == b"\x8a\x0bstill here?"
        assert fay.closed is None
        line.leaves()


async def test_an_open_line_remembers_nothing_of_the_door(no_collecting: None) -> None:
    async with an_evening() as evening:
        await evening.joins("Ana", await evening.guides("Fay"))
        await evening.settles()
        lines = [it for it in gc.get_objects() if type(it) is Direct]
        assert len(lines) == 2
        assert not [it for it in gc.get_objects() if issubclass(type(it), (RoomProtocol, ServerProtocol))]
        gc.collect()
        doors = [it for it in gc.get_objects() if issubclass(type(it), StreetDoor)]
        assert not [it for it in doors if it.transport in [line._transport for line in lines]]


async def test_who_is_not_let_in_is_remembered_by_nobody(no_collecting: None) -> None:
    async with an_evening() as evening:
        raw = await connected(evening.house)
        await raw.says(raw.handshake(origin="https://evil.example"))
        assert (await raw.rest()).startswith(b"HTTP/1.1 403 ")
        await evening.settles()
        assert not [it for it in gc.get_objects() if isinstance(it, RoomProtocol)]


async def test_hundreds_of_half_requests_keep_nobody_waiting() -> None:
    async with an_evening(patience=Patience(head=1.0)) as evening:
        fay = await evening.guides("Fay")
        ana = await evening.joins("Ana", fay)
        await fay.may("go_to", phase="opening")
        halves = [await connected(evening.house) for _ in range(300)]
        for raw in halves:
            await raw.says(HALVES["half a head"])
        began = monotonic()
        await fay.says("still heard")
        await ana.hears("still heard")
        assert monotonic() - began < 0.5
        assert await asyncio.gather(*(raw.rest() for raw in halves)) == [b""] * 300
        assert monotonic() - began < 5.0 and fay.closed is None


def test_the_house_as_it_ships_waits_five_seconds_for_a_head() -> None:
    assert (PATIENCE.head, PATIENCE.whole) == (5.0, 20.0)


async def test_one_address_cannot_take_every_place() -> None:
    async with an_evening(patience=Patience(from_one=3)) as evening:
        inside = [await connected(evening.house) for _ in range(3)]
        assert (await (await connected(evening.house)).rest()).startswith(b"HTTP/1.1 503 ")
        await inside[0].opens()
        for raw in inside:
            raw.leaves()
        await evening.settles()
        fay = await evening.guides("Fay")
        assert fay.closed is None, "who left made room, lines too"


async def test_of_a_thousand_at_once_from_one_address_four_hundred_stand_in_the_door(
    evening: Evening,
) -> None:
    assert (PATIENCE.from_one, PATIENCE.in_all) == (400, 8_000)
    crowd = [await connected(evening.house) for _ in range(1_000)]
    told = [raw.reader.read(12) for raw in crowd[PATIENCE.from_one :]]
    assert await asyncio.gather(*told) == [b"HTTP/1.1 503"] * 600
    assert not any(raw.reader.at_eof() for raw in crowd[: PATIENCE.from_one])
    for raw in crowd:
        raw.leaves()
    await evening.settles()
    assert (await evening.guides("Fay")).closed is None


def test_a_crowd_is_counted_by_address_and_nothing_of_it_stays() -> None:
    crowd = Crowd(Patience(from_one=2, in_all=3), one_by_one=True)
    assert [crowd.enters("a"), crowd.enters("a"), crowd.enters("a")] == [True, True, False]
    assert [crowd.enters("b"), crowd.enters("c")] == [True, False]
    for address in ("a", "a", "b"):
        crowd.leaves(address)
    assert not crowd._here and not crowd._in_all


def test_behind_a_proxy_only_all_together_are_counted() -> None:
    crowd = Crowd(Patience(from_one=1, in_all=3), one_by_one=False)
    assert [crowd.enters("proxy") for _ in range(4)] == [True, True, True, False]


@pytest.mark.parametrize("headers", [{f"x_{n}": "y" for n in range(140)}, {"x": "y" * 9_000}])
async def test_a_handshake_nobody_could_read_is_answered_and_over(
    evening: Evening, headers: dict[str, str]
) -> None:
    raw = await connected(evening.house)
    await raw.says(raw.handshake(**headers))
    assert (await raw.rest()).startswith(b"HTTP/1.1 431 ")
    await evening.settles()
    assert not evening.server.server_state.connections


# ── what could pile up ────────────────────────────────────────


async def test_empty_pieces_of_a_message_without_an_end_have_an_end(evening: Evening) -> None:
    raw = await connected(evening.house)
    await raw.opens()
    await raw.says(frame(0x1, fin=False) + frame(0x0, fin=False) * (MOST_PIECES + 1))
    assert await raw.rest() == b"\x88\x02\x03\xf0"  # 1008


async def test_a_flood_of_pings_ends_the_line(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_SIGNS", 100)
    for sign in (0x9, 0xA):
        raw = await connected(evening.house)
        await raw.opens()
        await raw.says(frame(sign) * 201)  # perhaps across the turn of one second
        assert (await raw.rest()).endswith(b"\x88\x02\x03\xf0")


async def test_pings_of_who_never_reads_pile_up_nowhere(evening: Evening) -> None:
    raw = await connected(evening.house)
    await raw.opens()
    raw.stops_reading()
    (line,) = [it for it in evening.server.server_state.connections if isinstance(it, Direct)]
    transport, most = line._transport, 0
    for _ in range(400):
        line._parses()._second = -1  # a second has passed: these are slow pings
        line.data_received(frame(0x9, b"p" * 125) * 100)
        most = max(most, transport.get_write_buffer_size())
    assert 0 < most < 20_000, "the kernel was full, and hardly anything waited behind it"
    raw.leaves()


# ── by whose name ────────────────────────────────────────


def asked(origin: str, host: str, site: str | None = None, kind: str = "http") -> HTTPConnection:
    headers = [(b"origin", origin.encode()), (b"host", host.encode())]
    headers += [(b"sec-fetch-site", site.encode())] if site else []
    return HTTPConnection({"type": kind, "scheme": "http", "path": "/", "server": None, "headers": headers})


def test_a_strangers_name_that_leads_here_is_not_ours() -> None:
    ours = "https://circle.example"
    assert is_ours(asked(ours, "circle.example"), ours)
    for host in ("localhost:8000", "127.0.0.1:8000", "[::1]:8000"):
        assert is_ours(asked(f"http://{host}", host), ours), host
    for host in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", ""):
        assert not is_ours(asked(f"http://{host}", host), ours), host


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_of_all_that_looks_like_our_name_only_our_name_is_ours(kind: str) -> None:
    ours = "https://circle.example"
    assert is_ours(asked(ours, "circle.example", kind=kind), ours)
    for origin in (
        "http://circle.example",
        "wss://circle.example",
        "https://circle.example:8443",
        "https://circle.example:443",
        "https://a.circle.example",
        "https://example",
        "https://circle.example.evil.example",
        "https://evil-circle.example",
        "https://circle.example.",
        "https://circle.example/",
        "https://CIRCLE.example",
        "HTTPS://circle.example",
        "https://circle.example@evil.example",
        "https://circle.example https://evil.example",
        "null",
        "*",
        "",
    ):
        assert not is_ours(asked(origin, "circle.example", kind=kind), ours), origin


@pytest.mark.parametrize(
    ("site", "let_in"),
    [(None, True), ("same-origin", True), ("same-site", False), ("cross-site", False), ("none", False)],
)
def test_what_a_browser_says_of_the_page_that_asks_is_believed(site: str | None, let_in: bool) -> None:
    ours = "https://circle.example"
    assert is_ours(asked(ours, "circle.example", site), ours) is let_in
    assert is_ours(asked(ours, "circle.example", site, "websocket"), ours), "a line is judged by its origin"
