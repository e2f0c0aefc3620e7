"""Invitations: signed, whole in themselves, resting nowhere. Whoever holds one may knock or open its room."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hmac import compare_digest, digest

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from server.room.refusals import No, Refused
from server.room.room import Room, RoomId
from server.room.seat import Role, SeatId

MAC = 16
"""Bytes of the signature that travel: 128 bits, so that a link stays short enough for a QR code."""
LONGEST = 2_048
"""Characters an invitation may have before anybody looks at it."""
WALL = "wall"
"""The page of a wall's link."""
GRACE = 2 * 3600
"""Seconds a link holds after the planned end: a meeting may begin late, or be extended."""


class Invitation(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Who may come as what, to which meeting, until when. Times are seconds since 1970."""

    room: RoomId
    role: Role
    format: str
    """The neutral code of the format."""
    starts: int
    minutes: int
    guides: tuple[str, ...]
    """Who holds the meeting: named to whoever was invited, before they give a name themselves."""
    expires: int
    number: int
    """What a facilitator revokes it by."""
    seat: SeatId | None = None
    """A facilitator's link carries its seat: a dead laptop is not a lost room."""
    wall: bool = False
    """A link of its own kind, for a screen: it lets nobody in, and `seat` is only its line's name."""
    code: str = ""
    """For a phone in a physical room: with its code in it, so that nobody has to type. It lets nobody in either."""


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a new meeting. Each holds a secret."""

    guides: tuple[str, ...] = field(repr=False)
    """One for each who guides, in the order they were named."""
    participants: str = field(repr=False)
    """The same for everybody; good for many until it is revoked."""
    wall: str = field(repr=False)
    """For one screen in a physical room. It shows the circle and lets nobody in."""
    hub: str = field(repr=False)
    """For whoever hosts a physical room. It carries their seat, and with it the places of all who sit there."""


def into(room: Room, format: str, expires: float) -> Invitation:
    """To a meeting that is going on, for whoever is to have its link: none of its guides is named."""
    minutes = round((room.ends - room.starts) / 60)
    return Invitation(room.id, Role.PARTICIPANT, format, int(room.starts), minutes, (), int(expires), 0)


def invite(
    house: bytes, public_url: str, *, code: str, starts: int, minutes: int, guides: tuple[str, ...]
) -> Links:
    """Invitations to a meeting that nobody has opened yet. The first one named facilitates, others help."""
    room = RoomId(fresh_id())

    def link(number: int, role: Role, seat: SeatId | None = None, page: str = f"come/{code}") -> str:
        expires = starts + minutes * 60 + GRACE
        wall = page == WALL
        invitation = Invitation(room, role, code, starts, minutes, guides, expires, number, seat, wall)
        return f"{public_url}/{page}#{write(invitation, house)}"

    roles = [Role.FACILITATOR] + [Role.CO_FACILITATOR] * (len(guides) - 1)
    return Links(
        guides=tuple(link(number, role, SeatId(fresh_id())) for number, role in enumerate(roles, start=2)),
        participants=link(1, Role.PARTICIPANT),
        wall=link(len(guides) + 2, Role.PARTICIPANT, SeatId(fresh_id()), WALL),
        hub=link(len(guides) + 3, Role.HUB_HOST, SeatId(fresh_id())),
    )


def write(invitation: Invitation, house: bytes) -> str:
    """The invitation as the part of a link after the #, signed under the house secret."""
    said = msgspec.json.encode(invitation)
    return f"{_as_text(said)}.{_as_text(_signature(said, house))}"


def read(text: str, house: bytes, now: float) -> Invitation:
    """The invitation that this house wrote and that still holds; all else is refused by one name."""
    try:
        said, signature = map(urlsafe_b64decode, _padded(text))
        if compare_digest(signature, _signature(said, house)):
            invitation = msgspec.json.decode(said, type=Invitation)
            if now < invitation.expires:
                return invitation
    except ValueError:  # not base64, not two parts, or written by an older house
        pass
    raise Refused(No.LINK_NOT_VALID)


def fresh_id() -> str:
    """A name for a room or a seat that nobody can guess and that says nothing."""
    return secrets.token_urlsafe(12)


def fresh_code() -> str:
    """Six digits to read out across a room."""
    return f"{secrets.randbelow(1_000_000):06d}"


def fresh_number(below: int) -> int:
    """A number for a link that was asked for in the middle of a meeting."""
    return secrets.randbelow(below)


def fresh_secret() -> bytes:
    """A house secret for one start, where the host set none; also salt for the log."""
    return secrets.token_bytes(32)


def _signature(said: bytes, house: bytes) -> bytes:
    return digest(_signing_key(house), said, "sha256")[:MAC]


def _signing_key(house: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=b"alcove invitations 1").derive(house)


def _as_text(some: bytes) -> str:
    return urlsafe_b64encode(some).decode().rstrip("=")


def _padded(text: str) -> list[str]:
    if len(text) > LONGEST:
        raise ValueError
    said, signature = text.split(".")
    return [said + "==", signature + "=="]
