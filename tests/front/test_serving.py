"""The house's own door: what every line that comes in by it can rely on."""

import asyncio
import socket
import sys
from types import ModuleType

import pytest

from server.app import build
from server.serving import bound, server
from server.settings import Settings
from tests.evening import SECRET


def test_the_house_keeps_to_a_loop_that_keeps_nothing_where_another_is_installed_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "uvloop", ModuleType("uvloop"))  # uvicorn takes it wherever it is found
    settings = Settings(port=0, secret=SECRET)
    assert server(build(settings), settings).config.get_loop_factory() is asyncio.SelectorEventLoop


async def test_a_small_frame_goes_at_once_and_does_not_wait_for_the_last_to_be_acknowledged() -> None:
    door = bound(Settings(port=0, secret=SECRET))
    came: asyncio.Future[asyncio.StreamWriter] = asyncio.get_running_loop().create_future()
    async with await asyncio.start_server(lambda _, writer: came.set_result(writer), sock=door):
        _, ours = await asyncio.open_connection(*door.getsockname())
        writer = await came
        accepted = writer.get_extra_info("socket")
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        for end in (ours, writer):
            end.close()
            await end.wait_closed()
