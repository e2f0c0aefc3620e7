"""What is unsafe in a deployment, said before it can hurt. Each finding has a grade."""

import asyncio
import platform
import resource
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from pathlib import Path

from cryptography import x509

from server.doors.card import Card
from server.formats import NotAFormat, library
from server.line.line import OutOfTouch
from server.line.warden import looked
from server.quiet import leave_no_dump
from server.settings import Settings

FEWEST_LETTERS = 12
"""Different characters in a secret that was drawn and not thought up."""
SOON = timedelta(days=14)


class Grade(Enum):
    """How much a finding matters."""

    FINE = "fine"
    MIND = "mind"
    FATAL = "fatal"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about this deployment, and how much it matters."""

    grade: Grade
    said: str


def findings(settings: Settings, today: date) -> Iterator[Finding]:
    """Everything there is to say, in the order a host would ask."""
    yield Finding(Grade.FINE, f"Python {platform.python_version()}")
    yield secret(settings)
    yield address(settings)
    yield from certificate(settings, today)
    yield from redis(settings)
    yield from shelf(settings)
    yield formats(settings)
    yield from help_card(Card.shipped(), today)
    yield dumps()
    yield swap(Path("/proc/swaps"))


def secret(settings: Settings) -> Finding:
    """Links are as good as the secret that signs them."""
    if not settings.secret:
        return Finding(Grade.MIND, "no ALCOVE_SECRET: every link ends when the house restarts")
    if len(set(settings.secret)) < FEWEST_LETTERS:
        return Finding(
            Grade.FATAL, "ALCOVE_SECRET can be guessed: `openssl rand -base64 32` makes a better one"
        )
    return Finding(Grade.FINE, "the house secret is long and mixed")


def address(settings: Settings) -> Finding:
    """Who can come in, and how."""
    if not settings.is_https:
        return Finding(Grade.MIND, "only this machine can come in: fine for a trial, not for a meeting")
    if settings.tls_cert:
        return Finding(Grade.FINE, "https with a certificate of your own")
    if not settings.proxies:
        return Finding(
            Grade.MIND,
            "https by a proxy, and ALCOVE_PROXIES is 0: all people count as one, so one who knocks too often "
            "keeps everybody out. Say how many proxies of yours stand in front",
        )
    return Finding(Grade.FINE, "https by a proxy: see that it writes no access log and lets /line stay open")


def certificate(settings: Settings, today: date) -> Iterator[Finding]:
    """A certificate that does not fit its key, or has ended, keeps everybody out."""
    if not settings.tls_cert:
        return
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(
            settings.tls_cert, settings.tls_key, password=lambda: b""
        )
        ends = x509.load_pem_x509_certificate(settings.tls_cert.read_bytes()).not_valid_after_utc.date()
    except (OSError, ValueError):
        yield Finding(Grade.FATAL, "the certificate and its key cannot be read, or do not belong together")
        return
    grade = Grade.FATAL if ends < today else Grade.MIND if ends < today + SOON else Grade.FINE
    yield Finding(grade, f"the certificate holds until {ends}")


def redis(settings: Settings) -> Iterator[Finding]:
    """Where several instances meet, nothing may be kept that they say."""
    if not settings.redis_url:
        return
    try:
        found = asyncio.run(looked(settings.redis_url, settings.redis_check_url, settings.redis_replicas))
    except OutOfTouch:
        yield Finding(
            Grade.FATAL,
            "Redis does not answer, or does not let us in: ALCOVE_REDIS_URL, ALCOVE_REDIS_CHECK_URL",
        )
        return
    yield from (Finding(Grade.FATAL if it.fatal else Grade.MIND, it.said) for it in found)
    if not found:
        yield Finding(Grade.FINE, "Redis keeps everything in memory, and lets nobody read along")


def shelf(settings: Settings) -> Iterator[Finding]:
    """Where people's own words rest, the database must answer; and it must be one that can forget."""
    if not settings.shelf:
        return
    from server.keep.shelf import OutOfReach, Shelf  # as in `app`: most houses need none

    async def asked() -> None:
        async with Shelf.at(settings.shelf).at_work():
            pass

    try:
        asyncio.run(asked())
    except OutOfReach:
        yield Finding(
            Grade.FATAL, "the database of the shelf does not answer, or may not be written: ALCOVE_SHELF"
        )
        return
    yield from overwritten(settings.shelf)


def overwritten(url: str) -> Iterator[Finding]:
    """Whether what is let go is gone from the disk at once."""
    if url.startswith("sqlite"):
        yield Finding(Grade.FINE, "the shelf overwrites what people let go")
    else:
        yield Finding(
            Grade.MIND,
            "the shelf is in PostgreSQL: what people let go stays in its files and its log for a while, sealed, "
            "and with its key overwritten in the row alone. SQLite forgets at once",
        )


def formats(settings: Settings) -> Finding:
    """A format that breaks a rule would break an evening."""
    try:
        return Finding(Grade.FINE, f"{len(library(settings.formats))} meeting formats")
    except NotAFormat as trouble:
        return Finding(Grade.FATAL, f"a meeting format does not hold: {trouble}")


def help_card(card: Card, today: date) -> Iterator[Finding]:
    """Old help lines may ring in an empty room."""
    if overdue := card.overdue(today):
        places = ", ".join(sorted({line.place for line in overdue}))
        yield Finding(Grade.FATAL, f"{len(overdue)} help lines were not looked at for too long: {places}")
    if unverified := card.unverified():
        yield Finding(
            Grade.MIND, f"{len(unverified)} help lines are not verified; the page says so beside each"
        )
    if not (overdue or unverified):
        yield Finding(Grade.FINE, "every help line was looked at not long ago")


def dumps() -> Finding:
    """A crash must not write memory, and so words, to disk."""
    leave_no_dump()
    if resource.getrlimit(resource.RLIMIT_CORE) == (0, 0):
        return Finding(Grade.FINE, "a crash leaves no core dump")
    return Finding(Grade.FATAL, "a crash could leave a core dump")


def swap(table: Path) -> Finding:
    """Memory that is swapped out rests on a disk. Linux keeps a table; its first line is a heading."""
    if not table.exists():
        return Finding(
            Grade.MIND, "cannot tell whether memory is swapped to disk: switch swap off, or encrypt it"
        )
    if len(table.read_text().splitlines()) > 1:
        return Finding(Grade.MIND, "this machine swaps memory to disk: switch it off, or encrypt it")
    return Finding(Grade.FINE, "no memory is swapped to disk")


def at(seconds: float) -> date:
    """The day of a moment, where the clock is in somebody else's hand."""
    return datetime.fromtimestamp(seconds, UTC).date()
