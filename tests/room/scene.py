"""A meeting, told: acts go through `step`, time comes as `TimePasses`, and `hears` says who heard what."""

from collections import defaultdict
from copy import deepcopy
from dataclasses import fields, replace
from typing import Any

import pytest

from server.room.acts import Act, Admit, Arrive, GoTo, Knock, LineDropped, RaiseHand, Share, TimePasses
from server.room.effects import Answered, Edited, Effect, LetterSent, Retracted, Said
from server.room.format import Format, Mode, Part, Phase
from server.room.hears import Piece, hears
from server.room.phases import deadlines, opened
from server.room.picture import picture, you
from server.room.refusals import Refused
from server.room.room import RoomId
from server.room.seat import Role, Seat, SeatId
from server.room.seen import Desk, LobbyPicture, Picture, Sight, You
from server.room.step import step
from server.room.words import Name, Words

CAST = {
    "Fay": Role.FACILITATOR,
    "Gil": Role.CO_FACILITATOR,
    "Pat": Role.PEER_SUPPORT_SPECIALIST,
    "Sol": Role.SAFEGUARDING_LEAD,
}
"""Whose link is a guide's. Ana, Bo, Cy and whoever else comes take part; Nia is new."""

LINKS = {role: number for number, role in enumerate(Role, start=1)}
"""Each role has its invitation."""

EVENING = Format(
    id="evening",
    code="c1",
    parts=(
        Part(Phase.OPENING, 5, Mode.SPEAKER),
        Part(Phase.AGREEMENTS, 5, Mode.SPEAKER),
        Part(Phase.CHECKIN, 10, Mode.ROUND_ROBIN, prompts=3),
        Part(Phase.SHARING, 30, Mode.RAISE_HANDS, turn=120),
        Part(Phase.CLOSING, 10, Mode.ROUND_ROBIN),
    ),
    capacity=5,
)
"""An hour for five, the guide among them, from 0 to 3600."""

YOUTH = replace(EVENING, quorum=2, under_18=True)


