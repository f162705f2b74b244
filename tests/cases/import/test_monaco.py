# SPDX-License-Identifier: Apache-2.0
"""Monaco from its OpenStreetMap extract alone: a clean city that others read, the same bytes again, an hour of it."""

import unittest

import other_readers
from osm_case import case, hashes, import_osm, report, rows

ROOT = case.require_data("osm/monaco.osm.gz")
EXTRACT = ROOT / "osm" / "monaco.osm.gz"


class Monaco(other_readers.OtherReaders):
    def test_an_hour_of_all_networks_can_be_trusted(self):
        city = self.import_and_check(EXTRACT)
        self.assert_hour_can_be_trusted(city)

    def test_twice_the_same_bytes_that_others_read(self):
        for name in ("a", "b"):
            self.assert_ok(import_osm(EXTRACT, self.folder / f"{name}.city", "--name", "Monaco"))
        self.assertEqual(hashes(self.folder / "a.city"), hashes(self.folder / "b.city"))
        self.assert_others_read(self.folder / "a.city")

    def test_another_seed_makes_another_plausible_city(self):
        city, other = self.folder / "a.city", self.folder / "b.city"
        self.assert_ok(import_osm(EXTRACT, city, "--name", "Monaco"))
        self.assert_ok(import_osm(EXTRACT, other, "--name", "Monaco", "--seed", "2"))
        differing = {path for path, value in hashes(city).items() if hashes(other)[path] != value}
        self.assertLessEqual({"energy/grid.json", "map.gpkg", "traffic/demand.rou.xml"}, differing)
        self.assert_ok(case.cityproof("check", other))
        self.assert_others_read(other)

    def test_everything_that_needs_electricity_hangs_on_a_bus(self):
        city = self.folder / "m.city"
        self.assert_ok(import_osm(EXTRACT, city))
        for layer in ("meter", "lamp", "signal", "pump", "charger", "sensor", "charging_zone"):
            total, joined = rows(city, f"SELECT count(*), count(supplied_by) FROM {layer}")[0]
            self.assertGreater(total, 0, layer)
            self.assertEqual(joined, total, layer)
        # A meter hangs on a bus of 400 V within the longest cable of the design, 500 m.
        far = rows(
            city,
            "SELECT count(*) FROM meter JOIN bus ON bus.id = meter.supplied_by WHERE bus.rated_v <> 400",
        )
        self.assertEqual(far, [(0,)])

    def test_realism_report_covers_all_networks(self):
        city = self.folder / "m.city"
        result = import_osm(EXTRACT, city)
        self.assert_ok(result)
        figures = {row["key"]: row for row in report(city, "realism")["figures"]}
        self.assertLessEqual(
            {"population", "travel", "grid", "water"}, {name.split(".")[0] for name in figures}
        )
        # What a planner asks first: the literature has ranges for these.
        self.assertLessEqual(
            {
                "grid.households_per_transformer",
                "grid.feeder_reach_median",
                "grid.feeder_drop_max",
                "water.main_per_resident",
                "water.small_main_share",
                "water.gentle_main_share",
                "travel.trips_per_person",
                "travel.mean_trip_km",
            },
            set(figures),
        )
        for row in figures.values():
            self.assertEqual(row["inside"], row["low"] <= row["value"] <= row["high"], row)
            self.assertIn(row["meaning"], result.stdout)
        self.assertEqual(
            result.stdout.count("OUTSIDE"), sum(not row["inside"] for row in figures.values())
        )

    def test_streets_are_as_long_as_in_the_extract(self):
        city = self.folder / "m.city"
        self.assert_ok(import_osm(EXTRACT, city))
        streets = report(city, "streets")
        # Without joined junctions' insides; main streets are all there.
        for name in ("primary", "secondary", "tertiary", "residential"):
            length = streets["length_by_class"][name]
            self.assertGreater(length["net_m"], 0.85 * length["source_m"], name)
            self.assertLess(length["net_m"], 1.1 * length["source_m"], name)


if __name__ == "__main__":
    unittest.main()
