# SPDX-License-Identifier: Apache-2.0
"""What does `cityproof batch` cost beside its runs? Against what a user would write: shell loops.

Each round makes the same short runs (tests/cases/studies/small_study.py, about a quarter of a
second each: the worst case) twice, one after the other, the order changing from round to round:

  loops   two shell loops at once, each with half of the runs: `cityproof run ...; cityproof run ...`
  batch   `cityproof batch --jobs 2`, study.h5 included

  throughput   time of the loops / time of the batch; target: at least 0.95
  overhead     CPU of the batch itself / CPU of its runs; target: below 0.02

Medians over the rounds are judged; exit code 1 when a target is missed. The time ratio says something on
two quiet cores only; load and cores are told.

Usage: batch_throughput.py [--rounds 5] [--runs 64] [--json FILE]
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CASES = Path(__file__).resolve().parent.parent / "cases"
sys.path[:0] = [str(CASES / "support"), str(CASES / "studies")]
import case  # noqa: E402
import small_study  # noqa: E402

LEAST_THROUGHPUT = 0.95
MOST_OVERHEAD = 0.02


def timed(commands):
    """Wall time of programs that are started at once, and their CPU with that of all they waited for."""
    begin = time.monotonic()
    processes = [
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=case.environment(),
        )
        for command in commands
    ]
    cpu = 0
    for process in processes:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{process.args[:3]} ended with exit code {process.returncode}")
        cpu += usage.ru_utime + usage.ru_stime
    return time.monotonic() - begin, cpu


def loop_of(folder, runs):
    """A shell loop over some runs of the list."""
    program = case.BIN / "cityproof"
    lines = ["set -e"]
    for run in runs:
        voltage = ("0.5 pu", "0.9 pu")[run["point"]]
        policy = "--policy nothing.yaml" if run["arm"] == 1 else ""
        lines.append(
            f"{program} run {folder / 'scenario.yaml'} --seed {run['seed']} --threads 1 --log json "
            f"-o {folder / 'loops' / run['id']}.h5 --set 'energy.supply_voltage={voltage}' {policy}"
        )
    return ["bash", "-c", "\n".join(lines)]


def measure_loops(folder, runs):
    case.fresh_folder(folder / "loops")
    wall, _ = timed([loop_of(folder, runs[0::2]), loop_of(folder, runs[1::2])])
    return wall


def measure_batch(study, out):
    case.shutil.rmtree(out, ignore_errors=True)
    command = [str(case.BIN / "cityproof"), "batch", str(study), "--out", str(out), "--jobs", "2"]
    wall, cpu = timed([command])
    runs_cpu = sum(line["cpu_s"] for line in small_study.journal(out))
    return wall, (cpu - runs_cpu) / runs_cpu


def main():
    parser = argparse.ArgumentParser(description="Throughput of cityproof batch against shell loops")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--runs", type=int, default=64, help="a multiple of 4")
    parser.add_argument("--json", type=Path, help="write the result to this file, too")
    arguments = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory(prefix="cityproof-bench-") as name:
        folder = Path(name)
        case.import_given_city(folder / "auental.city")
        study = small_study.write_study(folder, arguments.runs // 4)
        text = (folder / "scenario.yaml").read_text()
        (folder / "scenario.yaml").write_text(
            text.replace(str(small_study.given_city.CITY), "auental.city")
        )
        out = folder / "out"
        first = small_study.batch(study, out)
        if first.returncode != case.OK:
            sys.exit(first.stderr)
        # It made the list of runs, and filled the disk's cache.
        runs = small_study.run_list(out)
        for round_number in range(arguments.rounds):
            if round_number % 2 == 0:
                loops, (batch, overhead) = measure_loops(folder, runs), measure_batch(study, out)
            else:
                (batch, overhead), loops = measure_batch(study, out), measure_loops(folder, runs)
            load = os.getloadavg()[0]
            rows.append({"loops_s": loops, "batch_s": batch, "overhead": overhead, "load": load})
            print(
                f"round {round_number + 1}: loops {loops:.2f} s, batch {batch:.2f} s "
                f"({loops / batch:.3f}), overhead {100 * overhead:.2f} %, load {load:.1f}",
                flush=True,
            )
    throughput = statistics.median(row["loops_s"] / row["batch_s"] for row in rows)
    overhead = statistics.median(row["overhead"] for row in rows)
    good = throughput >= LEAST_THROUGHPUT and overhead < MOST_OVERHEAD
    print(f"throughput {throughput:.3f} (at least {LEAST_THROUGHPUT}), "
          f"overhead {100 * overhead:.2f} % (below {100 * MOST_OVERHEAD:.0f} %), {os.cpu_count()} cores")
    result = {
        "bench": "batch_throughput",
        "runs": arguments.runs,
        "throughput": throughput,
        "overhead": overhead,
        "rows": rows,
    }
    print(json.dumps(result))
    if arguments.json:
        arguments.json.write_text(json.dumps(result) + "\n")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
