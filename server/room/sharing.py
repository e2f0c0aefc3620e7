"""Words into the circle: shares, replies, topics and kind answers. The rules ask their size, never more."""

from dataclasses import replace

from server.room.acts import Answer, PutTopic, QuietPlease, Share, Wish
from server.room.care import fit_to_send
from server.room.effects import Answered, Said, Saying, ShareRef
from server.room.format import Crosstalk, Mode, Phase
from server.room.powers import Power, inside, known, may, need
from server.room.refusals import No, Refused
from server.room.room import Outcome, Room
from server.room.seat import Seat, SeatId
from server.room.turns import accept, same_turn

WISHES = frozenset({"listen", "same_here", "ideas"})
"""What a speaker may ask the circle for."""

LATER_PARTS = frozenset({Phase.FOCUS, Phase.SHARING, Phase.CLOSING})
"""Where replies are welcome, when they are welcome after the check-in."""


def share(room: Room, act: Share, now: float) -> Outcome:
    """Words for the circle, or a reply to a share."""
    speaker = inside(room, act.seat)
    fit_to_send(act.words)
    if speaker.listen_only:
        raise Refused(No.YOU_ARE_LISTENING)
    if room.floor.mode is Mode.SILENT:
        raise Refused(No.SILENT_TIME)
    if act.answers is None:
        _has_the_floor(room, speaker)
    else:
        _may_reply(room, act.seat, act.answers)
    room = _slowly(room, speaker, now)
    kind = Saying.SHARE if act.answers is None else Saying.REPLY
    said = Said(ShareRef(act.seat, act.number), act.words, kind, act.answers)
    return (_spoke(room, act.seat, now) if act.answers is None else room), (said,)


def _has_the_floor(room: Room, speaker: Seat) -> None:
    floor = room.floor
    reads = floor.mode is Mode.SPEAKER and floor.holder is None and may(speaker, Power.READ_OUT)
    if not (floor.mode is Mode.OPEN or floor.holder == speaker.id or reads):
        raise Refused(No.NOT_YOUR_TURN)


def _may_reply(room: Room, seat: SeatId, answers: ShareRef) -> None:
    _still_there(room, answers)
    floor = room.floor
    if floor.quiet and seat != floor.holder:
        raise Refused(No.RESPONSES_ARE_OFF)
    match floor.crosstalk:
        case Crosstalk.NONE:
            raise Refused(No.REPLIES_ARE_OFF)
        case Crosstalk.AFTER_CHECKIN if room.phase not in LATER_PARTS:
            raise Refused(No.REPLIES_ARE_OFF)
        case Crosstalk.ASK_FIRST if floor.wish != "ideas" or floor.holder != answers.seat:
            raise Refused(No.JUST_LISTEN)


def _still_there(room: Room, ref: ShareRef) -> None:
    """What was taken back a moment ago cannot be answered."""
    known(room, ref.seat)
    if ref in room.retracted:
        raise Refused(No.ALREADY_MOVED_ON)


def _slowly(room: Room, speaker: Seat, now: float) -> Room:
    """Slow mode: one share each so many seconds; guides are free of it."""
    if room.holds.slow is None or may(speaker, Power.GUIDE):
        return room
    if speaker.quiet_until is not None and now < speaker.quiet_until:
        raise Refused(No.SLOW_MODE)
    slower = replace(speaker, quiet_until=now + room.holds.slow)
    return replace(room, seats={**room.seats, speaker.id: slower})


def _spoke(room: Room, seat: SeatId, now: float) -> Room:
    """The first words of a turn also say yes to it."""
    if room.floor.holder != seat or room.floor.spoke:
        return room
    room = accept(room, now)
    return replace(room, floor=replace(room.floor, spoke=True))


def put_topic(room: Room, act: PutTopic, now: float) -> Outcome:
    """A guide's own words in the middle of the circle, whoever has the floor."""
    need(room, act.seat, Power.GUIDE)
    fit_to_send(act.words)
    return room, (Said(ShareRef(act.seat, act.number), act.words, Saying.TOPIC),)


def answer(room: Room, act: Answer, now: float) -> Outcome:
    """One of the kind answers, where the speaker welcomes them."""
    inside(room, act.seat)
    _still_there(room, act.ref)
    if room.floor.quiet:
        raise Refused(No.RESPONSES_ARE_OFF)
    return room, (Answered(act.ref, act.kind),)


def wish(room: Room, act: Wish, now: float) -> Outcome:
    """What the speaker would like back."""
    _own_turn(room, act.seat, act.turn)
    if act.wish not in WISHES:
        raise Refused(No.NOT_ALLOWED)
    return _floor(room, wish=act.wish)


def quiet_please(room: Room, act: QuietPlease, now: float) -> Outcome:
    """The speaker would like no answers for now, or welcomes them again."""
    _own_turn(room, act.seat, act.turn)
    return _floor(room, quiet=act.on)


def _own_turn(room: Room, seat: SeatId, turn: int) -> None:
    inside(room, seat)
    same_turn(room, turn)
    if room.floor.holder != seat:
        raise Refused(No.NOT_YOUR_TURN)


def _floor(room: Room, *, wish: str | None = None, quiet: bool | None = None) -> Outcome:
    floor = room.floor
    floor = replace(floor, wish=wish or floor.wish, quiet=floor.quiet if quiet is None else quiet)
    return (room if floor == room.floor else replace(room, floor=floor)), ()
