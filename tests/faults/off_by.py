"""`python -m tests.faults.off_by SECONDS serve`: the house as it is, on a machine whose clock is wrong.

The house has no such setting. Its one clock is set wrong before anything of the house has looked at it.
"""

import sys

from server.live import clock


class WrongClock(clock.WallClock):
    """Goes well and shows the wrong hour."""

    off = 0.0

    def now(self) -> float:
        """See `Clock.now`."""
        return super().now() + self.off


if __name__ == "__main__":
    WrongClock.off = float(sys.argv.pop(1))
    clock.WallClock = WrongClock  # type: ignore[misc]
    from server.__main__ import app

    app(prog_name="python -m server")
