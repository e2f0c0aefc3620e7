"""The line speaks RFC 6455, all of it: our own cases, and a weaker server that shows they can tell."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from server.doors.callers import MOST
from tests.doors.raw import KEY, PATIENCE, Raw, accepted, connected
from tests.doors.rfc6455 import CLOSE, CONT, HANDSHAKES, HEARD, PING, PONG, TEXT, Case, cases
from tests.evening import Evening, an_evening

AT_ONCE = 16


async def heard(raw: Raw) -> tuple[int, bytes]:
    """One frame from a house: whole, unmasked, spelled as short as it can be."""
    first, size = await raw.reader.readexactly(2)
    assert first & 0x70 == 0 and first & 0x80 and size < 126, "a house sends nothing odd here"
    return first & 0x0F, await raw.reader.readexactly(size)


async def answered(house: str, case: Case) -> str | None:
    """What is wrong with how this house answers; None where nothing is."""
    raw = await connected(house)
    try:
        async with asyncio.timeout(PATIENCE):
            await raw.opens()
            for piece in case.says:
                await raw.says(piece)
                await asyncio.sleep(0)
            for pong in case.pongs:
                if (came := await heard(raw)) != (PONG, pong):
                    return f"{case.name}: {came} instead of a pong"
            opcode, last = await heard(raw)
            code = int.from_bytes(last[:2]) if last else None
            return None if (opcode, code) == (CLOSE, case.ends) else f"{case.name}: {opcode:x} {code}"
    except (TimeoutError, asyncio.IncompleteReadError, ConnectionError) as trouble:
        return f"{case.name}: {type(trouble).__name__}"
    finally:
        raw.leaves()


async def all_wrong(house: str, asked: list[Case]) -> list[str]:
    """Every case, some of them at once."""
    room = asyncio.Semaphore(AT_ONCE)

    async def one(case: Case) -> str | None:
        async with room:
            return await answered(house, case)

    return [wrong for wrong in await asyncio.gather(*map(one, asked)) if wrong]


async def test_every_case_of_the_protocol_is_answered_as_it_must() -> None:
    asked = cases()
    assert len(asked) >= 150 and len({case.name for case in asked}) == len(asked)
    assert len(asked) < MOST["line"], "one address may open so many lines in a minute"
    async with an_evening() as evening:
        assert await all_wrong(evening.house, asked) == []


async def test_every_handshake_is_answered_as_it_must(evening: Evening) -> None:
    for name, (changed, status) in HANDSHAKES.items():
        raw = await connected(evening.house)
        await raw.says(raw.handshake(**changed))
        head = (await raw.hears()).decode().lower()
        assert head.startswith(f"http/1.1 {status} "), f"{name}: {head}"
        if status == 101:
            key = changed.get("sec_websocket_key") or KEY
            assert f"sec-websocket-accept: {accepted(key).lower()}" in head, name
            assert "sec-websocket-protocol: alcove.v1" in head and "extensions" not in head, name
        raw.leaves()


# ── a server that does not look ────────────────────────────────────────


async def gullible(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answers what it is told, and looks at nothing: no masks, no bits, no order, no letters."""
    await reader.readuntil(b"\r\n\r\n")
    writer.write(f"HTTP/1.1 101 Yes\r\nsec-websocket-accept: {accepted(KEY)}\r\n\r\n".encode())
    try:
        while True:
            first, second = await reader.readexactly(2)
            wide = {126: 2, 127: 8}.get(second & 0x7F, 0)
            size = int.from_bytes(await reader.readexactly(wide)) if wide else second & 0x7F
            mask = await reader.readexactly(4) if second & 0x80 else bytes(4)
            body = bytes(
                it ^ mask[at % 4] for at, it in enumerate(await reader.readexactly(min(size, 70_000)))
            )
            match first & 0x0F:
                case op if op in (TEXT, CONT) and first & 0x80:
                    writer.write(b"\x88\x02" + HEARD.to_bytes(2))
                case op if op == PING:
                    writer.write(bytes([0x8A, len(body)]) + body)
                case op if op == CLOSE:
                    writer.write(bytes([0x88, len(body)]) + body)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


@asynccontextmanager
async def a_gullible_house() -> AsyncIterator[str]:
    server = await asyncio.start_server(gullible, "127.0.0.1")
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_a_server_that_does_not_look_is_found_out() -> None:
    ends_at_once = [case for case in cases() if len(case.says) == 1]
    sound = [case for case in ends_at_once if case.ends in (HEARD, 1000) and len(case.says[0]) < 100]
    looked_at = [
        case
        for case in ends_at_once
        if any(sign in case.name for sign in ("unmasked, opcode 1", "reserved bits", "nobody may"))
    ]
    async with a_gullible_house() as house:
        assert len(await all_wrong(house, looked_at)) == len(looked_at) > 20
        assert await all_wrong(house, sound) == [], "what is sound, it does"
