# SPDX-License-Identifier: Apache-2.0
"""Imports the city of given data once for all tests that use it and runs one short scenario in it."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "support"))
import case  # noqa: E402
import given_city  # noqa: E402


class GivenCity(case.Case):
    def test_import_and_run(self):
        case.fresh_folder(given_city.WORK)
        case.import_given_city(given_city.CITY)
        given_city.SCENARIO.write_text(given_city.SCENARIO_TEXT)
        self.run_scenario(given_city.SCENARIO, given_city.BASE)


if __name__ == "__main__":
    unittest.main()
