"""Everything the house can write anywhere, and how long it stays. What is not on this list may not exist.

A test lives an evening and holds the list against what is really there: on the line, in logs, in metrics, in
files, in a browser. The page that says what we keep is printed from the very same list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final


class Place(Enum):
    """Where something can be found, in the order the page tells it."""

    LINE = "line"
    """Between the instances: Redis, or the memory of the one process."""
    FILE = "file"
    """In the folder of reports, where the host has named a safeguarding lead; nowhere else."""
    DATABASE = "database"
    """On the shelf, where the host offers one; nowhere else."""
    LOG = "log"
    METRIC = "metric"
    BROWSER = "browser"
    DEVICE = "device"
    """A file in the person's own hands."""


class Holds(Enum):
    """The classes of `domain.md` §2.2, as far as anything of them rests at all."""

    NOTHING = "C0"
    """Numbers and codes of the machine: about no person and no meeting's content."""
    WORDS = "C1"
    ROSTER = "C2"
    NAMES = "C3"
    ATTENDANCE = "C4"
    REPORT = "C15"
    REPORT_KEY = "C25"
    WAY_IN = "C26"
    """What lets somebody in again: the host's own class, for links, passes and where a browser has been."""


class Asks(Enum):
    """Whose act makes it stay at all, or longer."""

    NOBODY = "nobody"
    ITS_OWNER = "its-owner"
    HOST = "host"


class Life(Enum):
    """How long it stays. The page says each in words."""

    MINUTE = "minute"
    TWO_MINUTES = "two-minutes"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    HANDLED = "handled"
    LINK = "link"
    STEP = "step"
    BUILD = "build"
    BROWSER = "browser"
    HOST = "host"
    YOURS = "yours"

    @property
    def seconds(self) -> float | None:
        """The most it can be, where a clock ends it."""
        return {
            "minute": 60.0,
            "two-minutes": 120.0,
            "hour": 3600.0,
            "day": 86400.0,
            "month": 30 * 86400.0,
            "year": 365 * 86400.0,
        }.get(self.value)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be found. Its texts are `kept.<name>` (what it is) and `kept.<name>.for`."""

    name: str
    place: Place
    pattern: str
    """What it is called there, as a regular expression over the whole name."""
    holds: tuple[Holds, ...]
    life: Life
    fields: str = ""
    """What its parts are called, where it has parts."""
    sealed: bool = False
    """Nobody reads it without a key that the same lifetime ends."""
    asks: Asks = Asks.NOBODY


ROOM: Final = r"alcove:\{[\w-]{16}\}"
ID: Final = r"[\w-]{16}"
EVENTS: Final = (
    "serving|stopping|room-opened|room-closed|room-wiped|room-forgotten|line-lost|line-back|line-unsafe|line-safe|seated|unseated|too-slow"
    "|garbled|busy|not-valid|strange-origin|act-dropped|bug|library"
)

LIST: Final = (
    Item("place", Place.LINE, rf"{ROOM}:meta", (Holds.NOTHING,), Life.TWO_MINUTES,
         "gen|version|seq|settles|waits|awaited|restored"),
    # Of a code by which a phone takes its seat in a physical room there is only the imprint, while it is good.
    Item("room", Place.LINE, rf"{ROOM}:state", (Holds.ROSTER, Holds.NAMES, Holds.WAY_IN), Life.TWO_MINUTES,
         sealed=True),
    Item("words", Place.LINE, rf"{ROOM}:n:\d+", (Holds.WORDS, Holds.NAMES), Life.MINUTE, sealed=True),
    Item("keys", Place.LINE, rf"{ROOM}:keys", (Holds.NOTHING,), Life.TWO_MINUTES, sealed=True),
    Item("acts", Place.LINE, rf"{ROOM}:acts", (Holds.ROSTER,), Life.TWO_MINUTES, ID),
    Item("beats", Place.LINE, rf"{ROOM}:beats", (Holds.NOTHING,), Life.TWO_MINUTES, ID),
    Item("stone", Place.LINE, rf"{ROOM}:wiped", (Holds.NOTHING,), Life.DAY),
    Item("report-key", Place.LINE, rf"{ROOM}:tag", (Holds.REPORT_KEY,), Life.HOUR, sealed=True),
    Item("report", Place.FILE, rf"{ID}\.sealed", (Holds.REPORT, Holds.WORDS), Life.HANDLED, sealed=True,
         asks=Asks.ITS_OWNER),
    Item("handled", Place.FILE, rf"{ID}\.handled", (Holds.NOTHING,), Life.MONTH, asks=Asks.ITS_OWNER),
    Item("shelf", Place.DATABASE, "shelf", (Holds.WORDS,), Life.YEAR, "place|whose|key|box|mark|until",
         sealed=True, asks=Asks.ITS_OWNER),
    Item("notes", Place.LOG, EVENTS, (Holds.NOTHING,), Life.HOST, "at|event|room|count|trouble|library",
         asks=Asks.HOST),
    Item("counts", Place.METRIC, "alcove_events_total|alcove_meetings|alcove_lines", (Holds.NOTHING,),
         Life.HOST, "event", asks=Asks.HOST),
    Item("pass", Place.BROWSER, r"cookie __Host-alcove-[a-z2-7]{6}", (Holds.WAY_IN,), Life.LINK),
    Item("link", Place.BROWSER, r"history\.state", (Holds.WAY_IN,), Life.STEP, "invitation"),
    Item("address", Place.BROWSER,
         r"history /(in/[a-z2-7]{6}|come/[a-z]\d+(/agreement)?|help|keep|receipt|shelf|wall|weather)?"
         r"(\?(lang|from|place)=.*)?", (Holds.WAY_IN,), Life.BROWSER),
    Item("card", Place.BROWSER, r"cache [0-9a-f]+", (Holds.NOTHING,), Life.BUILD,
         r"/(help|weather|no-line)(\?lang=\w\w)?|/w/[0-9a-f]+/(styles|icons|js)/[\w./-]+|/manifest/\w\w\.webmanifest"),
    Item("drawings", Place.BROWSER,
         r"stored /(w/[0-9a-f]+/[\w./-]+|sw\.js|manifest/\w\w\.webmanifest|words/\w\w(-shelf|-hub)?\.json"
         r"|formats/[\w.]+\.json)", (Holds.NOTHING,), Life.BUILD),
    Item("own-words", Place.DEVICE, r"notes(-\d{4}-\d\d-\d\d)?\.html", (Holds.WORDS,), Life.YOURS,
         asks=Asks.ITS_OWNER),
    Item("passkey", Place.DEVICE, "passkey", (Holds.WAY_IN,), Life.YOURS, asks=Asks.ITS_OWNER),
    Item("note", Place.DEVICE, r"came-note\.json", (Holds.ATTENDANCE,), Life.YOURS, asks=Asks.ITS_OWNER),
    Item("receipt", Place.DEVICE, r"note\.json", (Holds.NOTHING,), Life.YOURS, asks=Asks.ITS_OWNER),
)  # fmt: skip
"""All of it."""


def listed(place: Place, name: str) -> Item | None:
    """The item that something found there is, if it may be there."""
    return next((item for item in LIST if item.place is place and re.fullmatch(item.pattern, name)), None)


def may_have(item: Item, part: str) -> bool:
    """Whether `part` is one of the parts this item is known to have."""
    return bool(re.fullmatch(item.fields, part)) if item.fields else False


def in_place(place: Place) -> Iterator[Item]:
    """What can be found there."""
    return (item for item in LIST if item.place is place)
