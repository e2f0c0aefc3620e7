"""What is told, as bytes. Each is encoded once and handed unchanged to everyone who may have it."""

from msgspec import convert
from msgspec.json import Encoder

from server.room import seen
from server.wire import told

_encoder = Encoder()
_LIKENESS = {
    seen.Picture: told.Picture,
    seen.LobbyPicture: told.LobbyPicture,
    seen.WallPicture: told.WallPicture,
}


def frame(told: told.Told) -> bytes:
    """Any frame to a page."""
    return _encoder.encode(told)


def painted(picture: seen.Picture | seen.LobbyPicture | seen.WallPicture) -> bytes:
    """The room, for everyone of one sight."""
    return _encoder.encode(convert(picture, _LIKENESS[type(picture)], from_attributes=True))


def you(mine: seen.You) -> bytes:
    """What is one seat's alone."""
    return _encoder.encode(convert(mine, told.You, from_attributes=True))


def roster(seats: tuple[seen.SeatSeen, ...]) -> bytes:
    """Everybody in the circle."""
    return _encoder.encode(convert({"seats": seats}, told.Roster, from_attributes=True))
