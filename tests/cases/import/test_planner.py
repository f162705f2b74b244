# SPDX-License-Identifier: Apache-2.0
"""map.gpkg edited as QGIS edits it, through GDAL's own driver: `check` says whether it fits, `run` uses it."""

import re
import struct
import subprocess
import unittest

import h5py
import osm_case
from osm_case import VILLAGE, case, import_osm, rows


def place_of(row):
    """(name, x, y) of (name, a point as GeoPackage binary)."""
    name, geometry = row
    return name, *struct.unpack("<2d", geometry[-16:])


class Planner(osm_case.OsmCase):
    def setUp(self):
        super().setUp()
        extract = self.folder / "village.osm"
        # A signal where the streets cross gives the village its loops: sensors.
        signal = '<node id="2" lat="50.0000" lon="9.0050"><tag k="highway" v="traffic_signals"/></node>'
        lamps = "".join(
            f'<node id="4{i}" lat="50.0001" lon="9.00{i}"><tag k="highway" v="street_lamp"/></node>'
            for i in (2, 3, 4, 6)
        )
        crossing = '<node id="2" lat="50.0000" lon="9.0050"/>'
        extract.write_text(VILLAGE.replace(crossing, signal + lamps))
        self.city = self.folder / "village.city"
        self.assert_ok(import_osm(extract, self.city))
        self.map = self.city / "map.gpkg"

    def edit(self, *statements):
        """By GDAL's driver, as QGIS: with its triggers for the spatial index and the count of features."""
        for sql in statements:
            command = ["ogrinfo", str(self.map), "-q", "-sql", sql]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ""), sql)

    def append(self, layer, geojson):
        """A feature drawn elsewhere and pasted: in degrees, with fields that the layer has not."""
        drawn = self.folder / "drawn.geojson"
        drawn.write_text(geojson)
        (code,) = rows(self.city, f"SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = '{layer}'")[0]
        command = ["ogr2ogr", "-append", "-addfields", "-t_srs", f"EPSG:{code}", "-nln", layer]
        command += [str(self.map), str(drawn)]
        subprocess.run(command, check=True, capture_output=True)

    def sensor(self):
        """Id, target and place of the first that measures speed."""
        name, target, geometry = rows(
            self.city, "SELECT id, target, geom FROM sensor WHERE quantity LIKE '%speed' ORDER BY fid LIMIT 1"
        )[0]
        return name, *place_of((target, geometry))

    def point(self, x, y):
        """A point of the map's reference system as an SQL value (GeoPackage 1.3, 2.1.3.1.1)."""
        (srs,) = rows(self.city, "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'sensor'")[0]
        blob = struct.pack("<2sBBi", b"GP", 0, 1, srs) + struct.pack("<BI2d", 1, 1, x, y)
        return f"X'{blob.hex()}'"

    def check(self):
        result = case.cityproof("check", self.city)
        return result.returncode, result.stdout + result.stderr

    def run_ids(self, entity):
        scenario = self.folder / "s.yaml"
        scenario.write_text(osm_case.SCENARIO.format(city=self.city).replace("1 h", "5 min"))
        run = self.folder / "r.h5"
        self.assert_ok(case.cityproof("run", scenario, "-o", run))
        with h5py.File(run) as file:
            return [str(name, "utf-8") for name in file[f"entities/{entity}/id"][:]]

    def assert_sound(self):
        code, said = self.check()
        self.assertEqual(code, 0, said)
        self.assertIn("is sound", said)
        self.assertNotIn("warning", said)

    def assert_wrong(self, *words):
        """One error, which names all the words, and no warning beside it."""
        code, said = self.check()
        self.assertEqual(code, case.BAD_INPUT, said)
        errors = [line for line in said.splitlines() if ": note: " not in line and line]
        self.assertEqual(len(errors), 1, said)
        for word in ("map.gpkg", *words):
            self.assertIn(word, errors[0])

    def test_a_lamp_that_is_added_is_checked_and_burns(self):
        before = rows(self.city, "SELECT max(fid), count(*) FROM lamp")[0]
        (bus,) = rows(self.city, "SELECT supplied_by FROM lamp LIMIT 1")[0]
        self.append(
            "lamp",
            '{"type":"FeatureCollection","features":[{"type":"Feature","properties":'
            f'{{"id":"new lamp","power_w":45,"supplied_by":"{bus}","mast":"oak","checked":true}},'
            '"geometry":{"type":"Point","coordinates":[9.0031,50.0001]}}]}',
        )
        self.assertEqual(
            rows(self.city, "SELECT fid, mast FROM lamp WHERE id = 'new lamp'"), [(before[0] + 1, "oak")]
        )
        counted = rows(self.city, "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = 'lamp'")
        self.assertEqual(counted, [(before[1] + 1,)])
        self.assert_sound()
        self.assertIn("new lamp", self.run_ids("lamp"))

    def test_a_sensor_that_is_moved_measures_what_it_is_told(self):
        sensor, old, x, y = self.sensor()
        target, x, y = next(
            (street, *place)
            for street, *place in map(place_of, rows(self.city, "SELECT target, geom FROM sensor"))
            if street != old
        )
        self.edit(
            f"UPDATE sensor SET target = '{target}', geom = {self.point(x + 2, y)} WHERE id = '{sensor}'"
        )
        self.assert_sound()
        self.assertIn(sensor, self.run_ids("sensor"))

    def test_a_sensor_moved_away_from_its_target_is_said(self):
        sensor, target, x, y = self.sensor()
        self.edit(f"UPDATE sensor SET geom = {self.point(x, y + 700)} WHERE id = '{sensor}'")
        code, said = self.check()
        self.assertEqual(code, 0, said)
        self.assertRegex(
            said, rf'warning.*1 of \d+ sensors lie far from .*"{re.escape(sensor)}".*"{re.escape(target)}"'
        )

    def test_bad_edits_are_listed_with_layer_and_id(self):
        lamp, other = (name for (name,) in rows(self.city, "SELECT id FROM lamp ORDER BY fid LIMIT 2"))
        (meter,) = rows(self.city, "SELECT id FROM meter LIMIT 1")[0]
        sensor, _, x, y = self.sensor()
        for sql, *words in (
            (f"UPDATE lamp SET id = '{other}' WHERE id = '{lamp}'", "lamp", other, "two rows"),
            (f"UPDATE lamp SET id = NULL WHERE id = '{lamp}'", "lamp", "no id"),
            (f"UPDATE lamp SET geom = NULL WHERE id = '{lamp}'", "lamp", lamp, "no place"),
            # Pasted from a map in degrees; and a slip of the mouse, 40 km.
            (f"UPDATE lamp SET geom = {self.point(9.0031, 50.0001)} WHERE id = '{lamp}'", lamp, "outside"),
            (f"UPDATE sensor SET geom = {self.point(x + 40_000, y)} WHERE id = '{sensor}'", sensor, "outside"),
            (f"UPDATE lamp SET power_w = NULL WHERE id = '{lamp}'", "lamp", lamp, "power_w", "missing"),
            (f"UPDATE lamp SET power_w = -5 WHERE id = '{lamp}'", "lamp", lamp, "power_w", "negative"),
            (f"UPDATE lamp SET supplied_by = 'bus:0' WHERE id = '{lamp}'", "lamp", lamp, "bus:0"),
            (f"UPDATE meter SET profile = NULL WHERE id = '{meter}'", "meter", meter, "profile", "missing"),
            (f"UPDATE meter SET profile = 'farm' WHERE id = '{meter}'", "meter", meter, "farm"),
            (f"UPDATE sensor SET quantity = NULL WHERE id = '{sensor}'", sensor, "quantity", "missing"),
            (f"UPDATE sensor SET target = 'moon' WHERE id = '{sensor}'", "sensor", sensor, "moon"),
            (f"UPDATE sensor SET interval_s = NULL WHERE id = '{sensor}'", sensor, "interval_s"),
            ("INSERT INTO street (id) VALUES ('drawn')", "street", "drawn"),
        ):
            with self.subTest(sql):
                whole = self.map.read_bytes()
                try:
                    self.edit(sql)
                    self.assert_wrong(*words)
                finally:
                    self.map.write_bytes(whole)

    def test_several_bad_rows_are_all_listed(self):
        self.edit("UPDATE lamp SET power_w = NULL WHERE fid <= 3", "UPDATE meter SET profile = 'farm'")
        code, said = self.check()
        self.assertEqual(code, case.BAD_INPUT)
        for layer, condition in (("lamp", "fid <= 3"), ("meter", "1")):
            for (name,) in rows(self.city, f"SELECT id FROM {layer} WHERE {condition}"):
                self.assertIn(f'{layer} "{name}"', said)

    def test_a_sketch_beside_the_layers_is_left_alone(self):
        drawn = self.folder / "sketch.geojson"
        drawn.write_text(
            '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"idea":"trees"},'
            '"geometry":{"type":"Point","coordinates":[9.0031,50.0001]}}]}'
        )
        subprocess.run(
            ["ogr2ogr", "-update", "-nln", "my ideas", str(self.map), str(drawn)],
            check=True,
            capture_output=True,
        )
        self.assert_sound()
        self.assertIn("my ideas: note: ", self.check()[1])
        self.run_ids("lamp")
        # An update writes the map anew, and would lose it.
        lamps = self.folder / "lamps.csv"
        lamps.write_text("id,lon,lat,power\nL1,9.0020,50.0001,80 W\n")
        whole = self.map.read_bytes()
        result = case.cityproof("import", "--update", "-o", self.city, "--layer", f"lamp={lamps}")
        self.assert_refused(result, "map.gpkg", "my ideas", max_lines=2)
        self.assertEqual(self.map.read_bytes(), whole)

    def test_a_map_that_is_still_open_is_refused(self):
        self.map.with_name("map.gpkg-wal").write_bytes(b"what QGIS has not saved")
        self.assert_wrong("save and close it in QGIS")


if __name__ == "__main__":
    unittest.main()