class Scene:
    """One evening. Whatever does not fit raises `Refused`, and `cannot` also sees that nothing moved."""

    def __init__(self, format: Format = EVENING) -> None:
        self.room = opened(RoomId("tonight"), format, starts=0.0)
        self.now = 0.0
        self._heard: defaultdict[str, list[str]] = defaultdict(list)
        self._numbers: defaultdict[str, int] = defaultdict(int)

    # ── coming and going ────────────────────────────────────────────────────────────────────────

    def arrives(self, *names: str) -> None:
        """From the link into the circle, by whoever may open the door."""
        for name in names:
            self.knocks(name)
            if name not in CAST:
                guide = next(one for one in CAST if seat_of(one) in self.room.seats)
                self.does(guide, Admit, whom=(name,))

    def knocks(self, who: str, **otherwise: object) -> None:
        """Stands at the door, and has a line."""
        self.stands_at_the_door(who, **otherwise)
        self.returns(who)

    def stands_at_the_door(self, who: str, **otherwise: object) -> None:
        """Has agreed and has a name; the line is still to come."""
        self.does(who, Knock, **self._link(who), **otherwise)

    def cannot_knock(self, who: str, because: str, **otherwise: object) -> None:
        """Turned away at the door by this name."""
        self.cannot(who, Knock, because, **self._link(who), **otherwise)

    def uses_the_link_again(self, who: str) -> None:
        """The same link, for the same seat: a facilitator's carries it."""
        self.changes_nothing(who, Knock, **self._link(who))

    def _link(self, who: str) -> dict[str, object]:
        role = CAST.get(who, Role.PARTICIPANT)
        return {"role": role, "invitation": LINKS[role]}

    def returns(self, name: str) -> None:
        """A new line for this seat."""
        self.does(name, Arrive, line=self.seat(name).line + 1)

    def drops(self, *names: str) -> None:
        """The line is gone; the person may be in a tunnel."""
        for name in names:
            self.does(name, LineDropped, line=self.seat(name).line, since=self.now)

    def later(self, seconds: float) -> None:
        """Time passes, and every deadline rings in its own moment."""
        until = self.now + seconds
        while (due := deadlines(self.room)) and due[0] <= until:
            self.now = max(self.now, due[0])
            before = self.room
            self._step(TimePasses(due[0]))
            assert self.room is not before, "a deadline that changes nothing would ring for ever"
        self.now = until

    # ── acting and speaking ─────────────────────────────────────────────────────────────────────

    def does(self, who: str, act: type[Act], /, **how: Any) -> None:
        """`who` does this."""
        self._step(self.means(who, act, how))

    def means(self, who: str, act: type[Act], how: dict[str, Any]) -> Act:
        """The act. Names become seats, texts become words; what the page would add is added."""
        names = {field.name for field in fields(act)}
        if "number" in names:
            self._numbers[who] += 1
            how.setdefault("number", self._numbers[who])
        if "turn" in names:
            how.setdefault("turn", self.room.floor.turn)
        if act is Knock:
            agreed = {"agreement": self.room.format.agreement, "limits": self.room.format.limits}
            how = {"name": who, "newcomer": who == "Nia", **agreed, **how}
        return act(seat=seat_of(who), **{key: _meant(key, value) for key, value in how.items()})  # type: ignore[call-arg]

    def cannot(self, who: str, act: type[Act], because: str, /, **how: Any) -> None:
        """The room says no by this name, and the world is as it was."""
        before, heard = deepcopy(self.room), deepcopy(self._heard)
        with pytest.raises(Refused, match=f"^{because}$"):
            self.does(who, act, **how)
        assert (self.room, self._heard) == (before, heard)

    def changes_nothing(self, who: str, act: type[Act], /, **how: Any) -> None:
        """It is so already: no refusal, no new version, nothing to hear."""
        before, heard = self.room, deepcopy(self._heard)
        self.does(who, act, **how)
        assert self.room is before
        assert self._heard == heard

    def says(self, who: str, text: str) -> None:
        """Words for the circle."""
        self.does(who, Share, words=text)

    def raises_hand(self, who: str) -> None:
        """I would like to speak."""
        self.does(who, RaiseHand)

    def goes_to(self, phase: Phase, who: str = "Fay") -> None:
        """Another part of the evening."""
        self.does(who, GoTo, phase=phase)

    # ── looking ─────────────────────────────────────────────────────────────────────────────────

    @property
    def heard(self) -> list[str]:
        """What anybody at all has heard."""
        return [line for lines in self._heard.values() for line in lines]

    def heard_by(self, who: str) -> list[str]:
        """What reached this person, in order."""
        return self._heard[who]

    def seat(self, name: str) -> Seat:
        """Somebody's seat."""
        return self.room.seats[seat_of(name)]

    def you(self, name: str) -> You:
        """What is theirs alone."""
        return you(self.room, seat_of(name))

    def desk(self) -> Desk:
        """What the desk sees besides the circle."""
        seen = picture(self.room, Sight.DESK)
        assert isinstance(seen, Picture) and seen.desk is not None
        return seen.desk

    def lobby(self) -> LobbyPicture:
        """All that somebody waiting sees of the room."""
        seen = picture(self.room, Sight.LOBBY)
        assert isinstance(seen, LobbyPicture)
        return seen

    def circle(self) -> Picture:
        """What the circle sees."""
        seen = picture(self.room, Sight.CIRCLE)
        assert isinstance(seen, Picture)
        return seen

    def part(self) -> Phase:
        """Which part of the evening it is."""
        return self.room.phase

    def done(self) -> list[str]:
        """The record of moderation: which acts, in order."""
        return [noted.what for noted in self.room.record]

    def _step(self, act: Act) -> None:
        self.room, effects = step(self.room, act, self.now)
        for effect in effects:
            piece = Piece(effect.audience, self.room.version)
            for seat in self.room.seats.values():
                if hears(self.room, seat.id, piece):
                    self._heard[seat.id.title()].append(_line(effect))


def seat_of(name: str) -> SeatId:
    """The seat of somebody in the cast."""
    return SeatId(name.lower())


def _meant(key: str, value: Any) -> Any:
    match key, value:
        case "whom", str():
            return seat_of(value)
        case "whom", tuple():
            return tuple(seat_of(name) for name in value)
        case "name" | "pronouns", str():
            return Name(value)
        case "words", str():
            return Words(value.encode())
    return value


def _line(effect: Effect) -> str:
    match effect:
        case Said() | Edited():
            return f"{effect.ref.seat.title()}: {effect.words.carried().decode()}"
        case LetterSent():
            said = effect.words.carried().decode() or effect.code
            return f"letter from {effect.by.title()}: {said}"
        case Retracted():
            return f"taken back: {effect.ref.seat.title()}"
        case Answered():
            return effect.kind.value
