# SPDX-License-Identifier: Apache-2.0
"""Reads study files, the results of `cityproof batch`, as pandas and xarray (needs h5py, numpy, pandas and xarray).

    from cityproof_study import open_study
    study = open_study("study.h5")
    study.key_figures                                # a row per run: arm, seed, status, factors, every key figure
    study.key_figures.groupby("arm")["traffic.delay_mean"].mean()
    study.definitions.loc["traffic.delay_mean"]      # unit, direction, definition
    study.series("traffic/street_speed")             # xarray: run x time x street, NaN for runs that are not done

Series are read from the run files beside the study file: move them together.
"""

from pathlib import Path

import h5py
import pandas
import xarray

from cityproof_run import _text, _texts

FORMAT = 1
"""The format of study files that this reader knows; docs/formats.md describes it."""

STATUS = ("done", "failed", "missing")


class Study:
    """An open study file. Use it in a with statement, or call close()."""

    def __init__(self, path, file):
        self.path = Path(path)
        self.file = file
        attributes = file["meta"].attrs if "meta" in file else {}
        if _text(attributes.get("kind", "")) != "study":
            raise ValueError(f"{path}: not a Cityproof study file")
        if int(attributes["format"]) > FORMAT:
            raise ValueError(f"{path}: format {int(attributes['format'])} is newer than this reader's {FORMAT}")
        self.complete = bool(attributes["complete"])
        self.meta = {key: _text(value) for key, value in attributes.items() if isinstance(value, (bytes, str))}
        self.runs = self._read_runs()
        self.definitions = self._read_definitions()
        self.key_figures = self._read_key_figures()
        self.channels = [f"{domain}/{name}" for domain, group in file["series"].items() for name in group]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.file.close()

    def series(self, channel, runs=None):
        """A channel of all runs, or of those whose ids are given, as xarray.DataArray with dimensions "run", "time" and
        the channel's table. Coordinates of "run" are arm, seed and the factors."""
        domain, _, name = channel.partition("/")
        if name not in self.file["series"].get(domain, ()):
            raise KeyError(f"{self.path} has no series '{channel}'; it has {', '.join(self.channels)}")
        data = self.file["series"][domain][name]
        table, axis = _text(data.attrs["table"]), _text(data.attrs["axis"])
        rows = range(len(self.runs)) if runs is None else [self.runs.index.get_loc(run) for run in runs]
        chosen = self.runs.iloc[list(rows)]
        coordinates = {
            "run": list(chosen.index),
            "time": ("time", self.file["time"][axis]["time"][:], {"units": "s"}),
            table: _texts(self.file["entities"][table]["id"]),
        } | {column: ("run", chosen[column].to_numpy()) for column in chosen if column != "file"}
        values = data[:] if runs is None else data[sorted(rows)][[sorted(rows).index(row) for row in rows]]
        return xarray.DataArray(
            values, coordinates, ("run", "time", table), name=channel.replace("/", "_"),
            attrs={"units": _text(data.attrs["unit"]), "description": _text(data.attrs["description"]),
                   "channel": channel})

    def _read_runs(self):
        """A row per run, by id: arm, seed, status, file and a column per factor, as number (SI) where it is one."""
        group = self.file["runs"]
        arms, points = _texts(self.file["arms"]["name"]), group["point"][:]
        columns = {
            "arm": [arms[arm] for arm in group["arm"][:]],
            "seed": group["seed"][:],
            "status": [STATUS[code] for code in group["status"][:]],
            "file": _texts(group["file"]),
        }
        numbers = self.file["factor_numbers"]
        for key, texts in self.file["factors"].items():
            columns[key] = numbers[key][:][points] if key in numbers else [_texts(texts)[point] for point in points]
        return pandas.DataFrame(columns, index=pandas.Index(_texts(group["id"]), name="run"))

    def _read_definitions(self):
        group = self.file["kpi"]
        columns = {name: _texts(group[name]) for name in ("unit", "direction", "definition")}
        return pandas.DataFrame(columns, index=pandas.Index(_texts(group["id"]), name="key_figure"))

    def _read_key_figures(self):
        names = list(self.definitions.index)
        values = self.file["kpi"]["value"][:] if names else None
        figures = pandas.DataFrame(values, index=self.runs.index, columns=names)
        return pandas.concat([self.runs.drop(columns="file"), figures], axis=1)


def open_study(path):
    """Opens a study file. Errors: OSError, ValueError."""
    return Study(path, h5py.File(path, "r"))
