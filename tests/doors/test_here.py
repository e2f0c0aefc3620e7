"""The door for a phone in a physical room: a code for one seat, good once, told to its host and written nowhere."""

import io
import logging
import re
from typing import Any

import pytest

from server.doors.callers import MOST
from server.doors.invitations import Invitation, read
from server.doors.qr import MARGIN, drawn
from server.room.companion import LIFE, MISSES
from server.wire.news import write_room
from tests.evening import SECRET, Evening
from tests.guest import Guest, NotLetIn


async def a_room(evening: Evening, *names: str) -> tuple[Guest, Guest]:
    """Fay guides, Hal hosts a room by his own link, and these sit there with him."""
    fay = await evening.guides("Fay")
    hal = await evening.comes("Hal", evening.links.hub)
    await fay.until(lambda me: any(one["name"] == "Hal" for one in me.picture["desk"]["waiting"]))
    await fay.may("admit", whom=[fay.seat_of("Hal")])
    for name in names:
        await hal.may("seat_here", name=name, numbered=False, newcomer=False, agreed=True)
    await hal.until(lambda me: len(me.you["here"]) == len(names))
    return fay, hal


def seat_here(host: Guest, name: str) -> str:
    return next(str(one["id"]) for one in host.you["here"] if one["name"] == name)


async def wrong(phone: Guest, code: str, **about: object) -> str:
    """By which name a code is refused."""
    with pytest.raises(NotLetIn) as refusal:
        await phone.sits_here(code, **about)
    return refusal.value.refused


async def test_a_phone_sits_down_on_the_seat_its_code_is_for(evening: Evening) -> None:
    fay, hal = await a_room(evening, "Uma", "Val")
    told = await hal.gets_a_code(seat_here(hal, "Uma"))
    assert re.fullmatch(r"\d{6}", told["code"]) and told["picture"] is None, (
        "on loopback a phone would call itself"
    )
    phone = evening.guest("Uma")
    await phone.sits_here(f"{told['code'][:3]} {told['code'][3:]}")
    await evening.returns(phone)
    assert (phone.you["name"], phone.you["hub"]) == ("Uma", "Hal")
    assert [seat["name"] for seat in phone.picture["seats"]] == ["Fay", "Hal", "Uma", "Val"]
    await fay.may("go_to", phase="opening")
    await fay.may("set_mode", mode="open")
    await phone.says("mine")
    await hal.until(lambda me: me.said("mine"))
    assert await hal.may_not("share", words="for Uma", here=phone.seat) == "has-own-phone"


async def test_the_link_of_a_code_needs_no_typing_and_opens_no_other_door(evening: Evening) -> None:
    _, hal = await a_room(evening, "Uma")
    told = await hal.gets_a_code(seat_here(hal, "Uma"))
    phone = evening.guest("Uma", told["link"])
    assert told["link"].startswith(f"{evening.house}/come/c1/agreement#")
    with pytest.raises(NotLetIn, match="link-not-valid"):
        await phone.knocks()
    await phone.sits_here()
    assert await wrong(evening.guest("Sneak", told["link"]), "") == "code-not-valid", "it was good once"


async def test_a_code_without_a_link_to_the_meeting_is_nothing(evening: Evening) -> None:
    _, hal = await a_room(evening, "Uma")
    code = (await hal.gets_a_code(seat_here(hal, "Uma")))["code"]
    sneak = evening.guest("Sneak")
    assert await wrong(sneak, code, invitation="x") == "link-not-valid"
    assert await wrong(sneak, code, invitation=evening.links.wall.partition("#")[2]) == "link-not-valid"
    assert await wrong(sneak, code, agreed={"agreement": "", "limits": ""}) == "agreement-first"
    assert await wrong(sneak, code, stray=1) == "link-not-valid"
    await sneak.sits_here(code)


async def test_guessing_ends_soon_and_voids_the_code_besides(evening: Evening) -> None:
    _, hal = await a_room(evening, "Uma")
    code = (await hal.gets_a_code(seat_here(hal, "Uma")))["code"]
    guesses = [f"{(int(code) + n) % 1_000_000:06d}" for n in range(1, MOST["here"] + 1)]
    told = [await wrong(evening.guest("Sneak"), guess) for guess in guesses[:MISSES]]
    assert set(told) == {"code-not-valid"}
    assert await wrong(evening.guest("Uma"), code) == "code-not-valid", "its tries were used up"
    told = [await wrong(evening.guest("Sneak"), guess) for guess in guesses[MISSES + 1 :]]
    assert told[-1] == "code-not-valid"
    assert await wrong(evening.guest("Sneak"), code) == "too-fast"


async def test_a_code_runs_out(evening: Evening) -> None:
    _, hal = await a_room(evening, "Uma")
    told = await hal.gets_a_code(seat_here(hal, "Uma"))
    await evening.passes(LIFE + 1)
    assert await wrong(evening.guest("Uma"), told["code"]) == "code-not-valid"
    assert await wrong(evening.guest("Uma", told["link"]), "") == "link-not-valid"


async def test_only_their_host_gets_a_code_for_somebody(evening: Evening) -> None:
    fay, hal = await a_room(evening, "Uma")
    uma = seat_here(hal, "Uma")
    assert await fay.gets_a_code(uma) == {"refused": "not-allowed"}
    assert await hal.gets_a_code(fay.seat) == {"refused": "not-allowed"}
    assert await hal.gets_a_code("x" * 99) == {"refused": "link-not-valid"}
    hal.cookie = ""
    assert await hal.gets_a_code(uma) == {"refused": "link-not-valid"}


