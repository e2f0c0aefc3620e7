"""The golden frames: what each side says, once at least, in files that the page's own tests read too."""

import json
from base64 import urlsafe_b64encode
from pathlib import Path

from server.room import effects, picture
from server.room.effects import About, Audience, Kindness, Saying, ShareRef, To
from server.room.seen import Sight
from server.room.words import Words
from server.wire import encode, news, told
from tests.wire.evening import ANA, BO, DEE, ED, EVENING, FAY, HEAVY, HELLO, REPLY, START, TAGS, words

STATEMENT = (
    urlsafe_b64encode(b'{"meeting":"m7Qx2","wiped_at":1764016260,"words_left":0}').decode().rstrip("=")
)
HERE = Path(__file__).parent / "frames"


def files(side: str) -> dict[str, str]:
    """The frames of one side (`asked` or `told`), by name, as they go over the line."""
    return {
        path.name.removesuffix(".json"): _line(path.read_text()) for path in sorted(HERE.glob(f"{side}.*"))
    }


def _line(text: str) -> str:
    return json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))


def _news(seq: int, effect: effects.Effect) -> bytes:
    return news.splice(seq, news.piece(effect, EVENING, None, TAGS).frame)


def told_frames() -> dict[str, bytes]:
    """What the house says in these situations."""
    sister = ShareRef(ANA, 8)
    receipt = told.Receipt(STATEMENT, "c2lnbmVk", "a2V5")
    desk = Audience(To.DESK)
    return {
        "told.hello_ok": encode.frame(
            told.HelloOk(ANA, 7, "g1", 118, START + 1_600, told.Keep(EVENING.format.code))
        ),
        **{f"told.picture.{sight.value}": encode.painted(picture.picture(EVENING, sight)) for sight in Sight},
        "told.you": encode.you(picture.you(EVENING, ANA)),
        "told.you.lobby": encode.you(picture.you(EVENING, DEE)),
        "told.you.desk": encode.you(picture.you(EVENING, FAY)),
        "told.you.out": encode.you(picture.you(EVENING, ED)),
        "told.said": _news(119, effects.Said(ShareRef(ANA, 7), HELLO)),
        "told.said.with_note": _news(120, effects.Said(sister, HEAVY)),
        "told.said.reply": _news(121, effects.Said(ShareRef(BO, 4), REPLY, Saying.REPLY, sister)),
        "told.said.topic": _news(
            122, effects.Said(ShareRef(FAY, 30), words("What helped this week?"), Saying.TOPIC)
        ),
        "told.edited": _news(123, effects.Edited(sister, words("My sister died in spring.", "someone died"))),
        "told.retracted": _news(124, effects.Retracted(ShareRef(BO, 3), by_author=True)),
        "told.response": _news(125, effects.Answered(sister, Kindness.WITH_YOU)),
        "told.letter": _news(
            126,
            effects.LetterSent(DEE, DEE, 2, About.LOBBY, words("May I come in late?"), desk),
        ),
        "told.letter.report": _news(
            127,
            effects.LetterSent(BO, BO, 5, About.REPORT, HEAVY, desk, shown=sister, code="unkind"),
        ),
        "told.letter.handled": _news(
            128,
            effects.LetterSent(FAY, BO, 31, About.HANDLED, Words(b""), desk, shown=sister, code="acted"),
        ),
        "told.roster": encode.roster(picture.roster(EVENING, Sight.CIRCLE)),
        "told.tick": encode.frame(told.Tick(127, START + 1_610)),
        "told.tick.gen": encode.frame(told.Tick(127, START + 1_611, gen="g2")),
        "told.gap": encode.frame(told.Gap()),
        "told.ok": encode.frame(told.Ok(8)),
        "told.refused": encode.frame(told.Refused("not-your-turn", 9, told.Facts(name="Ana"))),
        "told.refused.slow": encode.frame(told.Refused("slow-mode", 10, told.Facts(seconds=12.5, number=20))),
        "told.refused.garbled": encode.frame(told.Refused("doubled-keys")),
        "told.ended": encode.frame(told.Ended("over", receipt)),
        "told.ended.out": encode.frame(told.Ended("out_for_session")),
    }
