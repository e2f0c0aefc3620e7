"""Sitting down: hello, the room as it is, exactly what was missed. Arriving and coming back are one road."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from server.line.line import AWAITED, OutOfTouch, Place, Resting, since_lost
from server.live.asking import End
from server.live.gathering import Gathering
from server.live.minute import between, last_minute
from server.live.seating import Chair
from server.live.telling import dismiss, show
from server.room.acts import Arrive
from server.room.hears import hears
from server.room.hybrid import is_voiced
from server.room.refusals import No
from server.room.seat import SeatId
from server.wire import encode, told
from server.wire.close_codes import Close
from server.wire.news import splice

AGAIN: Final = 0.1
"""Seconds until it is looked for again."""

Pieces = dict[int, Resting | None]
Frames = Sequence[tuple[bytes, int | None]]


@dataclass(frozen=True, slots=True)
class Seen:
    """How far a page had come: pieces after `seq`, in that generation of the room, it has not had."""

    gen: str
    seq: int


async def sit(here: Gathering, seat: SeatId, line: int, seen: Seen | None, code: str) -> Chair | No | End:
    """A chair for this line, with all on it that its page needs first; or what the room says instead."""
    chair = Chair(seat, line, here.clock.now())
    try:
        return await _seated(here, chair, seen, code)
    except OutOfTouch:
        here.rise(chair, chair.sign)
        return No.HOUSE_IS_BUSY


async def _seated(here: Gathering, chair: Chair, seen: Seen | None, code: str) -> Chair | No | End:
    seat, line = chair.seat, chair.line
    had_stepped_out = _had_gone(here, seat)
    answer = await here.commits.ask(Arrive(seat, line, here.instance))
    if isinstance(answer, No):
        # Nobody is turned away by a house that is behind: the knock may have been heard elsewhere a moment ago.
        await here.looks_again()
        answer = await here.commits.ask(Arrive(seat, line, here.instance))
    if answer is not End.DONE:
        return answer
    if line > 1:
        await here.looks_again()  # what this seat did on another instance counts here too
    if seen is not None and seen.seq > here.heard:
        await here.finds()  # another instance was quicker to tell than we are to hear
    before = here.seating.take(chair)
    if before is not None:
        dismiss(before, here.room, "open_elsewhere", Close.OPENED_ELSEWHERE)
    upto = here.heard
    missed = await _missed(here, chair, seen, upto, lost=had_stepped_out)
    hello = told.HelloOk(
        you=seat,
        last=here.commits.last(seat),
        gen=here.place.gen,
        seq=upto,
        now=here.now(),
        keep=told.Keep(format=code),
    )
    chair.outbox.put_first(
        (
            (encode.frame(hello), None),
            *(frame for _, ready in show(chair, here.room, here.telling.painted) for frame in ready.frames),
            *missed,
        )
    )
    chair.ready = True
    return chair


def _had_gone(here: Gathering, seat: SeatId) -> bool:
    """Whether the circle went on without this line: stepped out or, in a physical room, fallen back to its host."""
    found = here.room.seats.get(seat)
    return found is not None and (found.stepped_out or is_voiced(found))


async def _missed(here: Gathering, chair: Chair, seen: Seen | None, upto: int, *, lost: bool) -> Frames:
    """What a page has not had. Where some of that is gone it is told so, and gets what there is."""
    place = replace(here.place, seq=upto)
    if not lost and (seen is None or not seen.seq):
        return _told(here, chair, await last_minute(here.line, here.id, place))
    known_here = seen is not None and seen.seq <= upto and _is_of_our_history(here, seen)
    pieces = await _after(here, chair, place, seen.seq) if seen and known_here and not lost else None
    if pieces is None:
        rest = await last_minute(here.line, here.id, place)
        return ((encode.frame(told.Gap()), None), *_told(here, chair, rest))
    return _told(here, chair, pieces)


async def _after(here: Gathering, chair: Chair, place: Place, seq: int) -> Pieces | None:
    """What lies there after `seq`; None where something that was theirs does not.

    After a loss each house brings what it knows: for as long as one may be waited for, it is looked for again.
    """
    until = here.since + AWAITED if here.restored else 0.0
    while True:
        pieces = await between(here.line, here.id, place, seq)
        if all(piece is not None or not _was_for(here, chair, at) for at, piece in pieces.items()):
            return pieces
        if here.clock.now() >= until:
            return None
        await here.clock.wait_until(here.clock.now() + AGAIN)


def _is_of_our_history(here: Gathering, seen: Seen) -> bool:
    """Whether this is our generation, or one that the line lost and we went on from, with all they had heard."""
    losses = since_lost(seen.gen, here.restored)
    return seen.gen == here.place.gen or (bool(losses) and all(seen.seq <= place.seq for place in losses))


def _was_for(here: Gathering, chair: Chair, seq: int) -> bool:
    """Whether something that is no longer there would have been theirs to hear."""
    if here.minute.was_retracted(seq):
        return False
    judged = here.minute.judged(seq)
    return judged is None or hears(here.room, chair.seat, judged)


def _told(here: Gathering, chair: Chair, pieces: Pieces) -> Frames:
    frames: list[tuple[bytes, int | None]] = []
    for seq, resting in sorted(pieces.items()):
        piece = here.vault.open_piece(resting[0], here.place.gen) if resting is not None else None
        if piece and hears(here.room, chair.seat, piece.judged) and not here.taken_back(piece):
            frames.append((splice(seq, piece.frame), seq))
    return frames
