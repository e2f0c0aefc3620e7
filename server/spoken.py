"""What a signed file says, in sentences for whoever checks it at a keyboard."""

from collections.abc import Iterator
from datetime import UTC, datetime

from server.keep.signing import Attended, Statement, Verdict, Wiped

VERDICTS = {
    Verdict.THIS_HOUSE: "The house with this key signed it, and nobody has changed it since.",
    Verdict.SIGNED: "Nobody has changed it since it was signed. Whose key that is, only --key can tell: "
    "every house shows its own at /keys.",
    Verdict.ANOTHER_KEY: "It is signed, but not with this key. Another house wrote it, or this one had another secret.",
    Verdict.CHANGED: "It does not hold: somebody has changed it, or nobody ever signed it.",
    Verdict.NOT_ITS_HOLDER: "The note is signed, but not for this name.",
    Verdict.UNREADABLE: "This is no receipt and no note.",
}
LIMITS = "A signature says who said it, and when it was made. It does not prove that it is true."


def told(verdict: Verdict, statement: Statement | None) -> Iterator[str]:
    """The verdict first; what the file says only where that may be believed; and always where it ends."""
    yield VERDICTS[verdict]
    if verdict.holds and isinstance(statement, Wiped):
        yield from _wiped(statement)
    if verdict.holds and isinstance(statement, Attended):
        yield f"It says: somebody was here on {statement.date}, {statement.minutes_present} of "
        yield f'  {statement.minutes_total} minutes. It is from "{statement.issuer}".'
    yield LIMITS


def _wiped(said: Wiped) -> Iterator[str]:
    yield f"It says: a meeting closed at {_at(said.closed_at)} and was wiped at {_at(said.wiped_at)}."
    yield f"  destroyed      {', '.join(said.destroyed)}"
    yield f"  sealed items   {said.sealed_items_deleted}"
    yield f"  its key        {said.key_destroyed}"
    yield f"  seats          {said.seats}"
    yield f"  words left     {said.words_left}"
    yield f"  report key     until {_at(said.report_key_until)}; it opens nothing"


def _at(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
