"""Why a line is closed. The range says what the page does: below 4500 it comes back, above it stays."""

from enum import IntEnum


class Close(IntEnum):
    """Every code we close with."""

    LEFT = 1000
    """The person went, as they asked. The page stays away too."""
    BUG = 1011
    DRAIN = 1012
    """The house restarts."""
    TOO_SLOW = 4001
    NO_HELLO = 4002
    OUT_OF_TOUCH = 4003
    """This house cannot reach the line."""
    OUT = 4500
    """Declined, or out of the meeting."""
    OPENED_ELSEWHERE = 4501
    ENDED = 4502
    NOT_VALID = 4503
    """The ticket is no good."""
    GARBLED = 4504
    """Three frames could not be read."""

    @property
    def comes_back(self) -> bool:
        """Whether the page knocks again by itself."""
        return 1000 < self < 4500
