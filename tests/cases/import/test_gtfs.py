# SPDX-License-Identifier: Apache-2.0
"""`cityproof import --osm --gtfs`: buses of a timetable stop where and when it says; bad feeds are refused."""

import re
import unittest
import zipfile

import other_readers
from osm_case import VILLAGE, case, hashes, import_osm, rows

# Main Street runs from west to east at 50.0 degrees north: its eastbound kerb is the southern one.
FEED = {
    "stops.txt": """\
stop_id,stop_name,stop_lat,stop_lon
A,"Mill & Lane",49.99990,9.0020
B,Market,49.99990,9.0080
B2,Market,50.00010,9.0080
A2,Mill,50.00010,9.0020
X,Far away,51.0,10.0
F,In the fields,50.0030,9.0015
""",
    "routes.txt": "route_id,route_short_name,route_type\nr1,7,3\nr2,S1,2\n",
    "trips.txt": """\
route_id,service_id,trip_id
r1,week,out
r1,week,back
r1,week,night
r1,sunday,never
r1,week,pattern
r2,week,train
""",
    "stop_times.txt": """\
trip_id,arrival_time,departure_time,stop_id,stop_sequence
out,7:05:00,7:05:00,A,1
out,,,F,2
out,7:08:00,7:08:00,B,3
out,8:00:00,8:00:00,X,4
back,07:10:00,07:10:00,B2,1
back,07:13:00,07:13:00,A2,2
night,24:30:00,24:30:00,B2,1
night,24:33:00,24:33:00,A2,2
never,9:00:00,9:00:00,A,1
never,9:03:00,9:03:00,B,2
pattern,0:00:00,0:00:00,A,1
pattern,0:03:00,0:03:00,B,2
train,7:00:00,7:00:00,A,1
train,7:01:00,7:01:00,B,2
""",
    "frequencies.txt": "trip_id,start_time,end_time,headway_secs\npattern,10:00:00,11:00:00,1200\n",
    "calendar.txt": """\
service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
week,1,1,1,1,1,0,0,20260105,20260118
sunday,0,0,0,0,0,0,1,20260105,20260118
""",
    # 2026-01-05 is a Monday; on it nothing runs.
    "calendar_dates.txt": "service_id,date,exception_type\nweek,20260105,2\n",
}


