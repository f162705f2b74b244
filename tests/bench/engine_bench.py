# SPDX-License-Identifier: Apache-2.0
"""All measurements of the engine, interleaved with SimPy: a line of JSON each, then a table of ratios.

One round runs, each in a process of its own and one after another: SimPy's P1, then for each of P1,
P2, P3, P1w, P1r and P1s one thread, two threads, eight (P1 and P2), and the heap queue (P1 to P3), in
every second round the other way round. So a ratio compares what ran within seconds, and neither side
always comes first; --repeat rounds give median and quartiles.
DEVStone, memory and the city mix follow once. Rates of one thread are events per CPU second, ratios
of threads are of wall clock.

How much faster two threads are says nothing when somebody else uses the processors. So each
measurement also says how many processors others used meanwhile (from /proc/stat), beside the load
average; a speed-up, and the city mix's day, are judged only when their median is below 0.1, and no
ratio of threads with less than two processors. That more threads must not make a run slower is judged at any load.

Exit code: 0, or 1 when a count is wrong or a target that could be judged is missed.

Usage: engine_bench.py [--repeat 5] [--quick] [--no-city] [--json FILE]
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

HERE = Path(__file__).resolve().parent
# Beside bin/, as CMake builds it.
BIN = Path(os.environ.get("CITYPROOF_BIN_DIR", HERE.parents[1] / "build" / "bin"))
PROGRAM = BIN.parent / "tests" / "engine_bench"
INSTANCES = ("P1", "P2", "P3", "P1w", "P1r", "P1s")
QUEUES = ("P1", "P2", "P3")
CROWDS = ("P1", "P2")
MANY_THREADS = 8
QUIET = 0.1  # processors that others may use while threads are compared
# Simulated seconds: long enough for a second or so of wall clock where the instance's own end is not.
LONG_END = {"P1": 200, "P2": 5, "P3": 5, "P1w": 50, "P1r": 200, "P1s": 200}
QUICK_END = {"P1": 10, "P2": 1, "P3": 1, "P1w": 2, "P1r": 10, "P1s": 10}


class Target:
    """A bound for a median of ratios."""

    def __init__(self, least=None, most=None, needs_two=False, needs_quiet=False):
        self.least, self.most = least, most
        self.needs_two = needs_two  # processors
        self.needs_quiet = needs_quiet

    def met(self, ratio):
        return (self.least is None or ratio >= self.least) and (
            self.most is None or ratio <= self.most
        )

    def __str__(self):
        return f">= {self.least}" if self.least is not None else f"<= {self.most}"


PEER_TARGETS = {"P1": Target(least=12), "P2": Target(least=8), "P3": Target(least=5)}
SPEED_UP = Target(least=1.6, needs_two=True, needs_quiet=True)
TWO_THREADS = {"P2": SPEED_UP, "P1w": SPEED_UP}
NEVER_SLOWER = Target(least=0.9, needs_two=True)
CROWDED = Target(most=1.3, needs_two=True)


def busy_jiffies():
    """Of all processors, by everybody, what a hypervisor took included."""
    words = Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()
    user, nice, system, _, _, irq, softirq, steal = (int(word) for word in words[1:9])
    return user + nice + system + irq + softirq + steal


def run(command):
    """The reports that a program prints, with the load beside each; a failed count is kept."""
    load, busy, started = os.getloadavg()[0], busy_jiffies(), time.monotonic()
    process = subprocess.Popen(
        [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    )
    said = process.stdout.read().decode()
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - started
    own = usage.ru_utime + usage.ru_stime
    others = (busy_jiffies() - busy) / os.sysconf("SC_CLK_TCK") - own
    if process.returncode not in (0, 1) or not said.strip():
        sys.exit(f"{' '.join(map(str, command))} ended with exit code {process.returncode}")
    reports = [json.loads(line) for line in said.splitlines()]
    for report in reports:
        report["load_average"] = round(load, 2)
        report["processors_used_by_others"] = round(max(0.0, others / wall), 3)
        print(json.dumps(report), flush=True)
    return reports


class Bench:
    def __init__(self, quick):
        self.quick = quick
        self.reports = []

    def engine(self, *arguments):
        self.reports += (reports := run([PROGRAM, *arguments, "--json"]))
        return reports[0]

    def phold(self, instance, **options):
        words = [word for key, value in options.items() for word in (f"--{key}", value)]
        end = (QUICK_END if self.quick else LONG_END)[instance]
        return self.engine("phold", instance, *words, "--end", end)

    def peer(self):
        report = run([sys.executable, HERE / "phold_simpy.py", "--end", 10 if self.quick else 20])[0]
        self.reports.append(report)
        return report

    def round(self, backwards):
        """One measurement of each kind, by (instance, variant)."""
        kinds = [("P1", "simpy")]
        for instance in INSTANCES:
            kinds += [(instance, 1), (instance, 2)]
            kinds += [(instance, MANY_THREADS)] if instance in CROWDS else []
            kinds += [(instance, "heap")] if instance in QUEUES else []
        return {kind: self.one(*kind) for kind in (reversed(kinds) if backwards else kinds)}

    def one(self, instance, variant):
        if variant == "simpy":
            return self.peer()
        if variant == "heap":
            return self.phold(instance, queue="heap")
        return self.phold(instance, threads=variant)

    def devstone(self):
        for width in (20,) if self.quick else (100, 200):
            for kind in ("LI", "HI", "HO"):
                self.engine("devstone", kind, "--width", width)

    def memory(self):
        for what in ("P2", "P3"):
            self.engine("memory", what)
        if not self.quick:  # a small city has nothing to divide the partitions' own bytes by
            self.engine("memory", "citymix")

    def city_mix(self):
        """The whole day, then the second half from its checkpoint; returns what has to be judged."""
        size = ["--scale", 0.01, "--hours", 2] if self.quick else []
        at = 1 if self.quick else 12
        with tempfile.TemporaryDirectory(prefix="cityproof-bench-") as folder:
            file = Path(folder) / "city.checkpoint"
            whole = self.engine(
                "citymix", *size, "--threads", 2, "--checkpoint-at", at, "--checkpoint", file
            )
            second_half = self.engine("citymix", *size, "--threads", 1, "--restore", file)
        return whole, second_half


def quartiles(values):
    if len(values) < 2:
        return values[0], values[0], values[0]
    return tuple(statistics.quantiles(values, n=4, method="inclusive"))


class Table:
    """Ratios with median and quartiles, judged against their targets."""

    def __init__(self, quick):
        self.quick = quick
        self.rows = []
        self.missed = []

    def add(self, name, ratios, pairs, target=None):
        low, median, high = quartiles(ratios)
        others = statistics.median(
            max(report["processors_used_by_others"] for report in pair) for pair in pairs
        )
        load = statistics.median(report["load_average"] for pair in pairs for report in pair)
        row = {
            "name": name,
            "median": round(median, 3),
            "lower_quartile": round(low, 3),
            "upper_quartile": round(high, 3),
            "load_average": round(load, 2),
            "processors_used_by_others": round(others, 2),
            "target": str(target) if target else "",
            "verdict": self.verdict(name, median, others, target),
        }
        self.rows.append(row)

    def verdict(self, name, median, others, target):
        if target is None:
            return ""
        if self.quick:
            return "not judged: --quick"
        if target.needs_two and len(os.sched_getaffinity(0)) < 2:
            return "not judged: one processor"
        if target.needs_quiet and others >= QUIET:
            return "not judged: others use the processors"
        if target.met(median):
            return "met"
        self.missed.append(name)
        return "MISSED"

    def add_figure(self, name, figure, target, report):
        """One number that is no ratio of rounds."""
        others = report["processors_used_by_others"]
        self.rows.append(
            {
                "name": name,
                "median": round(figure, 3),
                "load_average": report["load_average"],
                "processors_used_by_others": others,
                "target": str(target),
                "verdict": self.verdict(name, figure, others, target),
            }
        )

    def show(self):
        print(f"\n{'':44} {'median':>8} {'quartiles':>17} {'load':>5} {'others':>6}  target")
        for row in self.rows:
            spread = (
                f"{row['lower_quartile']:.3f} to {row['upper_quartile']:.3f}"
                if "lower_quartile" in row
                else ""
            )
            print(
                f"{row['name']:44} {row['median']:8.3f} {spread:>17} {row['load_average']:5.1f} "
                f"{row['processors_used_by_others']:6.2f}  {row['target']} {row['verdict']}"
            )


def add_ratios(table, rounds):
    def add(name, above, below, figure, target=None):
        pairs = [(row[above], row[below]) for row in rounds]
        table.add(name, [a[figure] / b[figure] for a, b in pairs], pairs, target)

    for instance in INSTANCES:
        add(
            f"{instance} / SimPy's P1, per CPU second",
            (instance, 1),
            ("P1", "simpy"),
            "mev_per_cpu_s",
            PEER_TARGETS.get(instance),
        )
    for instance in INSTANCES:
        add(
            f"{instance}: 2 threads / 1 thread, speed",
            (instance, 2),
            (instance, 1),
            "mev_per_wall_s",
            TWO_THREADS.get(instance, NEVER_SLOWER),
        )
    for instance in CROWDS:
        add(
            f"{instance}: {MANY_THREADS} threads / 2 threads, wall",
            (instance, MANY_THREADS),
            (instance, 2),
            "wall_s",
            CROWDED,
        )
    for instance in QUEUES:
        add(
            f"{instance}: calendar / heap, per CPU second",
            (instance, 1),
            (instance, "heap"),
            "mev_per_cpu_s",
        )


def add_city_mix(table, whole, second_half):
    day = Target(most=180, needs_two=True, needs_quiet=True)
    table.add_figure("city mix: day on 2 threads, s", whole["wall_s"], day, whole)
    table.add_figure("city mix: checkpoint, s", whole["checkpoint_s"], Target(most=3), whole)
    size_mb = whole["checkpoint_bytes"] / 1e6
    table.add_figure("city mix: checkpoint, MB", size_mb, Target(most=300), whole)
    equal = whole["trace_hash"] == second_half["trace_hash"]
    if not equal:
        table.missed.append("city mix: hash after restore differs")
    print(f"city mix: hash of the restored run is {'equal' if equal else 'DIFFERENT'}")


def wrong_counts(reports):
    """What does not hold, and PHOLD runs of one instance and end whose hashes differ."""
    wrong = []
    hashes = {}
    for report in reports:
        name = f"{report['bench']} {report['instance']}"
        if not report.get("holds", report.get("counts_hold")):
            wrong.append(name)
        if report["bench"] == "phold" and "trace_hash" in report:
            if hashes.setdefault(name, report["trace_hash"]) != report["trace_hash"]:
                wrong.append(f"{name}: hash differs with {report['threads']} threads, {report['queue']}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description="The engine's benchmarks, beside SimPy")
    parser.add_argument("--repeat", type=int, default=5, help="rounds; 5 or more for a statement")
    parser.add_argument("--quick", action="store_true", help="small versions; nothing is judged")
    parser.add_argument("--no-city", action="store_true", help="without the city mix's day")
    parser.add_argument("--json", type=Path, help="write everything to this file, too")
    arguments = parser.parse_args()
    if not PROGRAM.exists():
        sys.exit(f"{PROGRAM} is not built: tools/build release engine_bench")
    bench = Bench(arguments.quick)
    table = Table(arguments.quick)
    add_ratios(table, [bench.round(number % 2 == 1) for number in range(max(1, arguments.repeat))])
    bench.devstone()
    bench.memory()
    if not arguments.no_city:
        add_city_mix(table, *bench.city_mix())
    table.show()
    wrong = wrong_counts(bench.reports)
    for name in wrong:
        print(f"WRONG COUNT OR LIMIT: {name}")
    for row in table.rows:
        if row["verdict"].startswith("not judged"):
            print(f"{row['verdict']}: {row['name']} (target {row['target']})")
    result = {"bench": "engine", "table": table.rows, "missed": table.missed, "wrong": wrong}
    print(json.dumps(result))
    if arguments.json:
        unfinished = arguments.json.with_name(arguments.json.name + ".part")
        unfinished.write_text(json.dumps({**result, "reports": bench.reports}) + "\n")
        unfinished.rename(arguments.json)
    sys.exit(1 if wrong or table.missed else 0)


if __name__ == "__main__":
    main()
