"""A house that does everything wrong on purpose: what it leaves behind must be found, or a search proves nothing.

It runs in a process of its own, is told its words on standard input, and stays until that is closed.
"""

import json
import sqlite3
import sys
import zlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote

A_ROW, A_ROW_IN_THE_LOG = "a row deleted without secure_delete", "a row deleted, in the log of its database"

IN_MEMORY: Final[Mapping[str, Callable[[bytes], object]]] = {
    "memory: as it is": lambda word: b"said: " + word,
    "memory: UTF-16": lambda word: word.decode().encode("utf-16"),
    "memory: base64": lambda word: b64encode(b"x" + word),
    "memory: hexadecimal": lambda word: word.hex().encode(),
    "memory: packed": lambda word: zlib.compress(b"said: " + word),
    "memory: a masked frame": lambda word: bytes(sign ^ b"mask"[at % 4] for at, sign in enumerate(word)),
    "memory: a line that compresses": lambda word: _a_window(b"said: " + word),
}


def leak(folder: Path, words: Mapping[str, str]) -> list[object]:
    """Leave each word in the way its kind says; what has to stay is given back."""
    with (folder / "debug.log").open("w") as log:
        log.write(f"DEBUG < TEXT '{words['a log of everything']}'\n")
    with (folder / "access.log").open("w") as log:
        log.write(f'"GET /line?ticket={quote(words["a ticket in an address"])} HTTP/1.1" 101\n')
    (folder / "page.gz").write_bytes(zlib.compress(words["a packed file"].encode(), wbits=31))
    rows = [
        _a_row_deleted(folder / "kept.db", "delete", "OFF", words[A_ROW]),
        _a_row_deleted(folder / "logged.db", "WAL", "ON", words[A_ROW_IN_THE_LOG]),
    ]
    held = [wrong(words[kind].encode()) for kind, wrong in IN_MEMORY.items()]
    gone = (folder / "gone").open("w+")
    gone.write(words["a deleted file that is still open"])
    gone.flush()
    (folder / "gone").unlink()
    return [*rows, *held, gone]


def _a_window(word: bytes) -> object:
    """What a line with permessage-deflate keeps of the last words, for as long as it is open."""
    packing = zlib.compressobj()
    packing.compress(word)
    packing.flush(zlib.Z_SYNC_FLUSH)
    return packing


def _a_row_deleted(database: Path, journal: str, secure: str, word: str) -> sqlite3.Connection:
    kept = sqlite3.connect(database)
    kept.execute(f"PRAGMA journal_mode = {journal}")
    kept.execute(f"PRAGMA secure_delete = {secure}")
    kept.execute("CREATE TABLE words (word)")
    kept.execute("INSERT INTO words VALUES (?)", (word,))
    kept.commit()
    kept.execute("DELETE FROM words")
    kept.commit()
    return kept


if __name__ == "__main__":
    told = json.loads(sys.stdin.readline())
    held = leak(Path(told["folder"]), told["words"])
    del told
    sys.stdout.write("planted\n")
    sys.stdout.flush()
    sys.stdin.read()