class Gtfs(other_readers.OtherReaders):
    def setUp(self):
        super().setUp()
        self.extract = self.folder / "village.osm"
        self.extract.write_text(VILLAGE)
        self.city = self.folder / "village.city"

    def feed(self, **changes):
        folder = self.folder / "feed"
        folder.mkdir(exist_ok=True)
        for name, text in FEED.items():
            text = changes.get(name.removesuffix(".txt"), text)
            (folder / name).unlink(missing_ok=True)
            if text is not None:
                (folder / name).write_text(text)
        return folder

    def buses(self):
        """Departure and calls (stop, until) of each bus by its id."""
        text = (self.city / "traffic" / "buses.rou.xml").read_text()
        found = {}
        for trip in re.findall(r'<trip id="bus:([^"]+)".*? depart="(\d+)".*?</trip>', text, re.DOTALL):
            found[trip[0]] = int(trip[1])
        return found, dict(
            (trip, re.findall(r'busStop="stop:(\w+)" duration="15" until="(\d+)"', body))
            for trip, body in re.findall(r'<trip id="bus:([^"]+)"(.*?)</trip>', text, re.DOTALL)
        )

    def test_buses_of_a_working_day_stop_where_and_when_the_timetable_says(self):
        result = import_osm(self.extract, self.city, "--gtfs", self.feed())
        self.assert_ok(result)
        self.assertIn("6 on 1 lines of the timetable of 2026-01-06", result.stdout)
        self.assertIn("1 stops lie at no street", result.stdout)
        departures, calls = self.buses()
        self.assertEqual(calls["out"], [("A", "25500"), ("B", "25680")])
        self.assertEqual(calls["back"], [("B2", "25800"), ("A2", "25980")])
        self.assertEqual(departures["out"], 25500 - 30)
        self.assertEqual(calls["night"], [("B2", "1800"), ("A2", "1980")], "half past midnight")
        self.assertEqual(
            sorted(calls[trip][0] for trip in calls if trip.startswith("pattern@")),
            [("A", "36000"), ("A", "37200"), ("A", "38400")],
        )
        self.assertEqual(len(calls), 6)

    def test_stops_lie_on_the_right_of_the_street(self):
        self.assert_ok(import_osm(self.extract, self.city, "--gtfs", self.feed()))
        text = (self.city / "traffic" / "stops.add.xml").read_text()
        edge = dict(re.findall(r'<busStop id="stop:(\w+)".*? lane="(.*?)_\d', text))
        # netconvert calls the direction against the way's nodes, which run from west to east, "-".
        self.assertTrue(edge["B2"].startswith("-") and edge["A2"].startswith("-"), edge)
        self.assertFalse(edge["A"].startswith("-") or edge["B"].startswith("-"), edge)
        self.assertIn('name="Mill &amp; Lane"', text)

    def test_a_zip_gives_the_same_bytes_and_sumo_opens_them(self):
        folder = self.feed()
        archive = self.folder / "feed.zip"
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
            for name in FEED:
                file.write(folder / name, name)
        other = self.folder / "other.city"
        self.assert_ok(import_osm(self.extract, self.city, "--gtfs", folder, "--name", "V"))
        self.assert_ok(import_osm(self.extract, other, "--gtfs", archive, "--name", "V"))
        self.assertEqual(hashes(self.city), hashes(other))
        self.assert_ok(case.cityproof("check", self.city))
        self.assert_sumo_opens(self.city)

    def test_the_buses_drive(self):
        self.assert_ok(import_osm(self.extract, self.city, "--gtfs", self.feed(), "--population", "1"))
        figures = self.run_an_hour(self.city)
        self.assertGreaterEqual(figures["traffic.arrived"], 2, "out and back")
        self.assertEqual(figures["traffic.teleports"], 0)

    def test_a_given_demand_leaves_the_buses(self):
        self.assert_ok(import_osm(self.extract, self.city, "--gtfs", self.feed()))
        streets = [street for (street,) in rows(self.city, "SELECT id FROM street")]
        routes = self.folder / "own.rou.xml"
        routes.write_text(f'<routes><trip id="own" depart="25200" from="{streets[0]}" to="{streets[0]}"/></routes>')
        other = self.folder / "other.city"
        options = ("--gtfs", self.feed(), "--demand", routes, "--class", "synthetic")
        self.assert_ok(import_osm(self.extract, other, *options))
        self.assertEqual(
            hashes(other)["traffic/buses.rou.xml"], hashes(self.city)["traffic/buses.rou.xml"]
        )
        self.assertTrue((other / "traffic" / "own.rou.xml").is_file())
        self.assertFalse((other / "traffic" / "demand.rou.xml").exists())
        self.assert_ok(case.cityproof("check", other))
        self.assert_sumo_opens(other)

    def refused(self, feed, *words):
        result = import_osm(self.extract, self.city, "--gtfs", feed)
        self.assert_refused(result, *words, max_lines=1)
        self.assert_nothing_at(self.city)
        self.assertEqual([p.name for p in self.folder.glob(".*")], [])

    def test_bad_feeds_are_refused(self):
        for words, changes in (
            (("stops.txt", "is missing"), {"stops": None}),
            (("trips.txt", "service_id"), {"trips": "route_id,trip_id\nr1,out\n"}),
            (("stop_times.txt", "7:60:00"), {"stop_times": FEED["stop_times.txt"].replace("7:08:00", "7:60:00")}),
            (("stop_times.txt", "Q"), {"stop_times": FEED["stop_times.txt"].replace(",B,", ",Q,")}),
            (("no day",), {"calendar": None, "calendar_dates": None}),
            (("calendar.txt", "20261332"), {"calendar": FEED["calendar.txt"].replace("20260118", "20261332")}),
            (("no day",), {"routes": FEED["routes.txt"].replace(",3", ",1")}),
            (("no bus that stops",), {"stops": re.sub(r",(49|50)\.", ",20.", FEED["stops.txt"])}),
            (("stops.txt", "north"), {"stops": FEED["stops.txt"].replace("49.99990,9.0020", "north,9.0020")}),
        ):
            with self.subTest(words):
                # Keys of FEED end with .txt; those of changes do not.
                self.refused(self.feed(**changes), *words)

    def test_archives_that_are_none_or_damaged_are_refused(self):
        junk = self.folder / "junk.zip"
        junk.write_bytes(bytes(range(256)) * 20)
        self.refused(junk, "junk.zip")
        archive = self.folder / "cut.zip"
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
            for name, text in FEED.items():
                file.writestr(name, text)
        archive.write_bytes(archive.read_bytes()[:-200])
        self.refused(archive, "cut.zip")
        self.refused(self.folder / "nothing", "nothing")


if __name__ == "__main__":
    unittest.main()
