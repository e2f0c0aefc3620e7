"""The closed lists of codes: notes, reasons, what is wrong. What they say stands in the catalogues."""

from collections.abc import Set

from server.room.refusals import No, Refused

NOTES = frozenset({"soon", "one-share", "full", "late", "check", "hard-night"})
"""Ready notes for everyone waiting."""

NOT_TODAY = frozenset({"age", "full", "closed", "no-answer", "name", "not-safe-now"})
"""Why somebody is not let in today."""

WHY = frozenset({"how-detail", "contact", "names", "talk-over", "unkind", "selling", "recording", "scared"})
"""Why a share was taken down, or somebody is out: the act, never the person."""

WRONG = frozenset({"unkind", "unsafe", "contact", "selling", "child", "other"})
"""What a report says is wrong."""

FOUND = frozenset({"acted", "no-rule-broken"})
"""What came of a report."""

EXERCISES = frozenset({"look_around", "breathe"})
"""Grounding, in step for everyone."""

EXPERIENCE = frozenset({
    "alcohol", "other-drugs", "gambling", "family", "grief", "anxiety", "low-mood", "school-or-work", "identity",
    "out-of-care", "starting-again",
})  # fmt: skip
"""What a guide may say they have lived. Only they say it: nothing is ever guessed of anybody."""


def listed(code: str, codes: Set[str]) -> None:
    """Only what is on the list: nobody's own words travel as a code."""
    if code not in codes:
        raise Refused(No.NOT_ALLOWED)
