"""Each step by which something goes, as it stands in the code, what it would be without, and who would miss it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.house.plan import ROOT

NOTHING: Final = ""
CONTRACT = "tests/line/test_contract.py"
CLOSED = "tests/promises/test_closed_list.py::test_everything_on_the_line_is_on_the_list_and_everything_goes"
MEMORY, INSTANCES = "tests/line/test_memory.py", "tests/live/test_instances.py"
RESTORING, OUTBOX = "tests/live/test_restoring.py", "tests/live/test_outbox.py"
LOSSES = "tests/live/test_losses.py"
FORGETS, PROOF = "tests/promises/test_the_room_forgets.py", "tests/forgetting/test_the_proof.py"
KEYS, REPORTS = "tests/keep/test_report_keys.py", "tests/keep/test_reports.py"
SHELF, PROFILE = "tests/keep/test_shelf.py", "tests/browser/test_forgetting.py"
PAGE, PICTURE, OWN = (f"tests/web/{name}.test.mjs" for name in ("meeting", "picture", "own_words"))
STREET, DIRECT = (
    "tests/doors/test_street.py::test_an_open_line_remembers_nothing_of_the_door",
    "tests/doors/test_direct.py",
)
PLAIN = "tests/doors/test_plain.py"
QUIET, ERASED = "tests/house/test_quiet.py", "tests/forgetting/test_erased.py"


@dataclass(frozen=True)
class Step:
    """One step, told by the words it has in the code; they stand there once."""

    file: str
    words: str
    without: str
    missed_by: tuple[str, ...]

    @property
    def name(self) -> str:
        """For a person."""
        return f"{self.file}: {' '.join(self.words.split())}"

    def undone(self, source: str) -> str:
        """The source without it."""
        assert source.count(self.words) == 1, f"{self.name} stands there {source.count(self.words)} times"
        return source.replace(self.words, self.without)


def _lua(name: str, words: str, without: str, *missed_by: str) -> Step:
    return Step(f"server/line/lua/{name}.lua", words, without, missed_by)


STEPS: Final = (
    _lua("wipe", "redis.call('DEL', room .. ':n:' .. string.format('%d', at))", NOTHING, CLOSED, CONTRACT),
    *(
        _lua("wipe", f"room .. ':{part}'{after}", f"room .. ':x'{after}", CLOSED, CONTRACT)
        for part, after in (("meta", ", room .. ':state'"), ("state", ", room"), ("keys", ", room"), ("acts", ", room"), ("beats", ")"))
    ),
    _lua("wipe", "redis.call('SET', room .. ':wiped', '', 'PX', ARGV[1])", NOTHING, CONTRACT),
    _lua("commit", "piece[1], 'PX', ARGV[10])", "piece[1])", CLOSED, CONTRACT),
    _lua("commit", "for _, gone in ipairs(forget) do redis.call('DEL', room .. ':n:' .. gone[1]) end", NOTHING, CONTRACT),
    _lua("commit", "redis.call('PEXPIRE', room .. part, ARGV[9])", NOTHING, CONTRACT, CLOSED),
    _lua("open", "redis.call('DEL', room .. ':acts', room .. ':beats')", NOTHING, ERASED),
    _lua("open", "redis.call('PEXPIRE', room .. part, ARGV[4])", NOTHING, CONTRACT, ERASED),
    _lua("head", "redis.call('HDEL', room .. ':beats', beats[at])", NOTHING, CONTRACT, ERASED),
    _lua("head", "redis.call('PEXPIRE', room .. part, ARGV[3])", NOTHING, CONTRACT, CLOSED, ERASED),
    _lua("restore", "redis.call('DEL', room .. ':n:' .. string.format('%d', at))", NOTHING, CONTRACT, ERASED),
    _lua("restore", "redis.call('DEL', room .. ':meta', room .. ':acts', room .. ':beats')", NOTHING, CONTRACT, ERASED),
    _lua("restore", "'PX', ARGV[at + 1], 'NX')", "'NX')", CONTRACT, ERASED),
    _lua("restore", "redis.call('PEXPIRE', room .. part, ARGV[11])", NOTHING, CONTRACT, ERASED),
    Step("server/line/memory.py", "            self._rooms.pop(room, None)\n            return Gone()", "            return Gone()", (MEMORY, CONTRACT, ERASED)),
    Step("server/line/memory.py", "del standing.pieces[next(iter(standing.pieces))]", "break", (MEMORY, CONTRACT)),
    Step("server/line/memory.py", "        self._rooms.pop(room, None)\n        self._tombstones", "        self._tombstones", (MEMORY, CONTRACT, FORGETS, ERASED)),
    Step("server/line/memory.py", "standing.pieces.pop(seq, None)", "pass", (CONTRACT,)),
    Step("server/live/minute.py", "self._heard.pop(seq, None)", "pass", (INSTANCES, RESTORING, ERASED)),
    Step("server/live/minute.py", "        self._heard.clear()\n", NOTHING, (RESTORING, ERASED)),
    Step("server/live/minute.py", "        self._retracted.clear()\n", NOTHING, (RESTORING, ERASED)),
    Step("server/live/minute.py", "        self._ends.clear()\n", NOTHING, (ERASED,)),
    Step("server/live/minute.py", "                heard.sealed = None\n", NOTHING, (RESTORING, ERASED)),
    Step("server/live/minute.py", "del self._heard[seq]", "pass", (RESTORING, ERASED)),
    Step("server/live/gathering.py", "forget = self.minute.numbers_of(retracted)", "forget = ()", (INSTANCES,)),
    Step("server/live/gathering.py", "if it.kind not in WORDS or it.ref not in retracted", "if True", (INSTANCES,)),
    Step("server/live/gathering.py", "        self._forgets(commit.forget)\n", NOTHING, (INSTANCES, RESTORING, ERASED)),
    Step("server/live/gathering.py", "        self._forgets(piece.forgets)\n", NOTHING, (INSTANCES, RESTORING, ERASED)),
    Step("server/live/gathering.py", "        self.minute.forget(seqs)\n", NOTHING, (INSTANCES, RESTORING, ERASED)),
    Step("server/live/gathering.py", "        self.telling.forget(seqs)\n", NOTHING, (INSTANCES, RESTORING, ERASED)),
    Step("server/live/minute.py", "_Heard(now + left", "_Heard(now + PIECE_LIFE", (LOSSES,)),
    Step("server/live/restoring.py", "        here.minute.clear()\n", NOTHING, (RESTORING, ERASED)),
    Step("server/live/telling.py", "            chair.outbox.forget(seqs)", "            pass", (INSTANCES, ERASED)),
    Step("server/live/telling.py", "        chair.outbox.clear()\n", NOTHING, (INSTANCES, "tests/doors/test_socket.py", ERASED)),
    Step("server/live/outbox.py", "            self._frames.remove(waiting)\n            self._uncount(waiting)", "            pass", (OUTBOX,)),
    Step("server/live/outbox.py", "        self._frames.clear()\n", NOTHING, (OUTBOX,)),
    Step("server/live/outbox.py", "        self._slots.clear()\n", NOTHING, (ERASED, OUTBOX)),
    Step("server/live/outbox.py", "            self.clear()\n", NOTHING, (OUTBOX,)),
    Step("server/live/seating.py", "        del self._chairs[chair.seat]\n", NOTHING, (ERASED,)),
    Step("server/live/node.py", "self._rooms.pop(here.id, None) is None", "self._rooms.get(here.id) is None", (FORGETS,)),
    Step("server/live/node.py", "            heart.cancel()\n        here", "            pass\n        here", (FORGETS, INSTANCES)),
    Step("server/live/node.py", "        self._sweeps.after_a_meeting()\n", NOTHING, (ERASED,)),
    Step("server/live/sweeps.py", "        self._sweep()\n", NOTHING, (ERASED,)),
    Step("server/live/node.py", "                self.swept()\n", "                pass\n", (ERASED,)),
    Step("server/live/keeping.py", "await self._here.line.wipe(self._here.id)", "pass", (FORGETS,)),
    Step("server/live/restoring.py", "        await here.line.wipe(here.id)\n", NOTHING, (RESTORING, ERASED)),
    Step("server/doors/handshake.py", "            ways.clear()  # they hold us, and we hold them\n", "            pass\n", (STREET,)),
    Step("server/doors/handshake.py", "        self.conn.parser.close()  # it holds what it read, and what it read for holds it\n", NOTHING, (STREET,)),
    Step("server/doors/plain.py", "            self._outbox = self._patience = None  # what waits there goes with its chair\n", "            self._patience = None\n", (PLAIN,)),
    Step("server/doors/parsing.py", "        self._protocol.parser.close()  # it holds what it read, and what it read for holds it\n", NOTHING, (DIRECT,)),
    Step("server/doors/direct.py", "            self._parsing.ends()\n", "            pass\n", (DIRECT,)),
    Step("server/doors/direct.py", "        self._waiting.clear()\n        self._is_gone()\n", "        self._is_gone()\n", (DIRECT,)),
    Step("server/doors/direct.py", "outbox, self._outbox = self._outbox, None", "outbox = self._outbox", (DIRECT,)),
    Step("server/doors/direct.py", "        self._waiting.clear()\n        self._ends()\n", "        self._ends()\n", (DIRECT,)),
    Step("server/doors/street.py", "partial(self.crowd.leaves, address)", "lambda: self.crowd.leaves(address)", (STREET,)),
    Step("server/keep/report_keys.py", "if now < kept[0]}", "}", (KEYS,)),
    Step("server/keep/report_keys_on_redis.py", ', "PX", round(seconds * 1000)', NOTHING, (KEYS,)),
    Step("server/keep/reports.py", "                mark.unlink()", "                pass", (REPORTS,)),
    Step("server/keep/reports.py", "        path.unlink()\n", NOTHING, (REPORTS,)),
    Step("server/keep/shelf.py", '"secure_delete=ON"', '"secure_delete=OFF"', (SHELF,)),
    Step("server/keep/shelf.py", "await database.exec_driver_sql(EMPTY_THE_LOG)", "pass", (SHELF,)),
    Step("server/keep/shelf.py", ".values(key=bytes(40))", ".values(until=SHELF.c.until)", (SHELF,)),
    Step("server/keep/shelf.py", 'await database.execute(delete(SHELF).where(which), {"at": at})', "pass", (SHELF,)),
    Step("server/keep/shelf.py", "            await _erased(database, OF_A_SEAT, whose)\n", NOTHING, (SHELF,)),
    Step("server/keep/shelf.py", "            await _erased(database, IN_A_PLACE, _hidden(place))\n", "            pass\n", (SHELF,)),
    Step("server/keep/shelf.py", "            await _erased(database, OVER, int(now // A_DAY))\n", "            pass\n", (SHELF,)),
    Step("web/js/meeting.js", "    this.drafts.clearAll()\n", NOTHING, (PAGE, PROFILE)),
    Step("web/js/meeting.js", "    this.sending = []\n    this.held", "    this.held", (PAGE, PROFILE)),
    Step("web/js/meeting.js", "    this.voice.forget()\n", NOTHING, (PAGE,)),
    Step("web/js/voice.js", "    this.said = \"\"\n", NOTHING, (PAGE,)),
    Step("web/js/voice.js", "    this.#unsaid = []\n", NOTHING, (PAGE,)),
    Step("web/js/meeting.js", "    this.known = { ...this.known, shares: [], letters: [], topic: null, going: [], taken: [] }\n", NOTHING, (PAGE, PROFILE)),
    Step("web/js/helpers/drafts.js", "    this.#kept.clear()\n", NOTHING, (PAGE, PROFILE)),
    Step("web/js/picture.js", "=> ({ ...nothing, me:", "=> ({ ...known, me:", (PICTURE,)),
    Step("web/js/picture.js", "    shares: share ? without(known.shares, [share]) : known.shares,\n", NOTHING, (PICTURE,)),
    Step("web/js/picture.js", "topic, shares: without(known.shares, going), going }", "topic, going }", (PICTURE,)),
    Step("web/js/picture.js", "shares.filter(share => !gone.includes(share))", "shares", (PICTURE,)),
    Step("web/js/picture.js", "picture, shares: [], topic: null, going: [], taken: [] }", "picture }", (PICTURE,)),
    Step("web/js/picture.js", "gap: known => ({ ...known, shares: [], going: [], gap: true }),", "gap: known => ({ ...known, gap: true }),", (PICTURE,)),
    Step("web/js/own_words.js", "    if (!on) this.words = []\n", "    if (!on) return\n", (OWN,)),
    Step("web/js/own_words.js", ".filter(share => !gone(share))", NOTHING, (OWN,)),
    Step("server/quiet.py", "    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n", NOTHING, (QUIET,)),
    Step("server/quiet.py", "ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)", "pass", (QUIET,)),
    Step("server/scrubbing.py", "glibc.malloc.perturb=165:", NOTHING, (PROOF,)),
    Step("server/scrubbing.py", '    "PYTHONMALLOC": "malloc",\n', '    "PYTHONMALLOC": "pymalloc",\n', (PROOF,)),
    Step("server/scrubbing.py", ":glibc.malloc.tcache_count=0", NOTHING, (PROOF,)),
    Step("server/scrubbing.py", "    parse.urlsplit.cache_clear()  # type: ignore[attr-defined]\n", NOTHING, (PROOF,)),
)  # fmt: skip
"""All of them. Whoever adds a step adds it here, or says below why it erases nothing."""

ERASING: Final = re.compile(
    r"\.clear\(\)|\.pop\(|\bdel |delete\(|_erased\(|EMPTY_THE_LOG\)|SWEEP_THE_TABLE\)|\.unlink\(|'H?DEL'|'P?EXPIRE'|'PX'|\"PX\"|\.wipe\(|\bforget\(|\.cache_clear\(|gc\.collect"
)
"""What a line looks like that lets something go."""


def lets_go() -> Iterator[tuple[str, str]]:
    """Every such line of the floors where words and names pass, and its file."""
    files = [it for floor in ("line", "live", "keep") for it in (ROOT / "server" / floor).rglob("*")]
    others = [
        ROOT / "server" / it
        for it in ("scrubbing.py", "doors/handshake.py", "doors/direct.py", "doors/parsing.py")
    ]
    for path in sorted([*files, *others]):
        if path.suffix in (".py", ".lua"):
            for line in path.read_text().splitlines():
                if ERASING.search(line) and not line.lstrip().startswith(
                    ("#", "--", '"""', "async def", "def")
                ):
                    yield str(path.relative_to(ROOT)), line.strip()


