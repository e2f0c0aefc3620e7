"""What cannot be read has its own name, told to the sender; of the frame itself nothing is left anywhere."""

import json
import traceback

import pytest

from server.wire import frames
from server.wire.decode import read
from server.wire.garbled import Garbled, Why, trouble

SECRET = "a thing said in confidence"


def why(message: str | bytes) -> Why:
    with pytest.raises(Garbled) as garbled:
        read(message)
    return garbled.value.why


def test_a_binary_message() -> None:
    assert why(b'{"is":"tock"}') is Why.BINARY


def test_a_message_longer_than_sixteen_kibibytes() -> None:
    whole = json.dumps({"is": "share", "n": 1, "words": ""})
    fits = json.dumps({"is": "share", "n": 1, "words": "a" * (frames.LONGEST - len(whole))})
    assert read(fits)
    assert why(fits.replace("a", "aa", 1)) is Why.TOO_LONG


def test_length_is_counted_in_bytes_not_in_letters() -> None:
    assert why(json.dumps({"is": "share", "n": 1, "words": "é" * 9_000}, ensure_ascii=False)) is Why.TOO_LONG


@pytest.mark.parametrize(
    "message", ["", " ", "hello", "{", '{"is":"tock"', '{"is":"tock"}}', "{'is':'tock'}", "\ufeff{}", "\x00"]
)
def test_something_that_is_not_json(message: str) -> None:
    assert why(message) is Why.NOT_JSON


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_json_does_not_know_are_not_json(number: str) -> None:
    assert why(f'{{"is":"extend","n":1,"minutes":{number}}}') is Why.NOT_JSON


@pytest.mark.parametrize("message", ["[]", "3", '"tock"', "true", "null", '["tock"]'])
def test_something_that_is_not_an_object(message: str) -> None:
    assert why(message) is Why.NOT_AN_OBJECT


@pytest.mark.parametrize(
    "message", ["{}", '{"is":"dance"}', '{"is":null}', '{"is":["tock"]}', '{"is":"Tock"}', '{"type":"tock"}']
)
def test_a_frame_that_nobody_knows(message: str) -> None:
    assert why(message) is Why.UNKNOWN_FRAME


@pytest.mark.parametrize("act", ["knock", "arrive", "line_dropped", "time_passes"])
def test_acts_of_the_house_are_no_frames(act: str) -> None:
    assert why(json.dumps({"is": act, "n": 1})) is Why.UNKNOWN_FRAME


@pytest.mark.parametrize(
    "frame",
    [
        '{"is":"raise_hand"}',
        '{"is":"raise_hand","n":"1"}',
        '{"is":"raise_hand","n":1.0}',
        '{"is":"raise_hand","n":true}',
        '{"is":"raise_hand","n":null}',
        '{"is":"raise_hand","n":1,"whom":"bo"}',
        '{"is":"mute","n":1,"whom":"bo"}',
        '{"is":"mute","n":1,"whom":"bo","on":1}',
        '{"is":"mute","n":1,"whom":["bo"],"on":true}',
        '{"is":"go_to","n":1,"phase":"party"}',
        '{"is":"ask_patience","n":1,"patience":1.2}',
        '{"is":"ask_patience","n":1,"patience":3}',
        '{"is":"admit","n":1,"whom":[]}',
        '{"is":"share","n":1,"words":{"text":"hi"}}',
        '{"is":"share","n":1,"words":"hi","answers":{"seat":"bo","n":1}}',
    ],
)
def test_fields_of_the_wrong_kind(frame: str) -> None:
    assert why(frame) is Why.WRONG_FIELDS


@pytest.mark.parametrize(
    "code", ["I do not like Bo", "", "Unkind", "un kind", "unkind\n", "x" * 41, "ünkind"]
)
def test_a_code_leaves_no_room_for_words(code: str) -> None:
    assert why(json.dumps({"is": "decline", "n": 1, "whom": "dee", "reason": code})) is Why.WRONG_FIELDS


@pytest.mark.parametrize("seat", ["", "a b", "ana\n", "x" * 65, "ana{bo}", "añа"])
def test_a_seat_is_spelled_in_few_letters(seat: str) -> None:
    assert why(json.dumps({"is": "welcome", "n": 1, "whom": seat})) is Why.WRONG_FIELDS


