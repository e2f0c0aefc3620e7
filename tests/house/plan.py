"""The house as written: its files, and what each module takes from where."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Module:
    """One Python file, by its dotted name."""

    name: str
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @property
    def floor(self) -> str:
        """The package under `server`, or the module itself where it stands on the top level."""
        return (self.name.split(".") + [""])[1]

    @cached_property
    def imports(self) -> frozenset[str]:
        """Every name it imports, dotted, wherever in the file it does so."""
        return frozenset(self._imports())

    def _imports(self) -> Iterator[str]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{self.name}: relative imports hide the arrows"
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    @cached_property
    def names(self) -> frozenset[str]:
        """Every dotted name it speaks of, like `os.environ` or `datetime.now`, imported ones included."""
        spoken = (
            ast.unparse(node) for node in ast.walk(self.tree) if isinstance(node, ast.Attribute | ast.Name)
        )
        return self.imports | frozenset(spoken)

    def takes(self, library: str) -> bool:
        return any(within(it, library) for it in self.imports)


def within(name: str, place: str) -> bool:
    """Whether a dotted name is `place` or lies inside it."""
    return f"{name}.".startswith(f"{place}.")


@cache
def server() -> list[Module]:
    """Every module of the server, as it stands on disk."""
    return [Module(dotted(path), path.read_text()) for path in sorted((ROOT / "server").rglob("*.py"))]


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def written(folder: str, *endings: str) -> dict[str, str]:
    """Path → text of what we wrote ourselves; what we took in stands in `vendor` and is not ours to judge."""
    found = (path for path in sorted((ROOT / folder).rglob("*")) if path.suffix in endings)
    return {str(path.relative_to(ROOT)): path.read_text() for path in found if "vendor" not in path.parts}


def told(complaints: list[str]) -> str:
    """Complaints as a text, which a failing test shows whole."""
    return "\n".join(complaints)
