"""What rests is sealed, and opens in one place only."""

import pytest

from server.line.sealing import Broken, Seal, derived, fresh_keys, unwrapped, wrapped

SECRET = b"a house secret of thirty-two byte"


def test_what_is_sealed_opens_where_it_was_sealed_for() -> None:
    seal = Seal(fresh_keys().seal)
    box = seal.sealed(b"nobody's business", "tuesday gen-1")
    assert b"business" not in box
    assert seal.opened(box, "tuesday gen-1") == b"nobody's business"


@pytest.mark.parametrize("spoilt", ["place", "key", "bytes", "short"])
def test_it_opens_nowhere_else(spoilt: str) -> None:
    seal, another = Seal(fresh_keys().seal), Seal(fresh_keys().seal)
    box = seal.sealed(b"x", "tuesday gen-1")
    attempts = {
        "place": (seal, box, "tuesday gen-2"),
        "key": (another, box, "tuesday gen-1"),
        "bytes": (seal, box[:-1] + bytes([box[-1] ^ 1]), "tuesday gen-1"),
        "short": (seal, b"", "tuesday gen-1"),
    }
    whose, what, where = attempts[spoilt]
    with pytest.raises(Broken):
        whose.opened(what, where)


def test_the_same_words_never_look_the_same_twice() -> None:
    seal = Seal(fresh_keys().seal)
    assert seal.sealed(b"x", "here") != seal.sealed(b"x", "here")


def test_keys_lie_wrapped_beside_their_own_room_only() -> None:
    keys = fresh_keys()
    bundle = wrapped(keys, SECRET, "tuesday")
    found = unwrapped(bundle, SECRET, "tuesday")
    assert (found.seal, found.tag) == (keys.seal, keys.tag)
    with pytest.raises(Broken):
        unwrapped(bundle, SECRET, "wednesday")
    assert keys.seal not in bundle


def test_no_two_purposes_share_a_key_and_no_key_shows_itself() -> None:
    assert derived(SECRET, "wrapping") != derived(SECRET, "receipts")
    assert "\\x" not in repr(fresh_keys())
