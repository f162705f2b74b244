# SPDX-License-Identifier: Apache-2.0
"""Reads Cityproof run files in Python: h5py and numpy; to_xarray() and to_dataframe() also need xarray and pandas.

    from cityproof_run import open_run
    run = open_run("run.h5")
    run.channels                                  # {"traffic/street_speed": Channel(unit="m/s", ...), ...}
    times, values = run.series("traffic/street_speed", "A1B1")
    run.frame("traffic/street_speed", 1800.0)     # all entities at the last frame up to 1800 s
    run.key_figures["traffic.delay_mean"].value
    run.to_dataframe("traffic/street_speed")      # pandas: a row per time, a column per street
    run.to_xarray()                               # all channels; dimensions "time" and the tables

A channel in five lines:

    import matplotlib.pyplot as plt
    from cityproof_run import open_run
    run = open_run("run.h5")
    plt.plot(*run.series("water/tank_level", "tank_1")), plt.xlabel("time [s]"), plt.ylabel(run.label("water/tank_level"))
    plt.savefig("tank_level.png")

Times are seconds of simulated time since the scenario's start; places are metres in the city's CRS. A file that a run is
still writing ("run.h5.part") can be opened too: refresh() shows what it got since.
"""

from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np

FORMAT = 1
"""The format of run files that this reader knows; docs/formats.md describes it."""


@dataclass(frozen=True)
class Channel:
    """A recorded series: one value per entity of `table` at each time of `axis`."""

    unit: str
    table: str
    axis: str
    description: str


@dataclass(frozen=True)
class KeyFigure:
    """One figure of the whole run. `direction`: lower_is_better, higher_is_better or neutral."""

    value: float
    unit: str
    direction: str
    definition: str


@dataclass(frozen=True)
class Event:
    """Something that happened in the run: what (`kind`), to whom (`target`) and why (`reason`)."""

    time: float
    kind: str
    target: str
    reason: str


