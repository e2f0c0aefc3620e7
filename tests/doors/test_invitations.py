"""Invitations hold by themselves: what this house wrote is read, all else is refused by one name."""

import gc
import sys
from contextlib import suppress
from types import FrameType

import pytest
from hypothesis import given, strategies as st

from server.doors.invitations import GRACE, Invitation, invite, read, write
from server.room.refusals import No, Refused
from server.room.room import RoomId
from server.room.seat import Role

HOUSE = b"the secret of this house, long enough"
TUESDAY = 1_790_000_000
ASKED = Invitation(RoomId("r"), Role.PARTICIPANT, "c1", TUESDAY, 60, ("Fay",), TUESDAY + 3600, 1)


def fragment(link: str) -> str:
    return link.partition("#")[2]


def test_what_the_house_wrote_it_reads() -> None:
    assert read(write(ASKED, HOUSE), HOUSE, TUESDAY) == ASKED


def test_another_house_did_not_write_it() -> None:
    refused(write(ASKED, b"another secret of another house, long"))


def test_an_invitation_ends() -> None:
    link = write(ASKED, HOUSE)
    assert read(link, HOUSE, TUESDAY + 3599) == ASKED
    refused(link, TUESDAY + 3600)


def test_no_letter_of_it_can_be_changed() -> None:
    link = write(ASKED, HOUSE)
    for place, letter in enumerate(link[:-1]):  # the last letter of base64 holds bits that nobody reads
        refused(link[:place] + ("A" if letter != "A" else "B") + link[place + 1 :])


def work_for(link: str, when: int = TUESDAY) -> list[str]:
    """Every call that is made to answer this link, in order: what an answer costs, without a clock."""
    made: list[str] = []

    def sees(frame: FrameType, event: str, called: object) -> None:
        if event in ("call", "c_call"):
            made.append(frame.f_code.co_qualname if event == "call" else getattr(called, "__qualname__", ""))

    gc.disable()  # its callbacks would be counted too, whenever they come
    sys.setprofile(sees)
    try:
        with suppress(Refused):
            read(link, HOUSE, when)
    finally:
        sys.setprofile(None)
        gc.enable()
    return made


def test_a_wrong_link_costs_the_same_wherever_it_is_wrong() -> None:
    """Whoever tries out signatures learns nothing from how long an answer takes."""
    link = write(ASKED, HOUSE)
    wrong = [
        link[:place] + ("A" if link[place] != "A" else "B") + link[place + 1 :]
        for place in range(len(link) - 1)
        if link[place] != "."
    ]
    costs = {tuple(work_for(one)) for one in [*wrong, write(ASKED, b"another secret of another house, long")]}
    assert len(costs) == 1 and len(costs.pop()) > 8
    # One that this house did sign and that has run out costs a look more; only who held it can ask that.
    assert len(work_for(link, TUESDAY + 3600)) > len(work_for(wrong[0]))


@given(st.text(max_size=3000))
def test_no_text_at_all_gets_in_or_breaks_the_door(text: str) -> None:
    refused(text)


@pytest.mark.parametrize("text", ["", ".", "a.b.c", "é.é", "A" * 5000 + ".A", "AAAA.AAAA"])
def test_what_is_no_invitation_is_refused_by_the_same_name(text: str) -> None:
    refused(text)


def test_a_meeting_has_one_link_for_all_and_one_for_each_who_guides() -> None:
    links = invite(
        HOUSE, "https://circle.example", code="c1", starts=TUESDAY, minutes=60, guides=("Fay", "Gil")
    )
    fay, gil = (read(fragment(link), HOUSE, TUESDAY) for link in links.guides)
    all_else = read(fragment(links.participants), HOUSE, TUESDAY)
    assert [it.role for it in (fay, gil, all_else)] == [
        Role.FACILITATOR,
        Role.CO_FACILITATOR,
        Role.PARTICIPANT,
    ]
    assert fay.room == gil.room == all_else.room
    assert len({fay.seat, gil.seat, all_else.seat}) == 3
    assert all_else.seat is None
    assert len({fay.number, gil.number, all_else.number}) == 3
    assert all_else.expires == TUESDAY + 3600 + GRACE


def test_the_path_of_a_link_tells_the_neutral_code_and_nothing_else() -> None:
    links = invite(HOUSE, "https://circle.example", code="c1", starts=TUESDAY, minutes=60, guides=("Fay Q.",))
    assert links.participants.startswith("https://circle.example/come/c1#")
    assert "Fay Q." not in repr(links) + links.participants


def test_two_meetings_have_nothing_in_common() -> None:
    one, two = (
        invite(HOUSE, "https://circle.example", code="c1", starts=TUESDAY, minutes=60, guides=("Fay",))
        for _ in range(2)
    )
    assert (
        read(fragment(one.guides[0]), HOUSE, TUESDAY).room
        != read(fragment(two.guides[0]), HOUSE, TUESDAY).room
    )


def refused(text: str, now: float = TUESDAY) -> None:
    with pytest.raises(Refused) as refusal:
        read(text, HOUSE, now)
    assert refusal.value.no is No.LINK_NOT_VALID
