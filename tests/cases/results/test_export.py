# SPDX-License-Identifier: Apache-2.0
"""`cityproof export`: other people's tools read the files, and find the run's own values in them."""

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
import unittest
import xml.etree.ElementTree
from pathlib import Path

import h5py
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import given_city  # noqa: E402
import run_content  # noqa: E402

SPEED = "traffic/street_speed"
# Frames are recorded every 30 s from 06:30:30; frame 9 is 06:35, amid the outage of events.
FRAME = 9


class Export(case.Case):
    def export(self, output, *arguments, run=given_city.BASE):
        result = case.cityproof("export", run, "-o", output, *arguments)
        self.assert_ok(result)
        return Path(output)

    def speeds(self):
        ids = run_content.ids(given_city.BASE, "street")
        return dict(zip(ids, run_content.channel(given_city.BASE, SPEED)[FRAME].tolist()))

    def rows(self, file):
        with open(file, newline="", encoding="utf-8") as text:
            return list(csv.DictReader(text))


class GeoPackage(Export):
    def setUp(self):
        super().setUp()
        self.map = self.export(self.folder / "map.gpkg", "--time", "06:35")

    def sql(self, query):
        base = sqlite3.connect(f"file:{self.map}?mode=ro", uri=True)
        self.addCleanup(base.close)
        return base.execute(query).fetchall()

    def test_layers_hold_the_runs_values(self):
        found = dict(self.sql("SELECT id, traffic_street_speed FROM street"))
        self.assertEqual({i: np.float32(v) for i, v in found.items()}, self.speeds())
        with h5py.File(given_city.BASE) as run:
            tables = {name for name, group in run["entities"].items() if "x" in group}
        layers = {name for (name,) in self.sql("SELECT table_name FROM gpkg_contents")}
        self.assertEqual(layers, tables | {"layer_styles"})

    def test_sqlite_finds_no_fault_and_every_layer_has_one_style_to_open_with(self):
        self.assertEqual(self.sql("PRAGMA integrity_check"), [("ok",)])
        self.assertEqual(self.sql("PRAGMA foreign_key_check"), [])
        styles = self.sql("SELECT f_table_name, sum(useAsDefault) FROM layer_styles GROUP BY 1")
        shapes = self.sql("SELECT table_name FROM gpkg_geometry_columns ORDER BY 1")
        self.assertEqual(styles, [(name, 1) for (name,) in shapes])
        self.assertEqual(self.sql("SELECT DISTINCT f_table_schema, f_geometry_column FROM layer_styles"),
                         [("", "geom")])

    def test_styles_are_xml_whose_classes_hold_every_value(self):
        for table, qml in self.sql("SELECT f_table_name, styleQML FROM layer_styles"):
            root = xml.etree.ElementTree.fromstring(qml.split("\n", 1)[1])
            renderer = root.find("renderer-v2")
            symbols = {symbol.get("name") for symbol in renderer.iter("symbol")}
            if renderer.get("type") == "singleSymbol":
                continue
            expression = renderer.get("attr")  # is SQL, too
            ranges = [(float(r.get("lower")), float(r.get("upper")), r.get("symbol")) for r in renderer.iter("range")]
            self.assertEqual({symbol for _, _, symbol in ranges}, symbols, table)
            self.assertEqual(renderer.findall(".//range")[-1].get("label"), "no data")
            for (value,) in self.sql(f"SELECT {expression} FROM {table}"):
                self.assertTrue(any(low <= value <= high for low, high, _ in ranges), f"{table}: {value}")

    def test_units_and_meanings_stand_beside_the_fields(self):
        ((title, description),) = self.sql(
            "SELECT title, description FROM gpkg_data_columns WHERE column_name = 'traffic_street_speed'")
        self.assertEqual(title, "street speed [m/s]")
        self.assertIn("mean speed", description)
        self.assertIn('name="street speed [m/s]"', self.sql(
            "SELECT styleQML FROM layer_styles WHERE styleName = 'street speed [m/s]'")[0][0])

    def test_gdals_own_tools_read_it(self):
        if not shutil.which("ogrinfo"):
            self.skipTest("ogrinfo (package gdal-bin) is not installed")
        shown = subprocess.run(["ogrinfo", "-ro", "-so", self.map, "street"], capture_output=True, text=True)
        self.assertEqual((shown.returncode, shown.stderr), (0, ""))
        self.assertIn("Geometry: Line String\nFeature Count: 297\n", shown.stdout)
        self.assertIn('ID["EPSG",32632]]', shown.stdout)
        self.assertIn("traffic_street_speed: Real", shown.stdout)
        validator = [shutil.which("python3", path="/usr/bin"), "-m", "osgeo_utils.samples.validate_gpkg"]
        judged = subprocess.run([*validator, self.map], capture_output=True, text=True)
        if "No module named" not in judged.stderr:  # GDAL's check of the standard's requirements
            self.assertEqual(judged.returncode, 0, judged.stdout + judged.stderr)

    def test_a_span_gives_mean_least_and_greatest(self):
        self.map = self.export(self.folder / "span.gpkg", "--time", "06:31..06:35", "--channels", SPEED)
        frames = run_content.channel(given_city.BASE, SPEED)[1:10].astype(float)
        for name, expected in (("min", frames.min(axis=0)), ("max", frames.max(axis=0)), ("mean", frames.mean(axis=0))):
            found = [v for (v,) in self.sql(f"SELECT traffic_street_speed_{name} FROM street ORDER BY fid")]
            np.testing.assert_allclose(found, expected, rtol=1e-6, err_msg=name)

    def test_twice_gives_the_same_bytes(self):
        again = self.export(self.folder / "again.gpkg", "--time", "06:35")
        self.assertEqual(again.read_bytes(), self.map.read_bytes())


