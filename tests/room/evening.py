"""One meeting lived by chance: deadlines ring in time, and the laws look at every step."""

from server.room.acts import Act, Admit, Arrive, GoTo, Knock, Relay, TimePasses
from server.room.format import Crosstalk, Format, Mode, Order, Part, Phase
from server.room.phases import deadlines, opened
from server.room.refusals import No, Refused
from server.room.room import Room, RoomId
from server.room.seat import SeatId
from server.room.step import step
from server.room.words import Name
from tests.room.chances import CAST, NEW_HERE
from tests.room.laws import Laws
from tests.room.look import Look

PARTS = (
    Part(Phase.OPENING, 5, Mode.SPEAKER),
    Part(Phase.CHECKIN, 15, Mode.ROUND_ROBIN, prompts=2),
    Part(Phase.FOCUS, 15, Mode.OPEN, crosstalk=Crosstalk.AFTER_CHECKIN),
    Part(Phase.SHARING, 30, Mode.RAISE_HANDS, Order.QUIET_FIRST, turn=120, crosstalk=Crosstalk.ASK_FIRST),
    Part(Phase.CLOSING, 10, Mode.ROUND_ROBIN),
)
CIRCLE_OF_TEN = Format("circle", "c1", PARTS, capacity=8)
YOUNG = Format("young", "c2", PARTS, capacity=8, quorum=2, under_18=True)


class Evening:
    """A room, its clock, and the laws that look at each step."""

    def __init__(self, laws: Laws, format: Format = CIRCLE_OF_TEN) -> None:
        self.laws = laws
        self.room: Room = opened(RoomId("room"), format, starts=0.0)
        self.now = 0.0
        self.lived: list[tuple[Act, float]] = []
        laws.begins(self.room)

    def passes(self, seconds: float) -> None:
        """Time passes; whatever is due rings on the way, at its moment."""
        until = self.now + seconds
        while (due := next(iter(deadlines(self.room)), None)) is not None and due <= until:
            self.now = max(due, self.now)
            self.does(TimePasses(due))
        self.now = until

    def does(self, act: Act) -> No | None:
        """Somebody does this, or is told why not."""
        self.lived.append((act, self.now))
        before = self.room
        try:
            self.room, effects = step(before, act, self.now)
        except Refused as refused:
            self.laws.look(Look(before, _own(act), self.now, before, (), refused.no, _relayed_by(act)))
            return refused.no
        self.laws.look(Look(before, _own(act), self.now, self.room, effects, None, _relayed_by(act)))
        return None

    def comes_together(self) -> None:
        """Two guides and five others sit down, and the first round may begin."""
        for seat, (name, role) in list(CAST.items())[:9]:
            agreed = self.room.format.agreement, self.room.format.limits
            self.does(Knock(seat, Name(name), role, 1, *agreed, newcomer=name in NEW_HERE))
            self.does(Arrive(seat, 1))
        guide = SeatId("f1")
        self.does(Admit(guide, tuple(SeatId(f"p{n}") for n in range(1, 6))))
        self.does(GoTo(guide, Phase.CHECKIN))


def _own(act: Act) -> Act:
    """What a host does for somebody is that person's own act."""
    return act.act if isinstance(act, Relay) else act


def _relayed_by(act: Act) -> SeatId | None:
    return act.seat if isinstance(act, Relay) else None
