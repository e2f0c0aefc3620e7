"""Knocking: what a form is told, what a browser holds afterwards, and what nobody learns by trying."""

import asyncio
import re
from base64 import urlsafe_b64decode
from typing import cast

import pytest
from httpx2 import AsyncClient
from starlette.applications import Starlette
from starlette.requests import HTTPConnection

from server.doors.callers import MOST, Callers
from server.doors.invitations import Invitation, write
from server.doors.tickets import Desk, Pass, Ticket
from server.live.gathering import Gathering
from server.room.room import RoomId
from server.room.seat import Role, SeatId
from tests.evening import SECRET, Evening, an_evening
from tests.guest import PLAIN, Frame, Guest, NotLetIn

ONCE = "a-word-made-by-chance-on-a-page"


async def refused(guest: Guest, **about: object) -> str:
    """By which name this knock is refused."""
    with pytest.raises(NotLetIn) as no:
        await guest.knocks(**about)
    return no.value.refused


async def test_the_landing_asks_for_nothing_and_sets_nothing(evening: Evening) -> None:
    landing = await evening.guest("Ana").lands()
    assert landing.status_code == 200
    assert "set-cookie" not in landing.headers


async def test_a_knock_becomes_a_seat_that_only_this_browser_holds(evening: Evening) -> None:
    ana = evening.guest("Ana")
    answer = await ana.posts("/knock", _form(ana))
    assert answer.status_code == 200
    assert re.fullmatch(r"/in/[a-z2-7]{6}", answer.json()["in"])
    cookie = answer.headers["set-cookie"].lower()
    handle = answer.json()["in"].removeprefix("/in/")
    assert cookie.startswith(f"__host-alcove-{handle}=")
    assert {"secure", "httponly", "samesite=strict", "path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "domain" not in cookie
    assert answer.headers["cache-control"] == "no-store"


async def test_a_knock_whose_answer_was_lost_is_the_same_knock_when_it_comes_again(evening: Evening) -> None:
    fay, ana = await evening.guides("Fay"), evening.guest("Ana")
    await ana.posts("/knock", _form(ana) | {"once": ONCE})
    await ana.knocks(once=ONCE)
    await evening.returns(ana)
    await evening.settles()
    assert [one["name"] for one in fay.picture["desk"]["waiting"]] == ["Ana"]
    assert fay.picture["desk"]["waiting"][0]["id"] == ana.seat


async def test_nobody_else_finds_that_seat_by_the_name_or_by_a_weak_word(evening: Evening) -> None:
    ana = evening.guest("Ana")
    await ana.knocks(once=ONCE)
    assert await refused(evening.guest("Ana"), once=ONCE[::-1]) == "name-taken"
    assert await refused(evening.guest("Ana")) == "name-taken"
    other = evening.guest("Bo")
    await other.knocks(once=ONCE)
    assert other.door != ana.door
    assert await refused(evening.guest("Cy"), once="1234") == "link-not-valid"


async def test_who_is_out_does_not_come_back_by_the_same_knock(evening: Evening) -> None:
    fay, ana = await evening.guides("Fay"), evening.guest("Ana")
    await ana.knocks(once=ONCE)
    await evening.returns(ana)
    await fay.until(lambda me: me.picture["desk"].get("waiting"))
    await fay.may("admit", whom=[ana.seat])
    await fay.may("remove", whom=ana.seat, kind="for_session", reason="unkind")
    assert await refused(evening.guest("Ana"), once=ONCE) == "out-for-this-session"


async def test_two_links_fit_into_one_browser(evening: Evening) -> None:
    fay, ana = evening.guest("Fay", evening.links.guides[0]), evening.guest("Ana")
    await fay.knocks()
    await ana.knocks()
    assert fay.door != ana.door
    ana.cookie = f"{fay.cookie}; {ana.cookie}"
    async with ana.on_a_line():
        assert ana.you["name"] == "Ana"


async def test_nobody_learns_in_which_way_an_invitation_is_wrong(evening: Evening) -> None:
    ana = evening.guest("Ana")
    now = int(evening.clock.now())

    def invitation(house: bytes = SECRET, format: str = "c1", expires: int = now + 100) -> str:
        room, seat = RoomId("r"), SeatId("s")
        return write(Invitation(room, Role.PARTICIPANT, format, now, 60, ("Fay",), expires, 1, seat), house)

    wrong = [
        "",
        "x" * 40,
        ana.invitation[:-2],
        invitation(house=b"another house's secret, of 32 bytes"),
        invitation(expires=now - 1),
        invitation(format="c999"),
    ]
    answers = [await ana.posts("/knock", _form(ana) | {"invitation": it}) for it in wrong]
    assert {(answer.status_code, answer.text) for answer in answers} == {
        (403, '{"refused":"link-not-valid"}')
    }
    assert not any("set-cookie" in answer.headers for answer in answers)


async def test_a_name_that_cannot_be_is_answered_at_the_form(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    await evening.joins("Ana", fay)
    for name, why in {
        "Ana": "name-taken",
        "Аnа": "name-looks-like-another",
        "Facilitator": "name-looks-official",
        "": "name-not-usable",
        "07700 900123": "name-tells-too-much",
    }.items():
        assert await refused(evening.guest(name)) == why, name
    assert fay.picture["desk"].get("waiting", []) == []


async def test_first_comes_the_agreement(evening: Evening) -> None:
    ana = evening.guest("Ana")
    assert await refused(ana, agreed={"agreement": "", "limits": ""}) == "agreement-first"
    assert await refused(ana, agreed={"agreement": "v0", "limits": "v1"}) == "agreement-has-changed"


async def test_a_form_that_is_no_form_is_no_way_in(evening: Evening) -> None:
    ana = evening.guest("Ana")
    forms: list[object] = [
        {},
        [],
        {"invitation": 1},
        _form(ana) | {"role": "facilitator"},
        {"x": "y" * 10_000},
    ]
    for form in forms:
        answer = await ana.posts("/knock", form)
        assert (answer.status_code, answer.json()) == (403, {"refused": "link-not-valid"})


async def test_a_page_from_elsewhere_cannot_knock_or_get_a_ticket(evening: Evening) -> None:
    ana = evening.guest("Ana")
    await ana.knocks()
    for origin in ("https://evil.example", "null", ""):
        assert (await ana.posts("/knock", _form(ana), origin=origin)).status_code == 403
        assert (await ana.posts(f"{ana.door}/ticket", {}, origin=origin)).status_code == 403


async def test_the_rooms_page_brings_its_first_ticket_and_only_to_that_seat(evening: Evening) -> None:
    await evening.guides("Fay")
    ana, bo = evening.guest("Ana"), evening.guest("Bo")
    for guest in (ana, bo):
        await guest.knocks()
    page = await ana.gets(ana.door)
    assert page.headers["cache-control"] == "no-store"
    async with ana.on_a_line(brought(page.text)):
        assert ana.closed is None and ana.you["name"] == "Ana"
    assert brought((await bo.gets(ana.door)).text) == ""


async def test_where_there_is_no_room_to_sit_in_the_page_comes_without_and_asks(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    ana = await evening.joins("Ana", fay)
    await fay.may("end_for_all")
    await evening.passes(61)
    page = await ana.gets(ana.door)
    assert (page.status_code, brought(page.text)) == (200, "")
    with pytest.raises(NotLetIn, match="meeting-over"):
        await ana.gets_a_ticket()


async def test_where_the_line_is_silent_the_rooms_page_comes_all_the_same(evening: Evening) -> None:
    await evening.guides("Fay")
    ana = evening.guest("Ana")
    await ana.knocks()
    node = cast(Starlette, evening.server.config.app).state.node
    asked = asyncio.Event()

    async def silent(room: RoomId) -> Gathering:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError("nobody rang")

    node.newest = silent
    page = asyncio.ensure_future(ana.gets(ana.door))
    await asked.wait()
    await evening.passes(1.0)
    assert brought((await page).text) == ""


def brought(page: str) -> str:
    """The ticket that came with a page; empty where none did."""
    found = re.search(r'<meta name="ticket" content="([^"]*)">', page)
    return found[1] if found else ""


async def test_a_ticket_needs_the_cookie_of_that_very_seat(evening: Evening) -> None:
    ana, bo = evening.guest("Ana"), evening.guest("Bo")
    await ana.knocks()
    await bo.knocks()
    handle = bo.door.removeprefix("/in/")
    ana.cookie = f"__Host-alcove-{handle}={ana.cookie.partition('=')[2][:-3]}AAA"
    ana.door = bo.door
    with pytest.raises(NotLetIn, match="link-not-valid"):
        await ana.gets_a_ticket()


async def test_one_address_cannot_knock_for_ever(evening: Evening) -> None:
    ana = evening.guest("Ana")
    for _ in range(MOST["knock"]):
        await ana.posts("/knock", {})
    answer = await ana.posts("/knock", _form(ana))
    assert (answer.status_code, answer.json()["refused"]) == (429, "too-fast")
    await evening.passes(61)
    await ana.knocks()


def test_callers_are_counted_without_being_known() -> None:
    callers = Callers(b"salt")
    waits = [callers.wait("line", "192.0.2.7", 0.0) for _ in range(MOST["line"] + 1)]
    assert waits[-1] > 0 == sum(waits[:-1])
    assert not callers.wait("line", "192.0.2.8", 0.0)
    assert "192.0.2" not in str(vars(callers))


def came(peer: str, *said: str) -> HTTPConnection:
    """A request from this peer, which says where it comes from in so many headers."""
    headers = [(b"x-forwarded-for", line.encode()) for line in said]
    return HTTPConnection({"type": "http", "client": (peer, 1), "headers": headers})


def test_nobody_is_believed_where_they_come_from_but_our_own_proxies() -> None:
    plain, one, two = (Callers(b"salt", proxies) for proxies in (0, 1, 2))
    lied = came("10.0.0.1", "198.51.100.1", "203.0.113.9, 192.0.2.7")
    assert plain.address(lied) == "10.0.0.1"
    assert one.address(lied) == "192.0.2.7"
    assert two.address(lied) == "203.0.113.9"
    assert two.address(came("10.0.0.1", "192.0.2.7")) == "10.0.0.1", "it came round our outer proxy"
    assert one.address(came("10.0.0.1")) == "10.0.0.1"


def test_a_household_is_counted_as_one_whichever_of_its_long_addresses_it_takes() -> None:
    callers = Callers(b"salt", 1)
    home = {callers.address(came("::1", f"2001:db8:1:2:{host:x}::{host:x}")) for host in range(1, 200)}
    assert len(home) == 1
    assert callers.address(came("::1", "2001:db8:1:3::1")) not in home
    assert callers.address(came("::ffff:192.0.2.7")) == "192.0.2.7"


async def test_behind_a_proxy_one_who_knocks_too_often_keeps_nobody_else_out() -> None:
    async with an_evening(proxies=1) as evening:
        raider, ana = evening.guest("Raider"), evening.guest("Ana")
        for _ in range(MOST["knock"]):
            await raider.posts("/knock", {}, **{"x-forwarded-for": "6.6.6.6, 198.51.100.1"})
        again = await raider.posts("/knock", _form(raider), **{"x-forwarded-for": "7.7.7.7, 198.51.100.1"})
        assert again.status_code == 429
        assert (await ana.posts("/knock", _form(ana), **{"x-forwarded-for": "192.0.2.7"})).status_code == 200


async def test_one_link_cannot_be_knocked_with_for_ever_wherever_it_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert MOST["invitation"] == 4 * MOST["knock"] == 240
    monkeypatch.setitem(MOST, "invitation", 8)
    async with an_evening(proxies=1) as evening:
        ana, fay = evening.guest("Ana"), evening.guest("Fay", evening.links.guides[0])
        unusable = _form(ana) | {"name": ""}
        for n in range(MOST["invitation"]):
            answer = await ana.posts("/knock", unusable, **{"x-forwarded-for": f"198.51.{n}.1"})
            assert answer.json() == {"refused": "name-not-usable"}
        late = await ana.posts("/knock", _form(ana), **{"x-forwarded-for": "192.0.2.7"})
        assert (late.status_code, late.json()) == (429, {"refused": "too-fast"})
        await fay.knocks()
        await evening.passes(61)
        await ana.knocks()


def test_no_letter_of_a_ticket_can_be_changed_nor_its_room_put_into_another() -> None:
    desk = Desk(SECRET)
    ticket, other = (
        desk.write(Ticket(RoomId(room), SeatId("s"), "c1", 1, 100.0)) for room in ("one room", "another")
    )
    for at, letter in enumerate(ticket):
        for instead in {"A", "z", "-", "."} - {letter}:
            forged = ticket[:at] + instead + ticket[at + 1 :]
            assert desk.read(forged, Ticket, 99.0) is None or _same_bits(forged, ticket), forged
    (said, _, signed), (elsewhere, _, _) = ticket.rpartition("."), other.rpartition(".")
    assert desk.read(f"{said}.{signed}", Ticket, 99.0) is not None
    assert desk.read(f"{elsewhere}.{signed}", Ticket, 99.0) is None


def _same_bits(one: str, other: str) -> bool:
    """The last letter of each part has bits to spare, which no reader looks at."""
    parts = [[urlsafe_b64decode(part + "==") for part in it.split(".")] for it in (one, other) if "." in it]
    return len(parts) == 2 and parts[0] == parts[1]


def test_a_pass_is_no_ticket_and_a_ticket_is_no_pass() -> None:
    desk = Desk(SECRET)
    seat = Pass(RoomId("r"), SeatId("s"), "c1", 100.0)
    ticket = Ticket(RoomId("r"), SeatId("s"), "c1", 1, 100.0)
    assert desk.read(desk.write(seat), Pass, 99.0) == seat
    assert desk.read(desk.write(ticket), Ticket, 99.0) == ticket
    assert desk.read(desk.write(seat), Ticket, 99.0) is None
    assert desk.read(desk.write(ticket), Pass, 99.0) is None
    assert desk.read(desk.write(ticket), Ticket, 100.0) is None
    assert Desk(SECRET + b"!").read(desk.write(ticket), Ticket, 99.0) is None


async def test_the_house_says_whether_it_is_well(evening: Evening) -> None:
    async with AsyncClient(verify=PLAIN, base_url=evening.house) as browser:
        assert (await browser.get("/health")).json() == {"healthy": True}
        assert (await browser.get("/ready")).json() == {"ready": True}
        assert len((await browser.get("/keys")).json()["receipts"]["key"]) == 43
        assert (await browser.get("/asyncapi.json")).json()["asyncapi"] == "3.0.0"
        assert (await browser.get("/words/es.json")).json()["lobby-wait"]
        assert (await browser.get("/formats/c1.en.json")).json()["code"] == "c1"
        assert (await browser.get("/formats/c1.xx.json")).status_code == 404


def _form(guest: Guest) -> Frame:
    return {
        "invitation": guest.invitation,
        "name": guest.name,
        "agreed": {"agreement": "v1", "limits": "v1"},
    }
