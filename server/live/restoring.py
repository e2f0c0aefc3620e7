"""When the line lost its memory: each instance offers what it knows, and the room goes on where it was."""

from dataclasses import replace
from typing import Final

from server.line.line import Gone, Kept, Offer, Place, Wiped, next_gen
from server.live.gathering import Gathering
from server.wire import told

MOST_LOSSES: Final = 8
"""How many are told of: as many as may come in the minute for which a page or a house may be away."""

LOOK_BACK: Final = 200
"""How many pieces are told again to a page that lost track of the room; fewer than its outbox holds."""


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
            _goes_on(here, gen)
        case None:
            await _starts_over(here)


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
    return Offer(lost, kept, pieces, here.instance, here.beats.awake)


def _goes_on(here: Gathering, gen: str) -> None:
    """The same history, under another generation; what others knew of it is found."""
    lost = here.place.gen
    here.minute.seal_again(lambda box: here.vault.seal_piece_again(box, lost, gen))
    here.place = replace(here.place, gen=gen)
    here.restored = (here.place, *here.restored)
    here.since = here.clock.now()
    here.ticks(gen)
    here.lost_track.set()


async def _starts_over(here: Gathering) -> None:
    """The others went on without some of what we know. Everyone here is told that words were lost."""
    kept = await here.line.load(here.id)
    if not isinstance(kept, Kept):
        return here.lost_memory.set()
    if kept.place.gen != here.place.gen:
        here.keys, here.vault = kept.keys, here.vault_of(here.id, kept)
        here.since = here.clock.now()
        here.minute.clear()
        here.commits.forget_done()
        here.heard = max(0, kept.place.seq - LOOK_BACK)
        here.telling.tell_all(told.Gap())
        here.ticks(kept.place.gen)
    here.takes(kept)
    here.lost_track.set()
