"""The topology of docker-compose.yml as plain processes: the same files, only the places are others.

Redis takes `redis.conf` and the users the host's script made; the houses take the settings of the compose file;
HAProxy takes `haproxy.cfg`. No Docker engine is needed.
"""

import os
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from httpx2 import AsyncClient, AsyncHTTPTransport

from tests import redis_server
from tests.borrow import borrow
from tests.hosting.shipped import HOSTING, compose, new_secrets, settings_of
from tests.houses import Instance, free_port, started

HERE = "127.0.0.1"
DOOR = "/run/line/door"
HOUSES = ("house-1", "house-2", "house-3")
"""One more than the compose file has: the proxy is ready for it."""
SHORT_GOODBYE = (sys.executable, "-m", "tests.hosting.short_goodbye", "serve")
TOKEN = "only-for-the-tests-own-look"


def haproxy() -> str:
    """The machine's HAProxy."""
    return borrow(("haproxy", "/usr/sbin/haproxy"), "haproxy")


@dataclass
class Street:
    """Everything that runs, and what it said."""

    home: Path
    port: int
    up: int
    instances: list[Instance]
    said: list[str]
    proxy: "subprocess.Popen[str]"

    @property
    def address(self) -> str:
        """How people reach it."""
        return f"https://{HERE}:{self.port}"

    @property
    def certificate(self) -> Path:
        """What the proxy shows, with its key."""
        return self.home / "secrets/certificates/circle.pem"

    @cached_property
    def settings(self) -> dict[str, str]:
        """The environment of each house."""
        told = settings_of(compose()["services"]["house-1"], self.home / "secrets")
        moved = {name: value.replace(DOOR, f"{self.home}/door") for name, value in told.items()}
        return moved | {"ALCOVE_HOST": HERE, "ALCOVE_METRICS_TOKEN": TOKEN}

    @asynccontextmanager
    async def browser(self, whose: str = HERE) -> AsyncIterator[AsyncClient]:
        """A browser on another machine, which is another address of this one; it believes our certificate."""
        trusts = ssl.create_default_context(cafile=str(self.certificate))
        way = AsyncHTTPTransport(verify=trusts, local_address=whose)
        async with AsyncClient(
            base_url=self.address, transport=way, headers={"origin": self.address}
        ) as browser:
            yield browser

    async def lines(self) -> list[int]:
        """How many lines each house holds."""
        found = []
        for instance in self.instances:
            async with AsyncClient(headers={"authorization": f"Bearer {TOKEN}"}) as host:
                told = (await host.get(f"{instance.address}/metrics")).text
            found.append(
                next(int(float(it.split()[1])) for it in told.splitlines() if it.startswith("alcove_lines "))
            )
        return found


@contextmanager
def street(home: Path) -> Iterator[Street]:
    """From secrets to an open door."""
    port = free_port()
    made = new_secrets(home / "secrets", f"https://{HERE}:{port}")
    assert made.returncode == 0, made.stderr
    street = Street(home, port, free_port(), [], [], None)  # type: ignore[arg-type]
    certify(street.certificate)
    with _redis(street), _houses(street), _proxy(street):
        yield street


def certify(file: Path) -> None:
    """A certificate of our own, signed by itself, as the proxy wants it: with its key, in one file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HERE))]), critical=True)
        .sign(key, SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(signed.public_bytes(Encoding.PEM) + secret)


@contextmanager
def _redis(street: Street) -> Iterator[None]:
    where = ["--unixsocket", f"{street.home}/door", "--aclfile", f"{street.home}/secrets/users.acl"]
    asked = [redis_server.of("redis-7"), str(HOSTING / "redis.conf"), *where]
    with _running(asked, street.said, "ready to accept", {}):
        yield


@contextmanager
def _houses(street: Street) -> Iterator[None]:
    own = {name: value for name, value in street.settings.items() if name != "ALCOVE_PORT"}
    url = own.pop("ALCOVE_REDIS_URL")
    street.instances += [started(url, SHORT_GOODBYE, None, **own) for _ in HOUSES]
    try:
        for instance in street.instances:
            instance.opens()
        yield
    finally:
        for instance in street.instances:
            instance.dies()


@contextmanager
def _proxy(street: Street) -> Iterator[None]:
    places = {f"PROXY_HOUSE_{at}": f"{HERE}:{it.port}" for at, it in enumerate(street.instances, 1)}
    own = {"PROXY_STREET": f"{HERE}:{street.port}", "PROXY_CERTIFICATES": f"{street.certificate.parent}/"}
    # As its image starts it: a master, whose workers come and go with new certificates.
    asked = [haproxy(), "-W", "-db", "-f", str(HOSTING / "haproxy.cfg")]
    with _running(
        asked, street.said, "Loading success", places | own | {"PROXY_UP": f"{HERE}:{street.up}"}
    ) as it:
        street.proxy = it
        yield


@contextmanager
def _running(
    asked: list[str], said: list[str], ready: str, environ: dict[str, str]
) -> Iterator["subprocess.Popen[str]"]:
    """A process from when it is ready to when it is gone; what it says is kept for whoever asks."""
    process = subprocess.Popen(
        asked, env=os.environ | environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if ready in line:
            break
    else:
        process.stdout.close()
        raise AssertionError(f"{asked[0]} did not start: {said}")
    listens = Thread(target=said.extend, args=(process.stdout,))
    listens.start()
    try:
        yield process
    finally:
        process.terminate()
        listens.join()
        process.wait()
        process.stdout.close()
