"""Small rooms: measures that a tired reader is thankful for. Generous, and each exception says why."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.house.plan import Module, server, told, within, written

LINES, LINES_OF_A_TEST = 300, 400
LONGER = {
    "server/room/acts.py": 760,  # the dictionary: one value for each act
    "server/room/step.py": 340,  # the table of contents: one case for each act
    "server/room/seen.py": 400,  # the dictionary of what can be seen
    "server/line/memory.py": 320,  # the same verbs, with what Redis does by itself
    "server/line/redis.py": 340,  # eleven verbs, and the patience between them
    "server/wire/frames.py": 600,  # the dictionary of the wire: one Struct for each frame
}
MEDIAN, NINE_OF_TEN = 8, 25
EMPTY_NAMES = re.compile(r"(^|_)(utils?|helpers?|managers?|services?|base|common|misc)(_|$)")
KINDS = {"Enum", "IntEnum", "Protocol", "Struct", "Exception", "NamedTuple", "TypedDict"}
"""What may be inherited: a kind that the language or a library gives. Behaviour is not inherited here."""
HOOKS = {"Formatter", "Collector", "H11Protocol", "WebSocketsSansIOProtocol"}
"""Where a library asks to be extended by inheriting."""
LOOKS = {"Words.carried", "Format.part"}
"""In `room/` data does nothing; these are looks at its own fields that take an argument or need a name."""


def too_long(path: str, text: str) -> Iterator[str]:
    most = LONGER.get(path, LINES_OF_A_TEST if path.startswith("tests/") else LINES)
    if (lines := text.count("\n")) > most:
        yield f"{path} has {lines} lines, more than {most}"


def without_a_reason(path: str, text: str) -> Iterator[str]:
    """Every file of ours opens with one line that says why it is there."""
    first = text.lstrip().split("\n")[0]
    opens = {".py": ('"""',), ".js": ("//", "/*"), ".mjs": ("//", "/*"), ".css": ("/*",)}[Path(path).suffix]
    if text.strip() and not (first.startswith(opens) and len(first) > 12):
        yield f"{path} does not open with its reason"


def named_for_nothing(path: str) -> Iterator[str]:
    for part in Path(path).with_suffix("").parts:
        if EMPTY_NAMES.search(part):
            yield f"{path} is named for nothing"


def inherited(module: Module, known: frozenset[str]) -> Iterator[str]:
    """Bases that are neither a kind, nor a library's hook, nor one of our own Structs, nor an exception."""
    for it in classes(module):
        for base in it.bases:
            name = ast.unparse(base).split("[")[0].split(".")[-1]
            if name not in KINDS | HOOKS | known and not is_exception(name):
                yield f"{module.name}: {it.name} inherits {name}"


def is_exception(name: str) -> bool:
    found = __builtins__[name] if isinstance(__builtins__, dict) and name in __builtins__ else None
    return isinstance(found, type) and issubclass(found, BaseException)


def our_structs(modules: list[Module]) -> frozenset[str]:
    """The names of classes that are Structs by any number of steps: a frame is a frame."""
    bases = {
        it.name: {ast.unparse(base).split(".")[-1] for base in it.bases}
        for module in modules
        for it in classes(module)
    }
    found: set[str] = set()
    while more := {name for name, of in bases.items() if of & (found | {"Struct"})} - found:
        found |= more
    return frozenset(found)


def behaving(module: Module) -> Iterator[str]:
    """Methods of the rules' nouns, where they are more than a look at their own fields."""
    for it in classes(module) if within(module.name, "server.room") else ():
        for method in it.body:
            if isinstance(method, ast.FunctionDef) and not (
                (method.name.startswith("__") and method.name.endswith("__"))
                or any(ast.unparse(mark) == "property" for mark in method.decorator_list)
                or f"{it.name}.{method.name}" in LOOKS
            ):
                yield f"{module.name}: {it.name}.{method.name} is behaviour; rules are functions"


def classes(module: Module) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef))


def lengths(modules: list[Module]) -> list[int]:
    """Lines of each function, without its signature, its sentence and what is nested in it twice."""
    return [
        (node.end_lineno or 0) - node.body[0].lineno + 1 - (ast.get_docstring(node) or "").count("\n")
        for module in modules
        if module.name not in ("server.room.step", "server.wire.decode")  # one case for each act
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


PYTHON = written("server", ".py") | written("tests", ".py")
OURS = PYTHON | written("web", ".js", ".css") | written("tests", ".mjs")


def test_files_are_of_a_size_that_can_be_read_in_one_go() -> None:
    assert told([it for path, text in OURS.items() for it in too_long(path, text)]) == ""


def test_every_file_opens_with_its_reason() -> None:
    assert told([it for path, text in OURS.items() for it in without_a_reason(path, text)]) == ""


def test_nothing_is_named_for_nothing() -> None:
    assert told([it for path in PYTHON for it in named_for_nothing(path)]) == ""


def test_only_kinds_are_inherited() -> None:
    structs = our_structs(server())
    assert told([it for module in server() for it in inherited(module, structs)]) == ""


def test_the_rules_data_does_nothing_by_itself() -> None:
    assert told([it for module in server() for it in behaving(module)]) == ""


def test_functions_are_short() -> None:
    found = lengths(server())
    assert len(found) > 30
    assert median(found) <= MEDIAN
    assert quantiles(found, n=10)[-1] <= NINE_OF_TEN


def test_each_exception_is_still_needed() -> None:
    needless = [it for it in LONGER if it in PYTHON and PYTHON[it].count("\n") <= LINES * 2 // 3]
    assert needless == []


@pytest.mark.parametrize(
    ("path", "text"),
    [("server/room/long.py", '"""Why."""\n' * 301), ("web/js/long.js", "// why\n" * 301)],
)
def test_a_long_file_would_be_noticed(path: str, text: str) -> None:
    assert list(too_long(path, text))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", "import os\n"),
        ("a.js", "const a = 1\n"),
        ("a.css", "a { }\n"),
        ("a.py", '"""\nLater.\n"""\n'),
    ],
)
def test_a_file_without_a_reason_would_be_noticed(path: str, text: str) -> None:
    assert list(without_a_reason(path, text))


@pytest.mark.parametrize("path", ["server/utils.py", "server/live/room_manager.py", "tests/helpers/a.py"])
def test_an_empty_name_would_be_noticed(path: str) -> None:
    assert list(named_for_nothing(path))


def test_inherited_behaviour_would_be_noticed() -> None:
    odd = Module("server.live.odd", "class Node(Seating): ...\nclass Trouble(ValueError): ...\n")
    assert list(inherited(odd, frozenset())) == ["server.live.odd: Node inherits Seating"]


def test_behaviour_in_the_rules_data_would_be_noticed() -> None:
    odd = "class Room:\n    @property\n    def open(self): ...\n    def admit(self, whom): ...\n"
    assert list(behaving(Module("server.room.odd", odd))) == [
        "server.room.odd: Room.admit is behaviour; rules are functions"
    ]


def test_a_long_function_is_measured_long() -> None:
    body = "    x = 1\n" * 40
    assert lengths([Module("server.live.odd", f'def long():\n    """Why."""\n{body}')]) == [41]
