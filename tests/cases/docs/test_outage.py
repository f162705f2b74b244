# SPDX-License-Identifier: Apache-2.0
"""The outage that data/demo/README.md proposes does in the demo's city what stands there, and the documents that name
a line of that city name this one."""

import re
import sys
import unittest
from pathlib import Path

from power_grid_model import PowerGridModel
from power_grid_model.utils import json_deserialize

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import demo_city  # noqa: E402
import run_content  # noqa: E402

README = (case.DEMO / "README.md").read_text()
TOLD = " ".join(re.search(r"### The outage to try\n(.*?)\n## ", README, re.S).group(1).split())
CABLE, OPEN_POINT = re.findall(r"`line:(\d+)`", TOLD)
DARK_FROM_S, DARK_UNTIL_S = 120, 480


def told(pattern):
    return re.search(pattern, TOLD).group(1)


class Outage(case.Case):
    def run_outage(self):
        """The demo's scenario for ten minutes, six of them with the outage."""
        text = demo_city.SCENARIO.read_text().replace("duration: 75 min", "duration: 10 min")
        self.assertIn("duration: 10 min", text)
        text += f"events:\n  - {{id: fault, at: {DARK_FROM_S} s, until: {DARK_UNTIL_S} s, "
        text += f"action: outage, target: 'line/line:{CABLE}'}}\n"
        run = self.folder / "outage.h5"
        self.run_scenario(demo_city.scenario_in(self.folder, text), run)
        return run

    def test_what_goes_dark_is_what_the_readme_says(self):
        run = self.run_outage()
        times = run_content.frame_times(run)
        amid = list(times).index((DARK_FROM_S + DARK_UNTIL_S) / 2)
        voltage = run_content.channel(run, "energy/bus_voltage")
        buses = run_content.ids(run, "bus")
        station = {bus: name for bus, name in self.stations()}
        dark = {station[bus] for bus, now in zip(buses, voltage[amid]) if bus in station and not now > 0}
        self.assertEqual(dark, set(re.findall(r"\d{3}", told(r"go dark \((.*?)\)"))))
        self.assertEqual(len(dark), 10)
        self.assertTrue((voltage[-1] > 0).all(), "the end of the outage")
        signals = run_content.ids(run, "signal")
        out = run_content.channel(run, "traffic/signal_dark")[amid]
        self.assertEqual([name for name, now in zip(signals, out) if now], [told(r"signal (\w+)")])
        self.assertEqual(run_content.ids(run, "pump"), [told(r"only pump (\w+)")])
        self.assertEqual(run_content.channel(run, "water/pump_power")[amid].tolist(), [0])
        figures = run_content.key_figures(run)
        self.assertEqual(figures["services.customers_interrupted"], int(told(r"(\d+) customers")))
        hours = (DARK_UNTIL_S - DARK_FROM_S) / 3600
        self.assertAlmostEqual(figures["services.lamp_dark"], int(told(r"(\d+) lamps")) * hours, 6)
        self.assertEqual(figures["water.unserved"], 0)

    def stations(self):
        """Bus and number of every station's 10 kV busbar, by its name in the map."""
        rows = demo_city.rows("SELECT id, name FROM bus WHERE name LIKE 'Station % 10 kV'")
        return [(bus, name.split()[1]) for bus, name in rows]

    def test_the_open_point_brings_all_back(self):
        """By power-grid-model's own Python package: no bus without voltage, none outside of EN 50160's 10 %."""
        grid = json_deserialize((demo_city.CITY / "energy" / "grid.json").read_text())
        lines = grid["line"]
        for side in ("from_status", "to_status"):
            lines[side][lines["id"] == int(CABLE)] = 0
        self.assertTrue((PowerGridModel(grid).calculate_power_flow()["node"]["energized"] == 0).any())
        tie = lines["id"] == int(OPEN_POINT)
        self.assertEqual((lines["from_status"][tie] + lines["to_status"][tie]).tolist(), [1], "is open at one end")
        for side in ("from_status", "to_status"):
            lines[side][tie] = 1
        nodes = PowerGridModel(grid).calculate_power_flow()["node"]
        self.assertTrue((nodes["energized"] == 1).all())
        self.assertTrue((abs(nodes["u_pu"] - 1) <= 0.10).all())

    def test_the_documents_name_the_same_line(self):
        for document in ("first_run.md", "scenario.md", "examples/every_section.yaml"):
            text = (case.SOURCE / "docs" / document).read_text()
            lines = set(re.findall(r"target\W+line/line:(\d+)", text))
            self.assertEqual(lines, {CABLE}, document)


if __name__ == "__main__":
    unittest.main()
