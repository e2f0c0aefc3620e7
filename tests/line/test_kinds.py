"""The contract is told on what it says it is: each kind of server is asked who it is."""

from collections.abc import Callable, Mapping

import pytest
from redis import Redis

from tests import redis_server

WHO: dict[str, Callable[[Mapping[str, object]], bool]] = {
    "redis-6.2": lambda told: str(told["redis_version"]).startswith("6.2."),
    "redis-7": lambda told: int(str(told["redis_version"]).split(".")[0]) >= 7 and "server_name" not in told,
    "valkey": lambda told: told.get("server_name") == "valkey",
}


@pytest.mark.parametrize("kind", redis_server.KINDS)
def test_each_kind_of_server_is_the_one_it_is_called(kind: str) -> None:
    with redis_server.running(kind) as address, Redis.from_url(address) as redis:
        told = redis.info("server")
    assert [it for it in redis_server.KINDS if WHO[it](told)] == [kind]