def _text(value):
    """A text of the file: fixed-length texts are bytes in numpy."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _texts(dataset):
    return [_text(value) for value in dataset[:]]


class Run:
    """An open run file. Use it in a with statement, or call close()."""

    def __init__(self, path, file):
        self.path = Path(path)
        self.file = file
        if "meta" not in file or "format" not in file["meta"].attrs:
            raise ValueError(f"{path}: not a Cityproof run file")
        if int(file["meta"].attrs["format"]) > FORMAT:
            raise ValueError(f"{path}: format {int(file['meta'].attrs['format'])} is newer than this reader's {FORMAT}")
        self.complete = bool(file["meta"].attrs["complete"])
        self.meta = {key: _text(value) for key, value in file["meta"].attrs.items() if isinstance(value, (bytes, str))}
        self.tables = {name: _texts(group["id"]) for name, group in file["entities"].items() if "x" in group}
        self.channels = {}
        for domain, group in file["channels"].items():
            for quantity, data in group.items():
                if isinstance(data, h5py.Dataset):
                    self.channels[f"{domain}/{quantity}"] = Channel(
                        *(_text(data.attrs[key]) for key in ("unit", "table", "axis", "description")))
        self.key_figures = self._read_key_figures()
        self.refresh()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.file.close()

    def refresh(self):
        """Looks for what a file that is still being written got since."""
        if not self.file.swmr_mode:
            return
        datasets = []
        self.file.visititems(lambda _, item: datasets.append(item) if isinstance(item, h5py.Dataset) else None)
        # A run writes the time of a frame after everything else of it. So the times are looked up first: whatever they
        # announce is found when the rest is looked up.
        for dataset in sorted(datasets, key=lambda dataset: dataset.name.rpartition("/")[2] != "time"):
            dataset.refresh()

    def times(self, axis):
        """Times of the frames of an axis ("record", "vehicles"), s."""
        times = self.file["time"][axis]["time"][:]
        ends = np.flatnonzero(np.isnan(times))  # a row that is not written yet
        return times[: ends[0]] if len(ends) else times

    def label(self, channel):
        """Text for a chart's axis: the quantity with its unit."""
        return f"{channel.split('/')[1].replace('_', ' ')} [{self.channels[channel].unit}]"

    def series(self, channel, entity):
        """(times, values) of one entity, given by its id or its row."""
        known = self._channel(channel)
        times = self.times(known.axis)
        row = self._row(known.table, entity)
        if "by_entity" in self.file:
            return times, self.file["by_entity"][channel][row, : len(times)]
        return times, self.file["channels"][channel][: len(times), row]

    def frame(self, channel, time):
        """Values of all entities at the last frame that is not after `time`, in the order of tables[channel's table]."""
        return self.file["channels"][channel][self._frame_index(self._channel(channel).axis, time)]

    def vehicles(self, time):
        """Vehicles at the last frame that is not after `time`: {"id", "x", "y", "speed"} (m, m, m/s)."""
        index = self._frame_index("vehicles", time)
        first = int(self.file["time/vehicles/offset"][index])
        rows = slice(first, first + int(self.file["time/vehicles/count"][index]))
        group = self.file["channels/traffic/vehicle"]
        names = self.file["entities/vehicle/id"][:]
        ids = [_text(names[entity]) for entity in group["entity"][rows]]
        return {"id": ids} | {name: group[name][rows] for name in ("x", "y", "speed")}

    def geometry(self, table):
        """One array of shape [points, 2] per entity, metres."""
        group = self.file["entities"][table]
        points = np.column_stack([group["x"][:], group["y"][:]])
        return [points[first : first + count] for first, count in zip(group["point_offset"][:], group["point_count"][:])]

    def to_dataframe(self, channel):
        """A channel as pandas.DataFrame: index "time_s" (s since the start), one column per entity's id, NaN where
        there is no value. Its `attrs` hold unit and description."""
        import pandas

        known = self._channel(channel)
        times = self.times(known.axis)
        frame = pandas.DataFrame(
            self.file["channels"][channel][: len(times)],
            index=pandas.Index(times, name="time_s"),
            columns=pandas.Index(self.tables[known.table], name=known.table))
        frame.attrs.update(channel=channel, unit=known.unit, description=known.description)
        return frame

    def to_xarray(self, channels=None):
        """Channels (all, or those named) as xarray.Dataset: "traffic/street_speed" is variable "traffic_street_speed"
        with dimensions "time" (of another axis than "record": "time_<axis>") and its table, which has the ids as
        coordinates. Everything is read into memory; attributes hold units, descriptions and the run's /meta."""
        import xarray

        variables, coordinates = {}, {}
        for name in self.channels if channels is None else channels:
            known = self._channel(name)
            time = "time" if known.axis == "record" else f"time_{known.axis}"
            times = self.times(known.axis)
            coordinates[time] = (time, times, {"units": "s", "description": "simulated time since the start"})
            coordinates[known.table] = (known.table, self.tables[known.table])
            variables[name.replace("/", "_")] = (
                (time, known.table), self.file["channels"][name][: len(times)],
                {"units": known.unit, "description": known.description, "channel": name})
        return xarray.Dataset(variables, coordinates, attrs=self.meta)

    @property
    def events(self):
        group = self.file["events"]
        text = group["text"][:].tobytes()
        rows = zip(group["time"][:], group["text_offset"][:], group["text_length"][:])
        return [Event(float(time), *(_text(text[first : first + size]) for first, size in zip(offset, length)))
                for time, offset, length in rows if not np.isnan(time)]

    def _read_key_figures(self):
        if "kpi" not in self.file:
            return {}
        group = self.file["kpi"]
        columns = zip(_texts(group["id"]), group["value"][:], _texts(group["unit"]), _texts(group["direction"]),
                      _texts(group["definition"]))
        return {name: KeyFigure(float(value), unit, direction, definition)
                for name, value, unit, direction, definition in columns}

    def _channel(self, name):
        if name not in self.channels:
            raise KeyError(f"{self.path} has no channel '{name}'; it has {', '.join(self.channels)}")
        return self.channels[name]

    def _row(self, table, entity):
        if isinstance(entity, str):
            if entity not in self.tables[table]:
                raise KeyError(f"{self.path} has no {table} '{entity}'")
            return self.tables[table].index(entity)
        return entity

    def _frame_index(self, axis, time):
        index = int(np.searchsorted(self.times(axis), time, side="right")) - 1
        if index < 0:
            raise KeyError(f"{self.path} has no frame of axis '{axis}' up to {time} s")
        return index


def open_run(path):
    """Opens a run file, complete, recovered or still growing. Errors: OSError, ValueError."""
    try:
        return Run(path, h5py.File(path, "r"))
    except OSError:
        if Path(path).suffix != ".part":
            raise
        return Run(path, h5py.File(path, "r", swmr=True))
