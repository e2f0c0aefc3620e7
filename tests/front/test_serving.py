"""The house's own door: what every line that comes in by it can rely on."""

import asyncio
import socket

from server.serving import bound
from server.settings import Settings


async def test_a_small_frame_goes_at_once_and_does_not_wait_for_the_last_to_be_acknowledged() -> None:
    door = bound(Settings(port=0, secret=b"a house secret for tests, 32 bytes or more"))
    came: asyncio.Future[asyncio.StreamWriter] = asyncio.get_running_loop().create_future()
    async with await asyncio.start_server(lambda _, writer: came.set_result(writer), sock=door):
        _, ours = await asyncio.open_connection(*door.getsockname())
        writer = await came
        accepted = writer.get_extra_info("socket")
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        for end in (ours, writer):
            end.close()
            await end.wait_closed()
