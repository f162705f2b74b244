# SPDX-License-Identifier: Apache-2.0
"""A real .osm.pbf that is cut off or damaged anywhere: refused in a line, or imported; never a crash or half a city."""

import random
import unittest

import osm_case
from osm_case import case, import_osm

EXTRACT = case.require_data("osm/test.osm.pbf") / "osm" / "test.osm.pbf"


class Pbf(osm_case.OsmCase):
    def import_bytes(self, content):
        path = self.folder / "town.osm.pbf"
        path.write_bytes(content)
        result = import_osm(path, self.folder / "town.city", "--force")
        self.assertEqual([p.name for p in self.folder.glob(".*")], [], "temporary folders")
        return result

    def test_cut_off_anywhere_it_is_refused(self):
        content = EXTRACT.read_bytes()
        for share in (0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999):
            with self.subTest(share):
                result = self.import_bytes(content[: int(share * len(content))])
                self.assert_refused(result, "town.osm.pbf", max_lines=1)
                self.assert_nothing_at(self.folder / "town.city")

    def test_damaged_anywhere_it_does_no_harm(self):
        content = EXTRACT.read_bytes()
        draws = random.Random("pbf")
        for number in range(12):
            with self.subTest(number):
                damaged = bytearray(content)
                for _ in range(1 + number):
                    damaged[draws.randrange(len(damaged))] ^= 1 << draws.randrange(8)
                result = self.import_bytes(bytes(damaged))
                if result.returncode == case.OK:
                    self.assert_ok(case.cityproof("check", self.folder / "town.city"))
                else:
                    self.assert_refused(result, max_lines=3)


if __name__ == "__main__":
    unittest.main()
