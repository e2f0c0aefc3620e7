"""Whose words these are, without a list: each share carries a keyed tag, which comes back with what is asked.

The tag binds seat, number and the hash of the words; not `seq`, which is not known when it is made, and not
`gen`, so that a share stays its author's own when the line's memory was lost (decisions 6 and 7).
"""

import hmac
from binascii import b2a_base64
from hashlib import sha256

from server.room.effects import ShareRef
from server.room.refusals import No, Refused
from server.room.seat import SeatId
from server.room.words import Words
from server.wire.frames import Ref

ID = 16
"""Letters of a seat's name, as everywhere."""

_SAFE_IN_ADDRESSES = bytes.maketrans(b"+/", b"-_")


class Tags:
    """The tags of one meeting, under its key K_tag."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        self._key = key

    def tagged(self, ref: ShareRef, words: Words) -> Ref:
        """`ref` as it goes out with its words."""
        h = digest(words)
        return Ref(ref.seat, ref.number, h, self._tag(ref.seat, ref.number, h))

    def known(self, ref: Ref) -> ShareRef:
        """The share that `ref` names, where this house tagged it."""
        return self._checked(ref, No.NOT_YOUR_SHARE)

    def shown(self, ref: Ref, words: Words) -> ShareRef:
        """The same for a report, where `words` must be those that were said."""
        if not hmac.compare_digest(ref.h, digest(words)):
            raise Refused(No.REPORT_DOES_NOT_MATCH)
        return self._checked(ref, No.REPORT_DOES_NOT_MATCH)

    def whose(self, seat: str) -> bytes:
        """What tells this seat from the others on the shelf, and nothing to anybody once the key is gone."""
        return hmac.digest(self._key, f"shelf {seat}".encode(), "sha256")

    def fresh(self, host: SeatId, number: int) -> SeatId:
        """The seat that a host's act gives to somebody in their room: opaque, and the same when asked again."""
        return SeatId(_spelled(hmac.digest(self._key, f"seat {host} {number}".encode(), "sha256"))[:ID])

    def _checked(self, ref: Ref, no: No) -> ShareRef:
        if not hmac.compare_digest(ref.tag, self._tag(ref.seat, ref.number, ref.h)):
            raise Refused(no)
        return ShareRef(ref.seat, ref.number)

    def _tag(self, seat: str, number: int, h: str) -> str:
        # A seat id holds no space, so no two triples are spelled alike.
        return _spelled(hmac.digest(self._key, f"{seat} {number} {h}".encode(), "sha256"))


def digest(words: Words) -> str:
    """The hash of words, as tags and frames carry it."""
    return _spelled(sha256(words.carried()).digest())


def _spelled(raw: bytes) -> str:
    return b2a_base64(raw, newline=False).translate(_SAFE_IN_ADDRESSES, b"=").decode()
