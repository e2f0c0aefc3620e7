"""`python -m server` as it ships, but in a hurry: goodbye takes a second, or `$HASTY_GOODBYE`; it sweeps soon after.

What rests on the line may have a shorter life too, `$HASTY_LIFE` instead of two minutes.
It also lets others look into its memory where only its own parent could: a test need not be root.
"""

import ctypes
import os

from server import quiet
from server.__main__ import app
from server.line import redis, spelling
from server.line.line import ROOM_LIFE
from server.live import keeping, node, sweeps

PR_SET_PTRACER = 0x59616D61
ANYBODY = ctypes.c_ulong(-1)


def may_be_looked_into() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, ANYBODY, 0, 0, 0)


if __name__ == "__main__":
    setattr(keeping, "AFTER_CLOSED", float(os.environ.get("HASTY_GOODBYE", "1")))  # noqa: B010
    setattr(sweeps, "AFTER", (0.3, 2.0))  # noqa: B010
    setattr(sweeps, "TOGETHER", 0.1)  # noqa: B010
    setattr(node, "IDLE", 1.0)  # noqa: B010
    for module in (redis, spelling):
        setattr(module, "ROOM_LIFE", float(os.environ.get("HASTY_LIFE", ROOM_LIFE)))  # noqa: B010
    setattr(quiet, "leave_no_dump", may_be_looked_into)  # noqa: B010
    app(prog_name="python -m tests.forgetting.hasty")
