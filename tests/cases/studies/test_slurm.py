# SPDX-License-Identifier: Apache-2.0
"""A study on a real Slurm of one node: killed and requeued tasks, a lost node, and the merge by itself."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import slurm_node  # noqa: E402
import small_study  # noqa: E402
from small_study import batch, case  # noqa: E402

# Runs of a second or more, so that a task can be met at work.
STUDY = small_study.STUDY.replace("seeds:", "set: {duration: 12 h}\nseeds:")


def processes():
    """Command lines of all processes, by number."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                found[int(entry.name)] = (entry / "cmdline").read_bytes().decode().split("\0")
            except OSError:
                pass
    return found


class Slurm(case.Case):
    def setUp(self):
        super().setUp()
        self.slurm = slurm_node.SlurmNode(tempfile.mkdtemp(prefix="cityproof-slurm-"))
        self.addCleanup(shutil.rmtree, self.slurm.folder, ignore_errors=True)
        self.addCleanup(self.slurm.stop)
        self.slurm.start()
        self.out = self.folder / "out"
        self.whole = self.folder / "whole"
        self.study = small_study.write_study(self.folder, 4, STUDY)  # 16 runs
        self.assert_ok(batch(self.study, self.out, "--emit", "slurm", "--per-task", 2))
        self.assertIn("#SBATCH --array=0-7\n", (self.out / "array.sbatch").read_text())

    def submit(self):
        result = subprocess.run(
            [str(self.out / "submit.sh")],
            capture_output=True,
            text=True,
            timeout=60,
            env={**self.slurm.environment, "CITYPROOF_DATA": str(case.SOURCE / "data")},
        )
        self.assertEqual(result.returncode, 0, result.stderr + self.slurm.logs())
        self.array = result.stdout.split()[2]

    def worker_of(self, task):
        """Number of the worker process of a task; None when there is none now."""
        for pid, words in processes().items():
            if Path(words[0]).name == "cityproof-worker" and str(self.out) in words:
                if words[words.index("--index") + 1] == str(task):
                    return pid
        return None

    def wait_for_worker(self, task):
        self.slurm.wait_for(lambda: self.worker_of(task) is not None, f"task {task}", 120)
        return self.worker_of(task)

    def wait_for_the_end(self, seconds=300):
        self.slurm.wait_for(lambda: self.slurm.jobs() == [], "jobs are left", seconds)

    def text_of(self, name):
        file = self.out / "logs" / name
        return file.read_text() if file.exists() else ""

    def assert_as_batch(self):
        self.assert_ok(batch(self.study, self.whole, timeout=600))
        self.assertTrue(
            (self.out / "study.h5").exists(), self.text_of("merge.out") + self.slurm.logs()
        )
        for name in ("study.h5", "key_figures.csv"):
            self.assertEqual((self.out / name).read_bytes(), (self.whole / name).read_bytes(), name)

    def test_one_worker_killed_and_one_task_requeued(self):
        self.submit()
        os.kill(self.wait_for_worker(0), signal.SIGKILL)
        self.wait_for_worker(1)
        requeued = self.slurm.client("scontrol", "requeue", f"{self.array}_1")
        self.assertEqual(requeued.returncode, 0, requeued.stderr)
        self.wait_for_the_end()
        self.assertIn("worker ended with 137, asking for a requeue", self.text_of("task-0.out"))
        self.assertIn("16 of 16 runs are done", self.text_of("merge.out"))
        self.assert_as_batch()

    def test_a_lost_node(self):
        self.submit()
        self.wait_for_worker(0)
        # The node and all that it runs are gone at once.
        self.slurm.node.kill()
        for pid, words in processes().items():
            name = Path(words[0]).name
            mine = str(self.out) in " ".join(words) or "slurmstepd" in name
            if mine and pid != os.getpid() and self.is_of_slurm(pid):
                os.kill(pid, signal.SIGKILL)
        self.slurm.wait_for(
            lambda: "DOWN" in self.slurm.client("scontrol", "show", "node").stdout, "node", 120
        )
        self.slurm.start_node(socket.gethostname().split(".")[0])
        self.wait_for_the_end(400)
        self.assertIn("16 of 16 runs are done", self.text_of("merge.out"))
        self.assert_as_batch()

    def is_of_slurm(self, pid):
        """Whether the process was started under this test's Slurm."""
        try:
            environment = Path(f"/proc/{pid}/environ").read_bytes()
        except OSError:
            return False
        return f"SLURM_CONF={self.slurm.folder}".encode() in environment


if __name__ == "__main__":
    reason = slurm_node.why_not()
    if reason:
        print(f"skipped: {reason}")
        sys.exit(case.SKIPPED)
    unittest.main()
