# SPDX-License-Identifier: Apache-2.0
"""A study of short runs on the city of given data: power, lamps, meters and water, two simulated minutes, no traffic."""

import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import given_city  # noqa: E402

SCENARIO = """\
format: 1
name: Auental, two minutes without traffic
city: auental.city
start: "2026-11-10 06:30"
time_zone: Europe/Berlin
duration: 2 min
energy: {}
water: {}
services:
  meter_interval: 1 min
"""

# A policy that does nothing: its arm has other run ids and the same results.
POLICY = """\
format: 1
name: nothing
claim:
  key_figure: energy.loss
  direction: decrease
  margin: 1 %
"""

STUDY = """\
format: 1
name: small
scenario: scenario.yaml
policies:
  idle: [nothing.yaml]
factors:
  grid:
    energy.supply_voltage: [0.5 pu, 0.9 pu]
seeds: {first: 1, count: SEEDS}
key_figures:
  energy.loss: lower_is_better
"""


def write_study(folder, seeds, text=STUDY):
    """study.yaml of 4 x `seeds` runs in the folder, with all that it names."""
    given_city.scenario_in(folder, SCENARIO)
    (folder / "nothing.yaml").write_text(POLICY)
    study = folder / "study.yaml"
    study.write_text(text.replace("SEEDS", str(seeds)))
    return study


def batch(study, out, *more, **options):
    return case.cityproof("batch", study, "--out", out, *more, **options)


def journal(out):
    lines = []
    for file in sorted(out.glob("journal*.jsonl")):
        lines += [json.loads(line) for line in file.read_text().splitlines()]
    return lines


def run_list(out):
    return [json.loads(line) for line in (out / "runs.jsonl").read_text().splitlines()]


def children(pid):
    """Numbers of the processes that a process has started and that go on."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        return [int(word) for word in path.read_text().split()]
    except OSError:
        return []


def start_batch(study, out, *more):
    """A batch in the background with its output thrown away."""
    return subprocess.Popen(
        [str(case.BIN / "cityproof"), "batch", str(study), "--out", str(out), *map(str, more)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=case.environment(),
    )