NOT_ERASING: Final = {
    "an event that will be waited for again": {
        "server/live/alarms.py", "self._here.moved.clear()", "self._here.lost_track.clear()",
        "self._here.lost_memory.clear()", "self._stir.clear()", "self._due.clear()",
    },
    "which rooms are listened to, and locks": {
        "self._locks.pop(room, None)", "self._followers.pop(room, None)",
        "self._confirming.clear()", "confirmed = self._confirming.pop(channel.decode(), None)",
    },
    "numbers of acts": {"server/live/commits.py"},
    "hands on to a step that is here": {"heart = self._hearts.pop(here.id, None)"},
    "what was sent, or heard": {
        "self._slots.pop(waiting.slot, None)", "waiting = self._frames.pop(0)", "match self._outbox.pop():",
        "return self._waiting.pop(0) if self._waiting else None", "self._hearer.hears(self._waiting.pop(0))",
    },
    "what PostgreSQL needs: where one is at hand, the tests of the shelf ask it the same": {
        "await database.exec_driver_sql(SWEEP_THE_TABLE)",
    },
    "only in tests": {"self._rooms.clear()", "self._tombstones.clear()"},
    "sooner instead of later: Python does it by itself": {"gc.collect()"},
}  # fmt: skip
"""Lines, and whole files, that let go of no words and no names; and why."""


def source(file: str) -> str:
    """As it stands."""
    return Path(ROOT, file).read_text()
