"""The wall's own door: a link of its own kind, one screen at a time, and a guide who takes it down."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from tests.evening import Evening, an_evening
from tests.guest import Guest, NotLetIn
from tests.wall import Wall


@pytest.fixture
async def evening() -> AsyncIterator[Evening]:
    async with an_evening() as evening:
        yield evening


async def hangs(evening: Evening, stack: AsyncExitStack, link: str) -> Wall:
    wall = await stack.enter_async_context(Wall(link).on_a_line())
    evening.guests.append(wall)
    return wall


async def link_from(guest: Guest) -> dict[str, str]:
    """What a guide's button asks for."""
    told: dict[str, str] = (await guest.posts(f"{guest.door}/wall", {})).json()
    return told


async def test_a_wall_may_be_first_and_says_nothing_of_who_comes_later(evening: Evening) -> None:
    async with AsyncExitStack() as stack:
        wall = await hangs(evening, stack, evening.links.wall)
        assert (wall.picture["phase"], wall.picture["seats"]) == ("lobby_open", [])
        await evening.comes("Ana")
        fay = await evening.guides("Fay")
        await wall.until(lambda me: me.sees("Fay"))
        assert not wall.sees("Ana")
        assert fay.picture["walls"] == 1


async def test_a_guide_gets_the_links_of_screens_and_takes_each_down(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    async with AsyncExitStack() as stack:
        walls = [await hangs(evening, stack, (await link_from(fay))["link"]) for _ in range(2)]
        await fay.until(lambda me: me.picture["walls"] == 2)
        first, other = fay.picture["desk"]["walls"]
        assert first["lit"] and first["invitation"] != other["invitation"]
        await fay.may("revoke_invitation", invitation=first["invitation"])
        assert await walls[0].is_gone() == 4503
        assert walls[0].ended == {"is": "ended", "how": "not_valid"}
        await fay.until(lambda me: me.picture["walls"] == 1)
        assert walls[1].closed is None
        with pytest.raises(NotLetIn, match="link-not-valid"):
            await walls[0].knocks()
        with pytest.raises(NotLetIn, match="link-not-valid"):
            await walls[0].gets_a_ticket()


async def test_nobody_but_a_guide_gets_a_wall(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    ana = await evening.joins("Ana", fay)
    bo = await evening.comes("Bo")
    assert [await link_from(guest) for guest in (ana, bo)] == [{"refused": "not-allowed"}] * 2
    ana.cookie = ""
    assert await link_from(ana) == {"refused": "link-not-valid"}
    assert (await fay.posts(f"{fay.door}/wall", {}, origin="https://elsewhere.example")).status_code == 403


async def test_one_link_is_one_screen_and_the_newest_shows_the_circle(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    async with AsyncExitStack() as stack:
        before = await hangs(evening, stack, evening.links.wall)
        after = await hangs(evening, stack, evening.links.wall)
        assert await before.is_gone() == 4501
        assert before.ended["how"] == "open_elsewhere"
        await fay.may("go_to", phase="opening")
        await after.until(lambda me: me.picture["phase"] == "opening")
        assert fay.picture["walls"] == 1


async def test_a_screen_that_lost_its_line_is_dark_for_everyone_and_comes_back(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    async with AsyncExitStack() as stack:
        wall = await hangs(evening, stack, evening.links.wall)
        await fay.until(lambda me: me.picture["walls"] == 1)
        await wall.hangs_up()
        await fay.until(lambda me: me.picture["walls"] == 0)
        await stack.enter_async_context(wall.on_a_line())
        await fay.until(lambda me: me.picture["walls"] == 1)
        assert "gap" not in {frame["is"] for frame in wall.frames}


async def test_a_link_for_one_door_opens_no_other(evening: Evening) -> None:
    sneaks = evening.guest("Sneak", f"{evening.house}/come/c1#{evening.links.wall.partition('#')[2]}")
    with pytest.raises(NotLetIn, match="link-not-valid"):
        await sneaks.knocks()
    for link in (evening.links.participants, *evening.links.guides):
        with pytest.raises(NotLetIn, match="link-not-valid"):
            await Wall(f"{evening.house}/wall#{link.partition('#')[2]}").knocks()
    for asked in ({"invitation": 7}, {"invitation": "x", "name": "Ana"}):
        answer = await Wall(evening.links.wall).posts("/wall", asked)
        assert (answer.status_code, answer.json()) == (403, {"refused": "link-not-valid"})


async def test_a_wall_that_sleeps_is_noticed_like_any_page(evening: Evening) -> None:
    fay = await evening.guides("Fay")
    async with AsyncExitStack() as stack:
        wall = await hangs(evening, stack, evening.links.wall)
        await fay.until(lambda me: me.picture["walls"] == 1)
        wall.awake = False
        await evening.passes(25)
        await fay.until(lambda me: me.picture["walls"] == 0)
        assert await wall.is_gone() == 4001
