"""No guide means no guide anywhere: one who sits in another house holds the circle for all of them."""

from server.room.picture import picture
from server.room.room import Room
from server.room.seat import Role, SeatId
from server.room.seen import Picture, Sight
from tests.live.instances import ANA, BO, FAY, House, a_house
from tests.live.test_restoring import Stopped

GIL = SeatId("gil")


def waits_for(room: Room) -> str | None:
    """What the circle is told."""
    seen = picture(room, Sight.CIRCLE)
    assert isinstance(seen, Picture)
    return seen.held.waits_for


async def two_guides(house: House) -> Stopped:
    """Fay and Ana in the first house, Gil and Bo in the second; the first one's end of the line."""
    await house.opens(0, 1)
    await house.knocks(GIL, Role.FACILITATOR)
    await house.sits(GIL, 1)
    await house.passes(2)
    line = house.nodes[0].line
    assert isinstance(line, Stopped)
    return line


async def test_a_guide_in_another_house_is_guide_enough_when_one_house_falls() -> None:
    async with a_house(2, lambda line: Stopped(line)) as house:  # type: ignore[arg-type,return-value]
        first = await two_guides(house)
        there = await house.here(1)
        first.going.clear()
        await house.passes(40)
        assert there.room.seats[FAY].away_since is not None and there.room.seats[ANA].away_since is not None
        assert waits_for(there.room) is None
        await house.says(BO, 1, "Gil is here.", 1)
        first.going.set()


async def test_the_circle_waits_when_the_last_guide_of_all_houses_is_gone() -> None:
    async with a_house(2, lambda line: Stopped(line)) as house:  # type: ignore[arg-type,return-value]
        first = await two_guides(house)
        there = await house.here(1)
        first.going.clear()
        await house.passes(30)
        gil = next(chair for chair in house.chairs if chair.seat == GIL)
        house.chairs.remove(gil)
        there.rise(gil, there.clock.now())
        await house.passes(18)
        assert waits_for(there.room) is None
        await house.passes(4)
        assert waits_for(there.room) == "facilitator"
        house.chairs.append(await house.sits(GIL, 1))
        await house.settles()
        assert waits_for(there.room) is None
        first.going.set()
