"""Words that exist nowhere else. One found after the end was kept by somebody.

They are consonants only: long runs of these are so rare in programs and texts that whatever looks like one can be
looked at closely, in every spelling. They are drawn independently: words with one beginning would hide behind each
other in compressed files.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

LETTERS: Final = "bcdfghjklmnpqrstvwxyzBCDFGHJKLMNPQRSTVWXYZ"
LENGTH: Final = 24
"""Letters of each: 129 bits. A name may not be longer."""
SHORT: Final = 20
"""Letters of the only field that takes fewer, pronouns: 107 bits."""
SHORTEST: Final = 12
"""Letters of a piece that counts as found: what is freed is often overwritten in part."""


@dataclass(frozen=True, slots=True)
class Canary:
    """One of them, and what it stood for in the evening."""

    kind: str
    text: str = field(repr=False)

    def pieces(self) -> Iterator[str]:
        """Every piece of it that would be known again."""
        for at in range(len(self.text) - SHORTEST + 1):
            yield self.text[at : at + SHORTEST]


class Canaries:
    """All of one evening, known again by any of their pieces; and keys, which are known as bytes."""

    def __init__(self, canaries: Iterable[Canary], keys: Mapping[str, bytes] | None = None) -> None:
        self.all = tuple(canaries)
        self.keys = dict(keys or {})
        self._kinds = {piece.encode(): canary.kind for canary in self.all for piece in canary.pieces()}
        self._steps = {canary.kind: steps(canary.text.encode()) for canary in self.all}

    def in_letters(self, run: bytes) -> Iterator[str]:
        """Which kinds have a piece in this run of letters."""
        for at in range(len(run) - SHORTEST + 1):
            if kind := self._kinds.get(run[at : at + SHORTEST]):
                yield kind

    def in_steps(self, some: bytes) -> Iterator[str]:
        """Which kinds are there under a mask of four bytes, as pages send their frames: `some` are its `steps`."""
        for kind, needle in self._steps.items():
            if needle in some:
                yield kind

    def in_bytes(self, some: bytes) -> Iterator[str]:
        """Which keys are there, as they are."""
        for kind, key in self.keys.items():
            if key in some:
                yield kind


def steps(some: bytes) -> bytes:
    """Each byte against the fourth before it. A mask of four bytes falls out."""
    ahead, behind = int.from_bytes(some[4:]), int.from_bytes(some[:-4])
    return (ahead ^ behind).to_bytes(max(0, len(some) - 4))
