"""What somebody keeps of an evening, tells of it, or is given to hold: nothing of it may stay with the house.

A box is kept, found again and let go before anything is searched: then no byte of it may be in any file, log or free
page. To the house a box is bytes that it cannot read, so words that are known again do as well as any.
"""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any, Final

from server.demo.visitor import Visitor
from server.proof.played import NotPlayed, answered

PLACE, KEY, BOX = "the place of a box", "the key of a box", "a box on the shelf"
AT_THE_SHELF: Final = (PLACE, KEY, BOX)
OF_A_NOTE: Final = "the hash on a note"
NAMED: Final = "the name in a report"
TO_A_LEAD: Final = (NAMED,)
SIZES: Final = {PLACE: 32, KEY: 40, BOX: 4_096}
"""Bytes of each, as a page makes them."""
HASH: Final = 43
"""Letters of a hash."""


async def keeps_and_lets_go(who: Visitor, share: Mapping[str, Any], say: Mapping[str, str]) -> None:
    """A box with one share in it: it is there, and then it must not be."""
    place, key, box = (_bytes_of(say[kind], SIZES[kind]) for kind in AT_THE_SHELF)
    content = {"place": place, "nonce": place, "key": key, "box": box, "refs": [share["ref"]]}
    await answered(who, f"{who.door}/shelf", content)
    if (await answered(who, "/shelf/open", {"place": place}))["box"] != box:
        raise NotPlayed("what was put on the shelf did not lie there")
    await answered(who, "/shelf/let-go", {"place": place})


async def tells_a_lead(who: Visitor, share: Mapping[str, Any], say: Mapping[str, str]) -> None:
    """A report past the desk: sealed to the lead, and read by nobody else."""
    told = {"ref": share["ref"], "code": "other", "words": share["words"], "name": say[NAMED]}
    await answered(who, f"{who.door}/report", told)


async def takes_a_note(who: Visitor, say: Mapping[str, str]) -> None:
    """Signed and given away; the hash of whose it is rests nowhere."""
    await answered(who, f"{who.door}/note", {"holder": say[OF_A_NOTE].ljust(HASH, "-")})


def _bytes_of(word: str, size: int) -> str:
    return urlsafe_b64encode((word.encode() * size)[:size]).decode().rstrip("=")
