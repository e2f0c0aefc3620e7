"""Reports for a safeguarding lead, each in a box that only the lead can open, until a person has handled it.

A box is sealed to the lead's public key with a key of its own that is thrown away at once: the house that
wrote it cannot read it again. All boxes are of one size, so that not even a length tells anything.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SIZE: Final = 64 * 1024
"""Bytes of every box before it is sealed: more than any report, written in whatever letters."""
A_MARK: Final = 30 * 86_400.0
"""Seconds that the empty mark of a handled report stays for its reporter."""
WAITING: Final = ".sealed"
HANDLED: Final = ".handled"


class Report(msgspec.Struct, frozen=True):
    """What a lead reads. The house checked words, seat and number; the name is what the reporter saw."""

    code: str
    words: str
    name: str
    meeting: str
    seat: str
    number: int
    at: float


class CannotOpen(Exception):
    """Not a box of ours, or for another key."""


def sealed(report: Report, lead: bytes) -> bytes:
    """A box that only the holder of `lead`'s other half can open."""
    once = X25519PrivateKey.generate()
    mine = once.public_key().public_bytes_raw()
    key = _key(once.exchange(X25519PublicKey.from_public_bytes(lead)), mine + lead)
    said = msgspec.json.encode(report).ljust(SIZE)
    return mine + AESGCM(key).encrypt(
        bytes(12), said, None
    )  # a key for one box needs no number to tell boxes apart


def opened(box: bytes, lead: X25519PrivateKey) -> Report:
    """What is in the box."""
    try:
        mine, said = box[:32], box[32:]
        whole = mine + lead.public_key().public_bytes_raw()
        key = _key(lead.exchange(X25519PublicKey.from_public_bytes(mine)), whole)
        return msgspec.json.decode(AESGCM(key).decrypt(bytes(12), said, None), type=Report)
    except (InvalidTag, ValueError):
        raise CannotOpen from None


def _key(shared: bytes, both: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=both, info=b"alcove report 1").derive(shared)


@dataclass(frozen=True, slots=True)
class Tray:
    """The folder where boxes wait for the lead. What is handled leaves an empty mark, for the reporter."""

    folder: Path

    def put(self, name: str, box: bytes) -> None:
        """A report waits."""
        path = self.folder / f"{name}{WAITING}"
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(box)
        for mark in self.folder.glob(f"*{HANDLED}"):
            if path.stat().st_mtime - mark.stat().st_mtime > A_MARK:
                mark.unlink()

    def waiting(self) -> Iterator[tuple[str, bytes]]:
        """Every box nobody has handled, oldest first."""
        for path in sorted(self.folder.glob(f"*{WAITING}"), key=lambda path: path.stat().st_mtime):
            yield path.name.removesuffix(WAITING), path.read_bytes()

    def handle(self, name: str) -> bool:
        """A person has dealt with it: the words go. False where no such box waits."""
        path = self.folder / f"{name}{WAITING}"
        if not path.exists():
            return False
        (self.folder / f"{name}{HANDLED}").touch(mode=0o600)
        path.unlink()
        return True

    def was_handled(self, name: str) -> bool | None:
        """Whether it is done; None where nobody ever put it here, or the mark is gone too."""
        if (self.folder / f"{name}{HANDLED}").exists():
            return True
        return False if (self.folder / f"{name}{WAITING}").exists() else None


def fresh_key() -> tuple[str, str]:
    """A lead's key: the half for the house, and the half that stays with the lead."""
    key = X25519PrivateKey.generate()
    return _text(key.public_key().public_bytes_raw()), _text(key.private_bytes_raw())


def public_half(text: str) -> bytes:
    """The half for the house, as the settings carry it. Raises `ValueError`."""
    return X25519PublicKey.from_public_bytes(_bytes(text)).public_bytes_raw()


def private_half(text: str) -> X25519PrivateKey:
    """The lead's half. Raises `ValueError`."""
    return X25519PrivateKey.from_private_bytes(_bytes(text.strip()))


def _text(some: bytes) -> str:
    return urlsafe_b64encode(some).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "==")
