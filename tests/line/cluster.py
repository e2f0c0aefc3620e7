"""A cluster of three real Redis masters, without replicas, on loopback: each can be killed."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory

from redis import Redis

from tests.redis_server import path

SLOTS = 16_384


@dataclass
class Cluster:
    """Three masters; `address` names the first."""

    ports: list[int]
    servers: list["subprocess.Popen[str]"]
    home: str

    @property
    def address(self) -> str:
        """Any node will do."""
        return f"redis+cluster://127.0.0.1:{self.ports[0]}"

    def room_of(self, node: int) -> str:
        """A room whose keys live on the given node."""
        with Redis(port=self.ports[0]) as first:
            for number in range(1000):
                slot = int(first.execute_command("CLUSTER", "KEYSLOT", f"alcove:{{room-{number}}}"))
                if slot * 3 // SLOTS == node:
                    return f"room-{number}"
        raise AssertionError("no room found for this node")

    def kill(self, node: int) -> None:
        """One master dies, at once."""
        _end(self.servers[node])

    def rise(self) -> None:
        """All three are back, as empty as they were at first; what each is there for they remember."""
        self.servers = [_start(port, self.home) for port in self.ports]


@contextmanager
def running() -> Iterator[Cluster]:
    """From three empty masters to a cluster that serves every slot."""
    with TemporaryDirectory(prefix="cluster-") as home:
        cluster = Cluster([_free_port() for _ in range(3)], [], home)
        try:
            for port in cluster.ports:
                cluster.servers.append(_start(port, home))
            _join(cluster.ports)
            yield cluster
        finally:
            for server in cluster.servers:
                _end(server)


def _start(port: int, home: str) -> "subprocess.Popen[str]":
    asked = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", home]
    clustered = ["--cluster-enabled", "yes", "--cluster-config-file", f"{port}.conf"]
    # A dead master leaves the others serving their own slots.
    partial = ["--cluster-require-full-coverage", "no", "--cluster-node-timeout", "2000"]
    server = subprocess.Popen([path(), *asked, *clustered, *partial], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    assert any("ready to accept" in line.lower() for line in server.stdout)
    return server


def _end(server: "subprocess.Popen[str]") -> None:
    server.kill()
    server.wait()
    assert server.stdout is not None
    server.stdout.close()


def _join(ports: list[int]) -> None:
    for at, port in enumerate(ports):
        with Redis(port=port) as node:
            first, last = -(-at * SLOTS // 3), -(-(at + 1) * SLOTS // 3) - 1
            node.execute_command("CLUSTER", "ADDSLOTS", *range(first, last + 1))
            node.execute_command("CLUSTER", "SET-CONFIG-EPOCH", at + 1)
            node.execute_command("CLUSTER", "MEET", "127.0.0.1", ports[0])
    for port in ports:
        with Redis(port=port) as node:
            _until_whole(node)


def _until_whole(node: "Redis") -> None:
    """Ask until this node knows all three and serves every slot."""
    for _ in range(2_000):
        time.sleep(0.01)
        told = node.execute_command("CLUSTER", "INFO")  # type: ignore[no-untyped-call]
        if "cluster_known_nodes:3" in str(told) and "cluster_slots_ok:16384" in str(told):
            return
    raise AssertionError("the cluster did not come together")


def _free_port() -> int:
    while True:
        with socket.socket() as trying:
            trying.bind(("127.0.0.1", 0))
            port: int = trying.getsockname()[1]
        # A cluster's own bus listens ten thousand higher.
        if port < 55_000:
            return port
