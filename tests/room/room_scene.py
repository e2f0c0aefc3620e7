"""A scene with a physical room in it: Hal hosts it, others sit there with him, and some have a phone of their own."""

from dataclasses import replace
from typing import Any

import pytest

from server.room import acts
from server.room.acts import Act, Relay, SeatHere, ShowCode, SitHere
from server.room.format import Format, Phase
from server.room.refusals import Refused
from server.room.seat import Role
from server.room.seen import HereSeen
from tests.room.scene import EVENING, Scene, seat_of

BIG = replace(EVENING, capacity=12)
CODE = "the imprint of six digits"


class RoomScene(Scene):
    """Fay guides, Hal hosts a room. Whoever sits there does nothing by themselves until they have a phone."""

    def __init__(self, format: Format = EVENING) -> None:
        super().__init__(format)
        self.arrives("Fay", "Hal")
        self.does("Fay", acts.GiveRole, whom="Hal", role=Role.HUB_HOST)

    def sits_here(self, *names: str, host: str = "Hal", **about: Any) -> None:
        """They sit in the host's room, and have agreed."""
        for name in names:
            asked = {"fresh": seat_of(name), "name": name, "numbered": False, "newcomer": name == "Nia"}
            self.does(host, SeatHere, **{**asked, "agreed": True, **about})

    def relays(self, who: str, act: type[Act], host: str = "Hal", **how: Any) -> None:
        """The host does this for somebody in their room."""
        inner: Any = self.means(who, act, how)
        self._step(Relay(seat_of(host), inner))

    def cannot_relay(self, who: str, act: type[Act], because: str, host: str = "Hal", **how: Any) -> None:
        """The room says no to it, and nothing changes."""
        before = self.room
        with pytest.raises(Refused, match=f"^{because}$"):
            self.relays(who, act, host, **how)
        assert self.room is before

    def binds(self, who: str, phone: str = "a phone", host: str = "Hal") -> None:
        """A phone is bound to somebody's seat by a code, and its line comes."""
        self.does(host, ShowCode, whom=who, imprint=CODE)
        self.types(CODE, phone)
        self.returns(who)

    def types(self, imprint: str, phone: str = "a phone", **about: Any) -> None:
        """Somebody types a code into a phone."""
        agreed = {"agreement": self.room.format.agreement, "limits": self.room.format.limits}
        self.does(phone, SitHere, **{"imprint": imprint, "invitation": 1, **agreed, **about})

    def cannot_type(self, imprint: str, because: str, **about: Any) -> None:
        """A code is refused at the door, whatever seat it is for."""
        before = self.room
        with pytest.raises(Refused, match=f"^{because}$"):
            self.types(imprint, **about)
        assert self.room is before

    def changes_nothing_typed(self, imprint: str) -> None:
        """No seat has this code."""
        before = self.room
        self.types(imprint)
        assert self.room is before

    def host_sees(self, who: str, host: str = "Hal") -> HereSeen:
        """What the host is shown of somebody in their room."""
        return next(one for one in self.you(host).here if one.id == seat_of(who))


def asked(who: str, **about: object) -> dict[str, object]:
    """What a host asks when somebody sits down."""
    usual = {"fresh": seat_of(who), "name": who, "numbered": False, "newcomer": False, "agreed": True}
    return {**usual, **about}


def two_sit_here() -> RoomScene:
    """Uma and Val sit with Hal; Ana is online; whoever would like to speak raises a hand."""
    scene = RoomScene(BIG)
    scene.arrives("Ana")
    scene.sits_here("Uma", "Val")
    scene.goes_to(Phase.SHARING)
    return scene
