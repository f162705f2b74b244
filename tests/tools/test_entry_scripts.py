# SPDX-License-Identifier: Apache-2.0
"""./run-tests, ./run-demo, ./run-viewer and .ci/run around stand-ins for what they call: what counts here is
which tests run, what the exit code is and what the last lines say."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ONE_OF_EACH = """add_test(quick true)
add_test(long true)
set_tests_properties(long PROPERTIES LABELS slow)
add_test(measure true)
set_tests_properties(measure PROPERTIES LABELS bench)
"""


class EntryScript(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()
        for name in ("run-tests", "run-demo", "run-viewer", ".ci/run"):
            (self.root / name).parent.mkdir(exist_ok=True)
            shutil.copy2(PROJECT / name, self.root / name)
        self.program("setup", "true")
        self.program("tools/build", 'mkdir -p build; echo "$1" >> built')
        self.program("tools/check", "true")
        self.put_tests("build", ONE_OF_EACH)

    def program(self, name: str, *lines: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("#!/usr/bin/env bash\ncd \"$(dirname \"$0\")\"\n" +
                        ("cd ..\n" if "/" in name else "") + "\n".join(lines) + "\n")
        path.chmod(0o755)

    def put_tests(self, folder: str, text: str) -> None:
        """What CMake would generate for ctest."""
        (self.root / folder).mkdir(exist_ok=True)
        (self.root / folder / "CTestTestfile.cmake").write_text(text)

    def run_script(self, name: str, *arguments: str) -> subprocess.CompletedProcess:
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("CTEST_", "CITYPROOF_"))}
        return subprocess.run([self.root / name, *arguments], capture_output=True, text=True, check=False,
                              cwd="/", env=environment)


class RunTests(EntryScript):
    def last_line(self, run: subprocess.CompletedProcess) -> str:
        return run.stdout.splitlines()[-1]

    def test_slow_and_bench_tests_are_left_out(self):
        run = self.run_script("run-tests")
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.assertIn("green: 100% tests passed, 0 tests failed out of 1", self.last_line(run))
        self.assertIn("quick", run.stdout)
        self.assertEqual((self.root / "built").read_text(), "release\n")

    def test_slow_runs_the_slow_ones_only(self):
        run = self.run_script("run-tests", "--slow")
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.assertIn("long", run.stdout)
        self.assertNotIn("quick", run.stdout)

    def test_other_arguments_go_to_ctest(self):
        self.put_tests("build", "add_test(one true)\nadd_test(two true)\n")
        run = self.run_script("run-tests", "-R", "two")
        self.assertIn("out of 1", self.last_line(run))

    def test_a_failed_test_is_red(self):
        self.put_tests("build", "add_test(good true)\nadd_test(bad false)\n")
        run = self.run_script("run-tests")
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("RED", self.last_line(run))
        self.assertIn("1 tests failed out of 2", self.last_line(run))

    def test_no_test_at_all_is_red(self):
        self.put_tests("build", "")
        run = self.run_script("run-tests")
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("RED", self.last_line(run))
        self.assertIn("no test ran", self.last_line(run))

    def test_skipped_tests_are_counted(self):
        self.put_tests("build", 'add_test(good true)\nadd_test(away sh -c "exit 77")\n'
                            "set_tests_properties(away PROPERTIES SKIP_RETURN_CODE 77)\n")
        run = self.run_script("run-tests")
        self.assertEqual(run.returncode, 0, run.stdout)
        self.assertIn("1 skipped", self.last_line(run))

    def test_a_failed_build_or_setup_stops_it_with_its_code(self):
        self.program("tools/build", "exit 3")
        self.assertEqual(self.run_script("run-tests").returncode, 3)
        self.program("setup", "exit 2")
        self.assertEqual(self.run_script("run-tests").returncode, 2)


class RunDemo(EntryScript):
    def test_arguments_folder_and_exit_code_are_passed_through(self):
        demo = self.root / "build/bin/cityproof"
        demo.parent.mkdir(parents=True)
        demo.write_text('#!/bin/sh\nprintf "%s|" "$@"; pwd; exit 5\n')
        demo.chmod(0o755)
        run = self.run_script("run-demo", "--seeds", "a b")
        self.assertEqual(run.returncode, 5)
        # In the project, although it was called from /: the results stay in the clone.
        self.assertEqual(run.stdout.splitlines()[-1], f"demo|--seeds|a b|{self.root}")


class RunViewer(EntryScript):
    def put_programs(self) -> None:
        for name in ("cityproof", "cityproof-view"):
            program = self.root / "build/bin" / name
            program.parent.mkdir(parents=True, exist_ok=True)
            program.write_text('#!/bin/sh\nprintf "%s|" "$@"; pwd; exit 3\n')
            program.chmod(0o755)

    def test_arguments_the_callers_folder_and_the_exit_code_are_passed_through(self):
        self.put_programs()
        run = self.run_script("run-viewer", "a b.h5", "--theme", "dark")
        self.assertEqual((run.returncode, run.stdout), (3, "view|a b.h5|--theme|dark|/\n"))
        self.assertFalse((self.root / "built").exists(), "what is built is not built again")

    def test_a_missing_program_is_built_first_and_a_line_says_so(self):
        run = self.run_script("run-viewer")
        self.assertIn("building first", run.stdout)
        self.assertEqual((self.root / "built").read_text(), "release\n")
        self.assertNotEqual(run.returncode, 0)  # the stand-in builds nothing

    def test_a_failed_set_up_ends_it_with_its_code(self):
        self.program("setup", "exit 2")
        self.assertEqual(self.run_script("run-viewer").returncode, 2)


class ContinuousIntegration(EntryScript):
    def setUp(self):
        super().setUp()
        self.put_tests("build", "add_test(a true)\nadd_test(b true)\n")
        self.put_tests("build-asan", "add_test(c true)\n")
        self.put_tests("build-core-debug", "add_test(c true)\n")

    def test_all_parts_run_and_the_last_line_counts_all_tests(self):
        run = self.run_script(".ci/run")
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.assertEqual(run.stdout.splitlines()[-1], "100% tests passed, 0 tests failed out of 4")
        self.assertEqual((self.root / "built").read_text().split(), ["ci", "asan", "core-debug"])

    def test_one_failed_part_fails_it_but_the_others_run(self):
        self.put_tests("build", "add_test(a true)\nadd_test(b false)\n")
        run = self.run_script(".ci/run")
        self.assertEqual(run.returncode, 1)
        self.assertIn("FAILED in: release", run.stdout)
        self.assertIn("core-debug: ok", run.stdout)
        self.assertEqual(run.stdout.splitlines()[-1], "75% tests passed, 1 tests failed out of 4")

    def test_a_failed_check_fails_it(self):
        self.program("tools/check", "exit 1")
        run = self.run_script(".ci/run")
        self.assertEqual(run.returncode, 1)
        self.assertIn("FAILED in: check", run.stdout)

    def test_a_part_without_tests_fails_it(self):
        self.put_tests("build-asan", "")
        run = self.run_script(".ci/run")
        self.assertEqual(run.returncode, 1)
        self.assertIn("FAILED in: asan", run.stdout)


if __name__ == "__main__":
    unittest.main()
