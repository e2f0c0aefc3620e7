"""What is never written down: whatever is thrown at the log, only codes, counts and hashes come out."""

import io
import json
import logging
import subprocess
import sys
import warnings
from collections.abc import Iterator

import pytest

from server import quiet
from server.quiet import Event, note

WORDS = "i have never told this to anyone"


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """A house that has begun to be quiet, and everything it writes. Afterwards logging is as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    for owner, name in ((sys, "excepthook"), (sys, "unraisablehook"), (logging, "raiseExceptions")):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    monkeypatch.setattr("threading.excepthook", sys.excepthook)
    monkeypatch.setattr(quiet, "_salt", None)
    monkeypatch.setattr(quiet, "leave_no_dump", lambda: None)
    out = io.StringIO()
    quiet.begin(b"salt of this start", out)
    yield out
    logging.captureWarnings(False)
    root.handlers = handlers
    root.setLevel(level)


def lines(log: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_an_event_is_a_code_a_salted_room_and_a_count(log: io.StringIO) -> None:
    note(Event.SEATED, room="tuesday", count=3)
    (line,) = lines(log)
    assert line.pop("at")
    assert len(str(line["room"])) == 12
    assert line == {"event": "seated", "room": line["room"], "count": 3}
    assert "tuesday" not in log.getvalue()


def test_a_room_looks_the_same_in_two_lines_and_different_after_another_start(log: io.StringIO) -> None:
    note(Event.ROOM_OPENED, room="tuesday")
    note(Event.ROOM_WIPED, room="tuesday")
    quiet.begin(b"another salt", log)
    note(Event.ROOM_WIPED, room="tuesday")
    first, second, third = (line["room"] for line in lines(log))
    assert first == second != third


def test_a_bug_is_told_by_its_kind_and_place_without_its_message(log: io.StringIO) -> None:
    try:
        raise ValueError(WORDS)
    except ValueError as trouble:
        note(Event.BUG, trouble=trouble)
    assert lines(log)[0]["trouble"] == "ValueError"
    assert WORDS not in log.getvalue()


def test_a_bug_of_ours_names_the_line(log: io.StringIO) -> None:
    try:
        quiet.begin("not bytes", None)  # type: ignore[arg-type]
        note(Event.BUG, room="any")
    except TypeError as trouble:
        quiet.begin(b"salt", log)
        note(Event.BUG, trouble=trouble)
    assert str(lines(log)[0]["trouble"]).startswith("TypeError at quiet.py:")


def test_a_demo_tells_only_of_trouble(log: io.StringIO) -> None:
    quiet.begin(b"salt", log, only_trouble=True)
    note(Event.SEATED, room="tuesday")
    note(Event.BUG)
    assert [line["event"] for line in lines(log)] == ["bug"]


@pytest.mark.parametrize("name", ["uvicorn.error", "uvicorn.access", "asyncio", "websockets.server", "redis"])
def test_a_library_is_heard_without_its_words(log: io.StringIO, name: str) -> None:
    logging.getLogger(name).info("accepted %s", WORDS)
    assert log.getvalue() == ""
    try:
        raise OSError(WORDS)
    except OSError:
        logging.getLogger(name).exception("%s", WORDS)
    (line,) = lines(log)
    assert (line["event"], line["library"], line["trouble"]) == ("library", name, "OSError")
    assert WORDS not in log.getvalue()


def test_a_handler_a_library_brought_along_is_taken_away(log: io.StringIO) -> None:
    mouth = io.StringIO()
    chatty = logging.getLogger("uvicorn.error")
    chatty.addHandler(logging.StreamHandler(mouth))
    quiet.begin(b"salt", log)
    chatty.warning(WORDS)
    assert mouth.getvalue() == ""
    assert lines(log)


def test_what_somebody_smuggles_into_a_record_stays_out(log: io.StringIO) -> None:
    logging.getLogger("alcove").warning("%s", WORDS, extra={"told": {"event": WORDS}, "words": WORDS})
    assert lines(log)
    assert WORDS not in log.getvalue()


def test_a_warning_is_heard_without_its_words(log: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn(WORDS, stacklevel=1)
    assert lines(log)[0]["library"] == "py.warnings"
    assert WORDS not in log.getvalue()


def test_a_crash_tells_neither_words_nor_locals_and_leaves_no_core() -> None:
    crash = f"""
import resource
from server import quiet
quiet.begin(b"salt")
assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
draft = {WORDS!r}
raise RuntimeError(draft)
"""
    ended = subprocess.run([sys.executable, "-c", crash], capture_output=True, text=True, timeout=20)
    assert ended.returncode == 1
    assert json.loads(ended.stderr)["trouble"] == "RuntimeError"
    assert WORDS not in ended.stderr + ended.stdout


def test_on_linux_nobody_elses_process_may_look_in() -> None:
    asked = (
        "from server import quiet; import ctypes; quiet.leave_no_dump(); print(ctypes.CDLL(None).prctl(3))"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=20)
    assert answer.stdout.strip() == "0" or sys.platform != "linux"
