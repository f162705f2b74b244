# SPDX-License-Identifier: Apache-2.0
"""Towns whose map has streets but no, or few, buildings: houses are assumed along the streets, and it is said."""

import re
import unittest

import osm_case
from osm_case import case, report, rows

AUENTAL = case.DEMO_MAP
BUILDING = re.compile(r'<way id="(\d+)">(?:(?!</way>).)*?<tag k="building" (?:(?!</way>).)*</way>\n?', re.DOTALL)


class Unmapped(osm_case.OsmCase):
    def import_text(self, text, *options):
        extract = self.folder / "town.osm"
        extract.write_text(text)
        return self.import_and_check(extract, *options)

    def test_a_town_without_a_building_gets_houses_people_and_all_networks(self):
        city = self.import_text(BUILDING.sub("", AUENTAL.read_text()), "--population", "20000")
        made = rows(city, "SELECT provenance, count(*), sum(residents) FROM building GROUP BY provenance")
        self.assertEqual([row[0] for row in made], ["synthetic"])
        # At most two houses every 24 m of the 33 km of streets that are not main roads of the ring.
        self.assertGreater(made[0][1], 500)
        self.assertLess(made[0][1], 2 * 48_200 / 24)
        self.assertEqual(made[0][2], 20_000)
        (rule,) = rows(city, "SELECT DISTINCT rule FROM building")[0]
        self.assertIn("24 m", rule)
        self.assert_hour_can_be_trusted(city)

    def test_only_where_the_map_has_none(self):
        drawn = BUILDING.findall(AUENTAL.read_text())
        whole = self.import_text(AUENTAL.read_text())
        self.assertEqual(rows(whole, "SELECT count(*) FROM building"), [(len(drawn),)])
        middle = {i: xy for i, *xy in rows(whole, "SELECT building.id, (minx+maxx)/2, (miny+maxy)/2 FROM building "
                                           "JOIN rtree_building_geom r ON building.fid = r.id")}
        # The squares that the rule judges are those of the grid's whole kilometres.
        split = 1000 * round(sorted(x for x, _ in middle.values())[len(middle) // 2] / 1000)
        east = {i for i, (x, _) in middle.items() if x >= split}
        self.assertTrue(0.2 * len(middle) < len(east) < 0.8 * len(middle))
        text = BUILDING.sub(lambda way: way[0] if f"w{way[1]}" in east else "", AUENTAL.read_text())
        city = self.import_text(text, "--force")
        kept = rows(city, "SELECT id FROM building WHERE provenance = 'surveyed'")
        self.assertEqual({i for (i,) in kept}, east)
        assumed = rows(city, "SELECT minx, maxx FROM building JOIN rtree_building_geom r ON building.fid = r.id "
                       "WHERE provenance = 'synthetic'")
        self.assertGreater(len(assumed), 200)
        self.assertLess(max((low + high) / 2 for low, high in assumed), split + 1)


if __name__ == "__main__":
    unittest.main()
