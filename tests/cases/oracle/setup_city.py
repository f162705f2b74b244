# SPDX-License-Identifier: Apache-2.0
"""Imports the oracle's city once for all its tests, and checks what the importer says it found."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import oracle_city  # noqa: E402

WORK = case.SHARED / "oracle"


class OracleCity(case.Case):
    def test_import_finds_everything(self):
        case.fresh_folder(WORK)
        sources = case.fresh_folder(WORK / "sources")
        arguments = oracle_city.make_sources(case.data_root(), sources)
        result = case.cityproof("import", *arguments, "-o", WORK / "oracle.city")
        self.assert_ok(result)
        # Counts of the sources: energy/mv_oberrhein/SOURCE.md, EPANET's Net3 (92 junctions,
        # 2 reservoirs, 3 tanks, 117 pipes, 2 pumps), the baseline's 7 signals, 40 zones, 2 pumps
        # and 300 sensors.
        for found in (
            "7 traffic lights",
            "179 buses, 181 lines, 2 transformers",
            "97 nodes, 117 pipes, 2 pumps, 3 tanks",
            "49 consumers with a bus, 40 of them charging zones",
            "sensors: 300",
        ):
            self.assertIn(found, result.stdout)
        oracle_city.write_scenarios(WORK)


if __name__ == "__main__":
    case.require_data(oracle_city.TRAFFIC, oracle_city.GRID, oracle_city.WATER)
    unittest.main()
