"""Care: the way to a guide. No lock, mute, pause or ending stands before it."""

from dataclasses import replace

from server.room.acts import (
    AskForSupport,
    CloseSupport,
    Ground,
    HandleReport,
    Report,
    Shield,
    TakeSupport,
    WriteLetter,
)
from server.room.codes import EXERCISES, FOUND, WRONG, listed
from server.room.effects import DESK, About, LetterSent, only
from server.room.holding import hold
from server.room.hybrid import hearer
from server.room.powers import Power, known, need
from server.room.record import noted
from server.room.refusals import No, Refused
from server.room.room import Grounding, Outcome, Room, Signal, with_seat
from server.room.seat import Seat, SeatId, Where
from server.room.two_adults import need_two_readers
from server.room.words import LONGEST, Words

ANSWER_WITHIN = 60.0
"""Seconds a signal waits for a guide before it is told as unanswered."""

HERE = (Where.LOBBY, Where.CIRCLE)


# ── "I need support now" ──────────────────────────────────────────────────────────────────────────


def ask_for_support(room: Room, act: AskForSupport, now: float) -> Outcome:
    """From any seat in any state: waiting, muted, out, after the end. Asked again once taken, it is new."""
    known(room, act.seat)
    open_one = signal_of(room, act.seat)
    if open_one is not None and open_one.taken_by is None:
        return room, ()
    others = tuple(signal for signal in room.signals if signal.seat != act.seat)
    return replace(room, signals=(*others, Signal(act.seat, now, brought=act.brought))), ()


def signal_of(room: Room, seat: SeatId) -> Signal | None:
    """This person's open signal."""
    return next((signal for signal in room.signals if signal.seat == seat), None)


def stage(signal: Signal | None) -> str | None:
    """How far an answer to it is, as its person is shown."""
    if signal is None:
        return None
    if signal.taken_by is not None:
        return "seen"
    return "escalated" if signal.escalated else "asked"


def take_support(room: Room, act: TakeSupport, now: float) -> Outcome:
    """I'm with you: by name, and by one alone, so that nobody thinks another has it."""
    need(room, act.seat, Power.SUPPORT)
    signal = signal_of(room, act.whom)
    if signal is None or act.whom == act.seat:
        raise Refused(No.NO_SUCH_SEAT)
    if signal.taken_by == act.seat:
        return room, ()
    if signal.taken_by is not None:
        raise Refused(No.ALREADY_MOVED_ON)
    return _with_signal(room, replace(signal, taken_by=act.seat, taken_at=now)), ()


def close_support(room: Room, act: CloseSupport, now: float) -> Outcome:
    """By the person themselves, or by who took it. Closed already is simply closed."""
    known(room, act.seat)
    signal = signal_of(room, act.whom)
    if signal is None:
        return room, ()
    if act.seat not in (act.whom, signal.taken_by):
        raise Refused(No.NOT_ALLOWED)
    return replace(room, signals=tuple(one for one in room.signals if one != signal)), ()


def escalates_at(signal: Signal) -> float | None:
    """When a signal nobody has answered is told as such."""
    return None if signal.taken_by is not None or signal.escalated else signal.at + ANSWER_WITHIN


def escalate(room: Room, now: float) -> Room:
    """A minute without an answer: the desk hears it again, and the person is shown who is awake elsewhere."""
    for signal in room.signals:
        moment = escalates_at(signal)
        if moment is not None and moment <= now:
            room = _with_signal(room, replace(signal, escalated=True))
    return room


def let_go(room: Room, seat: SeatId, now: float) -> Room:
    """Who had taken a signal is gone: it is open again, with a fresh minute. A name alone helps nobody."""
    for signal in room.signals:
        if signal.taken_by == seat:
            room = _with_signal(room, Signal(signal.seat, now, brought=signal.brought))
    return room


def _with_signal(room: Room, signal: Signal) -> Room:
    return replace(room, signals=tuple(signal if one.seat == signal.seat else one for one in room.signals))


# ── letters ───────────────────────────────────────────────────────────────────────────────────────


def write_letter(room: Room, act: WriteLetter, now: float) -> Outcome:
    """To the desk, from the desk to one person, or among the desk. No hold stands before a letter."""
    fit_to_send(act.words)
    if act.about in (About.REPORT, About.HANDLED):  # what a report shows was really said, and no letter knows
        raise Refused(No.NOT_ALLOWED)
    if act.about is About.BACK_CHANNEL:
        need(room, act.seat, Power.SUPPORT)
        return room, (_letter(act, of=act.seat),)
    if act.whom == act.seat:
        return _written_from(room, known(room, act.seat), act), _both_ends(room, act)
    need(room, act.seat, Power.SUPPORT)
    reader = known(room, act.whom)
    if reader.where not in HERE:
        raise Refused(No.NO_SUCH_SEAT)
    if signal_of(room, reader.id) is None:  # who calls for support is never kept waiting for a second adult
        need_two_readers(room, reader)
    return room, _both_ends(room, act)


