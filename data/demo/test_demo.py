#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests of the demo town's data, map and given networks, with the engines themselves.

ctest runs it as demo.source; by hand: .venv/bin/python data/demo/test_demo.py
Expected values: the counts are the demands on the demo city, the voltage band is EN 50160
(+-10 %), the signal states are SUMO's; nothing is compared with a figure taken from the output.
"""

import csv
import filecmp
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
import warnings
import xml.etree.ElementTree as ET
from pathlib import Path

HERE = Path(__file__).resolve().parent
GIVEN = HERE / "given"
SHIPPED = sorted(p for folder in ("source", "given") for p in (HERE / folder).iterdir())
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE))

from epanet import toolkit as en  # noqa: E402
from generator.tools import run_tool  # noqa: E402
from power_grid_model import PowerGridModel  # noqa: E402
from power_grid_model.utils import json_deserialize  # noqa: E402
from power_grid_model.validation import validate_input_data  # noqa: E402


def table(name):
    with open(GIVEN / name, newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f))


def grid():
    return json_deserialize((GIVEN / "grid.json").read_text(encoding="utf-8"))


def outage_line():
    """The line that the README names for an outage in the given grid."""
    given = (HERE / "README.md").read_text(encoding="utf-8").split("\n## A city that has data of its own\n")[1]
    return int(re.search(r"`line:(\d+)`", given)[1])


class Files(unittest.TestCase):
    @unittest.skipIf(os.environ.get("SUMO_HOME"), "another SUMO's netconvert may write other bytes")
    def test_regenerating_gives_the_same_bytes(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, str(HERE / "make_demo.py"), "--output", folder],
                           check=True, capture_output=True)
            made = sorted(str(p.relative_to(folder)) for p in Path(folder).glob("*/*"))
            self.assertEqual(made, sorted(str(p.relative_to(HERE)) for p in SHIPPED))
            _, differ, missing = filecmp.cmpfiles(HERE, folder, made, shallow=False)
            self.assertEqual((differ, missing), ([], []))

    def test_no_comment_date_or_machine_path_and_below_six_megabytes(self):
        for path in SHIPPED:
            text = path.read_text(encoding="utf-8")
            self.assertNotIn("<!--", text, path.name)
            machine_path = re.search(r"(/tmp|/home|/root|/usr|/work|[A-Z]:\\\\)", text)
            self.assertIsNone(machine_path, path.name)
            self.assertIsNone(re.search(r"20\d\d-\d\d-\d\d", text), path.name)
        self.assertLess(sum(p.stat().st_size for p in SHIPPED), 6_000_000)


class Traffic(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.net = ET.parse(GIVEN / "demo.net.xml").getroot()
        cls.edges = [e.get("id") for e in cls.net.iter("edge") if not e.get("function")]

    def test_size_of_the_net(self):
        self.assertTrue(150 <= len(self.edges) <= 300, len(self.edges))
        self.assertTrue(12 <= len(list(self.net.iter("tlLogic"))) <= 20)
        vehicles = list(ET.parse(GIVEN / "demo.rou.xml").getroot().iter("vehicle"))
        self.assertTrue(2500 <= len(vehicles) <= 4500, len(vehicles))
        departs = [float(v.get("depart")) for v in vehicles]
        self.assertEqual(departs, sorted(departs))
        self.assertTrue(departs[0] >= 0 and departs[-1] < 3600)

    def test_signal_plans_have_several_greens_each_ended_by_yellow(self):
        for logic in self.net.iter("tlLogic"):
            states = [p.get("state") for p in logic.iter("phase")]
            times = [float(p.get("duration")) for p in logic.iter("phase")]
            greens = [s for s in states if "y" not in s and "G" in s]
            self.assertGreaterEqual(len(greens), 2, logic.get("id"))
            self.assertTrue(40 <= sum(times) <= 120, logic.get("id"))
            for now, after in zip(states, states[1:] + states[:1]):
                for a, b in zip(now, after):
                    self.assertFalse(a in "Gg" and b == "r", f"{logic.get('id')}: {now} {after}")

    def test_netconvert_loads_the_net_and_knows_its_place(self):
        with tempfile.TemporaryDirectory() as folder:
            run_tool(["netconvert", "-s", str(GIVEN / "demo.net.xml"), "--proj.plain-geo",
                      "-p", "plain"], folder)
            nodes = {n.get("id"): n for n in
                     ET.parse(Path(folder) / "plain.nod.xml").getroot().iter("node")}
        self.assertIn("+proj=utm +zone=32", self.net.find("location").get("projParameter"))
        # PROJ inside netconvert against the generator's own projection formula
        from generator import geometry, plan
        for name in ("R1", "XN", "XE", "O7"):
            lon, lat = geometry.lonlat(*plan.NODES[name])
            self.assertAlmostEqual(float(nodes[name].get("x")), lon, delta=2e-6)
            self.assertAlmostEqual(float(nodes[name].get("y")), lat, delta=2e-6)

    def test_sumo_runs_the_hour_without_jam(self):
        with tempfile.TemporaryDirectory() as folder:
            stats = Path(folder) / "stats.xml"
            run_tool(["sumo", "-c", str(GIVEN / "demo.sumocfg"), "--seed", "1",
                      "--statistic-output", str(stats), "--no-warnings"], folder)
            root = ET.parse(stats).getroot()
        inserted = int(root.find("vehicles").get("inserted"))
        self.assertGreaterEqual(inserted, 0.99 * int(root.find("vehicles").get("loaded")))
        self.assertLess(int(root.find("teleports").get("total")), 0.01 * inserted)


class Power(unittest.TestCase):
    def test_input_is_valid_and_voltages_are_within_en_50160(self):
        data = grid()
        self.assertIsNone(validate_input_data(data))
        self.assertGreaterEqual(len(data["sym_load"]), 30)
        self.assertTrue((data["line"]["to_status"] == 0).any(), "the rings have open points")
        self.assertTrue(2e9 <= data["source"]["sk"][0] <= 5e9)
        result = PowerGridModel(data).calculate_power_flow()
        self.assertTrue((result["node"]["energized"] == 1).all())
        self.assertTrue((abs(result["node"]["u_pu"] - 1) <= 0.10).all())
        self.assertLess(result["line"]["loading"].max(), 0.60)
        self.assertLess(result["transformer"]["loading"].max(), 1.0)

    def test_meters_add_up_to_the_loads(self):
        data = grid()
        total = {}
        for row in table("meters.csv"):
            value, unit = row["power"].split()
            self.assertEqual(unit, "W")
            total[row["bus"]] = total.get(row["bus"], 0.0) + float(value)
        loads = {f"bus:{n}": p for n, p in zip(data["sym_load"]["node"],
                                               data["sym_load"]["p_specified"])}
        self.assertEqual(total.keys(), loads.keys())
        for bus, load in loads.items():
            self.assertAlmostEqual(load, total[bus], delta=1e-6)

    def test_the_outage_line_darkens_stations_signals_lamps_and_a_pump(self):
        data = grid()
        row = data["line"]["id"] == outage_line()
        self.assertEqual(row.sum(), 1)
        data["line"]["from_status"][row] = 0
        data["line"]["to_status"][row] = 0
        result = PowerGridModel(data).calculate_power_flow()
        dark = {f"bus:{n['id']}" for n in result["node"] if n["energized"] == 0}
        self.assertGreaterEqual(sum(bus > "bus:200" for bus in dark), 3)
        links = table("links.csv")
        self.assertGreaterEqual(sum(r["kind"] == "signal" and r["bus"] in dark for r in links), 2)
        self.assertGreaterEqual(sum(r["kind"] == "pump" and r["bus"] in dark for r in links), 1)
        self.assertGreater(sum(r["bus"] in dark for r in table("lamps.csv")), 20)

    def test_a_ring_can_be_fed_from_either_end(self):
        """First cable of a ring lost, its open point closed: all supplied, within the limits."""
        lines = grid()["line"]
        open_points = [int(r["id"]) for r in lines if r["to_status"] == 0]
        first = [int(r["id"]) for r in lines if r["from_node"] == 2]
        last = [int(r["id"]) for r in lines if r["to_node"] == 3]
        self.assertTrue(len(first) == len(last) == len(open_points))
        for lost, tie in list(zip(first, open_points)) + list(zip(last, open_points)):
            data = grid()
            for side in ("from_status", "to_status"):
                data["line"][side][data["line"]["id"] == lost] = 0
            data["line"]["to_status"][data["line"]["id"] == tie] = 1
            result = PowerGridModel(data).calculate_power_flow()
            self.assertTrue((result["node"]["energized"] == 1).all(), lost)
            self.assertTrue((abs(result["node"]["u_pu"] - 1) <= 0.10).all(), lost)
            self.assertLess(result["line"]["loading"].max(), 1.0, lost)


class Water(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.report = Path(self.folder.name) / "report.txt"
        self.project = en.createproject()
        en.open(self.project, str(GIVEN / "water.inp"), str(self.report), "")

    def tearDown(self):
        en.deleteproject(self.project)
        self.folder.cleanup()

    def test_a_day_without_warnings_and_with_proper_pressures(self):
        p = self.project
        count = en.getcount(p, en.NODECOUNT) - en.getcount(p, en.TANKCOUNT)
        en.openH(p)
        en.initH(p, 0)
        low, high, pumped = 1e9, 0.0, 0.0
        pumps = [i for i in range(1, en.getcount(p, en.LINKCOUNT) + 1)
                 if en.getlinktype(p, i) == en.PUMP]
        warnings.simplefilter("error")  # the toolkit turns EPANET's warning codes into these
        self.addCleanup(warnings.resetwarnings)
        while True:
            en.runH(p)
            values = [en.getnodevalue(p, i, en.PRESSURE) for i in range(1, count + 1)]
            low, high = min(low, *values), max(high, *values)
            self.assertEqual(en.getstatistic(p, en.DEFICIENTNODES), 0)
            step = en.nextH(p)
            pumped += step * sum(en.getlinkvalue(p, i, en.FLOW) for i in pumps) / 1000
            if step <= 0:
                break
        en.closeH(p)
        en.close(p)
        self.assertNotIn("WARNING", self.report.read_text().upper())
        self.assertGreaterEqual(low, 25.0)
        self.assertLessEqual(high, 70.0)
        self.assertGreater(pumped, 0.0)

    def test_parts_loops_and_place(self):
        p = self.project
        kinds = [en.getlinktype(p, i) for i in range(1, en.getcount(p, en.LINKCOUNT) + 1)]
        nodes, tanks = en.getcount(p, en.NODECOUNT), en.getcount(p, en.TANKCOUNT)
        self.assertGreaterEqual(nodes - tanks, 100)
        self.assertGreaterEqual(sum(k == en.PUMP for k in kinds), 1)
        types = [en.getnodetype(p, i) for i in range(1, nodes + 1)]
        self.assertEqual(types.count(en.TANK), 1)
        self.assertEqual(types.count(en.RESERVOIR), 1)
        pipes = sum(k == en.PIPE for k in kinds)
        self.assertGreater(pipes - (nodes - 2), 20, "a tree would have none: loops")
        west, south, east, north = (float(v) for v in ET.parse(GIVEN / "demo.net.xml").getroot()
                                    .find("location").get("convBoundary").split(","))
        dx, dy = (float(v) for v in ET.parse(GIVEN / "demo.net.xml").getroot()
                  .find("location").get("netOffset").split(","))
        for i in range(1, nodes + 1):
            x, y = en.getcoord(p, i)
            self.assertTrue(west <= x + dx <= east and south <= y + dy <= north)


class Assets(unittest.TestCase):
    def test_counts(self):
        self.assertGreaterEqual(len(table("sensors.csv")), 300)
        self.assertGreaterEqual(len(table("lamps.csv")), 600)
        self.assertGreaterEqual(len(table("meters.csv")), 1500)
        for name, least in (("buildings", 1000), ("water_area", 2), ("landuse", 20)):
            data = json.loads((GIVEN / f"{name}.geojson").read_text(encoding="utf-8"))
            self.assertGreaterEqual(len(data["features"]), least, name)
            for feature in data["features"]:
                self.assertEqual(set(feature["properties"]), {"id", "name", "kind"})
                ring = feature["geometry"]["coordinates"][0]
                self.assertEqual(ring[0], ring[-1])
                self.assertTrue(all(9.7 < x < 10 and 48.6 < y < 48.9 for x, y in ring))

    def test_every_reference_exists_and_ids_are_unique(self):
        net = ET.parse(GIVEN / "demo.net.xml").getroot()
        edges = {e.get("id") for e in net.iter("edge") if not e.get("function")}
        signals = {t.get("id") for t in net.iter("tlLogic")}
        data = grid()
        buses = {f"bus:{i}" for i in data["node"]["id"]}
        lines = {f"line:{i}" for i in data["line"]["id"]}
        p = en.createproject()
        en.open(p, str(GIVEN / "water.inp"), os.devnull, "")
        nodes = {en.getnodeid(p, i) for i in range(1, en.getcount(p, en.NODECOUNT) + 1)}
        links = {en.getlinkid(p, i) for i in range(1, en.getcount(p, en.LINKCOUNT) + 1)}
        en.deleteproject(p)
        rows = table("links.csv")
        known = {"signal": signals, "pump": links, "charging_zone": edges}
        self.assertTrue(all(r["id"] in known[r["kind"]] for r in rows))
        self.assertEqual({r["id"] for r in rows if r["kind"] == "signal"}, signals)
        targets = {"street": edges, "bus": buses, "line": lines, "node": nodes, "pipe": links,
                   "tank": nodes}
        for r in table("sensors.csv"):
            self.assertIn(r["target"], targets[r["quantity"].split("/")[1].split("_")[0]])
        for name in ("links", "sensors", "lamps", "meters"):
            rows = table(f"{name}.csv")
            self.assertEqual(len({r["id"] for r in rows}), len(rows), name)
            self.assertTrue(all(r["bus"] in buses or (name == "sensors" and not r["bus"])
                                for r in rows), name)
        self.assertEqual({r["id"] for r in table("grid_map.csv")},
                         {str(i) for i in data["node"]["id"]})


if __name__ == "__main__":
    unittest.main()