class Text(Export):
    def test_geojson_is_json_with_the_runs_values_on_the_right_place_of_earth(self):
        file = self.export(self.folder / "street.geojson", "--tables", "street", "--time", "06:35")
        with open(file, encoding="utf-8") as text:
            content = json.load(text)
        found = {f["properties"]["id"]: f["properties"]["traffic_street_speed"] for f in content["features"]}
        self.assertEqual({i: np.float32(v) for i, v in found.items()}, self.speeds())
        for feature in content["features"]:
            for lon, lat in feature["geometry"]["coordinates"]:
                self.assertTrue(9.8 < lon < 9.95 and 48.7 < lat < 48.8, (lon, lat))
        if shutil.which("ogrinfo"):
            shown = subprocess.run(["ogrinfo", "-ro", "-al", "-so", file], capture_output=True, text=True)
            self.assertEqual((shown.returncode, shown.stderr), (0, ""))
            self.assertIn("Feature Count: 297", shown.stdout)

    def test_long_csv_has_every_value_once(self):
        file = self.export(self.folder / "long.csv", "--channels", f"{SPEED},energy/bus_voltage")
        rows = self.rows(file)
        for name, table in ((SPEED, "street"), ("energy/bus_voltage", "bus")):
            ids = run_content.ids(given_city.BASE, table)
            values = run_content.channel(given_city.BASE, name)
            mine = [row for row in rows if row["channel"] == name]
            self.assertEqual([row["id"] for row in mine], ids * len(values))
            found = np.array([np.float32(row["value"] or "nan") for row in mine])
            np.testing.assert_array_equal(found, values.ravel())
            self.assertEqual({row["table"] for row in mine}, {table})
        self.assertEqual((rows[0]["time_s"], rows[0]["local_time"]), ("30", "2026-11-10 06:30:30"))

    def test_wide_csv_has_a_file_for_each_table(self):
        folder = self.export(self.folder / "wide", "--format", "csv", "--time", "06:31..06:35/2min")
        rows = self.rows(folder / "street.csv")
        self.assertEqual(sorted({int(row["time_s"]) for row in rows}), [60, 180, 300])
        last = {row["id"]: np.float32(row["traffic/street_speed [m/s]"]) for row in rows if row["time_s"] == "300"}
        self.assertEqual(last, self.speeds())

    def test_twice_gives_the_same_bytes(self):
        for name in ("values.csv", "bus.geojson"):
            files = [self.export(self.folder / f"{k}-{name}", "--tables", "bus") for k in range(2)]
            self.assertEqual(files[0].read_bytes(), files[1].read_bytes(), name)


class Refusals(Export):
    def refuse(self, *arguments, words=(), output="x.csv", run=given_city.BASE):
        self.assert_refused(case.cityproof("export", run, "-o", self.folder / output, *arguments), *words)
        self.assert_nothing_at(self.folder / output)

    def test_names_and_times_that_the_run_does_not_have(self):
        self.refuse("--channels", "traffic/street_sped", words=['did you mean "traffic/street_speed"?'])
        self.refuse("--tables", "strete", words=['did you mean "street"?'])
        self.refuse("--time", "05:00", words=["2026-11-10 06:30:30 Europe/Berlin"])
        self.refuse("--time", "half past six", words=["--time"])
        self.refuse(output="x.xlsx", words=[".gpkg, .geojson or .csv"])
        self.refuse(output="none/x.csv", words=["cannot be written"])

    def test_a_run_that_did_not_end_and_one_that_was_recovered(self):
        part = self.folder / "run.h5.part"
        shutil.copy(given_city.BASE, part)
        with h5py.File(part, "r+") as run:  # as a run leaves it that was asked to stop
            run["meta"].attrs["complete"] = 0
            del run["by_entity"], run["kpi"]
        self.refuse(run=part, words=["incomplete", "cityproof recover"])
        self.assert_ok(case.cityproof("recover", part))
        self.export(self.folder / "recovered.csv", "--channels", SPEED, run=self.folder / "run.h5")
        self.assertEqual(len(self.rows(self.folder / "recovered.csv")), 20 * 297)

    def test_loads_of_persons_meters_stay_withheld(self):
        city = self.folder / "town.city"
        shutil.copytree(given_city.CITY, city)
        text = (city / "city.yaml").read_text()
        self.assertIn('"meter": synthetic', text)
        (city / "city.yaml").write_text(text.replace('"meter": synthetic', '"meter": personal'))
        scenario = self.folder / "scenario.yaml"
        scenario.write_text(given_city.SCENARIO_TEXT.replace("auental.city", str(city)))
        run = self.folder / "run.h5"
        self.run_scenario(scenario, run, "duration=2 min")
        self.refuse("--channels", "services/meter_load", run=run, words=["withheld"])
        file = self.export(self.folder / "all.csv", run=run)
        self.assertNotIn("meter_load", file.read_text())

    def test_hostile_names_in_a_run_file_become_no_tables_of_a_geopackage(self):
        bad = self.folder / "bad.h5"
        for name in ("layer_styles", "gpkg_contents", "sqlite_master"):
            shutil.copy(given_city.BASE, bad)
            with h5py.File(bad, "r+") as run:
                run.move("entities/street", f"entities/{name}")
                for channel in run["channels/traffic"].values():
                    if isinstance(channel, h5py.Dataset) and run_content.text(channel.attrs["table"]) == "street":
                        kind = h5py.string_dtype("utf-8", len(name))
                        channel.attrs.create("table", np.array(name.encode(), dtype=kind))
            self.refuse(run=bad, output="x.gpkg", words=["cannot have a layer named"])


if __name__ == "__main__":
    unittest.main()
