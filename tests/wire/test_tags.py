"""Whose words these are: only what this house tagged, unchanged, is believed."""

import random

import msgspec
import pytest

from server.room.effects import ShareRef
from server.room.refusals import No, Refused
from server.room.words import Words
from server.wire.frames import Ref
from server.wire.tags import Tags, digest
from tests.wire.evening import ANA, BO, HEAVY, HELLO, TAGS

SHARE = ShareRef(ANA, 8)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def refused(ref: Ref) -> No:
    with pytest.raises(Refused) as refusal:
        TAGS.known(ref)
    return refusal.value.no


def test_what_was_tagged_is_known_again() -> None:
    assert TAGS.known(TAGS.tagged(SHARE, HEAVY)) == SHARE


def test_a_reported_share_is_known_by_its_words() -> None:
    assert TAGS.shown(TAGS.tagged(SHARE, HEAVY), Words(HEAVY.carried())) == SHARE


def test_other_words_under_a_true_tag_are_no_report() -> None:
    with pytest.raises(Refused) as refusal:
        TAGS.shown(TAGS.tagged(SHARE, HEAVY), HELLO)
    assert refusal.value.no is No.REPORT_DOES_NOT_MATCH


def test_true_words_under_a_made_up_tag_are_no_report() -> None:
    made_up = Ref(ANA, 8, digest(HEAVY), "t" * 43)
    with pytest.raises(Refused) as refusal:
        TAGS.shown(made_up, HEAVY)
    assert refusal.value.no is No.REPORT_DOES_NOT_MATCH


def test_another_meetings_tag_is_nothing_here() -> None:
    assert refused(Tags(b"another meeting").tagged(SHARE, HEAVY)) is No.NOT_YOUR_SHARE


def test_a_share_cannot_be_claimed_by_another_seat_or_number() -> None:
    ref = TAGS.tagged(SHARE, HEAVY)
    assert refused(msgspec.structs.replace(ref, seat=BO)) is No.NOT_YOUR_SHARE
    assert refused(msgspec.structs.replace(ref, number=9)) is No.NOT_YOUR_SHARE


def test_none_of_two_thousand_tamperings_is_believed() -> None:
    chance = random.Random(2)
    ref = TAGS.tagged(SHARE, HEAVY)
    for _ in range(2_000):
        field = chance.choice(["h", "tag"])
        spelled = list(getattr(ref, field))
        place = chance.randrange(len(spelled))
        spelled[place] = chance.choice(LETTERS.replace(spelled[place], ""))
        assert refused(msgspec.structs.replace(ref, **{field: "".join(spelled)})) is No.NOT_YOUR_SHARE


def test_the_hash_is_what_a_page_can_make_too() -> None:
    # crypto.subtle.digest("SHA-256", …) in base64url without padding
    assert digest(Words(b"abc")) == "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0"


def test_on_the_shelf_one_seat_is_told_from_another_by_this_meeting_alone() -> None:
    here, there = Tags(b"this meeting"), Tags(b"another meeting")
    assert here.whose("ana") == here.whose("ana")
    assert len({here.whose("ana"), here.whose("bo"), there.whose("ana")}) == 3
