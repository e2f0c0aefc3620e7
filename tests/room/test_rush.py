"""A rush at the door: it can be shut to who has no seat yet, by hand or by itself, and nobody is sent away."""

from contextlib import suppress
from dataclasses import replace

from server.room.acts import Admit, GuardDoor, Knock
from server.room.lobby import TIMES_EXPECTED
from server.room.refusals import No, Refused
from server.room.seat import Role, SeatId, Where
from server.room.step import step
from server.room.words import Name
from tests.room.scene import Scene, seat_of


def test_a_guarded_door_gives_nobody_a_seat_and_takes_nobody_s(scene: Scene) -> None:
    scene.arrives("Ana")
    scene.knocks("Bo")
    scene.does("Fay", GuardDoor, on=True)
    scene.cannot_knock("Cy", "door-is-guarded")
    scene.does("Fay", Admit, whom=("Bo",))
    scene.arrives("Gil")
    scene.does("Fay", GuardDoor, on=False)
    scene.knocks("Cy")


def test_a_rush_shuts_the_door_by_itself_and_sends_nobody_away(scene: Scene) -> None:
    room, enough = scene.room, TIMES_EXPECTED * scene.room.format.capacity
    knock = Knock(seat_of("Ana"), Name("Ana"), Role.PARTICIPANT, 1, room.format.agreement, room.format.limits)
    letters = [chr(ord("a") + n) for n in range(26)]
    names = [f"{one}{two}{one}" for one in letters for two in letters]
    came = 0
    while not room.holds.door_guarded:
        name = names.pop()
        try:
            room, _ = step(room, replace(knock, seat=SeatId(name), name=Name(name)), scene.now + came / 100)
        except Refused as refused:
            assert refused.no is not No.DOOR_IS_GUARDED
            continue
        came += 1
    here = sum(scene.now - seat.knocked_at < 60 for seat in scene.room.seats.values())
    assert came + here == enough + 1
    assert sum(seat.where is Where.LOBBY for seat in room.seats.values()) >= came
    assert room.record == scene.room.record, "nobody did it"


def test_as_many_over_a_whole_evening_are_no_rush(scene: Scene) -> None:
    room = scene.room
    knock = Knock(seat_of("Ana"), Name("Ana"), Role.PARTICIPANT, 1, room.format.agreement, room.format.limits)
    letters = "abcdefgknopqrstuvwxz"
    for n, name in enumerate(f"{one}{two}{one}" for one in letters for two in letters):
        with suppress(Refused):
            room, _ = step(room, replace(knock, seat=SeatId(name), name=Name(name)), scene.now + 10 * n)
    assert len(room.seats) > TIMES_EXPECTED * room.format.capacity
    assert not room.holds.door_guarded
