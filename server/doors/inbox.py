"""What came on a line and was not read yet: uvicorn's queue, for the one reader that a line has."""

from starlette.types import Message

from server.live.bell import Bell


class Inbox:
    """In order. The protocol stops reading while something waits here, so hardly ever more than one read does."""

    __slots__ = ("_bell", "_came")

    def __init__(self) -> None:
        self._came: list[Message] = []
        self._bell = Bell()

    def empty(self) -> bool:
        """Whether all of it was read."""
        return not self._came

    def put_nowait(self, event: Message) -> None:
        """It came."""
        self._came.append(event)
        self._bell.ring()

    async def get(self) -> Message:
        """What came first."""
        while not self._came:
            await self._bell.rings()
        return self._came.pop(0)
