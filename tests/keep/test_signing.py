"""The house's signed word: true ones hold for anyone, and not one letter of them can be changed."""

import json
import random

import msgspec
import pytest
from hypothesis import given, strategies as st

from server.keep.signing import (
    Attended,
    Holder,
    Signed,
    Signer,
    Verdict,
    Wiped,
    checked,
    commitment,
    read,
    spelled,
)

HOUSE = Signer.of(b"a house secret for tests, 32 bytes or more")
OTHER = Signer.of(b"another secret for tests, 32 bytes or more")
GONE = Wiped("a" * 16, 1.0, 61.0, ("room", "words"), "f00d", 12, 5, 3601.0)
ANA = Holder("Ana B.", "n" * 22)
CAME = Attended("Community group", "2026-12-01", 55, 60, commitment(ANA))


def file(signed: Signed) -> bytes:
    return msgspec.json.encode(signed)


def test_a_receipt_holds_for_anyone_and_with_the_key_says_whose_it_is() -> None:
    receipt = file(HOUSE.signed(GONE))
    assert checked(receipt) == (Verdict.SIGNED, GONE)
    assert checked(receipt, HOUSE.public) == (Verdict.THIS_HOUSE, GONE)
    assert checked(receipt, OTHER.public)[0] is Verdict.ANOTHER_KEY


def test_every_instance_of_a_house_has_one_hand() -> None:
    assert Signer.of(b"a house secret for tests, 32 bytes or more").public == HOUSE.public != OTHER.public


def test_what_another_house_signed_with_our_key_written_in_does_not_hold() -> None:
    theirs = msgspec.structs.replace(OTHER.signed(GONE), key=HOUSE.public)
    assert checked(file(theirs))[0] is Verdict.CHANGED


def test_no_letter_of_a_statement_can_be_changed() -> None:
    chance = random.Random(4)
    signed = HOUSE.signed(GONE)
    said = bytearray(read(signed.statement))
    refused = 0
    for _ in range(300):
        other = bytearray(said)
        other[chance.randrange(len(other))] ^= 1 << chance.randrange(8)
        verdict, _ = checked(file(msgspec.structs.replace(signed, statement=spelled(bytes(other)))))
        refused += not verdict.holds
    assert refused == 300


def test_a_number_of_a_receipt_cannot_be_made_smaller() -> None:
    signed = HOUSE.signed(GONE)
    said = json.loads(read(signed.statement)) | {"words_left": 3}
    forged = msgspec.structs.replace(signed, statement=spelled(json.dumps(said).encode()))
    assert checked(file(forged))[0] is Verdict.CHANGED


@given(st.binary(max_size=200))
def test_nothing_else_is_a_receipt_and_nothing_breaks(some: bytes) -> None:
    assert checked(some) == (Verdict.UNREADABLE, None)


def test_a_note_says_nothing_of_its_holder_until_they_want_it_to() -> None:
    note = HOUSE.signed(CAME)
    assert b"Ana B." not in file(note) and b"Ana B." not in read(note.statement)
    assert checked(file(note), HOUSE.public) == (Verdict.THIS_HOUSE, CAME)
    assert checked(file(msgspec.structs.replace(note, holder=ANA)))[0] is Verdict.SIGNED


@pytest.mark.parametrize(
    "holder",
    [Holder("Bo", ANA.nonce), Holder(ANA.name, "m" * 22), Holder(ANA.name[:-1], ANA.name[-1] + ANA.nonce)],
)
def test_nobody_else_can_show_a_note_as_theirs(holder: Holder) -> None:
    note = msgspec.structs.replace(HOUSE.signed(CAME), holder=holder)
    assert checked(file(note), HOUSE.public)[0] is Verdict.NOT_ITS_HOLDER


def test_a_receipt_is_nobodys() -> None:
    receipt = msgspec.structs.replace(HOUSE.signed(GONE), holder=ANA)
    assert checked(file(receipt))[0] is Verdict.NOT_ITS_HOLDER


def test_the_house_and_the_page_agree_on_what_a_holder_is() -> None:
    """The same line stands in tests/web/signed.test.mjs."""
    assert commitment(Holder("Ana", "n")) == "oGNPW-xA25_tx_Ino9RHgnjKdOTYRUunQnLYtza0lAY"