def fit_to_send(words: Words) -> None:
    """The only two things a rule may ask of words."""
    if words.size == 0:
        raise Refused(No.NOTHING_TO_SEND)
    if words.size > LONGEST:
        raise Refused(No.SHARE_TOO_LONG)


def _written_from(room: Room, writer: Seat, act: WriteLetter) -> Room:
    """Outside, people write while their call for support is open, and once more to ask for a second look."""
    if writer.where in HERE or (act.about is About.SUPPORT and signal_of(room, writer.id)):
        return room
    if act.about is not About.ASK or writer.second_look:
        raise Refused(No.NOT_ALLOWED)
    return with_seat(room, replace(writer, second_look=True))


def _both_ends(room: Room, act: WriteLetter) -> tuple[LetterSent, ...]:
    # The whole desk hears every letter: nobody is alone with one guide unseen. Who sits there hears it once.
    letter, reader = _letter(act, of=act.whom), hearer(room, act.whom)
    if room.seats[reader].desk_since is not None:
        return (letter,)
    return letter, replace(letter, audience=only(reader))


def _letter(act: WriteLetter, of: SeatId) -> LetterSent:
    return LetterSent(by=act.seat, of=of, number=act.number, about=act.about, words=act.words, audience=DESK)


# ── reports ───────────────────────────────────────────────────────────────────────────────────────


def report(room: Room, act: Report, now: float) -> Outcome:
    """A share as displayed, with what is wrong. The reporter has a copy; who is reported hears nothing."""
    known(room, act.seat)
    listed(act.code, WRONG)
    fit_to_send(act.words)
    letter = LetterSent(
        by=act.seat,
        of=act.seat,
        number=act.number,
        about=About.REPORT,
        words=act.words,
        audience=DESK,
        shown=act.ref,
        code=act.code,
    )
    return room, _to_desk_and_reporter(room, letter, act.ref.seat)


def handle_report(room: Room, act: HandleReport, now: float) -> Outcome:
    """Somebody at the desk has dealt with a report; never the one it is about."""
    need(room, act.seat, Power.SUPPORT)
    known(room, act.whom)
    listed(act.found, FOUND)
    if act.seat == act.shown.seat:
        raise Refused(No.NOT_ALLOWED)
    letter = LetterSent(
        by=act.seat,
        of=act.whom,
        number=act.number,
        about=About.HANDLED,
        words=Words(b""),
        audience=DESK,
        shown=act.shown,
        code=act.found,
    )
    return room, _to_desk_and_reporter(room, letter, act.shown.seat)


def _to_desk_and_reporter(room: Room, letter: LetterSent, reported: SeatId) -> tuple[LetterSent, ...]:
    if _at_desk(room, reported):
        return _past(room, letter, reported)
    copy = () if _at_desk(room, letter.of) else (replace(letter, audience=only(hearer(room, letter.of))),)
    return letter, *copy


def _past(room: Room, letter: LetterSent, reported: SeatId) -> tuple[LetterSent, ...]:
    # It is about a guide. The desk as an audience would tell them, and who said it: so it goes to each of the
    # others alone. Where there is no other it is sent to nobody, and the reporter is told so, not thanked.
    ears = [seat for seat in room.seats if _at_desk(room, seat) and seat not in (letter.of, reported)]
    if not ears:
        raise Refused(No.NOBODY_ELSE_TO_TELL)
    return tuple(replace(letter, audience=only(seat)) for seat in (*ears, hearer(room, letter.of)))


def _at_desk(room: Room, seat: SeatId) -> bool:
    found = room.seats.get(seat)
    return found is not None and found.desk_since is not None


# ── grounding and the quiet screen ────────────────────────────────────────────────────────────────


def ground(room: Room, act: Ground, now: float) -> Outcome:
    """An exercise in step for everyone, or its end."""
    need(room, act.seat, Power.PROTECT)
    on = room.holds.grounding
    if act.exercise == (on and on.exercise):
        return room, ()
    if act.exercise is None:
        return _laid(room, act.seat, "end_grounding", None, now), ()
    listed(act.exercise, EXERCISES)
    return _laid(room, act.seat, "ground", Grounding(act.exercise, now), now), ()


def _laid(room: Room, by: SeatId, what: str, grounding: Grounding | None, now: float) -> Room:
    return hold(noted(room, now, by, what), replace(room.holds, grounding=grounding), now)


def shield(room: Room, act: Shield, now: float) -> Outcome:
    """The quiet screen, up or down."""
    need(room, act.seat, Power.PROTECT)
    if act.on == (room.holds.shielded_by is not None):
        return room, ()
    holds = replace(room.holds, shielded_by=act.seat if act.on else None)
    return hold(noted(room, now, act.seat, "shield" if act.on else "unshield"), holds, now), ()
