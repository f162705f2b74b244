# SPDX-License-Identifier: Apache-2.0
"""`cityproof batch`: what it lists, makes, counts as failed, and writes."""

import csv
import json
import math
import os
import signal
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import small_study  # noqa: E402
from small_study import batch, case  # noqa: E402

import h5py  # noqa: E402

ONE_POINT = small_study.STUDY.replace(
    "factors:\n  grid:\n    energy.supply_voltage: [0.5 pu, 0.9 pu]\n", ""
)


class Batch(case.Case):
    def setUp(self):
        super().setUp()
        self.out = self.folder / "out"

    def rows(self):
        with open(self.out / "key_figures.csv", newline="") as file:
            return list(csv.DictReader(file))

    def test_every_arm_at_every_point_with_every_seed(self):
        study = small_study.write_study(self.folder, 2)
        self.assert_ok(batch(study, self.out))
        rows = self.rows()
        self.assertEqual(
            [(r["energy.supply_voltage"], r["arm"], r["seed"]) for r in rows],
            [(v, a, s) for v in ("0.5 pu", "0.9 pu") for a in ("baseline", "idle") for s in "12"],
        )
        self.assertEqual({r["status"] for r in rows}, {"done"})
        with h5py.File(self.out / "study.h5") as file:
            self.assertEqual(file["meta"].attrs["complete"], 1)
            names = [name.decode() for name in file["kpi/id"]]
            loss = names.index("energy.loss")
            self.assertEqual(file["kpi/direction"][loss], b"lower_is_better")
            self.assertEqual(list(file["kpi/named"][:]), [int(n == "energy.loss") for n in names])
            self.assertEqual(list(file["factor_numbers/energy.supply_voltage"][:]), [0.5, 0.9])
            for row, values in zip(rows, file["kpi/value"][:]):
                self.assertEqual(float(row["energy.loss [MWh]"]), values[loss])
            # A series is the channel of the run file; the idle policy changes nothing.
            series = file["series/energy/bus_voltage"]
            for i, name in enumerate(file["runs/file"]):
                with h5py.File(self.out / name.decode()) as run:
                    self.assertTrue((series[i] == run["channels/energy/bus_voltage"][:]).all())
            self.assertTrue((series[0] == series[2]).all())
            self.assertFalse((series[0] == series[1]).all(), "two seeds gave the same meters")

    def test_progress_as_json_grows_from_line_to_line(self):
        study = small_study.write_study(self.folder, 2)
        result = batch(study, self.out, "--log", "json")
        self.assert_ok(result)
        lines = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
        shares = [line["share"] for line in lines if line["type"] == "progress"]
        self.assertTrue(shares)
        self.assertEqual(shares, sorted(shares))
        self.assertTrue(all(0 <= share <= 1 for share in shares))
        self.assertIn("of 8 runs", lines[0]["text"])

    def test_a_run_is_what_cityproof_run_makes_of_it(self):
        study = small_study.write_study(self.folder, 1, ONE_POINT)
        self.assert_ok(batch(study, self.out))
        alone = self.folder / "alone.h5"
        self.run_scenario(self.folder / "scenario.yaml", alone, seed=1)
        with h5py.File(alone) as one, h5py.File(self.out / "study.h5") as other:
            self.assertEqual(one["kpi/value"][:].tolist(), other["kpi/value"][0].tolist())

    def test_dry_run_tells_runs_and_time_and_makes_nothing(self):
        study = small_study.write_study(self.folder, 2)
        result = case.cityproof("batch", study, "--dry-run", "--out", self.out)
        self.assert_ok(result)
        self.assertIn("8 runs: 2 arms x 2 points x 2 seeds; 0 done", result.stdout)
        self.assertIn("unknown", result.stdout)
        self.assert_nothing_at(self.out)
        self.assert_ok(batch(study, self.out))
        more = small_study.write_study(self.folder, 3)
        result = case.cityproof("batch", more, "--dry-run", "--out", self.out)
        self.assertIn("12 runs: 2 arms x 2 points x 3 seeds; 8 done", result.stdout)
        self.assertRegex(result.stdout, r"time left: about [0-9.]+ s with")
        self.assert_ok(batch(more, self.out))
        self.assertEqual(len(small_study.journal(self.out)), 12, "runs were made again")

    def test_a_design_goes_out_and_comes_in_as_a_table(self):
        study = small_study.write_study(self.folder, 1)
        table = self.folder / "x.csv"
        self.assert_ok(case.cityproof("batch", study, "--export-design", table))
        self.assertEqual(table.read_text(), "energy.supply_voltage\n0.5 pu\n0.9 pu\n")
        # As a library of designs writes it: numbers alone, the unit in the header.
        numbers = self.folder / "numbers.csv"
        numbers.write_text("energy.supply_voltage [pu],energy.tick [s]\n0.6,30\n0.7,60\n0.8,60\n")
        result = case.cityproof("batch", study, "--design", numbers, "--dry-run")
        self.assert_ok(result)
        self.assertIn("baseline, seed 1, energy.supply_voltage=0.6 pu, energy.tick=30 s", result.stdout)
        self.assertIn("6 runs: 2 arms x 3 points x 1 seeds", result.stdout)

    def test_equal_points_share_their_run(self):
        # Saltelli's design for two factors holds each of its mixed rows twice.
        study = small_study.write_study(self.folder, 1)
        table = self.folder / "x.csv"
        table.write_text("energy.supply_voltage\n0.5 pu\n0.9 pu\n0.5 pu\n")
        result = batch(study, self.out, "--design", table, "--dry-run")
        self.assertIn("4 runs: 2 arms x 3 points x 1 seeds, some points being equal; 0 done", result.stdout)
        self.assert_ok(batch(study, self.out, "--design", table))
        self.assertEqual(len(small_study.journal(self.out)), 4)
        losses = [(r["point"], r["arm"], r["energy.loss [MWh]"]) for r in self.rows()]
        self.assertEqual([point for point, _, _ in losses], list("001122"))
        self.assertEqual([loss for _, _, loss in losses[:2]], [loss for _, _, loss in losses[4:]])

    def test_identity_is_the_hash_of_all_inputs(self):
        def ids(seeds=1, text=ONE_POINT):
            study = small_study.write_study(self.folder, seeds, text)
            result = case.cityproof("batch", study, "--dry-run")
            self.assert_ok(result)
            return [line.split()[0] for line in result.stdout.splitlines() if "seed 1" in line]

        first = ids()
        self.assertEqual(len(set(first)), 2)
        self.assertEqual(ids(seeds=3), first)
        scenario = self.folder / "scenario.yaml"
        for change in (
            lambda: scenario.write_text(scenario.read_text().replace("2 min", "3 min")),
            lambda: (self.folder / "nothing.yaml").write_text(small_study.POLICY + "title: None\n"),
        ):
            study = small_study.write_study(self.folder, 1, ONE_POINT)
            change()
            result = case.cityproof("batch", study, "--dry-run")
            changed = [line.split()[0] for line in result.stdout.splitlines() if "seed 1" in line]
            self.assertNotEqual(changed[1], first[1])
        self.assertEqual(changed[0], first[0], "the baseline has nothing to do with a policy's text")

    def test_the_state_that_a_run_begins_from_counts_by_its_content(self):
        study = small_study.write_study(self.folder, 1, ONE_POINT)
        scenario = self.folder / "scenario.yaml"
        warm_up = self.folder / "warm_up.yaml"
        warm_up.write_text(scenario.read_text().replace("energy:", "rebase_every: 1 min\nenergy:"))
        scenario.write_text(
            warm_up.read_text().replace("duration: 2 min", "duration: 4 min\nfrom_state: s.state")
        )
        ids = []
        for seed in (1, 2):
            state = ("--save-state", self.folder / "s.state")
            run = case.run_arguments(warm_up, self.folder / "warm_up.h5", seed=seed)
            self.assert_ok(case.cityproof(*run, *state))
            result = case.cityproof("batch", study, "--dry-run")
            self.assert_ok(result)
            ids.append(result.stdout.split()[0])
        self.assertNotEqual(*ids)
        self.assert_ok(batch(study, self.out))

    def test_a_run_that_crashes_is_tried_once_more_and_then_recorded(self):
        study = small_study.write_study(self.folder, 4, ONE_POINT)
        self.assert_ok(batch(study, self.out, "--emit", "slurm"))  # makes the list
        victim = small_study.run_list(self.out)[2]["id"]
        process = small_study.start_batch(study, self.out, "--jobs", 2)
        self.addCleanup(process.kill)
        killed = set()
        while process.poll() is None:
            for pid in small_study.children(process.pid):
                if pid not in killed and self.is_run(pid, victim):
                    os.kill(pid, signal.SIGKILL)
                    killed.add(pid)
            time.sleep(0.002)
        self.assertEqual(process.returncode, case.MISSING_RUNS)
        self.assertEqual(len(killed), 2)
        rows = self.rows()
        self.assertEqual([r["status"] for r in rows].count("done"), 7)
        self.assertEqual([r["status"] for r in rows if r["run"] == victim], ["failed"])
        self.assertTrue((self.out / "logs" / f"{victim}.log").exists())
        with h5py.File(self.out / "study.h5") as file:
            self.assertEqual(file["meta"].attrs["complete"], 0)
            self.assertEqual(list(file["runs/status"][:]), [0, 0, 1, 0, 0, 0, 0, 0])
            self.assertTrue(all(math.isnan(value) for value in file["kpi/value"][2]))
            self.assertTrue(math.isnan(file["series/energy/bus_voltage"][2, 0, 0]))
        # The same command tries it again, and nothing else.
        self.assert_ok(batch(study, self.out))
        self.assertEqual(len(small_study.journal(self.out)), 10)
        self.assertFalse((self.out / "logs" / f"{victim}.log").exists())

    @staticmethod
    def is_run(pid, run):
        try:
            return run.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return False

    def test_a_run_that_refuses_its_input_is_not_tried_again(self):
        text = ONE_POINT.replace("[nothing.yaml]", "[adaptive_signals]")  # there is no traffic
        result = batch(small_study.write_study(self.folder, 2, text), self.out)
        self.assertEqual(result.returncode, case.MISSING_RUNS)
        self.assertIn("this scenario simulates no traffic", result.stderr)
        attempts = [line for line in small_study.journal(self.out) if not line["ok"]]
        self.assertEqual([line["attempt"] for line in attempts], [1, 1])
        self.assertEqual([r["status"] for r in self.rows()], ["done", "done", "failed", "failed"])

    def test_memory_limits_the_runs_at_a_time(self):
        study = small_study.write_study(self.folder, 4, ONE_POINT)
        self.assert_ok(batch(study, self.out, "--emit", "slurm"))
        # A run takes about 0.1 GB; no second one fits into this.
        process = small_study.start_batch(study, self.out, "--jobs", 4, "--memory-gb", 0.12)
        self.addCleanup(process.kill)
        most = 0
        while process.poll() is None:
            most = max(most, len(small_study.children(process.pid)))
            time.sleep(0.002)
        self.assertEqual((process.returncode, most), (case.OK, 1))

    def test_a_lost_run_goes_on_from_its_checkpoint(self):
        text = ONE_POINT.replace("policies:\n  idle: [nothing.yaml]\n", "")
        text += "set: {duration: 12 h, rebase_every: 10 min}\ncheckpoint_every: 10 min\n"
        study = small_study.write_study(self.folder, 1, text)
        whole = self.folder / "whole"
        self.assert_ok(batch(study, whole))
        process = small_study.start_batch(study, self.out)
        while not list(self.out.glob("runs/*.checkpoint")):
            self.assertIsNone(process.poll(), "it ended before its first checkpoint")
            time.sleep(0.002)
        process.kill()
        process.wait()
        time.sleep(0.2)
        self.assertEqual(list(self.out.glob("runs/*.h5")), [], "it ended before it was killed")
        self.assert_ok(batch(study, self.out))
        run = next(self.out.glob("runs/*.h5"))
        with h5py.File(run) as file:
            self.assertIn("--resume", file["meta"].attrs["command_line"].decode())
        self.assertEqual((self.out / "study.h5").read_bytes(), (whole / "study.h5").read_bytes())
        self.assertEqual(len(list((self.out / "runs").iterdir())), 1)

    def test_a_damaged_or_foreign_result_is_made_again(self):
        study = small_study.write_study(self.folder, 2, ONE_POINT)
        self.assert_ok(batch(study, self.out))
        before = (self.out / "study.h5").read_bytes()
        first, second, third, _ = [
            self.out / "runs" / f"{run['id']}.h5" for run in small_study.run_list(self.out)
        ]
        first.write_bytes(first.read_bytes()[:1000])
        second.write_bytes(third.read_bytes())
        self.assert_ok(batch(study, self.out))
        self.assertEqual((self.out / "study.h5").read_bytes(), before)
        self.assertEqual(len(small_study.journal(self.out)), 6)

    def test_seeds_are_added_until_the_effect_is_known(self):
        rule = "stop: {key_figure: energy.loss, half_width: 1 %, at_most: 20}\n"
        study = small_study.write_study(self.folder, 10, ONE_POINT + rule)
        result = batch(study, self.out)
        self.assert_ok(result)
        # The idle policy's differences are all zero: ten seeds are enough.
        self.assertRegex(result.stdout, r"half width 0 MWh with 10 seeds, wanted [0-9.e-]+: reached")
        self.assertEqual(len(self.rows()), 20)

    def test_gates_are_handed_on(self):
        gates = 'gates:\n  - {id: G1, key_figure: energy.loss, claim: limit, max: 480 MWh, where: "policy"}\n'
        self.assert_ok(
            batch(small_study.write_study(self.folder, 1, ONE_POINT + gates), self.out, "--emit", "slurm")
        )
        self.assertEqual(
            (self.out / "gates.yaml").read_text(),
            "format: 1\ngates:\n"
            '  - {"id": "G1", "key_figure": "energy.loss", "claim": "limit", "max": "480 MWh", "where": "policy"}\n',
        )


if __name__ == "__main__":
    unittest.main()
