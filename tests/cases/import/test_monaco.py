# SPDX-License-Identifier: Apache-2.0
"""Monaco from its OpenStreetMap extract alone: a clean city, the same bytes again, an hour of traffic that flows."""

import unittest

import osm_case
from osm_case import case, hashes, import_osm, report

ROOT = case.require_data("osm/monaco.osm.gz")
EXTRACT = ROOT / "osm" / "monaco.osm.gz"


class Monaco(osm_case.OsmCase):
    def test_an_hour_of_traffic_flows(self):
        city = self.import_and_check(EXTRACT)
        self.assert_hour_can_be_trusted(city)

    def test_twice_the_same_bytes(self):
        for name in ("a", "b"):
            self.assert_ok(import_osm(EXTRACT, self.folder / f"{name}.city", "--name", "Monaco"))
        self.assertEqual(hashes(self.folder / "a.city"), hashes(self.folder / "b.city"))

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
