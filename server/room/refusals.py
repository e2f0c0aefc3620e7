"""Every way the room can say no. A refusal changes nothing and is told to the asker alone."""

from enum import Enum


class No(Enum):
    """The names of refusals; each has a sentence in every language (`refusal.<name>`)."""

    NOT_YOUR_TURN = "not-your-turn"
    ALREADY_MOVED_ON = "already-moved-on"
    TURN_IS_TAKEN = "turn-is-taken"
    HANDS_ARE_CLOSED = "hands-are-closed"
    ROUND_IS_ON = "round-is-on"
    LATER_ONCE = "later-once"
    NOT_A_NEWCOMER_FIRST = "not-a-newcomer-first"
    REPLIES_ARE_OFF = "replies-are-off"
    JUST_LISTEN = "just-listen"
    RESPONSES_ARE_OFF = "responses-are-off"
    RESPONSE_RESTS = "response-rests"
    SILENT_TIME = "silent-time"
    YOU_ARE_LISTENING = "you-are-listening"
    SHARE_TOO_LONG = "share-too-long"
    NOTHING_TO_SEND = "nothing-to-send"
    NOT_YOUR_SHARE = "not-your-share"
    TOO_LATE_TO_EDIT = "too-late-to-edit"
    ROOM_IS_PAUSED = "room-is-paused"
    FACILITATOR_AWAY = "facilitator-away"
    TWO_ADULTS_NEEDED = "two-adults-needed"
    ROOM_IS_LOCKED = "room-is-locked"
    BEHIND_THE_SHIELD = "behind-the-shield"
    GROUNDING_NOW = "grounding-now"
    NOT_OPEN_YET = "not-open-yet"
    TIME_TO_CLOSE = "time-to-close"
    MEETING_OVER = "meeting-over"
    LINK_NOT_VALID = "link-not-valid"
    LINK_IS_USED = "link-is-used"
    ROOM_IS_FULL = "room-is-full"
    AGREEMENT_FIRST = "agreement-first"
    AGREEMENT_HAS_CHANGED = "agreement-has-changed"
    STILL_IN_THE_LOBBY = "still-in-the-lobby"
    NOT_LET_IN = "not-let-in"
    OUT_FOR_THIS_SESSION = "out-for-this-session"
    OUT_UNTIL_REVIEWED = "out-until-reviewed"
    OPEN_ELSEWHERE = "open-elsewhere"
    NAME_TAKEN = "name-taken"
    NAME_LOOKS_LIKE_ANOTHER = "name-looks-like-another"
    NAME_LOOKS_OFFICIAL = "name-looks-official"
    NAME_NOT_USABLE = "name-not-usable"
    NAME_TELLS_TOO_MUCH = "name-tells-too-much"
    TOO_FAST = "too-fast"
    SLOW_MODE = "slow-mode"
    HOUSE_IS_BUSY = "house-is-busy"
    MUTED = "muted"
    NOT_ALLOWED = "not-allowed"
    SAME_OR_HIGHER_ROLE = "same-or-higher-role"
    NO_SUCH_SEAT = "no-such-seat"
    LAST_FACILITATOR = "last-facilitator"
    NO_MORE_TIME = "no-more-time"
    CANNOT_UNDO = "cannot-undo"
    REPORT_DOES_NOT_MATCH = "report-does-not-match"
    NOBODY_ELSE_TO_TELL = "nobody-else-to-tell"


class Refused(Exception):
    """The room says no, by name. Carries a name and nothing else: no words, no person."""

    def __init__(self, no: No) -> None:
        super().__init__(no.value)
        self.no = no
