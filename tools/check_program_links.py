#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Which libraries may meet in one process: GDAL and libsumo never (two PROJ and HDF5 versions in
one symbol space crash), GPL code that Debian's GDAL loads only in import and export.

usage: check_program_links.py [--table THIRD_PARTY.md] FILE|FOLDER...
  FILE|FOLDER   programs, judged by their names; of a folder all in it
  --table       also hold the table of that document against what cityproof and its verbs load
Prints FILE: what is wrong; exit code 1 when anything is, 2 when a file cannot be judged.
"""

import argparse
import os
import re
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path

LIBRARIES = {
    "GDAL": re.compile(r"libgdal\.so"),
    "SUMO": re.compile(r"libsumo\w*\.so"),
    "power-grid-model": re.compile(r"libpower_grid_model_c\.so"),
    "EPANET": re.compile(r"libepanet2\.so"),
    "Qt": re.compile(r"libQt\d\w*\.so"),
    "GPL-only Qt": re.compile(r"libQt\d(?:Charts|DataVisualization|Graphs|VirtualKeyboard|Lottie|Quick3D|Quick3DPhysics"
                              r"|NetworkAuth|Coap|Mqtt|QuickTimeline|ShaderTools|WaylandCompositor|HttpServer)\w*\.so"),
    "TBB": re.compile(r"libtbb\.so"),
}
ENGINES = ("SUMO", "power-grid-model", "EPANET")
# Name of the program -> libraries that it must not load; the first pattern that fits counts.
FORBIDDEN = (
    ("cityproof", ("GDAL", "Qt", "TBB", *ENGINES)),
    ("cityproof-view", ("GDAL", "TBB", *ENGINES)),
    ("cityproof-import", ("Qt", "SUMO")),
    ("cityproof-export", ("Qt", "TBB", *ENGINES)),
    ("cityproof-compare", ("GDAL", "Qt", "TBB", *ENGINES)),
    ("cityproof-kpis", ("GDAL", "Qt", "TBB", *ENGINES)),
    ("cityproof-batch", ("GDAL", "Qt", "TBB", *ENGINES)),
    ("cityproof-worker", ("GDAL", "Qt", "TBB", *ENGINES)),
    ("cityproof-merge", ("GDAL", "Qt", "TBB", *ENGINES)),
    ("cityproof-*", ("GDAL", "Qt")),
    ("*", ()),
)
NEVER_TOGETHER = ("GDAL", "SUMO")
# Qt's modules that are not under the LGPL would make the program GPL.
NEVER = ("GPL-only Qt",)


def names_of(loaded: list[str]) -> list[str]:
    """Which of LIBRARIES are among the loaded shared libraries, in the order of that table."""
    return [library for library, pattern in LIBRARIES.items() if any(map(pattern.match, loaded))]


def judge(name: str, loaded: list[str]) -> list[str]:
    """Problems of a program `name` that loads the shared libraries `loaded`."""
    found = names_of(loaded)
    if all(library in found for library in NEVER_TOGETHER):
        return [f"loads {' and '.join(NEVER_TOGETHER)}, which crash in one process"]
    never = [f"loads {library}, which no program may" for library in found if library in NEVER]
    if never:
        return never
    forbidden = next(libraries for pattern, libraries in FORBIDDEN if fnmatchcase(name, pattern))
    return [f"loads {library}, which this program must not" for library in found if library in forbidden]


def loaded_libraries(program: Path) -> list[str]:
    """Names of all shared libraries, the indirect ones included. Errors: CalledProcessError."""
    shown = subprocess.run(["ldd", str(program)], check=True, capture_output=True, text=True).stdout
    return [Path(line.split()[0]).name for line in shown.splitlines() if line.strip()]


def programs_of(place: Path) -> list[Path]:
    """`place` itself, or the executable ELF files directly in the folder `place`."""
    if not place.is_dir():
        return [place]
    files = (path for path in sorted(place.iterdir()) if path.is_file() and os.access(path, os.X_OK))
    return [path for path in files if path.read_bytes()[:4] == b"\x7fELF"]


def read_table(document: Path) -> dict[str, list[str]]:
    """Libraries of every program that the document's table names: | `run`, `check` | SUMO, TBB |"""
    rows = re.findall(r"^\| ((?:`[\w-]+`(?:, )?)+) \| ([\w, -]+) \|$", document.read_text(), re.M)
    return {
        name: [] if libraries == "none" else libraries.split(", ")
        for programs, libraries in rows
        for name in re.findall(r"`([\w-]+)`", programs)
    }


def compare_with_table(table: dict[str, list[str]], programs: dict[str, list[str]]) -> list[str]:
    """What the table says otherwise than `programs`: what each program, by its file's name, loads."""
    verbs = {name.removeprefix("cityproof-"): loaded for name, loaded in programs.items()
             if name == "cityproof" or name.startswith("cityproof-")}
    problems = []
    for verb in sorted(table.keys() | verbs.keys()):
        if verb not in verbs:
            problems.append(f"the table names `{verb}`, which was not built")
        elif verb not in table:
            problems.append(f"the table does not name `{verb}`, which was built")
        elif set(table[verb]) != set(names_of(verbs[verb])):
            loads = ", ".join(names_of(verbs[verb])) or "none"
            problems.append(f"`{verb}` loads {loads}; the table says {', '.join(table[verb]) or 'none'}")
    return problems


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--table", type=Path)
    parser.add_argument("places", nargs="*", type=Path)
    arguments = parser.parse_args()
    programs = [program for place in arguments.places for program in programs_of(place)]
    if not programs:
        print("check_program_links.py: error: no program named or found", file=sys.stderr)
        return 2
    code = 0
    loaded = {}
    for program in programs:
        try:
            loaded[program.name] = loaded_libraries(program)
        except subprocess.CalledProcessError as error:
            print(f"{program}: ldd cannot read it: {error.stderr.strip()}", file=sys.stderr)
            return 2
        for problem in judge(program.name, loaded[program.name]):
            print(f"{program}: {problem}")
            code = 1
    if arguments.table:
        for problem in compare_with_table(read_table(arguments.table), loaded):
            print(f"{arguments.table}: {problem}")
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
