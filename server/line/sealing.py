"""What rests on the line is sealed: AES-GCM under the session's own key, which dies with the session.

The key itself lies beside the room, wrapped under the house secret, with the room's short life: it survives a
restart of every instance and needs no hand-over. Who copied the line's memory during a meeting *and* has the
house secret could read the last minute and the roster; the honest-limits page says so.
"""

import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_KEY = 32
_NONCE = 12


class Broken(Exception):
    """What was sealed does not open: another key, another room, or other bytes."""


@dataclass(frozen=True, slots=True, eq=False)
class SessionKeys:
    """The two keys of one session: `seal` for state and news, `tag` for who said what."""

    seal: bytes = field(repr=False)
    tag: bytes = field(repr=False)


def derived(secret: bytes, purpose: str) -> bytes:
    """A key of the house for one purpose; no two purposes share one."""
    return HKDF(algorithm=SHA256(), length=_KEY, salt=None, info=f"alcove {purpose}".encode()).derive(secret)


def fresh_keys() -> SessionKeys:
    """The keys of a session that opens now."""
    return SessionKeys(os.urandom(_KEY), os.urandom(_KEY))


def wrapped(keys: SessionKeys, secret: bytes, room: str) -> bytes:
    """Both keys, sealed under the house secret for this room alone."""
    return Seal(derived(secret, "wrapping")).sealed(keys.seal + keys.tag, f"keys {room}")


def unwrapped(bundle: bytes, secret: bytes, room: str) -> SessionKeys:
    """The keys of a room, as they lie on the line."""
    both = Seal(derived(secret, "wrapping")).opened(bundle, f"keys {room}")
    return SessionKeys(both[:_KEY], both[_KEY:])


class Seal:
    """Seals and opens under one key. For many boxes it is made once: that takes longer than a box does."""

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def sealed(self, content: bytes, place: str) -> bytes:
        """`content` sealed for `place` (room and generation): it opens nowhere else."""
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, content, place.encode())

    def opened(self, box: bytes, place: str) -> bytes:
        """What was sealed for `place`, or `Broken`."""
        try:
            return self._cipher.decrypt(box[:_NONCE], box[_NONCE:], place.encode())
        except (InvalidTag, ValueError):
            raise Broken from None
