# SPDX-License-Identifier: Apache-2.0
"""City packages that somebody has tampered with: refused, and nothing outside is touched."""

import json
import os
import shutil
import sqlite3
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import given_city  # noqa: E402
import hostile  # noqa: E402

PARTS = (
    "water/network.inp",
    "energy/grid.json",
    "traffic/city.sumocfg",
    "map.gpkg",
    "traffic/demo.net.xml",
    "traffic/demo.rou.xml",
    "city.yaml",
)

SCENARIO = """\
format: 1
name: tampered
city: my.city
start: "2026-11-10 06:30"
time_zone: Europe/Berlin
duration: 2 min
traffic: {}
energy: {}
water: {}
sensors: {}
services: {}
"""


class TamperedPackage(case.Case):
    def setUp(self):
        super().setUp()
        self.city = self.folder / "my.city"
        shutil.copytree(given_city.CITY, self.city)
        self.scenario = self.folder / "scenario.yaml"
        self.scenario.write_text(SCENARIO)
        self.run_file = self.folder / "run.h5"
        self.outside = self.folder / "outside"
        self.outside.mkdir()

    def refuse(self, *words):
        result = case.cityproof("run", self.scenario, "-o", self.run_file, timeout=60)
        self.assert_refused(result, *words)
        self.assert_nothing_at(self.run_file, f"{self.run_file}.part")
        result = case.cityproof("check", self.scenario, timeout=60)
        said = result.stdout + result.stderr
        self.assertEqual(result.returncode, case.BAD_INPUT, f"check\n{said}")
        for word in words:
            self.assertIn(str(word), said)

    def refuse_each(self, parts, damage, *words):
        """One part after the other: damaged by `damage(path)`, refused, put back. Without words
        the refusal has to name the part."""
        kept = self.folder / "kept"
        for part in parts:
            with self.subTest(part=part):
                path = self.city / part
                shutil.copy(path, kept)
                damage(path)
                try:
                    self.refuse(*(words or [Path(part).name]))
                finally:
                    path.unlink(missing_ok=True)
                    shutil.move(kept, path)

    def edit(self, name, old, new):
        path = self.city / name
        text = path.read_text()
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1))

    def test_the_untouched_copy_is_sound_and_runs(self):
        self.assert_ok(case.cityproof("check", self.city))
        self.assert_ok(case.cityproof("check", self.scenario))
        self.run_scenario(self.scenario, self.run_file)

    # Paths that lead out --------------------------------------------------------------------

    def test_parts_outside_the_package(self):
        for part in (
            "water/network.inp",
            "energy/grid.json",
            "traffic/city.sumocfg",
            "map.gpkg",
            "traffic/demo.rou.xml",
        ):
            shutil.copy(given_city.CITY / part, self.outside)
            yaml = (self.city / "city.yaml").read_text()
            for path in (f"../outside/{Path(part).name}", str(self.outside / Path(part).name)):
                with self.subTest(path=path):
                    self.edit("city.yaml", f'"{part}"', json.dumps(path))
                    self.refuse("city.yaml", path)
                    (self.city / "city.yaml").write_text(yaml)

    def test_symlinks_out_of_the_package(self):
        def link_to_the_outside(path):
            shutil.move(path, self.outside / "file")
            path.symlink_to(self.outside / "file")

        self.refuse_each(PARTS, link_to_the_outside, "leads out of the folder")

    def test_symlinked_folder_out_of_the_package(self):
        shutil.move(self.city / "traffic", self.outside / "traffic")
        (self.city / "traffic").symlink_to(self.outside / "traffic")
        self.refuse("leads out of the folder")

    def test_sumo_configuration_names_a_file_outside(self):
        shutil.copy(self.city / "traffic" / "demo.rou.xml", self.outside)
        self.edit("traffic/city.sumocfg", "demo.rou.xml", "../../outside/demo.rou.xml")
        self.refuse("outside/demo.rou.xml")

    def test_sumo_configuration_with_an_output(self):
        self.edit(
            "traffic/city.sumocfg",
            "</configuration>",
            f'<output><fcd-output value="{self.outside}/fcd.xml"/></output></configuration>',
        )
        self.refuse("fcd-output")
        self.assertEqual(list(self.outside.iterdir()), [])

    def test_an_additional_file_with_an_output(self):
        self.add_additional(
            f'<additional><edgeData id="x" file="{self.outside}/edges.xml"/></additional>'
        )
        self.refuse("edges.xml")
        self.assertEqual(list(self.outside.iterdir()), [])

    def test_an_additional_file_that_includes_one_outside(self):
        (self.outside / "more.add.xml").write_text("<additional/>")
        self.add_additional('<additional><include href="../../outside/more.add.xml"/></additional>')
        self.refuse("more.add.xml")

    def test_a_vehicle_type_whose_device_writes_a_file(self):
        path = self.city / "traffic" / "demo.rou.xml"
        spy = (
            '<vType id="spy"><param key="has.ssm.device" value="true"/>'
            f'<param key="device.ssm.file" value="{self.outside}/ssm.xml"/></vType>'
        )
        self.edit("traffic/demo.rou.xml", "<vType ", f"{spy}<vType ")
        path.write_text(path.read_text().replace('type="car"', 'type="spy"'))
        self.refuse("demo.rou.xml", "ssm.xml")
        self.assertEqual(list(self.outside.iterdir()), [])

    def test_sumo_gets_only_what_was_checked(self):
        # Settings of reports that look harmless: SUMO would write files into the working folder.
        for setting in ("device.ssm.probability", "fcd-output", "save-state.times"):
            self.edit(
                "traffic/city.sumocfg", "</configuration>", f'<{setting} value="1"/></configuration>'
            )
        work = self.folder / "work"
        work.mkdir()
        result = case.cityproof(
            "run", self.scenario, "-o", self.run_file, "--set", "duration=60 s", cwd=work
        )
        self.assert_ok(result)
        self.assertEqual(list(work.iterdir()), [])

    def test_a_symlink_that_leads_sumo_elsewhere(self):
        (self.city / "water" / "sub").mkdir()
        (self.city / "traffic" / "link").symlink_to("../water/sub")
        (self.city / "traffic" / "more.add.xml").write_text("<additional/>")
        (self.city / "water" / "more.add.xml").write_text(
            f'<additional><edgeData id="x" file="{self.outside}/edges.xml"/></additional>'
        )
        self.edit(
            "traffic/city.sumocfg",
            "</input>",
            '<additional-files value="link/../more.add.xml"/></input>',
        )
        self.edit(
            "city.yaml",
            '      - "traffic/demo.net.xml"',
            '      - "traffic/demo.net.xml"\n      - "traffic/more.add.xml"',
        )
        self.refuse("water/more.add.xml")
        self.assertEqual(list(self.outside.iterdir()), [])

    def add_additional(self, text):
        (self.city / "traffic" / "more.add.xml").write_text(text)
        self.edit(
            "traffic/city.sumocfg", "</input>", '<additional-files value="more.add.xml"/></input>'
        )
        self.edit(
            "city.yaml",
            '      - "traffic/demo.net.xml"',
            '      - "traffic/demo.net.xml"\n      - "traffic/more.add.xml"',
        )

    def test_water_network_that_writes_a_file(self):
        for section in (
            f"[REPORT]\n FILE {self.outside}/report.txt\n",
            f"[OPTIONS]\n HYDRAULICS SAVE {self.outside}/hyd\n",
        ):
            with self.subTest(section=section):
                original = (self.city / "water" / "network.inp").read_text()
                self.edit("water/network.inp", "[END]", f"{section}[END]")
                case.cityproof("run", self.scenario, "-o", self.run_file, timeout=60)
                self.assertEqual(list(self.outside.iterdir()), [])
                (self.city / "water" / "network.inp").write_text(original)

    # Bombs ----------------------------------------------------------------------------------

    def test_alias_bomb(self):
        (self.city / "city.yaml").write_text(hostile.yaml_alias_bomb())
        self.refuse("city.yaml")

    def test_entity_bombs(self):
        for name, root in (
            ("demo.net.xml", "net"),
            ("demo.rou.xml", "routes"),
            ("city.sumocfg", "configuration"),
        ):
            with self.subTest(name=name):
                path = self.city / "traffic" / name
                original = path.read_bytes()
                path.write_text(hostile.xml_entity_bomb(root))
                self.refuse(name)
                path.write_bytes(original)

    def test_external_entity(self):
        secret = self.outside / "secret"
        secret.write_text("5up3rs3cr3t")
        (self.city / "traffic" / "demo.net.xml").write_text(hostile.xml_external_entity(secret))
        self.refuse("demo.net.xml")

    def test_deeply_nested_files(self):
        (self.city / "energy" / "grid.json").write_text("[" * 200_000)
        self.refuse("grid.json")

    # Files that are no files ----------------------------------------------------------------

    def test_fifo_instead_of_a_part(self):
        def replace_by_fifo(path):
            path.unlink()
            os.mkfifo(path)

        self.refuse_each(PARTS, replace_by_fifo)

    def test_missing_part(self):
        self.refuse_each(PARTS, Path.unlink)

    # Content that is wrong ------------------------------------------------------------------

    def test_truncated_parts(self):
        # The first half of the water network is a network, too.
        parts = [part for part in PARTS if part != "water/network.inp"]
        self.refuse_each(parts, lambda path: os.truncate(path, path.stat().st_size // 2))

    def test_routes_that_do_not_fit_the_net(self):
        path = self.city / "traffic" / "demo.rou.xml"
        path.write_text(
            '<routes><vehicle id="v" depart="0"><route edges="nowhere1 nowhere2"/></vehicle></routes>'
        )
        self.refuse("demo.rou.xml", "nowhere1")

    def test_broken_water_network(self):
        original = (self.city / "water" / "network.inp").read_text()
        for old, new, word in (
            (
                "[PIPES]",
                "[PIPES]\n Xp  no_such_node  nor_this  100 300 130 0 Open\n",
                "no_such_node",
            ),
            ("[JUNCTIONS]", "[JUNCTIONS]\n Xj  not_a_number\n", "not_a_number"),
        ):
            with self.subTest(word=word):
                self.edit("water/network.inp", old, new)
                self.refuse("network.inp", word)
                (self.city / "water" / "network.inp").write_text(original)
        (self.city / "water" / "network.inp").write_text("hello world\n")
        self.refuse("network.inp")

    def test_bus_that_does_not_exist(self):
        self.edit_map("UPDATE signal SET supplied_by = 'bus:none' WHERE rowid = 1")
        self.refuse("map.gpkg", "bus:none", "supplied_by")
        result = case.cityproof("check", self.city, timeout=60)  # the package without a scenario
        self.assertEqual(result.returncode, case.BAD_INPUT)
        self.assertIn("bus:none", result.stdout)

    def test_map_open_in_qgis(self):
        (self.city / "map.gpkg-wal").write_bytes(b"x" * 4096)
        self.refuse("map.gpkg", "QGIS")

    def test_empty_id_on_the_map(self):
        self.edit_map("UPDATE sensor SET id = '' WHERE rowid = 1")
        self.refuse("map.gpkg", "sensor")

    def test_sensor_of_nothing(self):
        self.edit_map("UPDATE sensor SET target = 'nowhere' WHERE rowid = 1")
        self.refuse("map.gpkg", "nowhere")

    def edit_map(self, statement):
        """Without the file's triggers, which call functions that only GIS programs have."""
        with sqlite3.connect(self.city / "map.gpkg") as map_file:
            triggers = map_file.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall()
            for (name,) in triggers:
                map_file.execute(f'DROP TRIGGER "{name}"')
            self.assertEqual(map_file.execute(statement).rowcount, 1)
        map_file.close()


if __name__ == "__main__":
    unittest.main()
