# SPDX-License-Identifier: Apache-2.0
"""`cityproof import --layer` and `--update`: real data replaces layers, the rest stays, and a bad file changes nothing."""

import json
import subprocess
import unittest

import osm_case
from osm_case import VILLAGE, case, hashes, import_osm, report, rows

LAMPS = "MAST,lon,lat,WATT,maker\nL1,9.0020,50.0001,80 W,Acme\nL2,9.0030,50.0001,0.07 kW,\n"
LAMP = '<node id="41" lat="50.0001" lon="9.0030"><tag k="highway" v="street_lamp"/></node>\n'
PARTS = ("traffic/streets.net.xml", "traffic/demand.rou.xml", "energy/grid.json", "water/network.inp")


def polygon(name, *corners):
    ring = [*corners, corners[0]]
    return {
        "type": "Feature",
        "properties": {"id": name, "kind": "park"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def geojson(*features):
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


class Update(osm_case.OsmCase):
    def setUp(self):
        super().setUp()
        extract = self.folder / "village.osm"
        extract.write_text(VILLAGE.replace("</osm>", LAMP + "</osm>"))
        self.city = self.folder / "village.city"
        self.assert_ok(import_osm(extract, self.city, "--name", "V"))
        self.before = hashes(self.city)

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return path

    def update(self, *options):
        return case.cityproof("import", "--update", "-o", self.city, *options)

    def updated(self, *options):
        result = self.update(*options)
        self.assert_ok(result)
        checked = case.cityproof("check", self.city)
        self.assert_ok(checked)
        self.assertIn("is sound", checked.stdout)
        return result

    def refused(self, *options, words=()):
        self.assert_refused(self.update(*options), *words, max_lines=3)
        self.assertEqual(hashes(self.city), self.before, "a refused update changes nothing")
        self.assertEqual([p.name for p in self.folder.glob(".*")], [])

    def counts(self):
        tables = rows(self.city, "SELECT table_name FROM gpkg_contents WHERE data_type = 'features'")
        return {name: rows(self.city, f'SELECT count(*) FROM "{name}"')[0][0] for (name,) in tables}

    def test_a_layer_from_csv_with_named_columns_replaces_one_and_all_else_stays(self):
        counts = self.counts()
        lamps = self.write("lamps.csv", LAMPS)
        self.updated("--layer", f"lamp={lamps}", "--column", "lamp.id=MAST", "--column", "lamp.power=WATT")
        self.assertEqual(
            rows(self.city, "SELECT id, power_w, maker FROM lamp ORDER BY id"),
            [("L1", 80.0, "Acme"), ("L2", 70.0, None)],
        )
        self.assertEqual(rows(self.city, "SELECT count(*) FROM lamp WHERE supplied_by LIKE 'bus:%'"), [(2,)])
        self.assertEqual(self.counts(), {**counts, "lamp": 2})
        after = hashes(self.city)
        for part in PARTS:
            self.assertEqual(after[part], self.before[part], part)
        text = (self.city / "city.yaml").read_text()
        self.assertIn('name: "lamp", rows: 2, provenance: surveyed, source: "lamps.csv"', text)
        self.assertIn("© OpenStreetMap contributors", text)
        self.assertIn('name: "V"', text)

    def test_the_same_update_gives_the_same_bytes_and_nothing_new_the_same_map(self):
        lamps = self.write("lamps.csv", LAMPS)
        options = ("--layer", f"lamp={lamps}", "--column", "lamp.id=MAST", "--column", "lamp.power=WATT")
        self.updated(*options)
        once = hashes(self.city)
        self.updated(*options)
        self.assertEqual(hashes(self.city), once)

    def test_layers_from_geopackage_geojson_and_shapefile_are_alike(self):
        source = self.write(
            "hydrants.geojson",
            geojson(
                *(
                    {
                        "type": "Feature",
                        "properties": {"NR": f"H{i}", "dn": 80 + i},
                        "geometry": {"type": "Point", "coordinates": [9.002 + i / 1000, 50.0001]},
                    }
                    for i in range(3)
                )
            ),
        )
        for name in ("hydrants.geojson", "hydrants.gpkg", "hydrants.shp"):
            with self.subTest(name):
                path = self.folder / name
                if path != source:
                    subprocess.run(
                        ["ogr2ogr", "-t_srs", "EPSG:25832", str(path), str(source)], check=True
                    )
                self.updated("--layer", f"hydrant={path}", "--column", "hydrant.id=NR")
                self.assertEqual(
                    rows(self.city, "SELECT id, dn FROM hydrant"), [("H0", 80), ("H1", 81), ("H2", 82)]
                )

    def test_a_new_grid_takes_all_links_and_gets_them_anew(self):
        grid = self.folder / "grid.json"
        grid.write_bytes((self.city / "energy" / "grid.json").read_bytes())
        places = "".join(
            f"{number},,{9.002 + i / 10000:.5f},50.0001\n"
            for i, number in enumerate(
                node["id"] for node in json.loads(grid.read_text())["data"]["node"]
            )
        )
        places = self.write("places.csv", "id,name,lon,lat\n" + places)
        result = self.updated("--grid", grid, "--grid-map", places)
        self.assertIn("supplied by the nearest bus", result.stdout)
        for layer in ("meter", "lamp", "pump"):
            total, joined = rows(self.city, f"SELECT count(*), count(supplied_by) FROM {layer}")[0]
            self.assertEqual(joined, total, layer)
        self.assertNotIn("substation", self.counts())
        self.assertEqual(hashes(self.city)["water/network.inp"], self.before["water/network.inp"])

    def test_a_new_water_network_leaves_surveyed_hydrants_only(self):
        network = self.folder / "new.inp"
        network.write_bytes((self.city / "water" / "network.inp").read_bytes())
        self.updated("--water", network)
        self.assertEqual(rows(self.city, "SELECT id, pipe FROM hydrant"), [("n31", None)])
        self.assertEqual(rows(self.city, "SELECT count(*) FROM pump WHERE supplied_by IS NULL"), [(0,)])
        self.assertEqual(hashes(self.city)["energy/grid.json"], self.before["energy/grid.json"])

    def test_a_polygon_that_crosses_itself_is_mended_and_listed(self):
        bow = polygon("p1", [9.001, 50.001], [9.003, 50.002], [9.003, 50.001], [9.001, 50.0025])
        result = self.updated("--layer", f"landuse={self.write('parks.geojson', geojson(bow))}")
        self.assertRegex(result.stdout, r"mended: polygons of layer landuse .*\(1, the first is p1\)")

    def test_given_buildings_take_the_place_of_the_maps(self):
        def house(name, kind, levels, west):
            corners = [[west, 50.0002], [west + 0.0005, 50.0002], [west + 0.0005, 50.0005], [west, 50.0005]]
            feature = polygon(name, *corners)
            feature["properties"] = {"nr": name, "kind": kind, "levels": levels, "roof": "green"}
            return feature

        houses = self.write(
            "houses.geojson", geojson(house("h1", "apartments", 5, 9.002), house("h2", "office", 3, 9.003))
        )
        city = self.folder / "own.city"
        options = ("--layer", f"building={houses}", "--column", "building.id=nr")
        result = import_osm(self.folder / "village.osm", city, *options)
        self.assert_ok(result)
        self.assert_ok(case.cityproof("check", city))
        self.assertEqual(
            rows(city, "SELECT id, use, levels, roof FROM building ORDER BY id"),
            [("h1", "residential", 5, "green"), ("h2", "commercial", 3, "green")],
        )
        # 36 m x 33 m on five floors, 47.7 m2 of living space a person, 78 % of the floor area: 97.
        (people,) = rows(city, "SELECT residents FROM building WHERE id = 'h1'")[0]
        self.assertAlmostEqual(people, 97, delta=5)
        self.assertEqual({b for (b,) in rows(city, "SELECT building FROM meter")}, {"h1", "h2"})
        self.assertIn('source: "houses.geojson; residents', (city / "city.yaml").read_text())

    def test_given_buildings_of_another_place_are_refused(self):
        away = polygon("h1", [8.0, 48.0], [8.001, 48.0], [8.001, 48.001])
        houses = self.write("away.geojson", geojson(away))
        city = self.folder / "own.city"
        result = import_osm(self.folder / "village.osm", city, "--layer", f"building={houses}")
        self.assert_refused(result, "away.geojson", max_lines=1)
        self.assert_nothing_at(city)

    def test_what_a_planner_draws_in_the_map_is_checked_and_run(self):
        # As QGIS does: a new feature with an id, a place, and what the model needs.
        sql = (
            "INSERT INTO lamp (geom, id, power_w, supplied_by) "
            "SELECT geom, 'planned lamp', 50, supplied_by FROM lamp LIMIT 1"
        )
        subprocess.run(["ogrinfo", str(self.city / "map.gpkg"), "-sql", sql], check=True, capture_output=True)
        self.assert_ok(case.cityproof("check", self.city))
        scenario = self.write("s.yaml", osm_case.SCENARIO.format(city=self.city).replace("1 h", "5 min"))
        run = self.folder / "r.h5"
        self.assert_ok(case.cityproof("run", scenario, "-o", run))
        import h5py

        with h5py.File(run) as file:
            ids = {name if isinstance(name, str) else name.decode() for name in file["entities/lamp/id"][:]}
        self.assertIn("planned lamp", ids)

    def test_qgis_finds_a_style_for_every_layer(self):
        layers = set(self.counts())
        styles = rows(self.city, "SELECT f_table_name FROM layer_styles WHERE useAsDefault = 1")
        self.assertEqual({name for (name,) in styles}, layers)
        for (qml,) in rows(self.city, "SELECT styleQML FROM layer_styles"):
            self.assertIn("<renderer-v2", qml)

    def test_bad_layers_are_refused_and_the_package_stays(self):
        twice = self.write("twice.csv", "id,lon,lat,power\nL1,9.002,50.0001,80 W\nL1,9.003,50.0001,80 W\n")
        self.refused("--layer", f"lamp={twice}", words=("twice.csv", "L1", "two rows"))
        lacks = self.write("lacks.csv", "id,lon,lat\nL1,9.002,50.0001\n")
        self.refused("--layer", f"lamp={lacks}", words=("lacks.csv", "power"))
        elsewhere = self.write("away.csv", "id,lon,lat,power\nL1,50.0001,9.002,80 W\n")
        self.refused("--layer", f"lamp={elsewhere}", words=("away.csv",))
        negative = self.write("negative.csv", "id,lon,lat,power\nL1,9.002,50.0001,-80 W\n")
        self.refused("--layer", f"lamp={negative}", words=("negative.csv", "-80 W"))
        unit = self.write("unit.csv", "id,lon,lat,power\nL1,9.002,50.0001,80\n")
        self.refused("--layer", f"lamp={unit}", words=("unit.csv", "80"))

    def test_a_geopackage_with_missing_columns_or_repeated_ids_is_refused(self):
        points = [
            {
                "type": "Feature",
                "properties": {"id": "L1", "maker": "Acme"},
                "geometry": {"type": "Point", "coordinates": [9.002, 50.0001]},
            }
        ] * 2
        source = self.write("lamps.geojson", geojson(*points))
        path = self.folder / "lamps.gpkg"
        subprocess.run(
            ["ogr2ogr", str(path), str(source), "-sql", "SELECT id AS name, maker FROM lamps"],
            check=True,
            capture_output=True,
        )
        self.refused("--layer", f"lamp={path}", words=("lamps.gpkg", "power", "maker"))
        self.refused(
            "--layer", f"hydrant={path}", "--column", "hydrant.id=name", words=("lamps.gpkg", "L1")
        )
        self.refused("--layer", f"hydrant={path}", "--column", "hydrant.dn=DN", words=("DN", "maker"))

    def test_what_cannot_be_updated_is_refused(self):
        lamps = self.write("lamps.csv", LAMPS)
        self.refused(words=("--update", "nothing to replace"))
        self.refused("--layer", f"street={lamps}", words=("street", "--osm"))
        self.refused("--layer", f"lamps={lamps}", words=("lamp",))
        self.refused("--osm", self.folder / "village.osm", words=("--update",))
        self.refused("--layer", f"lamp={lamps}", "--column", "lmp.id=MAST", words=("--column", "lmp"))
        self.refused("--layer", f"lamp={lamps}", "--column", "lamp", words=("--column",))
        result = case.cityproof(
            "import", "--update", "-o", self.folder / "none.city", "--layer", f"lamp={lamps}"
        )
        self.assert_refused(result, "none.city")

    def test_the_street_report_stays(self):
        streets = report(self.city, "streets")
        self.updated("--layer", f"hydrant={self.write('h.csv', 'id,lon,lat' + chr(10) + 'h1,9.002,50.0')}")
        self.assertEqual(report(self.city, "streets"), streets)
        self.assertFalse((self.city / "report" / "realism.json").exists())


if __name__ == "__main__":
    unittest.main()
