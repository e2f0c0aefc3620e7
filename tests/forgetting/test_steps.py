"""Every line that lets something go is a step that somebody would miss, or it is said why not."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.forgetting.steps import NOT_ERASING, STEPS, Step, lets_go, source
from tests.forgetting.without import copied, who_misses
from tests.house.plan import ROOT


def is_told(file: str, line: str) -> bool:
    """Whether it is part of a step, or has a reason not to be one."""
    if any({file, line} & excused for excused in NOT_ERASING.values()):
        return True
    return any(
        step.file == file and (step.words.strip() in line or line in step.words.replace("\\n", "\n"))
        for step in STEPS
    )


def test_every_line_that_lets_something_go_is_told() -> None:
    found = list(lets_go())
    assert len(found) > 50
    assert [it for it in found if not is_told(*it)] == []
    assert not is_told("server/live/node.py", "self._names.clear()"), "a new one would be noticed"


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_each_step_stands_in_the_code_and_is_missed_by_a_test_that_is_there(step: Step) -> None:
    assert step.undone(source(step.file)) != source(step.file)
    assert [it for it in step.missed_by if not (ROOT / it.partition("::")[0]).exists()] == []


def test_every_excuse_is_still_needed() -> None:
    found = {part for it in lets_go() for part in it}
    assert [it for excused in NOT_ERASING.values() for it in excused if it not in found] == []


def test_a_step_left_out_is_missed_and_one_left_in_is_not() -> None:
    """All of them, one after another: `make erasing`."""
    (step,) = [it for it in STEPS if "path.unlink()" in it.words]
    with TemporaryDirectory() as folder:
        copied(Path(folder))
        assert who_misses(step, Path(folder))
        left_in = Step(step.file, step.words, step.words, step.missed_by)
        assert who_misses(left_in, Path(folder)) is None
