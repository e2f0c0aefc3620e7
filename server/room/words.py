"""What people say, and what they are called. Neither ever shows itself by accident."""

from dataclasses import dataclass, field
from typing import NoReturn, final

LONGEST = 8_192
"""Bytes one piece of words may have. The page counts 2,000 characters; this bound holds for any script."""


@final
class Words:
    """What somebody says, as bytes. Carried to whoever may hear it; never shown, compared, copied or kept."""

    __slots__ = ("_sealed",)

    def __init__(self, sealed: bytes) -> None:
        self._sealed = sealed

    @property
    def size(self) -> int:
        """How many bytes. The only thing a rule may ask."""
        return len(self._sealed)

    def carried(self) -> bytes:
        """The bytes, for the wire alone."""
        return self._sealed

    def __repr__(self) -> str:
        return "Words()"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        # asdict, copy and pickle all come through here: words cannot be taken along by accident.
        raise TypeError("words are not for keeping")


@dataclass(frozen=True, slots=True)
class Name:
    """What a person is called in this meeting, or their pronouns. Shown in the room, silent in logs."""

    text: str = field(repr=False)
