"""A minute after `closed` all of the room is deleted, and each seat gets the house's signed word on it."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import Final

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from server.line.sealing import derived
from server.room.room import Room
from server.wire.told import Receipt

AFTER_CLOSED: Final = 60.0
"""Seconds to say goodbye before everything goes."""


class Statement(msgspec.Struct, frozen=True):
    """What the house signs. It names no person and no group; `words_left` is our promise, and binds us."""

    meeting: str
    closed_at: float
    wiped_at: float
    key_destroyed: str
    sealed_items_deleted: int
    seats: int
    words_left: int = 0


@dataclass(frozen=True, slots=True)
class Signer:
    """The house's hand: anyone can check its signature against the key shown on `/keys`."""

    key: Ed25519PrivateKey

    @classmethod
    def of(cls, secret: bytes) -> "Signer":
        """The same key for every instance of one house, as long as its secret stays."""
        return cls(Ed25519PrivateKey.from_private_bytes(derived(secret, "receipts")))

    @property
    def public(self) -> str:
        """The key to check with."""
        return _text(self.key.public_key().public_bytes_raw())

    def receipt(self, statement: Statement) -> Receipt:
        """The statement as it was signed, byte for byte, so that nobody has to spell it again to check."""
        said = msgspec.json.encode(statement)
        return Receipt(statement=_text(said), signature=_text(self.key.sign(said)), key=self.public)


def statement(room: Room, pieces: int, fingerprint: str, now: float) -> Statement:
    """What is true once `room` is wiped: its state, every piece of its news and their key are gone."""
    return Statement(
        meeting=room.id,
        closed_at=round(room.closed_at or now),
        wiped_at=round(now),
        key_destroyed=fingerprint,
        sealed_items_deleted=pieces + 1,
        seats=len(room.seats),
    )


def _text(some: bytes) -> str:
    return urlsafe_b64encode(some).decode().rstrip("=")
