"""What a host is told who wants the proof and has not said enough; and whose memory counts as overwritten."""

import socket

import pytest
from typer.testing import CliRunner

from server import scrubbing
from server.__main__ import app
from server.kindly import UNFIT
from server.proof.processes import behind
from server.proven import processes
from server.scrubbing import OVERWRITES, begin_again, is_told
from server.settings import Unfit

SECRET = "a-long-secret-for-the-tests-of-this-house"


@pytest.mark.parametrize(
    ("environ", "said"),
    [({}, "ALCOVE_SECRET: needed here"), ({"ALCOVE_SECRET": SECRET}, "--process: nobody was found")],
)
def test_what_is_missing_is_named(
    environ: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ALCOVE_SECRET", raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    result = CliRunner().invoke(app, ["forget-proof", "--url", "http://127.0.0.1:1"])
    assert (result.exit_code, said in result.output) == (UNFIT, True), result.output


def test_the_house_is_found_by_its_door() -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
        assert list(behind(port)) == []
        door.listen()
        mine = list(behind(port))
        assert len(mine) == 1
        assert [number for _, number in processes([f"http://localhost:{port}"], [])] == mine
    assert [number for _, number in processes(["https://circle.example"], [17])] == [17]


def test_overwriting_is_seen_whole_or_not_at_all() -> None:
    told = [f"{name}={value}" for name, value in OVERWRITES.items()]
    as_glibc_leaves_it = "\0".join(["A=1", *told, ""]).replace(":", "\0").encode()
    assert is_told(as_glibc_leaves_it)
    for one in (b"PYTHONMALLOC=malloc", b"perturb=165", b"tcache_count=0"):
        assert one in as_glibc_leaves_it
        assert not is_told(as_glibc_leaves_it.replace(one, b""))
    assert scrubbing.is_on(dict(OVERWRITES)) and not scrubbing.is_on({"PYTHONMALLOC": "malloc"})


def test_where_memory_cannot_be_overwritten_the_house_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scrubbing, "_is_glibc", lambda: False)
    with pytest.raises(Unfit, match="ALCOVE_SCRUB: needs Linux with glibc"):
        begin_again()
