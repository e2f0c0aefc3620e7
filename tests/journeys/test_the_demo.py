"""The invented evening of `make demo`, lived to its end with somebody who joins in the middle."""

import asyncio
import json

from server.demo.evening import guides, play
from server.demo.script import FORMATS, read
from tests.evening import an_evening


async def test_somebody_alone_can_join_a_living_circle() -> None:
    script = read("en")
    async with an_evening("c40", guides(script), formats=FORMATS) as evening:
        demo = asyncio.create_task(
            play(evening.house, evening.links.guides, evening.links.participants, script, evening.passes)
        )
        robin = await evening.comes("Robin", newcomer=True, listen_only=True)
        await robin.until(lambda me: me.you["where"] == "circle" and me.you["welcomed_by"] == "Fay")
        await robin.until(lambda me: all(me.sees(name) for name in ("Ana", "Fay", "Gus", "Eli")))
        await demo
        heard = [json.loads(words)["text"] for words in robin.has_heard()]
        assert {
            "Tomatoes.",
            "put a really ugly plant there",
            "Fog, lifting. Slept badly, came anyway.",
        } <= set(heard)
        assert "i said i'm okay and i'm not." not in heard
