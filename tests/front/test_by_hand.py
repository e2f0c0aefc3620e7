"""What people check and read at a keyboard: a fresh process, a file, and a sentence about it."""

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner, Result

from server.__main__ import app
from server.keep.reports import Report, Tray, public_half, sealed
from server.keep.signing import Attended, Holder, Signer, Wiped, commitment
from server.kindly import UNFIT

HOUSE = Signer.of(b"a house secret for tests, 32 bytes or more")
GONE = Wiped("a" * 16, 1.0, 61.0, ("room", "words"), "f00d", 12, 5, 3601.0)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words)


@pytest.fixture
def receipt(tmp_path: Path) -> Path:
    path = tmp_path / "note.json"
    path.write_bytes(msgspec.json.encode(HOUSE.signed(GONE)))
    return path


def test_a_fresh_process_without_a_house_checks_a_receipt(receipt: Path) -> None:
    command = (sys.executable, "-m", "server", "verify-receipt", str(receipt), "--key", HOUSE.public)
    told = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert told.returncode == 0, told.stderr
    for said in ("The house with this key signed it", "1970-01-01 00:01:01 UTC", "room, words", "f00d", "12"):
        assert said in told.stdout
    assert "It does not prove that it is true." in told.stdout


def test_without_a_key_it_does_not_say_whose_it_is(receipt: Path) -> None:
    told = run("verify-receipt", str(receipt))
    assert told.exit_code == 0 and "Whose key that is, only --key can tell" in told.stdout


def test_what_somebody_changed_ends_with_one_and_tells_nothing_of_it(receipt: Path) -> None:
    signed = json.loads(receipt.read_text())
    signed["signature"] = "A" * 86
    receipt.write_text(json.dumps(signed))
    told = run("verify-receipt", str(receipt))
    assert told.exit_code == 1 and "It does not hold" in told.stdout
    assert "f00d" not in told.stdout


def test_another_houses_key_and_no_receipt_at_all(receipt: Path, tmp_path: Path) -> None:
    other = Signer.of(b"another secret for tests, 32 bytes or more")
    assert run("verify-receipt", str(receipt), "--key", other.public).exit_code == 1
    (tmp_path / "other").write_text("hello")
    assert "no receipt and no note" in run("verify-receipt", str(tmp_path / "other")).stdout
    assert run("verify-receipt", str(tmp_path / "nowhere")).exit_code == UNFIT


def test_a_note_says_how_long_and_from_whom(tmp_path: Path) -> None:
    holder = Holder("Ana", "n")
    note = HOUSE.signed(Attended("Community group", "2026-12-01", 55, 60, commitment(holder)))
    path = tmp_path / "note.json"
    path.write_bytes(msgspec.json.encode(msgspec.structs.replace(note, holder=holder)))
    told = run("verify-receipt", str(path))
    assert "2026-12-01, 55 of" in told.stdout and "Community group" in told.stdout


def test_a_lead_reads_what_waits_and_lets_it_go(tmp_path: Path) -> None:
    house, lead = (
        line.strip().rpartition("=")[2] for line in run("safeguarding-key").stdout.split("\n\n")[1::2]
    )
    tray, key = Tray(tmp_path), tmp_path / "lead.key"
    key.write_text(lead)
    tray.put(
        "a-report", sealed(Report("unkind", "what was said", "Bo", "m", "s", 1, 1.0), public_half(house))
    )
    assert "what was said" in run("reports", str(tmp_path), "--key", str(key)).stdout
    told = run("reports", str(tmp_path), "--key", str(key), "--handled", "a-report")
    assert told.exit_code == 0 and "what was said" not in told.stdout
    assert run("reports", str(tmp_path), "--key", str(key), "--handled", "a-report").exit_code == UNFIT


def test_a_key_that_does_not_open_is_told_kindly(tmp_path: Path) -> None:
    house, _ = (
        line.strip().rpartition("=")[2] for line in run("safeguarding-key").stdout.split("\n\n")[1::2]
    )
    _, other = (
        line.strip().rpartition("=")[2] for line in run("safeguarding-key").stdout.split("\n\n")[1::2]
    )
    tray, key = Tray(tmp_path), tmp_path / "lead.key"
    key.write_text(other)
    tray.put(
        "a-report", sealed(Report("unkind", "what was said", "Bo", "m", "s", 1, 1.0), public_half(house))
    )
    told = run("reports", str(tmp_path), "--key", str(key))
    assert told.exit_code == UNFIT and "for another key" in told.stderr
    key.write_text("no key")
    assert run("reports", str(tmp_path), "--key", str(key)).exit_code == UNFIT
