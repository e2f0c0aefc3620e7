"""Words into the circle: who may say them, who may answer, and how they are taken back."""

from dataclasses import replace

import pytest

from server.room.acts import (
    Act,
    Answer,
    Edit,
    GiveFloor,
    PutTopic,
    QuietPlease,
    Retract,
    Share,
    StartRound,
    TakeTurn,
    Veil,
    Wish,
)
from server.room.effects import Answered, Edited, Kindness, Retracted, Said, Saying, ShareRef
from server.room.format import Crosstalk, Mode, Phase
from server.room.phases import PARTS
from server.room.picture import you
from server.room.refusals import No, Refused
from server.room.room import Room
from server.room.seat import Role, SeatId, Where
from server.room.step import step
from server.room.words import LONGEST, Words
from tests.room.circle import ANA, BO, CY, FAY, GIL, after, but, circle, let_out

HELLO = Words(b"hello")
BOS = ShareRef(BO, 1)


def says(seat: SeatId, answers: ShareRef | None = None, words: Words = HELLO) -> Share:
    """Some words of this person's, their seventh act."""
    return Share(seat, 7, words, answers)


def refuses(room: Room, act: Act, no: No) -> None:
    """The room says no, by this name."""
    with pytest.raises(Refused, match=f"^{no.value}$"):
        after(room, act)


@pytest.fixture
def talk() -> Room:
    """Anyone may share, and answers are welcome."""
    return circle(FAY, ANA, BO, CY, mode=Mode.OPEN, crosstalk=Crosstalk.OPEN)


@pytest.fixture
def turns() -> Room:
    """A round: Ana is asked, turn 1."""
    return after(circle(FAY, ANA, BO, CY), StartRound(FAY))


# ── shares ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_in_open_talk_anyone_shares_and_the_room_stays_as_it_was(talk: Room) -> None:
    room, effects = step(talk, says(ANA), 0.0)
    assert room is talk
    assert effects == (Said(ShareRef(ANA, 7), HELLO, Saying.SHARE),)


def test_words_have_a_size_and_nothing_else_that_matters(talk: Room) -> None:
    refuses(talk, says(ANA, words=Words(b"")), No.NOTHING_TO_SEND)
    refuses(talk, says(ANA, words=Words(b"x" * (LONGEST + 1))), No.SHARE_TOO_LONG)
    assert let_out(talk, says(ANA, words=Words(b"x" * LONGEST)))


def test_the_first_words_of_a_turn_say_yes_to_it(turns: Room) -> None:
    room = after(turns, says(ANA), now=10.0)
    assert (room.floor.invited, room.floor.spoke, room.floor.since) == (False, True, 10.0)
    assert after(room, says(ANA), now=20.0) is room


@pytest.mark.parametrize("mode", [Mode.ROUND_ROBIN, Mode.RAISE_HANDS, Mode.SPEAKER])
def test_nobody_is_spoken_over(mode: Mode) -> None:
    room = after(circle(FAY, ANA, BO, mode=mode, hands=(ANA,)), GiveFloor(FAY, ANA, 0))
    assert let_out(room, says(ANA))
    refuses(room, says(BO), No.NOT_YOUR_TURN)
    refuses(room, says(FAY), No.NOT_YOUR_TURN)


@pytest.mark.parametrize("phase", [Phase.OPENING, Phase.AGREEMENTS, Phase.FOCUS, Phase.CLOSING])
def test_whoever_reads_the_script_speaks_while_nobody_has_the_floor(phase: Phase) -> None:
    room = but(circle(FAY, ANA, BO, mode=Mode.SPEAKER, phase=phase), ANA, role=Role.READER)
    assert let_out(room, says(FAY)) and let_out(room, says(ANA))
    refuses(room, says(BO), No.NOT_YOUR_TURN)
    given = replace(room, floor=replace(room.floor, holder=BO))
    assert let_out(given, says(BO))
    for reader in (FAY, ANA):
        refuses(given, says(reader), No.NOT_YOUR_TURN)


def test_in_silence_nobody_speaks(talk: Room) -> None:
    quiet = replace(talk, floor=replace(talk.floor, mode=Mode.SILENT, holder=ANA))
    for act in (says(ANA), says(ANA, BOS), Edit(ANA, ShareRef(ANA, 1), HELLO)):
        refuses(quiet, act, No.SILENT_TIME)


def test_who_only_listens_says_so_first(talk: Room) -> None:
    refuses(but(talk, ANA, listen_only=True), says(ANA), No.YOU_ARE_LISTENING)


@pytest.mark.parametrize("act", [says(ANA), says(ANA, BOS), Edit(ANA, ShareRef(ANA, 1), HELLO),
                                 Answer(ANA, BOS, Kindness.HEARD)])  # fmt: skip
