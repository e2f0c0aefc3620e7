"""Meetings of people under 18, lived by chance, with the rooms of two beside them: is anybody with one adult alone?

Everything that can be asked can happen in each of the rooms, and every piece of words is looked at as it goes out.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from server.room import room_of_two
from server.room.acts import (
    Act,
    Admit,
    Arrive,
    AskAside,
    ComeIn,
    GoTo,
    Knock,
    PutTopic,
    Share,
    TakeAside,
    TimePasses,
    WriteLetter,
)
from server.room.effects import DESK, About, Effect, LetterSent, Retracted
from server.room.format import Format, Mode, Part, Phase
from server.room.hears import Piece, hears
from server.room.phases import deadlines, opened
from server.room.picture import picture, you
from server.room.quorum import GRACE
from server.room.refusals import Refused
from server.room.room import Room, RoomId, Stage
from server.room.seat import Role, Seat, SeatId, Where
from server.room.seen import Picture, Sight
from server.room.step import step
from server.room.words import Name, Words
from tests.room import chances
from tests.room.chances import CAST, NEW_HERE
from tests.room.dice import Dice, one_of, rarely
from tests.room.evening import YOUNG
from tests.room.test_walk import PAUSES, Seeded

HELLO = Words(b"hello")
HOURS = replace(YOUNG, hours=True)
TWO = Format("two", "c6", (Part(Phase.OPENING, 40, Mode.OPEN),), capacity=2)
EVERYBODY = {**CAST, SeatId("f3"): ("Ivo", Role.PEER_SUPPORT_SPECIALIST)}


class Law:
    """No words pass between somebody under 18 and one adult alone; and how often there was something to look at."""

    def __init__(self) -> None:
        self.had = Counter[str]()

    def look(self, before: Room, after: Room, effects: tuple[Effect, ...], now: float) -> None:
        """After one step of one room."""
        for effect in effects:
            piece = Piece(effect.audience, after.version)
            young = [
                seat for seat in after.seats.values() if not seat.cleared and hears(after, seat.id, piece)
            ]
            if isinstance(effect, LetterSent):
                self._letter(before, after, effects, effect, young)
            elif young and not isinstance(effect, Retracted):
                self._circle(after, now, young)

    def _circle(self, room: Room, now: float, young: list[Seat]) -> None:
        """Two adults are there, and each of them is seen by name."""
        adults = [seat for seat in room.seats.values() if _is_there(room, seat, now)]
        seen = picture(room, Sight.CIRCLE)
        assert isinstance(seen, Picture)
        names = {*(seat.name for seat in seen.seats), *seen.listed}
        assert len([seat for seat in adults if seat.name.text in names]) >= 2, "one adult, and somebody young"
        self.had["said in a room of two" if room.format.aside else "said in a circle"] += 1
        for adult in (adult for adult in adults if adult.where is Where.LOBBY):
            step(room, ComeIn(adult.id), now)
            self.had["listed, and able to come in"] += 1
        self.had["inside, all three"] += room.format.aside and not seen.listed

    def _letter(
        self, before: Room, room: Room, told: tuple[Effect, ...], letter: LetterSent, young: list[Seat]
    ) -> None:
        """What an adult writes to somebody young is read by a second one, unless they called for support."""
        if not room.seats[letter.by].cleared:
            return
        if letter.about is About.HANDLED:
            assert not letter.words.size, "what came of a report is told by a code of the list"
            return
        for reader in young:
            assert replace(letter, audience=DESK) in told, "a letter that the desk does not see"
            called = any(signal.seat == reader.id for signal in before.signals)
            piece = Piece(DESK, room.version)
            reading = [one for one in room.seats.values() if one.away_since is None and one.cleared]
            assert called or len([1 for one in reading if hears(room, one.id, piece)]) >= 2, "one adult reads"
            self.had["an answer to a call" if called else "a letter"] += 1

    def had_its_say(self) -> None:
        short = {what: (self.had[what], least) for what, least in LEAST.items() if self.had[what] < least}
        assert not short, f"too little was there to look at: {short}"


LEAST = {
    "said in a circle": 150,
    "said in a room of two": 800,
    "listed, and able to come in": 80,
    "inside, all three": 700,
    "a letter": 150,
    "an answer to a call": 150,
    "a room of two": 12,
    "refused for want of a second adult": 600,
}
"""How often, at the least, in each walk."""


def _is_there(room: Room, seat: Seat, now: float) -> bool:
    """A checked adult inside or listed, with a line or not long without; and not away in a room of two."""
    inside = seat.where is Where.CIRCLE or (seat.where is Where.LOBBY and seat.listed)
    line = seat.away_since is None or now <= seat.away_since + GRACE
    apart = any(one.stage is Stage.OPEN and one.guide == seat.id for one in room.asides)
    guides = seat.cleared and seat.role is not Role.HUB_HOST  # who helps a room is checked, and guides nobody
    return guides and inside and line and not seat.stepped_out and not apart


@dataclass
class Town:
    """A meeting for people under 18, and the rooms of two beside it, each a meeting of its own."""

    law: Law
    format: Format
    dice: Dice
    now: float = 0.0
    twos: dict[int, Room] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.room = opened(RoomId("young"), self.format, starts=0.0)

    def comes_together(self) -> None:
        """Three adults and four young people; where the adults hold hours, the young wait outside."""
        for seat, (name, role) in EVERYBODY.items():
            if role is Role.PARTICIPANT and seat > "p4" or role is Role.SUPERVISOR:
                continue
            agreed = self.format.agreement, self.format.limits
            self.does(None, Knock(seat, Name(name), role, 1, *agreed, newcomer=name in NEW_HERE))
            self.does(None, Arrive(seat, 1))
        young = tuple(seat for seat in self.room.seats if seat.startswith("p"))
        self.does(None, Admit(SeatId("f1"), young))
        self.does(None, GoTo(SeatId("f1"), Phase.CHECKIN))

    def does(self, number: int | None, act: Act) -> None:
        """In the meeting or, by its number, in a room of two."""
        before = self.room if number is None else self.twos[number]
        try:
            after, effects = step(before, act, self.now)
        except Refused as no:
            wants = no.no.value in ("two-adults-needed", "second-adult-needed")
            self.law.had["refused for want of a second adult"] += wants
            return
        self.law.look(before, after, effects, self.now)
        if after is not before:
            self._would_say(after)
        if number is None:
            self.room = after
            self._shows_the_second()
        else:
            self.twos[number] = after

    def _would_say(self, room: Room) -> None:
        """If somebody spoke or wrote this very moment."""
        whom = one_of(self.dice, list(room.seats))
        for act in (Share(whom, 99, HELLO), PutTopic(whom, 99, HELLO)):
            try:
                after, effects = step(room, act, self.now)
            except Refused:
                continue
            self.law.look(room, after, effects, self.now)

    def _shows_the_second(self) -> None:
        """Who goes to a room of two has read who else is on the list there: an adult who talks with nobody else."""
        agreed = [one for one in self.room.asides if one.stage is Stage.OPEN]
        talking = {one.guide for one in agreed}
        for one in agreed:
            told = you(self.room, one.seat).aside
            assert told is not None and told.second and told.second != told.guide, "nobody is named"
            assert one.second not in talking, "the second adult talks with somebody else"

    def passes(self, seconds: float) -> None:
        """Time goes by, in all rooms; what is due rings at its moment."""
        until = self.now + seconds
        while (first := min(self._due(), default=None, key=lambda due: due[0])) and first[0] <= until:
            self.now = max(self.now, first[0])
            self.does(first[1], TimePasses(first[0]))
        self.now = until

    def _due(self) -> Iterator[tuple[float, int | None]]:
        for number, room in ((None, self.room), *self.twos.items()):
            if moments := deadlines(room):
                yield moments[0], number

    def goes_on(self) -> None:
        """Somebody does something, somewhere."""
        going = [number for number, two in self.twos.items() if two.closed_at is None]
        match self.dice.below(8):
            case 0:
                self._somebody_goes_over()
            case 1 | 2:
                self.does(None, self._about_two())
            case 3 | 4 | 5 if going:
                self._beside(one_of(self.dice, going))
            case 6:
                self.does(None, self._words())
            case _:
                self.does(None, chances.an_act(self.room, self.dice, self.now))

    def _about_two(self) -> Act:
        """Asked for, and taken with somebody else on the list; or whatever else is about time alone."""
        here = chances.in_circle(self.room, self.dice), chances.waiting(self.room, self.dice)
        guides = [chances.at_desk(self.room, self.dice) for _ in range(2)]
        match self.dice.below(4):
            case 0:
                return AskAside(one_of(self.dice, here))
            case 1:
                wished = [one.seat for one in self.room.asides if one.stage is not Stage.OPEN] or here
                return TakeAside(guides[0], one_of(self.dice, wished), guides[1])
            case _:
                return one_of(self.dice, (chances.alone, chances.care))(self.room, self.dice, self.now)

    def _words(self) -> Act:
        """A share, or a letter to anybody from whoever may write one."""
        if self.dice.below(2):
            return chances.talk(self.room, self.dice, self.now)
        guide, whom = chances.at_desk(self.room, self.dice), one_of(self.dice, list(self.room.seats))
        return WriteLetter(guide, 1, whom, About.NOTE, HELLO)

    def _somebody_goes_over(self) -> None:
        seats = [
            seat
            for one in self.room.asides
            if one.stage is Stage.OPEN
            for seat in (one.seat, one.guide, one.second)
        ]
        seat = one_of(self.dice, [seat for seat in seats if seat] or list(self.room.seats))
        two = room_of_two.of_two(TWO, self.format)
        found = room_of_two.way(self.room, seat, two, seat)
        if found is None:
            return
        left = self.room.seats[seat].where is not Where.CIRCLE
        guides = seat != found[0].seat and self.room.seats[seat].cleared
        assert not (left and guides), "an adult who is not in the meeting any more"
        number = found[0].number
        if number not in self.twos:
            self.twos[number] = room_of_two.room_of_two(RoomId(f"two {number}"), two, self.now)
            self.law.had["a room of two"] += 1
        self.does(number, found[1])
        if seat in self.twos[number].seats:
            self.does(number, Arrive(seat, self.twos[number].seats[seat].line + 1))

    def _beside(self, number: int) -> None:
        """Everything can be asked there too, but nobody has a link to it: they knock by the way alone."""
        any_act = one_of(self.dice, (chances.talk, chances.an_act, chances.an_act))
        act = any_act(self.twos[number], self.dice, self.now)
        if rarely(self.dice, 20):
            act = ComeIn(chances.waiting(self.twos[number], self.dice))
        if not isinstance(act, Knock):
            self.does(number, act)


def walk(law: Law, steps: int, seed: int) -> None:
    """Evening after evening, circles and hours, each until a while after its end."""
    dice = Seeded(seed)
    while steps > 0:
        town = Town(law, one_of(dice, (YOUNG, HOURS)), dice)
        town.comes_together()
        afterwards = 30
        while afterwards and steps > 0:
            if rarely(dice, 3):  # else in the same breath: before anything that is due has rung
                town.passes(700.0 if rarely(dice, 400) else one_of(dice, PAUSES))
            town.goes_on()
            steps -= 1
            afterwards -= town.room.closed_at is not None
