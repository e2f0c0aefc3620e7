"""What a meeting leaves behind for an hour: the key that tells true reports from false ones, and no word."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from server.keep.report_keys import OutOfReach, ReportKeys
from server.line.line import OutOfTouch
from server.line.sealing import Broken, Seal, derived
from server.live.ending import report_key_lives
from server.live.gathering import Gathering
from server.room.room import RoomId
from server.wire.tags import Tags


@dataclass(frozen=True, slots=True)
class Bequest:
    """Where report keys go when their meeting is over, sealed under the house secret."""

    keys: ReportKeys
    secret: bytes = field(repr=False)

    async def leave(self, here: Gathering) -> None:
        """Before the room is wiped. Whoever comes second changes nothing."""
        box = self._seal().sealed(here.vault.keys.tag, _place(here.id))
        with _touch():
            await self.keys.leave(here.id, box, report_key_lives(here.room, here.now()))

    async def tags(self, room: RoomId) -> Tags | None:
        """The tags of a meeting that is over, as long as they can be checked."""
        with _touch():
            box = await self.keys.find(room)
        try:
            return Tags(self._seal().opened(box, _place(room))) if box else None
        except Broken:
            return None

    def _seal(self) -> Seal:
        return Seal(derived(self.secret, "report keys"))


@contextmanager
def _touch() -> Iterator[None]:
    try:
        yield
    except OutOfReach:
        raise OutOfTouch from None


def _place(room: RoomId) -> str:
    return f"tag {room}"
