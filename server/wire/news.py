"""What instances tell each other: the room whole, and pieces of news. Both are sealed before they leave.

They are written as arrays without names, in the likeness of the room's own nouns. `SHAPE` goes in front, so
that two builds of the house on one line cannot take each other's fields for their own.
"""

from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from hashlib import sha256
from typing import assert_never

from msgspec import convert, defstruct
from msgspec.msgpack import Decoder, Encoder

from server.room import hears
from server.room.effects import Answered, Edited, Effect, LetterSent, Retracted, Said, ShareRef
from server.room.room import Room
from server.room.seat import Role, SeatId
from server.wire import encode, told
from server.wire.frames import Which
from server.wire.mirror import Likeness, mirror
from server.wire.tags import Tags


class Kind(Enum):
    """What a piece is, for those who may not look inside."""

    SAID = "said"
    EDITED = "edited"
    RETRACTED = "retracted"
    RESPONSE = "response"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Piece:
    """News. `judged` says who hears it; `frame` is ready but for its `seq`, and alone holds words."""

    judged: hears.Piece
    kind: Kind
    ref: ShareRef
    """Which words. A retraction names the piece that is to be forgotten."""
    act: ShareRef | None
    """Whose act brought it, and which, so that a restored line knows what was done. Never told."""
    frame: bytes = field(repr=False)
    forgets: tuple[int, ...] = ()
    """Under which numbers the words lay that a retraction takes away. Never told."""


def piece(effect: Effect, room: Room, act: ShareRef | None, tags: Tags) -> Piece:
    """`effect` as news. `room` is the room after the step that let it out."""
    kind, ref, frame = _framed(effect, room, tags)
    return Piece(hears.Piece(effect.audience, room.version), kind, ref, act, encode.frame(frame))


def splice(seq: int, frame: bytes) -> bytes:
    """The frame with the number that the line gave."""
    return b'{"seq":%d,' % seq + frame[1:]


def _framed(effect: Effect, room: Room, tags: Tags) -> tuple[Kind, ShareRef, told.Told]:
    match effect:
        case Said(ref, words, kind, answers):
            text = words.carried().decode()
            said = told.Said(tags.tagged(ref, words), _by(room, ref.seat), kind, text, _which(answers))
            return Kind.SAID, ref, said
        case Edited(ref, words):
            text = words.carried().decode()
            return Kind.EDITED, ref, told.Edited(tags.tagged(ref, words), _by(room, ref.seat), text)
        case Retracted(ref, by_author):
            return Kind.RETRACTED, ref, told.Retracted(Which(ref.seat, ref.number), by_author)
        case Answered(ref, kindness):
            return Kind.RESPONSE, ref, told.Response(Which(ref.seat, ref.number), kindness)
        case LetterSent():
            return Kind.LETTER, ShareRef(effect.by, effect.number), _letter(effect, room)
        case _:
            assert_never(effect)


def _letter(letter: LetterSent, room: Room) -> told.Letter:
    return told.Letter(
        by=_by(room, letter.by),
        of=told.Of(letter.of, room.seats[letter.of].name.text),
        n=letter.number,
        about=letter.about,
        words=letter.words.carried().decode(),
        shown=_which(letter.shown),
        code=letter.code,
    )


def _by(room: Room, seat: SeatId) -> told.By:
    speaker = room.seats[seat]
    mark = None if speaker.role is Role.PARTICIPANT else speaker.role.value
    return told.By(seat, speaker.name.text, mark)


def _which(ref: ShareRef | None) -> Which | None:
    return None if ref is None else Which(ref.seat, ref.number)


# ── on the line ──────────────────────────────────────────────────────────────────────────────────

_likeness: Likeness = {}
_array = partial(defstruct, frozen=True, array_like=True)
_Room = mirror(Room, _likeness, _array)
_Piece = mirror(Piece, _likeness, _array)
_rooms, _pieces, _encoder = Decoder(_Room), Decoder(_Piece), Encoder()

SHAPE = sha256(
    repr([like.__annotations__ for like in (_Room, _Piece, *_likeness.values())]).encode()
).digest()[:4]
"""Another one for any other field of any noun."""


class Foreign(Exception):
    """Another build of the house wrote this."""


def write_room(room: Room) -> bytes:
    """The room, for the line."""
    return SHAPE + _encoder.encode(convert(room, _Room, from_attributes=True))


def read_room(state: bytes) -> Room:
    """The room, from the line."""
    return convert(_rooms.decode(_ours(state)), Room, from_attributes=True)


def write_piece(piece: Piece) -> bytes:
    """A piece of news, for the line."""
    return SHAPE + _encoder.encode(convert(piece, _Piece, from_attributes=True))


def read_piece(written: bytes) -> Piece:
    """A piece of news, from the line."""
    return convert(_pieces.decode(_ours(written)), Piece, from_attributes=True)


def _ours(written: bytes) -> memoryview:
    if not written.startswith(SHAPE):
        raise Foreign
    return memoryview(written)[len(SHAPE) :]
