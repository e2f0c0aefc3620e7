"""How fast one line may ask."""

import pytest
from hypothesis import given, strategies as st

from server.live.rates import ANSWER_RESTS, BURST, PER_SECOND, Bucket, Pace


@given(st.lists(st.floats(0, 2), max_size=200))
def test_no_run_of_acts_is_faster_than_the_burst_and_the_rate(pauses: list[float]) -> None:
    bucket, now, taken = Bucket(PER_SECOND, BURST), 0.0, 0
    for pause in pauses:
        now += pause
        taken += not bucket.wait(now)
    assert taken <= BURST + now * PER_SECOND + 1e-6


def test_who_waits_as_told_may_go_on() -> None:
    pace = Pace()
    assert not any(pace.act(100.0) for _ in range(int(BURST)))
    wait = pace.act(100.0)
    assert 0 < wait <= 1 / PER_SECOND
    assert pace.act(100.0 + wait) == 0


def test_kind_answers_rest() -> None:
    pace = Pace()
    assert pace.answer(0.0) == 0
    assert pace.answer(4.0) == pytest.approx(ANSWER_RESTS - 4)
    assert pace.answer(ANSWER_RESTS) == 0


def test_the_third_unreadable_frame_is_once_too_often() -> None:
    pace = Pace()
    assert [pace.garbled() for _ in range(3)] == [False, False, True]
