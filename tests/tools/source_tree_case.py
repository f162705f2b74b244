# SPDX-License-Identifier: Apache-2.0
"""A temporary source tree to break rules in, shared by the tests of the checks."""

import sys
import tempfile
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[2] / "tools"
sys.path.insert(0, str(TOOLS))

LICENCE = "SPDX-License-Identifier: Apache-2.0"


class SourceTreeCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def cpp(self, name: str, *lines: str) -> None:
        """A C++ file that keeps every rule apart from what `lines` break."""
        pragma = ["#pragma once"] if name.endswith(".hpp") else []
        self.write(name, "\n".join([f"// {LICENCE}", *pragma, *lines]) + "\n")

    def assert_one_problem(self, problems: list[str], *texts: str) -> None:
        self.assertEqual(len(problems), 1, problems)
        for text in texts:
            self.assertIn(text, problems[0])
