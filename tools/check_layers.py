#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Layering: which folder may include which, and where third-party headers may appear.

usage: check_layers.py [ROOT]    prints FILE:LINE: what is wrong, exit code 1 when anything is

The table below is the one of docs/design.md. Besides it: an include of the project's own names a
file from the project's root; no two sibling folders include each other, directly or in a circle;
no header includes itself in a circle.
"""

import posixpath
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from source_tree import LAYER_FOLDERS, is_cpp, project_files, read_text

# Layer -> layers it may include. "SELF" is the same domain of models/.
LAYERS = {
    "core/base": {"core/base"},
    "core/engine": {"core/base", "core/engine"},
    "models/contracts": {"core/base", "core/engine", "models/contracts"},
    "models/DOMAIN": {"core/base", "core/engine", "models/contracts", "SELF"},
    "io": {"core/base", "core/engine", "models/contracts", "io"},
    "io/gis": {"core/base", "core/engine", "models/contracts", "io", "io/gis"},
    "scenarios": {"core/base", "core/engine", "models/contracts", "models/DOMAIN", "io", "io/gis", "scenarios"},
    "gui": {"core/base", "io", "gui"},
}


@dataclass(frozen=True)
class ThirdParty:
    """Headers of one library: who may include them, and whether in .cpp files only."""

    name: str
    pattern: re.Pattern
    allowed: tuple
    only_cpp: bool = False


EVERYWHERE = tuple(folder + "/" for folder in LAYER_FOLDERS)
OUTSIDE_CORE = ("models/", "scenarios/", "io/", "gui/")
THIRD_PARTY = (
    ThirdParty("SUMO", re.compile(r"(?:libsumo|libtraci|utils|microsim|netload)/"), ("models/traffic/",), True),
    ThirdParty("power-grid-model", re.compile(r"power_grid_model"), ("models/energy/",), True),
    ThirdParty("EPANET", re.compile(r"epanet2"), ("models/water/",), True),
    ThirdParty("GDAL", re.compile(r"(?:gdal/)?(?:gdal|ogr|osr|cpl_|vrt|proj)[\w/]*\.hp?p?$"), ("io/gis/",)),
    ThirdParty("libosmium", re.compile(r"(?:osmium|protozero)/"), ("io/osm/",), True),
    ThirdParty("TBB", re.compile(r"(?:oneapi/)?tbb(?:/|\.h$)"), ("core/engine/",)),
    ThirdParty("Qt", re.compile(r"Q[A-Z]\w*(?:/\w+)?$|Qt\w+/"), ("gui/",)),
    ThirdParty("HDF5", re.compile(r"(?:hdf5|H5)\w*\.h$"), ("io/",)),
    ThirdParty("SQLite", re.compile(r"sqlite3"), ("io/",)),
    ThirdParty("yaml-cpp", re.compile(r"yaml-cpp/"), ("io/", "scenarios/")),
    ThirdParty("Expat", re.compile(r"expat"), ("models/", "io/", "scenarios/")),
    ThirdParty("spdlog", re.compile(r"spdlog/"), ("core/base/",), True),
    ThirdParty("fmt", re.compile(r"fmt/"), EVERYWHERE),
    ThirdParty("date", re.compile(r"date/"), ("core/base/",) + OUTSIDE_CORE),
    ThirdParty("Boost", re.compile(r"boost/"), ("core/base/",) + OUTSIDE_CORE),
    ThirdParty("xxHash", re.compile(r"xxhash|xxh3"), ("core/base/", "io/", "scenarios/")),
    ThirdParty("nlohmann-json", re.compile(r"nlohmann/"), OUTSIDE_CORE),
    ThirdParty("CLI11", re.compile(r"CLI/"), ("scenarios/", "gui/")),
)
# Exceptions from the folders above. io/gis gives plain tables and writes no run files; contracts are
# plain structs that every model can include.
NOT_IN = {
    "io/gis/": {"HDF5"},
    "models/contracts/": {library.name for library in THIRD_PARTY} - {"fmt"},
}
# The system's and the compiler's own headers with a folder in their name; any other name with a folder or .hpp is a library.
SYSTEM_FOLDERS = ("sys/", "netinet/", "arpa/", "net/", "linux/", "bits/", "gnu/", "sanitizer/")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


@dataclass(frozen=True)
class Include:
    file: str
    line: int
    quoted: bool
    target: str

    def at(self) -> str:
        return f"{self.file}:{self.line}"


def layer_of(path: str) -> str | None:
    """Key of LAYERS for a file of the project, or None when the table has no place for it."""
    parts = path.split("/")
    if parts[0] == "core" and len(parts) > 2 and "/".join(parts[:2]) in LAYERS:
        return "/".join(parts[:2])
    if parts[0] == "models" and len(parts) > 2:
        return "models/contracts" if parts[1] == "contracts" else "models/DOMAIN"
    if parts[:2] == ["io", "gis"] and len(parts) > 2:
        return "io/gis"
    return parts[0] if parts[0] in ("io", "scenarios", "gui") else None


def includes_of(root: Path, path: Path) -> list[Include]:
    return [Include(path.as_posix(), number, found.group(1) == '"', found.group(2))
            for number, line in enumerate(read_text(root / path).splitlines(), 1)
            if (found := INCLUDE.match(line)) and not found.group(2).endswith(".moc")]


def is_own(include: Include) -> bool:
    """Does it name a file of the project? A quoted name that no library claims does, or tries to."""
    if include.target.split("/")[0] in LAYER_FOLDERS:
        return True
    return include.quoted and not any(library.pattern.match(include.target) for library in THIRD_PARTY)


def check_own(root: Path, include: Include) -> list[str]:
    """An include of a project file: does it exist, and may this layer see that one?"""
    if posixpath.normpath(include.target) != include.target or not (root / include.target).is_file():
        return [f'{include.at()}: "{include.target}" is not a file of the project, named from its root']
    source, target = layer_of(include.file), layer_of(include.target)
    if source is None:
        return []
    if target is None:
        return [f"{include.at()}: {source} may not include {include.target}, which is in no layer"]
    allowed = LAYERS[source]
    same_domain = include.file.split("/")[:2] == include.target.split("/")[:2]
    if target in allowed or ("SELF" in allowed and target == "models/DOMAIN" and same_domain):
        return []
    shown = "/".join(include.target.split("/")[:2]) if target == "models/DOMAIN" else target
    what = "another domain" if source == target else "a layer that it may not use"
    return [f"{include.at()}: {'/'.join(include.file.split('/')[:2])} includes {shown}, {what}"]


def check_third_party(include: Include) -> list[str]:
    for library in THIRD_PARTY:
        if not library.pattern.match(include.target):
            continue
        excepted = any(include.file.startswith(folder) and library.name in names
                       for folder, names in NOT_IN.items())
        if excepted or not include.file.startswith(library.allowed):
            return [f"{include.at()}: <{include.target}> of {library.name} may be included only in "
                    f"{', '.join(library.allowed)}" + (", and not in this part" if excepted else "")]
        if library.only_cpp and not include.file.endswith(".cpp"):
            return [f"{include.at()}: <{include.target}> of {library.name} may be included only in a .cpp file"]
        return []
    foreign = ("/" in include.target or include.target.endswith(".hpp")) and \
        not include.target.startswith(SYSTEM_FOLDERS)
    if foreign:
        return [f"{include.at()}: <{include.target}> is of a library that tools/check_layers.py does not "
                "know; add it to THIRD_PARTY with the folders that may use it"]
    return []


def find_cycle(graph: dict[str, set[str]]) -> list[str]:
    """Nodes of one circle, the first repeated at the end; empty when there is none."""
    done: set[str] = set()
    for start in sorted(graph):
        if start in done:
            continue
        path, pending = [start], [sorted(graph[start], reverse=True)]
        while path:
            if not pending[-1]:
                done.add(path.pop())
                pending.pop()
                continue
            target = pending[-1].pop()
            if target in path:
                return path[path.index(target):] + [target]
            if target not in done:
                path.append(target)
                pending.append(sorted(graph.get(target, ()), reverse=True))
    return []


def sibling_edges(includes: list[Include]) -> dict[str, dict[tuple[str, str], Include]]:
    """For every parent folder: which of its child folders includes which, with one example."""
    edges: dict[str, dict[tuple[str, str], Include]] = {}
    for include in includes:
        source, target = include.file.split("/")[:-1], include.target.split("/")[:-1]
        depth = 0
        while depth < min(len(source), len(target)) and source[depth] == target[depth]:
            depth += 1
        if depth < min(len(source), len(target)):
            pair = ("/".join(source[:depth + 1]), "/".join(target[:depth + 1]))
            edges.setdefault("/".join(source[:depth]), {}).setdefault(pair, include)
    return edges


def check_circles(includes: list[Include]) -> list[str]:
    problems = []
    for pairs in sibling_edges(includes).values():
        graph: dict[str, set[str]] = {}
        for source, target in pairs:
            graph.setdefault(source, set()).add(target)
        circle = find_cycle(graph)
        if circle:
            examples = ", ".join(pairs[step].at() for step in zip(circle, circle[1:]))
            problems.append(f"folders include each other: {' -> '.join(circle)} ({examples})")
    files: dict[str, set[str]] = {}
    for include in includes:
        files.setdefault(include.file, set()).add(include.target)
    circle = find_cycle(files)
    if circle:
        problems.append(f"headers include each other: {' -> '.join(circle)}")
    return problems


def check_places(sources: list[str]) -> list[str]:
    problems = [f"{path}:1: no layer has a place for this file; see LAYERS in tools/check_layers.py"
                for path in sources if layer_of(path) is None]
    problems += [f"{path}:1: models/contracts is header-only"
                 for path in sources if path.startswith("models/contracts/") and path.endswith(".cpp")]
    return problems


def check(root: Path) -> list[str]:
    paths = [p for p in project_files(root) if p.parts[0] in LAYER_FOLDERS and is_cpp(p)]
    includes = [include for path in paths for include in includes_of(root, path)]
    problems = check_places([p.as_posix() for p in paths])
    for include in includes:
        problems += check_own(root, include) if is_own(include) else check_third_party(include)
    return problems + check_circles([i for i in includes if is_own(i) and (root / i.target).is_file()])


def main() -> int:
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent).resolve()
    problems = check(root)
    print(*problems, sep="\n", end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
