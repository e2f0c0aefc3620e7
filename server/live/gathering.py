"""One room, as this instance knows it: the newest state, its place on the line, what was told here so far."""

import asyncio
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from server import quiet
from server.line.line import (
    LEASE,
    PIECE_LIFE,
    Answer as LineAnswer,
    Commit,
    Committed,
    Gone,
    Kept,
    Line,
    News,
    OutOfTouch,
    Place,
    Resting,
    Wiped,
)
from server.live.asking import Batch
from server.live.beats import Beats
from server.live.clock import Clock
from server.live.commits import Commits
from server.live.fan_out import Kernel
from server.live.minute import WORDS, Minute, last_minute
from server.live.seating import Chair, Seating
from server.live.telling import Telling
from server.live.turn import Turn
from server.live.vault import Vault
from server.room.acts import LineDropped
from server.room.room import Room, RoomId
from server.room.seat import SeatId
from server.wire import told
from server.wire.news import Kind, Piece
from server.wire.tags import Tags

Lost = Gone | Wiped


class Gathering:
    """What is known of one room here, and the parts that ask, tell and seat for it."""

    def __init__(
        self,
        room: RoomId,
        kept: Kept,
        vault_of: Callable[[RoomId, Kept], Vault],
        line: Line,
        clock: Clock,
        gone: Callable[["Gathering", Lost], None],
        instance: str,
        kernel: Kernel,
        turn: Turn,
    ) -> None:
        self.id = room
        self.instance = instance
        self.keys = kept.keys
        """Wrapped, as they lie beside the room."""
        self.vault_of = vault_of
        """How a room of that key is opened."""
        self.vault = vault_of(room, kept)
        self.room = self.vault.open_room(kept.state, kept.place.gen)
        self.place = kept.place
        self.restored = kept.restored
        """Where it stood each time it was restored after lost memory, the newest first."""
        self.since = clock.now()
        """When this generation of it was found here."""
        self.heard = kept.place.seq
        """Up to which number news was told here, in order."""
        self.line = line
        self.clock = clock
        self.ahead = kept.now - clock.now()
        """What the line's clock shows more than ours."""
        self.in_touch = clock.now()
        """When the line was last asked that then answered."""
        self.held = False
        """Out of touch for so long that nothing is accepted here."""
        self.minute = Minute()
        self.seating = Seating()
        self.beats = Beats(instance)
        self.telling = Telling(self.room, self.seating, clock, kernel)
        self.answers_at_once = line.at_once
        self.commits = Commits(self, clock, turn)
        self.lost_track = asyncio.Event()
        self.lost_memory = asyncio.Event()
        self.moved = asyncio.Event()
        self._gone = gone
        self._learns(kept)

    @property
    def tags(self) -> Tags:
        """The tags of this meeting's shares."""
        return self.vault.tags

    def now(self) -> float:
        """The line's time: the only one that rules and rooms know."""
        return self.clock.now() + self.ahead

    def corrects(self, now: float) -> None:
        """The line's time is this."""
        self.ahead = now - self.clock.now()

    def is_past_its_lease(self) -> bool:
        """Whether we were out of touch for so long that the room is not ours to keep."""
        return self.clock.now() - self.in_touch >= LEASE

    def holds(self, held: bool) -> None:
        """Out of touch, or in touch again: whoever sits here is told at once."""
        if held != self.held:
            self.held = held
            quiet.note(quiet.Event.LINE_LOST if held else quiet.Event.LINE_BACK, room=self.id)
            self.ticks()

    def ticks(self, gen: str | None = None) -> None:
        """Everyone here is told how far the room has come; under another generation, its name."""
        self.telling.tell_all(told.Tick(seq=self.heard, now=self.now(), held=self.held, gen=gen))

    # ── on the line ─────────────────────────────────────────────────────────────────────────────

    async def offers(self, batch: Batch) -> LineAnswer:
        """Put a batch on the line: the last state where it changed, all news, and what is to be forgotten.

        Where it is done the room is there now, and whoever sits here hears it at once.
        """
        asked, gen = self.clock.now(), self.place.gen
        changed = batch.after is not batch.before
        pieces, forget = self._lasting(batch.pieces)
        commit = Commit(
            gen=gen,
            from_version=self.place.version,
            known_seq=self.place.seq,
            to_version=batch.after.version,
            state=self.vault.seal_room(batch.after, gen) if changed else None,
            pieces=tuple([self.vault.seal_piece(piece, gen) for piece in pieces]),
            acts=tuple([(seat, number, b"") for seat, number in batch.done]),
            forget=forget,
            rings_for=batch.rings_for,
        )
        answer = await self.line.commit(self.id, commit)
        if gen != self.place.gen:
            raise OutOfTouch  # memory was lost meanwhile; asked again, the line says whether it was done
        if isinstance(answer, Committed):
            self.in_touch = asked
            numbered = list(enumerate(pieces, answer.place.seq - len(pieces) + 1))
            self._remember(numbered, commit, asked)
            self.moves(answer.place, batch.after, answer.now)
            self._tells_at_once(numbered, answer.place.seq)
        return answer

    def _lasting(self, pieces: Sequence[Piece]) -> tuple[Sequence[Piece], tuple[int, ...]]:
        """Without what was said and taken back in one breath: those words never leave the house."""
        retracted = [piece.ref for piece in pieces if piece.kind is Kind.RETRACTED]
        if not retracted:
            return pieces, ()
        forget = self.minute.numbers_of(retracted)
        lasting = [
            replace(it, forgets=forget) if it.kind is Kind.RETRACTED else it
            for it in pieces
            if it.kind not in WORDS or it.ref not in retracted
        ]
        return lasting, forget

    def _remember(self, numbered: Sequence[tuple[int, Piece]], commit: Commit, asked: float) -> None:
        """From now on these are acknowledged: should the line forget, we know them, heard or not."""
        for (seq, piece), box in zip(numbered, commit.pieces, strict=True):
            self.minute.keep(seq, piece, (box, PIECE_LIFE), asked)
        self._forgets(commit.forget)

    def _tells_at_once(self, numbered: Sequence[tuple[int, Piece]], upto: int) -> None:
        """What was done here need not come back by the line first; unless something before it has still to come."""
        if numbered and numbered[0][0] == self.heard + 1:
            self.heard = upto
            self.telling.news([(seq, piece) for seq, piece in numbered if not self.taken_back(piece)])

    def moves(self, place: Place, room: Room, now: float | None = None) -> None:
        """The room stands there now, as far as anybody has told us."""
        newer = self._is_newer(place)
        if newer or (place.version == self.place.version and place.seq > self.place.seq):
            self.place = place
        if now is not None:
            self.corrects(now)
        if newer:
            self.room = room
            self.telling.changed(room)
            self.moved.set()

    async def looks_again(self) -> None:
        """Take from the line what is there now. Where its memory is another, that comes first."""
        kept = await self.line.load(self.id)
        if isinstance(kept, Wiped):
            return self.is_gone(kept)
        if isinstance(kept, Gone) or kept.place.gen != self.place.gen:
            self.lost_memory.set()
            raise OutOfTouch
        self.takes(kept)

    def takes(self, kept: Kept) -> None:
        """The room is there now as the line has it."""
        self.restored = kept.restored
        self._learns(kept)
        self.moves(kept.place, self._opened_room(kept), kept.now)

    def _opened_room(self, kept: Kept) -> Room:
        """Nothing is opened again that we know already: whoever asks for a ticket looks, and a room is large."""
        return self.vault.open_room(kept.state, kept.place.gen) if self._is_newer(kept.place) else self.room

    def _is_newer(self, place: Place) -> bool:
        return place.gen != self.place.gen or place.version > self.place.version

    async def recalls(self) -> None:
        """What was said in the minute before we came is known here too: to be taken back, or to be offered."""
        for seq, resting in (await last_minute(self.line, self.id, self.place)).items():
            if resting is not None:
                self._knows(seq, resting)

    def _knows(self, seq: int, resting: Resting) -> Piece:
        piece = self.vault.open_piece(resting[0], self.place.gen)
        self.minute.keep(seq, piece, resting, self.clock.now())
        self._forgets(piece.forgets)
        return piece

    def _forgets(self, seqs: Collection[int]) -> None:
        """These were retracted: neither offered any more, nor told to who has not had them yet."""
        self.minute.forget(seqs)
        self.telling.forget(seqs)

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
        if news.place.gen != self.place.gen:
            return self.lost_memory.set()
        if news.place.seq <= self.heard and news.place.version <= self.place.version:
            return  # done here, most of the time, and told then
        if news.first_seq > self.heard + 1 or not self._follows(news):
            return self.lost_track.set()
        left = PIECE_LIFE - max(0.0, self.now() - news.at)
        self.tell(news.first_seq, [(sealed, left) for sealed in news.pieces])

    def _follows(self, news: News) -> bool:
        """Whether the state this news was judged by is known here, afterwards."""
        if news.place.version > self.place.version and news.state is None:
            return False
        newer = news.place.version > self.place.version and news.state is not None
        self.moves(
            news.place, self.vault.open_room(news.state or b"", news.place.gen) if newer else self.room
        )
        return True

    async def finds(self) -> None:
        """Where news was missed: the state as it is now, and the pieces in between, from the line."""
        await self.looks_again()
        heard, place = self.heard, self.place
        pieces = await self.line.since(self.id, place.gen, heard, place.seq)
        if pieces is None or place.gen != self.place.gen:
            raise OutOfTouch
        self.tell(heard + 1, pieces)

    def tell(self, first_seq: int, pieces: Sequence[Resting | None]) -> None:
        """Tell these pieces in order, each once, and all that came together together."""
        fresh = [(seq, resting) for seq, resting in enumerate(pieces, first_seq) if seq > self.heard]
        if fresh:
            self.heard = fresh[-1][0]
            self.telling.news(list(self._opened(fresh)))

    def _opened(self, fresh: Sequence[tuple[int, Resting | None]]) -> Iterator[tuple[int, Piece]]:
        for seq, resting in fresh:
            if resting is not None:
                piece = self._knows(seq, resting)
                if piece.act is not None:
                    self.commits.did(piece.act.seat, piece.act.number)
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
