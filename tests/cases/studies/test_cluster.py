# SPDX-License-Identifier: Apache-2.0
"""Workers, merge and the scripts for Slurm, without a Slurm: `sbatch` and `scontrol` are stand-ins here."""

import os
import shlex
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import small_study  # noqa: E402
from small_study import batch, case  # noqa: E402

ONE_POINT = small_study.STUDY.replace(
    "factors:\n  grid:\n    energy.supply_voltage: [0.5 pu, 0.9 pu]\n", ""
)

# Runs every task of an array one after the other, a requeued one again, and then what depends on it.
SBATCH = """\
#!/bin/bash
echo "$*" >> "$FAKE/calls"
script=${@: -1}
number=$(( $(cat "$FAKE/number" 2>/dev/null || echo 100) + 1 ))
echo "$number" > "$FAKE/number"
tasks=$(sed -n 's/^#SBATCH --array=0-//p' "$script")
export SLURM_ARRAY_JOB_ID=$number
for task in $( [ -n "$tasks" ] && seq 0 "$tasks" || echo none ); do
    [ "$task" = none ] && unset SLURM_ARRAY_TASK_ID || export SLURM_ARRAY_TASK_ID=$task
    for SLURM_RESTART_COUNT in 0 1 2 3; do
        export SLURM_RESTART_COUNT
        rm -f "$FAKE/requeue"
        timeout 60 bash "$script" > "$FAKE/out-$number-$task-$SLURM_RESTART_COUNT" 2>&1
        echo "$number $task $?" >> "$FAKE/ended"
        [ -e "$FAKE/requeue" ] || break
    done
done
echo "$number;cluster"
"""

SCONTROL = """\
#!/bin/bash
echo "$*" >> "$FAKE/calls"
touch "$FAKE/requeue"
exit 1  # a real one kills the script: here it goes on at once
"""


