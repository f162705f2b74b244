# SPDX-License-Identifier: Apache-2.0
"""Makes the demo's city of its map once for all tests that use it."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "support"))
import case  # noqa: E402
import demo_city  # noqa: E402


class DemoCity(case.Case):
    def test_import(self):
        case.fresh_folder(demo_city.CITY.parent)
        self.assert_ok(demo_city.import_city())


if __name__ == "__main__":
    unittest.main()
