# SPDX-License-Identifier: Apache-2.0
"""`cityproof import --osm` of a hand-written village: layers, repairs, the same bytes twice; and of files that mean harm."""

import gzip
import subprocess
import unittest

import osm_case
from osm_case import VILLAGE, case, hashes, import_osm, report, rows


class Village(osm_case.OsmCase):
    def setUp(self):
        super().setUp()
        self.extract = self.folder / "village.osm"
        self.extract.write_text(VILLAGE)
        self.city = self.folder / "village.city"

    def test_what_is_mapped_is_taken_over_as_surveyed(self):
        self.assert_ok(import_osm(self.extract, self.city))
        self.assertEqual(
            rows(self.city, "SELECT id FROM hydrant WHERE provenance = 'surveyed'"), [("n31",)]
        )
        self.assertEqual(
            rows(self.city, "SELECT levels, levels_from, use FROM building WHERE id = 'w201'"),
            [(4.0, "tag", "residential")],
        )
        text = (self.city / "city.yaml").read_text()
        self.assertRegex(text, r'name: "building", rows: 2, provenance: surveyed')
        self.assertIn("© OpenStreetMap contributors", text)

    def test_what_is_made_says_so_and_by_which_rule(self):
        self.assert_ok(import_osm(self.extract, self.city))
        made = rows(self.city, "SELECT DISTINCT provenance, rule FROM meter")
        self.assertEqual(len(made), 1)
        self.assertEqual(made[0][0], "synthetic")
        self.assertIn("3100 kWh", made[0][1])

    def test_dirt_is_mended_and_listed(self):
        result = import_osm(self.extract, self.city)
        self.assert_ok(result)
        mended = {row["what"]: row["count"] for row in report(self.city, "streets")["repairs"]}
        self.assertEqual(mended["objects that stand in the file twice: the newest taken"], 1)
        self.assertEqual(mended["references to nodes that the file lacks dropped"], 2)
        self.assertEqual(mended["ways of less than two nodes left out"], 1)
        self.assertGreaterEqual(
            mended["polygons that cross themselves: the largest part taken"], 1
        )
        for what in mended:
            self.assertIn(what, result.stdout)

    def test_a_given_population_is_met(self):
        self.assert_ok(import_osm(self.extract, self.city, "--population", "123"))
        self.assertEqual(rows(self.city, "SELECT sum(residents) FROM building"), [(123,)])

    def test_twice_the_same_bytes_and_with_another_seed_another_city(self):
        other = self.folder / "other.city"
        self.assert_ok(import_osm(self.extract, self.city, "--name", "V"))
        self.assert_ok(import_osm(self.extract, other, "--name", "V"))
        self.assertEqual(hashes(self.city), hashes(other))
        self.assert_ok(import_osm(self.extract, other, "--name", "V", "--force", "--seed", "2"))
        demand = "traffic/demand.rou.xml"
        self.assertNotEqual(hashes(self.city)[demand], hashes(other)[demand])
        self.assertEqual(
            hashes(self.city)["traffic/streets.net.xml"], hashes(other)["traffic/streets.net.xml"]
        )

    def test_no_file_holds_a_date_or_a_path(self):
        self.assert_ok(import_osm(self.extract, self.city))
        for path in self.city.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                self.assertNotIn(b"generated on", content, path)
                self.assertNotIn(str(self.folder).encode(), content, path)

    def refused(self, *arguments, words=(), code=case.BAD_INPUT):
        result = import_osm(*arguments)
        self.assertNotIn("Traceback", result.stdout)
        self.assert_refused(result, *words, code=code, max_lines=1)
        self.assert_nothing_at(self.city)
        self.assertEqual([p.name for p in self.folder.glob(".*")], [])

    def test_a_file_that_is_cut_off_is_refused(self):
        packed = gzip.compress(VILLAGE.encode())
        for name, content in (
            ("cut.osm.gz", packed[: len(packed) // 2]),
            ("cut.osm", VILLAGE.encode()[: len(VILLAGE) // 2]),
            ("cut.osm.pbf", b"\x00\x00\x00\x0d\x0a\x09OSMHeader"),
            ("junk.osm.pbf", bytes(range(256)) * 64),
            ("empty.osm.pbf", b""),
            ("empty.osm", b""),
        ):
            with self.subTest(name):
                path = self.folder / name
                path.write_bytes(content)
                self.refused(path, self.city, words=(name,))

    def test_an_extract_without_roads_is_refused(self):
        self.extract.write_text(VILLAGE.replace('k="highway"', 'k="was:highway"'))
        self.refused(self.extract, self.city, words=("no road",))

    def test_an_extract_with_footways_only_is_refused(self):
        text = VILLAGE.replace('"secondary"', '"footway"').replace('"residential"', '"footway"')
        self.extract.write_text(text)
        self.refused(self.extract, self.city, words=("no road",))

    def test_an_extract_with_drives_only_is_refused(self):
        text = VILLAGE.replace('"secondary"', '"service"').replace('"residential"', '"service"')
        self.extract.write_text(text)
        self.refused(self.extract, self.city, words=("village.osm", "no road"))

    def test_roads_alone_make_an_empty_city(self):
        self.extract.write_text(VILLAGE.replace('k="building"', 'k="was:building"'))
        self.assert_ok(import_osm(self.extract, self.city))
        self.assert_ok(case.cityproof("check", self.city))
        self.assertNotIn("<trip ", (self.city / "traffic" / "demand.rou.xml").read_text())

    def test_boxes_that_hold_nothing_are_refused(self):
        for box in ("9,50,9,50", "9.1,50.1,9.0,50.0", "20,20,21,21", "1,2,3", "a,b,c,d", ""):
            with self.subTest(box):
                if box:
                    self.refused(self.extract, self.city, "--bbox", box, words=("--bbox",))

    def test_a_crs_that_does_not_fit_is_refused(self):
        for crs in ("EPSG:4326", "EPSG:2193", "EPSG:999999", "local", "nonsense"):
            with self.subTest(crs):
                self.refused(self.extract, self.city, "--crs", crs, words=("--crs", crs))

    def test_an_attribution_without_words_is_refused(self):
        for text in ("", "two\nlines"):
            with self.subTest(text):
                self.refused(self.extract, self.city, "--attribution", text, words=("--attribution",))

    def test_a_box_takes_a_part(self):
        self.assert_ok(import_osm(self.extract, self.city, "--bbox", "8.99,49.99,9.02,50.0008"))
        self.assertEqual(rows(self.city, "SELECT id FROM building"), [("w201",)])

    def test_the_projection_may_be_given(self):
        # ETRS 89, and Gauss-Krüger on Bessel's ellipsoid with another datum.
        for crs in ("EPSG:25832", "EPSG:31467"):
            with self.subTest(crs):
                self.assert_ok(import_osm(self.extract, self.city, "--crs", crs, "--force"))
                self.assertIn(crs, (self.city / "city.yaml").read_text())

    def raster(self, name, heights, south=49.99, west=8.99, cell=0.005):
        """A GeoTIFF of WGS 84, rows from the north."""
        lines = [f"ncols {len(heights[0])}", f"nrows {len(heights)}", f"xllcorner {west}"]
        lines += [f"yllcorner {south}", f"cellsize {cell}", "NODATA_value -9999"]
        lines += [" ".join(map(str, row)) for row in heights]
        grid = self.folder / "heights.asc"
        grid.write_text("\n".join(lines) + "\n")
        path = self.folder / name
        command = ["gdal_translate", "-q", "-ot", "Float32", "-a_srs", "EPSG:4326", str(grid), str(path)]
        subprocess.run(command, check=True)
        return path

    def test_heights_of_the_ground_are_those_of_a_raster(self):
        # Rises by 10 m a cell of 0.005 degrees from the west: cell middles at 8.9925, 8.9975 ...
        heights = self.raster("hill.tif", [[100 + 10 * x for x in range(6)] for _ in range(4)])
        self.assert_ok(import_osm(self.extract, self.city, "--elevation", heights))
        self.assert_ok(case.cityproof("check", self.city))
        ground = dict(rows(self.city, "SELECT id, elevation_m FROM water_node WHERE kind = 'junction'"))
        # Node 2 lies at 9.005: 2.5 cells east of the first middle.
        self.assertAlmostEqual(ground["n2"], 125, delta=0.1)
        self.assertLess(max(ground.values()) - min(ground.values()), 30)

    def test_places_without_a_height_get_the_nearest_ones(self):
        heights = self.raster("hole.tif", [[100, 110, -9999, -9999, -9999, -9999]] * 4)
        result = import_osm(self.extract, self.city, "--elevation", heights)
        self.assert_ok(result)
        self.assertIn("have no height in the raster", result.stdout)

    def test_rasters_that_are_no_heights_of_the_place_are_refused(self):
        away = self.raster("away.tif", [[1, 2], [3, 4]], south=10)
        self.refused(self.extract, self.city, "--elevation", away, words=("away.tif", "no height"))
        wrong = self.raster("wrong.tif", [[100_000] * 6] * 4)
        self.refused(self.extract, self.city, "--elevation", wrong, words=("wrong.tif", "100000"))
        self.refused(self.extract, self.city, "--elevation", self.extract, words=("village.osm",))


if __name__ == "__main__":
    unittest.main()
