# SPDX-License-Identifier: Apache-2.0
"""`cityproof import --update --sumo` and `--demand`: other streets or other traffic for a package; the rest stays."""

import re
import shutil
import signal
import tempfile
import time
import unittest
from pathlib import Path
from xml.etree import ElementTree

import osm_case
import other_readers
from osm_case import case, hashes, import_osm, rows
from other_readers import SUMO, said_by

AUENTAL = case.SOURCE / "data" / "demo" / "source" / "auental.osm"
KEPT_FILES = ("energy/grid.json", "water/network.inp")
TRIPS = """\
<routes>
 <vType id="van" vClass="delivery"/>
 {trips}
</routes>
"""


def trips(*pairs, begin=7 * 3600):
    lines = (
        f'<trip id="own{i}" type="van" depart="{begin + 2 * i}" from="{start}" to="{end}"/>'
        for i, (start, end) in enumerate(pairs)
    )
    return TRIPS.format(trips="\n ".join(lines))


class UpdateStreets(other_readers.OtherReaders):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory(prefix="cityproof-case-")
        cls.addClassCleanup(folder.cleanup)
        cls.first = Path(folder.name) / "first.city"
        result = import_osm(AUENTAL, cls.first, "--name", "A")
        assert result.returncode == 0, result.stderr
        cls.net = cls.first / "traffic" / "streets.net.xml"

    def setUp(self):
        super().setUp()
        self.city = self.folder / "town.city"
        shutil.copytree(self.first, self.city)
        self.before = hashes(self.city)
        self.streets = {street for (street,) in rows(self.city, "SELECT id FROM street")}

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return path

    def sumocfg(self, net, routes=None):
        given = f'<route-files value="{routes}"/>' if routes else ""
        text = f'<configuration><input><net-file value="{net}"/>{given}</input>'
        return self.write("new.sumocfg", text + '<time><begin value="25200"/></time></configuration>')

    def west(self, *options):
        """The western half of the town's net, as netconvert makes it, on another offset."""
        net = self.folder / "west.net.xml"
        box = ("--keep-edges.in-boundary", "0,0,2200,3850")
        move = ("--offset.x", "1000", "--offset.y", "-500")
        said_by(SUMO / "netconvert", "-s", self.net, "-o", net, *(options or (*box, *move)))
        return net

    def edges(self, net):
        return [edge.get("id") for edge in ElementTree.parse(net).iter("edge") if edge.get("function") != "internal"]

    def update(self, *options):
        return case.cityproof("import", "--update", "-o", self.city, *options)

    def updated(self, *options):
        result = self.update(*options)
        self.assert_ok(result)
        checked = case.cityproof("check", self.city)
        self.assert_ok(checked)
        self.assertIn("is sound", checked.stdout)
        self.assertNotIn("warning", checked.stdout + checked.stderr)
        return result.stdout

    def refused(self, *options, words=(), max_lines=1):
        self.assert_refused(self.update(*options), *words, max_lines=max_lines)
        self.assertEqual(hashes(self.city), self.before, "a refused update changes nothing")
        self.assertEqual([p.name for p in self.folder.glob(".*")], [])

    def assert_runs(self, vehicles):
        """Ten minutes of all networks, in which this many vehicles were inserted."""
        scenario = self.write("s.yaml", osm_case.SCENARIO.format(city=self.city).replace("1 h", "10 min"))
        run = self.folder / "r.h5"
        self.assert_ok(case.cityproof("run", scenario, "-o", run))
        self.assertEqual(osm_case.run_content.meta(run)["attribution"], "© OpenStreetMap contributors, ODbL 1.0")
        figures = osm_case.run_content.key_figures(run)
        self.assertEqual(figures["traffic.vehicles"], vehicles)
        self.assertEqual(figures["energy.unsolved_steps"] + figures["water.unsolved_steps"], 0)

    def test_new_streets_and_demand_replace_the_old_ones_and_all_else_stays(self):
        net = self.west()
        edges = self.edges(net)
        routes = self.write("own.rou.xml", trips((edges[0], edges[0]), (edges[5], edges[5])))
        sensors = rows(self.city, "SELECT target FROM sensor")
        said = self.updated("--sumo", self.sumocfg(net, routes.name), "--class", "pseudonymous")
        self.assertEqual({street for (street,) in rows(self.city, "SELECT id FROM street")}, set(edges))
        left = [target for (target,) in sensors if target in edges]
        self.assertLess(len(left), len(sensors))
        self.assertEqual(sorted(t for (t,) in rows(self.city, "SELECT target FROM sensor")), sorted(left))
        self.assertIn(f"sensors: {len(sensors) - len(left)} measured streets that are gone", said)
        self.assertIn("report/streets.json", said)
        self.assertFalse((self.city / "report").exists())
        zones = {zone for (zone,) in rows(self.city, "SELECT id FROM charging_zone")}
        self.assertTrue(zones and zones <= set(edges))
        self.assertEqual(rows(self.city, "SELECT count(*) FROM signal WHERE supplied_by IS NULL"), [(0,)])
        for layer in ("lamp", "meter", "building", "charger", "hydrant"):
            sql = f"SELECT * FROM {layer} ORDER BY id"
            self.assertEqual(rows(self.city, sql), rows(self.first, sql), layer)
        after = hashes(self.city)
        for file in KEPT_FILES:
            self.assertEqual(after[file], self.before[file], file)
        text = (self.city / "city.yaml").read_text()
        for line in ('"demand": pseudonymous', '"meter": synthetic', 'name: "A"', '"traffic/own.rou.xml"'):
            self.assertIn(line, text)
        self.assertIn('provenance: surveyed, source: "west.net.xml"', text)
        self.assertNotIn("demand.rou.xml", text)
        self.assertEqual(sorted(p.name for p in (self.city / "traffic").iterdir()),
                         ["city.sumocfg", "own.rou.xml", "west.net.xml"])
        self.assert_power_grid_model_solves(self.city)
        self.assert_epanet_solves(self.city)
        self.assert_gdal_opens(self.city)
        end = 7 * 3600 + 60
        said = said_by(SUMO / "sumo", "-c", self.city / "traffic" / "city.sumocfg", "--end", end, "--no-step-log")
        self.assertNotRegex(said, "Error")
        self.assert_runs(vehicles=2)

    def test_a_street_lies_where_it_lay_although_the_net_has_another_offset(self):
        self.updated("--sumo", self.sumocfg(self.west("--offset.x", "1000", "--offset.y", "-500")))

        def extent(city):
            said = said_by("ogrinfo", "-so", city / "map.gpkg", "street")
            (line,) = re.findall("^Extent: (.*)$", said, re.MULTILINE)
            return [float(number) for number in re.findall(r"[\d.]+", line)]

        for here, there in zip(extent(self.city), extent(self.first), strict=True):
            self.assertAlmostEqual(here, there, delta=0.02)

    def test_a_net_without_routes_keeps_the_demand_that_fits_it(self):
        net = self.west("--offset.x", "7")
        said = self.updated("--sumo", self.sumocfg(net))
        self.assertIn("demand: kept", said)
        after = hashes(self.city)
        self.assertEqual(after["traffic/demand.rou.xml"], self.before["traffic/demand.rou.xml"])
        self.assertIn('"demand": synthetic', (self.city / "city.yaml").read_text())
        self.assertEqual(len(rows(self.city, "SELECT id FROM sensor")), len(rows(self.first, "SELECT id FROM sensor")))

    def test_a_net_without_routes_that_the_demand_does_not_fit_is_refused_with_the_first_misfit(self):
        self.refused("--sumo", self.sumocfg(self.west()), words=("new.sumocfg", "demand.rou.xml", "t0000", "not in the net"))

    def test_a_net_of_another_projection_or_place_is_refused(self):
        geo = self.folder / "plain"
        said_by(SUMO / "netconvert", "-s", self.net, "--plain-output-prefix", geo, "--proj.plain-geo")
        parts = [option for kind, ending in (("node", "nod"), ("edge", "edg"), ("connection", "con"), ("type", "typ"))
                 for option in (f"--{kind}-files", f"{geo}.{ending}.xml")]
        other = self.folder / "other.net.xml"
        said_by(SUMO / "netconvert", *parts, "-o", other, "--proj", "+proj=utm +zone=33 +datum=WGS84 +units=m +no_defs")
        self.refused("--sumo", self.sumocfg(other), words=("other.net.xml", "EPSG:32633", "EPSG:32632", "--proj"))
        text = self.net.read_text()
        local = self.write("local.net.xml", text.replace("+proj=utm +zone=32 +datum=WGS84 +units=m +no_defs", "!"))
        self.refused("--sumo", self.sumocfg(local), words=("local.net.xml", "local metres", "EPSG:32632"))
        away = self.write("away.net.xml", text.replace('netOffset="-562040', 'netOffset="-572040'))
        self.refused("--sumo", self.sumocfg(away), words=("away.net.xml", "elsewhere"))
        # ETRS 89 instead of WGS 84: the same within a metre.
        same = self.write("same.net.xml", text.replace("+datum=WGS84", "+ellps=GRS80"))
        self.updated("--sumo", self.sumocfg(same))

    def test_a_street_that_has_another_place_is_another_street(self):
        # The whole net 200 m to the east: every id is there still, and streets along the way cover themselves.
        moved = self.write("moved.net.xml", self.net.read_text().replace('netOffset="-562040', 'netOffset="-562240'))
        before = len(rows(self.city, "SELECT id FROM sensor"))
        said = self.updated("--sumo", self.sumocfg(moved))
        (gone,) = re.findall(r"sensors: (\d+) measured streets that are gone", said)
        self.assertGreater(before, int(gone))
        self.assertEqual(len(rows(self.city, "SELECT id FROM sensor")), before - int(gone))

    def test_surveyed_charging_zones_go_with_their_streets_and_links_may_be_given(self):
        shutil.rmtree(self.city)
        case.import_given_city(self.city)
        net = self.folder / "west.net.xml"
        said_by(SUMO / "netconvert", "-s", self.city / "traffic" / "demo.net.xml", "-o", net, "--keep-edges.in-boundary", "0,0,2200,4000")
        edges = self.edges(net)
        routes = self.write("own.rou.xml", trips((edges[0], edges[0])))
        config = self.sumocfg(net, routes.name)
        zones = rows(self.city, "SELECT id, supplied_by, power_w, share FROM charging_zone")
        left = sorted(zone for zone in zones if zone[0] in edges)
        self.assertTrue(left and len(left) < len(zones), "the test needs zones in both halves")
        shutil.copytree(self.city, self.folder / "again.city")
        said = self.updated("--sumo", config, "--class", "synthetic")
        self.assertIn(f"charging zones: {len(zones) - len(left)} on streets that are gone", said)
        kept = rows(self.city, "SELECT id, supplied_by, power_w, share FROM charging_zone ORDER BY id")
        self.assertEqual(kept, left)
        (light,) = rows(self.city, "SELECT id FROM signal LIMIT 1")[0]
        self.city = self.folder / "again.city"
        links = f"kind,id,bus,power,share\nsignal,{light},bus:202,99 W,\ncharging_zone,{edges[0]},bus:201,11 kW,5 %\n"
        self.updated("--sumo", config, "--class", "synthetic", "--links", self.write("links.csv", links))
        sql = f"SELECT supplied_by, power_w FROM signal WHERE id = '{light}'"
        self.assertEqual(rows(self.city, sql), [("bus:202", 99.0)])
        self.assertEqual(rows(self.city, "SELECT id FROM charging_zone"), [(edges[0],)])
        self.assertEqual(rows(self.city, "SELECT count(*) FROM signal WHERE supplied_by IS NULL"), [(0,)])

    def test_an_interrupted_update_leaves_the_package_as_it_was_or_is_whole(self):
        routes = self.write("own.rou.xml", trips(("-50", "174")))
        stopped = 0
        for milliseconds in (20, 60, 100, 150, 200, 250, 300):
            process = case.start_cityproof(
                "import", "--update", "-o", self.city, "--demand", routes, "--class", "aggregate"
            )
            time.sleep(milliseconds / 1000)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=60)
            self.assertEqual([p.name for p in self.folder.glob(".*")], [])
            if process.returncode == 0:
                break
            stopped += 1
            self.assertEqual(hashes(self.city), self.before, milliseconds)
        self.assertGreater(stopped, 0)

    def test_routes_need_a_class_and_streets_of_the_net(self):
        routes = self.write("own.rou.xml", trips(("nowhere", "-50")))
        config = self.sumocfg(self.net, routes.name)
        self.refused("--sumo", config, "--class", "synthetic", words=("own.rou.xml", "nowhere"))
        self.write("own.rou.xml", trips(("-50", "174")))
        self.refused("--sumo", config, words=("--class",))

    def test_another_demand_goes_over_the_streets_that_are_there(self):
        routes = self.write("own.rou.xml", trips(("-50", "174"), ("-37", "76"), ("-50", "43")))
        said = self.updated("--demand", routes, "--class", "aggregate")
        self.assertIn("begins at 25200 s", said)
        after = hashes(self.city)
        changed = {name for name in {*after, *self.before} if after.get(name) != self.before.get(name)}
        self.assertEqual(
            changed,
            {"city.yaml", "report/realism.json", "traffic/city.sumocfg", "traffic/demand.rou.xml", "traffic/own.rou.xml"},
        )
        self.assertNotIn("traffic/demand.rou.xml", after)
        self.assertIn('"demand": aggregate', (self.city / "city.yaml").read_text())
        self.assert_sumo_opens(self.city)
        self.assert_runs(vehicles=3)
        once = hashes(self.city)
        self.updated("--demand", routes, "--class", "aggregate")
        self.assertEqual(hashes(self.city), once)

    def test_files_that_the_routes_need_go_along(self):
        types = self.write("types.add.xml", '<additional><vType id="tank" vClass="truck"/></additional>')
        routes = self.write("own.rou.xml", trips(("-50", "174")).replace('type="van"', 'type="tank"'))
        self.refused("--demand", routes, "--class", "aggregate", words=("own.rou.xml", "tank", "not defined"))
        self.updated("--demand", f"{routes},{types}", "--class", "aggregate")
        self.assert_sumo_opens(self.city)
        self.assertTrue((self.city / "traffic" / "types.add.xml").is_file())

    def test_a_demand_that_does_not_fit_is_refused(self):
        lost = self.write("lost.rou.xml", trips(("-50", "nowhere")))
        self.refused("--demand", lost, "--class", "synthetic", words=("lost.rou.xml", "nowhere", "not in the net"))
        fits = self.write("fits.rou.xml", trips(("-50", "174")))
        self.refused("--demand", fits, words=("--class",))
        # SUMO takes a vehicle type once, in whatever file it stands.
        again = self.write("again.rou.xml", '<routes><vType id="van" vClass="delivery"/></routes>')
        self.refused("--demand", f"{fits},{again}", "--class", "synthetic", words=("again.rou.xml", "van", "twice"))
        none = self.write("none.rou.xml", "<routes/>")
        self.refused("--demand", none, "--class", "synthetic", words=("--demand", "no vehicle"))
        self.refused("--demand", self.folder / "missing.rou.xml", "--class", "synthetic", words=("missing.rou.xml",))
        config = self.sumocfg(self.net, fits.name)
        self.refused("--sumo", config, "--demand", fits, "--class", "synthetic", words=("--demand", "--sumo"))
        bare = self.folder / "grid.city"
        self.assert_ok(case.cityproof("import", "--grid", self.city / "energy" / "grid.json", "-o", bare))
        result = case.cityproof("import", "--update", "-o", bare, "--demand", fits, "--class", "synthetic")
        self.assert_refused(result, "grid.city", "no streets")

    def test_a_given_demand_takes_the_place_of_the_synthetic_trips_of_a_new_city(self):
        routes = self.write("own.rou.xml", trips(("-50", "174")))
        city = self.folder / "new.city"
        said = import_osm(AUENTAL, city, "--demand", routes, "--class", "personal", "--name", "A")
        self.assert_ok(said)
        self.assertNotIn("trips of residents", said.stdout)
        self.assert_ok(case.cityproof("check", city))
        after = hashes(city)
        for name in ("map.gpkg", "energy/grid.json", "water/network.inp", "traffic/streets.net.xml"):
            self.assertEqual(after[name], self.before[name], name)
        self.assertFalse((city / "traffic" / "demand.rou.xml").exists())
        text = (city / "city.yaml").read_text()
        self.assertIn('"demand": personal', text)
        self.assertIn('"meter": synthetic', text)
        keys = {entry["key"] for entry in osm_case.report(city, "realism")["figures"]}
        self.assertFalse([key for key in keys if key.startswith("travel.")])
        self.assert_sumo_opens(city)


if __name__ == "__main__":
    unittest.main()
