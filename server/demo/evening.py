"""Seats the cast: everyone comes in by their own link like anybody else, and then the hour is played."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from server.demo.director import Director, Pause
from server.demo.script import Script
from server.demo.visitor import Visitor, visiting

GUIDING = ("facilitator", "co_facilitator")


def guides(script: Script) -> tuple[str, ...]:
    """Who of the cast guides, the facilitator first."""
    return tuple(part.name for role in GUIDING for part in script.cast if part.role == role)


async def play(
    house: str, guiding: Sequence[str], participants: str, script: Script, pause: Pause = asyncio.sleep
) -> None:
    """The whole evening at `house`. `guiding` are links in the order of `guides`."""
    async with seated(house, guiding, participants, script) as cast:
        await Director(cast, pause).play(script)
        # Whoever joined sees the goodbye and the receipt: the cast goes when the house has wiped the evening.
        await asyncio.gather(*(one.until(lambda me: me.ended) for one in cast.values()))


@asynccontextmanager
async def seated(
    house: str, guiding: Sequence[str], participants: str, script: Script
) -> AsyncIterator[Mapping[str, Visitor]]:
    """The cast, each on a line of their own: those who guide inside, the others at the door."""
    links = dict(zip(guides(script), guiding, strict=True))
    async with AsyncExitStack() as chairs:
        cast = {}
        for part in sorted(script.cast, key=lambda part: part.name not in links):
            invitation = links.get(part.name, participants).partition("#")[2]
            visit = visiting(house, invitation, part.name, pronouns=part.pronouns, newcomer=part.newcomer)
            cast[part.name] = await chairs.enter_async_context(visit)
        yield cast
