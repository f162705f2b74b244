# SPDX-License-Identifier: Apache-2.0
"""Net3's pumps without supply, in EPANET's own Python toolkit: independent of Cityproof.

One hour from 02:00 on in steps of 60 s; the named pumps have no supply from 1800 s to 2400 s.
Energy is the sum of the pumps' power at each minute's end / 60. Three ways to switch:

  same_second  the pump stops at 1800 s by a second solution of that second; the file's level
               controls cannot restart it; it is back at 2400 s. What an outage means.
  one_late     the status is set after the solution of 1800 s and first takes part in that of
               1860 s: what a loop does that passes values between programs once a minute.
  controls_on  like same_second, but the file's controls stay in force and restart pump 335 at
               once: the mistake of a naive coupling.

By hand: epanet_loop.py Net3.inp prints all of them.
"""

import sys
import tempfile
from pathlib import Path

import epanet.toolkit as en

START, STEP, HOUR = 7200, 60, 3600
OFF, ON = 1800, 2400
TANKS = ["1", "2", "3"]
PUMPS = ["10", "335"]


class Network:
    """Net3 at 02:00, run up with the file's own settings."""

    def __init__(self, inp):
        self._folder = tempfile.TemporaryDirectory()
        base = Path(self._folder.name)
        self.project = en.createproject()
        en.open(self.project, str(inp), str(base / "rpt"), str(base / "out"))
        en.openH(self.project)
        en.initH(self.project, 0)
        self.now = en.runH(self.project)
        while self.now < START:
            en.nextH(self.project)
            self.now = en.runH(self.project)
        en.settimeparam(self.project, en.HYDSTEP, STEP)

    def solve(self):
        """Once more at the same second."""
        en.runH(self.project)

    def step(self):
        until = self.now + STEP
        while self.now < until:
            en.nextH(self.project)
            self.now = en.runH(self.project)

    def switch(self, pump, on):
        en.setlinkvalue(self.project, self._link(pump), en.STATUS, 1 if on else 0)

    def enable_controls(self, pump, enabled):
        link = self._link(pump)
        for control in range(1, en.getcount(self.project, en.CONTROLCOUNT) + 1):
            if en.getcontrol(self.project, control)[1] == link:
                en.setcontrolenabled(self.project, control, 1 if enabled else 0)

    def pump_kw(self):
        return sum(en.getlinkvalue(self.project, self._link(pump), en.ENERGY) for pump in PUMPS)

    def tank_levels_m(self):
        return [self._level_ft(tank) * 0.3048 for tank in TANKS]

    def close(self):
        en.close(self.project)
        en.deleteproject(self.project)
        self._folder.cleanup()

    def _link(self, name):
        return en.getlinkindex(self.project, name)

    def _level_ft(self, tank):
        node = en.getnodeindex(self.project, tank)
        head = en.getnodevalue(self.project, node, en.HEAD)
        return head - en.getnodevalue(self.project, node, en.ELEVATION)


def simulate(inp, pumps, way):
    """kWh of the hour and the tanks' levels at its end, in m."""
    network = Network(inp)
    kwh = 0.0
    for minute in range(1, HOUR // STEP + 1):
        network.step()
        now = minute * STEP
        if way == "one_late":
            kwh += network.pump_kw() / 60
        if now in (OFF, ON):
            for pump in pumps:
                if way != "controls_on":
                    network.enable_controls(pump, now == ON)
                network.switch(pump, now == ON)
            if way != "one_late":
                network.solve()
        if way != "one_late":
            kwh += network.pump_kw() / 60
    levels = network.tank_levels_m()
    network.close()
    return kwh, levels


if __name__ == "__main__":
    for pumps in ([], PUMPS, ["335"], ["10"]):
        for way in ("same_second", "one_late", "controls_on"):
            kwh, levels = simulate(sys.argv[1], pumps, way)
            shown = "  ".join(
                f"{level:.6f} m ({level / 0.3048 * 0.4333:.6f} psi)" for level in levels
            )
            print(f"{'+'.join(pumps) or 'none':8} {way:12} {kwh:.6f} kWh  {shown}")
