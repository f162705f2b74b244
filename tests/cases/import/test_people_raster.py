# SPDX-License-Identifier: Apache-2.0
"""`--population-raster`: people of a GeoTIFF's cells live in the dwellings there, and none gets lost."""

import math
import struct
import subprocess
import unittest

from osm_case import OsmCase, case, import_osm, rows

EXTRACT = case.DEMO_MAP
# The demo town's frame (data/demo/generator/geometry.py) begins here in UTM zone 32; its middle is this square of
# 4 x 4 cells. Buildings outside it have no raster.
WEST, SOUTH, CELL_M = 562_000 + 1300, 5_399_000 + 700, 500
COUNTS = [[40, 51.5, 0, 620.25], [75, 300, 410, 33], [128, 64, 32, 16], [1000, 7, 8.75, 2.5]]


def middle(blob):
    """Of a rectangle as GeoPackage binary: the mean of its corners."""
    header = 8 + (0, 32, 48, 48, 64)[blob[3] >> 1 & 7]
    corners = struct.unpack_from("<I", blob, header + 9)[0] - 1
    values = struct.unpack_from(f"<{2 * corners}d", blob, header + 13)
    return sum(values[::2]) / corners, sum(values[1::2]) / corners


def cell_of(x, y):
    return len(COUNTS) - 1 - math.floor((y - SOUTH) / CELL_M), math.floor((x - WEST) / CELL_M)


class PeopleRaster(OsmCase):
    def raster(self, counts, name="people.tif", west=WEST, srs="EPSG:32632", options=()):
        """Rows from the north."""
        lines = [f"ncols {len(counts[0])}", f"nrows {len(counts)}", f"xllcorner {west}"]
        lines += [f"yllcorner {SOUTH}", f"cellsize {CELL_M}", "NODATA_value -200"]
        lines += [" ".join(map(str, row)) for row in counts]
        grid = self.folder / "people.asc"
        grid.write_text("\n".join(lines) + "\n")
        path = self.folder / name
        command = ["gdal_translate", "-q", "-ot", "Float32", "-a_srs", srs, *options, str(grid), str(path)]
        subprocess.run(command, check=True)
        return path

    def imported(self, raster, *options):
        city = self.folder / "a.city"
        result = import_osm(EXTRACT, city, "--population-raster", raster, "--force", *options)
        self.assert_ok(result)
        return city, result.stdout

    def residents(self, city):
        return rows(city, "SELECT sum(residents) FROM building")[0][0]

    def test_each_cells_people_live_in_it_and_the_total_is_kept(self):
        city, said = self.imported(self.raster(COUNTS))
        self.assert_ok(case.cityproof("check", city))
        total = sum(map(sum, COUNTS))
        self.assertEqual(self.residents(city), round(total))
        living, dwellings, share = {}, {}, {}
        for blob, residents, use, area, levels in rows(
            city, "SELECT geom, residents, use, area_m2, levels FROM building"
        ):
            cell = cell_of(*middle(blob))
            living[cell] = living.get(cell, 0) + residents
            if use in ("residential", "mixed"):
                dwellings[cell] = dwellings.get(cell, 0) + 1
                floor = area * levels * (1 if use == "residential" else 0.75)
                share.setdefault(cell, []).append((floor, residents))
        moved = 0
        for i, row in enumerate(COUNTS):
            for j, count in enumerate(row):
                if (i, j) in dwellings:
                    self.assertGreaterEqual(living[i, j], math.floor(count), (i, j))
                else:
                    self.assertEqual(living.get((i, j), 0), 0)
                    moved += count
        self.assertIn(f"; {math.floor(moved + 0.5)} of them lived in", said)
        inside = sum(living.get((i, j), 0) for i in range(4) for j in range(4))
        self.assertEqual(inside, round(total), "nobody lives outside the raster")
        # By floor area, to a person: in the cell with the most people that nobody moved to.
        self.assertEqual(living[3, 0], 1000)
        whole = sum(floor for floor, _ in share[3, 0])
        for floor, residents in share[3, 0]:
            self.assertAlmostEqual(residents, 1000 * floor / whole, delta=1)

    def test_a_given_population_keeps_the_cells_proportions(self):
        city, _ = self.imported(self.raster(COUNTS), "--population", "20000")
        self.assertEqual(self.residents(city), 20_000)
        source = (city / "city.yaml").read_text()
        self.assertIn("residents by raster people.tif", source)

    def test_cells_in_degrees_and_without_a_value_count_too(self):
        holes = [[-200, *row[1:]] for row in COUNTS]
        total = sum(sum(row[1:]) for row in COUNTS)
        self.raster(holes)
        path = self.folder / "degrees.tif"
        # Each cell becomes about 30; -r sum spreads its people over them.
        command = ["gdalwarp", "-q", "-t_srs", "EPSG:4326", "-tr", "0.001", "0.0007", "-r", "sum"]
        subprocess.run([*command, str(self.folder / "people.tif"), str(path)], check=True)
        city, _ = self.imported(path)
        # What gdalwarp itself loses at the edges is below a hundredth.
        self.assertAlmostEqual(self.residents(city), total, delta=0.01 * total)

    def test_rasters_that_are_no_people_of_the_place_are_refused(self):
        for raster, *words in (
            (self.raster(COUNTS, "away.tif", west=WEST + 100_000), "away.tif", "nobody"),
            (self.raster([[0, 0], [0, -200]], "empty.tif"), "empty.tif", "nobody"),
            (self.raster([[-3, 4]] * 4, "negative.tif"), "negative.tif", "-3"),
            (EXTRACT, "auental.osm", "people per cell"),
            (self.folder / "none.tif", "none.tif"),
        ):
            with self.subTest(words=words):
                city = self.folder / "b.city"
                result = import_osm(EXTRACT, city, "--population-raster", raster)
                self.assert_refused(result, *words, max_lines=1)
                self.assert_nothing_at(city)


if __name__ == "__main__":
    unittest.main()
