"""What of one room rests on the line, sealed and opened. Nothing leaves this instance but through here."""

from hashlib import sha256

from server.line.sealing import Seal, SessionKeys
from server.room.room import Room, RoomId
from server.wire import news
from server.wire.tags import Tags


class Vault:
    """The keys of one meeting, and what they are for."""

    def __init__(self, room: RoomId, keys: SessionKeys) -> None:
        self.keys = keys
        self.tags = Tags(keys.tag)
        """The tags of this meeting's shares."""
        self._room = room
        self._seal = Seal(keys.seal)

    def seal_room(self, room: Room, gen: str) -> bytes:
        """The state, for the line."""
        return self._seal.sealed(news.write_room(room), self._place(gen, "state"))

    def open_room(self, box: bytes, gen: str) -> Room:
        """The state, from the line."""
        return news.read_room(self._seal.opened(box, self._place(gen, "state")))

    def seal_piece(self, piece: news.Piece, gen: str) -> bytes:
        """A piece of news, for the line."""
        return self._seal.sealed(news.write_piece(piece), self._place(gen, "news"))

    def open_piece(self, box: bytes, gen: str) -> news.Piece:
        """A piece of news, from the line."""
        return news.read_piece(self._seal.opened(box, self._place(gen, "news")))

    def seal_piece_again(self, box: bytes, gen: str, next: str) -> bytes:
        """A piece of one generation, for another."""
        return self._seal.sealed(self._seal.opened(box, self._place(gen, "news")), self._place(next, "news"))

    @property
    def fingerprint(self) -> str:
        """Names the key in the receipt without giving it away."""
        return sha256(b"alcove key " + self.keys.seal).hexdigest()[:16]

    def _place(self, gen: str, what: str) -> str:
        return f"{gen} {self._room} {what}"
