# SPDX-License-Identifier: Apache-2.0
"""Run files are read from Python with h5py's own HDF5: complete, abandoned, killed and recovered ones.

usage: cityproof_run_test.py CHILD RECOVER    the test programs run_file_child and run_file_recover

Expected values follow from sample_run.cpp's formulas, repeated here.
"""

import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

try:
    import h5py
    import numpy as np
except ImportError as missing:
    sys.exit(f"{missing}: run ./setup, which installs tools/requirements.txt into .venv")

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "data" / "python"))
from cityproof_run import open_run  # noqa: E402

CHILD, RECOVER = sys.argv[1:3]
SPECIAL_BITS = np.array([0x80000000, 1, 0x7F800000, 0xFF800000, 0x7FC12345, 0xFFFFFFFF], dtype=np.uint32)


def expected_bits(channel, frame, entity):
    place = frame * 31 + entity * 7 + channel
    if place % 11 < len(SPECIAL_BITS):
        return int(SPECIAL_BITS[place % 11])
    return int(np.float32(place * 0.1 - 3.0).view(np.uint32))


def bits(values):
    return np.asarray(values, dtype=np.float32).view(np.uint32).tolist()


class ReadFromPython(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "run.h5"
        self.part = Path(folder.name) / "run.h5.part"

    def child(self, *arguments):
        subprocess.run([CHILD, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)

    def killed(self, seconds):
        writer = subprocess.Popen([CHILD, "stream", str(self.path), "100000000", "300"], stdout=subprocess.PIPE)
        writer.stdout.readline()
        self.wait_for_frames(10)
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()

    def wait_for_frames(self, count):
        """Until the run has written more than `count` frames; a loaded machine may need a while."""
        for _ in range(1000):
            with open_run(self.part) as run:
                frames = len(run.times("fine"))
            if frames > count:
                return
            time.sleep(0.01)
        self.fail("the run writes no frames")

    def expect_frames(self, run):
        frames = len(run.times("fine"))
        for entity in range(3):
            times, values = run.series("sensors/reading", entity)
            self.assertEqual(times.tolist(), [frame + 1.0 for frame in range(frames)])
            self.assertEqual(bits(values), [expected_bits(1, frame, entity) for frame in range(frames)])
        return frames

    def test_a_complete_file(self):
        self.child("stream", self.path, 40, 0)
        with open_run(self.path) as run:
            self.assertTrue(run.complete)
            self.assertEqual(run.meta["city"], "Zürich – Süd")
            self.assertEqual(len(run.meta["scenario"]), len("format: 1\n#  a text longer than 64 KiB") + 100_000)
            self.assertEqual(self.expect_frames(run), 40)
            self.assertEqual(set(run.channels), {"traffic/street_speed", "sensors/reading", "services/none",
                                                 "traffic/a", "energy/never"})
            self.assertEqual(run.channels["traffic/street_speed"].unit, "m/s")
            self.assertEqual(run.label("traffic/street_speed"), "street speed [m/s]")
            self.assertEqual(bits(run.frame("traffic/a", 130.0)), [expected_bits(3, 1, e) for e in range(3)])
            self.assertEqual(bits(run.series("traffic/street_speed", "street#7")[1][:2]),
                             [expected_bits(0, 0, 7), expected_bits(0, 1, 7)])
            self.assertEqual(len(run.frame("services/none", 60.0)), 0)
            self.assertEqual(run.geometry("street")[2].tolist(), [[20.5, 0.1], [23.5, -7.0], [25.5, 1e6]])
            self.assertEqual([len(points) for points in run.geometry("signal")], [1, 0, 4])
            # Frame 9 has 9 % 7 vehicles, the newest first; the newest is number 4.
            vehicles = run.vehicles(10.5)
            self.assertEqual(vehicles["id"], ["vehicle.____4", "vehicle.___3"])
            self.assertEqual(vehicles["y"].tolist(), [6673000.1 - 4, 6673000.1 - 3])
            self.assertEqual([event.target for event in run.events], [f"line/line:{k}" for k in range(0, 40, 5)])
            self.assertEqual(run.events[1].reason, "Kurzschluß im Feld 5")
            self.assertEqual(run.key_figures["traffic.delay_mean"].value, 12.5)
            self.assertEqual(run.key_figures["traffic.delay_mean"].direction, "lower_is_better")
            self.assertEqual(run.key_figures["energy.served"].definition, "Größe")
            with self.assertRaisesRegex(KeyError, "no channel 'x/y'"):
                run.series("x/y", 0)
            with self.assertRaisesRegex(KeyError, "no frame"):
                run.frame("traffic/a", 1.0)

    def test_every_dataset_has_a_unit_and_no_text_is_of_variable_length(self):
        self.child("stream", self.path, 10, 0)
        found = []

        def check(name, item):
            if isinstance(item, h5py.Dataset):
                found.append(name)
                self.assertTrue(item.attrs["unit"], name)
                self.assertFalse(h5py.check_string_dtype(item.dtype) and item.dtype == object, name)

        with h5py.File(self.path, "r") as file:
            file.visititems(check)
        self.assertGreater(len(found), 40)

    def test_an_abandoned_file(self):
        self.child("abandon", self.path, 12)
        with open_run(self.part) as run:
            self.assertFalse(run.complete)
            self.assertEqual(self.expect_frames(run), 12)
            self.assertEqual(run.key_figures, {})

    def test_a_growing_file(self):
        writer = subprocess.Popen([CHILD, "stream", str(self.path), "100000000", "300"], stdout=subprocess.PIPE)
        self.addCleanup(writer.stdout.close)
        self.addCleanup(writer.wait)
        self.addCleanup(writer.kill)
        writer.stdout.readline()
        with open_run(self.part) as run:
            first = self.expect_frames(run)
            for _ in range(1000):
                time.sleep(0.01)
                run.refresh()
                if self.expect_frames(run) > first:
                    break
            self.assertGreater(self.expect_frames(run), first)

    def test_killed_files_open_plainly_after_recovery_only(self):
        for seconds in (0.0, 0.03, 0.11):
            self.killed(seconds)
            with self.assertRaises(OSError):
                h5py.File(self.part, "r")
            said = subprocess.run([RECOVER, str(self.part)], check=True, stdout=subprocess.PIPE, text=True).stdout
            with open_run(self.path) as run:
                self.assertFalse(run.complete)
                frames = self.expect_frames(run)
                self.assertGreater(frames, 10)
                every_frame = sum(len(run.times(axis)) for axis in ("record", "fine", "vehicles"))
                self.assertEqual(said, f"recovered {run.times('record')[-1]:.0f} s of simulated time, "
                                       f"{every_frame} frames -> {self.path}\n")
            self.path.unlink()

    def test_other_files_are_refused_in_words(self):
        with h5py.File(self.path, "w") as file:
            file["x"] = 1
        with self.assertRaisesRegex(ValueError, "not a Cityproof run file"):
            open_run(self.path)
        with h5py.File(self.path, "w") as file:
            file.create_group("meta").attrs["format"] = 2
        with self.assertRaisesRegex(ValueError, "format 2 is newer"):
            open_run(self.path)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
