# SPDX-License-Identifier: Apache-2.0
"""Other people's tools read a run file: h5py, h5dump, and the snippet of the README."""

import re
import subprocess
import sys
import types
import unittest
import unittest.mock
from pathlib import Path

import h5py
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import case  # noqa: E402
import given_city  # noqa: E402
import run_content  # noqa: E402


def datasets(run):
    found = {}
    run.visititems(
        lambda name, item: found.update({name: item}) if isinstance(item, h5py.Dataset) else None
    )
    return found


class OpenFormat(case.Case):
    def test_every_dataset_says_its_unit_and_what_it_is(self):
        with h5py.File(given_city.BASE) as run:
            found = datasets(run)
            self.assertGreater(len(found), 50)
            for name, dataset in found.items():
                for attribute in ("unit", "description"):
                    self.assertTrue(
                        run_content.text(dataset.attrs.get(attribute, "")), f"{name} {attribute}"
                    )

    def test_h5dump_reads_all_of_it_and_agrees_with_h5py(self):
        header = subprocess.run(["h5dump", "-H", given_city.BASE], capture_output=True, text=True)
        self.assertEqual(header.returncode, 0, header.stderr)
        with h5py.File(given_city.BASE) as run:
            for name in datasets(run):
                self.assertIn(f'DATASET "{name.rsplit("/", 1)[1]}"', header.stdout)
        dump = subprocess.run(
            [
                "h5dump",
                "-y",
                "-w",
                "1",
                "-d",
                "/channels/energy/bus_voltage",
                "-m",
                "%.9g",
                given_city.BASE,
            ],
            capture_output=True,
            text=True,
        )
        self.assertEqual(dump.returncode, 0, dump.stderr)
        data = dump.stdout[dump.stdout.index("DATA {") : dump.stdout.index("ATTRIBUTE")]
        values = [float(word) for word in re.findall(r"[-+0-9.e]+(?=,|\s*\n\s*})", data)]
        expected = run_content.channel(given_city.BASE, "energy/bus_voltage").ravel()
        np.testing.assert_array_equal(np.array(values, dtype=np.float32), expected)

    def test_entity_major_copies_hold_the_same_values(self):
        channels = run_content.dataset_bytes(given_city.BASE, "channels")
        with h5py.File(given_city.BASE) as run:
            copies = {name: item for name, item in datasets(run["by_entity"]).items()}
            self.assertEqual(set(copies), {name for name in channels if "vehicle/" not in name})
            for name, copy in copies.items():
                np.testing.assert_array_equal(copy[:].T, run["channels"][name][:], err_msg=name)

    def test_frames_stand_at_exact_times(self):
        # record.every 30 s and vehicles_every 10 s for 10 min
        expected = [float(time) for time in range(30, 601, 30)]
        self.assertEqual(run_content.frame_times(given_city.BASE).tolist(), expected)
        expected = [float(time) for time in range(10, 601, 10)]
        self.assertEqual(run_content.frame_times(given_city.BASE, "vehicles").tolist(), expected)

    def test_every_entity_of_a_channel_has_a_row_and_geometry_fits(self):
        with h5py.File(given_city.BASE) as run:
            for name, channel in datasets(run["channels"]).items():
                if "vehicle/" in name:
                    continue
                table = run["entities"][run_content.text(channel.attrs["table"])]
                self.assertEqual(channel.shape[1], len(table["id"]), name)
            for name, table in run["entities"].items():
                if "geometry_kind" not in table:
                    continue  # moving entities have no place of their own
                ends = table["point_offset"][:] + table["point_count"][:]
                self.assertLessEqual(ends.max(initial=0), len(table["x"]), name)
                placed = table["geometry_kind"][:] > 0
                self.assertTrue((table["point_count"][:][placed] > 0).all(), name)
        # Corners of the demo's net, from its own <location>: converted boundary minus net offset.
        location = re.search(
            r'netOffset="([-\d.]+),([-\d.]+)" convBoundary="([-\d.]+),([-\d.]+),([-\d.]+),([-\d.]+)"',
            (case.GIVEN / "demo.net.xml").read_text(),
        )
        dx, dy, west, south, east, north = map(float, location.groups())
        with h5py.File(given_city.BASE) as run:
            x, y = (run[f"entities/street/{axis}"][:] for axis in "xy")
        for values, low, high in ((x, west - dx, east - dx), (y, south - dy, north - dy)):
            self.assertTrue((values >= low - 1).all() and (values <= high + 1).all())

    def test_key_figures_are_defined(self):
        with h5py.File(given_city.BASE) as run:
            columns = {
                name: [run_content.text(cell) for cell in run["kpi"][name][:]]
                for name in run["kpi"]
            }
        self.assertEqual(len(columns["id"]), len(set(columns["id"])))
        self.assertTrue(all(columns["unit"]) and all(columns["definition"]))
        directions = {"higher_is_better", "lower_is_better", "neutral"}
        self.assertLessEqual(set(columns["direction"]), directions)

    def test_meta_says_how_to_repeat_the_run(self):
        meta = run_content.meta(given_city.BASE)
        self.assertEqual(meta["scenario_text"], given_city.SCENARIO_TEXT)
        self.assertEqual(meta["seed"], "7")
        self.assertIn("peak.yaml", meta["command_line"])
        for name in ("version", "city_hash", "cpu", "libm", "time_zone", "start_local"):
            self.assertTrue(meta[name], name)


class Plot(types.ModuleType):
    """Stands for matplotlib.pyplot, which .venv does not have: keeps what it is given."""

    def __init__(self):
        super().__init__("matplotlib.pyplot")
        self.drawn = []
        self.saved = []

    def plot(self, x, y):
        self.drawn.append((np.asarray(x), np.asarray(y)))

    def xlabel(self, text):
        self.x_text = text

    def ylabel(self, text):
        self.y_text = text

    def savefig(self, name):
        self.saved.append(name)


class ReadmeSnippet(case.Case):
    def test_five_lines_plot_a_channel(self):
        readme = (case.SOURCE / "README.md").read_text()
        (snippet,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
        self.assertLessEqual(len(snippet.strip().splitlines()), 5)
        (name,) = re.findall(r'h5py\.File\("([^"]+)"\)', snippet)
        (self.folder / name).symlink_to(given_city.BASE)
        plot = Plot()
        package = types.ModuleType("matplotlib")
        package.pyplot = plot
        replaced = {"matplotlib": package, "matplotlib.pyplot": plot}
        with unittest.mock.patch.dict(sys.modules, replaced):
            exec(compile(snippet.replace(name, str(self.folder / name)), "README.md", "exec"), {})
        ((x, y),) = plot.drawn
        np.testing.assert_allclose(x, np.arange(30, 601, 30) / 60)
        expected = run_content.channel(given_city.BASE, "traffic/street_vehicles").sum(axis=1)
        np.testing.assert_array_equal(y, expected)
        self.assertGreater(y.max(), 50)
        self.assertTrue(plot.x_text and plot.y_text and plot.saved)


if __name__ == "__main__":
    unittest.main()
