"""How often one address or one invitation may come to a door: a salted count, in memory, for a minute."""

from collections import Counter
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from typing import Final

from starlette.requests import HTTPConnection

WINDOW: Final = 60.0
MOST: Final = {
    "knock": 60,
    "ticket": 240,
    "line": 240,
    "invitation": 240,
    "here": 30,
    "report": 30,
    "note": 30,
    "shelf": 30,
}
"""Times a minute. A library is one address, so there is room for a whole circle to come at once."""


class Callers:
    """This minute's counts. The salt goes with the minute: no two minutes can be laid side by side."""

    def __init__(self, salt: bytes, proxies: int = 0) -> None:
        """`proxies` of our own stand in front, one behind the other; each adds whom it heard."""
        self._salt = salt
        self._proxies = proxies
        self._counts: Counter[bytes] = Counter()
        self._until = 0.0

    def wait(self, door: str, who: str, now: float) -> float:
        """Seconds until `who` may come to this door again; 0 where they may now."""
        if now >= self._until:
            self._counts.clear()
            self._salt = blake2b(self._salt, digest_size=32).digest()
            self._until = now + WINDOW
        one = blake2b(f"{door} {who}".encode(), key=self._salt, digest_size=12).digest()
        self._counts[one] += 1
        return self._until - now if self._counts[one] > MOST[door] else 0.0

    def address(self, connection: HTTPConnection) -> str:
        """Whom to count: the address, and of the long ones only the part that belongs to one household."""
        host = self._said_by_our_proxy(connection) or (connection.client.host if connection.client else "")
        try:
            found = ip_address(host)
        except ValueError:
            return host
        if isinstance(found, IPv6Address):
            return str(found.ipv4_mapped or found.exploded[:19])
        return str(found)

    def _said_by_our_proxy(self, connection: HTTPConnection) -> str | None:
        """The one that our own outermost proxy wrote down. What stands before it, anybody may have written."""
        said = ",".join(connection.headers.getlist("x-forwarded-for")).split(",")
        return said[-self._proxies].strip() if 0 < self._proxies <= len(said) else None
