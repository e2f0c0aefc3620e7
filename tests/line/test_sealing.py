"""What rests is sealed, and opens in one place only."""

import pytest

from server.line.sealing import Broken, derived, fresh_keys, opened, sealed, unwrapped, wrapped

SECRET = b"a house secret of thirty-two byte"


def test_what_is_sealed_opens_where_it_was_sealed_for() -> None:
    keys = fresh_keys()
    box = sealed(keys.seal, b"nobody's business", "tuesday gen-1")
    assert b"business" not in box
    assert opened(keys.seal, box, "tuesday gen-1") == b"nobody's business"


@pytest.mark.parametrize("spoilt", ["place", "key", "bytes", "short"])
def test_it_opens_nowhere_else(spoilt: str) -> None:
    keys, others = fresh_keys(), fresh_keys()
    box = sealed(keys.seal, b"x", "tuesday gen-1")
    attempts = {
        "place": (keys.seal, box, "tuesday gen-2"),
        "key": (others.seal, box, "tuesday gen-1"),
        "bytes": (keys.seal, box[:-1] + bytes([box[-1] ^ 1]), "tuesday gen-1"),
        "short": (keys.seal, b"", "tuesday gen-1"),
    }
    with pytest.raises(Broken):
        opened(*attempts[spoilt])


def test_the_same_words_never_look_the_same_twice() -> None:
    keys = fresh_keys()
    assert sealed(keys.seal, b"x", "here") != sealed(keys.seal, b"x", "here")


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
