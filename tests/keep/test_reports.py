"""Reports wait in boxes that only the lead opens; what is handled is gone, and the reporter can see that."""

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from server.keep.reports import (
    HANDLED,
    SIZE,
    CannotOpen,
    Report,
    Tray,
    fresh_key,
    opened,
    private_half,
    public_half,
    sealed,
)

HOUSE, LEAD = fresh_key()
KEY = private_half(LEAD)
SAID = Report("unkind", "what somebody said", "Bo", "m" * 16, "s" * 16, 7, 1.0)


def test_what_the_house_sealed_only_the_lead_opens() -> None:
    box = sealed(SAID, public_half(HOUSE))
    assert opened(box, KEY) == SAID
    assert b"somebody" not in box
    with pytest.raises(CannotOpen):
        opened(box, X25519PrivateKey.generate())


def test_two_boxes_with_the_same_words_have_nothing_in_common_but_their_size() -> None:
    one, other = sealed(SAID, public_half(HOUSE)), sealed(SAID, public_half(HOUSE))
    assert len(one) == len(other) == SIZE + 48
    assert one[:32] != other[:32] and one[32:64] != other[32:64]


def test_the_longest_report_fits() -> None:
    words = "\x01" * 8_192  # each becomes six letters in JSON
    long = Report("unsafe", words, "n" * 64, "m" * 16, "s" * 16, 2**53, 1.0)
    assert len(sealed(long, public_half(HOUSE))) == SIZE + 48


@pytest.mark.parametrize("at", [0, 31, 32, SIZE])
def test_a_box_that_was_touched_does_not_open(at: int) -> None:
    box = bytearray(sealed(SAID, public_half(HOUSE)))
    box[at] ^= 1
    with pytest.raises(CannotOpen):
        opened(bytes(box), KEY)


@pytest.mark.parametrize("box", [b"", b"short", bytes(32)])
def test_what_is_no_box_does_not_open(box: bytes) -> None:
    with pytest.raises(CannotOpen):
        opened(box, KEY)


def test_a_report_waits_until_a_person_has_dealt_with_it(tmp_path: Path) -> None:
    tray = Tray(tmp_path)
    assert tray.was_handled("one") is None
    tray.put("one", b"box")
    assert (list(tray.waiting()), tray.was_handled("one")) == ([("one", b"box")], False)
    assert tray.handle("one")
    assert (list(tray.waiting()), tray.was_handled("one")) == ([], True)
    assert not tray.handle("one")
    assert [path.stat().st_size for path in tmp_path.iterdir()] == [0]


def test_nobody_else_on_the_machine_reads_the_folder_by_accident(tmp_path: Path) -> None:
    Tray(tmp_path).put("one", b"box")
    assert [path.stat().st_mode & 0o077 for path in tmp_path.iterdir()] == [0]


def test_a_mark_goes_after_thirty_days(tmp_path: Path) -> None:
    tray = Tray(tmp_path)
    for name in ("old", "new"):
        tray.put(name, b"box")
        tray.handle(name)
    os.utime(tmp_path / f"old{HANDLED}", (1.0, 1.0))
    tray.put("another", b"box")
    assert (tray.was_handled("old"), tray.was_handled("new")) == (None, True)
