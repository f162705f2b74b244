# SPDX-License-Identifier: Apache-2.0
"""The baseline's hour with the outage of line 62. Expected values and their sources: README.md."""

import csv
import math
import sys
import unittest
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import oracle_city  # noqa: E402
import run_content  # noqa: E402

WORK = case.SHARED / "oracle"
RUN = WORK / "outage.h5"

TANK_LEVELS_M = {"1": 5.147, "2": 6.554, "3": 9.868}


class Outage(case.Case):
    @classmethod
    def setUpClass(cls):
        RUN.unlink(missing_ok=True)
        result = case.cityproof("run", WORK / "outage.yaml", "-o", RUN, timeout=600)
        if result.returncode != case.OK:
            raise AssertionError(f"{result.stdout}\n{result.stderr}")
        cls.figures = run_content.key_figures(RUN)

    def assert_within(self, name, expected, share):
        self.assertAlmostEqual(self.figures[name], expected, delta=share * expected, msg=name)

    def test_two_signals_are_dark_for_ten_minutes(self):
        self.assertEqual(self.figures["traffic.signal_dark"], 1200)
        dark = run_content.channel(RUN, "traffic/signal_dark")
        self.assertEqual(np.count_nonzero(dark.any(axis=0)), 2)

    def test_44_buses_are_dead_at_ten_minute_ends(self):
        self.assertEqual(self.figures["energy.unserved"], 440)
        dead = run_content.channel(RUN, "energy/bus_energised") == 0
        minutes = run_content.frame_times(RUN) / 60
        self.assertEqual(minutes[dead.any(axis=1)].tolist(), list(range(30, 40)))
        self.assertEqual(set(dead.sum(axis=1).tolist()), {0, 44})

    def test_line_losses_are_those_of_the_baseline(self):
        self.assert_within("energy.loss", 0.859753, 1e-3)

    def test_line_losses_are_those_of_the_mended_hand_loop(self):
        # What mended_hand_loop.py prints for pi_model.
        self.assert_within("energy.loss", 0.859553698, 1e-6)

    def test_pump_energy(self):
        self.assert_within("water.pump_energy", 372.28, 5e-3)

    def test_tank_levels(self):
        last = run_content.channel(RUN, "water/tank_level")[-1]
        levels = dict(zip(run_content.ids(RUN, "tank"), last))
        self.assertEqual(set(levels), set(TANK_LEVELS_M))
        for tank, expected in TANK_LEVELS_M.items():
            self.assertAlmostEqual(float(levels[tank]), expected, delta=0.02, msg=f"tank {tank}")

    def test_one_reading_in_a_hundred_is_lost(self):
        samples = oracle_city.SENSOR_COUNT * 60
        deviation = math.sqrt(samples * 0.01 * 0.99)
        self.assertAlmostEqual(
            self.figures["sensors.readings"], 0.99 * samples, delta=4 * deviation
        )
        self.assertEqual(self.figures["sensors.readings"] + self.figures["sensors.lost"], samples)

    def test_readings_are_the_streets_speeds_with_noise(self):
        with open(WORK / "sources" / "sensors.csv", newline="") as file:
            target = {row["id"]: row["target"] for row in csv.DictReader(file)}
        streets = run_content.ids(RUN, "street")
        columns = [streets.index(target[sensor]) for sensor in run_content.ids(RUN, "sensor")]
        true = run_content.channel(RUN, "traffic/street_speed")[:, columns]
        noise = (run_content.channel(RUN, "sensors/reading") - true).astype(float)
        noise = noise[~np.isnan(noise)]
        self.assertEqual(noise.size, self.figures["sensors.readings"])
        # Normal with mean 0 and deviation 0.3 m/s: standard errors of mean and deviation, 4 of each.
        self.assertAlmostEqual(noise.mean(), 0, delta=4 * 0.3 / math.sqrt(noise.size))
        self.assertAlmostEqual(noise.std(), 0.3, delta=4 * 0.3 / math.sqrt(2 * noise.size))

    def test_the_events_are_in_the_run_file(self):
        self.assertEqual(
            run_content.events(RUN),
            [
                (1800.0, "outage", "line/line:62", "line 62 fails"),
                (2400.0, "restore", "line/line:62", "line 62 fails"),
            ],
        )


if __name__ == "__main__":
    case.require_data(oracle_city.TRAFFIC, oracle_city.GRID, oracle_city.WATER)
    unittest.main()