def test_who_was_asked_to_listen_reaches_nobody(talk: Room, act: Act) -> None:
    assert let_out(talk, act)
    refuses(but(talk, ANA, muted=True), act, No.MUTED)
    all_listen = replace(talk, holds=replace(talk.holds, all_muted=True))
    refuses(all_listen, act, No.MUTED)
    refuses(but(talk, ANA, where=Where.LOBBY), act, No.STILL_IN_THE_LOBBY)
    refuses(but(talk, ANA, where=Where.LEFT), act, No.NOT_ALLOWED)


def test_while_all_listen_a_guide_may_speak(talk: Room) -> None:
    assert let_out(replace(talk, holds=replace(talk.holds, all_muted=True)), says(FAY))


def test_slow_mode_is_one_share_each_so_many_seconds(talk: Room) -> None:
    slow = replace(talk, holds=replace(talk.holds, slow=30))
    room = after(slow, says(ANA), now=100.0)
    assert you(room, ANA).quiet_until == 130.0
    with pytest.raises(Refused, match=No.SLOW_MODE.value):
        step(room, says(ANA, BOS), 129.0)
    assert after(room, says(ANA), now=130.0).seats[ANA].quiet_until == 160.0
    assert after(room, says(FAY), says(FAY), now=101.0) is room, "guides are free of it"


def test_a_guide_puts_a_topic_in_the_middle_whoever_speaks(turns: Room) -> None:
    assert let_out(turns, PutTopic(FAY, 3, HELLO)) == (Said(ShareRef(FAY, 3), HELLO, Saying.TOPIC),)
    refuses(turns, PutTopic(ANA, 3, HELLO), No.NOT_ALLOWED)
    refuses(turns, PutTopic(FAY, 3, Words(b"")), No.NOTHING_TO_SEND)
    refuses(but(turns, FAY, muted=True), PutTopic(FAY, 3, HELLO), No.MUTED)


# ── replies and answers ─────────────────────────────────────────────────────────────────────────────────────


def test_a_reply_says_what_it_answers(talk: Room) -> None:
    assert let_out(talk, says(ANA, BOS)) == (Said(ShareRef(ANA, 7), HELLO, Saying.REPLY, BOS),)


def test_without_crosstalk_nobody_replies(turns: Room) -> None:
    refuses(turns, says(BO, ShareRef(ANA, 1)), No.REPLIES_ARE_OFF)


def test_a_reply_needs_no_turn_and_takes_none(turns: Room) -> None:
    room = replace(turns, floor=replace(turns.floor, crosstalk=Crosstalk.OPEN))
    assert after(room, says(BO, ShareRef(ANA, 1))) is room
    assert after(room, says(ANA, BOS)) is room


@pytest.mark.parametrize("phase", PARTS)
def test_after_the_checkin_replies_are_welcome(talk: Room, phase: Phase) -> None:
    room = replace(talk, phase=phase, floor=replace(talk.floor, crosstalk=Crosstalk.AFTER_CHECKIN))
    if phase in (Phase.FOCUS, Phase.SHARING, Phase.CLOSING):
        assert let_out(room, says(ANA, BOS))
    else:
        refuses(room, says(ANA, BOS), No.REPLIES_ARE_OFF)


def test_where_one_asks_first_only_the_speakers_wish_opens_replies(turns: Room) -> None:
    room = replace(turns, floor=replace(turns.floor, crosstalk=Crosstalk.ASK_FIRST))
    anas = ShareRef(ANA, 1)
    refuses(room, says(BO, anas), No.JUST_LISTEN)
    refuses(after(room, Wish(ANA, 1, "same_here")), says(BO, anas), No.JUST_LISTEN)
    ideas = after(room, Wish(ANA, 1, "ideas"))
    assert let_out(ideas, says(BO, anas))
    refuses(ideas, says(CY, BOS), No.JUST_LISTEN)


def test_kind_answers_need_no_crosstalk(turns: Room) -> None:
    assert let_out(turns, Answer(BO, ShareRef(ANA, 1), Kindness.WITH_YOU)) == (
        Answered(ShareRef(ANA, 1), Kindness.WITH_YOU),
    )


def test_the_speaker_may_want_no_answers_for_now(turns: Room) -> None:
    open_talk = replace(turns, floor=replace(turns.floor, crosstalk=Crosstalk.OPEN))
    room = after(open_talk, QuietPlease(ANA, 1, True))
    refuses(room, Answer(BO, BOS, Kindness.HEARD), No.RESPONSES_ARE_OFF)
    refuses(room, says(CY, BOS), No.RESPONSES_ARE_OFF)
    assert let_out(room, says(ANA, BOS))
    assert let_out(after(room, QuietPlease(ANA, 1, False)), Answer(BO, BOS, Kindness.HEARD))
    assert after(room, QuietPlease(ANA, 1, True)) is room


