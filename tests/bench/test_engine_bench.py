# SPDX-License-Identifier: Apache-2.0
"""The engine's benchmark program and the judge of its ratios, without any figure of time."""

import contextlib
import io
import json
import subprocess
import tempfile
import unittest
from pathlib import Path

import engine_bench


def program(*arguments):
    return subprocess.run(
        [engine_bench.PROGRAM, *map(str, arguments)], capture_output=True, text=True, check=False
    )


class Program(unittest.TestCase):
    def assert_one_error_line(self, run, *texts):
        self.assertEqual(run.returncode, 2, run.stdout + run.stderr)
        self.assertEqual(len(run.stderr.splitlines()), 1, run.stderr)
        for text in texts:
            self.assertIn(text, run.stderr)

    def test_a_measurement_is_one_line_with_counts_that_hold(self):
        run = program("phold", "P1", "--end", 1, "--threads", 2, "--queue", "heap", "--json")
        self.assertEqual(run.returncode, 0, run.stderr)
        report = json.loads(run.stdout)
        self.assertEqual(len(run.stdout.splitlines()), 1)
        self.assertEqual((report["threads"], report["queue"]), (2, "heap"))
        self.assertEqual(report["checks"][0]["counted"], report["events"])
        self.assertTrue(report["holds"])
        for figure in ("wall_s", "cpu_s", "mev_per_cpu_s", "peak_rss_mb", "rounds", "parallel_rounds",
                       "trace_hash", "load_average", "bytes_per_entity", "bytes_per_pending_event"):
            self.assertIn(figure, report)

    def test_an_unknown_name_is_one_sentence(self):
        self.assert_one_error_line(program("phold", "P9"), "P9", "P1, P1r, P1s, P1w, P2, P3")
        self.assert_one_error_line(program("devstone", "HX"), "HX", "LI, HI or HO")

    def test_a_checkpoint_between_two_rebasings_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            run = program("citymix", "--scale", 0.002, "--hours", 2, "--checkpoint-at", 0.5,
                          "--checkpoint", Path(folder) / "c")
            self.assert_one_error_line(run, "re-basing", "1:00:00")

    def test_a_file_that_is_no_checkpoint_is_refused(self):
        run = program("citymix", "--scale", 0.002, "--hours", 1, "--restore", __file__)
        self.assert_one_error_line(run, "test_engine_bench.py")

    def test_a_checkpoint_leads_to_the_same_hash(self):
        with tempfile.TemporaryDirectory() as folder:
            size = ("citymix", "--scale", 0.002, "--hours", 2, "--json")
            file = Path(folder) / "c"
            whole = json.loads(program(*size, "--checkpoint-at", 1, "--checkpoint", file).stdout)
            rest = json.loads(program(*size, "--restore", file, "--threads", 2).stdout)
            self.assertEqual(list(Path(folder).iterdir()), [file])
            self.assertEqual(whole["checkpoint_bytes"], file.stat().st_size)
        self.assertEqual(rest["restored_at"], "1:00:00")
        self.assertEqual(rest["trace_hash"], whole["trace_hash"])
        self.assertTrue(rest["holds"])


def report(others=0.0, **more):
    return {"processors_used_by_others": others, "load_average": 1.0, **more}


class Judge(unittest.TestCase):
    def verdict(self, ratios, target, others=0.0, quick=False):
        table = engine_bench.Table(quick)
        table.add("figure", ratios, [(report(others), report(others))] * len(ratios), target)
        return table.rows[0]["verdict"], table.missed

    def test_the_median_decides(self):
        target = engine_bench.Target(least=2.0)
        self.assertEqual(self.verdict([1.0, 2.1, 9.0], target), ("met", []))
        self.assertEqual(self.verdict([1.0, 1.9, 9.0], target), ("MISSED", ["figure"]))
        self.assertEqual(self.verdict([1.4, 1.4], engine_bench.Target(most=1.3)), ("MISSED", ["figure"]))

    def test_a_speed_up_is_not_judged_while_others_use_the_processors(self):
        verdict, missed = self.verdict([1.0], engine_bench.SPEED_UP, others=0.5)
        self.assertIn("not judged", verdict)
        self.assertEqual(missed, [])

    def test_the_small_version_judges_nothing(self):
        verdict, missed = self.verdict([0.1], engine_bench.PEER_TARGETS["P1"], quick=True)
        self.assertIn("not judged", verdict)
        self.assertEqual(missed, [])

    def test_a_wrong_count_and_a_hash_that_differs_are_named(self):
        good = {"bench": "phold", "instance": "P1", "threads": 1, "queue": "heap", "holds": True,
                "end_s": 1, "trace_hash": "a"}
        self.assertEqual(engine_bench.wrong_counts([good, good]), [])
        self.assertEqual(len(engine_bench.wrong_counts([good, {**good, "trace_hash": "b"}])), 1)
        self.assertEqual(engine_bench.wrong_counts([{**good, "holds": False}]), ["phold P1"])

    def test_the_table_names_what_was_missed(self):
        table = engine_bench.Table(False)
        table.add_figure("day, s", 200, engine_bench.Target(most=180), report())
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            table.show()
        self.assertIn("<= 180 MISSED", said.getvalue())


if __name__ == "__main__":
    unittest.main()
