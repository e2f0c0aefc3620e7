"""One to one: a person and a guide go aside into a room of two, and the place in the circle is kept.

A room of two is a meeting of its own: no act spans both. Here stands how two come to go there; `room_of_two` what
they find.
"""

from dataclasses import replace

from server.room.acts import AnswerAside, AskAside, DeclineAside, EndAside, PassAside, ProposeAside, TakeAside
from server.room.apart import aside_of, is_taken
from server.room.codes import NOT_TODAY, listed
from server.room.hybrid import has_no_phone
from server.room.phases import MINUTE
from server.room.powers import DESK, GUIDES, Power, known, need
from server.room.presence import BELONGS
from server.room.quorum import enough, settle
from server.room.refusals import No, Refused
from server.room.room import Aside, Outcome, Room, Stage
from server.room.seat import Seat, SeatId, Where
from server.room.threshold import come_in, go_out
from server.room.two_adults import second_adult

# ── wishing, offering ─────────────────────────────────────────────────────────────────────────────


def ask_aside(room: Room, act: AskAside, now: float) -> Outcome:
    """From the lobby or the circle, for one guide or whoever is free; only guides learn of it. Twice is once."""
    seat = _belongs(room, act.seat)
    if act.to is not None and not guides_here(room, act.to):
        raise Refused(No.NO_SUCH_SEAT)
    mine = aside_of(room, seat.id)
    if seat.role in DESK or (mine and mine.stage not in (Stage.WAITING, Stage.DECLINED)):
        return room, ()
    if mine and mine.stage is Stage.WAITING:
        return room if mine.to == act.to else _with(room, replace(mine, to=act.to, guide=act.to)), ()
    wish = Aside(room.asides_had + 1, seat.id, now, asked=True, to=act.to, guide=act.to)
    return _with(_without(room, seat.id), wish), ()


def take_aside(room: Room, act: TakeAside, now: float) -> Outcome:
    """A wish is granted by this. Who did not ask, or asked for another guide, is asked, and may say no."""
    guide = need(room, act.seat, Power.GUIDE)
    if is_taken(room, guide.id):
        raise Refused(No.ALREADY_ASIDE)
    person = _belongs(room, act.whom)
    if person.role in DESK:
        raise Refused(No.SAME_OR_HIGHER_ROLE)
    if has_no_phone(person):
        raise Refused(No.NO_PHONE_THERE)
    aside = aside_of(room, person.id) or Aside(room.asides_had + 1, person.id, now, asked=False)
    promised = aside.stage is Stage.AGREED
    if aside.stage in (Stage.OPEN, Stage.DECLINED) or (promised and aside.guide != guide.id):
        raise Refused(No.ALREADY_ASIDE)
    second = second_adult(room, guide, act.second)
    offer = replace(aside, stage=Stage.OFFERED, guide=guide.id, second=second, moment=None)
    granted = promised or (aside.asked and aside.to in (None, guide.id))
    return _opened(room, offer, now) if granted else _with(room, offer), ()


def propose_aside(room: Room, act: ProposeAside, now: float) -> Outcome:
    """Not now, and so many minutes from now: within this meeting, and for them to say yes or no to."""
    guide = need(room, act.seat, Power.GUIDE)
    aside = _wish(room, act.whom, guide.id)
    moment = now + act.minutes * MINUTE
    if not now < moment <= room.ends:
        raise Refused(No.NO_MORE_TIME)
    later = replace(aside, stage=Stage.PROPOSED, guide=guide.id, moment=moment)
    return _with(room, later), ()


# ── yes, and no ───────────────────────────────────────────────────────────────────────────────────


def answer_aside(room: Room, act: AnswerAside, now: float) -> Outcome:
    """Yes, or no. No is told to nobody: what was wished for is wished for as before, and else nothing stays."""
    aside = aside_of(room, act.seat)
    if aside is None or aside.stage not in (Stage.OFFERED, Stage.PROPOSED):
        raise Refused(No.ALREADY_MOVED_ON)
    if not act.yes:
        return _as_before(room, aside), ()
    if aside.stage is Stage.PROPOSED:
        return _with(room, replace(aside, stage=Stage.AGREED)), ()
    assert aside.guide is not None, "somebody has offered"
    second_adult(room, room.seats[aside.guide], aside.second)
    return _opened(room, aside, now), ()


def _opened(room: Room, aside: Aside, now: float) -> Room:
    """The person's place waits. A guide goes only where the circle does without them."""
    assert aside.guide is not None, "somebody has asked or offered"
    if is_taken(room, aside.guide):
        raise Refused(No.ALREADY_ASIDE)
    goes = _with(room, replace(aside, stage=Stage.OPEN))
    if room.closed_at is not None:
        return goes
    if not enough(goes):
        raise Refused(No.CIRCLE_NEEDS_YOU)
    person = room.seats[aside.seat]
    if person.where is Where.CIRCLE:
        goes = go_out(goes, replace(person, stepped_out=True), now)
    return settle(goes, now)


# ── passing on, declining, ending ─────────────────────────────────────────────────────────────────