class Cluster(case.Case):
    def setUp(self):
        super().setUp()
        self.out = self.folder / "out"
        self.whole = self.folder / "whole"

    def emit(self, seeds, *more, text=ONE_POINT):
        study = small_study.write_study(self.folder, seeds, text)
        self.assert_ok(batch(study, self.out, "--emit", "slurm", *more))
        return study

    def worker(self, *arguments, **variables):
        return subprocess.run(
            [str(case.BIN / "cityproof"), "worker", str(self.out), *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=120,
            env=case.environment(**variables),
        )

    def files(self):
        return {file.stem for file in (self.out / "runs").glob("*.h5")}

    def assert_as_batch(self, study):
        self.assert_ok(batch(study, self.whole))
        for name in ("study.h5", "key_figures.csv"):
            self.assertEqual((self.out / name).read_bytes(), (self.whole / name).read_bytes(), name)

    def test_shares_are_parts_of_the_list_and_merge_lists_what_is_missing(self):
        study = self.emit(3)
        ids = [run["id"] for run in small_study.run_list(self.out)]
        result = case.cityproof("worker", self.out, "--index", 1, "--of", 4)
        self.assert_ok(result)
        self.assertEqual(self.files(), {ids[1], ids[5]})
        result = case.cityproof("merge", self.out)
        self.assertEqual(result.returncode, case.MISSING_RUNS)
        for run in ids:
            (self.assertNotIn if run in self.files() else self.assertIn)(run, result.stderr)
        for index in (3, 0, 2):
            self.assert_ok(case.cityproof("worker", self.out, "--index", index, "--of", 4))
        self.assert_ok(case.cityproof("merge", self.out))
        self.assert_as_batch(study)

    def test_the_index_comes_from_the_scheduler(self):
        self.emit(2)
        ids = [run["id"] for run in small_study.run_list(self.out)]
        done = set()
        for run, variables in zip(
            ids,
            (
                {"CITYPROOF_TASK_INDEX": "0", "SLURM_ARRAY_TASK_ID": "3"},
                {"SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_TASK_COUNT": "4"},
                {"JOB_COMPLETION_INDEX": "2"},
                {"PARALLEL_SEQ": "4"},
            ),
        ):
            arguments = () if "SLURM_ARRAY_TASK_COUNT" in variables else ("--of", 4)
            self.assert_ok(self.worker(*arguments, **variables))
            self.assertEqual(self.files() - done, {run}, variables)
            done.add(run)
        self.assert_refused(self.worker("--of", 4), "--index", "is missing")
        self.assert_refused(self.worker("--index", 4, "--of", 4), "no share 4 of 4")
        self.assert_refused(self.worker("--of", 4, PARALLEL_SEQ="0"), "PARALLEL_SEQ")

    def test_a_worker_refuses_a_list_of_other_inputs(self):
        self.emit(1)
        scenario = self.folder / "scenario.yaml"
        scenario.write_text(scenario.read_text().replace("2 min", "3 min"))
        result = self.worker("--index", 0, "--of", 1)
        self.assert_refused(result, "no longer those that the list of runs was made from")
        self.assertEqual(self.files(), set())

    def test_a_worker_asked_to_stop_says_try_again(self):
        self.emit(16)
        process = case.start_cityproof("worker", self.out, "--index", 0, "--of", 1)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        while not self.files():
            self.assertIsNone(process.poll())
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(timeout=30), case.TRANSIENT)
        self.assert_ok(self.worker("--index", 0, "--of", 1))
        self.assertEqual(len(self.files()), 32)

    def test_two_workers_of_one_share_make_each_run_once(self):
        study = self.emit(8)
        both = [
            case.start_cityproof("worker", self.out, "--index", 0, "--of", 1) for _ in range(2)
        ]
        codes = []
        for process in both:
            process.communicate(timeout=120)
            codes.append(process.returncode)
        # Who finds a run in the other's hands leaves it, and says so.
        self.assertLessEqual(set(codes), {case.OK, case.TRANSIENT})
        made = [line["run"] for line in small_study.journal(self.out)]
        self.assertEqual(len(made), len(set(made)))
        self.assertEqual(list((self.out / "leases").iterdir()), [])
        self.assert_ok(self.worker("--index", 0, "--of", 1))
        self.assert_ok(case.cityproof("merge", self.out))
        self.assert_as_batch(study)

    def test_the_lease_of_a_killed_worker_binds_nobody(self):
        self.emit(2)
        process = case.start_cityproof("worker", self.out, "--index", 0, "--of", 1)
        while not list((self.out / "leases").iterdir()):
            time.sleep(0.001)
        process.kill()
        process.communicate()
        self.assertNotEqual(list((self.out / "leases").iterdir()), [])
        self.assert_ok(self.worker("--index", 0, "--of", 1))
        self.assertEqual(len(self.files()), 4)

    def test_a_batch_and_a_worker_do_not_work_in_one_folder(self):
        study = self.emit(16)
        process = case.start_cityproof("worker", self.out, "--index", 0, "--of", 1)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        while not self.files():
            time.sleep(0.01)
        self.assert_refused(batch(study, self.out), "at work in this folder")
        self.assert_refused(case.cityproof("merge", self.out), "at work in this folder")

    def submit(self, program=None):
        """submit.sh with stand-ins for Slurm's programs; `program` replaces cityproof in the array."""
        fake = self.folder / "fake"
        fake.mkdir()
        for name, text in (("sbatch", SBATCH), ("scontrol", SCONTROL)):
            (fake / name).write_text(text)
            (fake / name).chmod(0o755)
        if program is not None:
            script = self.out / "array.sbatch"
            text = script.read_text()
            real = shlex.quote(str(case.BIN / "cityproof"))
            self.assertIn(real, text)
            script.write_text(text.replace(real, str(program)))
        result = subprocess.run(
            [str(self.out / "submit.sh")],
            capture_output=True,
            text=True,
            timeout=300,
            env=case.environment(FAKE=str(fake), PATH=f"{fake}:{os.environ['PATH']}"),
        )
        self.assertEqual(result.returncode, 0, result.stderr)
        self.said = result.stdout
        self.ended = [line.split() for line in (fake / "ended").read_text().splitlines()]
        self.calls = (fake / "calls").read_text().splitlines()

    def test_slurm_runs_the_array_and_then_the_merge(self):
        study = self.emit(4, "--per-task", 3, "--time", "00:10:00")
        text = (self.out / "array.sbatch").read_text()
        self.assertIn("#SBATCH --array=0-2\n", text)
        self.assertIn("#SBATCH --time=00:10:00\n", text)
        self.submit()
        self.assertEqual(self.ended, [["101", str(t), "0"] for t in range(3)] + [["102", "none", "0"]])
        self.assertIn("--dependency=afterany:101 merge.sbatch", self.calls[-1])
        self.assertIn("runs: job 101\nmerge: job 102\n", self.said)
        self.assert_as_batch(study)

    def test_a_killed_worker_is_requeued_by_its_script(self):
        study = self.emit(2, "--per-task", 2)
        # The first worker of task 1 is killed as the memory limit would do it.
        program = self.folder / "killed_once"
        program.write_text(
            f'#!/bin/bash\n[ "$SLURM_ARRAY_TASK_ID$SLURM_RESTART_COUNT" = 10 ] && kill -9 $$\n'
            f'exec {case.BIN / "cityproof"} "$@"\n'
        )
        program.chmod(0o755)
        self.submit(program)
        self.assertEqual(
            self.ended,
            [["101", "0", "0"], ["101", "1", "137"], ["101", "1", "0"], ["102", "none", "0"]],
        )
        self.assertIn("requeue 101_1", self.calls)
        self.assert_as_batch(study)

    def test_a_worker_that_failed_for_good_is_not_requeued_and_the_merge_says_so(self):
        text = ONE_POINT.replace("[nothing.yaml]", "[adaptive_signals]")  # there is no traffic
        self.emit(1, text=text)
        self.submit()
        self.assertEqual(
            self.ended, [["101", "0", "0"], ["101", "1", "3"], ["102", "none", "3"]]
        )
        self.assertNotIn("requeue", " ".join(self.calls))

    def test_sigterm_of_the_script_reaches_the_worker(self):
        self.emit(16, "--per-task", 32)
        (self.folder / "scontrol").write_text('#!/bin/bash\necho "$*" >> requeued\n')
        (self.folder / "scontrol").chmod(0o755)
        process = subprocess.Popen(
            ["bash", str(self.out / "array.sbatch")],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=case.environment(
                PATH=f"{self.folder}:{os.environ['PATH']}",
                SLURM_ARRAY_TASK_ID="0",
                SLURM_ARRAY_JOB_ID="7",
            ),
        )
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        while not self.files():
            self.assertIsNone(process.poll())
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + 30
        while not (self.folder / "requeued").exists():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)
        self.assertEqual((self.folder / "requeued").read_text(), "requeue 7_0\n")


if __name__ == "__main__":
    unittest.main()
