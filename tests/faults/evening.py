"""One seeded evening in a hurt town, from the first knock to the checked story."""

import asyncio
import json
from dataclasses import dataclass
from random import Random
from time import monotonic

import msgspec

from server.line.line import Kept
from server.line.redis import connected
from server.line.sealing import unwrapped
from server.live.vault import Vault
from server.room.picture import picture
from server.room.room import Room, RoomId
from server.room.seen import Sight
from server.wire import encode
from tests.faults.circle import PATIENCE, Circle
from tests.faults.person import Person
from tests.faults.schedule import Trouble
from tests.faults.story import Frame, Story
from tests.faults.town import Town, a_town
from tests.houses import SECRET

AT_MOST = 240.0
"""Seconds that coming, resting and closing may take beside it, on a machine with other things to do."""


@dataclass
class Lived:
    """How it went in one circle."""

    story: Story
    people: list[Person]


@dataclass
class Told:
    """How it went in the whole town."""

    circles: list[Lived]
    trouble: Trouble


@dataclass(frozen=True)
class Plan:
    """What is to be lived through. `only` names faults that are to be looked at alone."""

    seed: int
    seconds: float
    people: int = 7
    pace: float = 0.4
    circles: int = 1
    """So many meetings in the same houses at the same time."""
    only: tuple[str, ...] = ()


async def an_evening(plan: Plan) -> Told:
    """Everybody lives through `seconds` of trouble; then it is quiet, and the circle closes."""
    async with asyncio.timeout(plan.seconds + AT_MOST):
        return await _lived(plan)


async def _lived(plan: Plan) -> Told:
    dice = Random(plan.seed)
    async with a_town(Random(dice.random())) as town, asyncio.TaskGroup() as tasks:
        circles = [
            Circle(town, Random(dice.random()), plan.people, plan.pace, tasks) for _ in range(plan.circles)
        ]
        trouble = Trouble(town, Random(dice.random()), only=plan.only)
        await asyncio.gather(*(circle.begins() for circle in circles))
        until = monotonic() + plan.seconds
        async with asyncio.TaskGroup() as living:
            living.create_task(trouble.goes_on(until))
            for circle in circles:
                living.create_task(circle.lives(until))
        return Told(await asyncio.gather(*(_over(town, circle, trouble) for circle in circles)), trouble)


async def _over(town: Town, circle: Circle, trouble: Trouble) -> Lived:
    """It is quiet: all see the same, and the circle closes."""
    await circle.comes_to_rest()
    pictures = await _the_same_everywhere(town, circle)
    await circle.closes()
    await circle.goes_home()
    story = circle.story()
    story.pictures, story.troubled = pictures, trouble.times
    return Lived(story, circle.people)


async def _the_same_everywhere(town: Town, circle: Circle) -> dict[str, Frame]:
    """The circle as a person in each house sees it, and as it lies on the line, once nothing moves any more."""
    for at, person in enumerate(circle.inside()[2:]):
        person.moves_to(town.doors[at % len(town.doors)])
    shown: dict[str, Frame] = {}
    until = monotonic() + PATIENCE
    while monotonic() < until:
        shown = {
            f"house {at % 3}": one.picture for at, one in enumerate(circle.inside()[2:]) if one.on_a_line
        }
        shown["line"] = await _on_the_line(town, circle.room)
        if (
            len(shown) == len(town.doors) + 1
            and len({json.dumps(it, sort_keys=True) for it in shown.values()}) == 1
        ):
            break
        await asyncio.sleep(0.2)
    return shown


async def _on_the_line(town: Town, room: RoomId) -> Frame:
    """The circle's picture of what rests in Redis, opened with the house secret."""
    async with connected(town.redis.address, lambda room, news: None) as line:
        kept = await line.load(room)
    assert isinstance(kept, Kept), kept
    stands: Room = Vault(room, unwrapped(kept.keys, SECRET.encode(), room)).open_room(
        kept.state, kept.place.gen
    )
    painted: Frame = msgspec.json.decode(encode.painted(picture(stands, Sight.CIRCLE)))
    return painted
