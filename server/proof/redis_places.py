"""What a Redis holds: keys as they would be copied, its logs, its files, and who is on its lines."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import redis
from redis.exceptions import RedisError

from server.proof.reach import OutOfReach

PATIENCE: Final = 5.0
MANY: Final = 1_000


class OneRedis:
    """One server. What its user may not see is out of reach, and said so."""

    def __init__(self, url: str) -> None:
        self._client: Any = redis.Redis.from_url(url, socket_timeout=PATIENCE)

    def keys(self) -> Iterator[bytes]:
        """Names and contents, as they would be moved to another server."""
        for name in self._asked(lambda: list(self._client.scan_iter(count=MANY))):
            yield name
            yield self._asked(lambda name=name: self._client.dump(name)) or b""

    def value(self, name: str) -> bytes | None:
        """What lies under this name."""
        return self._asked(lambda: self._client.get(name))  # type: ignore[no-any-return]

    def logs(self) -> Iterator[bytes]:
        """Slow commands, refused commands, and what every connection did last."""
        for command in (("SLOWLOG", "GET", str(MANY)), ("ACL", "LOG"), ("CLIENT", "LIST"), ("INFO", "ALL")):
            yield repr(self._asked(lambda command=command: self._client.execute_command(*command))).encode()

    def files(self) -> Iterator[Path]:
        """Its folder, where it is on this machine: the dump, the log of commands; and its own log."""
        self.process()
        told = {name: self._told(name) for name in ("dir", "logfile")}
        yield Path(told["dir"])
        if told["logfile"]:
            yield Path(told["dir"], told["logfile"])

    def process(self) -> int:
        """Its number, where it runs on this machine."""
        number = int(self._asked(lambda: self._client.info("server"))["process_id"])
        name = Path(f"/proc/{number}/comm")
        if not name.exists() or not name.read_text().startswith(("redis", "valkey")):
            raise OutOfReach("is on another machine")
        return number

    def _told(self, name: str) -> str:
        return str(self._asked(lambda: self._client.config_get(name)).get(name, ""))

    def _asked(self, ask: Any) -> Any:
        try:
            return ask()
        except (RedisError, OSError) as no:
            raise OutOfReach(f"Redis says no ({type(no).__name__})") from None
