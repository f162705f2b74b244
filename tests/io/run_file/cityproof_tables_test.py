# SPDX-License-Identifier: Apache-2.0
"""Runs and studies open as tables (pandas) and labelled arrays (xarray), with those packages from PyPI.

usage: cityproof_tables_test.py CHILD    the test program run_file_child

Study files are written here with h5py, in the layout of io/study_file: `cityproof batch` is not needed to read one.
"""

import contextlib
import io
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    import h5py
    import numpy as np
    import pandas as pd
    import xarray as xr
except ImportError as missing:
    sys.exit(f"{missing}: run ./setup, which installs tools/requirements.txt into .venv")

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "data" / "python"))
from cityproof_run import open_run  # noqa: E402
from cityproof_study import open_study  # noqa: E402

CHILD = sys.argv[1]


class TemporaryFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def stream(self, name, frames):
        path = self.folder / name
        subprocess.run([CHILD, "stream", str(path), str(frames), "0"], check=True, stdout=subprocess.DEVNULL)
        return path


class RunTables(TemporaryFolder):
    def setUp(self):
        super().setUp()
        self.run_file = open_run(self.stream("run.h5", 20))
        self.addCleanup(self.run_file.close)

    def test_a_channel_is_a_dataframe_of_times_and_entities(self):
        frame = self.run_file.to_dataframe("sensors/reading")
        self.assertIsInstance(frame, pd.DataFrame)
        self.assertEqual(frame.index.name, "time_s")
        self.assertEqual(frame.index.tolist(), [k + 1.0 for k in range(20)])  # sample_run.cpp: a frame each second
        self.assertEqual(frame.columns.tolist(), ["b", "a", "ä long name, with spaces/and a slash"])
        self.assertEqual(frame.attrs["unit"], "1")
        for entity, column in enumerate(frame):
            np.testing.assert_array_equal(frame[column].to_numpy(), self.run_file.series("sensors/reading", entity)[1])

    def test_a_run_is_a_dataset_with_units_and_names(self):
        data = self.run_file.to_xarray()
        self.assertIsInstance(data, xr.Dataset)
        speed = data["traffic_street_speed"]
        self.assertEqual(speed.dims, ("time", "street"))
        self.assertEqual(speed.attrs["units"], "m/s")
        self.assertEqual(speed.attrs["channel"], "traffic/street_speed")
        np.testing.assert_array_equal(
            speed.sel(street="street#7").to_numpy(), self.run_file.series("traffic/street_speed", "street#7")[1])
        self.assertEqual(data["sensors_reading"].dims, ("time_fine", "signal"))
        self.assertEqual(data["energy_never"].shape[0], 0)
        self.assertEqual(data.attrs["seed"], "7")

    def test_channels_can_be_chosen_and_unknown_ones_are_named(self):
        data = self.run_file.to_xarray(["traffic/a"])
        self.assertEqual(list(data.data_vars), ["traffic_a"])
        for call in (lambda: self.run_file.to_xarray(["x/y"]), lambda: self.run_file.to_dataframe("x/y")):
            with self.assertRaisesRegex(KeyError, "no channel 'x/y'"):
                call()


def texts(values):
    return np.array([value.encode() for value in values])


