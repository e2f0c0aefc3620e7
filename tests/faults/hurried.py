"""`python -m tests.faults.hurried LEASE serve`: the house as it is, where goodbye and the lease are seconds.

The house has no such settings, and the time of a meeting is Redis's, which no test can turn.
"""

import sys

from server.live import ending, gathering

if __name__ == "__main__":
    ending.AFTER_CLOSED = 1.0  # type: ignore[misc]
    setattr(gathering, "LEASE", float(sys.argv.pop(1)))  # noqa: B010
    from server.__main__ import app

    app(prog_name="python -m server")
