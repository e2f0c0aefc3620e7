"""What this instance heard in the last minute: to find a share taken back, to offer after lost memory.

Sealed as it came. The piece goes when its minute is over or when it is retracted; for whom it was is known
a little longer, so that someone who comes back is told `gap` only for words that were theirs to hear.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from typing import Final

from server.line.line import PIECE_LIFE, Line, OutOfTouch, Place, Resting
from server.room.effects import ShareRef
from server.room.hears import Piece as Judged
from server.wire.news import Kind, Piece

KNOWN_LONGER: Final = 2 * PIECE_LIFE
"""Seconds for which it is known whom a piece was for, after its minute."""
A_LOOK_BACK: Final = 256
"""How many pieces are asked for at once where none is known."""
WORDS: Final = (Kind.SAID, Kind.EDITED)


@dataclass(slots=True)
class _Heard:
    until: float
    """When its minute is over."""
    judged: Judged
    ref: ShareRef | None
    sealed: bytes | None = field(repr=False)


async def last_minute(line: Line, room: str, place: Place) -> dict[int, Resting | None]:
    """All that still lies on the line, looked for backwards until nothing more is found."""
    found: dict[int, Resting | None] = {}
    while place.seq > 0:
        before = max(0, place.seq - A_LOOK_BACK)
        pieces = await between(line, room, place, before)
        if not any(pieces.values()):
            break
        found, place = pieces | found, replace(place, seq=before)
    return found


async def between(line: Line, room: str, place: Place, seq: int) -> dict[int, Resting | None]:
    """The pieces after `seq` up to `place`. Where the line lost its memory just now, nobody can say."""
    pieces = await line.since(room, place.gen, seq, place.seq)
    if pieces is None:
        raise OutOfTouch
    return dict(enumerate(pieces, seq + 1))


class Minute:
    """One room's last minute, by number."""

    def __init__(self) -> None:
        self._heard: dict[int, _Heard] = {}
        self._retracted: set[int] = set()
        self._ends: list[tuple[float, int]] = []
        """When something about a number is to be let go of: the next one first."""

    def keep(self, seq: int, piece: Piece, resting: Resting, now: float) -> None:
        """A piece was committed, heard or found. It rests here no longer than on the line."""
        if seq in self._retracted:
            return
        ref = piece.ref if piece.kind in WORDS else None
        sealed, left = resting
        self._heard[seq] = _Heard(now + left, piece.judged, ref, sealed)
        heappush(self._ends, (now + left, seq))

    def numbers_of(self, refs: Iterable[ShareRef]) -> tuple[int, ...]:
        """Under which numbers words of these shares may still lie on the line."""
        wanted = frozenset(refs)
        return tuple(seq for seq, heard in self._heard.items() if heard.ref in wanted) if wanted else ()

    def forget(self, seqs: Collection[int]) -> None:
        """These were retracted."""
        for seq in seqs:
            self._heard.pop(seq, None)
        self._retracted.update(seqs)

    def was_retracted(self, seq: int) -> bool:
        """Whether it is known that this number was taken back, and not lost."""
        return seq in self._retracted

    def judged(self, seq: int) -> Judged | None:
        """Whom a piece was for, where that is still known."""
        return self._heard[seq].judged if seq in self._heard else None

    def resting(self, now: float) -> Mapping[int, Resting]:
        """Everything of the last minute as it was sealed, each with the seconds it may still rest."""
        return {
            seq: (heard.sealed, left)
            for seq, heard in self._heard.items()
            if heard.sealed is not None and (left := heard.until - now) > 0
        }

    def seal_again(self, again: Callable[[bytes], bytes]) -> None:
        """The room goes on under another generation."""
        for heard in self._heard.values():
            heard.sealed = None if heard.sealed is None else again(heard.sealed)

    def clear(self) -> None:
        """What was heard belongs to a history that is not the room's any more."""
        self._heard.clear()
        self._retracted.clear()
        self._ends.clear()

    def passes(self, now: float) -> None:
        """Let go of what is older than a minute, and then of all that is known of it."""
        while self._ends and self._ends[0][0] <= now:
            ended, seq = heappop(self._ends)
            heard = self._heard.get(seq)
            if heard is None or ended < heard.until:
                continue  # forgotten already, or kept anew since
            if ended < heard.until + KNOWN_LONGER:
                heard.sealed = None
                heappush(self._ends, (heard.until + KNOWN_LONGER, seq))
            else:
                del self._heard[seq]
