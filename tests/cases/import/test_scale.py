# SPDX-License-Identifier: Apache-2.0
"""Bad Hersfeld nine times side by side: an extract of 100,000 buildings within 15 minutes and 4 GiB. Slow.

The copies have shifted ids and lie 3 x 3 beside each other. No road joins them, so all nine nets of streets must be
kept; each has its own traffic, and all its buildings are supplied.
"""

import gzip
import re
import resource
import time
import unittest

import osm_case
from osm_case import case, import_osm, report, rows

EXTRACT = case.require_data("osm/badhersfeld.osm.gz") / "osm" / "badhersfeld.osm.gz"
SIDE = 3
ID_SHIFT = 1_000_000_000_000  # above all ids of OpenStreetMap
BUILDINGS = 11280  # ../shared/data/osm/SOURCE.md
SECONDS = 15 * 60
BYTES = 4 << 30

# Objects' ids, references to them, positions.
NUMBERS = re.compile(r'(<(?:node|way|relation) [^>]*?\bid=|\bref=)"(-?\d+)"')
POSITION = re.compile(r'\b(lat|lon)="([-\d.]+)"')
BOUNDS = re.compile(r"<bounds[^>]*/>")


def extent(text):
    values = {"lat": [], "lon": []}
    for name, value in POSITION.findall(text):
        values[name].append(float(value))
    return {name: (min(found), max(found)) for name, found in values.items()}


def shifted(text, number, north_deg, east_deg):
    by = {"lat": north_deg, "lon": east_deg}
    text = NUMBERS.sub(lambda m: f'{m[1]}"{int(m[2]) + number * ID_SHIFT}"', text)
    return POSITION.sub(lambda m: f'{m[1]}="{float(m[2]) + by[m[1]]:.7f}"', text)


def tile(source, target):
    """Writes SIDE x SIDE copies, a fiftieth of their size apart, in one file: first all nodes, then ways, relations."""
    with gzip.open(source, "rt", encoding="utf-8") as file:
        text = BOUNDS.sub("", file.read())
    body = text[text.index("<node") : text.rindex("</osm>")]
    way, relation = body.index("<way"), body.index("<relation")
    parts = body[:way], body[way:relation], body[relation:]
    size = {name: 1.02 * (high - low) for name, (low, high) in extent(body).items()}
    with gzip.open(target, "wt", encoding="utf-8", compresslevel=1) as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6">\n')
        for part in parts:
            for number in range(SIDE * SIDE):
                row, column = divmod(number, SIDE)
                file.write(shifted(part, number, row * size["lat"], column * size["lon"]))
        file.write("</osm>\n")


class Scale(osm_case.OsmCase):
    def test_nine_towns_in_fifteen_minutes_and_four_gibibytes(self):
        extract = self.folder / "nine.osm.gz"
        tile(EXTRACT, extract)
        city = self.folder / "nine.city"
        begin = time.monotonic()
        result = import_osm(extract, city, timeout=2 * SECONDS)
        seconds = time.monotonic() - begin
        # The largest child so far, in KiB; netconvert is a child of it and counted apart.
        used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        self.assert_ok(result)
        print(f"{seconds:.0f} s, {used / (1 << 20):.0f} MiB\n{result.stdout}")
        self.assertLess(seconds, SECONDS)
        self.assertLess(used, BYTES)
        self.assertRegex(result.stdout, r"(?m)^ +\d+\.\d s  street net: \d+ edges")
        self.assert_all_nine_are_there(city)
        self.assert_ok(case.cityproof("check", city, timeout=600))

    def assert_all_nine_are_there(self, city):
        copies = SIDE * SIDE
        self.assertEqual(report(city, "streets")["nets"], copies)
        self.assertEqual(rows(city, "SELECT count(*) FROM building"), [(copies * BUILDINGS,)])
        # A street's id begins with its way's; the copy is what the id is above ID_SHIFT.
        edges = [0] * copies
        for (name,) in rows(city, "SELECT id FROM street"):
            number = re.match(r"-?(\d+)", name)
            if number:
                edges[int(number[1]) // ID_SHIFT] += 1
        self.assertGreater(min(edges), 0.9 * max(edges))
        self.assertGreater(sum(edges), 20_000)
        meters = rows(city, "SELECT count(*), count(supplied_by) FROM meter")[0]
        self.assertEqual(meters[0], meters[1])
        trips = [0] * copies
        for line in (city / "traffic" / "demand.rou.xml").read_text().splitlines():
            start = re.search(r' from="-?(\d+)', line)
            if start:
                trips[int(start[1]) // ID_SHIFT] += 1
        self.assertGreater(min(trips), 0.8 * max(trips))


if __name__ == "__main__":
    unittest.main()