async def test_a_phone_that_was_let_go_holds_nothing_any_more(evening: Evening) -> None:
    _, hal = await a_room(evening, "Uma")
    phone = evening.guest("Uma")
    await phone.sits_here((await hal.gets_a_code(seat_here(hal, "Uma")))["code"])
    late = await phone.gets_a_ticket()
    await evening.returns(phone)
    await hal.may("take_seat_back", whom=phone.seat)
    assert await phone.is_gone() == 1000
    assert phone.ended["how"] == "let_go"
    with pytest.raises(NotLetIn, match="link-not-valid"):
        await phone.gets_a_ticket()
    async with phone.another_tab().on_a_line(late) as old:
        assert await old.is_gone() == 4503
    other = evening.guest("Uma")
    await other.sits_here((await hal.gets_a_code(seat_here(hal, "Uma")))["code"])
    with pytest.raises(NotLetIn, match="link-not-valid"):
        await phone.gets_a_ticket()
    assert (await phone.posts(f"{phone.door}/aside", {})).json() == {"refused": "link-not-valid"}
    await evening.returns(other)


async def test_leaving_by_the_phone_leaves_the_person_in_the_circle(evening: Evening) -> None:
    fay, hal = await a_room(evening, "Uma")
    phone = evening.guest("Uma")
    await phone.sits_here((await hal.gets_a_code(seat_here(hal, "Uma")))["code"])
    await evening.returns(phone)
    await phone.sends({"is": "leave", "n": 1})
    assert await phone.is_gone() == 1000
    assert phone.ended["how"] == "let_go" and fay.sees("Uma")
    await hal.until(lambda me: not me.you["here"][0]["bound"])


async def test_a_phone_that_was_away_for_long_is_told_that_something_is_missing(evening: Evening) -> None:
    fay, hal = await a_room(evening, "Uma")
    phone = evening.guest("Uma")
    await phone.sits_here((await hal.gets_a_code(seat_here(hal, "Uma")))["code"])
    await evening.returns(phone)
    await phone.hangs_up()
    await evening.passes(61)
    await hal.until(lambda me: me.you["here"][0]["bound"] and not me.you["here"][0]["phone"])
    assert fay.sees("Uma"), "the person is there all the same"
    await fay.may("go_to", phase="opening")
    await hal.may("raise_hand", here=seat_here(hal, "Uma"))
    await evening.returns(phone)
    await phone.until(lambda me: "gap" in [frame["is"] for frame in me.frames])
    await hal.until(lambda me: me.you["here"][0]["phone"])


async def test_the_host_of_a_room_may_hang_its_wall(evening: Evening) -> None:
    _, hal = await a_room(evening)
    assert "link" in (await hal.posts(f"{hal.door}/wall", {})).json()


async def test_a_dead_laptop_is_not_a_lost_room(evening: Evening) -> None:
    fay, hal = await a_room(evening, "Uma")
    await hal.hangs_up()
    await evening.passes(61)
    await fay.until(lambda me: not me.sees("Uma"))
    again = evening.guest("Hal", evening.links.hub)
    await again.knocks()
    await evening.returns(again)
    await fay.until(lambda me: me.sees("Uma"))
    assert [one["name"] for one in again.you["here"]] == ["Uma"]


async def test_a_code_is_in_no_log_and_the_room_keeps_only_its_imprint(evening: Evening) -> None:
    written = io.StringIO()
    listening = logging.StreamHandler(written)
    logging.getLogger().addHandler(listening)
    try:
        _, hal = await a_room(evening, "Uma")
        told = await hal.gets_a_code(seat_here(hal, "Uma"))
        app: Any = evening.server.config.app
        [here] = app.state.node._rooms.values()
        assert told["code"].encode() not in write_room(here.room)
        assert told["code"] not in repr(here.room)
        await wrong(evening.guest("Sneak"), "000000")
        await evening.guest("Uma").sits_here(told["code"])
        metrics = (await hal.gets("/metrics")).text
    finally:
        logging.getLogger().removeHandler(listening)
    assert told["code"] not in written.getvalue() + metrics
    assert all(told["code"] not in str(frame) for frame in hal.frames)


def test_a_link_is_drawn_as_bars_of_dark_squares() -> None:
    picture = drawn("https://house.example/come/c1/agreement#" + "a" * 200)
    bars = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", picture["path"])
    assert "".join(f"M{x} {y}h{wide}v1h-{back}z" for x, y, wide, back in bars) == picture["path"]
    assert all(int(x) >= MARGIN and int(x) + int(wide) <= picture["size"] - MARGIN for x, _, wide, _ in bars)
    assert ("4", "4", "7", "7") in bars, "the corner by which a camera finds it"


async def test_the_link_is_signed_and_short_enough_for_a_picture(evening: Evening) -> None:
    _, hal = await a_room(evening, "Uma")
    told = await hal.gets_a_code(seat_here(hal, "Uma"))
    invitation: Invitation = read(told["link"].partition("#")[2], SECRET, evening.clock.now())
    assert (invitation.code, invitation.seat, invitation.wall) == (told["code"], None, False)
    assert len(told["link"]) < 320
