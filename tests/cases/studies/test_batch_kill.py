# SPDX-License-Identifier: Apache-2.0
"""Whatever is killed, and however often: the same command ends with the same study.h5, to the byte.

What is killed and when is drawn from a seeded generator; when a draw hits is up to the machine.
"""

import os
import random
import signal
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import small_study  # noqa: E402
from small_study import batch, case  # noqa: E402

RUNS = 64
SEED = 20260101


class BatchKill(case.Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kept = case.fresh_folder(small_study.given_city.WORK / "batch_kill")
        cls.study = small_study.write_study(cls.kept, RUNS // 4)
        cls.whole = cls.kept / "whole"
        result = batch(cls.study, cls.whole, "--jobs", 2)
        if result.returncode != case.OK:
            raise AssertionError(result.stderr)

    def setUp(self):
        super().setUp()
        self.out = self.folder / "out"

    def reap(self, process):
        if process.poll() is None:
            process.kill()
        process.wait()

    def live(self, *more):
        process = small_study.start_batch(self.study, self.out, *more)
        self.addCleanup(self.reap, process)
        return process

    def done(self):
        return len(list((self.out / "runs").glob("*.h5"))) if self.out.exists() else 0

    def wait_for_runs(self, process, count):
        """Until so many runs are there. Returns whether the batch still goes on."""
        deadline = time.monotonic() + 60
        while self.done() < count and process.poll() is None:
            self.assertLess(time.monotonic(), deadline, "the batch does not get on")
            time.sleep(0.005)
        return process.poll() is None

    def assert_same_study(self):
        for name in ("study.h5", "key_figures.csv"):
            self.assertEqual(
                (self.out / name).read_bytes(), (self.whole / name).read_bytes(), f"{name} differs"
            )
        left = [file.name for file in (self.out / "runs").iterdir() if file.suffix != ".h5"]
        self.assertEqual(left, [], "a lost run left something")
        self.assertEqual(self.done(), RUNS)

    def test_runs_batch_and_everything_again(self):
        draw = random.Random(SEED)
        killed_runs = 0
        for target in (8, 20, 33, 47):
            process = self.live("--jobs", 2)
            first = True
            while self.wait_for_runs(process, min(self.done() + 1, target)) and self.done() < target:
                time.sleep(draw.uniform(0, 0.15))
                going = small_study.children(process.pid)
                if going and (first or draw.random() < 0.3):
                    os.kill(draw.choice(going), signal.SIGKILL)
                    killed_runs += 1
                    first = False
            self.assertIsNone(process.poll(), "the batch ended before it was killed")
            runs = small_study.children(process.pid)
            process.kill()
            process.wait()
            for pid in runs:  # they die with their parent
                self.assert_gone(pid)
        self.assertGreater(killed_runs, 3)
        before = self.done()
        self.assertLess(before, RUNS)
        result = batch(self.study, self.out, "--jobs", 2)
        self.assert_ok(result)
        self.assertIn(f"{before} of {RUNS} runs are there from before", result.stderr)
        self.assert_same_study()
        outcomes = [line["outcome"] for line in small_study.journal(self.out)]
        self.assertTrue(any(text.startswith("killed by signal 9") for text in outcomes), outcomes)

    def assert_gone(self, pid):
        deadline = time.monotonic() + 10
        while os.path.exists(f"/proc/{pid}"):
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            if state == "Z":
                return
            self.assertLess(time.monotonic(), deadline, "a run outlives its batch")
            time.sleep(0.01)

    def test_at_most_the_runs_in_flight_are_lost(self):
        process = self.live("--jobs", 2)
        self.assertTrue(self.wait_for_runs(process, 10))
        process.kill()
        process.wait()
        time.sleep(0.3)
        done = self.done()
        started = {line["run"] for line in small_study.journal(self.out)}
        self.assertGreaterEqual(done + 2, len(started))
        self.assertGreaterEqual(done, 10)

    def test_an_orderly_stop_ends_with_its_code_and_goes_on(self):
        for number, code in ((signal.SIGINT, case.INTERRUPTED), (signal.SIGTERM, case.TRANSIENT)):
            process = self.live("--jobs", 2)
            self.assertTrue(self.wait_for_runs(process, self.done() + 5))
            process.send_signal(number)
            self.assertEqual(process.wait(timeout=30), code)
            self.assertFalse((self.out / "study.h5").exists())
        self.assert_ok(batch(self.study, self.out, "--jobs", 2))
        self.assert_same_study()

    def test_one_batch_at_a_time_works_in_a_folder(self):
        process = self.live("--jobs", 1)
        self.assertTrue(self.wait_for_runs(process, 1))
        self.assert_refused(batch(self.study, self.out), "at work in this folder")
        process.kill()

    def test_the_order_of_the_runs_and_their_number_at_a_time_change_nothing(self):
        self.assert_ok(batch(self.study, self.out, "--jobs", 3))
        self.assert_same_study()
        self.assert_ok(batch(self.study, self.out, "--jobs", 1))  # nothing to do
        self.assert_same_study()


if __name__ == "__main__":
    unittest.main()
