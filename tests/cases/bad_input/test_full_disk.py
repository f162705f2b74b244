# SPDX-License-Identifier: Apache-2.0
"""No room for what a program writes: one line, exit code 4, nothing under its final name.

A small file system of its own (tmpfs) where the system lets us mount one, which only root may;
and everywhere a limit on the size of a file, which fails in write() in the same way.
"""

import contextlib
import os
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import given_city  # noqa: E402


@contextlib.contextmanager
def small_disk(folder, size):
    """A tmpfs of `size` bytes at `folder`; None where mounting is not allowed."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "cityproof-case", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode != 0:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


class FullDisk(case.Case):
    def refuse_all(self, output, *arguments, folder, **options):
        result = case.cityproof(*arguments, "-o", output, timeout=120, **options)
        self.assert_refused(result, code=case.ENGINE_ERROR)
        self.assertRegex(result.stderr, "No space left|File too large")
        self.assert_nothing_at(output)
        return [path for path in folder.rglob("*") if path.is_file()]

    def test_run_on_a_full_disk(self):
        # Too small for the file's fixed parts; full in mid-run; full when it is finished.
        for size in (64 << 10, 600 << 10, 1200 << 10, 2000 << 10):
            with self.subTest(size=size), small_disk(self.folder / f"disk{size}", size) as disk:
                if disk is None:
                    self.skipTest("a tmpfs cannot be mounted here")
                left = self.refuse_all(disk / "run.h5", "run", given_city.SCENARIO, folder=disk)
                self.assertLessEqual({path.name for path in left}, {"run.h5.part"})

    def test_import_on_a_full_disk(self):
        source = case.GIVEN
        for size in (64 << 10, 800 << 10):
            with self.subTest(size=size), small_disk(self.folder / f"disk{size}", size) as disk:
                if disk is None:
                    self.skipTest("a tmpfs cannot be mounted here")
                left = self.refuse_all(
                    disk / "town.city",
                    "import",
                    "--sumo",
                    source / "demo.sumocfg",
                    "--class",
                    "synthetic",
                    "--layer",
                    f"lamp={source / 'lamps.csv'}",
                    "--grid",
                    source / "grid.json",
                    folder=disk,
                )
                self.assertEqual(left, [])

    def test_export_on_a_full_disk(self):
        for name in ("map.gpkg", "values.csv", "street.geojson"):
            with self.subTest(name=name), small_disk(self.folder / f"disk-{name}", 64 << 10) as disk:
                if disk is None:
                    self.skipTest("a tmpfs cannot be mounted here")
                tables = ["--tables", "street"] if name.endswith("geojson") else []
                left = self.refuse_all(
                    disk / name, "export", given_city.BASE, *tables, folder=disk
                )
                self.assertEqual(left, [])

    def test_export_keeps_the_file_that_it_could_not_replace(self):
        for name in ("map.gpkg", "values.csv"):
            with self.subTest(name=name):
                output = self.folder / name
                output.write_text("precious")
                result = case.cityproof(
                    "export", given_city.BASE, "-o", output, "--force", **self.limited(100 << 10)
                )
                self.assert_refused(result, code=case.ENGINE_ERROR)
                self.assertEqual(output.read_text(), "precious")
                output.unlink()
                self.assertEqual(list(self.folder.iterdir()), [])

    def limited(self, size):
        # Python lets SIGXFSZ be ignored; a child that inherits this gets EFBIG instead of a signal.
        return {"preexec_fn": case.limit_file_size(size), "restore_signals": False}

    def test_run_with_a_limit_on_the_size_of_files(self):
        for size in (64 << 10, 600 << 10, 1200 << 10):
            with self.subTest(size=size):
                left = self.refuse_all(
                    self.folder / "run.h5",
                    "run",
                    given_city.SCENARIO,
                    folder=self.folder,
                    **self.limited(size),
                )
                self.assertLessEqual({path.name for path in left}, {"run.h5.part"})

    def test_import_with_a_limit_on_the_size_of_files(self):
        source = case.GIVEN
        left = self.refuse_all(
            self.folder / "town.city",
            "import",
            "--sumo",
            source / "demo.sumocfg",
            "--class",
            "synthetic",
            folder=self.folder,
            **self.limited(100 << 10),
        )
        self.assertEqual(left, [])

    def test_compare_with_a_limit_on_the_size_of_files(self):
        policy = self.folder / "policy.h5"
        runs = [self.folder / f"{seed}.h5" for seed in (1, 2)]
        policies = [self.folder / f"policy-{seed}.h5" for seed in (1, 2)]
        for seed, run, policy in zip((1, 2), runs, policies):
            self.run_scenario(given_city.SCENARIO, run, "duration=4 min", seed=seed)
            self.assert_ok(
                case.cityproof(
                    "run",
                    given_city.SCENARIO,
                    "-o",
                    policy,
                    "--seed",
                    seed,
                    "--policy",
                    "adaptive_signals",
                    "--set",
                    "duration=4 min",
                )
            )
        report = self.folder / "report.md"
        arguments = ["compare", *runs, "--with", *policies, "--md", report]
        self.assert_refused(case.cityproof(*arguments, **self.limited(100)), code=case.ENGINE_ERROR)
        self.assert_nothing_at(report)
        self.assert_ok(case.cityproof(*arguments))
        self.assertTrue(report.exists())


if __name__ == "__main__":
    unittest.main()
