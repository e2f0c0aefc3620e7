"""What the house says of itself before it opens: each danger is found, a safe house is left in peace."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from server.checks import (
    Finding,
    Grade,
    address,
    certificate,
    dumps,
    findings,
    formats,
    help_card,
    secret,
    swap,
)
from server.doors.card import Card
from server.settings import Settings

TODAY = date(2026, 12, 1)
DRAWN = b"dGhpcyBvbmUgd2FzIGRyYXduIGJ5IG9wZW5zc2w="
AWAY = Settings(public_url="https://circle.example", secret=DRAWN)


def grades(found: Iterator[Finding]) -> list[Grade]:
    return [it.grade for it in found]


def test_a_secret_that_was_thought_up_is_fatal() -> None:
    assert secret(Settings(secret=b"abc" * 20)).grade is Grade.FATAL
    assert secret(Settings()).grade is Grade.MIND
    assert secret(AWAY).grade is Grade.FINE


def test_a_house_for_one_machine_is_told_so() -> None:
    assert address(Settings()).grade is Grade.MIND
    assert address(replace(AWAY, proxies=1)).grade is Grade.FINE


def test_behind_a_proxy_that_nobody_believes_all_people_count_as_one() -> None:
    assert address(AWAY).grade is Grade.MIND
    assert "ALCOVE_PROXIES" in address(AWAY).said


def test_a_certificate_is_looked_at_before_it_ends(tmp_path: Path) -> None:
    own = certified(tmp_path, TODAY + timedelta(days=60))
    assert grades(certificate(own, TODAY)) == [Grade.FINE]
    assert grades(certificate(own, TODAY + timedelta(days=50))) == [Grade.MIND]
    assert grades(certificate(own, TODAY + timedelta(days=61))) == [Grade.FATAL]
    assert grades(certificate(AWAY, TODAY)) == []


def test_a_key_of_another_certificate_is_fatal(tmp_path: Path) -> None:
    own = certified(tmp_path, TODAY)
    (tmp_path / "key.pem").write_bytes(pem(ec.generate_private_key(ec.SECP256R1())))
    assert grades(certificate(own, TODAY)) == [Grade.FATAL]


def test_a_format_that_breaks_a_rule_is_fatal(tmp_path: Path) -> None:
    assert formats(Settings(formats=tmp_path)).grade is Grade.FINE
    (tmp_path / "mine.toml").write_text("title = 3")
    assert formats(Settings(formats=tmp_path)).grade is Grade.FATAL


def test_help_lines_that_nobody_looked_at_stop_a_release() -> None:
    card = Card.shipped()
    newest = max(line.verified_on for line in card.lines if line.verified_on)
    oldest = min(line.verified_on for line in card.lines if line.verified_on)
    assert Grade.FATAL not in grades(help_card(card, newest)) or oldest + timedelta(days=180) < newest
    assert Grade.FATAL in grades(help_card(card, oldest + timedelta(days=181)))


def test_a_card_without_lines_to_doubt_is_fine() -> None:
    assert grades(help_card(Card(()), TODAY)) == [Grade.FINE]


def test_swap_is_noticed(tmp_path: Path) -> None:
    table = tmp_path / "swaps"
    assert swap(table).grade is Grade.MIND
    table.write_text("Filename Type Size Used Priority\n")
    assert swap(table).grade is Grade.FINE
    table.write_text("Filename Type Size Used Priority\n/dev/sda2 partition 1 0 -2\n")
    assert swap(table).grade is Grade.MIND


def test_a_crash_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.checks.leave_no_dump", lambda: None)
    monkeypatch.setattr("resource.getrlimit", lambda what: (-1, -1))
    assert dumps().grade is Grade.FATAL
    monkeypatch.setattr("resource.getrlimit", lambda what: (0, 0))
    assert dumps().grade is Grade.FINE


def test_everything_is_said_and_no_secret_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.checks.leave_no_dump", lambda: None)
    told = list(findings(AWAY, TODAY))
    assert len(told) >= 7
    assert DRAWN.decode() not in str(told)


def certified(folder: Path, until: date) -> Settings:
    """A house with a certificate of its own that ends on that day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "circle.example")])
    ends = datetime(until.year, until.month, until.day, 12, tzinfo=UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(ends - timedelta(days=365))
        .not_valid_after(ends)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(pem(key))
    return Settings(tls_cert=folder / "cert.pem", tls_key=folder / "key.pem", secret=DRAWN)


def pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
