# SPDX-License-Identifier: Apache-2.0
"""Fixed-time plans by SUMO's own tools: Webster's cycle and greens, then green waves.

tlsCycleAdaptation.py applies Webster's formula (F. V. Webster, Traffic signal settings, Road
Research Technical Paper 39, 1958) to the flows of the route file, with one common cycle;
tlsCoordinator.py then sets offsets for the strongest streams. The result replaces the guessed
plans in the net, so that the baseline of every comparison is an honestly timed city.
"""

import re
import xml.etree.ElementTree as ET

from .tools import run_script

YELLOW_S, LOST_S, MIN_GREEN_S, MAX_GREEN_S = 3, 3, 5, 60
MIN_CYCLE_S, MAX_CYCLE_S = 50, 90
SATURATION_HEADWAY_S = 2


def time_signals(folder, net="demo.net.xml", routes="demo.rou.xml"):
    """Rewrites the programmes in `net` for the flows in `routes`."""
    run_script("tlsCycleAdaptation.py",
               ["-n", net, "-r", routes, "-b", "0", "-o", "webster.add.xml", "-p", "0",
                "-y", str(YELLOW_S), "-l", str(LOST_S), "-g", str(MIN_GREEN_S),
                "-H", str(SATURATION_HEADWAY_S), "--min-cycle", str(MIN_CYCLE_S),
                "--max-cycle", str(MAX_CYCLE_S), "--unified-cycle"], folder)
    run_script("tlsCoordinator.py",
               ["-n", net, "-r", routes, "-a", "webster.add.xml", "-o", "offsets.add.xml"], folder)
    offsets = {logic.get("id"): float(logic.get("offset"))
               for logic in ET.parse(folder / "offsets.add.xml").getroot().iter("tlLogic")}
    plans = {}
    for logic in ET.parse(folder / "webster.add.xml").getroot().iter("tlLogic"):
        phases = [(int(float(p.get("duration"))), p.get("state")) for p in logic.iter("phase")]
        cycle = sum(d for d, _ in phases)
        name = logic.get("id")
        lines = [f'    <tlLogic id="{name}" type="static" programID="0" '
                 f'offset="{round(offsets.get(name, 0)) % cycle}">']
        for duration, state in phases:
            # Bounds for controllers that choose the length of a green (SUMO's actuated does).
            bounds = ("" if "y" in state
                      else f' minDur="{MIN_GREEN_S}" maxDur="{MAX_GREEN_S}"')
            lines.append(f'        <phase duration="{duration}" state="{state}"{bounds}/>')
        plans[name] = "\n".join(lines + ["    </tlLogic>"])
    text = (folder / net).read_text(encoding="utf-8")
    text = re.sub(r'    <tlLogic id="([^"]+)".*?</tlLogic>', lambda m: plans[m.group(1)], text,
                  flags=re.S)
    (folder / net).write_text(text, encoding="utf-8")
