# SPDX-License-Identifier: Apache-2.0
"""Imports the demo city once for all tests that use it and runs one short scenario in it."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "support"))
import case  # noqa: E402
import demo_city  # noqa: E402


class DemoCity(case.Case):
    def test_import_and_run(self):
        case.fresh_folder(demo_city.WORK)
        case.import_demo_city(demo_city.CITY)
        demo_city.SCENARIO.write_text(demo_city.SCENARIO_TEXT)
        self.run_scenario(demo_city.SCENARIO, demo_city.BASE)


if __name__ == "__main__":
    unittest.main()
