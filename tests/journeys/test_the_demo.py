"""The invented evening of `make demo`, lived to its end with somebody who joins in the middle."""

import asyncio
import json

from server.demo.director import Director, Pause
from server.demo.evening import guides, seated
from server.demo.script import FORMATS, read
from tests.evening import Evening, an_evening


async def test_somebody_alone_can_join_a_living_circle() -> None:
    script = read("en")
    async with (
        an_evening("c40", guides(script), formats=FORMATS) as evening,
        seated(evening.house, evening.links.guides, evening.links.participants, script) as cast,
    ):
        demo = asyncio.create_task(Director(cast, _pace(evening)).play(script))
        robin = await evening.comes("Robin", newcomer=True)
        made_welcome = False
        while not demo.done():
            await evening.passes(2)
            # All that was sent to the cast has come, so that they can answer before more time passes.
            await asyncio.gather(*(await asyncio.gather(*(one.line.ping() for one in cast.values()))))
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


def _pace(evening: Evening) -> Pause:
    """Pauses that last as long as our hand says."""

    async def pause(seconds: float) -> None:
        await evening.clock.wait_until(evening.clock.now() + seconds)

    return pause
