#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`cmake --install` into a folder that is then moved: every program finds its libraries there or in the system, the
shipped data, and its siblings, without the clone and the build folder.

usage: install_test.py BUILD_FOLDER TOWN_WRITER
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

BUILD, TOWN_WRITER = "", ""
PROJECT = Path(__file__).resolve().parents[2]


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        place = Path(cls.folder.name).resolve()
        installed = subprocess.run(["cmake", "--install", BUILD, "--prefix", str(place / "first")],
                                   capture_output=True, text=True, check=False)
        assert installed.returncode == 0, installed.stderr[-3000:]
        cls.place = place
        cls.root = place / "moved to here"
        (place / "first").rename(cls.root)
        cls.programs = sorted((cls.root / "bin").iterdir())
        cls.sumo_programs = sorted(cls.root.glob("lib/**/sumo/bin/*"))
        # Nothing of the developer's surroundings: a user has none of it.
        cls.environment = {"PATH": "/usr/bin:/bin", "HOME": str(place), "LC_ALL": "C.UTF-8"}

    def run_it(self, *words: str) -> subprocess.CompletedProcess:
        return subprocess.run([str(self.root / "bin" / "cityproof"), *words], cwd=self.place, env=self.environment,
                              capture_output=True, text=True, timeout=60, check=False)

    def test_the_front_program_tells_its_version(self):
        told = self.run_it("--version")
        self.assertEqual((told.returncode, told.stderr), (0, ""))
        self.assertRegex(told.stdout, r"^cityproof \d+\.\d+\.\d+\n$")

    def test_every_verb_of_the_help_is_there_and_starts(self):
        verbs = re.findall(r"^  (\w+) +\S", self.run_it("--help").stdout, re.MULTILINE)
        self.assertGreater(len(verbs), 10)
        for verb in verbs:
            with self.subTest(verb):
                started = self.run_it(verb, "--help")
                self.assertEqual(started.returncode, 0, started.stderr)

    def test_no_program_takes_a_library_from_the_build_or_the_clone(self):
        self.assertGreater(len(self.programs), 10)
        self.assertEqual([program.name for program in self.sumo_programs], ["netconvert", "sumo"])
        for program in self.programs + self.sumo_programs:
            listed = subprocess.run(["ldd", str(program)], env=self.environment, capture_output=True, text=True,
                                    check=True).stdout
            with self.subTest(program.name):
                self.assertNotIn("not found", listed)
                for library in re.findall(r"=> (/.*?) \(0x", listed):
                    inside = Path(library).resolve().is_relative_to(self.root)
                    self.assertTrue(inside or library.startswith(("/lib", "/usr/lib")), library)

    def test_shipped_data_is_found(self):
        schema = self.run_it("schema", "scenario")
        self.assertEqual(schema.returncode, 0, schema.stderr)
        self.assertEqual(schema.stdout, (PROJECT / "data" / "schema" / "scenario.json").read_text())
        for file in ("demo/morning_peak.yaml", "demo/source/auental.osm", "policies/adaptive_signals.yaml"):
            self.assertTrue((self.root / "share" / "cityproof" / file).is_file(), file)

    def test_a_city_is_made_from_a_map_with_the_installed_sumo(self):
        """As `cityproof demo` begins."""
        # In front of each SUMO program a script that notes the call: the clone's programs would leave no note.
        called = self.place / "called.txt"
        for program in self.sumo_programs:
            real = program.rename(program.with_name(f"{program.name}.real"))
            self.addCleanup(real.replace, program)
            program.write_text(f'#!/bin/sh\necho {program.name} >>"{called}"\nexec "{real}" "$@"\n')
            program.chmod(0o755)
        extract = self.root / "share" / "cityproof" / "demo" / "source" / "auental.osm"
        made = self.run_it("import", "--osm", str(extract), "--attribution", "Auental, CC0 1.0", "-o", "auental.city")
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertEqual(called.read_text().split(), ["netconvert", "sumo"])
        checked = self.run_it("check", "auental.city")
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        self.assertIn("is sound", checked.stdout)

    def test_a_city_with_data_of_its_own_is_imported(self):
        given = self.root / "share" / "cityproof" / "demo" / "given"
        made = self.run_it("import", "--sumo", str(given / "demo.sumocfg"), "--grid", str(given / "grid.json"),
                           "--grid-map", str(given / "grid_map.csv"), "--water", str(given / "water.inp"),
                           "--class", "synthetic", "--provenance", "synthetic", "--name", "Auental", "-o", "given.city")
        self.assertEqual(made.returncode, 0, made.stderr)
        checked = self.run_it("check", "given.city")
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)

    def test_a_map_is_drawn_without_a_display(self):
        subprocess.run([TOWN_WRITER, str(self.place / "run.h5"), "0", "60", "finish"], check=True)
        drawn = self.run_it("view", "run.h5", "--export", "map.png")
        self.assertEqual(drawn.returncode, 0, drawn.stderr)
        self.assertTrue((self.place / "map.png").read_bytes().startswith(b"\x89PNG"))

    def test_desktop_entry_and_icon_are_there_and_name_the_program(self):
        entry = self.root / "share" / "applications" / "cityproof.desktop"
        words = entry.read_text().splitlines()
        self.assertIn("Exec=cityproof view %f", words)
        icon = next(line.removeprefix("Icon=") for line in words if line.startswith("Icon="))
        self.assertTrue((self.root / "share" / "icons" / "hicolor" / "scalable" / "apps" / f"{icon}.svg").is_file())
        if shutil.which("desktop-file-validate"):
            subprocess.run(["desktop-file-validate", str(entry)], check=True)

    def test_licences_and_the_help_of_the_viewer_come_with_it(self):
        documents = self.root / "share" / "doc" / "cityproof"
        for name in ("LICENSE", "THIRD_PARTY.md", "viewer.md"):
            self.assertTrue((documents / name).is_file(), name)
        of_engines = [str(path.relative_to(documents / "engines")) for path in (documents / "engines").rglob("LICENSE*")]
        for name in ("eclipse_sumo", "owa_epanet", "power_grid_model"):
            self.assertTrue(any(path.startswith(name) for path in of_engines), of_engines)


if __name__ == "__main__":
    BUILD, TOWN_WRITER = sys.argv[1:3]
    os.environ.pop("DESTDIR", None)
    unittest.main(argv=sys.argv[:1])
