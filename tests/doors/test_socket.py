"""The line's door: who may come, how they say hello, and what happens to what cannot be read."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import Frame, Opcode
from websockets.typing import Origin, Subprotocol

from server.doors.direct import Direct
from server.live.gathering import Gathering
from server.live.node import Node
from server.live.rates import HEARD_AT_ONCE, HEARD_PER_SECOND
from server.wire.close_codes import Close
from tests.evening import Evening, an_evening
from tests.guest import Guest


@asynccontextmanager
async def a_socket(
    evening: Evening, origin: str | None = None, protocol: str = "alcove.v1"
) -> AsyncIterator[ClientConnection]:
    """A bare socket, from our own page unless said otherwise."""
    address = evening.house.replace("http", "ws", 1) + "/line"
    async with connect(
        address, origin=Origin(origin or evening.house), subprotocols=[Subprotocol(protocol)]
    ) as line:
        yield line


def there(evening: Evening) -> tuple[Node, Gathering]:
    """The house and its one room, from inside."""
    app: Any = evening.server.config.app
    node: Node = app.state.node
    (here,) = node._rooms.values()
    return node, here


def line_of(evening: Evening, guest: Guest) -> Direct:
    """This guest's line, as the house has it."""
    (chair,) = [it for it in there(evening)[1].seating if it.seat == guest.seat]
    assert isinstance(chair.outbox._way, Direct)
    return chair.outbox._way


async def closed(line: ClientConnection) -> int | None:
    """Wait for the house to close this line; with which code."""
    async with asyncio.timeout(5):
        with pytest.raises(ConnectionClosed):
            while True:
                await line.recv()
    return line.close_code


# ── who may come ────────────────────────────────────────


ELSEWHERE = (
    "null",
    "https://evil.example",
    "http://127.0.0.1",
    "http://localhost:{port}",
    "https://127.0.0.1:{port}",
    "http://127.0.0.1:{port}.evil.example",
    "http://127.0.0.1:{port}/",
    "http://127.0.0.1.:{port}",
)


async def test_a_page_from_elsewhere_may_not_open_a_line(evening: Evening) -> None:
    port = evening.house.rpartition(":")[2]
    for origin in ELSEWHERE:
        with pytest.raises(InvalidStatus):
            async with a_socket(evening, origin.format(port=port)):
                raise AssertionError(f"{origin} was let in")


async def test_without_an_origin_it_is_no_page_of_ours(evening: Evening) -> None:
    with pytest.raises(InvalidStatus):
        async with connect(
            evening.house.replace("http", "ws", 1) + "/line", subprotocols=[Subprotocol("alcove.v1")]
        ):
            raise AssertionError("it was let in")


async def test_another_protocol_is_not_spoken_here(evening: Evening) -> None:
    with pytest.raises(InvalidStatus):
        async with a_socket(evening, protocol="alcove.v0"):
            raise AssertionError("it was let in")


async def test_our_own_page_is_let_in_and_nothing_is_compressed(evening: Evening) -> None:
    async with a_socket(evening) as line:
        assert line.subprotocol == "alcove.v1"
        assert line.response is not None and "sec-websocket-extensions" not in line.response.headers


# ── hello ────────────────────────────────────────


async def test_who_says_nothing_for_twelve_seconds_is_let_go(evening: Evening) -> None:
    async with a_socket(evening) as line:
        await evening.passes(11.9)
        assert line.close_code is None
        await evening.passes(0.2)
        assert await closed(line) == 4002


async def test_the_first_frame_is_a_hello(evening: Evening) -> None:
    for first in ("{}", "hello", '{"is":"tock"}', b"\x00", '{"is":"hello"}'):
        async with a_socket(evening) as line:
            await line.send(first)
            assert await closed(line) == 4504


async def test_a_ticket_we_did_not_write_is_not_valid(evening: Evening) -> None:
    for ticket in ("x", "a.b", "é.é", "." * 100, "x" * 2_048):
        async with a_socket(evening) as line:
            await line.send(json.dumps({"is": "hello", "ticket": ticket}))
            assert await closed(line) == 4503


