"""The range of a close code tells a page whether to come back by itself."""

import pytest

from server.wire.close_codes import Close


@pytest.mark.parametrize("code", [Close.BUG, Close.DRAIN, Close.TOO_SLOW, Close.NO_HELLO, Close.OUT_OF_TOUCH])
def test_trouble_on_the_line_lets_the_page_come_back(code: Close) -> None:
    assert code.comes_back


@pytest.mark.parametrize(
    "code",
    [Close.LEFT, Close.OUT, Close.OPENED_ELSEWHERE, Close.ENDED, Close.NOT_VALID, Close.GARBLED],
)
def test_an_end_lets_the_page_stay_away(code: Close) -> None:
    assert not code.comes_back
