# SPDX-License-Identifier: Apache-2.0
"""EPANET's own Python package solves the synthetic networks of the hand-made towns.

usage: epanet_python_test.py WRITE_WATER_TOWNS

Two mean days; the peak hour that the design is for (all demands times what DVGW W 410 gives for the
town's size, over the pattern's own peak); and a fire at one junction after the other on the day of
greatest use.
"""

import subprocess
import sys
import tempfile
import unittest
import warnings
from pathlib import Path

from epanet import toolkit as en

TOWNS = {"street": 30, "flat": 2640, "hillside": 2640, "valley": 3744, "divided": 432, "one_house": 2}
PATTERN_PEAK = 1.62
PATTERN_AT_MIDNIGHT = 0.59
LEAST_PRESSURE_M = 25.0
FIRE_LPS = 48 / 3.6
FIRE_PRESSURE_M = 15.0
SHORT_DEAD_END_M = 60.0
MOST_PRESSURE_M = 80.0


def hour_factor(inhabitants):
    """DVGW W 410, over 1000 inhabitants; the design takes smaller towns as 1000."""
    return 18.1 * max(inhabitants, 1000) ** -0.1682


def day_factor(inhabitants):
    return 3.9 * max(inhabitants, 1000) ** -0.0752


class Network:
    def __init__(self, path):
        self.project = en.createproject()
        en.open(self.project, str(path), "/dev/null", "")
        self.junctions = [
            node
            for node in range(1, en.getcount(self.project, en.NODECOUNT) + 1)
            if en.getnodetype(self.project, node) == en.JUNCTION
            and any(en.getbasedemand(self.project, node, i + 1) > 0
                    for i in range(en.getnumdemands(self.project, node)))
        ]
        self.tanks = [
            node
            for node in range(1, en.getcount(self.project, en.NODECOUNT) + 1)
            if en.getnodetype(self.project, node) == en.TANK
        ]

    def with_hydrants(self):
        """Junctions of customers but those at the end of a short dead end, which have no hydrant."""
        lengths = {}
        for link in range(1, en.getcount(self.project, en.LINKCOUNT) + 1):
            for node in en.getlinknodes(self.project, link):
                lengths.setdefault(node, []).append(en.getlinkvalue(self.project, link, en.LENGTH))
        return [node for node in self.junctions
                if len(lengths[node]) > 1 or lengths[node][0] > SHORT_DEAD_END_M]

    def pressures_in_fires(self, multiplier):
        """At each junction while a hydrant beside it is open, and the least one at any other."""
        project = self.project
        en.setoption(project, en.DEMANDMULT, multiplier)
        en.openH(project)
        for node in self.with_hydrants():
            losses = en.getnumdemands(project, node)  # the last category, constant
            usual = en.getbasedemand(project, node, losses)
            en.setbasedemand(project, node, losses, usual + FIRE_LPS / multiplier)
            en.initH(project, en.NOSAVE)
            en.runH(project)
            yield (en.getnodevalue(project, node, en.PRESSURE),
                   min(en.getnodevalue(project, other, en.PRESSURE) for other in self.junctions))
            en.setbasedemand(project, node, losses, usual)
        en.closeH(project)

    def solve(self, hours, multiplier=1.0):
        """Least and greatest pressure at customers, tank levels as shares, balance of water."""
        project = self.project
        en.settimeparam(project, en.DURATION, hours * 3600)
        en.setoption(project, en.DEMANDMULT, multiplier)
        least, most, shares = 1e9, -1e9, []
        put_in = delivered = stored = 0.0
        en.openH(project)
        en.initH(project, en.NOSAVE)
        while True:
            en.runH(project)
            pressures = [en.getnodevalue(project, node, en.PRESSURE) for node in self.junctions]
            least, most = min(least, *pressures), max(most, *pressures)
            for tank in self.tanks:
                level = en.getnodevalue(project, tank, en.HEAD) - en.getnodevalue(project, tank, en.ELEVATION)
                shares.append(level / en.getnodevalue(project, tank, en.MAXLEVEL))
            flows = [
                (en.getnodetype(project, node), en.getnodevalue(project, node, en.DEMAND))
                for node in range(1, en.getcount(project, en.NODECOUNT) + 1)
            ]
            step = en.nextH(project)
            if step <= 0:
                break
            put_in -= step * sum(flow for kind, flow in flows if kind == en.RESERVOIR)
            stored += step * sum(flow for kind, flow in flows if kind == en.TANK)
            delivered += step * sum(flow for kind, flow in flows if kind == en.JUNCTION)
        en.closeH(project)
        return least, most, min(shares), max(shares), put_in, delivered, stored


class SyntheticTowns(unittest.TestCase):
    program = ""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        subprocess.run([cls.program, cls.folder.name], check=True, stdout=subprocess.DEVNULL)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def network(self, town):
        return Network(Path(self.folder.name) / f"{town}.inp")

    def test_epanet_solves_two_days_within_pressure_limits(self):
        for town in TOWNS:
            with self.subTest(town), warnings.catch_warnings():
                warnings.simplefilter("error")  # EPANET's warnings: unbalanced, negative pressures
                least, most, lowest, highest, put_in, delivered, stored = self.network(town).solve(48)
                self.assertGreaterEqual(least, LEAST_PRESSURE_M)
                self.assertLessEqual(most, MOST_PRESSURE_M)
                self.assertGreater(lowest, 0.3)
                self.assertLess(highest, 1.0)
                # EPANET finds a flow to about 1e-6 cubic feet a second: 5 L in two days.
                self.assertAlmostEqual(put_in, delivered + stored, delta=1e-3 * delivered + 10)

    def test_pressure_holds_in_the_peak_hour_of_the_design(self):
        for town, inhabitants in TOWNS.items():
            with self.subTest(town), warnings.catch_warnings():
                warnings.simplefilter("error")
                multiplier = hour_factor(inhabitants) / PATTERN_PEAK
                least, *_ = self.network(town).solve(24, multiplier)
                self.assertGreaterEqual(least, LEAST_PRESSURE_M)

    def test_a_fire_at_any_junction_leaves_the_pressure_that_fire_engines_need(self):
        for town, inhabitants in TOWNS.items():
            with self.subTest(town), warnings.catch_warnings():
                warnings.simplefilter("error")
                multiplier = day_factor(inhabitants) / PATTERN_AT_MIDNIGHT
                for there, anywhere in self.network(town).pressures_in_fires(multiplier):
                    self.assertGreaterEqual(there, FIRE_PRESSURE_M)
                    self.assertGreaterEqual(anywhere, FIRE_PRESSURE_M)

    def test_a_week_neither_empties_nor_overflows_a_tank(self):
        _, _, lowest, highest, *_ = self.network("flat").solve(168)
        self.assertGreater(lowest, 0.5)
        self.assertLess(highest, 1.0)


if __name__ == "__main__":
    SyntheticTowns.program = sys.argv.pop(1)
    unittest.main()
