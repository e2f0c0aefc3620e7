"""The invented evening of `make demo`, lived to its end with somebody who joins in the middle."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from server.demo.director import Director, Pause
from server.demo.evening import guides, seated
from server.demo.script import FORMATS, read
from server.demo.visitor import Visitor
from server.room.format import Phase
from tests.evening import Evening, an_evening

SCRIPT = read("en")


async def test_somebody_alone_can_join_a_living_circle() -> None:
    async with a_demo() as (evening, demo, cast):
        robin = await evening.comes("Robin", newcomer=True)
        made_welcome = False
        while not demo.done():
            await passes(evening, cast, 2)
            made_welcome = made_welcome or robin.you["welcomed_by"] == "Fay"
        await demo
        assert made_welcome
        heard = [json.loads(words)["text"] for words in robin.has_heard()]
        assert {
            "Tomatoes.",
            "put a really ugly plant there",
            "Fog, lifting. Slept badly, came anyway.",
        } <= set(heard)
        assert "i said i'm okay and i'm not." not in heard
        lived = {frame["phase"] for frame in robin.frames if frame["is"] == "picture" and "phase" in frame}
        assert lived >= {phase.value for phase in Phase} - {"scheduled", "lobby_open"}


async def test_whoever_comes_late_is_among_twelve_within_ten_seconds() -> None:
    assert len(SCRIPT.cast) == 12
    async with a_demo() as (evening, demo, cast):
        while cast["Fay"].picture.get("phase") != "checkin":
            await passes(evening, cast, 2)
        robin, came = await evening.comes("Robin"), evening.clock.now()
        while robin.you["where"] != "circle":
            await passes(evening, cast, 1)
        assert evening.clock.now() - came <= 10
        assert len(robin.picture["seats"]) == 13
        heard = len(robin.has_heard())
        while len(robin.has_heard()) == heard:
            await passes(evening, cast, 1)
        assert evening.clock.now() - came <= 30, "nobody says anything"
        demo.cancel()


@asynccontextmanager
async def a_demo() -> AsyncIterator[tuple[Evening, "asyncio.Task[None]", Mapping[str, Visitor]]]:
    """The evening going on by itself, as far as our hand lets time pass."""
    async with (
        an_evening("c40", guides(SCRIPT), formats=FORMATS) as evening,
        seated(evening.house, evening.links.guides, evening.links.participants, SCRIPT) as cast,
    ):
        yield evening, asyncio.create_task(Director(cast, _pace(evening)).play(SCRIPT)), cast


async def passes(evening: Evening, cast: Mapping[str, Visitor], seconds: float) -> None:
    """All that was sent to the cast has come too, so that they can answer before more time passes."""
    await evening.passes(seconds)
    await asyncio.gather(*(await asyncio.gather(*(one.line.ping() for one in cast.values()))))


def _pace(evening: Evening) -> Pause:
    """Pauses that last as long as our hand says."""

    async def pause(seconds: float) -> None:
        await evening.clock.wait_until(evening.clock.now() + seconds)

    return pause
