"""How fast one line may ask. Care is never refused for it; a new line begins with a full purse (decision 26)."""

from dataclasses import dataclass
from math import inf
from typing import Final

PER_SECOND: Final = 5.0
BURST: Final = 10.0
HEARD_PER_SECOND: Final = 20.0
HEARD_AT_ONCE: Final = 60.0
"""Of whatever it says, help too: more than that is not refused, it is heard later."""
ANSWER_RESTS: Final = 10.0
"""Seconds between two kind answers of one line."""
GARBLED_AT_MOST: Final = 3
NEARLY_ONE: Final = 1.0 - 1e-3
"""Who waited as long as we said is not sent off again for a rounding."""


@dataclass(slots=True)
class Bucket:
    """So many at once, and so many more each second."""

    per_second: float
    burst: float
    _left: float = 0.0
    _at: float = -inf

    def wait(self, now: float) -> float:
        """Seconds until one more may come; 0 means it was taken now."""
        left = min(self.burst, self._left + (now - self._at) * self.per_second)
        wait = 0.0 if left >= NEARLY_ONE else (1.0 - left) / self.per_second
        self._left, self._at = left if wait else left - 1.0, now
        return wait


class Pace:
    """One line's pace: its acts, its kind answers, and what could not be read."""

    def __init__(self) -> None:
        self._frames = Bucket(HEARD_PER_SECOND, HEARD_AT_ONCE)
        self._acts = Bucket(PER_SECOND, BURST)
        self._answers = Bucket(1 / ANSWER_RESTS, 1.0)
        self._garbled = 0

    def frame(self, now: float) -> float:
        """Seconds until the next frame of any kind is heard; 0 where it is heard now."""
        return self._frames.wait(now)

    def act(self, now: float) -> float:
        """Seconds this act comes too early; 0 where it does not."""
        return self._acts.wait(now)

    def answer(self, now: float) -> float:
        """The same for a kind answer."""
        return self._answers.wait(now)

    def garbled(self) -> bool:
        """Count something unreadable; whether it was once too often."""
        self._garbled += 1
        return self._garbled >= GARBLED_AT_MOST