def pass_aside(room: Room, act: PassAside, now: float) -> Outcome:
    """Another guide is asked to take it. Whoever waits keeps their place in the line."""
    need(room, act.seat, Power.GUIDE)
    aside = _wish(room, act.whom, act.seat)
    if aside.stage is not Stage.WAITING:
        raise Refused(No.ALREADY_MOVED_ON)
    known(room, act.to)
    if not guides_here(room, act.to):
        raise Refused(No.NO_SUCH_SEAT)
    return room if aside.guide == act.to else _with(room, replace(aside, guide=act.to)), ()


def decline_aside(room: Room, act: DeclineAside, now: float) -> Outcome:
    """Not today. They read why, and what else there is."""
    need(room, act.seat, Power.GUIDE)
    listed(act.reason, NOT_TODAY)
    wish = _wish(room, act.whom, act.seat)
    return _with(room, replace(wish, stage=Stage.DECLINED, declined=act.reason, guide=None, moment=None)), ()


def _wish(room: Room, whom: SeatId, guide: SeatId) -> Aside:
    """What somebody asked for and has not got; where a moment is agreed, only its guide speaks of another."""
    aside = aside_of(room, whom)
    if aside is None or not aside.asked or aside.stage in (Stage.OFFERED, Stage.OPEN, Stage.DECLINED):
        raise Refused(No.ALREADY_MOVED_ON)
    if aside.stage is Stage.AGREED and aside.guide != guide:
        raise Refused(No.ALREADY_MOVED_ON)
    return aside


def end_aside(room: Room, act: EndAside, now: float) -> Outcome:
    """Back, or not wanted any more. Either may; and nothing of it stays."""
    known(room, act.seat)
    aside = aside_of(room, act.whom)
    if aside is None:
        return room, ()
    if act.seat == aside.seat or (act.seat == aside.guide and aside.stage is Stage.OPEN):
        return _over(room, aside, now), ()
    if act.seat != aside.guide or aside.stage not in (Stage.OFFERED, Stage.PROPOSED):
        raise Refused(No.NOT_ALLOWED)
    return _as_before(room, aside), ()


def _over(room: Room, aside: Aside, now: float) -> Room:
    seat = room.seats[aside.seat]
    room = _without(room, aside.seat)
    if aside.stage is Stage.OPEN and seat.where is Where.CIRCLE and room.closed_at is None:
        room = come_in(room, seat, now)
    return settle(room, now)


def _as_before(room: Room, aside: Aside) -> Room:
    """As if no guide had asked: the wish, where there was one, keeps its place in the line."""
    if not aside.asked:
        return _without(room, aside.seat)
    return _with(room, replace(aside, stage=Stage.WAITING, guide=aside.to, second=None, moment=None))


def _belongs(room: Room, seat: SeatId) -> Seat:
    found = known(room, seat)
    if found.where not in BELONGS or found.out is not None:
        raise Refused(No.NOT_ALLOWED)
    return found


def _with(room: Room, aside: Aside) -> Room:
    """In its place in the line, or as the last."""
    if aside in room.asides:
        return room
    if any(other.seat == aside.seat for other in room.asides):
        return replace(
            room, asides=tuple(aside if other.seat == aside.seat else other for other in room.asides)
        )
    return replace(room, asides=(*room.asides, aside), asides_had=aside.number)


def _without(room: Room, seat: SeatId) -> Room:
    return replace(room, asides=tuple(aside for aside in room.asides if aside.seat != seat))


# ── what follows from comings and goings ──────────────────────────────────────────────────────────


def kept(room: Room, now: float) -> Room:
    """After every step: what cannot be any more is over, and who waits for enough adults comes in."""
    for aside in room.asides:
        room = _still(room, aside, now)
    return _brought_in(room, now) if room.format.aside else room


def _still(room: Room, aside: Aside, now: float) -> Room:
    """A guide who is gone leaves the wish to the others, and somebody who talks with them comes back."""
    person = room.seats[aside.seat]
    if person.where not in BELONGS or person.role in DESK or has_no_phone(person):
        return _over(room, aside, now)
    if aside.to is not None and not guides_here(room, aside.to):
        room = _with(room, aside := replace(aside, to=None))
    if aside.guide is None or guides_here(room, aside.guide):
        return room
    return _over(room, aside, now) if aside.stage is Stage.OPEN else _as_before(room, aside)


def guides_here(room: Room, guide: SeatId) -> bool:
    """Whether this is somebody who guides, and is inside."""
    seat = room.seats.get(guide)
    return seat is not None and seat.where is Where.CIRCLE and seat.role in GUIDES


def _brought_in(room: Room, now: float) -> Room:
    holds = room.holds
    if room.closed_at is not None or holds.door_locked or holds.everyone_held or not enough(room):
        return room
    for seat in room.seats.values():
        if seat.where is Where.LOBBY and seat.role not in DESK and _is_ready(seat):
            room = come_in(room, seat, now)
    return room


def _is_ready(seat: Seat) -> bool:
    return seat.away_since is None and not seat.sent_back