async def test_a_ticket_is_good_for_half_a_minute(evening: Evening) -> None:
    await evening.guides("Fay")
    ana = evening.guest("Ana")
    await ana.knocks()
    ticket = await ana.gets_a_ticket()
    await evening.passes(31)
    async with a_socket(evening) as line:
        await line.send(json.dumps({"is": "hello", "ticket": ticket}))
        assert await closed(line) == 4503


async def test_the_pass_in_the_cookie_is_no_ticket(evening: Evening) -> None:
    ana = evening.guest("Ana")
    await ana.knocks()
    async with a_socket(evening) as line:
        await line.send(json.dumps({"is": "hello", "ticket": ana.cookie.partition("=")[2]}))
        assert await closed(line) == 4503


# ── what cannot be read, or comes too fast ────────────────────────────────────────


UNREADABLE = {
    "no": "not-json",
    "[]": "not-an-object",
    '{"is":"fly"}': "unknown-frame",
    '{"is":"hello","ticket":"x"}': "unknown-frame",
    '{"is":"raise_hand"}': "wrong-fields",
    '{"is":"raise_hand","n":"1"}': "wrong-fields",
    '{"is":"raise_hand","n":1,"seat":"p1"}': "wrong-fields",
    '{"is":"raise_hand","n":1,"n":1}': "doubled-keys",
    '{"is":"raise_hand","n":99999999999999999999}': "number-out-of-range",
    '{"is":"share","n":1,"words":"\\ud800"}': "lone-surrogate",
    b'{"is":"tock"}': "binary",
}


