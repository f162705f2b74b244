# SPDX-License-Identifier: Apache-2.0
"""`cityproof import` of wrong sources: a clear line or a list, and no package, whole or half."""

import os
import shutil
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import hostile  # noqa: E402

NAMES = (
    "demo.net.xml",
    "demo.rou.xml",
    "demo.sumocfg",
    "grid.json",
    "grid_map.csv",
    "water.inp",
    "links.csv",
    "sensors.csv",
    "lamps.csv",
    "meters.csv",
    "water_area.geojson",
)


class BadSources(case.Case):
    def setUp(self):
        super().setUp()
        self.sources = self.folder / "sources"
        self.sources.mkdir()
        for name in NAMES:
            shutil.copy(case.GIVEN / name, self.sources)
        self.city = self.folder / "made" / "town.city"
        self.city.parent.mkdir()

    def import_city(self, *more, **replaced):
        options = {
            "sumo": "demo.sumocfg",
            "grid": "grid.json",
            "grid-map": "grid_map.csv",
            "water": "water.inp",
            "links": "links.csv",
            "sensors": "sensors.csv",
            **replaced,
        }
        arguments = ["import", "--class", "synthetic", "-o", self.city, *more]
        for option, name in options.items():
            arguments += [f"--{option}", self.sources / name]
        for layer, name in (
            ("lamp", "lamps.csv"),
            ("meter", "meters.csv"),
            ("water_area", "water_area.geojson"),
        ):
            arguments += ["--layer", f"{layer}={self.sources / name}"]
        return case.cityproof(*arguments, timeout=60)

    def refuse(self, *words, **replaced):
        self.assert_refused(self.import_city(**replaced), *words)
        self.assertEqual(list(self.city.parent.iterdir()), [], "something half-written was left")

    def edit(self, name, old, new):
        path = self.sources / name
        text = path.read_text()
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1))

    def append(self, name, line):
        path = self.sources / name
        path.write_text(path.read_text().rstrip("\n") + "\n" + line + "\n")
        return len(path.read_text().splitlines())

    def test_the_untouched_sources_are_imported(self):
        self.assert_ok(self.import_city())
        self.assertEqual(list(self.city.parent.iterdir()), [self.city])

    def test_missing_files(self):
        for option in ("sumo", "grid", "grid-map", "water", "links", "sensors"):
            with self.subTest(option=option):
                self.refuse("nowhere.x", **{option: "nowhere.x"})

    def test_missing_file_of_the_sumo_configuration(self):
        (self.sources / "demo.rou.xml").unlink()
        self.refuse("demo.rou.xml")

    def test_fifo_instead_of_each_file(self):
        for name in NAMES:
            with self.subTest(name=name):
                path = self.sources / name
                kept = path.read_bytes()
                path.unlink()
                os.mkfifo(path)
                self.refuse(name)
                path.unlink()
                path.write_bytes(kept)

    def test_truncated_files(self):
        for name in (
            "demo.net.xml",
            "demo.rou.xml",
            "demo.sumocfg",
            "grid.json",
            "water_area.geojson",
        ):
            with self.subTest(name=name):
                path = self.sources / name
                kept = path.read_bytes()
                path.write_bytes(kept[: len(kept) * 2 // 3])
                self.refuse(name)
                path.write_bytes(kept)

    def test_rubbish_instead_of_each_file(self):
        for name in NAMES:
            for content in (b"", b"\x00\xff\xfe\x01" * 64, b"hello world\n"):
                with self.subTest(name=name, content=content[:8]):
                    path = self.sources / name
                    kept = path.read_bytes()
                    path.write_bytes(content)
                    self.refuse(name)
                    path.write_bytes(kept)

    def test_broken_water_network(self):
        line = self.line_after(
            "water.inp", "[PIPES]", " Xp  no_such_node  nor_this  100 300 130 0 Open"
        )
        self.refuse(f"water.inp:{line}", "no_such_node")

    def line_after(self, name, section, text):
        self.edit(name, section + "\n", f"{section}\n{text}\n")
        return 1 + (self.sources / name).read_text().splitlines().index(text)

    def test_routes_that_do_not_fit_the_net(self):
        self.edit(
            "demo.rou.xml",
            "</routes>",
            '<vehicle id="lost" depart="10"><route edges="nowhere1 nowhere2"/></vehicle></routes>',
        )
        self.refuse("demo.rou.xml:", "nowhere1")

    def test_bus_that_does_not_exist(self):
        line = self.append("links.csv", "pump,no_such_pump,bus:99999,,")
        self.refuse(f"links.csv:{line}", "bus", "no_such_pump")

    def test_number_without_unit(self):
        text = (self.sources / "links.csv").read_text()
        street = next(
            row.split(",")[1] for row in text.splitlines() if row.startswith("charging_zone")
        )
        (self.sources / "links.csv").write_text(
            "kind,id,bus,power,share\n" f"charging_zone,{street},bus:209,22,15 %\n"
        )
        self.refuse("links.csv:2", "power", "unit")

    def test_sensors_that_measure_nothing(self):
        header = (self.sources / "sensors.csv").read_text().splitlines()[0]
        self.assertEqual(
            header.split(",")[:6], ["id", "quantity", "target", "interval", "noise", "dropout"]
        )
        rows = [
            "a,traffic/street_sped,x,60 s,0.3 m/s,1 %,",
            "b,traffic/street_speed,nowhere,60 s,0.3 m/s,1 %,",
            "b,traffic/street_speed,nowhere,60,0.3 m/s,200 %,",
        ]
        (self.sources / "sensors.csv").write_text("\n".join([header, *rows]) + "\n")
        self.refuse(
            "sensors.csv:2",
            "street_speed",
            "sensors.csv:3",
            "nowhere",
            "sensors.csv:4",
            "unit",
            "200 %",
        )

    def test_unknown_column(self):
        path = self.sources / "links.csv"
        path.write_text(path.read_text().replace("power", "pwer", 1))
        self.refuse("links.csv", "pwer", "power")

    def test_entity_bombs(self):
        for name, root in (
            ("demo.net.xml", "net"),
            ("demo.rou.xml", "routes"),
            ("demo.sumocfg", "configuration"),
        ):
            with self.subTest(name=name):
                path = self.sources / name
                kept = path.read_bytes()
                path.write_text(hostile.xml_entity_bomb(root))
                self.refuse(name)
                path.write_bytes(kept)

    def test_external_entity(self):
        (self.sources / "secret").write_text("5up3rs3cr3t")
        (self.sources / "demo.net.xml").write_text(
            hostile.xml_external_entity(self.sources / "secret")
        )
        self.refuse("demo.net.xml")

    def test_deeply_nested_json(self):
        for name in ("grid.json", "water_area.geojson"):
            with self.subTest(name=name):
                path = self.sources / name
                kept = path.read_bytes()
                path.write_text("[" * 200_000)
                self.refuse(name)
                path.write_bytes(kept)

    def test_existing_package_is_not_replaced(self):
        self.city.mkdir()
        (self.city / "mine").write_text("precious")
        self.assert_refused(self.import_city(), "town.city", "exists")
        self.assertEqual((self.city / "mine").read_text(), "precious")

    def test_force_replaces_only_a_package(self):
        self.city.mkdir()
        (self.city / "mine").write_text("precious")
        self.assert_refused(self.import_city("--force"), "town.city")
        self.assertEqual((self.city / "mine").read_text(), "precious")

    def test_output_folder_that_does_not_exist(self):
        self.city = self.folder / "no" / "such" / "town.city"
        self.assert_refused(self.import_city(), "town.city")
        self.assert_nothing_at(self.folder / "no")

    def test_nothing_to_import(self):
        self.assert_refused(case.cityproof("import", "-o", self.city), "--sumo")
        self.assert_nothing_at(self.city)


if __name__ == "__main__":
    unittest.main()
