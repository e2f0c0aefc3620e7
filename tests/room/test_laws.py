"""The laws over histories that hypothesis draws, and shrinks when one of them breaks."""

from typing import Any

from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from server.room.acts import (
    AskForSupport,
    GiveFloor,
    LineDropped,
    PassTurn,
    Relay,
    SeatHere,
    SetMode,
    Share,
    StartRound,
)
from server.room.format import Mode
from server.room.seat import SeatId
from server.room.words import Name, Words
from tests.room import chances, room_chances
from tests.room.chances import Chance
from tests.room.evening import CIRCLE_OF_TEN, YOUNG, Evening
from tests.room.laws import Laws

FAY = SeatId("f1")

HISTORIES = settings(
    derandomize=True,  # the same histories for everyone; `--hypothesis-seed` goes elsewhere
    max_examples=200,
    stateful_step_count=50,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class Drawn:
    """Dice that hypothesis throws, so that it can find the smallest evening that goes wrong."""

    def __init__(self, data: st.DataObject) -> None:
        self.data = data

    def below(self, sides: int) -> int:
        return self.data.draw(st.integers(0, sides - 1))


class Histories(RuleBasedStateMachine):
    """An evening, an act at a time."""

    laws = Laws(every=10)

    @initialize(young=st.booleans(), together=st.booleans())
    def opens(self, young: bool, together: bool) -> None:
        self.evening = Evening(self.laws, YOUNG if young else CIRCLE_OF_TEN)
        if together:
            self.evening.comes_together()

    @rule(seconds=st.sampled_from([1.0, 5.0, 31.0, 65.0, 700.0]))
    def time_passes(self, seconds: float) -> None:
        self.evening.passes(seconds)

    def _by_chance(self, chance: Chance, data: st.DataObject) -> None:
        self.evening.passes(0.0)
        self.evening.does(chance(self.evening.room, Drawn(data), self.evening.now))

    @rule(data=st.data())
    def the_door(self, data: Any) -> None:
        self._by_chance(chances.knock_and_come, data)
        self._by_chance(chances.at_the_door, data)

    @rule(data=st.data())
    def coming_and_going(self, data: Any) -> None:
        self._by_chance(chances.coming_and_going, data)

    @rule(data=st.data())
    def the_floor(self, data: Any) -> None:
        self._by_chance(chances.the_guides_floor, data)
        self._by_chance(chances.ones_own_turn, data)
        self._by_chance(chances.talk, data)

    @rule()
    def a_round_goes_by(self) -> None:
        """Whoever is asked passes, until nobody is left."""
        self.evening.does(StartRound(FAY))
        while self.evening.room.floor.round_on and (holder := self.evening.room.floor.holder) is not None:
            self.evening.does(PassTurn(holder, self.evening.room.floor.turn))

    @rule(mode=st.sampled_from(Mode))
    def turns_are_taken_another_way(self, mode: Mode) -> None:
        """In the middle of a round, and back."""
        for act in (StartRound(FAY), SetMode(FAY, mode), SetMode(FAY, Mode.ROUND_ROBIN)):
            self.evening.does(act)

    @rule()
    def the_guides_are_lost(self) -> None:
        """And somebody speaks before anyone has noticed, and after."""
        for guide in (FAY, SeatId("f2")):
            line = self.evening.room.seats[guide].line if guide in self.evening.room.seats else 1
            self.evening.does(LineDropped(guide, line, self.evening.now))
        for seconds in (1.0, 20.0):
            self.evening.does(Share(SeatId("p1"), 1, Words(b"hello")))
            self.evening.passes(seconds)

    @rule()
    def a_guide_speaks_while_somebody_needs_support(self) -> None:
        self.evening.does(GiveFloor(FAY, FAY, self.evening.room.floor.turn))
        for seat in ("p1", "p2", "p3"):
            self.evening.does(AskForSupport(SeatId(seat)))
            self.evening.does(Share(FAY, 1, Words(b"hello")))

    @rule(data=st.data())
    def hands(self, data: Any) -> None:
        self._by_chance(chances.hands, data)

    @rule(data=st.data())
    def talk(self, data: Any) -> None:
        self._by_chance(chances.talk, data)

    @rule(data=st.data())
    def care(self, data: Any) -> None:
        self._by_chance(chances.care, data)

    @rule(data=st.data())
    def alone(self, data: Any) -> None:
        self._by_chance(chances.alone, data)

    @rule(data=st.data())
    def a_room(self, data: Any) -> None:
        self._by_chance(room_chances.a_room, data)
        self._by_chance(chances.brought, data)

    @rule()
    def a_room_sits_down_and_is_asked(self) -> None:
        for host, number in ((FAY, 1), (FAY, 2)):
            asked = SeatHere(
                host, SeatId(f"g{number}"), Name(f"Gast {number}"), False, number == 1, agreed=True
            )
            self.evening.does(asked)
            self.evening.does(Relay(host, Share(SeatId(f"g{number}"), 1, Words(b"hello"))))
        self.evening.does(StartRound(FAY))

    @rule(data=st.data())
    def the_desk(self, data: Any) -> None:
        self._by_chance(chances.the_desk, data)
        self._by_chance(chances.the_hour, data)


def test_the_laws_hold_in_every_history() -> None:
    run_state_machine_as_test(Histories, settings=HISTORIES)
    Histories.laws.had_their_say(share=0.004)
