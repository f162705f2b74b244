# SPDX-License-Identifier: Apache-2.0
"""What does `traffic.emissions: by_class` cost? The program sumo on the hour of data/demo/given with and without its
emissions device, in turns: the ratio of CPU times with median and quartiles. No target: the number in the key's
description comes from here.

Usage: emissions_cost.py [--rounds 7]
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "cases" / "support"))
import case  # noqa: E402
from sumo_program import sumo_program  # noqa: E402


def cpu_s(configuration, trips, *more):
    command = [sumo_program(), "-c", configuration, "--seed", "1", "--end", "3600", "--no-step-log",
               "--no-warnings", "--xml-validation", "never", "--tripinfo-output", trips, *more]
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"sumo ended with exit code {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        city = Path(folder) / "auental.city"
        case.import_given_city(city)
        configuration = next(city.glob("traffic/*.sumocfg"))
        trips = Path(folder) / "trips.xml"
        ratios = []
        for number in range(rounds):
            with_device = ("--device.emissions.probability", "1")
            turns = [(), with_device] if number % 2 else [with_device, ()]
            times = {turn: cpu_s(configuration, trips, *turn) for turn in turns}
            ratios.append(times[with_device] / times[()])
            print(f"round {number + 1}: {times[()]:.2f} s without, {times[with_device]:.2f} s with: {ratios[-1]:.2f}")
    low, middle, high = statistics.quantiles(ratios, n=4, method="inclusive")
    print(f"with emissions / without: median {middle:.2f}, quartiles {low:.2f} to {high:.2f}, {rounds} rounds")


if __name__ == "__main__":
    main()
