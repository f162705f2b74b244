# SPDX-License-Identifier: Apache-2.0
"""Whole towns from OpenStreetMap extracts, one a call: test_extracts.py NAME. Slow."""

import sys
import unittest

import other_readers
from osm_case import case, rows

FILES = {
    "helsinki": "Helsinki.osm.pbf",
    "krems": "krems.osm.gz",
    "badhersfeld": "badhersfeld.osm.gz",
}
NAME = sys.argv.pop(1)
EXTRACT = case.require_data(f"osm/{FILES[NAME]}") / "osm" / FILES[NAME]


class Town(other_readers.OtherReaders):
    def test_import_check_other_readers_and_an_hour_of_all_networks(self):
        city = self.import_and_check(EXTRACT)
        if NAME == "badhersfeld":
            # Counted in the extract by ogrinfo: ../shared/data/osm/SOURCE.md.
            for sql, count in (
                ("SELECT count(*) FROM power_point", 289),
                ("SELECT count(*) FROM hydrant WHERE provenance = 'surveyed'", 54),
                ("SELECT count(*) FROM charger WHERE provenance = 'surveyed'", 7),
                ("SELECT count(*) FROM car_park WHERE provenance = 'surveyed' AND id LIKE 'w%'", 230),
            ):
                self.assertEqual(rows(city, sql), [(count,)], sql)
        self.assert_others_read(city)
        self.assert_hour_can_be_trusted(city)


if __name__ == "__main__":
    unittest.main()
