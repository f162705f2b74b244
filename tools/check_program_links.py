#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Which libraries may meet in one process: GDAL and libsumo never (two PROJ and HDF5 versions in
one symbol space crash), GPL code that Debian's GDAL loads only in import and export.

usage: check_program_links.py FILE|FOLDER...    programs, judged by their names; of a folder all in it
Prints FILE: what is wrong; exit code 1 when anything is, 2 when a file cannot be judged.
"""

import os
import re
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path

LIBRARIES = {
    "GDAL": re.compile(r"libgdal\.so"),
    "libsumo": re.compile(r"libsumo\w*\.so"),
    "power-grid-model": re.compile(r"libpower_grid_model_c\.so"),
    "EPANET": re.compile(r"libepanet2\.so"),
    "Qt": re.compile(r"libQt\d\w*\.so"),
    "TBB": re.compile(r"libtbb\.so"),
}
ENGINES = ("libsumo", "power-grid-model", "EPANET")
# Name of the program -> libraries that it must not load; the first pattern that fits counts.
FORBIDDEN = (
    ("cityproof", ("GDAL", "Qt", "TBB", *ENGINES)),
    ("cityproof-view", ("GDAL", "TBB", *ENGINES)),
    ("cityproof-import", ("Qt", "libsumo")),
    ("cityproof-export", ("Qt", "libsumo")),
    ("cityproof-compare", ("GDAL", "Qt", "TBB", *ENGINES)),
    ("cityproof-batch", ("GDAL", "Qt", "TBB", *ENGINES)),
    ("cityproof-*", ("GDAL", "Qt")),
    ("*", ()),
)
NEVER_TOGETHER = ("GDAL", "libsumo")


def judge(name: str, loaded: list[str]) -> list[str]:
    """Problems of a program `name` that loads the shared libraries `loaded`."""
    found = [library for library, pattern in LIBRARIES.items() if any(map(pattern.match, loaded))]
    if all(library in found for library in NEVER_TOGETHER):
        return [f"loads {' and '.join(NEVER_TOGETHER)}, which crash in one process"]
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


def main() -> int:
    programs = [program for place in sys.argv[1:] for program in programs_of(Path(place))]
    if not programs:
        print("check_program_links.py: error: no program named or found", file=sys.stderr)
        return 2
    code = 0
    for program in programs:
        try:
            problems = judge(program.name, loaded_libraries(program))
        except subprocess.CalledProcessError as error:
            print(f"{program}: ldd cannot read it: {error.stderr.strip()}", file=sys.stderr)
            return 2
        for problem in problems:
            print(f"{program}: {problem}")
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
