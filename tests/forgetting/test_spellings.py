"""The scanner finds a word however it is spelled, wherever it stands, also in part; and nothing where nothing is."""

import gzip
import io
import sqlite3
import zlib
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from server.proof.canaries import LENGTH, LETTERS, SHORTEST, Canaries, Canary
from server.proof.looking import Search, looked
from server.proof.planted import IN_MEMORY
from server.proof.processes import AT_ONCE
from server.proof.spellings import found, masked
from server.proven import drawn

WORD = "hGkRtWmqZxCvBnLpSdFgJhKw"
CANARIES = Canaries([Canary("a share", WORD)], {"a key": bytes(range(200, 232))})
Spells = Callable[[str], bytes]


def escaped(word: str, form: str) -> bytes:
    return "".join(form % ord(letter) for letter in word).encode()


SPELLED: dict[str, tuple[Spells, str]] = {
    "UTF-8": (str.encode, "as it is"),
    "UTF-16, little": (lambda it: it.encode("utf-16-le"), "UTF-16"),
    "UTF-16, big": (lambda it: it.encode("utf-16-be"), "UTF-16"),
    "UTF-32": (lambda it: it.encode("utf-32-le"), "UTF-32"),
    "hex": (lambda it: it.encode().hex().encode(), "hexadecimal"),
    "HEX": (lambda it: it.encode().hex().upper().encode(), "hexadecimal"),
    "percent": (lambda it: escaped(it, "%%%02x"), "percent"),
    "percent, a little": (lambda it: quote(f" {it}!").encode(), "as it is"),
    "JSON": (lambda it: escaped(it, "\\u%04x"), "JSON escapes"),
    "base64, first": (lambda it: b64encode(it.encode()), "base64"),
    "base64, second": (lambda it: b64encode(b"x" + it.encode() + b"yz"), "base64"),
    "base64, third": (lambda it: b64encode(b"xx" + it.encode() + b"y"), "base64"),
    "base64 for addresses": (lambda it: urlsafe_b64encode(b"\xff\xef" + it.encode()), "base64"),
    "zlib": (lambda it: zlib.compress(b"said and said: " + it.encode()), "compressed"),
    "gzip": (lambda it: gzip.compress(b"said and said: " + it.encode()), "compressed"),
    "base64 in gzip": (lambda it: gzip.compress(b64encode(it.encode())), "compressed"),
}
AROUND = {
    "nothing": (b"", b""),
    "zeros": (bytes(999), bytes(999)),
    "text": (b"Dear all, I said: ", b" and so on."),
    "letters like it": (b"bcd", b"fgh"),
    "noise": (bytes(range(256)) * 5, bytes(range(255, -1, -1)) * 5),
}


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("spelling", SPELLED)
def test_it_is_found_however_it_is_spelled(spelling: str, around: str) -> None:
    spells, called = SPELLED[spelling]
    before, after = AROUND[around]
    if around == "letters like it" and called in ("base64", "hexadecimal"):
        before, after = b"(", b")"  # other groups of four or two would be other words
    assert ("a share", called) in set(found(before + spells(WORD) + after, CANARIES))


@pytest.mark.parametrize("spelling", SPELLED)
def test_another_word_is_not_it(spelling: str) -> None:
    spells, _ = SPELLED[spelling]
    other = drawn(LENGTH)
    assert list(found(b"some " + spells(other) + b" more", CANARIES)) == []
    assert list(masked(spells(other), CANARIES)) == []


@pytest.mark.parametrize("at", range(LENGTH - SHORTEST + 1))
def test_half_of_it_is_enough(at: int) -> None:
    """What is freed is often overwritten at both ends; and packers of few bytes cut it once."""
    half = WORD[at : at + SHORTEST]
    for spells in (str.encode, lambda it: it.encode("utf-16-le"), lambda it: b64encode(it.encode())):
        assert {kind for kind, _ in found(b"\0" + spells(half) + b"\0", CANARIES)} == {"a share"}
    assert list(found(half[1:].encode(), CANARIES)) == []


@pytest.mark.parametrize("mask", [b"mask", b"\0\0\0\0", b"\xff\x01\x80\x7f"])
@pytest.mark.parametrize("shift", range(4))
def test_it_is_found_under_the_mask_of_a_page(mask: bytes, shift: int) -> None:
    frame = b"x" * shift + WORD.encode() + b"..."
    under = bytes(sign ^ mask[at % 4] for at, sign in enumerate(frame))
    assert list(masked(b"some" + under + b"more", CANARIES)) == [("a share", "masked")]


def test_a_key_is_found_as_it_is() -> None:
    assert ("a key", "as it is") in set(found(b"..." + bytes(range(200, 232)) + b"...", CANARIES))


@pytest.mark.parametrize("kind", IN_MEMORY)
def test_each_way_that_memory_can_hold_it_is_a_way_we_know(kind: str) -> None:
    held = IN_MEMORY[kind](WORD.encode())
    if isinstance(held, bytes):
        assert {*found(held, CANARIES), *masked(held, CANARIES)}


# ── places ──────────────────────────────────────────────────────────────────────────────────────


def in_files(*paths: Path, since: float = 0.0) -> set[str]:
    """What the search finds there, each by the name of the file."""
    report = looked(Search({"a share": WORD}, passing=tuple(map(str, paths)), since=since))
    assert [it for it in report.looked if it.out_of_reach] == []
    return {Path(it.place).name for it in report.found}


def test_it_is_found_across_the_edge_of_two_readings(tmp_path: Path) -> None:
    for shift in (1, LENGTH // 2, LENGTH):
        (tmp_path / "long").write_bytes(bytes(AT_ONCE - shift) + WORD.encode() + bytes(100))
        assert in_files(tmp_path) == {"long"}


def test_the_name_of_a_file_counts_too(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / f"{WORD}.txt").touch()
    assert in_files(tmp_path) == {f"{tmp_path.name}: what is in it"}


def test_a_deleted_row_is_found_in_its_file_and_in_the_log_of_its_database(tmp_path: Path) -> None:
    kept = sqlite3.connect(tmp_path / "kept.db")
    kept.executescript("PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON; CREATE TABLE words (word);")
    with kept:
        kept.execute("INSERT INTO words VALUES (?)", (WORD,))
    with kept:
        kept.execute("DELETE FROM words")
    assert in_files(tmp_path) == {"kept.db-wal"}
    kept.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert in_files(tmp_path) == set()
    kept.close()


def test_where_nobody_could_look_is_told_and_not_clean(tmp_path: Path) -> None:
    report = looked(
        Search({"a share": WORD}, paths=(str(tmp_path / "nowhere"),), processes={"gone": 2**22 + 1})
    )
    assert [it.out_of_reach for it in report.looked] == ["is gone", "is gone", "is not there"]


def test_every_letter_is_seen_in_every_spelling() -> None:
    """The quick glance before the close look may not overlook a letter."""
    for spells, _ in SPELLED.values():
        for start in range(len(LETTERS)):
            word = "".join(LETTERS[(start + step * 5) % len(LETTERS)] for step in range(LENGTH))
            one = Canaries([Canary("a share", word)])
            text = io.BytesIO(b"text " + spells(word) + b" text").getvalue()
            assert {kind for kind, _ in found(text, one)} == {"a share"}
