"""What is unsafe about a Redis is seen on a real one, each by itself; a safe one is left in peace."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from redis import Redis

from server.line.line import OutOfTouch
from server.line.warden import Found, Seen, is_near, judged, looked
from tests import redis_server
from tests.line import cluster

SAFE = ("--slowlog-log-slower-than", "-1", "--crash-log-enabled", "no")
WARDEN = ("--user", *["warden", "on", ">look", "-@all", "+config|get", "+client|list", "+info", "+ping"])
ALCOVE = (
    "--user",
    *["alcove", "on", ">word", "~alcove:*", "resetchannels", "&alcove:*", "+@all", "-@admin", "-@dangerous"],
)


def found(address: str, check: str = "", replicas: int = 0) -> list[Found]:
    return asyncio.run(looked(address, check, replicas))


def fatal(address: str, check: str = "", replicas: int = 0) -> list[str]:
    return [it.said for it in found(address, check, replicas) if it.fatal]


def minded(address: str) -> list[str]:
    return [it.said for it in found(address) if not it.fatal]


def test_a_redis_as_it_should_be_is_left_in_peace() -> None:
    with redis_server.served(*SAFE) as server:
        assert found(server.address) == []


@pytest.mark.parametrize(
    ("settings", "way_out"),
    [
        (("--save", "3600", "1"), 'set `save ""`'),
        (("--appendonly", "yes"), "set `appendonly no`"),
    ],
)
def test_memory_that_goes_to_disk_is_refused(settings: tuple[str, ...], way_out: str) -> None:
    with redis_server.served(*SAFE, *settings) as server:
        (said,) = fatal(server.address)
        assert way_out in said


@pytest.mark.parametrize(
    ("settings", "way_out"),
    [
        (("--slowlog-log-slower-than", "10000"), "slowlog-log-slower-than -1"),
        (("--crash-log-enabled", "yes"), "crash-log-enabled no"),
        (("--maxmemory-policy", "allkeys-lru"), "maxmemory-policy noeviction"),
    ],
)
def test_what_might_keep_or_lose_something_is_said(settings: tuple[str, ...], way_out: str) -> None:
    with redis_server.served(*SAFE, *settings) as server:
        (said,) = minded(server.address)
        assert way_out in said
        assert fatal(server.address) == []


def test_a_replica_is_refused_unless_the_host_says_so() -> None:
    with (
        on_a_port() as (server, port),
        redis_server.served(*SAFE, "--replicaof", "127.0.0.1", str(port)) as copy,
    ):
        with Redis.from_url(server.address) as redis:
            while not redis.info("replication")["connected_slaves"]:
                redis.wait(1, 100)
        (said,) = fatal(server.address)
        assert "ALCOVE_REDIS_REPLICAS" in said
        assert fatal(server.address, replicas=1) == []
        assert "repl-backlog-ttl" in " ".join(minded(server.address))
        assert fatal(copy.address, replicas=1), "a replica is nowhere to meet"


def test_somebody_who_reads_along_is_refused() -> None:
    with redis_server.served(*SAFE) as server, Redis.from_url(server.address) as curious:
        with curious.monitor():
            (said,) = fatal(server.address)
            assert "MONITOR" in said
        curious.close()
        assert fatal(server.address) == []


def test_a_redis_that_does_not_let_itself_be_looked_at_is_refused() -> None:
    with redis_server.served(*SAFE, *WARDEN, *ALCOVE) as server:
        place = server.address.removeprefix("unix://")
        alcove, warden = f"unix://alcove:word@{place}", f"unix://warden:look@{place}"
        (said,) = fatal(alcove)
        assert "ALCOVE_REDIS_CHECK_URL" in said
        assert found(alcove, warden) == []
        with pytest.raises(OutOfTouch):
            found(alcove, f"unix://warden:wrong@{place}")


def test_a_redis_that_is_not_there_is_out_of_touch_and_its_password_is_not_told() -> None:
    with pytest.raises(OutOfTouch) as nobody:
        found("redis://alcove:password@127.0.0.1:1")
    assert "password" not in repr(nobody.value) and nobody.value.__cause__ is None


def test_beyond_this_machine_redis_is_sealed_and_knows_who_comes() -> None:
    with on_a_port() as (_, port):
        (open_way, everybody) = fatal(f"redis://{own_address()}:{port}")
        assert "rediss://" in open_way
        assert "default user" in everybody
        assert fatal(f"redis://127.0.0.1:{port}") == []
    with on_a_port("--requirepass", "word") as (_, port):
        (open_way,) = fatal(f"redis://:word@{own_address()}:{port}")
        assert "rediss://" in open_way


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("unix:///run/redis.sock", True),
        ("redis://localhost:6379", True),
        ("redis+cluster://127.0.0.2", True),
        ("redis://[::1]:6379/1", True),
        ("rediss://redis.example", False),
        ("redis://10.0.0.4", False),
    ],
)
def test_what_is_near_is_known(address: str, near: bool) -> None:
    assert is_near(address) is near


def test_every_master_of_a_cluster_is_looked_at() -> None:
    with cluster.running() as three:
        assert fatal(three.address) == []
        with Redis(port=three.ports[2]) as last:
            last.config_set("save", "3600 1")
            (said,) = fatal(three.address)
            last.config_set("save", "")
        assert "set `save" in said


def test_an_odd_answer_is_no_excuse() -> None:
    nothing_told = Seen({}, {}, [])
    assert [it.fatal for it in judged(nothing_told, 0)] == [True], (
        "who does not say it is a master may be none"
    )


@contextmanager
def on_a_port(*settings: str) -> Iterator[tuple[redis_server.Server, int]]:
    """A Redis that listens to the whole machine, for as long as a test needs it."""
    with socket.socket() as trying:
        trying.bind(("0.0.0.0", 0))
        port = int(trying.getsockname()[1])
    open_to_all = ("--port", str(port), "--bind", "0.0.0.0", "--protected-mode", "no")
    with redis_server.served(*SAFE, *open_to_all, *settings) as server:
        yield server, port


def own_address() -> str:
    """An address of this machine that is not its loopback."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(("192.0.2.1", 9))
        return str(asking.getsockname()[0])
