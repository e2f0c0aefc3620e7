"""What a page is told: one Struct for each frame. Pictures and `you` are as the room paints them.

News (`said edited retracted response letter`) is encoded once, by whoever publishes it, without `seq`: the
line gives that number later, and each instance splices it in front (decision 7).
"""

from functools import partial
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, defstruct

from server.room import seen
from server.room.effects import About, Kindness, Saying, ShareRef
from server.room.refusals import No
from server.room.seat import SeatId
from server.wire.frames import Number, Ref, Which, named
from server.wire.garbled import Why
from server.wire.mirror import Likeness, mirror

NoName = Annotated[str, Meta(extra_json_schema={"enum": [no.value for no in (*No, *Why)]})]
"""A refusal's name: the room's, or the wire's for what could not be read."""


class Told(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="is", tag=named):
    """Anything a page is told."""


class Part(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, rename={"number": "n"}):
    """Anything inside a frame. What the rules call a number, frames call `n`."""


class By(Part, frozen=True):
    """Who says it, for where the picture does not hold them. `mark` is a role other than participant."""

    seat: SeatId
    name: str
    mark: str | None = None


class Of(Part, frozen=True):
    """The person a letter concerns."""

    seat: SeatId
    name: str


# ── the line ────────────────────────────────────────────────────────────────────────────────────


class Keep(Part, frozen=True):
    """What the page keeps while it is open: the neutral code under which the format's texts are found."""

    format: str


class HelloOk(Told, frozen=True):
    """The line stands. `last` is the number of this seat's last act that was done: count on from there."""

    you: SeatId
    last: Number
    gen: str
    seq: Number
    now: float
    keep: Keep | None = None


class Tick(Told, frozen=True):
    """Still here, at this number, at this time. A higher `seq` than the last heard shows a lost tail."""

    seq: Number
    now: float
    held: bool = False
    """This house is out of touch with the others: it accepts nothing, and goes on by itself."""
    gen: str | None = None
    """From here on numbers are of this generation: the line had lost its memory, and the room went on."""


class Gap(Told, frozen=True):
    """Words were lost for this page. It clears those it shows and says so."""


class Ok(Told, frozen=True):
    """Act `n` is done, now or before."""

    n: Number


class Facts(Part, frozen=True):
    """What the sentence of a refusal needs: a name, seconds to wait, a number."""

    name: str | None = None
    seconds: float | None = None
    number: Number | None = None


class Refused(Told, frozen=True):
    """No, by name. Without `n` where the frame could not be read."""

    no: NoName
    n: Number | None = None
    facts: Facts | None = None


class Receipt(Part, frozen=True):
    """The house's signed word on what is gone. `signature` is Ed25519 over `statement`, both base64url."""

    statement: str
    signature: str
    key: str


Ending = Literal[
    "over",
    "left",
    "declined",
    "out_for_session",
    "out_until_reviewed",
    "open_elsewhere",
    "not_valid",
    "let_go",
]


class Ended(Told, frozen=True):
    """There is nothing more on this line, and how it ended. A close code follows."""

    how: Ending
    receipt: Receipt | None = None


# ── news ────────────────────────────────────────────────────────────────────────────────────────


class Said(Told, frozen=True):
    """Words in the circle. `ref` comes back with whatever is asked about them."""

    ref: Ref
    by: By
    kind: Saying
    words: str
    answers: Which | None = None
    seq: Number | UnsetType = UNSET


class Edited(Told, frozen=True):
    """The same share in its author's better words. `ref` has a new hash and tag."""

    ref: Ref
    by: By
    words: str
    seq: Number | UnsetType = UNSET


class Retracted(Told, frozen=True):
    """A share is gone."""

    ref: Which
    by_author: bool
    seq: Number | UnsetType = UNSET


class Response(Told, frozen=True):
    """Somebody answered a share kindly. No name, no count."""

    ref: Which
    kind: Kindness
    seq: Number | UnsetType = UNSET


class Letter(Told, frozen=True):
    """Words between one person and the desk, or among guides. A report names the share and what is wrong."""

    by: By
    of: Of
    n: Number
    about: About
    words: str
    shown: Which | None = None
    code: str | None = None
    seq: Number | UnsetType = UNSET


# ── pictures ─────────────────────────────────────────────────────────────────────────────────────

_likeness: Likeness = {ShareRef: Which}
_part = partial(defstruct, bases=(Part,))
_told = partial(defstruct, bases=(Told,))

Picture = mirror(seen.Picture, _likeness, _part, _told)
LobbyPicture = mirror(seen.LobbyPicture, _likeness, _part, partial(_told, tag="picture"))
WallPicture = mirror(seen.WallPicture, _likeness, _part, partial(_told, tag="picture"))
You = mirror(seen.You, _likeness, _part, _told)
Roster = _told(
    "Roster",
    [("seats", Picture.__annotations__["seats"])],
    namespace={"__doc__": "Everybody in the circle, for whoever asked."},
)
