"""What we never write down. A log line is an event from a list, a salted room, a count: no words."""

import ctypes
import json
import logging
import resource
import sys
import threading
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import Enum
from hashlib import blake2b
from pathlib import Path
from traceback import walk_tb
from typing import TextIO

PR_SET_DUMPABLE = 4
_HOUSE = f"{Path(__file__).parent}/"


class Event(Enum):
    """All that is ever told of a meeting or of the house, by code."""

    SERVING = "serving"
    STOPPING = "stopping"
    ROOM_OPENED = "room-opened"
    ROOM_CLOSED = "room-closed"
    ROOM_WIPED = "room-wiped"
    ROOM_FORGOTTEN = "room-forgotten"
    LINE_LOST = "line-lost"
    LINE_BACK = "line-back"
    LINE_UNSAFE = "line-unsafe"
    """Redis is not set up any more as it was promised: no new meeting begins."""
    LINE_SAFE = "line-safe"
    SEATED = "seated"
    UNSEATED = "unseated"
    TOO_SLOW = "too-slow"
    GARBLED = "garbled"
    BUSY = "busy"
    NOT_VALID = "not-valid"
    STRANGE_ORIGIN = "strange-origin"
    ACT_DROPPED = "act-dropped"
    BUG = "bug"
    LIBRARY = "library"
    """A library had something to say; only which one, how loud and the kind of trouble is told."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the log. There is no field that words would fit in."""

    event: Event
    room: str | None = None
    count: int | None = None
    trouble: str | None = None
    """The kind of an exception and the line of ours it came by; never its message, never a variable."""
    library: str | None = None


_log = logging.getLogger("alcove")
tally: Counter[Event] = Counter()
"""How often each thing happened since the start: all that metrics know of it."""
_salt: bytes | None = None


def note(
    event: Event, *, room: str | None = None, count: int | None = None, trouble: BaseException | None = None
) -> None:
    """Write one line: what happened, in which room, how many; and for a bug its kind and place."""
    tally[event] += 1
    told = Told(event, _hashed(room), count, _kind(trouble))
    _log.log(logging.ERROR if event is Event.BUG else logging.INFO, event.value, extra={"told": told})


def begin(salt: bytes, out: TextIO = sys.stderr, *, only_trouble: bool = False) -> None:
    """Close every other way out: the libraries' loggers, tracebacks, core dumps, a debugger's eyes."""
    global _salt
    _salt = salt
    ours = logging.StreamHandler(out)
    ours.setFormatter(_Line())
    logging.raiseExceptions = False  # the logging library would print what it could not format
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate, logger.disabled = [], True, False
    logging.root.handlers = [ours]
    logging.root.setLevel(logging.WARNING)
    _log.setLevel(logging.WARNING if only_trouble else logging.INFO)
    logging.captureWarnings(True)
    sys.excepthook = lambda kind, trouble, trace: note(Event.BUG, trouble=trouble)
    sys.unraisablehook = lambda it: note(Event.BUG, trouble=it.exc_value)
    threading.excepthook = lambda it: note(Event.BUG, trouble=it.exc_value)
    leave_no_dump()


def leave_no_dump() -> None:
    """A crash writes no memory to disk, and where Linux lets us, nobody else's process may look into ours."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


class _Line(logging.Formatter):
    """Renders what `note` told, and of anything else only who was loud and about what kind of trouble."""

    def format(self, record: logging.LogRecord) -> str:
        told = getattr(record, "told", None)
        if not isinstance(told, Told):
            trouble = record.exc_info[1] if record.exc_info else None
            told = Told(Event.LIBRARY, library=record.name, trouble=_kind(trouble))
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
        facts = {key: value for key, value in asdict(told).items() if value is not None}
        return json.dumps({"at": at, **facts, "event": told.event.value})


def _hashed(room: str | None) -> str | None:
    """Enough to see that two lines speak of one room; another start has another salt."""
    return (
        None
        if room is None or _salt is None
        else blake2b(room.encode(), key=_salt[:64], digest_size=6).hexdigest()
    )


def _kind(trouble: BaseException | None) -> str | None:
    if trouble is None:
        return None
    ours = [it for it in walk_tb(trouble.__traceback__) if it[0].f_code.co_filename.startswith(_HOUSE)]
    if not ours:
        return type(trouble).__name__
    frame, line = ours[-1]
    return f"{type(trouble).__name__} at {Path(frame.f_code.co_filename).relative_to(_HOUSE)}:{line}"
