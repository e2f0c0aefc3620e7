"""Many small modules laid into one script, once at the start: a weak line is asked once, not seventy times.

Each module keeps a scope of its own, and what it exports is an object the others take from. Only the plain
forms our modules and the vendored ones are written in are known; any other stops the start, not a meeting.
"""

import posixpath
import re
from collections.abc import Mapping

IMPORT = re.compile(
    r"^import\s*(?:(?P<default>\w+)\s*from|\*\s*as\s+(?P<all>\w+)\s*from|\{(?P<some>[^}]*)\}\s*from)?"
    r'\s*"(?P<path>[^"]+)";?',
    re.MULTILINE,
)
PASSED_ON = re.compile(r'^export\s*\{([^}]*)\}\s*from\s*"([^"]+)";?', re.MULTILINE)
LISTED = re.compile(r"\bexport\s*\{([^}]*)\};?\s*$")
DECLARED = re.compile(r"^export (?=(?:async )?(?:const|function|class) (\w+))", re.MULTILINE)
DEFAULT = re.compile(r"\bexport default (?=function\b)")
REMARK = re.compile(r"^\s*(?://.*|/\*\*.*\*/)\n", re.MULTILINE)
BESIDE = re.compile(r'[ \t]{2,}// [^\n"`]*$', re.MULTILINE)
"""A remark beside code stands two spaces off; where a quote would close behind it, it may be words, and stays."""
STRANGE = re.compile(r"^\s*(?:import|export)\b|\bimport(?:\.|\((?!address\)))", re.MULTILINE)
"""`import(address)` is left alone: what comes later, and to few, is asked for by its own address."""


def as_one_script(entry: str, files: Mapping[str, bytes]) -> bytes:
    """`entry` with all it asks for laid in before it, each module once, whoever is needed first."""
    laid: dict[str, str] = {}
    _lay(entry, files, laid, ())
    *modules, last = laid.values()
    return "\n".join([*(_scoped(_variable(i), code) for i, code in enumerate(modules)), last]).encode()


def _lay(name: str, files: Mapping[str, bytes], laid: dict[str, str], asking: tuple[str, ...]) -> None:
    if name in asking:
        raise ValueError(f"modules that ask for each other cannot be laid in a row: {name}")
    if name in laid:
        return
    code = BESIDE.sub("", REMARK.sub("", files[name].decode()))
    for path in [found["path"] for found in IMPORT.finditer(code)] + [
        path for _, path in PASSED_ON.findall(code)
    ]:
        _lay(_beside(name, path), files, laid, (*asking, name))
    laid[name] = _rewritten(name, code, {known: _variable(i) for i, known in enumerate(laid)})


def _rewritten(name: str, code: str, variables: Mapping[str, str]) -> str:
    given: list[str] = []

    def taken(found: re.Match[str]) -> str:
        source = variables[_beside(name, found["path"])]
        if found["default"]:
            return f"const {{ default: {found['default']} }} = {source};"
        if found["all"]:
            return f"const {found['all']} = {source};"
        return f"const {{{_renamed(found['some'])}}} = {source};" if found["some"] else ""

    def passed_on(found: re.Match[str]) -> str:
        given.extend(each.split(" as ")[-1].strip() for each in found[1].split(","))
        return f"const {{{_renamed(found[1])}}} = {variables[_beside(name, found[2])]};"

    def listed(found: re.Match[str]) -> str:
        given.extend(": ".join(reversed(each.split(" as "))) for each in found[1].split(","))
        return ""

    def declared(found: re.Match[str]) -> str:
        given.append(found[1])
        return ""

    def default(_: re.Match[str]) -> str:
        given.append("default: whole")
        return "const whole = "

    code = LISTED.sub(listed, PASSED_ON.sub(passed_on, IMPORT.sub(taken, code)))
    code = DEFAULT.sub(default, DECLARED.sub(declared, code))
    if STRANGE.search(code):
        raise ValueError(f"a form of import or export that is not known here: {name}")
    return f"{code}\nreturn {{ {', '.join(given)} }};" if given else code


def _scoped(variable: str, code: str) -> str:
    return f"const {variable} = (() => {{\n{code}\n}})();"


def _renamed(names: str) -> str:
    return names.replace(" as ", ": ")


def _beside(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _variable(place: int) -> str:
    """One no module would choose, and short: it is written once for each that asks."""
    return f"${place}"
