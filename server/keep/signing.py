"""The house's signed word: on what is gone, and that somebody came. Anyone can check it, without the house.

A signature says who said it and that nobody changed it since. It does not say that it is true.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from hmac import compare_digest
from typing import Final

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LONGEST: Final = 16_384
"""Bytes a signed file may have before anybody reads it."""


class Wiped(msgspec.Struct, frozen=True, tag_field="is", tag="wiped", forbid_unknown_fields=True):
    """A meeting is gone. It names no person and no group; `words_left` is our promise, and binds us."""

    meeting: str
    closed_at: float
    wiped_at: float
    destroyed: tuple[str, ...]
    """What went, by its names on the closed list."""
    key_destroyed: str
    """Names the key that opened it all, without giving it away."""
    sealed_items_deleted: int
    seats: int
    report_key_until: float
    """When the key that checks reports goes too. It opens nothing."""
    words_left: int = 0


class Attended(msgspec.Struct, frozen=True, tag_field="is", tag="attended", forbid_unknown_fields=True):
    """Somebody was at a meeting for so many minutes. Who, only they can show."""

    issuer: str
    date: str
    minutes_present: int
    minutes_total: int
    holder: str
    """A hash of the holder's name and a number only they have."""


Statement = Wiped | Attended


class Holder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose note it is, where they want to show it. Never seen by the house."""

    name: str
    nonce: str


class Signed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A statement as it was signed, byte for byte, so that nobody has to spell it again to check."""

    statement: str
    signature: str
    key: str
    holder: Holder | None = None


class Verdict(Enum):
    """What can be said of a signed file."""

    THIS_HOUSE = "this-house"
    SIGNED = "signed"
    """Unchanged since somebody signed it; whose key it is was not asked."""
    ANOTHER_KEY = "another-key"
    CHANGED = "changed"
    NOT_ITS_HOLDER = "not-its-holder"
    UNREADABLE = "unreadable"

    @property
    def holds(self) -> bool:
        """Whether it may be believed as far as a signature goes."""
        return self in (Verdict.THIS_HOUSE, Verdict.SIGNED)


@dataclass(frozen=True, slots=True)
class Signer:
    """The house's hand: anyone can check its signature against the key shown on `/keys`."""

    key: Ed25519PrivateKey

    @classmethod
    def of(cls, secret: bytes) -> "Signer":
        """The same key for every instance of one house, as long as its secret stays."""
        seed = HKDF(SHA256(), length=32, salt=None, info=b"alcove receipts").derive(secret)
        return cls(Ed25519PrivateKey.from_private_bytes(seed))

    @property
    def public(self) -> str:
        """The key to check with."""
        return spelled(self.key.public_key().public_bytes_raw())

    def signed(self, statement: Statement) -> Signed:
        """The statement, signed."""
        said = msgspec.json.encode(statement)
        return Signed(spelled(said), spelled(self.key.sign(said)), self.public)


def checked(file: bytes, house: str | None = None) -> tuple[Verdict, Statement | None]:
    """What a file says and whether it may be believed. `house` is the key it should be signed with."""
    try:
        signed = msgspec.json.decode(file[:LONGEST], type=Signed)
        said, signature, key = map(read, (signed.statement, signed.signature, signed.key))
        statement = msgspec.json.decode(said, type=Statement)
    except ValueError:
        return Verdict.UNREADABLE, None
    return _verdict(signed, statement, said, signature, key, house), statement


def _verdict(
    signed: Signed, statement: Statement, said: bytes, signature: bytes, key: bytes, house: str | None
) -> Verdict:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, said)
    except (InvalidSignature, ValueError):
        return Verdict.CHANGED
    if not _is_its_holder(signed.holder, statement):
        return Verdict.NOT_ITS_HOLDER
    if house is None:
        return Verdict.SIGNED
    return Verdict.THIS_HOUSE if house == signed.key else Verdict.ANOTHER_KEY


def _is_its_holder(holder: Holder | None, statement: Statement) -> bool:
    """A receipt is nobody's; a note shown with a name must be about that name."""
    if holder is None:
        return True
    return isinstance(statement, Attended) and compare_digest(statement.holder, commitment(holder))


def commitment(holder: Holder) -> str:
    """What a note says of its holder: nothing, to anyone who lacks the number."""
    return spelled(sha256(f"{holder.name}\0{holder.nonce}".encode()).digest())


def spelled(some: bytes) -> str:
    """As files and frames carry it."""
    return urlsafe_b64encode(some).decode().rstrip("=")


def read(text: str) -> bytes:
    """What `spelled` wrote. Raises `ValueError`."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
