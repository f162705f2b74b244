# SPDX-License-Identifier: Apache-2.0
"""What does the coupling cost? CPU of a whole run against its traffic part and against SUMO alone.

The case is the oracle's (tests/cases/oracle): an hour of Bologna acosta with power, water, 300
sensors and an outage, values exchanged each 60 s. Each pair runs `sumo` on the package's files with
the same seed, then `cityproof run`, and compares CPU times (user + system, of the process). Single
runs vary by half on a shared machine, so pairs are interleaved, and the median and quartiles of
their ratios are what counts.

  whole / traffic part   the run's CPU / the CPU inside SUMO's steps of that same run: what
                         everything else costs
  whole / bare sumo      the run's CPU / that of the program `sumo`, which loads the files, too

With --trip-report each round also runs `sumo` with the trip report that Cityproof's delay figure
needs (--tripinfo-output, --tripinfo-output.write-unfinished):

  trip report / bare sumo  the program with the report / without
  whole / with trip report the run's CPU / that of the program with the report

Usage: coupling_cost.py [--pairs 11] [--minutes 60] [--trip-report] [--json FILE]
Needs the test data (CITYPROOF_TEST_DATA).
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

CASES = Path(__file__).resolve().parent.parent / "cases"
sys.path[:0] = [str(CASES / "support"), str(CASES / "oracle")]
import case  # noqa: E402
import oracle_city  # noqa: E402
from sumo_program import sumo_program  # noqa: E402


def cpu_of(command):
    """CPU seconds of a program from its start to its end, and its standard output."""
    process = subprocess.Popen(
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=case.environment(),
    )
    said = process.stdout.read().decode()
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with exit code {process.returncode}")
    return usage.ru_utime + usage.ru_stime, said


def trip_report(folder):
    """Options of `sumo` for the report that the delay figure is made from."""
    return ["--tripinfo-output", folder / "trips.xml", "--tripinfo-output.write-unfinished", "true"]


def bare_sumo(config, seconds, *more):
    command = [
        sumo_program(),
        "-c",
        config,
        "--seed",
        "42",
        "--end",
        seconds,
        "--no-step-log",
        "true",
        "--no-warnings",
        "true",
        *more,
    ]
    return cpu_of(command)[0]


def whole_run(folder, duration):
    """CPU of the process, of the process by its own clock, and of its traffic part."""
    run_file = folder / "run.h5"
    command = [
        case.BIN / "cityproof",
        "run",
        folder / "outage.yaml",
        "-o",
        run_file,
        "--print-cpu",
        "--set",
        f"duration={duration}",
    ]
    cpu_s, said = cpu_of(command)
    own = re.search(r"cpu_s ([\d.]+) traffic_cpu_s ([\d.]+)", said)
    run_file.unlink()
    return cpu_s, float(own.group(1)), float(own.group(2))


def quartiles(values):
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return {
        "median": round(middle, 4),
        "lower_quartile": round(low, 4),
        "upper_quartile": round(high, 4),
    }


def measure(folder, pairs, duration, seconds, with_trip_report):
    config = folder / "oracle.city" / "traffic" / "city.sumocfg"
    rows = []
    for pair in range(pairs):
        bare = bare_sumo(config, seconds)
        reporting = bare_sumo(config, seconds, *trip_report(folder)) if with_trip_report else None
        whole, own_clock, traffic = whole_run(folder, duration)
        rows.append(
            {
                "bare_s": bare,
                "whole_s": whole,
                "own_clock_s": own_clock,
                "traffic_s": traffic,
                "load": os.getloadavg()[0],
            }
        )
        if with_trip_report:
            rows[-1]["trip_report_s"] = reporting
        print(
            f"pair {pair + 1:2}: whole {whole:7.2f} s, traffic part {traffic:7.2f} s ({whole / traffic:.3f}), "
            f"bare sumo {bare:7.2f} s ({whole / bare:.3f}), "
            + (f"with trip report {reporting:7.2f} s, " if with_trip_report else "")
            + f"load {rows[-1]['load']:.1f}",
            flush=True,
        )
    return rows


def main():
    parser = argparse.ArgumentParser(
        description="CPU of a coupled run against its traffic part and bare SUMO"
    )
    parser.add_argument(
        "--pairs", type=int, default=11, help="at least 11 for a statement; fewer for a quick look"
    )
    parser.add_argument("--minutes", type=int, default=60, help="simulated time, more than 40")
    parser.add_argument(
        "--trip-report", action="store_true", help="measure sumo with the trip report, too"
    )
    parser.add_argument("--json", type=Path, help="write the result to this file, too")
    arguments = parser.parse_args()
    data = case.require_data(oracle_city.TRAFFIC, oracle_city.GRID, oracle_city.WATER)
    with tempfile.TemporaryDirectory(prefix="cityproof-bench-") as name:
        folder = Path(name)
        sources = folder / "sources"
        sources.mkdir()
        imported = case.cityproof(
            "import", *oracle_city.make_sources(data, sources), "-o", folder / "oracle.city"
        )
        if imported.returncode != case.OK:
            sys.exit(imported.stderr)
        oracle_city.write_scenarios(folder)
        rows = measure(
            folder,
            arguments.pairs,
            f"{arguments.minutes} min",
            60 * arguments.minutes,
            arguments.trip_report,
        )
    ratios = {
        "whole_per_traffic_part": ("whole_s", "traffic_s"),
        "whole_per_bare_sumo": ("whole_s", "bare_s"),
    }
    if arguments.trip_report:
        ratios["trip_report_per_bare_sumo"] = ("trip_report_s", "bare_s")
        ratios["whole_per_trip_report"] = ("whole_s", "trip_report_s")
    result = {
        "bench": "coupling_cost",
        "pairs": len(rows),
        **{
            name: quartiles([row[above] / row[below] for row in rows])
            for name, (above, below) in ratios.items()
        },
        "load_average": round(statistics.median(row["load"] for row in rows), 2),
        "rows": rows,
    }
    for key in ratios:
        ratio = result[key]
        print(
            f"{key:25} median {ratio['median']:.3f}, quartiles {ratio['lower_quartile']:.3f} "
            f"to {ratio['upper_quartile']:.3f}"
        )
    print(json.dumps(result))
    if arguments.json:
        arguments.json.write_text(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
