#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Rules that one file can break by itself: length, licence line, forbidden text.

usage: check_files.py [ROOT]    prints FILE:LINE: what is wrong, exit code 1 when anything is
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from source_tree import is_text, project_files, read_text, source_kind

MAX_LINES = 500
LICENCE = "SPDX-License-Identifier: Apache-2.0"
# Texts of others and lists, where a line may look like anything.
NO_TEXT_RULES = {"LICENSE"}


@dataclass(frozen=True)
class Rule:
    """A text that must not occur. `kinds`: source kinds it applies to ('text': every text file);
    `under`: folders it applies to (empty: everywhere)."""

    pattern: re.Pattern
    message: str
    kinds: frozenset
    under: tuple = ()


CODE = frozenset({"cpp", "python", "cmake", "shell"})
# The patterns are written so that this file does not match them.
RULES = (
    Rule(re.compile(r"(?<![\w.~$}/-])/(?:work|root|farm|home/[a-z]\w*)/[A-Za-z.]"),
         "path of one machine", frozenset({"text"})),
    Rule(re.compile(r"""["'=]/(?:tmp|var/tmp)(?=[/"'])"""),
         "fixed temporary folder: ask the system for one", CODE),
    Rule(re.compile(r"-march=[n]ative|-mtune=[n]ative"),
         "product builds run on every x86-64 machine", CODE),
    Rule(re.compile(r"-f[f]ast-math|-O[f]ast\b|-f[u]nsafe-math-optimizations|-f[a]ssociative-math"),
         "changes the bits of results", CODE),
    Rule(re.compile(r"\b(?:TO[D]O|FIX[M]E|X[X]X)\b"), "unfinished work in a source", CODE),
    Rule(re.compile(r"\bstd::(?:random_device|mt19937(?:_64)?|default_random_engine|minstd_rand0?|rand)\b"
                    r"|\bstd::\w+_distribution\b|(?<![\w:.>])s?rand\(\)"),
         "random numbers come from core/engine: these differ between libraries and runs",
         frozenset({"cpp"}), ("core", "models")),
    Rule(re.compile(r"\bstd::chrono::(?:system|high_resolution)_clock\b|(?<![\w.>:])time\((?:NULL|nullptr|0)\)"),
         "wall clock where results are made", frozenset({"cpp"}), ("core/engine", "models")),
)
Q_OBJECT_SHARED_LINE = re.compile(r"(?:\S\s*\bQ_(?:OBJECT|GADGET)\b)|(?:\bQ_(?:OBJECT|GADGET)\b\s*[^\s/])")


def applies(rule: Rule, kind: str | None, path: Path) -> bool:
    if "text" not in rule.kinds and kind not in rule.kinds:
        return False
    return not rule.under or any(path.is_relative_to(folder) for folder in rule.under)


def check_licence(path: Path, lines: list[str]) -> list[str]:
    place = 1 if lines and lines[0].startswith("#!") else 0
    if len(lines) > place and lines[place].strip(" /#") == LICENCE:
        return []
    return [f"{path}:{place + 1}: expected '{LICENCE}' as a comment on this line"]


def check_q_object(path: Path, lines: list[str]) -> list[str]:
    problems = []
    for number, line in enumerate(lines, 1):
        code = line.split("//", 1)[0].strip()
        if Q_OBJECT_SHARED_LINE.search(code) and not code.startswith(("#", "*", "/*")):
            problems.append(f"{path}:{number}: Q_OBJECT shares its line; AUTOMOC misses it there")
    return problems


def check_file(root: Path, path: Path) -> list[str]:
    """Problems of one file, `path` relative to `root`."""
    kind = source_kind(root, path)
    if path.name in NO_TEXT_RULES or not is_text(root / path):
        return []
    lines = read_text(root / path).splitlines()
    problems = []
    if kind:
        problems += check_licence(path, lines)
        if len(lines) > MAX_LINES:
            problems.append(f"{path}:{len(lines)}: {len(lines)} lines; at most {MAX_LINES}: two things in one file?")
    if kind == "cpp":
        problems += check_q_object(path, lines)
        if path.suffix in {".hpp", ".h", ".hh"} and "#pragma once" not in lines:
            problems.append(f"{path}:1: header without '#pragma once'")
    for rule in RULES:
        if applies(rule, kind, path):
            problems += [f"{path}:{number}: '{found.group().strip()}': {rule.message}"
                         for number, line in enumerate(lines, 1) if (found := rule.pattern.search(line))]
    return problems


def check(root: Path) -> list[str]:
    return [problem for path in project_files(root) for problem in check_file(root, path)]


def main() -> int:
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent).resolve()
    problems = check(root)
    print(*problems, sep="\n", end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
