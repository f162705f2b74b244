# SPDX-License-Identifier: Apache-2.0
"""Reads run files with h5py, independently of the project's own readers."""

import h5py
import numpy as np


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def meta(path):
    with h5py.File(path) as run:
        return {name: text(value) for name, value in run["meta"].attrs.items()}


def key_figures(path):
    """Value by name, in the run file's order."""
    with h5py.File(path) as run:
        names = [text(name) for name in run["kpi/id"][:]]
        return dict(zip(names, run["kpi/value"][:].tolist()))


def key_figure_definitions(path):
    with h5py.File(path) as run:
        return [text(told) for told in run["kpi/definition"][:]]


def key_figure_bytes(path):
    with h5py.File(path) as run:
        return {name: run["kpi"][name][:].tobytes() for name in run["kpi"]}


def trace_hash(path):
    with h5py.File(path) as run:
        return int(run["trace/hash"][0])


def dataset_bytes(path, group):
    """Shape, type and bytes of every dataset below a group."""
    found = {}

    def visit(name, item):
        if isinstance(item, h5py.Dataset):
            values = item[()]
            found[name] = (values.shape, values.dtype.str, np.ascontiguousarray(values).tobytes())

    with h5py.File(path) as run:
        run[group].visititems(visit)
    return found


def ids(path, table):
    with h5py.File(path) as run:
        return [text(name) for name in run[f"entities/{table}/id"][:]]


def channel(path, name):
    """time x entity"""
    with h5py.File(path) as run:
        return run[f"channels/{name}"][:]


def frame_times(path, axis="record"):
    with h5py.File(path) as run:
        return run[f"time/{axis}/time"][:]


def events(path):
    """(time in s, kind, target, reason) of every event of the run."""
    with h5py.File(path) as run:
        group = run["events"]
        data = group["text"][:].tobytes()
        rows = zip(group["time"][:], group["text_offset"][:], group["text_length"][:])
        return [
            (
                float(time),
                *(data[int(o) : int(o) + int(n)].decode() for o, n in zip(offsets, lengths)),
            )
            for time, offsets, lengths in rows
        ]
