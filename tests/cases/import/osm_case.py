# SPDX-License-Identifier: Apache-2.0
"""What the tests of `cityproof import --osm` share: importing an extract, comparing packages, one hour of all networks."""

import hashlib
import json
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import run_content  # noqa: E402

SCENARIO = """\
format: 1
name: morning peak
city: {city}
start: "2026-11-10 07:00"
time_zone: Europe/Paris
duration: 1 h
seed: 1
traffic:
  exchange: 10 s
energy: {{}}
water: {{}}
services: {{}}
sensors: {{}}
record:
  every: 300 s
"""

# A village: two streets that cross, a house whose outline crosses itself, one with all tags, and a road out of town.
VILLAGE = """\
<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
 <node id="1" lat="50.0000" lon="9.0000"/>
 <node id="2" lat="50.0000" lon="9.0050"/>
 <node id="3" lat="50.0000" lon="9.0100"/>
 <node id="4" lat="50.0040" lon="9.0050"/>
 <node id="5" lat="49.9960" lon="9.0050"/>
 <node id="11" lat="50.0005" lon="9.0010"/>
 <node id="12" lat="50.0005" lon="9.0013"/>
 <node id="13" lat="50.0007" lon="9.0013"/>
 <node id="14" lat="50.0007" lon="9.0010"/>
 <node id="21" lat="50.0010" lon="9.0060"/>
 <node id="22" lat="50.0010" lon="9.0064"/>
 <node id="23" lat="50.0013" lon="9.0060"/>
 <node id="24" lat="50.0013" lon="9.0064"/>
 <node id="31" lat="50.0001" lon="9.0020"><tag k="emergency" v="fire_hydrant"/></node>
 <node id="31" lat="50.0001" lon="9.0021"><tag k="emergency" v="fire_hydrant"/></node>
 <way id="101"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="secondary"/><tag k="name" v="Main &amp; Long"/></way>
 <way id="102"><nd ref="5"/><nd ref="2"/><nd ref="99"/><nd ref="4"/><tag k="highway" v="residential"/></way>
 <way id="103"><nd ref="4"/><nd ref="98"/><tag k="highway" v="residential"/></way>
 <way id="201"><nd ref="11"/><nd ref="12"/><nd ref="13"/><nd ref="14"/><nd ref="11"/>
  <tag k="building" v="apartments"/><tag k="building:levels" v="4"/></way>
 <way id="202"><nd ref="21"/><nd ref="22"/><nd ref="23"/><nd ref="24"/><nd ref="21"/><tag k="building" v="retail"/></way>
</osm>
"""


def import_osm(extract, city, *options, timeout=1200):
    return case.cityproof("import", "--osm", extract, "-o", city, *options, timeout=timeout)


def hashes(folder):
    """Path in the package -> hash of the file."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows(city, sql):
    with sqlite3.connect(f"file:{city / 'map.gpkg'}?mode=ro", uri=True) as database:
        return database.execute(sql).fetchall()


def report(city, name):
    return json.loads((city / "report" / f"{name}.json").read_text())


class OsmCase(case.Case):
    def import_and_check(self, extract, *options):
        """The city of an extract, which `check` finds nothing wrong with."""
        city = self.folder / "town.city"
        self.assert_ok(import_osm(extract, city, *options))
        checked = case.cityproof("check", city)
        self.assert_ok(checked)
        self.assertNotIn("warning", checked.stdout + checked.stderr)
        return city

    def run_an_hour(self, city):
        """Key figures of one hour of all networks from 7 o'clock."""
        scenario = self.folder / "hour.yaml"
        scenario.write_text(SCENARIO.format(city=city))
        run = self.folder / "hour.h5"
        self.assert_ok(case.cityproof("run", scenario, "-o", run, timeout=1800))
        return run_content.key_figures(run)

    def assert_hour_can_be_trusted(self, city):
        """Traffic that flows, with less than 1 % of the vehicles teleported; every power and water step is solved, and
        voltages and pressures are what customers are promised (EN 50160; 20 m, DVGW W 400-1)."""
        figures = self.run_an_hour(city)
        self.assertGreater(figures["traffic.vehicles"], 100)
        self.assertGreater(figures["traffic.arrived"], 0.5 * figures["traffic.vehicles"])
        self.assertLess(figures["traffic.teleports"], 0.01 * figures["traffic.vehicles"])
        for figure in ("energy.unsolved_steps", "water.unsolved_steps", "energy.unserved", "water.unserved"):
            self.assertEqual(figures[figure], 0, figure)
        self.assertGreater(figures["energy.voltage_min"], 0.9)
        self.assertGreater(figures["energy.supplied"], 0)
        self.assertGreater(figures["water.pressure_min"], 20)
        self.assertGreater(figures["water.delivered"], 0)
