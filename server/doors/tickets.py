"""What a seat holds in its browser: a pass as long as its invitation holds, and tickets for one line each.

Both are signed and whole in themselves; nothing of them rests anywhere. A ticket names the line it is for:
`Arrive` refuses one that is not above the seat's last, so it holds once, on every instance (decision 28).
"""

from base64 import b32encode, urlsafe_b64decode, urlsafe_b64encode
from hmac import compare_digest, digest
from typing import Final, TypeVar

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from starlette.responses import Response

from server.room.room import Room, RoomId
from server.room.seat import SeatId

TICKET_LIFE: Final = 30.0
HANDLE: Final = 6
SEAT: Final = 12
"""Bytes of a seat's name: as many as nobody can guess."""
LONGEST: Final = 2_048


class Pass(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Whose browser this is. In a cookie that only this house can read."""

    room: RoomId
    seat: SeatId
    format: str
    expires: float
    beside: str = ""
    """In a room of two: the page of the meeting it lies beside, to go back to."""
    phone: str = ""
    """In a physical room: which phone this is. It holds as long as that one is bound to the seat."""


class Ticket(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Good for one line of one seat, for half a minute."""

    room: RoomId
    seat: SeatId
    format: str
    line: int
    expires: float


Signed = TypeVar("Signed", Pass, Ticket)


class Desk:
    """Writes passes and tickets, and reads its own hand."""

    def __init__(self, secret: bytes) -> None:
        self._keys = {kind: _key(secret, kind.__name__) for kind in (Pass, Ticket)}
        self._handles = _key(secret, "handle")
        self._knocks = _key(secret, "knock")

    def seat(self, room: RoomId, number: int, name: str, once: str) -> SeatId:
        """The seat of a knock. The same knock sent again, because its answer was lost, finds the same one."""
        knock = "\0".join((room, str(number), name, once)).encode()
        return SeatId(_text(digest(self._knocks, knock, "sha256")[:SEAT]))

    def write(self, signed: Pass | Ticket) -> str:
        """As a browser carries it."""
        said = msgspec.json.encode(signed)
        return f"{_text(said)}.{_text(digest(self._keys[type(signed)], said, 'sha256'))}"

    def read(self, text: str, kind: type[Signed], now: float) -> Signed | None:
        """What this house wrote and that still holds; all else is nothing, and no two ways of it differ."""
        try:
            said, signature = (urlsafe_b64decode(part + "==") for part in text[:LONGEST].split("."))
            if not compare_digest(signature, digest(self._keys[kind], said, "sha256")):
                return None
            signed = msgspec.json.decode(said, type=kind)
        except ValueError:
            return None
        return signed if now < signed.expires else None

    def handle(self, seat: SeatId) -> str:
        """The six letters in a page's address: they tell two links in one browser apart, nothing else."""
        return b32encode(digest(self._handles, seat.encode(), "sha256")).decode()[:HANDLE].lower()


def is_theirs(room: Room, held: Pass) -> bool:
    """Whether this pass is for a seat or a wall of this room, and still good for it."""
    seat = room.seats.get(held.seat)
    return seat.phone == held.phone if seat else held.seat in room.walls


def cookie_name(handle: str) -> str:
    """Bound to this host, never sent in clear text, never to be read by a script."""
    return f"__Host-alcove-{handle}"


def give(answer: Response, handle: str, text: str, seconds: float) -> None:
    """Put a pass into somebody's browser."""
    answer.set_cookie(
        cookie_name(handle), text, max_age=max(0, int(seconds)), secure=True, httponly=True, samesite="strict"
    )


def _key(secret: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=f"alcove {purpose} 1".encode()).derive(secret)


def _text(some: bytes) -> str:
    return urlsafe_b64encode(some).decode().rstrip("=")
