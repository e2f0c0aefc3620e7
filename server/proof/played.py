"""What people do in any evening of the proof: ask until it is granted, write, say. What is impossible ends it."""

import asyncio
from collections.abc import Mapping
from typing import Any, Final

from server.demo.visitor import Visitor, written

PAUSE: Final = 0.3


class NotPlayed(Exception):
    """Something that people do every evening was not possible; then nothing is proved."""


async def granted(who: Visitor, act: str, **about: object) -> None:
    """Ask until it is not too fast any more. A refusal by any other name ends the evening."""
    while (answer := await _asked(who, act, **about))["is"] != "ok":
        if answer.get("no") != "too-fast":
            raise NotPlayed(f"{act} was refused: {answer.get('no')}")
        await asyncio.sleep(PAUSE)


async def _asked(who: Visitor, act: str, **about: object) -> Mapping[str, Any]:
    try:
        return await who.does(act, **about)
    except asyncio.CancelledError:
        if who.ended:
            raise NotPlayed(f"{act}: the line of who asked was closed") from None
        raise


async def writes(who: Visitor, whom: Visitor, about: str, words: str) -> None:
    """A letter: to the desk, from it, or among those who guide."""
    await granted(who, "write_letter", whom=whom.seat, about=about, words=words)


async def shared(who: Visitor, text: str, **about: Any) -> Mapping[str, Any]:
    """Say it, and hear it as everybody does."""
    words = written(text, about.pop("note", None))
    await granted(who, "share", words=words, **about)
    await who.until(lambda me: me.shown.get(me.seat, {}).get("words") == words)
    return who.shown[who.seat]


async def answered(who: Visitor, path: str, content: object) -> Mapping[str, Any]:
    """Ask the house beside the line, as a page does. A refusal ends the evening."""
    try:
        answer, _ = await who.posts(path, content)
    except ValueError:
        raise NotPlayed(f"{path.rpartition('/')[2]}: there is no such door") from None
    if "refused" in answer:
        raise NotPlayed(f"{path.rpartition('/')[2]} was refused: {answer['refused']}")
    return answer
