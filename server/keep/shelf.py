"""The shelf: people's own words, each box sealed in its owner's browser, until its owner lets it go or a year is over.

The house has no key to a box and no name on it. A box is found by a hash of what only its owner can work out
from six words or a passkey. A host who names no database has no shelf.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final, Self

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    bindparam,
    delete,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

A_DAY: Final = 86_400
LIFE: Final = 365
"""Days a box stays. They are counted in whole days, so that the end does not tell when a meeting was."""
STEP: Final = 4_096
"""Bytes: every box fills whole steps, so that its length tells little of the words."""
LONGEST: Final = 64 * STEP
DRIVERS: Final = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
"""The kinds of database a host may name, and what speaks with each."""
PATIENCE: Final = 5
"""Seconds to wait for another instance that writes to the same file."""

SHELF: Final = Table(
    "shelf",
    MetaData(),
    Column("place", LargeBinary(32), primary_key=True),
    Column("whose", LargeBinary(32), nullable=False, unique=True),
    Column("key", LargeBinary(40), nullable=False),
    Column("box", LargeBinary, nullable=False),
    Column("mark", LargeBinary(32), nullable=False),
    Column("until", Integer, nullable=False, index=True),
)
"""All of it. `whose` tells the seats of one meeting apart, under a key that is gone an hour after the meeting."""

# Values go beside a statement and never inside it: the library remembers each statement that it has seen, whole.
PUT: Final = insert(SHELF)
FIND: Final = select(SHELF.c.key, SHELF.c.box, SHELF.c.mark).where(
    SHELF.c.place == bindparam("at"), SHELF.c.until > bindparam("today")
)
OF_A_SEAT: Final = SHELF.c.whose == bindparam("at")
IN_A_PLACE: Final = SHELF.c.place == bindparam("at")
OVER: Final = SHELF.c.until <= bindparam("at")

ON_SQLITE: Final = (
    f"busy_timeout={PATIENCE * 1000}",
    "secure_delete=ON",
    "journal_mode=WAL",
    "temp_store=MEMORY",
)
"""What is deleted is overwritten, in the file and at once; nothing goes to a temporary file."""
EMPTY_THE_LOG: Final = "PRAGMA wal_checkpoint(TRUNCATE)"
"""What is written goes through a log beside the file, and would stay there after it is deleted."""
SWEEP_THE_TABLE: Final = "vacuum shelf"
"""PostgreSQL leaves what is deleted where it was until somebody sweeps. Its own log is the host's to cut short."""


ATTEMPTS: Final = 50
MADE: Final[tuple[ExecutableDDLElement, ...]] = (
    CreateTable(SHELF, if_not_exists=True),
    *(CreateIndex(index, if_not_exists=True) for index in SHELF.indexes),
)


class OutOfReach(Exception):
    """The database does not answer. Carries nothing: its own message may quote what was sent."""


@dataclass(frozen=True, slots=True)
class Box:
    """What rests for one person: words nobody here can read, and the key to them, wrapped by its owner."""

    key: bytes = field(repr=False)
    box: bytes = field(repr=False)
    mark: bytes = field(repr=False)
    """A hash over what was said, by which its owner's page sees that nothing else was put in."""


class Shelf:
    """All boxes of a house. Every verb may raise `OutOfReach`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @classmethod
    def at(cls, url: str) -> Self:
        """The shelf in the database at `url`. Nothing is asked of it yet. Raises `ValueError`."""
        engine = create_async_engine(spoken(url), hide_parameters=True, poolclass=NullPool)
        if engine.dialect.name == "sqlite":
            event.listen(engine.sync_engine, "connect", _set_up)
        return cls(engine)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[Self]:
        """With the table made, where it is not there yet."""
        try:
            with reached():
                await self._make()
            yield self
        finally:
            await self._engine.dispose()

    async def _make(self) -> None:
        """Several instances may begin at once; the one that finds the file in other hands tries again."""
        for left in reversed(range(ATTEMPTS)):
            try:
                async with self._engine.begin() as database:
                    for made in MADE:
                        await database.execute(made)
                return
            except (OperationalError, IntegrityError):
                if not left:
                    raise

    async def put(self, place: bytes, whose: bytes, box: Box, now: float) -> int:
        """Keep it, in place of an earlier one of the same seat. Tells the day its time is over, from 1970 on."""
        until = int(now // A_DAY) + LIFE
        row = {"place": _hidden(place), "whose": whose, "until": until}
        async with self._touch() as database:
            await _erased(database, OF_A_SEAT, whose)
            await database.execute(PUT, row | {"key": box.key, "box": box.box, "mark": box.mark})
            await database.commit()
        return until

    async def find(self, place: bytes, now: float) -> Box | None:
        """The box that lies there, for as long as it may."""
        async with self._touch() as database:
            found = (await database.execute(FIND, {"at": _hidden(place), "today": int(now // A_DAY)})).first()
        return Box(*found) if found else None

    async def let_go(self, place: bytes) -> None:
        """Erase what lies there, if anything does."""
        async with self._touch() as database:
            await _erased(database, IN_A_PLACE, _hidden(place))

    async def tidy(self, now: float) -> None:
        """Erase every box whose time is over."""
        async with self._touch() as database:
            await _erased(database, OVER, int(now // A_DAY))

    @asynccontextmanager
    async def _touch(self) -> AsyncIterator[AsyncConnection]:
        with reached():
            async with self._engine.connect() as database:
                yield database


@contextmanager
def reached() -> Iterator[None]:
    """Whatever the database says, nobody hears more than that it did not answer."""
    try:
        yield
    except (SQLAlchemyError, OSError):
        raise OutOfReach from None


def _hidden(place: bytes) -> bytes:
    """What the database sees of a place: whoever reads it there cannot ask for the box, nor remove it."""
    return sha256(b"alcove place " + place).digest()


async def _erased(database: AsyncConnection, which: ColumnElement[bool], at: bytes | int) -> None:
    """First the key, so that the box is noise whatever happens next; then all of it, from every file."""
    if (await database.execute(update(SHELF).where(which).values(key=bytes(40)), {"at": at})).rowcount:
        await database.commit()
        await database.execute(delete(SHELF).where(which), {"at": at})
        await database.commit()
        if database.dialect.name == "sqlite":
            await database.exec_driver_sql(EMPTY_THE_LOG)
        else:
            await database.execution_options(isolation_level="AUTOCOMMIT")
            await database.exec_driver_sql(SWEEP_THE_TABLE)


def spoken(url: str) -> str:
    """The same address with the driver that speaks there. Raises `ValueError` for a kind that none of ours speaks."""
    plain = make_url(url)
    if plain.drivername not in DRIVERS:
        raise ValueError("neither sqlite nor postgresql")
    return plain.set(drivername=DRIVERS[plain.drivername]).render_as_string(hide_password=False)


def _set_up(connection: Any, _: object) -> None:
    for setting in ON_SQLITE:
        connection.execute(f"PRAGMA {setting}").close()
