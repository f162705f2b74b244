# SPDX-License-Identifier: Apache-2.0
"""The same seed gives the same run: whatever the threads and partitions are, to the last byte."""

import csv
import sys
import unittest
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import given_city  # noqa: E402
import run_content  # noqa: E402


class Repeat(case.Case):
    def assert_same_run(self, one, other):
        self.assertEqual(run_content.trace_hash(one), run_content.trace_hash(other))
        self.assertEqual(run_content.key_figure_bytes(one), run_content.key_figure_bytes(other))
        for group in ("channels", "time", "entities", "events"):
            first, second = (run_content.dataset_bytes(run, group) for run in (one, other))
            self.assertEqual(first.keys(), second.keys())
            self.assertEqual([name for name in first if first[name] != second[name]], [], group)

    def test_the_scenario_exercises_every_model(self):
        figures = run_content.key_figures(given_city.BASE)
        for name in (
            "traffic.arrived",
            "traffic.signal_dark",
            "energy.unserved",
            "water.pump_energy",
            "services.energy_delivered",
            "services.customers_interrupted",
            "sensors.readings",
        ):
            self.assertGreater(figures[name], 0, name)

    def test_threads_do_not_change_a_bit(self):
        for threads in (1, 2, 5):
            run = self.folder / f"threads-{threads}.h5"
            self.run_scenario(given_city.SCENARIO, run, threads=threads)
            with self.subTest(threads=threads):
                self.assert_same_run(given_city.BASE, run)

    def test_partitions_do_not_change_a_bit(self):
        for partitions in (1, 13):
            run = self.folder / f"partitions-{partitions}.h5"
            self.run_scenario(given_city.SCENARIO, run, f"partitions={partitions}", threads=2)
            with self.subTest(partitions=partitions):
                self.assert_same_run(given_city.BASE, run)

    def test_the_same_command_writes_the_same_bytes(self):
        runs = []
        for name in ("one", "two"):
            folder = self.folder / name
            folder.mkdir()
            given_city.scenario_in(folder)
            self.assert_ok(case.cityproof("run", "scenario.yaml", "-o", "run.h5", cwd=folder))
            runs.append((folder / "run.h5").read_bytes())
        self.assertEqual(len(runs[0]), len(runs[1]))
        self.assertTrue(runs[0] == runs[1], "the files differ")

    def test_another_seed_gives_another_run(self):
        run = self.folder / "other.h5"
        self.run_scenario(given_city.SCENARIO, run, seed=8)
        self.assertEqual(run_content.meta(run)["seed"], "8")
        self.assertNotEqual(run_content.trace_hash(given_city.BASE), run_content.trace_hash(run))
        first, second = (run_content.dataset_bytes(r, "channels") for r in (given_city.BASE, run))
        for channel in ("traffic/street_vehicles", "sensors/reading"):
            self.assertNotEqual(first[channel], second[channel], channel)

    def test_a_policy_runs_alike_with_any_threads_and_leaves_the_sensors_draws_alone(self):
        runs = [self.folder / f"policy-{threads}.h5" for threads in (1, 2)]
        for threads, run in zip((1, 2), runs):
            arguments = case.run_arguments(given_city.SCENARIO, run, threads=threads)
            self.assert_ok(case.cityproof(*arguments, "--policy", "adaptive_signals"))
        self.assert_same_run(*runs)
        street_channels = [
            run_content.channel(run, "traffic/street_vehicles") for run in (given_city.BASE, runs[0])
        ]
        self.assertFalse(np.array_equal(*street_channels), "the policy changed nothing")
        # Which readings get lost, and the noise where the policy does not reach, are the same draws.
        base, policy = (
            run_content.channel(run, "sensors/reading") for run in (given_city.BASE, runs[0])
        )
        np.testing.assert_array_equal(np.isnan(base), np.isnan(policy))
        source = case.GIVEN / "sensors.csv"
        with open(source, newline="") as file:
            measured = {row["id"]: row["quantity"] for row in csv.DictReader(file)}
        sensors = run_content.ids(given_city.BASE, "sensor")
        of_water = [i for i, name in enumerate(sensors) if measured[name].startswith("water/")]
        self.assertGreater(len(of_water), 10)
        np.testing.assert_array_equal(base[:, of_water], policy[:, of_water])


if __name__ == "__main__":
    unittest.main()
