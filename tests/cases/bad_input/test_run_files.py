# SPDX-License-Identifier: Apache-2.0
"""Files that are no run files, or hostile ones, given to every program that reads runs."""

import os
import resource
import shutil
import sys
import unittest
from pathlib import Path

import h5py
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import given_city  # noqa: E402
import hostile  # noqa: E402

MEMORY_LIMIT = 2 << 30  # bytes of address space; an absurd extent that is believed needs petabytes


def limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


class BadRunFile(case.Case):
    def setUp(self):
        super().setUp()
        self.bad = self.folder / "bad.h5"
        self.made = self.folder / "made"
        self.made.mkdir()

    def readers(self, path):
        """A command for every program that reads runs, with all it writes in self.made."""
        picture, report = self.made / "map.png", self.made / "report.md"
        commands = [
            ["compare", path, "--with", given_city.BASE, "--md", report],
            ["compare", given_city.BASE, "--with", path, "--md", report],
            ["recover", path, "-o", self.made / "recovered.h5"],
            ["export", path, "-o", self.made / "values.csv"],
            ["export", path, "-o", self.made / "map.gpkg"],
        ]
        if (case.BIN / "cityproof-view").exists():  # the viewer may be left out of a build
            commands.append(["view", path, "--export", picture])
        return commands

    def refuse(self, *words, path=None, verbs=("compare", "recover", "view", "export")):
        for command in self.readers(path or self.bad):
            if command[0] not in verbs:
                continue
            with self.subTest(command=command[0], words=words):
                result = case.cityproof(*command, timeout=60, preexec_fn=limit_memory)
                self.assert_refused(result, *words)
                self.assertEqual(list(self.made.iterdir()), [])

    def copy(self):
        shutil.copyfile(given_city.BASE, self.bad)
        return self.bad

    def test_missing_file(self):
        self.refuse("bad.h5")

    def test_a_folder(self):
        self.bad.mkdir()
        self.refuse("bad.h5")

    def test_a_fifo(self):
        os.mkfifo(self.bad)
        self.refuse("bad.h5")

    def test_rubbish(self):
        for content in (
            b"",
            b"hello world\n",
            b"\x89HDF\r\n\x1a\n" + b"\0" * 500,
            os.urandom(5000),
        ):
            with self.subTest(content=content[:12]):
                self.bad.write_bytes(content)
                self.refuse("bad.h5")

    def test_a_file_cut_in_half(self):
        content = given_city.BASE.read_bytes()
        self.bad.write_bytes(content[: len(content) // 2])
        self.refuse("bad.h5")

    def test_an_hdf5_file_of_somebody_else(self):
        with h5py.File(self.bad, "w") as file:
            file["data"] = np.arange(10)
        self.refuse("bad.h5")

    def test_absurd_extents(self):
        for name in (
            "kpi/value",
            "kpi/id",
            "entities/bus/id",
            "entities/street/x",
            "time/record/time",
            "events/text",
            "channels/energy/bus_voltage",
            "channels/traffic/vehicle/x",
        ):
            with self.subTest(name=name):
                hostile.absurd_extent(self.copy(), name)
                # compare reads key figures only; the others read what they need
                reads = {
                    "kpi": ("compare",),
                    "entities": ("view", "export"),
                    "time": ("view", "export"),
                    "channels": () if "vehicle" in name else ("export",),
                }
                self.harmless(*reads.get(name.split("/")[0], ()))

    def harmless(self, *must_refuse):
        """No crash, no endless wait: refused in one line, or the damaged part was not needed."""
        for command in self.readers(self.bad):
            result = case.cityproof(*command, timeout=60, preexec_fn=limit_memory)
            if command[0] in must_refuse or result.returncode != case.OK:
                with self.subTest(command=command[0]):
                    codes = (case.BAD_INPUT, case.MISSING_RUNS)
                    self.assertIn(
                        result.returncode, codes, f"{command}\n{result.stdout}{result.stderr}"
                    )
                    self.assert_refused(result, code=result.returncode)
                    self.assertEqual(list(self.made.iterdir()), [])
            for file in self.made.iterdir():
                file.unlink()

    def test_vehicle_rows_outside_of_their_dataset(self):
        hostile.replace_dataset(self.copy(), "time/vehicles/offset", np.full(60, 2**63, dtype="u8"))
        self.harmless()

    def test_external_storage(self):
        self.copy()
        secret = self.folder / "secret"
        secret.write_bytes(b"s" * 4096)
        with h5py.File(self.bad, "r+") as run:
            shape = run["kpi/value"].shape
            del run["kpi/value"]
            dataset = run.create_dataset(
                "kpi/value", shape, "f8", external=[(str(secret), 0, 4096)]
            )
            dataset.attrs["unit"] = "1"
        self.refuse("value", verbs=["compare"])

    def test_a_newer_format(self):
        with h5py.File(self.copy(), "r+") as run:
            run["meta"].attrs["format"] = 99
        self.refuse("99", verbs=["compare", "view", "export"])

    def test_compare_wants_both_arms_and_equal_seeds(self):
        self.assert_refused(case.cityproof("compare", given_city.BASE))
        other = self.folder / "other.h5"
        self.run_scenario(given_city.SCENARIO, other, seed=8)
        result = case.cityproof("compare", given_city.BASE, "--with", other)
        self.assertIn(result.returncode, (case.BAD_INPUT, case.MISSING_RUNS))
        self.assert_refused(result, code=result.returncode)

    def test_recover_does_not_replace_a_file(self):
        part = self.folder / "run.h5.part"
        shutil.copyfile(given_city.BASE, part)
        (self.folder / "run.h5").write_text("precious")
        self.assert_refused(case.cityproof("recover", part), "run.h5", "exists")
        self.assertEqual((self.folder / "run.h5").read_text(), "precious")


if __name__ == "__main__":
    unittest.main()
