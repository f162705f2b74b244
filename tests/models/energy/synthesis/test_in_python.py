#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""power-grid-model's own Python package validates and solves synthetic grids.

usage: test_in_python.py WRITE_SMALL_TOWN    the program that prints the grids
"""

import json
import subprocess
import sys
import unittest

import numpy as np
from power_grid_model import CalculationMethod, CalculationType, ComponentType, PowerGridModel
from power_grid_model.utils import json_deserialize
from power_grid_model.validation import validate_input_data

PROGRAM = sys.argv.pop() if len(sys.argv) > 1 else ""


def run(argument):
    return subprocess.run([PROGRAM, argument], check=True, capture_output=True, text=True).stdout


class SyntheticGrids(unittest.TestCase):
    def setUp(self):
        names = run("--names").split()
        self.assertGreater(len(names), 5)
        self.grids = {name: json_deserialize(run(name)) for name in names}

    def test_are_valid_for_the_package(self):
        for name, grid in self.grids.items():
            with self.subTest(name):
                errors = validate_input_data(
                    grid, calculation_type=CalculationType.power_flow, symmetric=True
                )
                self.assertFalse(errors, errors)

    def test_have_a_steady_state_within_en_50160_in_which_energy_balances(self):
        for name, grid in self.grids.items():
            with self.subTest(name):
                result = PowerGridModel(grid, 50.0).calculate_power_flow(
                    calculation_method=CalculationMethod.newton_raphson
                )
                node = result[ComponentType.node]
                self.assertTrue(np.all(node["energized"] == 1))
                self.assertGreaterEqual(node["u_pu"].min(), 0.9)
                self.assertLessEqual(node["u_pu"].max(), 1.1)
                line = result[ComponentType.line]
                transformer = result[ComponentType.transformer]
                self.assertLessEqual(line["loading"].max(), 1.0)
                self.assertLessEqual(transformer["loading"].max(), 1.0)
                loss = sum(float((branch["p_from"] + branch["p_to"]).sum())
                           for branch in (line, transformer))
                load = float(result[ComponentType.sym_load]["p"].sum())
                source = float(result[ComponentType.source]["p"].sum())
                self.assertGreater(loss, 0)
                # Losses of a grid at peak: not more than a tenth of the load.
                self.assertLess(loss, 0.1 * load)
                self.assertAlmostEqual(source / (load + loss), 1, delta=1e-6)

    def test_have_loads_above_zero_and_unique_ids(self):
        for name in self.grids:
            with self.subTest(name):
                data = json.loads(run(name))["data"]
                self.assertTrue(all(load["p_specified"] > 0 for load in data["sym_load"]))
                ids = [row["id"] for rows in data.values() for row in rows]
                self.assertEqual(len(ids), len(set(ids)))


if __name__ == "__main__":
    unittest.main()
