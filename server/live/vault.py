"""What of one room rests on the line, sealed and opened. Nothing leaves this instance but through here."""

from dataclasses import dataclass
from hashlib import sha256

from server.line.sealing import SessionKeys, opened, sealed
from server.room.room import Room, RoomId
from server.wire import news
from server.wire.tags import Tags


@dataclass(frozen=True, slots=True, eq=False)
class Vault:
    """The keys of one meeting, and what they are for."""

    room: RoomId
    keys: SessionKeys

    def seal_room(self, room: Room, gen: str) -> bytes:
        """The state, for the line."""
        return sealed(self.keys.seal, news.write_room(room), self._place(gen, "state"))

    def open_room(self, box: bytes, gen: str) -> Room:
        """The state, from the line."""
        return news.read_room(opened(self.keys.seal, box, self._place(gen, "state")))

    def seal_piece(self, piece: news.Piece, gen: str) -> bytes:
        """A piece of news, for the line."""
        return sealed(self.keys.seal, news.write_piece(piece), self._place(gen, "news"))

    def open_piece(self, box: bytes, gen: str) -> news.Piece:
        """A piece of news, from the line."""
        return news.read_piece(opened(self.keys.seal, box, self._place(gen, "news")))

    def seal_piece_again(self, box: bytes, gen: str, next: str) -> bytes:
        """A piece of one generation, for another."""
        return sealed(
            self.keys.seal, opened(self.keys.seal, box, self._place(gen, "news")), self._place(next, "news")
        )

    @property
    def tags(self) -> Tags:
        """The tags of this meeting's shares."""
        return Tags(self.keys.tag)

    @property
    def fingerprint(self) -> str:
        """Names the key in the receipt without giving it away."""
        return sha256(b"alcove key " + self.keys.seal).hexdigest()[:16]

    def _place(self, gen: str, what: str) -> str:
        return f"{gen} {self.room} {what}"
