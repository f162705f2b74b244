# SPDX-License-Identifier: Apache-2.0
"""Pumps without supply from 1800 s to 2400 s; expected values: README.md and epanet_loop.py."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import epanet_loop  # noqa: E402
import oracle_city  # noqa: E402
import run_content  # noqa: E402

WORK = case.SHARED / "oracle"
INP = WORK / "sources" / "Net3.inp"

M_PER_FT, PSI_PER_FT = 0.3048, 0.4333  # the second as EPANET has it


class Pumps(case.Case):
    def simulate(self, name):
        run = WORK / f"{name}.h5"
        run.unlink(missing_ok=True)
        self.assert_ok(case.cityproof("run", WORK / f"{name}.yaml", "-o", run, timeout=600))
        last = run_content.channel(run, "water/tank_level")[-1]
        levels = dict(zip(run_content.ids(run, "tank"), map(float, last)))
        return run_content.key_figures(run), [levels[tank] for tank in epanet_loop.TANKS]

    def assert_as_in_epanet(self, energy_kwh, levels_m, pumps):
        expected_kwh, expected_m = epanet_loop.simulate(INP, pumps, "same_second")
        self.assertAlmostEqual(energy_kwh, expected_kwh, delta=1e-6 * expected_kwh)
        for level, expected in zip(levels_m, expected_m):
            self.assertAlmostEqual(level, expected, delta=1e-5)

    def test_both_pumps_without_supply(self):
        figures, levels_m = self.simulate("pumps")
        energy_kwh = figures["water.pump_energy"]
        self.assertAlmostEqual(energy_kwh, 310.217, delta=0.005 * 310.217)
        for level, pressure_psi in zip(levels_m, (6.9483, 8.9846, 13.7133)):
            self.assertAlmostEqual(level, pressure_psi / PSI_PER_FT * M_PER_FT, delta=0.02)
        self.assert_as_in_epanet(energy_kwh, levels_m, oracle_city.PUMPS)
        # A pump without supply is no outage of the grid.
        self.assertEqual(figures["energy.unserved"], 0)
        self.assertEqual(figures["traffic.signal_dark"], 0)

    def test_level_controls_do_not_restart_a_pump_without_supply(self):
        figures, levels_m = self.simulate("pump-335")
        energy_kwh = figures["water.pump_energy"]
        self.assertAlmostEqual(energy_kwh, 320.755, delta=0.005 * 320.755)
        self.assert_as_in_epanet(energy_kwh, levels_m, ["335"])


if __name__ == "__main__":
    case.require_data(oracle_city.TRAFFIC, oracle_city.GRID, oracle_city.WATER)
    unittest.main()
