"""A house with a certificate of its own: a line over it talks both ways, frame after frame."""

import asyncio
import datetime
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from server.app import build
from server.doors.invitations import invite
from server.serving import bound, server
from server.settings import Settings
from tests.evening import SECRET
from tests.guest import Guest
from tests.hand_clock import HandClock


def certified(folder: Path) -> tuple[Path, Path]:
    """A certificate that only this test trusts, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    day = datetime.timedelta(days=1)
    now = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), now - day, now + day
    )
    names = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    made = made.add_extension(names, critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    cert, private = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(made.sign(key, SHA256()).public_bytes(Encoding.PEM))
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return cert, private


async def test_people_meet_over_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cert, key = certified(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    door = bound(Settings(port=0, secret=SECRET))
    address = f"https://localhost:{door.getsockname()[1]}"
    settings = Settings(port=0, public_url=address, secret=SECRET, tls_cert=cert, tls_key=key)
    clock = HandClock()
    house = server(build(settings, clock), settings)
    links = invite(SECRET, address, code="c1", starts=int(clock.now()), minutes=60, guides=("Fay",))
    async with asyncio.TaskGroup() as tasks, asyncio.timeout(20):
        tasks.create_task(house.serve(sockets=[door]))
        fay, ana = Guest("Fay", links.guides[0]), Guest("Ana", links.participants)
        fay.trusts = ana.trusts = ssl.create_default_context(cafile=cert)
        await fay.knocks()
        await ana.knocks()
        async with fay.on_a_line(), ana.on_a_line():
            await fay.until(lambda me: me.picture["desk"].get("waiting"))
            await fay.may("admit", whom=[ana.seat])
            await fay.may("go_to", phase="opening")
            await fay.may("set_mode", mode="open")
            for said in ("one", "and another", "and " + "much " * 400):
                await ana.says(said)
                await fay.hears(said)
        house.should_exit = True
