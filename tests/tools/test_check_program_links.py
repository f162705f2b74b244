# SPDX-License-Identifier: Apache-2.0
"""tools/check_program_links.py: its rules and the table of THIRD_PARTY.md on real names of libraries, and ldd on
a program that is there."""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from source_tree_case import TOOLS
from check_program_links import compare_with_table, judge, loaded_libraries, programs_of, read_table

SUMO, GDAL, PGM, EPANET = "libsumocpp.so", "libgdal.so.32", "libpower_grid_model_c.so.1.12.110", "libepanet2.so"
QT, TBB, HDF5 = "libQt6Gui.so.6", "libtbb.so.12", "libhdf5_serial.so.103"


class Judge(unittest.TestCase):
    def test_what_each_program_needs_is_accepted(self):
        for name, loaded in (("cityproof-run", [SUMO, PGM, EPANET, TBB, HDF5]), ("cityproof-import", [GDAL, HDF5]),
                             ("cityproof-check", [SUMO, PGM, EPANET, TBB]), ("cityproof-view", [QT, HDF5]),
                             ("cityproof-compare", [HDF5]), ("cityproof", ["libc.so.6"]),
                             ("cityproof-export", [GDAL, HDF5]), ("cityproof-kpis", ["libc.so.6"]),
                             ("test_model_traffic", [SUMO, TBB])):
            with self.subTest(name):
                self.assertEqual(judge(name, loaded), [])

    def test_gdal_and_libsumo_never_meet(self):
        for name in ("cityproof-run", "cityproof-import", "test_anything"):
            with self.subTest(name):
                problems = judge(name, [SUMO, GDAL])
                self.assertEqual(len(problems), 1)
                self.assertIn("crash", problems[0])

    def test_each_program_is_refused_what_it_must_not_load(self):
        for name, library, shown in (("cityproof-run", GDAL, "GDAL"), ("cityproof-run", QT, "Qt"),
                                     ("cityproof-import", SUMO, "SUMO"), ("cityproof-view", GDAL, "GDAL"),
                                     ("cityproof-view", TBB, "TBB"), ("cityproof-compare", SUMO, "SUMO"),
                                     ("cityproof-compare", EPANET, "EPANET"), ("cityproof-compare", PGM, "power-grid"),
                                     ("cityproof", GDAL, "GDAL"), ("cityproof-check", GDAL, "GDAL"),
                                     ("cityproof-export", TBB, "TBB"), ("cityproof-export", EPANET, "EPANET"),
                                     ("cityproof-kpis", TBB, "TBB")):
            with self.subTest(f"{library} in {name}"):
                problems = judge(name, ["libc.so.6", library])
                self.assertEqual(len(problems), 1, problems)
                self.assertIn(shown, problems[0])


    def test_a_module_of_qt_that_is_under_the_gpl_only_is_refused_everywhere(self):
        for name, module in (("cityproof-view", "libQt6Charts.so.6"), ("test_gui", "libQt6DataVisualization.so.6"),
                             ("cityproof-view", "libQt6VirtualKeyboard.so.6")):
            with self.subTest(module):
                (problem,) = judge(name, [QT, module])
                self.assertIn("GPL-only Qt", problem)
        self.assertEqual(judge("cityproof-view", [QT, "libQt6Widgets.so.6", "libQt6DBus.so.6"]), [])


class Table(unittest.TestCase):
    def test_programs_share_a_row_and_none_is_none(self):
        with tempfile.NamedTemporaryFile("w", suffix=".md") as document:
            document.write("| program | loads |\n|---|---|\n| `run`, `check` | SUMO, TBB |\n| `cityproof` | none |\n")
            document.flush()
            self.assertEqual(read_table(Path(document.name)),
                             {"run": ["SUMO", "TBB"], "check": ["SUMO", "TBB"], "cityproof": []})

    def test_what_the_table_says_otherwise_is_named(self):
        table = {"cityproof": [], "run": ["TBB", "SUMO"], "export": ["GDAL"]}
        built = {"cityproof": [HDF5], "cityproof-run": [SUMO, TBB, HDF5], "test_anything": [GDAL]}
        self.assertEqual(compare_with_table({**table, "export": []}, {**built, "cityproof-export": []}), [])
        self.assertIn("export", compare_with_table(table, built)[0])
        del table["export"]
        self.assertEqual(compare_with_table(table, built), [])
        for loaded in ([SUMO], [SUMO, TBB, GDAL]):
            (problem,) = compare_with_table(table, {**built, "cityproof-run": loaded})
            self.assertIn("`run` loads", problem)
        (problem,) = compare_with_table(table, {**built, "cityproof-new": []})
        self.assertIn("new", problem)


class Program(unittest.TestCase):
    def run_on(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run([sys.executable, str(TOOLS / "check_program_links.py"), *arguments],
                              capture_output=True, text=True, check=False)

    def test_ldd_names_indirect_libraries_without_their_folders(self):
        self.assertIn("libc.so.6", loaded_libraries(shutil.which("git")))

    def test_a_clean_program_ends_with_zero(self):
        self.assertEqual(self.run_on(shutil.which("git")).returncode, 0)

    def test_of_a_folder_every_program_is_judged_and_nothing_else(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(self.run_on(folder).returncode, 2)
            (Path(folder) / "script").write_text("#!/bin/sh\n")
            (Path(folder) / "script").chmod(0o755)
            (Path(folder) / "sub").mkdir()
            shutil.copy2(shutil.which("git"), Path(folder) / "cityproof-run")
            self.assertEqual([path.name for path in programs_of(Path(folder))], ["cityproof-run"])
            self.assertEqual(self.run_on(folder).returncode, 0)

    def test_what_is_no_program_cannot_be_judged(self):
        self.assertEqual(self.run_on(__file__).returncode, 2)
        self.assertEqual(self.run_on().returncode, 2)


if __name__ == "__main__":
    unittest.main()
