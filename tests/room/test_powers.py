"""Who may do what to whom: the one table, against the field's own (domain §4.5)."""

from itertools import product

import pytest

from server.room.acts import Leave
from server.room.powers import DESK, GUIDES, POWERS, RANK, Power, known, may, need, over, speaks_for
from server.room.refusals import Refused
from server.room.seat import Role, Seat, SeatId, Where
from server.room.words import Name
from tests.room.circle import ANA, BO, FAY, but, circle
from tests.room.scene import Scene, seat_of

GUIDED = {Power.GUIDE, Power.APPOINT, Power.END, Power.READ_OUT, Power.EXTEND, Power.HOST}

TABLE = {
    Role.PARTICIPANT: set[Power](),
    Role.READER: {Power.READ_OUT},
    Role.TIMEKEEPER: {Power.EXTEND},
    Role.GREETER: {Power.ADMIT},
    Role.HUB_HOST: {Power.HOST},
    Role.PEER_SUPPORT_SPECIALIST: GUIDED | {Power.ADMIT, Power.PROTECT, Power.SUPPORT},
    Role.CO_FACILITATOR: GUIDED | {Power.ADMIT, Power.PROTECT, Power.SUPPORT},
    Role.FACILITATOR: GUIDED | {Power.ADMIT, Power.PROTECT, Power.SUPPORT},
    Role.SUPERVISOR: {Power.PROTECT, Power.SUPPORT},
    Role.SAFEGUARDING_LEAD: {Power.ADMIT, Power.PROTECT, Power.SUPPORT},
}


@pytest.mark.parametrize(("role", "power"), [*product(Role, Power)])
def test_each_role_may_do_what_the_field_gives_it_and_nothing_else(role: Role, power: Power) -> None:
    wanted = power is Power.SPEAK or power in TABLE[role]
    assert may(seated(role), power) is wanted


@pytest.mark.parametrize("where", [where for where in Where if where is not Where.CIRCLE])
def test_outside_the_circle_nobody_has_any_power(where: Where) -> None:
    assert not any(may(seated(role, where), power) for role in Role for power in Power)


@pytest.mark.parametrize(("one", "other"), [*product(Role, Role)])
def test_acts_on_people_reach_lower_roles_only(one: Role, other: Role) -> None:
    if RANK[one] > RANK[other]:
        over(seated(one), seated(other))
    else:
        with pytest.raises(Refused, match="same-or-higher-role"):
            over(seated(one), seated(other))


def test_a_role_that_is_added_has_its_line_in_the_table() -> None:
    assert set(POWERS) == set(Role) == set(TABLE)
    assert GUIDES < DESK


def test_one_acts_for_nobody_but_who_sits_in_ones_own_room() -> None:
    """Decision 44: `seat.hub == my seat` is the one exception to acting with one's own seat alone."""
    room = but(circle(FAY, ANA, BO), BO, hub=FAY)
    assert speaks_for(room, FAY, BO).id == BO
    for asker, whom in product((FAY, ANA, BO), repeat=2):
        if (asker, whom) != (FAY, BO):
            with pytest.raises(Refused, match="^not-allowed$"):
                speaks_for(room, asker, whom)


def test_what_is_asked_from_outside_has_a_name_of_its_own(scene: Scene) -> None:
    scene.knocks("Ana")
    scene.arrives("Bo")
    scene.does("Bo", Leave)
    for who, no in {"Nobody": "no-such-seat", "Ana": "still-in-the-lobby", "Bo": "not-allowed"}.items():
        with pytest.raises(Refused, match=f"^{no}$"):
            need(scene.room, seat_of(who), Power.SPEAK)
    assert known(scene.room, seat_of("Ana")) == scene.seat("Ana")
    assert need(scene.room, seat_of("Fay"), Power.END) == scene.seat("Fay")


def seated(role: Role, where: Where = Where.CIRCLE) -> Seat:
    return Seat(SeatId(role.value), Name("Somebody"), role, where)
