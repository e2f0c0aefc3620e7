"""Every way a host may name their Redis: by port, by a file, under TLS, with a user of the house's own."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from server.line.line import OutOfTouch
from server.line.redis import connected
from tests import redis_server
from tests.hosting.street import certify
from tests.houses import free_port
from tests.line.ends import Ends, Heard, opened, said
from tests.line.test_contract import until

USER = (
    "--user",
    "alcove",
    "on",
    ">not-guessed",
    "~alcove:*",
    "&alcove:*",
    "+@all",
    "--user",
    "default",
    "off",
)


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """One Redis, reached in each way."""
    pem = tmp_path_factory.mktemp("redis") / "redis.pem"
    certify(pem)
    tls, plain = free_port(), free_port()
    secured = ("--tls-port", str(tls), "--tls-cert-file", str(pem), "--tls-key-file", str(pem))
    trusts = ("--tls-ca-cert-file", str(pem), "--tls-auth-clients", "no")
    with redis_server.served("--port", str(plain), *secured, *trusts, *USER, kind="redis-7") as server:
        who = "alcove:not-guessed@"
        yield {
            "port": f"redis://{who}127.0.0.1:{plain}",
            "file": f"unix://{who}{server.address.removeprefix('unix://')}",
            "tls": f"rediss://{who}127.0.0.1:{tls}?ssl_ca_certs={pem}",
            "tls, unknown": f"rediss://{who}127.0.0.1:{tls}?ssl_ca_certs={a_stranger(pem)}",
            "tls, nobody": f"rediss://127.0.0.1:{tls}?ssl_ca_certs={pem}",
            "wrong word": f"redis://alcove:guessed@127.0.0.1:{plain}",
        }


def a_stranger(beside: Path) -> Path:
    """A certificate that signed nothing here."""
    other = beside.with_name("other.pem")
    certify(other)
    return other


@asynccontextmanager
async def both_ends(address: str) -> AsyncIterator[Ends]:
    here, there = Heard(), Heard()
    async with connected(address, here) as ours, connected(address, there) as theirs:
        yield Ends(ours, theirs, here, there)


@pytest.mark.parametrize("way", ["port", "file", "tls"])
async def test_two_houses_meet_over_it(addresses: dict[str, str], way: str) -> None:
    async with both_ends(addresses[way]) as ends:
        room = f"tuesday-{way}"
        place = await opened(ends.here, room)
        await ends.here.follow(room)
        await ends.there.follow(room)
        await said(ends.here, room, place, b"sealed words")
        await until(lambda: ends.heard_there.pieces(room))
        assert ends.heard_there.pieces(room) == [(1, b"sealed words")]


@pytest.mark.parametrize("way", ["tls, unknown", "tls, nobody", "wrong word"])
async def test_a_redis_that_is_not_who_it_says_or_does_not_know_us_is_out_of_touch(
    addresses: dict[str, str], way: str
) -> None:
    with pytest.RaisesGroup(OutOfTouch):
        async with connected(addresses[way], Heard()):
            pass
