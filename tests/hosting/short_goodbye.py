"""`python -m tests.hosting.short_goodbye serve`: the house as it is, where goodbye is a second and not a minute.

The house has no such setting, and the time of a meeting is Redis's, which no test can turn.
"""

from server.live import ending

if __name__ == "__main__":
    ending.AFTER_CLOSED = 1.0  # type: ignore[misc]
    from server.__main__ import app

    app(prog_name="python -m server")
