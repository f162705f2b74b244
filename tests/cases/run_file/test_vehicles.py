# SPDX-License-Identifier: Apache-2.0
"""Vehicles in the run file against SUMO itself: the program `sumo`, same files, same seed."""

import re
import subprocess
import sys
import unittest
import xml.etree.ElementTree as ET
from pathlib import Path

import h5py
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import given_city  # noqa: E402
from sumo_program import sumo_program  # noqa: E402

SCENARIO = """\
format: 1
name: Auental, streets alone
city: auental.city
start: "2026-11-10 06:30"
time_zone: Europe/Berlin
duration: 5 min
seed: 11
traffic: {}
record:
  every: 60 s
  vehicles_every: 100 s
"""


class Vehicles(case.Case):
    def positions_of_sumo(self):
        """(x, y, speed) by vehicle and second of the output, in the net's coordinates."""
        output = self.folder / "fcd.xml"
        config = given_city.CITY / "traffic" / "city.sumocfg"
        subprocess.run(
            [
                sumo_program(),
                "-c",
                config,
                "--seed",
                "11",
                "--end",
                "300",
                "--no-step-log",
                "true",
                "--fcd-output",
                output,
                "--device.fcd.period",
                "1",
                "--precision",
                "6",
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        steps = {}
        for step in ET.parse(output).getroot().iter("timestep"):
            steps[float(step.get("time"))] = {
                vehicle.get("id"): tuple(float(vehicle.get(key)) for key in ("x", "y", "speed"))
                for vehicle in step.iter("vehicle")
            }
        return steps

    def test_recorded_vehicles_are_where_sumo_has_them(self):
        run_file = self.folder / "run.h5"
        self.run_scenario(given_city.scenario_in(self.folder, SCENARIO), run_file)
        net = (given_city.CITY / "traffic" / "demo.net.xml").read_text()
        dx, dy = map(float, re.search(r'netOffset="([-\d.]+),([-\d.]+)"', net).groups())
        sumo = self.positions_of_sumo()
        with h5py.File(run_file) as run:
            names = [name.decode() for name in run["entities/vehicle/id"][:]]
            times = run["time/vehicles/time"][:]
            self.assertEqual(times.tolist(), [100.0, 200.0, 300.0])
            group = run["channels/traffic/vehicle"]
            for time, first, count in zip(
                times, run["time/vehicles/offset"], run["time/vehicles/count"]
            ):
                rows = slice(int(first), int(first) + int(count))
                # SUMO's output at t is the state after the step that ends at t + 1 s.
                expected = sumo[time - 1]
                self.assertEqual({names[i] for i in group["entity"][rows]}, set(expected))
                self.assertGreater(len(expected), 20)
                wanted = np.array([expected[names[i]] for i in group["entity"][rows]])
                np.testing.assert_allclose(group["x"][rows] + dx, wanted[:, 0], atol=0.05)
                np.testing.assert_allclose(group["y"][rows] + dy, wanted[:, 1], atol=0.05)
                np.testing.assert_allclose(group["speed"][rows], wanted[:, 2], atol=1e-4)


class Privacy(case.Case):
    def test_vehicles_of_personal_demand_are_withheld(self):
        city = self.folder / "persons.city"
        source = case.GIVEN
        self.assert_ok(
            case.cityproof(
                "import", "--sumo", source / "demo.sumocfg", "--class", "personal", "-o", city
            )
        )
        scenario = given_city.scenario_in(
            self.folder, SCENARIO.replace("auental.city", "persons.city")
        )
        run_file = self.folder / "run.h5"
        self.run_scenario(scenario, run_file, "duration=100 s")
        with h5py.File(run_file) as run:
            self.assertNotIn("vehicle", run["channels/traffic"])
            self.assertNotIn("vehicle", run["entities"])
            self.assertIn("withheld", run["privacy"].attrs["vehicle_positions"].decode())

    def test_loads_of_persons_meters_are_withheld(self):
        city = self.folder / "persons.city"
        source = case.GIVEN
        self.assert_ok(
            case.cityproof(
                "import",
                "--sumo",
                source / "demo.sumocfg",
                "--grid",
                source / "grid.json",
                "--layer",
                f"meter={source / 'meters.csv'}",
                "--class",
                "pseudonymous",
                "-o",
                city,
            )
        )
        text = "format: 1\nname: meters\ncity: persons.city\nstart: \"2026-11-10 06:00\"\n"
        text += "time_zone: Europe/Berlin\nduration: 20 min\nservices: {}\n"
        scenario = given_city.scenario_in(self.folder, text)
        run_file = self.folder / "run.h5"
        self.run_scenario(scenario, run_file)
        with h5py.File(run_file) as run:
            self.assertNotIn("services/meter_load", run["channels"])
            self.assertIn(b"withheld", run["privacy"].attrs["meter_loads"])
        result = case.cityproof(
            "run", scenario, "-o", run_file, "--set", "record.channels=[services/meter_load]"
        )
        self.assert_refused(result, "withheld")

    def test_routes_need_a_class(self):
        city = self.folder / "unclassed.city"
        result = case.cityproof(
            "import", "--sumo", case.GIVEN / "demo.sumocfg", "-o", city
        )
        self.assert_refused(result, "--class")
        self.assert_nothing_at(city)


if __name__ == "__main__":
    unittest.main()