@pytest.mark.parametrize("act", [Wish(ANA, 1, "ideas"), QuietPlease(ANA, 1, True)])
def test_wishes_end_with_the_turn(turns: Room, act: Act) -> None:
    moved = after(turns, act, GiveFloor(FAY, BO, 1))
    assert (moved.floor.wish, moved.floor.quiet) == (None, False)
    refuses(moved, act, No.ALREADY_MOVED_ON)


@pytest.mark.parametrize("act", [Wish(BO, 1, "ideas"), QuietPlease(BO, 1, True)])
def test_wishes_are_the_speakers_own(turns: Room, act: Act) -> None:
    refuses(turns, act, No.NOT_YOUR_TURN)


def test_a_wish_is_one_of_three(turns: Room) -> None:
    refuses(turns, Wish(ANA, 1, "applause"), No.NOT_ALLOWED)


@pytest.mark.parametrize("act", [says(ANA, BOS), Answer(ANA, BOS, Kindness.HEARD)])
def test_what_is_gone_cannot_be_answered(talk: Room, act: Act) -> None:
    refuses(after(talk, Retract(BO, BOS)), act, No.ALREADY_MOVED_ON)
    refuses(circle(FAY, ANA, mode=Mode.OPEN, crosstalk=Crosstalk.OPEN), act, No.NO_SUCH_SEAT)


# ── edit, retract, veil ─────────────────────────────────────────────────────────────────────────────────────


def test_one_edits_ones_own_words_while_they_are_there(turns: Room) -> None:
    assert let_out(turns, Edit(BO, BOS, HELLO)) == (Edited(BOS, HELLO),)
    for another in (ANA, FAY):
        refuses(turns, Edit(another, BOS, HELLO), No.NOT_YOUR_SHARE)
    refuses(after(turns, Retract(BO, BOS)), Edit(BO, BOS, HELLO), No.TOO_LATE_TO_EDIT)
    refuses(turns, Edit(BO, BOS, Words(b"")), No.NOTHING_TO_SEND)


def test_one_takes_ones_own_words_back_even_when_asked_to_listen(talk: Room) -> None:
    room, effects = step(but(talk, BO, muted=True), Retract(BO, BOS), 0.0)
    assert effects == (Retracted(BOS, by_author=True),)
    assert (room.retracted, room.record) == ((BOS,), ())
    assert step(room, Retract(BO, BOS), 1.0) == (room, ())


def test_the_desk_takes_a_share_down_and_only_its_author_learns_why(talk: Room) -> None:
    room, effects = step(talk, Retract(FAY, BOS, "contact"), 9.0)
    assert effects == (Retracted(BOS, by_author=False),)
    assert [(noted.what, noted.code) for noted in you(room, BO).record] == [("retract", "contact")]
    assert you(room, ANA).record == ()


def test_others_do_not_take_it_down(talk: Room) -> None:
    refuses(talk, Retract(ANA, BOS), No.NOT_YOUR_SHARE)
    refuses(talk, Retract(FAY, ShareRef(SeatId("nobody"), 1)), No.NO_SUCH_SEAT)
    two_guides = but(talk, BO, role=Role.FACILITATOR)
    refuses(two_guides, Retract(FAY, BOS), No.SAME_OR_HIGHER_ROLE)
    refuses(two_guides, Veil(FAY, BOS, True), No.SAME_OR_HIGHER_ROLE)


def test_a_veil_folds_a_share_and_unfolds_it(talk: Room) -> None:
    room = after(talk, Veil(FAY, BOS, True))
    assert room.veiled == (BOS,)
    assert after(room, Veil(FAY, BOS, True)) is room
    unfolded = after(room, Veil(FAY, BOS, False))
    assert unfolded.veiled == ()
    assert [noted.what for noted in unfolded.record] == ["veil", "unveil"]
    refuses(talk, Veil(ANA, BOS, True), No.NOT_ALLOWED)


def test_a_guide_veils_words_of_their_own() -> None:
    own = ShareRef(GIL, 2)
    room = circle(FAY, GIL, mode=Mode.OPEN)
    assert after(room, Veil(GIL, own, True)).veiled == (own,)


def test_a_turn_taken_before_the_first_words_is_not_taken_again(turns: Room) -> None:
    room = after(turns, TakeTurn(ANA, 1), now=5.0)
    spoken = after(room, says(ANA), now=30.0)
    assert (spoken.floor.since, spoken.floor.spoke) == (5.0, True)
