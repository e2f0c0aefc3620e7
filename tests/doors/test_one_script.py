"""Many modules laid into one: it does what they did, asks for nothing more, and refuses the unknown."""

import re
import subprocess
from pathlib import Path

import pytest

from server.doors.one_script import as_one_script

WEB = Path(__file__).parents[2] / "web"
ROOM = {path.relative_to(WEB).as_posix(): path.read_bytes() for path in WEB.rglob("*.js")}

SMALL = {
    "js/room.js": b"""// room.js: a remark
import whole from "../vendor/whole.js"
import { first, later as last } from "./parts/names.js"
import * as names from "./parts/names.js"
import "./parts/quiet.js"

const said = await Promise.resolve(`${first} ${last} ${whole()} ${names.count} ${new names.Name().is}`)
console.log(said)
""",
    "js/parts/names.js": b"""export const first = "Ana"
export const later = "Bo"
export { count } from "./count.js"
export class Name { is = "a name" }
""",
    "js/parts/count.js": b"/** One line. */\nexport const count = 2\nexport async function never() {}\n",
    "js/parts/quiet.js": b'const first = "hidden"\nconsole.log(first)\n',
    "vendor/whole.js": b'var n=1;export default function(){return "whole"+n}',
}


def run(script: bytes, tmp_path: Path) -> str:
    """What the script says, run as a module."""
    (tmp_path / "one.mjs").write_bytes(script)
    done = subprocess.run(
        ["node", tmp_path / "one.mjs"], capture_output=True, text=True, timeout=20, check=True
    )
    return done.stdout


def test_one_script_does_what_the_modules_did(tmp_path: Path) -> None:
    assert run(as_one_script("js/room.js", SMALL), tmp_path) == "hidden\nAna Bo whole1 2 a name\n"


def test_each_module_is_laid_in_once() -> None:
    assert as_one_script("js/room.js", SMALL).count(b'"Ana"') == 1


def test_remarks_do_not_travel_and_words_that_look_like_one_do(tmp_path: Path) -> None:
    code = b"""const four = 4      // ms, one's own
console.log("a  // b", `c  // d`, four)   // said
"""
    script = as_one_script("a.js", {"a.js": code})
    assert not re.search(b"own|said", script)
    assert run(script, tmp_path) == "a  // b c  // d 4\n"


def test_the_rooms_script_asks_for_nothing_more(tmp_path: Path) -> None:
    script = as_one_script("js/room.js", ROOM)
    assert not re.search(rb"^\s*(import|export)\b", script, re.MULTILINE)
    (tmp_path / "room.mjs").write_bytes(script)
    subprocess.run(["node", "--check", tmp_path / "room.mjs"], timeout=20, check=True)


def test_modules_that_ask_for_each_other_are_refused() -> None:
    circle = {
        "a.js": b'import { b } from "./b.js"\nexport const a = 1\n',
        "b.js": b'import { a } from "./a.js"\nexport const b = 2\n',
    }
    with pytest.raises(ValueError, match="cannot be laid in a row"):
        as_one_script("a.js", circle)


@pytest.mark.parametrize(
    "strange",
    [b"export let a = 1\n", b'const a = await import("./b.js")\n', b"console.log(import.meta.url)\n"],
)
def test_a_form_that_is_not_known_stops_the_start(strange: bytes) -> None:
    with pytest.raises(ValueError, match="not known"):
        as_one_script("a.js", {"a.js": strange})