async def test_what_cannot_be_read_has_a_name_and_changes_nothing(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    for frame, why in UNREADABLE.items():
        tab = await evening.opens_again(fay)
        before = tab.picture
        await tab.sends(frame)
        await tab.until(lambda me: any(told["is"] == "refused" for told in me.frames))
        assert [told for told in tab.frames if told["is"] == "refused"] == [{"is": "refused", "no": why}]
        assert (tab.picture, tab.closed) == (before, None)


async def test_the_third_thing_that_cannot_be_read_ends_the_line(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    for _ in range(3):
        await fay.sends("{")
    assert await fay.is_gone() == 4504


async def test_a_frame_over_sixteen_kilobytes_ends_the_line(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    await fay.sends(json.dumps({"is": "share", "n": 1, "words": "a" * 16_384}))
    assert await fay.is_gone() == 1009


async def test_too_much_at_once_waits_and_help_never_does(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    await fay.may("go_to", phase="opening")
    answers = [await fay.does("raise_hand") for _ in range(12)]
    refused = [answer for answer in answers if answer["is"] == "refused"]
    assert refused and {answer["no"] for answer in refused} == {"too-fast"}
    assert 0 < refused[0]["facts"]["seconds"] <= 1
    await fay.may("ask_for_support")
    await evening.passes(2)
    await fay.may("raise_hand")


async def test_whoever_floods_is_heard_more_slowly_and_help_is_still_never_refused(evening: Evening) -> None:
    await is_heard_more_slowly_who_floods(evening, 200)


async def is_heard_more_slowly_who_floods(evening: Evening, times: int) -> None:
    """One asks for help again and again."""
    fay = await evening.guides("Fay")
    began = evening.clock.now()
    answers = [await fay.does("ask_for_support") for _ in range(times)]
    assert {answer["is"] for answer in answers} == {"ok"}
    assert evening.clock.now() - began > (times - HEARD_AT_ONCE) / HEARD_PER_SECOND - 1


async def test_a_kind_answer_rests_for_ten_seconds(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    ana = await evening.joins("Ana", fay)
    await fay.may("go_to", phase="opening")
    ref = (await fay.says("hello"))["ref"]
    await ana.hears("hello")
    await ana.may("answer", ref=ref, kind="heard")
    assert await ana.may_not("answer", ref=ref, kind="heard") == "response-rests"
    await evening.passes(10)
    await ana.may("answer", ref=ref, kind="heard")


# ── whose room it is ────────────────────────────────────────


POWERS_NOT_HELD = [
    {"is": "admit", "whom": ["{seat}"]},
    {"is": "go_to", "phase": "closing"},
    {"is": "end_for_all"},
    {"is": "pause", "on": True},
    {"is": "mute", "whom": "{fay}", "on": True},
    {"is": "remove", "whom": "{fay}", "kind": "for_session", "reason": "unkind"},
    {"is": "give_role", "whom": "{seat}", "role": "facilitator"},
    {"is": "share", "words": "from outside"},
    {"is": "raise_hand"},
]


async def test_who_waits_can_do_nothing_in_the_circle(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    await fay.may("go_to", phase="opening")
    ana = await evening.comes("Ana")
    before = (dict(fay.picture["floor"]), fay.picture["phase"], fay.has_heard())
    for frame in POWERS_NOT_HELD:
        asked = json.loads(json.dumps(frame).replace("{seat}", ana.seat).replace("{fay}", fay.seat))
        no = await ana.may_not(asked.pop("is"), **asked)
        assert no in ("still-in-the-lobby", "not-allowed"), no
        assert (dict(fay.picture["floor"]), fay.picture["phase"], fay.has_heard()) == before


async def test_the_roster_is_for_those_inside(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    ana = await evening.comes("Ana")
    for guest in (ana, fay):
        await guest.sends({"is": "who_is_here"})
    await fay.until(lambda me: any(frame["is"] == "roster" for frame in me.frames))
    await evening.settles()
    assert not any(frame["is"] == "roster" for frame in ana.frames)


async def test_a_page_that_does_not_read_is_let_go_and_holds_nobody_up(evening: Evening) -> None:
    await is_let_go_who_does_not_read(evening)


async def is_let_go_who_does_not_read(evening: Evening) -> None:
    """One of two stops reading; the other goes on as if nothing were."""
    fay = await evening.guides("Fay")
    ana = await evening.joins("Ana", fay)
    await fay.may("go_to", phase="opening")
    stuck = await _stuck(evening, ana)
    for n in range(40):
        await fay.says(f"{n} " + "a" * 8_000)
        await evening.clock.passes(0.3, fay.settles)
    await evening.clock.passes(20, fay.settles)
    assert fay.closed is None
    assert [one.get("away") for one in fay.picture["seats"] if one["name"] == "Ana"] == [True]
    stuck.transport.abort()


async def _stuck(evening: Evening, ana: Guest) -> ClientConnection:
    """A line that says hello and then reads nothing any more."""
    tab = ana.another_tab()
    address = evening.house.replace("http", "ws", 1) + "/line"
    line = await connect(
        address,
        origin=Origin(evening.house),
        subprotocols=[Subprotocol("alcove.v1")],
        max_queue=1,
    )
    await line.send(json.dumps({"is": "hello", "ticket": await tab.gets_a_ticket()}))
    line.transport.pause_reading()
    return line


async def test_when_the_house_restarts_everyone_is_asked_to_come_back() -> None:
    async with an_evening() as evening:
        fay = await evening.guides("Fay")
        evening.stops()
        assert await fay.is_gone() == 1012


# ── going as everything ends ────────────────────────────────────────


@pytest.mark.parametrize("turns", range(7))
async def test_who_goes_as_the_meeting_ends_keeps_nobody_from_hearing_it(
    evening: Evening, turns: int
) -> None:
    fay = await evening.guides("Fay")
    others = [await evening.joins(name, fay) for name in ("Bo", "Cy")]
    node, here = there(evening)
    heart, line = node._hearts[here.id], line_of(evening, fay)
    line.data_received(Frame(Opcode.CLOSE, Close.LEFT.to_bytes(2, "big")).serialize(mask=True))
    for _ in range(turns):
        await asyncio.sleep(0)
    await node.line.wipe(here.id)
    for guest in others:
        assert await guest.is_gone() == Close.ENDED
    await asyncio.wait((heart,), timeout=5)
    assert heart.done() and not node._rooms
