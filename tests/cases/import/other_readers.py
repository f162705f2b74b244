# SPDX-License-Identifier: Apache-2.0
"""What other programs say about a package: power-grid-model's and EPANET's own Python packages, GDAL, SUMO."""

import re
import subprocess
import tempfile
from pathlib import Path

from epanet import toolkit as en
from power_grid_model import CalculationMethod, CalculationType, ComponentType, PowerGridModel
from power_grid_model.utils import json_deserialize
from power_grid_model.validation import validate_input_data

import osm_case
from osm_case import case, rows

SUMO = case.SOURCE / ".venv" / "bin"


def said_by(*command):
    """All that a program says; it must succeed."""
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=600)
    text = result.stdout + result.stderr
    if result.returncode != 0:
        raise AssertionError(f"{command}\n{text}")
    return text


def water_pressures(inp):
    """Least and greatest pressure at a junction over the file's duration, by EPANET; and its junctions' ids."""
    project = en.createproject()
    with tempfile.TemporaryDirectory() as folder:
        en.open(project, str(inp), str(Path(folder) / "report.txt"), "")
        junctions = [
            node
            for node in range(1, en.getcount(project, en.NODECOUNT) + 1)
            if en.getnodetype(project, node) == en.JUNCTION
        ]
        pressures = []
        en.openH(project)
        en.initH(project, 0)
        while True:
            en.runH(project)
            here = [en.getnodevalue(project, node, en.PRESSURE) for node in junctions]
            pressures += [min(here), max(here)]
            if en.nextH(project) <= 0:
                break
        ids = {en.getnodeid(project, node) for node in junctions}
        en.close(project)
        en.deleteproject(project)
    return min(pressures), max(pressures), ids


class OtherReaders(osm_case.OsmCase):
    def assert_others_read(self, city):
        self.assert_power_grid_model_solves(city)
        self.assert_epanet_solves(city)
        self.assert_gdal_opens(city)
        self.assert_sumo_opens(city)

    def assert_power_grid_model_solves(self, city):
        grid = json_deserialize((city / "energy" / "grid.json").read_text())
        errors = validate_input_data(grid, calculation_type=CalculationType.power_flow, symmetric=True)
        self.assertFalse(errors, errors)
        result = PowerGridModel(grid, 50.0).calculate_power_flow(
            calculation_method=CalculationMethod.newton_raphson
        )
        node = result[ComponentType.node]
        # EN 50160 at peak; every bus is fed.
        self.assertEqual(node["energized"].min(), 1)
        self.assertGreaterEqual(node["u_pu"].min(), 0.9)
        self.assertLessEqual(node["u_pu"].max(), 1.1)
        # The map's rows are the file's.
        self.assertEqual(
            {f"bus:{number}" for number in node["id"]}, {bus for (bus,) in rows(city, "SELECT id FROM bus")}
        )

    def assert_epanet_solves(self, city):
        low, high, ids = water_pressures(city / "water" / "network.inp")
        self.assertGreater(low, 20)
        self.assertLess(high, 80)
        on_map = rows(city, "SELECT id FROM water_node WHERE kind = 'junction'")
        self.assertEqual(ids, {node for (node,) in on_map})

    def assert_gdal_opens(self, city):
        text = said_by("ogrinfo", "-al", "-so", city / "map.gpkg")
        self.assertNotRegex(text, re.compile("warning|error", re.IGNORECASE))
        self.assertIn("Layer name: substation", text)

    def assert_sumo_opens(self, city):
        """The net read by netconvert, the whole configuration run for a minute by sumo."""
        folder = city / "traffic"
        net = self.folder / "again.net.xml"
        self.assertNotIn("Error", said_by(SUMO / "netconvert", "-s", folder / "streets.net.xml", "-o", net))
        end = 7 * 3600 + 60
        text = said_by(SUMO / "sumo", "-c", folder / "city.sumocfg", "--end", end, "--no-step-log")
        self.assertNotRegex(text, "Warning|Error")
