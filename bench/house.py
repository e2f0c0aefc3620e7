"""The whole house as it is served, for measuring. Raised are how often one may come or ask, and a room's places;
and a ticket holds longer, since thousands get theirs at once and a busy machine takes its time to open their lines.

Nothing else differs: doors, agreement, tickets, lobby, roles, sequence, tags and seals are those of every day.
"""

import os
import sys
from pathlib import Path

from server import quiet
from server.__main__ import built
from server.doors import callers, knock
from server.doors.street import Patience
from server.formats import rules
from server.live import rates
from server.room import hubs, lobby
from server.serving import bound, server
from server.settings import Settings

SECRET = b"a house secret for measuring, of no other use"
OFTEN = 1_000_000_000
PLACES = 5_000
"""Of a room: five times what a real one has."""
WAITING = 180.0
"""Seconds in which the crowd has opened all its lines, or gives up."""


def main(port: int, formats: Path, known_by: int, redis_url: str = "") -> None:
    """Serve until killed; several houses are known by the address of the first."""
    address = f"http://127.0.0.1:{known_by}"
    settings = Settings(
        port=port,
        public_url=address,
        secret=SECRET,
        formats=formats,
        redis_url=redis_url,
        uring=os.environ.get("ALCOVE_URING", "auto"),
    )
    quiet.begin(SECRET, only_trouble=True)
    callers.MOST.update(dict.fromkeys(callers.MOST, OFTEN))
    rates.PER_SECOND = rates.BURST = float(OFTEN)  # type: ignore[misc]
    rates.HEARD_PER_SECOND = rates.HEARD_AT_ONCE = float(OFTEN)  # type: ignore[misc]
    lobby.LARGEST = hubs.LARGEST = rules.LARGEST = PLACES  # type: ignore[attr-defined]
    knock.TICKET_LIFE = WAITING  # type: ignore[attr-defined]
    door = bound(settings)
    everybody = Patience(from_one=OFTEN, in_all=OFTEN)  # one address is the whole crowd here
    server(built(settings), settings, everybody).run(sockets=[door])


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
