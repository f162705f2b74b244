# SPDX-License-Identifier: Apache-2.0
"""Ctrl-C, SIGTERM and kill -9 in mid-run, and what `cityproof recover` makes of the rest."""

import shutil
import signal
import sys
import time
import unittest
from pathlib import Path

import h5py
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import given_city  # noqa: E402
import run_content  # noqa: E402


class Interrupted(case.Case):
    def setUp(self):
        super().setUp()
        self.output = self.folder / "run.h5"
        self.part = self.folder / "run.h5.part"

    def start(self, *more):
        process = case.start_cityproof("run", given_city.SCENARIO, "-o", self.output, *more)
        self.addCleanup(self.reap, process)
        return process

    def reap(self, process):
        if process.poll() is None:
            process.kill()
        process.communicate()

    def start_and_pause(self):
        """A run that stands still somewhere after 200 s of 600 s."""
        process = self.start("--log", "json")
        return process, case.pause_after(process, "200 s")

    def assert_part_of_the_whole_run(self, run, until_s, whole_run=given_city.BASE):
        """Its frames are the complete run's, and none before `until_s` is missing."""
        times = run_content.frame_times(run)
        whole_times = run_content.frame_times(whole_run)
        count = len(times)
        self.assertEqual(times.tolist(), whole_times[:count].tolist())
        self.assertGreaterEqual(count, np.count_nonzero(whole_times < until_s))
        with h5py.File(run) as some, h5py.File(whole_run) as whole:
            self.assertEqual(some["meta"].attrs["complete"], 0)
            names = []
            whole["channels"].visititems(
                lambda name, item: names.append(name) if isinstance(item, h5py.Dataset) else None
            )
            for name in names:
                frames = count
                if "vehicle/" in name:
                    frames = int(some["time/vehicles/count"][:].sum())
                    self.assertEqual(len(some["channels"][name]), frames)
                np.testing.assert_array_equal(
                    some["channels"][name][:], whole["channels"][name][:frames], name
                )
            for table in whole["entities"]:
                if table == "vehicle":
                    continue
                np.testing.assert_array_equal(
                    some[f"entities/{table}/id"][:], whole[f"entities/{table}/id"][:]
                )

    def recover(self, *more):
        result = case.cityproof("recover", self.part, *more)
        self.assert_ok(result)
        return result

    def stop_paused_run(self, number, code):
        process, paused_at = self.start_and_pause()
        time.sleep(
            0.5
        )  # the recorder writes behind the simulation: while that stands still, it catches up
        process.send_signal(number)
        process.wait(timeout=30)
        self.assertEqual(process.returncode, code)
        self.assert_nothing_at(self.output)
        self.assertTrue(self.part.is_file())
        return process, paused_at

    def test_ctrl_c_says_what_to_do_and_recover_does_it(self):
        process, paused_at = self.stop_paused_run(signal.SIGINT, case.INTERRUPTED)
        error = process.stderr.read()
        self.assertIn("recover", error)
        self.assertEqual(len(error.strip().splitlines()), 1, error)
        result = self.recover()
        self.assertIn("frames", result.stdout)
        self.assert_part_of_the_whole_run(self.output, paused_at)

    def test_sigterm_leaves_a_file_to_be_mended(self):
        process, paused_at = self.stop_paused_run(signal.SIGTERM, case.TRANSIENT)
        self.assertIn("recover", process.stderr.read())
        self.recover()
        self.assert_part_of_the_whole_run(self.output, paused_at)

    def test_kill_leaves_a_file_to_be_mended(self):
        _, paused_at = self.stop_paused_run(signal.SIGKILL, -signal.SIGKILL)
        kept = self.part.read_bytes()
        self.recover()
        # The frame of the instant of the pause may not have been written yet.
        self.assert_part_of_the_whole_run(self.output, paused_at - 30)
        self.assertTrue(not self.part.exists() or self.part.read_bytes() == kept)

    def test_kill_at_full_speed(self):
        # Longer than the others: some frames are on the disk long before the end.
        whole_run = self.folder / "whole.h5"
        self.run_scenario(given_city.SCENARIO, whole_run, "duration=20 min")
        process = self.start("--set", "duration=20 min")
        for line in process.stderr:
            if line.startswith("0:12:00 of"):
                break
        process.kill()
        process.wait(timeout=30)
        self.assertEqual(process.returncode, -signal.SIGKILL, "it ended before it was killed")
        self.recover()
        self.assert_part_of_the_whole_run(self.output, 0, whole_run)
        self.assertGreater(len(run_content.frame_times(self.output)), 0)

    def test_kill_at_any_time_of_the_start(self):
        for delay in (0.05, 0.15, 0.25, 0.3, 0.35, 0.4, 0.5):
            with self.subTest(delay=delay):
                process = self.start()
                time.sleep(delay)
                process.kill()
                process.wait(timeout=30)
                if self.part.exists():
                    result = case.cityproof("recover", self.part, timeout=60)
                    if result.returncode == case.OK:
                        self.assert_part_of_the_whole_run(self.output, 0)
                    else:  # killed before the file was whole enough to hold a frame
                        self.assert_refused(result, "run.h5.part")
                        self.assert_nothing_at(self.output)
                self.output.unlink(missing_ok=True)
                self.part.unlink(missing_ok=True)

    def test_the_others_refuse_what_was_not_recovered(self):
        self.stop_paused_run(signal.SIGKILL, -signal.SIGKILL)
        stray = self.folder / "stray.h5"
        shutil.copyfile(self.part, stray)
        result = case.cityproof("compare", stray, "--with", given_city.BASE, timeout=60)
        self.assertIn(result.returncode, (case.BAD_INPUT, case.MISSING_RUNS))
        self.assert_refused(result, "stray.h5", code=result.returncode)
        self.assertIn("recover", result.stderr)

    def test_a_recovered_run_is_no_complete_one(self):
        self.stop_paused_run(signal.SIGINT, case.INTERRUPTED)
        self.recover()
        result = case.cityproof("compare", self.output, "--with", given_city.BASE, timeout=60)
        self.assertIn(result.returncode, (case.BAD_INPUT, case.MISSING_RUNS))
        self.assert_refused(result, "run.h5", code=result.returncode)

    def test_a_run_in_progress_is_not_overwritten_or_recovered(self):
        process, _ = self.start_and_pause()
        second = case.cityproof("run", given_city.SCENARIO, "-o", self.output, timeout=60)
        self.assert_refused(second, "run.h5")
        self.assert_refused(case.cityproof("recover", self.part, timeout=60), "run.h5")
        self.assert_nothing_at(self.output)
        process.stdin.write('{"command": "resume"}\n')
        process.stdin.close()
        process.stdin = None
        process.communicate(timeout=120)
        self.assertEqual(process.returncode, case.OK)
        self.assertEqual(
            run_content.trace_hash(self.output), run_content.trace_hash(given_city.BASE)
        )

    def test_an_interrupted_run_keeps_the_old_file(self):
        self.output.write_text("an older result")
        process, _ = self.start_and_pause()
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
        self.assertEqual(process.returncode, case.INTERRUPTED)
        self.assertEqual(self.output.read_text(), "an older result")

    def start_import(self, city):
        source = case.GIVEN
        process = case.start_cityproof(
            "import",
            "--sumo",
            source / "demo.sumocfg",
            "--class",
            "synthetic",
            "--grid",
            source / "grid.json",
            "--layer",
            f"building={source / 'buildings.geojson'}",
            "-o",
            city,
        )
        self.addCleanup(self.reap, process)
        return process

    def test_interrupted_import_leaves_nothing(self):
        made = self.folder / "made"
        made.mkdir()
        started = time.monotonic()
        process = self.start_import(self.folder / "undisturbed.city")
        process.wait(timeout=60)
        self.assertEqual(process.returncode, case.OK)
        whole_s = time.monotonic() - started
        interrupted = 0
        for share in (0.1, 0.3, 0.5, 0.7):
            with self.subTest(share=share):
                process = self.start_import(made / "town.city")
                time.sleep(share * whole_s)
                process.send_signal(signal.SIGINT)
                process.wait(timeout=60)
                if process.returncode == case.OK:  # faster than the first time
                    shutil.rmtree(made / "town.city")
                else:
                    # Before the program has set its handlers the signal simply ends it.
                    self.assertIn(process.returncode, (case.INTERRUPTED, -signal.SIGINT))
                    interrupted += 1
                self.assertEqual(list(made.iterdir()), [])
        self.assertGreater(interrupted, 0, "no import was interrupted")


if __name__ == "__main__":
    unittest.main()
