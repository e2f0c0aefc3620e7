"""Where words stand that people could read and that are in no catalogue: in pages, in scripts, in the server."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

HOLE = "\0"
"""Where something is filled in."""
READ_OUT = {"alt", "aria-label", "aria-description", "label", "placeholder", "title", "data-label"}
"""Attributes that somebody sees or hears."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_JINJA = re.compile(r"{#.*?#}|{% block kind %}\w+|{%.*?%}", re.DOTALL)
"""And the name of a sheet, which stands where a page says of which kind it is."""
_FILLED = re.compile(r"{{.*?}}", re.DOTALL)
_TAG = re.compile(rf"<[^<>]*>|<{HOLE}[^<>]*>")
_SAID = re.compile(rf"""\s({"|".join(READ_OUT)})=["']([^"']*)["']""")
_PROSE = re.compile(r"^\W*[A-ZÁÉÍÓÚ][\w'’]* [\w'’]+( |$)")
"""How a sentence begins, or a title: two words, the first with a capital."""


def has_words(text: str) -> bool:
    return bool(_LETTERS.search(text.replace(HOLE, " ")))


# ── pages ───────────────────────────────────────────────────────────────────────────────────────


class _Page(HTMLParser):
    QUIET = {"style", "script", "code"}
    """What nobody reads, and what is typed into a machine as it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.found += [value for name, value in attrs if name in READ_OUT and value and has_words(value)]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if has_words(data) and not self.QUIET & set(self.open):
            self.found.append(data.strip())


def in_page(template: str) -> list[str]:
    """Of a template, what is not filled in."""
    page = _Page()
    page.feed(_FILLED.sub(HOLE, _JINJA.sub("", template)))
    return page.found


# ── scripts ─────────────────────────────────────────────────────────────────────────────────────

_PIECE = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
      | (?P<regex>(?<=[(=,:\[!&|?{};\n])\s*/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/)
      | (?P<template>`) | (?P<open>\{) | (?P<close>\})""",
    re.DOTALL | re.VERBOSE,
)


def in_script(source: str) -> list[str]:
    """Of a script: the texts between tags, what is read out of attributes, and sentences in strings."""
    found: list[str] = []
    for tagged, text in _pieces(source):
        found += _in_markup(text) if tagged else [text] if _PROSE.match(text) else []
    return found


def _in_markup(text: str) -> Iterator[str]:
    yield from (value for _, value in _SAID.findall(text) if has_words(value))
    yield from (between.strip() for between in _TAG.split(text) if has_words(between))


def _pieces(source: str) -> Iterator[tuple[bool, str]]:
    """Every string, and every template with its holes; whether it is markup."""
    at, _, pieces = _code(source, 0, nested=False)
    assert at == len(source), "the whole script was read"
    yield from pieces


def _code(source: str, at: int, *, nested: bool) -> tuple[int, int, list[tuple[bool, str]]]:
    found: list[tuple[bool, str]] = []
    depth = 0
    while piece := _PIECE.search(source, at):
        at = piece.end()
        if piece["string"]:
            found.append((False, piece["string"][1:-1]))
        elif piece["template"]:
            tagged = source[: piece.start()].endswith("html")
            at, text, inside = _template(source, at)
            found += [(tagged, text), *inside]
        elif piece["open"]:
            depth += 1
        elif piece["close"]:
            if nested and not depth:
                return at, depth, found
            depth -= 1
    return len(source), depth, found


def _template(source: str, at: int) -> tuple[int, str, list[tuple[bool, str]]]:
    text = ""
    found: list[tuple[bool, str]] = []
    while source[at] != "`":
        if source[at] == "\\":
            text, at = text + source[at + 1], at + 2
        elif source.startswith("${", at):
            at, _, inside = _code(source, at + 2, nested=True)
            text, found = text + HOLE, found + inside
        else:
            text, at = text + source[at], at + 1
    return at + 1, text, found


# ── the server ──────────────────────────────────────────────────────────────────────────────────


def in_server(source: str) -> list[str]:
    """Of a module: sentences in strings, but for what explains it and what is raised."""
    tree = ast.parse(source)
    quiet = {id(part) for node in ast.walk(tree) for part in _unread(node)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in quiet and _PROSE.match(node.value)
    ]


def _unread(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, and what an exception, an assertion or an annotation says: no person meets these."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    if isinstance(node, ast.Raise | ast.Assert):
        yield from ast.walk(node)
