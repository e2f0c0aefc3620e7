"""When the line lost its memory: each instance offers what it knows, and the room goes on where it was."""

from dataclasses import replace
from typing import Final

from server.line.line import Gone, Kept, Offer, Place, Wiped, next_gen
from server.live.gathering import Gathering

MOST_LOSSES: Final = 8
"""How many are told of: as many as may come in the minute for which a page or a house may be away."""


async def restored(here: Gathering) -> None:
    """Offer this room, where it may live on at all.

    Only while in touch: who was away for longer cannot know whether the others closed and wiped it meanwhile.
    One that was closed is not brought back; what is left of it goes (decision 1).
    """
    if here.room.closed_at is not None:
        await here.line.wipe(here.id)
        return here.is_gone(Wiped())
    if here.is_past_its_lease():
        return here.is_gone(Gone())
    match await here.line.restore(here.id, offered(here)):
        case Wiped() as wiped:
            here.is_gone(wiped)
        case Place(gen=gen):
            here.goes_on(gen)
        case None:
            await here.starts_over()


def offered(here: Gathering) -> Offer:
    """All that we heard or committed in the last minute, sealed again under the next generation."""
    lost = here.place.gen
    place = replace(here.place, gen=next_gen(lost))
    acts = {str(seat): (number, b"") for seat, number in here.commits.done().items()}
    pieces = {
        seq: (here.vault.seal_piece_again(box, lost, place.gen), left)
        for seq, (box, left) in here.minute.resting(here.clock.now()).items()
    }
    state = here.vault.seal_room(here.room, place.gen)
    kept = Kept(place, state, here.keys, acts, restored=here.restored[:MOST_LOSSES])
    return Offer(lost, kept, pieces, here.instance, here.beats.others)