class StudyTables(TemporaryFolder):
    """A study of two arms and two points; its third run failed, its fourth one never ran."""

    def setUp(self):
        super().setUp()
        self.files = [self.stream(f"{k}.h5", 20) for k in range(2)]
        self.path = self.folder / "study.h5"
        self.write_study()

    def write_study(self):
        run_files = ["0.h5", "1.h5", "", ""]
        with h5py.File(self.path, "w") as study:
            meta = study.create_group("meta").attrs
            meta["format"], meta["complete"], meta["points"] = 1, 0, 2
            meta["kind"], meta["title"] = np.bytes_("study"), np.bytes_("Größe".encode())
            study["arms/name"] = texts(["baseline", "adaptive"])
            study["arms/policies"] = texts(["", "adaptive_signals"])
            study["factors/traffic.scale"] = texts(["80 %", "120 %"])
            study["factors/energy.tariff"] = texts(["flat", "dynamic"])
            study["factor_numbers/traffic.scale"] = [0.8, 1.2]
            study["runs/id"] = texts(["r0", "r1", "r2", "r3"])
            study["runs/arm"] = np.array([0, 1, 0, 1], "u4")
            study["runs/point"] = np.array([0, 0, 1, 1], "u4")
            study["runs/seed"] = np.array([7, 7, 8, 8], "u4")
            study["runs/status"] = np.array([0, 0, 1, 2], "u1")
            study["runs/file"] = texts(run_files)
            study["kpi/id"] = texts(["traffic.delay_mean", "energy.loss"])
            study["kpi/unit"] = texts(["s", "MWh"])
            study["kpi/direction"] = texts(["lower_is_better", "lower_is_better"])
            study["kpi/definition"] = texts(["Delay.", "Loss."])
            study["kpi/named"] = np.array([1, 0], "u1")
            study["kpi/value"] = [[12.5, 0.25], [11.5, np.nan], [np.nan] * 2, [np.nan] * 2]
            with h5py.File(self.files[0]) as run:
                study["time/record/time"] = run["time/record/time"][:]
                study["entities/street/id"] = run["entities/street/id"][:]
                shape = run["channels/traffic/street_speed"].shape
            layout = h5py.VirtualLayout((4, *shape), "f4")
            for k in range(2):
                layout[k] = h5py.VirtualSource(run_files[k], "/channels/traffic/street_speed", shape)
            series = study.create_virtual_dataset("series/traffic/street_speed", layout, fillvalue=np.nan)
            for key, value in {"unit": "m/s", "description": "mean speed", "table": "street", "axis": "record"}.items():
                series.attrs[key] = np.bytes_(value)

    def open(self):
        study = open_study(self.path)
        self.addCleanup(study.close)
        return study

    def test_key_figures_are_a_table_with_a_row_for_each_run(self):
        table = self.open().key_figures
        self.assertEqual(table.index.tolist(), ["r0", "r1", "r2", "r3"])
        self.assertEqual(table["arm"].tolist(), ["baseline", "adaptive", "baseline", "adaptive"])
        self.assertEqual(table["seed"].tolist(), [7, 7, 8, 8])
        self.assertEqual(table["status"].tolist(), ["done", "done", "failed", "missing"])
        self.assertEqual(table["traffic.scale"].tolist(), [0.8, 0.8, 1.2, 1.2])
        self.assertEqual(table["energy.tariff"].tolist(), ["flat", "flat", "dynamic", "dynamic"])
        self.assertEqual(table.loc["r1", "traffic.delay_mean"], 11.5)
        self.assertTrue(np.isnan(table.loc["r1", "energy.loss"]))
        means = table.groupby("arm")["traffic.delay_mean"].mean()
        self.assertEqual(means.to_dict(), {"adaptive": 11.5, "baseline": 12.5})

    def test_definitions_say_what_the_columns_are(self):
        row = self.open().definitions.loc["traffic.delay_mean"]
        self.assertEqual(row.to_dict(), {"unit": "s", "direction": "lower_is_better", "definition": "Delay."})

    def test_series_are_arrays_over_runs_times_and_entities(self):
        study = self.open()
        self.assertEqual(study.channels, ["traffic/street_speed"])
        speed = study.series("traffic/street_speed")
        self.assertEqual(speed.dims, ("run", "time", "street"))
        self.assertEqual(speed.attrs["units"], "m/s")
        with open_run(self.files[1]) as run:
            times, values = run.series("traffic/street_speed", "street#7")
        np.testing.assert_array_equal(speed.sel(run="r1", street="street#7").to_numpy(), values)
        np.testing.assert_array_equal(speed["time"].to_numpy(), times)
        self.assertTrue(np.isnan(speed.sel(run=["r2", "r3"])).all())
        self.assertEqual(speed["traffic.scale"].sel(run="r3").item(), 1.2)

    def test_series_of_some_runs_come_in_the_order_asked_for(self):
        study = self.open()
        some = study.series("traffic/street_speed", ["r2", "r0"])
        self.assertEqual(some["run"].to_numpy().tolist(), ["r2", "r0"])
        whole = study.series("traffic/street_speed")
        np.testing.assert_array_equal(some.to_numpy(), whole.sel(run=["r2", "r0"]).to_numpy())
        with self.assertRaisesRegex(KeyError, "no series 'x/y'; it has traffic/street_speed"):
            study.series("x/y")

    def test_the_snippet_of_the_documents_works(self):
        page = (Path(__file__).resolve().parents[3] / "docs" / "results.md").read_text()
        (snippet,) = re.findall(r"```python\n(from cityproof_study .*?)```", page, re.DOTALL)
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile(snippet.replace("study.h5", str(self.path)), "results.md", "exec"), {})
        self.assertIn("lower_is_better", said.getvalue())

    def test_other_files_are_refused_in_words(self):
        with self.assertRaisesRegex(ValueError, "not a Cityproof study file"):
            open_study(self.files[0])
        with h5py.File(self.path, "r+") as study:
            study["meta"].attrs["format"] = 2
        with self.assertRaisesRegex(ValueError, "format 2 is newer"):
            open_study(self.path)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
