"""One evening, in the middle of sharing: the room that every golden frame to a page is painted from."""

from server.room.effects import ShareRef
from server.room.format import Crosstalk, Format, Mode, Part, Phase
from server.room.room import Aside, Floor, Holds, Moderation, Room, RoomId, Signal, Stage
from server.room.seat import Out, Removal, Role, Seat, SeatId, Where
from server.room.words import Name, Words
from server.wire.tags import Tags

START = 1_764_010_800.0
TAGS = Tags(b"a key for golden frames, no other")

ANA, BO, CY, DEE, ED, FAY, GUS, TIA, UMA = map(
    SeatId, ("ana", "bo", "cy", "dee", "ed", "fay", "gus", "tia", "uma")
)


def seat(id: SeatId, name: str, role: Role = Role.PARTICIPANT, **more: object) -> Seat:
    """A seat in the circle since the beginning."""
    inside: dict[str, object] = {"where": Where.CIRCLE, "circle_since": 2, "line": 1, "invitation": 2, **more}
    return Seat(id, Name(name), role, **inside)  # type: ignore[arg-type]


SEATS = (
    seat(
        FAY,
        "Fay",
        Role.FACILITATOR,
        pronouns=Name("she/her"),
        desk_since=1,
        circle_since=1,
        invitation=1,
        hosts=True,
        experience=("alcohol", "grief"),
        has_time=True,
    ),
    seat(ANA, "Ana", patience=1.5),
    seat(BO, "Bo", pronouns=Name("he/him")),
    seat(CY, "Cy", newcomer=True, listen_only=True, muted=True),
    seat(GUS, "Gus", Role.GREETER),
    seat(TIA, "Tia", Role.TIMEKEEPER),
    seat(UMA, "Uma", hub=FAY, circle_since=None, line=0),
    seat(DEE, "Dee", where=Where.LOBBY, circle_since=None, newcomer=True, knocked_at=START + 1_500),
    seat(
        ED,
        "Ed",
        where=Where.OUT,
        circle_since=None,
        out=Out(Removal.FOR_SESSION, "selling", FAY, START + 1_200),
    ),
)

EVENING = Room(
    id=RoomId("m7Qx2"),
    format=Format(
        id="support-circle",
        code="c1",
        parts=(Part(Phase.SHARING, 30, Mode.RAISE_HANDS, turn=180, crosstalk=Crosstalk.OPEN, prompts=2),),
        capacity=12,
    ),
    starts=START,
    ends=START + 5_400,
    version=41,
    phase=Phase.SHARING,
    phase_since=START + 1_400,
    phase_ends=START + 3_200,
    prompt=1,
    seats={seat.id: seat for seat in SEATS},
    floor=Floor(
        mode=Mode.RAISE_HANDS,
        crosstalk=Crosstalk.OPEN,
        turn=9,
        queue=4,
        holder=ANA,
        since=START + 1_520,
        until=START + 1_790,
        wish="listen",
        spoke=True,
        hands=(BO,),
    ),
    holds=Holds(slow=20),
    signals=(Signal(BO, START + 1_530, taken_by=FAY, taken_at=START + 1_541),),
    retracted=(ShareRef(BO, 3),),
    veiled=(ShareRef(TIA, 2),),
    assents=frozenset({ANA, BO}),
    record=(
        Moderation(FAY, "remove", ED, "selling", START + 1_200, Removal.FOR_SESSION),
        Moderation(FAY, "mute", CY, "talk-over", START + 1_450),
    ),
    asides=(
        Aside(1, DEE, START + 1_540, asked=True),
        Aside(2, BO, START + 1_550, True, Stage.PROPOSED, to=FAY, guide=FAY, moment=START + 3_000),
    ),
    asides_had=2,
    note="one-share",
    revoked=frozenset({3}),
)


def words(text: str, note: str | None = None) -> Words:
    """Words as a page sends them: its own small JSON, with the content note inside."""
    note_too = "" if note is None else f',"note":"{note}"'
    return Words(f'{{"text":"{text}"{note_too}}}'.encode())


HELLO = words("I am glad I came. It was a long week.")
HEAVY = words("My sister died in March. I still set the table for her.", "someone died")
REPLY = words("I am with you, Ana.")
