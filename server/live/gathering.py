"""One room, as this instance knows it: the newest state, its place on the line, what was told here so far."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from server.line.line import (
    Answer as LineAnswer,
    Commit,
    Gone,
    Kept,
    Line,
    News,
    Place,
    Rewound,
    Wiped,
)
from server.live.asking import Batch
from server.live.clock import Clock
from server.live.commits import Commits
from server.live.minute import WORDS, Minute
from server.live.seating import Chair, Seating
from server.live.telling import Telling
from server.live.vault import Vault
from server.room.acts import LineDropped
from server.room.room import Room, RoomId
from server.room.seat import SeatId
from server.wire import told
from server.wire.news import Kind, Piece

LONGEST_STATE: Final = 16 * 1024

Lost = Gone | Wiped | Rewound


class Gathering:
    """What is known of one room here, and the parts that ask, tell and seat for it."""

    def __init__(
        self,
        room: RoomId,
        kept: Kept,
        vault: Vault,
        line: Line,
        clock: Clock,
        gone: Callable[["Gathering", Lost], None],
    ) -> None:
        self.id = room
        self.room = vault.open_room(kept.state, kept.place.gen)
        self.place = kept.place
        self.heard = kept.place.seq
        """Up to which number news was told here, in order."""
        self.vault = vault
        self.tags = vault.tags
        self.line = line
        self.clock = clock
        self.ahead = kept.now - clock.now()
        """What the line's clock shows more than ours."""
        self.minute = Minute()
        self.seating = Seating()
        self.telling = Telling(self.room, self.seating, clock)
        self.commits = Commits(self, clock)
        self.lost_track = asyncio.Event()
        self.moved = asyncio.Event()
        self._gone = gone
        self._learns(kept)

    def now(self) -> float:
        """The line's time: the only one that rules and rooms know."""
        return self.clock.now() + self.ahead

    def corrects(self, now: float) -> None:
        """The line's time is this."""
        self.ahead = now - self.clock.now()

    # ── on the line ─────────────────────────────────────────────────────────────────────────────

    async def offers(self, batch: Batch) -> LineAnswer:
        """Put a batch on the line: the last state where it changed, all news, and what is to be forgotten."""
        gen = self.place.gen
        changed = batch.after is not batch.before
        retracted = [piece.ref for piece in batch.pieces if piece.kind is Kind.RETRACTED]
        return await self.line.commit(
            self.id,
            Commit(
                gen=gen,
                from_version=self.place.version,
                known_seq=self.place.seq,
                to_version=batch.after.version,
                state=self.vault.seal_room(batch.after, gen) if changed else None,
                pieces=tuple(
                    self.vault.seal_piece(piece, gen)
                    for piece in batch.pieces
                    # Said and taken back in one breath: the words never leave the house.
                    if piece.kind not in WORDS or piece.ref not in retracted
                ),
                acts=tuple((seat, number, b"") for seat, number in batch.done),
                forget=self.minute.numbers_of(retracted),
                rings_for=batch.rings_for,
            ),
        )

    def moves(self, place: Place, room: Room, now: float | None = None) -> None:
        """The room stands there now, as far as anybody has told us."""
        newer = place.gen != self.place.gen or place.version > self.place.version
        self.place = place if newer else replace(self.place, seq=max(place.seq, self.place.seq))
        if now is not None:
            self.corrects(now)
        if newer:
            self.room = room
            self.telling.changed(room)
            self.moved.set()

    async def looks_again(self) -> None:
        """Take from the line what is there now."""
        kept = await self.line.load(self.id)
        if not isinstance(kept, Kept):
            return self.is_gone(kept)
        self._learns(kept)
        if kept.place.gen != self.place.gen:
            self.heard = kept.place.seq
            self.telling.tell_all(told.Gap())
        self.moves(kept.place, self.vault.open_room(kept.state, kept.place.gen), kept.now)

    def is_gone(self, how: Lost) -> None:
        """There is nothing on the line to belong to any more."""
        self._gone(self, how)

    def _learns(self, kept: Kept) -> None:
        for seat, (number, _) in kept.acts.items():
            self.commits.did(SeatId(seat), number)

    # ── news ────────────────────────────────────────────────────────────────────────────────────

    def hear(self, news: News) -> None:
        """What every instance hears of a commit, in the same order. What is missing is looked for."""
        if news.wiped:
            return self.is_gone(Wiped())
        if news.place.gen != self.place.gen or news.first_seq > self.heard + 1 or not self._follows(news):
            return self.lost_track.set()
        self.telling.forget(news.forget)
        self.minute.forget(news.forget)
        self.tell(news.first_seq, news.pieces)

    def _follows(self, news: News) -> bool:
        """Whether the state this news was judged by is known here, afterwards."""
        if news.place.version > self.place.version and news.state is None:
            return False
        newer = news.place.version > self.place.version and news.state is not None
        self.moves(
            news.place, self.vault.open_room(news.state or b"", news.place.gen) if newer else self.room
        )
        return True

    def tell(self, first_seq: int, pieces: Sequence[bytes | None]) -> None:
        """Tell these pieces in order, each once, and all that came together together."""
        fresh = [(seq, sealed) for seq, sealed in enumerate(pieces, first_seq) if seq > self.heard]
        if fresh:
            self.heard = fresh[-1][0]
            self.telling.news(list(self._opened(fresh)))

    def _opened(self, fresh: Sequence[tuple[int, bytes | None]]) -> Iterator[tuple[int, Piece]]:
        for seq, sealed in fresh:
            if sealed is not None:
                piece = self.vault.open_piece(sealed, self.place.gen)
                self.minute.keep(seq, piece, sealed, self.clock.now())
                if not self.taken_back(piece):
                    yield seq, piece

    def taken_back(self, piece: Piece) -> bool:
        """Whether these are words of a share that is retracted by now."""
        return piece.kind in WORDS and piece.ref in self.room.retracted

    # ── seats ───────────────────────────────────────────────────────────────────────────────────

    def rise(self, chair: Chair, since: float) -> None:
        """A line closed or fell silent at `since`, by our clock. Nothing is to say where a newer one sits."""
        if self.seating.rise(chair):
            self.commits.post(LineDropped(chair.seat, chair.line, since + self.ahead))
