# SPDX-License-Identifier: Apache-2.0
"""PHOLD P1 in SimPy 4.1: the peer of `engine_bench phold P1`, and the same JSON line.

Written in the fastest way that SimPy's public interface has: a callback on each Timeout, no
processes. The model is the one of phold.hpp: with probability 0.25 the next event goes to an entity
drawn from all, otherwise to the same one, after 0.1 + Exp(0.9).

Usage: phold_simpy.py [--end 20] [--seed 1]
"""

import argparse
import json
import math
import os
import random
import resource
import sys
import time

import simpy

ENTITIES, START_EVENTS, LOOKAHEAD, MEAN, REMOTE = 4096, 8, 0.1, 1.0, 0.25


def run(end, seed):
    """Events, wall and CPU seconds of the run without its set-up."""
    environment = simpy.Environment()
    state = [0] * ENTITIES
    uniform, log, timeout = random.Random(seed).random, math.log, simpy.Timeout
    excess = MEAN - LOOKAHEAD

    def hop(event):
        entity = event.value
        state[entity] += 1
        if uniform() <= REMOTE:
            entity = int(uniform() * ENTITIES)
        timeout(environment, LOOKAHEAD - excess * log(1.0 - uniform()), entity).callbacks.append(
            hop
        )

    for entity in range(ENTITIES):
        for _ in range(START_EVENTS):
            timeout(environment, LOOKAHEAD - excess * log(1.0 - uniform()), entity).callbacks.append(
                hop
            )
    wall, cpu = time.perf_counter(), time.process_time()
    environment.run(until=end)
    return sum(state), time.perf_counter() - wall, time.process_time() - cpu


def main():
    parser = argparse.ArgumentParser(description="PHOLD P1 in SimPy")
    parser.add_argument("--end", type=float, default=20.0, help="simulated seconds, 10 or more")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    events, wall_s, cpu_s = run(arguments.end, arguments.seed)
    # Renewal theory, for large END; engine_bench has the exact sums.
    population = ENTITIES * START_EVENTS
    squared_cv = ((MEAN - LOOKAHEAD) / MEAN) ** 2
    expected = population * (arguments.end / MEAN + (squared_cv - 1) / 2)
    sd = math.sqrt(population * squared_cv * arguments.end / MEAN)
    counts_hold = abs(events - expected) < 4 * sd
    result = {
        "bench": "phold",
        "engine": f"simpy {simpy.__version__}",
        "instance": "P1",
        "threads": 1,
        "end_s": arguments.end,
        "events": events,
        "expected_events": round(expected, 1),
        "sd": round(sd, 1),
        "counts_hold": counts_hold,
        "wall_s": round(wall_s, 4),
        "cpu_s": round(cpu_s, 4),
        "mev_per_wall_s": round(events / wall_s / 1e6, 4),
        "mev_per_cpu_s": round(events / cpu_s / 1e6, 4),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "load_average": round(os.getloadavg()[0], 2),
    }
    print(json.dumps(result))
    sys.exit(0 if counts_hold else 1)


if __name__ == "__main__":
    main()
