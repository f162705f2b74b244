# SPDX-License-Identifier: Apache-2.0
"""A short, busy scenario in the city of given data (data/demo/given): all models, and an outage of signals and waterworks."""

import case

WORK = case.SHARED / "given"
CITY = WORK / "auental.city"
SCENARIO = WORK / "peak.yaml"
BASE = WORK / "base.h5"

# Meters act every minute: windows with thousands of events, which threads share.
SCENARIO_TEXT = """\
format: 1
name: Auental, ten minutes
city: auental.city
start: "2026-11-10 06:30"
time_zone: Europe/Berlin
duration: 10 min
seed: 7
traffic:
  exchange: 10 s
  departure_jitter: 60 s
  emissions: by_class
energy:
  tick: 60 s
water:
  step: 60 s
sensors: {}
services:
  meter_interval: 1 min
record:
  every: 30 s
  vehicles_every: 10 s
events:
  - id: cable fault
    at: 2 min
    until: 6 min
    action: outage
    target: line/line:1033
"""


def scenario_in(folder, text=SCENARIO_TEXT):
    """A copy of the scenario, or another text, in a folder of its own that uses the shared city."""
    path = folder / "scenario.yaml"
    path.write_text(text.replace("city: auental.city", f"city: {CITY}"))
    return path
