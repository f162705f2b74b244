# SPDX-License-Identifier: Apache-2.0
"""What the whole-program tests share: starting programs, test data, reading run files.

Environment (set by ctest, with defaults for a run by hand):
  CITYPROOF_BIN_DIR    folder of the programs; default build/bin
  CITYPROOF_CASE_DIR   folder for what tests share (cities, runs); default build/tests/cases
  CITYPROOF_TEST_DATA  root of the published test data; default ../shared/data beside the project
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[3]
BIN = Path(os.environ.get("CITYPROOF_BIN_DIR", SOURCE / "build" / "bin"))
SHARED = Path(os.environ.get("CITYPROOF_CASE_DIR", SOURCE / "build" / "tests" / "cases"))
DEMO = SOURCE / "data" / "demo"
DEMO_MAP = DEMO / "source" / "auental.osm"
GIVEN = DEMO / "given"  # the same town as a city that has data of its own

SKIPPED = 77  # ctest's SKIP_RETURN_CODE

# Exit codes: core/base/exit_code.hpp.
OK, FAIL, BAD_INPUT, MISSING_RUNS, ENGINE_ERROR, INCONCLUSIVE = 0, 1, 2, 3, 4, 5
TRANSIENT, INTERRUPTED = 75, 130


def environment(**changes):
    """The test's environment with the shipped data of this checkout, wherever the build is."""
    return {**os.environ, "CITYPROOF_DATA": str(SOURCE / "data"), "LC_ALL": "C.UTF-8", **changes}


def cityproof(*arguments, cwd=None, timeout=120, stdin=None, **options):
    """Runs `cityproof ARGUMENTS...` to its end; waiting too long for it fails the test."""
    command = [str(BIN / "cityproof"), *map(str, arguments)]
    source = {"input": stdin} if stdin is not None else {"stdin": subprocess.DEVNULL}
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        errors="replace",
        cwd=cwd,
        timeout=timeout,
        env=environment(),
        **source,
        **options,
    )


def start_cityproof(*arguments, cwd=None, **options):
    """Starts `cityproof ARGUMENTS...` with pipes and leaves it running."""
    return subprocess.Popen(
        [str(BIN / "cityproof"), *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=cwd,
        env=environment(),
        **options,
    )


def pause_after(process, span):
    """Lets a run that was started with `--log json` go on for `span` ("200 s"). Returns where it stands, in seconds."""
    for order in ({"command": "pause"}, {"command": "step", "for": span}):
        process.stdin.write(json.dumps(order) + "\n")
        process.stdin.flush()
        for line in process.stdout:
            said = json.loads(line)
            if said["type"] == "paused":
                break
        else:
            raise AssertionError(f"ended without a pause: {process.stderr.read()}")
    return said["t_s"]


def data_root():
    given = os.environ.get("CITYPROOF_TEST_DATA")
    return Path(given) if given else SOURCE.parent / "shared" / "data"


def require_data(*relative):
    """Ends the program as skipped without any test data; a part that is missing is an error."""
    root = data_root()
    if not root.is_dir():
        print(
            f"skipped: no test data at {root} (CITYPROOF_TEST_DATA names another root)"
        )
        sys.exit(SKIPPED)
    missing = [name for name in relative if not (root / name).exists()]
    if missing:
        sys.exit(f"the test data at {root} lacks {', '.join(missing)}")
    return root


def fresh_folder(path):
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path


def import_given_city(city, water=None):
    """`cityproof import` of data/demo/given with every layer that a model reads; `water` replaces its .inp."""
    result = cityproof(
        "import",
        "--sumo",
        GIVEN / "demo.sumocfg",
        "--grid",
        GIVEN / "grid.json",
        "--grid-map",
        GIVEN / "grid_map.csv",
        "--water",
        water or GIVEN / "water.inp",
        "--links",
        GIVEN / "links.csv",
        "--sensors",
        GIVEN / "sensors.csv",
        "--layer",
        f"lamp={GIVEN / 'lamps.csv'}",
        "--layer",
        f"meter={GIVEN / 'meters.csv'}",
        "--class",
        "synthetic",
        "--provenance",
        "synthetic",
        "--name",
        "Auental",
        "-o",
        city,
    )
    if result.returncode != OK:
        raise AssertionError(f"importing the given city failed:\n{result.stdout}{result.stderr}")


def run_arguments(scenario, output, *settings, seed=None, threads=None):
    """Arguments of `cityproof run`; settings are key=value texts for --set."""
    arguments = ["run", scenario, "-o", output]
    for setting in settings:
        arguments += ["--set", setting]
    if seed is not None:
        arguments += ["--seed", seed]
    if threads is not None:
        arguments += ["--threads", threads]
    return arguments


def limit_file_size(size):
    """For preexec_fn: a write beyond `size` bytes fails, as on a full disk."""

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


class Case(unittest.TestCase):
    """A test with a temporary folder and the assertions that programs share."""

    maxDiff = None

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="cityproof-case-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def assert_ok(self, result):
        self.assertEqual(result.returncode, OK, f"{result.args}\n{result.stdout}\n{result.stderr}")

    def run_scenario(self, scenario, output, *settings, **options):
        self.assert_ok(cityproof(*run_arguments(scenario, output, *settings, **options)))

    def assert_refused(self, result, *words, code=BAD_INPUT, max_lines=30):
        """One clear line, or a list of such lines, with all of `words`; no crash."""
        text = result.stderr.strip()
        said = f"{result.args}\nexit code {result.returncode}\n{result.stdout}\n{text}"
        self.assertEqual(result.returncode, code, said)
        lines = text.splitlines()
        self.assertTrue(1 <= len(lines) <= max_lines, said)
        for line in lines:
            self.assertLess(len(line), 1000, said)
        for sign in ("crashed", "terminate called", "std::", "Traceback", "HDF5-DIAG"):
            self.assertNotIn(sign, text, said)
        for word in words:
            self.assertIn(str(word), text, said)

    def assert_nothing_at(self, *paths):
        """Nothing half-written stands under a final name."""
        for path in paths:
            self.assertFalse(os.path.lexists(path), f"{path} was written")
