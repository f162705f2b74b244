# SPDX-License-Identifier: Apache-2.0
"""Lists the project's own files for the checks in this folder."""

import os
import subprocess
from pathlib import Path

CPP_SUFFIXES = {".cpp", ".hpp", ".h", ".cc", ".hh", ".c"}
LAYER_FOLDERS = ("core", "models", "scenarios", "io", "gui")


def project_files(root: Path) -> list[Path]:
    """Files that belong to the project, relative to `root`, sorted.

    In a git working tree these are the tracked files and the new ones that are not ignored;
    elsewhere every file outside hidden and build folders.
    """
    if (root / ".git").exists():
        listed = subprocess.run(
            ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            check=True, capture_output=True).stdout
        names = {Path(os.fsdecode(name)) for name in listed.split(b"\0") if name}
    else:
        names = set()
        for folder, folders, files in os.walk(root):
            folders[:] = [f for f in folders if not f.startswith((".", "build")) and f != "__pycache__"]
            names |= {(Path(folder) / file).relative_to(root) for file in files}
    return sorted(name for name in names if (root / name).is_file() and not (root / name).is_symlink())


def is_cpp(path: Path) -> bool:
    return path.suffix in CPP_SUFFIXES


def source_kind(root: Path, path: Path) -> str | None:
    """'cpp', 'python', 'cmake', 'shell', or None for anything else."""
    if is_cpp(path):
        return "cpp"
    if path.suffix == ".py":
        return "python"
    if path.name == "CMakeLists.txt" or path.suffix == ".cmake":
        return "cmake"
    if path.suffix in {".sh", ".bash"}:
        return "shell"
    if path.suffix == "":
        first_line = first_bytes(root / path).split(b"\n", 1)[0]
        if first_line.startswith(b"#!"):
            return "python" if b"python" in first_line else "shell"
    return None


def first_bytes(path: Path, count: int = 4096) -> bytes:
    with open(path, "rb") as file:
        return file.read(count)


def is_text(path: Path) -> bool:
    return b"\0" not in first_bytes(path)


def read_text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
