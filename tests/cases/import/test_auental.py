# SPDX-License-Identifier: Apache-2.0
"""The demo's city, made of its map alone: data/demo/source/auental.osm, which the demo's own generator draws."""

import re
import unittest

import other_readers
from osm_case import case, hashes, import_osm, report, rows, run_content

EXTRACT = case.DEMO_MAP
POLICY = case.SOURCE / "data" / "policies" / "adaptive_signals.yaml"


class Auental(other_readers.OtherReaders):
    def test_an_hour_of_all_networks_can_be_trusted(self):
        city = self.import_and_check(EXTRACT, "--name", "Auental")
        self.assert_hour_can_be_trusted(city)

    def test_what_the_plan_has_is_in_the_city(self):
        city = self.import_and_check(EXTRACT, "--attribution", "Auental, CC0 1.0")
        text = (city / "city.yaml").read_text()
        self.assertIn('attribution: "Auental, CC0 1.0"', text)
        self.assertNotIn("OpenStreetMap contributors", text)
        drawn = EXTRACT.read_text()
        self.assertEqual(
            rows(city, "SELECT count(*) FROM building"), [(drawn.count('<tag k="building" '),)]
        )
        # plan.py: 19 signals, 8 roads out, one primary substation; its README: about 30 000 people.
        self.assertEqual(rows(city, "SELECT count(*) FROM signal"), [(19,)])
        streets = report(city, "streets")
        self.assertEqual((streets["gates"], streets["removed_parts"]), (8, 0))
        names = {name for (name,) in rows(city, "SELECT name FROM street WHERE name <> ''")}
        self.assertEqual(
            names, set(re.findall(r'<tag k="highway" [^/]*/><tag k="name" v="([^"]*)"/><tag k="max', drawn))
        )
        self.assertEqual(
            rows(city, "SELECT name, voltage FROM power_site"), [("Umspannwerk Ost", "110000;10000")]
        )
        self.assertEqual(
            rows(city, "SELECT name FROM water_site ORDER BY name"), [("Wasserturm",), ("Wasserwerk",)]
        )
        (people,) = rows(city, "SELECT sum(residents) FROM building")[0]
        self.assertAlmostEqual(people, 30_000, delta=3_000)

    def test_twice_the_same_bytes_that_others_read(self):
        for name in ("a", "b"):
            self.assert_ok(import_osm(EXTRACT, self.folder / f"{name}.city", "--name", "Auental"))
        self.assertEqual(hashes(self.folder / "a.city"), hashes(self.folder / "b.city"))
        self.assert_others_read(self.folder / "a.city")

    def test_the_demos_claim_holds_for_a_seed(self):
        """Adaptive signals against the actuated ones that the import makes: the mean delay falls by the claim's 5 %."""
        city = self.import_and_check(EXTRACT)
        scenario = self.folder / "morning_peak.yaml"
        scenario.write_text((case.DEMO / "morning_peak.yaml").read_text().replace("auental.city", str(city)))
        delays = []
        for arm in ((), ("--policy", POLICY)):
            run = self.folder / f"{len(arm)}.h5"
            self.assert_ok(case.cityproof("run", scenario, *arm, "-o", run, timeout=1800))
            delays.append(run_content.key_figures(run)["traffic.delay_mean"])
            # Nobody's movements: they may be recorded, for the map.
            self.assertGreater(len(run_content.channel(run, "traffic/vehicle/x")), 0)
        self.assertLess(delays[1], 0.95 * delays[0])


if __name__ == "__main__":
    unittest.main()
