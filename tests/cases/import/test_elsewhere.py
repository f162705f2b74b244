# SPDX-License-Identifier: Apache-2.0
"""The demo's town on other parts of the earth, and mirrored: where traffic keeps to the left, a town is its mirror image."""

import math
import re
import unittest

import osm_case
from osm_case import case, import_osm, report, rows

AUENTAL = case.DEMO_MAP
PLACE = re.compile(r' (lat|lon)="([-\d.]+)"')
# A circle of six streets round the market, drawn as it turns in a country that drives on the right.
ROUNDABOUT = """\
<node id="9000001" lat="48.75980" lon="9.85250"/><node id="9000002" lat="48.75990" lon="9.85270"/>
<node id="9000003" lat="48.76010" lon="9.85270"/><node id="9000004" lat="48.76020" lon="9.85250"/>
<node id="9000005" lat="48.76010" lon="9.85230"/><node id="9000006" lat="48.75990" lon="9.85230"/>
<way id="9000001"><nd ref="9000001"/><nd ref="9000002"/><nd ref="9000003"/><nd ref="9000004"/><nd ref="9000005"/>
<nd ref="9000006"/><nd ref="9000001"/><tag k="highway" v="tertiary"/><tag k="junction" v="roundabout"/></way>
</osm>
"""


def moved(text, latitude, longitude, mirror=False):
    """The extract with its middle elsewhere, every distance kept; `mirror` changes east and west."""
    places = {key: [float(v) for k, v in PLACE.findall(text) if k == key] for key in ("lat", "lon")}
    lat0, lon0 = ((min(v) + max(v)) / 2 for v in places.values())
    stretch = math.cos(math.radians(lat0)) / math.cos(math.radians(latitude)) * (-1 if mirror else 1)

    def place(match):
        degrees = float(match[2])
        if match[1] == "lat":
            return f' lat="{latitude + degrees - lat0:.7f}"'
        east = longitude + (degrees - lon0) * stretch
        return f' lon="{(east + 180) % 360 - 180:.7f}"'

    return PLACE.sub(place, text)


class Elsewhere(osm_case.OsmCase):
    def import_moved(self, text, *options):
        extract = self.folder / "auental.osm"
        extract.write_text(text)
        return self.import_and_check(extract, *options)

    def crs(self, city):
        return re.search(r'^crs: "(.*)"$', (city / "city.yaml").read_text(), re.MULTILINE)[1]

    def test_across_the_180th_meridian_and_in_the_south_it_is_the_same_town(self):
        text = AUENTAL.read_text()
        at_home = report(self.import_moved(text), "streets")
        # The zones are those of EPSG: 60 ends and 1 begins at 180 degrees.
        for latitude, longitude, zones in (
            (-16.8, 180.0, ("EPSG:32760", "EPSG:32701")),
            (-33.9, 151.2, ("EPSG:32756",)),
            (64.1, -21.9, ("EPSG:32627",)),
        ):
            city = self.import_moved(moved(text, latitude, longitude), "--force")
            self.assertIn(self.crs(city), zones)
            there = report(city, "streets")
            self.assertEqual((there["edges"], there["removed_parts"]), (at_home["edges"], 0))
            # A scale error of UTM of at most 0.1 % each.
            self.assertAlmostEqual(there["net_m"], at_home["net_m"], delta=0.002 * at_home["net_m"])

    def test_where_roundabouts_turn_clockwise_traffic_keeps_to_the_left(self):
        text = AUENTAL.read_text().replace("</osm>", ROUNDABOUT)
        at_home = self.import_moved(text)
        self.assertEqual(report(at_home, "streets")["driving_side"], "right")
        self.assertNotIn("driving_side", (at_home / "city.yaml").read_text())
        people = rows(at_home, "SELECT sum(residents) FROM building")
        edges = report(at_home, "streets")["edges"]
        city = self.import_moved(moved(text, 48.76, 9.87, mirror=True), "--force")
        self.assertEqual(report(city, "streets")["driving_side"], "left")
        self.assertEqual(
            report(city, "streets")["driving_side_from"], "1 of 1 roundabouts turn that way"
        )
        self.assertEqual(report(city, "streets")["edges"], edges)
        self.assertEqual(rows(city, "SELECT sum(residents) FROM building"), people)
        self.assertIn("\ndriving_side: left\n", (city / "city.yaml").read_text())
        self.assertIn(' lefthand="true"', (city / "traffic" / "streets.net.xml").read_text()[:2000])
        self.assert_hour_can_be_trusted(city)

    def test_one_can_say_the_side(self):
        city = self.import_moved(AUENTAL.read_text(), "--driving-side", "left")
        self.assertEqual(report(city, "streets")["driving_side"], "left")
        self.assertEqual(report(city, "streets")["driving_side_from"], "as given")
        refused = import_osm(AUENTAL, self.folder / "x.city", "--driving-side", "middle")
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("--driving-side", refused.stderr)


if __name__ == "__main__":
    unittest.main()