@pytest.mark.parametrize("number", ["-1", "9007199254740992", "1" * 26, "1" * 6_000, "1e16", "1e999", "-0.5"])
def test_numbers_out_of_range(number: str) -> None:
    assert why(f'{{"is":"raise_hand","n":{number}}}') is Why.NUMBER_OUT_OF_RANGE


def test_the_largest_number_is_in_range() -> None:
    assert read(f'{{"is":"raise_hand","n":{frames.LARGEST}}}') == frames.RaiseHand(frames.LARGEST)


@pytest.mark.parametrize(
    "frame",
    [
        '{"is":"raise_hand","n":1,"n":2}',
        '{"is":"raise_hand","n":1,"n":1}',
        '{"is":"raise_hand","is":"raise_hand","n":1}',
        '{"is":"raise_hand","is":"leave","n":1}',
        '{"is":"raise_hand","n":1,"\\u006e":2}',
        '{"is":"share","n":1,"words":"a","words":"b"}',
        '{"is":"put_note","n":1,"note":null,"note":null}',
    ],
)
def test_a_key_that_comes_twice(frame: str) -> None:
    assert why(frame) is Why.DOUBLED_KEYS


def test_a_key_that_comes_twice_further_in() -> None:
    ref = '{"seat":"ana","n":1,"n":2,"h":"' + "h" * 43 + '","tag":"' + "t" * 43 + '"}'
    assert why('{"is":"veil","n":1,"on":true,"ref":' + ref + "}") is Why.DOUBLED_KEYS


@pytest.mark.parametrize("half", ["\\ud800", "\\udfff", "\\ud800x", "\\udc00\\ud800", "\ud800"])
def test_half_a_letter(half: str) -> None:
    assert why(f'{{"is":"share","n":1,"words":"{half}"}}') is Why.LONE_SURROGATE


def test_half_a_letter_in_a_key() -> None:
    assert why('{"is":"tock","\\ud800":1}') is Why.LONE_SURROGATE


def test_both_halves_are_a_letter() -> None:
    assert read('{"is":"share","n":1,"words":"\\ud83c\\udf31"}') == frames.Share(1, "🌱")


@pytest.mark.parametrize("depth", [frames.DEEPEST + 1, 50, 900, 8_000])
@pytest.mark.parametrize("around", ["{}", '{{"is":"tock","x":{}}}', '{{"x":{},"is":"tock"}}'])
def test_something_too_deep(around: str, depth: int) -> None:
    assert why(around.format("[" * depth + "]" * depth)) is Why.TOO_DEEP


def test_depth_that_is_allowed_is_judged_by_its_fields() -> None:
    depth = frames.DEEPEST - 1
    assert why('{"is":"tock","x":' + "[" * depth + "]" * depth + "}") is Why.WRONG_FIELDS


def test_brackets_in_words_are_not_depth() -> None:
    assert read(json.dumps({"is": "share", "n": 1, "words": "[" * 500}))


@pytest.mark.parametrize(
    "message",
    [
        SECRET,
        json.dumps({"is": SECRET}),
        json.dumps({"is": "tock", SECRET: 1}),
        json.dumps({"is": "share", "n": SECRET, "words": SECRET}),
        json.dumps({"is": "share", "n": 1, "words": SECRET + "\ud800"}),
        '{"is":"share","n":1,"words":"x","words":"' + SECRET + '"}',
        '{"is":"share","n":1,"words":"' + SECRET + "\ud800",
    ],
)
def test_nothing_of_the_frame_is_left_in_what_is_raised(message: str) -> None:
    assert SECRET in message
    with pytest.raises(Garbled) as garbled:
        read(message)
    assert garbled.value.__context__ is None
    assert garbled.value.__cause__ is None
    assert garbled.value.args == (garbled.value.why.value,)
    assert SECRET not in "".join(traceback.format_exception(garbled.value))


def test_looking_closely_at_a_sound_frame_finds_nothing() -> None:
    assert trouble('{"is":"tock"}') is None
