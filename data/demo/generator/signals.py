# SPDX-License-Identifier: Apache-2.0
"""Fixed-time plans: Webster's cycles and greens, then offsets, by SUMO's own tools."""

import xml.etree.ElementTree as ET

from .tools import run_script

YELLOW_S = 3


def webster_plans(folder, net="demo.net.xml", routes="demo.rou.xml", target="signals.tll.xml",
                  coordinated=True):
    """Writes tlLogic definitions (programme 0) for netconvert into `target`."""
    run_script("tlsCycleAdaptation.py",
               ["-n", net, "-r", routes, "-b", "600", "-o", "webster.add.xml", "-y", str(YELLOW_S),
                "-g", "5", "-l", "3", "-H", "2", "--min-cycle", "50", "--max-cycle", "100", "-p", "w"]
               + (["-u"] if coordinated else []), folder)
    plans = {}
    for logic in ET.parse(folder / "webster.add.xml").getroot().iter("tlLogic"):
        plans[logic.get("id")] = logic
    if coordinated:
        run_script("tlsCoordinator.py", ["-n", net, "-r", routes, "-a", "webster.add.xml",
                                         "-o", "offsets.add.xml"], folder)
        for logic in ET.parse(folder / "offsets.add.xml").getroot().iter("tlLogic"):
            plans[logic.get("id")].set("offset", logic.get("offset"))
    return plans
